package parallel_test

import (
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"gokernels/gokernels/parallel"
)

// limit is how many workers may run at once.
func limit() int32 { return int32(max(parallel.NumThreads(), parallel.Available())) }

// TestManyCallersShareThePermits starts 64 callers at once, some of them nested, and counts who runs.
func TestManyCallersShareThePermits(t *testing.T) {
	for _, k := range []int{1, 3, 8} {
		threads(t, k)
		var g gauge
		var wg sync.WaitGroup
		for caller := range 64 {
			wg.Go(func() {
				assert.NoError(t, parallel.For(20, &parallel.Options{Chunk: 1}, func(c parallel.Chunk) error {
					if caller%4 == 0 && c.Index%5 == 0 {
						return parallel.For(4, &parallel.Options{Chunk: 1}, func(parallel.Chunk) error {
							g.enter()
							defer g.leave()
							busy(20 * time.Microsecond)
							return nil
						})
					}
					g.enter()
					defer g.leave()
					busy(20 * time.Microsecond)
					return nil
				}))
			})
		}
		wg.Wait()
		assert.LessOrEqual(t, g.top.Load(), limit())
		assert.Zero(t, g.now.Load())
	}
}

// TestManyCallersProgressFairly: nobody gets less than a tenth of the average share, however
// the operating system deals with the other programs.
func TestManyCallersProgressFairly(t *testing.T) {
	threads(t, 2)
	const callers = 64
	var progress [callers]atomic.Int64
	stop := parallel.NewToken()
	var wg sync.WaitGroup
	for i := range progress {
		wg.Go(func() {
			for stop.Err() == nil {
				parallel.For(50, &parallel.Options{Chunk: 1, Cancel: stop}, func(parallel.Chunk) error {
					busy(50 * time.Microsecond)
					progress[i].Add(1)
					return nil
				})
			}
		})
	}
	fair := func() bool {
		total, least := int64(0), progress[0].Load()
		for i := range progress {
			total, least = total+progress[i].Load(), min(least, progress[i].Load())
		}
		return least > 0 && least >= total/callers/10
	}
	time.Sleep(600 * time.Millisecond)
	assert.Eventually(t, fair, patience, 100*time.Millisecond)
	stop.Cancel(nil)
	wg.Wait()
}

// TestLongRegionLetsAShortOneIn: with one permit, the short region runs while the long one goes on.
func TestLongRegionLetsAShortOneIn(t *testing.T) {
	threads(t, int(limit()))
	stop := parallel.NewToken()
	var wg sync.WaitGroup
	for range limit() {
		wg.Go(func() {
			err := parallel.For(1<<20, &parallel.Options{Chunk: 1, Cancel: stop, Threads: 1}, func(parallel.Chunk) error {
				busy(20 * time.Microsecond)
				return nil
			})
			assert.Equal(t, parallel.ErrCancelled, err, "the long region was still running")
		})
	}
	time.Sleep(5 * time.Millisecond)
	start := time.Now()
	require.NoError(t, parallel.For(4, &parallel.Options{Chunk: 1}, nothing))
	assert.Less(t, time.Since(start), patience)
	stop.Cancel(nil)
	wg.Wait()
}

// TestHelpersComeBackAfterTheCrowd: helpers leave while callers wait, and join again when they are gone.
func TestHelpersComeBackAfterTheCrowd(t *testing.T) {
	threads(t, 4)
	var alone, crowd sync.WaitGroup
	m := &meeting{want: 4}
	var gone atomic.Bool
	alone.Go(func() {
		parallel.For(1<<30, &parallel.Options{Chunk: 1, Threads: 4}, func(parallel.Chunk) error {
			busy(20 * time.Microsecond)
			if gone.Load() {
				if !m.wait() {
					t.Error("the helpers did not come back")
				}
				return parallel.ErrCancelled
			}
			return nil
		})
	})
	for range 16 {
		crowd.Go(func() {
			for range 20 {
				parallel.For(8, &parallel.Options{Chunk: 1}, func(parallel.Chunk) error {
					busy(20 * time.Microsecond)
					return nil
				})
			}
		})
	}
	crowd.Wait()
	gone.Store(true)
	alone.Wait()
}

// TestFewerThreadsTakeEffect: permits that are held when the number sinks are not given out again.
func TestFewerThreadsTakeEffect(t *testing.T) {
	threads(t, 8)
	require.NoError(t, together(t, 8, func(c parallel.Chunk) error {
		if c.Index == 0 {
			return parallel.SetNumThreads(1)
		}
		return nil
	}))
	var g gauge
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			parallel.For(20, &parallel.Options{Chunk: 1, Threads: 8}, func(parallel.Chunk) error {
				g.enter()
				defer g.leave()
				busy(10 * time.Microsecond)
				return nil
			})
		})
	}
	wg.Wait()
	assert.LessOrEqual(t, g.top.Load(), limit())
}

// crowd keeps all permits but free busy until release is called, so that tests do not depend on the number of CPUs.
func crowd(t *testing.T, free int32) (release func()) {
	open := make(chan bool)
	var wg sync.WaitGroup
	var in atomic.Int32
	for range limit() - free {
		wg.Go(func() {
			parallel.For(2, &parallel.Options{Chunk: 1, Threads: 1}, func(parallel.Chunk) error {
				in.Add(1)
				<-open
				return nil
			})
		})
	}
	require.Eventually(t, func() bool { return in.Load() == limit()-free }, patience, time.Millisecond)
	return func() { close(open); wg.Wait() }
}

// runs reports whether a small region that another goroutine starts comes to its end.
func runs(t *testing.T) bool {
	done := make(chan bool)
	go func() {
		defer close(done)
		parallel.For(4, &parallel.Options{Chunk: 1}, nothing)
	}()
	select {
	case <-done:
		return true
	case <-time.After(patience):
		return false
	}
}

// TestHelperLeavesForACaller: its own caller cannot hand over, as it stays in one chunk.
func TestHelperLeavesForACaller(t *testing.T) {
	threads(t, 2)
	defer crowd(t, 2)()
	m, served := &meeting{want: 2}, make(chan bool)
	opt := &parallel.Options{Chunk: 1, Threads: 2, Schedule: parallel.Dynamic}
	err := parallel.For(1<<20, opt, func(c parallel.Chunk) error {
		switch {
		case c.Index < 2:
			m.wait()
			if c.Worker == 0 {
				assert.True(t, runs(t), "the helper kept its permit")
				close(served)
			}
		case c.Worker == 1:
			select {
			case <-served:
				return parallel.ErrCancelled
			default:
				time.Sleep(100 * time.Microsecond)
			}
		default:
			return parallel.ErrCancelled
		}
		return nil
	})
	assert.Equal(t, parallel.ErrCancelled, err)
}

// TestSleepingCallerLendsItsPermit: the helper's chunk does not end until another region has run.
func TestSleepingCallerLendsItsPermit(t *testing.T) {
	threads(t, 2)
	defer crowd(t, 2)()
	m := &meeting{want: 2}
	require.NoError(t, parallel.For(2, &parallel.Options{Chunk: 1, Threads: 2}, func(c parallel.Chunk) error {
		m.wait()
		if c.Worker == 1 {
			time.Sleep(time.Millisecond) // the caller has fallen asleep
			assert.True(t, runs(t), "the caller sleeps on its permit")
		}
		return nil
	}))
}

// TestInnerCallerTakesItsPermitBack: after the inner region the outer chunk counts as running again.
func TestInnerCallerTakesItsPermitBack(t *testing.T) {
	threads(t, 2)
	defer crowd(t, 2)()
	require.NoError(t, parallel.For(40, &parallel.Options{Chunk: 1, Threads: 1}, func(parallel.Chunk) error {
		m := &meeting{want: 2}
		err := parallel.For(2, &parallel.Options{Chunk: 1, Threads: 2}, func(c parallel.Chunk) error {
			m.wait()
			if c.Worker == 1 {
				time.Sleep(200 * time.Microsecond)
			}
			return nil
		})
		assert.GreaterOrEqual(t, parallel.AtRest().Held, int(limit())-1, "the crowd and this worker")
		return err
	}))
}
