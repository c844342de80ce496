package interp

import "gokernels/gokernels/ir"

type integer interface {
	int8 | int16 | int32 | int64 | uint8 | uint16 | uint32 | uint64
}

// intOps are the operations on ints of one type. Words hold ints sign- or zero-extended, which uint64(T(x)) restores
// after an operation that wraps.
func intOps[T integer]() map[ir.Op]maker {
	ops := map[ir.Op]maker{
		ir.Add: func(d, a, b int) op {
			return func(f *frame) signal { r := f.r; r[d] = uint64(T(r[a]) + T(r[b])); return next }
		},
		ir.Sub: func(d, a, b int) op {
			return func(f *frame) signal { r := f.r; r[d] = uint64(T(r[a]) - T(r[b])); return next }
		},
		ir.Mul: func(d, a, b int) op {
			return func(f *frame) signal { r := f.r; r[d] = uint64(T(r[a]) * T(r[b])); return next }
		},
		ir.Shl: func(d, a, b int) op { // a negative count is huge as a word, and Go gives 0 for counts too large
			return func(f *frame) signal { r := f.r; r[d] = uint64(T(r[a]) << r[b]); return next }
		},
		ir.Shr: func(d, a, b int) op { // likewise the sign
			return func(f *frame) signal { r := f.r; r[d] = uint64(T(r[a]) >> r[b]); return next }
		},
		ir.Not: func(d, a, _ int) op {
			return func(f *frame) signal { f.r[d] = uint64(^T(f.r[a])); return next }
		},
		ir.Neg: func(d, a, _ int) op {
			return func(f *frame) signal { f.r[d] = uint64(-T(f.r[a])); return next }
		},
		ir.Abs:      intUnary(absInt[T]),
		ir.Ones:     intUnary(onesInt[T]),
		ir.FloorDiv: intBinary(floorDivInt[T]),
		ir.Mod:      intBinary(modInt[T]),
		ir.FMod:     intBinary(fmodInt[T]),
		ir.Pow:      intBinary(powInt[T]),
	}
	return orderOps[T](wordOps(ops))
}

// wordOps adds the operations that are the same on words of any int type.
func wordOps(ops map[ir.Op]maker) map[ir.Op]maker {
	ops[ir.And] = func(d, a, b int) op {
		return func(f *frame) signal { r := f.r; r[d] = r[a] & r[b]; return next }
	}
	ops[ir.Or] = func(d, a, b int) op {
		return func(f *frame) signal { r := f.r; r[d] = r[a] | r[b]; return next }
	}
	ops[ir.Xor] = func(d, a, b int) op {
		return func(f *frame) signal { r := f.r; r[d] = r[a] ^ r[b]; return next }
	}
	ops[ir.Eq] = func(d, a, b int) op {
		return func(f *frame) signal { r := f.r; r[d] = truth(r[a] == r[b]); return next }
	}
	ops[ir.Ne] = func(d, a, b int) op {
		return func(f *frame) signal { r := f.r; r[d] = truth(r[a] != r[b]); return next }
	}
	return ops
}

// orderOps adds comparisons and what follows from them.
func orderOps[T integer](ops map[ir.Op]maker) map[ir.Op]maker {
	ops[ir.Lt] = func(d, a, b int) op {
		return func(f *frame) signal { r := f.r; r[d] = truth(T(r[a]) < T(r[b])); return next }
	}
	ops[ir.Le] = func(d, a, b int) op {
		return func(f *frame) signal { r := f.r; r[d] = truth(T(r[a]) <= T(r[b])); return next }
	}
	ops[ir.Gt] = func(d, a, b int) op { return ops[ir.Lt](d, b, a) }
	ops[ir.Ge] = func(d, a, b int) op { return ops[ir.Le](d, b, a) }
	ops[ir.Min] = intBinary(func(x, y T) T { return min(x, y) })
	ops[ir.Max] = intBinary(func(x, y T) T { return max(x, y) })
	ops[ir.FMin], ops[ir.FMax] = ops[ir.Min], ops[ir.Max]
	return ops
}

// boolOps are the operations on bools: words of 0 and 1.
func boolOps() map[ir.Op]maker {
	ops := orderOps[uint8](wordOps(map[ir.Op]maker{}))
	ops[ir.Add], ops[ir.Mul] = ops[ir.Or], ops[ir.And]
	ops[ir.Not] = func(d, a, _ int) op {
		return func(f *frame) signal { f.r[d] = f.r[a] ^ 1; return next }
	}
	ops[ir.Abs] = intUnary(func(x uint8) uint8 { return x })
	return ops
}

func intUnary[T integer](fn func(x T) T) maker {
	return func(d, a, _ int) op {
		return func(f *frame) signal { f.r[d] = uint64(fn(T(f.r[a]))); return next }
	}
}

func intBinary[T integer](fn func(x, y T) T) maker {
	return func(d, a, b int) op {
		return func(f *frame) signal { r := f.r; r[d] = uint64(fn(T(r[a]), T(r[b]))); return next }
	}
}

func absInt[T integer](x T) T {
	if x < 0 {
		return -x
	}
	return x
}

func onesInt[T integer](x T) (n T) {
	for ; x != 0; x &= x - 1 {
		n++
	}
	return n
}

// floorDivInt rounds down; by zero it gives 0, and the least int by -1 wraps to itself, both as NumPy.
func floorDivInt[T integer](x, y T) T {
	if y == 0 {
		return 0
	}
	q := x / y
	if x%y != 0 && (x < 0) != (y < 0) {
		q--
	}
	return q
}

func modInt[T integer](x, y T) T {
	if y == 0 {
		return 0
	}
	m := x % y
	if m != 0 && (m < 0) != (y < 0) {
		m += y
	}
	return m
}

func fmodInt[T integer](x, y T) T {
	if y == 0 {
		return 0
	}
	return x % y
}

// powInt wraps; of a negative power only that of 1 and -1 is an int.
func powInt[T integer](x, y T) T {
	if y < 0 {
		switch {
		case x == 1:
			return 1
		case x < 0 && x+1 == 0:
			return 1 - 2*(y&1)
		}
		return 0
	}
	p := T(1)
	for ; y > 0; y >>= 1 {
		if y&1 != 0 {
			p *= x
		}
		x *= x
	}
	return p
}
