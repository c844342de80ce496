package kernels_test

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"gokernels/gokernels/kernels"
	"gokernels/gokernels/parallel"
)

// value is one element as the tests see it: its dtype and its bytes.
type value struct {
	d    kernels.DType
	bits uint64
}

// intOf makes the integer or bool whose low bits are v's.
func intOf(d kernels.DType, v int64) value {
	if d == kernels.Bool && v != 0 {
		v = 1
	}
	return value{d, uint64(v) & (math.MaxUint64 >> (64 - 8*d.Size()))}
}

// floatOf makes the element of any dtype nearest to v.
func floatOf(d kernels.DType, v float64) value {
	switch d {
	case kernels.Float64:
		return value{d, math.Float64bits(v)}
	case kernels.Float32:
		return value{d, uint64(math.Float32bits(float32(v)))}
	}
	return intOf(d, int64(v))
}

// boolOf makes a bool.
func boolOf(v bool) value {
	if v {
		return value{kernels.Bool, 1}
	}
	return value{kernels.Bool, 0}
}

// int is the value of an integer or bool; uint64 keeps its bits.
func (v value) int() int64 {
	if v.d.IsSigned() {
		shift := 64 - 8*v.d.Size()
		return int64(v.bits<<shift) >> shift
	}
	return int64(v.bits)
}

// float is the value of any dtype.
func (v value) float() float64 {
	switch {
	case v.d == kernels.Float64:
		return math.Float64frombits(v.bits)
	case v.d == kernels.Float32:
		return float64(math.Float32frombits(uint32(v.bits)))
	case v.d == kernels.Uint64:
		return float64(v.bits)
	}
	return float64(v.int())
}

// to casts as NumPy's astype does.
func (v value) to(d kernels.DType) value {
	switch {
	case d == kernels.Bool:
		return boolOf(v.float() != 0)
	case v.d.IsFloat() || d.IsFloat():
		return floatOf(d, v.float())
	}
	return intOf(d, v.int())
}

// same says that two values are equal bit for bit, all NaNs being one.
func same(a, b value) bool {
	return a == b || a.d == b.d && a.d.IsFloat() && math.IsNaN(a.float()) && math.IsNaN(b.float())
}

func (v value) String() string {
	if v.d.IsFloat() {
		return fmt.Sprintf("%v(%g)", v.d, v.float())
	}
	return fmt.Sprintf("%v(%d)", v.d, v.int())
}

// at is the place in Data of the element at an index of shape, to which a broadcasts.
func at(a kernels.Array, index []int) int {
	place := a.Offset
	for d, i := range index[len(index)-len(a.Shape):] {
		if a.Shape[d] != 1 {
			place += i * a.Strides[d]
		}
	}
	return place
}

// get reads an element.
func get(a kernels.Array, index []int) value {
	var b [8]byte
	place := at(a, index)
	copy(b[:], a.Data[place:place+a.DType.Size()])
	return value{a.DType, binary.LittleEndian.Uint64(b[:])}
}

// set writes an element.
func set(a kernels.Array, index []int, v value) {
	var b [8]byte
	binary.LittleEndian.PutUint64(b[:], v.bits)
	copy(a.Data[at(a, index):][:a.DType.Size()], b[:])
}

// setNumber stores v as element i of a contiguous array of one dimension.
func setNumber(a kernels.Array, i int, v float64) { set(a, []int{i}, floatOf(a.DType, v)) }

// indices calls f with every index of shape in C order.
func indices(shape []int, f func(index []int)) {
	index := make([]int, len(shape))
	total := 1
	for _, l := range shape {
		total *= l
	}
	for n := range total {
		for d := len(shape) - 1; d >= 0; d-- {
			index[d] = n % shape[d]
			n /= shape[d]
		}
		f(index)
	}
}

// values are the elements in C order.
func values(a kernels.Array) []value {
	list := []value{}
	indices(a.Shape, func(index []int) { list = append(list, get(a, index)) })
	return list
}

// layout is a way of laying an array out in memory.
type layout uint8

const (
	inC layout = iota
	inFortran
	reversed   // every stride negative
	gaps       // every other element
	padded     // rows further apart than they are long
	misaligned // at an odd address
	repeated   // the first dimension has stride 0; for inputs only
	layouts
)

var layoutNames = [layouts]string{"C", "Fortran", "reversed", "gaps", "padded", "misaligned", "repeated"}

func (l layout) String() string { return layoutNames[l] }

// guardBytes is how much memory around an array the tests watch, guard what it holds.
const (
	guardBytes = 40
	guard      = 0xA5
)

// lay makes an array of a layout, all guard.
func lay(d kernels.DType, l layout, shape ...int) kernels.Array {
	a := kernels.Array{DType: d, Shape: shape, Strides: make([]int, len(shape)), Offset: guardBytes}
	size := d.Size()
	if l == gaps {
		size *= 2
	}
	for i := range shape {
		k := len(shape) - 1 - i
		if l == inFortran {
			k = i
		}
		a.Strides[k] = size
		if l == repeated && k == 0 {
			a.Strides[k] = 0
			continue
		}
		size *= max(shape[k], 1)
		if l == padded {
			size += 3 * d.Size()
		}
	}
	if l == misaligned {
		a.Offset++
	}
	if l == reversed {
		for k := range a.Strides {
			a.Offset += max(shape[k]-1, 0) * a.Strides[k]
			a.Strides[k] = -a.Strides[k]
		}
	}
	a.Data = bytes.Repeat([]byte{guard}, size+2*guardBytes+d.Size())
	return a
}

// newArray is a contiguous array of zeros.
func newArray(d kernels.DType, shape ...int) kernels.Array {
	a := lay(d, inC, shape...)
	clear(a.Data)
	return a
}

// arrayOf is a contiguous array of one dimension.
func arrayOf(d kernels.DType, numbers ...float64) kernels.Array {
	a := newArray(d, len(numbers))
	for i, v := range numbers {
		setNumber(a, i, v)
	}
	return a
}

// fill sets every element to what next returns.
func fill(a kernels.Array, next func() value) kernels.Array {
	indices(a.Shape, func(index []int) { set(a, index, next()) })
	return a
}

// period is how many different elements tiled makes: a prime, so that chunks do not look alike.
const period = 997

// tiled sets the elements of a contiguous array to what next returns, again and again from the start:
// much faster than fill for arrays of many elements.
func tiled(a kernels.Array, next func() value) kernels.Array {
	size, n := a.DType.Size(), a.Len()
	for i := range min(n, period) {
		set(part(a, i*size, nil, nil), nil, next())
	}
	data := a.Data[a.Offset:][:n*size]
	for done := period * size; done < len(data); {
		done += copy(data[done:], data[:done])
	}
	return a
}

// part is a view of an array's memory.
func part(a kernels.Array, offset int, shape, strides []int) kernels.Array {
	a.Offset += offset
	a.Shape, a.Strides = shape, strides
	return a
}

// random gives numbers of every kind: for integers all bits, for floats both signs and many sizes.
func random(d kernels.DType, r *rand.Rand) func() value {
	return func() value {
		switch {
		case d == kernels.Bool:
			return boolOf(r.IntN(2) == 1)
		case d.IsFloat():
			return floatOf(d, r.NormFloat64()*math.Exp2(float64(r.IntN(8)-4)))
		}
		return intOf(d, int64(r.Uint64()))
	}
}

// counting gives 1, 2, 3, … 9, 1, …: small enough for any dtype.
func counting(d kernels.DType) func() value {
	i := 0
	return func() value {
		i = i%9 + 1
		return floatOf(d, float64(i))
	}
}

// specials are the values at which a dtype may surprise.
func specials(d kernels.DType) []value {
	var list []value
	switch {
	case d == kernels.Bool:
		return []value{boolOf(false), boolOf(true)}
	case d.IsFloat():
		for _, v := range []float64{0, math.Copysign(0, -1), 1, -1, 0.5, 1.5, 2.5, -2.5, 3, -7.5, 1e-3, 100.25, -1e5,
			1e-310, 1e-40, 1e300, 1 << 53, 1 << 63, math.Inf(1), math.Inf(-1), math.NaN()} {
			list = append(list, floatOf(d, v))
		}
		return list
	}
	for _, v := range []int64{0, 1, 2, 3, 7, 10, 31, 63, 64, 100, -1, -2, -3, -10, math.MaxInt64, math.MinInt64} {
		list = append(list, intOf(d, v))
	}
	top := int64(1) << (8*d.Size() - 1)
	return append(list, intOf(d, top), intOf(d, top-1), intOf(d, top+1))
}

// rowOf finds a kernel that must be there.
func rowOf(t testing.TB, name string) *kernels.Row {
	t.Helper()
	row := kernels.Lookup(name)
	require.NotNil(t, row, name)
	return row
}

// call runs a kernel and watches the memory around it: inputs must stay as they are, and so must all of
// an output but its elements.
func call(t testing.TB, name string, c *kernels.Call) error {
	t.Helper()
	var before [][]byte
	for _, a := range c.In {
		before = append(before, bytes.Clone(a.Data))
	}
	var outside [][]byte
	for _, a := range c.Out {
		outside = append(outside, without(a))
	}
	err := rowOf(t, name).Run(c)
	for i, a := range c.In {
		if len(c.Out) == 0 || len(a.Data) == 0 || len(c.Out[0].Data) == 0 || &a.Data[0] != &c.Out[0].Data[0] {
			require.Equal(t, before[i], a.Data, "%s wrote to its input %d", name, i)
		}
	}
	for i, a := range c.Out {
		require.Equal(t, outside[i], without(a), "%s wrote outside its output %d", name, i)
	}
	return err
}

// without is the array's memory, its elements blotted out.
func without(a kernels.Array) []byte {
	data := bytes.Clone(a.Data)
	indices(a.Shape, func(index []int) {
		clear(data[at(a, index):][:a.DType.Size()])
	})
	return data
}

// mustCall is call for calls without mistakes.
func mustCall(t testing.TB, name string, c *kernels.Call) {
	t.Helper()
	require.NoError(t, call(t, name, c), name)
}

// threads are options that ask for a number of workers.
func threads(n int) *parallel.Options { return &parallel.Options{Threads: n} }

// raw are the bytes of all elements in C order, for comparing bit for bit.
func raw(a kernels.Array) []byte {
	var b []byte
	for _, v := range values(a) {
		b = binary.LittleEndian.AppendUint64(b, v.bits)
	}
	return b
}

// fatalDiff reports the first element that is not as wanted.
func requireSame(t testing.TB, want, got []value, format string, args ...any) {
	t.Helper()
	require.Len(t, got, len(want), format, args)
	for i := range want {
		if !same(want[i], got[i]) {
			require.Failf(t, "wrong element", "element %d: want %v, got %v: %s", i, want[i], got[i], fmt.Sprintf(format, args...))
		}
	}
}
