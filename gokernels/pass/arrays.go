package pass

import (
	"slices"

	"gokernels/gokernels/ir"
)

// arrays answers questions about arrays that this function made, about one array asked of itself, and about parts of
// arrays where the same was asked of the whole ones before.
func arrays(c *context) {
	w := &asker{memory: newMemory(c.f)}
	w.facts = factsOf(c.f, w.memory.defs)
	w.region(c.f.Body)
}

type asker struct {
	*memory
	facts
	apart [][2]ir.Value // arrays that do not overlap, at the present place
}

func (w *asker) region(r *ir.Region) {
	known := len(w.apart)
	kept := r.Code[:0]
	for _, in := range r.Code {
		if in.Op == ir.Writable && w.writable(in.Args[0]) {
			continue
		}
		if answer, ok := w.answer(in); ok {
			*in = ir.Instr{Op: ir.Const, Type: ir.Bool, Int: truth(answer), Results: in.Results, Pos: in.Pos}
		}
		kept = append(kept, in)
		for _, sub := range in.Regions {
			w.region(sub)
		}
		if in.Op == ir.If && !ir.FallsThrough(in.Regions[0]) {
			w.learn(in.Args[0])
		}
	}
	clear(r.Code[len(kept):])
	r.Code, w.apart = kept, w.apart[:known]
}

// learn notes what is so where a condition was false.
func (w *asker) learn(condition ir.Value) {
	if def := w.memory.defs[condition]; def != nil && def.Op == ir.Overlaps {
		w.apart = append(w.apart, [2]ir.Value(def.Args))
	}
}

// parts reports whether two arrays are made in the same way of two that do not overlap: these share no memory, or are one and
// the same array, of which that gives the same part.
func (w *asker) parts(x, y ir.Value) bool {
	x, y = w.narrow(x, y), w.narrow(y, x)
	for {
		if x == y || slices.ContainsFunc(w.apart, func(p [2]ir.Value) bool { return p == [2]ir.Value{x, y} || p == [2]ir.Value{y, x} }) {
			return true
		}
		a, b := w.memory.defs[x], w.memory.defs[y]
		if a == nil || b == nil || !w.sameView(a, b) {
			return false
		}
		x, y = a.Args[0], b.Args[0]
	}
}

// narrow is the array of a broadcast to the shape of another array: if these do not overlap, nor does what is broadcast, which
// is the array itself unless it has fewer elements.
func (w *asker) narrow(x, other ir.Value) ir.Value {
	def := w.memory.defs[x]
	if def == nil || def.Op != ir.Broadcast || w.memory.f.Types[def.Args[0]].NDim() != len(def.Args)-1 {
		return x
	}
	for axis, n := range def.Args[1:] {
		if !extentOf(w.memory.defs, other, axis).is(w.memory.defs, n) {
			return x
		}
	}
	return def.Args[0]
}

// sameView reports whether two instructions make views in the same way.
func (w *asker) sameView(a, b *ir.Instr) bool {
	switch a.Op {
	case ir.Index, ir.Slice, ir.NewAxis, ir.Permute:
		return a.Op == b.Op && a.Int == b.Int && slices.Equal(a.Ints, b.Ints) && slices.EqualFunc(a.Args[1:], b.Args[1:], w.sameIndex)
	}
	return false
}

// sameIndex reports whether two ints are one, of which a check may have been made that leaves it as it is.
func (w *asker) sameIndex(i, j ir.Value) bool { return w.unchecked(i) == w.unchecked(j) }

func (w *asker) unchecked(i ir.Value) ir.Value {
	if def := w.def(i, ir.Bounds); def != nil && w.atLeast(def.Args[0], 0) {
		return def.Args[0]
	}
	return i
}

func (w *asker) answer(in *ir.Instr) (is, ok bool) {
	switch in.Op {
	case ir.Overlaps:
		return false, w.separate(in.Args[0], in.Args[1]) || w.parts(in.Args[0], in.Args[1])
	case ir.Same:
		return true, in.Args[0] == in.Args[1]
	case ir.Contiguous:
		def := w.memory.defs[in.Args[0]]
		return true, def != nil && def.Op == ir.Alloc && (def.Int&2 == 0 || len(def.Args) < 2)
	}
	return false, false
}

// writable reports whether an array is new and so may be written to; a broadcast view may not.
func (w *asker) writable(v ir.Value) bool {
	for {
		def := w.memory.defs[v]
		if def == nil {
			return false
		}
		switch def.Op {
		case ir.Alloc:
			return true
		case ir.Slice, ir.Index, ir.NewAxis, ir.Permute, ir.Field, ir.Reshape:
			v = def.Args[0]
		default:
			return false
		}
	}
}
