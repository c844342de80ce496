package kernels_test

import (
	"fmt"
	"math/big"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"gokernels/gokernels/kernels"
)

// requireProduct judges the product of a row and a column.
func requireProduct(t *testing.T, d kernels.DType, a, b []value, got value) {
	t.Helper()
	if !d.IsFloat() {
		total := new(big.Int)
		for i := range a {
			total.Add(total, new(big.Int).Mul(exact(a[i]), exact(b[i])))
		}
		if want := wrap(d, total); want != got {
			require.Failf(t, "wrong product", "want %v, got %v", want, got)
		}
		return
	}
	total, scale := new(big.Float).SetPrec(250), new(big.Float).SetPrec(250)
	for i := range a {
		p := new(big.Float).SetPrec(250).SetFloat64(a[i].float())
		p.Mul(p, new(big.Float).SetFloat64(b[i].float()))
		total.Add(total, p)
		scale.Add(scale, p.Abs(p))
	}
	size, _ := scale.Float64()
	if err := near(d, total, got, size, 8); err != nil {
		require.Fail(t, "wrong product", err)
	}
}

// line is the row or column k of a matrix; a vector is its only one.
func line(a kernels.Array, k, axis int) []value {
	var v []value
	for i := range a.Shape[min(axis, len(a.Shape)-1)] {
		index := []int{i}
		if len(a.Shape) == 2 {
			index = []int{k, i}
			if axis == 0 {
				index = []int{i, k}
			}
		}
		v = append(v, get(a, index))
	}
	return v
}

// requireDot multiplies and judges every element.
func requireDot(t *testing.T, a, b kernels.Array, outLayout layout) {
	t.Helper()
	row := rowOf(t, "dot")
	c := &kernels.Call{In: []kernels.Array{a, b}}
	shape, err := row.Shape(c)
	require.NoError(t, err)
	if len(shape) > 0 {
		c.Out = []kernels.Array{lay(a.DType, outLayout, shape...)}
	}
	mustCall(t, "dot", c)
	indices(shape, func(index []int) {
		got := scalarOf(c.Scalar)
		if len(shape) > 0 {
			got = get(c.Out[0], index)
		}
		i, j := 0, 0
		if len(a.Shape) == 2 {
			i = index[0]
		}
		if len(b.Shape) == 2 {
			j = index[len(index)-1]
		}
		requireProduct(t, a.DType, line(a, i, 1), line(b, j, 0), got)
	})
}

func TestDot(t *testing.T) {
	r := rand.New(rand.NewPCG(41, 42))
	for _, d := range kernels.DTypes() {
		for _, s := range [][3]int{{1, 1, 1}, {3, 5, 2}, {2, 300, 3}, {70, 9, 65}, {5, 0, 4}, {0, 3, 2}, {64, 64, 8}} {
			make := func(shape ...int) kernels.Array {
				return fill(lay(d, layout(r.IntN(int(layouts))), shape...), random(d, r))
			}
			m, k, n := s[0], s[1], s[2]
			for _, pair := range [][2]kernels.Array{
				{make(k), make(k)}, {make(m, k), make(k)}, {make(k), make(k, n)}, {make(m, k), make(k, n)},
			} {
				t.Run(fmt.Sprintf("%v/%v·%v", d, pair[0].Shape, pair[1].Shape), func(t *testing.T) {
					requireDot(t, pair[0], pair[1], layout(r.IntN(int(repeated))))
				})
			}
		}
	}
}

func TestDotWithLongInnerDimension(t *testing.T) {
	r := rand.New(rand.NewPCG(43, 44))
	for _, d := range []kernels.DType{kernels.Float64, kernels.Int16} {
		long := func(shape ...int) kernels.Array { return tiled(newArray(d, shape...), random(d, r)) }
		requireDot(t, long(3, 30_000), long(30_000, 2), inC)
		requireDot(t, long(2, 210_000), long(210_000), inC)
		requireDot(t, long(210_000), long(210_000), inC)
	}
}

func TestDotOfMixedDTypes(t *testing.T) {
	a, b := arrayOf(kernels.Int8, 1, 2, 3), arrayOf(kernels.Float64, 0.5, 0.25, -1)
	c := &kernels.Call{In: []kernels.Array{a, b}, Compute: kernels.Float64}
	mustCall(t, "dot", c)
	assert.Equal(t, -2.0, c.Scalar.Float())
	out := lay(kernels.Float64, gaps, 1)
	b.Shape, b.Strides = []int{3, 1}, []int{8, 8}
	mustCall(t, "dot", &kernels.Call{In: []kernels.Array{a, b}, Out: []kernels.Array{out}, Compute: kernels.Float64})
	assert.Equal(t, -2.0, get(out, []int{0}).float())
}

func TestDotMistakes(t *testing.T) {
	of := func(shape ...int) kernels.Array { return newArray(kernels.Float64, shape...) }
	for text, in := range map[string][]kernels.Array{
		"dot: shapes [2 3] and [2 3] not aligned: 3 (dim 1) != 2 (dim 0)": {of(2, 3), of(2, 3)},
		"dot: shapes [3] and [2] not aligned: 3 (dim 0) != 2 (dim 0)":     {of(3), of(2)},
		"dot: arrays of 0 and 1 dimensions: must be of one or two":        {of(), of(2)},
		"dot: arrays of 3 and 1 dimensions: must be of one or two":        {of(1, 1, 2), of(2)},
		"dot: the result has shape [2 2], but the output array has [4]":   {of(2, 3), of(3, 2)},
	} {
		err := call(t, "dot", &kernels.Call{In: in, Out: []kernels.Array{of(4)}})
		assert.EqualError(t, err, text)
	}
}
