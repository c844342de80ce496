package kernels_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"gokernels/gokernels/internal/check"
	"gokernels/gokernels/kernels"
)

// operands broadcasts the inputs at an index and casts them as the row says.
func operands(row *kernels.Row, compute kernels.DType, in []kernels.Array, index []int) []value {
	var v []value
	for i, arg := range arraysOf(row) {
		as := arg.As
		if as == kernels.NoDType {
			as = compute
		}
		v = append(v, get(in[i], index).to(as))
	}
	return v
}

// arraysOf are the array arguments of a row.
func arraysOf(row *kernels.Row) []kernels.Arg {
	var args []kernels.Arg
	for _, a := range row.Args {
		if a.Role == kernels.ArrayArg {
			args = append(args, a)
		}
	}
	return args
}

// ulpError is how far a float result is from the exact one, in ULP of the result's dtype.
func ulpError(exact check.Real, got value) float64 {
	if got.d == kernels.Float32 {
		return exact.Err32(float32(got.float()))
	}
	return exact.Err64(got.float())
}

// requireElements compares an elementwise result with the oracle of its kernel.
func requireElements(t *testing.T, row *kernels.Row, compute kernels.DType, in []kernels.Array, out kernels.Array) {
	t.Helper()
	natural := row.Out(compute)
	real, isReal := realOracles[row.Name]
	isReal = isReal && natural.IsFloat()
	indices(out.Shape, func(index []int) {
		v := operands(row, compute, in, index)
		got := get(out, index)
		if isReal && out.DType == natural {
			if e := ulpError(real(v), got); !(e <= max(row.ULP, 0.5)) {
				require.Failf(t, "imprecise", "%s%v at %v: %v is %g ULP off", row.Name, v, index, got, e)
			}
			return
		}
		if want := exactOracles[row.Name](natural, v).to(out.DType); !same(want, got) {
			require.Failf(t, "wrong element", "%s%v at %v: want %v, got %v", row.Name, v, index, want, got)
		}
	})
}

// elementwiseRows are the rows that are one function of one to three elements.
func elementwiseRows() []*kernels.Row {
	var rows []*kernels.Row
	for i := range kernels.Table() {
		if row := &kernels.Table()[i]; row.Kind == kernels.Elementwise && row.Params() == 0 {
			rows = append(rows, row)
		}
	}
	return rows
}

func TestEveryElementwiseKernelHasAnOracle(t *testing.T) {
	for _, row := range elementwiseRows() {
		_, real := realOracles[row.Name]
		_, exact := exactOracles[row.Name]
		assert.True(t, real || exact, row.Name)
	}
}

// productOf makes arrays of every combination of the values.
func productOf(d kernels.DType, list []value, count int) []kernels.Array {
	n := 1
	for range count {
		n *= len(list)
	}
	arrays := make([]kernels.Array, count)
	step := 1
	for k := range arrays {
		arrays[k] = newArray(d, n)
		for i := range n {
			set(arrays[k], []int{i}, list[i/step%len(list)])
		}
		step *= len(list)
	}
	return arrays
}

// noNegativeExponents makes a case legal for integer powers.
func noNegativeExponents(row *kernels.Row, in []kernels.Array) {
	if row.Name != "power" || in[1].DType.IsFloat() {
		return
	}
	indices(in[1].Shape, func(index []int) {
		set(in[1], index, intOf(in[1].DType, get(in[1], index).int()&63))
	})
}

func TestSpecialValues(t *testing.T) {
	for _, row := range elementwiseRows() {
		for _, rule := range row.Types {
			t.Run(row.Name+"/"+rule.In.String(), func(t *testing.T) {
				list, args := specials(rule.In), len(arraysOf(row))
				if args == 3 {
					list = list[:min(len(list), 12)]
				}
				in := productOf(rule.In, list, args)
				noNegativeExponents(row, in)
				out := lay(rule.Out, inC, in[0].Shape...)
				mustCall(t, row.Name, &kernels.Call{In: in, Out: []kernels.Array{out}})
				requireElements(t, row, rule.Compute, in, out)
			})
		}
	}
}

// shapes are around the ends of vectors, blocks and rows, and of many dimensions.
var shapes = [][]int{
	{}, {0}, {1}, {7}, {8}, {9}, {255}, {1023}, {1024}, {1025}, {3, 5}, {2, 0, 3}, {1, 7, 1}, {5, 300}, {300, 5}, {2, 3, 4, 5}, {3, 257, 2},
}

// layoutRows are kernels of one, two and three operands, with results of other dtypes and casts.
var layoutRows = []string{"negative", "exp", "isnan", "add", "less", "divide", "bitwise_xor", "where", "clip", "logical_and", "minimum"}

func TestShapesAndLayouts(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for _, name := range layoutRows {
		row := rowOf(t, name)
		for _, shape := range shapes {
			for l := range layouts {
				rule := row.Types[r.IntN(len(row.Types))]
				t.Run(fmt.Sprintf("%s/%v/%v/%v", name, rule.In, shape, l), func(t *testing.T) {
					var in []kernels.Array
					for k := range arraysOf(row) {
						in = append(in, fill(lay(rule.In, (l+layout(k)*3)%layouts, shape...), random(rule.In, r)))
					}
					out := lay(rule.Out, layout(r.IntN(int(repeated))), shape...)
					mustCall(t, name, &kernels.Call{In: in, Out: []kernels.Array{out}})
					requireElements(t, row, rule.Compute, in, out)
				})
			}
		}
	}
}

func TestBroadcasting(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for _, c := range []struct{ a, b, out []int }{
		{[]int{}, []int{7}, []int{7}}, {[]int{3, 1}, []int{5}, []int{3, 5}}, {[]int{1025}, []int{1}, []int{1025}},
		{[]int{2, 1, 300}, []int{4, 1}, []int{2, 4, 300}}, {[]int{1}, []int{0}, []int{0}}, {[]int{1, 1}, []int{1}, []int{1, 1}},
	} {
		for l := range layouts {
			in := []kernels.Array{
				fill(lay(kernels.Int16, l, c.a...), random(kernels.Int16, r)),
				fill(lay(kernels.Int16, (l+2)%layouts, c.b...), random(kernels.Int16, r)),
			}
			shape, err := kernels.BroadcastShape(in...)
			require.NoError(t, err)
			require.Equal(t, c.out, shape)
			out := lay(kernels.Int16, l%repeated, shape...)
			mustCall(t, "subtract", &kernels.Call{In: in, Out: []kernels.Array{out}})
			requireElements(t, rowOf(t, "subtract"), kernels.Int16, in, out)
		}
	}
}

func TestMixedDTypesAreCastToTheComputeDType(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	row := rowOf(t, "add")
	for _, a := range kernels.DTypes() {
		for _, b := range kernels.DTypes() {
			for _, compute := range []kernels.DType{kernels.Bool, kernels.Int16, kernels.Uint64, kernels.Int64, kernels.Float32, kernels.Float64} {
				for _, out := range []kernels.DType{compute, kernels.Float64} {
					if (a.IsFloat() || b.IsFloat()) && !compute.IsFloat() {
						continue // NumPy never computes floats as integers
					}
					in := []kernels.Array{fill(lay(a, inC, 33), counting(a)), fill(lay(b, gaps, 33), random(b, r))}
					dst := lay(out, inC, 33)
					mustCall(t, "add", &kernels.Call{In: in, Out: []kernels.Array{dst}, Compute: compute})
					requireElements(t, row, compute, in, dst)
				}
			}
		}
	}
}

func TestWriteOverAnInput(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	for _, name := range []string{"negative", "add", "clip", "exp", "bitwise_or", "minimum", "floor_divide"} {
		row := rowOf(t, name)
		d := kernels.Float64
		if _, ok := row.Rule(d); !ok {
			d = kernels.Int32
		}
		for l := range repeated {
			for over := range arraysOf(row) {
				in, copies := []kernels.Array{}, []kernels.Array{}
				for range arraysOf(row) {
					a := fill(lay(d, l, 5, 301), random(d, r))
					in = append(in, a)
					a.Data = append([]byte{}, a.Data...)
					copies = append(copies, a)
				}
				require.NoError(t, row.Run(&kernels.Call{In: in, Out: []kernels.Array{in[over]}}))
				requireElements(t, row, d, copies, in[over])
			}
		}
	}
}

func TestSignedAndUint64AreComparedExactly(t *testing.T) {
	signed, unsigned := newArray(kernels.Int64, 49), newArray(kernels.Uint64, 49)
	for i, v := range productOf(kernels.Int64, []value{intOf(kernels.Int64, 0), intOf(kernels.Int64, 1), intOf(kernels.Int64, 1<<53),
		intOf(kernels.Int64, 1<<53+1), intOf(kernels.Int64, -1), intOf(kernels.Int64, 1<<62), intOf(kernels.Int64, -1<<63)}, 2) {
		copy([]kernels.Array{signed, unsigned}[i].Data, v.Data)
	}
	small := newArray(kernels.Int8, 49)
	copy(small.Data, signed.Data)
	for _, name := range []string{"equal", "not_equal", "less", "less_equal", "greater", "greater_equal"} {
		for _, in := range [][]kernels.Array{{signed, unsigned}, {unsigned, signed}, {small, unsigned}} {
			out := newArray(kernels.Bool, 49)
			mustCall(t, name, &kernels.Call{In: in, Out: []kernels.Array{out}, Compute: kernels.Float64})
			indices(out.Shape, func(index []int) {
				v := []value{get(in[0], index), get(in[1], index)}
				assert.Equal(t, exactOracles[name](kernels.Bool, v), get(out, index), "%s%v", name, v)
			})
		}
	}
}

func TestBytesOfBoolsMayBeAnything(t *testing.T) {
	a, b := newArray(kernels.Bool, 35), newArray(kernels.Bool, 35)
	for i := range 35 {
		a.Data[a.Offset+i], b.Data[b.Offset+i] = byte(i%5*63), byte(i%7*41)
	}
	for _, name := range []string{"add", "multiply", "equal", "less", "logical_xor", "bitwise_and", "maximum"} {
		out := lay(kernels.Bool, inC, 35)
		mustCall(t, name, &kernels.Call{In: []kernels.Array{a, b}, Out: []kernels.Array{out}})
		requireElements(t, rowOf(t, name), kernels.Bool, []kernels.Array{a, b}, out)
	}
}

func TestDocumentedExamples(t *testing.T) {
	for _, c := range []struct {
		name string
		in   []kernels.Array
		want []float64
	}{
		{"floor_divide", []kernels.Array{arrayOf(kernels.Int8, -7, 7, -128, 5), arrayOf(kernels.Int8, 2, -2, -1, 0)}, []float64{-4, -4, -128, 0}},
		{"remainder", []kernels.Array{arrayOf(kernels.Int8, -7, 7, -128, 5), arrayOf(kernels.Int8, 2, -2, -1, 0)}, []float64{1, -1, 0, 0}},
		{"power", []kernels.Array{arrayOf(kernels.Int8, 2, 2, 3, -2), arrayOf(kernels.Int8, 6, 8, 5, 3)}, []float64{64, 0, -13, -8}},
		{"right_shift", []kernels.Array{arrayOf(kernels.Int8, -5, -5, 5, 5), arrayOf(kernels.Int8, 1, 8, 1, -1)}, []float64{-3, -1, 2, 0}},
		{"sign", []kernels.Array{arrayOf(kernels.Float32, -2, 0, 3, 0.5)}, []float64{-1, 0, 1, 1}},
	} {
		out := newArray(c.in[0].DType, 4)
		mustCall(t, c.name, &kernels.Call{In: c.in, Out: []kernels.Array{out}})
		for i, v := range values(out) {
			assert.Equal(t, c.want[i], v.float(), "%s, element %d", c.name, i)
		}
	}
}

func TestIntegerPowersRefuseNegativeExponents(t *testing.T) {
	for _, d := range []kernels.DType{kernels.Int8, kernels.Int64} {
		in := []kernels.Array{arrayOf(d, 1, 2, 3), arrayOf(d, 1, 2, -1)}
		out := lay(d, inC, 3)
		before := append([]byte{}, out.Data...)
		err := call(t, "power", &kernels.Call{In: in, Out: []kernels.Array{out}})
		require.EqualError(t, err, "power: Integers to negative integer powers are not allowed.")
		assert.Equal(t, before, out.Data, "nothing may be written")
		none := []kernels.Array{newArray(d, 0, 1), arrayOf(d, -1)}
		assert.NoError(t, call(t, "power", &kernels.Call{In: none, Out: []kernels.Array{newArray(d, 0, 1)}}), "no elements, no mistake")
	}
}
