package native

import "gokernels/gokernels/ir"

// chunk is the loop over a chunk, four iterations in the lanes. With reductions or random numbers it goes by eight
// iterations, so that the lanes of both vectors stay in their registers.
func (l *lower) chunk() {
	l.groups = 1
	if len(l.lane.folds) > 0 || l.lane.random || l.lane.wide {
		l.groups = 2
	}
	l.start = l.wordAt(context(atStart), ir.I64)
	l.index = l.variable(general)
	l.set(l.index, l.g2(addG, l.start, l.wordAt(context(atFrom), ir.I64)))
	stop := l.g2(addG, l.start, l.wordAt(context(atTo), ir.I64))
	l.loadLanes()
	bailed, end := l.newLabel(), l.newLabel()
	first := l.copied(l.index)
	lo, hi := l.reach(l.lane, first, stop, bailed)
	if lo != first {
		l.do(inst{op: branch, a: lo, b: first, imm: int64(condG), label: bailed})
		l.do(inst{op: branch, a: hi, b: first, imm: int64(condLE), label: bailed})
	}
	l.smallLaps(l.index, hi)
	four := l.widen()
	l.laps(l.lane, l.index, hi, 4*l.groups/l.width(), func(g int) { l.lanesOf(g, 0) })
	four()
	if lo != first {
		l.do(inst{op: branch, a: hi, b: stop, imm: int64(condL), label: bailed})
	}
	l.tail(stop, end)
	l.label(end)
	l.storeLanes(0)
	l.do(inst{op: exit, imm: Done})
	l.chilled(func() {
		l.label(bailed)
		l.group, l.snaps = 0, nil
		l.bail()
	})
}

// tail runs what is left, less than a turn, under masks.
func (l *lower) tail(stop vreg, end int) {
	for g := range l.groups {
		left := l.g2(subG, stop, l.index)
		if g > 0 {
			left = l.gi(subI, left, 4)
		}
		l.do(inst{op: branch, a: left, imm: int64(condLE), label: end})
		l.lanesOf(g, l.v3(gtQ, l.broadcast(left, ir.I64), l.constant(iota4...)))
	}
}

// lanesOf is the body for one vector of iterations.
func (l *lower) lanesOf(g int, mask vreg) {
	l.group = g
	l.enter()
	l.vals[l.lane.index] = value{u: l.index, plus: int64(l.width() * g), follows: true}
	l.scopes, l.last = nil, mask != 0
	if mask != 0 {
		l.scopes = []scope{{mask: mask}}
	}
	l.snapshot()
	l.code(l.lane.body)
	l.scopes, l.last = nil, false
	l.leave()
}

// loadLanes loads the reductions and the random stream.
func (l *lower) loadLanes() {
	for i, f := range l.lane.folds {
		for g := range l.groups {
			if l.folds[g] == nil {
				l.folds[g] = map[ir.Var]vreg{}
			}
			v := l.variable(vector)
			l.set(v, l.fromWords(context(l.r.foldAt+8*Lanes*i+32*g), f.t))
			l.folds[g][f.v] = v
		}
	}
	for g := l.groups; g < mostGroups; g++ {
		l.folds[g] = l.folds[g%l.groups]
	}
	if !l.lane.random {
		return
	}
	words := l.wordAt(context(atWords), ir.I64)
	for g := range l.groups {
		for k := range 4 {
			l.rng[g][k] = l.variable(vector)
			l.do(inst{op: loadV, d: l.rng[g][k], m: &address{base: words, disp: 64*k + 32*g}})
		}
	}
}

// storeLanes stores them; of group bailed less one as they were before the vector.
func (l *lower) storeLanes(bailed int) {
	for i, f := range l.lane.folds {
		for g := range 4 * l.groups / l.width() {
			x := l.folds[g][f.v]
			if g == bailed-1 && l.snaps != nil {
				x = l.snaps[f.v]
			}
			at := l.r.foldAt + 8*Lanes*i + 32*g
			l.eachFour(x, f.t, func(four vreg) {
				l.do(inst{op: storeV, m: context(at), a: l.toWords(four, f.t)})
				at += 32
			})
		}
	}
	if bailed == 0 {
		for i, v := range l.lane.lasts {
			l.do(inst{op: storeV, m: context(l.r.lastAt + 32*i), a: l.toWords(l.vars[v], l.r.f.Vars[v].Type)})
		}
	}
	if !l.lane.random {
		return
	}
	words := l.wordAt(context(atWords), ir.I64)
	for g := range l.groups {
		for k := range 4 {
			x := l.rng[g][k]
			if g == bailed-1 && l.snaps != nil {
				x = l.old[k]
			}
			l.do(inst{op: storeV, m: &address{base: words, disp: 64*k + 32*g}, a: x})
		}
	}
}

// snapshot keeps what a bail in the middle of a vector must put back.
func (l *lower) snapshot() {
	l.snaps = nil
	if !l.lane.bails {
		return
	}
	l.snaps = map[ir.Var]vreg{}
	for _, f := range l.lane.folds {
		x := l.folds[l.group][f.v]
		l.snaps[f.v] = l.laneVariable(l.lane.shortVar(f.v))
		l.setLanes(l.snaps[f.v], func() vreg { return l.laneOf(x, f.t) })
	}
	if l.lane.random {
		for k, x := range l.rng[l.group] {
			l.old[k] = l.variable(vector)
			l.set(l.old[k], x)
		}
	}
}

// bail gives the vector to the interpreter, or to the scalar form of a loop within scalar code.
func (l *lower) bail() {
	if l.lane.in.Op == ir.For {
		l.jumpTo(l.bailed)
		return
	}
	from := l.g2(subG, l.index, l.start)
	if l.group > 0 {
		from = l.gi(addI, from, int64(l.width()*l.group))
	}
	l.do(inst{op: store64, m: context(atFrom), a: from})
	l.storeLanes(l.group + 1)
	l.do(inst{op: exit, imm: Bail})
}

// bailIf builds a branch to a bail out of line.
func (l *lower) bailIf(test func(label int)) {
	l.aside(test, func(int) { l.bail() })
}

// toWords makes lanes of words as the interpreter has them; fromWords is the way back.
func (l *lower) toWords(x vreg, t ir.Type) vreg {
	switch t {
	case ir.F32:
		return l.v2(zeroD, x)
	case ir.Bool:
		return l.v3(andV, x, l.splat(1))
	}
	return x
}

func (l *lower) fromWords(m *address, t ir.Type) vreg {
	x := l.make(vector, inst{op: loadVm, m: m})
	switch t {
	case ir.F32:
		return l.narrow(x)
	case ir.Bool:
		return l.v3(subQ, l.splat(0), x)
	}
	return x
}
