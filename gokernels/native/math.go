package native

import (
	"math"
	"slices"

	"gokernels/gokernels/ir"
	"gokernels/gokernels/vecmath"
)

// mathF64 lowers a function of f64 lanes by vecmath's algorithm of that name; 0 if it is called out.
func (l *lower) mathF64(op ir.Op, x vreg) vreg {
	switch op {
	case ir.Exp:
		return l.exp(x)
	case ir.Log:
		return l.log(x)
	}
	return 0
}

// mathF32 computes a function of f32 in f64 and rounds once.
func (l *lower) mathF32(in *ir.Instr) vreg {
	if in.Op != ir.Exp && in.Op != ir.Log {
		return 0
	}
	return l.v2(toF32V, l.mathF64(in.Op, l.v2(toF64V, l.vec(in.Args[0]))))
}

func (l *lower) float(x float64) vreg { return l.splat(math.Float64bits(x)) }

func (l *lower) add(x, y vreg) vreg { return l.v3(floatOp(ir.Add, ir.F64, true), x, y) }
func (l *lower) sub(x, y vreg) vreg { return l.v3(floatOp(ir.Sub, ir.F64, true), x, y) }
func (l *lower) mul(x, y vreg) vreg { return l.v3(floatOp(ir.Mul, ir.F64, true), x, y) }
func (l *lower) div(x, y vreg) vreg { return l.v3(floatOp(ir.Div, ir.F64, true), x, y) }

// estrin is a polynomial by Estrin's scheme, as vecmath/poly.go has it.
func (l *lower) estrin(c []float64, z vreg) vreg {
	level := make([]vreg, 0, len(c))
	for i := 0; i < len(c); i += 2 {
		if i+1 < len(c) {
			level = append(level, l.fma(l.float(c[i+1]), z, l.float(c[i])))
		} else {
			level = append(level, l.float(c[i]))
		}
	}
	power := l.mul(z, z)
	for len(level) > 1 {
		var next []vreg
		if len(level) == 3 { // as vecmath: Horner in the last power
			p4 := l.mul(power, power)
			return l.fma(level[2], p4, l.fma(level[1], power, level[0]))
		}
		for i := 0; i < len(level); i += 2 {
			if i+1 < len(level) {
				next = append(next, l.fma(level[i+1], power, level[i]))
			} else {
				next = append(next, level[i])
			}
		}
		level = next
		if len(level) == 3 {
			p4 := l.mul(power, power)
			return l.fma(l.fma(level[2], p4, level[1]), p4, level[0])
		}
		if len(level) > 1 {
			power = l.mul(power, power)
		}
	}
	return level[0]
}

// exp is vecmath's exp1: k = round(x/ln 2), r = x - k*ln 2, (1 + r + r*r*Q(r)) * 2**k. Where all results are normal the
// power is added to the exponent, which gives the same; the others are out of line. NaN stays NaN: the clamping
// instructions return their second operand for one.
func (l *lower) exp(x vreg) vreg {
	const shift = 0x1.8p52 // adding it rounds; k is then in the low bits
	const normal = 708     // e**-708 and e**708 are normal, with room for rounding
	least, most := floatOp(ir.Min, ir.F64, true), floatOp(ir.Max, ir.F64, true)
	wide := l.predicate(notLessEqual, ir.F64, l.v3(andV, x, l.splat(1<<63-1)), l.float(normal))
	in, y := l.variable(vector), l.variable(vector)
	l.set(in, x)
	rare, over := l.newLabel(), l.newLabel()
	l.do(inst{op: branchAny, a: wide, label: rare})
	l.chilled(func() {
		l.do(inst{op: jump, label: over})
		l.label(rare)
		l.set(in, l.v3(least, l.float(710), l.v3(most, l.float(-746), x)))
		l.jumpTo(over)
	})
	l.label(over)
	k := l.fma(in, l.float(math.Log2E), l.float(shift))
	kf := l.sub(k, l.float(shift))
	r := l.fma(kf, l.float(-0x1.62e42fefp-1), in)
	r = l.fma(kf, l.float(-7.440617110012397e-11), r)
	q := l.estrin(vecmath.Coefficients("expQ"), r)
	p := l.add(l.float(1), l.fma(q, l.mul(r, r), r))
	l.set(y, l.v3(addQ, p, l.vi(sllQ, k, 52)))
	scale, done := l.newLabel(), l.newLabel()
	l.do(inst{op: branchAny, a: wide, label: scale})
	l.chilled(func() {
		l.do(inst{op: jump, label: done})
		l.label(scale)
		two := l.v3(addQ, k, l.splat(2*1023)) // the biased exponents of two factors
		a := l.vi(srlQ, two, 1)
		b := l.v3(subQ, two, a)
		l.set(y, l.mul(l.mul(p, l.vi(sllQ, a, 52)), l.vi(sllQ, b, 52)))
		l.jumpTo(done)
	})
	l.label(done)
	return l.copied(y)
}

// notLessEqual is the predicate of AVX comparisons that holds for NaN too.
const notLessEqual = 0x16

// log is vecmath's log1, with what it does for special values as blends out of line.
func (l *lower) log(x vreg) vreg {
	const sqrtHalf, mantissa = 0x3FE6A09E667F3BCD, 1<<52 - 1
	special := l.not(l.v3(andV, l.predicate(0x1D, ir.F64, x, l.float(0x1p-1022)), l.predicate(0x12, ir.F64, x, l.float(math.MaxFloat64))))
	in, less := l.variable(vector), l.variable(vector)
	l.set(in, x)
	l.set(less, l.float(0x1p52+1023))
	rare, over := l.newLabel(), l.newLabel()
	l.do(inst{op: branchAny, a: special, label: rare})
	l.chilled(func() { // subnormal numbers are scaled
		l.do(inst{op: jump, label: over})
		l.label(rare)
		tiny := l.predicate(0x11, ir.F64, x, l.float(0x1p-1022))
		l.set(in, l.blend(x, l.mul(x, l.float(0x1p54)), tiny))
		l.set(less, l.blend(l.float(0x1p52+1023), l.float(0x1p52+1023+54), tiny))
		l.jumpTo(over)
	})
	l.label(over)
	t := l.v3(addQ, in, l.splat(0x3FF<<52-sqrtHalf))
	k := l.sub(l.v3(orV, l.vi(srlQ, t, 52), l.splat(0x433<<52)), less)
	f := l.sub(l.v3(addQ, l.v3(andV, t, l.splat(mantissa)), l.splat(sqrtHalf)), l.float(1))
	y := l.variable(vector)
	l.set(y, l.logSum(f, k))
	fix, done := l.newLabel(), l.newLabel()
	l.do(inst{op: branchAny, a: special, label: fix})
	l.chilled(func() {
		l.do(inst{op: jump, label: done})
		l.label(fix)
		l.set(y, l.blend(y, l.float(math.Inf(-1)), l.predicate(0, ir.F64, x, l.float(0))))
		l.set(y, l.blend(y, l.float(math.NaN()), l.predicate(0x11, ir.F64, x, l.float(0))))
		l.set(y, l.blend(y, x, l.not(l.predicate(0x12, ir.F64, x, l.float(math.MaxFloat64)))))
		l.jumpTo(done)
	})
	l.label(done)
	return l.copied(y)
}

// logSum is k*ln(2) + ln(1+f), as vecmath's logCore.
func (l *lower) logSum(f, k vreg) vreg {
	s := l.div(f, l.add(f, l.float(2)))
	z := l.mul(s, s)
	half := l.mul(l.mul(l.float(0.5), f), f)
	p := l.estrin(vecmath.Coefficients("logP"), z)
	low := l.fma(s, l.fma(z, p, half), l.mul(k, l.float(7.440617110012397e-11)))
	a := l.mul(k, l.float(0x1.62e42fefp-1))
	h := l.add(a, f)
	return l.add(h, l.sub(l.add(l.sub(a, h), f), l.sub(half, low)))
}

// callout asks the caller to do an instruction: operands and result are words of each lane.
func (l *lower) callout(in *ir.Instr) {
	lanes := l.isVector(in.Results[0]) || l.lane != nil && l.lane.varies[in.Results[0]]
	if len(in.Results) != 1 || len(in.Args) > maxOperand {
		refuse("called out with many values")
	}
	for i, v := range in.Args {
		t, m := l.typeOf(v), context(atArgs+32*i)
		if lanes {
			l.do(inst{op: storeV, m: m, a: l.toWords(l.vec(v), t)})
		} else {
			l.storeWord(m, l.uni(v), t)
		}
	}
	running := vreg(0)
	switch mask := l.mask(); {
	case !lanes:
		running = l.integer(1)
	case mask != 0:
		running = l.make(general, inst{op: maskBits, b: mask})
	default:
		running = l.integer(15)
	}
	l.do(inst{op: store64, m: context(atMask), a: running})
	l.do(inst{op: suspend, imm: int64(Callout - l.r.call(in))})
	t := l.typeOf(in.Results[0])
	if lanes {
		l.vals[in.Results[0]] = value{v: l.fromWords(context(atResult), t)}
		return
	}
	l.vals[in.Results[0]] = value{u: l.changingWord(context(atResult), t)}
}

// call is the number of an instruction that is called out.
func (r *Region) call(in *ir.Instr) int {
	if i := slices.Index(r.calls, in); i >= 0 {
		return i
	}
	r.calls = append(r.calls, in)
	return len(r.calls) - 1
}

func (l *lower) changingWord(m *address, t ir.Type) vreg { return l.loadOne(m, wordType(t)) }

// wordType is the type by which a word of the Context is loaded.
func wordType(t ir.Type) ir.Type {
	if t.IsFloat() {
		return t
	}
	return ir.I64
}
