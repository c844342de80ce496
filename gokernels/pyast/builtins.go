package pyast

import (
	"strings"

	"gokernels/gokernels/ir"
)

// builtin lowers a call of a function that is known by name; nil leaves it to the library.
type builtin = func(l *lowerer, c *callArgs) *val

// callBuiltin calls a function by its canonical name: tables of builtins first, then ufuncs, then the library.
func (l *lowerer) callBuiltin(name string, c *callArgs) *val {
	for _, table := range []map[string]builtin{pythonBuiltins, containerBuiltins, mathFunctions, threadFunctions, libraryIntrinsics, arrayFunctions} {
		if fn := table[name]; fn != nil {
			if v := fn(l, c); v != nil {
				return v
			}
		}
	}
	if short, ok := strings.CutPrefix(name, "numpy."); ok {
		if v := l.callUfunc(short, c); v != nil {
			return v
		}
	}
	if short, ok := strings.CutPrefix(name, "operator."); ok {
		if v := l.callOperator(short, c); v != nil {
			return v
		}
	}
	return l.callLibraryArgs(name, c)
}

// callUfunc applies a row of the table of operations that has a NumPy name.
func (l *lowerer) callUfunc(name string, c *callArgs) *val {
	args := append([]*val(nil), c.args...)
	out := c.kw["out"]
	if len(c.kw) > 1 || (len(c.kw) == 1 && out == nil) {
		return nil
	}
	if out == nil && len(args) > 0 {
		if n := ufuncArity(name); n > 0 && len(args) == n+1 && args[n].t.isArray() {
			out, args = args[n], args[:n]
		}
	}
	v, ok := l.ufunc(name, args)
	if !ok {
		return nil
	}
	if out == nil || out.isNone() {
		return v
	}
	l.checkSameKind("", out.t, v.t)
	l.checkDimensions(out, v)
	l.storeInto(out, v)
	return out
}

// ufuncArity returns how many operands a ufunc has, 0 if the table does not know it.
func ufuncArity(name string) int {
	for _, row := range ir.Ops {
		if row.NumPy == name {
			switch row.Class {
			case ir.Binary, ir.Compare:
				return 2
			case ir.Unary, ir.Test:
				return 1
			}
		}
	}
	return 0
}

// callOperator lowers operator.add(a, b)…
func (l *lowerer) callOperator(name string, c *callArgs) *val {
	binary := map[string]string{"add": "Add", "sub": "Sub", "mul": "Mult", "truediv": "Div", "floordiv": "FloorDiv", "mod": "Mod",
		"pow": "Pow", "lshift": "LShift", "rshift": "RShift", "and_": "BitAnd", "or_": "BitOr", "xor": "BitXor", "matmul": "MatMult"}
	compare := map[string]string{"eq": "Eq", "ne": "NotEq", "lt": "Lt", "le": "LtE", "gt": "Gt", "ge": "GtE", "is_": "Is", "is_not": "IsNot"}
	unary := map[string]string{"neg": "USub", "pos": "UAdd", "invert": "Invert", "not_": "Not"}
	switch {
	case binary[name] != "" && len(c.args) == 2:
		return l.binop(binary[name], c.args[0], c.args[1])
	case compare[name] != "" && len(c.args) == 2:
		return l.compare(compare[name], c.args[0], c.args[1])
	case unary[name] != "" && len(c.args) == 1:
		return l.unary(unary[name], c.args[0])
	case name == "getitem" && len(c.args) == 2:
		return l.index(c.args[0], c.args[1])
	case name == "truth" && len(c.args) == 1:
		return l.truth(c.args[0])
	}
	return nil
}

// pythonBuiltins are the builtins on numbers and iterables; those that make containers are in containerBuiltins.
var pythonBuiltins map[string]builtin

func init() {
	pythonBuiltins = map[string]builtin{
		"builtins.len":        func(l *lowerer, c *callArgs) *val { return l.lengthOf(c.bind(l, "object")[0]) },
		"builtins.abs":        func(l *lowerer, c *callArgs) *val { return l.absOf(c.bind(l, "x")[0]) },
		"builtins.min":        func(l *lowerer, c *callArgs) *val { return l.minMax(c, "Lt") },
		"builtins.max":        func(l *lowerer, c *callArgs) *val { return l.minMax(c, "Gt") },
		"builtins.sum":        (*lowerer).sumBuiltin,
		"builtins.any":        func(l *lowerer, c *callArgs) *val { return l.anyAll(c, "Or") },
		"builtins.all":        func(l *lowerer, c *callArgs) *val { return l.anyAll(c, "And") },
		"builtins.pow":        (*lowerer).pow,
		"builtins.divmod":     (*lowerer).divmod,
		"builtins.round":      (*lowerer).round,
		"builtins.isinstance": (*lowerer).isInstance,
		"builtins.hash": func(l *lowerer, c *callArgs) *val {
			l.unsupported("hash()", "Text and numbers can be keys of a dict as they are.")
			return nil
		},
		"builtins.id":              func(l *lowerer, c *callArgs) *val { l.unsupported("id()", "Compare arrays with is."); return nil },
		"builtins.type":            (*lowerer).typeOf,
		"builtins.slice":           (*lowerer).sliceBuiltin,
		"builtins.range":           iterBuiltin("range"),
		"builtins.enumerate":       iterBuiltin("enumerate"),
		"builtins.zip":             iterBuiltin("zip"),
		"builtins.reversed":        iterBuiltin("reversed"),
		"builtins.map":             iterBuiltin("map"),
		"gokernels.prange":         iterBuiltin("prange"),
		"gokernels.pndindex":       iterBuiltin("pndindex"),
		"numpy.ndindex":            iterBuiltin("ndindex"),
		"numpy.ndenumerate":        iterBuiltin("ndenumerate"),
		"gokernels.literal_unroll": func(l *lowerer, c *callArgs) *val { return c.bind(l, "container")[0] },
		"gokernels.literally":      func(l *lowerer, c *callArgs) *val { return c.bind(l, "value")[0] },
		"functools.reduce":         (*lowerer).reduceBuiltin,
	}
}

func iterBuiltin(kind string) builtin {
	return func(l *lowerer, c *callArgs) *val {
		for i := range c.args {
			c.args[i] = l.settle(c.args[i])
		}
		return &val{t: &Type{Kind: KIter, Name: kind}, obj: &iterator{kind: kind, args: c.args, kw: c.kw}}
	}
}

func (l *lowerer) absOf(x *val) *val {
	if x.t.isArray() {
		return l.elementwise(func(args []*val) *val { return l.absOf(args[0]) }, x)
	}
	if !x.t.isScalar() {
		l.fail("TypingError", "bad operand for abs(): "+x.t.user(), "")
	}
	t := x.t
	if t.Elem == ir.Bool && t.Weak {
		t = intType
	}
	result := &Type{Kind: KScalar, Elem: realOf(t.Elem), Weak: t.Weak}
	return &val{t: result, v: l.Make(ir.Abs, result.Elem, l.castScalar(x, t.Elem))}
}

// minMax lowers min() and max() of several values or of one iterable, as Python compares: the first of equals, and
// with NaN whatever the comparisons say.
func (l *lowerer) minMax(c *callArgs, better string) *val {
	if len(c.kw) > 0 {
		l.unknownKeyword(c, nil)
	}
	values := c.args
	if len(values) == 1 {
		src := l.sourceOf(values[0])
		if src.items == nil {
			return l.minMaxLoop(src, better)
		}
		values = src.items
	}
	if len(values) == 0 {
		l.fail("TypingError", c.name+"() of nothing", "")
	}
	best := l.settle(values[0])
	for _, v := range values[1:] {
		best = l.better(better, best, l.settle(v))
	}
	return best
}

// better is "v if v < best else best" without a branch for scalars.
func (l *lowerer) better(op string, best, v *val) *val {
	cond := l.truth(l.compare(op, v, best))
	if !best.t.isScalar() || !v.t.isScalar() {
		return l.choose(l.scalar(cond), func() *val { return v }, func() *val { return best })
	}
	t := joinTypes(best.t, v.t)
	x, y := l.castScalar(v, t.Elem), l.castScalar(best, t.Elem)
	return &val{t: t, v: l.Make(ir.Select, t.Elem, l.scalar(cond), x, y)}
}

func (l *lowerer) minMaxLoop(src *source, better string) *val {
	l.raiseIf(l.Make(ir.Eq, ir.Bool, src.n, l.Int(0)), "ValueError", "min() or max() of an empty sequence")
	first := l.settle(src.item(l.Int(0)))
	vars := l.varsOf("best", first)
	best := &slot{proto: dropConstants(strip(first)), vars: vars}
	l.forLoop(src, nil, func(item *val) { l.assign(best, l.convert(l.better(better, l.read(best), item), first.t)) }, func() {}, nil, nil)
	return l.read(best)
}

// varsOf makes variables that hold a value.
func (l *lowerer) varsOf(name string, v *val) []ir.Var {
	var vars []ir.Var
	for _, x := range l.flatten(v) {
		w := l.newVar(name, l.Type(x))
		l.Set(w, x)
		vars = append(vars, w)
	}
	return vars
}

func (l *lowerer) sumBuiltin(c *callArgs) *val {
	a := c.bind(l, "iterable", "start?")
	src, start := l.sourceOf(a[0]), l.intConst(0)
	if a[1] != nil {
		start = l.settle(a[1])
	}
	if src.items == nil {
		start = l.startOfSum(src, start)
	}
	return l.fold(src, start, func(x, item *val) *val { return l.binop("Add", x, item) })
}

// startOfSum gives what a sum starts from the type that it has with the first item added: NumPy's small numbers wrap and
// round as they do in Python.
func (l *lowerer) startOfSum(src *source, start *val) *val {
	t := l.dryType(func() *val { return src.item(l.F.NewValue(ir.I64)) })
	switch {
	case t.isArray():
		l.unsupported("sum() of arrays", "Use a.sum(axis=0).")
	case !t.isScalar():
		return start
	}
	zero := &val{t: t, v: l.castScalar(l.intConst(0), t.Elem)}
	return l.settle(l.binop("Add", start, zero))
}

func (l *lowerer) reduceBuiltin(c *callArgs) *val {
	a := c.bind(l, "function", "sequence", "initial?")
	step := func(x, item *val) *val { return l.apply(a[0], &callArgs{args: []*val{x, item}}) }
	src := l.sourceOf(a[1])
	if a[2] != nil {
		return l.fold(src, l.settle(a[2]), step)
	}
	if src.items != nil {
		return l.fold(&source{items: src.items[1:]}, src.items[0], step)
	}
	l.raiseIf(l.Make(ir.Eq, ir.Bool, src.n, l.Int(0)), "TypeError", "reduce() of empty iterable with no initial value")
	first := l.settle(src.item(l.Int(0)))
	rest := &source{n: l.Make(ir.Sub, ir.I64, src.n, l.Int(1)), item: func(i ir.Value) *val { return src.item(l.Make(ir.Add, ir.I64, i, l.Int(1))) }}
	return l.fold(rest, first, step)
}

// fold runs x = step(x, item) over a source; x has the type that it settles at.
func (l *lowerer) fold(src *source, start *val, step func(x, item *val) *val) *val {
	if src.items != nil {
		for _, item := range src.items {
			start = l.settle(step(start, item))
		}
		return start
	}
	t := start.t
	for range 4 {
		next := l.dryType(func() *val {
			x := l.fromSlots(t, func(s ir.Type) ir.Value { return l.F.NewValue(s) })
			return step(x, src.item(l.F.NewValue(ir.I64)))
		})
		joined := joinTypes(t, next)
		if joined == nil || joined.same(t) {
			break
		}
		t = joined
	}
	x := &slot{vars: l.varsOf("sum", l.convert(start, t))}
	x.proto = l.protoOf(t, dropConstants(strip(l.convert(start, t))))
	l.forLoop(src, nil, func(item *val) { l.assign(x, l.convert(step(l.read(x), item), t)) }, func() {}, nil, nil)
	return l.read(x)
}

// dryType lowers an expression into a region that is thrown away and returns its type.
func (l *lowerer) dryType(build func() *val) *Type {
	saved, dead := l.scope.env, l.dead
	l.scope.env = cloneEnv(saved)
	var t *Type
	l.In(&ir.Region{}, func() { t = l.settle(build()).t })
	l.scope.env, l.dead = saved, dead
	return t
}

// anyAll looks at one item after the other until the result is known.
func (l *lowerer) anyAll(c *callArgs, op string) *val {
	iterable := c.bind(l, "iterable")[0]
	return l.untilKnown(op, func(look func(item *val)) { l.forEach(iterable, look) })
}

// untilKnown runs a loop that looks at items, as long as none is true (any) or false (all).
func (l *lowerer) untilKnown(op string, loop func(look func(item *val))) *val {
	all := op == "And"
	result := l.temp(ir.Bool, l.Bool(all))
	block := l.Add(&ir.Instr{Op: ir.Block, Int: l.F.NewLabel(), Regions: []*ir.Region{{}}})
	l.In(block.Regions[0], func() {
		loop(func(item *val) {
			stop := l.scalar(l.truth(item))
			if all {
				stop = l.Make(ir.Not, ir.Bool, stop)
			}
			l.If(stop, func() {
				l.Set(result, l.Bool(!all))
				l.Add(&ir.Instr{Op: ir.Break, Int: block.Int})
			}, nil)
		})
	})
	return boolVal(l.Get(result))
}

// anyAllOf is any and all of a generator, whose items are computed as they are looked at; nil for other calls.
func (l *lowerer) anyAllOf(fn *val, e *Call) *val {
	op := map[string]string{"builtins.any": "Or", "builtins.all": "And"}[fn.t.Name]
	if fn.t.Kind != KFunction || op == "" || len(e.Args) != 1 || len(e.Keywords) > 0 {
		return nil
	}
	g, ok := e.Args[0].(*Comp)
	if !ok || g.Kind != "Generator" || len(setBy(&ExprStmt{Value: g})) > 0 {
		return nil
	}
	return l.untilKnown(op, func(look func(item *val)) { l.eachOf(g, func() { look(l.expr(g.Elt)) }) })
}

// pow is ** and, with three integers, the power modulo the third by squaring in the library.
func (l *lowerer) pow(c *callArgs) *val {
	a := c.bind(l, "base", "exp", "mod?")
	if a[2] == nil || a[2].isNone() {
		return l.binop("Pow", a[0], a[1])
	}
	return l.callLibrary("gokernels.power_modulo", a...)
}

func (l *lowerer) divmod(c *callArgs) *val {
	a := c.bind(l, "x", "y")
	x, y := l.settle(a[0]), l.settle(a[1])
	return l.tuple(l.settle(l.binop("FloorDiv", x, y)), l.settle(l.binop("Mod", x, y)))
}

// round lowers round(x) to an int and round(x, n) to a float.
func (l *lowerer) round(c *callArgs) *val {
	a := c.bind(l, "number", "ndigits?")
	x := l.settle(a[0])
	switch {
	case x.t.isArray():
		return nil
	case x.t.isIntegral() && (a[1] == nil || a[1].isNone()):
		return l.unary("UAdd", x)
	case !x.t.isFloat():
		return nil
	case a[1] == nil || a[1].isNone():
		r := l.Make(ir.Rint, x.t.Elem, x.v)
		return l.floatToInt(&val{t: x.t, v: r})
	}
	return l.roundDigits(x, l.toInt(a[1]))
}

// roundDigits rounds as Python does, by the decimal digits of the number: through text, exactly. To tens and hundreds it
// goes through a division.
func (l *lowerer) roundDigits(x, n *val) *val {
	negative := l.truth(l.compare("Lt", n, l.intConst(0)))
	coarse := func() *val {
		ten := l.binop("Pow", l.constant(floatType, 10.0), l.unary("USub", l.convert(n, floatType)))
		y := l.Make(ir.Rint, ir.F64, l.castScalar(l.binop("Div", x, ten), ir.F64))
		return &val{t: floatType, v: l.Make(ir.Mul, ir.F64, y, l.castScalar(ten, ir.F64))}
	}
	fine := func() *val {
		digits := l.rt("str.of", "", []ir.Type{ir.Str}, l.scalar(n))[0]
		spec := l.rt("str.add", "", []ir.Type{ir.Str}, l.Text("."), l.rt("str.add", "", []ir.Type{ir.Str}, digits, l.Text("f"))[0])[0]
		text := l.rt("str.format", "", []ir.Type{ir.Str}, l.castScalar(x, ir.F64), spec)[0]
		return &val{t: floatType, v: l.rt("str.float", "", []ir.Type{ir.F64}, text)[0]}
	}
	switch {
	case negative.isTrue():
		return coarse()
	case negative.isFalse():
		return fine()
	}
	return l.choose(negative.v, coarse, fine)
}

// floatToInt is int(x): NaN and infinities raise as in Python.
func (l *lowerer) floatToInt(x *val) *val {
	limit := l.Bits(x.t.Elem, ir.FloatBits(x.t.Elem, 0x1p63))
	inside := l.Make(ir.Lt, ir.Bool, l.Make(ir.Abs, x.t.Elem, x.v), limit) // false for NaN: one test on the usual way
	l.If(l.Make(ir.Not, ir.Bool, inside), func() {
		l.raiseIf(l.Make(ir.IsNaN, ir.Bool, x.v), "ValueError", "cannot convert float NaN to integer")
		l.raiseIf(l.Make(ir.IsInf, ir.Bool, x.v), "OverflowError", "cannot convert float infinity to integer")
		l.raise("OverflowError", l.Text("the float does not fit into 64 bits"))
	}, nil)
	return intVal(l.Cast(x.v, ir.I64))
}

// isInstance is known while compiling.
func (l *lowerer) isInstance(c *callArgs) *val {
	a := c.bind(l, "object", "class")
	classes := []*val{a[1]}
	if a[1].t.Kind == KTuple {
		classes = a[1].items
	}
	for _, class := range classes {
		if l.isOfClass(a[0].t, class.t) {
			return l.boolConst(true)
		}
	}
	return l.boolConst(false)
}

func (l *lowerer) isOfClass(t, class *Type) bool {
	kinds := map[string]Kind{"builtins.tuple": KTuple, "builtins.list": KList, "builtins.str": KStr, "builtins.set": KSet, "builtins.dict": KDict,
		"numpy.ndarray": KArray, "builtins.NoneType": KNone}
	if k, ok := kinds[class.Name]; ok {
		return t.Kind == k
	}
	if class.Kind == KNamedTuple {
		return t.Kind == KTuple && t.ID == class.ID && t.Fields != nil
	}
	if t.Kind != KScalar {
		return false
	}
	switch class.Name {
	case "builtins.bool":
		return t.Elem == ir.Bool && t.Weak
	case "builtins.int":
		return t.Weak && t.isIntegral()
	case "builtins.float":
		return t.Elem == ir.F64
	case "builtins.complex":
		return t.Elem == ir.C128
	case "numpy.integer":
		return !t.Weak && t.isInt()
	case "numpy.floating", "numpy.inexact":
		return !t.Weak && t.isFloat()
	case "numpy.number", "numpy.generic":
		return !t.Weak
	}
	elem, ok := dtypeNames[strings.TrimPrefix(class.Name, "numpy.")]
	return ok && !t.Weak && elem == t.Elem
}

func (l *lowerer) typeOf(c *callArgs) *val {
	t := c.bind(l, "object")[0].t
	if !t.isScalar() {
		l.unsupported("type() of "+t.user(), "")
	}
	name := "numpy." + numpyWords[t.Elem]
	if t.Weak {
		name = "builtins." + weakNames[t.Elem]
	}
	return &val{t: &Type{Kind: KType, Name: name}}
}

func (l *lowerer) sliceBuiltin(c *callArgs) *val {
	parts := []*val{nil, nil, nil}
	switch len(c.args) {
	case 1:
		parts[1] = c.args[0]
	case 2, 3:
		copy(parts, c.args)
	default:
		l.fail("TypingError", "slice() takes 1 to 3 arguments", "")
	}
	for i, p := range parts {
		if p != nil && p.isNone() {
			parts[i] = nil
		}
	}
	return &val{t: &Type{Kind: KSlice}, items: parts}
}
