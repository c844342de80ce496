package native

import (
	"cmp"
	"math/bits"
	"slices"
)

// spot is where a virtual register lives: in a hardware register, or in memory.
type spot struct {
	reg   reg // none: in memory
	m     *address
	fixed bool // m is its home: never stored to
}

// The registers that values may have. rbp is the Context, r15 counts turns; rax, rcx, rdx and ymm14, ymm15 are for
// the emitter.
var generalFile = []reg{rsi, rdi, rbx, r8, r9, r10, r11, r12, r13, r14}
var vectorFile = []reg{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13}

// Each instruction has four places: it reads at the first, writes at the third.
const (
	places   = 4
	writesAt = 2
)

// interval is where a register is in use: from its first to its last place, gaps included.
type interval struct {
	v          vreg
	start, end int
	weight     float64 // accesses, those in loops more, over the length
	price      float64 // of saving it where calls are made
	home       *address
	hint       vreg
}

func (in *inst) reads() []vreg {
	r := []vreg{in.a, in.b, in.c}
	if in.m != nil {
		r = append(r, in.m.base, in.m.index)
	}
	if in.op.form == fPick { // it may keep what it holds
		r = append(r, in.d)
	}
	return r
}

// allocate gives every virtual register a spot by linear scan (Poletto and Sarkar, 1999): where there are too few
// registers, the interval of least weight goes to memory.
func (b *builder) allocate(code []*inst) []spot {
	spots := make([]spot, len(b.class))
	free := [2]uint32{fileSet(generalFile), fileSet(b.isa.vectorRegisters())}
	var active []*interval
	for _, x := range b.intervals(code) {
		c := b.class[x.v]
		if x.price > 0 && x.weight*float64(x.end-x.start+places) <= x.price {
			spots[x.v] = b.memory(x)
			continue
		}
		active = slices.DeleteFunc(active, func(y *interval) bool {
			if y.end >= x.start {
				return false
			}
			free[b.class[y.v]] |= 1 << spots[y.v].reg
			return true
		})
		if free[c] == 0 {
			victim := b.lightest(active, x)
			if victim == x {
				spots[x.v] = b.memory(x)
				continue
			}
			r := spots[victim.v].reg
			spots[victim.v] = b.memory(victim)
			active = slices.DeleteFunc(active, func(y *interval) bool { return y == victim })
			free[c] |= 1 << r
		}
		r := pick(free[c], x.hint, spots)
		free[c] &^= 1 << r
		spots[x.v] = spot{reg: r}
		active = append(active, x)
	}
	b.keep(code, spots)
	return spots
}

func pick(free uint32, hint vreg, spots []spot) reg {
	if hint != 0 && spots[hint].m == nil && free>>spots[hint].reg&1 != 0 {
		return spots[hint].reg
	}
	return reg(bits.TrailingZeros32(free))
}

func fileSet(file []reg) uint32 {
	var s uint32
	for _, r := range file {
		s |= 1 << r
	}
	return s
}

func (b *builder) lightest(active []*interval, x *interval) *interval {
	least := x
	for _, y := range active {
		if b.class[y.v] == b.class[x.v] && y.weight < least.weight {
			least = y
		}
	}
	return least
}

// memory is a spot in memory: the home if there is one.
func (b *builder) memory(x *interval) spot {
	if x.home != nil {
		return spot{reg: none, m: x.home, fixed: true}
	}
	if b.class[x.v] == general {
		return spot{reg: none, m: context(b.room(1))}
	}
	return spot{reg: none, m: context(b.room(b.vectorWords()))}
}

// loopWeight is how often a loop is taken to turn.
const loopWeight = 8

// homeWeight is what an access of a register with a home counts for: from there it is an operand like any other.
const homeWeight = 0.3

func (b *builder) intervals(code []*inst) []*interval {
	all := make([]*interval, len(b.class))
	touch := func(v vreg, at int, in *inst) {
		if v == 0 {
			return
		}
		x := all[v]
		if x == nil {
			x = &interval{v: v, start: at, end: at}
			all[v] = x
		}
		x.start, x.end = min(x.start, at), max(x.end, at)
		if in != nil && !in.cold {
			weight := 1.0
			for range min(in.depth, 6) {
				weight *= loopWeight
			}
			x.weight += weight
		}
	}
	for i, in := range code {
		late := 0
		if in.op.form == fGather {
			late = writesAt + 1
		}
		for _, v := range in.reads() {
			touch(v, places*i+late, in)
		}
		touch(in.d, places*i+writesAt, in)
		if in.d != 0 && all[in.d].hint == 0 {
			all[in.d].hint = hintOf(in)
		}
		if in.op == home {
			all[in.d].home = in.m
		}
		if in.op == immG && b.level[in.d] != mutable {
			all[in.d].home = &address{pool: b.asm.constant(uint64(in.imm)) + 1}
		}
	}
	b.stretch(code, func(v vreg, at int) { touch(v, at, nil) })
	all = slices.DeleteFunc(all, func(x *interval) bool { return x == nil })
	calls := callsOf(code)
	for _, x := range all {
		if x.home != nil {
			x.weight *= homeWeight
		}
		x.price = b.crossed(code, calls, x)
		x.weight /= float64(x.end - x.start + places)
	}
	slices.SortStableFunc(all, func(x, y *interval) int { return cmp.Compare(x.start, y.start) })
	return all
}

// hintOf is the operand whose register the result would best have.
func hintOf(in *inst) vreg {
	switch in.op.form {
	case fFma, fGen2, fGenImm, fGen1, fGenShift, fMove:
		return in.a
	}
	return 0
}

// block is a run of instructions that is entered at its start only.
type block struct {
	lo, hi  int
	next    []int
	in, out []uint64
	gen     []uint64 // read before it is written
	kill    []uint64
}

// stretch reports, for every block, the registers that are live at its ends.
func (b *builder) stretch(code []*inst, live func(v vreg, at int)) {
	blocks := blocksOf(code)
	words := (len(b.class) + 63) / 64
	for i := range blocks {
		blocks[i].local(code, words)
	}
	for changed := true; changed; {
		changed = false
		for i := len(blocks) - 1; i >= 0; i-- {
			changed = flow(blocks, i) || changed
		}
	}
	for i := range blocks {
		x := &blocks[i]
		each(x.in, func(v vreg) { live(v, places*x.lo) })
		each(x.out, func(v vreg) { live(v, places*x.hi-1) })
	}
}

func each(set []uint64, do func(v vreg)) {
	for w, word := range set {
		for ; word != 0; word &= word - 1 {
			do(vreg(64*w + bits.TrailingZeros64(word)))
		}
	}
}

func (x *block) local(code []*inst, words int) {
	x.in, x.out = make([]uint64, words), make([]uint64, words)
	x.gen, x.kill = make([]uint64, words), make([]uint64, words)
	for _, in := range code[x.lo:x.hi] {
		for _, v := range in.reads() {
			if v != 0 && x.kill[v/64]>>(v%64)&1 == 0 {
				x.gen[v/64] |= 1 << (v % 64)
			}
		}
		if in.d != 0 {
			x.kill[in.d/64] |= 1 << (in.d % 64)
		}
	}
}

func flow(blocks []block, i int) bool {
	x := &blocks[i]
	changed := false
	for w := range x.out {
		for _, n := range x.next {
			x.out[w] |= blocks[n].in[w]
		}
		if in := x.gen[w] | x.out[w]&^x.kill[w]; in != x.in[w] {
			x.in[w], changed = in, true
		}
	}
	return changed
}

func blocksOf(code []*inst) []block {
	var blocks []block
	at := map[int]int{}
	lo := 0
	cut := func(hi int) {
		if hi > lo {
			blocks = append(blocks, block{lo: lo, hi: hi})
			lo = hi
		}
	}
	for i, in := range code {
		switch {
		case in.op == label:
			cut(i)
			at[in.label] = len(blocks)
		case in.label != 0 || in.op == exit || in.op == giveBack:
			cut(i + 1)
		}
	}
	cut(len(code))
	for i := range blocks {
		last := code[blocks[i].hi-1]
		if last.op != label && last.label != 0 {
			blocks[i].next = append(blocks[i].next, at[last.label])
		}
		if last.op != jump && last.op != exit && last.op != giveBack && i+1 < len(blocks) {
			blocks[i].next = append(blocks[i].next, i+1)
		}
	}
	return blocks
}
