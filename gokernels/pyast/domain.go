package pyast

import (
	"slices"

	"gokernels/gokernels/ir"
)

// domain is what one loop over array expressions runs over: the lengths, and the expressions' arrays made to fit.
type domain struct {
	dims   []ir.Value
	leaves []*leaf
	of     map[*val]*leaf // by operand; operands that are one and the same array share a leaf
}

// leaf is an array that the loop reads, or a generated one.
type leaf struct {
	v    *val
	view ir.Value // v, broadcast to the domain; 0 for a generated one
	same bool     // it is the array that is assigned to
	one  []bool   // of a generated one: axes that may have length 1 where the domain has more
}

// domainOf finds the lengths that the arrays in the expressions broadcast to; mismatches raise.
func (l *lowerer) domainOf(ndim int, exprs ...*val) *domain {
	d := l.leavesOf(exprs...)
	if len(d.leaves) == 1 && d.leaves[0].v.t.NDim == ndim {
		d.dims = l.dimsOf(d.leaves[0].v)
		d.leaves[0].view = d.leaves[0].v.v
		return d
	}
	shapes := make([][]ir.Value, len(d.leaves))
	for i, x := range d.leaves {
		shapes[i] = l.dimsOf(x.v)
	}
	d.dims = l.joinShapes(ndim, shapes)
	l.checkShapes(d.dims, shapes)
	l.broadcastLeaves(d)
	return d
}

// domainLike is a domain whose lengths are those of the array that is assigned to. Where an expression reads that array
// itself it is the same element that is written.
func (l *lowerer) domainLike(dst *val, exprs ...*val) *domain {
	d := l.leavesOf(exprs...)
	d.dims = l.dimsOf(dst)
	for _, x := range d.leaves {
		l.dropLeadingOnes(x, dst.t.NDim)
		switch {
		case x.v.lazy != nil:
			l.checkFits(x.v.lazy.dims, d.dims)
			l.broadcastLeaf(d, x)
		case x.v.t.NDim == dst.t.NDim && l.sameValue(x.v.v, dst.v):
			x.view, x.same = dst.v, true
		default:
			l.broadcastLeaf(d, x)
		}
	}
	return d
}

// dropLeadingOnes takes away axes that an array has before those of the array that is assigned to: NumPy lets them be if
// their length is 1.
func (l *lowerer) dropLeadingOnes(x *leaf, ndim int) {
	if x.v.t.NDim <= ndim {
		return
	}
	x.v = l.settle(x.v)
	for x.v.t.NDim > ndim {
		l.raiseIf(l.Make(ir.Ne, ir.Bool, l.dim(x.v, 0), l.Int(1)), "ValueError", "could not broadcast input array: it has more dimensions than the array that is assigned to")
		x.v = l.indexView(x.v, 0, l.Int(0))
	}
}

// leavesOf collects the arrays of expressions.
func (l *lowerer) leavesOf(exprs ...*val) *domain {
	d := &domain{of: map[*val]*leaf{}}
	for _, e := range exprs {
		l.addLeaves(d, e)
	}
	return d
}

func (l *lowerer) addLeaves(d *domain, e *val) {
	switch {
	case !e.t.isArray() || d.of[e] != nil:
	case l.overtaken(e):
		x := &leaf{v: l.computeEarlier(e)}
		d.leaves, d.of[e] = append(d.leaves, x), x
	case e.lazy != nil && e.lazy.gen == nil:
		for _, a := range e.lazy.args {
			l.addLeaves(d, a)
		}
	default:
		for _, x := range d.leaves {
			if e.lazy == nil && x.v.lazy == nil && l.sameValue(x.v.v, e.v) && x.v.t.NDim == e.t.NDim {
				d.of[e] = x
				return
			}
		}
		x := &leaf{v: e}
		d.leaves, d.of[e] = append(d.leaves, x), x
	}
}

// sameValue reports whether two values are one, or reads of one variable without an assignment between.
func (l *lowerer) sameValue(a, b ir.Value) bool {
	if a == b {
		return true
	}
	x, y := l.readOf(a), l.readOf(b)
	return x >= 0 && x == y
}

// readOf returns the variable that a value was read from in this region if it has not been assigned since, else -1.
func (l *lowerer) readOf(v ir.Value) ir.Var {
	code := l.At.Code
	for i := len(code) - 1; i >= 0; i-- {
		if in := code[i]; in.Op == ir.Get && in.Results[0] == v {
			if slices.ContainsFunc(code[i+1:], func(in *ir.Instr) bool { return setsVar(in, code[i].Var) }) {
				return -1
			}
			return in.Var
		}
	}
	return -1
}

func setsVar(in *ir.Instr, v ir.Var) bool {
	if in.Op == ir.Set && in.Var == v {
		return true
	}
	return slices.ContainsFunc(in.Regions, func(r *ir.Region) bool {
		return slices.ContainsFunc(r.Code, func(in *ir.Instr) bool { return setsVar(in, v) })
	})
}

// dimsOf returns the lengths of an array or array expression.
func (l *lowerer) dimsOf(v *val) []ir.Value {
	if v.lazy != nil {
		if v.lazy.gen != nil {
			return v.lazy.dims
		}
		return l.domainOf(v.t.NDim, v).dims
	}
	dims := make([]ir.Value, v.t.NDim)
	for k := range dims {
		dims[k] = l.dim(v, k)
	}
	return dims
}

// joinShapes computes the shape that shapes broadcast to if they do: on each axis the first length that is not 1.
func (l *lowerer) joinShapes(ndim int, shapes [][]ir.Value) []ir.Value {
	dims := make([]ir.Value, ndim)
	one := l.Int(1)
	for k := range dims {
		for _, s := range shapes {
			at := k - (ndim - len(s))
			switch {
			case at < 0:
			case dims[k] == 0:
				dims[k] = s[at]
			default:
				dims[k] = l.Make(ir.Select, ir.I64, l.Make(ir.Eq, ir.Bool, dims[k], one), s[at], dims[k])
			}
		}
	}
	return dims
}

// checkShapes raises NumPy's error unless all shapes broadcast to dims.
func (l *lowerer) checkShapes(dims []ir.Value, shapes [][]ir.Value) {
	var bad ir.Value
	one := l.Int(1)
	for _, s := range shapes {
		for k, n := range s {
			d := dims[len(dims)-len(s)+k]
			if n == d {
				continue
			}
			wrong := l.Make(ir.And, ir.Bool, l.Make(ir.Ne, ir.Bool, n, d), l.Make(ir.Ne, ir.Bool, n, one))
			if bad != 0 {
				wrong = l.Make(ir.Or, ir.Bool, bad, wrong)
			}
			bad = wrong
		}
	}
	if bad == 0 {
		return
	}
	l.If(bad, func() {
		text := l.Text("operands could not be broadcast together with shapes")
		for _, s := range shapes {
			text = l.concat(text, l.Text(" "), l.shapeText(s))
		}
		l.raise("ValueError", text)
	}, nil)
}

// concat joins texts.
func (l *lowerer) concat(texts ...ir.Value) ir.Value {
	all := texts[0]
	for _, t := range texts[1:] {
		all = l.rt("str.add", "", []ir.Type{ir.Str}, all, t)[0]
	}
	return all
}

// shapeText is a shape as Python prints it: (3,) or (2, 3).
func (l *lowerer) shapeText(dims []ir.Value) ir.Value {
	text := l.Text("(")
	for k, d := range dims {
		if k > 0 {
			text = l.concat(text, l.Text(", "))
		}
		text = l.concat(text, l.rt("str.of", "", []ir.Type{ir.Str}, d)[0])
	}
	if len(dims) == 1 {
		return l.concat(text, l.Text(",)"))
	}
	return l.concat(text, l.Text(")"))
}

// broadcastLeaves makes every array of a domain have its lengths.
func (l *lowerer) broadcastLeaves(d *domain) {
	for _, x := range d.leaves {
		l.broadcastLeaf(d, x)
	}
}

func (l *lowerer) broadcastLeaf(d *domain, x *leaf) {
	if x.v.lazy == nil {
		x.view = l.broadcast(x.v.v, d.dims)
		return
	}
	for k, n := range x.v.lazy.dims { // the check that Broadcast makes for arrays
		x.one = append(x.one, n != d.dims[len(d.dims)-len(x.v.lazy.dims)+k])
	}
}

// broadcast makes a view of an array with the given lengths, which raises if they do not fit.
func (l *lowerer) broadcast(a ir.Value, dims []ir.Value) ir.Value {
	t := ir.ArrayOf(l.Type(a).Elem(), len(dims))
	return l.With(ir.Instr{Op: ir.Broadcast, Args: append([]ir.Value{a}, dims...)}, t)
}

// checkFits raises as Broadcast does unless a generated array's shape broadcasts to dims.
func (l *lowerer) checkFits(shape, dims []ir.Value) {
	for k, n := range shape {
		d := dims[len(dims)-len(shape)+k]
		wrong := l.Make(ir.And, ir.Bool, l.Make(ir.Ne, ir.Bool, n, d), l.Make(ir.Ne, ir.Bool, n, l.Int(1)))
		l.If(wrong, func() {
			l.raise("ValueError", l.concat(l.Text("could not broadcast input array from shape "), l.shapeText(shape), l.Text(" into shape "), l.shapeText(dims)))
		}, nil)
	}
}
