package compile

import (
	"strings"

	"gokernels/gokernels/ir"
)

// source is a decoded function.
type source interface {
	compile(types string) (*Program, error)
}

// Error is why a function does not compile; Kind names the Python class.
type Error struct{ Kind, Text string }

func (e *Error) Error() string { return e.Text }

// Class names the Python class.
func (e *Error) Class() string { return e.Kind }

// decode takes a function of Python's, JSON without line ends, or a printed module under a line with the type text of its
// result: what tests of the boundary define.
func decode(wire []byte) (source, error) {
	if result, module, found := strings.Cut(string(wire), "\n"); found {
		return printed{result, module}, nil
	}
	return decodePython(wire)
}

// printed is a module in its printed form.
type printed struct{ result, module string }

func (p printed) compile(string) (*Program, error) {
	m, err := ir.Parse(p.module)
	if err != nil {
		return nil, &Error{"CompileError", err.Error()}
	}
	return New(m, p.result)
}
