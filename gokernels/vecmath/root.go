package vecmath

import "math"

// Cbrt sets dst[i] to the cube root of x[i], by Go's math.
//
// Max error: 1 ULP.
// Valid range: all x.
func Cbrt(dst, x []float64) { apply1(dst, match(dst, x), math.Cbrt) }

// Cbrt32 sets dst[i] to the cube root of x[i], computed in float64.
//
// Max error: 0.51 ULP.
// Valid range: all x.
func Cbrt32(dst, x []float32) { narrow32(dst, match(dst, x), math.Cbrt) }

// Hypot sets dst[i] = sqrt(x[i]*x[i] + y[i]*y[i]) without overflow or underflow on the way.
//
// Max error: 1 ULP.
// Valid range: all x and y; +Inf if either is infinite, even with a NaN.
func Hypot(dst, x, y []float64) { apply2(dst, match(dst, x), match(dst, y), hypot1) }

// Hypot32 sets dst[i] = sqrt(x[i]*x[i] + y[i]*y[i]), computed in float64.
//
// Max error: 0.51 ULP.
// Valid range: as Hypot.
func Hypot32(dst, x, y []float32) {
	apply2(dst, match(dst, x), match(dst, y), func(x, y float32) float32 {
		if math.IsInf(float64(x), 0) || math.IsInf(float64(y), 0) {
			return float32(math.Inf(1))
		}
		return float32(math.Sqrt(float64(x)*float64(x) + float64(float64(y)*float64(y))))
	})
}

// Erf sets dst[i] = erf(x[i]), by Go's math.
//
// Max error: 1 ULP.
// Valid range: all x.
func Erf(dst, x []float64) { apply1(dst, match(dst, x), math.Erf) }

// Erf32 sets dst[i] = erf(x[i]), computed in float64.
//
// Max error: 0.51 ULP.
// Valid range: all x.
func Erf32(dst, x []float32) { narrow32(dst, match(dst, x), math.Erf) }

// hypot1 corrects the root of the rounded sum of squares by the rounding errors of all three.
func hypot1(x, y float64) float64 {
	a, b := math.Abs(x), math.Abs(y)
	switch {
	case a > math.MaxFloat64 || b > math.MaxFloat64:
		return math.Inf(1)
	case x != x || y != y:
		return math.NaN()
	}
	if a < b {
		a, b = b, a
	}
	_, e := math.Frexp(a)
	m, n := math.Ldexp(a, -e), math.Ldexp(b, -e)
	if n < 0x1p-60 {
		return a
	}
	s := product(m, m).plus(product(n, n))
	r := math.Sqrt(s.hi)
	return math.Ldexp(r+(math.FMA(-r, r, s.hi)+s.lo)/(2*r), e)
}
