package native

import (
	"maps"

	"gokernels/gokernels/ir"
)

// mostGroups is how many vectors of iterations a turn may take.
const mostGroups = 4

// forward is a For with a form in lanes, which runs while it can: vectors from the first index at which all checks of
// indices hold. The scalar form does what is before and behind, and whatever a vector bails out of.
func (l *lower) forward(lane *laneLoop, index, stop vreg, begin func()) {
	in := lane.in
	f := &forward{lower: l, lane: lane, index: index, from: l.variable(general), enter: l.newLabel(), end: l.newLabel()}
	head, scalar := l.newLabel(), l.newLabel()
	over := inst{op: branch, a: index, b: stop, imm: int64(condGE)}
	defer l.freeze(in)()
	l.jumpIf(&over, f.end)
	l.set(f.from, stop)
	l.builder.enter()
	f.groups = lane.groupsFor()
	f.reach(stop, scalar)
	l.do(inst{op: branch, a: index, b: f.from, imm: int64(condNE), label: scalar})
	l.label(f.enter)
	f.run(stop)
	l.builder.leave()
	l.label(scalar)
	l.jumpIf(&over, f.end)
	l.push(in.Int, false, f.end)
	l.open()
	l.head(head)
	begin()
	again := l.newLabel()
	l.scopes = append(l.scopes, scope{label: in.Int, again: true, end: again})
	l.code(in.Regions[0])
	l.pop()
	l.label(again)
	l.bump(index, 1)
	l.do(inst{op: turn})
	l.jumpIf(&over, f.end)
	l.do(inst{op: branch, a: index, b: f.from, imm: int64(condNE), label: head})
	l.jumpTo(f.enter)
	l.close()
	l.pop()
	l.label(f.end)
}

// forward is the form in lanes of a loop within scalar code.
type forward struct {
	*lower
	lane       *laneLoop
	index      vreg
	from       vreg // where the lanes begin; what the index never is if they do not run
	last       vreg // the last index at which a turn begins
	groups     int
	enter, end int
	wrapped    map[*ir.Instr]vreg
}

// smallWork is how much work of a vector leaves room for others beside it.
const smallWork = 10

func (lane *laneLoop) groupsFor() int {
	work := lane.laneCost(lane.body)
	switch {
	case lane.bails: // with nothing done yet
		return 1
	case len(lane.folds) > 0 && work <= smallWork:
		return mostGroups
	case len(lane.folds) > 0 || work <= smallWork:
		return 2
	}
	return 1
}

// farIndex bounds what is added to an index, so that no sum of it and a length overflows.
const farIndex = 1 << 62

// reach finds the indices at which all checks that can stand first hold; it goes to plain if they are too few.
func (f *forward) reach(stop vreg, plain int) {
	lo, hi := f.variable(general), f.variable(general)
	f.set(lo, f.index)
	f.set(hi, stop)
	if f.lane.keeps {
		f.bump(hi, -1) // the last iteration is the scalar form's, which leaves what it sets in its variables
	}
	f.wrapped = map[*ir.Instr]vreg{}
	done := map[[2]vreg]bool{}
	f.lower.lane = f.lane
	f.lane.body.Walk(func(in *ir.Instr) {
		if in.Op == ir.Bounds && f.lane.early(in) {
			f.check(in, lo, hi, plain, done)
		}
	})
	f.lower.lane = nil
	f.last = f.variable(general)
	f.set(f.last, hi)
	f.bump(f.last, int64(-4*f.groups))
	f.do(inst{op: branch, a: lo, b: f.last, imm: int64(condG), label: plain})
	f.set(f.from, lo)
}

// check narrows the range by one check.
func (f *forward) check(in *ir.Instr, lo, hi vreg, plain int, done map[[2]vreg]bool) {
	n := f.count(in.Args[1])
	if k, _ := f.lane.follows(in.Args[0]); k == 0 {
		f.wrapped[in] = f.inside(f.uni(in.Args[0]), n, func(test func(label int)) { test(plain) })
		return
	}
	plus := f.base(in.Args[0], 0)
	if done[[2]vreg{plus, n}] {
		return
	}
	done[[2]vreg{plus, n}] = true
	least, most := f.integer(0), n
	if plus != 0 {
		f.do(inst{op: branch, a: f.g2(addG, plus, f.integer(farIndex)), imm: int64(condL), label: plain})
		least, most = f.g1(negG, plus), f.g2(subG, n, plus)
	}
	f.keep(lo, least, condGE)
	f.keep(hi, most, condLE)
}

// keep sets a variable to x unless it compares so with it.
func (f *forward) keep(v, x vreg, c cond) {
	over := f.newLabel()
	f.do(inst{op: branch, a: v, b: x, imm: int64(c), label: over})
	f.set(v, x)
	f.label(over)
}

// run is the loop over vectors.
func (f *forward) run(stop vreg) {
	l := f.lower
	saved := *l
	l.lane, l.vals, l.vars, l.bailed = f.lane, maps.Clone(l.vals), maps.Clone(l.vars), l.newLabel()
	l.folds, l.scopes, l.groups = [mostGroups]map[ir.Var]vreg{}, nil, f.groups
	for v := range f.lane.written {
		l.vars[v] = l.varRegister(v)
	}
	f.startFolds(saved.vars)
	head := l.newLabel()
	l.open()
	l.head(head)
	for g := range f.groups {
		f.vector(g)
	}
	l.bump(f.index, int64(4*f.groups))
	l.do(inst{op: turn})
	l.do(inst{op: branch, a: f.index, b: f.last, imm: int64(condLE), label: head})
	l.close()
	l.label(l.bailed)
	f.endFolds(saved.vars)
	l.set(f.from, stop)
	l.lane, l.vals, l.vars, l.checked, l.bailed = nil, saved.vals, saved.vars, nil, 0
	l.folds, l.scopes, l.groups, l.group = saved.folds, saved.scopes, saved.groups, 0
}

// vector is the body for one vector.
func (f *forward) vector(g int) {
	l := f.lower
	l.group = g
	l.builder.enter()
	l.index = f.index
	if g > 0 {
		l.index = l.gi(addI, f.index, int64(4*g))
	}
	l.vals[f.lane.index] = value{u: l.index, follows: true}
	l.checked = map[*ir.Instr]vreg{}
	f.lane.body.Walk(func(in *ir.Instr) {
		if x, ok := f.wrapped[in]; ok {
			l.checked[in] = x
		} else if in.Op == ir.Bounds && f.lane.early(in) {
			l.checked[in] = l.base(in.Args[0], l.index)
		}
	})
	end := l.newLabel()
	l.push(f.lane.in.Int, true, end)
	l.code(f.lane.body)
	l.pop()
	l.label(end)
	l.builder.leave()
}

// startFolds gives the lanes of a reduction what changes nothing: the operation's identity, or what the variable holds
// where taking that more than once changes nothing.
func (f *forward) startFolds(vars map[ir.Var]vreg) {
	for g := range f.groups {
		f.lower.folds[g] = map[ir.Var]vreg{}
		for _, x := range f.lane.folds {
			v := f.variable(vector)
			f.lower.folds[g][x.v] = v
			switch x.op {
			case ir.Add, ir.Xor:
				f.set(v, f.splat(0))
			case ir.Mul:
				f.set(v, f.splat(1))
			default:
				f.set(v, f.broadcast(vars[x.v], x.t))
			}
		}
	}
}

// endFolds combines the lanes with what the variable held.
func (f *forward) endFolds(vars map[ir.Var]vreg) {
	for _, x := range f.lane.folds {
		op := &ir.Instr{Op: x.op}
		sum := f.lower.folds[0][x.v]
		for g := 1; g < f.groups; g++ {
			sum = f.join(op, x.t, sum, f.lower.folds[g][x.v])
		}
		f.do(inst{op: storeV, m: context(atLanes), a: f.toWords(sum, x.t)})
		for k := range 4 {
			f.combine(op, x.t, vars[x.v], context(atLanes+8*k))
		}
	}
}

func (f *forward) join(op *ir.Instr, t ir.Type, a, b vreg) vreg {
	if t.IsFloat() {
		return f.extremeFloats(op.Op, t, a, b)
	}
	return f.wrapLanes(f.intLanes(op, t, a, b), t)
}

// combine takes a lane, as a word, into a variable.
func (f *forward) combine(op *ir.Instr, t ir.Type, v vreg, m *address) {
	x := f.loadOne(m, wordType(t))
	if t.IsFloat() {
		f.set(v, f.extremeFloats(op.Op, t, f.splatOne(v, t), f.splatOne(x, t)))
		return
	}
	f.set(v, f.wrapOne(f.intOne(op, t, v, x), t))
}
