package pass

import (
	"slices"

	"gokernels/gokernels/ir"
)

// reusable reports whether a loop that runs its turns one after the other can use one array for the new one that an alloc
// makes in every turn: nothing is expected in it at first, its size is the same and no error, and no turn sees the array of
// another.
func (w *mover) reusable(in *ir.Instr) bool {
	if w.around.Op == ir.ParFor || in.Int != 0 || in.Results[0] == 0 {
		return false
	}
	for _, n := range in.Args {
		if !w.atLeast(n, 0) {
			return false
		}
	}
	return w.private(in.Results[0], map[ir.Var]bool{})
}

// private reports whether an array is used within the present loop only to load, store and ask about, through views and
// variables too if they are set before they are read in every turn.
func (w *mover) private(a ir.Value, seen map[ir.Var]bool) bool {
	return !w.around.Any(func(in *ir.Instr) bool {
		return slices.Contains(in.Args, a) && !w.keepsPrivate(in, a, seen)
	})
}

func (w *mover) keepsPrivate(in *ir.Instr, a ir.Value, seen map[ir.Var]bool) bool {
	switch in.Op {
	case ir.Load, ir.Dim, ir.Writable, ir.Overlaps, ir.Same, ir.Contiguous:
		return true
	case ir.Store:
		return in.Args[len(in.Args)-1] != a
	case ir.Slice, ir.Index, ir.NewAxis, ir.Permute, ir.Broadcast:
		return w.private(in.Results[0], seen)
	case ir.Set:
		return seen[in.Var] || w.privateVariable(in.Var, seen)
	}
	return false
}

func (w *mover) privateVariable(v ir.Var, seen map[ir.Var]bool) bool {
	seen[v] = true
	code := w.around.Regions[0].Code
	i := slices.IndexFunc(code, func(in *ir.Instr) bool { return mentions(in, v) })
	if i < 0 || code[i].Op != ir.Set || w.mentioned(w.c.f.Body, v) != w.mentioned(w.around.Regions[0], v) {
		return false
	}
	return !w.around.Regions[0].Any(func(in *ir.Instr) bool {
		return in.Op == ir.Get && in.Var == v && !w.private(in.Results[0], seen)
	})
}

// mentioned counts the reads and writes of a variable.
func (w *mover) mentioned(r *ir.Region, v ir.Var) (n int) {
	r.Walk(func(in *ir.Instr) {
		if (in.Op == ir.Get || in.Op == ir.Set) && in.Var == v || in.Op == ir.ParFor && slices.Contains(in.Par.Locals, v) {
			n++
		}
	})
	return n
}
