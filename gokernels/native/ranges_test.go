package native

import (
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"gokernels/gokernels/ir"
)

// byPython are the operations by Python's rules.
var byPython = map[ir.Op]func(x, y int64) int64{
	ir.Add: func(x, y int64) int64 { return x + y },
	ir.Sub: func(x, y int64) int64 { return x - y },
	ir.Mul: func(x, y int64) int64 { return x * y },
	ir.And: func(x, y int64) int64 { return x & y },
	ir.Or:  func(x, y int64) int64 { return x | y },
	ir.Xor: func(x, y int64) int64 { return x ^ y },
	ir.Min: func(x, y int64) int64 { return min(x, y) },
	ir.Max: func(x, y int64) int64 { return max(x, y) },
	ir.FloorDiv: func(x, y int64) int64 {
		if y == 0 {
			return 0
		}
		q := x / y
		if q*y != x && (x < 0) != (y < 0) {
			q--
		}
		return q
	},
	ir.Mod: func(x, y int64) int64 {
		if y == 0 {
			return 0
		}
		return ((x % y) + y) % y
	},
	ir.Shl: func(x, y int64) int64 {
		if y < 0 || y > 63 {
			return 0
		}
		return x << y
	},
	ir.Shr: func(x, y int64) int64 {
		if y < 0 || y > 63 {
			y = 63
		}
		return x >> y
	},
}

// TestRangesHoldAllResults tries all numbers of small spans.
func TestRangesHoldAllResults(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 4))
	any := func() span {
		lo := r.Int64N(60) - 30
		return span{lo, lo + r.Int64N(20)}
	}
	for range 300 {
		a, b := any(), any()
		for op, do := range byPython {
			found := binaryRange(op, a, b)
			for x := a.lo; x <= a.hi; x++ {
				for y := b.lo; y <= b.hi; y++ {
					z := do(x, y)
					require.True(t, found.lo <= z && z <= found.hi, "%s of %d %d in %v %v: %d not in %v", op, x, y, a, b, z, found)
				}
			}
		}
		for op, do := range map[ir.Op]func(x int64) int64{ir.Neg: func(x int64) int64 { return -x }, ir.Not: func(x int64) int64 { return ^x }, ir.Abs: func(x int64) int64 { return max(x, -x) }} {
			found := unaryRange(op, a)
			for x := a.lo; x <= a.hi; x++ {
				assert.True(t, found.lo <= do(x) && do(x) <= found.hi, "%s of %d", op, x)
			}
		}
	}
}

const luminance = `
func "f"(%1 u8[1], %2 i64) i64 {
  var $sum.0 i64
  var $flag.1 i64
  %3 = const 0 : i64
  %4 = const 1 : i64
  %5 = const 299 : i64
  %6 = const 10 : i64
  set $flag.1 %3
  set $flag.1 %6
  set $sum.0 %3
  for @1 %3 %6 %4 { %7 i64:
    %8 = load %1 %7 : u8
    %9 = cast %8 : i64
    %10 = mul %5 %9 : i64
    %11 = get $flag.1 : i64
    %12 = sub %10 %11 : i64
    %13 = floordiv %12 %6 : i64
    %14 = get $sum.0 : i64
    %15 = add %14 %13 : i64
    set $sum.0 %15
    %16 = mul %12 %2 : i64
    %17 = cast %12 : u8
    %18 = cast %12 : u64
    %19 = mul %8 %8 : u8
    %20 = shl %10 %6 : i64
  }
  %21 = get $sum.0 : i64
  return %21
}
`

// TestRangesOfValues: bytes times constants are small, what adds up from turn to turn is not, nor what wraps.
func TestRangesOfValues(t *testing.T) {
	m, err := ir.Parse(luminance)
	require.NoError(t, err)
	r := newRanges(m.Funcs[0])
	for v, want := range map[ir.Value]span{7: {0, 10}, 9: {0, 255}, 10: {0, 76245}, 11: {0, 10}, 12: {-10, 76245}, 13: {-1, 7624}, 15: anything,
		16: anything, 17: {0, 255}, 18: anything, 19: {0, 255}, 20: {0, 76245 << 10}} {
		assert.Equal(t, want, r.of(v), "%%%d", v)
	}
	assert.Equal(t, anything, r.ofVar(0))
	assert.True(t, r.ofVar(1).short())
}
