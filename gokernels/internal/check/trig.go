package check

import (
	"math"
	"math/big"
)

// reduce returns r and n with x = n*pi/2 + r, |r| <= pi/4, n modulo 4. It divides in math/big
// with as many bits as the exponent of x asks for, so no argument is too large.
func reduce(x float64) (dd, int) {
	if math.Abs(x) < math.Pi/4 {
		return d(x), 0
	}
	prec := uint(max(math.Ilogb(x), 0) + 300)
	v := new(big.Float).SetPrec(prec).SetFloat64(x)
	half := new(big.Float).SetPrec(prec).Quo(bigPi(prec), big.NewFloat(2))
	q := new(big.Float).SetPrec(prec).Quo(v, half)
	n := roundInt(q)
	r := v.Sub(v, half.Mul(half, new(big.Float).SetPrec(prec).SetInt(n)))
	return fromBig(r), int(new(big.Int).And(n, big.NewInt(3)).Int64())
}

func fromBig(v *big.Float) dd {
	hi, _ := v.Float64()
	lo, _ := new(big.Float).Sub(v, big.NewFloat(hi)).Float64()
	return dd{hi, lo}
}

// roundInt is the nearest integer to v.
func roundInt(v *big.Float) *big.Int {
	half := big.NewFloat(math.Copysign(0.5, float64(v.Sign())))
	n, _ := new(big.Float).SetPrec(v.Prec()).Add(v, half).Int(nil)
	return n
}

// sinCosSeries is the Taylor series for |r| <= pi/4, with full relative precision.
func sinCosSeries(r dd) (s, c dd) {
	z := r.mul(r).neg()
	s, c = invFactorial[29], invFactorial[28]
	for i := 27; i >= 1; i -= 2 {
		s = s.mul(z).add(invFactorial[i])
		c = c.mul(z).add(invFactorial[i-1])
	}
	return s.mul(r), c
}

func sinCos(x float64) (s, c dd) {
	r, n := reduce(x)
	s, c = sinCosSeries(r)
	switch n {
	case 1:
		return c, s.neg()
	case 2:
		return s.neg(), c.neg()
	case 3:
		return c.neg(), s
	}
	return s, c
}

// tiny says that f(x) = x to 100 bits for sin, tan, tanh and their inverses.
func tiny(x float64) bool { return math.Abs(x) < 0x1p-55 }

// Sin is the sine of x.
func Sin(x float64) Real {
	switch {
	case math.IsNaN(x) || math.IsInf(x, 0):
		return nan
	case tiny(x):
		return Exactly(x)
	}
	s, _ := sinCos(x)
	return s.real()
}

// Cos is the cosine of x.
func Cos(x float64) Real {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return nan
	}
	_, c := sinCos(x)
	return c.real()
}

// Tan is the tangent of x.
func Tan(x float64) Real {
	switch {
	case math.IsNaN(x) || math.IsInf(x, 0):
		return nan
	case tiny(x):
		return Exactly(x)
	}
	s, c := sinCos(x)
	return s.div(c).real()
}

// atanDD corrects math.Atan by one Newton step: atan(q) = y + atan((q-t)/(1+q*t)), t = tan(y).
func atanDD(q dd) dd {
	if math.Abs(q.hi) > 1 {
		half := ddPi.mulF(math.Copysign(0.5, q.hi))
		return half.sub(atanDD(d(1).div(q)))
	}
	y := math.Atan(q.hi)
	s, c := sinCosSeries(d(y))
	delta := q.mul(c).sub(s).div(c.add(q.mul(s)))
	return d(y).add(delta)
}

// Atan is the arc tangent of x.
func Atan(x float64) Real {
	switch {
	case math.IsNaN(x) || tiny(x):
		return Exactly(x)
	case math.Abs(x) > 0x1p200:
		return ddPi.mulF(math.Copysign(0.5, x)).real()
	}
	return atanDD(d(x)).real()
}

// Asin is the arc sine of x.
func Asin(x float64) Real {
	switch {
	case !(math.Abs(x) <= 1):
		return nan
	case tiny(x):
		return Exactly(x)
	}
	return atan2DD(d(x), sum(1, -x).mul(sum(1, x)).sqrt()).real()
}

// Acos is the arc cosine of x.
func Acos(x float64) Real {
	if !(math.Abs(x) <= 1) {
		return nan
	}
	return atan2DD(sum(1, -x).mul(sum(1, x)).sqrt(), d(x)).real()
}

// atan2DD is the angle of the point (x, y), which is not the origin and not extreme.
func atan2DD(y, x dd) dd {
	if math.Abs(y.hi) > math.Abs(x.hi) {
		return ddPi.mulF(math.Copysign(0.5, y.hi)).sub(atanDD(x.div(y)))
	}
	a := atanDD(y.div(x))
	if x.hi > 0 {
		return a
	}
	return a.add(ddPi.mulF(math.Copysign(1, y.hi)))
}

// Atan2 is the angle of the point (x, y).
func Atan2(y, x float64) Real {
	if math.IsNaN(x) || math.IsNaN(y) {
		return nan
	}
	if x == 0 || y == 0 || math.IsInf(x, 0) || math.IsInf(y, 0) {
		return quarterTurns(math.Atan2(y, x))
	}
	my, ey := math.Frexp(y)
	mx, ex := math.Frexp(x)
	switch e := ey - ex; {
	case e > 120:
		return ddPi.mulF(math.Copysign(0.5, y)).real()
	case e < -120 && x > 0: // atan(q) = q to 240 bits
		return d(my).div(d(mx)).real().scaled(e)
	case e < -120:
		return ddPi.mulF(math.Copysign(1, y)).real()
	default:
		return atan2DD(d(math.Ldexp(my, e)), d(mx)).real()
	}
}

// quarterTurns makes a multiple of pi/4, given as float64, exact.
func quarterTurns(a float64) Real {
	return ddPi.mulF(math.RoundToEven(a/(math.Pi/4)) / 4).real()
}
