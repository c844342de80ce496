package pyast

import (
	"gokernels/gokernels/ir"
)

// arrayMethod calls a method of an array; nil if the library may have it.
func (l *lowerer) arrayMethod(v *val, name string, c *callArgs) *val {
	switch name {
	case "sum", "prod", "mean", "min", "max", "any", "all", "argmin", "argmax", "copy", "astype", "reshape", "ravel", "transpose", "clip":
		return arrayFunctions["numpy."+name](l, methodArgs(v, name, c))
	case "flatten":
		order := c.bind(l, "order?")[0]
		flat := l.copyArray(v, l.orderFlag(order))
		if l.orderFlag(order) != 0 {
			flat = l.reversed(flat)
		}
		return l.reshaped(flat, []ir.Value{l.Int(-1)})
	case "fill":
		l.storeInto(l.settle(v), c.bind(l, "value")[0])
		return none
	case "view":
		return l.viewCall(v, c)
	case "item":
		return l.item(v, c)
	case "conj", "conjugate":
		r, _ := l.ufunc("conjugate", []*val{v})
		return r
	case "dot":
		return l.callLibrary("numpy.dot", l.settle(v), l.settle(c.bind(l, "b")[0]))
	}
	return nil
}

// methodArgs are a method's arguments as those of the function, whose first the array is.
func methodArgs(v *val, name string, c *callArgs) *callArgs {
	return &callArgs{name: name, args: append([]*val{v}, c.args...), kw: c.kw}
}

// viewCall looks at an array's elements as another dtype.
func (l *lowerer) viewCall(v *val, c *callArgs) *val {
	dtype := c.bind(l, "dtype?")[0]
	v = l.settle(v)
	if dtype == nil || dtype.isNone() {
		return v
	}
	t := l.dtypeOf(dtype)
	if t.Size() != v.t.Elem.Size() {
		return l.recast(v, t)
	}
	return l.partView(v, t, 0)
}

// recast looks at the bytes of the last axis as elements of another size, as many as there is room for.
func (l *lowerer) recast(a *val, elem ir.Type) *val {
	if a.t.NDim == 0 {
		l.fail("TypingError", "the dtype of a 0-d array cannot change to one of another size", "Use a.reshape(1).view(dtype).")
	}
	last, old, size := a.t.NDim-1, int64(a.t.Elem.Size()), int64(elem.Size())
	n := l.dim(a, last)
	gaps := l.Make(ir.Ne, ir.Bool, l.stride(a, last), l.Int(old))
	gaps = l.Make(ir.And, ir.Bool, gaps, l.Make(ir.Ne, ir.Bool, n, l.Int(1)))
	gaps = l.Make(ir.And, ir.Bool, gaps, l.Make(ir.Ne, ir.Bool, l.sizeOf(a), l.Int(0)))
	l.raiseIf(gaps, "ValueError", "To change to a dtype of a different size, the last axis must be contiguous")
	rest := l.Make(ir.Mod, ir.I64, l.Make(ir.Mul, ir.I64, n, l.Int(old)), l.Int(size))
	l.raiseIf(l.Make(ir.Ne, ir.Bool, rest, l.Int(0)), "ValueError",
		"When changing to a larger dtype, its size must be a divisor of the total size in bytes of the last axis of the array.")
	t := viewType(a.t, a.t.NDim)
	t.Elem, t.Record = elem, nil
	return &val{t: t, v: l.With(ir.Instr{Op: ir.Recast, Type: t.ir(), Args: []ir.Value{a.v}}, t.ir())}
}

// item is a[i] as Python's number; without arguments the array has one element.
func (l *lowerer) item(v *val, c *callArgs) *val {
	v = l.settle(v)
	var x *val
	switch {
	case len(c.args) == 0:
		l.raiseIf(l.Make(ir.Ne, ir.Bool, l.sizeOf(v), l.Int(1)), "ValueError", "can only convert an array of size 1 to a Python scalar")
		zeros := []ir.Value{v.v}
		for range v.t.NDim {
			zeros = append(zeros, l.Int(0))
		}
		x = scalarVal(v.t.Elem, l.Make(ir.Load, v.t.Elem, zeros...))
	case len(c.args) == 1 && c.args[0].t.Kind == KTuple:
		x = l.indexArray(v, c.args[0].items)
	case len(c.args) == 1:
		x = l.indexArray(l.flat(v), c.args)
	default:
		x = l.indexArray(v, c.args)
	}
	return l.scalarMethod(x, "item", c)
}
