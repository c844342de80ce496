package pyast

import (
	"fmt"

	"gokernels/gokernels/ir"
)

// parContext is an open parallel loop: variables that are made in it are its own.
type parContext struct {
	info    *ir.Par
	outer   *parContext
	scope   *scope // whose return would leave the loop; nil for array expressions
	private map[string]bool
	id      int
}

// parScope returns a number that tells open parallel loops apart, 0 outside: each has variables of its own.
func (l *lowerer) parScope() int {
	if l.par == nil {
		return 0
	}
	return l.par.id
}

// parSpec is a parallel loop in the making. bounds are start, stop and step of each dimension; chunk and threads may be
// 0 for the run time's choice. init, body and combine are those of ir.ParFor; the first and last may be nil.
type parSpec struct {
	info           ir.Par
	bounds         []ir.Value
	chunk, threads ir.Value
	scope          *scope
	private        map[string]bool
	init           func()
	body           func(index []ir.Value)
	combine        func()
}

// parfor adds a parallel loop. In init and body new variables are its Locals; combine runs in the frame around.
func (l *lowerer) parfor(p *parSpec) *ir.Instr {
	info := p.info
	info.NDim = len(p.bounds) / 3
	if p.chunk == 0 {
		p.chunk = l.Int(0)
	}
	if p.threads == 0 {
		p.threads = l.Int(0)
	}
	args := append(append([]ir.Value(nil), p.bounds...), p.chunk, p.threads)
	in := l.Add(&ir.Instr{Op: ir.ParFor, Par: &info, Args: args, Regions: []*ir.Region{{}, {}, {}}})
	for range info.NDim {
		in.Regions[1].Params = append(in.Regions[1].Params, l.F.NewValue(ir.I64))
	}
	l.parScopes++
	dead := l.dead
	l.par = &parContext{info: &info, outer: l.par, scope: p.scope, private: p.private, id: l.parScopes}
	if p.init != nil {
		l.In(in.Regions[0], p.init)
	}
	l.In(in.Regions[1], func() { p.body(in.Regions[1].Params) })
	l.par = l.par.outer
	l.dead = dead
	if p.combine != nil {
		l.In(in.Regions[2], p.combine)
	}
	return in
}

// over adds a loop over all places of a domain.
func (l *lowerer) over(dims []ir.Value, p *parSpec) {
	zero, one := l.Int(0), l.Int(1)
	for _, n := range dims {
		p.bounds = append(p.bounds, zero, n, one)
	}
	p.info.Parallel = l.parallelArrays()
	l.parfor(p)
}

// alloc makes an array; flags are those of ir.Alloc: 1 zeroed, 2 in Fortran order.
func (l *lowerer) alloc(t *Type, dims []ir.Value, flags int64) *val {
	a := l.With(ir.Instr{Op: ir.Alloc, Type: ir.ArrayOf(t.Elem, len(dims)), Int: flags, Args: dims}, ir.ArrayOf(t.Elem, len(dims)))
	return &val{t: &Type{Kind: KArray, Elem: t.Elem, NDim: len(dims), Layout: 'A', Record: t.Record}, v: a}
}

// materialize computes an array expression into a new array, in one pass.
func (l *lowerer) materialize(v *val) *val {
	d := l.domainOf(v.t.NDim, v)
	dst := l.alloc(v.t, d.dims, 0)
	l.noteArray(v, "a new array")
	l.compute(dst, v, d)
	dst.obj = v.obj // a.flat stays known as such
	return dst
}

// compute stores an expression's elements into an array that has the domain's shape and shares no memory with it.
func (l *lowerer) compute(dst, src *val, d *domain) {
	l.over(d.dims, &parSpec{info: ir.Par{Kind: "elementwise"}, body: func(index []ir.Value) {
		x := l.castScalar(d.at(index).value(l, src), dst.t.Elem)
		l.storeElement(dst, index, x)
	}})
}

func (l *lowerer) storeElement(dst *val, index []ir.Value, x ir.Value) {
	l.Do(ir.Store, append(append([]ir.Value{dst.v}, index...), x)...)
}

// noteArray tells explain() what was fused.
func (l *lowerer) noteArray(v *val, into string) {
	text := fmt.Sprintf("%d-d array copied into %s", v.t.NDim, into)
	switch n := operations(v, map[*lazy]bool{}); {
	case n == 1:
		text = fmt.Sprintf("%d-d array operation, into %s", v.t.NDim, into)
	case n > 1:
		text = fmt.Sprintf("%d-d array expression of %d operations in one pass, without temporaries, into %s", v.t.NDim, n, into)
	}
	l.note("array", l.parallelArrays(), text)
}

func operations(v *val, seen map[*lazy]bool) int {
	if v.lazy == nil || seen[v.lazy] {
		return 0
	}
	seen[v.lazy] = true
	n := 1
	for _, a := range v.lazy.args {
		n += operations(a, seen)
	}
	return n
}

// storeInto is dst[...] = src with NumPy's broadcasting and casting. Where src reads dst's memory elsewhere than at the
// element that is being written, all is computed before any is stored.
func (l *lowerer) storeInto(dst, src *val) {
	l.checkWritable(dst)
	if dst.t.Record != nil {
		l.storeRecords(dst, src)
		return
	}
	src = l.assignable(dst, src)
	switch {
	case dst.t.NDim == 0:
		l.storeElement(dst, nil, l.elementFor(dst, l.onlyElement(src)))
	case !src.t.isArray():
		x := l.elementFor(dst, src)
		l.over(l.dimsOf(dst), &parSpec{info: ir.Par{Kind: "elementwise"}, body: func(index []ir.Value) { l.storeElement(dst, index, x) }})
	default:
		d := l.domainLike(dst, src)
		l.noteArray(src, "an existing array")
		l.computeApart(dst, src, d)
	}
}

// assignable turns what is assigned to elements of dst into a scalar or array whose type fits.
func (l *lowerer) assignable(dst, src *val) *val {
	if src.t.Kind == KTuple || src.t.Kind == KList {
		src = l.asArray(src, ir.Void)
	}
	if !src.t.isScalar() && (!src.t.isArray() || src.t.Record != nil) {
		l.fail("TypingError", "cannot assign "+src.t.user()+" to elements of "+dst.t.user(), "")
	}
	if src.t.Elem.IsComplex() && !dst.t.Elem.IsComplex() {
		l.fail("TypingError", "cannot assign complex numbers to elements of "+dst.t.user(), "Use .real or abs().")
	}
	if n, ok := asInt(src.c); ok && src.t.isInt() && src.t.Weak && !fits(n, dst.t.Elem) {
		l.raiseIf(l.Bool(true), "OverflowError", fmt.Sprintf("Python integer %d out of bounds for %s", n, numpyWords[dst.t.Elem]))
	}
	if src.t.isScalar() {
		return l.settle(src)
	}
	return src
}

// elementFor casts a scalar for an array's element. As in NumPy a float that no integer is raises, but for unsigned
// integers, to which NumPy casts its own floats.
func (l *lowerer) elementFor(dst, x *val) ir.Value {
	elem := dst.t.Elem
	if !x.t.isFloat() || !elem.IsInt() || (elem.IsUnsigned() && (!x.t.Weak || elem == ir.U64)) {
		return l.castScalar(x, elem)
	}
	n := l.floatToInt(l.settle(x)).v
	small := l.Cast(n, elem)
	if elem != ir.I64 {
		l.raiseIf(l.castBack(ir.Ne, small, n), "OverflowError", "Python integer out of bounds for "+numpyWords[elem])
	}
	return small
}

// onlyElement reads an array that must have one element.
func (l *lowerer) onlyElement(src *val) *val {
	if !src.t.isArray() {
		return src
	}
	src = l.settle(src)
	zeros := make([]ir.Value, src.t.NDim)
	for k := range zeros {
		zeros[k] = l.Int(0)
		l.raiseIf(l.Make(ir.Ne, ir.Bool, l.dim(src, k), l.Int(1)), "ValueError", "setting an array element with a sequence.")
	}
	return scalarVal(src.t.Elem, l.Make(ir.Load, src.t.Elem, append([]ir.Value{src.v}, zeros...)...))
}

// copyArray makes a new array with the elements of a.
func (l *lowerer) copyArray(a *val, flags int64) *val {
	a = l.settle(a)
	dims := l.dimsOf(a)
	dst := l.alloc(a.t, dims, flags)
	if a.t.Record != nil {
		l.storeRecords(dst, a)
		return dst
	}
	l.compute(dst, a, &domain{dims: dims, of: map[*val]*leaf{a: {v: a, view: a.v}}})
	return dst
}

// storeRecords assigns records field by field.
func (l *lowerer) storeRecords(dst, src *val) {
	if !src.t.isArray() || src.t.Record == nil || src.t.elemText() != dst.t.elemText() {
		l.fail("TypingError", "cannot assign "+src.t.user()+" to records of another type", "Assign the fields one by one.")
	}
	for i := range dst.t.Record.Fields {
		l.storeInto(l.fieldView(dst, i), l.fieldView(src, i))
	}
}

// inPlace is dst op= src for arrays: the result must be of a kind that dst can hold.
func (l *lowerer) inPlace(op string, dst, src *val) {
	v := l.binop(op, dst, src)
	l.checkSameKind(op, dst.t, v.t)
	l.checkDimensions(dst, v)
	l.storeInto(dst, v)
}

// checkDimensions raises where an operation's result has more dimensions than the array that is to take it.
func (l *lowerer) checkDimensions(dst, result *val) {
	if result.t.isArray() && result.t.NDim > dst.t.NDim {
		l.raiseIf(l.Bool(true), "ValueError", "non-broadcastable output operand doesn't match the broadcast shape")
	}
}

// checkSameKind refuses results of a higher kind than the array has that takes them; op "" stands for out=.
func (l *lowerer) checkSameKind(op string, dst, result *Type) {
	rank := func(t ir.Type) int {
		if t.IsUnsigned() {
			return 1
		}
		return 2 * category(t)
	}
	if rank(result.Elem) <= rank(dst.Elem) {
		return
	}
	what := symbols[op] + "="
	if op == "" {
		what = "out="
	}
	l.fail("TypingError", fmt.Sprintf("%s would store %s in an array of %s", what, numpyWords[result.Elem], numpyWords[dst.Elem]),
		"Make a new array with a = …, or convert with astype().")
}
