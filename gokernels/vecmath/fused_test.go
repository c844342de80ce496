package vecmath_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"gokernels/gokernels/internal/check"
	"gokernels/gokernels/vecmath"
)

func TestAxpbyRoundsEachOperation(t *testing.T) {
	x, y := check.Random64(1, 1003, -1, 1), check.Random64(2, 1003, -1, 1)
	got := make([]float64, len(x))
	vecmath.Axpby(got, 2.1, x, 3.2, y)
	for i := range x {
		requireBits(t, float64(2.1*x[i])+float64(3.2*y[i]), got[i], x[i], y[i])
	}
	x32, y32, got32 := narrowed(x), narrowed(y), make([]float32, len(x))
	vecmath.Axpby32(got32, 2.1, x32, 3.2, y32)
	for i := range x {
		require.True(t, check.SameBits32(float32(2.1*x32[i])+float32(3.2*y32[i]), got32[i]), "%v %v", x32[i], y32[i])
	}
}

func TestExpAxpbyIsAxpbyThenExp(t *testing.T) {
	x, y := check.Random64(1, 5003, -100, 100), check.Random64(2, 5003, -100, 100)
	want, got := make([]float64, len(x)), make([]float64, len(x))
	vecmath.Axpby(want, 2.1, x, 3.2, y)
	vecmath.Exp(want, want)
	vecmath.ExpAxpby(got, 2.1, x, 3.2, y)
	x32, y32 := narrowed(x), narrowed(y)
	want32, got32 := make([]float32, len(x)), make([]float32, len(x))
	vecmath.Axpby32(want32, 2.1, x32, 3.2, y32)
	vecmath.Exp32(want32, want32)
	vecmath.ExpAxpby32(got32, 2.1, x32, 3.2, y32)
	for i := range x {
		requireBits(t, want[i], got[i], x[i], y[i])
		require.LessOrEqual(t, check.ExpAxpby(2.1, x[i], 3.2, y[i]).Err64(got[i]), 1.0)
		require.True(t, check.SameBits32(want32[i], got32[i]), "%v %v", x32[i], y32[i])
	}
}

// gaussianBound is what the comment of Gaussian promises.
func gaussianBound(mean, width, x float64) float64 {
	d := (x - mean) / width
	return 4 + 3*d*d
}

func TestGaussianAccuracy(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	n := 50000
	m, w, got := make([]float64, n), make([]float64, n), make([]float64, n)
	for i := range m {
		m[i], w[i] = 4*r.Float64()-2, math.Exp2(8*r.Float64()-6)
	}
	const at, scale = 0.4, 0.3989422804014327
	vecmath.Gaussian(got, m, w, at, scale)
	worst := 0.0
	for i := range m {
		e := check.Gaussian(m[i], w[i], at, scale).Err64(got[i])
		if got[i] > 0x1p-1022 { // a subnormal result has fewer bits to lose
			worst = max(worst, e/gaussianBound(m[i], w[i], at))
		}
		require.LessOrEqual(t, e, gaussianBound(m[i], w[i], at), "mean %v width %v: %v", m[i], w[i], got[i])
	}
	t.Logf("largest error %.2f of the bound", worst)
}

func TestGaussian32Accuracy(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 2))
	n := 50000
	m, w, got := make([]float32, n), make([]float32, n), make([]float32, n)
	for i := range m {
		m[i], w[i] = 4*r.Float32()-2, float32(math.Exp2(6*r.Float64()-4))
	}
	vecmath.Gaussian32(got, m, w, 0.4, 0.25)
	for i := range m {
		mean, width, at := float64(m[i]), float64(w[i]), float64(float32(0.4))
		e := check.Gaussian(mean, width, at, 0.25).Err32(got[i])
		require.LessOrEqual(t, e, gaussianBound(mean, width, at), "mean %v width %v: %v", m[i], w[i], got[i])
	}
}

// Widths whose reciprocal overflows, zero widths and infinities follow the formula as written.
func TestGaussianExtremes(t *testing.T) {
	naive := func(mean, width, x, scale float64) float64 {
		d := (x - mean) / width
		return math.Exp(-0.5*d*d) / width * scale
	}
	for _, c := range [][2]float64{
		{0.4, 1e-310}, {0.5, 1e-310}, {0.4, 0}, {0.5, 0}, {0.4, -tiny}, {0.4, inf}, {inf, 1}, {0.4, nan}, {nan, 1}, {inf, inf}, {0.4, 1e308},
	} {
		bothTwins(func() {
			m, w, got := []float64{0.3, c[0], 0.3, 0.3, c[0]}, []float64{1, c[1], 1, 1, c[1]}, make([]float64, 5)
			vecmath.Gaussian(got, m, w, 0.4, 2)
			requireBits(t, naive(c[0], c[1], 0.4, 2), got[1], c)
			requireBits(t, got[1], got[4], c)
			requireBits(t, got[0], got[2], c)
		})
	}
}

func TestGaussian32Extremes(t *testing.T) {
	for _, c := range [][3]float64{{0.5, 1e-40, inf}, {0.25, 1e-40, 0}, {0.5, 0, nan}, {0.5, inf, 0}, {inf, 1, 0}, {nan, 1, nan}} {
		bothTwins(func() {
			m, w := make([]float32, 9), make([]float32, 9)
			for i := range m {
				m[i], w[i] = float32(c[0]), float32(c[1])
			}
			got := make([]float32, 9)
			vecmath.Gaussian32(got, m, w, 0.5, 2)
			for _, v := range got {
				require.True(t, check.SameBits32(float32(c[2]), v), "%v: %v", c, v)
			}
		})
	}
}

func TestScalarForms(t *testing.T) {
	x := spread(37, -3, 3)
	got, got32 := make([]float64, 37), make([]float32, 37)
	vecmath.AddScalar(got, x, 0.1)
	for i := range x {
		requireBits(t, x[i]+0.1, got[i])
	}
	vecmath.MulScalar(got, x, -0.3)
	for i := range x {
		requireBits(t, x[i]*-0.3, got[i])
	}
	x32 := narrowed(x)
	vecmath.AddScalar32(got32, x32, 0.1)
	for i := range x {
		require.Equal(t, x32[i]+0.1, got32[i])
	}
	vecmath.MulScalar32(got32, x32, -0.3)
	for i := range x {
		require.Equal(t, x32[i]*-0.3, got32[i])
	}
}
