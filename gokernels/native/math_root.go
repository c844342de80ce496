package native

import "math"

// hypot is vecmath's hypot1.
func (m mathOp) hypot(x, y vreg) vreg {
	a, b := m.abs(x), m.abs(y)
	large := m.most(a, b) // b if one is NaN
	rare := m.v3(orV, m.unlessIn(large, "hypotLeast", "hypotMost"), m.holds(isGreater, a, m.number("hypotMost")))
	p, q := m.product(a, a), m.product(b, b)
	s := m.exactSum(p.hi, q.hi)
	r := m.sqrt(s.hi)
	rest := m.add(m.fnma(r, r, s.hi), m.add(s.lo, m.add(p.lo, q.lo)))
	root := m.add(r, m.div(rest, m.most(m.float(minNormal), m.mul(m.float(2), r))))
	return m.rarely(rare, root)
}

// hypotWide is vecmath's: an infinity wins over a NaN.
func (m mathOp) hypotWide(x, y vreg) vreg {
	inf := m.float(math.Inf(1))
	root := m.sqrt(m.fma(x, x, m.mul(y, y)))
	return m.blend(root, inf, m.v3(orV, m.holds(isEqual, m.abs(x), inf), m.holds(isEqual, m.abs(y), inf)))
}

// cbrt is vecmath's cbrt1.
func (m mathOp) cbrt(x vreg) vreg {
	a := m.abs(x)
	y := m.inverseCbrt(a)
	t := m.mul(m.mul(a, y), y)
	s := m.product(t, t)
	rest := m.fnma(s.lo, t, m.fnma(s.hi, t, a))
	root := m.fma(m.mul(rest, m.float(1.0/3)), m.mul(y, y), t)
	return m.rarely(m.unlessIn(a, "cbrtLeast", "cbrtMost"), m.withSign(root, x))
}

// inverseCbrt is vecmath's.
func (m mathOp) inverseCbrt(a vreg) vreg {
	third := m.vi(srlQ, m.v3(mulUDQ, m.vi(srlQ, a, 32), m.pattern("oneThird33")), 33)
	y := m.v3(subQ, m.pattern("inverseCbrtBits"), m.vi(sllQ, third, 32))
	rest := func() vreg { return m.fnma(m.mul(m.mul(a, y), y), y, m.float(1)) }
	e := rest()
	c := m.fma(m.fma(m.float(14.0/81), e, m.float(2.0/9)), e, m.float(1.0/3))
	y = m.fma(m.mul(y, e), c, y)
	e = rest()
	return m.fma(m.mul(y, e), m.fma(m.float(2.0/9), e, m.float(1.0/3)), y)
}

// erf is vecmath's erf1, both sides for all lanes.
func (m mathOp) erf(x vreg) vreg {
	a := m.least(m.number("erfMost"), m.abs(x))
	near := m.fma(x, m.poly("erfA", m.mul(a, a)), x)
	p := m.negated(m.fma(a, m.poly("erfB", a), a))
	k := m.fma(p, m.number("log2E"), m.float(roundShift))
	r := m.fnma(m.sub(k, m.float(roundShift)), m.number("ln2Full"), p)
	t := m.fma(m.poly("expQ", r), m.mul(r, r), r)
	s := m.powerOf2(k)
	far := m.fnma(s, t, m.sub(m.float(1), s))
	return m.blend(m.withSign(far, x), near, m.holds(isLess, a, m.float(1)))
}
