package native

import (
	"maps"
	"math"

	"gokernels/gokernels/ir"
)

// forward is a For with a form in lanes, which runs while it can: vectors from the first index at which all checks of
// indices hold. The scalar form does what is before and behind, and whatever a vector bails out of.
func (l *lower) forward(lane *laneLoop, index, stop vreg, begin func()) {
	f := &forward{lower: l, lane: lane, index: index, from: l.variable(general)}
	in := lane.in
	enter, scalar, end := l.newLabel(), l.newLabel(), l.newLabel()
	over := inst{op: branch, a: index, b: stop, imm: int64(condGE)}
	defer l.freeze(in)()
	l.jumpIf(&over, end)
	l.builder.enter()
	l.set(f.from, l.integer(noIndex))
	lo, hi := f.enough(stop, scalar)
	l.set(f.from, lo)
	l.do(inst{op: branch, a: index, b: f.from, imm: int64(condNE), label: scalar})
	l.label(enter)
	l.epoch++ // the scalar form comes here too
	f.run(hi)
	l.builder.leave()
	l.label(scalar)
	l.turns(in, &over, index, begin, func() {
		l.bump(index, 1)
		l.do(inst{op: branch, a: index, b: f.from, imm: int64(condE), label: enter})
	})
	l.label(end)
}

// noIndex is what no index is that another one comes before.
const noIndex = math.MinInt64

// forward is the form in lanes of a loop within scalar code.
type forward struct {
	*lower
	lane  *laneLoop
	index vreg
	from  vreg // where the lanes begin, or noIndex
}

// enough finds the indices for the lanes; it goes to scalar if these are too few for a vector. Where what an iteration
// sets is read behind the loop, the last one that may not raise is the scalar form's.
func (f *forward) enough(stop vreg, scalar int) (lo, hi vreg) {
	lo, hi = f.reach(f.lane, f.copied(f.index), stop, scalar)
	f.do(inst{op: branch, a: lo, b: hi, imm: int64(condGE), label: scalar})
	if f.lane.keeps {
		hi = f.gi(subI, hi, 1)
	}
	f.do(inst{op: branch, a: f.g2(subG, hi, lo), imm: int64(condB) | int64(f.lane.width())<<8, label: scalar})
	return lo, hi
}

// run is the loops over vectors.
func (f *forward) run(hi vreg) {
	l := f.lower
	saved := *l
	l.lane, l.vals, l.vars, l.bailed = f.lane, maps.Clone(l.vals), maps.Clone(l.vars), l.newLabel()
	l.folds, l.scopes, l.groups = [mostGroups]map[ir.Var]vreg{}, nil, f.lane.groupsOf(1)
	l.setWide(f.lane.wide)
	for _, v := range l.r.vars {
		if f.lane.written[v] {
			l.vars[v] = l.varRegister(v)
		}
	}
	f.startFolds(saved.vars)
	l.laps(f.lane, f.index, hi, 1, f.vector)
	l.label(l.bailed)
	f.endFolds(saved.vars)
	l.setWide(false)
	l.set(f.from, l.integer(noIndex))
	l.lane, l.vals, l.vars, l.checked, l.bailed = nil, saved.vals, saved.vars, nil, 0
	l.folds, l.scopes, l.groups, l.group = saved.folds, saved.scopes, saved.groups, 0
}

// vector is the body for one vector.
func (f *forward) vector(g int) {
	l := f.lower
	l.group = g
	l.builder.enter()
	l.vals[f.lane.index] = value{u: f.index, plus: int64(l.width() * g), follows: true}
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
	for g := range f.lower.groups {
		f.lower.folds[g] = map[ir.Var]vreg{}
		for _, x := range f.lane.folds {
			v := f.laneVariable(f.lane.shortVar(x.v))
			f.lower.folds[g][x.v] = v
			f.setLanes(v, func() vreg { return f.nothing(x, vars) })
		}
	}
}

// nothing is what changes nothing in the lanes of a reduction.
func (f *forward) nothing(x fold, vars map[ir.Var]vreg) vreg {
	switch x.op {
	case ir.Add, ir.Xor:
		return f.splat(0)
	case ir.Mul:
		return f.all(1)
	}
	return f.broadcast(vars[x.v], x.t)
}

// endFolds combines the lanes with what the variable held.
func (f *forward) endFolds(vars map[ir.Var]vreg) {
	for _, x := range f.lane.folds {
		op, sum := &ir.Instr{Op: x.op}, vreg(0)
		for g := range f.lower.groups {
			f.eachFour(f.lower.folds[g][x.v], x.t, func(four vreg) {
				if sum != 0 {
					four = f.join(op, x.t, sum, four)
				}
				sum = four
			})
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
