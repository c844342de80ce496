package pyast

import (
	"gokernels/gokernels/ir"
)

// str is Python's str(v).
func (l *lowerer) str(v *val) *val {
	v = l.settle(v)
	switch v.t.Kind {
	case KStr:
		return v
	case KScalar:
		return l.scalarText(v)
	case KOptional:
		return l.choose(l.scalar(v.items[0]), func() *val { return l.str(v.items[1]) }, func() *val { return l.strConst("None") })
	}
	if isException(v) {
		return v.items[0].items[0]
	}
	return l.repr(v)
}

// scalarText prints a number. float32 and complex64 have shortest digits of their own, which Instr.Int asks for.
func (l *lowerer) scalarText(v *val) *val {
	in := ir.Instr{Op: ir.RT, Sym: "str.of", Args: []ir.Value{l.scalar(v)}}
	if !v.t.Weak {
		in.Int = 1
	}
	return &val{t: strType, v: l.With(in, ir.Str)}
}

// repr is Python's repr(v).
func (l *lowerer) repr(v *val) *val {
	v = l.settle(v)
	switch v.t.Kind {
	case KNone:
		return l.strConst("None")
	case KOptional:
		return l.choose(l.scalar(v.items[0]), func() *val { return l.repr(v.items[1]) }, func() *val { return l.strConst("None") })
	case KStr:
		return &val{t: strType, v: l.of("str.repr", ir.Str, v.v)}
	case KScalar:
		return l.reprScalar(v)
	case KTuple:
		return l.reprTuple(v)
	case KList:
		return l.reprItems(v, "[", "]", func(i ir.Value) *val { return l.repr(l.containerItem(v, i)) })
	case KSet:
		return l.reprSet(v)
	case KDict:
		return l.reprItems(v, "{", "}", func(i ir.Value) *val {
			value := l.ofType("dict.value", itemType(v, 1), v.v, i)
			return l.join(l.repr(l.containerItem(v, i)), l.strConst(": "), l.repr(value))
		})
	}
	l.unsupported("the text of "+v.t.user(), "Print its items in a loop, or return it and print it outside.")
	return nil
}

// reprScalar has NumPy 2's names around NumPy's scalars.
func (l *lowerer) reprScalar(v *val) *val {
	text := l.scalarText(v)
	switch {
	case v.t.Weak:
		return text
	case v.t.Elem == ir.Bool:
		return l.join(l.strConst("np."), text, l.strConst("_"))
	}
	return l.join(l.strConst("np."+numpyWords[v.t.Elem]+"("), text, l.strConst(")"))
}

func (l *lowerer) reprTuple(v *val) *val {
	if v.t.Fields != nil {
		l.unsupported("the text of a named tuple", "Print its fields.")
	}
	parts := []*val{l.strConst("(")}
	for i, item := range v.items {
		if i > 0 {
			parts = append(parts, l.strConst(", "))
		}
		parts = append(parts, l.repr(item))
	}
	end := ")"
	if len(v.items) == 1 {
		end = ",)"
	}
	return l.join(append(parts, l.strConst(end))...)
}

func (l *lowerer) reprSet(v *val) *val {
	text := l.reprItems(v, "{", "}", func(i ir.Value) *val { return l.repr(l.containerItem(v, i)) })
	empty := l.Make(ir.Eq, ir.Bool, l.lengthIR(v), l.Int(0))
	return l.choose(empty, func() *val { return l.strConst("set()") }, func() *val { return text })
}

// reprItems prints the items between brackets.
func (l *lowerer) reprItems(v *val, open, end string, item func(i ir.Value) *val) *val {
	text := l.temp(ir.Str, l.Text(open))
	add := func(x *val) { l.Set(text, l.join(&val{t: strType, v: l.Get(text)}, x).v) }
	if v.t.Items[0] != nil {
		l.eachIndex(l.lengthIR(v), func(i ir.Value, _ int64) {
			l.If(l.Make(ir.Gt, ir.Bool, i, l.Int(0)), func() { add(l.strConst(", ")) }, nil)
			add(item(i))
		})
	}
	add(l.strConst(end))
	return &val{t: strType, v: l.Get(text)}
}

// join concatenates texts.
func (l *lowerer) join(parts ...*val) *val {
	var all *val
	for _, p := range parts {
		text, known := p.c.(string)
		switch {
		case p.t.Kind != KStr: // of a malformed tree only
			l.fail("TypingError", "a text cannot be joined with "+p.t.user(), "")
		case all == nil:
			all = p
		case known && text == "":
		case known && all.c != nil:
			all = l.strConst(all.c.(string) + text)
		default:
			all = &val{t: strType, v: l.of("str.add", ir.Str, l.scalar(all), l.scalar(p))}
		}
	}
	if all == nil {
		return l.strConst("")
	}
	return all
}

var strMethods map[string]func(l *lowerer, v *val, c *callArgs) *val

// Kinds of characters that str.is tests.
const (
	isDigit int64 = iota
	isAlpha
	isAlnum
	isSpace
	isUpper
	isLower
)

func init() {
	test := func(kind int64) method {
		return func(l *lowerer, v *val, c *callArgs) *val {
			c.bind(l)
			return boolVal(l.of("str.is", ir.Bool, v.v, l.Int(kind)))
		}
	}
	strMethods = map[string]func(l *lowerer, v *val, c *callArgs) *val{
		"upper":      func(l *lowerer, v *val, c *callArgs) *val { c.bind(l); return l.text("str.upper", v) },
		"lower":      func(l *lowerer, v *val, c *callArgs) *val { c.bind(l); return l.text("str.lower", v) },
		"isdigit":    test(isDigit),
		"isnumeric":  test(isDigit),
		"isalpha":    test(isAlpha),
		"isalnum":    test(isAlnum),
		"isspace":    test(isSpace),
		"isupper":    test(isUpper),
		"islower":    test(isLower),
		"startswith": affix(false),
		"endswith":   affix(true),
		"find": func(l *lowerer, v *val, c *callArgs) *val {
			return intVal(l.of("str.find", ir.I64, v.v, l.textArg(c.bind(l, "sub")[0])))
		},
		"index": (*lowerer).strIndex,
		"count": func(l *lowerer, v *val, c *callArgs) *val {
			return intVal(l.of("str.count", ir.I64, v.v, l.textArg(c.bind(l, "sub")[0])))
		},
		"replace": (*lowerer).strReplace,
		"strip":   strip3("strip", 3),
		"lstrip":  strip3("lstrip", 1),
		"rstrip":  strip3("rstrip", 2),
		"split":   (*lowerer).strSplit,
		"join":    (*lowerer).strJoin,
		"format":  (*lowerer).strFormat,
		"zfill":   (*lowerer).strZfill,
	}
}

// strMethod lowers v.name(…) of a text.
func (l *lowerer) strMethod(v *val, name string, c *callArgs) *val {
	v = l.settle(v)
	m := strMethods[name]
	if m == nil {
		l.badMethod(v, name, "")
	}
	c.name = name
	return m(l, v, c)
}

// text calls a routine that makes a text of a text.
func (l *lowerer) text(name string, v *val, more ...ir.Value) *val {
	return &val{t: strType, v: l.of(name, ir.Str, append([]ir.Value{l.scalar(v)}, more...)...)}
}

// textArg is an argument that must be a text.
func (l *lowerer) textArg(x *val) ir.Value {
	x = l.settle(x)
	if x.t.Kind != KStr {
		l.fail("TypingError", "a text is needed, not "+x.t.user(), "")
	}
	return x.v
}

// affix makes startswith and endswith; a tuple is any of its texts.
func affix(end bool) method {
	var test func(l *lowerer, v, x *val) ir.Value
	test = func(l *lowerer, v, x *val) ir.Value {
		if x.t.Kind == KTuple {
			any := l.Bool(false)
			for _, item := range x.items {
				any = l.Make(ir.Or, ir.Bool, any, test(l, v, item))
			}
			return any
		}
		n, k := l.lengthIR(v), l.of("str.len", ir.I64, l.textArg(x))
		count := l.Make(ir.Min, ir.I64, n, k)
		first := l.Int(0)
		if end {
			first = l.Make(ir.Sub, ir.I64, n, count)
		}
		part := l.of("str.slice", ir.Str, v.v, first, count, l.Int(1))
		return l.Make(ir.Eq, ir.Bool, l.of("str.cmp", ir.I64, part, l.textArg(x)), l.Int(0))
	}
	return func(l *lowerer, v *val, c *callArgs) *val {
		return boolVal(test(l, v, l.settle(c.bind(l, "affix")[0])))
	}
}

func (l *lowerer) strIndex(v *val, c *callArgs) *val {
	i := l.of("str.find", ir.I64, v.v, l.textArg(c.bind(l, "sub")[0]))
	l.raiseIf(l.Make(ir.Lt, ir.Bool, i, l.Int(0)), "ValueError", "substring not found")
	return intVal(i)
}

func (l *lowerer) strReplace(v *val, c *callArgs) *val {
	args := c.bind(l, "old", "new")
	return l.text("str.replace", v, l.textArg(args[0]), l.textArg(args[1]))
}

// strip3 makes strip, lstrip and rstrip: sides 1 is the left, 2 the right.
func strip3(name string, sides int64) method {
	return func(l *lowerer, v *val, c *callArgs) *val {
		chars, sides := c.bind(l, "chars?")[0], sides
		if chars == nil || chars.isNone() {
			chars = l.strConst("")
			sides |= 4 // white space
		}
		return l.text("str.strip", v, l.textArg(chars), l.Int(sides))
	}
}

func (l *lowerer) strSplit(v *val, c *callArgs) *val {
	sep := c.bind(l, "sep?")[0]
	white := sep == nil || sep.isNone()
	if white {
		sep = l.strConst(" ")
	} else {
		l.raiseIf(l.Make(ir.Eq, ir.Bool, l.lengthIR(sep), l.Int(0)), "ValueError", "empty separator")
	}
	t := l.containerType(KList, strType)
	return &val{t: t, v: l.rt("list.split", t.ir(), []ir.Type{t.ir()}, v.v, l.textArg(sep), l.Bool(white))[0]}
}

func (l *lowerer) strJoin(v *val, c *callArgs) *val {
	items := l.listFrom(c.bind(l, "iterable")[0])
	if items.t.Items[0] == nil {
		return l.strConst("")
	}
	if items.t.Items[0].Kind != KStr {
		l.fail("TypingError", "join needs texts, not "+items.t.user(), "")
	}
	text := l.temp(ir.Str, l.Text(""))
	l.eachIndex(l.lengthIR(items), func(i ir.Value, _ int64) {
		l.If(l.Make(ir.Gt, ir.Bool, i, l.Int(0)), func() { l.Set(text, l.of("str.add", ir.Str, l.Get(text), v.v)) }, nil)
		l.Set(text, l.of("str.add", ir.Str, l.Get(text), l.containerItem(items, i).v))
	})
	return &val{t: strType, v: l.Get(text)}
}

// strRepeat lowers text * n.
func (l *lowerer) strRepeat(v, n *val) *val {
	return &val{t: strType, v: l.of("str.repeat", ir.Str, l.scalar(v), l.index64(n))}
}
