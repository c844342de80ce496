package kernels

import (
	"slices"
	"unsafe"

	"gokernels/gokernels/parallel"
)

// cumsumRow is cumsum.
func cumsumRow() Row {
	r := Row{
		Name: "cumsum", Kind: Scan, Summary: "The sums of the elements up to and including each one.",
		NumPy: "np.cumsum(a, axis=axis)", ULP: 64, Types: widened(), Shape: cumsumShape,
		Args: []Arg{arrayArg("a", "The array."),
			{Name: "axis", Role: AxisArg, Default: "None", Doc: "The axis to add up along; None means the flattened array."}},
		Returns: "An array of the shape of `a`, or for no axis one of one dimension.",
		Notes: []string{
			"Integers are added up in 64 bits and wrap there.",
			"Floats are added one by one within chunks that depend on the shape only, float32 in float64, so long sums are more precise than NumPy's.",
		},
		Raises: []string{"AxisError: if `a` has no such axis."},
	}
	table := [numDTypes]scan{
		Int64: scanOf[int64, int64](), Uint64: scanOf[uint64, uint64](),
		Float32: scanOf[float32, float64](), Float64: scanOf[float64, float64](),
	}
	r.Run = func(c *Call) error { return runScan(&r, table[:], c) }
	return r
}

// cumsumShape is the Shape of scans.
func cumsumShape(c *Call) ([]int, error) {
	if c.Axis == NoAxis {
		return []int{c.In[0].Len()}, nil
	}
	if _, err := normalAxis("cumsum", c); err != nil {
		return nil, err
	}
	return slices.Clone(c.In[0].Shape), nil
}

// runScan checks a call and runs the scan of its compute dtype.
func runScan(r *Row, table []scan, c *Call) error {
	if len(c.In) != 1 || len(c.Out) != 1 || len(c.Params) != 0 {
		return errCount
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
	shape, err := r.Shape(c)
	if err != nil {
		return err
	}
	if !slices.Equal(shape, c.Out[0].Shape) {
		return valueError(r.Name, "the result has shape %v, but the output array has %v", shape, c.Out[0].Shape)
	}
	if c.In[0].Len() == 0 {
		return c.cancelled()
	}
	if c.Axis == NoAxis {
		return table[compute].whole(c)
	}
	axis, _ := normalAxis(r.Name, c)
	return table[compute].axis(c, axis)
}

// scan is a scanner with its types erased.
type scan interface {
	whole(c *Call) error
	axis(c *Call, axis int) error
}

// scanner adds up elements T in A, which is T or wider, and stores running sums as T.
type scanner[T, A number] struct{}

func scanOf[T, A number]() scan { return scanner[T, A]{} }

// scanCost is the nanoseconds of an element: an addition waits for the one before it.
const scanCost = 1.5

// line is a row of elements and where its sums go.
type line struct{ in, out walk }

// whole scans the flattened array.
func (s scanner[T, A]) whole(c *Call) error {
	l := new(line)
	l.set(&c.In[0], &c.Out[0], dtypeOf[T]())
	return s.long(c, l)
}

// set makes the line of all elements.
func (l *line) set(in, out *Array, as DType) {
	l.in.reset(in.Shape)
	l.in.add(in, as)
	l.in.simplify(false)
	l.out.reset(out.Shape)
	l.out.add(out, as)
	l.out.simplify(false)
}

// long scans a line in parallel if it is worth it, in two passes over fixed chunks: first the sum of
// each chunk, then, knowing what comes before it, its running sums.
func (s scanner[T, A]) long(c *Call, l *line) error {
	cost := scanCost + l.in.overhead() + l.out.overhead()
	n := l.in.n
	if n <= 2*grain(cost) {
		if err := c.cancelled(); err != nil {
			return err
		}
		s.span(l, 0, n, 0)
		return nil
	}
	opt := c.options(cost)
	before := make([]A, (n-1)/parallel.ChunkSize(n, opt.Grain, 0)+1)
	err := parallel.For(n, &opt, func(chunk parallel.Chunk) error {
		before[chunk.Index] = s.sum(l, chunk.Lo, chunk.Hi)
		return nil
	})
	if err != nil {
		return err
	}
	var total A
	for i, sum := range before {
		before[i] = total
		total += sum
	}
	return parallel.For(n, &opt, func(chunk parallel.Chunk) error {
		s.span(l, chunk.Lo, chunk.Hi, before[chunk.Index])
		return nil
	})
}

// sum adds up the positions [lo, hi) of a line.
func (s scanner[T, A]) sum(l *line, lo, hi int) A {
	in := scratches.Get().(*scratch)
	in.open(&l.in, lo, hi-lo)
	var total A
	for pos := lo; pos < hi; {
		n := min(l.in.block(pos, hi), blockLen)
		for _, v := range unsafe.Slice((*T)(in[0].read(n)), n) {
			total += A(v)
		}
		pos += n
	}
	in.release(1)
	return total
}

// span stores the running sums of the positions [lo, hi), total being the sum of what is before.
func (s scanner[T, A]) span(l *line, lo, hi int, total A) {
	in, out := scratches.Get().(*scratch), scratches.Get().(*scratch)
	in.open(&l.in, lo, hi-lo)
	out.open(&l.out, lo, hi-lo)
	s.blocks(l, in, out, lo, hi, total)
	in.release(1)
	out.release(1)
}

// blocks is span from cursors that stand at lo.
func (s scanner[T, A]) blocks(l *line, in, out *scratch, lo, hi int, total A) {
	for pos := lo; pos < hi; {
		n := min(l.in.block(pos, hi), l.out.block(pos, hi), blockLen)
		a := unsafe.Slice((*T)(in[0].read(n)), n)
		dst := unsafe.Slice((*T)(out[0].write(n)), n)
		for i, v := range a {
			total += A(v)
			dst[i] = T(total)
		}
		out[0].commit(n)
		pos += n
	}
}

// axis scans every row along an axis.
func (s scanner[T, A]) axis(c *Call, axis int) error {
	j := newScanJob(c, axis, dtypeOf[T]())
	defer j.release()
	cost := scanCost * float64(j.length)
	switch {
	case j.kept.n < fewKept && j.length > 2*grain(scanCost):
		return s.longRows(j)
	case j.kept.n < fewKept || j.length >= shortAxis && j.alongRows():
		opt := c.options(cost + 40) // 40 ns to begin a row, as benchmarked
		return parallel.For(j.kept.n, &opt, func(chunk parallel.Chunk) error {
			s.rows(j, chunk.Lo, chunk.Hi)
			return nil
		})
	}
	opt := c.options(cost)
	return parallel.For(j.kept.n, &opt, func(chunk parallel.Chunk) error {
		s.fold(j, chunk.Lo, chunk.Hi)
		return nil
	})
}

// scanJob is one scan along an axis.
type scanJob struct {
	*axisJob
	outStride int  // of the axis in the result, in bytes
	out       walk // one row of the result, its base to be moved
}

// newScanJob cuts the axis out of the call's arrays.
func newScanJob(c *Call, axis int, as DType) *scanJob {
	rest, out := *c, c.Out[0]
	first := out
	first.Shape, first.Strides = without(out.Shape, axis), without(out.Strides, axis)
	rest.Out = []Array{first}
	j := &scanJob{axisJob: newAxisJob(&rest, axis, []DType{as}, as), outStride: out.Strides[axis]}
	j.call = c
	out.Shape, out.Strides = out.Shape[axis:axis+1], out.Strides[axis:axis+1]
	j.out.reset(out.Shape)
	j.out.add(&out, as)
	j.out.simplify(false)
	return j
}

// at makes the line's bases those of the row that the cursors of kept stand at.
func (j *scanJob) at(kept *scratch, l *line) {
	j.aim(&l.in, kept)
	l.out.views[0].base = unsafe.Add(kept[0].base, kept[0].off)
}

// longRows scans a few long rows one after the other, each in parallel.
func (s scanner[T, A]) longRows(j *scanJob) error {
	kept, l := scratches.Get().(*scratch), &line{j.row, j.out}
	kept.open(&j.kept, 0, 0)
	defer kept.release(j.kept.count)
	for range j.kept.n {
		j.at(kept, l)
		if err := s.long(j.call, l); err != nil {
			return err
		}
		j.next(kept)
	}
	return nil
}

// rows scans the rows [lo, hi), each on its own.
func (s scanner[T, A]) rows(j *scanJob, lo, hi int) {
	kept, l := scratches.Get().(*scratch), &line{j.row, j.out}
	kept.open(&j.kept, lo, 0)
	for range hi - lo {
		j.at(kept, l)
		s.span(l, 0, j.length, 0)
		j.next(kept)
	}
	kept.release(j.kept.count)
}

// fold scans the rows [lo, hi) side by side, one step along the axis after the other.
func (s scanner[T, A]) fold(j *scanJob, lo, hi int) {
	kept := scratches.Get().(*scratch)
	kept.open(&j.kept, lo, hi-lo)
	var totals [blockLen]A
	for pos := lo; pos < hi; {
		n := min(j.kept.block(pos, hi), blockLen)
		clear(totals[:n])
		for step := range j.length {
			s.side(j, kept, totals[:n], pos, step)
		}
		pos += n
	}
	kept.release(j.kept.count)
}

// side adds the elements at one step along the axis to the totals and stores them.
func (s scanner[T, A]) side(j *scanJob, kept *scratch, totals []A, pos, step int) {
	n := len(totals)
	j.axisJob.step(kept, step, pos, n)
	kept[0].base = unsafe.Add(j.kept.views[0].base, step*j.outStride)
	kept[0].seek(pos)
	a, dst := unsafe.Slice((*T)(kept[1].read(n)), n), unsafe.Slice((*T)(kept[0].write(n)), n)
	for i, v := range a {
		totals[i] += A(v)
		dst[i] = T(totals[i])
	}
	kept[0].commit(n)
}
