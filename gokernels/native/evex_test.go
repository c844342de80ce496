package native

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// evexNames are those of instructions that have another name with an EVEX prefix.
var evexNames = strings.NewReplacer("vround", "vrndscale", "vinsertf128", "vinsertf32x4", "vextractf128", "vextractf32x4")

// highRegs are at the edges of what prefixes have bits for.
var highRegs = []reg{0, 7, 8, 15, 16, 23, 24, 31}

// evexRows are the instructions that have an EVEX form and operands that are vectors.
func evexRows() (all []*opcode) {
	own := []*opcode{mulLongs, sravQ, longsToF64, f64ToLongs, leastSQ, mostSQ, leastUQ, mostUQ, absQ, onesQ, withUpperFour, alignQ, alignD}
	for _, o := range append(rows(), own...) {
		if _, ok := o.v.form(); ok {
			all = append(all, o)
		}
	}
	return all
}

// manyOperands are memory operands with displacements that fit one byte, or just do not, counted by any unit.
func manyOperands() map[string]operand {
	all := map[string]operand{}
	for _, base := range []reg{rax, rsp, rbp, r12, r13} {
		for _, disp := range []int32{0, 1, 4, 8, 16, 32, 64, -128, 127, 8 * 127, 8 * 128, 32 * 127, -32 * 128, 64 * 127, 64 * 128, -64 * 128, -64 * 129} {
			bare := memOp(base, int(disp))
			all[generalNames[base]+dispText(disp, base, false)] = bare
			bare.index, bare.scale = r9, 3
			all[generalNames[base]+"+r9*8"+dispText(disp, base, true)] = bare
		}
	}
	return all
}

// lengths are those of an instruction's own and, of one on vectors of 256 bits, 512.
func (o *opcode) lengths() []byte {
	long := o.v
	long.l = 2
	if _, ok := long.form(); ok && o.v.l == 1 {
		return []byte{1, 2}
	}
	return []byte{o.v.l}
}

// sourceLength is the length of an operand that is smaller than the vector.
func (o *opcode) sourceLength(l byte) byte {
	form, _ := o.v.form()
	switch {
	case o == withUpperFour:
		return 1
	case !narrowSource[o]:
		return l
	case form.unit > 0:
		return 0
	}
	return byte(max(0, int(l)+int(form.unit)))
}

func (o *opcode) evexEncodings(l byte) (all []encoded) {
	v := o.v
	v.l = l
	to := l
	if o == toF32V {
		to--
	}
	emit := func(d, s reg, x operand, text string) {
		if !needsEVEX(v, d, s, x) {
			return
		}
		a := &assembler{}
		tail, imm := 0, ""
		if o.imm {
			tail, imm = 1, ",0x9"
		}
		a.vector(v, d, s, x, tail)
		if o.imm {
			a.byte(9)
		}
		operands := []string{vectorName(d, to), text}
		if o.form != fVec2 {
			operands = slices.Insert(operands, 1, vectorName(s, l))
		}
		all = append(all, encoded{a.code, evexNames.Replace(o.name) + " " + strings.Join(operands, ",") + imm})
	}
	second := func(s reg) reg {
		if o.form == fVec2 {
			return none
		}
		return s
	}
	for _, d := range highRegs {
		for _, s := range highRegs {
			if !fromMemory[o] {
				emit(d, second(31-s), regOp(s), vectorName(s, o.sourceLength(l)))
			}
		}
		for text, x := range manyOperands() {
			emit(d, second(31-d), x, "["+text+"]")
		}
	}
	return all
}

// withMasks are the instructions that make, or take, masks, and those whose first operand is not the vector that is written.
func withMasks() (all []encoded) {
	add := func(want string, emit func(a *assembler)) {
		a := &assembler{}
		emit(a)
		all = append(all, encoded{a.code, want})
	}
	const k = maskRegister
	for i, r := range highRegs {
		s := highRegs[len(highRegs)-1-i]
		z, y := vectorName(s, 2), vectorName(s, 1)
		zr := vectorName(r, 2)
		for _, o := range []*opcode{sllQ, srlQ, sraQ} {
			v := o.v
			v.l = 2
			add(fmt.Sprintf("%s %s,%s,0x9", o.name, zr, z), func(a *assembler) { a.vector(v, reg(o.ext), r, regOp(s), 1); a.byte(9) })
		}
		add(fmt.Sprintf("vpsraq %s,%s,0x9", vectorName(r, 1), y), func(a *assembler) { a.vector(sraQ.v, reg(sraQ.ext), r, regOp(s), 1); a.byte(9) })
		add(fmt.Sprintf("vpmovqd %s,%s", vectorName(r, 1), z), func(a *assembler) { a.vector(shorten.v, s, none, regOp(r), 0) })
		add(fmt.Sprintf("vextractf64x4 %s,%s,0x1", vectorName(r, 1), z), func(a *assembler) { a.vector(upperFour.v, s, none, regOp(r), 1); a.byte(1) })
		add(fmt.Sprintf("vpmovq2m k1,%s", z), func(a *assembler) { a.vector(signsQ, k, none, regOp(s), 0) })
		add(fmt.Sprintf("vpmovq2m k1,%s", y), func(a *assembler) { a.vector(vex{2, 2, 1, 1, 0x39}, k, none, regOp(s), 0) })
		add(fmt.Sprintf("vpmovd2m k1,%s", y), func(a *assembler) { a.vector(vex{2, 2, 0, 1, 0x39}, k, none, regOp(s), 0) })
		add(fmt.Sprintf("vpmovd2m k1,%s", vectorName(s, 0)), func(a *assembler) { a.vector(vex{2, 2, 0, 0, 0x39}, k, none, regOp(s), 0) })
		add(fmt.Sprintf("vpmovm2q %s,k1", z), func(a *assembler) { a.vector(lanesOfMask, s, none, regOp(k), 0) })
		for o := range compares {
			long, imm := lengthened(o), ""
			if o.imm {
				imm = ",0x9"
			}
			add(fmt.Sprintf("%s k1,%s,%s%s", o.name, z, zr, imm), func(a *assembler) {
				a.vector(long.v, k, s, regOp(r), 0)
				if o.imm {
					a.byte(9)
				}
			})
		}
		for text, m := range manyOperands() {
			text = "[" + text + "]"
			add(fmt.Sprintf("vblendmpd %s{k1},%s,%s", z, zr, text), func(a *assembler) { a.masked(blendOfMask, k, false, s, r, m, 0) })
			add(fmt.Sprintf("vmovupd %s{k1}{z},%s", z, text), func(a *assembler) { a.masked(moveFrom, k, true, s, none, m, 0) })
			add(fmt.Sprintf("vmovupd %s{k1},%s", text, z), func(a *assembler) { a.masked(moveTo, k, false, s, none, m, 0) })
			add(fmt.Sprintf("vmovapd %s,%s", z, text), func(a *assembler) { a.vector(vex{1, 1, 0, 2, 0x28}, s, none, m, 0) })
			if s > 15 {
				add(fmt.Sprintf("vmovsd %s,%s", text, vectorName(s, 0)), func(a *assembler) { a.vector(storeSD.v, s, none, m, 0) })
				add(fmt.Sprintf("vmovhpd %s,%s", text, vectorName(s, 0)), func(a *assembler) { a.vector(storeHigh.v, s, none, m, 0) })
				add(fmt.Sprintf("vucomisd %s,%s", vectorName(s, 0), text), func(a *assembler) { a.vector(vex{1, 1, 0, 0, 0x2E}, s, none, m, 0) })
				add(fmt.Sprintf("vpextrw %s,%s,0x9", text, vectorName(s, 0)), func(a *assembler) { a.vector(extractW.v, s, none, m, 1); a.byte(9) })
			}
		}
		all = append(all, gathers(r, s)...)
		if s > 15 {
			g := generalNames[r&15]
			add(fmt.Sprintf("vmovq %s,%s", vectorName(s, 0), g), func(a *assembler) { a.vector(fromGen.v, s, none, regOp(r&15), 0) })
			add(fmt.Sprintf("vcvtsi2sd %s,%s,%s", vectorName(s, 0), vectorName(s, 0), g), func(a *assembler) { a.vector(intToF64.v, s, s, regOp(r&15), 0) })
			add(fmt.Sprintf("vcvttsd2si %s,%s", g, vectorName(s, 0)), func(a *assembler) { a.vector(f64ToInt.v, r&15, none, regOp(s), 0) })
			add(fmt.Sprintf("vextractf32x4 %s,%s,0x1", vectorName(r, 0), y), func(a *assembler) { a.vector(upper.v, s, none, regOp(r), 1); a.byte(1) })
		}
	}
	add("kortestb k1,k1", func(a *assembler) { a.vector(vex{1, 1, 0, 0, 0x98}, k, none, regOp(k), 0) })
	add("kmovb r9d,k1", func(a *assembler) { a.vector(vex{1, 1, 0, 0, 0x93}, r9, none, regOp(k), 0) })
	add("kxnorw k1,k1,k1", func(a *assembler) { a.vector(vex{0, 1, 0, 1, 0x46}, k, k, regOp(k), 0) })
	return all
}

// gathers are those to register r, by an index in s.
func gathers(r, s reg) (all []encoded) {
	for disp, text := range map[int32]string{0: "+0x0", 8: "+0x8", -512: "-0x200", 1024: "+0x400"} {
		for _, l := range []byte{1, 2} {
			for _, o := range []*opcode{gatherQ, gatherD} {
				v, to := o.v, l
				if v.l = l; o == gatherD {
					to--
				}
				if _, ok := v.form(); !ok {
					continue
				}
				a := &assembler{}
				a.masked(v, maskRegister, false, r, none, operand{kind: inMem, base: r13, index: s, disp: disp}, 0)
				all = append(all, encoded{a.code, fmt.Sprintf("%s %s{k1},[r13+%s*1%s]", o.name, vectorName(r, to), vectorName(s, l), text)})
			}
		}
	}
	return all
}

// TestEVEXEncodings compares all that has an EVEX prefix with what objdump reads.
func TestEVEXEncodings(t *testing.T) {
	all := withMasks()
	for _, o := range evexRows() {
		for _, l := range o.lengths() {
			all = append(all, o.evexEncodings(l)...)
		}
	}
	compareWithObjdump(t, all)
}
