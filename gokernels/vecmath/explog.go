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
// Max error: 0.7 ULP.
// Valid range: all x; -Inf at 0, NaN below 0.
func Log2(dst, x []float64) { log2Slice(dst, match(dst, x)) }

// Log232 sets dst[i] = log2(x[i]), computed in float64.
//
// Max error: 0.51 ULP.
// Valid range: as Log2.
func Log232(dst, x []float32) { log2Slice32(dst, match(dst, x)) }

// Log10 sets dst[i] = log10(x[i]); powers of ten are exact.
//
// Max error: 0.7 ULP.
// Valid range: as Log2.
func Log10(dst, x []float64) { log10Slice(dst, match(dst, x)) }

// Log1032 sets dst[i] = log10(x[i]), computed in float64.
//
// Max error: 0.51 ULP.
// Valid range: as Log2.
func Log1032(dst, x []float32) { log10Slice32(dst, match(dst, x)) }

// Log1p sets dst[i] = ln(1+x[i]).
//
// Max error: 0.9 ULP.
// Valid range: all x; -Inf at -1, NaN below -1.
func Log1p(dst, x []float64) { applyCore1(dst, match(dst, x), log1p1) }

// Log1p32 sets dst[i] = ln(1+x[i]), computed in float64.
//
// Max error: 0.51 ULP.
// Valid range: as Log1p.
func Log1p32(dst, x []float32) { narrow32(dst, match(dst, x), log1p1) }

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

// The arguments for which expm1Pair holds; below, e**x - 1 is -1 as at the limit.
const (
	expm1Min = -40
	expm1Max = 700
)

// expm11 gives the result the sign of x, for the sake of -0.
func expm11(x float64) float64 {
	if !(x <= expm1Max) {
		return expm1Large(x)
	}
	m := expm1Pair(max(x, expm1Min))
	return math.Float64frombits(math.Float64bits(m.hi+m.lo) | math.Float64bits(x)&signBit)
}

// expm1Large has an x that is NaN or so large that the 1 does not matter.
func expm1Large(x float64) float64 {
	if x > expMax {
		return math.Inf(1)
	}
	return expPair(twoSum{x, 0}, 0)
}

// expm11f is expm11 without the low parts.
func expm11f(x float32) float32 {
	w := float64(x)
	if !(w <= expm1Max) {
		return float32(math.Inf(1)) + x // NaN stays NaN
	}
	w = max(w, expm1Min)
	k := math.FMA(w, log2E, roundShift)
	r := math.FMA(k-roundShift, -ln2Full, w)
	t := math.FMA(poly7(&expQ32Wide, r), r*r, r)
	s := math.Float64frombits(math.Float64bits(k)<<52 + oneBits)
	m := math.FMA(s, t, s-1)
	return float32(math.Float64frombits(math.Float64bits(m) | math.Float64bits(w)&signBit))
}

func log21(x float64) float64 { return logTimes(x, twoSum{log2E, log2ELo}, twoSum{1, 0}) }

func log101(x float64) float64 {
	return logTimes(x, twoSum{log10E, log10ELo}, twoSum{log10Of2Hi, log10Of2Lo})
}

// logTimes is a logarithm to the base with the logarithms e and two of these numbers.
func logTimes(x float64, e, two twoSum) float64 {
	if !(x > 0 && x <= math.MaxFloat64) {
		return logSpecial(x)
	}
	scale := 0.0
	if x < minNormal {
		x, scale = x*0x1p54, 54
	}
	f, k := logSplit(x)
	return logScaled(f, k-scale, e, two)
}

// logScaled is k*two + ln(1+f)*e: the logarithm, as logSum has it, and the product are in two parts.
func logScaled(f, k float64, e, two twoSum) float64 {
	s := f / (f + 2)
	z := s * s
	h := float64(0.5 * f)
	half := product(h, f)
	low := math.FMA(s, math.FMA(z, poly7(&logP, z), half.hi), -half.lo)
	l := fastSum(f, -half.hi)
	p := times(twoSum{l.hi, l.lo + low}, e)
	sum := fastSum(float64(k*two.hi), p.hi)
	return sum.hi + (sum.lo + math.FMA(k, two.lo, p.lo))
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

// log1pMax keeps 2**-k normal in log1p1; beyond, adding 1 changes nothing.
const log1pMax = 0x1p1000

// log1p1 gives the result the sign of x, for the sake of -0.
func log1p1(x float64) float64 {
	if !(x > -1 && x < log1pMax) {
		return log1pSpecial(x)
	}
	v := log1pPair(twoSum{x, 0})
	return math.Float64frombits(math.Float64bits(v) | math.Float64bits(x)&signBit)
}

// log1pPair is ln(1+u): k is that of the rounded sum, and of 2**-k*(1+u) - 1 = 2**-k*u + (2**-k - 1) both parts go into the
// logarithm, the second by its derivative.
func log1pPair(u twoSum) float64 {
	n := (math.Float64bits(1+u.hi) + logBias) >> 52
	k := math.Float64frombits(n|exponentFloat) - exponentBias
	s := math.Float64frombits((2*1023 - n) << 52)
	f := exactSum(float64(s*u.hi), s-1)
	return logSum(f.hi, k, math.FMA(s, u.lo, f.lo)/(f.hi+1))
}

// log1pSpecial handles what is not above -1, huge or NaN.
func log1pSpecial(x float64) float64 {
	switch {
	case x == -1:
		return math.Inf(-1)
	case x < -1:
		return math.NaN()
	}
	return log1(x)
}
