package kernels

import (
	"slices"
	"unsafe"

	"gokernels/gokernels/parallel"
)

// bincountRow is bincount.
func bincountRow() Row {
	rules := make([]TypeRule, 0, numDTypes)
	for _, d := range append([]DType{Bool}, ints...) {
		rules = append(rules, TypeRule{d, Int64, Int64})
	}
	return Row{
		Name: "bincount", Kind: Counting,
		Summary: "How often each integer from 0 up occurs, or the sum of its weights.",
		NumPy:   "np.bincount(x, weights, minlength)", ULP: 1024,
		Args: []Arg{
			{Name: "x", Role: ArrayArg, As: Int64, Doc: "Integers that are not negative, of one dimension."},
			{Name: "weights", Role: ArrayArg, Default: "None", As: Float64, Result: Float64, Doc: "A weight for each element, of the shape of `x`."},
			{Name: "minlength", Role: IntArg, Default: "0", Doc: "The least length of the result."},
		},
		Types:   rules,
		Shape:   bincountShape,
		Run:     runBincount,
		Returns: "An array of max(x) + 1 counts, at least `minlength`: int64, or float64 sums if there are weights.",
		Notes: []string{
			"With weights the result is float64 always; NumPy gives int64 if there are no elements.",
			"Weights are added up in the order of `x` within chunks that depend on the lengths only, and these sums in the order of the chunks.",
		},
		Raises: []string{"ValueError: if an element is negative, `minlength` is, or the shapes differ."},
	}
}

// bincountShape is the Shape of bincount. It looks at every element.
func bincountShape(c *Call) ([]int, error) {
	if len(c.In) == 0 || len(c.Params) != 1 {
		return nil, errCount
	}
	least := c.Params[0].int()
	if least < 0 {
		return nil, valueError("bincount", "'minlength' must not be negative")
	}
	if len(c.In[0].Shape) != 1 {
		return nil, valueError("bincount", "`x` must have one dimension, not %d", len(c.In[0].Shape))
	}
	if c.In[0].DType.IsFloat() {
		return nil, typeError("bincount", "`x`: cannot cast %v safely to int64", c.In[0].DType)
	}
	if c.In[0].Len() == 0 {
		return []int{int(least)}, nil
	}
	highest, err := highestCount(c)
	return []int{int(max(least, highest+1))}, err
}

// maxCounts is more counts than any machine has memory for; it keeps lengths from overflowing.
const maxCounts = 1 << 48

// highestCount is the largest element of x, all of which must be counts.
func highestCount(c *Call) (int64, error) {
	ends := [2]int64{}
	for i, kernel := range [2]*reductions{minimumOf, maximumOf} {
		end := Call{In: c.In[:1], Axis: NoAxis, Compute: Int64, Options: c.Options}
		if err := kernel.run(&end); err != nil {
			return 0, err
		}
		ends[i] = end.Scalar.Int()
	}
	switch {
	case ends[0] < 0:
		return 0, valueError("bincount", "`x` must have no negative elements")
	case ends[1] > maxCounts:
		return 0, valueError("bincount", "%d is too large an element: there would be more counts than memory", ends[1])
	}
	return ends[1], nil
}

// runBincount is bincount's Run.
func runBincount(c *Call) error {
	if len(c.In) < 1 || len(c.In) > 2 || len(c.Out) != 1 {
		return errCount
	}
	if err := checkAll("bincount", c); err != nil {
		return err
	}
	if len(c.Out[0].Shape) != 1 {
		return valueError("bincount", "the output array must have one dimension")
	}
	if len(c.In) == 2 && !slices.Equal(c.In[0].Shape, c.In[1].Shape) {
		return valueError("bincount", "`weights` and `x` must have the same shape, not %v and %v", c.In[1].Shape, c.In[0].Shape)
	}
	shape, err := bincountShape(c)
	if err != nil {
		return err
	}
	if !slices.Equal(c.Out[0].Shape, shape) {
		return valueError("bincount", "the result has shape %v, but the output array has %v", shape, c.Out[0].Shape)
	}
	return bincount(c, shape[0])
}

// bincountCost is the nanoseconds of an element: a load and a store that may depend on the last.
const bincountCost = 1.5

// bincount counts into an output of the given length. Elements are looked at a second time, so one
// that another thread changed meanwhile must not write outside the counts.
func bincount(c *Call, length int) error {
	w := walks.Get().(*walk)
	defer walks.Put(w)
	w.reset(c.In[0].Shape)
	w.add(&c.In[0], Int64)
	if len(c.In) == 2 {
		w.add(&c.In[1], Float64)
		w.simplify(false)
		return weigh(c, w, length)
	}
	w.simplify(true)
	counts, err := countParallel(c, w, length, bincountCost, func(counts []int64, a unsafe.Pointer, n int) error {
		for _, v := range unsafe.Slice((*int64)(a), n) {
			if uint64(v) >= uint64(len(counts)) {
				return errChanged
			}
			counts[v]++
		}
		return nil
	})
	if err != nil {
		return err
	}
	storeLine(&c.Out[0], counts)
	return nil
}

// errChanged is the error of an array that somebody writes while it is read.
var errChanged = valueError("bincount", "`x` was changed during the call")

// weighMemory is the most bytes that the partial sums of weighted counts may take together.
const weighMemory = 64 << 20

// weigh adds weights up, each chunk for itself, and the chunks' sums in their order. The number of
// chunks depends on the lengths only.
func weigh(c *Call, w *walk, length int) error {
	opt := c.options(bincountCost + w.overhead())
	opt.Grain = max(opt.Grain, 2*length, w.n/max(1, weighMemory/8/max(length, 1)))
	size := parallel.ChunkSize(w.n, opt.Grain, 0)
	parts := make([][]float64, (w.n+size-1)/size)
	err := parallel.For(w.n, &opt, func(chunk parallel.Chunk) error {
		sums := make([]float64, length)
		parts[chunk.Index] = sums
		return weighSpan(w, chunk.Lo, chunk.Hi, sums)
	})
	if err != nil {
		return err
	}
	total := make([]float64, length)
	for _, sums := range parts {
		for i, v := range sums {
			total[i] += v
		}
	}
	storeLine(&c.Out[0], total)
	return nil
}

// weighSpan adds up the weights of the positions [lo, hi).
func weighSpan(w *walk, lo, hi int, sums []float64) error {
	s := scratches.Get().(*scratch)
	defer s.release(w.count)
	s.open(w, lo, hi-lo)
	for pos := lo; pos < hi; {
		n := min(w.block(pos, hi), blockLen)
		x, weights := unsafe.Slice((*int64)(s[0].read(n)), n), unsafe.Slice((*float64)(s[1].read(n)), n)
		for i, v := range x {
			if uint64(v) >= uint64(len(sums)) {
				return errChanged
			}
			sums[v] += weights[i]
		}
		pos += n
	}
	return nil
}
