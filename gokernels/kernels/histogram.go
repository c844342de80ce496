package kernels

import (
	"math"
	"slices"
	"unsafe"

	"gokernels/gokernels/parallel"
)

// histogramRow is histogram.
func histogramRow() Row {
	r := Row{
		Name: "histogram", Kind: Counting,
		Summary: "How many elements lie in each of `bins` bins of equal width from `lo` to `hi`.",
		NumPy:   "np.histogram(a, bins, (np.float32(lo), np.float32(hi)) if single else (lo, hi))[0]",
		Args: []Arg{
			arrayArg("a", "The numbers, of any shape."),
			{Name: "bins", Role: IntArg, Doc: "The number of bins."},
			{Name: "lo", Role: FloatArg, Doc: "The left edge of the first bin."},
			{Name: "hi", Role: FloatArg, Doc: "The right edge of the last bin, which belongs to it."},
			{Name: "single", Role: IntArg, Default: "0", Doc: "1: the edges are computed in float32, as NumPy does when `lo` and `hi` are float32; 0: in float64."},
		},
		Types:   histogramRules(),
		Shape:   histogramShape,
		Returns: "An int64 array of `bins` counts.",
		Notes: []string{
			"Elements outside [lo, hi] and NaNs are not counted. If `lo` equals `hi`, the bins reach from lo - 0.5 to hi + 0.5.",
			"float32 elements are compared in float32, as NumPy does for edges that are Python floats; for edges of float64 compute in float64.",
		},
		Raises: []string{"ValueError: if there is no bin, the range is not finite or falls, or the bins are too narrow for the dtype."},
	}
	r.Run = runHistogram
	return r
}

// histogramRules count in the dtype of the edges.
func histogramRules() []TypeRule {
	rules := doubleRules()
	for i := range rules {
		rules[i].Out = Int64
	}
	return rules
}

// histogramShape is the Shape of histogram.
func histogramShape(c *Call) ([]int, error) {
	bins, _, _, err := histogramRange(c)
	return []int{bins}, err
}

// histogramRange checks the parameters of a call.
func histogramRange(c *Call) (bins int, lo, hi float64, err error) {
	if len(c.Params) != 4 {
		return 0, 0, 0, errCount
	}
	n, lo, hi := c.Params[0].int(), c.Params[1].float(), c.Params[2].float()
	switch {
	case n < 1:
		err = valueError("histogram", "`bins` must be positive, when an integer")
	case n > math.MaxInt32:
		err = valueError("histogram", "%d bins are too many", n)
	case lo > hi:
		err = valueError("histogram", "max must be larger than min in range parameter.")
	case lo-lo != 0 || hi-hi != 0:
		err = valueError("histogram", "supplied range of [%v, %v] is not finite", lo, hi)
	case lo == hi:
		lo, hi = lo-0.5, hi+0.5
	}
	return int(n), lo, hi, err
}

// runHistogram is histogram's Run.
func runHistogram(c *Call) error {
	bins, lo, hi, err := histogramRange(c)
	switch {
	case err != nil:
		return err
	case len(c.In) != 1 || len(c.Out) != 1:
		return errCount
	}
	compute, err := computeOf("histogram", histogramRules(), c, 0)
	if err != nil {
		return err
	}
	if err := checkAll("histogram", c); err != nil {
		return err
	}
	if !slices.Equal(c.Out[0].Shape, []int{bins}) {
		return valueError("histogram", "the result has shape [%d], but the output array has %v", bins, c.Out[0].Shape)
	}
	switch compute {
	case Float32:
		return histogramOf[float32](c, bins, lo, hi)
	case Float64:
		return histogramOf[float64](c, bins, lo, hi)
	}
	return typeError("histogram", "cannot compute in %v", compute)
}

// binning finds the bin of a number as numpy.histogram does, roundings included.
type binning[T float] struct {
	lo, hi T
	width  float64 // of the whole range
	bins   float64
	edges  []T
}

// newBinning makes the edges as numpy.linspace does in the dtype E, and then converts them.
func newBinning[T, E float](bins int, lo, hi float64) (*binning[T], error) {
	b := &binning[T]{lo: T(lo), hi: T(hi), width: hi - lo, bins: float64(bins), edges: make([]T, bins+1)}
	for i := range b.edges {
		b.edges[i] = T(linspace(E(i), E(bins), E(lo), E(hi)))
	}
	b.edges[bins] = T(hi)
	return b, b.check()
}

// linspace is number i of n steps from lo to hi; the explicit conversions keep the compiler from fusing
// the multiplication with the addition.
func linspace[E float](i, n, lo, hi E) E {
	width := hi - lo
	if step := width / n; step != 0 {
		return E(i*step) + lo
	}
	return E(E(i/n)*width) + lo // too narrow for normal numbers, where NumPy divides first
}

// check sees that every bin has a width.
func (b *binning[T]) check() error {
	for i := range len(b.edges) - 1 {
		if !(b.edges[i] < b.edges[i+1]) {
			return valueError("histogram", "Too many bins for data range. Cannot create %d finite-sized bins.", len(b.edges)-1)
		}
	}
	return nil
}

// count adds a block to the counts.
func (b *binning[T]) count(counts []int64, a []T) {
	edges, last := b.edges, len(counts)-1
	for _, v := range a {
		if !(v >= b.lo && v <= b.hi) {
			continue
		}
		i := min(max(int(float64(v-b.lo)/b.width*b.bins), 0), last)
		for i > 0 && v < edges[i] {
			i--
		}
		for i < last && v >= edges[i+1] {
			i++
		}
		counts[i]++
	}
}

// histogramCost is the nanoseconds of an element, mostly its division.
const histogramCost = 5

// histogramOf counts in every worker's own counts and adds them up; integers have no order.
func histogramOf[T float](c *Call, bins int, lo, hi float64) error {
	edges := newBinning[T, float64]
	if c.Params[3].int() != 0 {
		edges = newBinning[T, float32]
	}
	b, err := edges(bins, lo, hi)
	if err != nil {
		return err
	}
	w := walks.Get().(*walk)
	defer walks.Put(w)
	w.reset(c.In[0].Shape)
	w.add(&c.In[0], dtypeOf[T]())
	w.simplify(true)
	counts, err := countParallel(c, w, bins, histogramCost, func(counts []int64, a unsafe.Pointer, n int) error {
		b.count(counts, unsafe.Slice((*T)(a), n))
		return nil
	})
	if err != nil {
		return err
	}
	storeLine(&c.Out[0], counts)
	return nil
}

// countParallel counts the blocks of a walk, each worker for itself. So that the counts of the workers
// are not the larger part of the memory and time, chunks are at least as long as the counts.
func countParallel(c *Call, w *walk, length int, cost float64, count func(counts []int64, a unsafe.Pointer, n int) error) ([]int64, error) {
	opt := c.options(cost + w.overhead())
	opt.Grain = max(opt.Grain, 2*length)
	own := &parallel.Local[[]int64]{New: func() []int64 { return make([]int64, length) }}
	err := parallel.For(w.n, &opt, func(chunk parallel.Chunk) error {
		counts := *own.At(chunk)
		s := scratches.Get().(*scratch)
		defer s.release(w.count)
		s.open(w, chunk.Lo, chunk.Hi-chunk.Lo)
		for pos := chunk.Lo; pos < chunk.Hi; {
			n := min(w.block(pos, chunk.Hi), blockLen)
			if err := count(counts, s[0].read(n), n); err != nil {
				return err
			}
			pos += n
		}
		return nil
	})
	total := make([]int64, length)
	for _, counts := range own.All() {
		for i, n := range *counts {
			total[i] += n
		}
	}
	return total, err
}

// storeLine writes values to an array of one dimension.
func storeLine[T element](out *Array, values []T) {
	if len(values) > 0 {
		casts[dtypeOf[T]()][out.DType](len(values), out.at(), out.Strides[0], unsafe.Pointer(&values[0]), int(unsafe.Sizeof(values[0])))
	}
}
