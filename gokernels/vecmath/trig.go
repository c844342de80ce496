package vecmath

import "math"

// Sin sets dst[i] = sin(x[i]).
//
// Max error: 0.9 ULP.
// Valid range: all x, however large; NaN at the infinities. Vectors with an element above
// 2**30 in magnitude take the scalar path.
func Sin(dst, x []float64) { sinSlice(dst, match(dst, x)) }

// Sin32 sets dst[i] = sin(x[i]), computed in float64.
//
// Max error: 0.51 ULP.
// Valid range: as Sin.
func Sin32(dst, x []float32) { sin32Slice(dst, match(dst, x)) }

// Cos sets dst[i] = cos(x[i]).
//
// Max error: 0.9 ULP.
// Valid range: as Sin.
func Cos(dst, x []float64) { cosSlice(dst, match(dst, x)) }

// Cos32 sets dst[i] = cos(x[i]), computed in float64.
//
// Max error: 0.51 ULP.
// Valid range: as Sin.
func Cos32(dst, x []float32) { cos32Slice(dst, match(dst, x)) }

// Tan sets dst[i] = tan(x[i]).
//
// Max error: 1 ULP.
// Valid range: as Sin.
func Tan(dst, x []float64) { applyCore1(dst, match(dst, x), tan1) }

// Tan32 sets dst[i] = tan(x[i]), computed in float64.
//
// Max error: 0.51 ULP.
// Valid range: as Sin.
func Tan32(dst, x []float32) { narrow32(dst, match(dst, x), tan1) }

const signBit = 1 << 63

// sin1 is sin(x) = sign(x) * sin(|x|); the sign apart keeps sin(-0) = -0.
func sin1(x float64) float64 {
	r, n := reduceQuarter(math.Abs(x))
	return turned(r, n, math.Float64bits(x)&signBit)
}

// cos1 is cos(x) = sin(|x| + pi/2).
func cos1(x float64) float64 {
	r, n := reduceQuarter(math.Abs(x))
	return turned(r, n+1, 0)
}

// turned is sin(r + n*pi/2) with sign turned over: odd n take the cosine, and 2 and 3 are negative.
func turned(r twoSum, n, sign uint64) float64 {
	var v float64
	if n&1 == 0 {
		e := sinLow(r)
		v = r.hi + e
	} else {
		w, e := cosLow(r)
		v = w + e
	}
	return math.Float64frombits(math.Float64bits(v) ^ sign ^ n&2<<62)
}

// sinLow is sin(r) - r.hi: r.lo*cos(r) + r**3*S(r*r).
func sinLow(r twoSum) float64 {
	z := r.hi * r.hi
	return math.FMA(float64(r.hi*z), poly6(&sinS, z), r.lo*math.FMA(z, -0.5, 1))
}

// cosLow splits cos(r) in w = 1 - r*r/2, rounded, and the rest.
func cosLow(r twoSum) (w, e float64) {
	z := float64(r.hi * r.hi)
	half := float64(0.5 * z)
	w = 1 - half
	return w, math.FMA(z*z, poly6(&cosC, z), math.FMA(-r.hi, r.lo, (1-w)-half))
}

// tan1 is sin/cos with both in two parts, and one correction of the quotient.
func tan1(x float64) float64 {
	r, n := reduceQuarter(math.Abs(x))
	s := fastSum(r.hi, sinLow(r))
	c := fastSum(cosLow(r))
	if n&1 == 1 {
		s, c = twoSum{-c.hi, -c.lo}, s
	}
	q := quotient(s, c)
	return math.Copysign(1, x) * (q.hi + q.lo)
}

// sin1f and cos1f need no r.lo: float64 has bits to spare.
func sin1f(x float32) float32 {
	r, n := reduceQuarterF(math.Abs(float64(x)))
	return turnedF(r, n, math.Float64bits(float64(x))&signBit)
}

func cos1f(x float32) float32 {
	r, n := reduceQuarterF(math.Abs(float64(x)))
	return turnedF(r, n+1, 0)
}

func turnedF(r float64, n, sign uint64) float32 {
	z := r * r
	var v float64
	if n&1 == 0 {
		v = math.FMA(float64(r*z), poly4(&sinS32, z), r)
	} else {
		v = math.FMA(z*z, poly4(&cosC32, z), math.FMA(z, -0.5, 1))
	}
	return float32(math.Float64frombits(math.Float64bits(v) ^ sign ^ n&2<<62))
}
