package native

import (
	"math"
	"slices"

	"gokernels/gokernels/ir"
	"gokernels/gokernels/vecmath"
)

// mathOp is an instruction that is lowered by an algorithm of vecmath: the same operations in the same order, so that
// the bits are the interpreter's. Its operands come as vectors also where they are uniform.
type mathOp struct {
	*lower
	in *ir.Instr
}

// unaryLanes and binaryLanes are the functions in f64 lanes. Those of f32 are the same rounded once, as in vecmath, but for
// what is in the tables below them.
var (
	unaryLanes = map[ir.Op]func(m mathOp, x vreg) vreg{
		ir.Exp: mathOp.exp, ir.Exp2: mathOp.exp2, ir.Expm1: mathOp.expm1, ir.Sinh: mathOp.sinh, ir.Cosh: mathOp.cosh, ir.Tanh: mathOp.tanh,
		ir.Log: mathOp.log, ir.Log2: mathOp.log2, ir.Log10: mathOp.log10, ir.Log1p: mathOp.log1p,
		ir.Sin: mathOp.sin, ir.Cos: mathOp.cos, ir.Tan: mathOp.tan, ir.Asin: mathOp.asin, ir.Acos: mathOp.acos, ir.Atan: mathOp.atan,
		ir.Asinh: mathOp.asinh, ir.Acosh: mathOp.acosh, ir.Atanh: mathOp.atanh,
		ir.Cbrt: mathOp.cbrt, ir.Erf: mathOp.erf,
	}
	binaryLanes = map[ir.Op]func(m mathOp, x, y vreg) vreg{
		ir.Pow: mathOp.pow, ir.Atan2: mathOp.atan2, ir.Hypot: mathOp.hypot,
		ir.FMod: mathOp.fmod, ir.Mod: mathOp.mod, ir.FloorDiv: mathOp.floorDiv,
	}

	// unaryWide and binaryWide are f32 functions with an algorithm of their own in f64 lanes.
	unaryWide = map[ir.Op]func(m mathOp, x vreg) vreg{
		ir.Exp2: mathOp.exp2Wide, ir.Expm1: mathOp.expm1Wide, ir.Tanh: mathOp.tanhWide, ir.Log2: mathOp.log2Wide, ir.Log10: mathOp.log10Wide,
		ir.Sin: mathOp.sinWide, ir.Cos: mathOp.cosWide,
	}
	binaryWide = map[ir.Op]func(m mathOp, x, y vreg) vreg{ir.Pow: mathOp.powWide, ir.Hypot: mathOp.hypotWide}

	// unarySingle are those that compute in f32 lanes.
	unarySingle = map[ir.Op]func(m mathOp, x vreg) vreg{ir.Exp: mathOp.expSingle, ir.Log: mathOp.logSingle}
)

// mathF64 lowers a function of f64 lanes; 0 if it is called out.
func (l *lower) mathF64(in *ir.Instr, x, y vreg) vreg {
	m := mathOp{l, in}
	if f := unaryLanes[in.Op]; f != nil {
		return f(m, x)
	}
	if f := binaryLanes[in.Op]; f != nil {
		return f(m, x, y)
	}
	if in.Op == ir.Fma {
		return l.fma(x, y, l.vec(in.Args[2]))
	}
	return 0
}

// mathF32 lowers a function of f32 lanes; 0 if it is called out.
func (l *lower) mathF32(in *ir.Instr) vreg {
	m, x := mathOp{l, in}, l.vec(in.Args[0])
	if f := unarySingle[in.Op]; f != nil {
		return f(m, x)
	}
	if in.Op == ir.Fma {
		return l.make(vector, inst{op: fmaF, a: x, b: l.vec(in.Args[1]), c: l.vec(in.Args[2])})
	}
	unary, binary := unaryWide[in.Op], binaryWide[in.Op]
	if unary == nil && binary == nil {
		unary, binary = unaryLanes[in.Op], binaryLanes[in.Op]
	}
	switch {
	case unary != nil:
		return l.v2(toF32V, unary(m, l.v2(toF64V, x)))
	case binary != nil:
		return l.v2(toF32V, binary(m, l.v2(toF64V, x), l.v2(toF64V, l.vec(in.Args[1]))))
	}
	return 0
}

// rarely replaces the lanes of a mask in y, in f64 lanes also where the operands are f32, by what a callout gives for
// them, out of line.
func (m mathOp) rarely(mask, y vreg) vreg {
	return m.replaced(mask, y, nil)
}

// replaced is rarely, but easy sets some of the lanes first and returns those that are left.
func (m mathOp) replaced(mask, y vreg, easy func(out vreg) vreg) vreg {
	out, t := m.variable(vector), m.typeOf(m.in.Args[0])
	m.set(out, y)
	if running := m.mask(); running != 0 && m.variesByLane(m.in) {
		mask = m.v3(andV, mask, running)
	}
	m.ifAny(mask, func() {
		left, over := mask, m.newLabel()
		if easy != nil {
			left = m.v3(andV, mask, easy(out))
			m.do(inst{op: branchEmpty, a: left, label: over})
		}
		called := m.called(m.in, left)
		x := called.v
		if x == 0 {
			x = m.broadcast(called.u, t)
		}
		if t == ir.F32 {
			x = m.v2(toF64V, x)
		}
		m.set(out, m.blend(out, x, left))
		m.label(over)
	})
	return m.copied(out)
}

// number and pattern are constants of vecmath in all lanes, poly is one of its polynomials.
func (m mathOp) number(name string) vreg { return m.float(coefficient(name)) }

func (m mathOp) pattern(name string) vreg { return m.splat(pattern(name)) }

func (m mathOp) poly(name string, z vreg) vreg { return m.estrin(coefficients(name), z) }

// coefficients, coefficient and pattern take no name that vecmath does not know.
func coefficients(name string) []float64 {
	c := vecmath.Coefficients(name)
	if c == nil {
		panic("native: vecmath has no " + name)
	}
	return c
}

func coefficient(name string) float64 { return coefficients(name)[0] }

func pattern(name string) uint64 {
	w := vecmath.Bits(name)
	if w == 0 {
		panic("native: vecmath has no " + name)
	}
	return w
}

func (l *lower) float(x float64) vreg { return l.splat(math.Float64bits(x)) }

func (l *lower) add(x, y vreg) vreg { return l.v3(floatOp(ir.Add, ir.F64, true), x, y) }
func (l *lower) sub(x, y vreg) vreg { return l.v3(floatOp(ir.Sub, ir.F64, true), x, y) }
func (l *lower) mul(x, y vreg) vreg { return l.v3(floatOp(ir.Mul, ir.F64, true), x, y) }
func (l *lower) div(x, y vreg) vreg { return l.v3(floatOp(ir.Div, ir.F64, true), x, y) }
func (l *lower) sqrt(x vreg) vreg   { return l.v2(floatOp(ir.Sqrt, ir.F64, true), x) }

// least and most return their second operand if one is NaN.
func (m mathOp) least(x, y vreg) vreg { return m.v3(floatOp(ir.Min, ir.F64, true), x, y) }
func (m mathOp) most(x, y vreg) vreg  { return m.v3(floatOp(ir.Max, ir.F64, true), x, y) }

// fms is x*y - z, fnma is z - x*y.
func (m mathOp) fms(x, y, z vreg) vreg { return m.make(vector, inst{op: fmsubV, a: x, b: y, c: z}) }
func (m mathOp) fnma(x, y, z vreg) vreg {
	return m.make(vector, inst{op: fnmaddV, a: x, b: y, c: z})
}

func (m mathOp) signBit() vreg       { return m.splat(1 << 63) }
func (m mathOp) abs(x vreg) vreg     { return m.v3(andV, x, m.splat(1<<63-1)) }
func (m mathOp) signOf(x vreg) vreg  { return m.v3(andV, x, m.signBit()) }
func (m mathOp) negated(x vreg) vreg { return m.v3(xorV, x, m.signBit()) }

// withSign gives x, which has none, the sign of y.
func (m mathOp) withSign(x, y vreg) vreg { return m.v3(orV, x, m.signOf(y)) }

// Predicates of AVX comparisons; notLessEqual and notGreaterEqual hold for NaN too.
const (
	isEqual         = 0x00
	isLess          = 0x11
	isLessEqual     = 0x12
	isGreater       = 0x1E
	isGreaterEqual  = 0x1D
	notEqual        = 0x04
	notLessEqual    = 0x16
	notGreaterEqual = 0x19
)

func (m mathOp) holds(predicate int64, x, y vreg) vreg { return m.predicate(predicate, ir.F64, x, y) }

// whole rounds to an integer, by the immediate of vroundpd.
func (m mathOp) whole(x vreg, how int64) vreg { return m.vi(roundOps[ir.F64], x, how) }

const toNearest = 8 // roundDown and roundToZero are the others

// estrin is a polynomial by Estrin's scheme, as vecmath/poly.go has it.
func (m mathOp) estrin(c []float64, z vreg) vreg {
	level := make([]vreg, 0, len(c))
	for i := 0; i < len(c); i += 2 {
		if i+1 < len(c) {
			level = append(level, m.fma(m.float(c[i+1]), z, m.float(c[i])))
		} else {
			level = append(level, m.float(c[i]))
		}
	}
	power := m.mul(z, z)
	for len(level) > 1 {
		var next []vreg
		if len(level) == 3 { // as vecmath: Horner in the last power
			p4 := m.mul(power, power)
			return m.fma(level[2], p4, m.fma(level[1], power, level[0]))
		}
		for i := 0; i < len(level); i += 2 {
			if i+1 < len(level) {
				next = append(next, m.fma(level[i+1], power, level[i]))
			} else {
				next = append(next, level[i])
			}
		}
		level = next
		if len(level) == 3 {
			p4 := m.mul(power, power)
			return m.fma(m.fma(level[2], p4, level[1]), p4, level[0])
		}
		if len(level) > 1 {
			power = m.mul(power, power)
		}
	}
	return level[0]
}

// callout asks the caller to do an instruction.
func (l *lower) callout(in *ir.Instr) { l.vals[in.Results[0]] = l.called(in, l.mask()) }

// variesByLane reports whether the result of an instruction has one for each lane.
func (l *lower) variesByLane(in *ir.Instr) bool {
	return l.isVector(in.Results[0]) || l.lane != nil && l.lane.varies[in.Results[0]]
}

// called is what the caller gives for an instruction, in the lanes of a mask (0: all): operands and result are words of
// each lane.
func (l *lower) called(in *ir.Instr, mask vreg) value {
	lanes := l.variesByLane(in)
	if lanes && l.part == long8 {
		return l.calledInHalves(in, mask)
	}
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
	switch {
	case !lanes:
		running = l.integer(1)
	case mask != 0:
		running = l.make(general, inst{op: maskBits, b: mask})
	default:
		running = l.integer(15)
	}
	l.do(inst{op: store64, m: context(atMask), a: running})
	l.do(inst{op: suspend, imm: int64(Callout - l.blob.callout(l.r, in))})
	t := l.typeOf(in.Results[0])
	if lanes {
		return value{v: l.fromWords(context(atResult), t)}
	}
	return value{u: l.changingWord(context(atResult), t)}
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
