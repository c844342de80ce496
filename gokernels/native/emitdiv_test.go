package native_test

import (
	"fmt"
	"math"
	"testing"

	"github.com/stretchr/testify/assert"

	"gokernels/gokernels/interp"
	"gokernels/gokernels/ir"
)

// TestDivisionByConstants divides numbers of all types near multiples of the divisor, and at the ends of their range.
func TestDivisionByConstants(t *testing.T) {
	needCode(t)
	for _, e := range ir.Scalars {
		if !e.IsInt() {
			continue
		}
		for _, c := range []int64{2, 3, 5, 6, 7, 10, 100, 127, 641, 30011, 1<<31 - 1, 1<<31 + 1, 1<<32 + 1, 1<<62 - 1, 1<<62 + 1, math.MaxInt64} {
			if e.Size() < 8 && c >= 1<<(8*e.Size()-1) {
				continue
			}
			var a []uint64
			for _, q := range []int64{0, 1, 2, -1, -2, math.MaxInt64 / c, math.MinInt64 / c, 1 << 40} {
				a = append(a, uint64(q*c), uint64(q*c-1), uint64(q*c+1))
			}
			a = append(a, math.MaxInt64, 1<<63, 1<<63+1, 1<<31-1, 1<<31)
			for _, op := range []ir.Op{ir.FloorDiv, ir.Mod, ir.FMod} {
				m := loopOf(e, e, false, func(b *ir.Builder, x, _ ir.Value) ir.Value { return b.Make(op, e, x, b.Bits(e, c)) })
				args := []interp.Value{{Ref: array(e, a, 1, false)}, {Ref: array(e, a, 1, false)}, {Ref: array(e, a, 1, false)}, interp.Int(int64(len(a)))}
				sameOutcome(t, m, args, fmt.Sprint(e, op, c))
			}
		}
	}
}

// TestQuotientAndRemainder takes both of the same numbers, also by 0, -1 and what is not negative.
func TestQuotientAndRemainder(t *testing.T) {
	needCode(t)
	for _, e := range ir.Scalars {
		if !e.IsInt() {
			continue
		}
		m := loopOf(e, e, false, func(b *ir.Builder, x, y ir.Value) ir.Value {
			q := b.Make(ir.FloorDiv, e, x, y)
			return b.Make(ir.Xor, e, b.Make(ir.Mul, e, q, b.Bits(e, 5)), b.Make(ir.Mod, e, x, y))
		})
		for _, by := range []uint64{0, 1, 2, 7, ^uint64(0), ^uint64(6), 1 << 63, 1<<63 - 1} {
			var d []uint64
			for range someInts {
				d = append(d, by)
			}
			args := []interp.Value{{Ref: array(e, someInts, 1, false)}, {Ref: array(e, d, 1, false)}, {Ref: array(e, d, 1, false)}, interp.Int(int64(len(d)))}
			sameOutcome(t, m, args, fmt.Sprint(e, by))
		}
	}
}

// TestDivisionAtTheEdges divides numbers on both sides of where 32 bits end, and of 0.
func TestDivisionAtTheEdges(t *testing.T) {
	needCode(t)
	edges := []int64{0, 1, 2, 3, 7, math.MaxInt32, 1 << 31, math.MaxUint32, 1 << 32, 1<<32 + 1, 1<<40 + 5, math.MaxInt64}
	for _, n := range edges {
		edges = append(edges, -n, -n-1)
	}
	for _, e := range []ir.Type{ir.I64, ir.U64} {
		for _, op := range []ir.Op{ir.FloorDiv, ir.Mod, ir.FMod} {
			if ir.Ops[op].Kinds&e.Kind() == 0 {
				continue
			}
			m := loopOf(e, e, false, func(b *ir.Builder, x, y ir.Value) ir.Value { return b.Make(op, e, x, y) })
			var c counted
			for _, by := range edges {
				var a, d []uint64
				for _, x := range edges {
					a, d = append(a, uint64(x)), append(d, uint64(by))
				}
				args := []interp.Value{{Ref: array(e, a, 1, false)}, {Ref: array(e, d, 1, false)}, {Ref: array(e, a, 1, false)}, interp.Int(int64(len(a)))}
				assert.Equal(t, outcome(t, m, nil, clone(args)), outcome(t, m, c.hook, clone(args)), "%v %v by %d", op, e, by)
			}
			assert.Zero(t, c.refused)
		}
	}
}
