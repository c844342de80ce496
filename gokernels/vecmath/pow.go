package vecmath

import "math"

// Pow sets dst[i] = x[i]**y[i].
//
// Max error: 0.8 ULP.
// Valid range: all x and y, special cases as C99: 1 for y = 0 and for x = 1 even with a NaN, NaN for a
// negative x with a y that is no integer. Vectors with a zero, subnormal, infinite or NaN element, or
// with a result that is not normal, take the scalar path.
func Pow(dst, x, y []float64) { powSlice(dst, match(dst, x), match(dst, y)) }

// Pow32 sets dst[i] = x[i]**y[i], computed in float64.
//
// Max error: 0.51 ULP.
// Valid range: as Pow.
func Pow32(dst, x, y []float32) { pow32Slice(dst, match(dst, x), match(dst, y)) }

// powLimit keeps 2**k in expPair normal; beyond, powEdge decides.
const powLimit = 708

// pow1 is e**(y*ln|x|), the logarithm and the product in two parts, with the sign of an odd power.
func pow1(x, y float64) float64 {
	a := math.Abs(x)
	if !(a >= minNormal && a <= math.MaxFloat64) || x < 0 && y != math.RoundToEven(y) {
		return powSpecial(x, y)
	}
	p := product2(y, logPair(logSplit(a)))
	if !(math.Abs(p.hi) <= powLimit) {
		return powEdge(x, y, p)
	}
	v := expPair(p, 0)
	if x < 0 && isOdd(y) {
		v = -v
	}
	return v
}

// isOdd is for integers y.
func isOdd(y float64) bool { return y*0.5 != math.RoundToEven(y*0.5) }

// product2 is y*l in two parts.
func product2(y float64, l twoSum) twoSum {
	h := float64(y * l.hi)
	return twoSum{h, math.FMA(y, l.lo, math.FMA(y, l.hi, -h))}
}

// logPair is k*ln 2 + ln(1+f) to about 65 bits. s = f/(2+f) has two parts, and so has the leading
// 2/3 of the series ln(1+f) = 2s + s**3*(2/3 + z*T(z)), z = s*s; T itself is small.
func logPair(f, k float64) twoSum {
	d := f + 2
	dl := (2 - d) + f
	inverse := 1 / d
	s := f * inverse
	sl := inverse * math.FMA(-s, dl, math.FMA(-s, d, f))
	z := s * s
	zl := math.FMA(2*s, sl, math.FMA(s, s, -z))
	w := float64(z * poly8(&logT, z))
	u := 2.0/3 + w
	ul := ((2.0/3 - u) + w) + twoThirdsLo
	v := float64(z * u)
	vl := math.FMA(z, u, -v) + math.FMA(z, ul, zl*u)
	t := float64(s * v)
	tl := math.FMA(s, v, -t) + math.FMA(s, vl, sl*v)
	h := 2*s + t
	l := ((2*s - h) + t) + math.FMA(2, sl, tl)
	a := float64(k * ln2Hi)
	sum := a + h
	return twoSum{sum, ((a - sum) + h) + math.FMA(k, ln2Lo, l)}
}

// expPair is e**p * 2**shift, both parts of p in the reduced argument and in 1 + r.
func expPair(p twoSum, shift int) float64 {
	k := math.FMA(p.hi, log2E, expShift)
	kf := k - expShift
	t := math.FMA(kf, -ln2Hi, p.hi)
	tl := math.FMA(kf, -ln2Lo, p.lo)
	r := t + tl
	rl := (t - r) + tl
	e := math.FMA(poly11(&expQ, r), r*r, rl)
	h := 1 + r
	return scale2(h+(((1-h)+r)+e), math.Float64bits(k)+uint64(shift))
}

// powEdge has a finite |x| and a product p beyond the fast range: a result that is subnormal,
// zero, huge or infinite, or a y that is not finite.
func powEdge(x, y float64, p twoSum) float64 {
	var v float64
	switch {
	case y != y && x != 1, p.hi != p.hi && math.Abs(x) != 1:
		return math.NaN()
	case math.Abs(x) == 1: // and y infinite
		return 1
	case p.hi > expMax:
		v = math.Inf(1)
	case p.hi < expMin:
		v = 0
	default:
		v = expPair(p, 0)
	}
	if x < 0 && !math.IsInf(y, 0) && isOdd(y) {
		v = -v
	}
	return v
}

// powSpecial has an x that is zero, subnormal, infinite, NaN or negative with y no integer.
func powSpecial(x, y float64) float64 {
	a := math.Abs(x)
	switch {
	case y == 0:
		return 1
	case x != x || y != y:
		return math.NaN()
	case a > 0 && a < minNormal && (x > 0 || y == math.RoundToEven(y)):
		return powSubnormal(x, y)
	case a > 0 && a <= math.MaxFloat64: // a negative x, y no integer
		return math.NaN()
	}
	v := math.Inf(1)
	if (a == 0) == (y > 0) {
		v = 0
	}
	if math.Signbit(x) && !math.IsInf(y, 0) && y == math.RoundToEven(y) && isOdd(y) {
		v = -v
	}
	return v
}

func powSubnormal(x, y float64) float64 {
	f, k := logSplit(math.Abs(x) * 0x1p54)
	return powEdge(x, y, product2(y, logPair(f, k-54)))
}

// pow1f is pow1 in float64 without low parts; what is not plain goes through pow1.
func pow1f(x, y float32) float32 {
	a, b := math.Abs(float64(x)), float64(y)
	if !(a >= minNormalF && a <= math.MaxFloat32) || x < 0 && b != math.RoundToEven(b) {
		return float32(pow1(float64(x), b))
	}
	p := float64(b * logWide(logSplit(a)))
	if !(math.Abs(p) <= powLimit32) {
		return float32(pow1(float64(x), b))
	}
	v := expWide(p)
	if x < 0 && isOdd(b) {
		v = -v
	}
	return float32(v)
}

// powLimit32 covers every float32 result, subnormal ones too.
const powLimit32 = 110

// logWide is logCore with a shorter polynomial.
func logWide(f, k float64) float64 {
	s := f / (f + 2)
	z := s * s
	return math.FMA(k, ln2Full, math.FMA(float64(s*z), poly5(&logP32Wide, z), 2*s))
}

// expWide is e**p for |p| <= powLimit32 with a shorter polynomial.
func expWide(p float64) float64 {
	k := math.FMA(p, log2E, roundShift)
	r := math.FMA(k-roundShift, -ln2Full, p)
	v := 1 + math.FMA(poly7(&expQ32Wide, r), r*r, r)
	return v * math.Float64frombits(math.Float64bits(k)<<52+oneBits)
}
