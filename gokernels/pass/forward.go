package pass

import (
	"maps"

	"gokernels/gokernels/ir"
)

// forward replaces a get by the value that the variable is known to hold, and drops a set of what it holds already.
// A value is known from the set or get that came before, up to the next construct that may set the variable.
func forward(c *context) {
	w := &forwarder{to: renaming{}}
	w.region(c.f.Body, map[ir.Var]ir.Value{})
}

type forwarder struct{ to renaming }

func (w *forwarder) region(r *ir.Region, known map[ir.Var]ir.Value) {
	kept := r.Code[:0]
	for _, in := range r.Code {
		w.to.args(in)
		if !w.redundant(in, known) {
			kept = append(kept, in)
		}
		if len(in.Regions) > 0 {
			w.within(in, known)
		}
	}
	clear(r.Code[len(kept):])
	r.Code = kept
}

func (w *forwarder) redundant(in *ir.Instr, known map[ir.Var]ir.Value) bool {
	switch in.Op {
	case ir.Get:
		v, ok := known[in.Var]
		if ok {
			w.to[in.Results[0]] = v
			return true
		}
		known[in.Var] = in.Results[0]
	case ir.Set:
		if known[in.Var] == in.Args[0] {
			return true
		}
		known[in.Var] = in.Args[0]
	}
	return false
}

// within goes into the regions of an instruction with what is known at the start of each, and forgets what they set.
func (w *forwarder) within(in *ir.Instr, known map[ir.Var]ir.Value) {
	sets := changed(in)
	for i, r := range in.Regions {
		inner := maps.Clone(known)
		if !startsFresh(in.Op, i) {
			forget(inner, sets)
		}
		w.region(r, inner)
	}
	forget(known, sets)
}

// startsFresh reports whether a region begins with the variables as they were before the instruction: a branch, what
// is tried, and the init of a parfor do; a loop's turn, a handler and a combine do not.
func startsFresh(op ir.Op, region int) bool {
	return op == ir.If || op == ir.Block || (op == ir.Try || op == ir.ParFor) && region == 0
}

func forget(known map[ir.Var]ir.Value, sets variables) {
	for v := range sets {
		delete(known, v)
	}
}
