package capi

import (
	"errors"
	"fmt"
	"strings"

	"gokernels/gokernels/kernels"
	"gokernels/gokernels/parallel"
)

// class says which Python exception an error becomes. The order is the wire
// format between Go and binding/errors.c.
type class int32

// The classes, in the order of binding/errors.c.
const (
	none class = iota
	valueError
	typeError
	indexError
	memoryError
	timeoutError
	cancelled   // gokernels.Cancelled
	kernelError // gokernels.KernelError: a panic or a fault inside a kernel
	pending     // the Python exception is already set, in the calling thread
	overflowError
	zeroDivisionError
)

var classNames = [...]string{"", "ValueError", "TypeError", "IndexError", "MemoryError", "TimeoutError",
	"Cancelled", "KernelError", "Pending", "OverflowError", "ZeroDivisionError"}

func (c class) String() string { return classNames[c] }

// failure is an error with the Python exception that it becomes. Its text starts
// with the class's name, because gopy's functions pass nothing but text.
type failure struct {
	class class
	text  string
}

func (e *failure) Error() string { return e.class.String() + ": " + e.text }

func errorf(c class, format string, args ...any) *failure {
	return &failure{c, fmt.Sprintf(format, args...)}
}

var (
	errTimeout = &failure{timeoutError, "the kernel was stopped: its timeout ran out"}
	errPending = &failure{pending, "a Python exception is set"}
)

// classify returns the class and the message of any error. An error that says
// nothing of its class is a wrong argument: kernels refuse values, not types.
func classify(err error) (class, string) {
	var own *failure
	var wrong *kernels.Error
	switch {
	case errors.As(err, &own):
		return own.class, own.text
	case errors.As(err, &wrong) && wrong.Kind == kernels.TypeError:
		return typeError, wrong.Text
	case errors.Is(err, parallel.ErrCancelled):
		return cancelled, "the kernel was cancelled"
	}
	return valueError, strings.TrimSpace(err.Error())
}
