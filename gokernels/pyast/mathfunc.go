package pyast

import (
	"math"

	"gokernels/gokernels/ir"
)

// mathFunctions are math.* and cmath.* on scalars. Out of their domain they give what IEEE gives, nan or inf, as Numba does
// and not ValueError as CPython's do (RATIONALE.md).
var mathFunctions = map[string]builtin{}

func init() {
	for name, op := range map[string]ir.Op{"sqrt": ir.Sqrt, "cbrt": ir.Cbrt, "exp": ir.Exp, "exp2": ir.Exp2, "expm1": ir.Expm1, "log2": ir.Log2,
		"log10": ir.Log10, "log1p": ir.Log1p, "sin": ir.Sin, "cos": ir.Cos, "tan": ir.Tan, "asin": ir.Asin, "acos": ir.Acos, "atan": ir.Atan,
		"sinh": ir.Sinh, "cosh": ir.Cosh, "tanh": ir.Tanh, "asinh": ir.Asinh, "acosh": ir.Acosh, "atanh": ir.Atanh, "erf": ir.Erf,
		"erfc": ir.Erfc, "gamma": ir.Gamma, "lgamma": ir.LGamma, "fabs": ir.Abs} {
		mathFunctions["math."+name] = func(l *lowerer, c *callArgs) *val { return l.floatOp(op, c.bind(l, "x")...) }
	}
	for name, op := range map[string]ir.Op{"atan2": ir.Atan2, "copysign": ir.CopySign, "fmod": ir.FMod, "nextafter": ir.NextAfter, "pow": ir.Pow} {
		mathFunctions["math."+name] = func(l *lowerer, c *callArgs) *val { return l.floatOp(op, c.bind(l, "x", "y")...) }
	}
	for name, op := range map[string]ir.Op{"isnan": ir.IsNaN, "isinf": ir.IsInf, "isfinite": ir.IsFinite} {
		mathFunctions["math."+name] = func(l *lowerer, c *callArgs) *val {
			return boolVal(l.Make(op, ir.Bool, l.floatArg(c, c.bind(l, "x")[0])))
		}
		mathFunctions["cmath."+name] = func(l *lowerer, c *callArgs) *val {
			return boolVal(l.Make(op, ir.Bool, l.complexArg(c.bind(l, "z")[0])))
		}
	}
	for name, op := range map[string]ir.Op{"floor": ir.Floor, "ceil": ir.Ceil, "trunc": ir.Trunc} {
		mathFunctions["math."+name] = func(l *lowerer, c *callArgs) *val { return l.roundToInt(op, c) }
	}
	for name, op := range map[string]ir.Op{"sqrt": ir.Sqrt, "exp": ir.Exp, "sin": ir.Sin, "cos": ir.Cos, "tan": ir.Tan, "asin": ir.Asin,
		"acos": ir.Acos, "atan": ir.Atan, "sinh": ir.Sinh, "cosh": ir.Cosh, "tanh": ir.Tanh, "asinh": ir.Asinh, "acosh": ir.Acosh, "atanh": ir.Atanh} {
		mathFunctions["cmath."+name] = func(l *lowerer, c *callArgs) *val {
			return &val{t: complexType, v: l.Make(op, ir.C128, l.complexArg(c.bind(l, "z")[0]))}
		}
	}
	mathFunctions["math.log"] = (*lowerer).mathLog
	mathFunctions["cmath.log"] = (*lowerer).cmathLog
	mathFunctions["math.hypot"] = (*lowerer).mathHypot
	mathFunctions["math.ldexp"] = (*lowerer).mathLdexp
	mathFunctions["math.frexp"] = (*lowerer).mathFrexp
	mathFunctions["math.fma"] = func(l *lowerer, c *callArgs) *val { return l.floatOp(ir.Fma, c.bind(l, "x", "y", "z")...) }
	mathFunctions["math.degrees"] = func(l *lowerer, c *callArgs) *val { return l.scaled(c, 180/math.Pi) }
	mathFunctions["math.radians"] = func(l *lowerer, c *callArgs) *val { return l.scaled(c, math.Pi/180) }
}

// floatArg converts a number to Python's float.
func (l *lowerer) floatArg(c *callArgs, x *val) ir.Value {
	x = l.settle(x)
	if x.t.isArray() && x.t.NDim == 0 {
		x = l.indexArray(x, nil)
	}
	if !x.t.isScalar() || x.t.isComplex() {
		l.fail("TypingError", c.name+"() takes a real number, not "+x.t.user(), "For arrays use the NumPy function; for complex numbers cmath.")
	}
	return l.castScalar(x, ir.F64)
}

func (l *lowerer) complexArg(x *val) ir.Value {
	x = l.settle(x)
	if !x.t.isScalar() {
		l.fail("TypingError", "a cmath function takes a number, not "+x.t.user(), "")
	}
	return l.castScalar(x, ir.C128)
}

func (l *lowerer) floatOp(op ir.Op, args ...*val) *val {
	values := make([]ir.Value, len(args))
	for i, a := range args {
		values[i] = l.floatArg(&callArgs{name: op.String()}, a)
	}
	return &val{t: floatType, v: l.Make(op, ir.F64, values...)}
}

func (l *lowerer) scaled(c *callArgs, factor float64) *val {
	return &val{t: floatType, v: l.Make(ir.Mul, ir.F64, l.floatArg(c, c.bind(l, "x")[0]), l.Float(factor))}
}

// roundToInt is math.floor, ceil, trunc: an int.
func (l *lowerer) roundToInt(op ir.Op, c *callArgs) *val {
	x := l.settle(c.bind(l, "x")[0])
	if x.t.isIntegral() {
		return l.unary("UAdd", x)
	}
	return l.floatToInt(&val{t: floatType, v: l.Make(op, ir.F64, l.floatArg(c, x))})
}

func (l *lowerer) mathLog(c *callArgs) *val {
	a := c.bind(l, "x", "base?")
	y := l.floatOp(ir.Log, a[0])
	if a[1] == nil {
		return y
	}
	return &val{t: floatType, v: l.Make(ir.Div, ir.F64, y.v, l.floatOp(ir.Log, a[1]).v)}
}

func (l *lowerer) cmathLog(c *callArgs) *val {
	a := c.bind(l, "z", "base?")
	y := l.Make(ir.Log, ir.C128, l.complexArg(a[0]))
	if a[1] != nil {
		y = l.Make(ir.Div, ir.C128, y, l.Make(ir.Log, ir.C128, l.complexArg(a[1])))
	}
	return &val{t: complexType, v: y}
}

func (l *lowerer) mathHypot(c *callArgs) *val {
	if len(c.args) == 0 {
		return l.constant(floatType, 0.0)
	}
	h := l.floatOp(ir.Abs, c.args[0])
	for _, x := range c.args[1:] {
		h = l.floatOp(ir.Hypot, h, x)
	}
	return h
}

func (l *lowerer) mathLdexp(c *callArgs) *val {
	a := c.bind(l, "x", "i")
	return &val{t: floatType, v: l.Make(ir.Ldexp, ir.F64, l.floatArg(c, a[0]), l.toInt(a[1]).v)}
}

func (l *lowerer) mathFrexp(c *callArgs) *val {
	x := l.floatArg(c, c.bind(l, "x")[0])
	m, e := l.F.NewValue(ir.F64), l.F.NewValue(ir.I64)
	l.Add(&ir.Instr{Op: ir.Frexp, Args: []ir.Value{x}, Results: []ir.Value{m, e}})
	return l.tuple(&val{t: floatType, v: m}, intVal(e))
}

// threadFunctions are the run time's: thread counts, ids, chunk sizes, and seeds.
var threadFunctions map[string]builtin

func init() {
	threadFunctions = map[string]builtin{
		"gokernels.get_num_threads":        func(l *lowerer, c *callArgs) *val { return l.rtInt("thread.count") },
		"gokernels.get_thread_id":          func(l *lowerer, c *callArgs) *val { return l.rtInt("thread.id") },
		"gokernels.get_parallel_chunksize": func(l *lowerer, c *callArgs) *val { return l.rtInt("chunk.get") },
		"gokernels.set_num_threads":        func(l *lowerer, c *callArgs) *val { return l.rtSet("thread.set", c) },
		"gokernels.set_parallel_chunksize": func(l *lowerer, c *callArgs) *val {
			old := l.rtInt("chunk.get")
			l.rtSet("chunk.set", c)
			return old
		},
		"numpy.random.seed":            func(l *lowerer, c *callArgs) *val { return l.rtSet("random.seed", c) },
		"random.seed":                  func(l *lowerer, c *callArgs) *val { return l.rtSet("random.seed", c) },
		"gokernels.random_uniform":     func(l *lowerer, c *callArgs) *val { return l.rtFloat("random.uniform") },
		"gokernels.random_normal":      func(l *lowerer, c *callArgs) *val { return l.rtFloat("random.normal") },
		"gokernels.random_exponential": func(l *lowerer, c *callArgs) *val { return l.rtFloat("random.exponential") },
		"gokernels.random_bits":        func(l *lowerer, c *callArgs) *val { return l.rtInt("random.bits") },
		"gokernels.random_integer": func(l *lowerer, c *callArgs) *val {
			a := c.bind(l, "lo", "hi")
			return intVal(l.rt("random.integer", "", []ir.Type{ir.I64}, l.toInt(a[0]).v, l.toInt(a[1]).v)[0])
		},
		"gokernels.kind":         (*lowerer).kindOf,
		"gokernels.inexact":      func(l *lowerer, c *callArgs) *val { return dtypeVal(inexact(l.elemOf(c.bind(l, "a")[0]))) },
		"gokernels.accumulator":  func(l *lowerer, c *callArgs) *val { return dtypeVal(accumulator(l.elemOf(c.bind(l, "a")[0]))) },
		"gokernels.result_dtype": (*lowerer).resultDtype,
		"numpy.result_type":      (*lowerer).resultDtype,
		"gokernels.static":       func(l *lowerer, c *callArgs) *val { return l.boolConst(c.bind(l, "x")[0].c != nil) },
	}
}

func (l *lowerer) rtInt(name string) *val { return intVal(l.rt(name, "", []ir.Type{ir.I64})[0]) }
func (l *lowerer) rtFloat(name string) *val {
	return &val{t: floatType, v: l.rt(name, "", []ir.Type{ir.F64})[0]}
}

func (l *lowerer) rtSet(name string, c *callArgs) *val {
	l.rt(name, "", nil, l.toInt(c.bind(l, "n")[0]).v)
	return none
}

func dtypeVal(t ir.Type) *val { return &val{t: &Type{Kind: KType, Name: "numpy." + numpyWords[t]}} }

// elemOf returns the element type of an array, a scalar or a dtype.
func (l *lowerer) elemOf(v *val) ir.Type {
	if v.t.isArray() || v.t.isScalar() {
		return v.t.Elem
	}
	return l.dtypeOf(v)
}

func (l *lowerer) kindOf(c *callArgs) *val {
	letters := map[int]string{ir.KBool: "b", ir.KFloat: "f", ir.KComplex: "c"}
	t := l.elemOf(c.bind(l, "a")[0])
	letter := letters[t.Kind()]
	switch {
	case t.IsSigned():
		letter = "i"
	case t.IsUnsigned():
		letter = "u"
	case letter == "":
		letter = "V"
	}
	return l.strConst(letter)
}

// resultDtype is NumPy's result_type of arrays, scalars and dtypes.
func (l *lowerer) resultDtype(c *callArgs) *val {
	var t *Type
	for _, a := range c.args {
		x := scalarOf(ir.Void)
		if a.t.isScalar() {
			x = a.t
		} else {
			x.Elem = l.elemOf(a)
		}
		if t == nil {
			t = x
		} else {
			t = promoteTypes(t, x)
		}
	}
	if t == nil {
		l.fail("TypingError", "result_type() of nothing", "")
	}
	return dtypeVal(t.Elem)
}
