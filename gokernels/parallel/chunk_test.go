package parallel_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"gokernels/gokernels/parallel"
)

func TestChunkSizeFollowsTheRule(t *testing.T) {
	for _, tc := range []struct{ n, grain, chunk, want int }{
		{0, 0, 0, 1},
		{1, 0, 0, 1},
		{50, 0, 0, 1},         // few expensive iterations: one each
		{1000, 0, 0, 4},       // short: not rounded
		{10_000, 0, 0, 40},    // 40 is a multiple of 4
		{1 << 20, 0, 0, 4096}, // n/256 is a multiple of 64
		{1_000_000, 0, 0, 3968},
		{1_000_000, 10_000, 0, 10_048}, // grain, rounded
		{100, 100, 0, 100},             // n <= grain: one chunk
		{101, 100, 0, 52},              // two, alike
		{19_998, 14_222, 0, 10_048},
		{400, 100, 0, 104},         // four, rounded
		{401, 100, 0, 72},          // six, not five
		{900, 100, 0, 80},          // twelve, not nine
		{1 << 30, 1, 0, 1 << 22},   // a grain of 1 says nothing about the time
		{1 << 30, 1000, 0, 64_000}, // 64 grains, not n/256
		{1000, 100, 7, 7},          // the caller's chunk goes before the rule
		{100, 100, 7, 100},
		{5, 0, 7, 5},
		{math.MaxInt, 0, 0, 1 << 55},
		{math.MaxInt, math.MaxInt - 1, 0, 1 << 62},
		{math.MaxInt, 0, math.MaxInt, math.MaxInt},
	} {
		assert.Equal(t, tc.want, parallel.ChunkSize(tc.n, tc.grain, tc.chunk), "%+v", tc)
	}
}

func TestChunkSizeKeepsItsPromises(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for range 20_000 {
		n, grain := 1+rng.IntN(1<<rng.IntN(62)), rng.IntN(1<<rng.IntN(46))
		size := parallel.ChunkSize(n, grain, 0)
		require.GreaterOrEqual(t, size, min(n, max(grain, 1)/2))
		require.LessOrEqual(t, size, n)
		if grain <= 1 || n <= 256*64*grain {
			require.LessOrEqual(t, (n-1)/size+1, 256, "n %d grain %d", n, grain)
		} else {
			require.Less(t, size, 64*grain+64, "n %d grain %d", n, grain)
		}
		if size < n && size >= 576 { // 512 and what rounding adds at most
			require.Zero(t, size%64, "n %d grain %d", n, grain)
		}
		if count := (n-1)/size + 1; count > 1 && n < 1<<60 { // the longer share of two workers
			require.LessOrEqual(t, float64((count+1)/2*size), 1.15*float64(n+count)/2, "n %d grain %d", n, grain)
		}
	}
}

// boundaries runs a loop and returns its chunks, by index, without the workers.
func boundaries(t *testing.T, n int, opt parallel.Options) []parallel.Chunk {
	size := parallel.ChunkSize(n, opt.Grain, opt.Chunk)
	got := make([]parallel.Chunk, (n-1)/size+1)
	require.NoError(t, parallel.For(n, &opt, func(c parallel.Chunk) error {
		assert.Zero(t, got[c.Index], "chunk %d came twice", c.Index)
		c.Worker = 0
		got[c.Index] = c
		return nil
	}))
	return got
}

var schedules = []parallel.Schedule{parallel.Auto, parallel.Static, parallel.Dynamic, parallel.Guided}

func TestBoundariesDependOnTheProblemOnly(t *testing.T) {
	threads(t, 16)
	for _, tc := range []struct{ n, grain, chunk int }{{1, 0, 0}, {63, 0, 0}, {1000, 0, 0}, {1001, 10, 3}, {100_000, 1000, 0}} {
		var want []parallel.Chunk // the naive cut
		size := parallel.ChunkSize(tc.n, tc.grain, tc.chunk)
		for lo := 0; lo < tc.n; lo += size {
			hi := min(lo+size, tc.n)
			want = append(want, parallel.Chunk{Index: len(want), Lo: lo, Hi: hi, Last: hi == tc.n})
		}
		for _, k := range []int{0, 1, 2, 3, 16, 64} {
			for _, s := range schedules {
				opt := parallel.Options{Threads: k, Schedule: s, Grain: tc.grain, Chunk: tc.chunk}
				require.Equal(t, want, boundaries(t, tc.n, opt), "%+v %v %d threads", tc, s, k)
			}
		}
	}
}

func TestForRefusesWhatMakesNoSense(t *testing.T) {
	for _, opt := range []parallel.Options{{Threads: -1}, {Threads: 257}, {Chunk: -1}, {Grain: -1}, {Schedule: 4}} {
		assert.Error(t, parallel.For(10, &opt, nothing))
		_, err := parallel.Reduce(10, &opt, 0, nil, parallel.Sum[int])
		assert.Error(t, err)
	}
}

func TestForOverNothing(t *testing.T) {
	assert.NoError(t, parallel.For(0, nil, nil))
	assert.NoError(t, parallel.For(-5, nil, nil))
	got, err := parallel.Reduce(0, nil, 7, nil, parallel.Sum)
	assert.NoError(t, err)
	assert.Equal(t, 7, got)
}
