package kernels_test

import (
	"bytes"
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"gokernels/gokernels/kernels"
)

// requireRefused runs a call that must fail with a text and leave its outputs alone.
func requireRefused(t *testing.T, name string, c *kernels.Call, kind kernels.ErrorKind, text string) {
	t.Helper()
	var before [][]byte
	for _, a := range c.Out {
		before = append(before, bytes.Clone(a.Data))
	}
	err := rowOf(t, name).Run(c)
	var e *kernels.Error
	require.ErrorAs(t, err, &e)
	assert.Equal(t, kind, e.Kind)
	assert.EqualError(t, err, text)
	for i, a := range c.Out {
		assert.Equal(t, before[i], a.Data, "written before the error")
	}
}

func TestMistakesAreRefused(t *testing.T) {
	of := func(d kernels.DType, shape ...int) kernels.Array { return lay(d, inC, shape...) }
	f8, b1 := kernels.Float64, kernels.Bool
	for _, c := range []struct {
		name string
		call kernels.Call
		kind kernels.ErrorKind
		text string
	}{
		{"subtract", kernels.Call{In: []kernels.Array{of(b1, 2), of(b1, 2)}, Out: []kernels.Array{of(b1, 2)}}, kernels.TypeError,
			"subtract: not supported for arrays of bool"},
		{"invert", kernels.Call{In: []kernels.Array{of(f8, 2)}, Out: []kernels.Array{of(f8, 2)}, Compute: f8}, kernels.TypeError,
			"invert: cannot compute in float64"},
		{"add", kernels.Call{In: []kernels.Array{of(f8, 2), of(f8, 3)}, Out: []kernels.Array{of(f8, 3)}}, kernels.ValueError,
			"add: operands could not be broadcast together: lengths 2 and 3 of dimension 0"},
		{"add", kernels.Call{In: []kernels.Array{of(f8, 2), of(f8, 2)}, Out: []kernels.Array{of(f8, 3)}}, kernels.ValueError,
			"add: the result has shape [2], but the output array has [3]"},
		{"add", kernels.Call{In: []kernels.Array{of(f8, 1), of(f8, 1)}, Out: []kernels.Array{of(f8, 3)}}, kernels.ValueError,
			"add: the result has shape [1], but the output array has [3]"},
		{"sum", kernels.Call{In: []kernels.Array{of(f8, 2, 3)}, Out: []kernels.Array{of(f8, 2)}, Axis: 2}, kernels.AxisError,
			"sum: axis 2 is out of bounds for array of dimension 2"},
		{"cumsum", kernels.Call{In: []kernels.Array{of(f8, 2, 3)}, Out: []kernels.Array{of(f8, 2, 3)}, Axis: -3}, kernels.AxisError,
			"cumsum: axis -3 is out of bounds for array of dimension 2"},
		{"sum", kernels.Call{In: []kernels.Array{of(f8, 2, 3)}, Out: []kernels.Array{of(f8, 2)}, Axis: 0}, kernels.ValueError,
			"sum: the result has shape [3], but the output array has [2]"},
		{"cumsum", kernels.Call{In: []kernels.Array{of(f8, 2, 3)}, Out: []kernels.Array{of(f8, 2, 3)}, Axis: kernels.NoAxis}, kernels.ValueError,
			"cumsum: the result has shape [6], but the output array has [2 3]"},
		{"cumsum", kernels.Call{In: []kernels.Array{of(f8, 2)}, Out: []kernels.Array{of(f8, 2)}, Compute: b1}, kernels.TypeError,
			"cumsum: cannot compute in bool"},
		{"histogram", kernels.Call{In: []kernels.Array{of(f8, 2)}, Out: []kernels.Array{of(kernels.Int64, 2)},
			Params: []kernels.Param{kernels.Int(3), kernels.Float(0), kernels.Float(1), kernels.Int(0)}}, kernels.ValueError,
			"histogram: the result has shape [3], but the output array has [2]"},
		{"kde", kernels.Call{In: []kernels.Array{of(f8, 2), of(f8, 3)}, Params: []kernels.Param{kernels.Float(0)}}, kernels.ValueError,
			"kde: operands could not be broadcast together: lengths 2 and 3 of dimension 0"},
	} {
		t.Run(c.name+": "+c.text, func(t *testing.T) { requireRefused(t, c.name, &c.call, c.kind, c.text) })
	}
}

// broken are arrays that must not be followed.
func broken(d kernels.DType) map[string]kernels.Array {
	data := make([]byte, 16*d.Size())
	return map[string]kernels.Array{
		"beyond the end":      {Data: data, DType: d, Shape: []int{17}, Strides: []int{d.Size()}},
		"before the start":    {Data: data, DType: d, Shape: []int{4}, Strides: []int{-d.Size()}},
		"negative offset":     {Data: data, DType: d, Offset: -1, Shape: []int{1}, Strides: []int{d.Size()}},
		"half an element":     {Data: data, DType: d, Offset: 16*d.Size() - d.Size()/2, Shape: []int{1}, Strides: []int{d.Size()}},
		"no memory":           {DType: d, Shape: []int{1}, Strides: []int{d.Size()}},
		"negative length":     {Data: data, DType: d, Shape: []int{-1}, Strides: []int{d.Size()}},
		"missing stride":      {Data: data, DType: d, Shape: []int{1}},
		"too many dimensions": {Data: data, DType: d, Shape: make([]int, 65), Strides: make([]int, 65)},
		"huge stride":         {Data: data, DType: d, Shape: []int{3}, Strides: []int{math.MaxInt}},
		"huge shape":          {Data: data, DType: d, Shape: []int{1 << 40, 1 << 40}, Strides: []int{0, 0}},
		"no dtype":            {Data: data, Shape: []int{1}, Strides: []int{8}},
	}
}

func TestBrokenArraysAreRefused(t *testing.T) {
	for what, bad := range broken(kernels.Float64) {
		assert.Error(t, bad.Check(), what)
		for i := range kernels.Table() {
			row := &kernels.Table()[i]
			if row.Hidden || len(arraysOf(row)) == 0 {
				continue
			}
			in := []kernels.Array{}
			for range arraysOf(row) {
				in = append(in, bad)
			}
			var params []kernels.Param
			for range row.Params() {
				params = append(params, kernels.Int(1))
			}
			c := &kernels.Call{In: in, Params: params, Axis: kernels.NoAxis, Compute: row.Types[len(row.Types)-1].Compute}
			assert.Error(t, row.Run(c), "%s of %s", row.Name, what)
			c.Out = []kernels.Array{newArray(kernels.Float64, 1)}
			assert.Error(t, row.Run(c), "%s of %s", row.Name, what)
			c.In, c.Out = nil, []kernels.Array{bad}
			for range arraysOf(row) {
				c.In = append(c.In, newArray(kernels.Int32, 1))
			}
			assert.Error(t, row.Run(c), "%s into %s", row.Name, what)
		}
	}
}

func TestCallsThatDoNotFitTheRowAreRefused(t *testing.T) {
	r := rand.New(rand.NewPCG(61, 62))
	for i := range kernels.Table() {
		row := &kernels.Table()[i]
		if row.Hidden {
			continue
		}
		t.Run(row.Name, func(t *testing.T) {
			good := callOn(t, row, row.Types[len(row.Types)-1].In, r, kernels.NoAxis, 5)
			for what, spoil := range map[string]func(c *kernels.Call){
				"two outputs": func(c *kernels.Call) { c.Out = []kernels.Array{newArray(kernels.Float64), newArray(kernels.Float64)} },
				"many inputs": func(c *kernels.Call) { c.In = make([]kernels.Array, 5) },
				"more params": func(c *kernels.Call) { c.Params = append([]kernels.Param{kernels.Int(1)}, c.Params...) },
			} {
				bad := *good
				spoil(&bad)
				if what == "many inputs" && len(good.In) == 0 {
					continue
				}
				assert.Error(t, row.Run(&bad), what)
			}
		})
	}
}

func TestErrorKinds(t *testing.T) {
	assert.Equal(t, "ValueError TypeError AxisError", fmt.Sprint(kernels.ValueError, " ", kernels.TypeError, " ", kernels.AxisError))
}
