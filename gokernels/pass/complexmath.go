package pass

import (
	"math"

	"gokernels/gokernels/ir"
)

// mostPower is the largest power that is multiplied out, as in NumPy and CPython.
const mostPower = 100

// wholePower is an exponent that is known, whole, not zero and small enough to multiply out; 0 for others.
func (w *splitter) wholePower(y ir.Value) int {
	def := w.defs[y]
	if def == nil || def.Op != ir.Complex && def.Op != ir.Cast {
		return 0
	}
	n, ok := w.known(def.Args[0])
	if def.Op == ir.Complex {
		im, real := w.known(def.Args[1])
		ok = ok && real && im == 0
	}
	if !ok || n != math.Trunc(n) || math.Abs(n) > mostPower {
		return 0
	}
	return int(n)
}

// known is the value of a constant int or float.
func (w *splitter) known(x ir.Value) (float64, bool) {
	bits, ok := constant(w.defs, x)
	if t := w.f.Types[x]; ok && t.IsFloat() {
		return number(t, bits), true
	}
	return float64(bits), ok
}

// powerOf is the formula of a power that is known, nil for 0.
func powerOf(n int) formula {
	if n == 0 {
		return nil
	}
	return wideFormula(func(a arithmetic, z pair) pair { return a.power(z, n) })
}

// power squares and multiplies; a power of zero is zero, a negative one NaN.
func (a arithmetic) power(x pair, n int) pair {
	one, zero := pair{a.Float(1), a.Float(0)}, a.isZero(x)
	p, square, atZero := one, x, 0.0
	for k := max(n, -n); k > 0; k >>= 1 {
		if k&1 != 0 {
			p = a.mul(p, square)
		}
		if k > 1 {
			square = a.mul(square, square)
		}
	}
	if n < 0 {
		p, atZero = a.div(one, p), math.NaN()
	}
	same := a.Float(atZero)
	return pair{a.choose(zero, same, p.re), a.choose(zero, same, p.im)}
}

// The functions below are those of interp's cmath.go, with the same constants for the same reasons; every select is an if
// there.

// half is x/2.
func (a arithmetic) half(x ir.Value) ir.Value { return a.f64(ir.Mul, x, a.Float(0.5)) }

func (a arithmetic) isLarger(x ir.Value, than float64) ir.Value {
	return a.is(ir.Gt, a.f64(ir.Abs, x), a.Float(than))
}

func (a arithmetic) sqrt(z pair) pair {
	x, y := z.re, z.im
	zero := a.Float(0)
	big := a.is(ir.Or, a.isLarger(x, 4), a.isLarger(y, 4))
	scale, back := a.choose(big, a.Float(0.25), a.Float(0x1p54)), a.choose(big, a.Float(2), a.Float(0x1p-27))
	sx, sy := a.f64(ir.Mul, x, scale), a.f64(ir.Mul, y, scale)
	size := a.f64(ir.Abs, x)
	flat, steep := a.is(ir.And, a.is(ir.Eq, y, zero), a.is(ir.Eq, x, x)), a.is(ir.Eq, x, zero)
	square := a.f64(ir.Add, a.half(a.f64(ir.Hypot, sx, sy)), a.half(a.f64(ir.Abs, sx)))
	root := a.f64(ir.Sqrt, a.choose(flat, size, a.choose(steep, a.half(a.f64(ir.Abs, y)), square)))
	other := a.f64(ir.Mul, a.f64(ir.Abs, a.f64(ir.Div, a.half(sy), root)), back)
	wide := a.f64(ir.Mul, root, back)
	right := a.is(ir.Gt, x, zero)
	re, im := a.choose(right, wide, other), a.choose(right, other, wide)
	re, im = a.choose(steep, root, re), a.choose(steep, root, im)
	endless := a.is(ir.IsInf, y)
	re, im = a.choose(endless, a.Float(math.Inf(1)), re), a.choose(endless, y, im)
	left := a.is(ir.Lt, x, zero)
	re = a.choose(flat, a.choose(left, zero, root), re)
	im = a.choose(flat, a.choose(left, root, y), im)
	return pair{re, a.f64(ir.CopySign, im, y)}
}

// farthest is where e**x is taken as e*e**(x-1).
const farthest = 708

func (a arithmetic) exp(z pair) pair {
	x, y := z.re, z.im
	zero, one := a.Float(0), a.Float(1)
	far := a.is(ir.Gt, x, a.Float(farthest))
	l := a.f64(ir.Exp, a.f64(ir.Sub, x, a.choose(far, one, zero)))
	e := a.choose(far, a.Float(math.E), one)
	re := a.f64(ir.Mul, a.f64(ir.Mul, l, a.f64(ir.Cos, y)), e)
	im := a.f64(ir.Mul, a.f64(ir.Mul, l, a.f64(ir.Sin, y)), e)
	turns := a.is(ir.And, a.is(ir.IsInf, x), a.is(ir.Not, a.is(ir.IsFinite, y)))
	im = a.choose(a.is(ir.And, turns, a.is(ir.Lt, x, zero)), a.f64(ir.CopySign, zero, y), im)
	return pair{a.choose(turns, l, re), a.choose(a.is(ir.Eq, y, zero), y, im)}
}

const (
	// largest is a quarter of the largest float.
	largest = math.MaxFloat64 / 4
	// nearLeast and nearMost are between the roots of a half and of three.
	nearLeast, nearMost = 0.71, 1.73
)

func (a arithmetic) log(z pair) pair {
	p, q := a.f64(ir.Abs, z.re), a.f64(ir.Abs, z.im)
	less := a.is(ir.Lt, p, q)
	x, y := a.choose(less, q, p), a.choose(less, p, q)
	one := a.Float(1)
	far := a.is(ir.Gt, x, a.Float(largest))
	scale := a.choose(far, a.Float(0.5), one)
	h := a.f64(ir.Hypot, a.f64(ir.Mul, x, scale), a.f64(ir.Mul, y, scale))
	l := a.f64(ir.Add, a.f64(ir.Log, h), a.choose(far, a.Float(math.Ln2), a.Float(0)))
	near := a.is(ir.And, a.is(ir.Le, a.Float(nearLeast), h), a.is(ir.Le, h, a.Float(nearMost)))
	off := a.f64(ir.Add, a.f64(ir.Mul, a.f64(ir.Sub, x, one), a.f64(ir.Add, x, one)), a.f64(ir.Mul, y, y))
	l = a.choose(near, a.half(a.f64(ir.Log1p, off)), l)
	return pair{l, a.f64(ir.Atan2, z.im, z.re)}
}
