package capi

import (
	"fmt"
	"runtime"

	"gokernels/gokernels/parallel"
)

// guard turns a panic of the function that defers it into an error.
//
// Go's rule is to let a panic end the program: whoever recovers may go on with
// broken state. Here the program is somebody's Python process, with hours of
// their work in it, and what a kernel can break is its own output array only:
// kernels keep no state between calls, and parallel carries a worker's panic to
// the caller with its pool intact. So the boundary recovers, in this one place,
// and the user gets an exception with the worker's stack.
func guard(err *error) {
	switch p := recover().(type) {
	case nil:
	case *parallel.Panic:
		*err = errorf(kernelError, "%s\n\n%s", describe(p.Value), trim(p.Stack))
	default:
		*err = errorf(kernelError, "%s\n\n%s", describe(p), trim(stack()))
	}
}

// describe names a fault by its cause: a bad address is a runtime.Error with an
// Addr method, an ordinary panic any value.
func describe(v any) string {
	if fault, ok := v.(interface{ Addr() uintptr }); ok {
		return fmt.Sprintf("a kernel read or wrote memory at the bad address %#x", fault.Addr())
	}
	return fmt.Sprintf("panic in a kernel: %v", v)
}

func stack() []byte {
	buf := make([]byte, 4096)
	return buf[:runtime.Stack(buf, false)]
}

// trim keeps what fits beside the message in a Frame.
func trim(stack []byte) []byte {
	const most = 300
	return stack[:min(len(stack), most)]
}
