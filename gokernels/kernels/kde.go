package kernels

import (
	"math"
	"unsafe"

	"gokernels/gokernels/vecmath"
)

// kdeRow is kde: the mean of the normal densities at x.
func kdeRow() Row {
	r := Row{
		Name: "kde", Kind: Program, Summary: "The kernel density estimate at `x`: the mean of the normal densities.",
		NumPy: "np.mean(np.exp(-0.5*((x - means)/widths)**2)/widths)/np.sqrt(2*np.pi)", ULP: 1024,
		Args: gaussianArgs(), Types: doubleRules(), Shape: scalarShape,
		Returns: "A float.",
		Notes:   []string{"The densities are added up in an order that depends on the shape only; those of float32 partly in float64."},
	}
	r.Run = func(c *Call) error { return runKDE(&r, c) }
	return r
}

// runKDE is kde's Run.
func runKDE(r *Row, c *Call) error {
	if len(c.In) != 2 || len(c.Params) != 1 || len(c.Out) > 1 {
		return errCount
	}
	compute, err := computeOf(r.Name, r.Types, c, 0)
	if err != nil {
		return err
	}
	if err := checkAll(r.Name, c); err != nil {
		return err
	}
	shape, err := BroadcastShape(c.In...)
	if err != nil {
		return valueError(r.Name, "%v", err)
	}
	if len(c.Out) == 1 && len(c.Out[0].Shape) > 0 {
		return valueError(r.Name, "the result has no dimensions, but the output array has %d", len(c.Out[0].Shape))
	}
	x := c.Params[0].float()
	switch compute {
	case Float32:
		return density(c, shape, func(means, widths []float32) float64 {
			return float64(vecmath.GaussianSum32(means, widths, float32(x)))
		})
	case Float64:
		return density(c, shape, func(means, widths []float64) float64 { return vecmath.GaussianSum(means, widths, x) })
	}
	return typeError(r.Name, "cannot compute in %v", compute)
}

// density averages what sum makes of blocks, and divides by the root that all densities share.
func density[T float](c *Call, shape []int, sum func(means, widths []T) float64) error {
	r := &reducer[float64, T]{
		as: []DType{dtypeOf[T](), dtypeOf[T]()},
		block: func(n int, a, b unsafe.Pointer, _ int) float64 {
			return sum(unsafe.Slice((*T)(a), n), unsafe.Slice((*T)(b), n))
		},
		merge:  plus[float64],
		finish: func(total float64, n int, _ *Call) T { return T(total / float64(n) / math.Sqrt(2*math.Pi)) },
		cost:   gaussianCost,
	}
	return r.over(c, shape)
}

// scalarShape is the Shape of programs without dimensions.
func scalarShape(*Call) ([]int, error) { return []int{}, nil }
