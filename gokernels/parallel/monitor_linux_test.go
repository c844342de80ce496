package parallel

import (
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestMonitorWaitsForAProcessor finds Go's monitor among the threads and has it wait.
func TestMonitorWaitsForAProcessor(t *testing.T) {
	if len(napping()) == 0 && syscall.Access("/proc/self/syscall", 4) != nil {
		t.Skip("skipped: no /proc that tells what threads do")
	}
	tid := 0
	require.Eventually(t, func() bool { tid = monitor(); return tid != 0 }, 10*time.Second, time.Millisecond)
	assert.NotEqual(t, syscall.Gettid(), tid)
	require.Eventually(t, quietMonitor, 10*time.Second, time.Millisecond)
	policy, _, failed := syscall.RawSyscall(syscall.SYS_SCHED_GETSCHEDULER, uintptr(tid), 0, 0)
	require.Zero(t, failed)
	assert.EqualValues(t, schedBatch, policy)
	assert.Equal(t, tid, func() int { // the same one as before
		for range 1000 {
			if again := monitor(); again != 0 {
				return again
			}
		}
		return 0
	}())
}
