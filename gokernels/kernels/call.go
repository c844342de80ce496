package kernels

import (
	"errors"
	"fmt"
	"math"

	"gokernels/gokernels/parallel"
)

// NoAxis is the Axis of a Call that reduces the whole array.
const NoAxis = -1 << 31

// Call is one use of a kernel.
//
// The arrays of In broadcast against each other; every Out must have exactly the shape that Row.Shape
// gives. An Out may be the same view as an In; any other overlap the caller must remove (see Overlaps).
// A result of no dimensions goes to Scalar, and to Out[0] as well if there is one.
type Call struct {
	In      []Array
	Out     []Array
	Params  []Param           // the arguments that are not arrays nor the axis, in the row's order
	Axis    int               // NoAxis, or -ndim <= Axis < ndim
	Compute DType             // what inputs are cast to, block by block; NoDType: from In[0] by the row's Types
	Options *parallel.Options // threads, schedule, cancel, watch; Chunk and Grain are the kernel's own
	Scalar  Scalar
}

// Param is an argument that is not an array: an int64, a uint64 or a float64.
type Param struct {
	bits  uint64
	dtype DType
}

// Int makes a Param of an integer.
func Int(v int64) Param { return Param{uint64(v), Int64} }

// Uint makes a Param of an unsigned integer.
func Uint(v uint64) Param { return Param{v, Uint64} }

// Float makes a Param of a float.
func Float(v float64) Param { return Param{math.Float64bits(v), Float64} }

// int is the parameter as an integer; a float is truncated.
func (p Param) int() int64 {
	if p.dtype == Float64 {
		return int64(math.Float64frombits(p.bits))
	}
	return int64(p.bits)
}

// float is the parameter as a float.
func (p Param) float() float64 {
	switch p.dtype {
	case Float64:
		return math.Float64frombits(p.bits)
	case Uint64:
		return float64(p.bits)
	}
	return float64(int64(p.bits))
}

// Scalar is a result of no dimensions: integers and bools widened to 64 bits, floats as the bits of
// the float64 of the same value.
type Scalar struct {
	DType DType
	Bits  uint64
}

// Int is the value of a signed integer result.
func (s Scalar) Int() int64 { return int64(s.Bits) }

// Uint is the value of an unsigned integer result.
func (s Scalar) Uint() uint64 { return s.Bits }

// Bool is the value of a Bool result.
func (s Scalar) Bool() bool { return s.Bits != 0 }

// Float is the value of a result of any dtype as a float64.
func (s Scalar) Float() float64 {
	switch {
	case s.DType.IsFloat():
		return math.Float64frombits(s.Bits)
	case s.DType.IsSigned():
		return float64(int64(s.Bits))
	}
	return float64(s.Bits)
}

// scalarOf makes the Scalar of a value.
func scalarOf[T element](v T) Scalar {
	d := dtypeOf[T]()
	switch {
	case d.IsFloat():
		return Scalar{d, math.Float64bits(float64(v))}
	case d == Bool:
		return Scalar{d, uint64(truthOf(v != 0))}
	}
	return Scalar{d, uint64(v)}
}

// ErrorKind is the Python exception that an Error becomes.
type ErrorKind uint8

// The kinds of Error.
const (
	ValueError ErrorKind = iota
	TypeError
	AxisError // numpy.exceptions.AxisError
)

// String is the name of the Python exception.
func (k ErrorKind) String() string {
	return [...]string{"ValueError", "TypeError", "AxisError"}[k]
}

// Error is a mistake in the arguments of a kernel. Nothing has been written when it is returned.
type Error struct {
	Kind ErrorKind
	Text string // begins with the kernel's name
}

// Error is the text.
func (e *Error) Error() string { return e.Text }

// valueError makes the ValueError of a kernel.
func valueError(kernel, format string, args ...any) error {
	return &Error{ValueError, kernel + ": " + fmt.Sprintf(format, args...)}
}

// typeError makes the TypeError of a kernel.
func typeError(kernel, format string, args ...any) error {
	return &Error{TypeError, kernel + ": " + fmt.Sprintf(format, args...)}
}

// errCount is what a Call gets whose lists do not fit the row: a mistake of this library, not of its user.
var errCount = errors.New("the call has the wrong number of arrays or parameters")

// options are the call's, with the kernel's grain: n iterations of cost nanoseconds each.
func (c *Call) options(cost float64) parallel.Options {
	var o parallel.Options
	if c.Options != nil {
		o = *c.Options
	}
	o.Chunk, o.Grain = 0, grain(cost)
	return o
}

// chunkWork is the least work worth a chunk, in nanoseconds. Handing a chunk to a spinning worker
// costs 0.2-0.7 µs and waking a sleeping one 20-50 µs (design.md, "The runtime").
const chunkWork = 20e3

// grain is the least number of iterations worth a chunk, for iterations of cost nanoseconds.
func grain(cost float64) int { return max(1, int(chunkWork/max(cost, 1e-3))) }

// cancelled is the error of a call that was cancelled before it began. parallel.For sees to this
// itself; small calls never come so far.
func (c *Call) cancelled() error {
	if c.Options == nil {
		return nil
	}
	return c.Options.Cancel.Err()
}
