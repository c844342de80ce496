package interp

import (
	"math"

	"gokernels/gokernels/ir"
)

// form is how a complex lies in two words.
type form struct {
	get func(f *frame, at int) complex128
	set func(f *frame, at int, z complex128)
}

var wide = form{
	func(f *frame, at int) complex128 { return complex(f64(f.r[at]), f64(f.r[at+1])) },
	func(f *frame, at int, z complex128) { f.r[at], f.r[at+1] = bits(real(z)), bits(imag(z)) },
}

// narrow computes in float64 and rounds once: nearer than float32 arithmetic, and never further off.
var narrow = form{
	func(f *frame, at int) complex128 { return complex(float64(f32(f.r[at])), float64(f32(f.r[at+1]))) },
	func(f *frame, at int, z complex128) {
		f.r[at], f.r[at+1] = bits32(float32(real(z))), bits32(float32(imag(z)))
	},
}

func formOf(t ir.Type) form {
	if t == ir.C64 {
		return narrow
	}
	return wide
}

// complexOps are the operations on complex numbers of a form.
func complexOps(w form, hypot maker) map[ir.Op]maker {
	unary := func(fn func(z complex128) complex128) maker {
		return func(d, a, _ int) op {
			return func(f *frame) signal { w.set(f, d, fn(w.get(f, a))); return next }
		}
	}
	binary := func(fn func(x, y complex128) complex128) maker {
		return func(d, a, b int) op {
			return func(f *frame) signal { w.set(f, d, fn(w.get(f, a), w.get(f, b))); return next }
		}
	}
	test := func(fn func(x, y complex128) bool) maker {
		return func(d, a, b int) op {
			return func(f *frame) signal { f.r[d] = truth(fn(w.get(f, a), w.get(f, b))); return next }
		}
	}
	part := func(fn func(z complex128) bool) maker {
		return func(d, a, _ int) op {
			return func(f *frame) signal { f.r[d] = truth(fn(w.get(f, a))); return next }
		}
	}
	ops := map[ir.Op]maker{
		ir.RealPart: func(d, a, _ int) op { return func(f *frame) signal { f.r[d] = f.r[a]; return next } },
		ir.ImagPart: func(d, a, _ int) op { return func(f *frame) signal { f.r[d] = f.r[a+1]; return next } },
		ir.Abs:      func(d, a, _ int) op { return hypot(d, a, a+1) },
		ir.Add:      binary(func(x, y complex128) complex128 { return x + y }),
		ir.Sub:      binary(func(x, y complex128) complex128 { return x - y }),
		ir.Mul:      binary(mulComplex),
		ir.Div:      binary(divComplex),
		ir.Pow:      binary(powComplex),
		ir.Eq:       test(func(x, y complex128) bool { return x == y }),
		ir.Ne:       test(func(x, y complex128) bool { return x != y }),
		ir.Neg:      unary(func(z complex128) complex128 { return -z }),
		ir.Conj:     unary(func(z complex128) complex128 { return complex(real(z), -imag(z)) }),
		ir.IsNaN:    part(func(z complex128) bool { return real(z) != real(z) || imag(z) != imag(z) }),
		ir.IsInf:    part(func(z complex128) bool { return math.IsInf(real(z), 0) || math.IsInf(imag(z), 0) }),
		ir.IsFinite: part(func(z complex128) bool { return real(z)-real(z) == 0 && imag(z)-imag(z) == 0 }),
	}
	for o, fn := range complexMath {
		ops[o] = unary(fn)
	}
	return ops
}

// linkComplex puts two parts together.
func linkComplex(l *linker, in *ir.Instr) op {
	d, a, b := l.result(in, 0), l.arg(in, 0), l.arg(in, 1)
	return func(f *frame) signal { f.r[d], f.r[d+1] = f.r[a], f.r[b]; return next }
}
