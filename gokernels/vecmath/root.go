package vecmath

import "math"

// Cbrt sets dst[i] to the cube root of x[i], by Go's math.
//
// Max error: 0.7 ULP.
// Valid range: all x.
func Cbrt(dst, x []float64) { applyCore1(dst, match(dst, x), math.Cbrt) }

// Cbrt32 sets dst[i] to the cube root of x[i], computed in float64.
//
// Max error: 0.51 ULP.
// Valid range: all x.
func Cbrt32(dst, x []float32) { narrow32(dst, match(dst, x), math.Cbrt) }

// Hypot sets dst[i] = sqrt(x[i]*x[i] + y[i]*y[i]) without overflow or underflow on the way.
//
// Max error: 0.51 ULP.
// Valid range: all x and y; +Inf if either is infinite, even with a NaN.
func Hypot(dst, x, y []float64) { applyCore2(dst, match(dst, x), match(dst, y), hypot1) }

// Hypot32 sets dst[i] = sqrt(x[i]*x[i] + y[i]*y[i]), computed in float64.
//
// Max error: 0.51 ULP.
// Valid range: as Hypot.
func Hypot32(dst, x, y []float32) { narrow32Pair(dst, match(dst, x), match(dst, y), hypotWide) }

// Erf sets dst[i] = erf(x[i]), by Go's math.
//
// Max error: 1 ULP.
// Valid range: all x.
func Erf(dst, x []float64) { applyCore1(dst, match(dst, x), math.Erf) }

// Erf32 sets dst[i] = erf(x[i]), computed in float64.
//
// Max error: 0.51 ULP.
// Valid range: all x.
func Erf32(dst, x []float32) { narrow32(dst, match(dst, x), math.Erf) }

// hypotWide is for float32 arguments, whose squares float64 has room for.
func hypotWide(x, y float64) float64 {
	if math.IsInf(x, 0) || math.IsInf(y, 0) {
		return math.Inf(1)
	}
	return math.Sqrt(math.FMA(x, x, y*y))
}

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
	switch {
	case b <= a*0x1p-60: // also for two zeros
		return a
	case a < 0x1p500 && b > 0x1p-450:
		return hypotPlain(a, b)
	case a >= 0x1p500:
		return hypotPlain(a*0x1p-600, b*0x1p-600) * 0x1p600
	}
	return hypotPlain(a*0x1p600, b*0x1p600) * 0x1p-600
}

func hypotPlain(a, b float64) float64 {
	s := product(a, a).plus(product(b, b))
	r := math.Sqrt(s.hi)
	return r + (math.FMA(-r, r, s.hi)+s.lo)/(2*r)
}
