package pyast

import (
	"strings"

	"gokernels/gokernels/ir"
)

// viewType is the type of a view with ndim dimensions of an array of type t.
func viewType(t *Type, ndim int) *Type {
	return &Type{Kind: KArray, Elem: t.Elem, NDim: ndim, Layout: 'A', ReadOnly: t.ReadOnly, Record: t.Record}
}

// indexView takes away an axis; i is within its length.
func (l *lowerer) indexView(a *val, axis int, i ir.Value) *val {
	t := viewType(a.t, a.t.NDim-1)
	return &val{t: t, v: l.With(ir.Instr{Op: ir.Index, Int: int64(axis), Args: []ir.Value{a.v, i}}, t.ir())}
}

// newAxis adds an axis of length 1.
func (l *lowerer) newAxis(a *val, axis int) *val {
	t := viewType(a.t, a.t.NDim+1)
	return &val{t: t, v: l.With(ir.Instr{Op: ir.NewAxis, Int: int64(axis), Args: []ir.Value{a.v}}, t.ir())}
}

// permute reorders axes: axis k of the result is a's axis axes[k].
func (l *lowerer) permute(a *val, axes []int) *val {
	inOrder := true
	for k, axis := range axes {
		inOrder = inOrder && k == axis
	}
	if inOrder {
		return a
	}
	t := viewType(a.t, a.t.NDim)
	return &val{t: t, v: l.With(ir.Instr{Op: ir.Permute, Ints: axes, Args: []ir.Value{a.v}}, t.ir()), mem: a.mem.permuted(axes)}
}

// reversed is a.T.
func (l *lowerer) reversed(a *val) *val {
	axes := make([]int, a.t.NDim)
	for k := range axes {
		axes[k] = len(axes) - 1 - k
	}
	return l.permute(a, axes)
}

// reshaped is a with other lengths, one of which may be -1: a view if there can be one.
func (l *lowerer) reshaped(a *val, dims []ir.Value) *val {
	t := viewType(a.t, len(dims))
	return &val{t: t, v: l.With(ir.Instr{Op: ir.Reshape, Args: append([]ir.Value{a.v}, dims...)}, t.ir()), mem: a.mem.reshaped(len(dims))}
}

// fieldView is a field of an array of records, or of one record if the array has no dimension.
func (l *lowerer) fieldView(a *val, i int) *val {
	f := a.t.Record.Fields[i]
	return l.partView(a, f.Type, int64(f.Offset))
}

// partView looks at the bytes of each element from offset on as elements of another type.
func (l *lowerer) partView(a *val, elem ir.Type, offset int64) *val {
	t := viewType(a.t, a.t.NDim)
	t.Elem, t.Record = elem, nil
	return &val{t: t, v: l.With(ir.Instr{Op: ir.Field, Type: t.ir(), Int: offset, Args: []ir.Value{a.v}}, t.ir())}
}

// unlessElement reads a view of one element of a known type; records stay views, so that their fields can be assigned.
func (l *lowerer) unlessElement(a *val) *val {
	if a.t.NDim == 0 && a.t.Record == nil {
		return l.elementOf0d(a)
	}
	return a
}

// arrayItem is a[i] along the first axis, for an index within its length.
func (l *lowerer) arrayItem(v *val, i ir.Value) *val {
	if v.t.NDim == 1 && v.t.Record == nil {
		return scalarVal(v.t.Elem, l.Make(ir.Load, v.t.Elem, v.v, i))
	}
	return l.indexView(v, 0, i)
}

// sizeOf is the number of elements.
func (l *lowerer) sizeOf(v *val) ir.Value { return l.product(l.dimsOf(v)) }

func (l *lowerer) product(dims []ir.Value) ir.Value {
	if len(dims) == 0 {
		return l.Int(1)
	}
	n := dims[0]
	for _, d := range dims[1:] {
		n = l.Make(ir.Mul, ir.I64, n, d)
	}
	return n
}

func fieldNames(r *Record) string {
	names := make([]string, len(r.Fields))
	for i, f := range r.Fields {
		names[i] = f.Name
	}
	return strings.Join(names, ", ")
}
