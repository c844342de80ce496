package native

import (
	"math/bits"

	"gokernels/gokernels/ir"
)

// quotient lowers a floor division or modulo of ints of 32 bits by a positive constant: a product with 2**(31+n) / c, cut
// by a shift (Granlund and Montgomery, Division by Invariant Integers using Multiplication, PLDI 1994, theorem 4.2, for
// ints of 31 bits; Warren, Hacker's Delight, 10-9). A negative x has the quotient ^(^x / c). 0 if it is no such division.
func (l *lower) quotient(in *ir.Instr, x vreg) vreg {
	if len(in.Args) != 2 || in.Op != ir.FloorDiv && in.Op != ir.Mod {
		return 0
	}
	c, known := l.r.consts[in.Args[1]], l.r.ranges.of(in.Args[0])
	if c == nil || c.Int <= 1 || c.Int > 1<<31-1 || !known.short() {
		return 0
	}
	sign := vreg(0)
	above := x
	if known.lo < 0 {
		sign = l.v3(l.lanes(gtQ), l.splat(0), x)
		above = l.v3(xorV, x, sign)
	}
	q := l.cutQuotient(above, uint64(c.Int))
	if sign != 0 {
		q = l.v3(xorV, q, sign)
	}
	if in.Op == ir.FloorDiv {
		return q
	}
	times := mulDQ
	if l.eight() {
		times = mulD
	}
	return l.v3(l.lanes(subQ), x, l.v3(times, q, l.all(uint64(c.Int))))
}

// cutQuotient is x / c for lanes of 31 bits and c > 1.
func (l *lower) cutQuotient(x vreg, c uint64) vreg {
	n := bits.Len64(c - 1)
	factor := l.splat((1<<(31+n) + c - 1) / c)
	if !l.eight() {
		return l.vi(srlQ, l.v3(mulUDQ, x, factor), int64(31+n))
	}
	even := l.vi(srlQ, l.v3(mulUDQ, x, factor), 32)
	odd := l.v3(mulUDQ, l.vi(srlQ, x, 32), factor)
	return l.vi(srlD, l.v3i(blendD, even, odd, 0xAA), int64(n-1))
}
