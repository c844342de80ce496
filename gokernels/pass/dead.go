package pass

import (
	"slices"

	"gokernels/gokernels/ir"
)

// dead drops what nobody uses: values, sets of variables that nobody reads, constructs that do nothing.
func dead(c *context) {
	for again := true; again; {
		w := &sweeper{uses: uses(c.f), gets: read(c.f.Body), facts: factsOf(c.f, definitions(c.f))}
		w.region(c.f.Body)
		again = w.changed
	}
}

type sweeper struct {
	uses []int
	gets variables
	facts
	changed bool
}

// region goes backwards, so that what only dead code uses is dead when it comes.
func (w *sweeper) region(r *ir.Region) {
	for i := len(r.Code) - 1; i >= 0; i-- {
		in := r.Code[i]
		for k := len(in.Regions) - 1; k >= 0; k-- {
			w.region(in.Regions[k])
		}
		if in.Op == ir.ParFor {
			w.locals(in)
		}
		if w.used(in) {
			continue
		}
		for _, v := range in.Args {
			w.uses[v]--
		}
		r.Code = slices.Delete(r.Code, i, i+1)
		w.changed = true
	}
}

func (w *sweeper) used(in *ir.Instr) bool {
	for _, v := range in.Results {
		if w.uses[v] > 0 {
			return true
		}
	}
	switch in.Op {
	case ir.Set:
		return w.gets[in.Var]
	case ir.Get, ir.Load:
		return false
	case ir.RT:
		return !ir.Runtime[in.Sym].Pure
	case ir.Alloc:
		return slices.ContainsFunc(in.Args, func(n ir.Value) bool { return !w.facts.atLeast(n, 0) })
	case ir.Broadcast:
		return !w.fits(in)
	case ir.If, ir.Block, ir.Try:
		return slices.ContainsFunc(in.Regions, func(r *ir.Region) bool { return len(r.Code) > 0 }) && !(in.Op == ir.Try && len(in.Regions[0].Code) == 0)
	case ir.For:
		return len(in.Regions[0].Code) > 0 || !w.moves(in.Args[2])
	case ir.ParFor:
		return !w.idle(in)
	}
	return !ir.Ops[in.Op].Pure
}

// fits reports whether an array certainly broadcasts to a shape.
func (w *sweeper) fits(in *ir.Instr) bool {
	a, lead := in.Args[0], len(in.Args)-1-w.f.Types[in.Args[0]].NDim()
	for axis, n := range in.Args[1:] {
		if axis >= lead {
			e := extentOf(w.defs, a, axis-lead)
			if e.is(w.defs, n) {
				continue
			}
			if !e.isOne(w.defs) {
				return false
			}
		}
		if !w.facts.atLeast(n, 0) {
			return false
		}
	}
	return lead >= 0
}

// moves reports whether a step is known not to be zero.
func (w *sweeper) moves(step ir.Value) bool {
	bits, ok := constant(w.defs, step)
	return ok && bits != 0
}

// idle reports whether a parfor does nothing, not even raise: too many iterations are an error, of which one
// dimension cannot have enough.
func (w *sweeper) idle(in *ir.Instr) bool {
	for _, r := range in.Regions {
		if len(r.Code) > 0 {
			return false
		}
	}
	return in.Par.NDim == 0 || in.Par.NDim == 1 && w.moves(in.Args[2])
}

// locals drops those that the chunks do not change.
func (w *sweeper) locals(in *ir.Instr) {
	sets := changed(append(slices.Clone(in.Regions[0].Code), in.Regions[1].Code...)...)
	n := len(in.Par.Locals)
	in.Par.Locals = slices.DeleteFunc(in.Par.Locals, func(v ir.Var) bool { return !sets[v] })
	w.changed = w.changed || len(in.Par.Locals) < n
}
