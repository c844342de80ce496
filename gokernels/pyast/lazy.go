package pyast

import (
	"slices"

	"gokernels/gokernels/ir"
)

// lazy is an array expression that has not been computed: fn of its operands, element by element. Operands are arrays,
// lazy arrays and scalars. One that is generated (arange) has lengths and gen instead.
type lazy struct {
	fn   func(args []*val) *val
	args []*val
	pos  ir.Pos // errors and explain() name the operator, wherever the loop is
	dims []ir.Value
	gen  func(index []ir.Value) *val

	region *ir.Region // where it was made, and the instruction before
	after  *ir.Instr
}

// elementwise makes the array expression fn(args) with NumPy's broadcasting; fn works on scalars. Without arrays among
// args it is computed at once, as it is for arrays of no dimension, whose results NumPy makes scalars. A fn
// that returns a tuple gives a tuple of arrays.
func (l *lowerer) elementwise(fn func(args []*val) *val, args ...*val) *val {
	args = l.operands(args)
	ndim := -1
	for _, a := range args {
		if a.t.isArray() {
			ndim = max(ndim, a.t.NDim)
		}
	}
	if ndim <= 0 {
		scalars := make([]*val, len(args))
		for i, a := range args {
			scalars[i] = l.elementOf0d(a)
		}
		return fn(scalars)
	}
	result := l.dryRun(fn, args)
	if result.t.Kind != KTuple {
		return l.lazyArray(result.t, ndim, &lazy{fn: fn, args: args})
	}
	items := make([]*val, len(result.items))
	for i, item := range result.items {
		part := func(args []*val) *val { return fn(args).items[i] }
		items[i] = l.lazyArray(item.t, ndim, &lazy{fn: part, args: args})
	}
	return l.tuple(items...)
}

func (l *lowerer) lazyArray(elem *Type, ndim int, z *lazy) *val {
	if !elem.isScalar() {
		l.fail("TypingError", "an array of "+elem.user()+" cannot be made", "Return a number or a bool for each element.")
	}
	return l.lazyVal(arrayOf(elem.Elem, ndim), z)
}

// lazyVal notes where an array expression is made: until it is used nothing may write what it reads.
func (l *lowerer) lazyVal(t *Type, z *lazy) *val {
	z.pos, z.region = l.Pos, l.At
	if n := len(l.At.Code); n > 0 {
		z.after = l.At.Code[n-1]
	}
	return &val{t: t, lazy: z}
}

// operands makes arrays of lists and tuples, and gives scalars their IR values here, before the loop.
func (l *lowerer) operands(args []*val) []*val {
	args = slices.Clone(args)
	for i, a := range args {
		switch {
		case a.t.Kind == KTuple || a.t.Kind == KList:
			args[i] = l.asArray(a, ir.Void)
		case a.t.isScalar():
			args[i] = l.settle(a)
		case a.t.isArray():
			if a.t.Record != nil {
				l.fail("TypingError", "records cannot be computed with", "Use their fields: a['name'].")
			}
		default:
			l.fail("TypingError", "cannot compute with "+a.t.user()+" element by element", "")
		}
	}
	return args
}

// elementOf0d reads an array of no dimension; scalars are left as they are.
func (l *lowerer) elementOf0d(a *val) *val {
	if !a.t.isArray() {
		return a
	}
	a = l.settle(a)
	return scalarVal(a.t.Elem, l.Make(ir.Load, a.t.Elem, a.v))
}

// dryRun lowers fn once for elements that do not exist, into a region that is thrown away, to learn its type.
func (l *lowerer) dryRun(fn func(args []*val) *val, args []*val) (result *val) {
	saved, dead := l.scope.env, l.dead
	l.scope.env = cloneEnv(saved)
	scalars := make([]*val, len(args))
	for i, a := range args {
		scalars[i] = a
		if a.t.isArray() {
			scalars[i] = scalarVal(a.t.Elem, l.F.NewValue(a.t.Elem))
		}
	}
	l.In(&ir.Region{}, func() { result = fn(scalars) })
	l.scope.env, l.dead = saved, dead
	return result
}

// spot evaluates array expressions at one place of a domain. What it has loaded is kept, so that "a*a + a" loads once;
// all that it evaluates must lie in one region, or in regions within the one of what came before.
type spot struct {
	d     *domain
	index []ir.Value
	seen  map[any]*val
}

// at returns the evaluator of a domain at an index.
func (d *domain) at(index []ir.Value) *spot { return &spot{d, index, map[any]*val{}} }

// value computes an expression's element.
func (p *spot) value(l *lowerer, e *val) *val {
	switch {
	case !e.t.isArray():
		return e
	case p.d.of[e] != nil:
		return p.element(l, p.d.of[e])
	}
	if v := p.seen[e.lazy]; v != nil {
		return v
	}
	args := make([]*val, len(e.lazy.args))
	for i, a := range e.lazy.args {
		args[i] = p.value(l, a)
	}
	pos := l.Pos
	l.Pos = e.lazy.pos
	v := scalarVal(e.t.Elem, l.castScalar(e.lazy.fn(args), e.t.Elem))
	l.Pos = pos
	p.seen[e.lazy] = v
	return v
}

// element reads a leaf.
func (p *spot) element(l *lowerer, x *leaf) *val {
	if v := p.seen[x]; v != nil {
		return v
	}
	var v *val
	if x.v.lazy != nil {
		v = x.v.lazy.gen(p.generatedIndex(l, x))
	} else {
		elem := x.v.t.Elem
		v = scalarVal(elem, l.Make(ir.Load, elem, append([]ir.Value{x.view}, p.index...)...))
	}
	p.seen[x] = v
	return v
}

// generatedIndex is the index into a generated array, which is 0 on axes of length 1.
func (p *spot) generatedIndex(l *lowerer, x *leaf) []ir.Value {
	index := slices.Clone(p.index[len(p.index)-x.v.t.NDim:])
	for k, one := range x.one {
		if one {
			single := l.Make(ir.Eq, ir.Bool, x.v.lazy.dims[k], l.Int(1))
			index[k] = l.Make(ir.Select, ir.I64, single, l.Int(0), index[k])
		}
	}
	return index
}
