package parallel_test

import (
	"slices"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"gokernels/gokernels/parallel"
)

// patience is for things that must happen, however busy the machine is.
const patience = time.Minute

// meeting lets workers wait until so many are inside at once.
type meeting struct {
	want int32
	in   atomic.Int32
}

// wait reports whether all came.
func (m *meeting) wait() bool {
	m.in.Add(1)
	for start := time.Now(); m.in.Load() < m.want; time.Sleep(20 * time.Microsecond) {
		if time.Since(start) > patience {
			return false
		}
	}
	return true
}

// together runs body on k workers that are all inside at once, on chunks 0..k-1.
func together(t *testing.T, k int, body func(c parallel.Chunk) error) error {
	m := &meeting{want: int32(k)}
	return parallel.For(k, &parallel.Options{Chunk: 1, Threads: k}, func(c parallel.Chunk) error {
		assert.True(t, m.wait(), "not all of %d workers came", k)
		return body(c)
	})
}

// gauge counts how many are inside at once.
type gauge struct{ now, top atomic.Int32 }

func (g *gauge) enter() {
	v := g.now.Add(1)
	for top := g.top.Load(); v > top && !g.top.CompareAndSwap(top, v); top = g.top.Load() {
	}
}

func (g *gauge) leave() { g.now.Add(-1) }

func busy(d time.Duration) {
	for start := time.Now(); time.Since(start) < d; {
	}
}

func TestAllWorkersJoinWhenWanted(t *testing.T) {
	for _, k := range []int{2, 3, 16, 64, 256} {
		threads(t, k)
		ids := make([]int, k)
		for range 3 {
			require.NoError(t, together(t, k, func(c parallel.Chunk) error {
				ids[c.Index] = c.Worker
				return nil
			}))
			slices.Sort(ids)
			for want, id := range ids {
				require.Equal(t, want, id, "ids are 0..%d, each once", k-1)
			}
		}
	}
}

func TestCallerIsWorkerZeroAndStartsAtOnce(t *testing.T) {
	threads(t, 2)
	var first atomic.Int64
	first.Store(-1)
	require.NoError(t, parallel.For(10, &parallel.Options{Chunk: 1, Threads: 1}, func(c parallel.Chunk) error {
		assert.Zero(t, c.Worker)
		first.CompareAndSwap(-1, int64(c.Index))
		return nil
	}))
	assert.Zero(t, first.Load())
	require.NoError(t, together(t, 2, func(c parallel.Chunk) error {
		assert.Equal(t, c.Worker, c.Index, "static: worker 0 begins with chunk 0")
		return nil
	}))
}

func TestRegionUsesAtMostItsThreads(t *testing.T) {
	threads(t, 16)
	for _, k := range []int{1, 2, 5} {
		var g gauge
		require.NoError(t, parallel.For(400, &parallel.Options{Chunk: 1, Threads: k}, func(c parallel.Chunk) error {
			g.enter()
			defer g.leave()
			assert.Less(t, c.Worker, k)
			time.Sleep(50 * time.Microsecond)
			return nil
		}))
		assert.EqualValues(t, k, g.top.Load())
	}
}

func TestOneChunkRunsOnTheCaller(t *testing.T) {
	outer := new(int) // written without any lock
	require.NoError(t, parallel.For(64, &parallel.Options{Grain: 64}, func(c parallel.Chunk) error {
		*outer++
		assert.Equal(t, parallel.Chunk{Hi: 64, Last: true}, c)
		return nil
	}))
	assert.Equal(t, 1, *outer)
}

func TestSetNumThreads(t *testing.T) {
	threads(t, 3)
	assert.Equal(t, 3, parallel.NumThreads())
	assert.Error(t, parallel.SetNumThreads(0))
	assert.Error(t, parallel.SetNumThreads(parallel.MaxThreads+1))
	assert.Equal(t, 3, parallel.NumThreads())
	seen := make(chan int, 1)
	go func() { seen <- parallel.NumThreads() }()
	assert.Equal(t, 3, <-seen, "every goroutine sees it")
}

// nest runs regions inside regions to the given depth and returns how many innermost chunks ran.
func nest(t *testing.T, depth int, opt parallel.Options) int64 {
	var leaves atomic.Int64
	var level func(depth int) error
	level = func(depth int) error {
		var inside [parallel.MaxThreads]atomic.Bool
		return parallel.For(3, &opt, func(c parallel.Chunk) error {
			assert.True(t, inside[c.Worker].CompareAndSwap(false, true), "worker id used twice at once")
			defer inside[c.Worker].Store(false)
			assert.Less(t, c.Worker, parallel.NumThreads())
			if depth == 1 {
				leaves.Add(1)
				busy(time.Microsecond)
				return nil
			}
			return level(depth - 1)
		})
	}
	require.NoError(t, level(depth))
	return leaves.Load()
}

func TestNestedRegions(t *testing.T) {
	for _, k := range []int{1, 2, 4} {
		threads(t, k)
		for _, s := range schedules {
			assert.EqualValues(t, 3*3*3*3*3*3, nest(t, 6, parallel.Options{Chunk: 1, Schedule: s}))
		}
	}
}

// TestNestedCallerGoesOnWithoutASecondPermit would wait for itself if it needed one.
func TestNestedCallerGoesOnWithoutASecondPermit(t *testing.T) {
	threads(t, 2)
	require.NoError(t, together(t, 2, func(parallel.Chunk) error {
		return parallel.For(4, &parallel.Options{Chunk: 1}, func(parallel.Chunk) error { return nil })
	}))
}

// TestInnerRegionIsHelped needs an outer worker that sleeps while another helper runs the inner chunk.
func TestInnerRegionIsHelped(t *testing.T) {
	threads(t, 4)
	require.NoError(t, together(t, 2, func(parallel.Chunk) error {
		return together(t, 2, nothing)
	}))
}

func TestHotForDoesNotAllocate(t *testing.T) {
	threads(t, 2)
	opt := &parallel.Options{Chunk: 1}
	assert.Less(t, testing.AllocsPerRun(500, func() { parallel.For(16, opt, nothing) }), 1.0+raceAllocs)
	opt = &parallel.Options{Grain: 16}
	assert.Zero(t, testing.AllocsPerRun(500, func() { parallel.For(16, opt, nothing) }))
}
