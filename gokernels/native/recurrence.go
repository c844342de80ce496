package native

import (
	"slices"

	"gokernels/gokernels/ir"
)

// A first-order recurrence is a variable that each iteration of a For reads first and then sets, to what does not come from
// the reading: the element before, as in d = x[i] - last; last = x[i]. In lanes, reading gives each lane what the one before
// it is about to set, and lane 0 what the last lane of the vector before has set.

// recurrences finds those among the variables that a loop sets; what is set is known before it is first read.
func (l *laneLoop) recurrences() {
	for _, v := range l.r.vars {
		if set := l.onlySet(v); set >= 0 && l.r.f.Vars[v].Type.IsScalar() {
			first := slices.IndexFunc(l.body.Code, func(in *ir.Instr) bool { return readsIn(in, v) })
			last := len(l.body.Code) - 1
			for last > first && !readsIn(l.body.Code[last], v) {
				last--
			}
			if first >= 0 && last < set && l.knownAt(l.body.Code[set].Args[0]) < first {
				l.recur = append(l.recur, v)
			}
		}
	}
}

// onlySet is where in the body the one Set of a variable stands that every iteration comes to, or -1.
func (l *laneLoop) onlySet(v ir.Var) int {
	sets := 0
	l.body.Walk(func(in *ir.Instr) {
		if in.Op == ir.Set && in.Var == v || in.Op == ir.Continue && in.Int == l.in.Int {
			sets++
		}
	})
	if sets != 1 {
		return -1
	}
	return slices.IndexFunc(l.body.Code, func(in *ir.Instr) bool { return in.Op == ir.Set && in.Var == v })
}

func readsIn(in *ir.Instr, v ir.Var) bool {
	return getsIn(&ir.Region{Code: []*ir.Instr{in}}, v) > 0
}

// knownAt is where in the body a value is made, -1 if before.
func (l *laneLoop) knownAt(x ir.Value) int {
	if !l.own[x] || x == l.index {
		return -1
	}
	return slices.IndexFunc(l.body.Code, func(in *ir.Instr) bool { return slices.Contains(in.Results, x) })
}

func (l *laneLoop) recurs(v ir.Var) bool { return slices.Contains(l.recur, v) }

// setTo is what an iteration sets such a variable to.
func (l *laneLoop) setTo(v ir.Var) ir.Value { return l.body.Code[l.onlySet(v)].Args[0] }

// recurLong reports whether one has lanes of 64 bits.
func (l *laneLoop) recurLong() bool {
	return slices.ContainsFunc(l.recur, func(v ir.Var) bool { return !l.shortVar(v) })
}

// costShift is that of moving lanes on by one.
const costShift = 3

// rotated has each lane where the next one was, and the last one first.
func (l *lower) rotated(x vreg, t ir.Type) vreg {
	const byOne = 0b10_01_00_11
	switch {
	case l.eight():
		return l.v3(permD, l.constant(0<<32|7, 2<<32|1, 4<<32|3, 6<<32|5), x)
	case t == ir.F32:
		return l.v3i(evenF, x, x, byOne)
	}
	return l.vi(permQ, x, byOne)
}

// before is what the iteration before has set; the variable's register has in lane 0 what the vector before has.
func (l *lower) before(v ir.Var) vreg {
	t, halves := l.r.f.Vars[v].Type, int64(0b11)
	if t == ir.F32 || l.eight() {
		halves = 0b01
	}
	return l.v3i(blendD, l.rotated(l.vec(l.lane.setTo(v)), t), l.vars[v], halves)
}

// startRecurrences gives them registers, with what the variables hold.
func (l *lower) startRecurrences(vars map[ir.Var]vreg) {
	for _, v := range l.lane.recur {
		l.setLanes(l.vars[v], func() vreg { return l.broadcast(vars[v], l.r.f.Vars[v].Type) })
	}
}

// endRecurrences sets the variables to what the last lane has set.
func (f *forward) endRecurrences(vars map[ir.Var]vreg) {
	for _, v := range f.lane.recur {
		t, first := f.r.f.Vars[v].Type, vreg(0)
		f.eachFour(f.lower.vars[v], t, func(four vreg) {
			if first == 0 {
				first = four
			}
		})
		f.do(inst{op: storeV, m: context(atLanes), a: f.toWords(first, t)})
		f.set(vars[v], f.loadOne(context(atLanes), wordType(t)))
	}
}
