package kernels_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"gokernels/gokernels/kernels"
)

func TestOverlaps(t *testing.T) {
	a := newArray(kernels.Float64, 20)
	other := newArray(kernels.Float64, 20)
	view := func(offset, length, stride int) kernels.Array {
		return part(a, 8*offset, []int{length}, []int{8 * stride})
	}
	for _, c := range []struct {
		what string
		x, y kernels.Array
		want kernels.Overlap
	}{
		{"other memory", a, other, kernels.Disjoint},
		{"itself", a, a, kernels.SameView},
		{"the same elements named again", view(0, 20, 1), a, kernels.SameView},
		{"one element, strides apart", view(3, 1, 1), view(3, 1, 7), kernels.SameView},
		{"two halves", view(0, 10, 1), view(10, 10, 1), kernels.Disjoint},
		{"shifted by one", view(0, 19, 1), view(1, 19, 1), kernels.Overlapping},
		{"the other way round", view(0, 20, 1), view(19, 20, -1), kernels.Overlapping},
		{"even and odd", view(0, 10, 2), view(1, 10, 2), kernels.Disjoint},
		{"even and even, shifted", view(0, 9, 2), view(2, 9, 2), kernels.Overlapping},
		{"even and odd backwards", view(0, 10, 2), view(19, 10, -2), kernels.Disjoint},
		{"every third and every sixth", view(0, 6, 3), view(1, 3, 6), kernels.Disjoint},
		{"nothing", view(0, 0, 1), a, kernels.Disjoint},
		{"a row and a column", part(a, 0, []int{4}, []int{8}), part(a, 0, []int{5}, []int{32}), kernels.Overlapping},
		{"half an element", part(a, 4, []int{4}, []int{8}), view(0, 4, 1), kernels.Overlapping},
		{"a part of the same shape", part(a, 0, []int{2, 2}, []int{32, 8}), part(a, 16, []int{2, 2}, []int{32, 8}), kernels.Overlapping},
	} {
		assert.Equal(t, c.want, kernels.Overlaps(c.x, c.y), c.what)
		assert.Equal(t, c.want, kernels.Overlaps(c.y, c.x), c.what)
	}
}

func TestOverlapsOfOtherSizes(t *testing.T) {
	a := newArray(kernels.Float64, 8)
	low, high := a, a
	low.DType, high.DType = kernels.Float32, kernels.Float32
	high.Offset += 4
	assert.Equal(t, kernels.Disjoint, kernels.Overlaps(low, high), "the halves of every element")
	assert.Equal(t, kernels.Overlapping, kernels.Overlaps(low, a))
	bits := a
	bits.DType = kernels.Int64
	assert.Equal(t, kernels.SameView, kernels.Overlaps(bits, a), "the dtype does not matter, its size does")
}

func TestBroadcastShape(t *testing.T) {
	of := func(shape ...int) kernels.Array { return newArray(kernels.Int8, shape...) }
	for _, c := range []struct {
		in   []kernels.Array
		want []int
	}{
		{nil, []int{}}, {[]kernels.Array{of()}, []int{}}, {[]kernels.Array{of(2, 1), of(3)}, []int{2, 3}},
		{[]kernels.Array{of(3), of(2, 1), of(1, 1, 1)}, []int{1, 2, 3}}, {[]kernels.Array{of(1), of(0)}, []int{0}},
	} {
		got, err := kernels.BroadcastShape(c.in...)
		require.NoError(t, err)
		assert.Equal(t, c.want, got)
	}
	_, err := kernels.BroadcastShape(of(2), of(3))
	assert.EqualError(t, err, "operands could not be broadcast together: lengths 2 and 3 of dimension 0")
	_, err = kernels.BroadcastShape(of(0), of(3))
	assert.Error(t, err)
}

func TestBroadcastShapeLeavesItsInputsAlone(t *testing.T) {
	a, b := newArray(kernels.Int8, 1, 3), newArray(kernels.Int8, 2, 1)
	_, err := kernels.BroadcastShape(a, b)
	require.NoError(t, err)
	assert.Equal(t, []int{1, 3}, a.Shape)
	assert.Equal(t, []int{2, 1}, b.Shape)
}

func TestContiguous(t *testing.T) {
	for l := range layouts {
		a := lay(kernels.Int16, l, 3, 4)
		assert.Equal(t, l == inC || l == misaligned, a.Contiguous(), l)
		assert.NoError(t, a.Check(), l)
		assert.Equal(t, 12, a.Len())
	}
	one := part(newArray(kernels.Int16, 1), 0, []int{1, 1}, []int{77, -5})
	assert.True(t, one.Contiguous(), "strides of dimensions of length 1 do not matter")
}

func TestCheckAcceptsEmptyArraysAnywhere(t *testing.T) {
	empty := kernels.Array{DType: kernels.Float64, Shape: []int{3, 0, 1 << 50}, Strides: []int{1 << 50, 8, -8}}
	assert.NoError(t, empty.Check())
}

func TestScalars(t *testing.T) {
	c := &kernels.Call{In: []kernels.Array{arrayOf(kernels.Uint8, 200, 100)}, Axis: kernels.NoAxis}
	mustCall(t, "sum", c)
	assert.Equal(t, uint64(300), c.Scalar.Uint())
	assert.Equal(t, 300.0, c.Scalar.Float())
	c.In[0] = arrayOf(kernels.Int8, -100, -100)
	mustCall(t, "sum", c)
	assert.Equal(t, int64(-200), c.Scalar.Int())
	assert.Equal(t, -200.0, c.Scalar.Float())
	mustCall(t, "any", c)
	assert.True(t, c.Scalar.Bool())
	c.In[0] = arrayOf(kernels.Float32, 0.5, 0.25)
	mustCall(t, "min", c)
	assert.Equal(t, 0.25, c.Scalar.Float())
}
