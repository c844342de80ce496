package native

import "gokernels/gokernels/ir"

// farIndex bounds what is added to an index, so that no sum of it and a length overflows.
const farIndex = 1 << 62

// reach narrows the indices from lo to below hi to those at which all checks hold that can stand first; code for these
// indices has no such checks. It goes to out if a check does not depend on the index and fails, or if the range is too far
// from 0 to compute with.
func (l *lower) reach(lane *laneLoop, lo, hi vreg, out int) (least, most vreg) {
	saved := l.lane
	l.lane, l.checked = lane, map[*ir.Instr]vreg{}
	done := map[[2]vreg]bool{}
	lane.body.Walk(func(in *ir.Instr) {
		if in.Op != ir.Bounds || !lane.early(in) {
			return
		}
		plus, n := l.base(in.Args[0]), l.count(in.Args[1])
		if k, _ := lane.follows(in.Args[0]); k == 0 {
			if plus == 0 {
				plus = l.integer(0)
			}
			l.checked[in] = l.inside(plus, n, func(test func(label int)) { test(out) })
			return
		}
		l.checked[in] = 0
		if at := [2]vreg{plus, n}; !done[at] {
			done[at] = true
			lo, hi = l.narrowTo(plus, n, lo, hi, out)
		}
	})
	l.lane = saved
	return lo, hi
}

// narrowTo keeps the indices that, plus something (0: nothing), are within n elements.
func (l *lower) narrowTo(plus, n, lo, hi vreg, out int) (least, most vreg) {
	least, most = l.integer(0), n
	if plus != 0 {
		l.do(inst{op: branch, a: l.g2(addG, plus, l.integer(farIndex)), imm: int64(condL), label: out})
		least, most = l.negated(plus), l.g2(subG, n, plus)
	}
	return l.greater(least, lo),
		l.make(general, inst{op: extremeG, a: most, b: hi, imm: int64(condL)})
}

// base is an index from outside and the loop's index without that; 0 for 0.
func (l *lower) base(x ir.Value) vreg {
	d := l.r.inner[x]
	switch {
	case x == l.lane.index:
		return 0
	case l.r.consts[x] != nil || !l.lane.own[x]:
		return l.uni(x)
	case d.Op == ir.Bounds:
		return l.base(d.Args[0])
	}
	a, b := l.base(d.Args[0]), l.base(d.Args[1])
	switch {
	case b == 0:
		return a
	case d.Op == ir.Sub && a == 0:
		return l.negated(b)
	case d.Op == ir.Sub:
		return l.g2(subG, a, b)
	case a == 0:
		return b
	}
	return l.g2(addG, a, b)
}

// count is a length from outside.
func (l *lower) count(x ir.Value) vreg {
	if d := l.r.inner[x]; d != nil && d.Op == ir.Dim {
		return l.dim(d.Args[0], int(d.Int))
	}
	return l.uni(x)
}

// mostGroups is how many vectors of iterations a turn may take.
const mostGroups = 4

// enoughWork is how much work a turn should have, that all units of the processor have some at any time.
const enoughWork = 96

// groupsOf is how many vectors a turn of a loop takes, of which least belong together.
func (lane *laneLoop) groupsOf(least int) int {
	if lane.bails || lane.random || lane.hasLoops() { // a bail finds nothing done yet in its turn
		return least
	}
	work := lane.laneCost(lane.body)
	for n := mostGroups; n > least; n /= 2 {
		if work*n <= enoughWork {
			return n
		}
	}
	return least
}

func (lane *laneLoop) hasLoops() bool {
	return lane.body.Any(func(in *ir.Instr) bool { return in.Op == ir.For || in.Op == ir.Loop })
}

// stripTurns is how many turns of a loop without loops in it are made between looks at the counter: less than 0.1 ms of
// work.
const stripTurns = 128

// laps are the loops over vectors that end before hi, which the index must not have passed: turns of several vectors, then
// of least, which belong together.
func (l *lower) laps(lane *laneLoop, index, hi vreg, least int, vector func(g int)) {
	t := &lap{lower: l, index: index, hi: hi, groups: least, vector: vector}
	most := lane.groupsOf(least)
	if l.doubleLap(lane, index, hi, vector) {
		most, t.few = least, true
	}
	switch {
	case lane.hasLoops(): // they count turns
		t.run(t.turns)
	case most > least:
		t.groups = most
		t.run(func(last vreg) {
			together := l.accumulators(lane, least, most)
			t.strips(last)
			together()
		})
		t.groups, t.few = least, true
		if most > 2*least {
			t.run(func(last vreg) { t.loop(last, 0) })
		} else {
			t.run(func(vreg) { t.turn() })
		}
	default:
		t.run(t.strips)
	}
}

// lap is one loop over turns of so many vectors.
type lap struct {
	*lower
	index, hi vreg
	groups    int
	vector    func(g int)
	few       bool // turns, as others were made before
}

// step is how many iterations a turn does.
func (t *lap) step() int64 { return int64(t.width() * t.groups) }

// run does some turns if there is one; the last one may begin at last.
func (t *lap) run(turns func(last vreg)) {
	step := t.step()
	t.ifLeft(t.index, t.hi, step, func() { turns(t.gi(subI, t.hi, step)) })
}

// ifLeft builds code for where n iterations are left at least.
func (l *lower) ifLeft(index, hi vreg, n int64, build func()) {
	past := l.newLabel()
	l.builder.enter()
	if l.near {
		l.do(inst{op: branch, a: index, b: l.gi(subI, hi, n), imm: int64(condG), label: past})
	} else {
		l.do(inst{op: branch, a: l.g2(subG, hi, index), imm: int64(condB) | n<<8, label: past})
	}
	build()
	l.builder.leave()
	l.label(past)
}

func (t *lap) turn() {
	saved, lists := t.at, make([][]*inst, t.groups)
	for g := range t.groups {
		t.at = &list{}
		t.vector(g)
		lists[g] = t.at.insts
	}
	t.at = saved
	t.at.insts = append(t.at.insts, t.overlapped(t.weave(lists))...)
	t.bump(t.index, t.step())
}

// loop is turns up to the one at last, which count so much each.
func (t *lap) loop(last vreg, count int64) {
	head := t.newLabel()
	t.begin(t.few)
	t.label(head)
	t.turn()
	if count > 0 {
		t.do(inst{op: turn, imm: count})
	}
	t.do(inst{op: branch, a: t.index, b: last, imm: int64(condLE), label: head})
	t.close()
}

func (t *lap) turns(last vreg) { t.loop(last, 1) }

// strips counts turns by the strip, so that a turn ends with a comparison only.
func (t *lap) strips(last vreg) {
	head := t.newLabel()
	t.begin(t.few)
	t.label(head)
	far := t.gi(addI, t.index, (stripTurns-1)*t.step()) // beyond the last int64 it is less than the index: a strip of one turn
	t.loop(t.make(general, inst{op: extremeG, a: far, b: last, imm: int64(condL)}), 0)
	t.do(inst{op: turn, imm: stripTurns})
	t.do(inst{op: branch, a: t.index, b: last, imm: int64(condLE), label: head})
	t.close()
}
