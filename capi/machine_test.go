package capi

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
	"unsafe"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"gokernels/gokernels/compile"
	"gokernels/gokernels/kernels"
	"gokernels/gokernels/vecmath"
)

// drawn is one of special values, random bits and ordinary numbers.
func drawn(r *rand.Rand) float64 {
	special := []float64{0, 1, -1, 0.5, math.Inf(1), math.Inf(-1), math.NaN(), math.MaxFloat64, math.SmallestNonzeroFloat64, 1e-310, 1e300, 1e22, 710}
	switch r.IntN(4) {
	case 0:
		return math.Copysign(special[r.IntN(len(special))], r.NormFloat64())
	case 1:
		return math.Float64frombits(r.Uint64())
	}
	return r.NormFloat64() * math.Exp2(float64(r.IntN(20)-10))
}

// arrayFor is n numbers as an array of a kernel.
func arrayFor(d kernels.DType, n int, number func() float64) kernels.Array {
	data := make([]byte, n*d.Size())
	for i := range n {
		if d == kernels.Float32 {
			*(*float32)(unsafe.Pointer(&data[4*i])) = float32(number())
		} else {
			*(*float64)(unsafe.Pointer(&data[8*i])) = number()
		}
	}
	return kernels.Array{Data: data, DType: d, Shape: []int{n}, Strides: []int{d.Size()}}
}

// TestMachineCodeHasThePortableBits compares kernels on many elements, which machine code computes, with the same on few at a
// time, which it does not; NaN is NaN.
func TestMachineCodeHasThePortableBits(t *testing.T) {
	if compile.MachineMap("exp", true) == nil {
		t.Skip("no machine code here")
	}
	r := rand.New(rand.NewPCG(9, 9))
	made := 0
	for i := range kernels.Table() {
		row := &kernels.Table()[i]
		for _, d := range []kernels.DType{kernels.Float32, kernels.Float64} {
			if compile.MachineMap(row.Name, d == kernels.Float64) == nil {
				continue
			}
			made++
			for _, n := range []int{256, 257, 263, 1000} {
				compareWithPortable(t, row, d, n, r)
			}
		}
	}
	assert.Equal(t, 2*23, made)
}

// compareWithPortable runs a kernel on n numbers both ways.
func compareWithPortable(t *testing.T, row *kernels.Row, d kernels.DType, n int, r *rand.Rand) {
	inputs := 0
	numbers, params := []float64{}, []kernels.Param{}
	for _, a := range row.Args {
		if a.Role == kernels.FloatArg {
			numbers = append(numbers, r.NormFloat64())
			params = append(params, kernels.Float(numbers[len(numbers)-1]))
		} else {
			inputs++
		}
	}
	in := make([]kernels.Array, inputs)
	for k := range in {
		in[k] = arrayFor(d, n, func() float64 { return drawn(r) })
	}
	out := arrayFor(d, n, func() float64 { return 0 })
	require.NoError(t, row.Run(&kernels.Call{In: in, Out: []kernels.Array{out}, Params: params, Axis: kernels.NoAxis}))
	want := arrayFor(d, n, func() float64 { return 0 })
	if row.Name == "gaussians" {
		portableGaussians(d, n, in, want, numbers[0])
	} else {
		inPieces(t, row, d, n, in, want, params)
	}
	for i := range n {
		x, y := at(out, i), at(want, i)
		if x != x && y != y {
			continue
		}
		assert.Equal(t, math.Float64bits(y), math.Float64bits(x), fmt.Sprint(row.Name, d, n, i, at(in[0], i)))
	}
}

// at is an element as a float64.
func at(a kernels.Array, i int) float64 {
	if a.DType == kernels.Float32 {
		return float64(*(*float32)(unsafe.Pointer(&a.Data[4*i])))
	}
	return *(*float64)(unsafe.Pointer(&a.Data[8*i]))
}

// inPieces calls a kernel with fewer elements than are worth machine code.
func inPieces(t *testing.T, row *kernels.Row, d kernels.DType, n int, in []kernels.Array, out kernels.Array, params []kernels.Param) {
	piece := func(a kernels.Array, lo, hi int) kernels.Array {
		a.Data, a.Shape = a.Data[lo*d.Size():hi*d.Size()], []int{hi - lo}
		return a
	}
	for lo := 0; lo < n; lo += 100 {
		hi := min(n, lo+100)
		some := make([]kernels.Array, len(in))
		for k := range in {
			some[k] = piece(in[k], lo, hi)
		}
		require.NoError(t, row.Run(&kernels.Call{In: some, Out: []kernels.Array{piece(out, lo, hi)}, Params: params, Axis: kernels.NoAxis}))
	}
}

// portableGaussians takes all at once, since the result depends on how many there are.
func portableGaussians(d kernels.DType, n int, in []kernels.Array, out kernels.Array, x float64) {
	scale := 1 / math.Sqrt(2*math.Pi) / float64(n) // gaussians divides by their number
	if d == kernels.Float32 {
		f := func(a kernels.Array) []float32 { return unsafe.Slice((*float32)(unsafe.Pointer(&a.Data[0])), n) }
		vecmath.Gaussian32(f(out), f(in[0]), f(in[1]), float32(x), float32(scale))
		return
	}
	f := func(a kernels.Array) []float64 { return unsafe.Slice((*float64)(unsafe.Pointer(&a.Data[0])), n) }
	vecmath.Gaussian(f(out), f(in[0]), f(in[1]), x, scale)
}
