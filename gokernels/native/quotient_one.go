package native

import (
	"math/bits"

	"gokernels/gokernels/ir"
)

// quotientOne lowers a floor division or modulo of a word by a constant c that is no power of two: the high word of a product
// with 2**(63+n) / c, cut by a shift (Granlund and Montgomery, Division by Invariant Integers using Multiplication, PLDI 1994,
// theorem 4.2, for ints of 63 bits). A negative x has the quotient ^(^x / c). 0 if it is no such division.
func (l *lower) quotientOne(in *ir.Instr, t ir.Type, x vreg) vreg {
	c := l.r.consts[in.Args[1]]
	if c == nil || c.Int <= 1 || in.Op == ir.FMod || t == ir.U64 {
		return 0
	}
	sign, above := vreg(0), x
	if t.IsSigned() && l.r.ranges.of(in.Args[0]).lo < 0 {
		sign = l.gi(sarI, x, 63)
		above = l.g2(xorG, x, sign)
	}
	n := bits.Len64(uint64(c.Int) - 1)
	factor, rest := bits.Div64(1<<(n-1), 0, uint64(c.Int))
	if rest > 0 {
		factor++
	}
	q := l.gi(shrI, l.g2(mulHigh, above, l.integer(int64(factor))), int64(n-1))
	if sign != 0 {
		q = l.g2(xorG, q, sign)
	}
	if in.Op == ir.FloorDiv {
		return q
	}
	if _, small := l.small(in.Args[1]); small {
		return l.g2(subG, x, l.gi(mulI, q, c.Int))
	}
	return l.g2(subG, x, l.g2(mulG, q, l.integer(c.Int)))
}

// fromQuotient is x modulo y where their quotient is known: two instructions, and two more if y may be 0, for which both are 0.
func (l *lower) fromQuotient(in *ir.Instr, x, y vreg, quotient int64) vreg {
	if in.Op != ir.Mod {
		return 0
	}
	q := l.made(inst{op: divide, a: x, b: y, imm: quotient})
	if q == 0 {
		return 0
	}
	r := l.g2(subG, x, l.g2(mulG, q, y))
	if known := l.r.ranges.of(in.Args[1]); known.lo > 0 || known.hi < 0 {
		return r
	}
	return l.make(general, inst{op: selectG, a: y, b: r, c: l.integer(0)})
}
