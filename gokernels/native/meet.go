package native

import "gokernels/gokernels/ir"

// meeting is a store whose index moves with the loop's and a load of the same array whose index on that axis stands still, as
// in d[i, j] = ... d[i, k]: they are at the same element in one iteration at most. That one is left to the scalar form; before
// and behind it are lanes.
type meeting struct{ moves, still ir.Value }

// meet reports whether a store and an access meet in one iteration at most.
func (l *laneLoop) meet(s, x access) bool {
	if x.in.Op != ir.Load {
		return false
	}
	for d := range s.index {
		if f := l.form(s.index[d]); f != nil && f.times == 1 && l.standsStill(x.index[d]) {
			l.meetings = append(l.meetings, meeting{s.index[d], x.index[d]})
			return true
		}
	}
	return false
}

// standsStill reports whether an index is the same in all iterations.
func (l *laneLoop) standsStill(x ir.Value) bool {
	if d := l.r.inner[x]; d != nil && d.Op == ir.Bounds && len(d.Results) == 1 && l.own[x] {
		k, ok := l.follows(d.Args[0])
		return ok && k == 0 && l.early(d)
	}
	k, ok := l.follows(x)
	return ok && k == 0
}

// points are the loop's indices at which a load and a store meet.
func (f *forward) points() (all []vreg) {
	saved := f.lower.lane
	f.lower.lane = f.lane
	defer func() { f.lower.lane = saved }()
	seen := map[vreg]bool{}
	for _, m := range f.lane.meetings {
		at, ok := f.checked[f.r.inner[m.still]]
		if !ok {
			if at = f.base(m.still); at == 0 {
				at = f.integer(0)
			}
		}
		if plus := f.base(m.moves); plus != 0 {
			at = f.g2(subG, at, plus)
		}
		if !seen[at] {
			seen[at] = true
			all = append(all, at)
		}
	}
	return all
}

// between makes the lanes run from f.from to f.until: from lo to hi, or to a point where elements meet, whichever comes first;
// it goes to scalar when what is left is less than a vector. What it returns is done behind a run.
func (f *forward) between(lo, hi vreg, scalar int) (again func()) {
	points, next, ready := f.points(), f.newLabel(), f.newLabel()
	f.until = f.variable(general)
	behind := func() {
		f.set(f.from, f.gi(addI, f.until, 1))
		f.jumpTo(next)
	}
	short := func(to vreg, label int) {
		f.do(inst{op: branch, a: f.g2(subG, to, f.from), imm: int64(condL) | int64(f.lane.width())<<8, label: label})
	}
	f.set(f.from, lo)
	f.label(next)
	f.epoch++
	none, met := f.newLabel(), f.newLabel()
	short(hi, none)
	f.set(f.until, hi)
	for _, at := range points {
		past := f.newLabel()
		f.do(inst{op: branch, a: f.g2(subG, at, f.from), b: f.g2(subG, f.until, f.from), imm: int64(condAE), label: past})
		f.set(f.until, at)
		f.label(past)
	}
	short(f.until, met)
	f.jumpTo(ready)
	f.label(met)
	behind()
	f.label(none)
	f.set(f.from, f.integer(noIndex))
	f.jumpTo(scalar)
	f.label(ready)
	return behind
}
