package vecmath_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"gokernels/gokernels/internal/check"
	"gokernels/gokernels/vecmath"
)

const (
	guard64 = -12345.678
	guard32 = float32(-12345.678)
)

func convert[T float32 | float64](x []float64) []T {
	out := make([]T, len(x))
	for i, v := range x {
		out[i] = T(v)
	}
	return out
}

// sweep calls f for the lengths and alignments at which a kernel can go wrong, with guarded slices,
// and compares each element with a call of one element; then with dst the same slice as x.
func sweep[T float32 | float64](t *testing.T, lanes int, guard T, lo, hi, lo2, hi2 float64, f func(dst, x, y []T)) {
	for _, n := range check.Lengths(lanes) {
		for offset := range lanes {
			x := check.Guard(convert[T](spread(max(n, 1), lo, hi)[:n]), offset, guard)
			y := check.Guard(convert[T](spread(max(n, 1), lo2, hi2)[:n]), (offset+1)%lanes, guard)
			dst := check.Guard(make([]T, n), (offset*3+2)%lanes, guard)
			f(dst.Data, x.Data, y.Data)
			require.NoError(t, dst.Err())
			require.NoError(t, x.Unchanged())
			require.NoError(t, y.Unchanged())
			want := make([]T, n)
			for i := range want {
				f(want[i:i+1], x.Data[i:], y.Data[i:])
			}
			require.Equal(t, want, dst.Data, "length %d", n)
			f(x.Data, x.Data, y.Data)
			require.Equal(t, want, x.Data, "dst is x, length %d", n)
			require.NoError(t, x.Err())
		}
	}
}

func TestLengthsAndAlignments(t *testing.T) {
	for _, f := range unaryFunctions {
		lo := max(f.lo, -0.99) // no NaN: require.Equal tells them apart
		if f.name == "Log" || f.name == "Log2" || f.name == "Log10" || f.name == "Sqrt" {
			lo = 0.1
		}
		bothTwins(func() {
			sweep(t, 4, guard64, lo, f.hi, 0, 1, func(dst, x, _ []float64) { f.f64(dst, x) })
			sweep(t, 8, guard32, lo, f.hi, 0, 1, func(dst, x, _ []float32) { f.f32(dst, x) })
		})
	}
	for _, f := range binaryFunctions {
		bothTwins(func() {
			sweep(t, 4, guard64, f.lo, f.hi, f.lo2, f.hi2+0.01, f.f64)
			sweep(t, 8, guard32, f.lo, f.hi, f.lo2, f.hi2+0.01, f.f32)
		})
	}
}

func TestFusedLengthsAndAlignments(t *testing.T) {
	bothTwins(func() {
		sweep(t, 4, guard64, -1, 1, 0.1, 1, func(dst, x, y []float64) { vecmath.Axpby(dst, 2, x, 3, y) })
		sweep(t, 8, guard32, -1, 1, 0.1, 1, func(dst, x, y []float32) { vecmath.Axpby32(dst, 2, x, 3, y) })
		sweep(t, 4, guard64, -1, 1, 0.1, 1, func(dst, x, y []float64) { vecmath.ExpAxpby(dst, 2, x, 3, y) })
		sweep(t, 8, guard32, -1, 1, 0.1, 1, func(dst, x, y []float32) { vecmath.ExpAxpby32(dst, 2, x, 3, y) })
		sweep(t, 4, guard64, -1, 1, 0.1, 1, func(dst, x, y []float64) { vecmath.Gaussian(dst, x, y, 0.5, 2) })
		sweep(t, 8, guard32, -1, 1, 0.1, 1, func(dst, x, y []float32) { vecmath.Gaussian32(dst, x, y, 0.5, 2) })
		sweep(t, 4, guard64, -1, 1, 0.1, 1, func(dst, x, _ []float64) { vecmath.AddScalar(dst, x, 2) })
		sweep(t, 8, guard32, -1, 1, 0.1, 1, func(dst, x, _ []float32) { vecmath.MulScalar32(dst, x, 2) })
		sweep(t, 4, guard64, -1, 1, 0.1, 1, func(dst, x, _ []float64) { vecmath.MulScalar(dst, x, 2) })
		sweep(t, 8, guard32, -1, 1, 0.1, 1, func(dst, x, _ []float32) { vecmath.AddScalar32(dst, x, 2) })
	})
}

func TestLongerInputsAreCut(t *testing.T) {
	x := spread(100, 0, 1)
	for _, f := range unaryFunctions {
		dst := check.Guard(make([]float64, 10), 0, guard64)
		f.f64(dst.Data, x)
		require.NoError(t, dst.Err(), f.name)
	}
}

func TestShortInputsPanic(t *testing.T) {
	const message = "vecmath: an input has 3 elements, fewer than the 4 of dst"
	three, four := make([]float64, 3), make([]float64, 4)
	three32, four32 := make([]float32, 3), make([]float32, 4)
	for _, f := range unaryFunctions {
		require.PanicsWithValue(t, message, func() { f.f64(four, three) }, f.name)
		require.PanicsWithValue(t, message, func() { f.f32(four32, three32) }, f.name)
	}
	for _, f := range binaryFunctions {
		require.PanicsWithValue(t, message, func() { f.f64(four, three, four) }, f.name)
		require.PanicsWithValue(t, message, func() { f.f64(four, four, three) }, f.name)
		require.PanicsWithValue(t, message, func() { f.f32(four32, four32, three32) }, f.name)
	}
	for name, f := range map[string]func(){
		"Axpby":       func() { vecmath.Axpby(four, 1, four, 1, three) },
		"Axpby32":     func() { vecmath.Axpby32(four32, 1, three32, 1, four32) },
		"ExpAxpby":    func() { vecmath.ExpAxpby(four, 1, three, 1, four) },
		"ExpAxpby32":  func() { vecmath.ExpAxpby32(four32, 1, four32, 1, three32) },
		"Gaussian":    func() { vecmath.Gaussian(four, four, three, 1, 1) },
		"Gaussian32":  func() { vecmath.Gaussian32(four32, three32, four32, 1, 1) },
		"Dot":         func() { vecmath.Dot(four, three) },
		"DotWide32":   func() { vecmath.DotWide32(four32, three32) },
		"AddScalar":   func() { vecmath.AddScalar(four, three, 1) },
		"MulScalar32": func() { vecmath.MulScalar32(four32, three32, 1) },
	} {
		require.PanicsWithValue(t, message, f, name)
	}
}
