package native

import "gokernels/gokernels/ir"

// Instructions that put an element from memory into a vector.
var (
	insertB  = &opcode{name: "vpinsrb", form: fVec3, v: vex{1, 3, 0, 0, 0x20}, imm: true}
	insertW  = &opcode{name: "vpinsrw", form: fVec3, v: vex{1, 1, 0, 0, 0xC4}, imm: true}
	insertD  = &opcode{name: "vpinsrd", form: fVec3, v: vex{1, 3, 0, 0, 0x22}, imm: true}
	loadHigh = &opcode{name: "vmovhpd", form: fVec3, v: vex{1, 1, 0, 0, 0x16}}
)

// Instructions that put an element of a vector into memory.
var (
	extractB  = &opcode{name: "vpextrb", form: fVecStore, v: vex{1, 3, 0, 0, 0x14}, imm: true}
	extractW  = &opcode{name: "vpextrw", form: fVecStore, v: vex{1, 3, 0, 0, 0x15}, imm: true}
	extractD  = &opcode{name: "vpextrd", form: fVecStore, v: vex{1, 3, 0, 0, 0x16}, imm: true}
	storeHigh = &opcode{name: "vmovhpd", form: fVecStore, v: vex{1, 1, 0, 0, 0x17}}
)

// strided loads elements that lie the same distance apart one by one, which takes less time than a gather.
func (l *lower) strided(to target, t ir.Type) vreg {
	at := l.placesOf(to)
	switch {
	case t.Size() == 8 && l.part == long8:
		return l.v3i(withUpperFour, l.fourWords(at, 0), l.fourWords(at, 4), 1)
	case t.Size() == 8:
		return l.fourWords(at, 0)
	case t.Size() == 4 && l.eight():
		return l.v3i(insertUpper, l.inserted(at, 0, 4, insertD), l.inserted(at, 4, 4, insertD), 1)
	case t == ir.F32:
		return l.inserted(at, 0, 4, insertD)
	case t.Size() == 4:
		return l.v2(pureOf(widenOf[t]), l.inserted(at, 0, 4, insertD))
	}
	widen, insert, n := widenOf[t], insertW, 4
	if l.eight() {
		widen, n = widenEight[t], 8
	}
	if t.Size() == 1 {
		insert = insertB
	}
	x := l.v2(pureOf(widen), l.inserted(at, 0, n, insert))
	if t == ir.Bool {
		return l.v3(l.lanes(gtQ), x, l.splat(0))
	}
	return x
}

// placesOf tells where the lanes' elements are.
func (l *lower) placesOf(to target) func(k int) *address {
	m := to.first
	if m.index != 0 {
		m = address{base: l.flat(m)}
	}
	thrice := l.make(general, inst{op: lea, m: &address{base: to.stride, index: to.stride, scale: 1}})
	return func(k int) *address {
		a := m
		if k >= 4 {
			a.base = l.make(general, inst{op: lea, m: &address{base: m.base, index: to.stride, scale: 2}})
		}
		switch k % 4 {
		case 1, 2:
			a.index, a.scale = to.stride, uint8(k%4-1)
		case 3:
			a.index = thrice
		}
		return &a
	}
}

func (l *lower) fourWords(at func(k int) *address, first int) (x vreg) {
	l.short(func() {
		x = l.v3i(insertUpper, l.twoWords(at(first), at(first+1)), l.twoWords(at(first+2), at(first+3)), 1)
	})
	return x
}

func (l *lower) twoWords(a, b *address) vreg {
	return l.make(vector, inst{op: loadHigh, a: l.make(vector, inst{op: loadSDm, m: a}), m: b})
}

// inserted packs n elements from lane first on.
func (l *lower) inserted(at func(k int) *address, first, n int, insert *opcode) vreg {
	x := l.splat(0)
	from := 0
	if insert == insertD {
		x, from = l.make(vector, inst{op: loadSSm, m: at(first)}), 1
	}
	for k := from; k < n; k++ {
		x = l.make(vector, inst{op: insert, a: x, m: at(first + k), imm: int64(k)})
	}
	return x
}

// pureOf is an instruction that widens what lies in a register.
func pureOf(o *opcode) *opcode {
	return map[*opcode]*opcode{widenOf[ir.I32]: widenD, widenOf[ir.U32]: zeroD, widenOf[ir.I16]: widenW, widenOf[ir.U16]: zeroW, widenOf[ir.I8]: widenB,
		widenOf[ir.U8]: zeroB, widenOf[ir.Bool]: zeroB, widenEight[ir.I16]: widenWD, widenEight[ir.U16]: zeroWD, widenEight[ir.I8]: widenBD,
		widenEight[ir.U8]: zeroBD, widenEight[ir.Bool]: zeroBD}[o]
}

// storeStrided stores elements that lie the same distance apart.
func (l *lower) storeStrided(to target, v vreg, t ir.Type) {
	at := l.placesOf(to)
	if t.Size() == 8 {
		fours := []vreg{v}
		if l.part == long8 {
			fours = l.foursOf(v)
		}
		for i, four := range fours {
			for k, half := range []vreg{four, l.make(vector, inst{op: upper, b: four})} {
				l.do(inst{op: storeSD, m: at(4*i + 2*k), a: half})
				l.do(inst{op: storeHigh, m: at(4*i + 2*k + 1), a: half})
			}
		}
		return
	}
	if t == ir.Bool {
		v = l.v3(andV, v, l.all(1))
	}
	fours := []vreg{v}
	switch {
	case l.eight():
		fours = append(fours, l.make(vector, inst{op: upper, b: v}))
	case t != ir.F32:
		fours[0] = l.narrow(v)
	}
	extract, step := extractD, 1 // lanes of 32 bits, counted by the element
	switch t.Size() {
	case 1:
		extract, step = extractB, 4
	case 2:
		extract, step = extractW, 2
	}
	for i, x := range fours {
		for k := range 4 {
			l.do(inst{op: extract, m: at(4*i + k), a: x, imm: int64(step * k)})
		}
	}
}
