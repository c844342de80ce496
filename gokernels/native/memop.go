package native

import "slices"

// mostBetween is how many instructions may stand between a load and what works on memory in its stead.
const mostBetween = 8

// onMemory lets instructions take operands from memory, and update it, in place of loads and stores of their own. Code then has
// fewer instructions, which is what binds a loop that neither waits for memory nor for itself.
func (b *builder) onMemory(code []*inst) []*inst {
	m := &merger{builder: b, code: code, reads: make([]int, len(b.class)), sets: make([]int, len(b.class))}
	for _, in := range code {
		for _, v := range in.reads() {
			m.reads[v]++
		}
		m.sets[in.d]++
	}
	m.addresses()
	for i, in := range code {
		if in.op.form == fStore {
			m.widened(in, i)
			m.update(i)
		}
	}
	for i, in := range code {
		if width := in.op.loads(); width > 0 && m.once(in.d) {
			m.load(i, in, width)
		}
	}
	return slices.DeleteFunc(code, func(in *inst) bool { return in.op == nothing })
}

type merger struct {
	*builder
	code        []*inst
	reads, sets []int
}

// once reports whether a register is set and read once.
func (m *merger) once(v vreg) bool { return v != 0 && m.reads[v] == 1 && m.sets[v] == 1 }

// before is the place of the next instruction before i, -1 for none.
func (m *merger) before(i int) int {
	for i--; i >= 0; i-- {
		if m.code[i].op != nothing {
			return i
		}
	}
	return -1
}

// keptBytes is how many bytes of its operand an extension keeps.
var keptBytes = map[*opcode]int{extS32: 4, extU32: 4, extS16: 2, extU16: 2, extS8: 1, extU8: 1}

var storedBytes = map[*opcode]int{store64: 8, store32: 4, store16: 2, store8: 1}

// widened stores what the instruction before extends for nothing else, as the store cuts it anyway.
func (m *merger) widened(store *inst, i int) {
	at := m.before(i)
	if at < 0 {
		return
	}
	if x := m.code[at]; x.d == store.a && m.once(x.d) && keptBytes[x.op] >= storedBytes[store.op] {
		store.a = x.a
		x.op = nothing
	}
}

// updates are operations on memory, by those on registers; immediates have the same number.
var updates = map[*opcode]*opcode{
	addG: onWord(addG, 0x01), subG: onWord(subG, 0x29), andG: onWord(andG, 0x21), orG: onWord(orG, 0x09), xorG: onWord(xorG, 0x31),
	addI: onWord(addI, 0), subI: onWord(subI, 0), andI: onWord(andI, 0), orI: onWord(orI, 0), xorI: onWord(xorI, 0),
}

// halfUpdates are those on 32 bits.
var halfUpdates = halved(updates)

func onWord(o *opcode, code byte) *opcode {
	x := &opcode{name: o.name, form: fUpdate, ext: o.ext}
	if code != 0 {
		x.code = []byte{code}
	}
	return x
}

func halved(all map[*opcode]*opcode) map[*opcode]*opcode {
	half := map[*opcode]*opcode{}
	for o, x := range all {
		y := *x
		y.narrow = true
		half[o] = &y
	}
	return half
}

// update merges a load, an operation and a store to the same place, one after the other.
func (m *merger) update(i int) {
	j := m.before(i)
	if j < 0 {
		return
	}
	k := m.before(j)
	if k < 0 {
		return
	}
	load, op, store := m.code[k], m.code[j], m.code[i]
	to := updates[op.op]
	switch {
	case store.op == store64 && load.op == load64:
	case store.op == store32 && (load.op == loadS32 || load.op == loadU32):
		to = halfUpdates[op.op]
	default:
		return
	}
	if to == nil || op.m != nil || store.a != op.d || !m.once(op.d) || !m.once(load.d) || *load.m != *store.m {
		return
	}
	other := op.b
	switch {
	case op.a == load.d:
	case op.b == load.d && op.op.swaps:
		other = op.a
	default:
		return
	}
	*store = inst{op: to, a: other, imm: op.imm, m: store.m, depth: store.depth, cold: store.cold}
	load.op, op.op = nothing, nothing
}

// loadWidth is how many bytes a load reads that another instruction could read.
var loadWidth = map[*opcode]int{loadVm: 32, loadXm: 16, loadSDm: 8, loadSSm: 4, load64: 8, loadS32: 4, loadU8: 1}

// loads is how many bytes a load reads that another instruction could read; 0 if it is none.
func (o *opcode) loads() int {
	if o.whole512() && !o.pure {
		return vectorBytes
	}
	return loadWidth[o]
}

// load merges a load with the instruction that reads what it loads, if nothing between can write memory.
func (m *merger) load(i int, in *inst, width int) {
	for _, next := range m.code[i+1 : min(len(m.code), i+1+mostBetween)] {
		if slices.Contains(next.reads(), in.d) {
			m.merge(in, next, width)
			return
		}
		still := next.reading() || next.op == nothing || next.op.form == fMove
		if !still || next.d != 0 && (next.d == in.m.base || next.d == in.m.index) {
			return
		}
	}
}

func (m *merger) merge(load, user *inst, width int) {
	if user.m != nil || load.cold != user.cold {
		return
	}
	switch user.op.form {
	case fVec3:
		if user.b != load.d || user.a == load.d || operandBytes(user.op) != width {
			return
		}
	case fGen2:
		if user.b != load.d && user.op.swaps {
			user.a, user.b = user.b, user.a
		}
		if user.b != load.d || user.a == load.d || load.op != load64 {
			return
		}
	case fBranch, fBranchZero, fBranchNot:
		if !m.compared(load, user) {
			return
		}
	default:
		return
	}
	user.m = load.m
	if user.b == load.d {
		user.b = 0
	}
	load.op = nothing
}

// operandBytes is how many bytes an operation on vectors reads where its last operand is in memory; 0 where that is special.
func operandBytes(o *opcode) int {
	switch {
	case o == insertUpper || !o.pure:
		return 0
	case o.v.pp == 3:
		return 8
	case o.v.pp == 2:
		return 4
	}
	return 16 << o.v.l
}

// Branches on a comparison with an operand in memory, of a size by bytes.
var branchAt = map[*opcode]*opcode{load64: {name: "br", form: fBranch, special: 8}, loadS32: {name: "br", form: fBranch, special: 4},
	loadU8: {name: "br", form: fBranch, special: 1}}

// compared makes a branch one on memory: with the first operand there if a becomes 0, else the second.
func (m *merger) compared(load, user *inst) bool {
	c, n := cond(user.imm&15), user.imm>>8
	switch {
	case user.op == branchZero:
		c, n = condE, 0
	case user.op == branchNot:
		c, n = condNE, 0
	case user.op != branch || user.a == load.d && user.b == load.d:
		return false
	}
	if load.op != load64 && (user.b != 0 || load.op == loadU8 && (n < 0 || n > 255 || c != condE && c != condNE)) {
		return false
	}
	if user.op = branchAt[load.op]; user.a == load.d {
		user.a = 0
	}
	user.imm = int64(c) | n<<8
	return true
}
