package native

import "gokernels/gokernels/ir"

// isNot is the negation of a bool.
func (l *lower) isNot(in *ir.Instr) bool { return in.Op == ir.Not && l.typeOf(in.Args[0]) == ir.Bool }

// late reports whether a uniform operation is made where its result is used: comparisons and negations of bools, so that
// a branch on one needs no word for it.
func (r *Region) late(in *ir.Instr) bool {
	return ir.Ops[in.Op].Class == ir.Compare || in.Op == ir.Not && r.f.Types[in.Args[0]] == ir.Bool || r.isTruth(in)
}

// isTruth reports whether an instruction asks whether an int is not 0.
func (r *Region) isTruth(in *ir.Instr) bool {
	return in.Op == ir.Cast && in.Type == ir.Bool && r.f.Types[in.Args[0]].IsInt()
}

// jumpIfNot and jumpWhen jump on a uniform condition.
func (l *lower) jumpIfNot(c ir.Value, to int) { l.jumpOn(c, false, to) }
func (l *lower) jumpWhen(c ir.Value, to int)  { l.jumpOn(c, true, to) }

func (l *lower) jumpOn(c ir.Value, when bool, to int) {
	v, ok := l.vals[c]
	switch {
	case ok && v.compare != nil && l.isNot(v.compare):
		l.jumpOn(v.compare.Args[0], !when, to)
		return
	case ok && v.compare != nil && l.typeOf(v.compare.Args[0]) != ir.Bool:
		x := l.comparison(v.compare)
		if !when {
			x.imm = x.imm&^15 | int64(cond(x.imm&15).not())
		}
		x.op = map[*opcode]*opcode{setG: branch, setF: branchF, setF32: branchF32}[x.op]
		x.label = to
		l.do(x)
		return
	}
	o := branchZero
	if when {
		o = branchNot
	}
	l.do(inst{op: o, a: l.uni(c), label: to})
}

// A decision is what Python's and, or and conditional conditions become: an if whose branches only set a bool variable that
// the following if, and nothing else, reads. Its branches jump to those of the second.
type decision struct {
	v           ir.Var
	second      *ir.Instr
	next        int  // the instruction behind
	negated     bool // the second if asks for the opposite
	then, other int  // labels
}

// decides finds a decision at instruction i of a region; nil if there is none.
func (l *lower) decides(r *ir.Region, i int) *decision {
	in := r.Code[i]
	if in.Op != ir.If || i+2 >= len(r.Code) || l.isVector(in.Args[0]) || r.Code[i+1].Op != ir.Get {
		return nil
	}
	get := r.Code[i+1]
	d := &decision{v: get.Var, second: r.Code[i+2], next: i + 3}
	x := get.Results[0]
	if l.isNot(d.second) && d.second.Args[0] == x && i+3 < len(r.Code) && l.r.uses[x] == 1 {
		x, d.negated = d.second.Results[0], true
		d.second, d.next = r.Code[i+3], i+4
	}
	if d.second.Op != ir.If || d.second.Args[0] != x || l.r.uses[x] != 1 || l.r.gets[d.v] != 1 || l.varying(d.v) || !l.onlySets(in, d.v) {
		return nil
	}
	return d
}

// onlySets reports whether an if does nothing at its ends but to set a variable.
func (l *lower) onlySets(in *ir.Instr, v ir.Var) bool {
	for _, r := range in.Regions {
		if len(r.Code) == 0 {
			return false
		}
		last := r.Code[len(r.Code)-1]
		switch {
		case l.endsBySetting(r, v) && !l.varyingValue(last.Args[0]):
		case last.Op == ir.If && !l.varyingValue(last.Args[0]) && l.onlySets(last, v):
		default:
			return false
		}
	}
	return true
}

func (l *lower) varyingValue(x ir.Value) bool { return l.lane != nil && l.lane.varies[x] }

// decide lowers a decision; false if what follows is not reached.
func (l *lower) decide(in *ir.Instr, d *decision) bool {
	end := l.newLabel()
	d.then, d.other = l.newLabel(), l.newLabel()
	known := map[ir.Value]bool{}
	l.choose(in, d, known)
	l.label(d.then)
	falls := l.branch(d.second.Regions[0])
	if falls {
		l.jumpTo(end)
	}
	l.label(d.other)
	falls = l.branch(d.second.Regions[1]) || falls
	l.label(end)
	if falls {
		l.leftAround(in)
		l.leftAround(d.second)
	}
	return falls
}

// choose lowers the first if; known are the conditions that have been tested.
func (l *lower) choose(in *ir.Instr, d *decision, known map[ir.Value]bool) {
	other := l.newLabel()
	c := in.Args[0]
	l.jumpIfNot(c, other)
	known[c] = true
	l.settle(in.Regions[0], d, known)
	l.label(other)
	known[c] = false
	l.settle(in.Regions[1], d, known)
	delete(known, c)
}

// settle lowers a branch of the first if, which ends in one of the second.
func (l *lower) settle(r *ir.Region, d *decision, known map[ir.Value]bool) {
	l.enter()
	defer l.leave()
	n := len(r.Code) - 1
	if !l.always(&ir.Region{Code: r.Code[:n]}) {
		return
	}
	last := r.Code[n]
	if last.Op == ir.If {
		l.choose(last, d, known)
		return
	}
	x, then, other := last.Args[0], d.then, d.other
	if d.negated {
		then, other = other, then
	}
	is, sure := known[x]
	if c := l.r.consts[x]; c != nil {
		is, sure = c.Int != 0, true
	}
	switch {
	case !sure:
		l.jumpIfNot(x, other)
		l.jumpTo(then)
	case is:
		l.jumpTo(then)
	default:
		l.jumpTo(other)
	}
}

// both lowers Python's and and or of conditions that vary: an if on c whose one branch sets a variable to x, the other to c,
// and which nothing but the following get reads, is a mask of both. It reports whether it did so.
func (l *lower) both(r *ir.Region, i int) bool {
	in := r.Code[i]
	if in.Op != ir.If || i+1 >= len(r.Code) || r.Code[i+1].Op != ir.Get || !l.isVector(in.Args[0]) {
		return false
	}
	v, c := r.Code[i+1].Var, in.Args[0]
	if l.r.gets[v] != 1 || !l.endsBySetting(in.Regions[0], v) || !l.endsBySetting(in.Regions[1], v) {
		return false
	}
	only := func(r *ir.Region, decided int64) bool {
		return len(r.Code) == 1 && (r.Code[0].Args[0] == c || l.r.isConst(r.Code[0].Args[0], decided))
	}
	work, op := in.Regions[0], andV
	switch {
	case only(in.Regions[1], 0):
	case only(in.Regions[0], 1):
		work, op = in.Regions[1], orV
	default:
		return false
	}
	if l.heavy(work) {
		return false
	}
	m, outer := l.vec(c), l.mask()
	under := m
	switch {
	case op == orV && outer != 0:
		under = l.masks(andnV, m, outer)
	case op == orV:
		under = l.not(m)
	case outer != 0:
		under = l.masks(andV, m, outer)
	}
	n := len(work.Code) - 1
	l.scopes = append(l.scopes, scope{label: -1, mask: under, masked: true})
	l.always(&ir.Region{Code: work.Code[:n]})
	l.pop()
	l.vals[r.Code[i+1].Results[0]] = value{v: l.masks(op, m, l.vec(work.Code[n].Args[0]))}
	return true
}

// endsBySetting reports whether a region ends by setting a bool variable.
func (l *lower) endsBySetting(r *ir.Region, v ir.Var) bool {
	n := len(r.Code)
	return n > 0 && r.Code[n-1].Op == ir.Set && r.Code[n-1].Var == v && l.typeOf(r.Code[n-1].Args[0]) == ir.Bool
}
