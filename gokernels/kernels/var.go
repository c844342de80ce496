package kernels

import (
	"math"
	"slices"
	"unsafe"

	"gokernels/gokernels/vecmath"
)

// varRows are var and std.
func varRows() []Row {
	row := func(name, summary string, root bool) Row {
		return reductionRow(Row{
			Name: name, Summary: summary, NumPy: "np." + name + "(a, axis=axis, ddof=ddof)", ULP: 32,
			Args:  []Arg{{Name: "ddof", Role: FloatArg, Default: "0", Doc: "The sum of squares is divided by the number of elements less this."}},
			Types: doubleRules(),
			Notes: []string{"Integers and bools are taken as float64; float32 is worked on in float64 and rounded once. " +
				"The squares are of the deviations from the mean, so nothing cancels. If `ddof` is not below the number of elements, " +
				"the result is inf or NaN, without a warning."},
		}, "", [numDTypes]reduction{
			Float32: varianceOf[float32](meanOf[float32, float64](vecmath.SumWide32, addTo[float32, float64]), root),
			Float64: varianceOf[float64](meanOf[float64, float64](vecmath.Sum, addFloats), root),
		})
	}
	return []Row{
		row("var", "The variance of the elements.", false),
		row("std", "The standard deviation of the elements.", true),
	}
}

// variance is the reduction in two passes, as NumPy has it: the mean, then the squares of the deviations.
// (One pass that merges the moments of blocks loses digits when the mean is large against the deviation.)
type variance[T float] struct {
	mean    reducer[float64, float64]
	squares reducer[float64, T] // of two inputs: elements, and their mean
}

// varianceOf makes the reduction; the result is the root if root is set.
func varianceOf[T float](mean reduction, root bool) reduction {
	d := dtypeOf[T]()
	return &variance[T]{
		mean: *mean.(*reducer[float64, float64]),
		squares: reducer[float64, T]{
			as: []DType{d, Float64},
			block: func(n int, a, b unsafe.Pointer, _ int) float64 {
				return squaresOf(unsafe.Slice((*T)(a), n), *(*float64)(b))
			},
			fold: func(acc []float64, a, b unsafe.Pointer, _ int) {
				foldSquares(acc, unsafe.Slice((*T)(a), len(acc)), unsafe.Slice((*float64)(b), len(acc)))
			},
			merge: plus[float64],
			finish: func(total float64, n int, c *Call) T {
				v := total / max(float64(n)-c.Params[0].float(), 0)
				if root {
					v = math.Sqrt(v)
				}
				return T(v)
			},
			cost: 0.6,
		},
	}
}

// whole gives the second pass the mean as an array of no dimensions.
func (v *variance[T]) whole(c *Call) error {
	var mean float64
	first := *c
	first.Out = []Array{{Data: bytesOf(&mean), DType: Float64}}
	if err := v.mean.whole(&first); err != nil {
		return err
	}
	second := *c
	second.In = []Array{c.In[0], first.Out[0]}
	err := v.squares.over(&second, c.In[0].Shape)
	c.Scalar = second.Scalar
	return err
}

// axis gives the second pass the means as an array that repeats along the axis.
func (v *variance[T]) axis(c *Call, axis int) error {
	first := *c
	first.Out = []Array{newArray(Float64, c.Out[0].Shape)}
	if err := v.mean.axis(&first, axis); err != nil {
		return err
	}
	second, means := *c, first.Out[0]
	means.Shape, means.Strides = c.In[0].Shape, slices.Insert(means.Strides, axis, 0)
	second.In = []Array{c.In[0], means}
	return v.squares.axis(&second, axis)
}

// shortRun is how many squares are added up before the sum joins the others, as in NumPy's pairwise
// sum (PW_BLOCKSIZE): rounding errors grow with the length of runs.
const shortRun = 128

// squaresOf is the sum of (a[i] - mean)**2.
func squaresOf[T float](a []T, mean float64) float64 {
	total := 0.0
	for len(a) > 0 {
		n := min(len(a), shortRun)
		total += shortSquares(a[:n], mean)
		a = a[n:]
	}
	return total
}

// shortSquares is squaresOf in four accumulators, so that additions need not wait for each other.
func shortSquares[T float](a []T, mean float64) float64 {
	var s0, s1, s2, s3 float64
	for ; len(a) >= 4; a = a[4:] {
		d0, d1, d2, d3 := float64(a[0])-mean, float64(a[1])-mean, float64(a[2])-mean, float64(a[3])-mean
		s0 += d0 * d0
		s1 += d1 * d1
		s2 += d2 * d2
		s3 += d3 * d3
	}
	for _, v := range a {
		d := float64(v) - mean
		s0 += d * d
	}
	return (s0 + s1) + (s2 + s3)
}

// foldSquares is acc[i] += (a[i] - means[i])**2.
func foldSquares[T float](acc []float64, a []T, means []float64) {
	a, means = a[:len(acc)], means[:len(acc)]
	for i := range acc {
		d := float64(a[i]) - means[i]
		acc[i] += d * d
	}
}
