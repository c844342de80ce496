package native

import "gokernels/gokernels/ir"

// assign is a Set: under a mask only the lanes that are in it change.
func (l *lower) assign(in *ir.Instr) {
	to := l.vars[in.Var]
	if acc, ok := l.folds[l.group][in.Var]; ok {
		to = acc
	}
	if c := l.r.consts[in.Args[0]]; c != nil && !l.varying(in.Var) && l.class[to] == general {
		l.do(inst{op: immG, d: to, imm: c.Int})
		return
	}
	if !l.varying(in.Var) {
		l.put(to, l.uni(in.Args[0]), in.Args[0])
		return
	}
	if l.lane.recurs(in.Var) {
		l.set(to, l.rotated(l.vec(in.Args[0]), l.typeOf(in.Args[0])))
		return
	}
	l.eachPart(to, func(to vreg) { l.assignLanes(to, in) })
}

func (l *lower) assignLanes(to vreg, in *ir.Instr) {
	v := in.Args[0]
	x := l.vec(v)
	if l.setsAll(in.Var) {
		l.put(to, x, v)
		return
	}
	if !l.addSome(in, to, l.mask()) {
		l.setSome(to, x, in.Var)
	}
}

// setsAll reports whether a variable may be set in all lanes: those that do not run, if any, need not keep what they hold.
func (l *lower) setsAll(v ir.Var) bool { return l.mask() == 0 || l.free[v] || l.loose(v) }

// setSome sets a variable in the lanes that run, or in all of them.
func (l *lower) setSome(to, x vreg, v ir.Var) {
	if l.setsAll(v) {
		l.set(to, x)
		return
	}
	t := l.r.f.Vars[v].Type
	l.do(inst{op: l.blendOp(t), d: to, a: to, b: x, c: l.maskFor(l.mask(), t)})
}

// keepsExtreme lowers an if that does nothing but to set a variable to a value that is less, or more, than it is: by an
// instruction that chooses as the comparison does, and so without a mask or a jump.
func (l *lower) keepsExtreme(in *ir.Instr) bool {
	set, c := onlySet(in), l.r.inner[in.Args[0]]
	if set == nil || c == nil || c.Op != ir.Lt && c.Op != ir.Gt || l.lane != nil && l.lane.recurs(set.Var) {
		return false
	}
	x, was := set.Args[0], c.Args[0]
	if was == x {
		was = c.Args[1]
	}
	get, t := l.r.inner[was], l.typeOf(x)
	if get == nil || get.Op != ir.Get || get.Var != set.Var || !t.IsFloat() || !l.stillIs(get, in) {
		return false
	}
	o, x, was, ok := l.minOrMax(&ir.Instr{Op: ir.Select, Args: []ir.Value{in.Args[0], x, was}})
	if !ok {
		return false
	}
	to := l.vars[set.Var]
	if acc, ok := l.folds[l.group][set.Var]; ok {
		to = acc
	}
	if !l.varying(set.Var) {
		l.set(to, l.v3(floatOp(o, t, false), l.uni(x), l.uni(was)))
		return true
	}
	l.eachPart(to, func(to vreg) {
		l.setSome(to, l.v3(floatOp(o, t, true), l.vec(x), l.vec(was)), set.Var)
	})
	return true
}

// onlySet is all that an if does, if that is a Set where its condition holds.
func onlySet(in *ir.Instr) *ir.Instr {
	if r := in.Regions[0].Code; len(r) == 1 && len(in.Regions[1].Code) == 0 && r[0].Op == ir.Set {
		return r[0]
	}
	return nil
}

// addSome is a Set that adds or subtracts ints of 64 bits: it adds 0 in the lanes that are not in a mask.
func (l *lower) addSome(in *ir.Instr, to, mask vreg) bool {
	t := l.typeOf(in.Args[0])
	if t.IsFloat() || t.Size() < 8 || l.eight() {
		return false
	}
	x, does := l.stepped(in)
	if does == 0 {
		return false
	}
	op := map[ir.Op]*opcode{ir.Add: addQ, ir.Sub: subQ}[does]
	some := mask
	switch one := l.r.isConst(x, 1); {
	case one && op == addQ: // a mask is -1
		op = subQ
	case one:
		op = addQ
	default:
		some = l.v3(andV, l.vec(x), mask)
	}
	l.do(inst{op: op, d: to, a: to, b: some})
	return true
}
