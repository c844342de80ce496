package parallel

import (
	"math/bits"
	"os"
	"runtime"
	"syscall"
	"unsafe"
)

func available() int {
	cpus := affinity(os.Getpid())
	if quota, ok := cpuQuota(os.DirFS("/")); ok {
		cpus = min(cpus, quota)
	}
	return cpus
}

// maskWords is room for 65,536 CPUs. The kernel refuses a mask shorter than its own, which has at most 8,192 bits
// (NR_CPUS in arch/x86/Kconfig).
const maskWords = 1024

// affinity counts the CPUs that the thread may use. The process id names the main thread, which is the one that
// os.sched_setaffinity(0, …) and taskset -p change; Go's own count dates from the start of the process.
func affinity(pid int) int {
	var mask [maskWords]uint64
	size, _, errno := syscall.RawSyscall(syscall.SYS_SCHED_GETAFFINITY,
		uintptr(pid), unsafe.Sizeof(mask), uintptr(unsafe.Pointer(&mask)))
	if errno != 0 {
		return runtime.NumCPU()
	}
	cpus := 0
	for _, word := range mask[:size/8] {
		cpus += bits.OnesCount64(word)
	}
	return cpus
}
