package native

import "gokernels/gokernels/ir"

// In a loop with eight iterations in the lanes, AVX-512 has values of 64 bits in one vector. The code for four lanes makes
// them, on longer vectors (zmm.go); what it cannot make so it makes in halves.

// notLong is what lowering panics with where eight lanes of 64 bits need an instruction that has four only.
const notLong = refused("no form with 512 bits")

// shorten leaves all loops in lanes four iterations, and reports whether some had eight. Results do not depend on it.
func (r *Region) shorten() (some bool) {
	for _, l := range r.laneLoops() {
		some = some || l.wide
		l.wide = false
	}
	return some
}

// isLong reports whether a value by lane is one vector of eight lanes of 64 bits.
func (v value) isLong() bool { return v.hi != 0 && v.hi == v.v }

// inLongs builds code on eight lanes of 64 bits.
func (l *lower) inLongs(build func()) {
	was := l.part
	l.setPart(long8)
	build()
	l.setPart(was)
}

// short builds code on vectors of 256 bits within such code.
func (l *lower) short(build func()) {
	long := l.builder.long
	l.builder.long = false
	build()
	l.builder.long = long
}

// canBeLong reports whether the code of an instruction for four lanes is also one for eight lanes of 64 bits.
func (l *lower) canBeLong(in *ir.Instr) bool {
	if l.isa != avx512 {
		return false
	}
	switch last := len(in.Args) - 1; in.Op {
	case ir.Load:
		neighbours, apart := l.moves(in.Args[0], in.Args[1:])
		return l.typeOf(in.Results[0]).Size() == 8 || l.splits(in) && neighbours == 1 && apart == 0
	case ir.Store:
		return l.typeOf(in.Args[last]).Size() == 8
	}
	return true
}

// byLongs lowers an instruction by code on eight lanes of 64 bits. Results of type f32 have eight lanes of 32.
func (l *lower) byLongs(in *ir.Instr, lowered func(in *ir.Instr)) {
	l.inLongs(func() { lowered(in) })
	if len(in.Results) == 0 {
		return
	}
	if x := l.vals[in.Results[0]].v; x != 0 && l.typeOf(in.Results[0]) != ir.F32 {
		l.vals[in.Results[0]] = value{v: x, hi: x}
	}
}

// longPart is inPart of a value that is long, or for code that is.
func (l *lower) longPart(v value, t ir.Type) vreg {
	switch {
	case l.part == long8 && v.isLong():
		return v.v
	case l.part == long8 && v.hi == 0:
		return l.half(v.v, t)
	case l.part == long8:
		return l.twoFours(v.v, v.hi, t)
	case l.part == whole:
		return l.shortened(v.v)
	}
	return l.foursOf(v.v)[l.part-lower4]
}

// shortened makes lanes of 32 bits; it keeps in mind of what, as masks go back and forth.
func (l *lower) shortened(x vreg) vreg {
	y := l.v2(shorten, x)
	if l.level[x] != mutable {
		l.lengths[y] = x
	}
	return y
}

// twoFours joins two vectors with four lanes each.
func (l *lower) twoFours(lo, hi vreg, t ir.Type) (x vreg) {
	if t != ir.F32 {
		return l.v3i(withUpperFour, lo, hi, 1)
	}
	l.short(func() { x = l.v3i(insertUpper, lo, hi, 1) })
	return x
}

// foursOf are the vectors with four lanes each of one with eight.
func (l *lower) foursOf(x vreg) []vreg { return []vreg{x, l.v2(upperFour, x)} }

// lanesAtOnce is how many lanes of 64 bits the code being built has.
func (l *lower) lanesAtOnce() int {
	if l.part == long8 {
		return 8
	}
	return 4
}

// calledInHalves calls out for four lanes after the other four.
func (l *lower) calledInHalves(in *ir.Instr, mask vreg) value {
	masks := [2]vreg{}
	if mask != 0 {
		copy(masks[:], l.foursOf(mask))
	}
	lo, hi := l.inHalves(func() vreg { return l.called(in, masks[l.part-lower4]).v })
	return value{v: l.twoFours(lo, hi, l.typeOf(in.Results[0]))}
}

// extremesOfLongs are by whether the least one is wanted, and whether the lanes are unsigned.
var extremesOfLongs = map[bool]map[bool]*opcode{true: {false: leastSQ, true: leastUQ}, false: {false: mostSQ, true: mostUQ}}

// masks combines masks. Where both were made of masks of 64 bits these are combined too: what takes the result so need not make it
// longer again, and of the two forms only those that are used stay.
func (l *lower) masks(o *opcode, a, b vreg) vreg {
	x := l.v3(o, a, b)
	if y, z := l.lengths[a], l.lengths[b]; l.eight() && y != 0 && z != 0 && l.level[x] != mutable {
		l.inLongs(func() { l.lengths[x] = l.v3(o, y, z) })
	}
	return x
}

// inverted is a mask of the other lanes.
func (l *lower) inverted(m vreg) vreg {
	x := l.v3(xorV, m, l.splat(^uint64(0)))
	if y := l.lengths[m]; l.eight() && y != 0 {
		l.inLongs(func() { l.lengths[x] = l.v3(xorV, y, l.splat(^uint64(0))) })
	}
	return x
}
