package pass

import "gokernels/gokernels/ir"

// arithmetic builds what interp computes for complex numbers, bit by bit, of their parts.
type arithmetic struct {
	*ir.Builder
	t ir.Type // of the parts
}

// formula builds the parts of a result; false if it is one value, which is then the real part.
type formula func(a arithmetic, in *ir.Instr, x []pair) (pair, bool)

// formulas are those of the operations that become a few others.
var formulas = map[ir.Op]formula{
	ir.Complex:  func(_ arithmetic, _ *ir.Instr, x []pair) (pair, bool) { return pair{x[0].re, x[1].re}, true },
	ir.RealPart: func(_ arithmetic, _ *ir.Instr, x []pair) (pair, bool) { return pair{re: x[0].re}, false },
	ir.ImagPart: func(_ arithmetic, _ *ir.Instr, x []pair) (pair, bool) { return pair{re: x[0].im}, false },
	ir.Cast:     arithmetic.cast,
	ir.Select: func(a arithmetic, in *ir.Instr, x []pair) (pair, bool) {
		a.t = a.Type(in.Results[0]).Real()
		return a.either(x[0].re, x[1], x[2]), true
	},
	ir.Add: eachPart(ir.Add), ir.Sub: eachPart(ir.Sub), ir.Neg: eachPart(ir.Neg),
	ir.Conj: func(a arithmetic, _ *ir.Instr, x []pair) (pair, bool) {
		return pair{x[0].re, a.Make(ir.Neg, a.t, x[0].im)}, true
	},
	ir.Mul: func(a arithmetic, _ *ir.Instr, x []pair) (pair, bool) {
		return a.narrow(a.mul(a.wide(x[0]), a.wide(x[1]))), true
	},
	ir.Div: func(a arithmetic, _ *ir.Instr, x []pair) (pair, bool) {
		return a.narrow(a.div(a.wide(x[0]), a.wide(x[1]))), true
	},
	ir.Sqrt: wideFormula(arithmetic.sqrt), ir.Exp: wideFormula(arithmetic.exp), ir.Log: wideFormula(arithmetic.log),
	ir.Abs: func(a arithmetic, _ *ir.Instr, x []pair) (pair, bool) {
		return pair{re: a.Make(ir.Hypot, a.t, x[0].re, x[0].im)}, false
	},
	ir.Eq: bothParts(ir.Eq, ir.And), ir.Ne: bothParts(ir.Ne, ir.Or),
	ir.IsNaN: bothParts(ir.IsNaN, ir.Or), ir.IsInf: bothParts(ir.IsInf, ir.Or), ir.IsFinite: bothParts(ir.IsFinite, ir.And),
}

// eachPart applies an operation to the real parts and to the imaginary parts. Of two f32 that is as in f64 and rounded.
func eachPart(op ir.Op) formula {
	return func(a arithmetic, _ *ir.Instr, x []pair) (pair, bool) {
		re, im := columns(x)
		return pair{a.Make(op, a.t, re...), a.Make(op, a.t, im...)}, true
	}
}

// bothParts joins what a test says of the real parts and of the imaginary parts.
func bothParts(test, join ir.Op) formula {
	return func(a arithmetic, _ *ir.Instr, x []pair) (pair, bool) {
		re, im := columns(x)
		return pair{re: a.is(join, a.is(test, re...), a.is(test, im...))}, false
	}
}

// wideFormula is a function of one number.
func wideFormula(fn func(a arithmetic, z pair) pair) formula {
	return func(a arithmetic, _ *ir.Instr, x []pair) (pair, bool) { return a.narrow(fn(a, a.wide(x[0]))), true }
}

func columns(x []pair) (re, im []ir.Value) {
	for _, p := range x {
		re, im = append(re, p.re), append(im, p.im)
	}
	return re, im
}

func (a arithmetic) cast(in *ir.Instr, x []pair) (pair, bool) {
	whole, to := a.Type(in.Args[0]).IsComplex(), in.Type
	switch {
	case to.IsComplex() && whole:
		return pair{a.Cast(x[0].re, to.Real()), a.Cast(x[0].im, to.Real())}, true
	case to.IsComplex():
		return pair{a.Cast(x[0].re, to.Real()), a.Bits(to.Real(), 0)}, true
	case to == ir.Bool:
		return pair{re: a.Make(ir.Or, ir.Bool, a.Cast(x[0].re, ir.Bool), a.Cast(x[0].im, ir.Bool))}, false
	}
	return pair{re: a.Cast(x[0].re, to)}, false
}

// wide is a number in f64: c64 is computed there and rounded once.
func (a arithmetic) wide(z pair) pair { return pair{a.Cast(z.re, ir.F64), a.Cast(z.im, ir.F64)} }

func (a arithmetic) narrow(z pair) pair { return pair{a.Cast(z.re, a.t), a.Cast(z.im, a.t)} }

func (a arithmetic) f64(op ir.Op, args ...ir.Value) ir.Value { return a.Make(op, ir.F64, args...) }

// choose is x where c, else y.
func (a arithmetic) choose(c, x, y ir.Value) ir.Value { return a.f64(ir.Select, c, x, y) }

func (a arithmetic) is(test ir.Op, args ...ir.Value) ir.Value { return a.Make(test, ir.Bool, args...) }

func (a arithmetic) either(c ir.Value, x, y pair) pair {
	return pair{a.Make(ir.Select, a.t, c, x.re, y.re), a.Make(ir.Select, a.t, c, x.im, y.im)}
}

// mul names the factors of the imaginary part so that those of a square are the same twice.
func (a arithmetic) mul(x, y pair) pair {
	return pair{a.f64(ir.Sub, a.f64(ir.Mul, x.re, y.re), a.f64(ir.Mul, x.im, y.im)),
		a.f64(ir.Add, a.f64(ir.Mul, x.re, y.im), a.f64(ir.Mul, y.re, x.im))}
}

// div is Smith's method with the larger part of the divisor first: with r = small/big,
//
//	(a + b*r) / (big + small*r) and (b - a*r) / (big + small*r)
//
// if that is the real part; else a and b change places, and the second numerator its sign. By zero each part is divided
// by the absolute value of the real part.
func (a arithmetic) div(x, y pair) pair {
	none := a.isZero(y)
	size := a.f64(ir.Abs, y.re)
	wide := a.is(ir.Ge, size, a.f64(ir.Abs, y.im))
	big, small := a.choose(wide, y.re, y.im), a.choose(wide, y.im, y.re)
	p, q := a.choose(wide, x.re, x.im), a.choose(wide, x.im, x.re)
	r := a.f64(ir.Div, small, big)
	whole := a.choose(none, size, a.f64(ir.Add, big, a.f64(ir.Mul, small, r)))
	re := a.f64(ir.Add, p, a.f64(ir.Mul, q, r))
	pr := a.f64(ir.Mul, p, r)
	im := a.choose(wide, a.f64(ir.Sub, q, pr), a.f64(ir.Sub, pr, q))
	return pair{a.f64(ir.Div, a.choose(none, x.re, re), whole), a.f64(ir.Div, a.choose(none, x.im, im), whole)}
}

func (a arithmetic) isZero(z pair) ir.Value {
	zero := a.Float(0)
	return a.is(ir.And, a.is(ir.Eq, z.re, zero), a.is(ir.Eq, z.im, zero))
}
