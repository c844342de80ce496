package native

// quarter is an angle as r + n*pi/2, n in the low bits of a word.
type quarter struct {
	r pair
	n vreg
}

// reduceQuarter is vecmath's, for a within trigLimit.
func (m mathOp) reduceQuarter(a vreg) quarter {
	k := m.fma(a, m.number("twoOverPi"), m.float(roundShift))
	kf := m.sub(k, m.float(roundShift))
	t := m.fnma(kf, m.number("halfPi1"), a)
	w := m.mul(kf, m.number("halfPi2"))
	hi := m.sub(t, w)
	lo := m.add(m.sub(m.sub(t, hi), w), m.fnma(kf, m.number("halfPi2"), w))
	return quarter{pair{hi, m.fnma(kf, m.number("halfPi3"), lo)}, k}
}

// sinParts is sin(r) in two parts: r.hi and what vecmath's sinLow gives; cosParts is its cosLow.
func (m mathOp) sinParts(r pair) pair {
	z := m.mul(r.hi, r.hi)
	return pair{r.hi, m.fma(m.mul(r.hi, z), m.poly("sinS", z), m.mul(r.lo, m.fma(z, m.float(-0.5), m.float(1))))}
}

func (m mathOp) cosParts(r pair) pair {
	z := m.mul(r.hi, r.hi)
	half := m.mul(m.float(0.5), z)
	w := m.sub(m.float(1), half)
	low := m.fnma(r.hi, r.lo, m.sub(m.sub(m.float(1), w), half))
	return pair{w, m.fma(m.mul(z, z), m.poly("cosC", z), low)}
}

// sin and cos are vecmath's sin1 and cos1.
func (m mathOp) sin(x vreg) vreg { return m.circular(x, false, m.signOf(x)) }

func (m mathOp) cos(x vreg) vreg { return m.circular(x, true, 0) }

func (m mathOp) circular(x vreg, cosine bool, sign vreg) vreg {
	a := m.abs(x)
	q := m.reduceQuarter(a)
	y := m.turned(m.sumOf(m.sinParts(q.r)), m.sumOf(m.cosParts(q.r)), q.n, cosine, sign)
	return m.rarely(m.holds(isGreater, a, m.number("trigLimit")), y)
}

// turned is the sine of an angle plus n*pi/2, or its cosine, from its sine and cosine; the sign is turned over in the
// sign bits given, 0: nowhere.
func (m mathOp) turned(sine, cosine, n vreg, quarterMore bool, sign vreg) vreg {
	if quarterMore {
		n = m.v3(addQ, n, m.splat(1))
	}
	y := m.blend(sine, cosine, m.vi(sllQ, n, 63))
	if sign != 0 {
		y = m.v3(xorV, y, sign)
	}
	return m.v3(xorV, y, m.signOf(m.vi(sllQ, n, 62)))
}

// tan is vecmath's tan1.
func (m mathOp) tan(x vreg) vreg {
	a := m.abs(x)
	q := m.reduceQuarter(a)
	s, c := m.sinParts(q.r), m.cosParts(q.r)
	s, c = m.fastSum(s.hi, s.lo), m.fastSum(c.hi, c.lo)
	odd := m.vi(sllQ, q.n, 63)
	t := m.quotient(m.blendPair(s, m.turnedBy(c, m.signBit()), odd), m.blendPair(c, s, odd))
	return m.rarely(m.holds(isGreater, a, m.number("trigLimit")), m.v3(xorV, m.sumOf(t), m.signOf(x)))
}

// sinWide and cosWide are vecmath's sin1f and cos1f.
func (m mathOp) sinWide(x vreg) vreg { return m.circularWide(x, false, m.signOf(x)) }

func (m mathOp) cosWide(x vreg) vreg { return m.circularWide(x, true, 0) }

func (m mathOp) circularWide(x vreg, cosine bool, sign vreg) vreg {
	a := m.abs(x)
	k := m.fma(a, m.number("twoOverPi"), m.float(roundShift))
	kf := m.sub(k, m.float(roundShift))
	r := m.fnma(kf, m.number("halfPi2"), m.fnma(kf, m.number("halfPi1"), a))
	z := m.mul(r, r)
	s := m.fma(m.mul(r, z), m.poly("sinS32", z), r)
	c := m.fma(m.mul(z, z), m.poly("cosC32", z), m.fma(z, m.float(-0.5), m.float(1)))
	return m.rarely(m.holds(isGreater, a, m.number("trigLimit")), m.turned(s, c, k, cosine, sign))
}
