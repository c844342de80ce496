package vecmath_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"

	"gokernels/gokernels/internal/check"
	"gokernels/gokernels/vecmath"
)

var (
	inf      = math.Inf(1)
	nan      = math.NaN()
	negZero  = math.Copysign(0, -1)
	tiny     = math.SmallestNonzeroFloat64
	smallest = 0x1p-1022
)

// specialCases are those of C99, Annex F.9, as pairs of argument and result; signs of zeros count.
var specialCases = map[string][][2]float64{
	"Exp":        {{0, 1}, {negZero, 1}, {inf, inf}, {-inf, 0}, {nan, nan}, {710, inf}, {-746, 0}, {1e300, inf}, {-1e300, 0}},
	"Exp2":       {{0, 1}, {negZero, 1}, {inf, inf}, {-inf, 0}, {nan, nan}, {10, 1024}, {-1074, tiny}, {-1076, 0}, {1024, inf}, {-1022, smallest}},
	"Expm1":      {{0, 0}, {negZero, negZero}, {inf, inf}, {-inf, -1}, {nan, nan}},
	"Log":        {{1, 0}, {0, -inf}, {negZero, -inf}, {-1, nan}, {-inf, nan}, {inf, inf}, {nan, nan}, {-tiny, nan}},
	"Log2":       {{1, 0}, {0, -inf}, {-1, nan}, {inf, inf}, {nan, nan}, {8, 3}, {tiny, -1074}, {smallest, -1022}, {0.5, -1}},
	"Log10":      {{1, 0}, {0, -inf}, {-1, nan}, {inf, inf}, {nan, nan}, {1000, 3}, {1e22, 22}, {1e15, 15}},
	"Log1p":      {{0, 0}, {negZero, negZero}, {-1, -inf}, {-2, nan}, {inf, inf}, {nan, nan}},
	"Sin":        {{0, 0}, {negZero, negZero}, {inf, nan}, {-inf, nan}, {nan, nan}, {tiny, tiny}, {-tiny, -tiny}},
	"Cos":        {{0, 1}, {negZero, 1}, {inf, nan}, {-inf, nan}, {nan, nan}, {tiny, 1}},
	"Tan":        {{0, 0}, {negZero, negZero}, {inf, nan}, {-inf, nan}, {nan, nan}, {tiny, tiny}},
	"Asin":       {{0, 0}, {negZero, negZero}, {1, math.Pi / 2}, {-1, -math.Pi / 2}, {1.1, nan}, {-inf, nan}, {nan, nan}},
	"Acos":       {{1, 0}, {-1, math.Pi}, {0, math.Pi / 2}, {1.1, nan}, {inf, nan}, {nan, nan}},
	"Atan":       {{0, 0}, {negZero, negZero}, {inf, math.Pi / 2}, {-inf, -math.Pi / 2}, {nan, nan}, {1, math.Pi / 4}, {tiny, tiny}},
	"Sinh":       {{0, 0}, {negZero, negZero}, {inf, inf}, {-inf, -inf}, {nan, nan}, {720, inf}},
	"Cosh":       {{0, 1}, {negZero, 1}, {inf, inf}, {-inf, inf}, {nan, nan}, {-720, inf}},
	"Tanh":       {{0, 0}, {negZero, negZero}, {inf, 1}, {-inf, -1}, {nan, nan}, {30, 1}, {-1e300, -1}, {tiny, tiny}},
	"Asinh":      {{0, 0}, {negZero, negZero}, {inf, inf}, {-inf, -inf}, {nan, nan}, {tiny, tiny}, {-tiny, -tiny}},
	"Acosh":      {{1, 0}, {inf, inf}, {-inf, nan}, {0.5, nan}, {-2, nan}, {0, nan}, {nan, nan}},
	"Atanh":      {{0, 0}, {negZero, negZero}, {1, inf}, {-1, -inf}, {1.5, nan}, {-inf, nan}, {nan, nan}, {tiny, tiny}},
	"Cbrt":       {{0, 0}, {negZero, negZero}, {inf, inf}, {-inf, -inf}, {nan, nan}, {-8, -2}},
	"Erf":        {{0, 0}, {negZero, negZero}, {inf, 1}, {-inf, -1}, {nan, nan}},
	"Sqrt":       {{0, 0}, {negZero, negZero}, {inf, inf}, {-1, nan}, {nan, nan}, {16, 4}},
	"Floor":      {{0, 0}, {negZero, negZero}, {-0.5, -1}, {1.5, 1}, {inf, inf}, {nan, nan}, {0x1p60, 0x1p60}},
	"Ceil":       {{0, 0}, {negZero, negZero}, {-0.5, negZero}, {1.5, 2}, {-inf, -inf}, {nan, nan}},
	"Rint":       {{0.5, 0}, {1.5, 2}, {2.5, 2}, {-0.5, negZero}, {negZero, negZero}, {inf, inf}, {nan, nan}},
	"Trunc":      {{-0.5, negZero}, {1.9, 1}, {-1.9, -1}, {inf, inf}, {nan, nan}},
	"Abs":        {{negZero, 0}, {-inf, inf}, {-2, 2}, {nan, nan}},
	"Neg":        {{0, negZero}, {negZero, 0}, {inf, -inf}, {nan, nan}},
	"Square":     {{negZero, 0}, {-inf, inf}, {3, 9}, {nan, nan}},
	"Reciprocal": {{0, inf}, {negZero, -inf}, {inf, 0}, {-inf, negZero}, {4, 0.25}, {nan, nan}},
}

func requireBits(t *testing.T, want, got float64, args ...any) {
	t.Helper()
	require.True(t, check.SameBits64(want, got), "want %v, got %v: %v", want, got, args)
}

// Each case stands alone in a vector of harmless arguments, so that both paths of a vector are taken.
func TestSpecialCases(t *testing.T) {
	for _, f := range unaryFunctions {
		require.Contains(t, specialCases, f.name)
		for _, c := range specialCases[f.name] {
			bothTwins(func() {
				x := []float64{0.5, 0.5, c[0], 0.5, 0.5, 0.5, 0.5, 0.5, c[0]}
				y := make([]float64, len(x))
				f.f64(y, x)
				requireBits(t, c[1], y[2], f.name, c[0])
				requireBits(t, c[1], y[8], f.name, c[0])
				requireBits(t, y[0], y[3], f.name)
			})
		}
	}
}

// The float32 functions agree wherever argument and result are float32s.
func TestSpecialCases32(t *testing.T) {
	for _, f := range unaryFunctions {
		for _, c := range specialCases[f.name] {
			x32, y32 := float32(c[0]), float32(c[1])
			if float64(x32) != c[0] && c[0] == c[0] || math.Abs(c[0]) > 600 && math.Abs(c[0]) < 1e30 {
				continue
			}
			bothTwins(func() {
				x := []float32{0.5, 0.5, x32, 0.5, 0.5, 0.5, 0.5, 0.5, x32, 0.5}
				y := make([]float32, len(x))
				f.f32(y, x)
				require.True(t, check.SameBits32(y32, y[2]), "%s32(%v) = %v, want %v", f.name, x32, y[2], y32)
				require.True(t, check.SameBits32(y32, y[8]), "%s32(%v) = %v, want %v", f.name, x32, y[8], y32)
			})
		}
	}
}

func TestLogarithmsOfPowersAreExact(t *testing.T) {
	var x, want []float64
	for n := range 23 { // as far as they are float64s
		x, want = append(x, math.Pow10(n)), append(want, float64(n))
	}
	bothTwins(func() {
		y := make([]float64, len(x))
		vecmath.Log10(y, x)
		require.Equal(t, want, y)
	})
	x, want = nil, nil
	for n := -1074; n < 1024; n++ {
		x, want = append(x, math.Ldexp(1, n)), append(want, float64(n))
	}
	bothTwins(func() {
		y := make([]float64, len(x))
		vecmath.Log2(y, x)
		require.Equal(t, want, y)
	})
}

// x, y, x**y: C99, F.9.4.4, and what NumPy's tests add.
var powCases = [][3]float64{
	{0, 3, 0}, {negZero, 3, negZero}, {0, 2, 0}, {negZero, 2, 0}, {negZero, 0.5, 0}, {0, -3, inf}, {negZero, -3, -inf},
	{negZero, -2, inf}, {0, -inf, inf}, {negZero, -inf, inf}, {0, inf, 0}, {0, 0, 1}, {nan, 0, 1}, {inf, 0, 1}, {nan, negZero, 1},
	{1, nan, 1}, {1, inf, 1}, {1, -inf, 1}, {-1, inf, 1}, {-1, -inf, 1}, {-1, nan, nan}, {nan, 1, nan}, {2, nan, nan}, {nan, nan, nan},
	{0.5, inf, 0}, {-0.5, inf, 0}, {2, inf, inf}, {-2, inf, inf}, {0.5, -inf, inf}, {-0.5, -inf, inf}, {2, -inf, 0}, {-2, -inf, 0},
	{inf, 2, inf}, {inf, -2, 0}, {-inf, 3, -inf}, {-inf, 2, inf}, {-inf, 0.5, inf}, {-inf, -3, negZero}, {-inf, -2, 0}, {-inf, inf, inf},
	{-inf, -inf, 0}, {inf, inf, inf}, {inf, -inf, 0}, {-8, 1.0 / 3, nan}, {-2, 0.5, nan}, {-2, 3, -8}, {-2, 2, 4}, {-2, -1, -0.5},
	{2, 1023, 0x1p1023}, {2, 1024, inf}, {-2, 1025, -inf}, {2, -1074, tiny}, {2, -1076, 0}, {-2, -1077, negZero}, {tiny, 1, tiny},
	{-tiny, 1, -tiny}, {-tiny, 0.5, nan}, {-tiny, inf, 0}, {tiny, -1, inf}, {tiny, 0.5, 0x1p-537}, {10, 2, 100}, {1e154, 2, 1e308}, {3, 5, 243},
	{-3, 0x1p60, inf}, {-1, 0x1p52 + 1, -1}, {-1, 0x1p53, 1}, {0x1.fffffffffffffp-1, 1e300, 0}, {-1.0000000000000002, 9007199254740992e3, inf},
}

// x, y, hypot and y, x, atan2, in that order: C99, F.9.4.3 and F.9.1.4.
var hypotCases = [][3]float64{
	{3, 4, 5}, {-3, 4, 5}, {inf, nan, inf}, {nan, -inf, inf}, {nan, 1, nan}, {0, negZero, 0}, {3e307, 4e307, 5e307}, {tiny, 0, tiny},
	{1e308, 1, 1e308}, {math.MaxFloat64, math.MaxFloat64, inf},
}

var atan2Cases = [][3]float64{
	{0, 1, 0}, {negZero, 1, negZero}, {0, 0, 0}, {negZero, 0, negZero}, {0, negZero, math.Pi}, {negZero, negZero, -math.Pi}, {0, -1, math.Pi},
	{negZero, -1, -math.Pi}, {1, 0, math.Pi / 2}, {-1, negZero, -math.Pi / 2}, {1, inf, 0}, {-1, inf, negZero}, {1, -inf, math.Pi},
	{inf, 1, math.Pi / 2}, {-inf, 1, -math.Pi / 2}, {inf, inf, math.Pi / 4}, {inf, -inf, 3 * math.Pi / 4}, {-inf, -inf, -3 * math.Pi / 4},
	{nan, 1, nan}, {1, nan, nan}, {tiny, 1, tiny}, {-tiny, -1, -math.Pi}, {1, tiny, math.Pi / 2}, {-1e-300, -1e300, -math.Pi}, {1e-300, 1e300, 0},
}

func TestBinarySpecialCases(t *testing.T) {
	for _, c := range []struct {
		name  string
		f     func(dst, x, y []float64)
		cases [][3]float64
	}{
		{"pow", vecmath.Pow, powCases}, {"hypot", vecmath.Hypot, hypotCases}, {"atan2", vecmath.Atan2, atan2Cases},
		{"min", vecmath.Min, [][3]float64{{1, 2, 1}, {nan, 1, nan}, {1, nan, nan}, {0, negZero, negZero}, {negZero, 0, negZero}, {-inf, 1, -inf}, {nan, nan, nan}}},
		{"max", vecmath.Max, [][3]float64{{1, 2, 2}, {nan, 1, nan}, {1, nan, nan}, {0, negZero, 0}, {negZero, 0, 0}, {-inf, 1, 1}, {nan, nan, nan}}},
		{"div", vecmath.Div, [][3]float64{{1, 0, inf}, {1, negZero, -inf}, {0, 0, nan}, {inf, inf, nan}, {-3, 2, -1.5}}},
	} {
		for _, v := range c.cases {
			bothTwins(func() {
				x, y, z := []float64{2, v[0], 2, 2, v[0]}, []float64{3, v[1], 3, 3, v[1]}, make([]float64, 5)
				c.f(z, x, y)
				requireBits(t, v[2], z[1], c.name, v)
				requireBits(t, v[2], z[4], c.name, v)
			})
		}
	}
}

func TestMinMax32TreatNaNAndZerosAsMinMax(t *testing.T) {
	n, z := float32(nan), float32(negZero)
	x, y := []float32{1, n, 1, 0, z, 3, 4, 5}, []float32{2, 1, n, z, 0, 2, 9, -5}
	bothTwins(func() {
		lo, hi := make([]float32, 8), make([]float32, 8)
		vecmath.Min32(lo, x, y)
		vecmath.Max32(hi, x, y)
		for i := range x {
			require.True(t, check.SameBits32(min(x[i], y[i]), lo[i]), "min %v %v", x[i], y[i])
			require.True(t, check.SameBits32(max(x[i], y[i]), hi[i]), "max %v %v", x[i], y[i])
		}
	})
}
