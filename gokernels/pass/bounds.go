package pass

import (
	"maps"

	"gokernels/gokernels/ir"
)

// bounds drops checks of indices that cannot fail and are not negative: the range of the loop, or a condition
// around, or what is so of a variable in all turns of a loop, proves it. So it does with comparisons.
func bounds(c *context) {
	w := &prover{c: c, to: renaming{}, facts: factsOf(c.f, definitions(c.f)), hold: spans{}, steady: spans{}}
	w.region(c.f.Body)
}

type prover struct {
	c  *context
	to renaming
	facts
	hold   spans    // of variables, here
	steady spans    // of variables in all turns of the loop around
	trials []*trial // of loops around of which it is being found out what is so
}

func (w *prover) region(r *ir.Region) {
	lows, highs := len(w.lows), len(w.highs)
	kept := r.Code[:0]
	for _, in := range r.Code {
		w.to.args(in)
		if !w.trying() && w.proves(in) {
			continue
		}
		kept = append(kept, in)
		w.within(in)
		w.learn(in)
	}
	clear(r.Code[len(kept):])
	r.Code = kept
	w.lows, w.highs = w.lows[:lows], w.highs[:highs]
}

// proves drops a check, or makes a constant of a comparison.
func (w *prover) proves(in *ir.Instr) (dropped bool) {
	if in.Op == ir.Bounds && w.inside(in.Args[0], in.Args[1]) {
		w.to[in.Results[0]] = in.Args[0]
		w.c.note(in.Pos, "index proved to be within bounds: no check")
		return true
	}
	if is, ok := w.compared(in); ok {
		*in = ir.Instr{Op: ir.Const, Type: ir.Bool, Int: truth(is), Results: in.Results, Pos: in.Pos}
	}
	return false
}

// within goes into the regions of an instruction, with its condition in the branches of an if.
func (w *prover) within(in *ir.Instr) {
	if len(in.Regions) == 0 {
		return
	}
	sets, before := changed(in), w.hold
	switch in.Op {
	case ir.Loop, ir.For:
		w.turns(in, sets)
		return
	case ir.ParFor:
		w.chunks(in, sets)
	default:
		for i, sub := range in.Regions {
			w.hold = maps.Clone(before)
			if !startsFresh(in.Op, i) {
				w.forget(sets)
			}
			lows, highs := len(w.lows), len(w.highs)
			if in.Op == ir.If {
				w.assume(in.Args[0], i == 0)
			}
			w.region(sub)
			w.lows, w.highs = w.lows[:lows], w.highs[:highs]
		}
	}
	w.hold = before
	w.forget(sets)
}

// learn notes what is true behind an instruction because control came there.
func (w *prover) learn(in *ir.Instr) {
	switch in.Op {
	case ir.Get:
		w.got(in)
	case ir.Set:
		w.set(in)
	case ir.Bounds: // a negative index wraps
		w.highs = append(w.highs, high{in.Args[0], bound{in.Args[1], -1}})
	case ir.If:
		if !ir.FallsThrough(in.Regions[0]) {
			w.assume(in.Args[0], false)
		} else if !ir.FallsThrough(in.Regions[1]) {
			w.assume(in.Args[0], true)
		}
	case ir.Alloc:
		for _, n := range in.Args {
			w.lows = append(w.lows, low{n, 0})
		}
	}
}

// compared proves the outcome of "less than" between ints, in any of its forms.
func (w *prover) compared(in *ir.Instr) (is, ok bool) {
	if ir.Ops[in.Op].Class != ir.Compare || w.f.Types[in.Args[0]] != ir.I64 {
		return false, false
	}
	x, y := in.Args[0], in.Args[1]
	switch in.Op {
	case ir.Gt:
		x, y = y, x
	case ir.Le:
		is, ok = w.less(y, x)
		return !is, ok
	case ir.Ge:
		is, ok = w.less(x, y)
		return !is, ok
	case ir.Eq, ir.Ne:
		return false, false
	}
	return w.less(x, y)
}

// less proves x < y, or the opposite.
func (w *prover) less(x, y ir.Value) (is, ok bool) {
	if w.lessOff(x, 0, y) {
		return true, true
	}
	return false, w.lessOff(y, -1, x)
}
