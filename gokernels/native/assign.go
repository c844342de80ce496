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
	mask := l.mask()
	if mask == 0 || l.loose(in.Var) {
		l.put(to, x, v)
		return
	}
	if l.addSome(in, to, mask) {
		return
	}
	l.do(inst{op: l.blendOp(l.typeOf(v)), d: to, a: to, b: x, c: l.maskFor(mask, l.typeOf(v))})
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
