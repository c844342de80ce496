package native

import (
	"math/bits"
	"slices"

	"gokernels/gokernels/ir"
)

// desc is word k of an array's description: its address, then the lengths, then the strides in bytes.
func (l *lower) desc(a ir.Value, k int) vreg {
	return l.wordAt(context(l.r.descHome[l.r.arrayOf(a)]+8*k), ir.I64)
}

func (l *lower) dim(a ir.Value, axis int) vreg { return l.desc(a, 1+axis) }

// unit is the axis along which an array's elements are next to each other, -1 if there is none.
func (l *lower) unit(a ir.Value) int {
	i := l.r.arrayOf(a)
	if i >= keyed {
		return -1
	}
	return int(l.key>>(4*i)&15) - 1
}

// target is where an access goes: m for all lanes or, if they are next to each other, for the first; otherwise every lane
// has its distance from m, times 1<<m.scale.
type target struct {
	m      address
	next   bool
	apart  vreg
	stride vreg // in bytes, where that is all by which the lanes' places differ, from the first on
	first  address
}

// find computes the place of an element.
func (l *lower) find(a ir.Value, index []ir.Value) target {
	t := l.typeOf(a)
	size, nd := t.Elem().Size(), t.NDim()
	unit := l.unit(a)
	to := target{m: address{base: l.desc(a, 0)}}
	add := func(x vreg) { to.m.base = l.g2(addG, to.m.base, x) }
	var last vreg                                 // the index of the unit axis
	for _, outside := range []bool{true, false} { // what holds still first, so that it is computed once
		for axis, i := range index {
			v := l.seen(i)
			if v.v != 0 {
				continue
			}
			if c := l.r.consts[i]; c != nil && axis == unit && isNear(c.Int) {
				to.m.disp = int(c.Int) * size
				continue
			}
			u := v.u
			if !v.follows {
				u = l.uni(i)
			}
			if (l.level[u] < len(l.loops)) != outside {
				continue
			}
			if axis == unit {
				last, to.m.disp = u, int(v.plus)*size
			} else {
				add(l.g2(mulG, l.firstOf(v, u), l.desc(a, 1+nd+axis)))
			}
		}
	}
	if last != 0 {
		to.m.index, to.m.scale = last, uint8(bits.TrailingZeros(uint(size)))
	}
	l.spreadOut(&to, a, index, unit, size)
	return to
}

// firstOf is what lane 0 has of a value that follows the lanes, or u of one that does not.
func (l *lower) firstOf(v value, u vreg) vreg {
	if v.plus == 0 {
		return u
	}
	return l.gi(addI, u, v.plus)
}

// spreadOut adds the parts of an index that differ by lane.
func (l *lower) spreadOut(to *target, a ir.Value, index []ir.Value, unit, size int) {
	var apart vreg
	add := func(x vreg) {
		if apart != 0 {
			x = l.v3(addQ, apart, x)
		}
		apart = x
	}
	contiguous, rows := false, 0
	for axis, i := range index {
		v := l.seen(i)
		stride := func() vreg {
			if axis == unit {
				return l.splat(uint64(size))
			}
			return l.broadcast(l.desc(a, 1+l.typeOf(a).NDim()+axis), ir.I64)
		}
		switch {
		case v.follows && axis == unit:
			contiguous = true
		case v.follows:
			to.stride = l.desc(a, 1+l.typeOf(a).NDim()+axis)
			rows++
			add(l.mulQ(l.counting(0), stride()))
		case v.v != 0 && axis == unit:
			add(l.vi(sllQ, l.vec(i), int64(bits.TrailingZeros(uint(size)))))
		case v.v != 0:
			add(l.mulQ(l.vec(i), stride()))
		}
	}
	byLane := slices.ContainsFunc(index, func(i ir.Value) bool { return l.vals[i].v != 0 })
	switch {
	case contiguous && apart == 0:
		to.next = true
		return
	case rows != 1 || contiguous || byLane || l.mask() != 0:
		to.stride = 0
	}
	if contiguous {
		add(l.vi(sllQ, l.counting(0), int64(bits.TrailingZeros(uint(size)))))
	}
	if to.first = to.m; apart != 0 {
		to.m = address{base: l.flat(to.m)}
		to.apart = apart
	}
}

// flat is an address in one register.
func (l *lower) flat(m address) vreg {
	if m.index == 0 && m.disp == 0 {
		return m.base
	}
	return l.make(general, inst{op: lea, m: &m})
}

var lea = plain("lea", fLea, true)

// mulQ is the low half of the products of 64-bit lanes.
func (l *lower) mulQ(x, y vreg) vreg {
	if l.isa == avx512 {
		return l.v3(mulLongs, x, y)
	}
	cross := l.v3(addQ, l.v3(mulUDQ, l.vi(srlQ, x, 32), y), l.v3(mulUDQ, x, l.vi(srlQ, y, 32)))
	return l.v3(addQ, l.v3(mulUDQ, x, y), l.vi(sllQ, cross, 32))
}

var loadOf = map[ir.Type]*opcode{ir.I64: load64, ir.U64: load64, ir.I32: loadS32, ir.U32: loadU32, ir.I16: loadS16, ir.U16: loadU16,
	ir.I8: loadS8, ir.U8: loadU8, ir.Bool: loadU8}

var widenOf = map[ir.Type]*opcode{ir.I32: changing(widenD), ir.U32: changing(zeroD), ir.I16: changing(widenW), ir.U16: changing(zeroW),
	ir.I8: changing(widenB), ir.U8: changing(zeroB), ir.Bool: changing(zeroB)}

// widenEight loads eight.
var widenEight = map[ir.Type]*opcode{ir.I16: changing(widenWD), ir.U16: changing(zeroWD), ir.I8: changing(widenBD), ir.U8: changing(zeroBD), ir.Bool: changing(zeroBD)}

// changing is a load by an instruction that is otherwise pure.
func changing(o *opcode) *opcode {
	c := *o
	c.pure = false
	return &c
}

var (
	loadSDm, loadSSm = changing(loadSD), changing(loadSS)
	loadVm, loadXm   = changing(loadV), changing(loadX)
)

func (l *lower) load(in *ir.Instr) {
	if c := l.carried[in]; c != nil && l.lane == nil {
		l.vals[in.Results[0]] = value{u: c.now}
		return
	}
	if x := l.stood[in]; x != 0 && l.lane == nil {
		l.vals[in.Results[0]] = value{u: x}
		return
	}
	a, t := in.Args[0], l.typeOf(in.Results[0])
	if l.eight() && l.eightPaged(in) {
		return
	}
	if l.eight() && (!l.together(a, in.Args[1:]) || l.splits(in)) {
		l.byHalves(in, l.load)
		return
	}
	to := l.find(a, in.Args[1:])
	result := &in.Results[0]
	switch {
	case to.stride != 0:
		l.vals[*result] = value{v: l.strided(to, t)}
	case to.apart != 0:
		l.vals[*result] = value{v: l.gathered(to, t)}
	case to.next:
		l.vals[*result] = value{v: l.contiguous(to, t)}
	case l.standsInLanes(in):
		l.vals[*result] = value{u: l.ahead(func() vreg { return l.loadOne(&to.m, t) })}
	default:
		l.vals[*result] = value{u: l.loadOne(&to.m, t)}
	}
}

// together reports whether elements of eight lanes are loaded at once: the same one, or some of at most 32 bits, neighbours
// or the same distance apart.
func (l *lower) together(a ir.Value, index []ir.Value) bool {
	neighbours, apart := l.moves(a, index)
	size := l.typeOf(a).Elem().Size()
	switch {
	case neighbours < 0 || neighbours+apart > 1:
		return false
	case neighbours+apart == 0:
		return true
	}
	return size == 4 && neighbours == 1 || size <= 4 && l.mask() == 0
}

// splits reports whether a load by lane is best made in halves, as all that uses it wants these.
func (l *lower) splits(in *ir.Instr) bool {
	return l.mask() == 0 && l.lane.varies[in.Results[0]] && l.lane.onlyWidened(in.Results[0])
}

// moves counts the axes along which an access moves from lane to lane: that of neighbours, and others. Neighbours are -1
// where an index has any value by lane.
func (l *lower) moves(a ir.Value, index []ir.Value) (neighbours, apart int) {
	unit := l.unit(a)
	for axis, i := range index {
		switch v := l.vals[i]; {
		case v.v != 0:
			return -1, 0
		case v.follows && axis == unit:
			neighbours++
		case v.follows:
			apart++
		}
	}
	return neighbours, apart
}

// loadOne loads an element as a uniform value.
func (l *lower) loadOne(m *address, t ir.Type) vreg {
	switch t {
	case ir.F64:
		return l.make(vector, inst{op: loadSDm, m: m})
	case ir.F32:
		return l.make(vector, inst{op: loadSSm, m: m})
	}
	return l.make(general, inst{op: loadOf[t], m: m})
}

func (l *lower) contiguous(to target, t ir.Type) vreg {
	mask, m := l.mask(), &to.m
	switch size := t.Size(); {
	case l.eight():
		return l.neighbours(m, t, mask)
	case size == 8 && mask != 0:
		return l.make(vector, inst{op: maskLoad, a: mask, m: m})
	case size == 8:
		return l.make(vector, inst{op: loadVm, m: m})
	case size == 4 && mask != 0:
		x := l.make(vector, inst{op: maskLoadF, a: l.narrow(mask), m: m})
		if t == ir.F32 {
			return x
		}
		return l.v2(map[bool]*opcode{true: widenD, false: zeroD}[t == ir.I32], x)
	case t == ir.F32:
		return l.make(vector, inst{op: loadXm, m: m})
	}
	all := func() vreg {
		x := l.make(vector, inst{op: widenOf[t], m: m})
		if t == ir.Bool {
			return l.v3(gtQ, x, l.splat(0))
		}
		return x
	}
	some := func() vreg {
		to := target{m: address{base: l.flat(to.m)}, apart: l.vi(sllQ, l.counting(0), int64(bits.TrailingZeros(uint(t.Size()))))}
		return l.gathered(to, t)
	}
	switch {
	case mask == 0:
		return all()
	case l.part == long8:
		return some()
	}
	return l.paged(m, 4*t.Size(), mask, all, some)
}

// neighbours loads eight elements of at most 32 bits.
func (l *lower) neighbours(m *address, t ir.Type, mask vreg) vreg {
	switch {
	case t.Size() == 4 && mask != 0:
		return l.make(vector, inst{op: maskLoadEight, a: mask, m: m})
	case t.Size() == 4:
		return l.make(vector, inst{op: loadVm, m: m})
	}
	x := l.make(vector, inst{op: widenEight[t], m: m})
	if t == ir.Bool {
		return l.v3(gtD, x, l.splat(0))
	}
	return x
}

func (l *lower) gathered(to target, t ir.Type) vreg {
	mask := l.mask()
	switch t.Size() {
	case 8:
		return l.make(vector, inst{op: gatherQ, a: to.apart, b: mask, m: &address{base: to.m.base}})
	case 4:
		if mask != 0 {
			mask = l.narrow(mask)
		}
		x := l.make(vector, inst{op: gatherD, a: to.apart, b: mask, m: &address{base: to.m.base}})
		switch t {
		case ir.I32:
			return l.v2(widenD, x)
		case ir.U32:
			return l.v2(zeroD, x)
		}
		return x
	}
	out := l.eachLane([]vreg{to.apart}, mask, func(lane []vreg) vreg {
		return l.make(general, inst{op: loadOf[t], m: &address{base: to.m.base, index: lane[0]}})
	})
	if t == ir.Bool {
		return l.v3(gtQ, out, l.splat(0))
	}
	return out
}

var gatherD = &opcode{name: "vgatherqps", form: fGather, v: vex{1, 2, 0, 1, 0x93}}

// eachLane runs scalar code on the lanes that are in mask, one after the other; a result of 0 is none.
func (l *lower) eachLane(in []vreg, mask vreg, do func(lane []vreg) vreg) vreg {
	lanes := l.lanesAtOnce()
	size := 8 * lanes
	for i, x := range in {
		l.do(inst{op: storeV, m: context(atLanes + size*i), a: x})
	}
	out := atLanes + size*maxOperand
	var running vreg
	if mask != 0 {
		running = l.make(general, inst{op: maskBits, b: mask})
	}
	result := false
	for k := range lanes {
		skip := l.newLabel()
		if mask != 0 {
			l.do(inst{op: branchZero, a: l.gi(andI, running, 1<<k), label: skip})
		}
		l.enter()
		lane := make([]vreg, len(in))
		for i := range in {
			lane[i] = l.make(general, inst{op: load64, m: context(atLanes + size*i + 8*k)})
		}
		if x := do(lane); x != 0 {
			l.do(inst{op: store64, m: context(out + 8*k), a: x})
			result = true
		}
		l.leave()
		l.label(skip)
	}
	if !result {
		return 0
	}
	return l.make(vector, inst{op: loadVm, m: context(out)})
}

// bounds lowers the check of an index.
func (l *lower) bounds(in *ir.Instr) {
	i, n, result := in.Args[0], in.Args[1], in.Results[0]
	if u, ok := l.checked[in]; ok {
		l.vals[result] = l.vals[i]
		if u != 0 {
			l.vals[result] = value{u: u}
		}
		return
	}
	switch byLane := l.isVector(i) || l.isVector(n); {
	case l.vals[i].follows && !l.isVector(n) && !l.last:
		l.boundsOfNeighbours(in)
		return
	case byLane && l.eight():
		l.byHalves(in, l.boundsByLane)
		return
	case byLane:
		l.boundsByLane(in)
		return
	}
	x, count := l.uni(i), l.uni(n)
	if l.r.ranges.of(i).lo >= 0 { // it does not wrap
		l.orStop(in, l.outside(x, count), in.Args)
		l.vals[result] = value{u: x}
		return
	}
	l.vals[result] = value{u: l.inside(x, count, func(test func(label int)) { l.orStop(in, test, in.Args) })}
}

// inside wraps a negative index and leaves if that is not enough. An index that holds still in the innermost loop is wrapped before that.
func (l *lower) inside(x, n vreg, leave func(test func(label int))) vreg {
	if max(l.level[x], l.level[n]) < len(l.loops) {
		at := l.g2(addG, x, l.g2(andG, l.gi(sarI, x, 63), n))
		leave(l.outside(at, n))
		return at
	}
	at := l.reg(general)
	l.set(at, x)
	l.unlikely(l.outside(x, n), func() {
		l.set(at, l.g2(addG, x, n))
		leave(l.outside(at, n))
	})
	return at
}

// outside jumps if an index is negative, or not below n.
func (l *lower) outside(i, n vreg) func(label int) {
	return func(label int) { l.do(inst{op: branch, a: i, b: n, imm: int64(condAE), label: label}) }
}

// boundsOfNeighbours checks the first and the last of an index that follows the lanes, also under a mask.
func (l *lower) boundsOfNeighbours(in *ir.Instr) {
	v, n := l.vals[in.Args[0]], l.uni(in.Args[1])
	first, last := l.firstOf(v, v.u), l.gi(addI, v.u, v.plus+int64(l.width()-1))
	l.bailIf(func(label int) {
		l.do(inst{op: branch, a: first, b: n, imm: int64(condAE), label: label})
		l.do(inst{op: branch, a: last, b: n, imm: int64(condAE), label: label})
	})
	l.vals[in.Results[0]] = v
}

// boundsByLane looks at signs: of an index, and of the last one less it.
func (l *lower) boundsByLane(in *ir.Instr) {
	at, n := l.vec(in.Args[0]), l.vec(in.Args[1])
	if l.r.ranges.of(in.Args[0]).lo < 0 {
		at = l.v3(addQ, at, l.v3(andV, l.signs(at), n))
	}
	bad := l.v3(orV, at, l.v3(subQ, l.v3(subQ, n, l.splat(1)), at))
	if mask := l.mask(); mask != 0 {
		bad = l.v3(andV, bad, mask)
	}
	l.bailIf(func(label int) { l.do(inst{op: branchAny, a: bad, label: label}) })
	l.vals[in.Results[0]] = value{v: at}
}

// signs are masks of the lanes of 64 bits that are negative.
func (l *lower) signs(x vreg) vreg {
	if l.isa == avx512 {
		return l.vi(sraQ, x, 63)
	}
	return l.v3(gtQ, l.splat(0), x)
}
