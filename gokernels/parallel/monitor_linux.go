package parallel

import (
	"bytes"
	"os"
	"runtime"
	"strconv"
	"sync/atomic"
	"syscall"
	"time"
	"unsafe"
)

// Go's monitor, a thread that has no processor of the scheduler, looks every 20 µs for what blocks others, for some milliseconds after
// each pause, then ever less often. Where all processors are busy it takes one from a worker each time, and on a virtual
// machine that costs 5 to 30 µs: a third of the loops of 50 µs that follow a pause were half as long again. What it does can
// wait, so it becomes a thread that does not take a processor from another one (SCHED_BATCH, sched(7)): it still has its share.

// quietMonitor does this, and reports whether it has been done or cannot be. Where it cannot nothing is lost but time.
func quietMonitor() bool {
	tid := monitor()
	if tid == 0 {
		return false
	}
	if policyOf(tid) == schedOther {
		monitorIsQuiet.Store(true)
		setPolicy(tid, schedBatch)
	}
	return true
}

// monitorIsQuiet says that threads may be SCHED_BATCH because the monitor started them.
var monitorIsQuiet atomic.Bool

// asOthers undoes that for the thread of a helper.
func asOthers() {
	if monitorIsQuiet.Load() && policyOf(0) == schedBatch {
		setPolicy(0, schedOther)
	}
}

// policyOf is a thread's, the calling one's for 0; something else where it cannot be told.
func policyOf(tid int) int {
	policy, _, failed := syscall.RawSyscall(syscall.SYS_SCHED_GETSCHEDULER, uintptr(tid), 0, 0)
	if failed != 0 {
		return -1
	}
	return int(policy)
}

func setPolicy(tid, policy int) {
	var priority int32
	syscall.RawSyscall(syscall.SYS_SCHED_SETSCHEDULER, uintptr(tid), uintptr(policy), uintptr(unsafe.Pointer(&priority)))
}

// Policies of sched(7) (linux/sched.h).
const (
	schedOther = 0
	schedBatch = 3
)

// How often, and how long after each other, a thread must be found asleep in the monitor's nap to be it. Others take such naps too, of
// a few microseconds.
const (
	monitorLooks = 4
	monitorGap   = 100 * time.Microsecond
)

// monitor is the thread of Go's monitor, 0 if it cannot be told for sure. It can while it is at work.
func monitor() (tid int) {
	found := napping()
	for range monitorLooks - 1 {
		for end := now() + monitorGap; now() < end; { // not asleep: with nobody at work it would sleep elsewhere
			pause(spinPauses)
		}
		again := napping()
		for t := range found {
			if !again[t] {
				delete(found, t)
			}
		}
	}
	if len(found) != 1 {
		return 0
	}
	for tid = range found {
	}
	return tid
}

// napping are the threads of this process that sleep in the function in which the monitor does.
func napping() map[int]bool {
	all := map[int]bool{}
	threads, _ := os.ReadDir("/proc/self/task")
	for _, t := range threads {
		call, _ := os.ReadFile("/proc/self/task/" + t.Name() + "/syscall")
		words := bytes.Fields(call)
		if len(words) < 3 {
			continue
		}
		pc, err := strconv.ParseUint(string(words[len(words)-1]), 0, 64)
		if f := runtime.FuncForPC(uintptr(pc)); err == nil && f != nil && f.Name() == "runtime.usleep" {
			tid, _ := strconv.Atoi(t.Name())
			all[tid] = true
		}
	}
	return all
}
