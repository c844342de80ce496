package pyast

import (
	"math"

	"gokernels/gokernels/ir"
)

// reduction is how an array expression is reduced to one number: chunks fold their elements from the identity on, and
// what they give is folded chunk after chunk.
type reduction struct {
	name     string
	acc      ir.Type
	identity func() ir.Value
	step     func(acc, x ir.Value) ir.Value
}

// reduce folds all elements of an array expression, without computing it into an array.
func (l *lowerer) reduce(v *val, r *reduction) ir.Value {
	if v.t.NDim == 0 {
		return l.castScalar(l.elementOf0d(v), r.acc)
	}
	return l.reduceOver(v, l.domainOf(v.t.NDim, v), r)
}

func (l *lowerer) reduceOver(v *val, d *domain, r *reduction) ir.Value {
	l.noteReduction(v, r.name)
	total := l.newVar(r.name, r.acc)
	l.Set(total, r.identity())
	var part ir.Var
	l.over(d.dims, &parSpec{info: ir.Par{Kind: "reduce"},
		init: func() {
			part = l.newVar("part", r.acc)
			l.Set(part, r.identity())
		},
		body: func(index []ir.Value) {
			x := l.castScalar(d.at(index).value(l, v), r.acc)
			l.Set(part, r.step(l.Get(part), x))
		},
		combine: func() { l.Set(total, r.step(l.Get(total), l.Get(part))) },
	})
	return l.Get(total)
}

func (l *lowerer) noteReduction(v *val, name string) {
	text := name + " of an array"
	if v.lazy != nil {
		text = name + " of an array expression, which is not computed into an array"
	}
	l.note("reduce", l.parallelArrays(), text)
}

// operation is a step that is one operation.
func (l *lowerer) operation(op ir.Op, t ir.Type) func(acc, x ir.Value) ir.Value {
	return func(acc, x ir.Value) ir.Value { return l.Make(op, t, acc, x) }
}

func (l *lowerer) zero(t ir.Type) func() ir.Value {
	return func() ir.Value { return l.castScalar(l.intConst(0), t) }
}

func (l *lowerer) one(t ir.Type) func() ir.Value {
	return func() ir.Value { return l.castScalar(l.intConst(1), t) }
}

// wide is the type in which a sum that NumPy makes in t is accumulated: single precision in double, as NumPy adds
// pairwise and would be more accurate than a plain sum.
func wide(t ir.Type) ir.Type {
	switch t {
	case ir.F32:
		return ir.F64
	case ir.C64:
		return ir.C128
	}
	return t
}

// sum adds all elements in NumPy's type for that, or in t.
func (l *lowerer) sum(v *val, t ir.Type) *val {
	if t == ir.Void {
		t = accumulator(v.t.Elem)
	}
	if v.t.Elem != t { // the elements are converted first, as NumPy does
		v = l.elementwise(func(args []*val) *val { return l.castTo(args[0], t) }, v)
	}
	if v.t.isScalar() {
		return v
	}
	w := wide(t)
	return l.castTo(scalarVal(w, l.reduce(v, &reduction{"sum", w, l.zero(w), l.operation(ir.Add, w)})), t)
}

func (l *lowerer) prod(v *val, t ir.Type) *val {
	if t == ir.Void {
		t = accumulator(v.t.Elem)
	}
	if v.t.isScalar() {
		return l.castTo(v, t)
	}
	return scalarVal(t, l.reduce(v, &reduction{"product", t, l.one(t), l.operation(ir.Mul, t)}))
}

// mean is the sum over the number of elements; of nothing it is NaN.
func (l *lowerer) mean(v *val, t ir.Type) *val {
	if t == ir.Void {
		if t = v.t.Elem; category(t) < 2 {
			t = ir.F64
		}
	}
	if v.t.isScalar() {
		return l.castTo(v, t)
	}
	w := wide(t)
	d := l.domainOf(v.t.NDim, v)
	n := l.castScalar(intVal(l.product(d.dims)), w)
	total := l.elementOf0dOr(v, w)
	if total == 0 {
		total = l.reduceOver(v, d, &reduction{"mean", w, l.zero(w), l.operation(ir.Add, w)})
	}
	return l.castTo(scalarVal(w, l.Make(ir.Div, w, total, n)), t)
}

// elementOf0dOr reads an array of no dimension as t; 0 for others.
func (l *lowerer) elementOf0dOr(v *val, t ir.Type) ir.Value {
	if v.t.NDim > 0 {
		return 0
	}
	return l.castScalar(l.elementOf0d(v), t)
}

// extreme is min or max; NaN wins, and nothing has none.
func (l *lowerer) extreme(v *val, op ir.Op) *val {
	name := map[ir.Op]string{ir.Min: "minimum", ir.Max: "maximum"}[op]
	t := v.t.Elem
	switch {
	case t.IsComplex():
		l.unsupported("the "+name+" of complex numbers", "Reduce abs() or a part of them.")
	case v.t.isScalar():
		return l.castTo(v, t)
	case v.t.NDim == 0:
		return l.elementOf0d(v)
	}
	d := l.domainOf(v.t.NDim, v)
	l.raiseIf(l.isEmpty(d.dims), "ValueError", "zero-size array to reduction operation "+name+" which has no identity")
	identity := func() ir.Value { return l.worst(t, op == ir.Min) }
	return scalarVal(t, l.reduceOver(v, d, &reduction{name, t, identity, l.operation(op, t)}))
}

func (l *lowerer) isEmpty(dims []ir.Value) ir.Value {
	return l.Make(ir.Eq, ir.Bool, l.product(dims), l.Int(0))
}

// worst is the number that all others of its type beat in a search for the least, or greatest.
func (l *lowerer) worst(t ir.Type, least bool) ir.Value {
	bits := uint(t.Size() * 8)
	switch {
	case t.IsFloat():
		return l.Bits(t, ir.FloatBits(t, math.Inf(map[bool]int{true: 1, false: -1}[least])))
	case t == ir.Bool:
		return l.Bool(least)
	case t.IsUnsigned() && !least:
		return l.Bits(t, 0)
	case t.IsUnsigned():
		return l.Bits(t, ir.Extend(t, -1))
	case least:
		return l.Bits(t, int64(1)<<(bits-1)-1)
	}
	return l.Bits(t, -1<<(bits-1))
}

// anyOrAll reduces by or, or and.
func (l *lowerer) anyOrAll(v *val, name string, op ir.Op) *val {
	start := op == ir.And
	if v.t.isScalar() {
		return l.castTo(v, ir.Bool)
	}
	return scalarVal(ir.Bool, l.reduce(v, &reduction{name, ir.Bool, func() ir.Value { return l.Bool(start) }, l.operation(op, ir.Bool)}))
}

// countNonzero counts elements that are not zero; NumPy gives a Python int.
func (l *lowerer) countNonzero(v *val) *val {
	truth := l.elementwise(func(args []*val) *val { return l.castTo(l.castTo(args[0], ir.Bool), ir.I64) }, v)
	return intVal(l.scalar(l.sum(truth, ir.I64)))
}

// argExtreme is argmin or argmax: the first place in C order of the least or greatest element, or of NaN.
func (l *lowerer) argExtreme(v *val, name string, less bool) *val {
	if v.t.Elem.IsComplex() {
		l.unsupported(name+" of complex numbers", "Reduce abs() or a part of them.")
	}
	if v.t.isScalar() || v.t.NDim == 0 {
		return scalarVal(ir.I64, l.Int(0))
	}
	d := l.domainOf(v.t.NDim, v)
	l.raiseIf(l.isEmpty(d.dims), "ValueError", "attempt to get "+name+" of an empty sequence")
	l.noteReduction(v, name)
	s := &search{l: l, t: v.t.Elem, less: less}
	best, at := s.vars()
	var x, i ir.Var
	l.over(d.dims, &parSpec{info: ir.Par{Kind: "reduce"},
		init: func() { x, i = s.vars() },
		body: func(index []ir.Value) {
			s.keep(x, i, d.at(index).value(l, v).v, l.position(index, d.dims))
		},
		combine: func() { s.keep(best, at, l.Get(x), l.Get(i)) },
	})
	return scalarVal(ir.I64, l.Get(at))
}

// search keeps the best element so far and its place, -1 before the first.
type search struct {
	l    *lowerer
	t    ir.Type
	less bool
}

func (s *search) vars() (best, at ir.Var) {
	best, at = s.l.newVar("best", s.t), s.l.newVar("at", ir.I64)
	s.l.Set(best, s.l.Bits(s.t, 0))
	s.l.Set(at, s.l.Int(-1))
	return best, at
}

// keep takes x over if it beats best. Places are seen in order, so equal elements do not.
func (s *search) keep(best, at ir.Var, x, i ir.Value) {
	l := s.l
	old, place := l.Get(best), l.Get(at)
	op := ir.Gt
	if s.less {
		op = ir.Lt
	}
	better := l.Make(op, ir.Bool, x, old)
	if s.t.IsFloat() {
		news := l.Make(ir.And, ir.Bool, l.Make(ir.IsNaN, ir.Bool, x), l.Make(ir.Not, ir.Bool, l.Make(ir.IsNaN, ir.Bool, old)))
		better = l.Make(ir.Or, ir.Bool, better, news)
	}
	better = l.Make(ir.Or, ir.Bool, better, l.Make(ir.Lt, ir.Bool, place, l.Int(0)))
	l.Set(best, l.Make(ir.Select, s.t, better, x, old))
	l.Set(at, l.Make(ir.Select, ir.I64, better, i, place))
}

// position is the place of an index in C order.
func (l *lowerer) position(index, dims []ir.Value) ir.Value {
	at := index[0]
	for k := 1; k < len(index); k++ {
		at = l.Make(ir.Add, ir.I64, l.Make(ir.Mul, ir.I64, at, dims[k]), index[k])
	}
	return at
}
