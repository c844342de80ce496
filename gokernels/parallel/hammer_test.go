package parallel_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"runtime"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"

	"gokernels/gokernels/parallel"
)

const hammerTime = 200 * time.Millisecond

// hammer runs strike on so many goroutines at once, each with its own random numbers, and then
// checks that the runtime is whole.
func hammer(t *testing.T, goroutines int, strike func(rng *rand.Rand)) {
	var wg sync.WaitGroup
	stop := time.Now().Add(hammerTime)
	for g := range goroutines {
		wg.Go(func() {
			rng := rand.New(rand.NewPCG(uint64(g), 9))
			for time.Now().Before(stop) {
				strike(rng)
			}
		})
	}
	wg.Wait()
	atRest(t)
}

func randomOptions(rng *rand.Rand) *parallel.Options {
	return &parallel.Options{Threads: rng.IntN(6), Schedule: schedules[rng.IntN(4)], Chunk: 1 + rng.IntN(4)}
}

// tally checks that every position is run once.
func tally(t *testing.T, rng *rand.Rand, depth int) error {
	n, opt := 1+rng.IntN(40), randomOptions(rng)
	seed := rng.Uint64()
	var sum atomic.Int64
	err := parallel.For(n, opt, func(c parallel.Chunk) error {
		for i := c.Lo; i < c.Hi; i++ {
			sum.Add(int64(i + 1))
		}
		if depth > 1 && c.Index%3 == 0 {
			return tally(t, rand.New(rand.NewPCG(seed, uint64(c.Index))), depth-1)
		}
		return nil
	})
	assert.EqualValues(t, n*(n+1)/2, sum.Load())
	return err
}

func TestHammerNested(t *testing.T) {
	for _, k := range []int{1, 2, 5} {
		threads(t, k)
		hammer(t, 12, func(rng *rand.Rand) { assert.NoError(t, tally(t, rng, 3)) })
	}
}

// TestHammerFailures mixes errors, panics, ended goroutines and cancels, at any depth.
func TestHammerFailures(t *testing.T) {
	threads(t, 4)
	boom := errors.New("boom")
	var storm func(rng *rand.Rand, depth int) error
	storm = func(rng *rand.Rand, depth int) error {
		opt, seed, bad, how := randomOptions(rng), rng.Uint64(), rng.IntN(60), rng.IntN(4)
		opt.Cancel = parallel.NewToken()
		return parallel.For(1+rng.IntN(200), opt, func(c parallel.Chunk) error {
			if c.Index == bad {
				switch {
				case how == 0:
					return boom
				case how == 1:
					panic(boom)
				case how == 2 && c.Worker > 0:
					runtime.Goexit()
				}
				opt.Cancel.Cancel(boom)
			}
			if depth > 1 && c.Index%16 == 0 {
				return storm(rand.New(rand.NewPCG(seed, uint64(c.Index))), depth-1)
			}
			return nil
		})
	}
	hammer(t, 12, func(rng *rand.Rand) {
		var err error
		if p := caught(func() { err = storm(rng, 2) }); p != nil {
			err = p.Unwrap()
		}
		// A helper of an outer region ends with a goroutine that an inner body ends: also ErrGoexit.
		assert.True(t, err == nil || err == boom || err == parallel.ErrGoexit, fmt.Sprint(err))
	})
}

func TestHammerReduce(t *testing.T) {
	threads(t, 4)
	x := ill(3000)
	want, err := parallel.Reduce(len(x), &parallel.Options{Threads: 1}, 0, sumChunk(x), parallel.Sum)
	assert.NoError(t, err)
	hammer(t, 8, func(rng *rand.Rand) {
		opt := &parallel.Options{Threads: rng.IntN(9), Schedule: schedules[rng.IntN(4)]}
		got, err := parallel.Reduce(len(x), opt, 0, sumChunk(x), parallel.Sum)
		assert.NoError(t, err)
		assert.Equal(t, want, got)
	})
}

// TestHammerThreads changes the number of threads under running regions.
func TestHammerThreads(t *testing.T) {
	threads(t, 4)
	hammer(t, 8, func(rng *rand.Rand) {
		if rng.IntN(10) == 0 {
			assert.NoError(t, parallel.SetNumThreads(1+rng.IntN(9)))
		}
		assert.NoError(t, tally(t, rng, 2))
	})
}

// TestHammerLockedThreads calls from goroutines that are bound to their threads, as calls from C are.
func TestHammerLockedThreads(t *testing.T) {
	threads(t, 2)
	var calls atomic.Int64
	hammer(t, 32, func(rng *rand.Rand) {
		runtime.LockOSThread()
		defer runtime.UnlockOSThread()
		calls.Add(1)
		assert.NoError(t, tally(t, rng, 2))
	})
	t.Log(calls.Load(), "calls")
}

// TestHammerWatch lets Watch interrupt at random.
func TestHammerWatch(t *testing.T) {
	threads(t, 4)
	stop := errors.New("watch")
	hammer(t, 8, func(rng *rand.Rand) {
		opt, left := randomOptions(rng), rng.IntN(4)
		opt.WatchEvery = 100 * time.Microsecond
		opt.Watch = func(done, total int) error {
			if left--; left < 0 {
				return stop
			}
			return nil
		}
		err := parallel.For(500, opt, func(parallel.Chunk) error { busy(5 * time.Microsecond); return nil })
		assert.True(t, err == nil || err == stop)
	})
}
