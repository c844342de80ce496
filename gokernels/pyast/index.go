package pyast

import (
	"fmt"

	"gokernels/gokernels/ir"
)

// indexItem is one item of an index after "..." and what follows the last item were filled with full slices.
type indexItem struct {
	kind byte // 'i' integer, 's' slice, 'n' new axis, 'm' mask, 'a' array of integers, '.' dots that stand for nothing
	v    *val // nil for a full slice
	axis int  // the first axis of the array that it is about
	axes int  // how many: more than one for masks, none for a new axis
}

// basic reports whether an index makes a view, and element whether it takes one element.
func basic(items []indexItem) (view, element bool) {
	view, element = true, true
	for _, item := range items {
		view = view && item.kind != 'm' && item.kind != 'a'
		element = element && item.kind == 'i'
	}
	return view, element
}

// planIndex sorts out an index.
func (l *lowerer) planIndex(v *val, index []*val) []indexItem {
	items, used, dots := []indexItem{}, 0, -1
	for _, x := range index {
		if x.t.Kind == KEllipsis {
			if dots >= 0 {
				l.fail("TypingError", "an index can only have a single ellipsis ('...')", "")
			}
			dots = len(items)
			continue
		}
		item := l.indexItem(x)
		items, used = append(items, item), used+item.axes
	}
	missing := v.t.NDim - used
	if missing < 0 {
		l.fail("TypingError", fmt.Sprintf("too many indices for array: array is %d-dimensional, but %d were indexed", v.t.NDim, used), "")
	}
	if dots < 0 {
		dots = len(items)
	}
	full := make([]indexItem, missing)
	for k := range full {
		full[k] = indexItem{kind: 's', axes: 1}
	}
	if missing == 0 && dots < len(items) && dots > 0 {
		full = []indexItem{{kind: '.'}}
	}
	items = append(append(append([]indexItem(nil), items[:dots]...), full...), items[dots:]...)
	axis := 0
	for k := range items {
		items[k].axis = axis
		axis += items[k].axes
	}
	return items
}

func (l *lowerer) indexItem(x *val) indexItem {
	switch {
	case x.t.isInt():
		return indexItem{kind: 'i', v: x, axes: 1}
	case x.t.Kind == KSlice:
		return indexItem{kind: 's', v: x, axes: 1}
	case x.isNone():
		return indexItem{kind: 'n', v: x}
	case x.t.Kind == KList || x.t.Kind == KTuple:
		return l.indexItem(l.asArray(x, ir.Void))
	case x.t.isArray() && x.t.NDim == 0 && x.t.Elem.IsInt():
		return indexItem{kind: 'i', v: l.elementOf0d(x), axes: 1}
	case x.t.isArray() && x.t.NDim > 0 && x.t.Elem == ir.Bool:
		return indexItem{kind: 'm', v: x, axes: x.t.NDim}
	case x.t.isArray() && x.t.NDim > 0 && x.t.Elem.IsInt():
		return indexItem{kind: 'a', v: x, axes: 1}
	}
	l.fail("TypingError", "an array's index is an integer, slice, None, '...' or array of integers or bools, not "+x.t.user(), "Convert a float with int(…).")
	return indexItem{}
}

// elementIndex checks and wraps an index that takes one element.
func (l *lowerer) elementIndex(v *val, items []indexItem) []ir.Value {
	index := make([]ir.Value, len(items))
	for k, item := range items {
		index[k] = l.index1(item.v, l.dim(v, k), k)
	}
	return index
}

// basicView applies integers, slices and new axes; axes with masks and arrays stay as they are.
func (l *lowerer) basicView(v *val, items []indexItem) *val {
	a, axis := v, 0
	for _, item := range items {
		switch {
		case item.kind == 'i':
			a = l.indexView(a, axis, l.index1(item.v, l.dim(v, item.axis), item.axis))
			continue
		case item.kind == 'n':
			a = l.newAxis(a, axis)
			axis++
			continue
		case item.kind == 's' && item.v != nil:
			a = l.sliceView(a, axis, item.v)
		}
		axis += item.axes
	}
	if a != v {
		a.mem = v.mem.view(items)
	}
	return a
}

// sliceView applies a slice to an axis.
func (l *lowerer) sliceView(a *val, axis int, s *val) *val {
	if s.items[0] == nil && s.items[1] == nil && s.items[2] == nil {
		return a
	}
	var parts [3]ir.Value
	for k, item := range s.items {
		parts[k] = l.Int(int64(k / 2)) // an absent step is 1; others that are absent are not looked at
		if item == nil {
			continue
		}
		if item = l.elementOf0d(item); !item.t.isIntegral() {
			l.fail("TypingError", "slice indices are integers or None, not "+item.t.user(), "Convert with int(…).")
		}
		parts[k] = l.castScalar(item, ir.I64)
	}
	flags := int64(0)
	for k, item := range s.items[:2] {
		if item == nil {
			flags |= 1 << k
		}
	}
	first, count := l.F.NewValue(ir.I64), l.F.NewValue(ir.I64)
	l.Add(&ir.Instr{Op: ir.SliceBounds, Int: flags, Args: []ir.Value{parts[0], parts[1], parts[2], l.dim(a, axis)}, Results: []ir.Value{first, count}})
	r := l.With(ir.Instr{Op: ir.Slice, Int: int64(axis), Args: []ir.Value{a.v, first, count, parts[2]}}, l.Type(a.v))
	return &val{t: viewType(a.t, a.t.NDim), v: r}
}

// indexArray lowers a[index]: an element, a view, or a new array where masks and arrays of integers are in the index.
func (l *lowerer) indexArray(v *val, index []*val) *val {
	if f, i := flatItem(v, index); f != nil {
		return scalarVal(f.t.Elem, l.Make(ir.Load, f.t.Elem, append([]ir.Value{f.v}, l.flatIndex(f, i)...)...))
	}
	v = l.settle(v)
	if field := l.fieldIndex(v, index); field != nil {
		return l.unlessElement(field)
	}
	items := l.planIndex(v, index)
	view, element := basic(items)
	switch {
	case !view:
		return l.takeFancy(v, items)
	case element && len(index) == v.t.NDim && v.t.Record == nil:
		return scalarVal(v.t.Elem, l.Make(ir.Load, v.t.Elem, append([]ir.Value{v.v}, l.elementIndex(v, items)...)...))
	}
	return l.basicView(v, items)
}

// storeArray lowers a[index] = x.
func (l *lowerer) storeArray(v *val, index []*val, x *val) {
	if f, i := flatItem(v, index); f != nil {
		l.checkWritable(f)
		x = l.onlyElement(l.assignable(f, x))
		l.storeElement(f, l.flatIndex(f, i), l.elementFor(f, x))
		return
	}
	l.refuseFlat(v)
	v = l.settle(v)
	if field := l.fieldIndex(v, index); field != nil {
		l.storeInto(field, x)
		return
	}
	items := l.planIndex(v, index)
	view, element := basic(items)
	switch {
	case !view:
		l.putFancy(v, items, x)
	case element && len(index) == v.t.NDim && v.t.Record == nil:
		at := l.elementIndex(v, items)
		l.checkWritable(v)
		x = l.onlyElement(l.assignable(v, x))
		l.storeElement(v, at, l.elementFor(v, x))
	default:
		l.storeInto(l.basicView(v, items), x)
	}
}

// augArray lowers a[index] op= x; the index is computed once.
func (l *lowerer) augArray(v *val, index []*val, op string, x *val) {
	if f, i := flatItem(v, index); f != nil {
		l.augElement(f, l.flatIndex(f, i), op, x)
		return
	}
	l.refuseFlat(v)
	v = l.settle(v)
	target := l.fieldIndex(v, index)
	if target == nil {
		items := l.planIndex(v, index)
		view, element := basic(items)
		switch {
		case !view:
			l.augFancy(v, items, op, x)
			return
		case element && len(index) == v.t.NDim && v.t.Record == nil:
			l.augElement(v, l.elementIndex(v, items), op, x)
			return
		}
		target = l.basicView(v, items)
	}
	if target.t.NDim == 0 {
		l.augElement(target, nil, op, x)
		return
	}
	l.inPlace(op, target, x)
}

// augElement is a[at] op= x for an element; as NumPy has it the result is cast, whatever its kind.
func (l *lowerer) augElement(v *val, at []ir.Value, op string, x *val) {
	l.checkWritable(v)
	old := scalarVal(v.t.Elem, l.Make(ir.Load, v.t.Elem, append([]ir.Value{v.v}, at...)...))
	r := l.onlyElement(l.assignable(v, l.binop(op, old, x)))
	l.storeElement(v, at, l.elementFor(v, r))
}

// fieldIndex is a['name'] of records as an array; nil for other indices.
func (l *lowerer) fieldIndex(v *val, index []*val) *val {
	if len(index) != 1 || index[0].t.Kind != KStr {
		return nil
	}
	name, known := index[0].c.(string)
	if !known || v.t.Record == nil {
		l.fail("TypingError", v.t.user()+" cannot be indexed with text", "Only records can, with a constant field name.")
	}
	for i, f := range v.t.Record.Fields {
		if f.Name == name {
			return l.fieldView(v, i)
		}
	}
	l.fail("TypingError", "there is no field "+quote(name), "The fields are "+fieldNames(v.t.Record)+".")
	return nil
}

// flatArray marks the value of a.flat: items of a in C order, which can be assigned to one by one.
type flatArray struct{ a *val }

// flatItem recognises a.flat[i].
func flatItem(v *val, index []*val) (a, i *val) {
	f, ok := v.obj.(*flatArray)
	if !ok || len(index) != 1 || !index[0].t.isInt() {
		return nil, nil
	}
	return f.a, index[0]
}

func (l *lowerer) refuseFlat(v *val) {
	if _, ok := v.obj.(*flatArray); ok {
		l.unsupported("assigning to more than one item of flat", "Use reshape(-1) of a contiguous array, or a loop.")
	}
}

// flatIndex checks an index into a.flat and returns the index of that element.
func (l *lowerer) flatIndex(a, i *val) []ir.Value { return l.unravel(a, l.index1(i, l.sizeOf(a), 0)) }

// unravel turns a position in C order into an index.
func (l *lowerer) unravel(a *val, i ir.Value) []ir.Value {
	index := make([]ir.Value, a.t.NDim)
	for k := len(index) - 1; k > 0; k-- {
		n := l.dim(a, k)
		index[k] = l.Make(ir.Mod, ir.I64, i, n)
		i = l.Make(ir.FloorDiv, ir.I64, i, n)
	}
	if len(index) > 0 {
		index[0] = i
	}
	return index
}
