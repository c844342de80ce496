package native

import (
	"slices"

	"gokernels/gokernels/ir"
)

// branches lowers an if: by a jump where the condition is uniform, under masks where it varies.
func (l *lower) branches(in *ir.Instr) bool {
	if l.isVector(in.Args[0]) {
		l.masked(in)
		return true
	}
	if l.keepsExtreme(in) {
		return true
	}
	if raises(in.Regions[0]) && l.lane == nil {
		return l.raiseIf(in)
	}
	other, end := l.newLabel(), l.newLabel()
	l.jumpIfNot(in.Args[0], other)
	falls := l.branch(in.Regions[0])
	if falls && len(in.Regions[1].Code) > 0 {
		l.jumpTo(end)
	}
	l.label(other)
	if len(in.Regions[1].Code) > 0 {
		falls = l.branch(in.Regions[1]) || falls
	} else {
		falls = true
	}
	l.label(end)
	if falls {
		l.leftAround(in)
	}
	return falls
}

// raises reports whether a region ends in an exception.
func raises(r *ir.Region) bool { return len(r.Code) > 0 && r.Code[len(r.Code)-1].Op == ir.Raise }

// raiseIf lowers an if whose first branch raises, out of line.
func (l *lower) raiseIf(in *ir.Instr) bool {
	l.aside(func(away int) { l.jumpWhen(in.Args[0], away) }, func(int) { l.branch(in.Regions[0]) })
	return l.code(in.Regions[1])
}

// branch is a region of an if; what the interpreter must run ends the code.
func (l *lower) branch(r *ir.Region) bool {
	if !leaves(r) {
		return l.code(r)
	}
	for _, in := range r.Code {
		if !l.r.knows(in) {
			l.stop(leaving{region: r}, l.needs(r))
			return false
		}
	}
	return l.code(r)
}

// needs is what a region takes from outside of itself.
func (l *lower) needs(r *ir.Region) []ir.Value {
	var all []ir.Value
	own, seen := map[ir.Value]bool{}, map[ir.Value]bool{}
	for _, in := range r.Code {
		for _, v := range in.Args {
			if !own[v] && !seen[v] {
				seen[v] = true
				all = append(all, v)
			}
		}
		for _, v := range in.Results {
			own[v] = true
		}
	}
	return all
}

// masked runs both branches under masks; a branch with work that costs, or that must not run for no lane, is jumped over.
func (l *lower) masked(in *ir.Instr) {
	if l.only(in) || l.keepsExtreme(in) {
		return
	}
	c := l.vec(in.Args[0])
	outer := l.mask()
	joint, own := l.joints(in), [2]map[ir.Var]vreg{}
	for k, r := range in.Regions {
		if len(r.Code) == 0 {
			continue
		}
		m := c
		switch {
		case k == 0 && outer != 0:
			m = l.masks(andV, c, outer)
		case k == 1 && outer != 0:
			m = l.masks(andnV, c, outer)
		case k == 1:
			m = l.inverted(c)
		}
		if l.lanesMayLeave(in) { // breaks within change it
			own := l.variable(vector)
			l.set(own, m)
			m = own
		}
		own[k] = l.apart(joint, func() { l.under(m, r) })
	}
	l.chooseJoint(in, joint, own)
	l.leftAround(in)
}

// under runs a branch under a mask.
func (l *lower) under(m vreg, r *ir.Region) {
	l.scopes = append(l.scopes, scope{label: -1, mask: m, masked: true, body: r})
	if l.heavy(r) {
		end := l.newLabel()
		l.do(inst{op: branchEmpty, a: m, label: end})
		l.branch(r)
		l.label(end)
	} else {
		l.always(r)
	}
	l.pop()
}

// only takes the lanes of an if that is nothing but a break or continue out of their constructs.
func (l *lower) only(in *ir.Instr) bool {
	r := in.Regions[0].Code
	if len(r) != 1 || len(in.Regions[1].Code) != 0 || r[0].Op != ir.Break && r[0].Op != ir.Continue {
		return false
	}
	target := l.targetOf(r[0])
	if target < 0 || !l.wild(r[0].Int) {
		return false
	}
	c, keep := l.vec(in.Args[0]), andnV
	if not := l.r.inner[in.Args[0]]; not != nil && l.isNot(not) {
		c, keep = l.vec(not.Args[0]), andV
	}
	done := map[vreg]bool{}
	for _, s := range l.scopes[target:] {
		if s.mask == 0 {
			refuse("lanes leave a construct without a mask")
		}
		if !done[s.mask] {
			l.do(inst{op: keep, d: s.mask, a: c, b: s.mask})
		}
		done[s.mask] = true
	}
	most := heavyCode
	if r[0].Op == ir.Break && l.innermost(target) { // what ends the turn looks, too
		most = heavyTurn
	}
	if l.heavyWork(l.rest, most) {
		l.skipIfEmpty()
	}
	return true
}

// innermost reports whether a scope is that of the innermost loop.
func (l *lower) innermost(target int) bool {
	return l.scopes[target].turns && !slices.ContainsFunc(l.scopes[target+1:], func(s scope) bool { return s.turns })
}

// heavyCode is how many instructions are worth a jump that may be mispredicted; heavyTurn is how many of a loop's last
// turn are worth a test in every turn.
const (
	heavyCode = 20
	heavyTurn = 40
)

// heavy reports whether a branch is to be skipped if no lane takes it.
func (l *lower) heavy(r *ir.Region) bool { return l.heavyWork(r.Code, heavyCode) }

func (l *lower) heavyWork(code []*ir.Instr, most int) bool {
	n, must := 0, false
	(&ir.Region{Code: code}).Walk(func(in *ir.Instr) {
		if l.isFree(in) {
			return
		}
		n++
		switch {
		case ir.Sqrt < in.Op && in.Op <= ir.Hypot || in.Op == ir.RT: // a function
			n += heavyCode
		case in.Op == ir.Div || in.Op == ir.Sqrt || in.Op == ir.FloorDiv || in.Op == ir.Mod:
			n += heavyCode / 2
		}
		switch in.Op {
		case ir.Load, ir.Store, ir.Bounds, ir.Loop, ir.For, ir.ParFor, ir.Raise, ir.Return, ir.Break, ir.Continue:
			must = true
		}
	})
	return must || n > most
}

// isFree reports whether an instruction has no code where it stands.
func (l *lower) isFree(in *ir.Instr) bool {
	switch in.Op {
	case ir.NoOp, ir.Const, ir.Get, ir.Dim, ir.Writable:
		return true
	case ir.Bounds:
		_, before := l.checked[in]
		return before
	}
	return false
}

// lanesMayLeave reports whether an instruction holds a break or continue by which lanes leave a construct around it.
func (l *lower) lanesMayLeave(in *ir.Instr) bool {
	return l.lane != nil && (&spreader{l: l.lane}).lanesLeave(in)
}

// skipIfEmpty goes to the end of the region if no lane is left.
func (l *lower) skipIfEmpty() {
	if m := l.mask(); m != 0 {
		l.do(inst{op: branchEmpty, a: m, label: l.end()})
	}
}

// away lowers break and continue.
func (l *lower) away(in *ir.Instr) {
	target := l.targetOf(in)
	if target < 0 {
		if l.lane != nil && l.lane.in == l.r.in {
			refuse("a break out of the loop")
		}
		l.stop(leaving{in: in}, nil)
		return
	}
	for i := target + 1; i < len(l.scopes); i++ {
		if l.scopes[i].masked {
			l.kill(target)
			return
		}
	}
	if l.wild(in.Int) {
		l.kill(target)
		return
	}
	l.jumpTo(l.scopes[target].end)
}

// targetOf is the scope that a break or continue leaves, -1 if that is around the loop.
func (l *lower) targetOf(in *ir.Instr) int {
	target := -1
	for i, s := range l.scopes {
		if s.label == in.Int && s.again == (in.Op == ir.Continue) {
			target = i
		}
	}
	return target
}

// kill takes the running lanes out of all scopes up to the target.
func (l *lower) kill(target int) {
	running := l.mask()
	if running == 0 {
		refuse("lanes leave, but there is no mask")
	}
	gone := l.variable(vector)
	l.set(gone, running)
	for i := target; i < len(l.scopes); i++ {
		s := &l.scopes[i]
		if s.mask == 0 {
			refuse("lanes leave a construct without a mask")
		}
		l.do(inst{op: andnV, d: s.mask, a: gone, b: s.mask})
	}
	l.jumpTo(l.end())
}

// push opens a scope; if lanes leave it one by one it has a mask of its own.
func (l *lower) push(label int64, again bool, end int) vreg {
	m := l.mask()
	if l.wild(label) {
		own := l.variable(vector)
		if m == 0 {
			m = l.splat(^uint64(0))
		}
		l.set(own, m)
		m = own
	}
	l.scopes = append(l.scopes, scope{label: label, again: again, mask: m, end: end, masked: l.wild(label)})
	return m
}

// within says what region the scope that was just opened is for.
func (l *lower) within(r *ir.Region) { l.scopes[len(l.scopes)-1].body = r }

func (l *lower) pop() { l.scopes = l.scopes[:len(l.scopes)-1] }

func (l *lower) block(in *ir.Instr) {
	end := l.newLabel()
	l.push(in.Int, false, end)
	l.within(in.Regions[0])
	l.code(in.Regions[0])
	l.pop()
	l.label(end)
	l.leftAround(in)
}

// leftAround skips the rest of a region if all lanes left it from within an instruction.
func (l *lower) leftAround(in *ir.Instr) {
	if l.lanesMayLeave(in) {
		l.skipIfEmpty()
	}
}

func (l *lower) forever(in *ir.Instr) { l.turns(in, nil, 0, func() {}, func() {}) }

// turns is a loop: over jumps where there is no (other) turn, begin comes before the body, next after it. A loop without
// an index has 0 for one.
func (l *lower) turns(in *ir.Instr, over *inst, index vreg, begin, next func()) {
	wild := l.wild(in.Int)
	l.looping(in, over, index, func(end int, live vreg, carry func()) {
		head := l.newLabel()
		l.label(head)
		copies := l.copies(in)
		for n := range copies {
			if n > 0 {
				l.jumpIf(over, end)
			}
			begin()
			l.onceMore(in, live)
			carry()
			next()
		}
		l.do(inst{op: turn, imm: int64(copies)})
		switch masked := wild || live != 0 && l.lanesMayLeave(in); {
		case masked:
			l.jumpIf(over, end)
			l.do(inst{op: branchAny, a: live, label: head})
		case over == nil:
			l.jumpTo(head)
		default:
			l.jumpIf(opposite(over), head)
		}
	})
}

// looping is what is around the turns of a loop: none if over, and what is done before the first. The turns get the label of what comes
// behind them, the mask of the lanes that are in the loop, and what is to be done between two.
func (l *lower) looping(in *ir.Instr, over *inst, index vreg, turns func(end int, live vreg, carry func())) {
	end := l.newLabel()
	defer l.freeze(in)()
	l.jumpIf(over, end)
	carry := l.startCarries(in, index)
	l.startStanding(in)
	live := l.push(in.Int, false, end)
	l.within(in.Regions[0])
	l.scopes[len(l.scopes)-1].turns = true
	l.open()
	turns(end, live, carry)
	l.close()
	l.pop()
	l.label(end)
	l.leftAround(in)
}

// fromMemory reports whether a bound of a loop is an element of an array, as where rows of different lengths lie behind each other: such
// loops are short, and to jump twice out of one is to guess wrong twice.
func (r *Region) fromMemory(x ir.Value) bool {
	d := r.inner[x]
	return d != nil && (d.Op == ir.Load || d.Op == ir.Cast && r.fromMemory(d.Args[0]))
}

// unrolled is a loop over consecutive indices in scalar code, several copies of its body a turn, and one at a time what is left.
func (l *lower) unrolled(in *ir.Instr, over *inst, index, stop vreg, copies int) {
	l.looping(in, over, index, func(end int, live vreg, carry func()) {
		head, rest := l.newLabel(), l.newLabel()
		some := func(copies int, head int, again *inst) {
			l.label(head)
			l.epoch++ // what comes before it may come from its end
			l.enter()
			for n := range copies {
				at := index
				if n > 0 {
					at = l.gi(addI, index, int64(n))
				}
				l.vals[in.Regions[0].Params[0]] = value{u: at}
				l.onceMore(in, live)
				carry()
			}
			l.leave()
			l.bump(index, int64(copies))
			l.do(inst{op: turn, imm: int64(copies)})
			l.jumpIf(again, head)
		}
		left := func(c cond) *inst {
			return &inst{op: branch, a: l.g2(subG, stop, index), imm: int64(c) | int64(copies)<<8}
		}
		l.jumpIf(left(condB), rest)
		some(copies, head, nil)
		l.jumpIf(left(condAE), head)
		l.jumpIf(over, end)
		some(1, rest, opposite(over))
	})
}

// onceMore is a loop's body.
func (l *lower) onceMore(in *ir.Instr, live vreg) {
	again := l.newLabel()
	if l.wild(in.Int) && hasContinue(in) {
		l.push(in.Int, true, again)
	} else {
		l.scopes = append(l.scopes, scope{label: in.Int, again: true, mask: live, end: again})
	}
	l.code(in.Regions[0])
	l.pop()
	l.label(again)
}

// mostInCopies is how many instructions of IR all copies of a small body have together, and mostCopies how many copies.
const (
	mostInCopies = 64
	mostCopies   = 4
)

// copies is how many times the body of a loop stands in its scalar form: small ones several times, with a jump out between
// them, so that there is one jump back and one look at the counter for all. Loops with a form in lanes do not turn often here.
func (l *lower) copies(in *ir.Instr) int {
	if l.lane != nil || l.r.laned[in] != nil || l.r.proofs[in] != nil && l.proving != in {
		return 1
	}
	size := 0
	if in.Regions[0].Any(func(x *ir.Instr) bool {
		size++
		return x.Op == ir.For || x.Op == ir.Loop || x.Op == ir.ParFor || x.Op == ir.RT || x.Op == ir.Call || x.Op == ir.Try
	}) {
		return 1
	}
	return max(1, min(mostCopies, mostInCopies/max(size, 1)))
}

// jumpIf does a branch to a label; nil is none.
func (l *lower) jumpIf(test *inst, to int) {
	if test != nil {
		x := *test
		x.label = to
		l.do(x)
	}
}

// opposite is the branch on the opposite of a condition.
func opposite(test *inst) *inst {
	x := *test
	switch other := *x.op; other.form {
	case fBranchZero:
		x.op = branchNot
	case fBranchNot:
		x.op = branchZero
	case fBranchEmpty: // of as many lanes
		other.name, other.form = branchAny.name, fBranchAny
		x.op = &other
	case fBranchAny:
		other.name, other.form = branchEmpty.name, fBranchEmpty
		x.op = &other
	default:
		x.imm = x.imm&^15 | int64(cond(x.imm&15).not())
	}
	return &x
}

// freeze gives the variables that a loop reads but does not set registers of their own for as long as it runs: what is
// computed from them can then stand before it. It returns what ends that.
func (l *lower) freeze(in *ir.Instr) func() {
	var names []ir.Var
	for _, r := range in.Regions {
		r.Walk(func(x *ir.Instr) {
			if _, ok := l.frozen[x.Var]; ok || x.Op != ir.Get || l.r.f.Vars[x.Var].Type.IsArray() || l.r.sets[in][x.Var] {
				return
			}
			l.frozen[x.Var] = l.copied(l.vars[x.Var])
			names = append(names, x.Var)
		})
	}
	return func() {
		for _, v := range names {
			delete(l.frozen, v)
		}
	}
}

func hasContinue(in *ir.Instr) bool {
	return in.Regions[0].Any(func(x *ir.Instr) bool { return x.Op == ir.Continue && x.Int == in.Int })
}

// counted lowers a for: like the interpreter it counts turns.
func (l *lower) counted(in *ir.Instr) {
	if l.lane != nil && l.lane.follow[in.Regions[0].Params[0]] {
		l.window(in)
		return
	}
	start, stop := l.uni(in.Args[0]), l.uni(in.Args[1])
	index := l.variable(general)
	begin := func() { l.vals[in.Regions[0].Params[0]] = value{u: l.indexOf(in, index)} }
	if l.r.isConst(in.Args[2], 1) {
		// With a step of 1 the index itself tells: it does not pass stop.
		l.set(index, start)
		if lane := l.r.laned[in]; lane != nil && l.lane == nil && l.key&Apart != 0 {
			l.forward(lane, index, stop, begin)
			return
		}
		over := inst{op: branch, a: index, b: stop, imm: int64(condGE)}
		l.inForms(in, index, func(plain int) vreg { return l.lastOne(index, stop, plain) }, func() {
			if copies := l.copies(in); copies > 1 && !l.r.fromMemory(in.Args[0]) && !l.r.fromMemory(in.Args[1]) {
				l.unrolled(in, &over, index, stop, copies)
				return
			}
			l.turns(in, &over, index, begin, func() { l.bump(index, 1) })
		})
		return
	}
	step := l.uni(in.Args[2])
	left := l.variable(general)
	l.set(left, l.trips(in, start, stop, step))
	l.set(index, start)
	l.inForms(in, index, func(plain int) vreg { return l.lastOf(index, left, step, plain) }, func() {
		l.turns(in, &inst{op: branchZero, a: left}, index, begin, func() {
			l.do(inst{op: addG, d: index, a: index, b: step})
			l.bump(left, -1)
		})
	})
}

// indexOf is the index in the body of a loop. Where there are loops within it is copied: what they compute from it can
// then stand before them.
func (l *lower) indexOf(in *ir.Instr, index vreg) vreg {
	if in.Regions[0].Any(func(x *ir.Instr) bool { return x.Op == ir.For || x.Op == ir.Loop || x.Op == ir.ParFor }) {
		return l.copied(index)
	}
	return index
}

// trips is len(range(start, stop, step)); a step of 0 is the interpreter's to refuse.
func (l *lower) trips(in *ir.Instr, start, stop, step vreg) vreg {
	n := l.variable(general)
	down, zero, end := l.newLabel(), l.newLabel(), l.newLabel()
	if c := l.r.consts[in.Args[2]]; c == nil || c.Int == 0 {
		l.orStop(in, func(bad int) { l.do(inst{op: branchZero, a: step, label: bad}) }, in.Args)
	}
	l.enter()
	l.do(inst{op: branch, a: step, imm: int64(condL), label: down})
	l.do(inst{op: branch, a: start, b: stop, imm: int64(condGE), label: zero})
	l.set(n, l.distance(stop, start, step))
	l.jumpTo(end)
	l.leave()
	l.label(down)
	l.enter()
	l.do(inst{op: branch, a: start, b: stop, imm: int64(condLE), label: zero})
	l.set(n, l.distance(start, stop, l.g1(negG, step)))
	l.jumpTo(end)
	l.leave()
	l.label(zero)
	l.set(n, l.integer(0))
	l.label(end)
	return n
}

// distance is (hi-lo-1)/step + 1, unsigned.
func (l *lower) distance(hi, lo, step vreg) vreg {
	d := l.gi(subI, l.g2(subG, hi, lo), 1)
	q := l.make(general, inst{op: divide, a: d, b: step, imm: unsignedQuotient})
	return l.gi(addI, q, 1)
}

// orStop leaves for the interpreter where test jumps to its label.
func (l *lower) orStop(in *ir.Instr, test func(label int), save []ir.Value) {
	if l.lane != nil {
		l.bailIf(test)
		return
	}
	l.aside(test, func(int) { l.stop(leaving{in: in}, save) })
}
