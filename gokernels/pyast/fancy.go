package pyast

import (
	"slices"

	"gokernels/gokernels/ir"
)

// fancyIndex is an index with masks or arrays of integers, brought into the form of the library's functions: the axes
// that these index stand first in view. In NumPy's result the axes of the index stand at place among the others.
type fancyIndex struct {
	view  *val
	index []*val // one mask, or arrays of integers
	axes  int    // dimensions of the index: of the arrays broadcast together, 1 for a mask
	place int
}

// planFancy applies what is basic and moves the other axes to the front.
func (l *lowerer) planFancy(v *val, items []indexItem) *fancyIndex {
	f := &fancyIndex{view: l.basicView(v, items), place: placeOf(items)}
	var front, rest []int
	axis := 0
	for _, item := range items {
		switch item.kind {
		case 'i', '.':
			continue
		case 'n':
			rest = append(rest, axis)
			axis++
			continue
		}
		for range item.axes {
			if item.kind == 's' {
				rest = append(rest, axis)
			} else {
				front = append(front, axis)
			}
			axis++
		}
		if item.kind != 's' {
			f.index = append(f.index, item.v)
		}
	}
	f.view = l.permute(f.view, append(front, rest...))
	l.normalise(f)
	return f
}

// placeOf tells where NumPy puts the axes of the index: where its first array or integer stands if all of them are
// neighbours, else first.
func placeOf(items []indexItem) int {
	place, kept, last := -1, 0, -1
	for k, item := range items {
		switch {
		case item.kind == '.':
			continue
		case item.kind == 's' || item.kind == 'n':
			kept++
			continue
		case place < 0:
			place = kept
		case last != k-1:
			return 0
		}
		last = k
	}
	return place
}

// normalise leaves one mask, or arrays of integers only.
func (l *lowerer) normalise(f *fancyIndex) {
	if len(f.index) == 1 && f.index[0].t.Elem == ir.Bool {
		f.index[0], f.axes = l.settle(f.index[0]), 1
		return
	}
	var arrays []*val
	axis := 0
	for _, x := range f.index {
		x = l.settle(x)
		if x.t.Elem != ir.Bool {
			arrays = append(arrays, x)
			axis++
			continue
		}
		for k := range x.t.NDim {
			l.checkMaskAxis(l.dim(f.view, axis), l.dim(x, k), axis)
			axis++
		}
		arrays = append(arrays, l.callLibrary("numpy.nonzero", x).items...)
	}
	f.index = arrays
	for _, x := range arrays {
		f.axes = max(f.axes, x.t.NDim)
	}
}

// checkMaskAxis raises NumPy's error where a mask has not the array's length.
func (l *lowerer) checkMaskAxis(n, mask ir.Value, axis int) {
	l.If(l.Make(ir.Ne, ir.Bool, n, mask), func() {
		number := func(v ir.Value) ir.Value { return l.rt("str.of", "", []ir.Type{ir.Str}, v)[0] }
		l.raise("IndexError", l.concat(l.Text("boolean index did not match indexed array along axis "), number(l.Int(int64(axis))),
			l.Text("; size of axis is "), number(n), l.Text(" but size of corresponding boolean axis is "), number(mask)))
	}, nil)
}

// call calls the library's take or put of a kind of index.
func (f *fancyIndex) call(l *lowerer, verb string, value ...*val) *val {
	switch {
	case f.index[0].t.Elem == ir.Bool:
		return l.callLibrary("gokernels."+verb+"_mask", append([]*val{f.view, f.index[0]}, value...)...)
	case len(f.index) == 1:
		return l.callLibrary("gokernels."+verb+"_index", append([]*val{f.view, f.index[0]}, value...)...)
	}
	return l.callLibrary("gokernels."+verb+"_indices", append([]*val{f.view, l.tuple(f.index...)}, value...)...)
}

// takeFancy is a[index], a new array.
func (l *lowerer) takeFancy(v *val, items []indexItem) *val {
	f := l.planFancy(v, items)
	return l.permute(f.call(l, "take"), f.toResult(f.place))
}

// toResult are the axes by which the index's axes, which are first, come to stand behind the next place ones.
func (f *fancyIndex) toResult(place int) []int {
	var axes []int
	for k := range place {
		axes = append(axes, f.axes+k)
	}
	for k := range f.axes {
		axes = append(axes, k)
	}
	for k := f.axes + place; k < f.axes+f.others(); k++ {
		axes = append(axes, k)
	}
	return axes
}

// others is the number of axes of view that the index leaves alone.
func (f *fancyIndex) others() int {
	if f.index[0].t.Elem == ir.Bool {
		return f.view.t.NDim - f.index[0].t.NDim
	}
	return f.view.t.NDim - len(f.index)
}

// putFancy is a[index] = x.
func (l *lowerer) putFancy(v *val, items []indexItem, x *val) {
	l.checkWritable(v)
	if v.t.Record == nil {
		x = l.assignable(v, x)
	}
	if x.t.isArray() && x.t.NDim == 0 && x.t.Record == nil {
		x = l.elementOf0d(x)
	}
	if x.t.isScalar() && wholeMask(v, items) {
		value := l.castScalar(x, v.t.Elem)
		l.storeMasked(v, items[0].v, func(ir.Value) ir.Value { return value })
		return
	}
	f := l.planFancy(v, items)
	for k, index := range f.index { // a[a] = x must not read what it has written
		if index.t.Elem == v.t.Elem {
			f.index[k] = l.copyArray(index, 0)
		}
	}
	if x = l.settle(x); x.t.isArray() && f.place > 0 {
		x = l.indexAxesFirst(f, x)
	}
	f.call(l, "put", x)
}

// indexAxesFirst gives an assigned value the shape of a[index] and moves the index's axes to the front.
func (l *lowerer) indexAxesFirst(f *fancyIndex, x *val) *val {
	dims := l.indexDims(f)
	first := f.view.t.NDim - f.others()
	for k := range f.others() {
		dims = append(dims, l.dim(f.view, first+k))
	}
	n := f.axes
	shape := slices.Concat(dims[n:n+f.place], dims[:n], dims[n+f.place:])
	var back []int
	for k := range n {
		back = append(back, f.place+k)
	}
	for k := range shape {
		if k < f.place || k >= f.place+n {
			back = append(back, k)
		}
	}
	t := viewType(x.t, len(shape))
	return l.permute(&val{t: t, v: l.broadcast(x.v, shape)}, back)
}

func (l *lowerer) indexDims(f *fancyIndex) []ir.Value {
	if f.index[0].t.Elem == ir.Bool {
		return []ir.Value{l.castScalar(l.countNonzero(f.index[0]), ir.I64)}
	}
	var shapes [][]ir.Value
	for _, x := range f.index {
		shapes = append(shapes, l.dimsOf(x))
	}
	return l.joinShapes(f.axes, shapes)
}

// augFancy is a[index] op= x: read, computed and put back, so that repeated indices count once, as in NumPy.
func (l *lowerer) augFancy(v *val, items []indexItem, op string, x *val) {
	l.checkWritable(v)
	if x.t.isScalar() && wholeMask(v, items) {
		x = l.settle(x)
		l.storeMasked(v, items[0].v, func(old ir.Value) ir.Value {
			return l.castScalar(l.assignable(v, l.binop(op, scalarVal(v.t.Elem, old), x)), v.t.Elem)
		})
		return
	}
	for k := range items {
		if items[k].v != nil && items[k].v.t.isArray() {
			items[k].v = l.settle(items[k].v)
		}
	}
	l.putFancy(v, items, l.settle(l.binop(op, l.takeFancy(v, items), x)))
}

// wholeMask reports whether an index is one mask for all axes.
func wholeMask(v *val, items []indexItem) bool {
	return len(items) == 1 && items[0].kind == 'm' && items[0].axes == v.t.NDim && v.t.Record == nil
}

// storeMasked stores element(old) where the mask, which may be an expression, is true.
func (l *lowerer) storeMasked(dst, mask *val, element func(old ir.Value) ir.Value) {
	if d := l.leavesOf(mask); len(d.leaves) != 1 || d.leaves[0].v.lazy != nil || !l.sameValue(d.leaves[0].v.v, dst.v) {
		for k, n := range l.dimsOf(mask) {
			l.checkMaskAxis(l.dim(dst, k), n, k)
		}
	}
	d := l.domainLike(dst, mask)
	l.separate(dst, d)
	l.noteArray(mask, "a masked assignment")
	l.over(d.dims, &parSpec{info: ir.Par{Kind: "elementwise"}, body: func(index []ir.Value) {
		l.If(d.at(index).value(l, mask).v, func() {
			old := l.Make(ir.Load, dst.t.Elem, append([]ir.Value{dst.v}, index...)...)
			l.storeElement(dst, index, element(old))
		}, nil)
	}})
}
