package check

import "math"

// Sinh is the hyperbolic sine.
func Sinh(x float64) Real {
	if tiny(x) || math.IsNaN(x) || math.IsInf(x, 0) {
		return Exactly(x)
	}
	if x < 0 { // for the formula below, e^x must not be the smaller part
		r := Sinh(-x)
		return Real{-r.Hi, -r.Lo, r.Exp}
	}
	if x > 100 {
		return Exp(x).scaled(-1)
	}
	m := expm1DD(x)
	return m.add(m.div(m.add(d(1)))).mulF(0.5).real()
}

// Cosh is the hyperbolic cosine.
func Cosh(x float64) Real {
	x = math.Abs(x)
	if x > 100 || math.IsNaN(x) {
		return Exp(x).scaled(-1)
	}
	r := expDD(d(x))
	e := dd{r.Hi, r.Lo}.scale(r.Exp)
	return e.add(d(1).div(e)).mulF(0.5).real()
}

// Tanh is the hyperbolic tangent.
func Tanh(x float64) Real {
	switch {
	case tiny(x) || math.IsNaN(x):
		return Exactly(x)
	case math.Abs(x) > 100:
		return Exactly(math.Copysign(1, x))
	}
	m := expm1DD(2 * x)
	return m.div(m.add(d(2))).real()
}

func expm1DD(x float64) dd {
	r := Expm1(x)
	return dd{r.Hi, r.Lo}.scale(r.Exp)
}

// Cbrt is the cube root: one Newton step from math.Cbrt doubles its bits.
func Cbrt(x float64) Real {
	if x == 0 || math.IsNaN(x) || math.IsInf(x, 0) {
		return Exactly(x)
	}
	m, e := math.Frexp(x)
	for e%3 != 0 {
		m, e = m/2, e+1
	}
	y := math.Cbrt(m)
	r := d(m).sub(prod(y, y).mulF(y))
	return quickSum(y, 0).add(r.div(d(3 * y * y))).real().scaled(e / 3)
}

// Sqrt is the square root.
func Sqrt(x float64) Real {
	if !(x > 0) || math.IsInf(x, 0) {
		return Exactly(math.Sqrt(x))
	}
	m, e := math.Frexp(x)
	if e%2 != 0 {
		m, e = m/2, e+1
	}
	return d(m).sqrt().real().scaled(e / 2)
}

// Hypot is sqrt(x*x + y*y) without overflow; an infinity wins over a NaN.
func Hypot(x, y float64) Real {
	switch {
	case math.IsInf(x, 0) || math.IsInf(y, 0):
		return inf(1)
	case math.IsNaN(x) || math.IsNaN(y):
		return nan
	}
	x, y = math.Abs(x), math.Abs(y)
	big, small := max(x, y), min(x, y)
	if big == 0 {
		return Exactly(0)
	}
	m, e := math.Frexp(big)
	n := math.Ldexp(small, -e)
	if n < 0x1p-100 {
		return Real{Hi: m, Exp: e}
	}
	return prod(m, m).add(prod(n, n)).sqrt().real().scaled(e)
}

// Erf is the error function: 2/sqrt(pi) e^(-x^2) sum 2^n x^(2n+1)/(1*3*...*(2n+1)),
// a series without cancellation. Beyond 6.5 it is 1 to 60 bits, which Lo carries.
func Erf(x float64) Real {
	switch {
	case math.IsNaN(x):
		return nan
	case x == 0:
		return Exactly(x)
	case math.Abs(x) > 6.5:
		return dd{math.Copysign(1, x), math.Copysign(0x1p-70, -x)}.real()
	case math.Abs(x) < 0x1p-60:
		m, e := math.Frexp(x)
		return d(2 * m).div(ddSqrtPi).real().scaled(e)
	}
	z := prod(x, x)
	term, total := d(x), d(x)
	for n := 1; math.Abs(term.hi) > math.Abs(total.hi)*0x1p-110; n++ {
		term = term.mul(z).mulF(2).div(d(float64(2*n + 1)))
		total = total.add(term)
	}
	e := expDD(z.neg())
	return total.mul(dd{e.Hi, e.Lo}.scale(e.Exp)).mulF(2).div(ddSqrtPi).real()
}

// Gaussian is exp(-0.5*((x-mean)/width)^2)/width*scale for finite, not extreme arguments.
func Gaussian(mean, width, x, scale float64) Real {
	z := sum(x, -mean).div(d(width))
	e := expOf(z.mul(z).mulF(-0.5))
	v := dd{e.Hi, e.Lo}.div(d(width)).mulF(scale)
	return v.real().scaled(e.Exp)
}

// ExpAxpby is exp(alpha*x + beta*y), where the sum is rounded as float64 arithmetic does.
func ExpAxpby(alpha, x, beta, y float64) Real {
	return Exp(float64(alpha*x) + float64(beta*y))
}

// Add is x+y, without overflow.
func Add(x, y float64) Real {
	if s := x/4 + y/4; math.IsNaN(s) || math.IsInf(s, 0) {
		return Exactly(s)
	}
	if max(math.Abs(x), math.Abs(y)) > 1 { // halving loses nothing that matters, doubling cannot overflow
		return sum(x/4, y/4).real().scaled(2)
	}
	return sum(x, y).real()
}

// Mul is x*y, without overflow or underflow.
func Mul(x, y float64) Real {
	if p := x * y; x == 0 || y == 0 || math.IsNaN(p) || math.IsInf(x, 0) || math.IsInf(y, 0) {
		return Exactly(p)
	}
	m, e := math.Frexp(x)
	n, f := math.Frexp(y)
	return prod(m, n).real().scaled(e + f)
}

// Div is x/y, without overflow or underflow.
func Div(x, y float64) Real {
	if x == 0 || y == 0 || math.IsNaN(x/y) || math.IsInf(x, 0) || math.IsInf(y, 0) {
		return Exactly(x / y)
	}
	m, e := math.Frexp(x)
	n, f := math.Frexp(y)
	return d(m).div(d(n)).real().scaled(e - f)
}
