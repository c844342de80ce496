package pyast

import (
	"math"

	"gokernels/gokernels/ir"
)

// constBits returns the bits by which ir.Const holds c as a value of type t.
func constBits(t ir.Type, c any) int64 {
	switch x := c.(type) {
	case bool:
		n := int64(0)
		if x {
			n = 1
		}
		return intBits(t, n)
	case int64:
		return intBits(t, x)
	case uint64:
		if t.IsFloat() {
			return ir.FloatBits(t, float64(x))
		}
		return int64(x)
	case float64:
		if !t.IsFloat() {
			return intBits(t, int64(x))
		}
		return ir.FloatBits(t, x)
	}
	return 0
}

func intBits(t ir.Type, n int64) int64 {
	switch t {
	case ir.F64, ir.F32:
		return ir.FloatBits(t, float64(n))
	case ir.Bool:
		return min(max(n, -n), 1)
	case ir.I8:
		return int64(int8(n))
	case ir.U8:
		return int64(uint8(n))
	case ir.I16:
		return int64(int16(n))
	case ir.U16:
		return int64(uint16(n))
	case ir.I32:
		return int64(int32(n))
	case ir.U32:
		return int64(uint32(n))
	}
	return n
}

// foldInts computes an operation on known Python ints; ok is false where it is left to run time.
func foldInts(op string, a, b int64) (n int64, ok bool) {
	switch op {
	case "Add":
		return a + b, true
	case "Sub":
		return a - b, true
	case "Mult":
		return a * b, true
	case "FloorDiv", "Mod":
		return foldDivision(op, a, b)
	case "LShift":
		return a << uint(b&63), b >= 0 && b < 63
	case "RShift":
		return a >> uint(b&63), b >= 0 && b < 64
	case "BitAnd":
		return a & b, true
	case "BitOr":
		return a | b, true
	case "BitXor":
		return a ^ b, true
	}
	return 0, false
}

func foldDivision(op string, a, b int64) (int64, bool) {
	if b == 0 || (a == math.MinInt64 && b == -1) {
		return 0, false
	}
	q, r := a/b, a%b
	if r != 0 && (r < 0) != (b < 0) {
		q, r = q-1, r+b
	}
	if op == "Mod" {
		return r, true
	}
	return q, true
}

func foldCompare(op string, a, b int64) (result, ok bool) {
	switch op {
	case "Eq":
		return a == b, true
	case "NotEq":
		return a != b, true
	case "Lt":
		return a < b, true
	case "LtE":
		return a <= b, true
	case "Gt":
		return a > b, true
	case "GtE":
		return a >= b, true
	}
	return false, false
}

// asInt returns a known integer or bool as int64.
func asInt(c any) (int64, bool) {
	switch x := c.(type) {
	case int64:
		return x, true
	case bool:
		if x {
			return 1, true
		}
		return 0, true
	}
	return 0, false
}
