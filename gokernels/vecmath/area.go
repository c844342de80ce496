package vecmath

import "math"

// Asinh sets dst[i] = asinh(x[i]).
//
// Max error: 0.8 ULP.
// Valid range: all x.
func Asinh(dst, x []float64) { applyCore1(dst, match(dst, x), asinh1) }

// Asinh32 sets dst[i] = asinh(x[i]), computed in float64.
//
// Max error: 0.51 ULP.
// Valid range: all x.
func Asinh32(dst, x []float32) { narrow32(dst, match(dst, x), asinh1) }

// Acosh sets dst[i] = acosh(x[i]).
//
// Max error: 0.8 ULP.
// Valid range: from 1 on; NaN below.
func Acosh(dst, x []float64) { applyCore1(dst, match(dst, x), acosh1) }

// Acosh32 sets dst[i] = acosh(x[i]), computed in float64.
//
// Max error: 0.51 ULP.
// Valid range: as Acosh.
func Acosh32(dst, x []float32) { narrow32(dst, match(dst, x), acosh1) }

// Atanh sets dst[i] = atanh(x[i]).
//
// Max error: 0.8 ULP.
// Valid range: [-1, 1], infinite at both; NaN outside.
func Atanh(dst, x []float64) { applyCore1(dst, match(dst, x), atanh1) }

// Atanh32 sets dst[i] = atanh(x[i]), computed in float64.
//
// Max error: 0.51 ULP.
// Valid range: as Atanh.
func Atanh32(dst, x []float32) { narrow32(dst, match(dst, x), atanh1) }

// areaMost keeps squares and their products finite; beyond, asinh and acosh are ln(2x).
const areaMost = 0x1p500

// asinh1 is ln(1+u) with u = a + a*a/(1+sqrt(1+a*a)).
func asinh1(x float64) float64 {
	a := math.Abs(x)
	if !(a <= areaMost) {
		return math.Copysign(logTwice(a), x)
	}
	square := product(a, a)
	u := twoSum{a, 0}.plus(quotient(square, onePlus(rootPair(onePlus(square)))))
	return math.Copysign(log1pPair(u), x)
}

// acosh1 is ln(1+u) with u = x-1 + sqrt(x*x-1).
func acosh1(x float64) float64 {
	if !(x >= 1 && x <= areaMost) {
		return acoshEdge(x)
	}
	square := product(x, x)
	w := exactSum(square.hi, -1)
	return log1pPair(rootPair(twoSum{w.hi, w.lo + square.lo}).plus(exactSum(x, -1)))
}

func acoshEdge(x float64) float64 {
	if x < 1 {
		return math.NaN()
	}
	return logTwice(x)
}

// atanh1 is half of ln(1+u) with u = 2a/(1-a).
func atanh1(x float64) float64 {
	a := math.Abs(x)
	if a >= 1 {
		return atanhEdge(a, x)
	}
	return math.Copysign(0.5*log1pPair(quotient(twoSum{2 * a, 0}, exactSum(1, -a))), x)
}

func atanhEdge(a, x float64) float64 {
	if a > 1 {
		return math.NaN()
	}
	return math.Copysign(math.Inf(1), x)
}

// logTwice is ln(2x) for a large x, +Inf or NaN.
func logTwice(x float64) float64 {
	if !(x <= math.MaxFloat64) {
		return x
	}
	f, k := logSplit(x)
	return logCore(f, k+1)
}

// rootPair is the square root of a sum in two parts; 0 of 0.
func rootPair(w twoSum) twoSum {
	r := math.Sqrt(w.hi)
	return twoSum{r, (math.FMA(-r, r, w.hi) + w.lo) / max(2*r, minNormal)}
}
