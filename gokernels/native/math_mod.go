package native

import (
	"math"

	"gokernels/gokernels/ir"
)

// remainder is C's fmod of |x| and |y|, where the quotient has fewer than 54 bits: the rounded quotient is at most one too
// large, and its product's rest is exact. The others, and infinite y, are in the mask.
func (m mathOp) remainder(x, y vreg) (rest, rare vreg) {
	const most = 1<<53 - 1
	a, b := m.abs(x), m.abs(y)
	q := m.whole(m.div(a, b), roundToZero)
	rest = m.fnma(q, b, a)
	rest = m.add(rest, m.v3(andV, b, m.holds(isLess, rest, m.float(0))))
	return rest, m.v3(orV, m.holds(isGreater, q, m.float(most)), m.holds(isGreater, b, m.float(math.MaxFloat64)))
}

func (m mathOp) fmod(x, y vreg) vreg {
	rest, rare := m.remainder(x, y)
	return m.rarely(rare, m.withSign(rest, x))
}

// mod is the interpreter's modFloat.
func (m mathOp) mod(x, y vreg) vreg {
	rest, rare := m.remainder(x, y)
	rest = m.withSign(rest, x)
	rest = m.blend(rest, m.add(rest, y), m.otherSide(rest, y))
	return m.rarely(rare, m.blend(rest, m.signOf(y), m.holds(isEqual, rest, m.float(0))))
}

// otherSide are the lanes with a remainder whose sign is not that of the divisor.
func (m mathOp) otherSide(rest, y vreg) vreg {
	return m.v3(andV, m.v3(xorV, rest, y), m.holds(notEqual, rest, m.float(0)))
}

// floorDiv is the interpreter's floorDivFloat, each step rounded to the operands' type.
func (m mathOp) floorDiv(x, y vreg) vreg {
	one, zero := m.float(1), m.float(0)
	rest, rare := m.remainder(x, y)
	rest = m.withSign(rest, x)
	q := m.rounded(m.div(m.rounded(m.sub(x, rest)), y))
	q = m.blend(q, m.rounded(m.sub(q, one)), m.otherSide(rest, y))
	whole := m.whole(q, roundDown)
	up := m.holds(isGreater, m.sub(q, whole), m.float(0.5))
	whole = m.add(whole, m.v3(andV, one, up))
	none := m.signOf(m.v3(xorV, x, y))
	return m.rarely(rare, m.blend(whole, none, m.holds(isEqual, q, zero)))
}

// rounded rounds f64 lanes to the type of the operands.
func (m mathOp) rounded(x vreg) vreg {
	if m.typeOf(m.in.Args[0]) == ir.F32 {
		return m.v2(toF64V, m.v2(toF32V, x))
	}
	return x
}
