package vecmath

import "math"

// Erf sets dst[i] = erf(x[i]).
//
// Max error: 1 ULP.
// Valid range: all x.
func Erf(dst, x []float64) { applyCore1(dst, match(dst, x), erf1) }

// Erf32 sets dst[i] = erf(x[i]), computed in float64.
//
// Max error: 0.51 ULP.
// Valid range: all x.
func Erf32(dst, x []float32) { narrow32(dst, match(dst, x), erf1) }

// erfMost is where erf is 1 to the last bit.
const erfMost = 5.93

// erf1 is x + x*A(x*x) below 1, and 1 - e**-(a + a*B(a)) beyond, with B from the logarithm of erfc: that is so small there
// that the error of the power does not matter much.
func erf1(x float64) float64 {
	a := min(math.Abs(x), erfMost)
	if a < 1 {
		return math.FMA(x, poly13(&erfA, float64(a*a)), x)
	}
	p := -math.FMA(a, poly19(&erfB, a), a)
	k := math.FMA(p, log2E, roundShift)
	r := math.FMA(k-roundShift, -ln2Full, p)
	t := math.FMA(poly11(&expQ, r), float64(r*r), r)
	s := math.Float64frombits(math.Float64bits(k)<<52 + oneBits)
	return math.Copysign(math.FMA(-s, t, 1-s), x)
}
