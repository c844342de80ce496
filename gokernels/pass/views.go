package pass

import (
	"slices"

	"gokernels/gokernels/ir"
)

// views lets a loop that makes views of an array load and store by that array itself, so that it needs none: machine code
// has no objects. A slice's bounds become arithmetic.
func views(c *context) {
	if !c.Machine {
		return
	}
	w := &viewer{Builder: ir.Builder{F: c.f}, defs: definitions(c.f), inLoop: map[*ir.Instr]bool{}}
	w.mark(c.f.Body, false)
	w.region(c.f.Body, false)
}

type viewer struct {
	ir.Builder // of the region that is being rewritten
	defs       []*ir.Instr
	inLoop     map[*ir.Instr]bool
}

func (w *viewer) mark(r *ir.Region, loop bool) {
	for _, in := range r.Code {
		w.inLoop[in] = loop
		for _, sub := range in.Regions {
			w.mark(sub, loop || isLoop(in))
		}
	}
}

func (w *viewer) region(r *ir.Region, loop bool) {
	code := r.Code
	r.Code = nil
	for _, in := range code {
		w.At, w.Pos = r, in.Pos
		switch {
		case in.Op == ir.Load:
			in.Args = w.access(in.Args[0], in.Args[1:])
		case in.Op == ir.Store:
			n := len(in.Args) - 1
			in.Args = append(w.access(in.Args[0], in.Args[1:n]), in.Args[n])
		case in.Op == ir.Writable:
			in.Args[0] = w.original(in.Args[0])
		case in.Op == ir.SliceBounds && loop && w.cut(in):
			continue
		}
		w.Add(in)
		for _, sub := range in.Regions {
			w.region(sub, loop || isLoop(in))
		}
	}
}

// view is the instruction that makes an array, if that is a view made in a loop.
func (w *viewer) view(a ir.Value) *ir.Instr {
	if def := w.defs[a]; def != nil && w.inLoop[def] {
		return def
	}
	return nil
}

// original is the array that may be written to if a view may.
func (w *viewer) original(a ir.Value) ir.Value {
	for def := w.view(a); def != nil; def = w.view(a) {
		switch def.Op {
		case ir.Index, ir.Slice, ir.NewAxis, ir.Permute:
			a = def.Args[0]
		default:
			return a
		}
	}
	return a
}

// access is an element of a view, as an array and indices.
func (w *viewer) access(a ir.Value, at []ir.Value) []ir.Value {
	at = slices.Clone(at)
	for def := w.view(a); def != nil; def = w.view(a) {
		switch axis := int(def.Int); def.Op {
		case ir.Index:
			at = slices.Insert(at, axis, def.Args[1])
		case ir.Slice:
			at[axis] = w.make(ir.Add, def.Args[1], w.make(ir.Mul, at[axis], def.Args[3]))
		case ir.NewAxis:
			at = slices.Delete(at, axis, axis+1)
		case ir.Permute:
			from := slices.Clone(at)
			for k, axis := range def.Ints {
				at[axis] = from[k]
			}
		case ir.Broadcast:
			less, ok := w.unstretched(def, at)
			if !ok {
				return append([]ir.Value{a}, at...)
			}
			at = less
		default:
			return append([]ir.Value{a}, at...)
		}
		a = def.Args[0]
	}
	return append([]ir.Value{a}, at...)
}

// unstretched is an element of a broadcast array before that, if it is known which axes are stretched.
func (w *viewer) unstretched(def *ir.Instr, at []ir.Value) (less []ir.Value, ok bool) {
	a, lead := def.Args[0], len(at)-w.F.Types[def.Args[0]].NDim()
	for axis, i := range at[lead:] {
		e := extentOf(w.defs, a, axis)
		switch {
		case e.is(w.defs, def.Args[1+lead+axis]):
		case e.isOne(w.defs):
			i = w.Int(0)
		default:
			return nil, false
		}
		less = append(less, i)
	}
	return less, true
}

// cut spells out the bounds of a slice with a constant step, as Python has them.
func (w *viewer) cut(in *ir.Instr) bool {
	start, stop, n := in.Args[0], in.Args[1], in.Args[3]
	step, ok := constant(w.defs, in.Args[2])
	if !ok || step == 0 || step > small || step < -small {
		return false
	}
	low, high := w.Int(0), n // where a start or stop is cut to
	if step < 0 {
		low, high = w.Int(-1), w.make(ir.Sub, n, w.Int(1))
	}
	from, to := low, high
	if step < 0 {
		from, to = high, low
	}
	if in.Int&1 == 0 {
		from = w.within(start, n, low, high)
	}
	if in.Int&2 == 0 {
		to = w.within(stop, n, low, high)
	}
	if step < 0 {
		low, high, step = to, from, -step
	} else {
		low, high = from, to
	}
	count := w.make(ir.Max, w.Int(0), w.make(ir.Add, w.make(ir.Sub, high, low), w.Int(step-1)))
	w.result(in, 1, ir.FloorDiv, count, w.Int(step))
	w.result(in, 0, ir.Max, from, w.Int(0)) // -1, of nothing, would not be within bounds
	return true
}

// within is a start or stop cut to where it may be.
func (w *viewer) within(i, n, low, high ir.Value) ir.Value {
	behind := w.make(ir.Add, i, n)
	i = w.make(ir.Select, w.Make(ir.Lt, ir.Bool, i, w.Int(0)), behind, i)
	return w.make(ir.Min, w.make(ir.Max, i, low), high)
}

// make adds an operation that gives an int.
func (w *viewer) make(op ir.Op, args ...ir.Value) ir.Value { return w.Make(op, ir.I64, args...) }

// result adds an operation that gives a result of an instruction that it stands for.
func (w *viewer) result(in *ir.Instr, k int, op ir.Op, args ...ir.Value) {
	w.Do(op, args...).Results = []ir.Value{in.Results[k]}
}
