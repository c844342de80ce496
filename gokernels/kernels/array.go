package kernels

import (
	"fmt"
	"math/bits"
	"unsafe"
)

// MaxDims is the most dimensions an array may have (NumPy 2's NPY_MAXDIMS).
const MaxDims = 64

// Array is a view of memory as NumPy has it: element (i, j, …) lies at
// Data[Offset + i*Strides[0] + j*Strides[1] + …]. Strides are in bytes and may be negative, zero
// (a broadcast dimension) or not a multiple of the item size; elements need not be aligned.
type Array struct {
	Data    []byte
	Offset  int
	DType   DType
	Shape   []int
	Strides []int
}

// Len is the number of elements.
func (a *Array) Len() int {
	n := 1
	for _, l := range a.Shape {
		n *= l
	}
	return n
}

// Contiguous says that the elements follow each other in C order without gaps.
func (a *Array) Contiguous() bool {
	size := a.DType.Size()
	for d := len(a.Shape) - 1; d >= 0; d-- {
		if a.Shape[d] != 1 && a.Strides[d] != size {
			return false
		}
		size *= a.Shape[d]
	}
	return true
}

// Check is the reason why the array cannot be used, nil if every element lies inside Data.
func (a *Array) Check() error {
	if a.DType == NoDType || a.DType >= numDTypes {
		return fmt.Errorf("unknown %v", a.DType)
	}
	if len(a.Shape) != len(a.Strides) || len(a.Shape) > MaxDims {
		return fmt.Errorf("%d lengths, %d strides: must be as many, at most %d", len(a.Shape), len(a.Strides), MaxDims)
	}
	lo, hi, n, ok := a.extent()
	switch {
	case !ok:
		return fmt.Errorf("shape %v, strides %v: negative or too large", a.Shape, a.Strides)
	case n > 0 && (lo < 0 || hi > len(a.Data)):
		return fmt.Errorf("shape %v, strides %v, offset %d: reaches outside its %d bytes", a.Shape, a.Strides, a.Offset, len(a.Data))
	}
	return nil
}

// extent is the bytes [lo, hi) of Data that elements may touch, and the number of elements; false if
// these numbers do not fit an int.
func (a *Array) extent() (lo, hi, n int, ok bool) {
	lo, hi, n, ok = a.Offset, a.Offset+a.DType.Size(), 1, true
	empty := false
	for d, l := range a.Shape {
		if l < 0 {
			return 0, 0, 0, false
		}
		empty = empty || l == 0
		reach, fits := product(max(l-1, 0), a.Strides[d])
		if reach < 0 {
			lo += reach
			fits = fits && lo <= a.Offset
		} else {
			hi += reach
			fits = fits && hi >= reach
		}
		count, enough := product(n, l)
		n, ok = count, ok && fits && enough
	}
	if empty {
		return a.Offset, a.Offset, 0, true
	}
	return lo, hi, n, ok
}

// product is a*b for a >= 0; false if it does not fit an int.
func product(a, b int) (int, bool) {
	size := uint(max(b, -b))
	hi, lo := bits.Mul(uint(a), size)
	return a * b, hi == 0 && lo <= 1<<(bits.UintSize-2)
}

// at is the address of element 0; only for arrays that passed Check and have elements.
func (a *Array) at() unsafe.Pointer { return unsafe.Pointer(&a.Data[a.Offset]) }

// broadcast joins a shape to dst by NumPy's rule: shapes are aligned at their ends, and a length of 1
// or a missing one fits any.
func broadcast(dst, shape []int) ([]int, error) {
	if len(shape) > len(dst) {
		longer := make([]int, len(shape))
		copy(longer, shape[:len(shape)-len(dst)])
		copy(longer[len(shape)-len(dst):], dst)
		dst = longer
	}
	skip := len(dst) - len(shape)
	for d, l := range shape {
		switch have := dst[skip+d]; {
		case have == 1:
			dst[skip+d] = l
		case l != 1 && l != have:
			return nil, fmt.Errorf("operands could not be broadcast together: lengths %d and %d of dimension %d", have, l, d)
		}
	}
	return dst, nil
}

// BroadcastShape is the shape of an elementwise result over the arrays.
func BroadcastShape(arrays ...Array) ([]int, error) {
	var shape []int
	var err error
	for _, a := range arrays {
		if shape, err = broadcast(shape, a.Shape); err != nil {
			return nil, err
		}
	}
	return append([]int{}, shape...), nil
}

// newArray is a contiguous array of zeros in memory of its own.
func newArray(d DType, shape []int) Array {
	a := Array{DType: d, Shape: shape, Strides: make([]int, len(shape))}
	size := d.Size()
	for i := len(shape) - 1; i >= 0; i-- {
		a.Strides[i] = size
		size *= shape[i]
	}
	a.Data = make([]byte, size)
	return a
}

// bytesOf is the memory of one value.
func bytesOf[T element](v *T) []byte {
	return unsafe.Slice((*byte)(unsafe.Pointer(v)), unsafe.Sizeof(*v))
}
