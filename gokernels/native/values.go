package native

import "gokernels/gokernels/ir"

// uni is a uniform value in a register.
func (l *lower) uni(x ir.Value) vreg {
	t := l.typeOf(x)
	if c := l.r.consts[x]; c != nil {
		if t.IsFloat() {
			return l.make(vector, inst{op: home, m: &address{pool: l.asm.constant(l.bits(c)) + 1}, imm: 8})
		}
		return l.integer(c.Int)
	}
	v, ok := l.vals[x]
	switch {
	case !ok && l.r.inner[x] == nil:
		return l.wordAt(context(l.r.home[x]), t)
	case !ok:
		refuse("a value that is not there")
	case v.compare != nil:
		return l.compareWord(v.compare)
	case v.u == 0 || v.follows:
		refuse("a value by lane where one for all is needed")
	}
	return v.u
}

func (l *lower) bits(c *ir.Instr) uint64 {
	if c.Type == ir.F32 {
		return uint64(uint32(c.Int))
	}
	return uint64(c.Int)
}

// isVector reports whether a value has one for each lane.
func (l *lower) isVector(x ir.Value) bool {
	v, ok := l.vals[x]
	return ok && (v.v != 0 || v.follows)
}

var iota4 = []uint64{0, 1, 2, 3}

// vec is a value by lane.
func (l *lower) vec(x ir.Value) vreg {
	t := l.typeOf(x)
	if c := l.r.consts[x]; c != nil {
		w := l.bits(c)
		switch t {
		case ir.Bool:
			w = -(w & 1)
		case ir.F32:
			w |= w << 32
		}
		return l.all(w)
	}
	_, ok := l.vals[x]
	v := l.seen(x)
	switch {
	case ok && v.v != 0:
		return l.inPart(v, t)
	case ok && v.follows:
		return l.sequence(v)
	}
	return l.broadcast(l.uni(x), t)
}

// sequence is a value by lane that follows the lanes.
func (l *lower) sequence(v value) vreg {
	n := uint64(v.plus)
	if l.eight() {
		pair := func(k uint64) uint64 { return uint64(uint32(n+k)) | (n+k+1)<<32 }
		return l.v3(addD, l.broadcast(v.u, ir.I64), l.constant(pair(0), pair(2), pair(4), pair(6)))
	}
	return l.v3(addQ, l.broadcast(v.u, ir.I64), l.counting(n))
}

// counting is n, n+1, … in lanes of 64 bits.
func (l *lower) counting(n uint64) vreg {
	words := []uint64{n, n + 1, n + 2, n + 3}
	if l.part == long8 {
		words = append(words, n+4, n+5, n+6, n+7)
	}
	return l.constant(words...)
}

// broadcast fills the lanes with a uniform value; a bool becomes a mask.
func (l *lower) broadcast(x vreg, t ir.Type) vreg {
	switch {
	case t == ir.F64:
		return l.v2(splatQ, x)
	case t == ir.F32:
		return l.v2(splatF, x)
	case t == ir.Bool:
		x = l.g1(negG, x)
	}
	if l.eight() {
		return l.v2(splatD, l.v2(fromGen, x))
	}
	return l.v2(splatQ, l.v2(fromGen, x))
}

// mask is that of the lanes that run; 0 if all do.
func (l *lower) mask() vreg {
	if len(l.scopes) == 0 {
		return 0
	}
	m := l.scopes[len(l.scopes)-1].mask
	if l.part != whole && m != 0 {
		return l.half(m, ir.Bool)
	}
	return m
}
