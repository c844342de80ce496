package vecmath

import "math"

// Polynomials by Estrin's scheme: pairs c0+c1*z first, then pairs of pairs, which needs a third
// of the time of Horner's chain. poly_simd.go has the same functions on vectors.

func poly4(c *[4]float64, z float64) float64 {
	z2 := z * z
	return math.FMA(math.FMA(c[3], z, c[2]), z2, math.FMA(c[1], z, c[0]))
}

func poly5(c *[5]float64, z float64) float64 {
	z2 := z * z
	a := math.FMA(math.FMA(c[3], z, c[2]), z2, math.FMA(c[1], z, c[0]))
	return math.FMA(c[4], z2*z2, a)
}

func poly6(c *[6]float64, z float64) float64 {
	z2 := z * z
	a := math.FMA(math.FMA(c[3], z, c[2]), z2, math.FMA(c[1], z, c[0]))
	return math.FMA(math.FMA(c[5], z, c[4]), z2*z2, a)
}

func poly7(c *[7]float64, z float64) float64 {
	z2 := z * z
	a := math.FMA(math.FMA(c[3], z, c[2]), z2, math.FMA(c[1], z, c[0]))
	b := math.FMA(c[6], z2, math.FMA(c[5], z, c[4]))
	return math.FMA(b, z2*z2, a)
}

func poly8(c *[8]float64, z float64) float64 {
	z2 := z * z
	a := math.FMA(math.FMA(c[3], z, c[2]), z2, math.FMA(c[1], z, c[0]))
	b := math.FMA(math.FMA(c[7], z, c[6]), z2, math.FMA(c[5], z, c[4]))
	return math.FMA(b, z2*z2, a)
}

func poly11(c *[11]float64, z float64) float64 {
	z2 := z * z
	z4 := z2 * z2
	a := math.FMA(math.FMA(c[3], z, c[2]), z2, math.FMA(c[1], z, c[0]))
	b := math.FMA(math.FMA(c[7], z, c[6]), z2, math.FMA(c[5], z, c[4]))
	t := math.FMA(c[10], z2, math.FMA(c[9], z, c[8]))
	return math.FMA(math.FMA(t, z4, b), z4, a)
}

// quad is the part of four coefficients, from c[i] on.
func quad(c []float64, i int, z, z2 float64) float64 {
	c = c[i : i+4]
	return math.FMA(math.FMA(c[3], z, c[2]), z2, math.FMA(c[1], z, c[0]))
}

// The next three are for the functions without a SIMD twin.

func poly12(c *[12]float64, z float64) float64 {
	z2 := z * z
	z4 := z2 * z2
	return math.FMA(math.FMA(quad(c[:], 8, z, z2), z4, quad(c[:], 4, z, z2)), z4, quad(c[:], 0, z, z2))
}

func poly13(c *[13]float64, z float64) float64 {
	z2 := z * z
	z4 := z2 * z2
	a := math.FMA(quad(c[:], 4, z, z2), z4, quad(c[:], 0, z, z2))
	return math.FMA(math.FMA(c[12], z4, quad(c[:], 8, z, z2)), z4*z4, a)
}

func poly19(c *[19]float64, z float64) float64 {
	z2 := z * z
	z4 := z2 * z2
	z8 := z4 * z4
	a := math.FMA(quad(c[:], 4, z, z2), z4, quad(c[:], 0, z, z2))
	b := math.FMA(quad(c[:], 12, z, z2), z4, quad(c[:], 8, z, z2))
	t := math.FMA(c[18], z2, math.FMA(c[17], z, c[16]))
	return math.FMA(math.FMA(t, z8, b), z8, a)
}

// poly4f and poly6f stay without FMA: Go has none for float32, and the pure twin must
// give the same bits.
func poly4f(c *[4]float32, z float32) float32 {
	a := float32(c[1]*z) + c[0]
	b := float32(c[3]*z) + c[2]
	return float32(b*float32(z*z)) + a
}

func poly6f(c *[6]float32, z float32) float32 {
	z2 := float32(z * z)
	a := float32(c[1]*z) + c[0]
	b := float32(c[3]*z) + c[2]
	t := float32(c[5]*z) + c[4]
	b = float32(t*z2) + b
	return float32(b*z2) + a
}
