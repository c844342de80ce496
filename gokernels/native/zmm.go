package native

import "gokernels/gokernels/ir"

// Instructions on eight lanes of 64 bits: AVX-512's, in the place of those on four. Masks are vectors in all code; a register
// for masks is used within single instructions only, always the same one.
const maskRegister = 1

// lowB is where the operand of an instruction without an EVEX form is moved to if it lies in a register above 15 and may be
// in memory; the others are moved to the scratch registers.
const lowB = reg(13)

// Instructions of AVX-512, by Intel's names.
var (
	mulLongs         = both(vec3("vpmullq", 1, 2, 1, 1, 0x40))
	sravQ            = vec3("vpsravq", 1, 2, 1, 1, 0x46)
	sraQ             = &opcode{name: "vpsraq", form: fVecShift, v: vex{1, 1, 1, 1, 0x72}, ext: 4, imm: true, pure: true}
	longsToF64       = vec2("vcvtqq2pd", 2, 1, 1, 1, 0xE6)
	f64ToLongs       = vec2("vcvttpd2qq", 1, 1, 1, 1, 0x7A)
	leastSQ, mostSQ  = both(vec3("vpminsq", 1, 2, 1, 1, 0x39)), both(vec3("vpmaxsq", 1, 2, 1, 1, 0x3D))
	leastUQ, mostUQ  = both(vec3("vpminuq", 1, 2, 1, 1, 0x3B)), both(vec3("vpmaxuq", 1, 2, 1, 1, 0x3F))
	cmpSQ, cmpUQ     = maskOf("vpcmpq", 0x1F), maskOf("vpcmpuq", 0x1E)
	absQ             = vec2("vpabsq", 1, 2, 1, 1, 0x1F)
	onesQ            = vec2("vpopcntq", 1, 2, 1, 1, 0x55)
	shorten          = &opcode{name: "vpmovqd", form: fUpper, v: vex{2, 2, 0, 2, 0x35}, pure: true} // to lanes of 32 bits
	upperFour        = &opcode{name: "vextractf64x4", form: fUpper, v: vex{1, 3, 1, 2, 0x1B}, imm: true, pure: true}
	withUpperFour    = with(vec3("vinsertf64x4", 1, 3, 1, 2, 0x1A))
	signsQ           = vex{2, 2, 1, 2, 0x39}                        // vpmovq2m
	lanesOfMask      = vex{2, 2, 1, 2, 0x38}                        // vpmovm2q
	blendOfMask      = vex{1, 2, 1, 2, 0x65}                        // vblendmpd
	moveFrom, moveTo = vex{1, 1, 0, 2, 0x10}, vex{1, 1, 0, 2, 0x11} // vmovupd
)

// longPlain are the instructions that have half a vector of 32 bits on four lanes and a whole one on eight.
var longPlain = map[*opcode]*opcode{loadX: loadV, loadXm: loadVm, storeX: storeV, maskLoadF: maskLoadEight, maskStoreF: maskStoreEight}

// maskOf is a comparison of eight longs by one of Intel's predicates.
func maskOf(name string, code byte) *opcode {
	return &opcode{name: name, form: fMaskCompare, v: vex{1, 3, 1, 2, code}, imm: true, pure: true}
}

// compareLongs compares lanes of 64 bits of AVX-512, which has all orders, unsigned ones too.
func (l *lower) compareLongs(op ir.Op, t ir.Type, a, b vreg) vreg {
	o := cmpSQ
	if t == ir.U64 {
		o = cmpUQ
	}
	return l.v3i(o, a, b, map[ir.Op]int64{ir.Eq: 0, ir.Lt: 1, ir.Le: 2, ir.Ne: 4, ir.Ge: 5, ir.Gt: 6}[op])
}

// setLong begins, or ends, code on eight lanes of 64 bits.
func (b *builder) setLong(long bool) {
	b.long = long
	if long {
		b.moves512()
	}
}

// moves512 notes that vectors have 512 bits where they are moved as a whole.
func (b *builder) moves512() {
	if b.longs == nil {
		b.longs = map[*opcode]*opcode{}
	}
}

// longer is the instruction on eight lanes of an instruction on four.
func (b *builder) longer(o *opcode) *opcode {
	if x, ok := b.longs[o]; ok {
		return x
	}
	x := lengthened(o)
	b.longs[o], b.longs[x] = x, x
	return x
}

func lengthened(o *opcode) *opcode {
	x := *o
	if longPlain[o] != nil {
		x = *longPlain[o]
		return &x
	}
	switch {
	case o.v.l == 0 && o.eight != nil: // lanes of 32 bits
		x = *o.eight
		return &x
	case o.v.l != 1:
		return o
	}
	x.v.l, x.eight = 2, nil
	if compares[o] {
		x.form, x.v.w = fMaskCompare, 1
	}
	if !x.hasEVEX() && (x.form == fGather || !x.byMask(avx512) && !x.testsSigns()) {
		panic(notLong)
	}
	return &x
}

// compares are the instructions that make a mask register in AVX-512's form.
var compares = map[*opcode]bool{eqQ: true, gtQ: true, compareOps[floatKey{ir.Eq, ir.F64, true}]: true}

// byMask reports whether an instruction takes, or makes, a mask register on the way.
func (o *opcode) byMask(t isa) bool {
	switch o.form {
	case fMaskCompare:
		return true
	case fGather:
		return t == avx512
	case fBlend, fMaskLoad, fMaskStore:
		return o.v.l == 2
	}
	return false
}

// testsSigns reports whether an instruction looks at the signs of eight lanes of 64 bits.
func (o *opcode) testsSigns() bool {
	return o.v.l == 2 && (o.form == fBranchEmpty || o.form == fBranchAny || o.form == fMaskBits)
}

// hasEVEX reports whether all forms that an instruction may take can have an EVEX prefix.
func (o *opcode) hasEVEX() bool {
	_, ok := o.v.form()
	if o.form == fFma {
		form213 := o.v
		form213.code -= 0x10
		_, also := form213.form()
		ok = ok && also
	}
	return ok
}

// lowOnly reports whether an instruction on vectors has no EVEX form.
func (o *opcode) lowOnly() bool {
	return o.v.m != 0 && !o.hasEVEX() && !o.byMask(avx512) && !o.testsSigns()
}

// tooHigh reports whether the present instruction cannot have the register of v.
func (e *emitter) tooHigh(v vreg) bool {
	return e.low && e.class[v] == vector && e.spots[v].m == nil && e.spots[v].reg > 15
}

// whole is an instruction that moves all of a vector register that may matter.
func (e *emitter) whole(code byte) vex {
	if e.long {
		return vex{1, 1, 0, 2, code}
	}
	return vex{1, 1, 0, 1, code}
}

func (e *emitter) registerCount() reg {
	if e.isa == avx512 {
		return 32
	}
	return 16
}

// withMask encodes an instruction that needs a mask register.
func (e *emitter) withMask(in *inst) {
	o := in.op
	switch o.form {
	case fMaskCompare:
		e.maskCompare(in)
	case fBlend:
		e.signs(o.forms().signs, in.c)
		d := e.target(in.d, scratchB)
		e.masked(o.forms().blend, maskRegister, false, d, e.vec(in.a, scratchA), e.operand(in.b), 0)
		e.done(in.d, d)
	case fMaskLoad:
		e.signs(o.forms().signs, in.a)
		d := e.target(in.d, scratchB)
		e.masked(o.forms().load, maskRegister, true, d, none, e.place(in.m), 0)
		e.done(in.d, d)
	case fMaskStore:
		e.signs(o.forms().signs, in.a)
		e.masked(o.forms().store, maskRegister, false, e.vec(in.b, scratchB), none, e.place(in.m), 0)
	case fGather:
		e.maskedGather(in)
	}
}

// signs makes the mask register of a vector's signs.
func (e *emitter) signs(v vex, mask vreg) {
	e.vector(v, maskRegister, none, regOp(e.vec(mask, scratchA)), 0)
}

func (e *emitter) maskCompare(in *inst) {
	d, tail := e.target(in.d, scratchB), 0
	if in.op.imm {
		tail = 1
	}
	e.vector(in.op.v, maskRegister, e.vec(in.a, scratchA), e.source(in), tail)
	if in.op.imm {
		e.byte(byte(in.imm))
	}
	e.vector(in.op.forms().lanes, d, none, regOp(maskRegister), 0)
	e.done(in.d, d)
}

// maskedGather leaves 0 in the lanes that are not in the mask. The allocator keeps the index alive beyond it.
func (e *emitter) maskedGather(in *inst) {
	v := in.op.v
	switch {
	case in.b == 0:
		e.vector(vex{0, 1, 0, 1, 0x46}, maskRegister, maskRegister, regOp(maskRegister), 0) // kxnorw: all ones
	case v.w == 1:
		e.signs(vex{2, 2, 1, v.l, 0x39}, in.b)
	default: // elements of 32 bits at places of 64
		e.signs(vex{2, 2, 0, v.l - 1, 0x39}, in.b)
	}
	index, d := e.vec(in.a, scratchA), e.target(in.d, scratchB)
	if index > 15 { // which Bochs 2.7, where all of this has run, takes for no instruction
		e.moveVec(scratchA, index)
		index = scratchA
	}
	x := operand{kind: inMem, base: e.gen(in.m.base, rcx), index: index, scale: in.m.scale, disp: int32(in.m.disp)}
	e.vector(vex{1, 1, 0, v.l, 0x57}, d, d, regOp(d), 0)
	e.masked(v, maskRegister, false, d, none, x, 0)
	e.done(in.d, d)
}

// testSigns sets ZF if no lane's sign is set.
func (e *emitter) testSigns(in *inst) {
	if in.op.testsSigns() {
		e.signs(in.op.forms().signs, in.a)
		e.vector(in.op.forms().test, maskRegister, none, regOp(maskRegister), 0)
		return
	}
	a := e.vec(in.a, scratchA)
	e.vector(in.op.v, a, none, regOp(a), 0)
}

// maskWord brings the signs of eight lanes to a general register.
func (e *emitter) maskWord(in *inst, d reg) {
	e.signs(signsQ, in.b)
	e.vector(vex{1, 1, 0, 0, 0x93}, d, none, regOp(maskRegister), 0) // kmovb
	e.done(in.d, d)
}
