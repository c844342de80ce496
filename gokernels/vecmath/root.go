package vecmath

import "math"

// Cbrt sets dst[i] to the cube root of x[i].
//
// Max error: 0.51 ULP.
// Valid range: all x.
func Cbrt(dst, x []float64) { applyCore1(dst, match(dst, x), cbrt1) }

// Cbrt32 sets dst[i] to the cube root of x[i], computed in float64.
//
// Max error: 0.51 ULP.
// Valid range: all x.
func Cbrt32(dst, x []float32) { narrow32(dst, match(dst, x), cbrt1) }

// Hypot sets dst[i] = sqrt(x[i]*x[i] + y[i]*y[i]) without overflow or underflow on the way.
//
// Max error: 0.51 ULP.
// Valid range: all x and y; +Inf if either is infinite, even with a NaN.
func Hypot(dst, x, y []float64) { applyCore2(dst, match(dst, x), match(dst, y), hypot1) }

// Hypot32 sets dst[i] = sqrt(x[i]*x[i] + y[i]*y[i]), computed in float64.
//
// Max error: 0.51 ULP.
// Valid range: as Hypot.
func Hypot32(dst, x, y []float32) { narrow32Pair(dst, match(dst, x), match(dst, y), hypotWide) }

// hypotWide is for float32 arguments, whose squares float64 has room for.
func hypotWide(x, y float64) float64 {
	if math.IsInf(x, 0) || math.IsInf(y, 0) {
		return math.Inf(1)
	}
	return math.Sqrt(math.FMA(x, x, y*y))
}

// Within these limits the squares of hypot1 neither overflow nor lose bits to underflow.
const (
	hypotMost  = 0x1p500
	hypotLeast = 0x1p-450 // for the larger argument, unless it is zero
)

func hypot1(x, y float64) float64 {
	a := max(math.Abs(x), math.Abs(y))
	if !(a <= hypotMost) || a < hypotLeast && a != 0 {
		return hypotEdge(x, y)
	}
	return hypotPlain(x, y)
}

// hypotPlain corrects the root of the rounded sum of squares by the rounding errors of all three.
func hypotPlain(x, y float64) float64 {
	p, q := product(x, x), product(y, y)
	s := exactSum(p.hi, q.hi)
	r := math.Sqrt(s.hi)
	return r + (math.FMA(-r, r, s.hi)+(s.lo+(p.lo+q.lo)))/max(2*r, minNormal) // 0 for two zeros
}

// hypotEdge scales what hypot1 cannot take.
func hypotEdge(x, y float64) float64 {
	switch {
	case math.IsInf(x, 0) || math.IsInf(y, 0):
		return math.Inf(1)
	case x != x || y != y:
		return math.NaN()
	}
	if max(math.Abs(x), math.Abs(y)) > 1 {
		return hypotPlain(x*0x1p-600, y*0x1p-600) * 0x1p600
	}
	return hypotPlain(x*0x1p600, y*0x1p600) * 0x1p-600
}

// cbrtLeast keeps the rest in cbrt1, 45 bits below a, from underflow.
const cbrtLeast = 0x1p-960

// cbrt1 is a*y*y with y = a**(-1/3), and one step of Newton's method in two parts.
func cbrt1(x float64) float64 {
	a := math.Abs(x)
	switch {
	case a < cbrtLeast && a != 0:
		return cbrt1(x*0x1p120) * 0x1p-40
	case !(a <= math.MaxFloat64):
		return x
	}
	y := inverseCbrt(a)
	t := float64(float64(a*y) * y)
	s := product(t, t)
	rest := math.FMA(-s.lo, t, math.FMA(-s.hi, t, a)) // a - t*t*t
	return math.Copysign(math.FMA(float64(rest*(1.0/3)), float64(y*y), t), x)
}

// inverseCbrt is a**(-1/3) to 45 bits: a third of the bits, taken off a constant, is within 4% of it, and each step
// multiplies by the series of (1-e)**(-1/3), e = 1 - a*y**3.
func inverseCbrt(a float64) float64 {
	third := math.Float64bits(a) >> 32 * oneThird33 >> 33
	y := math.Float64frombits(inverseCbrtBits - third<<32)
	e := math.FMA(-float64(float64(a*y)*y), y, 1)
	y = math.FMA(float64(y*e), math.FMA(math.FMA(14.0/81, e, 2.0/9), e, 1.0/3), y)
	e = math.FMA(-float64(float64(a*y)*y), y, 1)
	return math.FMA(float64(y*e), math.FMA(2.0/9, e, 1.0/3), y)
}
