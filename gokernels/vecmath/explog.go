package vecmath

import "math"

// Exp2 sets dst[i] = 2**x[i].
//
// Max error: 0.8 ULP.
// Valid range: all x; +Inf from 1024 on, subnormal below -1022, 0 below -1075.
func Exp2(dst, x []float64) { exp2Slice(dst, match(dst, x)) }

// Exp232 sets dst[i] = 2**x[i], computed in float64.
//
// Max error: 0.51 ULP.
// Valid range: all x; +Inf from 128 on, subnormal below -126, 0 below -150.
func Exp232(dst, x []float32) { exp2Slice32(dst, match(dst, x)) }

// Expm1 sets dst[i] = e**x[i] - 1.
//
// Max error: 0.9 ULP.
// Valid range: all x; +Inf above 709.78.
func Expm1(dst, x []float64) { expm1Slice(dst, match(dst, x)) }

// Expm132 sets dst[i] = e**x[i] - 1, computed in float64.
//
// Max error: 0.51 ULP.
// Valid range: all x; +Inf above 88.72.
func Expm132(dst, x []float32) { expm1Slice32(dst, match(dst, x)) }

// Log2 sets dst[i] = log2(x[i]); powers of two are exact.
//
// Max error: 0.51 ULP.
// Valid range: all x; -Inf at 0, NaN below 0.
func Log2(dst, x []float64) { log2Slice(dst, match(dst, x)) }

// Log232 sets dst[i] = log2(x[i]), computed in float64.
//
// Max error: 0.51 ULP.
// Valid range: as Log2.
func Log232(dst, x []float32) { log2Slice32(dst, match(dst, x)) }

// Log10 sets dst[i] = log10(x[i]); powers of ten are exact.
//
// Max error: 0.51 ULP.
// Valid range: as Log2.
func Log10(dst, x []float64) { log10Slice(dst, match(dst, x)) }

// Log1032 sets dst[i] = log10(x[i]), computed in float64.
//
// Max error: 0.51 ULP.
// Valid range: as Log2.
func Log1032(dst, x []float32) { log10Slice32(dst, match(dst, x)) }

// Log1p sets dst[i] = ln(1+x[i]), by Go's math.
//
// Max error: 0.9 ULP.
// Valid range: all x; -Inf at -1, NaN below -1.
func Log1p(dst, x []float64) { applyCore1(dst, match(dst, x), math.Log1p) }

// Log1p32 sets dst[i] = ln(1+x[i]), computed in float64.
//
// Max error: 0.51 ULP.
// Valid range: as Log1p.
func Log1p32(dst, x []float32) { narrow32(dst, match(dst, x), math.Log1p) }

// Beyond these limits 2**x is +Inf or 0 as at the limit.
const (
	exp2Min = -1080
	exp2Max = 1025
)

// exp21 is 2**x = 2**k * e**(f*ln 2): k = round(x) and f = x-k are exact, the product has two parts.
func exp21(x float64) float64 {
	if x < exp2Min {
		x = exp2Min
	}
	if x > exp2Max {
		x = exp2Max
	}
	k := x + expShift
	f := x - (k - expShift)
	h := float64(f * ln2Full)
	l := math.FMA(f, ln2FullLo, math.FMA(f, ln2Full, -h))
	e := math.FMA(poly11(&expQ, h), h*h, l)
	one := 1 + h
	return scale2(one+(((1-one)+h)+e), math.Float64bits(k))
}

// exp21f is exp21 without the low parts.
func exp21f(x float32) float32 {
	w := float64(x)
	if w < exp2Min {
		w = exp2Min
	}
	if w > exp2Max {
		w = exp2Max
	}
	k := w + expShift
	h := float64((w - (k - expShift)) * ln2Full)
	return float32(scale2(1+math.FMA(poly7(&expQ32Wide, h), h*h, h), math.Float64bits(k)))
}

// The arguments for which expm1Pair holds; below, e**x - 1 is -1.
const (
	expm1Min = -40
	expm1Max = 700
)

// expm11 gives the result the sign of x, for the sake of -0.
func expm11(x float64) float64 {
	if !(x >= expm1Min && x <= expm1Max) {
		return math.Expm1(x)
	}
	m := expm1Pair(x)
	return math.Float64frombits(math.Float64bits(m.hi+m.lo) | math.Float64bits(x)&signBit)
}

// expm11f is expm11 without the low parts.
func expm11f(x float32) float32 {
	w := float64(x)
	if !(w >= expm1Min && w <= expm1Max) {
		return float32(math.Expm1(w))
	}
	k := math.FMA(w, log2E, roundShift)
	r := math.FMA(k-roundShift, -ln2Full, w)
	t := math.FMA(poly7(&expQ32Wide, r), r*r, r)
	s := math.Float64frombits(math.Float64bits(k)<<52 + oneBits)
	m := math.FMA(s, t, s-1)
	return float32(math.Float64frombits(math.Float64bits(m) | math.Float64bits(w)&signBit))
}

// log21 and log101 multiply the logarithm in two parts.
func log21(x float64) float64 { return logTimes(x, twoSum{log2E, log2ELo}) }

func log101(x float64) float64 { return logTimes(x, twoSum{log10E, log10ELo}) }

func logTimes(x float64, c twoSum) float64 {
	if !(x > 0 && x <= math.MaxFloat64) {
		return logSpecial(x)
	}
	scale := 0.0
	if x < minNormal {
		x, scale = x*0x1p54, 54
	}
	f, k := logSplit(x)
	return times(logPair(f, k-scale), c).value()
}

// log21f and log101f take one product in float64; subnormal float32s are normal there.
func log21f(x float32) float32 { return logTimesF(x, log2E) }

func log101f(x float32) float32 { return logTimesF(x, log10E) }

func logTimesF(x float32, c float64) float32 {
	w := float64(x)
	if !(w >= minFloat32 && w <= math.MaxFloat32) {
		return float32(logSpecial(w))
	}
	return float32(logWide(logSplit(w)) * c)
}

const minFloat32 = 0x1p-149
