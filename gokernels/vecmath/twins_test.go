package vecmath_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"

	"gokernels/gokernels/internal/check"
	"gokernels/gokernels/vecmath"
)

// bothTwins runs f with SIMD, where there is any, and without. Tests that call it are not parallel.
func bothTwins(f func()) {
	was := vecmath.SetAccelerated(true)
	defer vecmath.SetAccelerated(was)
	f()
	vecmath.SetAccelerated(false)
	f()
}

// sameBits requires that f gives the same bits by both twins.
func sameBits(t *testing.T, n int, f func(dst []float64)) {
	t.Helper()
	var out [][]float64
	bothTwins(func() {
		dst := make([]float64, n)
		f(dst)
		out = append(out, dst)
	})
	for i := range out[0] {
		require.True(t, check.SameBits64(out[0][i], out[1][i]), "element %d: SIMD %v, pure %v", i, out[0][i], out[1][i])
	}
}

func sameBits32(t *testing.T, n int, f func(dst []float32)) {
	t.Helper()
	sameBits(t, n, func(dst []float64) {
		narrow := make([]float32, n)
		f(narrow)
		for i, v := range narrow {
			dst[i] = float64(v)
		}
	})
}

func TestTwinsGiveTheSameBits(t *testing.T) {
	for _, f := range unaryFunctions {
		t.Run(f.name, func(t *testing.T) {
			x := arguments(f.name, f.lo, f.hi)
			sameBits(t, len(x), func(dst []float64) { f.f64(dst, x) })
			x32 := append(narrowed(x), check.Random32(2, samples, float32(f.lo), float32(f.hi))...)
			sameBits32(t, len(x32), func(dst []float32) { f.f32(dst, x32) })
		})
	}
	for _, f := range binaryFunctions {
		t.Run(f.name, func(t *testing.T) {
			x, y := pairArguments(f.lo, f.hi, f.lo2, f.hi2)
			sameBits(t, len(x), func(dst []float64) { f.f64(dst, x, y) })
			x32, y32 := narrowed(x), narrowed(y)
			sameBits32(t, len(x32), func(dst []float32) { f.f32(dst, x32, y32) })
		})
	}
}

func TestFusedTwinsGiveTheSameBits(t *testing.T) {
	x, y := pairArguments(-2, 2, 0.1, 1)
	x32, y32 := narrowed(x), narrowed(y)
	for name, f := range map[string]func(dst []float64){
		"AddScalar": func(dst []float64) { vecmath.AddScalar(dst, x, 0.3) },
		"MulScalar": func(dst []float64) { vecmath.MulScalar(dst, x, 0.3) },
		"Axpby":     func(dst []float64) { vecmath.Axpby(dst, 2.1, x, -3.2, y) },
		"ExpAxpby":  func(dst []float64) { vecmath.ExpAxpby(dst, 2.1, x, -3.2, y) },
		"Gaussian":  func(dst []float64) { vecmath.Gaussian(dst, x, y, 0.4, 0.3) },
	} {
		t.Run(name, func(t *testing.T) { sameBits(t, len(x), f) })
	}
	for name, f := range map[string]func(dst []float32){
		"AddScalar32": func(dst []float32) { vecmath.AddScalar32(dst, x32, 0.3) },
		"MulScalar32": func(dst []float32) { vecmath.MulScalar32(dst, x32, 0.3) },
		"Axpby32":     func(dst []float32) { vecmath.Axpby32(dst, 2.1, x32, -3.2, y32) },
		"ExpAxpby32":  func(dst []float32) { vecmath.ExpAxpby32(dst, 2.1, x32, -3.2, y32) },
		"Gaussian32":  func(dst []float32) { vecmath.Gaussian32(dst, x32, y32, 0.4, 0.3) },
	} {
		t.Run(name, func(t *testing.T) { sameBits32(t, len(x32), f) })
	}
}

// Reductions of every length up to some blocks, and of extreme values.
func TestReductionTwinsGiveTheSameBits(t *testing.T) {
	x, y := check.Random64(6, 1600, -1, 1), check.Random64(7, 1600, 0.1, 1)
	for i := range x { // random bits would make every sum infinite or NaN
		x[i], y[i] = math.Mod(x[i], 1e3), math.Abs(math.Mod(y[i], 1e3))
		if math.IsNaN(x[i]) || math.IsNaN(y[i]) {
			x[i], y[i] = -0.25, 0.125
		}
	}
	x32, y32 := narrowed(x), narrowed(y)
	for n := 0; n <= len(x); n += 1 + n/40 {
		sameBits(t, 10, func(dst []float64) {
			dst[0], dst[1] = vecmath.Sum(x[:n]), vecmath.Dot(x[:n], y)
			dst[2], dst[3] = vecmath.SumWide32(x32[:n]), vecmath.DotWide32(x32[:n], y32)
			dst[4], dst[5] = vecmath.MinMax(x[:n])
			lo, hi := vecmath.MinMax32(x32[:n])
			dst[6], dst[7] = float64(lo), float64(hi)
			dst[8], dst[9] = float64(vecmath.Sum32(x32[:n])), float64(vecmath.Dot32(x32[:n], y32))
		})
	}
}
