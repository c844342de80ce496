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
	defer w.bell.Stop()
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
	w.bell.Stop()
	assert.False(t, dueSoon(w))
	w.next -= time.Hour
	assert.True(t, dueSoon(w))
	w.again()
	w.bell.Stop()
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
	p.park()
	assert.True(t, w.due())
}

func TestWatcherIgnoresALateBell(t *testing.T) {
	w := newTestWatcher(time.Hour)
	defer w.bell.Stop()
	w.rung.Store(true)
	require.False(t, w.due())
	assert.False(t, w.rung.Load())
}

func TestWatchHasADefaultInterval(t *testing.T) {
	w := newTestWatcher(0)
	defer w.bell.Stop()
	assert.Equal(t, defaultWatchEvery, w.every)
}
