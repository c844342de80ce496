package pyast

import (
	"math"

	"gokernels/gokernels/ir"
)

// knownPower spells out x**y for the constants y that are frequent and cheaper than pow; nil for others. The result is pow's
// to half a ULP, special values included, so that it is Python's.
func (l *lowerer) knownPower(a *val, t *Type, y float64) *val {
	x := l.castScalar(a, t.Elem)
	var v ir.Value
	switch y {
	case -1:
		v = l.Make(ir.Div, t.Elem, l.constant(t, 1.0).v, x)
	case 0.5:
		v = l.rootPower(t, x)
	case 2:
		v = l.Make(ir.Mul, t.Elem, x, x)
	case 3, 4:
		v = l.wholePower(t.Elem, x, y == 4)
	default:
		return nil
	}
	return &val{t: t, v: v}
}

// rootPower is the square root, but +Inf at -Inf and 0 at -0 as pow has it.
func (l *lowerer) rootPower(t *Type, x ir.Value) ir.Value {
	root := l.Make(ir.Sqrt, t.Elem, l.Make(ir.Add, t.Elem, x, l.constant(t, 0.0).v))
	bottom := l.Make(ir.Eq, ir.Bool, x, l.constant(t, math.Inf(-1)).v)
	return l.Make(ir.Select, t.Elem, bottom, l.constant(t, math.Inf(1)).v, root)
}

// wholePower is x**3 or x**4: for f32 in f64; for f64 the products are corrected by their rounding errors, where there is no
// overflow.
func (l *lowerer) wholePower(t ir.Type, x ir.Value, fourth bool) ir.Value {
	mul := func(x, y ir.Value) ir.Value { return l.Make(ir.Mul, ir.F64, x, y) }
	if t == ir.F32 {
		x = l.Cast(x, ir.F64)
		square := mul(x, x)
		if fourth {
			return l.Cast(mul(square, square), t)
		}
		return l.Cast(mul(square, x), t)
	}
	square := mul(x, x)
	lost := l.lost(x, x, square)
	other, twice := x, x
	if fourth {
		other, twice = square, l.Make(ir.Add, t, square, square)
	}
	p := mul(square, other)
	whole := l.Make(ir.Add, t, p, l.Make(ir.Fma, t, lost, twice, l.lost(square, other, p)))
	whole = l.Make(ir.CopySign, t, whole, p) // for zeros
	return l.Make(ir.Select, t, l.Make(ir.IsFinite, ir.Bool, p), whole, p)
}

// lost is what the product p of x and y lost by rounding.
func (l *lowerer) lost(x, y, p ir.Value) ir.Value {
	return l.Make(ir.Fma, ir.F64, x, y, l.Make(ir.Neg, ir.F64, p))
}

// exponent is a constant as a float.
func exponent(c any) (float64, bool) {
	if n, ok := asInt(c); ok {
		return float64(n), true
	}
	y, ok := c.(float64)
	return y, ok
}
