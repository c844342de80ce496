package pass

import (
	"slices"

	"gokernels/gokernels/ir"
)

// hoist moves out of a loop what is the same in all its turns: pure operations, and reads of variables that the loop does
// not set. Inner loops come first, so that what leaves them may leave the outer ones too.
func hoist(c *context) {
	w := &mover{c: c, facts: factsOf(c.f, definitions(c.f))}
	w.region(c.f.Body)
}

type mover struct {
	c *context
	facts
	inside map[ir.Value]bool // values made in the present loop
	sets   variables         // that it may set
	around *ir.Instr         // the present loop
	out    []*ir.Instr
}

func (w *mover) region(r *ir.Region) {
	var code []*ir.Instr
	for _, in := range r.Code {
		for _, sub := range in.Regions {
			w.region(sub)
		}
		if in.Op == ir.For || in.Op == ir.Loop || in.Op == ir.ParFor {
			code = append(code, w.loop(in)...)
		}
		code = append(code, in)
	}
	r.Code = code
}

// loop takes what is invariant out of a loop and returns it.
func (w *mover) loop(in *ir.Instr) []*ir.Instr {
	w.inside, w.sets, w.out, w.around = map[ir.Value]bool{}, changed(in), nil, in
	in.Values(func(v ir.Value) { w.inside[v] = true })
	bodies := in.Regions
	if in.Op == ir.ParFor {
		bodies = bodies[:2] // combine runs once a chunk, and sees the variables of the frame
	}
	for _, sub := range bodies {
		w.body(sub)
	}
	if n := w.worth(); n == 1 {
		w.c.note(in.Pos, "one operation moved out of the loop")
	} else if n > 1 {
		w.c.note(in.Pos, "%d operations moved out of the loop", n)
	}
	return w.out
}

// worth counts what is more than a constant or a variable.
func (w *mover) worth() (n int) {
	for _, in := range w.out {
		if in.Op != ir.Const && in.Op != ir.ConstStr && in.Op != ir.Get {
			n++
		}
	}
	return n
}

// body moves out what may be, from the branches of ifs and from blocks too; loops within gave theirs to this one already.
func (w *mover) body(r *ir.Region) {
	kept := r.Code[:0]
	for _, in := range r.Code {
		if w.invariant(in) {
			w.out = append(w.out, in)
			for _, v := range in.Results {
				delete(w.inside, v)
			}
			continue
		}
		kept = append(kept, in)
		if in.Op == ir.If || in.Op == ir.Block {
			for _, sub := range in.Regions {
				w.body(sub)
			}
		}
	}
	clear(r.Code[len(kept):])
	r.Code = kept
}

func (w *mover) invariant(in *ir.Instr) bool {
	if slices.ContainsFunc(in.Args, func(v ir.Value) bool { return w.inside[v] }) {
		return false
	}
	switch in.Op {
	case ir.Get:
		return !w.sets[in.Var]
	case ir.NoOp:
		return false
	case ir.Index:
		return w.fits(in.Args[0], int(in.Int), in.Args[1])
	case ir.Slice:
		return w.sliceFits(in)
	case ir.SliceBounds: // its error is a step of 0
		step, ok := constant(w.defs, in.Args[2])
		return ok && step != 0
	case ir.Alloc:
		return w.reusable(in)
	}
	return ir.Ops[in.Op].Pure
}

// sliceFits does so for a slice: its first item and count come from the bounds of that very axis.
func (w *mover) sliceFits(in *ir.Instr) bool {
	first, count, step := in.Args[1], in.Args[2], in.Args[3]
	sb := w.def(first, ir.SliceBounds)
	if sb == nil || sb.Results[0] != first || sb.Results[1] != count || sb.Args[2] != step {
		return false
	}
	return extentOf(w.defs, in.Args[0], int(in.Int)).is(w.defs, sb.Args[3])
}
