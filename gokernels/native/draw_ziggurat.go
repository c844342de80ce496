package native

import (
	"math"

	"gokernels/gokernels/ir"
	"gokernels/gokernels/random"
)

// ziggurat makes normal or exponential values of words as package random does (random/ziggurat.go): the quick test in line,
// the rest in a routine, the tail of the normal distribution in package random itself.
type ziggurat struct {
	mathOp
	random.Ziggurat
	normal bool
}

func zigguratOf(l *lower, in *ir.Instr) ziggurat {
	if in.Sym == "random.normal" {
		return ziggurat{mathOp{l, in}, random.NormalZiggurat(), true}
	}
	return ziggurat{mathOp{l, in}, random.ExponentialZiggurat(), false}
}

// rowShift is that of a layer's row in the tables: two words.
const rowShift = 4

// layers and heights are addresses of tables in the pool: of every layer the scale and the bound below which a point is sure,
// which a float can hold as it is below 2**53; and the density at its right side and how much it is more at the left.
func (z ziggurat) layers() vreg {
	return z.table(func(i int) (a, b float64) {
		scale, sure := z.Layer(i)
		return scale, float64(sure)
	})
}

func (z ziggurat) heights() vreg {
	return z.table(func(i int) (a, b float64) { return z.Height(i), z.Height(i+1) - z.Height(i) })
}

func (z ziggurat) table(row func(i int) (a, b float64)) vreg {
	words := make([]uint64, 0, 2*random.Layers)
	for i := range random.Layers {
		a, b := row(i)
		words = append(words, math.Float64bits(a), math.Float64bits(b))
	}
	return z.make(general, inst{op: lea, m: &address{pool: z.asm.constant(words...) + 1}})
}

// one is the value of a word in scalar code.
func (z ziggurat) one(word vreg) vreg {
	right := shrI
	if z.normal {
		right = sarI
	}
	m := z.make(vector, inst{op: intToF64, b: z.g2(orG, z.gi(right, word, 11), z.integer(1))})
	table, row := z.layers(), z.gi(shlI, z.g1(extU8, word), rowShift)
	scale := z.loadOne(&address{base: table, index: row}, ir.F64)
	sure := z.loadOne(&address{base: table, index: row, disp: 8}, ir.F64)
	x := z.variable(vector)
	z.set(x, z.v3(floatOp(ir.Mul, ir.F64, false), m, scale))
	z.unlikely(func(rare int) { z.do(inst{op: branchF, a: z.abs(m), b: sure, imm: int64(condAE), label: rare}) }, func() {
		z.rest(x, z.make(vector, inst{op: fromGen, b: word}), z.constant(^uint64(0), 0, 0, 0))
	})
	return z.copied(x)
}

// lanes is the value of a word in each lane.
func (z ziggurat) lanes(word vreg) vreg {
	x := z.variable(vector)
	point, sure := z.quick(word)
	z.set(x, point)
	unsure := z.running(z.not(sure), z.lower.mask())
	z.ifAny(unsure, func() { z.rest(x, word, unsure) })
	return z.copied(x)
}

// quick is random.normalQuick or exponentialQuick. The odd integer of a word stands without its sign, which a normal value
// gets last.
func (z ziggurat) quick(word vreg) (x, sure vreg) {
	scale, bound := z.row(z.layers(), z.layer(word))
	if !z.normal {
		m := z.floatOfInt(z.v3(orV, z.vi(srlQ, word, 11), z.splat(1)), ir.I64, ir.F64)
		return z.mul(m, scale), z.holds(isLess, m, bound)
	}
	const unit = 0x433 << 52                              // the bits of 2**52
	size := z.v3(xorV, word, z.v3(gtQ, z.splat(0), word)) // -m is ^m | 1, as m is odd
	m := z.sub(z.v3(orV, z.vi(srlQ, size, 11), z.splat(unit|1)), z.splat(unit))
	return z.withSign(z.mul(m, scale), word), z.holds(isLess, m, bound)
}

// layer is the distance of a word's layer in the tables.
func (z ziggurat) layer(word vreg) vreg {
	return z.vi(sllQ, z.v3(andV, word, z.splat(random.Layers-1)), rowShift)
}

// row loads the two words of each lane's row. Four loads of both take half the time of two gathers.
func (z ziggurat) row(table, at vreg) (first, second vreg) {
	z.do(inst{op: storeV, m: context(atLanes), a: at})
	row := func(k int) *address {
		return &address{base: table, index: z.make(general, inst{op: load64, m: context(atLanes + 8*k)})}
	}
	pair := func(k int) vreg {
		return z.make(vector, inst{op: insertX, a: z.make(vector, inst{op: loadXm, m: row(k)}), m: row(k + 2), imm: 1})
	}
	even, odd := pair(0), pair(1)
	return z.v3(unpackLow, even, odd), z.v3(unpackHigh, even, odd)
}

var (
	insertX    = &opcode{name: "vinsertf128", form: fVec3, v: vex{1, 3, 0, 1, 0x18}, imm: true}
	unpackLow  = vec3("vunpcklpd", 1, 1, 0, 1, 0x14)
	unpackHigh = vec3("vunpckhpd", 1, 1, 0, 1, 0x15)
)

// Where the routine of the rest finds the words and the mask of the lanes that are unsure, and leaves the mask of those
// that are in the tail.
const (
	atWord   = atArgs
	atUnsure = atArgs + 32
	atTail   = atArgs + 64
)

// rest has the lanes that are unsure decided, x becomes the value: by a routine, or in package random if they come to the
// tail of the normal distribution.
func (z ziggurat) rest(x, word, unsure vreg) {
	z.do(inst{op: storeV, m: context(atWord), a: word})
	z.do(inst{op: storeV, m: context(atUnsure), a: unsure})
	z.do(inst{op: callRoutine, imm: int64(z.routine(z.in.Sym, func(sub *lower) { zigguratOf(sub, z.in).decided() }))})
	z.do(inst{op: blendV, d: x, a: x, b: z.fromWords(context(atResult), ir.F64), c: unsure})
	if !z.normal {
		return
	}
	tail := z.make(vector, inst{op: loadVm, m: context(atTail)})
	z.ifAny(tail, func() {
		z.do(inst{op: store64, m: context(atMask), a: z.make(general, inst{op: maskBits, b: tail})})
		z.do(inst{op: suspend, imm: int64(Callout - z.r.call(z.in))})
		z.do(inst{op: blendV, d: x, a: x, b: z.fromWords(context(atResult), ir.F64), c: tail})
	})
}

// decided is random.normalMore or exponentialMore by lane, as a routine.
func (z ziggurat) decided() {
	x, w, more, left, tail, start := z.variable(vector), z.variable(vector), z.variable(vector), z.variable(vector), z.variable(vector), z.variable(vector)
	z.set(w, z.make(vector, inst{op: loadVm, m: context(atWord)}))
	z.set(left, z.make(vector, inst{op: loadVm, m: context(atUnsure)}))
	z.set(more, w)
	z.set(x, z.float(0))
	z.set(tail, z.splat(0))
	z.set(start, z.float(0))
	again, done := z.newLabel(), z.newLabel()
	z.epoch++ // what was computed of the variables does not hold in the next turn
	z.label(again)
	point, sure := z.quick(w)
	z.decide(x, z.add(start, point), left, sure)
	bottom := z.v3(eqQ, z.layer(w), z.splat(0))
	if z.normal {
		z.set(tail, z.v3(orV, tail, z.v3(andV, left, bottom)))
		z.do(inst{op: andnV, d: left, a: bottom, b: left})
	} else { // the tail is the whole density once more
		z.set(start, z.add(start, z.v3(andV, bottom, z.float(z.Edge()))))
	}
	z.do(inst{op: branchEmpty, a: left, label: done})
	under := z.v3(andnV, bottom, z.holds(isLess, z.height(more, w, bottom), z.density(point)))
	z.decide(x, z.add(start, point), left, under)
	z.set(w, z.next(more, 0))
	z.do(inst{op: branchAny, a: left, label: again})
	z.epoch++
	z.label(done)
	z.do(inst{op: storeV, m: context(atResult), a: x})
	z.do(inst{op: storeV, m: context(atTail), a: tail})
}

// decide takes a value for those lanes that are left and in a mask.
func (z ziggurat) decide(x, value, left, mask vreg) {
	z.do(inst{op: blendV, d: x, a: x, b: value, c: z.v3(andV, left, mask)})
	z.do(inst{op: andnV, d: left, a: mask, b: left})
}

// height is random.height with the next word; in the lowest layer none is taken.
func (z ziggurat) height(more, w, bottom vreg) vreg {
	right, width := z.row(z.heights(), z.layer(w))
	return z.add(right, z.mul(z.unitLanes(z.next(more, bottom)), width))
}

// density is that of a point, but for a factor.
func (z ziggurat) density(x vreg) vreg {
	if z.normal {
		return z.exp(z.mul(z.mul(z.float(-0.5), x), x))
	}
	return z.exp(z.negated(x))
}

// next is the next word of SplitMix64; none is taken in the lanes of a mask.
func (z ziggurat) next(state, but vreg) vreg {
	step := z.splat(random.SplitMixStep)
	if but != 0 {
		step = z.v3(andnV, but, step)
	}
	z.set(state, z.v3(addQ, state, step))
	x := z.mulQ(z.v3(xorV, state, z.vi(srlQ, state, 30)), z.splat(random.SplitMixFirst))
	x = z.mulQ(z.v3(xorV, x, z.vi(srlQ, x, 27)), z.splat(random.SplitMixSecond))
	return z.v3(xorV, x, z.vi(srlQ, x, 31))
}
