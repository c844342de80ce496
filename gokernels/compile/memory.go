package compile

import (
	"bytes"
	"math"
	"os"
	"strconv"
	"sync"
	"sync/atomic"
	"time"
)

// memoryStale is how old the reading of free memory may be: it costs some 20 µs, and an array that does not fit is
// mostly one whose size was computed wrongly.
const memoryStale = 100 * time.Millisecond

// memory knows how much of it there is. Go ends the process when the operating system refuses memory, so a program has
// to ask first to be able to raise MemoryError.
var memory = &meter{paths: []string{"/proc/meminfo"}, limits: [][2]string{
	{"/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory.current"},
	{"/sys/fs/cgroup/memory/memory.limit_in_bytes", "/sys/fs/cgroup/memory/memory.usage_in_bytes"},
}}

type meter struct {
	paths  []string
	limits [][2]string // files with a limit and with what is used of it
	read   atomic.Int64
	bytes  atomic.Int64
	mu     sync.Mutex
}

// available is the bytes that can be had, 0 when nobody can tell.
func (m *meter) available() int {
	now := time.Now().UnixNano()
	if now-m.read.Load() > int64(memoryStale) {
		m.mu.Lock()
		m.bytes.Store(int64(m.measure()))
		m.read.Store(now)
		m.mu.Unlock()
	}
	return int(m.bytes.Load())
}

func (m *meter) measure() int {
	free := math.MaxInt
	for _, path := range m.paths {
		if n, ok := meminfo(path); ok {
			free = min(free, n)
		}
	}
	for _, pair := range m.limits {
		limit, ok := number(pair[0])
		if used, known := number(pair[1]); ok && known {
			free = min(free, max(limit-used, 1))
		}
	}
	if free == math.MaxInt {
		return 0
	}
	return free
}

// meminfo reads MemAvailable, and the swap that is free.
func meminfo(path string) (int, bool) {
	text, err := os.ReadFile(path)
	if err != nil {
		return 0, false
	}
	total, found := 0, false
	for line := range bytes.Lines(text) {
		fields := bytes.Fields(line)
		if len(fields) < 2 {
			continue
		}
		switch string(fields[0]) {
		case "MemAvailable:", "SwapFree:":
			n, err := strconv.Atoi(string(fields[1]))
			found = found || err == nil
			total += n * 1024 // the file counts in kB
		}
	}
	return total, found
}

// number reads a file that holds one number; "max" is none.
func number(path string) (int, bool) {
	text, err := os.ReadFile(path)
	if err != nil {
		return 0, false
	}
	n, err := strconv.Atoi(string(bytes.TrimSpace(text)))
	return n, err == nil
}
