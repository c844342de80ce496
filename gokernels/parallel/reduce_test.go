package parallel_test

import (
	"fmt"
	"math"
	"math/big"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"gokernels/gokernels/parallel"
)

// ill is values whose sum depends on the order: magnitudes over 30 orders.
func ill(n int) []float64 {
	rng := rand.New(rand.NewPCG(3, 4))
	x := make([]float64, n)
	for i := range x {
		x[i] = rng.NormFloat64() * math.Pow(10, float64(rng.IntN(30)))
	}
	return x
}

func sumChunk(x []float64) func(c parallel.Chunk, acc float64) (float64, error) {
	return func(c parallel.Chunk, acc float64) (float64, error) {
		for _, v := range x[c.Lo:c.Hi] {
			acc += v
		}
		return acc, nil
	}
}

// naiveTree is the promised order of combining, by recursion: the left subtree is the largest
// power of two of leaves that is not all.
func naiveTree(parts []float64) float64 {
	if len(parts) == 1 {
		return parts[0]
	}
	left := 1
	for left*2 < len(parts) {
		left *= 2
	}
	return naiveTree(parts[:left]) + naiveTree(parts[left:])
}

func TestSumHasTheSameBitsForAnyThreadsAndSchedule(t *testing.T) {
	threads(t, 64)
	for _, tc := range []struct{ n, chunk int }{{1, 0}, {1000, 0}, {99_991, 0}, {5000, 1}, {8193, 2}, {10_000, 7}} {
		x := ill(tc.n)
		size := parallel.ChunkSize(tc.n, 0, tc.chunk)
		var parts []float64
		for lo := 0; lo < tc.n; lo += size {
			part := 0.0
			for _, v := range x[lo:min(lo+size, tc.n)] {
				part += v
			}
			parts = append(parts, part)
		}
		want := math.Float64bits(naiveTree(parts))
		for _, s := range schedules {
			for k := 1; k <= 64; k += 1 + k/3 {
				opt := &parallel.Options{Threads: k, Schedule: s, Chunk: tc.chunk}
				got, err := parallel.Reduce(tc.n, opt, 0, sumChunk(x), parallel.Sum)
				require.NoError(t, err)
				require.Equal(t, want, math.Float64bits(got), "%+v %v %d threads", tc, s, k)
			}
		}
	}
}

func TestSumIsTheSum(t *testing.T) {
	x := ill(5000)
	exact := new(big.Float).SetPrec(500)
	scale := 0.0
	for _, v := range x {
		exact.Add(exact, new(big.Float).SetFloat64(v))
		scale += math.Abs(v)
	}
	want, _ := exact.Float64()
	got, err := parallel.Reduce(len(x), nil, 0, sumChunk(x), parallel.Sum)
	require.NoError(t, err)
	// The bound for any order of summation (Higham, Accuracy and Stability, 4.2): (n-1) u Σ|x|.
	assert.InDelta(t, want, got, 5000*0x1p-53*scale)
}

// TestReduceKeepsOrder uses an operation that does not commute, over more chunks than a page of the tree holds.
func TestReduceKeepsOrder(t *testing.T) {
	threads(t, 8)
	const n = 9001
	var want strings.Builder
	for i := range n {
		fmt.Fprint(&want, i, " ")
	}
	for _, s := range schedules {
		got, err := parallel.Reduce(n, &parallel.Options{Chunk: 2, Schedule: s}, "",
			func(c parallel.Chunk, acc string) (string, error) {
				for i := c.Lo; i < c.Hi; i++ {
					acc += fmt.Sprint(i, " ")
				}
				return acc, nil
			}, func(a, b string) string { return a + b })
		require.NoError(t, err)
		require.Equal(t, want.String(), got)
	}
}

func TestReduceNewGivesEveryChunkItsOwn(t *testing.T) {
	threads(t, 8)
	const n, bins = 100_000, 10
	got, err := parallel.ReduceNew(n, nil, func() []int { return make([]int, bins) },
		func(c parallel.Chunk, acc []int) ([]int, error) {
			for i := c.Lo; i < c.Hi; i++ {
				acc[i*i%bins]++
			}
			return acc, nil
		}, func(a, b []int) []int {
			for i := range a {
				a[i] += b[i]
			}
			return a
		})
	require.NoError(t, err)
	want := make([]int, bins)
	for i := range n {
		want[i*i%bins]++
	}
	assert.Equal(t, want, got)
}

func TestReduceReturnsTheError(t *testing.T) {
	boom := fmt.Errorf("boom")
	got, err := parallel.Reduce(100, &parallel.Options{Chunk: 1}, 5, func(c parallel.Chunk, acc int) (int, error) {
		if c.Index == 40 {
			return 1, boom
		}
		return acc, nil
	}, parallel.Sum)
	assert.Equal(t, boom, err)
	assert.Zero(t, got)
}

func TestReduceCarriesAPanicOfCombine(t *testing.T) {
	defer func() { assert.Equal(t, "no", recover().(*parallel.Panic).Value) }()
	parallel.Reduce(100, &parallel.Options{Chunk: 1}, 5,
		func(c parallel.Chunk, acc int) (int, error) { return acc, nil },
		func(a, b int) int { panic("no") })
}

func TestReduceRefusesChunksWithoutEnd(t *testing.T) {
	_, err := parallel.Reduce(1<<60, &parallel.Options{Chunk: 1}, 0, nil, parallel.Sum)
	assert.ErrorContains(t, err, "too many")
}
