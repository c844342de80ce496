package pass

import (
	"maps"
	"slices"

	"gokernels/gokernels/ir"
)

// span is what is known of what a variable holds, as facts are known of a value.
type span struct {
	least int64
	low   bool // least is known
	most  []bound
}

// spans tells what variables hold at a place.
type spans map[ir.Var]span

// trial is the spans that variables may have in all turns of a loop: what they have before it, less what a set within turns
// out not to keep.
type trial struct {
	of      spans
	changed bool
	again   bool // not the first round
}

const (
	// mostTrials is how deep loops are tried within loops that are tried: each level takes the walks of those within by some.
	mostTrials = 2
	// mostRounds is how often the spans of a loop may be given less, until none is left.
	mostRounds = 4
	// mostBounds is how many bounds of a variable are kept.
	mostBounds = 8
)

func (w *prover) trying() bool { return len(w.trials) > 0 }

// spanOf is what is known of a value at this place. It is so for good, as no value changes.
func (w *prover) spanOf(x ir.Value) span {
	least, low := w.least(x, proofDepth)
	most := w.most(x, proofDepth)
	return span{least, low, most[:min(len(most), mostBounds)]}
}

// got notes what is known of what a get reads.
func (w *prover) got(in *ir.Instr) {
	s, x := w.hold[in.Var], in.Results[0]
	if s.low {
		w.lows = append(w.lows, low{x, s.least})
	}
	for _, b := range s.most {
		w.highs = append(w.highs, high{x, b})
	}
}

// set notes what a variable holds now, and what loops that are tried must not take for granted then.
func (w *prover) set(in *ir.Instr) {
	if w.f.Vars[in.Var].Type != ir.I64 {
		return
	}
	s := w.spanOf(in.Args[0])
	w.hold[in.Var] = s
	for _, t := range w.trials {
		if old, ok := t.of[in.Var]; ok {
			both := old.or(s, !t.again)
			t.changed = t.changed || both.low != old.low || both.least != old.least || !slices.Equal(both.most, old.most)
			t.of[in.Var] = both
		}
	}
}

// or is what is true of both. Bounds by a value may grow in the first round of a trial only: a counter's would in every one.
func (s span) or(t span, grow bool) span {
	both := span{low: s.low && t.low}
	if both.low {
		both.least = min(s.least, t.least)
	}
	for _, b := range s.most {
		if off, ok := t.above(b.than); ok && (off <= b.off || grow && b.than != 0) {
			both.most = append(both.most, bound{b.than, max(b.off, off)})
		}
	}
	return both
}

// above is the least of what is known to be added to a value at most.
func (s span) above(than ir.Value) (off int64, ok bool) {
	for _, b := range s.most {
		if b.than == than && (!ok || b.off < off) {
			off, ok = b.off, true
		}
	}
	return off, ok
}

// turns goes through a loop's body with what is known of variables in every turn, and behind the loop.
func (w *prover) turns(in *ir.Instr, sets variables) {
	before, lows, highs := spans{}, len(w.lows), len(w.highs)
	for v := range sets {
		if s, ok := w.hold[v]; ok {
			before[v] = s
		}
	}
	first := before
	if in.Op == ir.For {
		first = w.entered(in, before)
	}
	w.everyTurn(in.Regions[0], sets, first)
	w.lows, w.highs = w.lows[:lows], w.highs[:highs]
	for v, s := range before {
		w.hold[v] = s.implied(w.hold[v])
	}
}

// entered notes that a For's body runs, if at all, where its start lies before its stop, and returns what is known of
// variables then.
func (w *prover) entered(in *ir.Instr, before spans) spans {
	from, to := in.Args[0], in.Args[1]
	step, ok := constant(w.defs, in.Args[2])
	if !ok || step == 0 {
		return before
	}
	if step < 0 {
		from, to = to, from
	}
	w.below(from, to, 1)
	first := spans{}
	for v, s := range before {
		first[v] = w.extended(s, to)
	}
	return first
}

// extended adds to a span what follows from its bounds at this place: constants are below a value, others have bounds.
func (w *prover) extended(s span, than ir.Value) span {
	most := slices.Clone(s.most)
	least, known := w.least(than, proofDepth)
	for _, b := range s.most {
		switch {
		case b.off < -small || b.off > small:
		case b.than != 0:
			for _, m := range w.most(b.than, proofDepth) {
				if m.off > -small && m.off < small {
					most = append(most, bound{m.than, m.off + b.off})
				}
			}
		case known && least > -small && least < small:
			most = append(most, bound{than, b.off - least})
		}
	}
	s.most = most[:min(len(most), mostBounds)]
	return s
}

// implied is what of t is so where s is.
func (s span) implied(t span) span {
	t.most = slices.DeleteFunc(slices.Clone(t.most), func(b bound) bool {
		off, ok := s.above(b.than)
		return !ok || off > b.off
	})
	return t
}

// everyTurn goes through a loop's body with what is so of variables in every turn, which is part of what is so in the first.
func (w *prover) everyTurn(body *ir.Region, sets variables, first spans) {
	t, outer := &trial{of: maps.Clone(first)}, w.steady
	for round := 0; len(t.of) > 0; round++ {
		if round == mostRounds || len(w.trials) == mostTrials {
			t.of = spans{}
			break
		}
		t.changed = false
		w.trials = append(w.trials, t)
		w.turn(body, sets, maps.Clone(t.of))
		w.trials = w.trials[:len(w.trials)-1]
		w.steady = outer
		if !t.changed {
			break
		}
		t.again = true
	}
	w.turn(body, sets, t.of)
	w.forget(sets)
	w.steady = outer
}

// turn is one walk through the body.
func (w *prover) turn(body *ir.Region, sets variables, every spans) {
	w.steady = maps.Clone(w.steady)
	maps.Copy(w.steady, every)
	w.forget(sets)
	w.region(body)
}

// forget leaves of some variables what is so in all turns of the loop around.
func (w *prover) forget(sets variables) {
	for v := range sets {
		if s, ok := w.steady[v]; ok {
			w.hold[v] = s
		} else {
			delete(w.hold, v)
		}
	}
}

// chunks goes through a parfor, which gives its Locals back in the end.
func (w *prover) chunks(in *ir.Instr, sets variables) {
	outer := w.steady
	w.steady = maps.Clone(outer)
	for _, v := range in.Par.Locals {
		delete(w.steady, v)
		for _, t := range w.trials {
			if _, ok := t.of[v]; ok {
				t.changed = true
				delete(t.of, v)
			}
		}
	}
	for _, sub := range in.Regions {
		w.forget(sets)
		w.region(sub)
	}
	w.steady = outer
}
