package native

// The Context's first words, by byte. Compile's caller knows the first few (context.go).
const (
	atResume   = 0  // where to go on; 0 = from the start
	atFrom     = 8  // the first iteration; after a bail, where to go on
	atTo       = 16 // the end
	atStart    = 24 // the index of iteration 0
	atStep     = 32
	atBudget   = 40 // turns until the next stop
	atTurn     = 48 // the iteration that runs, where random numbers are drawn
	atWords    = 56 // address of the random stream's words
	atArgs     = 64 // operands of a callout, 32 bytes each
	atResult   = 160
	atMask     = 192 // lanes of a callout, a bit each
	atLane     = 200 // of the random stream: the lane of iteration 0, or the one whose turn it is
	atPass     = 208 // 1 where every draw passes the turn on
	atReturn   = 216 // where a routine comes back to
	atActive   = 224 // how far behind this Context that of the innermost call is
	atStack    = 232 // where the stack of return addresses is
	atDepth    = 240 // how many more calls there may be in each other
	atGeneral  = 256
	atVector   = 384
	atLanes    = atVector + 32*vectorBytes // room for lanes one by one
	atNowhere  = atLanes + 376             // where lanes that do not run store
	headWords  = (atLanes + 384) / 8
	maxOperand = 3
)

// vectorBytes is how much a vector register takes where registers are saved.
const vectorBytes = 64

// Status codes below 0; 0 is done, above 0 an exit.
const (
	statusTurn    = -1
	statusBail    = -2
	statusCallout = -16 // and below: one each
)

// Labels of the frame's own code; those of the emitter are below.
const (
	labelSuspend = -1 - iota
	labelLeave
	labelResume
	labelOwn
)

const (
	scratchA = reg(14)
	scratchB = reg(15)
)

// emitter turns instructions into bytes.
type emitter struct {
	*assembler
	spots []spot
	class []class
	own   int
	stubs []func()
	calls []*routine
	deep  bool // there are calls of functions
	frame int  // bytes of a callee's Context behind its head; 0 for a loop
	below int  // from a loop's Context to that of what it calls
	kept  map[*inst][]kept
	lines *[]line // a listing, if one is wanted
	isa   isa
	long  bool // vectors have 512 bits where they are moved as a whole
	low   bool // of the present instruction: it takes registers below 16 only
}

// emit encodes a program and the functions that it calls.
func (b *builder) emit(functions []*builder, lines *[]line) []byte {
	code := b.program()
	e := &emitter{assembler: b.asm, spots: b.allocate(code), class: b.class, own: labelOwn, lines: lines, calls: b.routines}
	e.kept, e.deep, e.below = b.kept, len(functions) > 0, 8*(b.words+slackWords)
	e.isa, e.long = b.isa, b.longs != nil
	e.prologue()
	e.program(code)
	for _, f := range functions {
		f.longs = b.longs
		e = f.function(e)
	}
	e.frameEnd()
	for _, r := range b.routines {
		r.longs = b.longs
		b.words = e.routine(r, b.words)
	}
	e.pool = append(e.pool, make([]byte, vectorBytes)...) // an operand as long as a vector may begin at the last word
	bytes, where := e.finish()
	if lines != nil {
		for i := range *lines {
			x := &(*lines)[i]
			x.at = where.to(x.at)
		}
	}
	return bytes
}

// program encodes instructions, cold ones last.
func (e *emitter) program(code []*inst) {
	e.insts(code, false)
	e.insts(code, true)
	for len(e.stubs) > 0 {
		stub := e.stubs[0]
		e.stubs = e.stubs[1:]
		stub()
	}
}

func (e *emitter) insts(code []*inst, cold bool) {
	for _, in := range code {
		if in.cold == cold {
			e.list(in)
			e.inst(in)
		}
	}
}

// used leaves out pure instructions whose results nobody reads.
func (b *builder) used(code []*inst) []*inst {
	reads := make([]int, len(b.class))
	for _, in := range code {
		for _, v := range in.reads() {
			reads[v]++
		}
	}
	kept := len(code)
	for i := len(code) - 1; i >= 0; i-- {
		in := code[i]
		if reads[in.d] == 0 && (in.op.pure && b.level[in.d] != mutable || in.op.form == fMove) {
			for _, v := range in.reads() {
				reads[v]--
			}
			continue
		}
		kept--
		code[kept] = in
	}
	return code[kept:]
}

var saved = []reg{rbx, rbp, r12, r13, r14, r15}

func (e *emitter) prologue() {
	for _, r := range saved {
		e.byte(0x40|high(r), 0x50|byte(r&7)) // push
	}
	e.general(true, rbp, regOp(rdi), 0, 0x8B)
	e.general(true, r15, memOp(rbp, atBudget), 0, 0x8B)
	e.switchStack()
	e.general(true, 7, memOp(rbp, atResume), 1, 0x83) // cmp with 0
	e.byte(0)
	e.jump(0x85, labelResume)
}

// frameEnd is the common end: suspend saves all registers, resume restores them.
func (e *emitter) frameEnd() {
	e.label(labelSuspend)
	e.registers(0x89, 0x11)
	e.label(labelLeave)
	e.leaveStack()
	e.byte(0xC5, 0xF8, 0x77) // vzeroupper
	for i := len(saved) - 1; i >= 0; i-- {
		e.byte(0x40|high(saved[i]), 0x58|byte(saved[i]&7)) // pop
	}
	e.byte(0xC3)
	e.label(labelResume)
	e.general(true, rax, memOp(rbp, atResume), 0, 0x8B)
	e.general(true, 0, memOp(rbp, atResume), 4, 0xC7)
	e.int32(0)
	e.enterActive()
	e.registers(0x8B, 0x10)
	e.byte(0xFF, 0xE0) // jmp rax
}

func (e *emitter) registers(general, vector byte) {
	for _, r := range generalFile {
		e.general(true, r, memOp(rbp, atGeneral+8*int(r)), 0, general)
	}
	for r := range e.registerCount() {
		e.vector(e.whole(vector), r, none, memOp(rbp, atVector+vectorBytes*int(r)), 0)
	}
}

func (e *emitter) newOwn() int { e.own--; return e.own }

// place is where an address lies; base and index may take rcx and rdx.
func (e *emitter) place(m *address) operand {
	switch {
	case m.pool > 0:
		return operand{kind: inPool, pool: m.pool - 1}
	case m.context:
		return memOp(rbp, e.inContext(m))
	}
	x := operand{kind: inMem, base: e.gen(m.base, rcx), index: none, scale: m.scale, disp: int32(m.disp)}
	if m.index != 0 {
		x.index = e.gen(m.index, rdx)
	}
	return x
}

// operand is where a virtual register lies.
func (e *emitter) operand(v vreg) operand {
	if s := e.spots[v]; s.m != nil {
		return e.place(s.m)
	}
	if e.tooHigh(v) {
		e.moveVec(lowB, e.spots[v].reg)
		return regOp(lowB)
	}
	return regOp(e.spots[v].reg)
}

// gen and vec return the register of a virtual one, the scratch register if it has to be loaded.
func (e *emitter) gen(v vreg, scratch reg) reg {
	x := e.operand(v)
	if x.kind == inReg {
		return x.reg
	}
	e.general(true, scratch, x, 0, 0x8B)
	return scratch
}

func (e *emitter) vec(v vreg, scratch reg) reg {
	if e.tooHigh(v) {
		e.moveVec(scratch, e.spots[v].reg)
		return scratch
	}
	x := e.operand(v)
	if x.kind == inReg {
		return x.reg
	}
	e.vector(e.whole(0x10), scratch, none, x, 0)
	return scratch
}

// target is the register to write v by; done stores it if v is in memory.
func (e *emitter) target(v vreg, scratch reg) reg {
	if e.spots[v].m != nil || e.tooHigh(v) {
		return scratch
	}
	return e.spots[v].reg
}

func (e *emitter) done(v vreg, r reg) {
	s := e.spots[v]
	if e.tooHigh(v) {
		e.moveVec(s.reg, r)
	}
	if s.m == nil || s.fixed {
		return
	}
	if e.class[v] == vector {
		e.vector(e.whole(0x11), r, none, e.place(s.m), 0)
		return
	}
	e.general(true, r, e.place(s.m), 0, 0x89)
}

func (e *emitter) moveGen(d, s reg) {
	if d != s {
		e.general(true, d, regOp(s), 0, 0x8B)
	}
}

func (e *emitter) moveVec(d, s reg) {
	if d != s {
		e.vector(e.whole(0x28), d, none, regOp(s), 0)
	}
}

// source is the operand that may lie in memory: m if there is one, else b.
func (e *emitter) source(in *inst) operand {
	if in.m != nil {
		return e.place(in.m)
	}
	return e.operand(in.b)
}

func (e *emitter) inst(in *inst) {
	e.low = e.isa == avx512 && in.op.lowOnly()
	switch in.op.form {
	case fVec3, fVec2, fVecStore, fVecShift, fBlend, fFma, fMaskLoad, fMaskStore, fGather, fUpper, fMaskCompare:
		e.vectorInst(in)
	case fToGeneral, fMaskBits, fFromInt, fFloatToInt:
		e.crossing(in)
	case fBranch, fBranchFloat, fBranchZero, fBranchNot, fBranchEmpty, fBranchAny, fJump, fLabel, fTurn, fSuspend, fCall, fExit:
		e.control(in)
	case fCallFunction, fReturn, fBranchDeep:
		e.calling(in)
	default:
		e.generalInst(in)
	}
}

func (e *emitter) vectorInst(in *inst) {
	o := in.op
	if o.byMask(e.isa) {
		e.withMask(in)
		return
	}
	switch o.form {
	case fVec3, fVec2:
		second := none
		if o.form == fVec3 {
			second = e.vec(in.a, scratchA)
		}
		d := e.target(in.d, scratchB)
		tail := 0
		if o.imm {
			tail = 1
		}
		e.vector(o.v, d, second, e.source(in), tail)
		if o.imm {
			e.byte(byte(in.imm))
		}
		e.done(in.d, d)
	case fVecStore:
		x, a := e.place(in.m), e.vec(in.a, scratchA)
		if !o.imm {
			e.vector(o.v, a, none, x, 0)
			break
		}
		e.vector(o.v, a, none, x, 1)
		e.byte(byte(in.imm))
	case fVecShift:
		d := e.target(in.d, scratchB)
		e.vector(o.v, reg(o.ext), d, regOp(e.vec(in.b, scratchA)), 1)
		e.byte(byte(in.imm))
		e.done(in.d, d)
	case fBlend:
		d := e.target(in.d, scratchB)
		a, c := e.vec(in.a, scratchA), e.vec(in.c, scratchB)
		e.vector(o.v, d, a, e.operand(in.b), 1)
		e.byte(byte(c) << 4)
		e.done(in.d, d)
	case fFma:
		e.fma(in)
	case fMaskLoad:
		d := e.target(in.d, scratchB)
		x := e.place(in.m)
		e.vector(o.v, d, e.vec(in.a, scratchA), x, 0)
		e.done(in.d, d)
	case fMaskStore:
		x := e.place(in.m)
		e.vector(o.v, e.vec(in.b, scratchB), e.vec(in.a, scratchA), x, 0)
	case fGather:
		e.gather(in)
	case fUpper:
		d := e.target(in.d, scratchB)
		if !o.imm {
			e.vector(o.v, e.vec(in.b, scratchA), none, regOp(d), 0)
		} else {
			e.vector(o.v, e.vec(in.b, scratchA), none, regOp(d), 1)
			e.byte(1)
		}
		e.done(in.d, d)
	}
}

// fma uses the form 231 where d is c, else 213: d = d*b + c, for which d first becomes a.
func (e *emitter) fma(in *inst) {
	d := e.target(in.d, scratchB)
	form213 := in.op.v
	form213.code -= 0x10
	b := e.operand(in.b)
	switch c := e.operand(in.c); {
	case c.kind == inReg && c.reg == d:
		e.vector(in.op.v, d, e.vec(in.a, scratchA), b, 0)
	case b.kind == inReg && b.reg == d:
		e.vector(form213, d, e.vec(in.a, scratchA), c, 0)
	default:
		if a := e.operand(in.a); a.kind == inReg {
			e.moveVec(d, a.reg)
		} else {
			e.vec2To(d, a)
		}
		e.vector(form213, d, e.vec(in.b, scratchA), c, 0)
	}
	e.done(in.d, d)
}

func (e *emitter) vec2To(d reg, x operand) { e.vector(e.whole(0x10), d, none, x, 0) }

// gather needs three different registers; the allocator keeps the index alive beyond it.
func (e *emitter) gather(in *inst) {
	if in.b == 0 {
		e.vector(vex{1, 2, 0, 1, 0x29}, scratchB, scratchB, regOp(scratchB), 0) // vpcmpeqq: all ones
	} else {
		e.moveVec(scratchB, e.vec(in.b, scratchB))
	}
	index := e.vec(in.a, scratchA)
	x := operand{kind: inMem, base: e.gen(in.m.base, rcx), index: index, scale: in.m.scale, disp: int32(in.m.disp)}
	d := e.spots[in.d].reg
	spilled := e.spots[in.d].m != nil
	if spilled { // borrow a register that is neither
		d = 0
		if index == 0 {
			d = 1
		}
		e.vector(vex{1, 1, 0, 1, 0x11}, d, none, memOp(rbp, atLanes), 0)
	}
	e.vector(vex{1, 1, 0, 1, 0x57}, d, d, regOp(d), 0)
	e.vector(in.op.v, d, scratchB, x, 0)
	if spilled {
		e.moveVec(scratchB, d)
		e.vector(vex{1, 1, 0, 1, 0x10}, d, none, memOp(rbp, atLanes), 0)
		e.done(in.d, scratchB)
	}
}

func (e *emitter) crossing(in *inst) {
	o := in.op
	switch o.form {
	case fToGeneral:
		d := e.target(in.d, rax)
		e.vector(o.v, e.vec(in.b, scratchA), none, regOp(d), 0)
		e.done(in.d, d)
	case fMaskBits:
		d := e.target(in.d, rax)
		if o.v.l == 2 {
			e.maskWord(in, d)
			return
		}
		e.vector(o.v, d, none, regOp(e.vec(in.b, scratchA)), 0)
		e.done(in.d, d)
	case fFloatToInt:
		d := e.target(in.d, rax)
		e.vector(o.v, d, none, e.operand(in.b), 0)
		e.done(in.d, d)
	case fFromInt:
		d := e.target(in.d, scratchB)
		second := none
		if o.special != 0 { // the rest of the register, on which the instruction would wait
			second = scratchA
			e.vector(vex{1, 1, 0, 0, 0x57}, scratchA, scratchA, regOp(scratchA), 0)
		}
		e.vector(o.v, d, second, e.operand(in.b), 0)
		e.done(in.d, d)
	}
}
