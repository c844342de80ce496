package native

import "gokernels/gokernels/ir"

// Bytes and words of 16 bits have no load under a mask. Neighbours that lie in one page, of which some lane reads one, are loaded
// all together: what may be read of a page is all of it, and the lanes outside of the mask are not looked at.

// pageBytes is the smallest page of x86-64.
const pageBytes = 4096

// paged makes lanes of neighbours under a mask: by fast, or, where they lie in two pages or no lane runs, by slow.
func (l *lower) paged(m *address, bytes int, mask vreg, fast, slow func() vreg) vreg {
	x, done := l.variable(vector), l.newLabel()
	l.aside(func(away int) {
		l.do(inst{op: branchEmpty, a: mask, label: away})
		l.do(inst{op: branch, a: l.gi(andI, l.flat(*m), pageBytes-1), imm: int64(condA) | int64(pageBytes-bytes)<<8, label: away})
	}, func(int) {
		l.set(x, slow())
		l.jumpTo(done)
	})
	l.enter()
	l.set(x, fast())
	l.leave()
	l.label(done)
	return x
}

// eightPaged loads eight neighbours of less than 32 bits under a mask; false if an access is none.
func (l *lower) eightPaged(in *ir.Instr) bool {
	a, t := in.Args[0], l.typeOf(in.Results[0])
	neighbours, apart := l.moves(a, in.Args[1:])
	if t.Size() > 2 || l.mask() == 0 || neighbours != 1 || apart != 0 {
		return false
	}
	to, mask := l.find(a, in.Args[1:]), l.mask()
	x := l.paged(&to.m, 8*t.Size(), mask, func() vreg { return l.neighbours(&to.m, t, 0) }, func() vreg {
		l.byHalves(in, l.load)
		return l.vec(in.Results[0])
	})
	l.vals[in.Results[0]] = value{v: x}
	return true
}
