package parallel

import (
	"sync/atomic"
	"syscall"
	"unsafe"
)

// bed is where a helper sleeps: a word of memory that the kernel watches, not a channel. Go wakes a goroutine by way of its queues and
// of another thread that finds it there; the kernel wakes the thread itself.
//
// It also has a say in where that wakes up. Linux likes to put a thread that is woken on the processor of the one that wakes it, above
// all where the others have just been busy for a moment. There it waits behind its caller, which computes and does not give way,
// until the kernel balances its queues some milliseconds later. So the waker takes its own processor from those that the
// sleeper may use, and the sleeper, once awake, gives it back.
type bed struct {
	asleep atomic.Uint32 // 1 until somebody rouses
	thread uintptr       // that sleeps
	cpus   cpuSet        // that it may use
	moved  bool          // all but one of them, now
}

// cpuSet has a bit for each processor. Where there are more than 1,024 the kernel refuses to fill it, and wakes as it likes.
type cpuSet [16]uint64

// Operations of futex(2) (linux/futex.h).
const (
	futexWait = 0 | futexPrivate
	futexWake = 1 | futexPrivate

	futexPrivate = 128
)

func newBed() *bed { return &bed{} }

// lie goes to bed, but does not sleep yet; whoever rouses sees all that was done before.
func (b *bed) lie() {
	asOthers()
	b.thread, _, _ = syscall.RawSyscall(syscall.SYS_GETTID, 0, 0, 0)
	b.cpus = cpuSet{}
	if _, _, failed := b.affinity(syscall.SYS_SCHED_GETAFFINITY, &b.cpus); failed != 0 {
		b.cpus = cpuSet{}
	}
	b.moved = false
	b.asleep.Store(1)
}

// sleep returns when somebody has roused.
func (b *bed) sleep() {
	for b.asleep.Load() != 0 {
		syscall.Syscall6(syscall.SYS_FUTEX, uintptr(unsafe.Pointer(&b.asleep)), futexWait, 1, 0, 0, 0)
	}
	if b.moved {
		b.affinity(syscall.SYS_SCHED_SETAFFINITY, &b.cpus)
	}
}

// rouse makes a sleeper that lies there get up by itself.
func (b *bed) rouse() { b.asleep.Store(0) }

// wake rouses a sleeper that lies there, on another processor than this one.
func (b *bed) wake() {
	b.moveAway()
	b.rouse()
	syscall.RawSyscall6(syscall.SYS_FUTEX, uintptr(unsafe.Pointer(&b.asleep)), futexWake, 1, 0, 0, 0)
}

// moveAway takes this processor from the sleeper if that has others.
func (b *bed) moveAway() {
	var cpu uint32
	if _, _, failed := syscall.RawSyscall(getCPU, uintptr(unsafe.Pointer(&cpu)), 0, 0); failed != 0 || int(cpu) >= 64*len(b.cpus) {
		return
	}
	others := b.cpus
	others[cpu/64] &^= 1 << (cpu % 64)
	if others == b.cpus || others == (cpuSet{}) {
		return
	}
	_, _, failed := b.affinity(syscall.SYS_SCHED_SETAFFINITY, &others)
	b.moved = failed == 0
}

func (b *bed) affinity(call uintptr, set *cpuSet) (uintptr, uintptr, syscall.Errno) {
	return syscall.RawSyscall(call, b.thread, unsafe.Sizeof(*set), uintptr(unsafe.Pointer(set)))
}
