package native

import (
	"math"

	"gokernels/gokernels/ir"
)

// divideFloats divides lanes; by a constant power of two that is a multiplication.
func (l *lower) divideFloats(in *ir.Instr, t ir.Type, a, b vreg) vreg {
	if c := l.r.consts[in.Args[1]]; c != nil && t == ir.F64 {
		if r, ok := exactReciprocal(math.Float64frombits(uint64(c.Int))); ok {
			return l.mul(a, l.float(r))
		}
	}
	return l.v3(floatOp(ir.Div, t, true), a, b)
}

// exactReciprocal is 1/b if that is exact and normal: of powers of two.
func exactReciprocal(b float64) (float64, bool) {
	mantissa, _ := math.Frexp(b)
	r := 1 / b
	return r, math.Abs(mantissa) == 0.5 && !math.IsInf(r, 0) && math.Abs(r) >= 0x1p-1022
}
