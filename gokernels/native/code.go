package native

// vreg is a virtual register; 0 is none.
type vreg int32

// class is the kind of register that a vreg needs.
type class uint8

const (
	general class = iota
	vector
)

// form says how an instruction is encoded and what its fields mean; d is written, a, b, c are read; b may lie in memory.
type form uint8

const (
	fVec3       form = iota // d = a op b; with an immediate if imm is set by the op
	fVec2                   // d = op b
	fVecStore               // m = a
	fVecShift               // d = b shifted by imm
	fBlend                  // d = c < 0 ? b : a, lane by lane
	fFma                    // d = a*b + c
	fMaskLoad               // d = m where a < 0, else 0
	fMaskStore              // m = b where a < 0
	fGather                 // d = [m.base + a] where b < 0 (b = 0: everywhere)
	fUpper                  // d = the upper half of b
	fToGeneral              // d = b, of a vector register
	fMaskBits               // d = the signs of b's lanes
	fFromInt                // d = b, of a general register
	fFloatToInt             // d = b cut
	fGen2                   // d = a op b
	fGenImm                 // d = a op imm
	fGen1                   // d = op a
	fGenShift               // d = a shifted by imm
	fGenShiftX              // d = a shifted by b
	fImm                    // d = imm
	fHome                   // d = the word or vector at m, which holds still: needs no register
	fMove                   // d = a
	fLoad                   // d = m
	fStore                  // m = a
	fUpdate                 // m = m op a; with an immediate if there is no a
	fLea                    // d = address m
	fSet                    // d = a cond b
	fSetFloat               // d = a cond b, of floats
	fBranch                 // to label if a cond b
	fBranchFloat
	fBranchZero  // to label if a is 0
	fBranchNot   // to label if a is not 0
	fBranchEmpty // to label if no lane of mask a is set
	fBranchAny
	fDivide  // d = a / b, imm picks quotient or remainder and signedness
	fSelect  // d = a != 0 ? b : c
	fExtreme // d = a cond b ? a : b
	fPick    // if a cond b: d = c
	fMulHigh // d = the high word of a * b, unsigned
	fJump
	fLabel // of a loop, if imm is set (straighten.go)
	fTurn  // imm turns of a loop: counts, and suspends now and then
	fSuspend
	fCall // routine imm
	fExit
	fCallFunction // d = the first result of the function at label imm
	fReturn       // a is the first result
	fBranchDeep   // to label if there are too many calls in each other
	fNest         // a list of instructions
	fNothing      // what another instruction does now
	fMaskCompare  // d = a op b, which makes a mask register
)

// inst is an instruction on virtual registers.
type inst struct {
	op         *opcode
	d, a, b, c vreg
	m          *address
	imm        int64
	label      int
	cold       bool
	depth      int
	list       *list // of fNest
}

// opcode is a row of the table of instructions.
type opcode struct {
	name    string
	form    form
	v       vex
	ext     byte   // ModRM extension of immediate forms
	code    []byte // of general instructions
	imm     bool   // takes an immediate byte
	pure    bool
	swaps   bool // a and b may change places
	narrow  bool // a 32-bit general operand
	special uint8
	sixteen bool    // lanes of 32 bits in 512
	eight   *opcode // the same on twice as many lanes of 32 bits, for code with eight of them
}

// address is a place in memory: in the Context, in the pool, or base + index<<scale + disp.
type address struct {
	base, index vreg
	scale       uint8
	disp        int
	context     bool
	below       bool // with context: in that of the function to be called, behind its head
	pool        int  // 1 + place in the pool
}

type list struct{ insts []*inst }

// cond is a condition; their numbers are those of x86's after a comparison of signed ints.
type cond int64

const (
	condB  cond = 2
	condAE cond = 3
	condE  cond = 4
	condNE cond = 5
	condBE cond = 6
	condA  cond = 7
	condL  cond = 12
	condGE cond = 13
	condLE cond = 14
	condG  cond = 15
)

func (c cond) not() cond { return c ^ 1 }

// swapped is the condition with its operands in the other order.
func (c cond) swapped() cond {
	return map[cond]cond{condE: condE, condNE: condNE, condB: condA, condA: condB, condAE: condBE, condBE: condAE,
		condL: condG, condG: condL, condGE: condLE, condLE: condGE}[c]
}

func vec3(name string, pp, m, w, l, code byte) *opcode {
	return &opcode{name: name, form: fVec3, v: vex{pp, m, w, l, code}, pure: true}
}

func both(o *opcode) *opcode { o.swaps = true; return o }

func with(o *opcode) *opcode { o.imm = true; return o }

func vec2(name string, pp, m, w, l, code byte) *opcode {
	return &opcode{name: name, form: fVec2, v: vex{pp, m, w, l, code}, pure: true}
}

func gen2(name string, swaps bool, code ...byte) *opcode {
	return &opcode{name: name, form: fGen2, code: code, pure: true, swaps: swaps}
}

func shift(name string, code, ext, l byte) *opcode {
	return &opcode{name: name, form: fVecShift, v: vex{1, 1, 0, l, code}, ext: ext, imm: true, pure: true}
}

// doubling gives an instruction on an xmm register its twin on a ymm.
func doubling(o *opcode) *opcode {
	twin := *o
	twin.v.l = 1
	o.eight = &twin
	return o
}

// onSigns is a branch by vtestpd, of eight lanes by vtestps.
func onSigns(name string, f form) *opcode {
	return &opcode{name: name, form: f, v: vex{1, 2, 0, 1, 0x0F}, eight: &opcode{name: name, form: f, v: vex{1, 2, 0, 1, 0x0E}}}
}

func plain(name string, f form, pure bool) *opcode { return &opcode{name: name, form: f, pure: pure} }

// Instructions on vectors, by Intel's names.
var (
	andV, andnV, orV, xorV = both(vec3("vandpd", 1, 1, 0, 1, 0x54)), vec3("vandnpd", 1, 1, 0, 1, 0x55), both(vec3("vorpd", 1, 1, 0, 1, 0x56)), both(vec3("vxorpd", 1, 1, 0, 1, 0x57))
	addQ, subQ             = both(vec3("vpaddq", 1, 1, 0, 1, 0xD4)), vec3("vpsubq", 1, 1, 0, 1, 0xFB)
	mulUDQ, mulDQ          = both(vec3("vpmuludq", 1, 1, 0, 1, 0xF4)), both(vec3("vpmuldq", 1, 2, 0, 1, 0x28))
	eqQ, gtQ               = both(vec3("vpcmpeqq", 1, 2, 0, 1, 0x29)), vec3("vpcmpgtq", 1, 2, 0, 1, 0x37)
	sllvQ, srlvQ           = vec3("vpsllvq", 1, 2, 1, 1, 0x47), vec3("vpsrlvq", 1, 2, 1, 1, 0x45)
	blendD, blendW         = with(vec3("vpblendd", 1, 3, 0, 1, 0x02)), with(vec3("vpblendw", 1, 3, 0, 1, 0x0E))
	addB, sumB             = both(vec3("vpaddb", 1, 1, 0, 1, 0xFC)), vec3("vpsadbw", 1, 1, 0, 1, 0xF6)
	permD                  = vec3("vpermd", 1, 2, 0, 1, 0x36)
	sllQ, srlQ             = shift("vpsllq", 0x73, 6, 1), shift("vpsrlq", 0x73, 2, 1)
	sllD, sraD, srlD       = shift("vpslld", 0x72, 6, 1), shift("vpsrad", 0x72, 4, 1), shift("vpsrld", 0x72, 2, 1)
	addD, subD             = both(vec3("vpaddd", 1, 1, 0, 1, 0xFE)), vec3("vpsubd", 1, 1, 0, 1, 0xFA)
	blendV                 = &opcode{name: "vblendvpd", form: fBlend, v: vex{1, 3, 0, 1, 0x4B}, pure: true, eight: blendF.eight}
	blendF                 = doubling(&opcode{name: "vblendvps", form: fBlend, v: vex{1, 3, 0, 0, 0x4A}, pure: true})
	fmaV                   = &opcode{name: "vfmadd231pd", form: fFma, v: vex{1, 2, 1, 1, 0xB8}, pure: true}
	fmaS                   = &opcode{name: "vfmadd231sd", form: fFma, v: vex{1, 2, 1, 0, 0xB9}, pure: true}
	fmaF                   = doubling(&opcode{name: "vfmadd231ps", form: fFma, v: vex{1, 2, 0, 0, 0xB8}, pure: true})
	fmsubV                 = &opcode{name: "vfmsub231pd", form: fFma, v: vex{1, 2, 1, 1, 0xBA}, pure: true}  // d = a*b - c
	fnmaddV                = &opcode{name: "vfnmadd231pd", form: fFma, v: vex{1, 2, 1, 1, 0xBC}, pure: true} // d = c - a*b
	splatQ                 = vec2("vpbroadcastq", 1, 2, 0, 1, 0x59)
	splatF                 = doubling(vec2("vbroadcastss", 1, 2, 0, 0, 0x18))
	widenD, widenB, widenW = vec2("vpmovsxdq", 1, 2, 0, 1, 0x25), vec2("vpmovsxbq", 1, 2, 0, 1, 0x22), vec2("vpmovsxwq", 1, 2, 0, 1, 0x24)
	zeroD, zeroB, zeroW    = vec2("vpmovzxdq", 1, 2, 0, 1, 0x35), vec2("vpmovzxbq", 1, 2, 0, 1, 0x32), vec2("vpmovzxwq", 1, 2, 0, 1, 0x34)
	toF64V, toF32V         = vec2("vcvtps2pd", 0, 1, 0, 1, 0x5A), vec2("vcvtpd2ps", 1, 1, 0, 1, 0x5A)
	toF64S, toF32S         = vec3("vcvtss2sd", 2, 1, 0, 0, 0x5A), vec3("vcvtsd2ss", 3, 1, 0, 0, 0x5A)
	loadV, loadX           = vec2("vmovupd", 1, 1, 0, 1, 0x10), vec2("vmovupd", 1, 1, 0, 0, 0x10)
	loadSD, loadSS         = vec2("vmovsd", 3, 1, 0, 0, 0x10), vec2("vmovss", 2, 1, 0, 0, 0x10)
	storeV, storeX         = &opcode{name: "vmovupd", form: fVecStore, v: vex{1, 1, 0, 1, 0x11}}, &opcode{name: "vmovupd", form: fVecStore, v: vex{1, 1, 0, 0, 0x11}}
	storeSD, storeSS       = &opcode{name: "vmovsd", form: fVecStore, v: vex{3, 1, 0, 0, 0x11}}, &opcode{name: "vmovss", form: fVecStore, v: vex{2, 1, 0, 0, 0x11}}
	maskLoad, maskLoadF    = &opcode{name: "vmaskmovpd", form: fMaskLoad, v: vex{1, 2, 0, 1, 0x2D}}, &opcode{name: "vmaskmovps", form: fMaskLoad, v: vex{1, 2, 0, 0, 0x2C}}
	maskStore, maskStoreF  = &opcode{name: "vmaskmovpd", form: fMaskStore, v: vex{1, 2, 0, 1, 0x2F}}, &opcode{name: "vmaskmovps", form: fMaskStore, v: vex{1, 2, 0, 0, 0x2E}}
	gatherQ                = &opcode{name: "vgatherqpd", form: fGather, v: vex{1, 2, 1, 1, 0x93}}
	toGen                  = &opcode{name: "vmovq", form: fToGeneral, v: vex{1, 1, 1, 0, 0x7E}, pure: true}
	fromGen                = &opcode{name: "vmovq", form: fFromInt, v: vex{1, 1, 1, 0, 0x6E}, pure: true}
	intToF64, intToF32     = &opcode{name: "vcvtsi2sd", form: fFromInt, v: vex{3, 1, 1, 0, 0x2A}, pure: true, special: 1}, &opcode{name: "vcvtsi2ss", form: fFromInt, v: vex{2, 1, 1, 0, 0x2A}, pure: true, special: 1}
	f64ToInt               = &opcode{name: "vcvttsd2si", form: fFloatToInt, v: vex{3, 1, 1, 0, 0x2C}, pure: true}
	maskBits               = &opcode{name: "vmovmskpd", form: fMaskBits, v: vex{1, 1, 0, 1, 0x50}, pure: true,
		eight: &opcode{name: "vmovmskps", form: fMaskBits, v: vex{0, 1, 0, 1, 0x50}, pure: true}}
)

// Instructions on general registers and control.
var (
	addG, subG, mulG       = gen2("add", true, 0x03), gen2("sub", false, 0x2B), gen2("imul", true, 0x0F, 0xAF)
	andG, orG, xorG        = gen2("and", true, 0x23), gen2("or", true, 0x0B), gen2("xor", true, 0x33)
	negG, notG             = &opcode{name: "neg", form: fGen1, ext: 3, pure: true}, &opcode{name: "not", form: fGen1, ext: 2, pure: true}
	addI, andI, subI, xorI = &opcode{name: "add", form: fGenImm, ext: 0, pure: true}, &opcode{name: "and", form: fGenImm, ext: 4, pure: true}, &opcode{name: "sub", form: fGenImm, ext: 5, pure: true}, &opcode{name: "xor", form: fGenImm, ext: 6, pure: true}
	orI, mulI              = &opcode{name: "or", form: fGenImm, ext: 1, pure: true}, &opcode{name: "imul", form: fGenImm, code: []byte{0x69}, pure: true}
	shlI, shrI, sarI       = &opcode{name: "shl", form: fGenShift, ext: 4, pure: true}, &opcode{name: "shr", form: fGenShift, ext: 5, pure: true}, &opcode{name: "sar", form: fGenShift, ext: 7, pure: true}
	shlX, sarX, shrX       = &opcode{name: "shlx", form: fGenShiftX, v: vex{1, 2, 1, 0, 0xF7}, pure: true}, &opcode{name: "sarx", form: fGenShiftX, v: vex{2, 2, 1, 0, 0xF7}, pure: true}, &opcode{name: "shrx", form: fGenShiftX, v: vex{3, 2, 1, 0, 0xF7}, pure: true}
	immG, home             = plain("mov", fImm, true), plain("home", fHome, true)
	moveG, moveV           = plain("mov", fMove, false), plain("vmovapd", fMove, false)
	setG, setF, setF32     = plain("set", fSet, true), plain("setf", fSetFloat, true), &opcode{name: "setf", form: fSetFloat, pure: true, special: 1}
	selectG                = plain("cmov", fSelect, true)
	extremeG               = plain("cmp, cmov", fExtreme, true)
	load64                 = &opcode{name: "mov", form: fLoad, code: []byte{0x8B}}
	loadS32                = &opcode{name: "movsxd", form: fLoad, code: []byte{0x63}}
	loadU32                = &opcode{name: "mov", form: fLoad, code: []byte{0x8B}, narrow: true}
	loadS16, loadU16       = &opcode{name: "movsx", form: fLoad, code: []byte{0x0F, 0xBF}}, &opcode{name: "movzx", form: fLoad, code: []byte{0x0F, 0xB7}}
	loadS8, loadU8         = &opcode{name: "movsx", form: fLoad, code: []byte{0x0F, 0xBE}}, &opcode{name: "movzx", form: fLoad, code: []byte{0x0F, 0xB6}}
	store64, store32       = &opcode{name: "mov", form: fStore, code: []byte{0x89}}, &opcode{name: "mov", form: fStore, code: []byte{0x89}, narrow: true}
	store16, store8        = &opcode{name: "mov16", form: fStore, code: []byte{0x89}, narrow: true, special: 2}, &opcode{name: "mov8", form: fStore, code: []byte{0x88}, narrow: true}
	extS32, extU32         = &opcode{name: "movsxd", form: fGen1, code: []byte{0x63}, pure: true}, &opcode{name: "mov", form: fGen1, code: []byte{0x8B}, narrow: true, pure: true}
	extS16, extU16         = &opcode{name: "movsx", form: fGen1, code: []byte{0x0F, 0xBF}, pure: true}, &opcode{name: "movzx", form: fGen1, code: []byte{0x0F, 0xB7}, pure: true}
	extS8, extU8           = &opcode{name: "movsx", form: fGen1, code: []byte{0x0F, 0xBE}, pure: true}, &opcode{name: "movzx", form: fGen1, code: []byte{0x0F, 0xB6}, pure: true}
	onesG                  = &opcode{name: "popcnt", form: fGen1, code: []byte{0x0F, 0xB8}, pure: true, special: 0xF3}
	branch                 = plain("br", fBranch, false)
	branchF, branchF32     = plain("brf", fBranchFloat, false), &opcode{name: "brf", form: fBranchFloat, special: 1}
	branchZero, branchNot  = plain("brz", fBranchZero, false), plain("brnz", fBranchNot, false)
	branchEmpty, branchAny = onSigns("brempty", fBranchEmpty), onSigns("brany", fBranchAny)
	divide, mulHigh        = plain("div", fDivide, true), both(plain("mul", fMulHigh, true))
	rolI                   = &opcode{name: "rol", form: fGenShift, ext: 0, pure: true}
	jump, label, turn      = plain("jmp", fJump, false), plain("label", fLabel, false), plain("turn", fTurn, false)
	suspend, exit, nest    = plain("suspend", fSuspend, false), plain("exit", fExit, false), plain("nest", fNest, false)
)
