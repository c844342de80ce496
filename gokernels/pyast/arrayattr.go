package pyast

import (
	"gokernels/gokernels/ir"
)

// arrayAttr lowers a.name for what is no method: nil for others.
func (l *lowerer) arrayAttr(v *val, name string) *val {
	switch name {
	case "ndim":
		return l.intConst(int64(v.t.NDim))
	case "itemsize":
		return l.intConst(int64(v.t.Elem.Size()))
	case "dtype":
		if v.t.Record == nil {
			return dtypeVal(v.t.Elem)
		}
		return &val{t: &Type{Kind: KType, Name: v.t.elemText()}}
	case "shape":
		return l.shapeOf(v)
	case "size":
		return intVal(l.sizeOf(v))
	case "nbytes":
		return intVal(l.Make(ir.Mul, ir.I64, l.sizeOf(v), l.Int(int64(v.t.Elem.Size()))))
	case "T":
		return l.reversed(l.settle(v))
	case "mT":
		return l.transposeLast(l.settle(v))
	case "real", "imag":
		return l.partOf(v, name)
	case "flat":
		return l.flat(l.settle(v))
	case "flags":
		return l.flags(l.settle(v))
	case "strides":
		return l.stridesOf(l.settle(v))
	case "base", "ctypes", "data":
		l.unsupported("the attribute "+name+" of an array", "Pass what the function needs of it as an argument: f(a, a.ctypes.data).")
	}
	if v.t.Record != nil {
		for i, f := range v.t.Record.Fields {
			if f.Name == name {
				return l.unlessElement(l.fieldView(l.settle(v), i))
			}
		}
	}
	return nil
}

func (l *lowerer) shapeOf(v *val) *val {
	dims := l.dimsOf(v)
	items := make([]*val, len(dims))
	for k, d := range dims {
		items[k] = intVal(d)
	}
	return l.tuple(items...)
}

func (l *lowerer) stridesOf(a *val) *val {
	items := make([]*val, a.t.NDim)
	for k := range items {
		items[k] = intVal(l.stride(a, k))
	}
	return l.tuple(items...)
}

// stride is how many bytes lie between neighbours along an axis.
func (l *lowerer) stride(a *val, axis int) ir.Value {
	return l.With(ir.Instr{Op: ir.Stride, Int: int64(axis), Args: []ir.Value{a.v}}, ir.I64)
}

func (l *lowerer) transposeLast(v *val) *val {
	n := v.t.NDim
	if n < 2 {
		l.fail("TypingError", "matrix transpose with ndim < 2 is undefined", "")
	}
	axes := make([]int, n)
	for k := range axes {
		axes[k] = k
	}
	axes[n-2], axes[n-1] = n-1, n-2
	return l.permute(v, axes)
}

// partOf is the real or imaginary part: a view of a complex array, the array itself, or zeros.
func (l *lowerer) partOf(v *val, name string) *val {
	switch {
	case v.t.Record != nil:
		return nil
	case !v.t.Elem.IsComplex() && name == "real":
		return v
	case !v.t.Elem.IsComplex():
		return l.made(v.t.Elem, l.dimsOf(v), 0, 0)
	case v.lazy != nil:
		op := map[string]ir.Op{"real": ir.RealPart, "imag": ir.ImagPart}[name]
		return l.elementwise(func(args []*val) *val { return l.part(op, args[0]) }, v)
	}
	part, offset := v.t.Elem.Real(), int64(0)
	if name == "imag" {
		offset = int64(part.Size())
	}
	return l.partView(v, part, offset)
}

// flat is the elements in C order. It is generated, so that reading needs no copy; storeArray knows it by its mark.
func (l *lowerer) flat(a *val) *val {
	if a.t.Record != nil {
		return l.reshaped(a, []ir.Value{l.Int(-1)})
	}
	gen := func(index []ir.Value) *val {
		return scalarVal(a.t.Elem, l.Make(ir.Load, a.t.Elem, append([]ir.Value{a.v}, l.unravel(a, index[0])...)...))
	}
	dims := []ir.Value{l.sizeOf(a)}
	v := l.lazyVal(arrayOf(a.t.Elem, 1), &lazy{dims: dims, gen: gen})
	v.obj = &flatArray{a}
	return v
}

// flags has the layouts as fields of a tuple.
func (l *lowerer) flags(a *val) *val {
	contiguous := func(a *val) *val { return boolVal(l.Make(ir.Contiguous, ir.Bool, a.v)) }
	c, f := contiguous(a), contiguous(l.reversed(a))
	v := l.tuple(c, f, c)
	v.t.Fields = []string{"c_contiguous", "f_contiguous", "contiguous"}
	return v
}
