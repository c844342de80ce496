package kernels

import (
	"slices"
	"sync"
	"unsafe"

	"gokernels/gokernels/parallel"
	"gokernels/gokernels/vecmath"
)

// dotRow is dot.
func dotRow() Row {
	r := Row{
		Name: "dot", Kind: Contraction, Summary: "The dot product of two vectors, or the product with a matrix.",
		NumPy: "np.dot(a, b)", ULP: 64,
		Args:  []Arg{arrayArg("a", "A vector or a matrix."), arrayArg("b", "A vector or a matrix; its first dimension is as long as the last of `a`.")},
		Types: computed(same, all...), Shape: dotShape,
		Returns: "A scalar for two vectors, a vector for a vector and a matrix, a matrix for two matrices.",
		Notes: []string{
			"Integers wrap; of bools it is whether both are true anywhere.",
			"Sums of floats are made in an order that depends on the shapes only; those of float32 in float64.",
		},
		Raises: []string{"ValueError: if the shapes do not fit."},
	}
	table := dotTable()
	r.Run = func(c *Call) error { return runDot(&r, table[:], c) }
	return r
}

// dotShape is the Shape of dot.
func dotShape(c *Call) ([]int, error) {
	if len(c.In) != 2 || len(c.Out) > 1 || len(c.Params) != 0 {
		return nil, errCount
	}
	a, b := c.In[0].Shape, c.In[1].Shape
	if len(a) < 1 || len(a) > 2 || len(b) < 1 || len(b) > 2 {
		return nil, valueError("dot", "arrays of %d and %d dimensions: must be of one or two", len(a), len(b))
	}
	if k := len(a) - 1; a[k] != b[0] {
		return nil, valueError("dot", "shapes %v and %v not aligned: %d (dim %d) != %d (dim 0)", a, b, a[k], k, b[0])
	}
	return append(append([]int{}, a[:len(a)-1]...), b[1:]...), nil
}

// runDot checks a call and runs the product of its compute dtype.
func runDot(r *Row, table []products, c *Call) error {
	shape, err := dotShape(c)
	if err != nil {
		return err
	}
	compute, err := computeOf(r.Name, r.Types, c, 0)
	if err != nil {
		return err
	}
	if table[compute] == nil {
		return typeError(r.Name, "cannot compute in %v", compute)
	}
	if err := checkAll(r.Name, c); err != nil {
		return err
	}
	switch {
	case len(c.Out) == 1 && !slices.Equal(c.Out[0].Shape, shape):
		return valueError(r.Name, "the result has shape %v, but the output array has %v", shape, c.Out[0].Shape)
	case len(shape) == 0:
		return table[compute].vectors(c)
	case len(c.Out) != 1:
		return errCount
	case c.Out[0].Len() == 0:
		return c.cancelled()
	case len(c.In[1].Shape) == 1:
		return table[compute].rows(c)
	}
	return table[compute].tiles(c)
}

// products is a dotter with its types erased.
type products interface {
	vectors(c *Call) error // of one dimension each
	rows(c *Call) error    // two and one
	tiles(c *Call) error   // any and two
}

func dotTable() [numDTypes]products {
	return [numDTypes]products{
		Bool: newDotter(dotBools, func(x, y truth) truth { return x | y }, func(x truth) truth { return x }, 1),
		Int8: intDotter[int8](), Int16: intDotter[int16](), Int32: intDotter[int32](), Int64: intDotter[int64](),
		Uint8: intDotter[uint8](), Uint16: intDotter[uint16](), Uint32: intDotter[uint32](), Uint64: intDotter[uint64](),
		Float32: newDotter(vecmath.DotWide32, plus[float64], func(x float64) float32 { return float32(x) }, 0.15),
		Float64: newDotter(vecmath.Dot, plus[float64], func(x float64) float64 { return x }, 0.2),
	}
}

// dotter multiplies vectors of T and adds up in A. The reducer is that of two vectors.
type dotter[T, A element] struct {
	reducer reducer[A, T]
	dot     func(a, b []T) A
	spare   sync.Pool // of tiles
}

func newDotter[T, A element](dot func(a, b []T) A, merge func(x, y A) A, finish func(A) T, cost float64) products {
	d := dtypeOf[T]()
	return &dotter[T, A]{dot: dot, reducer: reducer[A, T]{
		as: []DType{d, d},
		block: func(n int, a, b unsafe.Pointer, _ int) A {
			return dot(unsafe.Slice((*T)(a), n), unsafe.Slice((*T)(b), n))
		},
		merge:  merge,
		finish: func(total A, _ int, _ *Call) T { return finish(total) },
		cost:   cost,
	}}
}

func intDotter[T integer]() products {
	return newDotter(dotInts[T], plus[T], func(x T) T { return x }, 0.7)
}

func plus[T number](x, y T) T { return x + y }

// dotInts is the sum of a[i]*b[i], in four accumulators so that additions need not wait for each other.
func dotInts[T integer](a, b []T) T {
	var s0, s1, s2, s3 T
	for ; len(a) >= 4 && len(b) >= 4; a, b = a[4:], b[4:] {
		s0 += a[0] * b[0]
		s1 += a[1] * b[1]
		s2 += a[2] * b[2]
		s3 += a[3] * b[3]
	}
	for i, v := range a {
		s0 += v * b[i]
	}
	return s0 + s1 + s2 + s3
}

// dotBools is whether a[i] && b[i] anywhere.
func dotBools(a, b []truth) truth {
	for i, v := range a {
		if v != 0 && b[i] != 0 {
			return 1
		}
	}
	return 0
}

func (d *dotter[T, A]) vectors(c *Call) error { return d.reducer.whole(c) }

// rows multiplies every row of a matrix with a vector.
func (d *dotter[T, A]) rows(c *Call) error {
	a, out := &c.In[0], &c.Out[0]
	first := *a
	first.Shape, first.Strides = a.Shape[1:], a.Strides[1:]
	w := new(walk)
	w.reset(first.Shape)
	w.add(&first, dtypeOf[T]())
	w.add(&c.In[1], dtypeOf[T]())
	w.simplify(false)
	m, k := a.Shape[0], a.Shape[1]
	totals := make([]T, m)
	var err error
	switch {
	case k == 0: // no elements: every total is zero, and there is no address to begin at
		err = c.cancelled()
	case m < fewKept && k > 2*grain(d.reducer.cost):
		err = d.longRows(c, w, totals)
	default:
		opt := c.options((d.reducer.cost+w.overhead())*float64(k) + 40) // 40 ns to begin a row, as benchmarked
		err = parallel.For(m, &opt, func(chunk parallel.Chunk) error {
			line := *w
			for i := chunk.Lo; i < chunk.Hi; i++ {
				line.views[0].base = unsafe.Add(w.views[0].base, i*a.Strides[0])
				totals[i] = d.reducer.finish(d.reducer.span(&line, 0, k), k, c)
			}
			return nil
		})
	}
	if err == nil {
		storeLine(out, totals)
	}
	return err
}

// longRows multiplies a few long rows one after the other, each in parallel.
func (d *dotter[T, A]) longRows(c *Call, w *walk, totals []T) error {
	base := w.views[0].base
	for i := range totals {
		w.views[0].base = unsafe.Add(base, i*c.In[0].Strides[0])
		total, err := d.reducer.total(c, w)
		if err != nil {
			return err
		}
		totals[i] = d.reducer.finish(total, w.n, c)
	}
	return nil
}
