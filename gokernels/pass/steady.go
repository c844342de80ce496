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
			both := old.or(s)
			t.changed = t.changed || both.low != old.low || both.least != old.least || len(both.most) != len(old.most)
			t.of[in.Var] = both
		}
	}
}

// or is what is true of both.
func (s span) or(t span) span {
	both := span{low: s.low && t.low}
	if both.low {
		both.least = min(s.least, t.least)
	}
	for _, b := range s.most {
		if slices.ContainsFunc(t.most, func(c bound) bool { return c.than == b.than && c.off <= b.off }) {
			both.most = append(both.most, b)
		}
	}
	return both
}

// turns goes through a loop's body with what is known of variables in every turn, and behind the loop.
func (w *prover) turns(body *ir.Region, sets variables) {
	t, outer := &trial{of: spans{}}, w.steady
	for v := range sets {
		if s, ok := w.hold[v]; ok {
			t.of[v] = s
		}
	}
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
