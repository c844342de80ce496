package native

const (
	roundShift = 0x1.8p52 // adding it rounds; the integer is then in the low bits
	oneBits    = 0x3FF << 52
)

// exp is vecmath's exp1: k = round(x/ln 2), r = x - k*ln 2, (1 + r + r*r*Q(r)) * 2**k. Where all results are normal the
// power is added to the exponent, which gives the same; the others are out of line. NaN stays NaN: the clamping
// instructions return their second operand for one.
func (m mathOp) exp(x vreg) vreg {
	const normal = 708 // e**-708 and e**708 are normal, with room for rounding
	wide := m.holds(notLessEqual, m.abs(x), m.float(normal))
	in, y := m.variable(vector), m.variable(vector)
	m.set(in, x)
	m.ifAny(wide, func() { m.set(in, m.clamped(x, "expMin", "expMax")) })
	k := m.fma(in, m.number("log2E"), m.float(roundShift))
	kf := m.sub(k, m.float(roundShift))
	r := m.fnma(kf, m.number("ln2Lo"), m.fnma(kf, m.number("ln2Hi"), in))
	p := m.add(m.float(1), m.fma(m.poly("expQ", r), m.mul(r, r), r))
	m.set(y, m.v3(addQ, p, m.vi(sllQ, k, 52)))
	m.ifAny(wide, func() { m.set(y, m.scaled(p, k)) })
	return m.copied(y)
}

// clamped keeps NaN.
func (m mathOp) clamped(x vreg, low, high string) vreg {
	return m.least(m.number(high), m.most(m.number(low), x))
}

// scaled is p * 2**k for the bits of k + roundShift, by two factors as vecmath's scale2.
func (m mathOp) scaled(p, k vreg) vreg {
	two := m.v3(addQ, k, m.splat(2*1023)) // the biased exponents of two factors
	a := m.vi(srlQ, two, 1)
	b := m.v3(subQ, two, a)
	return m.mul(m.mul(p, m.vi(sllQ, a, 52)), m.vi(sllQ, b, 52))
}

// powerOf2 is 2**k for the bits of k + roundShift.
func (m mathOp) powerOf2(k vreg) vreg { return m.v3(addQ, m.vi(sllQ, k, 52), m.splat(oneBits)) }

// exp2 is vecmath's exp21.
func (m mathOp) exp2(x vreg) vreg {
	x = m.clamped(x, "exp2Min", "exp2Max")
	k := m.add(x, m.float(roundShift))
	f := m.sub(x, m.sub(k, m.float(roundShift)))
	h := m.mul(f, m.number("ln2Full"))
	low := m.fma(f, m.number("ln2FullLo"), m.fms(f, m.number("ln2Full"), h))
	e := m.fma(m.poly("expQ", h), m.mul(h, h), low)
	one := m.add(m.float(1), h)
	return m.scaled(m.add(one, m.add(m.add(m.sub(m.float(1), one), h), e)), k)
}

// exp2Wide is vecmath's exp21f.
func (m mathOp) exp2Wide(x vreg) vreg {
	x = m.clamped(x, "exp2Min", "exp2Max")
	k := m.add(x, m.float(roundShift))
	h := m.mul(m.sub(x, m.sub(k, m.float(roundShift))), m.number("ln2Full"))
	return m.scaled(m.add(m.float(1), m.fma(m.poly("expQ32Wide", h), m.mul(h, h), h)), k)
}

// expm1Pair is vecmath's: e**u - 1 in two parts.
func (m mathOp) expm1Pair(u vreg) pair {
	k := m.fma(u, m.number("log2E"), m.float(roundShift))
	kf := m.sub(k, m.float(roundShift))
	r0 := m.fnma(kf, m.number("ln2Hi"), u)
	r := m.fnma(kf, m.number("ln2Lo"), r0)
	rl := m.fnma(kf, m.number("ln2Lo"), m.sub(r0, r))
	q, r2 := m.poly("expQ", r), m.mul(r, r)
	t := m.fma(q, r2, r)
	tl := m.add(m.fma(q, r2, m.sub(r, t)), m.fma(rl, t, rl))
	s := m.powerOf2(k)
	a := m.sub(s, m.float(1))
	h := m.fma(s, t, a)
	return pair{h, m.add(m.fma(s, tl, m.fma(s, t, m.sub(a, h))), m.sub(m.sub(s, a), m.float(1)))}
}

// expm1Short is e**u - 1 with the short polynomial.
func (m mathOp) expm1Short(u vreg) vreg {
	k := m.fma(u, m.number("log2E"), m.float(roundShift))
	r := m.fnma(m.sub(k, m.float(roundShift)), m.number("ln2Full"), u)
	t := m.fma(m.poly("expQ32Wide", r), m.mul(r, r), r)
	s := m.powerOf2(k)
	return m.fma(s, t, m.sub(s, m.float(1)))
}

// expm1 is vecmath's expm11; the sign is that of x, for the sake of -0.
func (m mathOp) expm1(x vreg) vreg {
	y := m.sumOf(m.expm1Pair(m.most(m.number("expm1Min"), x)))
	return m.rarely(m.holds(isGreater, x, m.number("expm1Max")), m.withSign(y, x))
}

// expm1Wide is vecmath's expm11f.
func (m mathOp) expm1Wide(x vreg) vreg {
	y := m.expm1Short(m.most(m.number("expm1Min"), x))
	return m.rarely(m.holds(isGreater, x, m.number("expm1Max")), m.withSign(y, x))
}

// tanh is vecmath's tanh1.
func (m mathOp) tanh(x vreg) vreg {
	p := m.expm1Pair(m.twice(x))
	d := m.add(p.hi, m.float(2))
	b := m.sub(d, p.hi)
	low := m.add(m.add(m.sub(p.hi, m.sub(d, b)), m.sub(m.float(2), b)), p.lo)
	inverse := m.div(m.float(1), d)
	q := m.mul(p.hi, inverse)
	rest := m.add(m.fnma(q, d, p.hi), m.fnma(q, low, p.lo))
	return m.withSign(m.fma(rest, inverse, q), x)
}

// twice is 2|x|, cut off where tanh is 1.
func (m mathOp) twice(x vreg) vreg {
	limit := m.number("tanhLimit")
	return m.least(m.add(limit, limit), m.mul(m.float(2), m.abs(x)))
}

// tanhWide is vecmath's tanh1f.
func (m mathOp) tanhWide(x vreg) vreg {
	p := m.expm1Short(m.twice(x))
	return m.withSign(m.div(p, m.add(p, m.float(2))), x)
}

// sinh is vecmath's sinh1.
func (m mathOp) sinh(x vreg) vreg {
	u := m.abs(x)
	p := m.expm1Pair(u)
	v := m.sumOf(m.plus(p, m.quotient(p, m.onePlus(p))))
	return m.rarely(m.holds(isGreater, u, m.number("expm1Max")), m.withSign(m.mul(m.float(0.5), v), x))
}

// cosh is vecmath's cosh1.
func (m mathOp) cosh(x vreg) vreg {
	u := m.abs(x)
	e := m.onePlus(m.expm1Pair(u))
	v := m.sumOf(m.plus(e, m.quotient(pair{m.float(1), m.float(0)}, e)))
	return m.rarely(m.holds(isGreater, u, m.number("expm1Max")), m.mul(m.float(0.5), v))
}

func (m mathOp) onePlus(p pair) pair {
	e := m.exactSum(m.float(1), p.hi)
	return pair{e.hi, m.add(e.lo, p.lo)}
}
