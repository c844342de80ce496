package native

import (
	"math"
	"math/bits"

	"gokernels/gokernels/ir"
)

// floatCode is the instruction of a plain operation on floats.
var floatCode = map[ir.Op]byte{ir.Add: 0x58, ir.Mul: 0x59, ir.Sub: 0x5C, ir.Min: 0x5D, ir.Div: 0x5E, ir.Max: 0x5F, ir.Sqrt: 0x51}

var floatOps = makeFloatOps()

type floatKey struct {
	op    ir.Op
	t     ir.Type
	lanes bool
}

func makeFloatOps() map[floatKey]*opcode {
	all := map[floatKey]*opcode{}
	for op, code := range floatCode {
		for _, t := range []ir.Type{ir.F64, ir.F32} {
			for _, lanes := range []bool{false, true} {
				v := vex{m: 1, code: code, pp: floatPrefix(t, lanes)}
				if lanes && t == ir.F64 {
					v.l = 1
				}
				o := &opcode{name: "v" + op.String() + floatSuffix(t, lanes), form: fVec3, v: v, pure: true, swaps: op == ir.Add || op == ir.Mul}
				if op == ir.Sqrt && lanes {
					o.form = fVec2
				}
				if lanes && t == ir.F32 {
					doubling(o)
				}
				all[floatKey{op, t, lanes}] = o
			}
		}
	}
	return all
}

// floatPrefix is the prefix that tells pd, ps, sd and ss apart.
func floatPrefix(t ir.Type, lanes bool) byte {
	switch {
	case lanes && t == ir.F64:
		return 1
	case lanes:
		return 0
	case t == ir.F64:
		return 3
	}
	return 2
}

func floatSuffix(t ir.Type, lanes bool) string {
	return [...]string{"ps", "pd", "ss", "sd"}[floatPrefix(t, lanes)]
}

func floatOp(op ir.Op, t ir.Type, lanes bool) *opcode { return floatOps[floatKey{op, t, lanes}] }

var compareOps = map[floatKey]*opcode{
	{ir.Eq, ir.F64, true}: with(vec3("vcmppd", 1, 1, 0, 1, 0xC2)), {ir.Eq, ir.F32, true}: doubling(with(vec3("vcmpps", 0, 1, 0, 0, 0xC2))),
}

// scalar lowers an operation without control flow.
func (l *lower) scalar(in *ir.Instr) {
	lanes := false
	for _, v := range in.Args {
		lanes = lanes || l.isVector(v)
	}
	result := in.Results[0]
	if !lanes && l.r.late(in) {
		l.vals[result] = value{compare: in}
		return
	}
	if x, ok := l.following(in); ok {
		l.vals[result] = x
		return
	}
	switch {
	case l.eight() && !lanes:
		l.setPart(lower4)
		l.scalar(in)
		l.setPart(whole)
		return
	case l.eight() && (!l.lane.hasEight(in) || in.Op == ir.Cast && l.vals[in.Args[0]].hi != 0):
		l.byHalves(in, l.scalar)
		return
	}
	x := vreg(0)
	if lanes {
		x = l.byLane(in)
	} else {
		x = l.uniform(in)
	}
	switch {
	case x == 0 && l.eight():
		l.byHalves(in, l.scalar)
		return
	case x == 0:
		l.callout(in)
		return
	}
	if lanes {
		l.vals[result] = value{v: x}
		return
	}
	l.vals[result] = value{u: x}
}

// following keeps an index plus or minus a uniform number a sequence.
func (l *lower) following(in *ir.Instr) (value, bool) {
	if len(in.Args) != 2 || l.typeOf(in.Args[0]) != ir.I64 || in.Op != ir.Add && in.Op != ir.Sub {
		return value{}, false
	}
	x, y := in.Args[0], in.Args[1]
	if in.Op == ir.Add && l.vals[y].follows {
		x, y = y, x
	}
	a := l.vals[x]
	if !a.follows || l.isVector(y) {
		return value{}, false
	}
	o, sign := addG, int64(1)
	if in.Op == ir.Sub {
		o, sign = subG, -1
	}
	if c := l.r.consts[y]; c != nil && isNear(c.Int) && isNear(a.plus+sign*c.Int) {
		a.plus += sign * c.Int
		return a, true
	}
	a.u = l.g2(o, a.u, l.uni(y))
	return a, true
}

// isNear reports whether addresses, with 32 bits for a constant, have room for a number of elements.
func isNear(n int64) bool { return -1<<24 < n && n < 1<<24 }

// uniform lowers an operation on uniform values; 0 if there is no code for it.
func (l *lower) uniform(in *ir.Instr) vreg {
	t := l.typeOf(in.Args[0])
	switch in.Op {
	case ir.Cast:
		return l.castOne(in, t)
	case ir.Select:
		return l.selectOne(in)
	}
	a, b := l.uni(in.Args[0]), vreg(0)
	if len(in.Args) > 1 {
		b = l.uni(in.Args[1])
	}
	switch {
	case t.IsFloat():
		return l.floatOne(in, t, a, b)
	case t == ir.Bool:
		return l.boolOne(in.Op, a, b)
	}
	x := l.intOne(in, t, a, b)
	if x == 0 {
		return 0
	}
	return l.wrapOne(x, t)
}

func (l *lower) boolOne(op ir.Op, a, b vreg) vreg {
	switch op {
	case ir.Add, ir.Or, ir.Max, ir.FMax:
		return l.g2(orG, a, b)
	case ir.Mul, ir.And, ir.Min, ir.FMin:
		return l.g2(andG, a, b)
	case ir.Xor:
		return l.g2(xorG, a, b)
	case ir.Not:
		return l.gi(xorI, a, 1)
	}
	return 0
}

// wrapOne brings a word back into the range of its type.
func (l *lower) wrapOne(x vreg, t ir.Type) vreg {
	o := map[ir.Type]*opcode{ir.I32: extS32, ir.U32: extU32, ir.I16: extS16, ir.U16: extU16, ir.I8: extS8, ir.U8: extU8}[t]
	if o == nil {
		return x
	}
	return l.g1(o, x)
}

// unsignedWord is what makes an int's bits a word of their own, where its sign is copied into that.
var unsignedWord = map[ir.Type]*opcode{ir.I32: extU32, ir.I16: extU16, ir.I8: extU8}

func (l *lower) intOne(in *ir.Instr, t ir.Type, a, b vreg) vreg {
	switch in.Op {
	case ir.Add, ir.Sub, ir.Mul, ir.And, ir.Or, ir.Xor:
		return l.withConstant(in, a, b)
	case ir.Not:
		return l.g1(notG, a)
	case ir.Neg:
		return l.g1(negG, a)
	case ir.Ones:
		if o := unsignedWord[t]; o != nil {
			a = l.g1(o, a)
		}
		return l.g1(onesG, a)
	case ir.Abs:
		if t.IsUnsigned() {
			return a
		}
		sign := l.gi(sarI, a, 63)
		return l.g2(subG, l.g2(xorG, a, sign), sign)
	case ir.Min, ir.FMin, ir.Max, ir.FMax:
		return l.extremeOne(in.Op, t, a, b)
	case ir.Shl, ir.Shr:
		return l.shiftOne(in, t, a, b)
	case ir.FloorDiv, ir.Mod, ir.FMod:
		return l.divideOne(in, t, a, b)
	}
	return 0
}

// twoOps are an operation on registers and that with an immediate.
var twoOps = map[ir.Op][2]*opcode{ir.Add: {addG, addI}, ir.Sub: {subG, subI}, ir.Mul: {mulG, mulI}, ir.And: {andG, andI}, ir.Or: {orG, orI},
	ir.Xor: {xorG, xorI}}

// withConstant is an operation of which a small constant is an immediate, also if it stands first.
func (l *lower) withConstant(in *ir.Instr, a, b vreg) vreg {
	o := twoOps[in.Op]
	if len(in.Args) < 2 { // of a reduction
		return l.g2(o[0], a, b)
	}
	if n, ok := l.small(in.Args[1]); ok {
		return l.gi(o[1], a, n)
	}
	if n, ok := l.small(in.Args[0]); ok && o[0].swaps {
		return l.gi(o[1], b, n)
	}
	return l.g2(o[0], a, b)
}

// small is a constant that fits an immediate.
func (l *lower) small(x ir.Value) (n int64, ok bool) {
	c := l.r.consts[x]
	if c == nil || c.Int != int64(int32(c.Int)) {
		return 0, false
	}
	return c.Int, true
}

func (l *lower) extremeOne(op ir.Op, t ir.Type, a, b vreg) vreg {
	c := map[bool]cond{true: condL, false: condG}[op == ir.Min || op == ir.FMin]
	if t == ir.U64 {
		c = map[cond]cond{condL: condB, condG: condA}[c]
	}
	return l.make(general, inst{op: extremeG, a: a, b: b, imm: int64(c)})
}

// shiftOne shifts; a constant in range needs no check. The others are left to the interpreter's rule.
func (l *lower) shiftOne(in *ir.Instr, t ir.Type, a, b vreg) vreg {
	width := int64(8 * t.Size())
	if c := l.r.consts[in.Args[1]]; c != nil && c.Int >= 0 && c.Int < width {
		switch {
		case in.Op == ir.Shl:
			return l.gi(shlI, a, c.Int)
		case t.IsSigned():
			return l.gi(sarI, a, c.Int)
		}
		return l.gi(shrI, a, c.Int)
	}
	inside := l.make(general, inst{op: setG, a: b, imm: int64(condB) | 64<<8})
	switch {
	case in.Op == ir.Shl:
		return l.make(general, inst{op: selectG, a: inside, b: l.g2(shlX, a, b), c: l.integer(0)})
	case t.IsSigned():
		return l.make(general, inst{op: selectG, a: inside, b: l.g2(sarX, a, b), c: l.gi(sarI, a, 63)})
	}
	return l.make(general, inst{op: selectG, a: inside, b: l.g2(shrX, a, b), c: l.integer(0)})
}

func (l *lower) divideOne(in *ir.Instr, t ir.Type, a, b vreg) vreg {
	if c := l.r.consts[in.Args[1]]; c != nil && c.Int > 0 && c.Int&(c.Int-1) == 0 && in.Op != ir.FMod {
		switch {
		case in.Op == ir.Mod && c.Int > 1<<31:
			return l.g2(andG, a, l.integer(c.Int-1))
		case in.Op == ir.Mod:
			return l.gi(andI, a, c.Int-1)
		case t.IsUnsigned():
			return l.gi(shrI, a, int64(bits.TrailingZeros64(uint64(c.Int))))
		}
		return l.gi(sarI, a, int64(bits.TrailingZeros64(uint64(c.Int))))
	}
	if x := l.quotientOne(in, t, a); x != 0 {
		return x
	}
	quotient := int64(floorQuotient)
	kind := map[ir.Op]int64{ir.FloorDiv: floorQuotient, ir.Mod: floorRemainder, ir.FMod: cutRemainder}[in.Op]
	if t.IsUnsigned() {
		quotient, kind = unsignedQuotient, unsignedRemainder
		if in.Op == ir.FloorDiv {
			kind = unsignedQuotient
		}
	}
	if x := l.fromQuotient(in, a, b, quotient); x != 0 {
		return x
	}
	return l.make(general, inst{op: divide, a: a, b: b, imm: kind})
}

// comparison is a uniform comparison as an instruction that sets a register.
func (l *lower) comparison(in *ir.Instr) inst {
	t := l.typeOf(in.Args[0])
	a := l.uni(in.Args[0])
	if l.r.isTruth(in) {
		return inst{op: setG, a: a, imm: int64(condNE)}
	}
	if t.IsFloat() {
		b := l.uni(in.Args[1])
		o := setF
		if t == ir.F32 {
			o = setF32
		}
		c := map[ir.Op]cond{ir.Eq: condE, ir.Ne: condNE, ir.Lt: condA, ir.Le: condAE, ir.Gt: condA, ir.Ge: condAE}[in.Op]
		if in.Op == ir.Lt || in.Op == ir.Le { // above and below differ for NaN
			a, b = b, a
		}
		return inst{op: o, a: a, b: b, imm: int64(c)}
	}
	c := map[ir.Op]cond{ir.Eq: condE, ir.Ne: condNE, ir.Lt: condL, ir.Le: condLE, ir.Gt: condG, ir.Ge: condGE}[in.Op]
	if t == ir.U64 {
		c = map[ir.Op]cond{ir.Eq: condE, ir.Ne: condNE, ir.Lt: condB, ir.Le: condBE, ir.Gt: condA, ir.Ge: condAE}[in.Op]
	}
	if n, ok := l.small(in.Args[1]); ok {
		return inst{op: setG, a: a, imm: int64(c) | n<<8}
	}
	if n, ok := l.small(in.Args[0]); ok {
		return inst{op: setG, a: l.uni(in.Args[1]), imm: int64(c.swapped()) | n<<8}
	}
	return inst{op: setG, a: a, b: l.uni(in.Args[1]), imm: int64(c)}
}

func (l *lower) compareWord(in *ir.Instr) vreg {
	if l.isNot(in) {
		return l.gi(xorI, l.uni(in.Args[0]), 1)
	}
	return l.make(general, l.comparison(in))
}

func (l *lower) floatOne(in *ir.Instr, t ir.Type, a, b vreg) vreg {
	switch in.Op {
	case ir.Add, ir.Sub, ir.Mul, ir.Div:
		return l.v3(floatOp(in.Op, t, false), a, b)
	case ir.Sqrt:
		return l.v3(floatOp(ir.Sqrt, t, false), a, a)
	case ir.IsNaN, ir.IsInf, ir.IsFinite, ir.SignBit:
		m := l.floatTest(in.Op, t, l.splatOne(a, t))
		return l.gi(andI, l.make(general, inst{op: toGen, b: m}), 1)
	}
	if t == ir.F32 && !signOps[in.Op] {
		return l.mathF32(in)
	}
	if x := l.floatLanes(in, t, l.splatOne(a, t), l.splatOne(b, t)); x != 0 {
		return x // lane 0 of it
	}
	return 0
}

// signOps change bits only; they and the order of numbers are the same code for both float types.
var signOps = map[ir.Op]bool{ir.Neg: true, ir.Abs: true, ir.CopySign: true, ir.Min: true, ir.Max: true, ir.FMin: true, ir.FMax: true,
	ir.Floor: true, ir.Ceil: true, ir.Trunc: true, ir.Rint: true}

func (l *lower) splatOne(x vreg, t ir.Type) vreg {
	if x == 0 {
		return 0
	}
	return l.broadcast(x, t)
}

// minOrMax finds a Select that is the less or the greater of two numbers: x where x < y, else y, is what the instructions
// for minima and maxima of floats do, NaN and zeros included.
func (l *lower) minOrMax(in *ir.Instr) (o ir.Op, x, y ir.Value, ok bool) {
	c := l.r.inner[in.Args[0]]
	x, y = in.Args[1], in.Args[2]
	if c == nil || c.Op != ir.Lt && c.Op != ir.Gt || l.typeOf(x) == ir.Bool {
		return 0, 0, 0, false
	}
	less := c.Op == ir.Lt
	switch {
	case c.Args[0] == x && c.Args[1] == y:
	case c.Args[0] == y && c.Args[1] == x:
		less = !less
	default:
		return 0, 0, 0, false
	}
	if less {
		return ir.Min, x, y, true
	}
	return ir.Max, x, y, true
}

func (l *lower) selectOne(in *ir.Instr) vreg {
	if o, x, y, ok := l.minOrMax(in); ok {
		if t := l.typeOf(x); !t.IsFloat() {
			return l.extremeOne(o, t, l.uni(x), l.uni(y))
		}
		return l.v3(floatOp(o, l.typeOf(x), false), l.uni(x), l.uni(y))
	}
	a, b := l.uni(in.Args[1]), l.uni(in.Args[2])
	if l.typeOf(in.Args[1]).IsFloat() {
		return l.blend(b, a, l.broadcast(l.uni(in.Args[0]), ir.Bool))
	}
	if x := l.selectAroundLate(in); x != 0 {
		return x
	}
	return l.either(l.test(in.Args[0]), a, b)
}

// either is a where a comparison holds, else b.
func (l *lower) either(test inst, a, b vreg) vreg {
	to := l.variable(general)
	l.eitherTo(to, test, a, b)
	return to
}

// eitherTo sets a register, which the comparison does not need, to that.
func (l *lower) eitherTo(to vreg, test inst, a, b vreg) {
	l.set(to, b)
	test.op, test.d, test.c = pickG, to, a
	l.do(test)
}

// selectAroundLate lowers a choice between a value and the larger (or lesser) of two of which the iteration before has just made one, as
// in tables of longest common parts; 0 if it is none. That one then waits for a comparison and a move only: what it is compared with
// becomes the largest int where the other value is chosen.
func (l *lower) selectAroundLate(in *ir.Instr) vreg {
	for k, x := range in.Args[1:] {
		op, late, early, ok := l.lateExtreme(x)
		if !ok {
			continue
		}
		other, test := in.Args[2-k], l.test(in.Args[0])
		if k == 0 {
			test.imm = test.imm&^15 | int64(cond(test.imm&15).not())
		}
		beyond, c := int64(math.MaxInt64), condG
		if op == ir.Min {
			beyond, c = math.MinInt64, condL
		}
		limit, to := l.either(test, l.integer(beyond), l.uni(early)), l.either(test, l.uni(other), l.uni(early))
		l.do(inst{op: pickG, d: to, a: l.uni(late), b: limit, c: l.uni(late), imm: int64(c)})
		return to
	}
	return 0
}

// lateExtreme takes a Min or Max of ints apart of which one operand is an element that the iteration before stored.
func (l *lower) lateExtreme(x ir.Value) (op ir.Op, late, early ir.Value, ok bool) {
	d := l.r.inner[x]
	if d == nil || d.Op != ir.Select || l.r.uses[x] != 1 || l.typeOf(x).IsFloat() || l.typeOf(x) == ir.U64 {
		return 0, 0, 0, false
	}
	op, a, b, ok := l.minOrMax(d)
	isLate := func(v ir.Value) bool {
		load := l.r.inner[v]
		return load != nil && load.Op == ir.Load && l.carried[load] != nil
	}
	switch {
	case !ok || op != ir.Min && op != ir.Max:
		return 0, 0, 0, false
	case isLate(a):
		return op, a, b, true
	case isLate(b):
		return op, b, a, true
	}
	return 0, 0, 0, false
}

func (l *lower) castOne(in *ir.Instr, from ir.Type) vreg {
	to := in.Type
	a := l.uni(in.Args[0])
	switch {
	case to == from:
		return a
	case from.IsFloat() && to.IsFloat():
		return l.v3(map[ir.Type]*opcode{ir.F64: toF64S, ir.F32: toF32S}[to], a, a)
	case to == ir.Bool && from.IsFloat():
		o := setF
		if from == ir.F32 {
			o = setF32
		}
		zero := l.make(vector, inst{op: home, m: &address{pool: l.asm.constant(0) + 1}, imm: 8})
		return l.make(general, inst{op: o, a: a, b: zero, imm: int64(condNE)})
	case to == ir.Bool:
		return l.make(general, inst{op: setG, a: a, imm: int64(condNE)})
	case from.IsFloat():
		return l.cutOne(a, from, to)
	case to.IsFloat() && from == ir.U64:
		return 0
	case to == ir.F64:
		return l.make(vector, inst{op: intToF64, b: a})
	case to == ir.F32:
		return l.make(vector, inst{op: intToF32, b: a})
	}
	return l.wrapOne(a, to)
}

// cutOne cuts a float; what is outside gives the least int.
func (l *lower) cutOne(a vreg, from, to ir.Type) vreg {
	if to == ir.U64 {
		return 0
	}
	if from == ir.F32 {
		a = l.v3(toF64S, a, a)
	}
	x := l.make(general, inst{op: f64ToInt, b: a})
	if to == ir.I64 {
		return x
	}
	least := int64(0)
	if to.IsSigned() {
		least = -1 << (8*to.Size() - 1)
	}
	same := l.make(general, inst{op: setG, a: l.wrapOne(x, to), b: x, imm: int64(condE)})
	return l.make(general, inst{op: selectG, a: same, b: x, c: l.integer(least)})
}
