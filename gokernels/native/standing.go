package native

import (
	"slices"

	"gokernels/gokernels/ir"
)

// A load that every iteration of a For makes, of an element that none of them writes, is made once, before the loop: in the form
// of the loop whose checks have been made by then, and while no array that is written shares memory with another one.

// standing are the loads of a loop that are such.
func (l *laneLoop) standing() (all []*ir.Instr) {
	if !l.straight() {
		return nil
	}
	accesses := l.accesses()
	written := map[int]bool{}
	for _, x := range accesses {
		if x.in.Op == ir.Store {
			written[x.array] = true
		}
	}
	for _, x := range accesses {
		if x.in.Op == ir.Load && !written[x.array] && l.first(x) && l.still(x.index) {
			all = append(all, x.in)
		}
	}
	return all
}

// still reports whether an index is the same in all iterations, and known before the first one.
func (l *laneLoop) still(index []ir.Value) bool {
	for _, x := range index {
		d := l.r.inner[x]
		switch {
		case l.r.consts[x] != nil || !l.own[x]:
		case x == l.index || d == nil:
			return false
		case d.Op == ir.Bounds && !l.proves(d), d.Op != ir.Bounds && d.Op != ir.Add && d.Op != ir.Sub, !l.still(d.Args[:1]):
			return false
		case d.Op != ir.Bounds && !l.still(d.Args[1:]):
			return false
		}
	}
	return true
}

// startStanding makes such loads before a loop that has a first turn.
func (l *lower) startStanding(in *ir.Instr) {
	for _, x := range l.r.stand[in] {
		delete(l.stood, x) // of another form of the loop
	}
	if l.lane != nil || l.key&Apart == 0 || l.r.laned[in] != nil || l.r.proofs[in] != nil && l.proving != in {
		return
	}
	for _, x := range l.r.stand[in] {
		l.enter()
		l.indices(x.Args[1:], l.r.newLaneLoop(in, in.Regions[0]))
		to := l.find(x.Args[0], x.Args[1:])
		l.stood[x] = l.loadOne(&to.m, l.typeOf(x.Results[0]))
		l.leave()
	}
}

// standsInLanes reports whether a load is such in the form in lanes of a loop within scalar code, which has its vectors behind
// the checks of indices.
func (l *lower) standsInLanes(in *ir.Instr) bool {
	lane := l.lane
	if lane == nil || lane.in.Op != ir.For || !slices.Contains(lane.body.Code, in) {
		return false
	}
	for _, x := range lane.accesses() {
		if x.in.Op == ir.Store && x.array == l.r.arrayOf(in.Args[0]) {
			return false
		}
	}
	return !slices.ContainsFunc(in.Args[1:], func(x ir.Value) bool {
		k, ok := lane.follows(x)
		return !ok || k != 0
	})
}

// ahead makes what is loaded before the loops over vectors instead of in them, if all of the address is known there.
func (l *lower) ahead(load func() vreg) vreg {
	at := len(l.at.insts)
	x := load()
	in := l.at.insts[len(l.at.insts)-1]
	k, level := l.keyOf(in)
	level = max(level, l.laneDepth)
	if len(l.at.insts) != at+1 || in.d != x || level >= len(l.loops) {
		return x
	}
	l.at.insts = l.at.insts[:at]
	return l.hoist(l.class[x], *in, k, level)
}
