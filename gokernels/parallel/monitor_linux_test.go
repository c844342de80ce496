package parallel

import (
	"runtime"
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
	assert.Equal(t, schedBatch, policyOf(tid))
	assert.Equal(t, tid, func() int { // the same one as before
		for range 1000 {
			if again := monitor(); again != 0 {
				return again
			}
		}
		return 0
	}())
}

// TestHelpersAreAsOthers: a thread that the monitor starts is as the monitor, until a helper lies down on it.
func TestHelpersAreAsOthers(t *testing.T) {
	was := monitorIsQuiet.Swap(true)
	defer monitorIsQuiet.Store(was)
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	if policyOf(0) != schedOther {
		t.Skip("skipped: these tests run with a policy of their own")
	}
	setPolicy(0, schedBatch)
	newBed().lie()
	assert.Equal(t, schedOther, policyOf(0))
}
