package pyast

import (
	"gokernels/gokernels/ir"
)

// arrayFunctions are NumPy's functions that are lowered here; one that returns nil leaves its arguments to the library.
var arrayFunctions map[string]builtin

func init() {
	arrayFunctions = map[string]builtin{
		"numpy.zeros": creation(0), "numpy.ones": creation(1), "numpy.empty": creation(-1), "numpy.full": (*lowerer).fullCall,
		"numpy.zeros_like": creationLike(0), "numpy.ones_like": creationLike(1), "numpy.empty_like": creationLike(-1),
		"numpy.full_like": (*lowerer).fullLike, "numpy.arange": (*lowerer).arange,
		"numpy.array": (*lowerer).arrayCall, "numpy.asarray": (*lowerer).asArrayCall, "numpy.asanyarray": (*lowerer).asArrayCall,
		"numpy.ascontiguousarray": contiguousCall(0), "numpy.asfortranarray": contiguousCall(2),
		"numpy.sum":     typedReduction((*lowerer).sum),
		"numpy.prod":    typedReduction((*lowerer).prod),
		"numpy.mean":    typedReduction((*lowerer).mean),
		"numpy.min":     wholeReduction(func(l *lowerer, v *val) *val { return l.extreme(v, ir.Min) }),
		"numpy.max":     wholeReduction(func(l *lowerer, v *val) *val { return l.extreme(v, ir.Max) }),
		"numpy.any":     wholeReduction(func(l *lowerer, v *val) *val { return l.anyOrAll(v, "any", ir.Or) }),
		"numpy.all":     wholeReduction(func(l *lowerer, v *val) *val { return l.anyOrAll(v, "all", ir.And) }),
		"numpy.argmin":  wholeReduction(func(l *lowerer, v *val) *val { return l.argExtreme(v, "argmin", true) }),
		"numpy.argmax":  wholeReduction(func(l *lowerer, v *val) *val { return l.argExtreme(v, "argmax", false) }),
		"numpy.where":   (*lowerer).where,
		"numpy.clip":    (*lowerer).clip,
		"numpy.copy":    (*lowerer).copyCall,
		"numpy.reshape": (*lowerer).reshapeCall, "numpy.ravel": (*lowerer).ravel, "numpy.transpose": (*lowerer).transposeCall,
		"numpy.broadcast_to": (*lowerer).broadcastTo, "numpy.expand_dims": (*lowerer).expandDims,
		"numpy.broadcast_shapes": (*lowerer).broadcastShapes,
		"numpy.count_nonzero":    (*lowerer).countCall,
		"numpy.astype":           (*lowerer).astype,
		"numpy.iinfo":            limitsOf,
		"numpy.finfo":            limitsOf,
		"numpy.iscomplexobj":     func(l *lowerer, c *callArgs) *val { return l.boolConst(c.bind(l, "x")[0].t.Elem.IsComplex()) },
		"numpy.isrealobj":        func(l *lowerer, c *callArgs) *val { return l.boolConst(!c.bind(l, "x")[0].t.Elem.IsComplex()) },
		"numpy.isscalar":         func(l *lowerer, c *callArgs) *val { return l.boolConst(c.bind(l, "element")[0].t.isScalar()) },
	}
	for alias, name := range map[string]string{"amin": "min", "amax": "max"} {
		arrayFunctions["numpy."+alias] = arrayFunctions["numpy."+name]
	}
	for _, name := range []string{"ndim", "shape", "size", "real", "imag"} {
		arrayFunctions["numpy."+name] = attributeCall(name)
	}
	for name := range dtypeNames {
		arrayFunctions["numpy."+name] = func(l *lowerer, c *callArgs) *val { return l.convertArray(name, c) }
	}
	delete(arrayFunctions, "numpy.?")
}

// convertArray is np.float32(a) for arrays.
func (l *lowerer) convertArray(name string, c *callArgs) *val {
	if len(c.args) != 1 || !c.args[0].t.isArray() {
		return nil
	}
	return l.asArray(c.args[0], dtypeNames[name])
}

// attributeCall is np.shape(a)…: the attribute of an array or scalar.
func attributeCall(name string) builtin {
	return func(l *lowerer, c *callArgs) *val {
		if len(c.args) != 1 || len(c.kw) > 0 {
			return nil
		}
		v := c.args[0]
		if v.t.Kind == KTuple || v.t.Kind == KList {
			v = l.asArray(v, ir.Void)
		}
		return l.attribute(v, name)
	}
}

// arrayCall is np.array: always a new array.
func (l *lowerer) arrayCall(c *callArgs) *val {
	v := c.bind(l, "object", "dtype?", "copy?", "order?", "ndmin?")
	x, t := v[0], l.dtypeArg(v[1], ir.Void)
	if v[4] != nil {
		l.unsupported("ndmin= of np.array", "Use reshape.")
	}
	a := l.asArray(x, t)
	if a == x && (v[2] == nil || !v[2].isFalse()) {
		return l.copyArray(a, l.orderFlag(v[3]))
	}
	return l.settle(a)
}

// asArrayCall is np.asarray: an array of that dtype is not copied.
func (l *lowerer) asArrayCall(c *callArgs) *val {
	v := c.bind(l, "a", "dtype?", "order?")
	return l.settle(l.asArray(v[0], l.dtypeArg(v[1], ir.Void)))
}

// contiguousCall is np.ascontiguousarray, or np.asfortranarray: a copy unless the array is laid out so.
func contiguousCall(flags int64) builtin {
	return func(l *lowerer, c *callArgs) *val {
		v := c.bind(l, "a", "dtype?")
		a := l.settle(l.asArray(v[0], l.dtypeArg(v[1], ir.Void)))
		if a.t.NDim == 0 {
			return a
		}
		look := a
		if flags == 2 {
			look = l.reversed(a)
		}
		held := l.newVar("contiguous", a.t.ir())
		l.Set(held, a.v)
		l.If(l.Make(ir.Contiguous, ir.Bool, look.v), nil, func() { l.Set(held, l.copyArray(a, flags).v) })
		return &val{t: a.t, v: l.Get(held)}
	}
}

// whole reports whether a reduction is over all elements: no axis, or the only one.
func whole(v, axis *val, others ...*val) bool {
	for _, o := range others {
		if o != nil && !o.isNone() && !o.isFalse() {
			return false
		}
	}
	if axis == nil || axis.isNone() {
		return true
	}
	n, ok := asInt(axis.c)
	return ok && v.t.NDim == 1 && (n == 0 || n == -1)
}

// reducible is the operand of a reduction: an array, an array expression or a scalar.
func (l *lowerer) reducible(v *val) *val {
	if !v.t.isArray() && !v.t.isScalar() {
		return l.asArray(v, ir.Void)
	}
	if v.t.Record != nil {
		l.fail("TypingError", "records cannot be reduced", "Use a field: a['name'].")
	}
	return v
}

// typedReduction is a reduction that takes a dtype.
func typedReduction(reduce func(l *lowerer, v *val, t ir.Type) *val) builtin {
	return func(l *lowerer, c *callArgs) *val {
		v := c.bind(l, "a", "axis?", "dtype?", "out?", "keepdims?")
		x := l.reducible(v[0])
		if !whole(x, v[1], v[3], v[4]) {
			return nil
		}
		return reduce(l, x, l.dtypeArg(v[2], ir.Void))
	}
}

// wholeReduction is a reduction that keeps the dtype, or has its own.
func wholeReduction(reduce func(l *lowerer, v *val) *val) builtin {
	return func(l *lowerer, c *callArgs) *val {
		v := c.bind(l, "a", "axis?", "out?", "keepdims?")
		x := l.reducible(v[0])
		if !whole(x, v[1], v[2], v[3]) {
			return nil
		}
		return reduce(l, x)
	}
}

func (l *lowerer) countCall(c *callArgs) *val {
	v := c.bind(l, "a", "axis?", "keepdims?")
	x := l.reducible(v[0])
	if !whole(x, v[1], v[2]) {
		return nil
	}
	return l.countNonzero(x)
}

// where is np.where of three arguments; with one it is nonzero, in the library.
func (l *lowerer) where(c *callArgs) *val {
	if len(c.args)+len(c.kw) == 1 {
		return nil
	}
	v := c.bind(l, "condition", "x", "y")
	return l.elementwise(func(args []*val) *val {
		cond, t := l.truth(args[0]), promoteTypes(args[1].t, args[2].t)
		x, y := l.castScalar(args[1], t.Elem), l.castScalar(args[2], t.Elem)
		return scalarVal(t.Elem, l.Make(ir.Select, t.Elem, l.scalar(cond), x, y))
	}, v...)
}

// clip is minimum(maximum(a, low), high): NaN stays.
func (l *lowerer) clip(c *callArgs) *val {
	v := c.bind(l, "a", "a_min?", "a_max?", "out?", "min?", "max?")
	r := v[0]
	for k, op := range []string{"maximum", "minimum"} {
		bound := v[1+k]
		if bound == nil {
			bound = v[4+k]
		}
		if bound != nil && !bound.isNone() {
			r, _ = l.ufunc(op, []*val{r, l.clipBound(op, r, bound)})
		}
	}
	if out := v[3]; out != nil && !out.isNone() {
		l.storeInto(out, r)
		return out
	}
	if r == v[0] && r.t.isArray() {
		return l.copyArray(r, 0)
	}
	return r
}

// clipBound: a bound that is a Python int beyond all that the elements can be bounds nothing, on the one side.
func (l *lowerer) clipBound(op string, a, bound *val) *val {
	if !a.t.isArray() && !a.t.isScalar() || !bound.t.isScalar() || op == "minimum" && a.t.Elem == ir.U64 {
		return bound
	}
	if a.t.isArray() {
		a = &val{t: scalarOf(a.t.Elem)}
	}
	if meetsSmaller(a, bound) != bound {
		return bound
	}
	if op == "maximum" {
		return l.extremeOf(ir.Max, bound, l.infoAttribute(a.t.Elem, "min"))
	}
	return l.extremeOf(ir.Min, bound, l.infoAttribute(a.t.Elem, "max"))
}

// extremeOf is the least or largest of two Python ints.
func (l *lowerer) extremeOf(op ir.Op, a, limit *val) *val {
	m, _ := asInt(limit.c)
	if n, ok := asInt(a.c); ok {
		if op == ir.Max {
			return l.intConst(max(n, m))
		}
		return l.intConst(min(n, m))
	}
	return &val{t: intType, v: l.Make(op, ir.I64, l.scalar(a), l.Int(m))}
}

func (l *lowerer) copyCall(c *callArgs) *val {
	v := c.bind(l, "a", "order?", "subok?")
	a := l.asArray(v[0], ir.Void)
	if a != v[0] {
		return a
	}
	return l.copyArray(a, l.orderFlag(v[1]))
}

// astype converts; the result is always a new array.
func (l *lowerer) astype(c *callArgs) *val {
	v := c.bind(l, "x", "dtype", "order?", "casting?", "subok?", "copy?")
	a, t := v[0], l.dtypeOf(v[1])
	if a.t.isScalar() {
		return l.castTo(a, t)
	}
	if t == a.t.Elem {
		if v[5] != nil && v[5].isFalse() {
			return a
		}
		return l.copyArray(a, 0)
	}
	return l.asArray(a, t)
}
