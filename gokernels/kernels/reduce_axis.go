package kernels

import (
	"fmt"
	"sync"
	"unsafe"

	"gokernels/gokernels/parallel"
)

const (
	// fewKept is the number of results below which each is reduced on its own, in parallel if it is long:
	// with so few, a step along the axis would be too little work.
	fewKept = 16
	// shortAxis is the length below which a contiguous axis is not worth a call for each result.
	shortAxis = 32
	// naiveRows is how many rows are folded one by one before results are merged pairwise, as in NumPy's
	// pairwise sum (PW_BLOCKSIZE).
	naiveRows = 128
	// foldTasks is how many tasks a reduction along an axis is cut into if its results alone are fewer
	// blocks than that.
	foldTasks = 64
)

// outOfBounds is NumPy's text of AxisError.
func outOfBounds(axis, ndim int) string {
	return fmt.Sprintf("axis %d is out of bounds for array of dimension %d", axis, ndim)
}

// axisJob is one reduction along an axis.
type axisJob struct {
	call    *Call
	kept    walk             // the results (view 0) and the first element of each one's row (view 1; 2 for a second input)
	row     walk             // one row of the inputs, its bases to be moved
	length  int              // of a row
	strides [maxOperands]int // of the axis, in bytes, by the views of kept
}

var axisJobs = sync.Pool{New: func() any { return new(axisJob) }}

// release gives the job back.
func (j *axisJob) release() {
	j.call = nil
	axisJobs.Put(j)
}

// newAxisJob cuts the axis out of the call's inputs, which have one shape.
func newAxisJob(c *Call, axis int, as []DType, result DType) *axisJob {
	j := axisJobs.Get().(*axisJob)
	j.call, j.length = c, c.In[0].Shape[axis]
	j.kept.reset(c.Out[0].Shape)
	j.kept.add(&c.Out[0], result)
	j.row.reset([]int{j.length})
	for i, in := range c.In {
		first, line := in, in
		first.Shape, first.Strides = c.Out[0].Shape, without(in.Strides, axis)
		if j.length == 0 {
			first = Array{Data: make([]byte, first.DType.Size()), DType: first.DType} // nothing to read
		}
		j.kept.add(&first, as[i])
		j.strides[i+1] = in.Strides[axis]
		line.Shape, line.Strides = []int{j.length}, in.Strides[axis:axis+1]
		j.row.add(&line, as[i])
	}
	j.kept.simplify(true)
	j.row.simplify(false)
	return j
}

// aim makes a row's bases those of the row that the cursors of kept stand at.
func (j *axisJob) aim(row *walk, kept *scratch) {
	for i := range row.count {
		row.views[i].base = unsafe.Add(kept[i+1].base, kept[i+1].off)
	}
}

// next moves the cursors of kept to the next row.
func (j *axisJob) next(kept *scratch) {
	for i := range j.kept.count {
		kept[i].advance(1)
	}
}

// without is a copy of list without element i.
func without(list []int, i int) []int { return append(append([]int{}, list[:i]...), list[i+1:]...) }

// alongRows says that a row's elements lie closer together than neighbouring rows.
func (j *axisJob) alongRows() bool {
	next := j.kept.views[1].strides[j.kept.ndim-1]
	return max(j.strides[1], -j.strides[1]) <= max(next, -next)
}

// axis reduces along one axis. Which way is taken depends on the problem only.
func (r *reducer[A, O]) axis(c *Call, axis int) error {
	if c.Out[0].Len() == 0 {
		return c.cancelled()
	}
	j := newAxisJob(c, axis, r.as, dtypeOf[O]())
	defer j.release()
	switch {
	case j.kept.n < fewKept && j.length > 2*grain(r.cost):
		return r.longRows(j)
	case j.kept.n < fewKept || j.length >= shortAxis && j.alongRows():
		return r.rows(j)
	}
	return r.folded(j)
}

// longRows reduces a few long rows one after the other, each in parallel.
func (r *reducer[A, O]) longRows(j *axisJob) error {
	totals := make([]A, j.kept.n)
	s := scratches.Get().(*scratch)
	s.open(&j.kept, 0, j.kept.n)
	defer s.release(j.kept.count)
	for i := range totals {
		j.aim(&j.row, s)
		j.next(s)
		var err error
		if totals[i], err = r.total(j.call, &j.row); err != nil {
			return err
		}
	}
	r.store(j, s, 0, totals)
	return nil
}

// store writes results from position pos on.
func (r *reducer[A, O]) store(j *axisJob, s *scratch, pos int, totals []A) {
	s[0].seek(pos)
	for len(totals) > 0 {
		n := min(j.kept.block(pos, pos+len(totals)), blockLen)
		dst := unsafe.Slice((*O)(s[0].write(n)), n)
		for i := range dst {
			dst[i] = r.finish(totals[i], j.length, j.call)
		}
		s[0].commit(n)
		pos, totals = pos+n, totals[n:]
	}
}

// rows reduces every row on its own, many rows in parallel.
func (r *reducer[A, O]) rows(j *axisJob) error {
	cost := (r.cost+j.row.overhead())*float64(j.length) + 20 // 20 ns to begin a row, as benchmarked
	if j.kept.n <= grain(cost) {
		r.rowRange(j, &j.row, 0, j.kept.n)
		return j.call.cancelled()
	}
	opt := j.call.options(cost)
	return parallel.For(j.kept.n, &opt, func(chunk parallel.Chunk) error {
		row := j.row
		r.rowRange(j, &row, chunk.Lo, chunk.Hi)
		return nil
	})
}

// rowRange reduces the rows [lo, hi); row is the caller's own, to be moved.
func (r *reducer[A, O]) rowRange(j *axisJob, row *walk, lo, hi int) {
	s, line := scratches.Get().(*scratch), scratches.Get().(*scratch)
	s.open(&j.kept, lo, hi-lo)
	var totals [64]A
	for pos := lo; pos < hi; pos += len(totals) {
		n := min(len(totals), hi-pos)
		for i := range n {
			j.aim(row, s)
			j.next(s)
			line.open(row, 0, j.length)
			totals[i] = r.blocks(row, line, 0, j.length)
		}
		r.store(j, s, pos, totals[:n])
	}
	line.release(row.count)
	s.release(j.kept.count)
}

// folded takes blocks of results and folds row after row into them; if there are few blocks, several
// tasks share the rows of one.
func (r *reducer[A, O]) folded(j *axisJob) error {
	blocks := (j.kept.n-1)/blockLen + 1
	width := min(j.kept.n, blockLen)
	cost := r.cost + j.kept.overhead()
	parts := max(1, min(foldTasks/blocks, j.length/max(naiveRows, grain(cost*float64(width)))))
	f := &folding[A, O]{reducer: r, job: j, parts: parts, rows: (j.length + parts - 1) / parts}
	if parts > 1 {
		f.partial = make([]A, parts*j.kept.n)
	}
	opt := j.call.options(cost * float64(width) * float64(f.rows))
	err := parallel.For(blocks*parts, &opt, func(chunk parallel.Chunk) error {
		stack := &accStack[A]{width: width}
		for t := chunk.Lo; t < chunk.Hi; t++ {
			f.task(stack, t/parts, t%parts)
		}
		return nil
	})
	if err != nil || parts == 1 {
		return err
	}
	f.join()
	return nil
}

// folding is a reduction along an axis by whole rows of results.
type folding[A any, O element] struct {
	reducer *reducer[A, O]
	job     *axisJob
	parts   int // tasks that share a block
	rows    int // rows of each but the last
	partial []A // parts times the results, if parts > 1
}

// task reduces part p of the rows of a block.
func (f *folding[A, O]) task(stack *accStack[A], block, p int) {
	s := scratches.Get().(*scratch)
	kept := &f.job.kept
	s.open(kept, 0, blockLen)
	lo, hi := p*f.rows, min((p+1)*f.rows, f.job.length)
	for pos, end := block*blockLen, min((block+1)*blockLen, kept.n); pos < end; {
		n := kept.block(pos, end)
		acc := stack.at(0)[:n]
		f.fold(s, stack, 0, pos, n, lo, hi)
		if f.partial != nil {
			copy(f.partial[p*kept.n+pos:], acc)
		} else {
			f.reducer.store(f.job, s, pos, acc)
		}
		pos += n
	}
	s.release(kept.count)
}

// fold reduces the rows [lo, hi) at n positions from pos into level's accumulators: the halves of many
// rows are merged, a few rows are taken one by one.
func (f *folding[A, O]) fold(s *scratch, stack *accStack[A], level, pos, n, lo, hi int) {
	acc := stack.at(level)[:n]
	if hi-lo > naiveRows {
		mid := lo + (hi-lo)/2
		f.fold(s, stack, level, pos, n, lo, mid)
		f.fold(s, stack, level+1, pos, n, mid, hi)
		for i, other := range stack.at(level + 1)[:n] {
			acc[i] = f.reducer.merge(acc[i], other)
		}
		return
	}
	for i := range acc {
		acc[i] = f.reducer.identity
	}
	for row := lo; row < hi; row++ {
		f.job.step(s, row, pos, n)
		f.reducer.fold(acc, s[1].read(n), s.second(&f.job.kept, 2, n), row)
	}
}

// step moves the inputs' cursors to the elements at one step along the axis, of n results from pos on.
func (j *axisJob) step(s *scratch, step, pos, n int) {
	for i := 1; i < j.kept.count; i++ {
		s[i].base = unsafe.Add(j.kept.views[i].base, step*j.strides[i])
		s[i].seek(pos)
		s[i].fill(n)
	}
}

// join merges the parts in order and stores the results.
func (f *folding[A, O]) join() {
	n := f.job.kept.n
	total := f.partial[:n]
	for p := 1; p < f.parts; p++ {
		for i, other := range f.partial[p*n : (p+1)*n] {
			total[i] = f.reducer.merge(total[i], other)
		}
	}
	s := scratches.Get().(*scratch)
	s.open(&f.job.kept, 0, blockLen)
	f.reducer.store(f.job, s, 0, total)
	s.release(f.job.kept.count)
}

// accStack is the accumulators of each level of a folding's recursion, made when first used.
type accStack[A any] struct {
	width  int
	levels [][]A
}

func (s *accStack[A]) at(level int) []A {
	if level == len(s.levels) {
		s.levels = append(s.levels, make([]A, s.width))
	}
	return s.levels[level]
}
