package native

import "gokernels/gokernels/ir"

// drawLanes makes a draw for all lanes that run.
func (l *lower) drawLanes(in *ir.Instr) vreg {
	switch in.Sym {
	case "random.uniform":
		return l.unitLanes(l.wordLanes(l.mask()))
	case "random.integer":
		return l.integerLanes(in)
	case "random.normal", "random.exponential":
		return zigguratOf(l, in).lanes(l.wordLanes(l.mask()))
	}
	return l.wordLanes(l.mask())
}

// wordLanes is a step of the generators of all lanes in a mask: random.step.
func (l *lower) wordLanes(mask vreg) vreg {
	s := &l.rng[l.group]
	word := l.rotate(l.v3(addQ, s[0], s[3]), 23)
	word = l.v3(addQ, word, s[0])
	t := l.vi(sllQ, s[1], 17)
	if mask == 0 {
		l.stepInPlace(s, t)
		return word
	}
	c, d := l.v3(xorV, s[2], s[0]), l.v3(xorV, s[3], s[1])
	b, a := l.v3(xorV, s[1], c), l.v3(xorV, s[0], d)
	next := [4]vreg{a, b, l.v3(xorV, c, t), l.rotate(d, 45)}
	for k, x := range next {
		l.do(inst{op: blendV, d: s[k], a: s[k], b: x, c: mask})
	}
	return word
}

// stepInPlace leaves the next state where the old one was, which takes no registers besides; t is word 1 shifted.
func (l *lower) stepInPlace(s *[4]vreg, t vreg) {
	xor := func(d int, b vreg) { l.do(inst{op: xorV, d: s[d], a: s[d], b: b}) }
	xor(2, s[0])
	xor(3, s[1])
	xor(1, s[2])
	xor(0, s[3])
	xor(2, t)
	l.do(inst{op: orV, d: s[3], a: l.vi(sllQ, s[3], 45), b: l.vi(srlQ, s[3], 64-45)})
}

func (l *lower) rotate(x vreg, n int64) vreg {
	return l.v3(orV, l.vi(sllQ, x, n), l.vi(srlQ, x, 64-n))
}

// unitLanes is unitOne by lane.
func (l *lower) unitLanes(word vreg) vreg {
	return l.sub(l.v3(orV, l.vi(srlQ, word, 12), l.splat(oneBits)), l.splat(oneBits))
}

// integerLanes is integerOne by lane: those whose word is refused draw again, out of line.
func (l *lower) integerLanes(in *ir.Instr) vreg {
	n, floor, known := l.r.span(in)
	if !known {
		l.rangeOrBail(in)
	}
	span := l.spanOf(in)
	mask := l.mask()
	word := l.wordLanes(mask)
	high, low := l.mulWide(word, span, known && n < 1<<32)
	limit := l.limit(in, span)
	if known && floor == 0 {
		return l.v3(addQ, l.vec(in.Args[0]), high)
	}
	drawn := l.variable(vector)
	l.set(drawn, high)
	refused := l.running(l.below(low, limit), mask)
	l.ifAny(refused, func() { l.redraw(in, drawn, refused, low, span) })
	return l.v3(addQ, l.vec(in.Args[0]), drawn)
}

// spanOf is the length of a draw's range in all lanes.
func (l *lower) spanOf(in *ir.Instr) vreg {
	if n, _, known := l.r.span(in); known {
		return l.splat(n)
	}
	if l.uniformRange(in) {
		return l.broadcast(l.g2(subG, l.uni(in.Args[1]), l.uni(in.Args[0])), ir.I64)
	}
	return l.v3(subQ, l.vec(in.Args[1]), l.vec(in.Args[0]))
}

func (l *lower) uniformRange(in *ir.Instr) bool {
	return !l.isVector(in.Args[0]) && !l.isVector(in.Args[1])
}

// limit is what the low half of a product must not be less than for the word to be good: the floor, or the span, which is
// more, where the floor would take a division for every lane.
func (l *lower) limit(in *ir.Instr, span vreg) vreg {
	if _, floor, known := l.r.span(in); known {
		return l.splat(floor)
	}
	if l.uniformRange(in) {
		return l.broadcast(l.floorOf(l.g2(subG, l.uni(in.Args[1]), l.uni(in.Args[0]))), ir.I64)
	}
	return span
}

// redraw draws for the lanes that are refused until none is.
func (l *lower) redraw(in *ir.Instr, drawn, refused, low, span vreg) {
	left, floor := l.variable(vector), l.limit(in, span)
	if floor == span {
		floor = l.eachLane([]vreg{span}, 0, func(lane []vreg) vreg { return l.floorOf(lane[0]) })
	}
	l.set(left, l.v3(andV, refused, l.below(low, floor)))
	done, again := l.newLabel(), l.newLabel()
	l.do(inst{op: branchEmpty, a: left, label: done})
	l.epoch++ // what was computed of the variables does not hold in the next turn
	l.label(again)
	high, low := l.mulWide(l.wordLanes(left), span, false)
	l.do(inst{op: blendV, d: drawn, a: drawn, b: high, c: left})
	l.do(inst{op: andV, d: left, a: left, b: l.below(low, floor)})
	l.do(inst{op: branchAny, a: left, label: again})
	l.epoch++
	l.label(done)
}

// rangeOrBail bails out if a range has nothing in it.
func (l *lower) rangeOrBail(in *ir.Instr) {
	if l.uniformRange(in) {
		lo, hi := l.uni(in.Args[0]), l.uni(in.Args[1])
		l.bailIf(func(empty int) { l.do(inst{op: branch, a: lo, b: hi, imm: int64(condGE), label: empty}) })
		return
	}
	empty := l.running(l.not(l.v3(gtQ, l.vec(in.Args[1]), l.vec(in.Args[0]))), l.mask())
	l.bailIf(func(label int) { l.do(inst{op: branchAny, a: empty, label: label}) })
}

// running is what of x is in a mask; 0 is all.
func (l *lower) running(x, mask vreg) vreg {
	if mask == 0 {
		return x
	}
	return l.v3(andV, x, mask)
}

// below compares unsigned.
func (l *lower) below(x, y vreg) vreg {
	return l.v3(gtQ, l.v3(xorV, y, l.splat(1<<63)), l.v3(xorV, x, l.splat(1<<63)))
}

// mulWide is the 128 bits of x*y, y less than 2**32 if narrow.
func (l *lower) mulWide(x, y vreg, narrow bool) (high, low vreg) {
	right := func(x vreg) vreg { return l.vi(srlQ, x, 32) }
	first := l.v3(mulUDQ, x, y)
	mid := l.v3(addQ, l.v3(mulUDQ, right(x), y), right(first))
	high = right(mid)
	if !narrow {
		high = l.v3(addQ, high, l.v3(mulUDQ, right(x), right(y)))
		mid = l.v3(addQ, l.v3(mulUDQ, x, right(y)), l.v3(andV, mid, l.splat(1<<32-1)))
		high = l.v3(addQ, high, right(mid))
	}
	return high, l.v3i(blendD, l.vi(sllQ, mid, 32), first, 0x55)
}
