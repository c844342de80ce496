package interp

import (
	"slices"

	"gokernels/gokernels/ir"
)

// viewOp returns how an operation that makes or compares views is linked; nil for others.
func viewOp(o ir.Op) func(l *linker, in *ir.Instr) op {
	switch o {
	case ir.Slice:
		return linkSlice
	case ir.Index:
		return linkIndex
	case ir.NewAxis:
		return linkNewAxis
	case ir.Permute:
		return linkPermute
	case ir.Reshape:
		return linkReshape
	case ir.Broadcast:
		return linkBroadcast
	case ir.Field:
		return linkField
	case ir.Recast:
		return linkRecast
	case ir.Writable:
		return linkWritable
	case ir.Overlaps:
		return linkTwo(overlaps)
	case ir.Same:
		return linkSame
	case ir.Contiguous:
		return linkContiguous
	}
	return nil
}

// view starts a view of a with nd axes, which the caller sets.
func (a *Array) view(nd int) *Array {
	dims := make([]int, 2*nd)
	return &Array{a.Data, a.Offset, dims[:nd:nd], dims[nd:], a.Elem, a.ReadOnly, a.Handle}
}

// linkView links an operation that makes a view of its first argument.
func linkView(l *linker, in *ir.Instr, make func(f *frame, a *Array) *Array) op {
	d, a := l.result(in, 0), l.arg(in, 0)
	return func(f *frame) signal { f.a[d] = make(f, f.a[a]); return next }
}

func linkSlice(l *linker, in *ir.Instr) op {
	axis, first, count, by := int(in.Int), l.arg(in, 1), l.arg(in, 2), l.arg(in, 3)
	return linkView(l, in, func(f *frame, a *Array) *Array {
		v := a.view(len(a.Shape))
		copy(v.Shape, a.Shape)
		copy(v.Strides, a.Strides)
		v.Shape[axis] = int(f.r[count])
		v.Strides[axis] *= int(f.r[by])
		if v.Size() > 0 { // an empty view may start anywhere, outside the data too
			v.Offset += int(f.r[first]) * a.Strides[axis]
		}
		return v
	})
}

func linkIndex(l *linker, in *ir.Instr) op {
	axis, i := int(in.Int), l.arg(in, 1)
	return linkView(l, in, func(f *frame, a *Array) *Array {
		v := a.view(len(a.Shape) - 1)
		copy(v.Shape[copy(v.Shape, a.Shape[:axis]):], a.Shape[axis+1:])
		copy(v.Strides[copy(v.Strides, a.Strides[:axis]):], a.Strides[axis+1:])
		v.Offset += int(f.r[i]) * a.Strides[axis]
		return v
	})
}

func linkNewAxis(l *linker, in *ir.Instr) op {
	axis := int(in.Int)
	return linkView(l, in, func(_ *frame, a *Array) *Array {
		v := a.view(len(a.Shape) + 1)
		copy(v.Shape, a.Shape[:axis])
		copy(v.Strides, a.Strides[:axis])
		v.Shape[axis] = 1
		copy(v.Shape[axis+1:], a.Shape[axis:])
		copy(v.Strides[axis+1:], a.Strides[axis:])
		return v
	})
}

func linkPermute(l *linker, in *ir.Instr) op {
	axes := in.Ints
	return linkView(l, in, func(_ *frame, a *Array) *Array {
		v := a.view(len(axes))
		for k, from := range axes {
			v.Shape[k], v.Strides[k] = a.Shape[from], a.Strides[from]
		}
		return v
	})
}

func linkField(l *linker, in *ir.Instr) op {
	offset, elem := int(in.Int), l.typeOf(in.Results[0]).Elem()
	return linkView(l, in, func(_ *frame, a *Array) *Array {
		v := *a
		v.Offset += offset
		v.Elem = elem
		return &v
	})
}

func linkRecast(l *linker, in *ir.Instr) op {
	elem := l.typeOf(in.Results[0]).Elem()
	return linkView(l, in, func(_ *frame, a *Array) *Array {
		v := a.view(len(a.Shape))
		last := copy(v.Shape, a.Shape) - 1
		copy(v.Strides, a.Strides)
		v.Elem, v.Strides[last] = elem, elem.Size()
		v.Shape[last] = a.Shape[last] * a.Elem.Size() / elem.Size()
		return v
	})
}

func linkBroadcast(l *linker, in *ir.Instr) op {
	d, a, at, where := l.result(in, 0), l.arg(in, 0), l.ats(in.Args[1:]), l.site(in)
	return func(f *frame) signal {
		shape := f.ints(at)
		v, ok := broadcast(f.a[a], shape)
		if !ok {
			return where.raise(f, "ValueError", "could not broadcast input array from shape "+
				tupleText(f.a[a].Shape)+" into shape "+tupleText(shape))
		}
		f.a[d] = v
		return next
	}
}

// ints reads words as ints.
func (f *frame) ints(at []int) []int {
	n := make([]int, len(at))
	for i, k := range at {
		n[i] = int(f.r[k])
	}
	return n
}

func broadcast(a *Array, shape []int) (*Array, bool) {
	lead := len(shape) - len(a.Shape)
	if lead < 0 {
		return nil, false
	}
	v := a.view(len(shape))
	v.ReadOnly = true
	copy(v.Shape, shape)
	for k, n := range a.Shape {
		switch {
		case n == shape[lead+k]:
			v.Strides[lead+k] = a.Strides[k]
		case n != 1 || shape[lead+k] < 0:
			return nil, false
		}
	}
	return v, len(shape) == 0 || slices.Min(shape) >= 0
}

func linkWritable(l *linker, in *ir.Instr) op {
	a, where := l.arg(in, 0), l.site(in)
	return func(f *frame) signal {
		if f.a[a].ReadOnly {
			return where.raise(f, "ValueError", "assignment destination is read-only")
		}
		return next
	}
}

func linkContiguous(l *linker, in *ir.Instr) op {
	d, a := l.result(in, 0), l.arg(in, 0)
	return func(f *frame) signal { f.r[d] = truth(contiguous(f.a[a])); return next }
}

// contiguous ignores the strides of axes of length 1, and of all axes if there is no element.
func contiguous(a *Array) bool {
	size := a.Elem.Size()
	for k := len(a.Shape) - 1; k >= 0; k-- {
		if a.Shape[k] == 0 {
			return true
		}
	}
	for k := len(a.Shape) - 1; k >= 0; k-- {
		if a.Shape[k] != 1 && a.Strides[k] != size {
			return false
		}
		size *= a.Shape[k]
	}
	return true
}

func linkTwo(test func(a, b *Array) bool) func(l *linker, in *ir.Instr) op {
	return func(l *linker, in *ir.Instr) op {
		d, a, b := l.result(in, 0), l.arg(in, 0), l.arg(in, 1)
		return func(f *frame) signal { f.r[d] = truth(test(f.a[a], f.a[b])); return next }
	}
}

func linkSame(l *linker, in *ir.Instr) op {
	if l.typeOf(in.Args[0]).IsArray() {
		return linkTwo(same)(l, in)
	}
	d, a, b := l.result(in, 0), l.arg(in, 0), l.arg(in, 1)
	return func(f *frame) signal { f.r[d] = truth(f.o[a] == f.o[b]); return next }
}

// same also holds for one object that was passed twice: its descriptors are two, but agree in everything.
func same(a, b *Array) bool {
	return a == b || a.Handle != nil && a.Handle == b.Handle && alike(a, b)
}

// alike reports whether two arrays are the same elements in the same order.
func alike(a, b *Array) bool {
	return a.Elem == b.Elem && address(a) == address(b) && slices.Equal(a.Shape, b.Shape) && slices.Equal(a.Strides, b.Strides)
}

// overlaps holds for arrays that may share bytes and are not the same elements in the same order.
func overlaps(a, b *Array) bool { return !alike(a, b) && share(a, b) }

// share reports whether elements of two arrays, either of which may be nil, may have bytes in common.
func share(a, b *Array) bool {
	if a == nil || b == nil || a.Size() == 0 || b.Size() == 0 {
		return false
	}
	lowA, highA := extent(a)
	lowB, highB := extent(b)
	if highA <= lowB || highB <= lowA {
		return false
	}
	return meet(a, b, int64(lowB-lowA))
}

// extent is the addresses from the lowest byte to behind the highest.
func extent(a *Array) (low, high uintptr) {
	low = address(a)
	high = low + uintptr(a.Elem.Size())
	for k, s := range a.Strides {
		if s < 0 {
			low -= uintptr(-s * (a.Shape[k] - 1))
		} else {
			high += uintptr(s * (a.Shape[k] - 1))
		}
	}
	return low, high
}
