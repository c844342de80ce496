package parallel_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"gokernels/gokernels/parallel"
)

var nan = math.NaN()

// fold runs Reduce with a chunk function that applies the combine function itself.
func fold[T, V any](t *testing.T, x []V, identity T, lift func(i int, v V) T, combine func(a, b T) T) T {
	got, err := parallel.Reduce(len(x), &parallel.Options{Chunk: 3, Threads: 4}, identity,
		func(c parallel.Chunk, acc T) (T, error) {
			for i := c.Lo; i < c.Hi; i++ {
				acc = combine(acc, lift(i, x[i]))
			}
			return acc, nil
		}, combine)
	require.NoError(t, err)
	return got
}

func self[T any](_ int, v T) T { return v }

func arg[T parallel.Real](i int, v T) parallel.Arg[T] { return parallel.Arg[T]{Value: v, Index: i} }

func TestArithmeticAndBits(t *testing.T) {
	x := []int{3, 1, -4, 1, 5, -9, 2, 6}
	assert.Equal(t, 5, fold(t, x, 0, self, parallel.Sum))
	assert.Equal(t, 3*1*4*1*5*9*2*6, fold(t, x, 1, self, parallel.Prod))
	assert.Equal(t, -9, fold(t, x, parallel.Highest[int](), self, parallel.Min))
	assert.Equal(t, 6, fold(t, x, parallel.Lowest[int](), self, parallel.Max))
	assert.Equal(t, 3&1&-4&1&5&-9&2&6, fold(t, x, ^0, self, parallel.And))
	assert.Equal(t, 3|1|-4|1|5|-9|2|6, fold(t, x, 0, self, parallel.Or))
	assert.Equal(t, 3^1^-4^1^5^-9^2^6, fold(t, x, 0, self, parallel.Xor))
	assert.Equal(t, 2+3i, fold(t, []complex128{1 + 1i, 1 + 2i}, 0, self, parallel.Sum))
}

func TestAnyAll(t *testing.T) {
	for _, x := range [][]bool{{}, {true}, {false}, {false, false, false, false, true}, {true, true, true, true}} {
		someTrue, someFalse := false, false
		for _, v := range x {
			someTrue, someFalse = someTrue || v, someFalse || !v
		}
		assert.Equal(t, someTrue, fold(t, x, false, self, parallel.Any), x)
		assert.Equal(t, !someFalse, fold(t, x, true, self, parallel.All), x)
	}
}

func TestMinMaxOfFloatsFollowNumPy(t *testing.T) {
	inf := math.Inf(1)
	assert.True(t, math.IsNaN(fold(t, []float64{1, 2, 3, 4, nan, -5}, inf, self, parallel.Min)))
	assert.True(t, math.IsNaN(fold(t, []float64{nan, 2, 3, 4, 9, -5}, -inf, self, parallel.Max)))
	assert.Equal(t, -5.0, fold(t, []float64{1, 2, 3, 4, -5}, inf, self, parallel.Min))
	assert.True(t, math.Signbit(parallel.Min(0, math.Copysign(0, -1))))
	assert.False(t, math.Signbit(parallel.Max(math.Copysign(0, -1), 0)))
}

// TestArgMinArgMax compares with NumPy's rule written out: the first NaN, else the first of the extreme values.
func TestArgMinArgMax(t *testing.T) {
	naive := func(x []float64, better func(a, b float64) bool) int {
		best := -1
		for i, v := range x {
			if math.IsNaN(v) {
				return i
			}
			if best < 0 || better(v, x[best]) {
				best = i
			}
		}
		return best
	}
	rng := rand.New(rand.NewPCG(5, 6))
	for range 300 {
		x := make([]float64, rng.IntN(40))
		for i := range x {
			x[i] = float64(rng.IntN(5))
			if rng.IntN(50) == 0 {
				x[i] = nan
			}
		}
		lo := fold(t, x, parallel.NoArg[float64](), arg, parallel.ArgMin)
		hi := fold(t, x, parallel.NoArg[float64](), arg, parallel.ArgMax)
		require.Equal(t, naive(x, func(a, b float64) bool { return a < b }), lo.Index, x)
		require.Equal(t, naive(x, func(a, b float64) bool { return a > b }), hi.Index, x)
	}
}

func TestArgPicksTheLowerIndexWhateverTheOrder(t *testing.T) {
	a, b := arg(3, 1.0), arg(5, 1.0)
	assert.Equal(t, a, parallel.ArgMin(a, b))
	assert.Equal(t, a, parallel.ArgMin(b, a))
	assert.Equal(t, a, parallel.ArgMax(b, a))
	n, m := arg(3, nan), arg(5, nan)
	assert.Equal(t, 3, parallel.ArgMin(m, n).Index)
	assert.Equal(t, 3, parallel.ArgMax(n, m).Index)
	assert.Equal(t, 5, parallel.ArgMax(a, m).Index)
	assert.Equal(t, 5, parallel.ArgMax(m, a).Index)
}

type myInt int8

func TestIdentitiesOfMinAndMax(t *testing.T) {
	assert.Equal(t, math.Inf(1), parallel.Highest[float64]())
	assert.Equal(t, float32(math.Inf(-1)), parallel.Lowest[float32]())
	assert.Equal(t, myInt(math.MaxInt8), parallel.Highest[myInt]())
	assert.Equal(t, myInt(math.MinInt8), parallel.Lowest[myInt]())
	assert.Equal(t, int64(math.MaxInt64), parallel.Highest[int64]())
	assert.Equal(t, int64(math.MinInt64), parallel.Lowest[int64]())
	assert.Equal(t, uint16(math.MaxUint16), parallel.Highest[uint16]())
	assert.Equal(t, uint64(math.MaxUint64), parallel.Highest[uint64]())
	assert.Zero(t, parallel.Lowest[uint64]())
}
