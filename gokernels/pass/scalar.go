package pass

import (
	"cmp"
	"math"
	"math/bits"

	"gokernels/gokernels/ir"
)

// evaluate computes an operation on constants of type t as its row in ir.Ops says. It declines whatever it does not know
// to the last bit: NaN, functions of mathematics, casts out of range.
func evaluate(op ir.Op, t ir.Type, x, y int64) (bits int64, ok bool) {
	if ir.Ops[op].Class == ir.Compare {
		return compare(op, t, x, y)
	}
	switch {
	case t == ir.Bool:
		return onBools(op, x, y)
	case t.IsInt():
		bits, ok = onInts(op, t, x, y)
		return ir.Extend(t, bits), ok
	case t.IsFloat():
		z, ok := onFloats(op, number(t, x), number(t, y))
		if t == ir.F32 {
			z = float64(float32(z)) // two f32 round to f32 by way of f64 as directly: 53 >= 2*24 + 2 bits
		}
		return ir.FloatBits(t, z), ok && !math.IsNaN(z)
	}
	return 0, false
}

func number(t ir.Type, bits int64) float64 {
	if t == ir.F32 {
		return float64(math.Float32frombits(uint32(bits)))
	}
	return math.Float64frombits(uint64(bits))
}

func truth(b bool) int64 {
	if b {
		return 1
	}
	return 0
}

func compare(op ir.Op, t ir.Type, x, y int64) (int64, bool) {
	if t.IsFloat() {
		return compared(op, number(t, x), number(t, y))
	}
	if t.IsUnsigned() {
		return compared(op, uint64(x), uint64(y))
	}
	return compared(op, x, y)
}

// compared uses Go's operators: NaN is unequal to everything.
func compared[T cmp.Ordered](op ir.Op, x, y T) (int64, bool) {
	switch op {
	case ir.Eq:
		return truth(x == y), true
	case ir.Ne:
		return truth(x != y), true
	case ir.Lt:
		return truth(x < y), true
	case ir.Le:
		return truth(x <= y), true
	case ir.Gt:
		return truth(x > y), true
	case ir.Ge:
		return truth(x >= y), true
	}
	return 0, false
}

func onBools(op ir.Op, x, y int64) (int64, bool) {
	switch op {
	case ir.Add, ir.Or, ir.Max, ir.FMax:
		return x | y, true
	case ir.Mul, ir.And, ir.Min, ir.FMin:
		return x & y, true
	case ir.Xor:
		return x ^ y, true
	case ir.Not:
		return x ^ 1, true
	case ir.Abs:
		return x, true
	}
	return 0, false
}

func onInts(op ir.Op, t ir.Type, x, y int64) (int64, bool) {
	switch op {
	case ir.Add:
		return x + y, true
	case ir.Sub:
		return x - y, true
	case ir.Mul:
		return x * y, true
	case ir.Neg:
		return -x, true
	case ir.And:
		return x & y, true
	case ir.Or:
		return x | y, true
	case ir.Xor:
		return x ^ y, true
	case ir.Not:
		return ^x, true
	case ir.Ones:
		return int64(bits.OnesCount64(uint64(x) << (64 - 8*t.Size()))), true
	case ir.Abs:
		return max(x, -x), t.IsSigned() && x != math.MinInt64
	case ir.FloorDiv, ir.Mod:
		return divided(op, t, x, y)
	case ir.Shl, ir.Shr:
		return shifted(op, t, x, y)
	case ir.Min, ir.FMin, ir.Max, ir.FMax:
		less, _ := compare(ir.Lt, t, x, y)
		if (less == 1) == (op == ir.Min || op == ir.FMin) {
			return x, true
		}
		return y, true
	}
	return 0, false
}

func divided(op ir.Op, t ir.Type, x, y int64) (int64, bool) {
	if y == 0 {
		return 0, true
	}
	if t.IsUnsigned() {
		if op == ir.Mod {
			return int64(uint64(x) % uint64(y)), true
		}
		return int64(uint64(x) / uint64(y)), true
	}
	if y == -1 {
		return 0, op == ir.Mod // the least int has no opposite
	}
	q, r := x/y, x%y
	if r != 0 && (r < 0) != (y < 0) {
		q, r = q-1, r+y
	}
	if op == ir.Mod {
		return r, true
	}
	return q, true
}

func shifted(op ir.Op, t ir.Type, x, y int64) (int64, bool) {
	inside := uint64(y) < uint64(8*t.Size())
	switch {
	case op == ir.Shl && inside:
		return x << uint64(y), true
	case op == ir.Shl:
		return 0, true
	case t.IsSigned():
		return x >> min(uint64(y), 63), true
	case inside:
		return int64(uint64(x) >> uint64(y)), true
	}
	return 0, true
}

func onFloats(op ir.Op, x, y float64) (float64, bool) {
	if math.IsNaN(x) || math.IsNaN(y) {
		return 0, false
	}
	switch op {
	case ir.Add:
		return x + y, true
	case ir.Sub:
		return x - y, true
	case ir.Mul:
		return x * y, true
	case ir.Div:
		return x / y, true
	case ir.Neg:
		return -x, true
	case ir.Abs:
		return math.Abs(x), true
	}
	return 0, false
}

// convert casts a constant.
func convert(from, to ir.Type, x int64) (int64, bool) {
	switch {
	case to == ir.Bool && from.IsFloat():
		return truth(number(from, x) != 0), true
	case to == ir.Bool:
		return truth(x != 0), true
	case from.IsFloat() && to.IsFloat():
		z := number(from, x)
		return ir.FloatBits(to, z), !math.IsNaN(z)
	case from.IsFloat() && to.IsInt():
		// Range of every int type but u64, whose upper half no shared rule covers.
		z := math.Trunc(number(from, x))
		fits := math.Abs(z) < 1<<53 && ir.Extend(to, int64(z)) == int64(z) && (to != ir.U64 || z >= 0)
		return int64(z), fits
	case to.IsInt():
		return ir.Extend(to, x), true
	case to == ir.F32 && from == ir.U64:
		return int64(math.Float32bits(float32(uint64(x)))), true
	case to == ir.F32:
		return int64(math.Float32bits(float32(x))), true
	case to == ir.F64 && from == ir.U64:
		return int64(math.Float64bits(float64(uint64(x)))), true
	case to == ir.F64:
		return int64(math.Float64bits(float64(x))), true
	}
	return 0, false
}
