package native

import (
	"math"

	"gokernels/gokernels/ir"
)

// exponentBias is vecmath's: taken off an exponent that was or-ed into 2**52.
const exponentBias = 0x1p52 + 1023

// log is vecmath's log1.
func (m mathOp) log(x vreg) vreg {
	return m.logOf(x, func(f, k vreg) vreg { return m.logSum(f, k, 0) })
}

// log2 and log10 are vecmath's logTimes.
func (m mathOp) log2(x vreg) vreg {
	return m.logTimes(x, pair{m.number("log2E"), m.number("log2ELo")}, pair{m.float(1), m.float(0)})
}

func (m mathOp) log10(x vreg) vreg {
	return m.logTimes(x, pair{m.number("log10E"), m.number("log10ELo")}, pair{m.number("log10Of2Hi"), m.number("log10Of2Lo")})
}

func (m mathOp) logTimes(x vreg, e, two pair) vreg {
	return m.logOf(x, func(f, k vreg) vreg { return m.logScaled(f, k, e, two) })
}

// logScaled is vecmath's.
func (m mathOp) logScaled(f, k vreg, e, two pair) vreg {
	s := m.div(f, m.add(f, m.float(2)))
	z := m.mul(s, s)
	half := m.product(m.mul(m.float(0.5), f), f)
	low := m.fms(s, m.fma(z, m.poly("logP", z), half.hi), half.lo)
	log := m.fastSum(f, m.negated(half.hi))
	p := m.times(pair{log.hi, m.add(log.lo, low)}, e)
	sum := m.fastSum(m.mul(k, two.hi), p.hi)
	return m.add(sum.hi, m.add(sum.lo, m.fma(k, two.lo, p.lo)))
}

// log2Wide and log10Wide are vecmath's logTimesF.
func (m mathOp) log2Wide(x vreg) vreg {
	return m.logOf(x, func(f, k vreg) vreg { return m.mul(m.logShort(f, k), m.number("log2E")) })
}

func (m mathOp) log10Wide(x vreg) vreg {
	return m.logOf(x, func(f, k vreg) vreg { return m.mul(m.logShort(f, k), m.number("log10E")) })
}

// logOf computes a logarithm from x = (1+f) * 2**k.
func (m mathOp) logOf(x vreg, join func(f, k vreg) vreg) vreg {
	const subnormal = 54 // what their exponents are lifted by
	return m.logAround(x, ir.F64, 0x1p-1022, math.MaxFloat64, subnormal, exponentBias, func(in, less vreg) vreg {
		return join(m.logSplit(in, less))
	})
}

// logSplit is vecmath's, with what is taken off the exponent.
func (m mathOp) logSplit(x, less vreg) (f, k vreg) {
	t := m.v3(addQ, x, m.pattern("logBias"))
	k = m.sub(m.v3(orV, m.vi(srlQ, t, 52), m.pattern("exponentFloat")), less)
	f = m.sub(m.v3(addQ, m.v3(andV, t, m.pattern("mantissaMask")), m.pattern("sqrtHalfBits")), m.float(1))
	return f, k
}

// logAround handles what is not a positive normal number out of line: subnormal numbers are scaled before, the results of
// the others set after.
func (m mathOp) logAround(x vreg, t ir.Type, smallest, largest float64, lift int, bias float64, compute func(in, less vreg) vreg) vreg {
	lanes := func(x float64) vreg { return m.laneFloat(x, t) }
	is := func(predicate int64, y float64) vreg { return m.predicate(predicate, t, x, lanes(y)) }
	special := m.not(m.v3(andV, is(isGreaterEqual, smallest), is(isLessEqual, largest)))
	in, less, y := m.variable(vector), m.variable(vector), m.variable(vector)
	m.set(in, x)
	m.set(less, lanes(bias))
	m.ifAny(special, func() {
		tiny := is(isLess, smallest)
		scaled := m.v3(floatOp(ir.Mul, t, true), x, lanes(math.Ldexp(1, lift)))
		m.set(in, m.pick(x, scaled, tiny, t))
		m.set(less, m.pick(less, lanes(bias+float64(lift)), tiny, t))
	})
	m.set(y, compute(in, less))
	m.ifAny(special, func() {
		m.set(y, m.pick(y, lanes(math.Inf(-1)), is(isEqual, 0), t))
		m.set(y, m.pick(y, lanes(math.NaN()), is(isLess, 0), t))
		m.set(y, m.pick(y, x, m.not(is(isLessEqual, largest)), t))
	})
	return m.copied(y)
}

func (m mathOp) laneFloat(x float64, t ir.Type) vreg {
	if t == ir.F32 {
		return m.splatF32(x)
	}
	return m.float(x)
}

// pick is yes where a mask is set, in lanes of a type.
func (m mathOp) pick(no, yes, mask vreg, t ir.Type) vreg {
	return m.make(vector, inst{op: m.blendOp(t), a: no, b: yes, c: m.maskFor(mask, t)})
}

// logSum is k*ln(2) + ln(1+f) + c, as vecmath's; c = 0: nothing.
func (m mathOp) logSum(f, k, c vreg) vreg {
	s := m.div(f, m.add(f, m.float(2)))
	z := m.mul(s, s)
	half := m.mul(m.mul(m.float(0.5), f), f)
	small := m.mul(k, m.number("ln2Lo"))
	if c != 0 {
		small = m.add(small, c)
	}
	low := m.fma(s, m.fma(z, m.poly("logP", z), half), small)
	a := m.mul(k, m.number("ln2Hi"))
	h := m.add(a, f)
	return m.add(h, m.sub(m.add(m.sub(a, h), f), m.sub(half, low)))
}

// logShort is vecmath's logWide.
func (m mathOp) logShort(f, k vreg) vreg {
	s := m.div(f, m.add(f, m.float(2)))
	z := m.mul(s, s)
	return m.fma(k, m.number("ln2Full"), m.fma(m.mul(s, z), m.poly("logP32Wide", z), m.mul(m.float(2), s)))
}

// logPair is vecmath's: the logarithm in two parts.
func (m mathOp) logPair(f, k vreg) pair {
	two := m.float(2)
	d := m.add(f, two)
	dl := m.add(m.sub(two, d), f)
	inverse := m.div(m.float(1), d)
	s := m.mul(f, inverse)
	sl := m.mul(inverse, m.fnma(s, dl, m.fnma(s, d, f)))
	twice := m.mul(two, s)
	z := m.mul(s, s)
	zl := m.fma(twice, sl, m.fms(s, s, z))
	third := m.float(2.0 / 3)
	w := m.mul(z, m.poly("logT", z))
	u := m.add(third, w)
	ul := m.add(m.add(m.sub(third, u), w), m.number("twoThirdsLo"))
	v := m.mul(z, u)
	vl := m.add(m.fms(z, u, v), m.fma(z, ul, m.mul(zl, u)))
	t := m.mul(s, v)
	tl := m.add(m.fms(s, v, t), m.fma(s, vl, m.mul(sl, v)))
	h := m.add(twice, t)
	low := m.add(m.add(m.sub(twice, h), t), m.fma(two, sl, tl))
	a := m.mul(k, m.number("ln2Hi"))
	sum := m.add(a, h)
	return pair{sum, m.add(m.add(m.sub(a, sum), h), m.fma(k, m.number("ln2Lo"), low))}
}

// log1p is vecmath's log1p1.
func (m mathOp) log1p(x vreg) vreg {
	rare := m.v3(orV, m.holds(isLessEqual, x, m.float(-1)), m.holds(isGreaterEqual, x, m.number("log1pMax")))
	return m.rarely(rare, m.withSign(m.log1pPair(pair{x, 0}), x))
}

// log1pPair is vecmath's; u.lo = 0: nothing.
func (m mathOp) log1pPair(u pair) vreg {
	one := m.float(1)
	n := m.vi(srlQ, m.v3(addQ, m.add(one, u.hi), m.pattern("logBias")), 52)
	k := m.sub(m.v3(orV, n, m.pattern("exponentFloat")), m.float(exponentBias))
	s := m.vi(sllQ, m.v3(subQ, m.splat(2*1023), n), 52)
	f := m.exactSum(m.mul(s, u.hi), m.sub(s, one))
	if u.lo != 0 {
		f.lo = m.fma(s, u.lo, f.lo)
	}
	return m.logSum(f.hi, k, m.div(f.lo, m.add(f.hi, one)))
}
