package native

import (
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// form of an encoding test: an instruction's bytes and how objdump prints them.
type encoded struct {
	bytes []byte
	want  string
}

var vectorRegs = []reg{0, 3, 7, 8, 13, 15}

func vectorName(r reg, l byte) string { return fmt.Sprintf("%cmm%d", "xyz"[l], r) }

// places are memory operands of every shape: with and without index and displacement, bases that need a SIB byte or a
// displacement.
func memoryOperands() map[string]operand {
	all := map[string]operand{}
	for _, base := range []reg{rax, rsp, rbp, r12, r13, r15} {
		for _, disp := range []int32{0, 8, -128, 4096} {
			text := generalNames[base]
			bare := memOp(base, int(disp))
			all[text+dispText(disp, base, false)] = bare
			with := bare
			with.index, with.scale = r9, 3
			all[text+"+r9*8"+dispText(disp, base, true)] = with
		}
	}
	return all
}

// dispText is objdump's: a displacement of 0 is printed where it is encoded, behind rbp and r13.
func dispText(disp int32, base reg, index bool) string {
	switch {
	case disp == 0 && base&7 != rbp:
		return ""
	case disp < 0:
		return fmt.Sprintf("-0x%x", -disp)
	}
	return fmt.Sprintf("+0x%x", disp)
}

// rows are the instructions of code.go whose operands are vectors, by form.
func rows() []*opcode {
	all := []*opcode{andV, andnV, orV, xorV, addQ, subQ, mulUDQ, mulDQ, eqQ, gtQ, sllvQ, srlvQ, blendD, blendW, permD, widenD, widenB, widenW, zeroD,
		zeroB, zeroW, toF64V, toF32V, toF64S, toF32S, loadV, loadX, loadSD, loadSS, splatQ, splatF, fmaV, fmaS, fmaF, fmsubV, fnmaddV,
		unpackLow, unpackHigh, insertX, addB, sumB, addD, subD, mulD, eqD, gtD, leastS, mostS, leastU, mostU, sllvD, srlvD, sravD, absD, splatD,
		widenBD, widenWD, zeroBD, zeroWD, shuffleB, evenF, permQ, insertUpper, intToF32V, f32ToIntV,
		insertB, insertW, insertD, loadHigh,
		subB, eqB, gtB, leastUB, mostUB, addW, subW, mulW, upperUW, eqW, gtW, leastSW, mostSW, absW, splatB, splatW, widenBW, zeroBW, packB}
	all = slices.AppendSeq(all, maps.Values(floatOps))
	all = slices.AppendSeq(all, maps.Values(compareOps))
	all = slices.AppendSeq(all, maps.Values(roundOps))
	for _, o := range all {
		if o.eight != nil {
			all = append(all, o.eight)
		}
	}
	return all
}

// fromMemory are those that are used with an operand in memory only.
var fromMemory = map[*opcode]bool{loadSD: true, loadSS: true, insertB: true, insertW: true, insertD: true, loadHigh: true}

// narrowSource are the instructions whose source is smaller than what they write.
var narrowSource = map[*opcode]bool{widenD: true, widenB: true, widenW: true, zeroD: true, zeroB: true, zeroW: true, toF64V: true, splatQ: true, splatF: true, insertX: true,
	insertUpper: true, splatF.eight: true, splatD: true, splatB: true, splatW: true,
	widenBD: true, widenWD: true, zeroBD: true, zeroWD: true, widenBW: true, zeroBW: true}

func (o *opcode) encodings() (all []encoded) {
	emit := func(d, s reg, x operand, operands ...string) {
		a := &assembler{known: map[string]int{}, labels: map[int]int{}}
		tail := 0
		if o.imm {
			tail = 1
		}
		a.vector(o.v, d, s, x, tail)
		if o.imm {
			a.byte(9)
			operands = append(operands, "0x9")
		}
		all = append(all, encoded{a.code, o.name + " " + strings.Join(operands, ",")})
	}
	from, to := o.v.l, o.v.l
	if narrowSource[o] {
		from = 0
	}
	if o == toF32V {
		to = 0
	}
	for _, d := range vectorRegs {
		for _, s := range vectorRegs {
			if fromMemory[o] {
				break
			}
			first := []string{vectorName(d, to)}
			second := none
			if o.form != fVec2 {
				second = 15 - s
				first = append(first, vectorName(second, o.v.l))
			}
			emit(d, second, regOp(s), append(first, vectorName(s, from))...)
		}
		for text, x := range memoryOperands() {
			first := []string{vectorName(d, to)}
			second := none
			if o.form != fVec2 {
				second = d
				first = append(first, vectorName(d, o.v.l))
			}
			emit(d, second, x, append(first, "["+text+"]")...)
		}
	}
	return all
}

var sizes = regexp.MustCompile(`(ZMMWORD|YMMWORD|XMMWORD|QWORD|DWORD|WORD|BYTE) PTR `)

// others are the instructions of other shapes, each with its operands at both ends of the files.
func others() (all []encoded) {
	add := func(want string, emit func(a *assembler)) {
		a := &assembler{known: map[string]int{}, labels: map[int]int{}}
		emit(a)
		all = append(all, encoded{a.code, want})
	}
	for _, r := range []reg{1, 14} {
		s := 15 - r
		y, z := vectorName(r, 1), vectorName(s, 1)
		for _, o := range []*opcode{sllQ, srlQ, sllD, sraD, srlD, sllW, sraW, srlW} {
			add(fmt.Sprintf("%s %s,%s,0x9", o.name, y, z), func(a *assembler) { a.vector(o.v, reg(o.ext), r, regOp(s), 1); a.byte(9) })
		}
		m, text := memOp(r12, 8), "[r12+0x8]"
		for _, o := range []*opcode{maskLoad, maskLoadF, maskLoadEight} {
			add(fmt.Sprintf("%s %s,%s,%s", o.name, vectorName(r, o.v.l), vectorName(s, o.v.l), text), func(a *assembler) { a.vector(o.v, r, s, m, 0) })
		}
		for _, o := range []*opcode{maskStore, maskStoreF, maskStoreEight} {
			add(fmt.Sprintf("%s %s,%s,%s", o.name, text, vectorName(s, o.v.l), vectorName(r, o.v.l)), func(a *assembler) { a.vector(o.v, r, s, m, 0) })
		}
		for _, o := range []*opcode{extractB, extractW, extractD} {
			add(fmt.Sprintf("%s %s,%s,0x9", o.name, text, vectorName(r, 0)), func(a *assembler) { a.vector(o.v, r, none, m, 1); a.byte(9) })
		}
		for _, o := range []*opcode{storeV, storeX, storeSD, storeSS, storeHigh} {
			add(fmt.Sprintf("%s %s,%s", o.name, text, vectorName(r, o.v.l)), func(a *assembler) { a.vector(o.v, r, none, m, 0) })
		}
		for _, o := range []*opcode{blendV, blendF, blendF.eight, blendB} {
			w := o.v.l
			add(fmt.Sprintf("%s %s,%s,%s,%s", o.name, vectorName(r, w), vectorName(s, w), text, vectorName(r, w)),
				func(a *assembler) { a.vector(o.v, r, s, m, 1); a.byte(byte(r) << 4) })
		}
		add(fmt.Sprintf("%s xmm%d,%s,0x9", upper.name, s, y), func(a *assembler) { a.vector(upper.v, r, none, regOp(s), 1); a.byte(9) })
		for o, name := range map[*opcode]string{branchAny: "vtestpd", branchAny.eight: "vtestps"} {
			add(fmt.Sprintf("%s %s,%s", name, y, y), func(a *assembler) { a.vector(o.v, r, none, regOp(r), 0) })
		}
		g := operand{kind: inMem, base: r13, index: 7, disp: 0}
		add(fmt.Sprintf("%s %s,[r13+ymm7*1+0x0],%s", gatherQ.name, y, z), func(a *assembler) { a.vector(gatherQ.v, r, s, g, 0) })
		add(fmt.Sprintf("vmovq %s,xmm%d", generalNames[r], s), func(a *assembler) { a.vector(toGen.v, s, none, regOp(r), 0) })
		add(fmt.Sprintf("vmovq xmm%d,%s", s, generalNames[r]), func(a *assembler) { a.vector(fromGen.v, s, none, regOp(r), 0) })
		add(fmt.Sprintf("%s xmm%d,xmm%d,%s", intToF64.name, s, r, generalNames[r]), func(a *assembler) { a.vector(intToF64.v, s, r, regOp(r), 0) })
		add(fmt.Sprintf("%s %s,xmm%d", f64ToInt.name, generalNames[r], s), func(a *assembler) { a.vector(f64ToInt.v, r, none, regOp(s), 0) })
		add(fmt.Sprintf("%s %s,%s", maskBits.name, map[reg]string{1: "ecx", 14: "r14d"}[r], z), func(a *assembler) { a.vector(maskBits.v, r, none, regOp(s), 0) })
		for _, o := range []*opcode{shlX, sarX, shrX} {
			add(fmt.Sprintf("%s %s,%s,%s", o.name, generalNames[r], generalNames[s], generalNames[r]), func(a *assembler) { a.vector(o.v, r, r, regOp(s), 0) })
		}
		for _, o := range []*opcode{addG, subG, mulG, andG, orG, xorG} {
			add(fmt.Sprintf("%s %s,%s", o.name, generalNames[r], generalNames[s]), func(a *assembler) { a.general(true, r, regOp(s), 0, o.code...) })
			add(fmt.Sprintf("%s %s,%s", o.name, generalNames[r], text), func(a *assembler) { a.general(true, r, m, 0, o.code...) })
		}
		for _, o := range []*opcode{load64, loadS32, loadS16, loadU16, loadS8, loadU8} {
			add(fmt.Sprintf("%s %s,%s", o.name, generalNames[r], text), func(a *assembler) { a.general(true, r, m, 0, o.code...) })
		}
		add(fmt.Sprintf("mov %s,%s", text, generalNames[r]), func(a *assembler) { a.general(true, r, m, 0, store64.code...) })
		for _, o := range []*opcode{addG, subG, andG, orG, xorG} {
			add(fmt.Sprintf("%s %s,%s", o.name, text, generalNames[r]), func(a *assembler) { a.general(true, r, m, 0, updates[o].code...) })
		}
		for _, n := range []int32{9, -128, 1000} {
			for _, o := range []*opcode{addI, andI, subI, xorI} {
				e := &emitter{assembler: &assembler{}}
				e.withImmediate(reg(o.ext), r, n)
				all = append(all, encoded{e.code, fmt.Sprintf("%s %s,0x%x", o.name, generalNames[r], uint64(int64(n)))})
			}
		}
	}
	return all
}

// disassembled is what binutils' objdump reads.
func disassembled(t *testing.T, code []byte) string {
	t.Helper()
	tool, err := exec.LookPath("objdump")
	if err != nil {
		t.Skip("skipped: no objdump on this machine")
	}
	path := filepath.Join(t.TempDir(), "code")
	require.NoError(t, os.WriteFile(path, code, 0o600))
	out, err := exec.Command(tool, "-D", "-b", "binary", "-m", "i386:x86-64", "-M", "intel", "--no-show-raw-insn", path).Output()
	require.NoError(t, err)
	return string(out)
}

// TestEncodings compares every row, with registers and memory operands of every shape.
func TestEncodings(t *testing.T) {
	all := others()
	for _, o := range rows() {
		all = append(all, o.encodings()...)
	}
	compareWithObjdump(t, all)
}

func compareWithObjdump(t *testing.T, all []encoded) {
	t.Helper()
	var code []byte
	for _, e := range all {
		code = append(code, e.bytes...)
	}
	got := instructions(disassembled(t, code))
	require.Equal(t, len(all), len(got))
	for i, e := range all {
		if !assert.Equal(t, e.want, got[i]) {
			return
		}
	}
}

// TestOperandBytes checks that nothing reads more than the load that it is merged with.
func TestOperandBytes(t *testing.T) {
	a := &assembler{}
	var rowsRead []*opcode
	for _, o := range rows() {
		if o.form != fVec3 || operandBytes(o) == 0 {
			continue
		}
		rowsRead = append(rowsRead, o)
		a.vector(o.v, 0, 0, memOp(rax, 0), 0)
		if o.imm {
			a.byte(9)
		}
	}
	known := map[string]int{"YMMWORD": 32, "XMMWORD": 16, "QWORD": 8, "DWORD": 4}
	got := sizes.FindAllStringSubmatch(disassembled(t, a.code), -1)
	require.Equal(t, len(rowsRead), len(got))
	for i, o := range rowsRead {
		assert.Equal(t, operandBytes(o), known[got[i][1]], o.name)
	}
}

// predicates are the names that objdump gives to comparisons with an immediate of 9.
var predicates = strings.NewReplacer("vcmpnge_uspd ", "vcmppd ", "vcmpngepd ", "vcmppd ", "vcmpngeps ", "vcmpps ")

func instructions(listing string) (all []string) {
	for _, line := range strings.Split(listing, "\n") {
		_, text, ok := strings.Cut(line, ":\t")
		if !ok {
			continue
		}
		text = strings.Join(strings.Fields(sizes.ReplaceAllString(text, "")), " ")
		text = predicates.Replace(strings.ReplaceAll(text, "*1]", "]"))
		if strings.HasPrefix(text, "vcmp") {
			text += ",0x9"
		}
		all = append(all, text)
	}
	return all
}
