package pyast

import (
	"gokernels/gokernels/ir"
)

// shapeArg reads a shape: an integer or a tuple of integers.
func (l *lowerer) shapeArg(c *callArgs, v *val) []ir.Value {
	v = l.settle(v)
	items := []*val{v}
	if v.t.Kind == KTuple {
		items = v.items
	}
	dims := make([]ir.Value, len(items))
	for k, item := range items {
		if item.t.isArray() && item.t.NDim == 0 {
			item = l.elementOf0d(item)
		}
		if !item.t.isIntegral() {
			l.fail("TypingError", c.name+"() needs a shape of integers, not "+v.t.user(), "Give an integer or a tuple; a list's length is not known when compiling.")
		}
		dims[k] = l.castScalar(item, ir.I64)
	}
	return dims
}

// dtypeArg reads a dtype argument that may be absent.
func (l *lowerer) dtypeArg(v *val, otherwise ir.Type) ir.Type {
	if v == nil || v.isNone() {
		return otherwise
	}
	return l.dtypeOf(v)
}

// orderFlag reads order=; K and A keep C order, which everything that is made here has.
func (l *lowerer) orderFlag(v *val) int64 {
	if v == nil || v.isNone() {
		return 0
	}
	switch v.c {
	case "C", "K", "A":
		return 0
	case "F":
		return 2
	}
	l.fail("TypingError", "order must be one of the constants 'C', 'F', 'A', 'K'", "")
	return 0
}

// filled is np.full: NumPy's dtype for the value unless it is given.
func (l *lowerer) filled(dims []ir.Value, t ir.Type, value *val, order int64) *val {
	if value.t.Kind == KTuple || value.t.Kind == KList {
		value = l.asArray(value, ir.Void)
	}
	if t == ir.Void {
		t = value.t.Elem
	}
	a := l.alloc(scalarOf(t), dims, order)
	l.storeInto(a, value)
	return a
}

// made makes an array whose elements are all c, 0 or 1.
func (l *lowerer) made(t ir.Type, dims []ir.Value, c, order int64) *val {
	if c == 0 {
		return l.alloc(scalarOf(t), dims, order|1)
	}
	return l.filled(dims, t, l.intConst(c), order)
}

// creation is np.zeros, ones or empty: c is -1 for the last.
func creation(c int64) builtin {
	return func(l *lowerer, a *callArgs) *val {
		v := a.bind(l, "shape", "dtype?", "order?")
		dims, t := l.shapeArg(a, v[0]), l.dtypeArg(v[1], ir.F64)
		if c < 0 {
			return l.alloc(scalarOf(t), dims, l.orderFlag(v[2]))
		}
		return l.made(t, dims, c, l.orderFlag(v[2]))
	}
}

// creationLike is np.zeros_like, ones_like or empty_like.
func creationLike(c int64) builtin {
	return func(l *lowerer, a *callArgs) *val {
		v := a.bind(l, "a", "dtype?", "order?", "subok?", "shape?")
		like := l.prototype(v[0])
		dims, t := l.likeDims(a, like, v[4]), l.dtypeArg(v[1], like.t.Elem)
		if like.t.Record != nil {
			return l.alloc(like.t, dims, 1)
		}
		if c < 0 {
			return l.alloc(scalarOf(t), dims, l.orderFlag(v[2]))
		}
		return l.made(t, dims, c, l.orderFlag(v[2]))
	}
}

// prototype is an array or scalar whose type and shape are taken; an array expression is not computed for that.
func (l *lowerer) prototype(v *val) *val {
	if v.t.Kind == KTuple || v.t.Kind == KList {
		return l.asArray(v, ir.Void)
	}
	if !v.t.isArray() && !v.t.isScalar() {
		l.fail("TypingError", "an array is needed, not "+v.t.user(), "")
	}
	return v
}

func (l *lowerer) likeDims(c *callArgs, like, shape *val) []ir.Value {
	if shape != nil && !shape.isNone() {
		return l.shapeArg(c, shape)
	}
	return l.dimsOf(like)
}

func (l *lowerer) fullCall(c *callArgs) *val {
	v := c.bind(l, "shape", "fill_value", "dtype?", "order?")
	return l.filled(l.shapeArg(c, v[0]), l.dtypeArg(v[2], ir.Void), v[1], l.orderFlag(v[3]))
}

func (l *lowerer) fullLike(c *callArgs) *val {
	v := c.bind(l, "a", "fill_value", "dtype?", "order?", "subok?", "shape?")
	like := l.prototype(v[0])
	return l.filled(l.likeDims(c, like, v[5]), l.dtypeArg(v[2], like.t.Elem), v[1], l.orderFlag(v[3]))
}

// arange is generated: used in an expression it needs no memory.
func (l *lowerer) arange(c *callArgs) *val {
	v := c.bind(l, "start?", "stop?", "step?", "dtype?")
	for k := range v[:3] {
		if v[k] != nil && !v[k].isNone() {
			v[k] = l.elementOf0d(l.settle(v[k]))
			if !v[k].t.isScalar() || v[k].t.isComplex() {
				l.fail("TypingError", "arange() takes numbers, not "+v[k].t.user(), "")
			}
		} else {
			v[k] = nil
		}
	}
	start, stop, step := v[0], v[1], v[2]
	if stop == nil {
		start, stop = nil, start
	}
	if stop == nil {
		l.fail("TypingError", "arange() needs the argument \"stop\"", "")
	}
	if start == nil {
		start = l.intConst(0)
	}
	if step == nil {
		step = l.intConst(1)
	}
	common := promote(promote(start.t.Elem, stop.t.Elem), step.t.Elem)
	if common == ir.Bool {
		common = ir.I64
	}
	return l.generateRange(start, step, l.rangeCount(start, stop, step, common), l.dtypeArg(v[3], common))
}

// rangeCount is NumPy's length of arange: ceil((stop - start) / step), not below 0.
func (l *lowerer) rangeCount(start, stop, step *val, t ir.Type) ir.Value {
	zero := l.Int(0)
	if t.IsInt() {
		l.raiseIf(l.Make(ir.Eq, ir.Bool, l.castScalar(step, ir.I64), zero), "ZeroDivisionError", "division by zero")
		return l.rangeLen([3]*val{l.toInt(start), l.toInt(stop), l.toInt(step)})
	}
	x, y, by := l.castScalar(start, ir.F64), l.castScalar(stop, ir.F64), l.castScalar(step, ir.F64)
	if step.t.Weak {
		l.checkZero(step, by, "float division by zero")
	}
	n := l.Make(ir.Ceil, ir.F64, l.Make(ir.Div, ir.F64, l.Make(ir.Sub, ir.F64, y, x), by))
	l.raiseIf(l.Make(ir.IsNaN, ir.Bool, n), "ValueError", "arange: cannot compute length")
	l.raiseIf(l.Make(ir.Ge, ir.Bool, n, l.Float(0x1p62)), "ValueError", "Maximum allowed size exceeded")
	return l.Cast(l.Make(ir.Max, ir.F64, n, l.Float(0)), ir.I64)
}

// generateRange makes start + i*delta, where delta is the difference of the first two elements in the result's type: so
// NumPy fills a range, and rounds.
func (l *lowerer) generateRange(start, step *val, n ir.Value, t ir.Type) *val {
	if t == ir.Bool {
		l.unsupported("arange() of bools", "Convert with int(…).")
	}
	first := l.castScalar(start, t)
	second := l.castScalar(l.scalarOp("Add", start, step), t)
	delta := l.Make(ir.Sub, t, second, first)
	gen := func(index []ir.Value) *val {
		i := l.castScalar(intVal(index[0]), t)
		return scalarVal(t, l.Make(ir.Add, t, first, l.Make(ir.Mul, t, i, delta)))
	}
	return l.lazyVal(arrayOf(t, 1), &lazy{dims: []ir.Value{n}, gen: gen})
}
