package interp

import (
	"math"

	"gokernels/gokernels/ir"
	"gokernels/gokernels/vecmath"
)

// unaryMath are the functions of one float64: vecmath's where it has them, so that interpreted code, ready-made
// kernels and vectorised code agree to the bit; Go's otherwise.
var unaryMath = map[ir.Op]func(x float64) float64{
	ir.Exp: one(vecmath.Exp), ir.Exp2: one(vecmath.Exp2), ir.Expm1: one(vecmath.Expm1),
	ir.Log: one(vecmath.Log), ir.Log2: one(vecmath.Log2), ir.Log10: one(vecmath.Log10),
	ir.Sin: one(vecmath.Sin), ir.Cos: one(vecmath.Cos), ir.Tan: one(vecmath.Tan),
	ir.Asin: one(vecmath.Asin), ir.Acos: one(vecmath.Acos), ir.Atan: one(vecmath.Atan),
	ir.Sinh: one(vecmath.Sinh), ir.Cosh: one(vecmath.Cosh), ir.Tanh: one(vecmath.Tanh),
	ir.Log1p: one(vecmath.Log1p), ir.Cbrt: one(vecmath.Cbrt), ir.Erf: one(vecmath.Erf),
	ir.Asinh: one(vecmath.Asinh), ir.Acosh: one(vecmath.Acosh), ir.Atanh: one(vecmath.Atanh),
	ir.Erfc: math.Erfc, ir.Gamma: math.Gamma, ir.LGamma: lgamma,
	ir.Floor: math.Floor, ir.Ceil: math.Ceil, ir.Trunc: math.Trunc, ir.Rint: math.RoundToEven,
}

var binaryMath = map[ir.Op]func(x, y float64) float64{
	ir.Pow: two(vecmath.Pow), ir.Atan2: two(vecmath.Atan2), ir.Hypot: two(vecmath.Hypot),
}

// unaryMath32 are those of which vecmath has a float32 form that is not the float64 form rounded.
var unaryMath32 = map[ir.Op]func(x float32) float32{
	ir.Exp: one(vecmath.Exp32), ir.Exp2: one(vecmath.Exp232), ir.Expm1: one(vecmath.Expm132),
	ir.Log: one(vecmath.Log32), ir.Log2: one(vecmath.Log232), ir.Log10: one(vecmath.Log1032),
	ir.Sin: one(vecmath.Sin32), ir.Cos: one(vecmath.Cos32), ir.Tanh: one(vecmath.Tanh32),
}

var binaryMath32 = map[ir.Op]func(x, y float32) float32{
	ir.Pow: two(vecmath.Pow32), ir.Atan2: two(vecmath.Atan232), ir.Hypot: two(vecmath.Hypot32),
}

// one makes a function of one number of one over slices.
func one[T float32 | float64](fn func(dst, x []T)) func(x T) T {
	return func(x T) T {
		v := []T{x}
		fn(v, v)
		return v[0]
	}
}

func two[T float32 | float64](fn func(dst, x, y []T)) func(x, y T) T {
	return func(x, y T) T {
		v, w := []T{x}, []T{y}
		fn(v, v, w)
		return v[0]
	}
}

func lgamma(x float64) float64 {
	y, _ := math.Lgamma(x)
	return y
}

// linkLdexp, linkFrexp and linkFma link what has mixed operands.
func linkLdexp(l *linker, in *ir.Instr) op {
	d, a, n := l.result(in, 0), l.arg(in, 0), l.arg(in, 1)
	if l.typeOf(in.Args[0]) == ir.F32 {
		return func(f *frame) signal { f.r[d] = bits32(float32(ldexp(float64(f32(f.r[a])), f.r[n]))); return next }
	}
	return func(f *frame) signal { f.r[d] = bits(ldexp(f64(f.r[a]), f.r[n])); return next }
}

// ldexp bounds n so that math.Ldexp cannot overflow in adding it to the exponent; 4400 is above 2*(1024+1074).
func ldexp(x float64, n uint64) float64 {
	return math.Ldexp(x, int(max(-4400, min(int64(n), 4400))))
}

func linkFrexp(l *linker, in *ir.Instr) op {
	m, e, a := l.result(in, 0), l.result(in, 1), l.arg(in, 0)
	if l.typeOf(in.Args[0]) == ir.F32 {
		return func(f *frame) signal {
			frac, exp := math.Frexp(float64(f32(f.r[a])))
			f.r[m], f.r[e] = bits32(float32(frac)), uint64(exp)
			return next
		}
	}
	return func(f *frame) signal {
		frac, exp := math.Frexp(f64(f.r[a]))
		f.r[m], f.r[e] = bits(frac), uint64(exp)
		return next
	}
}

func linkFma(l *linker, in *ir.Instr) op {
	d, a, b, c := l.result(in, 0), l.arg(in, 0), l.arg(in, 1), l.arg(in, 2)
	if l.typeOf(in.Args[0]) == ir.F32 {
		return func(f *frame) signal {
			f.r[d] = bits32(fma32(f32(f.r[a]), f32(f.r[b]), f32(f.r[c])))
			return next
		}
	}
	return func(f *frame) signal { f.r[d] = bits(math.FMA(f64(f.r[a]), f64(f.r[b]), f64(f.r[c]))); return next }
}

// fma32 rounds once: the product is exact in float64; the sum is rounded to odd there, so that rounding it again, to
// 29 bits less, is as rounding once (Boldo and Melquiond, "Emulation of FMA and correctly rounded sums", 2008).
func fma32(x, y, z float32) float32 {
	p, c := float64(x)*float64(y), float64(z)
	s := p + c
	if s-s != 0 {
		return float32(s)
	}
	back := s - p
	lost := (p - (s - back)) + (c - back)
	if lost != 0 && math.Float64bits(s)&1 == 0 {
		s = math.Nextafter(s, math.Copysign(math.Inf(1), lost))
	}
	return float32(s)
}
