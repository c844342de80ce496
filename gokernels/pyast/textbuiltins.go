package pyast

import (
	"gokernels/gokernels/ir"
)

// containerBuiltins are the builtins that make containers and text; nil leaves a call to others.
var containerBuiltins map[string]func(l *lowerer, c *callArgs) *val

func init() {
	containerBuiltins = map[string]func(l *lowerer, c *callArgs) *val{
		"builtins.list":      (*lowerer).listBuiltin,
		"builtins.set":       (*lowerer).setBuiltin,
		"builtins.frozenset": (*lowerer).setBuiltin,
		"builtins.dict":      (*lowerer).dictBuiltin,
		"builtins.tuple":     (*lowerer).tupleBuiltin,
		"builtins.sorted":    (*lowerer).sortedBuiltin,
		"builtins.reversed":  (*lowerer).reversedBuiltin,
		"builtins.str":       (*lowerer).strBuiltin,
		"builtins.repr":      func(l *lowerer, c *callArgs) *val { return l.repr(c.bind(l, "object")[0]) },
		"builtins.ascii":     func(l *lowerer, c *callArgs) *val { return l.repr(c.bind(l, "object")[0]) },
		"builtins.format":    (*lowerer).formatBuiltin,
		"builtins.print":     (*lowerer).printBuiltin,
		"builtins.ord": func(l *lowerer, c *callArgs) *val {
			return intVal(l.of("str.ord", ir.I64, l.textArg(c.bind(l, "c")[0])))
		},
		"builtins.chr": func(l *lowerer, c *callArgs) *val {
			return &val{t: strType, v: l.of("str.chr", ir.Str, l.index64(c.bind(l, "i")[0]))}
		},
		"builtins.int":   fromText("str.int", intType),
		"builtins.float": fromText("str.float", floatType),
	}
}

func (l *lowerer) listBuiltin(c *callArgs) *val {
	if x := c.bind(l, "iterable?")[0]; x != nil {
		return l.listFrom(x)
	}
	v, _ := l.newContainer(l.containerType(KList, nil))
	return v
}

func (l *lowerer) setBuiltin(c *callArgs) *val {
	if x := c.bind(l, "iterable?")[0]; x != nil {
		return l.newSet(l.settle(x))
	}
	v, _ := l.newContainer(l.containerType(KSet, nil))
	return v
}

// dictBuiltin is dict(), dict(other), dict(pairs), dict(name=value).
func (l *lowerer) dictBuiltin(c *callArgs) *val {
	v, _ := l.newContainer(l.containerType(KDict, nil, nil))
	if len(c.args) > 0 {
		l.updateDict(v, c.args[0])
	}
	for _, name := range sortedNames(c.kw) {
		l.putPair(v, l.strConst(name), c.kw[name])
	}
	return v
}

func (l *lowerer) tupleBuiltin(c *callArgs) *val {
	x := c.bind(l, "iterable?")[0]
	switch {
	case x == nil:
		return l.tuple()
	case x.t.Kind == KTuple:
		return l.tuple(l.settle(x).items...)
	}
	l.unsupported("tuple() of "+x.t.user(), "A tuple's length must be known when compiling: use a list or an array.")
	return nil
}

func (l *lowerer) strBuiltin(c *callArgs) *val {
	if x := c.bind(l, "object?")[0]; x != nil {
		return l.str(x)
	}
	return l.strConst("")
}

func (l *lowerer) formatBuiltin(c *callArgs) *val {
	args := c.bind(l, "value", "spec?")
	if args[1] == nil {
		return l.str(args[0])
	}
	return l.format(l.settle(args[0]), l.settle(args[1]))
}

// fromText makes int(text) and float(text).
func fromText(routine string, t *Type) func(l *lowerer, c *callArgs) *val {
	return func(l *lowerer, c *callArgs) *val {
		if len(c.args) != 1 || len(c.kw) > 0 || c.args[0].t.Kind != KStr {
			return nil
		}
		return &val{t: t, v: l.of(routine, t.Elem, l.scalar(c.args[0]))}
	}
}

// printBuiltin prints in one piece, so that lines of several threads do not mix.
func (l *lowerer) printBuiltin(c *callArgs) *val {
	sep, end := l.printOption(c, "sep", " "), l.printOption(c, "end", "\n")
	for name := range c.kw {
		if name != "sep" && name != "end" && name != "flush" {
			l.unsupported("print(…, "+name+"=…)", "Compiled code prints to sys.stdout only.")
		}
	}
	parts := []*val{l.strConst("")}
	for i, x := range c.args {
		if i > 0 {
			parts = append(parts, sep)
		}
		parts = append(parts, l.str(x))
	}
	l.rt("print", "", nil, l.scalar(l.join(append(parts, end)...)))
	return none
}

func (l *lowerer) printOption(c *callArgs, name, absent string) *val {
	v := c.kw[name]
	if v == nil || v.isNone() {
		return l.strConst(absent)
	}
	l.textArg(v)
	return v
}
