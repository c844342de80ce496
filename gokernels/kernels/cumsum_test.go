package kernels_test

import (
	"fmt"
	"math"
	"math/big"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"gokernels/gokernels/kernels"
)

// requireScanned runs cumsum and compares every element with the exact sum of what is before it.
func requireScanned(t *testing.T, in kernels.Array, axis int, outLayout layout) {
	t.Helper()
	row := rowOf(t, "cumsum")
	rule, _ := row.Rule(in.DType)
	c := &kernels.Call{In: []kernels.Array{in}, Axis: axis}
	shape, err := row.Shape(c)
	require.NoError(t, err)
	out := lay(rule.Out, outLayout, shape...)
	c.Out = []kernels.Array{out}
	mustCall(t, "cumsum", c)
	got := values(out)
	along := axis
	if axis == kernels.NoAxis {
		along = 0
	} else if axis < 0 {
		along += len(shape)
	}
	lanes, results := lanesOf(in, axis, rule.Compute), lanesOf(reshaped(out, got, shape), along, rule.Out)
	for k, lane := range lanes {
		requireRunningSums(t, rule.Out, lane, results[k], fmt.Sprintf("%v %v, axis %d, row %d", in.DType, in.Shape, axis, k))
	}
}

// reshaped is a contiguous array of the elements.
func reshaped(like kernels.Array, v []value, shape []int) kernels.Array {
	a := newArray(like.DType, shape...)
	i := 0
	return fill(a, func() value { i++; return v[i-1] })
}

func requireRunningSums(t *testing.T, out kernels.DType, v, got []value, what string) {
	t.Helper()
	require.Len(t, got, len(v), what)
	ints, floats, scale := new(big.Int), new(big.Float).SetPrec(250), 0.0
	for i, x := range v {
		if !out.IsFloat() {
			if want := wrap(out, ints.Add(ints, exact(x))); want != got[i] {
				require.Failf(t, "wrong sum", "%s, element %d: want %v, got %v", what, i, want, got[i])
			}
			continue
		}
		scale += math.Abs(x.float())
		floats.Add(floats, new(big.Float).SetFloat64(x.float()))
		if err := near(out, floats, got[i], scale, 64); err != nil {
			require.Failf(t, "wrong sum", "%s, element %d: %v", what, i, err)
		}
	}
}

func TestCumsum(t *testing.T) {
	r := rand.New(rand.NewPCG(21, 22))
	for _, d := range kernels.DTypes() {
		for _, shape := range [][]int{{}, {0}, {1}, {9}, {1025}, {3, 40}, {40, 3}, {2, 0}, {2, 3, 20}, {35, 130}, {130, 35}, {17, 1030}} {
			in := fill(lay(d, layout(r.IntN(int(layouts))), shape...), random(d, r))
			for _, axis := range axesOf(shape) {
				requireScanned(t, in, axis, layout(r.IntN(int(repeated))))
			}
		}
	}
}

func TestLongCumsum(t *testing.T) {
	r := rand.New(rand.NewPCG(23, 24))
	for _, shape := range [][]int{{60_000}, {2, 30_000}, {30_000, 2}, {700, 30}, {30, 700}} {
		for _, d := range []kernels.DType{kernels.Float64, kernels.Int8} {
			in := fill(lay(d, gaps, shape...), random(d, r))
			requireScanned(t, in, kernels.NoAxis, inC)
			requireScanned(t, in, 0, inFortran)
			requireScanned(t, in, -1, inC)
		}
	}
}

func TestShortCumsumsRoundAsNumPy(t *testing.T) {
	r := rand.New(rand.NewPCG(25, 26))
	in := fill(newArray(kernels.Float64, 5000), random(kernels.Float64, r))
	out := newArray(kernels.Float64, 5000)
	mustCall(t, "cumsum", &kernels.Call{In: []kernels.Array{in}, Out: []kernels.Array{out}, Axis: 0})
	total := 0.0
	for i, v := range values(in) {
		total += v.float()
		require.Equal(t, total, get(out, []int{i}).float(), i)
	}
}

func TestCumsumOverItsInput(t *testing.T) {
	r := rand.New(rand.NewPCG(27, 28))
	for _, shape := range [][]int{{70_000}, {300, 40}, {40, 300}} {
		for axis := range shape {
			a := fill(lay(kernels.Int64, padded, shape...), random(kernels.Int64, r))
			apart := a
			apart.Data = append([]byte{}, a.Data...)
			require.NoError(t, rowOf(t, "cumsum").Run(&kernels.Call{In: []kernels.Array{a}, Out: []kernels.Array{a}, Axis: axis}))
			out := newArray(kernels.Int64, shape...)
			mustCall(t, "cumsum", &kernels.Call{In: []kernels.Array{apart}, Out: []kernels.Array{out}, Axis: axis})
			assert.Equal(t, raw(out), raw(a))
		}
	}
}
