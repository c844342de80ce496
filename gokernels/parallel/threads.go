package parallel

import (
	"fmt"
	"runtime"
	"sync"
	"sync/atomic"
	"time"
)

// MaxThreads is the most workers that a region may have: a worker id fits a byte.
const MaxThreads = 256

// cpusStale is how old the count of CPUs may be. Reading it costs some tens of microseconds; a changed quota
// or affinity matters to nobody within a second.
const cpusStale = time.Second

// settings is what the process may use and what the user asked for.
var settings struct {
	sync.Mutex
	first  sync.Once
	asked  atomic.Int64 // SetNumThreads; 0 = never called
	cpus   atomic.Int64 // Available when last read
	usable atomic.Int64 // the same, and no more than Go's processors
	readAt atomic.Int64 // by now()
}

// NumThreads is the number of workers of a region whose Options do not say. It is Available until SetNumThreads.
func NumThreads() int {
	freshen()
	return current()
}

// SetNumThreads sets it for the whole process, 1 to MaxThreads.
func SetNumThreads(n int) error {
	if n < 1 || n > MaxThreads {
		return fmt.Errorf("number of threads must be 1 to %d, not %d", MaxThreads, n)
	}
	freshen()
	settings.asked.Store(int64(n))
	resize()
	return nil
}

// current is NumThreads as of the last freshen.
func current() int {
	if n := settings.asked.Load(); n > 0 {
		return int(n)
	}
	return min(int(settings.cpus.Load()), MaxThreads)
}

// processors is how many workers can make progress at the same time.
func processors() int { return int(settings.usable.Load()) }

// freshen reads the number of CPUs again if that was long ago.
func freshen() {
	settings.first.Do(readCPUs)
	readAt, t := settings.readAt.Load(), int64(now())
	if t-readAt > int64(cpusStale) && settings.readAt.CompareAndSwap(readAt, t) {
		readCPUs()
	}
}

func readCPUs() {
	cpus := Available()
	settings.cpus.Store(int64(cpus))
	settings.usable.Store(int64(min(cpus, runtime.GOMAXPROCS(0))))
	settings.readAt.Store(int64(now()))
	resize()
}

// resize makes the permits follow. There are as many as the user asked for, and never fewer than CPUs: that a region
// uses one worker must not make the regions of other threads wait for each other.
func resize() {
	settings.Lock()
	defer settings.Unlock()
	permitted.resize(max(current(), int(settings.cpus.Load())))
	helpers.offer()
}
