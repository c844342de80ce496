package native

// Code that calls functions has a stack of return addresses in its arena, which lies behind its Context; rsp points there
// while it runs. The stack begins at a multiple of stackBytes and may hold no more than MostCalls addresses; whoever sets
// atDepth gives away the lowest of them. A header at the end of the same stackBytes keeps the C stack pointer and the
// loop's Context. Below the stack there is room for the frame of a signal handler.
//
// A callee's Context is a head, as every one's, and below that its frame: parameters, results but the first, and what
// registers do not hold. rbp points at the head, so that it may overlap with the frames of what is called from there:
// only the innermost activation uses its head.
const (
	stackBytes  = 1 << 17
	headerStack = stackBytes - 16
	headerRoot  = stackBytes - 8
	signalBytes = 1 << 16 // a frame with AVX-512 and AMX state takes 11 kB
	atSaved     = atVector
	mostArena   = 1 << 24 // bytes
)

// MostCalls is how many calls in each other code makes: the interpreter's maxDepth, and that of the outermost function.
const MostCalls = 10_001

// Words of the Context about calls: how many bytes behind it the innermost call's is; how many more calls there may be in
// each other; and, in that innermost Context, the first word that an exit saves.
const (
	ActiveWord = atActive / 8
	DepthWord  = atDepth / 8
	SavedWord  = atSaved / 8
)

// kept is a register that a call does not preserve.
type kept struct {
	v    vreg
	m    *address // where it is saved, or its home
	home bool
	wide bool
}

// arena is how many words the frames and the stack take.
func (b *blob) arena() int {
	if !b.root.deep {
		return 0
	}
	most := 0
	for _, c := range b.built {
		most = max(most, c.words-headWords)
	}
	words := (MostCalls+1)*most + headWords + slackWords + (signalBytes+2*stackBytes)/8
	if 8*words > mostArena {
		refuse("too large a frame")
	}
	return words
}

// stackIn is the base of the stack in a Context with an arena.
func stackIn(words []uint64) uintptr {
	end := contextAddress(words) + uintptr(8*len(words))
	return (end - stackBytes) &^ (stackBytes - 1)
}

// beginStack empties the stack of return addresses.
func beginStack(words []uint64) {
	words[atStack/8] = uint64(stackIn(words)) + 8*min(words[DepthWord], MostCalls)
}

// tellDepth notes how many more calls there may be.
func tellDepth(words []uint64) {
	words[DepthWord] = (words[atStack/8] - uint64(stackIn(words))) / 8
}

// callsOf is where a program calls.
func callsOf(code []*inst) (at []int) {
	for i, in := range code {
		if in.op == callFn {
			at = append(at, i)
		}
	}
	return at
}

// crossed is what saving an interval around calls costs. It notes the calls.
func (b *builder) crossed(code []*inst, calls []int, x *interval) float64 {
	price := 0.0
	for _, i := range calls {
		if x.start >= places*i+writesAt || x.end < places*i+writesAt {
			continue
		}
		in := code[i]
		b.spans[in] = append(b.spans[in], x)
		weight := 2.0
		if x.home != nil {
			weight = 1
		}
		for range min(in.depth, 6) {
			weight *= loopWeight
		}
		price += weight
	}
	return price
}

// keep notes which registers each call has to save.
func (b *builder) keep(code []*inst, spots []spot) {
	b.kept = map[*inst][]kept{}
	saved := map[vreg]*address{}
	for _, i := range callsOf(code) {
		for _, x := range b.spans[code[i]] {
			if spots[x.v].m != nil {
				continue
			}
			if saved[x.v] == nil {
				saved[x.v] = b.memory(x).m
			}
			k := kept{v: x.v, m: saved[x.v], home: x.home != nil, wide: b.class[x.v] == vector}
			b.kept[code[i]] = append(b.kept[code[i]], k)
		}
	}
}

// functionAlign is where functions begin.
const functionAlign = 32

// function encodes a function behind what an emitter has written.
func (b *builder) function(before *emitter) *emitter {
	code := b.program()
	e := &emitter{assembler: b.asm, spots: b.allocate(code), class: b.class, own: before.own, deep: true, lines: before.lines}
	e.kept, e.isa, e.long = b.kept, b.isa, b.longs != nil
	e.frame = 8 * (b.words - headWords)
	e.align(functionAlign)
	e.label(b.entry)
	e.moveContext(e.frame)
	e.program(code)
	return e
}

// moveContext adds to rbp.
func (e *emitter) moveContext(n int) {
	if n != 0 {
		e.general(true, 0, regOp(rbp), 4, 0x81)
		e.int32(int32(n))
	}
}

// inContext is the distance from rbp of a place in the Context.
func (e *emitter) inContext(m *address) int {
	switch {
	case m.below:
		return e.below + m.disp
	case e.frame > 0 && m.disp >= 8*headWords:
		return m.disp - 8*headWords - e.frame
	}
	return m.disp
}

func (e *emitter) calling(in *inst) {
	switch in.op {
	case branchDeep:
		e.general(false, 0, regOp(rsp), 4, 0xF7) // test
		e.int32(stackBytes - 1)
		e.jump(0x84, in.label)
	case callFn:
		e.callFunction(in)
	case giveBack:
		if in.a != 0 && e.class[in.a] == vector {
			e.moveVec(scratchB, e.vec(in.a, scratchB))
		} else if in.a != 0 {
			e.moveGen(rax, e.gen(in.a, rax))
		}
		e.moveContext(-e.frame)
		e.byte(0xC3)
	}
}

func (e *emitter) callFunction(in *inst) {
	for _, k := range e.kept[in] {
		if !k.home {
			e.transfer(k, 0x89, 0x11)
		}
	}
	e.moveContext(e.below)
	e.byte(0xE8)
	e.jumps = append(e.jumps, fix{len(e.code), len(e.code) + 4, int(in.imm)})
	e.int32(0)
	e.moveContext(-e.below)
	for _, k := range e.kept[in] {
		e.transfer(k, 0x8B, 0x10)
	}
	if in.d == 0 {
		return
	}
	if e.class[in.d] == general {
		e.settle(in.d, rax)
	} else if e.spots[in.d].m == nil {
		e.moveVec(e.spots[in.d].reg, scratchB)
	} else {
		e.done(in.d, scratchB)
	}
}

// transfer moves a register that a call does not preserve, by the codes of a load or a store.
func (e *emitter) transfer(k kept, general, vector byte) {
	r := e.spots[k.v].reg
	if k.wide {
		e.vector(e.whole(vector), r, none, e.place(k.m), 0)
		return
	}
	e.general(true, r, e.place(k.m), 0, general)
}

// switchStack goes from the C stack to that of return addresses; leaveStack goes back and tells the loop's Context where
// the code stopped.
func (e *emitter) switchStack() {
	if !e.deep {
		return
	}
	e.general(true, rax, memOp(rbp, atStack), 0, 0x8B)
	e.header(rax)
	e.general(true, rsp, memOp(rdx, headerStack), 0, 0x89)
	e.general(true, rbp, memOp(rdx, headerRoot), 0, 0x89)
	e.general(true, rsp, regOp(rax), 0, 0x8B)
}

// header brings the base of the stack that r points into to rdx.
func (e *emitter) header(r reg) {
	e.moveGen(rdx, r)
	e.general(true, 4, regOp(rdx), 4, 0x81)
	e.int32(-stackBytes)
}

func (e *emitter) leaveStack() {
	if !e.deep {
		return
	}
	e.header(rsp)
	e.general(true, rcx, memOp(rdx, headerRoot), 0, 0x8B)
	e.general(true, rsi, memOp(rbp, atResume), 0, 0x8B)
	e.general(true, rsi, memOp(rcx, atResume), 0, 0x89)
	e.general(true, rsp, memOp(rcx, atStack), 0, 0x89)
	e.general(true, rbp, regOp(rcx), 0, 0x2B)
	e.general(true, rbp, memOp(rcx, atActive), 0, 0x89)
	e.general(true, rsp, memOp(rdx, headerStack), 0, 0x8B)
}

// enterActive goes to the Context that was suspended.
func (e *emitter) enterActive() {
	if e.deep {
		e.general(true, rbp, memOp(rbp, atActive), 0, 0x03)
	}
}
