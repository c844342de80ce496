package native

import (
	"math"

	"gokernels/gokernels/ir"
)

// A window is a For in a loop in lanes whose start and stop both are the lanes' index plus something from outside, as in
// range(i - h, i + h + 1). All lanes make the same number of turns, and in each of them the For's indices are neighbours, as long
// as none of them passes the largest int: where that may be, the vector is given back.
func (l *laneLoop) window(in *ir.Instr) bool {
	return in.Op == ir.For && l.r.isConst(in.Args[2], 1) && l.moving(in.Args[0]) && l.moving(in.Args[1])
}

// moving reports whether a value is the lanes' index plus something from outside.
func (l *laneLoop) moving(x ir.Value) bool {
	f := l.form(x)
	return f != nil && f.times == 1
}

// window lowers such a For.
func (l *lower) window(in *ir.Instr) {
	first := func(x ir.Value) vreg {
		v := l.vals[x]
		return l.firstOf(v, v.u)
	}
	start, stop := first(in.Args[0]), first(in.Args[1])
	most := l.integer(math.MaxInt64 - int64(l.width()))
	l.bailIf(func(bad int) {
		l.do(inst{op: branch, a: start, b: most, imm: int64(condG), label: bad})
		l.do(inst{op: branch, a: stop, b: most, imm: int64(condG), label: bad})
	})
	index, end := l.variable(general), l.newLabel()
	l.set(index, start)
	over := inst{op: branch, a: index, b: stop, imm: int64(condGE)}
	l.jumpIf(&over, end)
	l.inWindow(in, start, stop)
	begin := func() { l.vals[in.Regions[0].Params[0]] = value{u: l.indexOf(in, index), follows: true} }
	l.turns(in, &over, index, begin, func() { l.bump(index, 1) })
	l.label(end)
}

// inWindow makes, before a window that has a turn, the checks of indices that all turns make: where one of them fails, the
// vector is given back.
func (l *lower) inWindow(in *ir.Instr, start, stop vreg) {
	p := &proof{laneLoop: l.r.newLaneLoop(in, in.Regions[0])}
	if l.checked == nil {
		l.checked = map[*ir.Instr]vreg{}
	}
	for _, check := range in.Regions[0].Code {
		if check.Op != ir.Bounds || !p.provable(check) || !l.forAll(p, check) {
			continue
		}
		n := l.count(check.Args[1])
		first, last := l.indexAt(p, check.Args[0], start), l.gi(addI, l.indexAt(p, check.Args[0], stop), int64(l.width()-2))
		l.bailIf(func(bad int) {
			l.do(inst{op: branch, a: first, b: n, imm: int64(condAE), label: bad})
			l.do(inst{op: branch, a: last, b: n, imm: int64(condAE), label: bad})
		})
		l.checked[check] = 0
	}
}

// forAll reports whether an index is the window's plus what is the same for all lanes, and so is the length.
func (l *lower) forAll(p *proof, check *ir.Instr) bool {
	k, _ := p.moves(check.Args[0])
	same := func(x ir.Value) bool {
		d := l.r.inner[x]
		return l.r.consts[x] != nil || !l.lane.own[x] || d != nil && !l.isVector(x) && (d.Op != ir.Get || !l.varying(d.Var))
	}
	return k == 1 && same(check.Args[1]) && l.r.terms(check.Args[0], 1, func(x ir.Value, _ int) bool { return x == p.index || same(x) })
}
