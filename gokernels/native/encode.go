package native

import "encoding/binary"

// reg is a hardware register by its number, general or vector.
type reg int8

const (
	rax reg = iota
	rcx
	rdx
	rbx
	rsp
	rbp
	rsi
	rdi
	r8
	r9
	r10
	r11
	r12
	r13
	r14
	r15
	none reg = -1
)

// operand is a register, or memory: base + index<<scale + disp, or the constant pool at pool.
type operand struct {
	kind        operandKind
	reg         reg
	base, index reg
	scale       uint8
	disp        int32
	pool        int
}

type operandKind uint8

const (
	inReg operandKind = iota
	inMem
	inPool
)

func regOp(r reg) operand { return operand{reg: r} }

func memOp(base reg, disp int) operand {
	return operand{kind: inMem, base: base, index: none, disp: int32(disp)}
}

// assembler collects bytes. The pool lies behind the code; its places are filled in by finish.
type assembler struct {
	code   []byte
	pool   []byte
	known  map[string]int
	fixes  []fix // into the pool
	jumps  []fix // to labels, that stay as they are
	edits  []*edit
	labels map[int]int
}

// fix is a 32-bit displacement at at, counted from end, of a place that is known later.
type fix struct{ at, end, to int }

func (a *assembler) byte(b ...byte) { a.code = append(a.code, b...) }

func (a *assembler) int32(n int32) { a.code = binary.LittleEndian.AppendUint32(a.code, uint32(n)) }

// constant returns the place of 8, 16 or 32 bytes in the pool, or of a table.
func (a *assembler) constant(words ...uint64) int {
	var text []byte
	for _, w := range words {
		text = binary.LittleEndian.AppendUint64(text, w)
	}
	if at, ok := a.known[string(text)]; ok {
		return at
	}
	for len(a.pool)%min(len(text), 64) != 0 {
		a.pool = append(a.pool, 0)
	}
	at := len(a.pool)
	a.pool = append(a.pool, text...)
	a.known[string(text)] = at
	return at
}

// modrm writes the ModRM byte, SIB and displacement of an instruction whose immediate has tail more bytes (Intel SDM
// volume 2, 2.1.5).
func (a *assembler) modrm(field reg, x operand, tail int) { a.modrmBy(1, field, x, tail) }

// modrmBy is modrm where a displacement of one byte counts units of so many bytes.
func (a *assembler) modrmBy(unit int32, field reg, x operand, tail int) {
	f := byte(field&7) << 3
	switch x.kind {
	case inReg:
		a.byte(0xC0 | f | byte(x.reg&7))
	case inPool:
		a.byte(0x05 | f)
		a.fixes = append(a.fixes, fix{len(a.code), len(a.code) + 4 + tail, x.pool})
		a.int32(0)
	default:
		a.memory(unit, f, x)
	}
}

func (a *assembler) memory(unit int32, f byte, x operand) {
	mod, short := byte(0x80), x.disp%unit == 0 && int32(int8(x.disp/unit)) == x.disp/unit
	bare := x.disp == 0 && x.base&7 != rbp // rbp and r13 take a displacement always
	switch {
	case bare:
		mod = 0
	case short:
		mod = 0x40
	}
	if x.index == none && x.base&7 != rsp {
		a.byte(mod | f | byte(x.base&7))
	} else {
		index := byte(4) // none
		if x.index != none {
			index = byte(x.index & 7)
		}
		a.byte(mod|f|4, x.scale<<6|index<<3|byte(x.base&7))
	}
	switch {
	case bare:
	case short:
		a.byte(byte(x.disp / unit))
	default:
		a.int32(x.disp)
	}
}

// high is the upper bit of a register's number, which goes into a prefix.
func high(r reg) byte {
	if r == none {
		return 0
	}
	return byte(r) >> 3 & 1
}

// uses reports whether an operand is a register, or lies where that tells.
func (x operand) uses(r reg) bool {
	return x.kind == inReg && x.reg == r || x.kind == inMem && (x.base == r || x.index == r)
}

func (x operand) prefix() (index, base byte) {
	switch x.kind {
	case inReg:
		return 0, high(x.reg)
	case inPool:
		return 0, 0
	}
	return high(x.index), high(x.base)
}

// general encodes an instruction on 64-bit registers, or on 32-bit ones if not wide; code is one byte, or 0F and more.
func (a *assembler) general(wide bool, field reg, x operand, tail int, code ...byte) {
	index, base := x.prefix()
	rex := 0x40 | high(field)<<2 | index<<1 | base
	if wide {
		rex |= 8
	}
	a.byte(rex)
	a.byte(code...)
	a.modrm(field, x, tail)
}

// vex is an instruction with a VEX prefix (Intel SDM volume 2, 2.3.5): pp 0 none, 1 66, 2 F3, 3 F2; m 1 0F, 2 0F38, 3 0F3A;
// l 0 128 bits, 1 256, 2 512 with an EVEX prefix.
type vex struct{ pp, m, w, l, code byte }

func (a *assembler) vector(v vex, field, second reg, x operand, tail int) {
	if needsEVEX(v, field, second, x) {
		a.masked(v, 0, false, field, second, x, tail)
		return
	}
	index, base := x.prefix()
	if second == none {
		second = 0
	}
	second4 := (byte(second)&15 ^ 15) << 3
	if v.m == 1 && v.w == 0 && index|base == 0 { // the short prefix
		a.byte(0xC5, (high(field)^1)<<7|second4|v.l<<2|v.pp, v.code)
	} else {
		a.byte(0xC4, (high(field)^1)<<7|(index^1)<<6|(base^1)<<5|v.m, v.w<<7|second4|v.l<<2|v.pp, v.code)
	}
	a.modrm(field, x, tail)
}

// jump encodes a jump to a label: op E9, or the second byte of a conditional one.
func (a *assembler) jump(op byte, label int) {
	at := len(a.code)
	if op == 0xE9 {
		a.byte(op)
	} else {
		a.byte(0x0F, op)
	}
	a.int32(0)
	n := len(a.code) - at
	a.edits = append(a.edits, &edit{at: at, size: n, final: n, op: op, label: label})
}

// nops are the instructions that do nothing, by length (Intel SDM volume 2, NOP).
var nops = [][]byte{{}, {0x90}, {0x66, 0x90}, {0x0F, 0x1F, 0x00}, {0x0F, 0x1F, 0x40, 0x00}, {0x0F, 0x1F, 0x44, 0x00, 0x00},
	{0x66, 0x0F, 0x1F, 0x44, 0x00, 0x00}, {0x0F, 0x1F, 0x80, 0, 0, 0, 0}, {0x0F, 0x1F, 0x84, 0, 0, 0, 0, 0}}

// align makes room up to a multiple of n bytes.
func (a *assembler) align(n int) {
	a.edits = append(a.edits, &edit{at: len(a.code), align: n})
}

// loop makes room before a loop that begins at a label.
func (a *assembler) loop(label int) {
	a.edits = append(a.edits, &edit{at: len(a.code), label: label})
}

func (a *assembler) label(n int) { a.labels[n] = len(a.code) }

// target is where a label is in what was written.
func (a *assembler) target(label int) int {
	to, ok := a.labels[label]
	if !ok {
		panic("native: a jump to a label that is not there")
	}
	return to
}

// finish lays the code out, puts the pool behind it and fills in the displacements. It also returns where places of what was
// written are now.
func (a *assembler) finish() ([]byte, *layout) {
	l := a.laidOut()
	code := l.written()
	code = append(code, 0xCC)
	for len(code)%64 != 0 {
		code = append(code, 0xCC)
	}
	fill := func(f fix, to int) {
		at := l.to(f.at)
		binary.LittleEndian.PutUint32(code[at:], uint32(to-(at+f.end-f.at)))
	}
	for _, f := range a.fixes {
		fill(f, len(code)+f.to)
	}
	for _, f := range a.jumps {
		fill(f, l.to(a.target(f.to)))
	}
	return append(code, a.pool...), l
}
