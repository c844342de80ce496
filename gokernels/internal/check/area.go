package check

import "math"

// log1pDD is log(1+a).
func log1pDD(a dd) dd {
	if math.Abs(a.hi) < 0.25 {
		return logSeries(a, a.add(d(2)))
	}
	return logDD(a.add(d(1)), 0)
}

// logTwice is log(2x) for a large x.
func logTwice(x float64) Real {
	m, e := math.Frexp(x)
	return logDD(d(m), e+1).real()
}

// Asinh is the inverse of Sinh: log(1 + x + x*x/(1+sqrt(1+x*x))).
func Asinh(x float64) Real {
	switch {
	case tiny(x) || math.IsNaN(x) || math.IsInf(x, 0):
		return Exactly(x)
	case x < 0:
		r := Asinh(-x)
		return Real{-r.Hi, -r.Lo, r.Exp}
	case x > 0x1p100:
		return logTwice(x)
	}
	square := prod(x, x)
	root := square.add(d(1)).sqrt()
	return log1pDD(d(x).add(square.div(root.add(d(1))))).real()
}

// Acosh is the inverse of Cosh: log(1 + t + sqrt(t*(t+2))) with t = x-1.
func Acosh(x float64) Real {
	switch {
	case x < 1 || math.IsNaN(x):
		return nan
	case math.IsInf(x, 0):
		return Exactly(x)
	case x > 0x1p100:
		return logTwice(x)
	}
	t := sum(x, -1)
	return log1pDD(t.add(t.mul(t.add(d(2))).sqrt())).real()
}

// Atanh is the inverse of Tanh: log((1+x)/(1-x))/2.
func Atanh(x float64) Real {
	switch a := math.Abs(x); {
	case a > 1:
		return nan
	case a == 1:
		return inf(x)
	case tiny(x) || math.IsNaN(x):
		return Exactly(x)
	case a < 0.25:
		return logSeries(d(x), d(1)).mulF(0.5).real()
	}
	return logDD(sum(1, x).div(sum(1, -x)), 0).mulF(0.5).real()
}
