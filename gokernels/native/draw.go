package native

import (
	"gokernels/gokernels/ir"
	"gokernels/gokernels/random"
)

// drawing is what draws need: in lanes the stream's state in registers, in scalar code the lane to draw from.
type drawing struct {
	rng  [2][4]vreg // of each group of lanes, a word of the state each
	old  [4]vreg    // before the vector
	from vreg       // the stream's lane
	pass bool       // it passes on with every draw
}

// drawn are the draws that have code. Each takes the words of its lane as package random does.
var drawn = map[string]bool{"random.uniform": true, "random.bits": true, "random.integer": true, "random.normal": true,
	"random.exponential": true}

func isDraw(in *ir.Instr) bool { return in.Op == ir.RT && drawn[in.Sym] }

// draws reports whether a region takes random numbers.
func draws(r *ir.Region) bool {
	return r.Any(isDraw)
}

// takeTurns begins a loop that is not parallel: the lane whose turn it is stands in a register, and after every draw in the
// Context as well. If an iteration of a parallel loop around has one lane for all, the turn passes on by 0.
func (l *lower) takeTurns() {
	if l.r.random {
		l.from, l.pass = l.variable(general), true
		l.set(l.from, l.wordAt(context(atLane), ir.I64))
	}
}

// ownLane begins an iteration of a parallel loop in scalar code: it has a lane of its own, which the interpreter has to
// know if it does the rest.
func (l *lower) ownLane() {
	if l.r.random {
		l.do(inst{op: store64, m: context(atTurn), a: l.pos})
		l.from = l.gi(andI, l.g2(addG, l.pos, l.wordAt(context(atLane), ir.I64)), random.Lanes-1)
	}
}

// draw lowers a draw.
func (l *lower) draw(in *ir.Instr) {
	if l.lane != nil {
		l.vals[in.Results[0]] = value{v: l.drawLanes(in)}
		return
	}
	x := l.drawOne(in)
	if l.pass {
		l.do(inst{op: addG, d: l.from, a: l.from, b: l.wordAt(context(atPass), ir.I64)})
		l.do(inst{op: andI, d: l.from, a: l.from, imm: random.Lanes - 1})
		l.do(inst{op: store64, m: context(atLane), a: l.from})
	}
	l.vals[in.Results[0]] = value{u: x}
}

func (l *lower) drawOne(in *ir.Instr) vreg {
	switch in.Sym {
	case "random.uniform":
		return l.unitOne(l.wordOne())
	case "random.integer":
		return l.integerOne(in)
	case "random.normal", "random.exponential":
		return zigguratOf(l, in).one(l.wordOne())
	}
	return l.wordOne()
}

// wordOne is a step of the lane's generator: random.step.
func (l *lower) wordOne() vreg {
	var s [4]vreg
	at := func(k int) *address {
		return &address{base: l.wordAt(context(atWords), ir.I64), index: l.from, scale: 3, disp: 8 * random.Lanes * k}
	}
	for k := range s {
		s[k] = l.make(general, inst{op: load64, m: at(k)})
	}
	a, b, c, d := s[0], s[1], s[2], s[3]
	word := l.g2(addG, l.gi(rolI, l.g2(addG, a, d), 23), a)
	t := l.gi(shlI, b, 17)
	c, d = l.g2(xorG, c, a), l.g2(xorG, d, b)
	for k, x := range [4]vreg{l.g2(xorG, a, d), l.g2(xorG, b, c), l.g2(xorG, c, t), l.gi(rolI, d, 45)} {
		l.do(inst{op: store64, m: at(k), a: x})
	}
	return word
}

// unitOne maps the upper 52 bits of a word to [0, 1): or-ed into the bits of 1.0 they make a number of [1, 2).
func (l *lower) unitOne(word vreg) vreg {
	unit := l.v3(orV, l.make(vector, inst{op: fromGen, b: l.gi(shrI, word, 12)}), l.splat(oneBits))
	return l.v3(floatOp(ir.Sub, ir.F64, false), unit, l.splat(oneBits))
}

// span is the length of a draw's range and 2**64 modulo that, if both are known here and it is not empty.
func (r *Region) span(in *ir.Instr) (n, floor uint64, ok bool) {
	lo, hi := r.consts[in.Args[0]], r.consts[in.Args[1]]
	if lo == nil || hi == nil || lo.Int >= hi.Int {
		return 0, 0, false
	}
	n = uint64(hi.Int) - uint64(lo.Int)
	return n, -n % n, true
}

// mayBeEmpty reports whether an instruction draws from a range that may have nothing in it.
func (r *Region) mayBeEmpty(in *ir.Instr) bool {
	if in.Op != ir.RT || in.Sym != "random.integer" {
		return false
	}
	_, _, ok := r.span(in)
	return !ok
}

// integerOne is random.Lane.Integer: the high half of a word times the span, unless the low half is less than the floor;
// as that is less than the span, there is hardly ever a division.
func (l *lower) integerOne(in *ir.Instr) vreg {
	lo, hi := l.uni(in.Args[0]), l.uni(in.Args[1])
	n, floor, known := l.r.span(in)
	var span vreg
	if known {
		span = l.integer(int64(n))
	} else {
		l.orStop(in, func(empty int) { l.do(inst{op: branch, a: lo, b: hi, imm: int64(condGE), label: empty}) }, in.Args)
		span = l.g2(subG, hi, lo)
	}
	again := l.newLabel()
	l.label(again)
	word := l.wordOne()
	low := l.g2(mulG, word, span)
	switch {
	case !known:
		l.unlikely(func(rare int) { l.do(inst{op: branch, a: low, b: span, imm: int64(condB), label: rare}) }, func() {
			l.do(inst{op: branch, a: low, b: l.floorOf(span), imm: int64(condB), label: again})
		})
	case floor != 0:
		l.do(inst{op: branch, a: low, b: l.integer(int64(floor)), imm: int64(condB), label: again})
	}
	return l.g2(addG, lo, l.g2(mulHigh, word, span))
}

// floorOf is 2**64 modulo a span.
func (l *lower) floorOf(span vreg) vreg {
	return l.make(general, inst{op: divide, a: l.g1(negG, span), b: span, imm: unsignedRemainder})
}
