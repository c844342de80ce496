package native

// pair is an unevaluated sum of two vectors, lo small against hi; the functions are those of vecmath/double.go.
type pair struct{ hi, lo vreg }

// fastSum is a+b with its rounding error, for |a| >= |b|.
func (m mathOp) fastSum(a, b vreg) pair {
	s := m.add(a, b)
	return pair{s, m.add(m.sub(a, s), b)}
}

// exactSum is a+b with its rounding error, whichever is larger.
func (m mathOp) exactSum(a, b vreg) pair {
	s := m.add(a, b)
	t := m.sub(s, a)
	return pair{s, m.add(m.sub(a, m.sub(s, t)), m.sub(b, t))}
}

// product is a*b with its rounding error.
func (m mathOp) product(a, b vreg) pair {
	p := m.mul(a, b)
	return pair{p, m.fms(a, b, p)}
}

func (m mathOp) times(a, b pair) pair {
	p := m.product(a.hi, b.hi)
	return m.fastSum(p.hi, m.fma(a.hi, b.lo, m.fma(a.lo, b.hi, p.lo)))
}

func (m mathOp) quotient(a, b pair) pair {
	inverse := m.div(m.float(1), b.hi)
	q := m.mul(a.hi, inverse)
	r := m.add(m.fnma(q, b.hi, a.hi), m.fnma(q, b.lo, a.lo))
	return m.fastSum(q, m.mul(r, inverse))
}

// plus is a+b, for |a| >= |b|.
func (m mathOp) plus(a, b pair) pair {
	s := m.fastSum(a.hi, b.hi)
	return m.fastSum(s.hi, m.add(s.lo, m.add(a.lo, b.lo)))
}

func (m mathOp) sumOf(a pair) vreg { return m.add(a.hi, a.lo) }

// turnedBy changes the signs where bits has one.
func (m mathOp) turnedBy(a pair, bits vreg) pair {
	return pair{m.v3(xorV, a.hi, bits), m.v3(xorV, a.lo, bits)}
}

// blendPair is b where the mask is set, else a.
func (m mathOp) blendPair(a, b pair, mask vreg) pair {
	return pair{m.blend(a.hi, b.hi, mask), m.blend(a.lo, b.lo, mask)}
}
