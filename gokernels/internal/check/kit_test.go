package check_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"

	"gokernels/gokernels/internal/check"
)

func TestULP64CountsSteps(t *testing.T) {
	x := 1.0
	for i := range 10 {
		require.EqualValues(t, i, check.ULP64(1, x))
		require.EqualValues(t, i, check.ULP64(-1, -x))
		x = math.Nextafter(x, 2)
	}
	require.EqualValues(t, 0, check.ULP64(0, math.Copysign(0, -1)))
	require.EqualValues(t, 2, check.ULP64(math.SmallestNonzeroFloat64, -math.SmallestNonzeroFloat64))
	require.EqualValues(t, 1, check.ULP64(math.MaxFloat64, math.Inf(1)))
	require.EqualValues(t, 0, check.ULP64(math.NaN(), math.NaN()))
	require.EqualValues(t, uint64(math.MaxUint64), check.ULP64(math.NaN(), 1))
}

func TestULP32CountsSteps(t *testing.T) {
	require.EqualValues(t, 1, check.ULP32(1, math.Nextafter32(1, 2)))
	require.EqualValues(t, 2, check.ULP32(math.SmallestNonzeroFloat32, -math.SmallestNonzeroFloat32))
	require.EqualValues(t, 0, check.ULP32(0, float32(math.Copysign(0, -1))))
	nan := float32(math.NaN())
	require.EqualValues(t, 0, check.ULP32(nan, nan))
	require.EqualValues(t, uint64(math.MaxUint64), check.ULP32(1, nan))
}

func TestSameBitsTellsZerosApart(t *testing.T) {
	require.False(t, check.SameBits64(0, math.Copysign(0, -1)))
	require.True(t, check.SameBits64(math.NaN(), -math.NaN()))
	require.False(t, check.SameBits32(0, float32(math.Copysign(0, -1))))
	require.True(t, check.SameBits32(float32(math.NaN()), -float32(math.NaN())))
}

func TestErrMeasuresInUnitsOfTheSpacing(t *testing.T) {
	third := check.Sqrt(1.0 / 9)
	require.InDelta(t, 0, check.Sqrt(4).Err64(2), 1e-9)
	require.InDelta(t, 1, check.Sqrt(4).Err64(math.Nextafter(2, 3)), 1e-9)
	require.InDelta(t, 0.5, check.Sqrt(4).Err64(math.Nextafter(2, 1)), 1e-9)
	require.LessOrEqual(t, third.Err64(math.Sqrt(1.0/9)), 0.5)
	require.InDelta(t, 1, check.Sqrt(4).Err32(math.Nextafter32(2, 3)), 1e-9)
	require.True(t, math.IsInf(check.Sqrt(4).Err64(math.NaN()), 1))
	require.True(t, math.IsInf(check.Sqrt(-4).Err64(2), 1))
	require.Zero(t, check.Sqrt(-4).Err64(math.NaN()))
	require.Zero(t, check.Log(0).Err64(math.Inf(-1)))
}

func TestErrAtTheEdgesOfTheFormat(t *testing.T) {
	require.LessOrEqual(t, check.Exp(-744).Err64(math.Exp(-744)), 0.51)
	require.LessOrEqual(t, check.Exp(-746).Err64(0), 0.5)
	require.Greater(t, check.Exp(-740).Err64(0), 10.0)
	require.Greater(t, check.Exp(709).Err64(math.Inf(1)), 1e10)
	require.Greater(t, check.Exp(709.9).Err64(math.MaxFloat64), 1e10)
	require.Greater(t, check.Exp(-103).Err32(0), 1.0)
	require.Zero(t, check.Exp(-1e300).Err64(0))
}

func TestGuardFindsStrayWrites(t *testing.T) {
	for offset := range 8 {
		g := check.Guard([]float64{1, 2, math.NaN()}, offset, -77)
		require.NoError(t, g.Err())
		require.NoError(t, g.Unchanged())
		g.Data[1] = 5
		require.ErrorContains(t, g.Unchanged(), "element 1")
		whole := g.Data[:3:3]
		require.Equal(t, 3, cap(whole))
	}
}

func TestGeneratorsRepeatAndCover(t *testing.T) {
	require.Equal(t, math.Float64bits(check.Random64(3, 10, 0, 1)[8]), math.Float64bits(check.Random64(3, 10, 0, 1)[8]))
	for i, v := range check.Random64(1, 1000, -2, 5) {
		require.True(t, i%2 == 0 || (v >= -2 && v <= 5))
	}
	for i, v := range check.Random32(1, 1000, -2, 5) {
		require.True(t, i%2 == 0 || (v >= -2 && v <= 5))
	}
	require.Equal(t, []int{0, 1, 2, 3, 4, 5, 6, 7, 8, 9}, check.Lengths(2))
	require.Greater(t, len(check.Specials64()), 500)
	require.Greater(t, len(check.Specials32()), 1500)
}
