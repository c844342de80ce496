package parallel_test

import (
	"runtime"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"gokernels/gokernels/parallel"
)

// atRest waits until the helpers sleep, and checks that nothing was lost on the way.
func atRest(t *testing.T) {
	t.Helper()
	var r parallel.Rest
	whole := func() bool {
		r = parallel.AtRest()
		return r == parallel.Rest{Sleeping: r.Started, Started: r.Started, Registered: r.Started}
	}
	for start := time.Now(); !whole(); time.Sleep(time.Millisecond) {
		if time.Since(start) > patience {
			t.Fatalf("something was lost: %+v", r)
		}
	}
}

// cpuTime is what the process has used.
func cpuTime(t *testing.T) time.Duration {
	var u syscall.Rusage
	require.NoError(t, syscall.Getrusage(syscall.RUSAGE_SELF, &u))
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// least measures again while other work of the machine may have come in between, and returns the smallest result.
func least(enough int, measure func() int) int {
	found := measure()
	for i := 0; i < 20 && found > enough; i++ {
		found = min(found, measure())
	}
	return found
}

func TestIdlePoolUsesNoCPU(t *testing.T) {
	threads(t, 16)
	assert.Zero(t, least(0, func() int {
		require.NoError(t, together(t, 16, nothing))
		time.Sleep(time.Millisecond)
		return parallel.AtRest().Searching
	}), "asleep within a millisecond")
	runtime.GC()
	time.Sleep(20 * time.Millisecond)
	assert.LessOrEqual(t, least(int(5*time.Millisecond), func() int {
		before := cpuTime(t)
		time.Sleep(300 * time.Millisecond)
		return int(cpuTime(t) - before)
	}), int(5*time.Millisecond))
	atRest(t)
}
