package kernels

import (
	"math"
	"sync"
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
	switch p := bitsOf(x, 1, compute); compute {
	case Float32:
		return density(c, shape, vecmath.SumWide32, gaussian32.with(p, binary(func(dst, means, widths []float32) {
			vecmath.Gaussian32(dst, means, widths, float32(x), 1)
		})))
	case Float64:
		return density(c, shape, vecmath.Sum, gaussian64.with(p, binary(func(dst, means, widths []float64) {
			vecmath.Gaussian(dst, means, widths, x, 1)
		})))
	}
	return typeError(r.Name, "cannot compute in %v", compute)
}

// density averages the densities that gaussians makes, and divides by the root that all share.
func density[T float](c *Call, shape []int, sum func([]T) float64, gaussians loop) error {
	r := &reducer[float64, T]{
		as:     []DType{dtypeOf[T](), dtypeOf[T]()},
		block:  func(n int, a, b unsafe.Pointer, _ int) float64 { return sumOfTerms(n, a, b, sum, gaussians) },
		merge:  plus[float64],
		finish: func(total float64, n int, _ *Call) T { return T(total / float64(n) / math.Sqrt(2*math.Pi)) },
		cost:   gaussianCost,
	}
	return r.over(c, shape)
}

// terms is memory for terms that are about to be added: few enough that they and their arguments are in a core's caches.
type terms [2048]float64

var spareTerms = sync.Pool{New: func() any { return new(terms) }}

// sumOfTerms adds the terms that make computes of n elements, some at a time.
func sumOfTerms[T float](n int, a, b unsafe.Pointer, sum func([]T) float64, make loop) float64 {
	buffer := spareTerms.Get().(*terms)
	defer spareTerms.Put(buffer)
	var parts tree[float64]
	for lo := 0; lo < n; lo += len(buffer) {
		some, at := min(n-lo, len(buffer)), lo*int(unsafe.Sizeof(T(0)))
		make(some, unsafe.Pointer(buffer), unsafe.Add(a, at), unsafe.Add(b, at), nil)
		parts.push(sum(unsafe.Slice((*T)(unsafe.Pointer(buffer)), some)), plus[float64])
	}
	total, _ := parts.total(plus[float64])
	return total
}

// scalarShape is the Shape of programs without dimensions.
func scalarShape(*Call) ([]int, error) { return []int{}, nil }
