package kernels

import (
	"slices"
	"sync"
	"unsafe"

	"gokernels/gokernels/parallel"
)

// elementwise runs a loop over the broadcast elements of a call's arrays.
type elementwise struct {
	name  string
	loops loops
	rules []TypeRule
	out   [numDTypes]DType // natural result by compute dtype
	as    []DType          // for each input: what it is cast to; NoDType = compute
	cost  float64          // nanoseconds an element of the loop on one core, for the grain

	// check, if there, looks at values before anything is written.
	check func(c *Call, compute DType) error
	// special, if there, may choose a loop, and dtypes for the inputs, that the table does not have.
	special func(c *Call, compute DType) (loop, []DType)
	params  int
	first   int // the first input that is cast to the compute dtype
}

// inner is the loop that was chosen for a call, with the dtypes of its operands, result first.
type inner struct {
	loop    loop
	compute DType
	as      [maxOperands]DType
	count   int
}

// run is a row's Run.
func (e *elementwise) run(c *Call) error {
	if len(c.In) != len(e.as) || len(c.Out) != 1 || len(c.Params) != e.params {
		return errCount
	}
	in, err := e.choose(c)
	if err != nil {
		return err
	}
	if n, flat := e.flat(c, &in); flat {
		return e.runFlat(c, &in, n)
	}
	return e.runWalk(c, &in)
}

// choose finds the loop of a call.
func (e *elementwise) choose(c *Call) (inner, error) {
	compute, err := computeOf(e.name, e.rules, c, e.first)
	in := inner{count: len(c.In) + 1, compute: compute}
	if err != nil {
		return in, err
	}
	in.loop, in.as[0] = e.loops[compute], e.out[compute]
	as := e.as
	if e.special != nil {
		if special, types := e.special(c, compute); special != nil {
			in.loop, as = special, types
		}
	}
	if in.loop == nil {
		return in, typeError(e.name, "cannot compute in %v", compute)
	}
	for i, d := range as {
		if in.as[i+1] = d; d == NoDType {
			in.as[i+1] = compute
		}
	}
	return in, nil
}

// computeOf is the compute dtype of a call: its own, or what the rules say of one input.
func computeOf(name string, rules []TypeRule, c *Call, input int) (DType, error) {
	if c.Compute != NoDType {
		if c.Compute >= numDTypes {
			return NoDType, errCount
		}
		return c.Compute, nil
	}
	for _, r := range rules {
		if r.In == c.In[input].DType {
			return r.Compute, nil
		}
	}
	return NoDType, typeError(name, "not supported for arrays of %v", c.In[input].DType)
}

// flat says that all operands are contiguous, of one shape and of the loop's dtypes, and how many
// elements they have: the common case, which needs no walk.
func (e *elementwise) flat(c *Call, in *inner) (n int, ok bool) {
	out := &c.Out[0]
	n = out.Len()
	if !out.flatAs(out.Shape, in.as[0], n) {
		return 0, false
	}
	for i := range c.In {
		if !c.In[i].flatAs(out.Shape, in.as[i+1], n) {
			return 0, false
		}
	}
	return n, true
}

// flatAs says that a is contiguous, of this shape and dtype, and that its n elements lie inside Data.
// Lengths of 1<<48 and more are left to Check, which sees overflows.
func (a *Array) flatAs(shape []int, as DType, n int) bool {
	return a.DType == as && slices.Equal(a.Shape, shape) && len(a.Strides) == len(shape) && a.Contiguous() &&
		n > 0 && n < 1<<48 && a.Offset >= 0 && a.Offset <= len(a.Data)-n*as.Size()
}

// runFlat hands contiguous operands to the loop, a chunk at a time.
func (e *elementwise) runFlat(c *Call, in *inner, n int) error {
	if e.check != nil {
		if err := e.check(c, in.compute); err != nil {
			return err
		}
	}
	var p [maxOperands]unsafe.Pointer
	p[0] = c.Out[0].at()
	for i := range c.In {
		p[i+1] = c.In[i].at()
	}
	if n <= grain(e.cost) {
		if err := c.cancelled(); err != nil {
			return err
		}
		in.loop(n, p[0], p[1], p[2], p[3])
		return nil
	}
	return flatParallel(c, *in, p, n, e.cost)
}

// flatParallel is apart from runFlat since what a closure holds is allocated, and small calls must not.
func flatParallel(c *Call, in inner, p [maxOperands]unsafe.Pointer, n int, cost float64) error {
	opt := c.options(cost)
	return parallel.For(n, &opt, func(chunk parallel.Chunk) error {
		at := p
		for i := range in.count {
			at[i] = unsafe.Add(p[i], chunk.Lo*in.as[i].Size())
		}
		in.loop(chunk.Hi-chunk.Lo, at[0], at[1], at[2], at[3])
		return nil
	})
}

var walks = sync.Pool{New: func() any { return new(walk) }}

// runWalk takes operands of any shape and strides.
func (e *elementwise) runWalk(c *Call, in *inner) error {
	if err := e.fit(c); err != nil {
		return err
	}
	w := walks.Get().(*walk)
	defer walks.Put(w)
	w.reset(c.Out[0].Shape)
	if w.n == 0 {
		return c.cancelled()
	}
	if e.check != nil {
		if err := e.check(c, in.compute); err != nil {
			return err
		}
	}
	w.add(&c.Out[0], in.as[0])
	for i := range c.In {
		w.add(&c.In[i], in.as[i+1])
	}
	w.simplify(true)
	return w.run(c, in.loop, e.cost)
}

// fit checks the arrays and that their shapes broadcast to the result's.
func (e *elementwise) fit(c *Call) error {
	if err := checkAll(e.name, c); err != nil {
		return err
	}
	return fitShape(e.name, c)
}

// checkAll checks every array of a call.
func checkAll(name string, c *Call) error {
	for _, list := range [...][]Array{c.In, c.Out} {
		for i := range list {
			if err := list[i].Check(); err != nil {
				return valueError(name, "bad array: %v", err)
			}
		}
	}
	return nil
}

// fitShape checks that the inputs broadcast to exactly the shape of the result.
func fitShape(name string, c *Call) error {
	if broadcastsTo(c.In, c.Out[0].Shape) {
		return nil
	}
	shape, err := BroadcastShape(c.In...)
	if err != nil {
		return valueError(name, "%v", err)
	}
	return valueError(name, "the result has shape %v, but the output array has %v", shape, c.Out[0].Shape)
}

// broadcastsTo is BroadcastShape(in) == shape without an allocation.
func broadcastsTo(in []Array, shape []int) bool {
	most := 0
	for i := range in {
		most = max(most, len(in[i].Shape))
	}
	if most != len(shape) {
		return false
	}
	for d, want := range shape {
		found := want == 1
		for i := range in {
			have := 1
			if at := d - len(shape) + len(in[i].Shape); at >= 0 {
				have = in[i].Shape[at]
			}
			if have != want && have != 1 {
				return false
			}
			found = found || have == want
		}
		if !found {
			return false
		}
	}
	return true
}

// run calls the loop on every block.
func (w *walk) run(c *Call, f loop, cost float64) error {
	cost += w.overhead()
	if w.n <= grain(cost) {
		if err := c.cancelled(); err != nil {
			return err
		}
		w.span(f, 0, w.n)
		return nil
	}
	opt := c.options(cost)
	return parallel.For(w.n, &opt, func(chunk parallel.Chunk) error {
		w.span(f, chunk.Lo, chunk.Hi)
		return nil
	})
}

// overhead is what gathering and scattering add to an element, 1 ns an operand as measured on the
// machine of design.md.
func (w *walk) overhead() float64 {
	ns := 0.0
	for i := range w.count {
		if w.views[i].mode == moved {
			ns++
		}
	}
	return ns
}

// span calls the loop on the blocks of positions [lo, hi).
func (w *walk) span(f loop, lo, hi int) {
	s := scratches.Get().(*scratch)
	s.open(w, lo, hi-lo)
	var p [maxOperands]unsafe.Pointer
	for pos := lo; pos < hi; {
		n := w.block(pos, hi)
		for i := 1; i < w.count; i++ {
			p[i] = s[i].read(n)
		}
		p[0] = s[0].write(n)
		f(n, p[0], p[1], p[2], p[3])
		s[0].commit(n)
		pos += n
	}
	s.release(w.count)
}

// elementwiseShape is the Shape of elementwise rows.
func elementwiseShape(c *Call) ([]int, error) { return BroadcastShape(c.In...) }

// elementwiseRow completes a row whose kernel is one loop: table, run and shape.
func elementwiseRow(r Row, table loops, cost float64) Row {
	e := newElementwise(&r, table, cost)
	r.Kind, r.Shape, r.Run = Elementwise, elementwiseShape, e.run
	return r
}

// newElementwise makes the engine of a row from its Args and Types.
func newElementwise(r *Row, table loops, cost float64) *elementwise {
	e := &elementwise{name: r.Name, loops: table, rules: r.Types, cost: cost, params: r.Params()}
	for d := range e.out {
		e.out[d] = r.Out(DType(d))
	}
	for _, a := range r.Args {
		if a.Role == ArrayArg {
			if len(e.as) == e.first && a.As != NoDType {
				e.first++
			}
			e.as = append(e.as, a.As)
		}
	}
	return e
}
