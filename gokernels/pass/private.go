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
	return private(w.c.f, w.around, in.Results[0])
}

// private reports whether an array is used within a loop only to load, store and ask about, through views and variables
// too if they are set before they are read in every turn.
func private(f *ir.Func, loop *ir.Instr, a ir.Value) bool {
	return (&privacy{f, loop, map[ir.Var]bool{}}).of(a)
}

type privacy struct {
	f    *ir.Func
	loop *ir.Instr
	seen map[ir.Var]bool
}

func (w *privacy) of(a ir.Value) bool {
	return !w.loop.Any(func(in *ir.Instr) bool {
		return slices.Contains(in.Args, a) && !w.keeps(in, a)
	})
}

func (w *privacy) keeps(in *ir.Instr, a ir.Value) bool {
	switch in.Op {
	case ir.Load, ir.Dim, ir.Writable, ir.Overlaps, ir.Same, ir.Contiguous:
		return true
	case ir.Store:
		return in.Args[len(in.Args)-1] != a
	case ir.Slice, ir.Index, ir.NewAxis, ir.Permute, ir.Broadcast:
		return w.of(in.Results[0])
	case ir.Set:
		return w.seen[in.Var] || w.variable(in.Var)
	}
	return false
}

func (w *privacy) variable(v ir.Var) bool {
	w.seen[v] = true
	body := bodyOf(w.loop)
	within := func(in *ir.Instr) bool { return mentions(in, v) }
	i := slices.IndexFunc(body.Code, func(in *ir.Instr) bool { return in.Any(within) })
	if i < 0 || body.Code[i].Op != ir.Set || mentioned(w.f.Body, v) != mentioned(body, v)+local(w.loop, v) {
		return false
	}
	return !body.Any(func(in *ir.Instr) bool {
		return in.Op == ir.Get && in.Var == v && !w.of(in.Results[0])
	})
}

// bodyOf is what a loop does in every turn.
func bodyOf(loop *ir.Instr) *ir.Region {
	if loop.Op == ir.ParFor {
		return loop.Regions[1]
	}
	return loop.Regions[0]
}

// mentioned counts the reads and writes of a variable.
func mentioned(r *ir.Region, v ir.Var) (n int) {
	r.Walk(func(in *ir.Instr) {
		if mentions(in, v) {
			n++
		}
	})
	return n
}

// local is 1 if a variable is a Local of a loop itself.
func local(loop *ir.Instr, v ir.Var) int {
	if mentions(loop, v) {
		return 1
	}
	return 0
}
