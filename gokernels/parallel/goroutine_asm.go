//go:build (amd64 || arm64) && !noasm

package parallel

// Goroutine names the running goroutine: a number that no other live goroutine has, the same until it
// ends. A nested For finds by it that its goroutine is a worker already and holds a permit; queueing for a
// second one could wait for itself.
//
//go:noescape
func Goroutine() uintptr

// pause tells the processor n times that this is a spin loop (PAUSE, YIELD).
//
//go:noescape
func pause(n int)
