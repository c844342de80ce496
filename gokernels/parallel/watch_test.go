package parallel

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func newTestWatcher(every time.Duration) *watcher {
	return newWatcher(&Options{WatchEvery: every, Watch: func(int, int) error { return nil }}, newParker())
}

func TestWatcherReadsTheClockLessOftenForShortChunks(t *testing.T) {
	w := newTestWatcher(time.Hour)
	defer w.disarm()
	readings := 0
	for range 64_000 {
		before := w.read
		assert.False(t, w.due())
		if w.read != before {
			readings++
		}
	}
	assert.Less(t, readings, 16_000)
	time.Sleep(2 * clockWorth)
	for before := w.read; w.read == before; {
		w.due()
	}
	assert.Equal(t, 1, w.stride, "every chunk again after a long one")
}

func TestWatcherIsDueByTheClock(t *testing.T) {
	w := newTestWatcher(time.Hour)
	w.disarm()
	assert.False(t, dueSoon(w))
	w.next -= time.Hour
	assert.True(t, dueSoon(w))
	w.again()
	w.disarm()
	assert.False(t, dueSoon(w))
}

// dueSoon asks as often as it may take until the clock is read.
func dueSoon(w *watcher) bool {
	for range maxStride {
		if w.due() {
			return true
		}
	}
	return false
}

func TestWatcherIsDueByTheBell(t *testing.T) {
	p := newParker()
	w := newWatcher(&Options{WatchEvery: time.Millisecond}, p)
	w.left = 1 << 30 // as if the clock were never read
	w.arm()
	p.park()
	assert.True(t, w.due())
}

// TestWatcherSetsItsTimerLate looks at what starts and stops all the time: most loops end before anything is due.
func TestWatcherSetsItsTimerLate(t *testing.T) {
	w := newTestWatcher(time.Hour)
	defer w.disarm()
	for range blindStride - 2 {
		w.due()
		assert.Nil(t, w.bell)
	}
	for range blindStride {
		w.due()
	}
	assert.NotNil(t, w.bell)
}

func TestWatcherIgnoresALateBell(t *testing.T) {
	w := newTestWatcher(time.Hour)
	defer w.disarm()
	w.rung.Store(true)
	require.False(t, w.due())
	assert.False(t, w.rung.Load())
}

func TestWatchHasADefaultInterval(t *testing.T) {
	w := newTestWatcher(0)
	defer w.disarm()
	assert.Equal(t, defaultWatchEvery, w.every)
}
