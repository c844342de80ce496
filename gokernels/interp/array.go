package interp

import (
	"encoding/binary"
	"fmt"
	"math"
	"os"
	"strconv"
	"strings"

	"gokernels/gokernels/ir"
)

// arrayOp returns how an operation on memory, or a Special on scalars, is linked; nil for plain scalar ones.
func arrayOp(o ir.Op) func(l *linker, in *ir.Instr) op {
	switch o {
	case ir.Complex:
		return linkComplex
	case ir.Ldexp:
		return linkLdexp
	case ir.Frexp:
		return linkFrexp
	case ir.Fma:
		return linkFma
	case ir.Dim:
		return linkDim
	case ir.Stride:
		return linkStride
	case ir.Alloc:
		return linkAlloc
	case ir.Load:
		return linkLoad
	case ir.Store:
		return linkStore
	case ir.Bounds:
		return linkBounds
	case ir.SliceBounds:
		return linkSliceBounds
	}
	return viewOp(o)
}

func linkDim(l *linker, in *ir.Instr) op {
	d, a, axis := l.result(in, 0), l.arg(in, 0), int(in.Int)
	return func(f *frame) signal { f.r[d] = uint64(f.a[a].Shape[axis]); return next }
}

func linkStride(l *linker, in *ir.Instr) op {
	d, a, axis := l.result(in, 0), l.arg(in, 0), int(in.Int)
	return func(f *frame) signal { f.r[d] = uint64(f.a[a].Strides[axis]); return next }
}

// linkBounds links the check of an index; a negative axis is that of a list.
func linkBounds(l *linker, in *ir.Instr) op {
	d, a, b, axis, where := l.result(in, 0), l.arg(in, 0), l.arg(in, 1), in.Int, l.site(in)
	return func(f *frame) signal {
		i, n := f.r[a], f.r[b]
		if i < n { // as unsigned: not negative either
			f.r[d] = i
			return next
		}
		if at := i + n; at < n {
			f.r[d] = at
			return next
		}
		return where.outside(f, int64(i), int64(n), axis)
	}
}

func (s site) outside(f *frame, i, n, axis int64) signal {
	if axis < 0 {
		return s.raise(f, "IndexError", "list index out of range")
	}
	return s.raise(f, "IndexError", fmt.Sprintf("index %d is out of bounds for axis %d with size %d", i, axis, n))
}

// Flags of SliceBounds and Alloc.
const (
	noStart = 1
	noStop  = 2
	fortran = 2
)

func linkSliceBounds(l *linker, in *ir.Instr) op {
	first, count := l.result(in, 0), l.result(in, 1)
	at, flags, where := l.ats(in.Args), in.Int, l.site(in)
	return func(f *frame) signal {
		start, stop, step, n := int64(f.r[at[0]]), int64(f.r[at[1]]), int64(f.r[at[2]]), int64(f.r[at[3]])
		if step == 0 {
			return where.raise(f, "ValueError", "slice step cannot be zero")
		}
		low, high := int64(0), n // where a start or stop is cut to
		if step < 0 {
			low, high = -1, n-1
		}
		from, to := low, high
		if step < 0 {
			from, to = high, low
		}
		if flags&noStart == 0 {
			from = cutTo(start, n, low, high)
		}
		if flags&noStop == 0 {
			to = cutTo(stop, n, low, high)
		}
		c := trips(from, to, step)
		if c == 0 {
			from = max(from, 0) // -1 would not be within bounds
		}
		f.r[first], f.r[count] = uint64(from), c
		return next
	}
}

func cutTo(i, n, low, high int64) int64 {
	if i < 0 {
		i += n
	}
	return min(max(i, low), high)
}

func linkAlloc(l *linker, in *ir.Instr) op {
	d, at, where := l.result(in, 0), l.ats(in.Args), l.site(in)
	elem, order, zeroed := l.typeOf(in.Results[0]).Elem(), in.Int&fortran != 0, in.Int&1 != 0
	return func(f *frame) signal {
		shape := make([]int, len(at), 2*len(at))
		for i, n := range at {
			if shape[i] = int(f.r[n]); shape[i] < 0 {
				return where.raise(f, "ValueError", "negative dimensions are not allowed")
			}
		}
		a, ok := f.t.newArray(elem, shape, order, zeroed)
		if !ok {
			return where.tooLarge(f, elem, shape)
		}
		f.a[d] = a
		return next
	}
}

func (s site) tooLarge(f *frame, elem ir.Type, shape []int) signal {
	return s.raise(f, "MemoryError", fmt.Sprintf("Unable to allocate an array with shape %s and data type %s",
		tupleText(shape), elem))
}

// tupleText prints a shape as Python prints a tuple.
func tupleText(shape []int) string {
	parts := make([]string, len(shape))
	for i, n := range shape {
		parts[i] = strconv.Itoa(n)
	}
	if len(parts) == 1 {
		return "(" + parts[0] + ",)"
	}
	return "(" + strings.Join(parts, ", ") + ")"
}

// newArray makes an array; false if it is larger than it may be. Room behind shape takes the strides.
func (t *task) newArray(elem ir.Type, shape []int, order, zeroed bool) (*Array, bool) {
	nd := len(shape)
	dims := append(shape, make([]int, nd)...)
	a := &Array{Shape: dims[:nd:nd], Strides: dims[nd:], Elem: elem}
	size, ok := layOut(a, order)
	if !ok || !t.fits(size) {
		return nil, false
	}
	t.memoryFor(a, size, zeroed)
	return a, true
}

// layOut sets strides without gaps and returns the bytes; false if they are more than an int holds. As in NumPy, an
// axis of length 0 counts as 1 in strides.
func layOut(a *Array, order bool) (int, bool) {
	size, empty := a.Elem.Size(), false
	for i := range a.Shape {
		k := len(a.Shape) - 1 - i
		if order {
			k = i
		}
		a.Strides[k] = size
		n := a.Shape[k]
		empty = empty || n == 0
		if n = max(n, 1); size > math.MaxInt/n {
			return 0, false
		}
		size *= n
	}
	if empty {
		size = 0
	}
	return size, true
}

const (
	// largeAllocation is from where on it is worth reading how much memory there is (20 µs).
	largeAllocation = 64 << 20
	// addressable is Go's limit on 64-bit machines, and more than fits everywhere else.
	addressable = 1 << 46
)

// fits reports whether so many bytes may be allocated: an allocation that fails would end the process.
func (t *task) fits(size int) bool {
	if limit := t.h.MaxBytes(); limit > 0 {
		return size <= limit
	}
	return size < largeAllocation || size < addressable && size <= available()
}

// available is how many bytes the system could still give, by Linux's own estimate; where there is none, any number.
func available() int {
	text, err := os.ReadFile("/proc/meminfo")
	if err != nil {
		return addressable
	}
	_, rest, found := strings.Cut(string(text), "MemAvailable:")
	number, _, _ := strings.Cut(strings.TrimSpace(rest), " ")
	kilobytes, err := strconv.Atoi(number)
	if !found || err != nil {
		return addressable
	}
	return kilobytes << 10
}

// index is where the element of a load or store is: an array and one word a dimension.
type index struct {
	a  int
	at []int
}

// find returns the element's memory; beyond the data it panics, as Go does.
func (x *index) find(f *frame) []byte {
	a := f.a[x.a]
	offset := a.Offset
	for d, at := range x.at {
		offset += int(f.r[at]) * a.Strides[d]
	}
	return a.Data[offset:]
}

func linkLoad(l *linker, in *ir.Instr) op {
	x := index{l.arg(in, 0), l.ats(in.Args[1:])}
	d, elem := l.result(in, 0), l.typeOf(in.Args[0]).Elem()
	if o := fastLoad(x, d, elem); o != nil {
		return o
	}
	load, ok := loads[elem]
	if !ok {
		l.fail(in, "no element of type "+string(elem))
	}
	return func(f *frame) signal { load(f.r[d:], x.find(f)); return next }
}

// loads read an element into a word or two.
var loads = map[ir.Type]func(r []uint64, m []byte){
	ir.Bool: func(r []uint64, m []byte) { r[0] = truth(m[0] != 0) },
	ir.I8:   func(r []uint64, m []byte) { r[0] = uint64(int8(m[0])) },
	ir.U8:   func(r []uint64, m []byte) { r[0] = uint64(m[0]) },
	ir.I16:  func(r []uint64, m []byte) { r[0] = uint64(int16(binary.LittleEndian.Uint16(m))) },
	ir.U16:  func(r []uint64, m []byte) { r[0] = uint64(binary.LittleEndian.Uint16(m)) },
	ir.I32:  func(r []uint64, m []byte) { r[0] = uint64(int32(binary.LittleEndian.Uint32(m))) },
	ir.U32:  func(r []uint64, m []byte) { r[0] = uint64(binary.LittleEndian.Uint32(m)) },
	ir.F32:  func(r []uint64, m []byte) { r[0] = uint64(binary.LittleEndian.Uint32(m)) },
	ir.I64:  func(r []uint64, m []byte) { r[0] = binary.LittleEndian.Uint64(m) },
	ir.U64:  func(r []uint64, m []byte) { r[0] = binary.LittleEndian.Uint64(m) },
	ir.F64:  func(r []uint64, m []byte) { r[0] = binary.LittleEndian.Uint64(m) },
	ir.C64: func(r []uint64, m []byte) {
		r[1] = uint64(binary.LittleEndian.Uint32(m[4:]))
		r[0] = uint64(binary.LittleEndian.Uint32(m))
	},
	ir.C128: func(r []uint64, m []byte) {
		r[1] = binary.LittleEndian.Uint64(m[8:])
		r[0] = binary.LittleEndian.Uint64(m)
	},
}

func linkStore(l *linker, in *ir.Instr) op {
	last := len(in.Args) - 1
	x := index{l.arg(in, 0), l.ats(in.Args[1:last])}
	s, elem := l.arg(in, last), l.typeOf(in.Args[0]).Elem()
	if o := fastStore(x, s, elem); o != nil {
		return o
	}
	store, ok := stores[elem]
	if !ok {
		l.fail(in, "no element of type "+string(elem))
	}
	return func(f *frame) signal { store(x.find(f), f.r[s:]); return next }
}

// stores write an element from a word or two.
var stores = map[ir.Type]func(m []byte, r []uint64){
	ir.Bool: store8, ir.I8: store8, ir.U8: store8,
	ir.I16: store16, ir.U16: store16,
	ir.I32: store32, ir.U32: store32, ir.F32: store32,
	ir.I64: store64, ir.U64: store64, ir.F64: store64,
	ir.C64: func(m []byte, r []uint64) {
		binary.LittleEndian.PutUint64(m, uint64(uint32(r[0]))|r[1]<<32)
	},
	ir.C128: func(m []byte, r []uint64) {
		binary.LittleEndian.PutUint64(m[8:], r[1])
		binary.LittleEndian.PutUint64(m, r[0])
	},
}

func store8(m []byte, r []uint64)  { m[0] = byte(r[0]) }
func store16(m []byte, r []uint64) { binary.LittleEndian.PutUint16(m, uint16(r[0])) }
func store32(m []byte, r []uint64) { binary.LittleEndian.PutUint32(m, uint32(r[0])) }
func store64(m []byte, r []uint64) { binary.LittleEndian.PutUint64(m, r[0]) }
