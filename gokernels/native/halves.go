package native

import (
	"maps"

	"gokernels/gokernels/ir"
)

// part is which lanes the code being built is for, in a loop with eight iterations in the lanes.
type part uint8

const (
	whole  part = iota // all eight, in lanes of 32 bits
	lower4             // lanes 0 to 3, as in a loop with four
	upper4             // lanes 4 to 7
	long8              // all eight, in lanes of 64 bits as those of four elsewhere: of AVX-512
)

// eight reports whether the code being built is for eight lanes of 32 bits.
func (l *lower) eight() bool { return l.builder.eight }

func (l *lower) setPart(p part) {
	if l.double && (p == upper4 || p == long8) {
		panic(notDouble)
	}
	l.part = p
	l.builder.eight = l.wide && p == whole
	l.setLong(p == long8)
}

// setWide begins, or ends, code with eight iterations in the lanes.
func (l *lower) setWide(wide bool) {
	l.wide = wide
	l.setPart(whole)
}

// width is how many iterations are in the lanes.
func (l *lower) width() int {
	if l.many != 0 {
		return l.many
	}
	if l.wide {
		return 8
	}
	return 4
}

// lanes is the instruction on the lanes of ints that there are.
func (l *lower) lanes(o *opcode) *opcode {
	if l.eight() {
		return map[*opcode]*opcode{addQ: addD, subQ: subD, eqQ: eqD, gtQ: gtD, sllQ: sllD, srlQ: srlD}[o]
	}
	return o
}

// all is an int in all lanes.
func (l *lower) all(n uint64) vreg {
	if l.eight() {
		n = uint64(uint32(n)) * 0x1_00000001
	}
	return l.splat(n)
}

// short reports whether the lanes of a value fit 32 bits: by its type, or by what is known of it.
func (l *laneLoop) short(x ir.Value) bool {
	t := l.r.f.Types[x]
	return t.Size() <= 4 || t.IsInt() && l.r.ranges.of(x).short()
}

func (l *laneLoop) shortVar(v ir.Var) bool {
	t := l.r.f.Vars[v].Type
	return t.Size() <= 4 || t.IsInt() && l.r.ranges.ofVar(v).short()
}

// inPart is a value by lane as the code being built wants it: eight lanes of 32 bits, or four as elsewhere.
func (l *lower) inPart(v value, t ir.Type) vreg {
	switch {
	case !l.wide || l.part == whole && v.hi == 0:
		return v.v
	case l.part == long8 || v.isLong():
		return l.longPart(v, t)
	case l.part == whole:
		return l.joined(v.v, v.hi, t)
	case v.hi == 0:
		return l.half(v.v, t)
	case l.part == lower4:
		return v.v
	}
	return v.hi
}

// half makes four lanes, as elsewhere, of eight.
func (l *lower) half(x vreg, t ir.Type) vreg {
	if y := l.lengths[x]; y != 0 && l.part == long8 {
		return y
	}
	if l.part == upper4 {
		x = l.make(vector, inst{op: upper, b: x})
	}
	switch t {
	case ir.F32:
		return x
	case ir.U32:
		return l.v2(zeroD, x)
	}
	return l.v2(widenD, x)
}

// joined makes eight lanes of two times four.
func (l *lower) joined(lo, hi vreg, t ir.Type) vreg {
	if t == ir.F32 {
		return l.v3i(insertUpper, lo, hi, 1)
	}
	const even, inOrder = 0x88, 0xD8
	return l.vi(permQ, l.v3i(evenF, lo, hi, even), inOrder)
}

// seen is what is known of a value in the part that is being built: lanes 4 to 7 of an index begin 4 later.
func (l *lower) seen(x ir.Value) value {
	v := l.vals[x]
	if v.follows && l.part == upper4 {
		v.plus += 4
	}
	return v
}

// inHalves does for lanes 0 to 3 and for 4 to 7 what gives four lanes.
func (l *lower) inHalves(do func() vreg) (lo, hi vreg) {
	was := l.part
	l.setPart(lower4)
	lo = do()
	l.setPart(upper4)
	hi = do()
	l.setPart(was)
	return lo, hi
}

// byHalves lowers an instruction for which there is no code on eight lanes: as elsewhere, twice, unless AVX-512 does them at once.
func (l *lower) byHalves(in *ir.Instr, lowered func(in *ir.Instr)) {
	if l.canBeLong(in) {
		l.byLongs(in, lowered)
		return
	}
	var last value
	lo, hi := l.inHalves(func() vreg {
		lowered(in)
		if len(in.Results) > 0 {
			last = l.vals[in.Results[0]]
		}
		return last.v
	})
	if len(in.Results) > 0 && last.v != 0 {
		l.vals[in.Results[0]] = value{v: lo, hi: hi}
	}
}

// laneVariable is a register for a variable by lane: with another one for lanes 4 to 7 where they do not fit one.
func (l *lower) laneVariable(short bool) vreg {
	v := l.variable(vector)
	switch {
	case !l.wide || short:
	case l.isa == avx512:
		l.upper[v] = v
	default:
		l.upper[v] = l.variable(vector)
	}
	return v
}

// setLanes sets such a register, or both, to what do gives for the part.
func (l *lower) setLanes(v vreg, do func() vreg) {
	l.eachPart(v, func(to vreg) { l.set(to, do()) })
}

// eachPart does for such a register what has code for it, or for each of both what has for four lanes.
func (l *lower) eachPart(v vreg, do func(to vreg)) {
	hi := l.upper[v]
	switch hi {
	case 0:
		do(v)
		return
	case v:
		l.inLongs(func() { do(v) })
		return
	}
	l.inHalves(func() vreg {
		do(map[part]vreg{lower4: v, upper4: hi}[l.part])
		return 0
	})
}

// laneOf is what such a register, or both, hold, as the code being built wants it.
func (l *lower) laneOf(v vreg, t ir.Type) vreg { return l.inPart(value{v: v, hi: l.upper[v]}, t) }

// eachFour hands out what such a register holds, four lanes at a time.
func (l *lower) eachFour(v vreg, t ir.Type, do func(four vreg)) {
	if !l.wide {
		do(v)
		return
	}
	l.inHalves(func() vreg {
		do(l.laneOf(v, t))
		return 0
	})
}

// widen turns to eight iterations in the lanes, if the loop is to have them. What the lanes hold, four each, moves to
// registers for eight; the function that it returns turns back.
func (l *lower) widen() (four func()) {
	if !l.lane.wide {
		return func() {}
	}
	folds, vars := l.folds, l.vars
	l.setWide(true)
	l.folds, l.vars = [mostGroups]map[ir.Var]vreg{{}}, maps.Clone(vars)
	for _, v := range l.r.vars {
		if l.varying(v) {
			l.vars[v] = l.varRegister(v)
		}
	}
	for _, f := range l.lane.folds {
		lo, hi := folds[0][f.v], folds[1][f.v]
		v := l.laneVariable(l.lane.shortVar(f.v))
		l.setLanes(v, func() vreg { return l.inPart(value{v: lo, hi: hi}, f.t) })
		l.folds[0][f.v] = v
	}
	for g := range l.folds {
		l.folds[g] = l.folds[0]
	}
	return func() { l.narrowed(folds, vars) }
}

// narrowed turns back to four iterations in the lanes.
func (l *lower) narrowed(folds [mostGroups]map[ir.Var]vreg, vars map[ir.Var]vreg) {
	for _, f := range l.lane.folds {
		g := 0
		l.eachFour(l.folds[0][f.v], f.t, func(four vreg) {
			l.set(folds[g][f.v], four)
			g++
		})
	}
	for _, v := range l.lane.lasts {
		l.eachFour(l.vars[v], l.r.f.Vars[v].Type, func(four vreg) {
			if l.part == upper4 {
				l.set(vars[v], four)
			}
		})
	}
	l.setWide(false)
	l.folds, l.vars = folds, vars
}
