package native

import (
	"slices"

	"gokernels/gokernels/ir"
)

// An if that does nothing but to choose what a few integers become is lowered without jumps: both branches are computed, and
// each variable picks one of the two. A branch that is hard to predict costs as much as some twenty instructions.
// Where the branches hold nothing but the choice, package pass made a select of it, for every machine and for floats too
// (branch.go); what else is worth computing both ways is this machine's affair: its latencies, and what lies in registers.

// mostPicked is how many instructions both branches may have, mostVars how many variables they may set.
const (
	mostPicked = 4
	mostVars   = 2
)

// picks reports whether the if at i of a region is one. The first if of a decision is one only if the second is, too.
func (l *lower) picks(r *ir.Region, i int) bool {
	if l.lane != nil || !l.onlyPicks(r, i) {
		return false
	}
	d := l.decides(r, i)
	return d == nil || l.onlyPicks(r, d.next-1)
}

func (l *lower) onlyPicks(r *ir.Region, i int) bool {
	in := r.Code[i]
	if in.Op != ir.If {
		return false
	}
	work, vars := 0, map[ir.Var]bool{}
	for _, sub := range in.Regions {
		own := map[ir.Var]bool{}
		for _, x := range sub.Code {
			switch {
			case x.Op == ir.Set && (own[x.Var] || l.typeOf(x.Args[0]).IsFloat()):
				return false
			case x.Op == ir.Set:
				own[x.Var], vars[x.Var] = true, true
			case x.Op == ir.Get && own[x.Var], !l.cheap(x) && !l.again(x, r.Code[:i]):
				return false
			case x.Op != ir.Get && x.Op != ir.Const && x.Op != ir.Cast && ir.Ops[x.Op].Class != ir.Compare:
				work++
			}
		}
	}
	return len(vars) > 0 && len(vars) <= mostVars && work <= mostPicked && !l.waits(in.Args[0], vars)
}

// waits reports whether a condition needs a load whose place depends on what the if sets. Without a jump each turn of a loop
// would wait for the load of the turn before; a jump that is foreseen does not.
func (l *lower) waits(condition ir.Value, vars map[ir.Var]bool) bool {
	type state struct {
		x      ir.Value
		loaded bool
	}
	seen := map[state]bool{}
	var needs func(x ir.Value, loaded bool) bool
	needs = func(x ir.Value, loaded bool) bool {
		d, now := l.r.inner[x], state{x, loaded}
		if d == nil || seen[now] {
			return false
		}
		seen[now] = true
		if d.Op == ir.Get {
			return loaded && vars[d.Var]
		}
		loaded = loaded || d.Op == ir.Load
		return slices.ContainsFunc(d.Args, func(v ir.Value) bool { return needs(v, loaded) })
	}
	return needs(condition, false)
}

// cheap is what may be done for nothing: on integers, without an exception, in a cycle or few.
func (l *lower) cheap(in *ir.Instr) bool {
	for _, v := range append(in.Args, in.Results...) {
		if t := l.typeOf(v); !word(t) || t.IsFloat() {
			return false
		}
	}
	switch in.Op {
	case ir.Get, ir.Const, ir.Cast, ir.Add, ir.Sub, ir.Mul, ir.And, ir.Or, ir.Xor, ir.Not, ir.Neg, ir.Min, ir.Max, ir.Select:
		return true
	case ir.Shl, ir.Shr:
		return l.r.consts[in.Args[1]] != nil
	case ir.FloorDiv, ir.Mod:
		return !l.r.slowDivision(in)
	}
	return ir.Ops[in.Op].Class == ir.Compare
}

// again reports whether a load reads what an instruction before it read already, and so exists.
func (l *lower) again(in *ir.Instr, before []*ir.Instr) bool {
	if in.Op != ir.Load || l.typeOf(in.Results[0]).IsFloat() {
		return false
	}
	for _, x := range before {
		if x.Op == ir.Load && slices.Equal(x.Args, in.Args) {
			return true
		}
	}
	return false
}

// picking is what a variable becomes in both branches; 0: what it is.
type picking struct {
	v               ir.Var
	then, otherwise ir.Value
}

// pick lowers such an if.
func (l *lower) pick(in *ir.Instr) {
	var all []*picking
	for k, r := range in.Regions {
		for i, x := range r.Code {
			switch x.Op {
			case ir.Set:
				all = noted(all, x, k == 0)
			case ir.Const:
			case ir.Get:
				l.get(r, i, x)
			default:
				l.instr(x)
			}
		}
	}
	if len(all) == 1 {
		l.set(l.vars[all[0].v], l.picked(in.Args[0], all[0], l.vars[all[0].v]))
		return
	}
	var made []vreg
	for _, c := range all {
		made = append(made, l.picked(in.Args[0], c, 0))
	}
	for i, c := range all {
		l.set(l.vars[c.v], made[i])
	}
}

func noted(all []*picking, set *ir.Instr, then bool) []*picking {
	var c *picking
	for _, x := range all {
		if x.v == set.Var {
			c = x
		}
	}
	if c == nil {
		c = &picking{v: set.Var}
		all = append(all, c)
	}
	if then {
		c.then = set.Args[0]
	} else {
		c.otherwise = set.Args[0]
	}
	return all
}

// picked makes what a variable becomes: in its own register if that is given and holds nothing that is needed.
func (l *lower) picked(asked ir.Value, c *picking, own vreg) vreg {
	if t := l.r.f.Vars[c.v].Type; t == ir.Bool && c.then != 0 && c.otherwise != 0 {
		switch asked {
		case c.then:
			return l.g2(orG, l.uni(asked), l.uni(c.otherwise))
		case c.otherwise:
			return l.g2(andG, l.uni(asked), l.uni(c.then))
		}
	}
	test := l.test(asked)
	yes, no := l.vars[c.v], l.vars[c.v]
	if c.then != 0 {
		yes = l.uni(c.then)
	}
	if c.otherwise != 0 {
		no = l.uni(c.otherwise)
	}
	if c.otherwise != 0 && c.then == 0 { // one that stays where it is needs no move
		yes, no = no, yes
		test.imm = test.imm&^15 | int64(cond(test.imm&15).not())
	}
	to := own
	if own == 0 || no != own && (test.a == own || test.b == own || yes == own) {
		to = l.variable(general)
	}
	l.eitherTo(to, test, yes, no)
	return to
}

// test is a condition as a comparison of integers.
func (l *lower) test(c ir.Value) inst {
	if v, ok := l.vals[c]; ok && v.compare != nil && !l.isNot(v.compare) && l.typeOf(v.compare.Args[0]) != ir.Bool && !l.typeOf(v.compare.Args[0]).IsFloat() {
		return l.comparison(v.compare)
	}
	return inst{a: l.uni(c), imm: int64(condNE)}
}

var pickG = plain("pick", fPick, false)
