package interp

import (
	"math"

	"gokernels/gokernels/ir"
)

// f64Ops are the operations on f64: the frequent ones here, the others through a function.
func f64Ops() map[ir.Op]maker {
	ops := map[ir.Op]maker{
		ir.Add: func(d, a, b int) op {
			return func(f *frame) signal { r := f.r; r[d] = bits(f64(r[a]) + f64(r[b])); return next }
		},
		ir.Sub: func(d, a, b int) op {
			return func(f *frame) signal { r := f.r; r[d] = bits(f64(r[a]) - f64(r[b])); return next }
		},
		ir.Mul: func(d, a, b int) op {
			return func(f *frame) signal { r := f.r; r[d] = bits(f64(r[a]) * f64(r[b])); return next }
		},
		ir.Div: func(d, a, b int) op {
			return func(f *frame) signal { r := f.r; r[d] = bits(f64(r[a]) / f64(r[b])); return next }
		},
		ir.Neg: func(d, a, _ int) op {
			return func(f *frame) signal { f.r[d] = f.r[a] ^ 1<<63; return next }
		},
		ir.Abs: func(d, a, _ int) op {
			return func(f *frame) signal { f.r[d] = f.r[a] &^ (1 << 63); return next }
		},
		ir.Sqrt: func(d, a, _ int) op {
			return func(f *frame) signal { f.r[d] = bits(math.Sqrt(f64(f.r[a]))); return next }
		},
		ir.Lt: func(d, a, b int) op {
			return func(f *frame) signal { r := f.r; r[d] = truth(f64(r[a]) < f64(r[b])); return next }
		},
		ir.Le: func(d, a, b int) op {
			return func(f *frame) signal { r := f.r; r[d] = truth(f64(r[a]) <= f64(r[b])); return next }
		},
		ir.NextAfter: f64Binary(math.Nextafter),
	}
	for o, fn := range unaryMath {
		ops[o] = f64Unary(fn)
	}
	for o, fn := range binaryMath {
		ops[o] = f64Binary(fn)
	}
	return floatOps(ops, f64Test, f64Compare, f64Binary)
}

// f32Ops are those on f32: arithmetic in float32; functions in float64 and rounded once, except vecmath's own.
func f32Ops() map[ir.Op]maker {
	ops := map[ir.Op]maker{
		ir.Add:       f32Binary(func(x, y float32) float32 { return x + y }),
		ir.Sub:       f32Binary(func(x, y float32) float32 { return x - y }),
		ir.Mul:       f32Binary(func(x, y float32) float32 { return x * y }),
		ir.Div:       f32Binary(func(x, y float32) float32 { return x / y }),
		ir.Neg:       func(d, a, _ int) op { return func(f *frame) signal { f.r[d] = f.r[a] ^ 1<<31; return next } },
		ir.Abs:       func(d, a, _ int) op { return func(f *frame) signal { f.r[d] = f.r[a] &^ (1 << 31); return next } },
		ir.Sqrt:      f32Unary(func(x float32) float32 { return float32(math.Sqrt(float64(x))) }),
		ir.NextAfter: f32Binary(math.Nextafter32),
		ir.Lt:        f32Compare(func(x, y float32) bool { return x < y }),
		ir.Le:        f32Compare(func(x, y float32) bool { return x <= y }),
	}
	for o, fn := range unaryMath {
		ops[o] = f32Unary(func(x float32) float32 { return float32(fn(float64(x))) })
	}
	for o, fn := range binaryMath {
		ops[o] = f32Binary(func(x, y float32) float32 { return float32(fn(float64(x), float64(y))) })
	}
	for o, fn := range unaryMath32 {
		ops[o] = f32Unary(fn)
	}
	for o, fn := range binaryMath32 {
		ops[o] = f32Binary(fn)
	}
	return floatOps(ops, f32Test, f32Compare, f32Binary)
}

// floatOps adds what is spelt the same for both float types.
func floatOps[T float32 | float64](ops map[ir.Op]maker, test func(func(T) bool) maker,
	compare func(func(x, y T) bool) maker, binary func(func(x, y T) T) maker) map[ir.Op]maker {
	ops[ir.Gt] = func(d, a, b int) op { return ops[ir.Lt](d, b, a) }
	ops[ir.Ge] = func(d, a, b int) op { return ops[ir.Le](d, b, a) }
	ops[ir.Eq] = compare(func(x, y T) bool { return x == y })
	ops[ir.Ne] = compare(func(x, y T) bool { return x != y })
	ops[ir.Min] = binary(func(x, y T) T { return min(x, y) })
	ops[ir.Max] = binary(func(x, y T) T { return max(x, y) })
	ops[ir.FMin] = binary(fminFloat[T])
	ops[ir.FMax] = binary(fmaxFloat[T])
	ops[ir.FloorDiv] = binary(floorDivFloat[T])
	ops[ir.Mod] = binary(modFloat[T])
	ops[ir.FMod] = binary(func(x, y T) T { return T(math.Mod(float64(x), float64(y))) })
	ops[ir.CopySign] = binary(func(x, y T) T { return T(math.Copysign(float64(x), float64(y))) })
	ops[ir.IsNaN] = test(func(x T) bool { return x != x })
	ops[ir.IsInf] = test(func(x T) bool { return math.IsInf(float64(x), 0) })
	ops[ir.IsFinite] = test(func(x T) bool { return x-x == 0 })
	ops[ir.SignBit] = test(func(x T) bool { return math.Signbit(float64(x)) })
	return ops
}

func fminFloat[T float32 | float64](x, y T) T {
	switch {
	case x != x:
		return y
	case y != y:
		return x
	}
	return min(x, y)
}

func fmaxFloat[T float32 | float64](x, y T) T {
	switch {
	case x != x:
		return y
	case y != y:
		return x
	}
	return max(x, y)
}

// modFloat has the sign of y, a zero too; the remainder of float32 is exact in float64.
func modFloat[T float32 | float64](x, y T) T {
	m := T(math.Mod(float64(x), float64(y)))
	switch {
	case y == 0:
		return m
	case m == 0:
		return T(math.Copysign(0, float64(y)))
	case (m < 0) != (y < 0):
		return m + y
	}
	return m
}

// floorDivFloat is NumPy's: the quotient less its remainder, which is nearly whole, snapped to the nearest whole number.
func floorDivFloat[T float32 | float64](x, y T) T {
	if y == 0 {
		return x / y
	}
	m := T(math.Mod(float64(x), float64(y)))
	q := (x - m) / y
	if m != 0 && (m < 0) != (y < 0) {
		q--
	}
	if q == 0 {
		return T(math.Copysign(0, float64(x/y)))
	}
	whole := T(math.Floor(float64(q)))
	if q-whole > 0.5 {
		whole++
	}
	return whole
}

func f64Unary(fn func(x float64) float64) maker {
	return func(d, a, _ int) op {
		return func(f *frame) signal { f.r[d] = bits(fn(f64(f.r[a]))); return next }
	}
}

func f64Binary(fn func(x, y float64) float64) maker {
	return func(d, a, b int) op {
		return func(f *frame) signal { f.r[d] = bits(fn(f64(f.r[a]), f64(f.r[b]))); return next }
	}
}

func f64Test(fn func(x float64) bool) maker {
	return func(d, a, _ int) op {
		return func(f *frame) signal { f.r[d] = truth(fn(f64(f.r[a]))); return next }
	}
}

func f64Compare(fn func(x, y float64) bool) maker {
	return func(d, a, b int) op {
		return func(f *frame) signal { f.r[d] = truth(fn(f64(f.r[a]), f64(f.r[b]))); return next }
	}
}

func f32Unary(fn func(x float32) float32) maker {
	return func(d, a, _ int) op {
		return func(f *frame) signal { f.r[d] = bits32(fn(f32(f.r[a]))); return next }
	}
}

func f32Binary(fn func(x, y float32) float32) maker {
	return func(d, a, b int) op {
		return func(f *frame) signal { f.r[d] = bits32(fn(f32(f.r[a]), f32(f.r[b]))); return next }
	}
}

func f32Test(fn func(x float32) bool) maker {
	return func(d, a, _ int) op {
		return func(f *frame) signal { f.r[d] = truth(fn(f32(f.r[a]))); return next }
	}
}

func f32Compare(fn func(x, y float32) bool) maker {
	return func(d, a, b int) op {
		return func(f *frame) signal { f.r[d] = truth(fn(f32(f.r[a]), f32(f.r[b]))); return next }
	}
}
