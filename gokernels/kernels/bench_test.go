package kernels_test

import (
	"testing"

	"gokernels/gokernels/kernels"
	"gokernels/gokernels/parallel"
)

// million is the size at which the programs of design.md are compared.
const million = 1_000_000

// benchArray is a contiguous float64 or int64 array of n small numbers.
func benchArray(d kernels.DType, n int) kernels.Array {
	a := newArray(d, n)
	for i := range n {
		setNumber(a, i, 0.5+float64(i%97)/97)
	}
	return a
}

// benchCall runs one call again and again, and counts its allocations.
func benchCall(b *testing.B, name string, c *kernels.Call) {
	b.Helper()
	row := kernels.Lookup(name)
	b.ReportAllocs()
	for b.Loop() {
		if err := row.Run(c); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkPrograms(b *testing.B) {
	x, y, dst := benchArray(kernels.Float64, million), benchArray(kernels.Float64, million), newArray(kernels.Float64, million)
	in, out := []kernels.Array{x, y}, []kernels.Array{dst}
	b.Run("exp_linear", func(b *testing.B) {
		benchCall(b, "exp_linear", &kernels.Call{In: in, Out: out, Params: []kernels.Param{kernels.Float(2.1), kernels.Float(3.2)}})
	})
	b.Run("gaussians", func(b *testing.B) {
		benchCall(b, "gaussians", &kernels.Call{In: in, Out: out, Params: []kernels.Param{kernels.Float(0.4)}})
	})
	b.Run("kde", func(b *testing.B) {
		benchCall(b, "kde", &kernels.Call{In: in, Params: []kernels.Param{kernels.Float(0.4)}})
	})
	b.Run("monte_carlo_pi", func(b *testing.B) {
		benchCall(b, "monte_carlo_pi", &kernels.Call{Params: []kernels.Param{kernels.Int(40 * million), kernels.Uint(1)}})
	})
}

func BenchmarkSmall(b *testing.B) {
	eight := benchArray(kernels.Float64, 8)
	b.Run("exp8", func(b *testing.B) {
		benchCall(b, "exp", &kernels.Call{In: []kernels.Array{eight}, Out: []kernels.Array{newArray(kernels.Float64, 8)}})
	})
	b.Run("add8", func(b *testing.B) {
		benchCall(b, "add", &kernels.Call{In: []kernels.Array{eight, eight}, Out: []kernels.Array{newArray(kernels.Float64, 8)}})
	})
	b.Run("add8scalar", func(b *testing.B) {
		benchCall(b, "add", &kernels.Call{In: []kernels.Array{eight, newArray(kernels.Float64)}, Out: []kernels.Array{newArray(kernels.Float64, 8)}})
	})
	b.Run("sum8", func(b *testing.B) {
		benchCall(b, "sum", &kernels.Call{In: []kernels.Array{eight}, Axis: kernels.NoAxis})
	})
	b.Run("sum10000int64", func(b *testing.B) {
		benchCall(b, "sum", &kernels.Call{In: []kernels.Array{benchArray(kernels.Int64, 10_000)}, Axis: kernels.NoAxis})
	})
	b.Run("sumAxis3x3", func(b *testing.B) {
		nine := benchArray(kernels.Float64, 9)
		nine.Shape, nine.Strides = []int{3, 3}, []int{24, 8}
		benchCall(b, "sum", &kernels.Call{In: []kernels.Array{nine}, Out: []kernels.Array{newArray(kernels.Float64, 3)}, Axis: 0})
	})
}

// BenchmarkElements measures the cost constants of the rows: one thread, 100,000 elements.
func BenchmarkElements(b *testing.B) {
	const n = 100_000
	one := &parallel.Options{Threads: 1}
	for i := range kernels.Table() {
		row := &kernels.Table()[i]
		if row.Kind != kernels.Elementwise && row.Kind != kernels.Reduction && row.Kind != kernels.Scan {
			continue
		}
		for _, d := range []kernels.DType{kernels.Float64, kernels.Int64, kernels.Int8, kernels.Bool} {
			rule, ok := row.Rule(d)
			if !ok {
				continue
			}
			c := &kernels.Call{Axis: kernels.NoAxis, Options: one}
			for _, a := range row.Args {
				switch a.Role {
				case kernels.ArrayArg:
					c.In = append(c.In, benchArray(d, n))
				case kernels.FloatArg:
					c.Params = append(c.Params, kernels.Float(0.5))
				}
			}
			if row.Kind != kernels.Reduction {
				c.Out = []kernels.Array{newArray(rule.Out, n)}
			}
			b.Run(row.Name+"/"+d.String(), func(b *testing.B) {
				benchCall(b, row.Name, c)
				b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/n, "ns/element")
			})
		}
	}
}

func BenchmarkLayouts(b *testing.B) {
	a := benchArray(kernels.Float64, million)
	grid := func(shape, strides []int) kernels.Array {
		v := a
		v.Shape, v.Strides = shape, strides
		return v
	}
	square, turned := grid([]int{1000, 1000}, []int{8000, 8}), grid([]int{1000, 1000}, []int{8, 8000})
	b.Run("add", func(b *testing.B) {
		benchCall(b, "add", &kernels.Call{In: []kernels.Array{a, a}, Out: []kernels.Array{newArray(kernels.Float64, million)}})
	})
	b.Run("addTurned", func(b *testing.B) {
		benchCall(b, "add", &kernels.Call{In: []kernels.Array{square, turned}, Out: []kernels.Array{newArray(kernels.Float64, 1000, 1000)}})
	})
	for name, in := range map[string]kernels.Array{
		"sumRows": square, "sumColumns": turned, "sumThin": grid([]int{million / 4, 4}, []int{32, 8}), "sumWide": grid([]int{4, million / 4}, []int{2 * million, 8}),
	} {
		for axis := range 2 {
			b.Run(name+string(rune('0'+axis)), func(b *testing.B) {
				benchCall(b, "sum", &kernels.Call{In: []kernels.Array{in}, Out: []kernels.Array{newArray(kernels.Float64, in.Shape[1-axis])}, Axis: axis})
			})
		}
	}
	b.Run("var", func(b *testing.B) {
		benchCall(b, "var", &kernels.Call{In: []kernels.Array{a}, Axis: kernels.NoAxis, Params: []kernels.Param{kernels.Float(0)}})
	})
	b.Run("cumsum", func(b *testing.B) {
		benchCall(b, "cumsum", &kernels.Call{In: []kernels.Array{a}, Out: []kernels.Array{newArray(kernels.Float64, million)}, Axis: kernels.NoAxis})
	})
	b.Run("histogram", func(b *testing.B) {
		benchCall(b, "histogram", &kernels.Call{In: []kernels.Array{a}, Out: []kernels.Array{newArray(kernels.Int64, 100)},
			Params: []kernels.Param{kernels.Int(100), kernels.Float(0.5), kernels.Float(1.5), kernels.Int(0)}})
	})
	b.Run("dot1000", func(b *testing.B) {
		benchCall(b, "dot", &kernels.Call{In: []kernels.Array{square, square}, Out: []kernels.Array{newArray(kernels.Float64, 1000, 1000)}})
	})
	b.Run("bincount", func(b *testing.B) {
		x := newArray(kernels.Int64, million)
		for i := range million {
			setNumber(x, i, float64(i*7919%1000))
		}
		benchCall(b, "bincount", &kernels.Call{In: []kernels.Array{x}, Out: []kernels.Array{newArray(kernels.Int64, 1000)}, Params: []kernels.Param{kernels.Int(0)}})
	})
}
