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

// atRest waits until the helpers sleep and checks that nothing was lost on the way.
func atRest(t *testing.T) {
	t.Helper()
	require.Eventually(t, func() bool {
		r := parallel.AtRest()
		return r.Searching == 0 && r.Sleeping == r.Started && r.Held == 0
	}, patience, time.Millisecond, "%+v", parallel.AtRest())
	r := parallel.AtRest()
	assert.Equal(t, r.Started, r.Registered, "only helpers stay registered")
	assert.Zero(t, r.Waiting)
	assert.Zero(t, r.OnBoard)
}

// cpuTime is what the process has used.
func cpuTime(t *testing.T) time.Duration {
	var u syscall.Rusage
	require.NoError(t, syscall.Getrusage(syscall.RUSAGE_SELF, &u))
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

func TestIdlePoolUsesNoCPU(t *testing.T) {
	threads(t, 16)
	require.NoError(t, together(t, 16, nothing))
	time.Sleep(time.Millisecond)
	assert.Zero(t, parallel.AtRest().Searching, "asleep within a millisecond")
	runtime.GC()
	time.Sleep(20 * time.Millisecond)
	before := cpuTime(t)
	time.Sleep(300 * time.Millisecond)
	assert.Less(t, cpuTime(t)-before, 5*time.Millisecond)
	atRest(t)
}
