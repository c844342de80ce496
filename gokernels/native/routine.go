package native

// routine is code that several places out of line call. It takes and leaves what it works on in the Context; its registers
// are its own, as it keeps the caller's in the Context too. So it costs the caller's loop no registers.
type routine struct {
	*builder
	label int
}

// labelsEach is how many labels a routine may have; the numbers above are the next one's.
const labelsEach = 1 << 16

// routine returns the number of code that build makes, by a name.
func (l *lower) routine(name string, build func(sub *lower)) int {
	if at, ok := l.routineAt[name]; ok {
		return at
	}
	b := newBuilder()
	b.asm, b.labels = l.asm, labelsEach*(1+len(l.routines))
	r := &routine{b, b.newLabel()}
	l.routines = append(l.routines, r)
	if l.routineAt == nil {
		l.routineAt = map[string]int{}
	}
	l.routineAt[name] = len(l.routines) - 1
	build(&lower{builder: b, r: l.r})
	return l.routineAt[name]
}

var callRoutine = plain("call", fCall, false) // of routine imm

// call goes to a routine, which comes back to what follows.
func (e *emitter) call(label int) {
	back := e.newOwn()
	e.byte(0x48, 0x8D, 0x05) // lea rax, [rip + back]
	e.jumps = append(e.jumps, fix{len(e.code), len(e.code) + 4, back})
	e.int32(0)
	e.general(true, rax, memOp(rbp, atReturn), 0, 0x89)
	e.jump(0xE9, label)
	e.label(back)
}

// routine encodes a routine, whose spilled registers lie in the Context behind those of the code so far.
func (e *emitter) routine(r *routine, room int) (end int) {
	r.words = room
	code := r.program()
	sub := &emitter{assembler: e.assembler, spots: r.allocate(code), class: r.class, own: e.own, lines: e.lines, isa: e.isa, long: e.long}
	keep := r.keeps(sub.spots)
	sub.label(r.label)
	for _, k := range keep {
		k(sub, true)
	}
	sub.insts(code, false)
	for _, k := range keep {
		k(sub, false)
	}
	sub.general(false, 4, memOp(rbp, atReturn), 0, 0xFF) // jmp
	sub.insts(code, true)
	e.own = sub.own
	return r.words
}

// keeps are what stores, or loads again, the registers that a routine uses.
func (r *routine) keeps(spots []spot) (all []func(e *emitter, store bool)) {
	seen := map[class]uint32{}
	for v, s := range spots {
		c := r.class[v]
		if v == 0 || s.m != nil || seen[c]>>s.reg&1 != 0 {
			continue
		}
		seen[c] |= 1 << s.reg
		if c == general {
			at := memOp(rbp, r.room(1))
			all = append(all, func(e *emitter, store bool) { e.general(true, s.reg, at, 0, choice[byte](store, 0x89, 0x8B)) })
			continue
		}
		at := memOp(rbp, r.room(r.vectorWords()))
		all = append(all, func(e *emitter, store bool) {
			e.vector(e.whole(choice[byte](store, 0x11, 0x10)), s.reg, none, at, 0)
		})
	}
	return all
}

func choice[T any](first bool, a, b T) T {
	if first {
		return a
	}
	return b
}
