package vecmath

import "math"

// Log sets dst[i] = ln(x[i]).
//
// Max error: 0.9 ULP.
// Valid range: all x; -Inf at 0, NaN below 0. Vectors that hold such a value, a subnormal or
// +Inf take the scalar path.
func Log(dst, x []float64) { logSlice(dst, match(dst, x)) }

// Log32 sets dst[i] = ln(x[i]).
//
// Max error: 0.9 ULP.
// Valid range: as Log.
func Log32(dst, x []float32) { log32Slice(dst, match(dst, x)) }

// The normal numbers, for which the exponent arithmetic holds.
const (
	minNormal  = 0x1p-1022
	minNormalF = 0x1p-126
)

// log1 is ln(x): x = m * 2**k with m in [sqrt(1/2), sqrt(2)), see logCore.
func log1(x float64) float64 {
	if !(x >= minNormal && x <= math.MaxFloat64) {
		return logSpecial(x)
	}
	f, k := logSplit(x)
	return logCore(f, k)
}

// logSpecial handles what is not a positive normal number.
func logSpecial(x float64) float64 {
	switch {
	case x == 0:
		return math.Inf(-1)
	case x < 0:
		return math.NaN()
	case x < minNormal:
		f, k := logSplit(x * 0x1p54)
		return logCore(f, k-54)
	}
	return x // NaN and +Inf
}

// logSplit returns m-1, which is exact, and k.
func logSplit(x float64) (f, k float64) {
	t := math.Float64bits(x) + logBias
	k = math.Float64frombits(t>>52|exponentFloat) - exponentBias
	return math.Float64frombits(t&mantissaMask+sqrtHalfBits) - 1, k
}

// logCore is k*ln(2) + ln(1+f).
func logCore(f, k float64) float64 { return logSum(f, k, 0) }

// logSum is k*ln(2) + ln(1+f) + c for a small c. With s = f/(2+f), ln(1+f) = 2s + s**3*P(s*s), and 2s = f - s*f.
// The leading parts k*ln2Hi and f are added with their rounding error, so that only
// the last addition costs half a ULP.
func logSum(f, k, c float64) float64 {
	s := f / (f + 2)
	z := s * s
	half := float64(0.5 * f * f)
	low := math.FMA(s, math.FMA(z, poly7(&logP, z), half), float64(k*ln2Lo)+c)
	a := float64(k * ln2Hi)
	h := a + f
	return h + (((a - h) + f) - (half - low))
}

// log1f is log1 in float32 without FMA.
func log1f(x float32) float32 {
	switch {
	case x >= minNormalF && x <= math.MaxFloat32:
		return logCoreF(logSplitF(x))
	case x > 0 && x < minNormalF:
		f, k := logSplitF(x * 0x1p24)
		return logCoreF(f, k-24)
	}
	return float32(logSpecial(float64(x)))
}

func logSplitF(x float32) (f, k float32) {
	t := math.Float32bits(x) + logBiasF
	k = math.Float32frombits(t>>23|exponentFloatF) - exponentBiasF
	return math.Float32frombits(t&mantissaMaskF+sqrtHalfBitsF) - 1, k
}

func logCoreF(f, k float32) float32 {
	s := f / (f + 2)
	z := float32(s * s)
	half := float32(float32(0.5*f) * f)
	low := float32(s*(half+float32(z*poly4f(&logP32, z)))) + float32(k*ln2LoF)
	a := float32(k * ln2HiF)
	h := a + f
	return h + (((a - h) + f) - (half - low))
}
