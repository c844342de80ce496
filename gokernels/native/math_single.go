package native

import (
	"math"

	"gokernels/gokernels/ir"
)

// single does an operation in f32 lanes; without FMA, as vecmath, which has none in Go.
func (m mathOp) single(op ir.Op, x, y vreg) vreg { return m.v3(floatOp(op, ir.F32, true), x, y) }

// plusSingle is x*y + z, rounded twice.
func (m mathOp) plusSingle(x, y, z vreg) vreg {
	return m.single(ir.Add, m.single(ir.Mul, x, y), z)
}

func (m mathOp) splat32(w uint32) vreg { return m.splat(uint64(w)<<32 | uint64(w)) }

func (m mathOp) splatF32(x float64) vreg { return m.splat32(math.Float32bits(float32(x))) }

func (m mathOp) number32(name string) vreg { return m.splatF32(coefficient(name)) }

func (m mathOp) pattern32(name string) vreg { return m.splat32(uint32(pattern(name))) }

// polySingle is a polynomial of vecmath with an even number of terms: Horner in z*z over pairs.
func (m mathOp) polySingle(name string, z vreg) vreg {
	c := coefficients(name)
	z2, y := m.single(ir.Mul, z, z), vreg(0)
	for i := len(c) - 2; i >= 0; i -= 2 {
		p := m.plusSingle(m.splatF32(c[i+1]), z, m.splatF32(c[i]))
		if y != 0 {
			p = m.plusSingle(y, z2, p)
		}
		y = p
	}
	return y
}

// expSingle is vecmath's exp1f.
func (m mathOp) expSingle(x vreg) vreg {
	const shift = 0x1.8p23 + 2*127 // k then is the sum of the biased exponents of two factors
	x = m.single(ir.Min, m.number32("expMaxF"), m.single(ir.Max, m.number32("expMinF"), x))
	k := m.plusSingle(x, m.number32("log2E"), m.splatF32(shift))
	kf := m.single(ir.Sub, k, m.splatF32(shift))
	r := m.single(ir.Sub, x, m.single(ir.Mul, kf, m.number32("ln2HiF")))
	r = m.single(ir.Sub, r, m.single(ir.Mul, kf, m.number32("ln2LoF")))
	p := m.plusSingle(m.polySingle("expQ32", r), m.single(ir.Mul, r, r), r)
	p = m.single(ir.Add, m.splatF32(1), p)
	a := m.vi(srlD, k, 1)
	b := m.v3(subD, k, a)
	return m.single(ir.Mul, m.single(ir.Mul, p, m.vi(sllD, a, 23)), m.vi(sllD, b, 23))
}

// logSingle is vecmath's log1f.
func (m mathOp) logSingle(x vreg) vreg {
	const subnormal = 24 // what their exponents are lifted by
	return m.logAround(x, ir.F32, 0x1p-126, math.MaxFloat32, subnormal, exponentBiasF, func(in, less vreg) vreg {
		t := m.v3(addD, in, m.pattern32("logBiasF"))
		k := m.single(ir.Sub, m.v3(orV, m.vi(srlD, t, 23), m.pattern32("exponentFloatF")), less)
		f := m.v3(addD, m.v3(andV, t, m.pattern32("mantissaMaskF")), m.pattern32("sqrtHalfBitsF"))
		return m.logSumSingle(m.single(ir.Sub, f, m.splatF32(1)), k)
	})
}

// exponentBiasF is vecmath's.
const exponentBiasF = 0x1p23 + 127

// logSumSingle is vecmath's logCoreF.
func (m mathOp) logSumSingle(f, k vreg) vreg {
	s := m.single(ir.Div, f, m.single(ir.Add, f, m.splatF32(2)))
	z := m.single(ir.Mul, s, s)
	half := m.single(ir.Mul, m.single(ir.Mul, m.splatF32(0.5), f), f)
	low := m.single(ir.Mul, s, m.single(ir.Add, half, m.single(ir.Mul, z, m.polySingle("logP32", z))))
	low = m.single(ir.Add, low, m.single(ir.Mul, k, m.number32("ln2LoF")))
	a := m.single(ir.Mul, k, m.number32("ln2HiF"))
	h := m.single(ir.Add, a, f)
	rest := m.single(ir.Add, m.single(ir.Sub, a, h), f)
	return m.single(ir.Add, h, m.single(ir.Sub, rest, m.single(ir.Sub, half, low)))
}
