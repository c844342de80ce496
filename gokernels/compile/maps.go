package compile

import (
	"math"
	"unsafe"

	"gokernels/gokernels/ir"
	"gokernels/gokernels/native"
)

// Map does n elements that lie next to each other, dst[i] = f(a[i], b[i]), with the bits of two numbers of a call; one does a
// single element, or what f calls out.
type Map func(n int, dst, a, b unsafe.Pointer, p [2]uint64, one func(dst, a, b unsafe.Pointer))

// mapOps are the ready-made kernels that are one operation.
var mapOps = map[string]ir.Op{"exp": ir.Exp, "exp2": ir.Exp2, "expm1": ir.Expm1, "log": ir.Log, "log2": ir.Log2, "log10": ir.Log10, "log1p": ir.Log1p,
	"sin": ir.Sin, "cos": ir.Cos, "tan": ir.Tan, "arcsin": ir.Asin, "arccos": ir.Acos, "arctan": ir.Atan, "sinh": ir.Sinh, "cosh": ir.Cosh,
	"tanh": ir.Tanh, "cbrt": ir.Cbrt, "erf": ir.Erf, "arctan2": ir.Atan2, "hypot": ir.Hypot, "power": ir.Pow}

// MachineMap is machine code for a ready-made kernel on float64, or float32: the bits are those of package vecmath. It is nil
// where there is none.
func MachineMap(name string, double bool) Map {
	t := ir.F32
	if double {
		t = ir.F64
	}
	inputs, f := mapOf(name, t)
	if f == nil {
		return nil
	}
	m := native.NewMap(t, inputs, f)
	if m == nil {
		return nil
	}
	return m.Run
}

func mapOf(name string, t ir.Type) (inputs int, f func(b *ir.Builder, x, p []ir.Value) ir.Value) {
	switch op, ok := mapOps[name]; {
	case ok:
		if inputs = 1; ir.Ops[op].Class == ir.Binary {
			inputs = 2
		}
		return inputs, func(b *ir.Builder, x, _ []ir.Value) ir.Value { return b.Make(op, t, x...) }
	case name == "exp_linear":
		return 2, expLinear
	case name == "gaussians":
		return 2, gaussian
	}
	return 0, nil
}

// expLinear is exp(p[0]*x[0] + p[1]*x[1]).
func expLinear(b *ir.Builder, x, p []ir.Value) ir.Value {
	t := b.Type(x[0])
	return b.Make(ir.Exp, t, b.Make(ir.Add, t, b.Make(ir.Mul, t, p[0], x[0]), b.Make(ir.Mul, t, p[1], x[1])))
}

// gaussian is vecmath's: by the inverse of the width x[1], unless that is none.
func gaussian(b *ir.Builder, x, p []ir.Value) ir.Value {
	t := b.Type(x[0])
	one, half, most := float(b, t, 1), float(b, t, -0.5), float(b, t, math.MaxFloat64)
	if t == ir.F32 {
		most = float(b, t, math.MaxFloat32)
	}
	by := func(op ir.Op, width ir.Value) ir.Value {
		d := b.Make(op, t, b.Make(ir.Sub, t, p[0], x[0]), width)
		e := b.Make(ir.Exp, t, b.Make(ir.Mul, t, b.Make(ir.Mul, t, half, d), d))
		return b.Make(ir.Mul, t, b.Make(op, t, e, width), p[1])
	}
	inverse := b.Make(ir.Div, t, one, x[1])
	v := b.F.NewVar("density", t)
	b.Set(v, by(ir.Mul, inverse))
	none := b.Make(ir.Not, ir.Bool, b.Make(ir.Le, ir.Bool, b.Make(ir.Abs, t, inverse), most))
	b.If(none, func() { b.Set(v, by(ir.Div, x[1])) }, nil)
	return b.Get(v)
}

func float(b *ir.Builder, t ir.Type, x float64) ir.Value { return b.Bits(t, ir.FloatBits(t, x)) }
