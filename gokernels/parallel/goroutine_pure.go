//go:build !(amd64 || arm64) || noasm

package parallel

import (
	"bytes"
	"runtime"
	"strconv"
)

// goroutine names the running goroutine: a number that no other live goroutine has, the same until it
// ends. A nested For finds by it that its goroutine is a worker already and holds a permit; queueing for a
// second one could wait for itself. The only portable source is the trace's first line, "goroutine 7 [running]".
func goroutine() uintptr {
	var buf [32]byte
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
