package parallel

import (
	"os"
	"runtime"
	"syscall"
	"testing"
	"unsafe"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func setAffinity(t *testing.T, pid int, mask [maskWords]uint64) {
	_, _, errno := syscall.RawSyscall(syscall.SYS_SCHED_SETAFFINITY, uintptr(pid), unsafe.Sizeof(mask), uintptr(unsafe.Pointer(&mask)))
	require.Zero(t, errno)
}

// TestAvailableFollowsTheAffinityMask changes it while the program runs, which Go's own count does not see.
func TestAvailableFollowsTheAffinityMask(t *testing.T) {
	var was, one [maskWords]uint64
	pid := os.Getpid()
	_, _, errno := syscall.RawSyscall(syscall.SYS_SCHED_GETAFFINITY, uintptr(pid), unsafe.Sizeof(was), uintptr(unsafe.Pointer(&was)))
	require.Zero(t, errno)
	defer setAffinity(t, pid, was)
	for i, word := range was {
		if word != 0 {
			one[i] = word & -word
			break
		}
	}
	setAffinity(t, pid, one)
	assert.Equal(t, 1, Available())
	assert.Equal(t, 1, affinity(pid))
	setAffinity(t, pid, was)
	assert.LessOrEqual(t, Available(), runtime.NumCPU())
	assert.Equal(t, runtime.NumCPU(), affinity(-1), "no such thread")
}

func TestSettingsFollowTheCPUs(t *testing.T) {
	freshen()
	want := Available()
	settings.cpus.Store(77)
	settings.readAt.Store(int64(now()))
	freshen()
	assert.EqualValues(t, 77, settings.cpus.Load(), "read a moment ago")
	settings.readAt.Add(-int64(cpusStale) - 1)
	freshen()
	assert.EqualValues(t, want, settings.cpus.Load())
}
