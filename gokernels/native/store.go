package native

import (
	"math/bits"

	"gokernels/gokernels/ir"
)

var storeOf = map[int]*opcode{8: store64, 4: store32, 2: store16, 1: store8}

func (l *lower) store(in *ir.Instr) {
	last := len(in.Args) - 1
	x := in.Args[last]
	t := l.typeOf(x)
	if l.eight() && l.bytesUnderMask(in) {
		return
	}
	if l.eight() && !l.storesTogether(in) {
		l.byHalves(in, l.store)
		return
	}
	to := l.find(in.Args[0], in.Args[1:last])
	mask := l.mask()
	if to.apart == 0 && !to.next {
		if mask == 0 && !l.isVector(x) {
			l.storeOne(&to.m, l.uni(x), t)
			if c := l.carried[in]; c != nil {
				l.set(c.next, l.uni(x))
			}
			return
		}
		to.m = address{base: l.flat(to.m)}
		to.apart = l.splat(0)
	}
	v := l.vec(x)
	switch {
	case to.stride != 0:
		l.storeStrided(to, v, t)
		return
	case l.eight():
		l.storeEight(&to.m, v, t, mask)
		return
	case to.next && (t.Size() >= 4 || mask == 0):
		l.storeNext(&to.m, v, t, mask)
		return
	}
	if to.next {
		to.m = address{base: l.flat(to.m)}
		to.apart = l.vi(sllQ, l.counting(0), int64(bits.TrailingZeros(uint(t.Size()))))
	}
	running := vreg(0)
	if mask != 0 {
		running = l.make(general, inst{op: maskBits, b: mask})
	}
	k := 0
	l.eachLane([]vreg{to.apart, l.toWords(v, t)}, 0, func(lane []vreg) vreg {
		l.storeLane(&address{base: to.m.base, index: lane[0]}, lane[1], t, running, k)
		k++
		return 0
	})
}

// storeLane stores what lane k has; if it does not run, where nobody looks: whether it does is not worth a jump, which is hard
// to foresee.
func (l *lower) storeLane(m *address, x vreg, t ir.Type, running vreg, k int) {
	if running != 0 {
		at := l.variable(general)
		l.set(at, l.make(general, inst{op: lea, m: context(atNowhere)}))
		l.do(inst{op: pickG, d: at, a: l.gi(andI, running, 1<<k), imm: int64(condNE), c: l.flat(*m)})
		m = &address{base: at}
	}
	l.do(inst{op: storeOf[t.Size()], m: m, a: x})
}

// bytesUnderMask stores eight neighbours of less than 32 bits under a mask: together if all lanes run; false if an access is none.
func (l *lower) bytesUnderMask(in *ir.Instr) bool {
	last := len(in.Args) - 1
	t, mask := l.typeOf(in.Args[last]), l.mask()
	neighbours, apart := l.moves(in.Args[0], in.Args[1:last])
	if t.Size() > 2 || mask == 0 || neighbours != 1 || apart != 0 {
		return false
	}
	to, v := l.find(in.Args[0], in.Args[1:last]), l.vec(in.Args[last])
	some, end := l.newLabel(), l.newLabel()
	running := l.make(general, inst{op: maskBits, b: mask})
	l.do(inst{op: branch, a: running, imm: int64(condNE) | 0xFF<<8, label: some})
	l.enter()
	l.storeEight(&to.m, v, t, 0)
	l.leave()
	l.jumpTo(end)
	l.label(some)
	l.enter()
	l.storeEight(context(atLanes), v, t, 0)
	for k := range 8 {
		x := l.make(general, inst{op: loadOf[t], m: context(atLanes + k*t.Size())})
		m := to.m
		m.disp += k * t.Size()
		l.storeLane(&m, x, t, running, k)
	}
	l.leave()
	l.label(end)
	return true
}

func (l *lower) storeOne(m *address, x vreg, t ir.Type) {
	switch t {
	case ir.F64:
		l.do(inst{op: storeSD, m: m, a: x})
	case ir.F32:
		l.do(inst{op: storeSS, m: m, a: x})
	default:
		l.do(inst{op: storeOf[t.Size()], m: m, a: x})
	}
}

func (l *lower) storeNext(m *address, v vreg, t ir.Type, mask vreg) {
	if t.Size() == 8 {
		if mask != 0 {
			l.do(inst{op: maskStore, m: m, a: mask, b: v})
		} else {
			l.do(inst{op: storeV, m: m, a: v})
		}
		return
	}
	if t == ir.Bool {
		v = l.v3(andV, v, l.splat(1))
	}
	if t != ir.F32 {
		v = l.narrow(v)
	}
	switch {
	case mask != 0:
		l.do(inst{op: maskStoreF, m: m, a: l.narrow(mask), b: v})
	case t.Size() == 4:
		l.do(inst{op: storeX, m: m, a: v})
	case t.Size() == 2:
		l.do(inst{op: storeSD, m: m, a: l.lowest(v, 2)})
	default:
		l.do(inst{op: storeSS, m: m, a: l.lowest(v, 1)})
	}
}

// lowest packs the lowest bytes of four lanes of 32 bits, in each half of a vector.
func (l *lower) lowest(v vreg, size int) vreg {
	pattern := uint64(0x0C080400)
	if size == 2 {
		pattern = 0x0D0C0908_05040100
	}
	return l.v3(shuffleB, v, l.splat(pattern))
}

// storesTogether reports whether a store is one of neighbours, or of one value for all lanes.
func (l *lower) storesTogether(in *ir.Instr) bool {
	last := len(in.Args) - 1
	index := in.Args[1:last]
	if neighbours, apart := l.moves(in.Args[0], index); neighbours == 0 && apart == 0 {
		return l.mask() == 0 && !l.isVector(in.Args[last])
	}
	return l.together(in.Args[0], index)
}

// storeEight stores neighbours of at most 32 bits.
func (l *lower) storeEight(m *address, v vreg, t ir.Type, mask vreg) {
	if t == ir.Bool {
		v = l.v3(andV, v, l.all(1))
	}
	switch {
	case mask != 0:
		l.do(inst{op: maskStoreEight, m: m, a: mask, b: v})
	case t.Size() == 4:
		l.do(inst{op: storeV, m: m, a: v})
	case t.Size() == 2:
		l.do(inst{op: storeX, m: m, a: l.vi(permQ, l.lowest(v, 2), firstAndThird)})
	default:
		l.do(inst{op: storeSD, m: m, a: l.v3(permD, l.constant(4<<32, 4<<32, 4<<32, 4<<32), l.lowest(v, 1))})
	}
}
