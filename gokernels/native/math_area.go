package native

import "math"

// asinh, acosh and atanh are vecmath's asinh1, acosh1 and atanh1.
func (m mathOp) asinh(x vreg) vreg {
	a := m.abs(x)
	square := m.product(a, a)
	u := m.plus(pair{a, m.float(0)}, m.quotient(square, m.onePlus(m.rootPair(m.onePlus(square)))))
	return m.rarely(m.holds(isGreater, a, m.number("areaMost")), m.withSign(m.log1pPair(u), x))
}

func (m mathOp) acosh(x vreg) vreg {
	square := m.product(x, x)
	w := m.exactSum(square.hi, m.float(-1))
	u := m.plus(m.rootPair(pair{w.hi, m.add(w.lo, square.lo)}), m.exactSum(x, m.float(-1)))
	y := m.blend(m.log1pPair(u), m.float(math.NaN()), m.holds(isLess, x, m.float(1)))
	return m.rarely(m.holds(isGreater, x, m.number("areaMost")), y)
}

func (m mathOp) atanh(x vreg) vreg {
	a := m.abs(x)
	u := m.quotient(pair{m.mul(m.float(2), a), m.float(0)}, m.exactSum(m.float(1), m.negated(a)))
	y := m.mul(m.float(0.5), m.log1pPair(u))
	return m.rarely(m.holds(isGreaterEqual, a, m.float(1)), m.withSign(y, x))
}

// rootPair is vecmath's: the square root of a sum in two parts.
func (m mathOp) rootPair(w pair) pair {
	r := m.sqrt(w.hi)
	rest := m.add(m.fnma(r, r, w.hi), w.lo)
	return pair{r, m.div(rest, m.most(m.float(minNormal), m.mul(m.float(2), r)))}
}
