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
	none := over
	none.label = end
	empty := l.do(none)
	l.builder.enter()
	l.set(f.from, l.integer(noIndex))
	lo, hi := f.enough(stop, scalar)
	next := func() { l.bump(index, 1) }
	if f.straight(lo) { // the scalar form does what is behind, only
		empty.op = nothing // it asks that, too
		l.near = true
		f.shared(hi)
		l.near = false
	} else {
		next = f.whence(lo, hi, enter, scalar)
	}
	l.builder.leave()
	l.label(scalar)
	l.turns(in, &over, index, begin, next)
	l.label(end)
}

// straight reports whether the lanes always begin where the loop does, at an index that is a small constant.
func (f *forward) straight(lo vreg) bool {
	c := f.r.consts[f.lane.in.Args[0]]
	return c != nil && isNear(c.Int) && c.Int >= 0 && f.isInteger(lo, c.Int) && len(f.lane.meetings) == 0
}

// whence goes to the lanes where they begin, and returns what goes there behind each iteration of the scalar form.
func (f *forward) whence(lo, hi vreg, enter, scalar int) (next func()) {
	behind := func() { f.set(f.from, f.integer(noIndex)) }
	if len(f.lane.meetings) > 0 {
		behind = f.between(lo, hi, scalar)
		hi = f.until
	} else {
		f.set(f.from, lo)
	}
	f.do(inst{op: branch, a: f.index, b: f.from, imm: int64(condNE), label: scalar})
	f.label(enter)
	f.epoch++ // the scalar form comes here too
	f.shared(hi)
	behind()
	return func() {
		f.bump(f.index, 1)
		f.do(inst{op: branch, a: f.index, b: f.from, imm: int64(condE), label: enter})
	}
}

// shared is run, in which the loops over vectors share addresses and the like. Where they run once each has its own, as it is
// likely to be the only one.
func (f *forward) shared(hi vreg) {
	if len(f.loops) > 0 {
		f.builder.together(func() { f.run(hi) })
		return
	}
	f.run(hi)
}

// noIndex is what no index is that another one comes before.
const noIndex = math.MinInt64

// forward is the form in lanes of a loop within scalar code.
type forward struct {
	*lower
	lane  *laneLoop
	index vreg
	from  vreg // where the lanes begin, or noIndex
	until vreg // where they end, if it is not always the same
}

// enough finds the indices for the lanes; it goes to scalar if these are too few for a vector. Where what an iteration
// sets is read behind the loop, the last one that may not raise is the scalar form's.
func (f *forward) enough(stop vreg, scalar int) (lo, hi vreg) {
	lo, hi = f.reach(f.lane, f.first(), stop, scalar)
	least := int64(f.lane.width())
	if f.narrows() {
		least = 4
	}
	if f.straight(lo) && !f.lane.keeps {
		f.do(inst{op: branch, a: hi, imm: int64(condL) | (f.ints[lo]+least)<<8, label: scalar})
		return lo, hi
	}
	f.do(inst{op: branch, a: lo, b: hi, imm: int64(condGE), label: scalar})
	if f.lane.keeps {
		hi = f.gi(subI, hi, 1)
	}
	f.do(inst{op: branch, a: f.g2(subG, hi, lo), imm: int64(condB) | least<<8, label: scalar})
	return lo, hi
}

// first is the index that the loop begins with.
func (f *forward) first() vreg {
	if c := f.r.consts[f.lane.in.Args[0]]; c != nil {
		return f.integer(c.Int)
	}
	return f.copied(f.index)
}

// narrows reports whether what eight lanes of AVX-512 leave, or a run that is too short for them, goes to four: within another loop
// that may be all there is.
func (f *forward) narrows() bool {
	l := f.lane
	return l.wide && l.long && len(f.loops) > 0 && !l.bails && !l.keeps && !l.random && !l.hasLoops() &&
		len(l.folds)+len(l.recur)+len(l.lasts)+len(l.meetings) == 0
}

// run is the loops over vectors.
func (f *forward) run(hi vreg) {
	if !f.narrows() {
		f.vectors(hi)
		return
	}
	checked := f.checked
	f.ifLeft(f.index, hi, int64(f.lane.width()), func() { f.vectors(hi) })
	f.ifLeft(f.index, hi, 4, func() {
		f.checked = checked
		f.withLanes(f.lane, 1, func() {
			f.vector(0)
			f.bump(f.index, 4)
			f.again(hi)
		})
	})
}

// vectors is the loops over vectors as long as they are to be.
func (f *forward) vectors(hi vreg) {
	l := f.lower
	vars := l.vars
	l.setWide(f.lane.wide)
	l.laneDepth = len(l.loops)
	l.withLanes(f.lane, f.lane.groupsOf(1), func() {
		l.bailed = l.newLabel()
		l.smallLaps(f.index, hi)
		l.laps(f.lane, f.index, hi, 1, f.vector)
		f.again(hi)
		l.label(l.bailed)
		f.endFolds(vars)
		f.endRecurrences(vars)
	})
	l.setWide(false)
}

// withLanes builds what runs in the lanes of a loop within scalar code: values, and registers of variables, are its own.
func (l *lower) withLanes(lane *laneLoop, groups int, build func()) {
	saved := *l
	l.lane, l.vals, l.vars = lane, maps.Clone(l.vals), maps.Clone(l.vars)
	l.folds, l.scopes, l.groups = [mostGroups]map[ir.Var]vreg{}, nil, groups
	for _, v := range l.r.vars {
		if lane.written[v] {
			l.vars[v] = l.varRegister(v)
		}
	}
	l.startFolds(saved.vars)
	l.startRecurrences(saved.vars)
	build()
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

// startFolds gives each group of lanes of the reductions registers, with what changes nothing.
func (l *lower) startFolds(vars map[ir.Var]vreg) {
	for g := range l.folds {
		if g >= l.groups {
			l.folds[g] = l.folds[g%l.groups]
			continue
		}
		l.folds[g] = map[ir.Var]vreg{}
		for _, x := range l.lane.folds {
			v := l.laneVariable(l.lane.shortVar(x.v))
			l.folds[g][x.v] = v
			l.setLanes(v, func() vreg { return l.identity(x, vars[x.v]) })
		}
	}
}

// identity is what the lanes of a reduction start with: as in interp, what changes nothing, or what the variable holds where
// taking that more than once changes nothing.
func (l *lower) identity(x fold, now vreg) vreg {
	zero, one := uint64(0), uint64(1)
	switch x.t {
	case ir.F64:
		zero, one = 1<<63, math.Float64bits(1)
	case ir.F32:
		one = uint64(math.Float32bits(1))
		zero, one = 1<<63|1<<31, one<<32|one
	}
	switch x.op {
	case ir.Add, ir.Xor:
		return l.all(zero)
	case ir.Mul:
		return l.all(one)
	}
	return l.broadcast(now, x.t)
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
			f.combine(x, vars[x.v], context(atLanes+8*k))
		}
	}
}

// join combines lanes of a reduction with others.
func (l *lower) join(op *ir.Instr, t ir.Type, a, b vreg) vreg {
	if t.IsFloat() {
		return l.extremeFloats(op.Op, t, a, b)
	}
	return l.wrapLanes(l.intLanes(op, t, a, b), t)
}

// combine takes a lane, as a word, into a variable.
func (l *lower) combine(x fold, v vreg, m *address) {
	op, lane := &ir.Instr{Op: x.op}, l.loadOne(m, wordType(x.t))
	if x.t.IsFloat() {
		l.set(v, l.floatOne(op, x.t, v, lane))
		return
	}
	l.set(v, l.wrapOne(l.intOne(op, x.t, v, lane), x.t))
}
