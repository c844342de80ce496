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

// viewCall looks at an array's elements as another dtype of the same size.
func (l *lowerer) viewCall(v *val, c *callArgs) *val {
	dtype := c.bind(l, "dtype?")[0]
	v = l.settle(v)
	if dtype == nil || dtype.isNone() {
		return v
	}
	t := l.dtypeOf(dtype)
	if t.Size() != v.t.Elem.Size() {
		l.unsupported("view() as a dtype of another size", "Make the view before the call: f(a.view(dtype)).")
	}
	return l.partView(v, t, 0)
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
