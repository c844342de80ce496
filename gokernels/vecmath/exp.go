package vecmath

import "math"

// Exp sets dst[i] = e**x[i].
//
// Max error: 1 ULP.
// Valid range: all x; +Inf above 709.78, subnormal below -708.39, 0 below -745.13.
func Exp(dst, x []float64) { expSlice(dst, match(dst, x)) }

// Exp32 sets dst[i] = e**x[i].
//
// Max error: 1 ULP.
// Valid range: all x; +Inf above 88.72, subnormal below -87.33, 0 below -103.97.
func Exp32(dst, x []float32) { exp32Slice(dst, match(dst, x)) }

// Beyond these limits e**x is +Inf or 0 as at the limit, and inside them the exponent
// k = x/ln(2) fits the bias below.
const (
	expMin  = -746
	expMax  = 710
	expMinF = -104
	expMaxF = 89
)

// expShift also adds 2*1023 to k: the sum's low bits then are the biased exponents of two powers of
// two whose product is 2**k. Scaling by one after the other rounds once, also to a subnormal.
const (
	expShift  = roundShift + 2*1023
	expShiftF = roundShiftF + 2*127
)

// exp1 is e**x: k = round(x/ln 2), r = x - k*ln 2, (1 + r + r*r*Q(r)) * 2**k.
func exp1(x float64) float64 {
	if x < expMin {
		x = expMin
	}
	if x > expMax {
		x = expMax
	}
	k := math.FMA(x, log2E, expShift)
	kf := k - expShift
	r := math.FMA(kf, -ln2Lo, math.FMA(kf, -ln2Hi, x))
	p := 1 + math.FMA(poly11(&expQ, r), r*r, r)
	return scale2(p, math.Float64bits(k))
}

// scale2 is p * 2**k for the bits of k + expShift.
func scale2(p float64, bits uint64) float64 {
	a := bits >> 1
	return p * math.Float64frombits(a<<52) * math.Float64frombits((bits-a)<<52)
}

// exp1f is exp1 in float32 without FMA (see poly6f); ln2HiF makes kf*ln2HiF exact instead.
func exp1f(x float32) float32 {
	if x < expMinF {
		x = expMinF
	}
	if x > expMaxF {
		x = expMaxF
	}
	k := float32(x*log2E) + expShiftF
	kf := k - expShiftF
	r := x - float32(kf*ln2HiF) - float32(kf*ln2LoF)
	p := 1 + (r + float32(poly6f(&expQ32, r)*float32(r*r)))
	bits := math.Float32bits(k)
	a := bits >> 1
	return p * math.Float32frombits(a<<23) * math.Float32frombits((bits-a)<<23)
}
