package capi

import (
	"encoding/json"
	"runtime"
	"runtime/debug"
	"syscall"

	"gokernels/gokernels/compile"
	"gokernels/gokernels/parallel"
	"gokernels/gokernels/random"
	"gokernels/gokernels/vecmath"
)

// processors is how many Go processors this runtime has, the cores' number or
// more. Running workers are bounded by parallel's permits, not by processors; with
// only as many processors as cores a short call would queue for up to 50 ms behind
// long kernels (Go preempts after 10 ms), with 16 of them it waited 0.04 ms.
const processors = 16

func init() {
	runtime.GOMAXPROCS(max(processors, 4*runtime.NumCPU()))
	collectLater()
}

// ballast is memory that is never used, so it takes none. It makes Go collect garbage every 64 MiB or more instead of
// every 4: a loop of array expressions, each with its temporary array, otherwise spends most of its time in collections.
var ballast []byte

// collectLater sets the first collection off at 64 MiB, which is when the ballast is made: made at the start it would
// begin a collection there, which costs more than all else that Go does before the first call.
func collectLater() {
	usual := debug.SetGCPercent(1600)   // of the 4 MiB that Go starts from
	type collected struct{ _ [16]byte } // not of the tiny objects, which share memory
	runtime.SetFinalizer(new(collected), func(*collected) {
		ballast = make([]byte, 64<<20)
		_ = syscall.Madvise(ballast, syscall.MADV_DONTNEED) // Go clears it where other memory had been
		debug.SetGCPercent(usual)
	})
}

// NumThreads returns the process-wide number of workers.
func NumThreads() (n int64, err error) {
	defer guard(&err)
	return int64(parallel.NumThreads()), nil
}

// SetNumThreads sets the process-wide number of workers and returns it.
func SetNumThreads(n int64) (set int64, err error) {
	defer guard(&err)
	if err := parallel.SetNumThreads(int(n)); err != nil {
		return 0, errorf(valueError, "n: %v", err)
	}
	return n, nil
}

// MaxThreads returns the largest number that SetNumThreads takes.
func MaxThreads() (int64, error) { return parallel.MaxThreads, nil }

// Available returns how many CPUs this process may use now: affinity and cgroup quota included.
func Available() (n int64, err error) {
	defer guard(&err)
	return int64(parallel.Available()), nil
}

// Seed returns a fresh seed from the operating system.
func Seed() (seed int64, err error) {
	defer guard(&err)
	return int64(random.Seed()), nil
}

// Collect runs Go's garbage collector and gives unused memory back; it returns the bytes in use.
func Collect() (bytes int64, err error) {
	defer guard(&err)
	debug.FreeOSMemory()
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	return int64(stats.HeapInuse), nil
}

// Build is what Info describes, as JSON.
type build struct {
	Go          string `json:"go"`
	OS          string `json:"os"`
	Arch        string `json:"arch"`
	Processors  int    `json:"processors"`
	Threads     int    `json:"threads"`
	Available   int    `json:"available"`
	SIMD        bool   `json:"simd_compiled"`
	Accelerated bool   `json:"simd_used"`
	Machine     string `json:"machine_code"`
	Goroutines  int    `json:"goroutines"`
}

// Info describes this build and this machine, as a JSON object.
func Info() (text string, err error) {
	defer guard(&err)
	out, err := json.Marshal(build{
		Go: runtime.Version(), OS: runtime.GOOS, Arch: runtime.GOARCH, Processors: runtime.GOMAXPROCS(0),
		Threads: parallel.NumThreads(), Available: parallel.Available(),
		SIMD: vecmath.SIMDCompiled, Accelerated: vecmath.Accelerated(), Machine: compile.Instructions(),
		Goroutines: runtime.NumGoroutine(),
	})
	return string(out), err
}
