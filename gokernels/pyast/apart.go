package pyast

import "gokernels/gokernels/ir"

// What is assigned to an array may read that array, elsewhere than at the element that is being written. Whether two arrays
// share memory is found out at run time.

// computeApart is compute where the domain's arrays may share memory with dst, which run time finds out: the elements then
// go by a new array.
func (l *lowerer) computeApart(dst, src *val, d *domain) {
	shared := l.shared(dst, d)
	if shared == 0 {
		l.compute(dst, src, d)
		return
	}
	target := l.newVar("target", l.Type(dst.v))
	l.Set(target, dst.v)
	l.If(shared, func() { l.Set(target, l.alloc(dst.t, d.dims, 0).v) }, nil)
	to := &val{t: viewType(dst.t, len(d.dims)), v: l.Get(target)}
	l.compute(to, src, d)
	l.If(shared, func() { l.compute(dst, to, &domain{dims: d.dims, of: map[*val]*leaf{to: {v: to, view: to.v}}}) }, nil)
}

// shared is whether one of a domain's arrays overlaps dst; 0 if none can.
func (l *lowerer) shared(dst *val, d *domain) (any ir.Value) {
	for _, x := range d.leaves {
		if x.v.lazy != nil || x.same {
			continue
		}
		overlaps := l.Make(ir.Overlaps, ir.Bool, dst.v, x.view)
		if any != 0 {
			overlaps = l.Make(ir.Or, ir.Bool, any, overlaps)
		}
		any = overlaps
	}
	return any
}

// separate replaces a domain's arrays by copies where they overlap dst: for what does not write all of dst.
func (l *lowerer) separate(dst *val, d *domain) {
	for _, x := range d.leaves {
		if x.v.lazy != nil || x.same {
			continue
		}
		view := &val{t: viewType(x.v.t, len(d.dims)), v: x.view}
		held := l.newVar("source", l.Type(x.view))
		l.Set(held, x.view)
		l.If(l.Make(ir.Overlaps, ir.Bool, dst.v, x.view), func() { l.Set(held, l.copyArray(view, 0).v) }, nil)
		x.view = l.Get(held)
	}
}
