package vecmath

import "math"

// Asin sets dst[i] = asin(x[i]).
//
// Max error: 0.6 ULP.
// Valid range: [-1, 1]; NaN outside.
func Asin(dst, x []float64) { applyCore1(dst, match(dst, x), asin1) }

// Asin32 sets dst[i] = asin(x[i]), computed in float64.
//
// Max error: 0.51 ULP.
// Valid range: as Asin.
func Asin32(dst, x []float32) { narrow32(dst, match(dst, x), asin1) }

// Acos sets dst[i] = acos(x[i]).
//
// Max error: 0.6 ULP.
// Valid range: [-1, 1]; NaN outside.
func Acos(dst, x []float64) { applyCore1(dst, match(dst, x), acos1) }

// Acos32 sets dst[i] = acos(x[i]), computed in float64.
//
// Max error: 0.51 ULP.
// Valid range: as Acos.
func Acos32(dst, x []float32) { narrow32(dst, match(dst, x), acos1) }

// Atan sets dst[i] = atan(x[i]).
//
// Max error: 0.51 ULP.
// Valid range: all x.
func Atan(dst, x []float64) { applyCore1(dst, match(dst, x), atan1) }

// Atan32 sets dst[i] = atan(x[i]), computed in float64.
//
// Max error: 0.51 ULP.
// Valid range: all x.
func Atan32(dst, x []float32) { narrow32(dst, match(dst, x), atan1) }

// Atan2 sets dst[i] to the angle of the point (y[i] along, x[i] up): atan(x[i]/y[i]) in the right
// quadrant, with NumPy's order of arguments, arctan2(x, y).
//
// Max error: 0.51 ULP.
// Valid range: all x and y; signed zeros and infinities as C99.
func Atan2(dst, x, y []float64) { applyCore2(dst, match(dst, x), match(dst, y), atan21) }

// Atan232 is Atan2 for float32, computed in float64.
//
// Max error: 0.51 ULP.
// Valid range: as Atan2.
func Atan232(dst, x, y []float32) { narrow32Pair(dst, match(dst, x), match(dst, y), atan21) }

// asin1 uses the series up to 1/2, and pi/2 - acos beyond.
func asin1(x float64) float64 {
	a := math.Abs(x)
	if a <= 0.5 {
		z := x * x
		return math.FMA(float64(x*z), horner(asinR[:], z), x)
	}
	v := twoSum{halfPi1, halfPi2}.plus(acosLarge(a).negate())
	return math.Copysign(v.value(), x)
}

// acos1 is pi/2 - asin up to 1/2, and for negative x pi - acos(-x).
func acos1(x float64) float64 {
	switch {
	case math.Abs(x) <= 0.5:
		z := x * x
		return twoSum{halfPi1, halfPi2}.plus(fastSum(-x, -float64(x*z)*horner(asinR[:], z))).value()
	case x < 0:
		return twoSum{piHi, piLo}.plus(acosLarge(-x).negate()).value()
	}
	return acosLarge(x).value()
}

// acosLarge is 2*asin(sqrt((1-a)/2)) for a > 1/2: the square root in two parts. NaN for a > 1.
func acosLarge(a float64) twoSum {
	z := 0.5 * (1 - a) // exact
	s := math.Sqrt(z)
	if z <= 0 {
		return twoSum{s, 0}
	}
	low := math.FMA(-s, s, z) / (2 * s)
	return fastSum(2*s, 2*math.FMA(float64(s*z), horner(asinR[:], z), low))
}

func atan1(x float64) float64 {
	a := math.Abs(x)
	switch {
	case x != x:
		return x
	case a <= 1:
		return math.Copysign(atanRatio(a, 1).value(), x)
	case a > 0x1p60: // 1/a is below half a ULP of pi/2
		return math.Copysign(halfPi1, x)
	}
	v := twoSum{halfPi1, halfPi2}.plus(atanRatio(1, a).negate())
	return math.Copysign(v.value(), x)
}

// atanRatio is atan(a/b) for 0 <= a <= b: with c the nearest eighth to a/b,
// atan(c) + atan((a-c*b)/(b+c*a)), the second below 1/16.
func atanRatio(a, b float64) twoSum {
	k := int(8*(a/b) + 0.5)
	c := float64(k) / 8
	d := fastSum(b, float64(c*a))
	t := quotient(twoSum{math.FMA(-c, b, a), 0}, twoSum{d.hi, d.lo + math.FMA(c, a, -float64(c*a))})
	z := t.hi * t.hi
	t.lo = math.FMA(float64(t.hi*z), horner(atanP[:], z), t.lo)
	if k == 0 {
		return t
	}
	return twoSum{atanEighth[k][0], atanEighth[k][1]}.plus(t)
}

// atan21 is the angle of the point (x, y); y is up.
func atan21(y, x float64) float64 {
	a, b := math.Abs(y), math.Abs(x)
	switch {
	case x != x || y != y:
		return math.NaN()
	case a == 0 || b == 0 || a > math.MaxFloat64 || b > math.MaxFloat64:
		return atan2Axis(y, x)
	}
	return math.Copysign(atan2Plain(a, b, x < 0), y)
}

// atan2Plain is the angle of (b, a), or of (-b, a) when left, for positive finite a and b.
func atan2Plain(a, b float64, left bool) float64 {
	steep := a > b
	if steep {
		a, b = b, a
	}
	t, scaled := atanScaled(a, b)
	switch {
	case steep && left:
		return twoSum{halfPi1, halfPi2}.plus(t).value()
	case steep:
		return twoSum{halfPi1, halfPi2}.plus(t.negate()).value()
	case left:
		return twoSum{piHi, piLo}.plus(t.negate()).value()
	case scaled:
		return a / b // atan(t) = t for so small a t, and one division rounds a subnormal once
	}
	return t.value()
}

// atanScaled is atan(a/b) for a <= b, kept clear of overflow and of the subnormal range.
// For ratios below 2**-60 it says so, and its value only matters when added to pi or pi/2.
func atanScaled(a, b float64) (t twoSum, tiny bool) {
	if a > 0x1p-500 && b < 0x1p500 && a > b*0x1p-60 {
		return atanRatio(a, b), false
	}
	_, ea := math.Frexp(a)
	_, eb := math.Frexp(b)
	if eb-ea > 60 {
		return twoSum{0x1p-200, 0}, true
	}
	return atanRatio(math.Ldexp(a, -eb), math.Ldexp(b, -eb)), false
}

// atan2Axis has a zero or an infinite argument: the answer is a multiple of pi/4.
func atan2Axis(y, x float64) float64 {
	var v float64
	switch {
	case math.IsInf(y, 0) && math.IsInf(x, 0):
		v = piHi / 4
		if x < 0 {
			v = 3 * piHi / 4
		}
	case y == 0 || math.IsInf(x, 0):
		if math.Signbit(x) {
			v = piHi
		}
	default:
		v = halfPi1
	}
	return math.Copysign(v, y)
}
