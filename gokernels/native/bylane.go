package native

import (
	"math"
	"math/bits"

	"gokernels/gokernels/internal/cpu"
	"gokernels/gokernels/ir"
)

// byLane lowers an operation on values by lane; 0 if there is no code for it.
func (l *lower) byLane(in *ir.Instr) vreg {
	t := l.typeOf(in.Args[0])
	switch in.Op {
	case ir.Cast:
		return l.castLanes(in, t)
	case ir.Select:
		if o, x, y, ok := l.minOrMax(in); ok && l.typeOf(x).IsFloat() {
			return l.v3(floatOp(o, l.typeOf(x), true), l.vec(x), l.vec(y))
		}
		rt := l.typeOf(in.Args[1])
		return l.make(vector, inst{op: l.blendOp(rt), a: l.vec(in.Args[2]), b: l.vec(in.Args[1]), c: l.maskFor(l.vec(in.Args[0]), rt)})
	}
	a, b := l.vec(in.Args[0]), vreg(0)
	if len(in.Args) > 1 {
		b = l.vec(in.Args[1])
	}
	class := ir.Ops[in.Op].Class
	switch {
	case t == ir.Bool:
		return l.boolLanes(in.Op, a, b)
	case t.IsFloat() && class == ir.Compare:
		return l.compareFloats(in.Op, t, a, b)
	case t.IsFloat() && class == ir.Test:
		return l.floatTest(in.Op, t, a)
	case t == ir.F32 && floatCode[in.Op] == 0 && !signOps[in.Op]:
		return l.mathF32(in)
	case t.IsFloat():
		return l.floatLanes(in, t, a, b)
	case class == ir.Compare:
		return l.compareInts(in.Op, t, a, b)
	}
	x := l.intLanes(in, t, a, b)
	if x == 0 {
		return 0
	}
	return l.wrapLanes(x, t)
}

// not inverts a mask; and is cheaper with the mask itself.
func (l *lower) not(m vreg) vreg {
	x := l.inverted(m)
	if l.level[m] != mutable {
		l.inverse[x] = m
	}
	return x
}

func (l *lower) boolLanes(op ir.Op, a, b vreg) vreg {
	switch op {
	case ir.Add, ir.Or, ir.Max, ir.FMax:
		return l.masks(orV, a, b)
	case ir.Mul, ir.And, ir.Min, ir.FMin:
		return l.masks(andV, a, b)
	case ir.Xor, ir.Ne:
		return l.masks(xorV, a, b)
	case ir.Eq:
		return l.not(l.masks(xorV, a, b))
	case ir.Not:
		return l.not(a)
	case ir.Abs:
		return a
	}
	return 0
}

// compareFloats uses the quiet predicates of AVX; the mask of four f32 is widened to 64-bit lanes.
func (l *lower) compareFloats(op ir.Op, t ir.Type, a, b vreg) vreg {
	p := map[ir.Op]int64{ir.Eq: 0x00, ir.Ne: 0x04, ir.Lt: 0x11, ir.Le: 0x12, ir.Gt: 0x1E, ir.Ge: 0x1D}[op]
	return l.predicate(p, t, a, b)
}

func (l *lower) predicate(p int64, t ir.Type, a, b vreg) vreg {
	x := l.v3i(compareOps[floatKey{ir.Eq, t, true}], a, b, p)
	if t == ir.F32 && !l.eight() {
		return l.v2(widenD, x)
	}
	return x
}

const unordered = 0x03

func (l *lower) floatTest(op ir.Op, t ir.Type, a vreg) vreg {
	w, inf := uint64(1)<<63-1, uint64(0x7FF)<<52
	if t == ir.F32 {
		w, inf = 0x7FFFFFFF_7FFFFFFF, 0x7F800000_7F800000
	}
	size := l.v3(andV, a, l.splat(w))
	switch op {
	case ir.IsNaN:
		return l.predicate(unordered, t, a, a)
	case ir.IsInf:
		return l.predicate(0, t, size, l.splat(inf))
	case ir.IsFinite:
		return l.predicate(0x11, t, size, l.splat(inf))
	}
	if t == ir.F32 && !l.eight() {
		a = l.v2(widenD, a)
	}
	return l.v3(l.lanes(gtQ), l.splat(0), a)
}

func (l *lower) floatLanes(in *ir.Instr, t ir.Type, a, b vreg) vreg {
	sign := uint64(1) << 63
	if t == ir.F32 {
		sign = 0x80000000_80000000
	}
	switch in.Op {
	case ir.Div:
		return l.divideFloats(in, t, a, b)
	case ir.Add, ir.Sub, ir.Mul:
		return l.v3(floatOp(in.Op, t, true), a, b)
	case ir.Sqrt:
		return l.v2(floatOp(in.Op, t, true), a)
	case ir.Neg:
		return l.v3(xorV, a, l.splat(sign))
	case ir.Abs:
		return l.v3(andV, a, l.splat(^sign))
	case ir.CopySign:
		return l.v3(orV, l.v3(andV, a, l.splat(^sign)), l.v3(andV, b, l.splat(sign)))
	case ir.Floor, ir.Ceil, ir.Trunc, ir.Rint:
		return l.vi(roundOps[t], a, map[ir.Op]int64{ir.Rint: 8, ir.Floor: roundDown, ir.Ceil: 10, ir.Trunc: roundToZero}[in.Op])
	case ir.Min, ir.Max, ir.FMin, ir.FMax:
		return l.extremeFloats(in.Op, t, a, b)
	}
	return l.mathF64(in, a, b)
}

// Immediates of roundings.
const (
	roundDown   = 9
	roundToZero = 11
)

var roundOps = map[ir.Type]*opcode{ir.F64: with(vec2("vroundpd", 1, 3, 0, 1, 0x09)), ir.F32: doubling(with(vec2("vroundps", 1, 3, 0, 0, 0x08)))}

// extremeFloats makes up for what the instructions do with NaN and zeros of both signs: they return the second operand.
func (l *lower) extremeFloats(op ir.Op, t ir.Type, a, b vreg) vreg {
	least := op == ir.Min || op == ir.FMin
	o := floatOp(ir.Max, t, true)
	if least {
		o = floatOp(ir.Min, t, true)
	}
	x, y := l.v3(o, a, b), l.v3(o, b, a)
	join := andV
	if least {
		join = orV
	}
	x = l.v3(join, x, y)
	cmp := compareOps[floatKey{ir.Eq, t, true}]
	if op == ir.Min || op == ir.Max {
		return l.v3(orV, x, l.v3i(cmp, a, b, unordered))
	}
	blend := l.blendOp(t)
	x = l.make(vector, inst{op: blend, a: x, b: a, c: l.v3i(cmp, b, b, unordered)})
	return l.make(vector, inst{op: blend, a: x, b: b, c: l.v3i(cmp, a, a, unordered)})
}

func (l *lower) compareInts(op ir.Op, t ir.Type, a, b vreg) vreg {
	if l.part == long8 {
		return l.compareLongs(op, t, a, b)
	}
	if op != ir.Eq && op != ir.Ne {
		switch { // unsigned order is that of signed numbers when the highest bit changes
		case t == ir.U64 && !l.eight():
			a, b = l.v3(xorV, a, l.splat(1<<63)), l.v3(xorV, b, l.splat(1<<63))
		case t == ir.U32 && l.eight():
			a, b = l.v3(xorV, a, l.all(1<<31)), l.v3(xorV, b, l.all(1<<31))
		}
	}
	equal, greater := l.lanes(eqQ), l.lanes(gtQ)
	switch op {
	case ir.Eq:
		return l.v3(equal, a, b)
	case ir.Ne:
		return l.not(l.v3(equal, a, b))
	case ir.Lt:
		return l.v3(greater, b, a)
	case ir.Gt:
		return l.v3(greater, a, b)
	case ir.Le:
		return l.not(l.v3(greater, a, b))
	}
	return l.not(l.v3(greater, b, a))
}

// wrapLanes brings lanes back into the range of their type.
func (l *lower) wrapLanes(x vreg, t ir.Type) vreg {
	switch t {
	case ir.I64, ir.U64:
		return x
	case ir.U16, ir.U8:
		return l.v3(andV, x, l.all(1<<(8*t.Size())-1))
	case ir.I16, ir.I8:
		n := int64(32 - 8*t.Size())
		x = l.vi(sraD, l.vi(sllD, x, n), n)
	}
	switch {
	case l.eight():
		return x
	case t == ir.U32:
		return l.v3(andV, x, l.splat(1<<32-1))
	case l.isa == avx512:
		return l.vi(sraQ, l.vi(sllQ, x, 32), 32)
	}
	return l.v3i(blendD, x, l.vi(sllQ, l.vi(sraD, x, 31), 32), 0xAA)
}

// onesLanes counts the bits of four bits at a time by a table, and adds the bytes of a word (Mula, Kurz and Lemire, Faster
// population counts using AVX2 instructions, 2016).
func (l *lower) onesLanes(t ir.Type, a vreg) vreg {
	const low, upTo7, upTo15 = 0x0F0F0F0F0F0F0F0F, 0x0302020102010100, 0x0403030203020201
	if t.IsSigned() && t.Size() < 8 {
		a = l.v3(andV, a, l.splat(1<<(8*t.Size())-1))
	}
	if l.isa == avx512 && cpu.HasVPOPCNTDQ() {
		return l.v2(onesQ, a)
	}
	table, mask := l.constant(upTo7, upTo15, upTo7, upTo15), l.splat(low)
	lower := l.v3(shuffleB, table, l.v3(andV, a, mask))
	upper := l.v3(shuffleB, table, l.v3(andV, l.vi(srlQ, a, 4), mask))
	return l.v3(sumB, l.v3(addB, lower, upper), l.splat(0))
}

func (l *lower) intLanes(in *ir.Instr, t ir.Type, a, b vreg) vreg {
	switch in.Op {
	case ir.Add:
		return l.v3(l.lanes(addQ), a, b)
	case ir.Sub:
		return l.v3(l.lanes(subQ), a, b)
	case ir.Mul:
		return l.product(in, t, a, b)
	case ir.And:
		return l.v3(andV, a, b)
	case ir.Or:
		return l.v3(orV, a, b)
	case ir.Xor:
		return l.v3(xorV, a, b)
	case ir.Not:
		return l.not(a)
	case ir.Neg:
		return l.v3(l.lanes(subQ), l.splat(0), a)
	case ir.Abs:
		switch {
		case t.IsUnsigned():
			return a
		case l.eight():
			return l.v2(absD, a)
		case l.isa == avx512:
			return l.v2(absQ, a)
		}
		s := l.signs(a)
		return l.v3(subQ, l.v3(xorV, a, s), s)
	case ir.Ones:
		return l.onesLanes(t, a)
	case ir.Min, ir.FMin, ir.Max, ir.FMax:
		return l.extremeInts(in.Op, t, a, b)
	}
	if x := l.powerOfTwo(in, t, a); x != 0 {
		return x
	}
	if x := l.quotient(in, a); x != 0 {
		return x
	}
	return l.oneByOne(in, a, b)
}

// product multiplies ints; factors that fit 32 bits by one instruction.
func (l *lower) product(in *ir.Instr, t ir.Type, a, b vreg) vreg {
	switch {
	case l.eight():
		return l.v3(mulD, a, b)
	case t.Size() < 8 || len(in.Args) == 2 && l.r.ranges.of(in.Args[0]).short() && l.r.ranges.of(in.Args[1]).short():
		return l.v3(mulDQ, a, b)
	}
	return l.mulQ(a, b)
}

func (l *lower) extremeInts(op ir.Op, t ir.Type, a, b vreg) vreg {
	least := op == ir.Min || op == ir.FMin
	switch {
	case l.isa == avx512 && !l.eight():
		return l.v3(extremesOfLongs[least][t == ir.U64], a, b)
	case l.eight() && t == ir.U32:
		return l.v3(map[bool]*opcode{true: leastU, false: mostU}[least], a, b)
	case l.eight():
		return l.v3(map[bool]*opcode{true: leastS, false: mostS}[least], a, b)
	case least:
		return l.blend(a, b, l.compareInts(ir.Gt, t, a, b))
	}
	return l.blend(b, a, l.compareInts(ir.Gt, t, a, b))
}

// powerOfTwo lowers shifts and divisions by a constant.
func (l *lower) powerOfTwo(in *ir.Instr, t ir.Type, a vreg) vreg {
	c := l.r.consts[in.Args[len(in.Args)-1]]
	if c == nil || c.Int < 0 {
		return 0
	}
	width := int64(8 * t.Size())
	switch {
	case in.Op == ir.Shl && c.Int < width:
		return l.vi(l.lanes(sllQ), a, c.Int)
	case in.Op == ir.Shr && c.Int < width:
		return l.shiftRight(a, t, c.Int)
	case c.Int == 0 || c.Int&(c.Int-1) != 0:
		return 0
	case in.Op == ir.Mod:
		return l.v3(andV, a, l.all(uint64(c.Int-1)))
	case in.Op == ir.FloorDiv:
		return l.shiftRight(a, t, int64(bits.TrailingZeros64(uint64(c.Int))))
	}
	return 0
}

// shiftRight keeps the sign: AVX2 has no such shift of 64-bit lanes.
func (l *lower) shiftRight(a vreg, t ir.Type, n int64) vreg {
	if l.eight() && t.IsSigned() {
		return l.vi(sraD, a, min(n, 31))
	}
	if l.isa == avx512 && t.IsSigned() {
		return l.vi(sraQ, a, n)
	}
	x := l.vi(l.lanes(srlQ), a, n)
	if t.IsUnsigned() || n == 0 {
		return x
	}
	return l.v3(orV, x, l.vi(sllQ, l.signs(a), 64-n))
}

// shiftLanes shifts by lane: the instructions shift out all for what is no count, and AVX2 has none that keeps the sign of
// 64-bit lanes.
func (l *lower) shiftLanes(op ir.Op, t ir.Type, a, b vreg) vreg {
	switch {
	case l.eight() && op == ir.Shl:
		return l.v3(sllvD, a, b)
	case l.eight() && t.IsSigned():
		return l.v3(sravD, a, b)
	case l.eight():
		return l.v3(srlvD, a, b)
	case op == ir.Shl:
		return l.v3(sllvQ, a, b)
	case t.IsUnsigned():
		return l.v3(srlvQ, a, b)
	case l.isa == avx512:
		return l.v3(sravQ, a, b)
	}
	sign := l.signs(a)
	return l.v3(xorV, l.v3(srlvQ, l.v3(xorV, a, sign), b), sign)
}

// oneByOne runs the scalar code of an operation for each lane.
func (l *lower) oneByOne(in *ir.Instr, a, b vreg) vreg {
	t := l.typeOf(in.Args[0])
	switch in.Op {
	case ir.Shl, ir.Shr:
		return l.shiftLanes(in.Op, t, a, b)
	case ir.FloorDiv, ir.Mod, ir.FMod:
		return l.divideLanes(in, t, a, b)
	}
	return 0
}

func (l *lower) scalarByLane(in *ir.Instr, t ir.Type, a, b vreg) vreg {
	return l.eachLane([]vreg{a, b}, 0, func(lane []vreg) vreg {
		return l.wrapOne(l.intOne(in, t, lane[0], lane[1]), t)
	})
}

// divideLanes divides ints of less than 51 bits as floats: the quotient of such numbers is never rounded across an
// integer (that would take a quotient times a divisor of 2**52 or more), and the remainder is exact by fma. Larger ones are
// divided one by one, out of line. Division by zero gives 0.
func (l *lower) divideLanes(in *ir.Instr, t ir.Type, a, b vreg) vreg {
	quick := l.divideSmall(in, a, b)
	if t.Size() < 8 {
		return quick
	}
	both := l.v3(orV, a, b)
	if t.IsSigned() {
		both = l.v3(orV, l.v3(addQ, a, l.splat(1<<50)), l.v3(addQ, b, l.splat(1<<50)))
	}
	large := l.v3(gtQ, l.vi(srlQ, both, 51), l.splat(0))
	if mask := l.mask(); mask != 0 {
		large = l.v3(andV, large, mask)
	}
	result := l.variable(vector)
	l.set(result, quick)
	l.ifAny(large, func() { l.set(result, l.scalarByLane(in, t, a, b)) })
	return l.copied(result)
}

// divideSmall divides ints of less than 51 bits.
func (l *lower) divideSmall(in *ir.Instr, a, b vreg) vreg {
	x, y := l.smallToFloat(a), l.smallToFloat(b)
	cut := int64(roundDown)
	if in.Op == ir.FMod {
		cut = roundToZero
	}
	q := l.vi(roundOps[ir.F64], l.div(x, y), cut)
	if in.Op != ir.FloorDiv {
		q = l.fma(l.v3(xorV, q, l.splat(1<<63)), y, x)
	}
	return l.v3(andnV, l.v3(eqQ, b, l.splat(0)), l.v3(subQ, l.add(q, l.splat(magic)), l.splat(magic)))
}

// smallToFloat is the float of an int of less than 51 bits.
func (l *lower) smallToFloat(a vreg) vreg {
	return l.sub(l.v3(addQ, a, l.splat(magic)), l.splat(magic))
}

// 2**52 + 2**51 as a float and as bits: added to an int of less than 51 bits they make the float of it.
const magic = 0x4338000000000000

func (l *lower) castLanes(in *ir.Instr, from ir.Type) vreg {
	to, a := in.Type, l.vec(in.Args[0])
	switch {
	case to == from:
		return a
	case l.eight() && (from.IsFloat() || to.IsFloat()):
		return l.castEight(a, from, to)
	case from.IsFloat() && to.IsFloat():
		return l.v2(map[ir.Type]*opcode{ir.F64: toF64V, ir.F32: toF32V}[to], a)
	case to == ir.Bool && from.IsFloat():
		return l.predicate(0x04, from, a, l.splat(0))
	case to == ir.Bool:
		return l.not(l.v3(l.lanes(eqQ), a, l.splat(0)))
	case from.IsFloat():
		return l.cutLanes(a, from, to)
	case from == ir.Bool && to.IsFloat():
		x := l.v3(andV, a, l.splat(0x3ff0000000000000))
		if to == ir.F32 {
			return l.v2(toF32V, x)
		}
		return x
	case from == ir.Bool:
		return l.v3(andV, a, l.all(1))
	case to.IsFloat():
		return l.floatOfInt(a, from, to)
	}
	return l.wrapLanes(a, to)
}

func (l *lower) floatOfInt(a vreg, from, to ir.Type) vreg {
	switch {
	case from.Size() < 8:
		x := l.smallToFloat(a)
		if to == ir.F32 {
			return l.v2(toF32V, x)
		}
		return x
	case from == ir.U64 || to == ir.F32:
		return 0
	case l.isa == avx512:
		return l.v2(longsToF64, a)
	}
	// The upper 16 bits as 3*2**67 + them, the lower 48 as 2**52 + them: both exact, so the sum rounds once (Mysticial,
	// stackoverflow.com/q/41144668).
	hi := l.v3i(blendW, l.vi(sraD, a, 16), l.splat(0), 0x33)
	hi = l.v3(addQ, hi, l.splat(0x4438000000000000))
	lo := l.v3i(blendW, a, l.splat(0x4330000000000000), 0x88)
	return l.add(l.sub(hi, l.splat(0x4438001000000000)), lo)
}

// cutLanes cuts floats. Those whose ints have less than 51 bits, and fit, get their bits by adding magic; the others are cut
// one by one, out of line.
func (l *lower) cutLanes(a vreg, from, to ir.Type) vreg {
	if to == ir.U64 {
		return 0
	}
	if from == ir.F32 {
		a = l.v2(toF64V, a)
	}
	if l.isa == avx512 && to == ir.I64 {
		return l.v2(f64ToLongs, a)
	}
	least, most := -0x1p50, 0x1p50
	if n := 8 * to.Size(); n < 64 && to.IsSigned() {
		least, most = -math.Ldexp(1, n-1), math.Ldexp(1, n-1)-1
	} else if n < 64 {
		least, most = 0, math.Ldexp(1, n)-1
	}
	whole := l.vi(roundOps[ir.F64], a, roundToZero)
	odd := l.v3(orV, l.predicate(notGreaterEqual, ir.F64, whole, l.float(least)), l.predicate(notLessEqual, ir.F64, whole, l.float(most)))
	if mask := l.mask(); mask != 0 {
		odd = l.v3(andV, odd, mask)
	}
	result := l.variable(vector)
	l.set(result, l.v3(subQ, l.add(whole, l.splat(magic)), l.splat(magic)))
	l.ifAny(odd, func() {
		l.set(result, l.eachLane([]vreg{a}, 0, func(lane []vreg) vreg {
			return l.cutOne(l.make(vector, inst{op: fromGen, b: lane[0]}), ir.F64, to)
		}))
	})
	return l.copied(result)
}
