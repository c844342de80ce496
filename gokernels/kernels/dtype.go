package kernels

import "fmt"

// DType is the type of an array's elements, in the machine's byte order.
type DType uint8

// The dtypes. NoDType, the zero value, stands for "not given".
const (
	NoDType DType = iota
	Bool          // a byte; 0 is false, anything else true; kernels write 0 and 1
	Int8
	Int16
	Int32
	Int64
	Uint8
	Uint16
	Uint32
	Uint64
	Float32
	Float64
	numDTypes
)

var dtypes = [numDTypes]struct {
	name string
	size int
}{
	NoDType: {"none", 0},
	Bool:    {"bool", 1},
	Int8:    {"int8", 1}, Int16: {"int16", 2}, Int32: {"int32", 4}, Int64: {"int64", 8},
	Uint8: {"uint8", 1}, Uint16: {"uint16", 2}, Uint32: {"uint32", 4}, Uint64: {"uint64", 8},
	Float32: {"float32", 4}, Float64: {"float64", 8},
}

// DTypes is every dtype, in the order of the constants.
func DTypes() []DType {
	list := make([]DType, 0, numDTypes-1)
	for d := Bool; d < numDTypes; d++ {
		list = append(list, d)
	}
	return list
}

// Size is the number of bytes of an element.
func (d DType) Size() int { return dtypes[d].size }

// String is NumPy's name of the dtype.
func (d DType) String() string {
	if d >= numDTypes {
		return fmt.Sprintf("DType(%d)", uint8(d))
	}
	return dtypes[d].name
}

// ParseDType finds a dtype by NumPy's name.
func ParseDType(name string) (DType, error) {
	for _, d := range DTypes() {
		if d.String() == name {
			return d, nil
		}
	}
	return NoDType, fmt.Errorf("unknown dtype %q", name)
}

// IsFloat says that d is a floating-point dtype.
func (d DType) IsFloat() bool { return d == Float32 || d == Float64 }

// IsSigned says that d is a signed integer dtype.
func (d DType) IsSigned() bool { return d >= Int8 && d <= Int64 }

// IsUnsigned says that d is an unsigned integer dtype; Bool is not.
func (d DType) IsUnsigned() bool { return d >= Uint8 && d <= Uint64 }

// truth is the element type of Bool. It is not Go's bool, whose bytes must be 0 or 1: a byte that
// Python made may be anything.
type truth uint8

// truthOf is 1 for true.
func truthOf(b bool) truth {
	if b {
		return 1
	}
	return 0
}

type signed interface {
	int8 | int16 | int32 | int64
}

type unsigned interface {
	uint8 | uint16 | uint32 | uint64
}

type integer interface{ signed | unsigned }

type float interface{ float32 | float64 }

type number interface{ integer | float }

// element is the Go type of some DType.
type element interface{ number | truth }

// dtypeOf is the DType whose elements are T.
func dtypeOf[T element]() DType {
	var zero T
	switch any(zero).(type) {
	case truth:
		return Bool
	case int8:
		return Int8
	case int16:
		return Int16
	case int32:
		return Int32
	case int64:
		return Int64
	case uint8:
		return Uint8
	case uint16:
		return Uint16
	case uint32:
		return Uint32
	case uint64:
		return Uint64
	case float32:
		return Float32
	}
	return Float64
}
