package native

import (
	"gokernels/gokernels/ir"
)

// laneLoop is a loop whose iterations run in lanes: the ParFor of a region, or a For within scalar code.
type laneLoop struct {
	r        *Region
	in       *ir.Instr
	body     *ir.Region
	index    ir.Value          // follows the lanes: that of the last dimension
	own      map[ir.Value]bool // values made in the loop
	written  map[ir.Var]bool   // variables that are set in it
	locals   map[ir.Var]bool   // those of which every iteration has its own
	folds    []fold
	recur    []ir.Var // recurrences
	lasts    []ir.Var // variables of which combine reads what the last iteration left
	meetings []meeting
	keeps    bool // of a For: what its last iteration left in a variable may be read
	bails    bool // a check may fail in the middle of an iteration
	wide     bool // eight iterations are in the lanes, else four
	long     bool // their 64 bits are in one vector
	single   bool // there are no turns with sixteen
	users    map[ir.Value][]*ir.Instr
	random   bool

	triedSmall bool
	inSmall    *small

	varies map[ir.Value]bool // values with one for each lane
	follow map[ir.Value]bool // indices of windows
	vary   map[ir.Var]bool   // variables with a value for each lane
	wild   map[int64]bool    // labels of loops and blocks that lanes leave one by one
}

func (r *Region) newLaneLoop(in *ir.Instr, body *ir.Region) *laneLoop {
	l := &laneLoop{r: r, in: in, body: body, index: body.Params[len(body.Params)-1], own: map[ir.Value]bool{}, written: map[ir.Var]bool{},
		locals: map[ir.Var]bool{}, varies: map[ir.Value]bool{}, follow: map[ir.Value]bool{}, vary: map[ir.Var]bool{}, wild: map[int64]bool{}}
	l.own[l.index] = true
	for _, x := range body.Code {
		x.Values(func(v ir.Value) { l.own[v] = true })
	}
	body.Walk(func(x *ir.Instr) {
		if x.Op == ir.Set {
			l.written[x.Var] = true
		}
	})
	return l
}

// within decides whether a For within scalar code has a form in lanes that pays; nil if not.
func (l *laneLoop) within() *laneLoop {
	if l.r.shortLoop(l.in) {
		return nil
	}
	l.locals = l.written
	w := l.or(func(l *laneLoop) bool { return l.plainWork() && l.setVariables() && l.independent() && l.safeToLeave() })
	if w == nil || float64(w.costOfFour()) >= laneGain*float64(w.r.scalarCost(w.body)) {
		return nil
	}
	return w
}

// or returns the loop with what varies in it, nil if it has no form in lanes.
func (l *laneLoop) or(has func(l *laneLoop) bool) (ok *laneLoop) {
	defer func() {
		if e := recover(); e != nil {
			_ = asError(e)
			ok = nil
		}
	}()
	if !has(l) {
		return nil
	}
	l.spread()
	l.chooseWidth()
	return l
}

// laneGain is what a vector of iterations may cost, in scalar iterations: less than the four that it does.
const laneGain = 3.2

// shortestLoop is how many iterations are worth a form in lanes.
const shortestLoop = 8

// shortLoop reports whether a loop is known to have few iterations.
func (r *Region) shortLoop(in *ir.Instr) bool {
	a, b := r.consts[in.Args[0]], r.consts[in.Args[1]]
	return a != nil && b != nil && b.Int-a.Int < shortestLoop
}

// plainWork looks for what is done in the order of iterations.
func (l *laneLoop) plainWork() bool {
	return !l.body.Any(func(in *ir.Instr) bool { return in.Op == ir.RT })
}

// setVariables finds the reductions of a For; all else that is set must be set before it is read. Sums of floats keep
// their order, so they are none.
func (l *laneLoop) setVariables() bool {
	found := l.reductions()
	for v, op := range found {
		if t := l.r.f.Vars[v].Type; t.IsFloat() && (op == ir.Add || op == ir.Mul) {
			return false
		}
	}
	l.recurrences()
	a := &assigned{l: l, folds: found, leaves: map[int64]map[ir.Var]bool{}}
	end := a.iteration()
	if a.failed {
		return false
	}
	for _, v := range l.r.vars {
		op, folds := found[v]
		switch {
		case !l.written[v] || l.recurs(v):
		case folds:
			l.folds = append(l.folds, fold{v, op, l.r.f.Vars[v].Type})
		case !l.readBehind(v):
		case !end[v]:
			return false
		default:
			l.keeps = true
		}
	}
	return true
}

// readBehind reports whether a variable is read anywhere but in the loop.
func (l *laneLoop) readBehind(v ir.Var) bool {
	inside := 0
	l.body.Walk(func(in *ir.Instr) {
		if in.Op == ir.Get && in.Var == v {
			inside++
		}
	})
	return l.r.gets[v] > inside
}

// access is a load or store of a loop.
type access struct {
	in    *ir.Instr
	array int
	index []ir.Value
	deep  bool // in a loop within
	at    int
}

func (l *laneLoop) accesses() (all []access) {
	at := 0
	var scan func(r *ir.Region, deep bool)
	scan = func(r *ir.Region, deep bool) {
		for _, in := range r.Code {
			at++
			switch in.Op {
			case ir.Load:
				all = append(all, access{in, l.r.arrayOf(in.Args[0]), in.Args[1:], deep, at})
			case ir.Store:
				all = append(all, access{in, l.r.arrayOf(in.Args[0]), in.Args[1 : len(in.Args)-1], deep, at})
			}
			for _, sub := range in.Regions {
				scan(sub, deep || in.Op == ir.For || in.Op == ir.Loop)
			}
		}
	}
	scan(l.body, false)
	return all
}

// independent reports whether no iteration reads or writes what another one writes, in one array, but where accesses meet; other
// arrays are compared when the code runs.
func (l *laneLoop) independent() bool {
	all := l.accesses()
	for _, s := range all {
		if s.in.Op != ir.Store {
			continue
		}
		for _, x := range all {
			if x.array == s.array && !l.apart(s, x) && !l.meet(s, x) {
				return false
			}
		}
	}
	return true
}

// apart reports whether a store and an access meet in one lane only: on some axis both are the lanes' index plus the
// same, or the access is a load of a later element before it is stored.
func (l *laneLoop) apart(s, x access) bool {
	for d := range s.index {
		a, b := l.form(s.index[d]), l.form(x.index[d])
		if a == nil || b == nil || a.times != 1 || b.times != 1 || !sameTerms(a.terms, b.terms) {
			continue
		}
		if a.plus == b.plus || x.in.Op == ir.Load && b.plus > a.plus && x.at < s.at && !x.deep && !s.deep {
			return true
		}
	}
	return false
}

// affine is an index as times*index + plus + the sum of terms, which come from outside of the loop.
type affine struct {
	times int
	plus  int64
	terms map[ir.Value]int
}

func sameTerms(a, b map[ir.Value]int) bool {
	for v, n := range a {
		if b[v] != n {
			return false
		}
	}
	for v, n := range b {
		if a[v] != n {
			return false
		}
	}
	return true
}

func (l *laneLoop) form(x ir.Value) *affine {
	f := &affine{terms: map[ir.Value]int{}}
	var term func(x ir.Value, times int) bool
	term = func(x ir.Value, times int) bool {
		d, c := l.r.inner[x], l.r.consts[x]
		switch {
		case c != nil:
			f.plus += int64(times) * c.Int
		case x == l.index:
			f.times += times
		case !l.own[x]:
			f.terms[x] += times
		case d.Op == ir.Bounds && len(d.Results) == 1:
			// A negative index wraps; a loop in lanes bails out or ends before it.
			at := l.form(d.Args[0])
			return at != nil && at.times == 1 && l.early(d) && l.r.terms(d.Args[0], times, term)
		default:
			return false
		}
		return true
	}
	if !l.r.terms(x, 1, term) {
		return nil
	}
	return f
}

// terms tells of what an index is the sum, and how often it has each; it takes sums and differences apart that are no terms
// themselves. False if it ends at something else.
func (r *Region) terms(x ir.Value, times int, term func(x ir.Value, times int) bool) bool {
	if term(x, times) {
		return true
	}
	d := r.inner[x]
	if d == nil || d.Op != ir.Add && d.Op != ir.Sub || r.f.Types[x] != ir.I64 {
		return false
	}
	second := times
	if d.Op == ir.Sub {
		second = -times
	}
	return r.terms(d.Args[0], times, term) && r.terms(d.Args[1], second, term)
}

// safeToLeave looks at what has been done when a vector turns out to be the scalar form's: nothing may be. The scalar form
// may then leave at once, so what the iteration before left in a variable must not matter.
func (l *laneLoop) safeToLeave() bool {
	at, lastLate, firstEffect, mixed := 0, 0, 1<<30, false
	var scan func(r *ir.Region) (late, effect bool)
	scan = func(r *ir.Region) (late, effect bool) {
		for _, in := range r.Code {
			at++
			if l.leavesLate(in) {
				late, lastLate = true, at
			}
			if in.Op == ir.Store || in.Op == ir.Set && (l.isFold(in.Var) || l.recurs(in.Var)) {
				effect, firstEffect = true, min(firstEffect, at)
			}
			for _, sub := range in.Regions {
				a, b := scan(sub)
				late, effect = late || a, effect || b
				mixed = mixed || a && b && (in.Op == ir.For || in.Op == ir.Loop)
			}
		}
		return late, effect
	}
	late, _ := scan(l.body)
	l.bails = late
	return !late || lastLate < firstEffect && !mixed && !l.keeps
}

func (l *laneLoop) isFold(v ir.Var) bool {
	for _, f := range l.folds {
		if f.v == v {
			return true
		}
	}
	return false
}

// leavesLate reports whether an instruction may end the lanes' run in the middle of an iteration.
func (l *laneLoop) leavesLate(in *ir.Instr) bool {
	switch in.Op {
	case ir.Bounds:
		return !l.early(in)
	case ir.For:
		if l.window(in) {
			return true
		}
	case ir.Raise, ir.Return, ir.Rethrow:
		return true
	case ir.Break, ir.Continue:
		return !l.inside(in.Int) && !(in.Op == ir.Continue && in.Int == l.in.Int)
	}
	for _, sub := range in.Regions {
		if leaves(sub) {
			return true
		}
	}
	return false
}

// inside reports whether a label belongs to a construct within the loop.
func (l *laneLoop) inside(label int64) bool {
	return l.body.Any(func(x *ir.Instr) bool {
		return (x.Op == ir.For || x.Op == ir.Loop || x.Op == ir.Block) && x.Int == label
	})
}

// early reports whether a check can stand first: of the lanes' index plus something from outside, or of that alone.
func (l *laneLoop) early(in *ir.Instr) bool {
	n := in.Args[1]
	if d := l.r.inner[n]; l.own[n] && d.Op != ir.Dim {
		return false
	}
	k, ok := l.follows(in.Args[0])
	return ok && (k == 0 || k == 1)
}

// follows returns how often the lanes' index is in an index that is else known outside.
func (l *laneLoop) follows(x ir.Value) (times int, ok bool) {
	if f := l.form(x); f != nil {
		return f.times, true
	}
	return 0, false
}
