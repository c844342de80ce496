package vecmath

import "math"

// Tanh sets dst[i] = tanh(x[i]).
//
// Max error: 0.9 ULP.
// Valid range: all x; the sign of a zero is kept.
func Tanh(dst, x []float64) { tanhSlice(dst, match(dst, x)) }

// Tanh32 sets dst[i] = tanh(x[i]), computed in float64.
//
// Max error: 0.51 ULP.
// Valid range: as Tanh.
func Tanh32(dst, x []float32) { tanh32Slice(dst, match(dst, x)) }

// Sinh sets dst[i] = sinh(x[i]).
//
// Max error: 0.8 ULP.
// Valid range: all x; infinite above 710.47 in magnitude.
func Sinh(dst, x []float64) { applyCore1(dst, match(dst, x), sinh1) }

// Sinh32 sets dst[i] = sinh(x[i]), computed in float64.
//
// Max error: 0.51 ULP.
// Valid range: all x; infinite above 89.41 in magnitude.
func Sinh32(dst, x []float32) { narrow32(dst, match(dst, x), sinh1) }

// Cosh sets dst[i] = cosh(x[i]).
//
// Max error: 0.8 ULP.
// Valid range: all x; infinite above 710.47 in magnitude.
func Cosh(dst, x []float64) { applyCore1(dst, match(dst, x), cosh1) }

// Cosh32 sets dst[i] = cosh(x[i]), computed in float64.
//
// Max error: 0.51 ULP.
// Valid range: all x; infinite above 89.41 in magnitude.
func Cosh32(dst, x []float32) { narrow32(dst, match(dst, x), cosh1) }

// tanhLimit is where tanh is 1 to the last bit: 2|x| is cut off at twice that.
const tanhLimit = 22

// tanh1 is m/(m+2) with m = e**(2|x|) - 1 in two parts: the one quotient is corrected by
// its remainder, so that no error but the last rounding is left.
func tanh1(x float64) float64 {
	u := 2 * math.Abs(x)
	if u > 2*tanhLimit {
		u = 2 * tanhLimit
	}
	m := expm1Pair(u)
	d := m.hi + 2
	b := d - m.hi // Knuth's sum: either part may be the larger
	low := ((m.hi - (d - b)) + (2 - b)) + m.lo
	inverse := 1 / d
	q := m.hi * inverse
	rest := math.FMA(-q, d, m.hi) + math.FMA(-q, low, m.lo)
	q = math.FMA(rest, inverse, q)
	return math.Float64frombits(math.Float64bits(q) | math.Float64bits(x)&signBit)
}

// expm1Pair is e**u - 1 to about 60 bits, relatively, for 0 <= u < 700: with u = k*ln 2 + r and
// t = e**r - 1, both in two parts, 2**k*(1+t) - 1 = (2**k-1) + 2**k*t;
// the last term is what 2**k-1 loses from k = 54 on.
func expm1Pair(u float64) twoSum {
	k := math.FMA(u, log2E, roundShift)
	kf := k - roundShift
	r0 := math.FMA(kf, -ln2Hi, u)
	r := math.FMA(kf, -ln2Lo, r0)
	rl := math.FMA(kf, -ln2Lo, r0-r)
	q, r2 := poly11(&expQ, r), r*r
	t := math.FMA(q, r2, r)
	tl := math.FMA(q, r2, r-t) + math.FMA(rl, t, rl)
	s := math.Float64frombits(math.Float64bits(k)<<52 + oneBits)
	a := s - 1
	h := math.FMA(s, t, a)
	return twoSum{h, math.FMA(s, tl, math.FMA(s, t, a-h)) + ((s - a) - 1)}
}

const oneBits = 0x3FF << 52 // bits of 1.0

// tanh1f is tanh1 without the low parts.
func tanh1f(x float32) float32 {
	w := float64(x)
	u := 2 * math.Abs(w)
	if u > 2*tanhLimit {
		u = 2 * tanhLimit
	}
	k := math.FMA(u, log2E, roundShift)
	kf := k - roundShift
	r := math.FMA(kf, -ln2Full, u)
	t := math.FMA(poly7(&expQ32Wide, r), r*r, r)
	s := math.Float64frombits(math.Float64bits(k)<<52 + oneBits)
	m := math.FMA(s, t, s-1)
	q := m / (m + 2)
	return float32(math.Float64frombits(math.Float64bits(q) | math.Float64bits(w)&signBit))
}

// sinh1 is (m + m/(m+1))/2 with m = e**|x| - 1.
func sinh1(x float64) float64 {
	u := math.Abs(x)
	if !(u <= expm1Max) {
		return math.Copysign(halfExp(u), x)
	}
	m := expm1Pair(u)
	v := m.plus(quotient(m, onePlus(m)))
	return math.Copysign(0.5*v.value(), x)
}

// cosh1 is (e + 1/e)/2 with e = e**|x|.
func cosh1(x float64) float64 {
	u := math.Abs(x)
	if !(u <= expm1Max) {
		return halfExp(u)
	}
	e := onePlus(expm1Pair(u))
	return 0.5 * e.plus(quotient(twoSum{1, 0}, e)).value()
}

// onePlus is 1+m.
func onePlus(m twoSum) twoSum {
	e := exactSum(1, m.hi)
	return twoSum{e.hi, e.lo + m.lo}
}

// halfExp is e**u/2, also where e**u alone would overflow.
func halfExp(u float64) float64 {
	if u > expMax+1 || math.IsNaN(u) {
		return u * math.Inf(1)
	}
	return expPair(twoSum{u, 0}, -1)
}
