package pyast

import (
	"gokernels/gokernels/ir"
)

// asArray makes an array of a scalar, an array (which is not copied), a list or nested tuples; t is ir.Void for NumPy's
// choice of dtype.
func (l *lowerer) asArray(v *val, t ir.Type) *val {
	switch {
	case v.t.isArray() && v.t.Record == nil && t != ir.Void && t != v.t.Elem:
		return l.elementwiseArray(func(args []*val) *val { return l.castTo(args[0], t) }, v)
	case v.t.isArray():
		return v
	case v.t.isScalar():
		return l.filled(nil, t, v, 0)
	case v.t.Kind == KTuple:
		return l.arrayOfTuple(v, t)
	case v.t.Kind == KList:
		return l.arrayOfList(v, t)
	}
	l.fail("TypingError", "an array cannot be made of "+v.t.user(), "")
	return nil
}

// elementwiseArray is elementwise, but an array of no dimension gives one.
func (l *lowerer) elementwiseArray(fn func(args []*val) *val, v *val) *val {
	r := l.elementwise(fn, v)
	if r.t.isScalar() {
		return l.filled(nil, r.t.Elem, r, 0)
	}
	return r
}

// arrayOfTuple makes an array of nested tuples of equal lengths, whose innermost items may be arrays of one shape.
func (l *lowerer) arrayOfTuple(v *val, t ir.Type) *val {
	var dims []ir.Value
	first := v
	for first.t.Kind == KTuple {
		dims = append(dims, l.Int(int64(len(first.items))))
		if len(first.items) == 0 {
			return l.alloc(scalarOf(orDefault(t)), dims, 0)
		}
		first = first.items[0]
	}
	if t == ir.Void {
		t = l.commonDtype(v)
	}
	if first.t.Kind == KList {
		first = l.asArray(first, t)
	}
	if first.t.isArray() {
		dims = append(dims, l.dimsOf(first)...)
	}
	a := l.alloc(scalarOf(t), dims, 0)
	l.fillNested(a, v)
	return a
}

func orDefault(t ir.Type) ir.Type {
	if t == ir.Void {
		return ir.F64
	}
	return t
}

// commonDtype is the dtype that NumPy finds for nested items; here Python's numbers count as int64, float64….
func (l *lowerer) commonDtype(v *val) ir.Type {
	switch {
	case v.t.isScalar() || (v.t.isArray() && v.t.Record == nil):
		return v.t.Elem
	case v.t.Kind == KList && v.t.Items[0] != nil:
		return l.commonDtype(&val{t: v.t.Items[0]})
	case v.t.Kind == KTuple && len(v.t.Items) > 0:
		t := ir.Bool
		for _, item := range v.t.Items {
			t = promote(t, l.commonDtype(&val{t: item}))
		}
		return t
	}
	l.fail("TypingError", "an array cannot hold "+v.t.user(), "")
	return ir.Void
}

func (l *lowerer) fillNested(a, v *val) {
	if v.t.Kind != KTuple {
		l.storeInto(a, v)
		return
	}
	for i, item := range v.items {
		if item.t.Kind == KTuple && (a.t.NDim < 2 || len(item.items) != len(v.items[0].items)) || (item.t.Kind != KTuple) != (v.items[0].t.Kind != KTuple) {
			l.fail("TypingError", "the rows of an array have different lengths", "")
		}
		at := l.Int(int64(i))
		if a.t.NDim == 1 && item.t.isScalar() {
			l.storeElement(a, []ir.Value{at}, l.castScalar(item, a.t.Elem))
			continue
		}
		l.fillNested(l.indexView(a, 0, at), item)
	}
}

// arrayOfList makes an array of a list, whose items may be lists or tuples of one length.
func (l *lowerer) arrayOfList(v *val, t ir.Type) *val {
	if v.t.Items[0] == nil {
		return l.alloc(scalarOf(orDefault(t)), []ir.Value{l.Int(0)}, 0)
	}
	if t == ir.Void {
		t = l.commonDtype(v)
	}
	n := l.scalar(l.lengthOf(v))
	item := v.t.Items[0]
	if item.isScalar() {
		a := l.alloc(scalarOf(t), []ir.Value{n}, 0)
		l.For(l.Int(0), n, l.Int(1), func(i ir.Value, _ int64) { l.storeElement(a, []ir.Value{i}, l.castScalar(l.itemAt(v, i), t)) })
		return a
	}
	return l.arrayOfRows(v, n, t)
}

// arrayOfRows makes an array of a list of lists, tuples or arrays; the first of them has the shape of all.
func (l *lowerer) arrayOfRows(v *val, n ir.Value, t ir.Type) *val {
	l.raiseIf(l.Make(ir.Eq, ir.Bool, n, l.Int(0)), "ValueError", "an array cannot be made of an empty list of rows")
	row := func(i ir.Value) *val { return l.settle(l.asArray(l.itemAt(v, i), t)) }
	first := row(l.Int(0))
	shape := l.dimsOf(first)
	a := l.alloc(scalarOf(t), append([]ir.Value{n}, shape...), 0)
	l.For(l.Int(0), n, l.Int(1), func(i ir.Value, _ int64) {
		x := row(i)
		for k, d := range shape {
			l.raiseIf(l.Make(ir.Ne, ir.Bool, d, l.dim(x, k)), "ValueError", "setting an array element with a sequence. The requested array has an inhomogeneous shape")
		}
		l.storeInto(l.indexView(a, 0, i), x)
	})
	return a
}
