package interp

import (
	"encoding/binary"

	"gokernels/gokernels/ir"
)

// fastLoad links the most frequent loads without a loop over dimensions and a call by type; nil for others.
func fastLoad(x index, d int, elem ir.Type) op {
	switch {
	case len(x.at) == 1 && isWord(elem):
		a, i := x.a, x.at[0]
		return func(f *frame) signal {
			m := f.a[a]
			f.r[d] = binary.LittleEndian.Uint64(m.Data[m.Offset+int(f.r[i])*m.Strides[0]:])
			return next
		}
	case len(x.at) == 2 && isWord(elem):
		a, i, j := x.a, x.at[0], x.at[1]
		return func(f *frame) signal {
			m, r := f.a[a], f.r
			r[d] = binary.LittleEndian.Uint64(m.Data[m.Offset+int(r[i])*m.Strides[0]+int(r[j])*m.Strides[1]:])
			return next
		}
	case len(x.at) == 1 && (elem == ir.F32 || elem == ir.U32):
		a, i := x.a, x.at[0]
		return func(f *frame) signal {
			m := f.a[a]
			f.r[d] = uint64(binary.LittleEndian.Uint32(m.Data[m.Offset+int(f.r[i])*m.Strides[0]:]))
			return next
		}
	}
	return nil
}

func fastStore(x index, s int, elem ir.Type) op {
	switch {
	case len(x.at) == 1 && isWord(elem):
		a, i := x.a, x.at[0]
		return func(f *frame) signal {
			m := f.a[a]
			binary.LittleEndian.PutUint64(m.Data[m.Offset+int(f.r[i])*m.Strides[0]:], f.r[s])
			return next
		}
	case len(x.at) == 2 && isWord(elem):
		a, i, j := x.a, x.at[0], x.at[1]
		return func(f *frame) signal {
			m, r := f.a[a], f.r
			binary.LittleEndian.PutUint64(m.Data[m.Offset+int(r[i])*m.Strides[0]+int(r[j])*m.Strides[1]:], r[s])
			return next
		}
	case len(x.at) == 1 && (elem == ir.F32 || elem == ir.U32):
		a, i := x.a, x.at[0]
		return func(f *frame) signal {
			m := f.a[a]
			binary.LittleEndian.PutUint32(m.Data[m.Offset+int(f.r[i])*m.Strides[0]:], uint32(f.r[s]))
			return next
		}
	}
	return nil
}

// isWord reports whether an element is a word as it lies in memory.
func isWord(elem ir.Type) bool { return elem == ir.F64 || elem == ir.I64 || elem == ir.U64 }

// fused links instruction i of a region and the next as one: a bounds check and the only access that uses it, of words
// in one dimension. Most accesses are such, and a closure call is what an instruction costs. Nil if they are not.
func (l *linker) fused(r *ir.Region, i int) op {
	if i+1 >= len(r.Code) || r.Code[i].Op != ir.Bounds {
		return nil
	}
	check, access := r.Code[i], r.Code[i+1]
	index := check.Results[0]
	if access.Op != ir.Load && access.Op != ir.Store || l.plan.last[index] != i+1 {
		return nil
	}
	if t := l.typeOf(access.Args[0]); t.NDim() != 1 || access.Args[1] != index || !isWord(t.Elem()) || access.Args[len(access.Args)-1] == index && access.Op == ir.Store {
		return nil
	}
	if access.Op == ir.Load {
		return l.checkedLoad(check, access)
	}
	return l.checkedStore(check, access)
}

func (l *linker) checkedLoad(check, load *ir.Instr) op {
	i, n, axis, where := l.arg(check, 0), l.arg(check, 1), check.Int, l.site(check)
	d, a := l.result(load, 0), l.arg(load, 0)
	return func(f *frame) signal {
		r, m := f.r, f.a[a]
		at, size := r[i], r[n]
		if at >= size {
			if at += size; at >= size {
				return where.outside(f, int64(at-size), int64(size), axis)
			}
		}
		r[d] = binary.LittleEndian.Uint64(m.Data[m.Offset+int(at)*m.Strides[0]:])
		return next
	}
}

func (l *linker) checkedStore(check, store *ir.Instr) op {
	i, n, axis, where := l.arg(check, 0), l.arg(check, 1), check.Int, l.site(check)
	a, x := l.arg(store, 0), l.arg(store, 2)
	return func(f *frame) signal {
		r, m := f.r, f.a[a]
		at, size := r[i], r[n]
		if at >= size {
			if at += size; at >= size {
				return where.outside(f, int64(at-size), int64(size), axis)
			}
		}
		binary.LittleEndian.PutUint64(m.Data[m.Offset+int(at)*m.Strides[0]:], r[x])
		return next
	}
}
