package native_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"

	"gokernels/gokernels/interp"
	"gokernels/gokernels/ir"
)

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
