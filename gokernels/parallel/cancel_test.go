package parallel_test

import (
	"errors"
	"runtime"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"gokernels/gokernels/parallel"
)

func TestTokenKeepsTheFirstCause(t *testing.T) {
	var none *parallel.Token
	assert.NoError(t, none.Err())
	token := parallel.NewToken()
	assert.NoError(t, token.Err())
	token.Cancel(nil)
	token.Cancel(errors.New("late"))
	assert.Equal(t, parallel.ErrCancelled, token.Err())
	cause := errors.New("time is up")
	token = parallel.NewToken()
	token.Cancel(cause)
	assert.Equal(t, cause, token.Err())
}

func TestCancelStopsAtTheNextChunk(t *testing.T) {
	threads(t, 4)
	for _, s := range schedules {
		token, cause := parallel.NewToken(), errors.New("enough")
		var after atomic.Int64
		err := parallel.For(1<<30, &parallel.Options{Chunk: 1, Schedule: s, Cancel: token}, func(c parallel.Chunk) error {
			if token.Err() != nil {
				after.Add(1)
			}
			if c.Index == 100 {
				token.Cancel(cause)
			}
			return nil
		})
		assert.Equal(t, cause, err)
		assert.LessOrEqual(t, after.Load(), int64(4), "at most the chunks that had been polled for")
	}
}

func TestCancelledBeforeTheStart(t *testing.T) {
	token := parallel.NewToken()
	token.Cancel(nil)
	never := func(parallel.Chunk) error { t.Error("ran"); return nil }
	for _, n := range []int{1, 1000} {
		assert.Equal(t, parallel.ErrCancelled, parallel.For(n, &parallel.Options{Cancel: token}, never))
	}
	assert.NoError(t, parallel.For(0, &parallel.Options{Cancel: token}, never))
}

func TestCancelAfterTheLastChunkBeganIsTooLate(t *testing.T) {
	token := parallel.NewToken()
	err := parallel.For(10, &parallel.Options{Chunk: 1, Threads: 1, Cancel: token}, func(c parallel.Chunk) error {
		if c.Last {
			token.Cancel(nil)
		}
		return nil
	})
	assert.NoError(t, err)
}

func TestFailureGoesBeforeCancel(t *testing.T) {
	token := parallel.NewToken()
	err := parallel.For(10, &parallel.Options{Chunk: 1, Cancel: token}, func(parallel.Chunk) error {
		token.Cancel(nil)
		return errors.New("failed")
	})
	assert.EqualError(t, err, "failed")
}

func TestCancelReachesACallerThatQueues(t *testing.T) {
	threads(t, 2)
	defer crowd(t, 0)()
	token, cause := parallel.NewToken(), errors.New("no patience")
	time.AfterFunc(5*time.Millisecond, func() { token.Cancel(cause) })
	err := parallel.For(10, &parallel.Options{Chunk: 1, Cancel: token}, nothing)
	assert.Equal(t, cause, err)
}

func TestWatchIsCalledInTimeByTheCaller(t *testing.T) {
	threads(t, 2)
	var calls []time.Time // no lock: the race detector sees a call from elsewhere
	dones := []int{0}
	opt := &parallel.Options{Chunk: 10, WatchEvery: 5 * time.Millisecond, Watch: func(done, total int) error {
		calls, dones = append(calls, time.Now()), append(dones, done)
		assert.Equal(t, 1000, total)
		return nil
	}}
	require.NoError(t, parallel.For(1000, opt, func(parallel.Chunk) error { busy(time.Millisecond); return nil }))
	require.NotEmpty(t, calls)
	for i := range calls[1:] {
		assert.GreaterOrEqual(t, calls[i+1].Sub(calls[i]), 4*time.Millisecond)
	}
	assert.IsNonDecreasing(t, dones)
	assert.Positive(t, dones[len(dones)-1])
	assert.LessOrEqual(t, dones[len(dones)-1], 1000)
}

// TestWatchGoesOnWhileTheCallerWaits: the caller has no chunk left and a helper does not end until Watch was called.
func TestWatchGoesOnWhileTheCallerWaits(t *testing.T) {
	threads(t, 2)
	calls := make(chan bool, 100)
	m := &meeting{want: 2}
	opt := &parallel.Options{Chunk: 1, WatchEvery: time.Millisecond, Watch: func(done, total int) error {
		calls <- true
		return nil
	}}
	require.NoError(t, parallel.For(2, opt, func(c parallel.Chunk) error {
		m.wait()
		for i := 0; c.Worker == 1 && i < 3; i++ {
			<-calls
		}
		return nil
	}))
}

func TestWatchGoesOnWhileTheCallerQueues(t *testing.T) {
	threads(t, 2)
	defer crowd(t, 0)()
	impatient := errors.New("not today")
	opt := &parallel.Options{Chunk: 1, WatchEvery: time.Millisecond, Watch: func(int, int) error { return impatient }}
	assert.Equal(t, impatient, parallel.For(10, opt, nothing))
}

func TestWatchErrorStops(t *testing.T) {
	threads(t, 4)
	calls := 0
	opt := &parallel.Options{Chunk: 1, WatchEvery: time.Millisecond, Watch: func(int, int) error {
		calls++
		return errors.New("interrupted")
	}}
	err := parallel.For(1<<40, opt, func(parallel.Chunk) error { busy(10 * time.Microsecond); return nil })
	assert.EqualError(t, err, "interrupted")
	assert.Equal(t, 1, calls)
}

func TestWatchPanicStops(t *testing.T) {
	opt := &parallel.Options{Chunk: 1, WatchEvery: time.Millisecond, Watch: func(int, int) error { panic("watch") }}
	p := caught(func() {
		parallel.For(1<<40, opt, func(parallel.Chunk) error { busy(10 * time.Microsecond); return nil })
	})
	require.NotNil(t, p)
	assert.Equal(t, "watch", p.Value)
	assert.Equal(t, -1, p.Chunk)
}

// TestWatchMayRunARegion: also when the caller has lent its permit and sleeps.
func TestWatchMayRunARegion(t *testing.T) {
	threads(t, 2)
	m, ran := &meeting{want: 2}, make(chan bool, 1)
	opt := &parallel.Options{Chunk: 1, WatchEvery: time.Millisecond, Watch: func(int, int) error {
		err := parallel.For(8, &parallel.Options{Chunk: 1}, nothing)
		select {
		case ran <- true:
		default:
		}
		return err
	}}
	require.NoError(t, parallel.For(2, opt, func(c parallel.Chunk) error {
		m.wait()
		if c.Worker == 1 {
			<-ran
		}
		return nil
	}))
	atRest(t) // no permit was lost
}

// TestWatchMayRunARegionInTheQueue: the inner region gets the permit that the outer one queues for.
func TestWatchMayRunARegionInTheQueue(t *testing.T) {
	threads(t, 2)
	var release sync.Once
	leave := crowd(t, 0)
	opt := &parallel.Options{Chunk: 1, WatchEvery: time.Millisecond, Watch: func(int, int) error {
		release.Do(func() { go leave() })
		return parallel.For(8, &parallel.Options{Chunk: 1}, nothing)
	}}
	require.NoError(t, parallel.For(8, opt, nothing))
	atRest(t)
}

// TestWatchMayEndTheGoroutine, as t.FailNow does, wherever the caller is.
func TestWatchMayEndTheGoroutine(t *testing.T) {
	threads(t, 2)
	end := func(release func()) {
		ended, m := make(chan bool), &meeting{want: 2}
		opt := &parallel.Options{Chunk: 1, WatchEvery: time.Millisecond, Watch: func(int, int) error {
			defer close(ended)
			runtime.Goexit()
			return nil
		}}
		go parallel.For(2, opt, func(c parallel.Chunk) error {
			m.wait()
			if c.Worker == 1 {
				<-ended
			}
			return nil
		})
		<-ended
		release()
		atRest(t)
	}
	end(crowd(t, 0))
	end(func() {})
}
