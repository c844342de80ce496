package native

// asinParts is vecmath's; it also tells which lanes are above 1/2.
func (m mathOp) asinParts(a vreg) (t pair, large vreg) {
	large = m.holds(isGreater, a, m.float(0.5))
	far := m.mul(m.float(0.5), m.sub(m.float(1), a))
	root := m.sqrt(far)
	twice := m.mul(m.float(2), root)
	low := m.div(m.fnma(root, root, far), m.most(m.float(minNormal), twice))
	z, base := m.blend(m.mul(a, a), far, large), m.blend(a, root, large)
	low = m.fma(m.mul(base, z), m.poly("asinR", z), m.v3(andV, low, large))
	return pair{m.blend(base, twice, large), m.blend(low, m.mul(m.float(2), low), large)}, large
}

const minNormal = 0x1p-1022

func (m mathOp) halfPi() pair { return pair{m.number("halfPi1"), m.number("halfPi2")} }

// maskedPair is a where the mask is set, else 0.
func (m mathOp) maskedPair(a pair, mask vreg) pair {
	return pair{m.v3(andV, a.hi, mask), m.v3(andV, a.lo, mask)}
}

// asin is vecmath's asin1. Adding 0 in two parts to a small t leaves its value.
func (m mathOp) asin(x vreg) vreg {
	t, large := m.asinParts(m.abs(x))
	v := m.sumOf(m.plus(m.maskedPair(m.halfPi(), large), m.turnedBy(t, m.signOf(large))))
	return m.withSign(v, x)
}

// acos is vecmath's acos1: t where x > 1/2, pi - t where x < -1/2, else pi/2 - t or pi/2 + t.
func (m mathOp) acos(x vreg) vreg {
	t, large := m.asinParts(m.abs(x))
	base := m.blendPair(m.halfPi(), m.maskedPair(pair{m.number("piHi"), m.number("piLo")}, m.holds(isLess, x, m.float(0))), large)
	flip := m.v3(xorV, m.signOf(x), m.v3(andnV, large, m.signBit()))
	return m.sumOf(m.plus(base, m.turnedBy(t, flip)))
}

// atan is vecmath's atan1.
func (m mathOp) atan(x vreg) vreg {
	a := m.least(m.number("atanMost"), m.abs(x))
	return m.withSign(m.sumOf(m.atanParts(a, m.float(1))), x)
}

// atanParts is vecmath's.
func (m mathOp) atanParts(a, b vreg) pair {
	zero := m.float(0)
	steep := m.holds(isGreater, a, m.mul(b, m.number("tan3EighthPi")))
	middle := m.holds(isGreater, a, m.mul(b, m.number("tanEighthPi"))) // and not steep, once the steep ones are chosen
	quarter := pair{m.mul(m.float(0.5), m.number("halfPi1")), m.mul(m.float(0.5), m.number("halfPi2"))}
	base := m.blendPair(m.maskedPair(quarter, middle), m.halfPi(), steep)
	num := m.blendPair(pair{a, zero}, m.exactSum(a, m.negated(b)), middle)
	num = pair{m.blend(num.hi, m.negated(b), steep), m.v3(andnV, steep, num.lo)}
	den := m.blendPair(pair{b, zero}, m.exactSum(a, b), middle)
	den = pair{m.blend(den.hi, a, steep), m.v3(andnV, steep, den.lo)}
	t := m.quotient(num, den)
	z := m.mul(t.hi, t.hi)
	t.lo = m.fma(m.mul(t.hi, z), m.poly("atanQ", z), t.lo)
	return m.plus(base, t)
}

// atan2 is vecmath's atan21: y is up.
func (m mathOp) atan2(y, x vreg) vreg {
	a, b := m.abs(y), m.abs(x)
	rare := m.v3(orV, m.unlessIn(a, "atan2Least", "atan2Most"), m.unlessIn(b, "atan2Least", "atan2Most"))
	none := m.holds(isEqual, m.add(a, b), m.float(0))
	t := m.atanParts(a, m.v3(orV, b, m.v3(andV, m.float(1), none)))
	left := m.v3(gtQ, m.splat(0), x)
	t = m.turnedBy(t, m.signOf(x))
	v := m.sumOf(m.plus(m.maskedPair(pair{m.number("piHi"), m.number("piLo")}, left), t))
	return m.rarely(rare, m.withSign(v, y))
}

// unlessIn are the lanes of positive numbers outside two limits; zero and NaN are not among them.
func (m mathOp) unlessIn(a vreg, least, most string) vreg {
	small := m.v3(andV, m.holds(isLess, a, m.number(least)), m.holds(notEqual, a, m.float(0)))
	return m.v3(orV, small, m.holds(isGreater, a, m.number(most)))
}
