package parallel

import (
	"errors"
	"fmt"
	"runtime/debug"
	"sync"
)

// ErrGoexit is what a chunk fails with whose body ended a helper's goroutine.
var ErrGoexit = errors.New("parallel: the loop body called runtime.Goexit")

// Panic is what For and Reduce panic with on the caller's goroutine when a body panicked, or touched a bad address,
// on any goroutine.
type Panic struct {
	Value any    // what the body panicked with
	Stack []byte // the trace of the goroutine that did
	Chunk int    // the chunk it ran; -1 for Watch
}

// Error names the value and the chunk.
func (p *Panic) Error() string { return fmt.Sprintf("panic in chunk %d: %v", p.Chunk, p.Value) }

// Unwrap is the value if it is an error, such as a runtime.Error.
func (p *Panic) Unwrap() error {
	err, _ := p.Value.(error)
	return err
}

// newPanic describes a recovered panic. One that came through an inner region keeps its value and trace.
// It must be called by the function that recovered, while the stack still shows the cause.
func newPanic(value any, chunk int) *Panic {
	if inner, ok := value.(*Panic); ok {
		return &Panic{Value: inner.Value, Stack: inner.Stack, Chunk: chunk}
	}
	return &Panic{Value: value, Stack: debug.Stack(), Chunk: chunk}
}

// outcome is how a region ended so far: the failure of the lowest chunk that failed, and the reason
// to stop that came from outside.
type outcome struct {
	mu      sync.Mutex
	failed  bool
	chunk   int
	err     error
	panic   *Panic
	stopped error
}

// fail notes that a chunk failed, with an error or a panic; only the lowest counts.
func (o *outcome) fail(chunk int, err error, p *Panic) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if !o.failed || chunk < o.chunk {
		o.failed, o.chunk, o.err, o.panic = true, chunk, err, p
	}
}

// stop notes the first reason to stop.
func (o *outcome) stop(err error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.stopped == nil {
		o.stopped = err
	}
}

// take returns the outcome and forgets it. A failure goes before a reason to stop: it is never lost.
func (o *outcome) take() (error, *Panic) {
	o.mu.Lock()
	defer o.mu.Unlock()
	err, p := o.err, o.panic
	if !o.failed {
		err = o.stopped
	}
	o.failed, o.chunk, o.err, o.panic, o.stopped = false, 0, nil, nil, nil
	return err, p
}
