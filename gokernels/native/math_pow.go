package native

import "math"

// pow is vecmath's pow1: e**(y*ln|x|) with the sign of an odd power.
func (m mathOp) pow(x, y vreg) vreg {
	a := m.abs(x)
	sign, plain := m.powSign(x, y)
	plain = m.v3(andV, plain, m.v3(andV, m.holds(isGreaterEqual, a, m.float(minNormal)), m.holds(isLessEqual, a, m.float(math.MaxFloat64))))
	log := m.logPair(m.logSplit(a, m.float(exponentBias)))
	h := m.mul(y, log.hi)
	p := pair{h, m.fma(y, log.lo, m.fms(y, log.hi, h))}
	plain = m.v3(andV, plain, m.holds(isLessEqual, m.abs(h), m.number("powLimit")))
	return m.replaced(m.not(plain), m.v3(xorV, m.expPair(p), sign), func(out vreg) vreg { return m.easyPower(x, y, out) })
}

// powSign is the sign bit of a negative x to an odd y, and the lanes that are not a negative number to a power that is no
// integer.
func (m mathOp) powSign(x, y vreg) (sign, plain vreg) {
	half := m.mul(y, m.float(0.5))
	odd := m.holds(notEqual, half, m.whole(half, toNearest))
	plain = m.v3(orV, m.holds(isEqual, y, m.whole(y, toNearest)), m.holds(isGreaterEqual, x, m.float(0)))
	return m.v3(andV, m.signOf(x), odd), plain
}

// easyPower sets the powers of zeros and those that are NaN, which data are full of, and returns the lanes that are left.
func (m mathOp) easyPower(x, y, out vreg) vreg {
	zero, whole := m.float(0), m.holds(isEqual, y, m.whole(y, toNearest))
	nothing := m.v3(andV, m.holds(isEqual, x, zero), m.holds(notEqual, y, zero))
	nothing = m.v3(andV, nothing, m.holds(isLess, m.abs(y), m.float(math.Inf(1))))
	sign, _ := m.powSign(x, y)
	v := m.blend(m.float(math.Inf(1)), zero, m.holds(isGreater, y, zero))
	m.set(out, m.blend(out, m.v3(xorV, v, m.v3(andV, sign, whole)), nothing))

	lost := m.v3(andV, m.holds(unordered, x, y), m.v3(andV, m.holds(notEqual, x, m.float(1)), m.holds(notEqual, y, zero)))
	negative := m.v3(andV, m.holds(isLess, x, zero), m.holds(isGreater, x, m.float(math.Inf(-1))))
	lost = m.v3(orV, lost, m.v3(andnV, whole, negative))
	m.set(out, m.blend(out, m.float(math.NaN()), lost))
	return m.not(m.v3(orV, nothing, lost))
}

// expPair is vecmath's, of a p whose power is normal: 2**k is added to the exponent.
func (m mathOp) expPair(p pair) vreg {
	k := m.fma(p.hi, m.number("log2E"), m.float(roundShift))
	kf := m.sub(k, m.float(roundShift))
	t := m.fnma(kf, m.number("ln2Hi"), p.hi)
	tl := m.fnma(kf, m.number("ln2Lo"), p.lo)
	r := m.add(t, tl)
	rl := m.add(m.sub(t, r), tl)
	e := m.fma(m.poly("expQ", r), m.mul(r, r), rl)
	h := m.add(m.float(1), r)
	v := m.add(h, m.add(m.add(m.sub(m.float(1), h), r), e))
	return m.v3(addQ, v, m.vi(sllQ, k, 52))
}

// powWide is vecmath's pow1f.
func (m mathOp) powWide(x, y vreg) vreg {
	const smallest = 0x1p-126 // the least normal f32
	a := m.abs(x)
	sign, plain := m.powSign(x, y)
	plain = m.v3(andV, plain, m.v3(andV, m.holds(isGreaterEqual, a, m.float(smallest)), m.holds(isLessEqual, a, m.float(math.MaxFloat32))))
	p := m.mul(y, m.logShort(m.logSplit(a, m.float(exponentBias))))
	plain = m.v3(andV, plain, m.holds(isLessEqual, m.abs(p), m.number("powLimit32")))
	return m.replaced(m.not(plain), m.v3(xorV, m.expShort(p), sign), func(out vreg) vreg { return m.easyPower(x, y, out) })
}

// expShort is vecmath's expWide.
func (m mathOp) expShort(p vreg) vreg {
	k := m.fma(p, m.number("log2E"), m.float(roundShift))
	r := m.fnma(m.sub(k, m.float(roundShift)), m.number("ln2Full"), p)
	v := m.add(m.float(1), m.fma(m.poly("expQ32Wide", r), m.mul(r, r), r))
	return m.mul(v, m.powerOf2(k))
}
