package native

import "gokernels/gokernels/ir"

// A proof is a set of checks of indices in a For that hold in all iterations if they hold in the first and in the last: of
// indices that move with the loop's, or stand still. The loop then exists twice: without these checks, and as it is
// written. Which one runs is decided before it. This is Gupta's range-limit elimination for loops with monotonic
// indices ("Optimizing array bound checks using flow analysis", 1993), by two forms of the loop where the ranges come too
// late for one.
type proof struct {
	*laneLoop
	checks []*ir.Instr
}

// mostTwice is how many instructions a loop may have of which there are two forms.
const mostTwice = 150

// proofOf finds the checks of an innermost For that can be made before it; nil if there are none.
func (r *Region) proofOf(in *ir.Instr) *proof {
	p, size := &proof{laneLoop: r.newLaneLoop(in, in.Regions[0])}, 0
	if p.body.Any(func(x *ir.Instr) bool { size++; return x.Op == ir.For || x.Op == ir.Loop || x.Op == ir.ParFor }) || size > mostTwice {
		return nil
	}
	p.collect(p.body)
	if len(p.checks) == 0 {
		return nil
	}
	return p
}

func (p *proof) collect(region *ir.Region) {
	for _, in := range region.Code {
		if in.Op == ir.Bounds && p.provable(in) {
			p.checks = append(p.checks, in)
		}
		if in.Op == ir.If && p.asksIndex(in.Args[0]) {
			continue // which may be why the index is in range
		}
		for _, sub := range in.Regions {
			p.collect(sub)
		}
	}
}

// asksIndex reports whether a condition says which of two numbers is less, one of which moves as the loop's index does.
func (p *proof) asksIndex(c ir.Value) bool {
	d := p.r.inner[c]
	if d == nil || !p.own[c] || ir.Ops[d.Op].Class != ir.Compare || d.Op == ir.Eq || d.Op == ir.Ne {
		return false
	}
	for _, x := range d.Args {
		if k, ok := p.moves(x); ok && k != 0 {
			return true
		}
	}
	return false
}

// provable reports whether what a check is made of is known before the loop, but for the loop's index.
func (p *proof) provable(in *ir.Instr) bool {
	n := in.Args[1]
	if d := p.r.inner[n]; p.own[n] && d.Op != ir.Dim {
		return false
	}
	k, ok := p.moves(in.Args[0])
	return ok && k >= -1 && k <= 1
}

// moves returns how often the loop's index is in an index that is else known outside.
func (p *proof) moves(x ir.Value) (times int, ok bool) {
	ok = p.r.terms(x, 1, func(x ir.Value, k int) bool {
		if x == p.index {
			times += k
			return true
		}
		d := p.r.inner[x]
		return p.r.consts[x] != nil || !p.own[x] || d.Op == ir.Get && !p.written[d.Var]
	})
	return times, ok
}

// proves makes the checks before the loop, which turns at least once: its first index is index, its last one last. It goes
// to plain where one of them fails, and where the way from first to last is half of all numbers or more. What the checks
// give is in l.checked.
func (l *lower) proves(p *proof, index, last vreg, plain int) {
	seen := map[[3]vreg]bool{}
	for _, in := range p.checks {
		n := l.count(in.Args[1])
		first := l.indexAt(p, in.Args[0], index)
		if k, _ := p.moves(in.Args[0]); k == 0 {
			l.checked[in] = l.inside(first, n, func(test func(label int)) { test(plain) })
			continue
		}
		l.checked[in] = 0
		final := l.indexAt(p, in.Args[0], last)
		if seen[[3]vreg{first, final, n}] {
			continue
		}
		seen[[3]vreg{first, final, n}] = true
		for _, x := range []vreg{first, final} {
			l.do(inst{op: branch, a: x, b: n, imm: int64(condAE), label: plain})
		}
	}
}

// indexAt is an index at one value of the loop's.
func (l *lower) indexAt(p *proof, x ir.Value, index vreg) vreg {
	d := l.r.inner[x]
	switch {
	case x == p.index:
		return index
	case l.r.consts[x] != nil || !p.own[x]:
		return l.uni(x)
	case d.Op == ir.Get:
		return l.holds(d.Var)
	}
	return l.withConstant(d, l.indexAt(p, d.Args[0], index), l.indexAt(p, d.Args[1], index))
}

// holds is the register of a variable.
func (l *lower) holds(v ir.Var) vreg {
	if x, ok := l.frozen[v]; ok {
		return x
	}
	return l.vars[v]
}

// inForms lowers a loop, in its two forms if it has them: ends tells the last index of a loop that turns, and goes to plain
// for others.
func (l *lower) inForms(in *ir.Instr, index vreg, ends func(plain int) vreg, loop func()) {
	p := l.r.proofs[in]
	if p == nil || l.lane != nil {
		loop()
		return
	}
	plain, end := l.newLabel(), l.newLabel()
	l.enter()
	l.checked, l.proving = map[*ir.Instr]vreg{}, in
	l.proves(p, index, ends(plain), plain)
	loop()
	l.checked, l.proving = nil, nil
	l.jumpTo(end)
	l.leave()
	l.label(plain)
	loop()
	l.label(end)
}

// lastOne is the last index of a loop with a step of 1.
func (l *lower) lastOne(index, stop vreg, plain int) vreg {
	l.do(inst{op: branch, a: l.g2(subG, stop, index), imm: int64(condLE), label: plain})
	return l.gi(subI, stop, 1)
}

// lastOf is the last index of a loop that turns left times.
func (l *lower) lastOf(index, left, step vreg, plain int) vreg {
	l.do(inst{op: branchZero, a: left, label: plain})
	way := l.g2(mulG, l.gi(subI, left, 1), step)
	l.do(inst{op: branch, a: l.g2(xorG, way, step), imm: int64(condL), label: plain})
	return l.g2(addG, index, way)
}
