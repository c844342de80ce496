package pass

import (
	"slices"

	"gokernels/gokernels/ir"
)

// fuse makes one loop of neighbouring array loops over the same ranges: an iteration of the first is followed by that of
// the second. What stands between them moves in front.
func fuse(c *context) {
	w := &fuser{c: c, memory: newMemory(c.f)}
	w.facts = factsOf(c.f, w.memory.defs)
	w.region(c.f.Body, false)
}

type fuser struct {
	c     *context
	inTry bool
	*memory
	facts
}

func (w *fuser) region(r *ir.Region, inTry bool) {
	for i := 0; i < len(r.Code); i++ {
		w.inTry = inTry
		for w.next(r, i) {
		}
		in := r.Code[i]
		for _, sub := range in.Regions {
			w.region(sub, inTry || in.Op == ir.Try)
		}
	}
}

// next tries to fuse the loop at i with the one that follows. What moves in front shifts the loop behind i, where
// region comes to it again.
func (w *fuser) next(r *ir.Region, i int) bool {
	first := r.Code[i]
	if !fusible(first) {
		return false
	}
	for k := i + 1; k < len(r.Code); k++ {
		in := r.Code[k]
		if in.Op == ir.ParFor {
			if !w.compatible(first, in) {
				return false
			}
			w.c.note(in.Pos, "fused with the loop of line %d", first.Pos.Line)
			w.merge(first, in)
			r.Code = slices.Concat(r.Code[:i], r.Code[i+1:k], []*ir.Instr{first}, r.Code[k+1:])
			return true
		}
		if !w.passes(in, first) {
			return false
		}
	}
	return false
}

// fusible reports whether a loop came from an array expression and can neither raise nor do anything but compute.
func fusible(in *ir.Instr) bool {
	if in.Op != ir.ParFor || in.Par.NDim == 0 || in.Par.Kind != "elementwise" && in.Par.Kind != "reduce" {
		return false
	}
	return plain(in.Regions[0], false) && plain(in.Regions[1], true) && plain(in.Regions[2], false)
}

// plain reports whether a region only computes: with memory if so asked.
func plain(r *ir.Region, memory bool) bool {
	return !r.Any(func(in *ir.Instr) bool {
		switch in.Op {
		case ir.Get, ir.Set, ir.If, ir.Block, ir.Break:
			return false
		case ir.Load, ir.Store:
			return !memory
		}
		return !ir.Ops[in.Op].Pure
	})
}

// passes reports whether an instruction behind a loop may as well stand in front of it.
func (w *fuser) passes(in, loop *ir.Instr) bool {
	switch in.Op {
	case ir.Get:
		return !changed(loop)[in.Var]
	case ir.Set:
		return !w.inTry && !changed(loop)[in.Var] && !read(loop.Regions...)[in.Var]
	case ir.Alloc:
		return w.hidden(loop) || !slices.ContainsFunc(in.Args, func(n ir.Value) bool { return !w.atLeast(n, 0) })
	case ir.Bounds, ir.SliceBounds, ir.Writable, ir.Broadcast:
		return w.hidden(loop)
	case ir.If:
		return w.hidden(loop) && !changed(loop).meets(read(in.Regions...)) && checks(in)
	}
	return ir.Ops[in.Op].Pure
}

// checks reports whether an if does nothing but raise.
func checks(in *ir.Instr) bool {
	return !in.Any(func(in *ir.Instr) bool {
		return in.Op != ir.If && in.Op != ir.Raise && in.Op != ir.Get && !ir.Ops[in.Op].Pure
	})
}

// hidden reports whether nobody can see that a loop did not run when an exception comes: it writes to new arrays
// only, and no handler of this function sees its variables.
func (w *fuser) hidden(loop *ir.Instr) bool {
	return !w.inTry && !slices.ContainsFunc(accesses(loop.Regions[1]), func(a access) bool { return a.store && (!w.own(a.array) || w.escaped[w.root(a.array)]) })
}

// compatible reports whether the second loop may join the first.
func (w *fuser) compatible(first, second *ir.Instr) bool {
	p, q := first.Par, second.Par
	if !fusible(second) || p.NDim != q.NDim || p.Parallel != q.Parallel || p.Schedule != q.Schedule {
		return false
	}
	if p.MaxChunks != 0 && q.MaxChunks != 0 && p.MaxChunks != q.MaxChunks {
		return false
	}
	for i, v := range first.Args {
		if !w.equal(v, second.Args[i]) {
			return false
		}
	}
	one, two := changed(first), changed(second)
	if one.meets(two) || one.meets(read(second.Regions...)) || two.meets(read(first.Regions...)) {
		return false
	}
	return w.independent(first.Regions[1], second.Regions[1])
}

func (w *fuser) equal(x, y ir.Value) bool {
	a, ok1 := constant(w.memory.defs, x)
	b, ok2 := constant(w.memory.defs, y)
	return x == y || ok1 && ok2 && a == b
}

// merge appends the second loop to the first, region by region.
func (w *fuser) merge(first, second *ir.Instr) {
	to := renaming{}
	for i, v := range second.Regions[1].Params {
		to[v] = first.Regions[1].Params[i]
	}
	second.Regions[1].Walk(to.args)
	for i, r := range second.Regions {
		first.Regions[i].Code = append(first.Regions[i].Code, r.Code...)
	}
	p, q := first.Par, second.Par
	p.Locals = append(p.Locals, q.Locals...)
	p.Ordered = p.Ordered || q.Ordered
	p.MaxChunks = max(p.MaxChunks, q.MaxChunks)
	if q.Kind == "reduce" {
		p.Kind = q.Kind
	}
}
