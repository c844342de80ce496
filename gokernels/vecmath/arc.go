package vecmath

import "math"

// Asin sets dst[i] = asin(x[i]).
//
// Max error: 0.65 ULP.
// Valid range: [-1, 1]; NaN outside.
func Asin(dst, x []float64) { applyCore1(dst, match(dst, x), asin1) }

// Asin32 sets dst[i] = asin(x[i]), computed in float64.
//
// Max error: 0.51 ULP.
// Valid range: as Asin.
func Asin32(dst, x []float32) { narrow32(dst, match(dst, x), asin1) }

// Acos sets dst[i] = acos(x[i]).
//
// Max error: 0.7 ULP.
// Valid range: [-1, 1]; NaN outside.
func Acos(dst, x []float64) { applyCore1(dst, match(dst, x), acos1) }

// Acos32 sets dst[i] = acos(x[i]), computed in float64.
//
// Max error: 0.51 ULP.
// Valid range: as Acos.
func Acos32(dst, x []float32) { narrow32(dst, match(dst, x), acos1) }

// Atan sets dst[i] = atan(x[i]).
//
// Max error: 0.65 ULP.
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
// Max error: 0.65 ULP.
// Valid range: all x and y; signed zeros and infinities as C99.
func Atan2(dst, x, y []float64) { applyCore2(dst, match(dst, x), match(dst, y), atan21) }

// Atan232 is Atan2 for float32, computed in float64.
//
// Max error: 0.51 ULP.
// Valid range: as Atan2.
func Atan232(dst, x, y []float32) { narrow32Pair(dst, match(dst, x), match(dst, y), atan21) }

// asin1 uses the series up to 1/2, and pi/2 - 2*asin(sqrt((1-a)/2)) beyond.
func asin1(x float64) float64 {
	a := math.Abs(x)
	t := asinParts(a)
	if a > 0.5 {
		t = twoSum{halfPi1, halfPi2}.plus(t.negate())
	}
	return math.Copysign(t.value(), x)
}

// acos1 is pi/2 - asin up to 1/2, and for negative x pi - acos(-x).
func acos1(x float64) float64 {
	a := math.Abs(x)
	t := asinParts(a)
	switch {
	case a > 0.5 && x > 0:
		return t.value()
	case a > 0.5:
		return twoSum{piHi, piLo}.plus(t.negate()).value()
	case x > 0:
		t = t.negate()
	}
	return twoSum{halfPi1, halfPi2}.plus(t).value()
}

// asinParts is asin(a) up to 1/2, and acos(a) = 2*asin(sqrt((1-a)/2)) beyond, the square root in two parts. NaN for
// a > 1. Both are not above 1.05, and what is added to the first part is small.
func asinParts(a float64) twoSum {
	t, z, low, large := a, float64(a*a), 0.0, a > 0.5
	if large {
		z = 0.5 * (1 - a) // exact
		t = math.Sqrt(z)
		low = math.FMA(-t, t, z) / max(2*t, minNormal) // 0 at a = 1
	}
	low = math.FMA(float64(t*z), poly13(&asinR, z), low)
	if large {
		t, low = 2*t, 2*low
	}
	return twoSum{t, low}
}

// atanMost is where atan is pi/2 to the last bit: beyond, 1/a is below half a ULP of it.
const atanMost = 0x1p60

func atan1(x float64) float64 {
	return math.Copysign(atanParts(min(math.Abs(x), atanMost), 1).value(), x)
}

// atanParts is atan(a/b) for a, b >= 0: with tan(pi/8) and tan(3*pi/8) as limits it is atan(a/b), pi/4 + atan((a-b)/(a+b))
// or pi/2 + atan(-b/a), of ratios of at most tan(pi/8).
func atanParts(a, b float64) twoSum {
	base, num, den := twoSum{}, twoSum{a, 0}, twoSum{b, 0}
	switch {
	case a > float64(b*tan3EighthPi):
		base, num, den = twoSum{halfPi1, halfPi2}, twoSum{-b, 0}, twoSum{a, 0}
	case a > float64(b*tanEighthPi):
		base, num, den = twoSum{halfPi1 / 2, halfPi2 / 2}, exactSum(a, -b), exactSum(a, b)
	}
	t := quotient(num, den)
	z := float64(t.hi * t.hi)
	t.lo = math.FMA(float64(t.hi*z), poly12(&atanQ, z), t.lo)
	return base.plus(t)
}

// Within these limits, zeros apart, no step of atan2Plain overflows or loses bits to underflow.
const (
	atan2Least = 0x1p-500
	atan2Most  = 0x1p100
)

// atan21 is the angle of the point (x, y); y is up.
func atan21(y, x float64) float64 {
	a, b := math.Abs(y), math.Abs(x)
	if !(a <= atan2Most && b <= atan2Most) || a < atan2Least && a != 0 || b < atan2Least && b != 0 {
		return atan2Edge(y, x, a, b)
	}
	return math.Copysign(atan2Plain(a, b, x), y)
}

// atan2Plain is the angle of (b, a), or of (-b, a) for a negative x, -0 included.
func atan2Plain(a, b, x float64) float64 {
	if a+b == 0 {
		b = 1 // two zeros are as (1, 0)
	}
	t := atanParts(a, b)
	if math.Signbit(x) {
		t = twoSum{piHi, piLo}.plus(t.negate())
	}
	return t.value()
}

// atan2Edge scales what atan21 cannot take.
func atan2Edge(y, x, a, b float64) float64 {
	switch {
	case x != x || y != y:
		return math.NaN()
	case a > math.MaxFloat64 || b > math.MaxFloat64:
		return math.Copysign(atan2Infinite(a, b, x), y)
	}
	_, e := math.Frexp(max(a, b))
	up, along := math.Ldexp(a, -e), math.Ldexp(b, -e)
	if up < 0x1p-60 && x > 0 {
		return y / x // atan(t) = t for so small a t, and one division rounds a subnormal once
	}
	return math.Copysign(atan2Plain(up, along, x), y)
}

// atan2Infinite has an infinite argument: the answer is a multiple of pi/4.
func atan2Infinite(a, b, x float64) float64 {
	switch {
	case a == b && x < 0:
		return 3 * piHi / 4
	case a == b:
		return piHi / 4
	case a > b:
		return halfPi1
	case x < 0:
		return piHi
	}
	return 0
}
