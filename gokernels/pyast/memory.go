package pyast

import "fmt"

// memory tells which elements of which array a value stands for, as far as is known while compiling: two names with one
// root are one array, by assignment or as views. Without it a name is an array of its own.
type memory struct {
	root  *int
	space string      // "" if dims are about the root's own axes, "flat" about all its elements in C order
	dims  []memoryDim // of the root's axes
}

// memoryDim is an axis of the root: the view's axis that runs along it from start in steps, or one position.
type memoryDim struct {
	axis  int // of the view; -1: the position start
	start Expr
	step  int64
}

// newMemory is the memory of an array of which nothing is known.
func newMemory(ndim int) *memory {
	m := &memory{root: new(int)}
	for k := range ndim {
		m.dims = append(m.dims, memoryDim{k, &Constant{Value: int64(0)}, 1})
	}
	return m
}

// key tells memories apart.
func (m *memory) key() string { return fmt.Sprintf("%p", m.root) }

// position is an index as an expression: its value where that is known, else a name that stands for nothing else.
func position(v *val) Expr {
	if n, ok := asInt(v.c); ok && n >= 0 {
		return &Constant{Value: n}
	}
	return &Name{ID: fmt.Sprintf("value %p", v)}
}

// view is the memory of a[items]; nil where it cannot be told.
func (m *memory) view(items []indexItem) *memory {
	if m == nil {
		return nil
	}
	out := &memory{root: m.root, space: m.space, dims: append([]memoryDim(nil), m.dims...)}
	next := 0
	for _, item := range items {
		switch item.kind {
		case 'i':
			if !out.along(item.axis, m, memoryDim{-1, position(item.v), 0}) {
				return nil
			}
			continue
		case 's':
			d, ok := sliceDim(item.v)
			d.axis = next
			if !ok || !out.along(item.axis, m, d) {
				return nil
			}
		case 'n', '.':
		default:
			return nil
		}
		next++
	}
	return out
}

// along puts d, which is about the view's axis, in terms of the root.
func (m *memory) along(axis int, old *memory, d memoryDim) bool {
	for k, o := range old.dims {
		if o.axis == axis {
			m.dims[k] = memoryDim{d.axis, plusTimes(o.start, d.start, o.step), o.step * d.step}
			return true
		}
	}
	return false
}

// plusTimes is start + e*step.
func plusTimes(start, e Expr, step int64) Expr {
	if isZero(start) && step == 1 {
		return e
	}
	return &BinOp{Left: start, Op: "Add", Right: &BinOp{Left: e, Op: "Mult", Right: &Constant{Value: step}}}
}

// sliceDim is where a slice starts and its step; ok is false where they are not known.
func sliceDim(s *val) (d memoryDim, ok bool) {
	d = memoryDim{start: &Constant{Value: int64(0)}, step: 1}
	if s == nil {
		return d, true
	}
	if step := s.items[2]; step != nil {
		if d.step, ok = asInt(step.c); !ok || d.step <= 0 {
			return d, false
		}
	}
	if s.items[0] != nil {
		d.start = position(s.items[0])
	}
	return d, true
}

// permuted is the memory of an array with its axes reordered: axis k is the old axis axes[k].
func (m *memory) permuted(axes []int) *memory {
	if m == nil {
		return nil
	}
	out := &memory{root: m.root, space: m.space, dims: append([]memoryDim(nil), m.dims...)}
	for k, old := range axes {
		for i := range m.dims {
			if m.dims[i].axis == old {
				out.dims[i].axis = k
			}
		}
	}
	return out
}

// reshaped is the memory of an array with other lengths: elements of it compare with each other only.
func (m *memory) reshaped(ndim int) *memory {
	if m == nil || (ndim == 1 && len(m.dims) == 1) {
		return m
	}
	out := newMemory(ndim)
	out.root, out.space = m.root, "flat"
	if ndim != 1 {
		out.space = fmt.Sprintf("%p", out)
	}
	return out
}

// rootIndex puts an index of a view in terms of the root; axes that it leaves out are whole.
func (m *memory) rootIndex(index []Expr) []Expr {
	if len(m.dims) == 0 {
		return index
	}
	out := make([]Expr, len(m.dims))
	for k, d := range m.dims {
		switch {
		case d.axis < 0:
			out[k] = d.start
		case d.axis < len(index):
			out[k] = shifted(d, index[d.axis])
		default:
			out[k] = &Slice{}
		}
	}
	return out
}

func shifted(d memoryDim, e Expr) Expr {
	s, ok := e.(*Slice)
	if !ok {
		return plusTimes(d.start, e, d.step)
	}
	if isZero(d.start) && d.step == 1 {
		return s
	}
	if s.Lower == nil && s.Upper == nil {
		return s
	}
	return &Name{ID: unknownName}
}

func isZero(e Expr) bool {
	k, ok := e.(*Constant)
	return ok && k.Value == int64(0)
}

// remember gives an array value that a name will hold a memory of its own unless it has one.
func (v *val) remember() {
	switch {
	case v.mem != nil:
	case v.t.Kind == KArray:
		v.mem = newMemory(v.t.NDim)
	case v.t.Kind == KList:
		v.mem = newMemory(1)
	case v.t.Kind == KTuple:
		for _, item := range v.items {
			item.remember()
		}
	}
}
