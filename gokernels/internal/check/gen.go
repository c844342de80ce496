package check

import (
	"math"
	"math/rand/v2"
)

// Specials64 lists the values at which elementary functions change their behaviour: signed zeros
// and infinities, NaN, subnormals, format limits, powers of two, neighbours of 1, the overflow and
// underflow edges of exp, and the float64s next to small multiples of pi/2; each with both signs.
func Specials64() []float64 {
	base := []float64{
		0, math.Inf(1), math.SmallestNonzeroFloat64, 0x1p-1070, 0x1.fffffffffffffp-1023, 0x1p-1022, 0x1p-1021,
		1e-300, 0x1p-500, 0x1p-60, 0x1p-54, 0x1p-53, 0x1p-28, 1e-5, 0.1, 0.25, 0.35, 0.5, 0.6, math.Ln2, math.Ln2 / 2,
		math.Sqrt2 / 2, 1, math.Sqrt2, 1.5, 2, math.E, 3, 10, 19.06, 22, 44.5, 88.7, 88.8, 103.9, 104, 127.5, 128, 149, 150,
		700, 708.3, 708.4, 709.78, 709.79, 745.1, 745.2, 746, 1023.5, 1024, 1074, 1075, 1e5, 0x1p23, 0x1p24, 0x1p30, 0x1p31,
		0x1p52, 0x1p53, 0x1p63, 1e18, 1e22, 6381956970095103 * 0x1p797, 1e300, math.MaxFloat32, math.MaxFloat64,
	}
	for k := 1; k <= 40; k++ {
		base = append(base, float64(k)*(math.Pi/4))
	}
	out := []float64{math.NaN()}
	for _, v := range base {
		for _, n := range []float64{v, math.Nextafter(v, math.Inf(1)), math.Nextafter(v, math.Inf(-1))} {
			out = append(out, n, -n)
		}
	}
	return out
}

// Specials32 rounds Specials64 and adds the limits of float32.
func Specials32() []float32 {
	var out []float32
	for _, v := range Specials64() {
		f := float32(v)
		up := float32(math.Inf(1))
		out = append(out, f, math.Nextafter32(f, up), math.Nextafter32(f, -up))
	}
	for _, v := range []float32{math.SmallestNonzeroFloat32, 0x1p-140, 0x1.fffffep-127, 0x1p-126, 0x1p-24, 0x1p-12} {
		out = append(out, v, -v)
	}
	return out
}

// Random64 returns n float64s: half of them random bit patterns, half of them uniform in
// [lo, hi], where a function is interesting. The seed makes a failure repeatable.
func Random64(seed uint64, n int, lo, hi float64) []float64 {
	r := rand.New(rand.NewPCG(seed, 1))
	out := make([]float64, n)
	for i := range out {
		if i%2 == 0 {
			out[i] = math.Float64frombits(r.Uint64())
		} else {
			out[i] = lo + (hi-lo)*r.Float64()
		}
	}
	return out
}

// Random32 returns n float32s as Random64 does.
func Random32(seed uint64, n int, lo, hi float32) []float32 {
	r := rand.New(rand.NewPCG(seed, 2))
	out := make([]float32, n)
	for i := range out {
		if i%2 == 0 {
			out[i] = math.Float32frombits(r.Uint32())
		} else {
			out[i] = lo + (hi-lo)*r.Float32()
		}
	}
	return out
}

// Lengths returns 0 to four vectors and one element, the lengths at which a kernel with
// vectors of lanes elements can go wrong.
func Lengths(lanes int) []int {
	out := make([]int, 4*lanes+2)
	for i := range out {
		out[i] = i
	}
	return out
}
