package kernels

import (
	"slices"
	"sync/atomic"
	"unsafe"

	"gokernels/gokernels/parallel"
)

// reducer folds elements into an accumulator A and makes a result O of it. The types of the elements
// are erased, so that the engine below exists once for each A and O.
type reducer[A any, O element] struct {
	as       []DType                                    // what the inputs are cast to
	identity A                                          // of no elements
	block    func(n int, a, b unsafe.Pointer, at int) A // of n > 0 contiguous elements, the first at position at; b for two inputs
	fold     func(acc []A, a, b unsafe.Pointer, at int) // acc[i] takes a[i], at position at of its row
	merge    func(x, y A) A                             // x comes before y
	finish   func(total A, n int, c *Call) O            // the result of n elements
	done     func(acc A) bool                           // if there: no further element can change acc
	ordered  bool                                       // positions matter: elements must come in C order
	cost     float64                                    // ns an element
}

// reduction is a reducer with its types erased.
type reduction interface {
	whole(c *Call) error
	axis(c *Call, axis int) error
}

// reductions are the reducers of a kernel by compute dtype.
type reductions struct {
	name   string
	rules  []TypeRule
	table  [numDTypes]reduction
	empty  string // the complaint about no elements; "" = they have a result
	params int
}

// run is a row's Run.
func (r *reductions) run(c *Call) error {
	if len(c.In) != 1 || len(c.Out) > 1 || len(c.Params) != r.params {
		return errCount
	}
	compute, err := computeOf(r.name, r.rules, c, 0)
	if err != nil {
		return err
	}
	kernel := r.table[compute]
	if kernel == nil {
		return typeError(r.name, "cannot compute in %v", compute)
	}
	if err := checkAll(r.name, c); err != nil {
		return err
	}
	if err := r.fit(c); err != nil {
		return err
	}
	if c.Axis == NoAxis || len(c.In[0].Shape) == 1 {
		return kernel.whole(c)
	}
	axis, _ := normalAxis(r.name, c)
	return kernel.axis(c, axis)
}

// fit checks the axis, the shape of the result and that there is one.
func (r *reductions) fit(c *Call) error {
	shape, err := reducedShape(r.name, c)
	if err != nil {
		return err
	}
	if len(c.Out) == 1 && !slices.Equal(c.Out[0].Shape, shape) {
		return valueError(r.name, "the result has shape %v, but the output array has %v", shape, c.Out[0].Shape)
	}
	if len(c.Out) == 0 && len(shape) > 0 {
		return errCount
	}
	if r.empty != "" && nothingToReduce(c) {
		return valueError(r.name, "%s", r.empty)
	}
	return nil
}

// nothingToReduce says that a result would be of no elements. For an axis its length decides, even if
// there is no result at all: so does NumPy.
func nothingToReduce(c *Call) bool {
	a := &c.In[0]
	if c.Axis == NoAxis {
		return a.Len() == 0
	}
	axis := c.Axis
	if axis < 0 {
		axis += len(a.Shape)
	}
	return a.Shape[axis] == 0
}

// reducedShape is the shape of a call's first array without its axis.
func reducedShape(name string, c *Call) ([]int, error) {
	if c.Axis == NoAxis {
		return []int{}, nil
	}
	axis, err := normalAxis(name, c)
	if err != nil {
		return nil, err
	}
	return slices.Delete(slices.Clone(c.In[0].Shape), axis, axis+1), nil
}

// normalAxis is the axis of a call counted from the front.
func normalAxis(name string, c *Call) (int, error) {
	ndim := len(c.In[0].Shape)
	if c.Axis < -ndim || c.Axis >= ndim {
		return 0, &Error{AxisError, name + ": " + outOfBounds(c.Axis, ndim)}
	}
	if c.Axis < 0 {
		return c.Axis + ndim, nil
	}
	return c.Axis, nil
}

// whole reduces all elements of the inputs, which have one shape.
func (r *reducer[A, O]) whole(c *Call) error { return r.over(c, c.In[0].Shape) }

// over reduces the elements of the inputs, which broadcast to shape.
func (r *reducer[A, O]) over(c *Call, shape []int) error {
	if a := &c.In[0]; len(c.In) == 1 {
		if n := a.Len(); n <= grain(r.cost) && a.flatAs(a.Shape, r.as[0], n) {
			giveScalar(c, r.finish(r.flat(a.at(), n), n, c))
			return c.cancelled()
		}
	}
	w := walks.Get().(*walk)
	defer walks.Put(w)
	w.reset(shape)
	for i := range c.In {
		w.add(&c.In[i], r.as[i])
	}
	n := w.n
	w.simplify(!r.ordered)
	total, err := r.total(c, w)
	if err != nil {
		return err
	}
	giveScalar(c, r.finish(total, n, c))
	return nil
}

// flat reduces n > 0 contiguous elements as blocks does, without a walk.
func (r *reducer[A, O]) flat(a unsafe.Pointer, n int) A {
	if n <= blockLen {
		return r.block(n, a, nil, 0)
	}
	var t tree[A]
	size := r.as[0].Size()
	for pos := 0; pos < n; pos += blockLen {
		part := r.block(min(blockLen, n-pos), unsafe.Add(a, pos*size), nil, pos)
		if r.done != nil && r.done(part) {
			return part
		}
		t.push(part, r.merge)
	}
	total, _ := t.total(r.merge)
	return total
}

// giveScalar is the end of a call whose result has no dimensions.
func giveScalar[O element](c *Call, v O) {
	c.Scalar = scalarOf(v)
	if len(c.Out) == 1 {
		storeScalar(&c.Out[0], v)
	}
}

// storeScalar is apart from giveScalar since it makes v escape, which small calls must not.
func storeScalar[O element](out *Array, v O) {
	casts[dtypeOf[O]()][out.DType](1, out.at(), 0, unsafe.Pointer(&v), 0)
}

// total reduces all elements of a walk, in parallel if they are worth it.
func (r *reducer[A, O]) total(c *Call, w *walk) (A, error) {
	cost := r.cost + w.overhead()
	if w.n <= grain(cost) {
		return r.span(w, 0, w.n), c.cancelled()
	}
	return r.totalParallel(c, w, cost)
}

// totalParallel is apart from total since small calls must not allocate.
func (r *reducer[A, O]) totalParallel(c *Call, w *walk, cost float64) (A, error) {
	opt := c.options(cost)
	size := parallel.ChunkSize(w.n, opt.Grain, 0)
	parts := make([]A, (w.n-1)/size+1)
	var done atomic.Bool
	err := parallel.For(w.n, &opt, func(chunk parallel.Chunk) error {
		parts[chunk.Index] = r.identity
		if done.Load() {
			return nil
		}
		part := r.span(w, chunk.Lo, chunk.Hi)
		parts[chunk.Index] = part
		if r.done != nil && r.done(part) {
			done.Store(true)
		}
		return nil
	})
	var t tree[A]
	for _, part := range parts {
		t.push(part, r.merge)
	}
	total, _ := t.total(r.merge)
	return total, err
}

// span reduces the positions [lo, hi) of a walk.
func (r *reducer[A, O]) span(w *walk, lo, hi int) A {
	s := scratches.Get().(*scratch)
	s.open(w, lo, hi-lo)
	total := r.blocks(w, s, lo, hi)
	s.release(w.count)
	return total
}

// blocks reduces the positions [lo, hi) from cursors that stand at lo.
func (r *reducer[A, O]) blocks(w *walk, s *scratch, lo, hi int) A {
	n := min(w.block(lo, hi), blockLen)
	if lo+n == hi && n > 0 {
		return r.block(n, s[0].read(n), s.second(w, 1, n), lo)
	}
	var t tree[A]
	for pos := lo; pos < hi; pos += n {
		n = min(w.block(pos, hi), blockLen)
		part := r.block(n, s[0].read(n), s.second(w, 1, n), pos)
		if r.done != nil && r.done(part) {
			return part
		}
		t.push(part, r.merge)
	}
	total, some := t.total(r.merge)
	if !some {
		return r.identity
	}
	return total
}

// second is the next block of the operand at place i of a walk, if there is one.
func (s *scratch) second(w *walk, i, n int) unsafe.Pointer {
	if i >= w.count {
		return nil
	}
	return s[i].read(n)
}
