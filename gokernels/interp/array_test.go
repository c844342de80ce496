package interp_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"gokernels/gokernels/interp"
	"gokernels/gokernels/ir"
)

// arrays are programs about memory.
var arrays = []program{
	{name: "axpy", text: axpyLoop, args: []interp.Value{ref(array(3)), ref(array(3))}},
	{name: "checked store and load", want: "2.5 [3] [0 1 2.5]", text: checkedText, args: append([]interp.Value{ref(array(3)), interp.Float(2.5)}, ints(-1)...)},
	{name: "checked store outside", raises: "IndexError: index -4 is out of bounds for axis 0 with size 3", text: checkedText,
		args: append([]interp.Value{ref(array(3)), interp.Float(2.5)}, ints(-4)...)},
	{name: "checked load outside", raises: "IndexError: index 3 is out of bounds for axis 0 with size 3", args: append([]interp.Value{ref(array(3))}, ints(3)...),
		text: fn("(%1 f64[1], %2 i64) f64", "%3 = dim[0] %1 : i64", "%4 = bounds[0] %2 %3 : i64", "%5 = load %1 %4 : f64", "return %5")},
	{name: "store of the index itself", want: "[3] [0 1 2]", args: append([]interp.Value{ref(array(3))}, ints(-1)...),
		text: fn("(%1 f64[1], %2 i64) i64[1]", "%3 = dim[0] %1 : i64", "%6 = alloc[1] <i64[1]> %3 : i64[1]", "%4 = bounds[0] %2 %3 : i64", "store %6 %4 %4",
			"%7 = const 1 : i64", "%8 = bounds[0] %7 %3 : i64", "store %6 %8 %7", "return %6")},
	{name: "bounds wraps", want: "2", text: boundsText(0), args: []interp.Value{interp.Int(-1), interp.Int(3)}},
	{name: "bounds of the least int", raises: "IndexError: index -9223372036854775808 is out of bounds for axis 1 with size 3", text: boundsText(1),
		args: []interp.Value{interp.Int(math.MinInt64), interp.Int(3)}},
	{name: "bounds at the end", raises: "IndexError: index 3 is out of bounds for axis 0 with size 3", text: boundsText(0), args: []interp.Value{interp.Int(3), interp.Int(3)}},
	{name: "bounds below", raises: "IndexError: index -4 is out of bounds for axis 0 with size 3", text: boundsText(0), args: []interp.Value{interp.Int(-4), interp.Int(3)}},
	{name: "bounds of a list", raises: "IndexError: list index out of range", text: boundsText(-1), args: []interp.Value{interp.Int(0), interp.Int(0)}},
	{name: "alloc", want: "[2 3] [0 0 0 0 0 0]", text: fn("(%1 i64, %2 i64) f64[2]", "%3 = alloc[1] <f64[2]> %1 %2 : f64[2]", "return %3"), args: ints(2, 3)},
	{name: "alloc in Fortran order", want: "[2 3] [0 0 0 0 0 0] false", text: fn("(%1 i64, %2 i64) f64[2] bool", "%3 = alloc[3] <f64[2]> %1 %2 : f64[2]", "%4 = contiguous %3 : bool", "return %3 %4"),
		args: ints(2, 3)},
	{name: "alloc negative", raises: "ValueError: negative dimensions are not allowed", text: fn("(%1 i64)", "%3 = alloc[0] <f64[1]> %1 : f64[1]"), args: ints(-1)},
	{name: "alloc beyond ints", raises: "MemoryError: Unable to allocate an array with shape (4611686018427387904, 8) and data type f64",
		text: fn("(%1 i64, %2 i64)", "%3 = alloc[0] <f64[2]> %1 %2 : f64[2]"), args: ints(1<<62, 8)},
	{name: "alloc beyond memory", raises: "MemoryError: Unable to allocate an array with shape (4398046511104,) and data type f64",
		text: fn("(%1 i64)", "%3 = alloc[0] <f64[1]> %1 : f64[1]"), args: ints(1 << 42)},
	{name: "load of 0 dimensions", want: "0", text: fn("(%1 f64[0]) f64", "%2 = load %1 : f64", "return %2"), args: []interp.Value{ref(array())}},
	{name: "load of 3 dimensions", want: "23", text: fn("(%1 f64[3], %2 i64, %3 i64, %4 i64) f64", "%5 = load %1 %2 %3 %4 : f64", "return %5"),
		args: append([]interp.Value{ref(array(2, 3, 4))}, ints(1, 2, 3)...)},
	{name: "load of 2 dimensions", want: "7", text: fn("(%1 f64[2], %2 i64, %3 i64) f64", "%5 = load %1 %2 %3 : f64", "return %5"),
		args: append([]interp.Value{ref(array(2, 4))}, ints(1, 3)...)},
	{name: "slice backwards", want: "[2 2] [2 0 5 3]", text: fn("(%1 f64[2], %2 i64, %3 i64, %4 i64) f64[2]", "%5 = slice[1] %1 %2 %3 %4 : f64[2]", "return %5"),
		args: append([]interp.Value{ref(array(2, 3))}, ints(2, 2, -2)...)},
	{name: "index", want: "[2] [1 4]", text: fn("(%1 f64[2], %2 i64) f64[1]", "%3 = index[1] %1 %2 : f64[1]", "return %3"), args: append([]interp.Value{ref(array(2, 3))}, ints(1)...)},
	{name: "newaxis and permute", want: "[3 1 2] [0 3 1 4 2 5]", text: fn("(%1 f64[2]) f64[3]", "%2 = newaxis[1] %1 : f64[3]", "%3 = permute[2 1 0] %2 : f64[3]", "return %3"),
		args: []interp.Value{ref(array(2, 3))}},
	{name: "reshape view", want: "[3 2] [0 1 2 3 4 5] true", text: fn("(%1 f64[2], %2 i64, %3 i64) f64[2] bool", "%4 = reshape %1 %2 %3 : f64[2]", "%5 = permute[0 1] %1 : f64[2]",
		"%6 = overlaps %4 %1 : bool", "return %4 %6"), args: append([]interp.Value{ref(array(2, 3))}, ints(3, -1)...)},
	{name: "reshape copy", want: "[6] [0 3 1 4 2 5] false", text: fn("(%1 f64[2], %2 i64) f64[1] bool", "%3 = permute[1 0] %1 : f64[2]", "%4 = reshape %3 %2 : f64[1]",
		"%5 = overlaps %4 %1 : bool", "return %4 %5"), args: append([]interp.Value{ref(array(2, 3))}, ints(-1)...)},
	{name: "reshape wrong", raises: "ValueError: cannot reshape array of size 6 into shape (-1, 4)", text: fn("(%1 f64[2], %2 i64, %3 i64)", "%4 = reshape %1 %2 %3 : f64[2]"),
		args: append([]interp.Value{ref(array(2, 3))}, ints(-1, 4)...)},
	{name: "broadcast", want: "[2 3] [0 1 2 0 1 2]", text: fn("(%1 f64[1], %2 i64, %3 i64) f64[2]", "%4 = broadcast %1 %2 %3 : f64[2]", "return %4"),
		args: append([]interp.Value{ref(array(3))}, ints(2, 3)...)},
	{name: "broadcast is read-only", raises: "ValueError: assignment destination is read-only", text: fn("(%1 f64[1], %2 i64)", "writable %1", "%4 = broadcast %1 %2 : f64[1]", "writable %4"),
		args: append([]interp.Value{ref(array(1))}, ints(2)...)},
	{name: "broadcast wrong", raises: "ValueError: could not broadcast input array from shape (3,) into shape (2, 4)", text: fn("(%1 f64[1], %2 i64, %3 i64)", "%4 = broadcast %1 %2 %3 : f64[2]"),
		args: append([]interp.Value{ref(array(3))}, ints(2, 4)...)},
	{name: "field of records", want: "[2] [1 3]", text: fn("(%1 v16[1]) f64[1]", "%2 = field[8] <f64[1]> %1 : f64[1]", "return %2"), args: []interp.Value{ref(records())}},
	{name: "stride", want: "-8 8", text: fn("(%1 f64[1], %2 i64, %3 i64) i64 i64", "%4 = slice[0] %1 %2 %3 %3 : f64[1]", "%5 = stride[0] %4 : i64", "%6 = stride[0] %1 : i64", "return %5 %6"),
		args: append([]interp.Value{ref(array(3))}, ints(2, -1)...)},
	{name: "recast", want: "4 [2] [0 4.6071824188000174e+18]", args: []interp.Value{ref(array(2))},
		text: fn("(%1 f64[1]) i64 i64[1]", "%2 = recast %1 : i32[1]", "%3 = recast %2 : i64[1]", "%4 = dim[0] %2 : i64", "return %4 %3")},
	{name: "same", want: "true false", text: fn("(%1 f64[1], %2 f64[1]) bool bool", "%3 = same %1 %1 : bool", "%4 = same %1 %2 : bool", "return %3 %4"),
		args: []interp.Value{ref(array(1)), ref(array(1))}},
	{name: "same lists", want: "true false", text: fn("() bool bool", "%1 = rt list.new <list(i64)> : list(i64)", "%2 = rt list.new <list(i64)> : list(i64)", "%3 = same %1 %1 : bool",
		"%4 = same %1 %2 : bool", "return %3 %4")},
}

var checkedText = fn("(%1 f64[1], %2 f64, %3 i64) f64 f64[1]", "%4 = dim[0] %1 : i64", "%5 = bounds[0] %3 %4 : i64", "store %1 %5 %2",
	"%6 = bounds[0] %3 %4 : i64", "%7 = load %1 %6 : f64", "return %7 %1")

func boundsText(axis int) string {
	names := map[int]string{-1: "bounds[-1]", 0: "bounds[0]", 1: "bounds[1]"}
	return fn("(%1 i64, %2 i64) i64", "%3 = "+names[axis]+" %1 %2 : i64", "return %3")
}

func ints(n ...int64) []interp.Value {
	values := make([]interp.Value, len(n))
	for i, x := range n {
		values[i] = interp.Int(x)
	}
	return values
}

// records is two records of two floats: (0, 1), (2, 3).
func records() *interp.Array {
	a := array(4)
	return &interp.Array{Data: a.Data, Shape: []int{2}, Strides: []int{16}, Elem: ir.RecordOf(16)}
}

func TestArrays(t *testing.T) { check(t, arrays) }

// TestElements stores and loads every element type in 1 to 3 dimensions.
func TestElements(t *testing.T) {
	for _, elem := range ir.Scalars {
		x := interp.Value{Lo: 0x80} // a sign bit for the narrow
		want := x
		switch {
		case elem == ir.Bool:
			x, want = interp.Bool(true), interp.Bool(true)
		case elem == ir.I8:
			x.Lo, want.Lo = ^uint64(0x7f), ^uint64(0x7f)
		case elem.IsComplex():
			x.Hi, want.Hi = 7, 7
		}
		for nd, index := range []string{"", " %2", " %2 %3", " %2 %3 %2"} {
			shape := []int{2, 2, 2}[:nd]
			a := interp.Array{Data: make([]byte, 8*16), Shape: shape, Strides: []int{16, 32, 48}[:nd], Elem: elem}
			ty := ir.ArrayOf(elem, nd)
			text := fn("(%1 "+string(ty)+", %2 i64, %3 i64, %4 "+string(elem)+") "+string(elem),
				"store %1"+index+" %4", "%5 = load %1"+index+" : "+string(elem), "return %5")
			got, err := run(t, text, ref(&a), interp.Int(1), interp.Int(0), x)
			require.NoError(t, err)
			assert.Equal(t, want, got[0], "%s", ty)
			offset := []int{0, 16, 16, 64}[nd]
			assert.NotZero(t, a.Data[offset], "%s", ty)
		}
	}
}

// naive is Python's slice as a list of indices, by its definition.
func naive(start, stop, step, n int64, flags int) []int64 {
	clip := func(i int64) int64 {
		if i < 0 {
			i += n
		}
		if step > 0 {
			return min(max(i, 0), n)
		}
		return min(max(i, -1), n-1)
	}
	from, to := clip(start), clip(stop)
	if flags&1 != 0 {
		from = map[bool]int64{true: 0, false: n - 1}[step > 0]
	}
	if flags&2 != 0 {
		to = map[bool]int64{true: n, false: -1}[step > 0]
	}
	out := []int64{}
	for i := from; step > 0 && i < to || step < 0 && i > to; i += step {
		out = append(out, i)
	}
	return out
}

func TestSliceBounds(t *testing.T) {
	for flags, name := range []string{"slicebounds[0]", "slicebounds[1]", "slicebounds[2]", "slicebounds[3]"} {
		p := link(t, fn("(%1 i64, %2 i64, %3 i64, %4 i64) i64 i64", "%5 %6 = "+name+" %1 %2 %3 %4 : i64 i64", "return %5 %6"))
		for n := int64(0); n < 4; n++ {
			for start := int64(-6); start < 7; start++ {
				for stop := int64(-6); stop < 7; stop++ {
					for _, step := range []int64{-3, -2, -1, 1, 2, 3} {
						got, err := p.Run(&interp.Serial{}, ints(start, stop, step, n))
						require.NoError(t, err)
						want := naive(start, stop, step, n, flags)
						require.Equal(t, len(want), int(got[1].Lo), "%d:%d:%d of %d, %d", start, stop, step, n, flags)
						if len(want) > 0 {
							require.Equal(t, want[0], int64(got[0].Lo))
						}
					}
				}
			}
		}
		_, err := p.Run(&interp.Serial{}, ints(0, 0, 0, 3))
		assert.EqualError(t, err, "ValueError: slice step cannot be zero")
		got, err := p.Run(&interp.Serial{}, ints(math.MaxInt64, math.MinInt64, math.MinInt64, 3))
		require.NoError(t, err)
		assert.LessOrEqual(t, got[1].Lo, uint64(1))
	}
}

// TestOverlapsIsSafe compares with marking every byte, for pairs of views of one buffer.
func TestOverlapsIsSafe(t *testing.T) {
	p := link(t, fn("(%1 f64[1], %2 f64[1]) bool", "%3 = overlaps %1 %2 : bool", "return %3"))
	buffer := make([]byte, 8*24)
	var views []*interp.Array
	for _, offset := range []int{0, 8, 16, 80} {
		for _, stride := range []int{8, 16, -16, 24, 0} {
			for _, n := range []int{0, 1, 4} {
				start := offset
				if stride < 0 {
					start += 64
				}
				views = append(views, &interp.Array{Data: buffer[start%16/8*8:], Offset: start - start%16/8*8, Shape: []int{n}, Strides: []int{stride}, Elem: ir.F64})
			}
		}
	}
	exact := 0
	for _, a := range views {
		for _, b := range views {
			got, err := p.Run(&interp.Serial{}, []interp.Value{ref(a), ref(b)})
			require.NoError(t, err)
			alike := a.Shape[0] == b.Shape[0] && a.Strides[0] == b.Strides[0] && first(a) == first(b)
			if shared(a, b) && !alike {
				require.Equal(t, uint64(1), got[0].Lo, "%v %v", a, b)
			} else if got[0].Lo == 0 {
				exact++
			}
		}
	}
	assert.Greater(t, exact, 1000, "most pairs that share nothing are told apart")
}

func first(a *interp.Array) int { return a.Offset - cap(a.Data) }

func shared(a, b *interp.Array) bool {
	for i := range a.Shape[0] {
		for k := range b.Shape[0] {
			if d := first(a) + i*a.Strides[0] - first(b) - k*b.Strides[0]; d > -8 && d < 8 {
				return true
			}
		}
	}
	return false
}

// TestReshapeAgainstCopy reshapes permuted and sliced views to every shape of their size, and compares the items.
func TestReshapeAgainstCopy(t *testing.T) {
	p := link(t, fn("(%1 f64[3], %2 i64, %3 i64) f64[2]", "%4 = reshape %1 %2 %3 : f64[2]", "return %4"))
	base := array(2, 4, 6)
	for _, axes := range [][]int{{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {2, 1, 0}} {
		for _, step := range []int{1, 2, -1} {
			a := &interp.Array{Data: base.Data, Elem: ir.F64, Shape: []int{0, 0, 0}, Strides: []int{0, 0, 0}}
			for k, from := range axes {
				a.Shape[k], a.Strides[k] = base.Shape[from], base.Strides[from]
			}
			if step < 0 {
				a.Offset = (a.Shape[2] - 1) * a.Strides[2]
			} else {
				a.Shape[2] /= step
			}
			a.Strides[2] *= step
			size := int64(a.Size())
			for n := int64(1); n <= size; n++ {
				if size%n == 0 {
					got, err := p.Run(&interp.Serial{}, append([]interp.Value{ref(a)}, ints(n, size/n)...))
					require.NoError(t, err)
					require.Equal(t, elements(a), elements(got[0].Ref.(*interp.Array)))
				}
			}
		}
	}
}

func TestMemoryLimitOfTheHost(t *testing.T) {
	p := link(t, fn("(%1 i64)", "%3 = alloc[0] <f64[1]> %1 : f64[1]"))
	_, err := p.Run(&interp.Serial{Limit: 800}, ints(100))
	require.NoError(t, err)
	_, err = p.Run(&interp.Serial{Limit: 800}, ints(101))
	assert.EqualError(t, err, "MemoryError: Unable to allocate an array with shape (101,) and data type f64")
}
