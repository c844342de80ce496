//go:build !(amd64 || arm64) || noasm

package parallel

import (
	"bytes"
	"runtime"
	"strconv"
	"sync"
)

// traces is room for the first lines of traces, kept so that a hot region does not allocate.
var traces = sync.Pool{New: func() any { return new([32]byte) }}

// Goroutine names the running goroutine: a number that no other live goroutine has, the same until it
// ends. A nested For finds by it that its goroutine is a worker already and holds a permit; queueing for a
// second one could wait for itself. The only portable source is the trace's first line, "goroutine 7 [running]".
func Goroutine() uintptr {
	buf := traces.Get().(*[32]byte)
	defer traces.Put(buf)
	line := buf[:runtime.Stack(buf[:], false)]
	digits, _, _ := bytes.Cut(line[len("goroutine "):], []byte(" "))
	id, err := strconv.ParseUint(string(digits), 10, 64)
	if err != nil {
		panic("no goroutine number in " + string(line))
	}
	return uintptr(id)
}

// pause lets n turns of a spin loop pass; here by letting other goroutines run.
func pause(n int) {
	runtime.Gosched()
}
