package vecmath

import "math"

// Exp2 sets dst[i] = 2**x[i].
//
// Max error: 0.8 ULP.
// Valid range: all x; +Inf from 1024 on, subnormal below -1022, 0 below -1075.
func Exp2(dst, x []float64) { applyCore1(dst, match(dst, x), exp21) }

// Exp232 sets dst[i] = 2**x[i], computed in float64.
//
// Max error: 0.51 ULP.
// Valid range: all x; +Inf from 128 on, subnormal below -126, 0 below -150.
func Exp232(dst, x []float32) { narrow32(dst, match(dst, x), exp21) }

// Expm1 sets dst[i] = e**x[i] - 1, by Go's math.
//
// Max error: 0.9 ULP.
// Valid range: all x; +Inf above 709.78.
func Expm1(dst, x []float64) { applyCore1(dst, match(dst, x), math.Expm1) }

// Expm132 sets dst[i] = e**x[i] - 1, computed in float64.
//
// Max error: 0.51 ULP.
// Valid range: all x; +Inf above 88.72.
func Expm132(dst, x []float32) { narrow32(dst, match(dst, x), math.Expm1) }

// Log2 sets dst[i] = log2(x[i]); powers of two are exact.
//
// Max error: 0.51 ULP.
// Valid range: all x; -Inf at 0, NaN below 0.
func Log2(dst, x []float64) { applyCore1(dst, match(dst, x), log21) }

// Log232 sets dst[i] = log2(x[i]), computed in float64.
//
// Max error: 0.51 ULP.
// Valid range: as Log2.
func Log232(dst, x []float32) { narrow32(dst, match(dst, x), log21) }

// Log10 sets dst[i] = log10(x[i]); powers of ten are exact.
//
// Max error: 0.51 ULP.
// Valid range: as Log2.
func Log10(dst, x []float64) { applyCore1(dst, match(dst, x), log101) }

// Log1032 sets dst[i] = log10(x[i]), computed in float64.
//
// Max error: 0.51 ULP.
// Valid range: as Log2.
func Log1032(dst, x []float32) { narrow32(dst, match(dst, x), log101) }

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

// exp21 takes the nearest integer k off, which is exact, and leaves 2**k to the end.
func exp21(x float64) float64 {
	switch {
	case x != x:
		return x
	case x > 1025:
		return math.Inf(1)
	case x < -1080:
		return 0
	}
	k := math.RoundToEven(x)
	return expPair(times(twoSum{x - k, 0}, twoSum{ln2Full, ln2FullLo}), int(k))
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
