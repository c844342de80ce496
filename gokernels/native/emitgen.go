package native

// generalInst encodes work on general registers, and moves.
func (e *emitter) generalInst(in *inst) {
	switch in.op.form {
	case fGen2, fGenImm, fGen1, fGenShift, fGenShiftX, fImm:
		e.arithmetic(in)
	case fHome:
		e.home(in)
	case fMove:
		e.move(in)
	case fLoad, fLea:
		d := e.target(in.d, rax)
		code := in.op.code
		if in.op.form == fLea {
			code = []byte{0x8D}
		}
		e.general(!in.op.narrow, d, e.place(in.m), 0, code...)
		e.done(in.d, d)
	case fStore:
		x, a := e.place(in.m), e.gen(in.a, rax)
		if in.op.special == 2 {
			e.byte(0x66)
		}
		e.general(!in.op.narrow, a, x, 0, in.op.code...)
	case fUpdate:
		e.update(in)
	case fSet, fSetFloat:
		e.set(in)
	case fDivide:
		e.divide(in)
	case fExtreme:
		e.extreme(in)
	case fPick:
		c := e.compare(in)
		d := e.target(in.d, rax)
		if e.spots[in.d].m != nil {
			e.general(true, rax, e.operand(in.d), 0, 0x8B) // leaves the flags
		}
		e.general(true, d, e.operand(in.c), 0, 0x0F, 0x40|byte(c))
		e.done(in.d, d)
	case fMulHigh:
		e.moveGen(rax, e.gen(in.a, rax))
		e.general(true, 4, e.operand(in.b), 0, 0xF7) // rdx:rax = rax * b
		e.settle(in.d, rdx)
	case fSelect:
		c, a := e.gen(in.c, rax), e.gen(in.a, rcx)
		e.moveGen(rax, c)
		e.general(true, a, regOp(a), 0, 0x85)
		e.general(true, rax, e.operand(in.b), 0, 0x0F, 0x45)
		e.settle(in.d, rax)
	}
}

// extreme is a comparison and a move, which leave the operand in place that is there already.
func (e *emitter) extreme(in *inst) {
	c, a, b := e.compare(in), in.a, in.b
	d := e.target(in.d, rax)
	if s := e.spots[a]; s.m == nil && s.reg == d {
		a, b, c = b, a, c.not()
	}
	e.moveGen(d, e.gen(b, d)) // leaves the flags
	e.general(true, d, e.operand(a), 0, 0x0F, 0x40|byte(c))
	e.done(in.d, d)
}

// settle moves a result into its place.
func (e *emitter) settle(v vreg, r reg) {
	if e.spots[v].m == nil {
		e.moveGen(e.spots[v].reg, r)
		return
	}
	e.done(v, r)
}

func (e *emitter) home(in *inst) {
	s := e.spots[in.d]
	switch {
	case s.m != nil:
	case e.class[in.d] == general:
		e.general(true, s.reg, e.place(in.m), 0, 0x8B)
	case in.imm == 8: // a scalar: no more than its word
		e.vector(vex{3, 1, 0, 0, 0x10}, s.reg, none, e.place(in.m), 0)
	default:
		e.vec2To(s.reg, e.place(in.m))
	}
}

func (e *emitter) move(in *inst) {
	if in.op == moveV {
		d := e.target(in.d, scratchB)
		x := e.operand(in.a)
		if x.kind == inReg {
			if e.spots[in.d].m != nil {
				e.doneVec(in.d, x.reg)
				return
			}
			e.moveVec(d, x.reg)
			return
		}
		e.vec2To(d, x)
		e.done(in.d, d)
		return
	}
	d := e.target(in.d, rax)
	if x := e.operand(in.a); x.kind == inReg {
		if e.spots[in.d].m != nil {
			e.general(true, x.reg, e.place(e.spots[in.d].m), 0, 0x89)
			return
		}
		e.moveGen(d, x.reg)
		return
	}
	e.moveGen(d, e.gen(in.a, d))
	e.done(in.d, d)
}

func (e *emitter) doneVec(v vreg, r reg) {
	e.vector(e.whole(0x11), r, none, e.place(e.spots[v].m), 0)
}

func (e *emitter) arithmetic(in *inst) {
	o := in.op
	switch o.form {
	case fImm:
		if e.spots[in.d].fixed {
			return
		}
		d := e.target(in.d, rax)
		e.immediate(d, in.imm)
		e.done(in.d, d)
	case fGenShiftX:
		d := e.target(in.d, rax)
		e.vector(o.v, d, e.gen(in.b, rcx), e.operand(in.a), 0)
		e.done(in.d, d)
	case fGen1:
		if o.code != nil { // an extension, or with a prefix
			d := e.target(in.d, rax)
			if o.special != 0 {
				e.byte(o.special)
			}
			e.general(!o.narrow, d, e.operand(in.a), 0, o.code...)
			e.done(in.d, d)
			return
		}
		d := e.from(in)
		e.general(true, reg(o.ext), regOp(d), 0, 0xF7)
		e.done(in.d, d)
	case fGenImm, fGenShift:
		if e.lea(in) {
			return
		}
		if o.code != nil { // with three operands
			d := e.target(in.d, rax)
			e.general(true, d, e.operand(in.a), 4, o.code...)
			e.int32(int32(in.imm))
			e.done(in.d, d)
			return
		}
		d := e.from(in)
		if o.form == fGenImm {
			e.withImmediate(reg(o.ext), d, int32(in.imm))
		} else {
			e.general(true, reg(o.ext), regOp(d), 1, 0xC1)
			e.byte(byte(in.imm))
		}
		e.done(in.d, d)
	default:
		e.two(in)
	}
}

// update encodes an operation on memory.
func (e *emitter) update(in *inst) {
	x := e.place(in.m)
	if in.a == 0 {
		e.immediateTo(reg(in.op.ext), !in.op.narrow, x, int32(in.imm))
		return
	}
	e.general(!in.op.narrow, e.gen(in.a, rax), x, 0, in.op.code...)
}

// compareMemory compares memory of as many bytes as the instruction says with b, or with an immediate.
func (e *emitter) compareMemory(in *inst, n int32) {
	x := e.place(in.m)
	switch {
	case in.b != 0:
		e.general(true, e.gen(in.b, rax), x, 0, 0x39)
	case in.op.special == 1:
		e.general(false, 7, x, 1, 0x80)
		e.byte(byte(n))
	default:
		e.immediateTo(7, in.op.special == 8, x, n)
	}
}

// withImmediate encodes one of the eight instructions on a register and an immediate.
func (e *emitter) withImmediate(ext, r reg, n int32) { e.immediateTo(ext, true, regOp(r), n) }

// immediateTo is withImmediate on a register or memory, of 64 or 32 bits.
func (e *emitter) immediateTo(ext reg, wide bool, x operand, n int32) {
	if n == int32(int8(n)) {
		e.general(wide, ext, x, 1, 0x83)
		e.byte(byte(n))
		return
	}
	e.general(wide, ext, x, 4, 0x81)
	e.int32(n)
}

// from moves a to where the result will be.
func (e *emitter) from(in *inst) reg {
	d := e.target(in.d, rax)
	if x := e.operand(in.a); x.kind == inReg {
		e.moveGen(d, x.reg)
	} else {
		e.general(true, d, x, 0, 0x8B)
	}
	return d
}

func (e *emitter) two(in *inst) {
	d, a, b := e.target(in.d, rax), e.operand(in.a), e.source(in)
	if in.op == addG && a.kind == inReg && b.kind == inReg && a.reg != d && b.reg != d {
		e.leaOf(d, operand{kind: inMem, base: a.reg, index: b.reg})
		e.done(in.d, d)
		return
	}
	if b.uses(d) && !(a.kind == inReg && a.reg == d) {
		if in.op.swaps && b.kind == inReg {
			e.general(true, d, a, 0, in.op.code...)
			return
		}
		e.moveGen(rax, e.gen(in.a, rax))
		e.general(true, rax, b, 0, in.op.code...)
		e.settle(in.d, rax)
		return
	}
	d = e.from(in)
	e.general(true, d, b, 0, in.op.code...)
	e.done(in.d, d)
}

func (e *emitter) immediate(d reg, n int64) {
	switch {
	case n == 0:
		e.general(false, d, regOp(d), 0, 0x33)
	case n == int64(int32(n)):
		e.general(true, 0, regOp(d), 4, 0xC7)
		e.int32(int32(n))
	default:
		e.byte(0x48|high(d), 0xB8|byte(d&7))
		e.int32(int32(n))
		e.int32(int32(n >> 32))
	}
}

// compare compares a with b, or with the immediate above the condition.
func (e *emitter) compare(in *inst) cond {
	c, n := cond(in.imm&15), int32(in.imm>>8)
	if in.m != nil && in.a == 0 {
		e.compareMemory(in, n)
		return c
	}
	a := e.gen(in.a, rax)
	switch {
	case in.b != 0 || in.m != nil:
		e.general(true, a, e.source(in), 0, 0x3B)
	case n == 0:
		e.general(true, a, regOp(a), 0, 0x85)
	default:
		e.withImmediate(7, a, n)
	}
	return c
}

// compareFloats leaves x86's flags: above, equal, and parity for NaN.
func (e *emitter) compareFloats(in *inst) cond {
	v := vex{1, 1, 0, 0, 0x2E}
	if in.op.special == 1 {
		v.pp = 0
	}
	if _, ok := v.form(); !ok {
		e.low = e.isa == avx512
	}
	e.vector(v, e.vec(in.a, scratchA), none, e.operand(in.b), 0)
	return cond(in.imm)
}

func (e *emitter) setByte(c cond, r reg) { e.general(false, 0, regOp(r), 0, 0x0F, 0x90|byte(c)) }

const condP, condNP cond = 10, 11

// set has no part of a register written alone: that would wait for what the rest of it was.
func (e *emitter) set(in *inst) {
	d, c := e.target(in.d, rax), cond(0)
	if in.op.form == fSet {
		c = e.compare(in)
	} else {
		c = e.compareFloats(in)
	}
	e.clear(d)
	e.setByte(c, d)
	if in.op.form == fSetFloat {
		switch c {
		case condE:
			e.setByte(condNP, rcx)
			e.general(false, d, regOp(rcx), 0, 0x23)
		case condNE:
			e.clear(rcx)
			e.setByte(condP, rcx)
			e.general(false, d, regOp(rcx), 0, 0x0B)
		}
	}
	e.done(in.d, d)
}

// clear makes a register 0 and leaves the flags.
func (e *emitter) clear(r reg) {
	e.byte(0x40|high(r), 0xB8|byte(r&7))
	e.int32(0)
}

func (e *emitter) control(in *inst) {
	switch in.op.form {
	case fLabel:
		if in.imm != 0 {
			e.loop(in.label)
		}
		e.label(in.label)
	case fJump:
		e.jump(0xE9, in.label)
	case fBranch:
		e.jump(0x80|byte(e.compare(in)), in.label)
	case fBranchFloat:
		e.branchFloat(in)
	case fBranchZero, fBranchNot:
		a := e.gen(in.a, rax)
		e.general(true, a, regOp(a), 0, 0x85)
		op := byte(0x84)
		if in.op.form == fBranchNot {
			op = 0x85
		}
		e.jump(op, in.label)
	case fBranchEmpty, fBranchAny:
		e.testSigns(in)
		op := byte(0x84)
		if in.op.form == fBranchAny {
			op = 0x85
		}
		e.jump(op, in.label)
	case fTurn:
		stop, back := e.newOwn(), e.newOwn()
		e.countDown(in.imm)
		e.jump(0x80|byte(condLE), stop)
		e.label(back)
		e.stubs = append(e.stubs, func() { e.label(stop); e.stop(statusTurn, back) })
	case fSuspend:
		back := e.newOwn()
		e.stop(in.imm, back)
		e.label(back)
	case fCall:
		e.call(e.calls[in.imm].label)
	case fExit:
		e.general(true, 0, regOp(rax), 4, 0xC7)
		e.int32(int32(in.imm))
		e.jump(0xE9, labelLeave)
	}
}

// countDown takes turns off the counter.
func (e *emitter) countDown(turns int64) {
	if turns == 1 {
		e.byte(0x49, 0xFF, 0xCF) // dec r15
		return
	}
	e.withImmediate(5, r15, int32(turns))
}

func (e *emitter) branchFloat(in *inst) {
	switch c := e.compareFloats(in); c {
	case condE:
		over := e.newOwn()
		e.jump(0x80|byte(condP), over)
		e.jump(0x80|byte(condE), in.label)
		e.label(over)
	case condNE:
		e.jump(0x80|byte(condP), in.label)
		e.jump(0x80|byte(condNE), in.label)
	default:
		e.jump(0x80|byte(c), in.label)
	}
}

// stop suspends; resume goes on at back.
func (e *emitter) stop(status int64, back int) {
	e.byte(0x48, 0x8D, 0x05) // lea rax, [rip + back]
	e.jumps = append(e.jumps, fix{len(e.code), len(e.code) + 4, back})
	e.int32(0)
	e.general(true, rax, memOp(rbp, atResume), 0, 0x89)
	e.general(true, 0, regOp(rax), 4, 0xC7)
	e.int32(int32(status))
	e.jump(0xE9, labelSuspend)
}
