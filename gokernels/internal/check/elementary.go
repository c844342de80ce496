package check

import "math"

// expTerms is enough for |r| <= ln(2)/2: 0.35^24/24! is below 2^-115.
const expTerms = 24

var invFactorial = func() (t [40]dd) {
	t[0] = d(1)
	for i := 1; i < len(t); i++ {
		t[i] = t[i-1].div(d(float64(i)))
	}
	return t
}()

// expm1Series is e^r - 1 for |r| <= 0.4, with full relative precision.
func expm1Series(r dd) dd {
	s := invFactorial[expTerms]
	for i := expTerms - 1; i >= 1; i-- {
		s = s.mul(r).add(invFactorial[i])
	}
	return s.mul(r)
}

// expDD is e^a as (value, power of two), for |a| < 1e5.
func expDD(a dd) Real {
	k := math.RoundToEven(a.hi / ln2Parts[0])
	r := a
	for _, part := range ln2Parts {
		r = r.sub(prod(k, part))
	}
	return expm1Series(r).add(d(1)).real().scaled(int(k))
}

// Exp is e^x.
func Exp(x float64) Real { return expOf(d(x)) }

func expOf(a dd) Real {
	switch {
	case math.IsNaN(a.hi), math.IsInf(a.hi, 1):
		return Exactly(a.hi)
	case a.hi < -1e5:
		return Exactly(0)
	case a.hi > 1e5:
		return inf(1)
	}
	return expDD(a)
}

// Exp2 is 2^x.
func Exp2(x float64) Real {
	if math.IsNaN(x) || math.Abs(x) > 1e5 {
		return expOf(d(x))
	}
	k := math.RoundToEven(x)
	return expDD(ddLn2.mulF(x - k)).scaled(int(k))
}

// Expm1 is e^x - 1.
func Expm1(x float64) Real {
	switch {
	case math.Abs(x) < 0x1p-60:
		return dd{x, x * x / 2}.real()
	case math.Abs(x) < 0.35:
		return expm1Series(d(x)).real()
	case x < -100:
		return dd{-1, 0}.real()
	case x < 700:
		e := expDD(d(x))
		return dd{e.Hi, e.Lo}.scale(e.Exp).sub(d(1)).real()
	}
	return Exp(x)
}

// logSeries is log(n/m) = 2 atanh((n-m)/(n+m)) for n/m near 1, with full relative precision.
func logSeries(diff, total dd) dd {
	s := diff.div(total)
	z := s.mul(s)
	p := d(0)
	for i := 24; i >= 0; i-- { // z <= 0.03: z^24 < 2^-121
		p = p.mul(z).add(d(1).div(d(float64(2*i + 1))))
	}
	return p.mul(s).mulF(2)
}

// logDD is log of a positive a, whose power of two e is apart.
func logDD(a dd, e int) dd {
	m, k := a.normal()
	if m.hi < math.Sqrt2/2 {
		m, k = m.mulF(2), k-1
	}
	l := logSeries(m.sub(d(1)), m.add(d(1)))
	if k += e; k == 0 {
		return l
	}
	return prod(float64(k), ln2Parts[0]).add(prod(float64(k), ln2Parts[1])).add(l)
}

// Log is the natural logarithm.
func Log(x float64) Real { return logTimes(x, d(1)) }

// Log2 is the logarithm to base 2.
func Log2(x float64) Real {
	if m, e := math.Frexp(x); m == 0.5 {
		return Exactly(float64(e - 1))
	}
	return logTimes(x, ddLog2E)
}

// Log10 is the logarithm to base 10.
func Log10(x float64) Real { return logTimes(x, ddLog10E) }

func logTimes(x float64, c dd) Real {
	switch {
	case x == 0:
		return inf(-1)
	case x < 0:
		return nan
	case math.IsNaN(x), math.IsInf(x, 1):
		return Exactly(x)
	}
	m, e := math.Frexp(x)
	return logDD(d(m), e).mul(c).real()
}

// Log1p is log(1+x).
func Log1p(x float64) Real {
	switch {
	case x < -1:
		return nan
	case x == -1:
		return inf(-1)
	case math.Abs(x) < 0x1p-60:
		return dd{x, -x * x / 2}.real()
	case math.Abs(x) < 0.25:
		return logSeries(d(x), sum(2, x)).real()
	case x > 0x1p110 || math.IsNaN(x):
		return Log(x)
	}
	return logDD(sum(1, x), 0).real()
}

// Pow is x^y with the special cases of C99, Annex F.9.4.4.
func Pow(x, y float64) Real {
	switch {
	case y == 0 || x == 1:
		return Exactly(1)
	case math.IsNaN(x) || math.IsNaN(y):
		return nan
	case x < 0 && !math.IsInf(x, 0) && !math.IsInf(y, 0) && y != math.Floor(y):
		return nan
	case x == 0 || math.IsInf(x, 0) || math.IsInf(y, 0):
		return Exactly(math.Pow(x, y)) // exact values; the table of the tests states them
	}
	m, e := math.Frexp(math.Abs(x))
	r := powOf(logDD(d(m), e), y)
	if x < 0 && math.Mod(y, 2) != 0 {
		r.Hi, r.Lo = -r.Hi, -r.Lo
	}
	return r
}

// powOf is e^(l*y); products beyond the range of expDD become infinite or zero.
func powOf(l dd, y float64) Real {
	if p := l.hi * y; math.Abs(p) > 1e5 {
		return expOf(d(p))
	}
	return expDD(l.mulF(y))
}
