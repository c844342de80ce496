//go:build linux

package native_test

import (
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"

	"gokernels/gokernels/interp"
	"gokernels/gokernels/ir"
)

// pickedFrom is a loop that sets c[i] = b[i] where i < m and a[i] is odd, over n elements of which b has m.
func pickedFrom(t ir.Type) *ir.Module {
	f, b := ir.NewFunc("f", "i64[1]", ir.ArrayOf(t, 1), ir.ArrayOf(t, 1), ir.I64, ir.I64)
	zero, one := b.Int(0), b.Int(1)
	i := f.NewValue(ir.I64)
	in := b.Add(&ir.Instr{Op: ir.ParFor, Args: []ir.Value{zero, f.Params[3], one, zero, zero},
		Regions: []*ir.Region{{}, {Params: []ir.Value{i}}, {}}, Par: &ir.Par{NDim: 1, Parallel: true, Kind: "prange"}})
	b.In(in.Regions[1], func() {
		odd := b.Make(ir.Eq, ir.Bool, b.Make(ir.And, ir.I64, b.Make(ir.Load, ir.I64, f.Params[0], i), one), one)
		b.If(b.Make(ir.Lt, ir.Bool, i, f.Params[4]), func() {
			b.If(odd, func() { b.Do(ir.Store, f.Params[2], i, b.Make(ir.Load, t, f.Params[1], i)) }, nil)
		}, nil)
	})
	b.Do(ir.Return)
	return &ir.Module{Funcs: []*ir.Func{f}}
}

// TestNeighboursUnderMasks has arrays that end with a page behind which nothing may be read, and longer loops.
func TestNeighboursUnderMasks(t *testing.T) {
	needCode(t)
	r := rand.New(rand.NewPCG(8, 10))
	for _, e := range []ir.Type{ir.I16, ir.U16, ir.I8, ir.U8, ir.Bool, ir.I32, ir.F64} {
		mod := pickedFrom(e)
		for _, width := range widths {
			c := counted{width: width}
			for _, n := range []int{1, 7, 8, 9, 31, 40} {
				for m := 1; m <= n; m += 1 + r.IntN(3) {
					odd := make([]uint64, n)
					for i := range odd {
						odd[i] = uint64(r.IntN(4) / 2 * r.IntN(2)) // often a whole vector has none
					}
					from, to := array(e, samples(e, m, r), 1, false), array(e, make([]uint64, n), 1, false)
					want := []interp.Value{{Ref: array(ir.I64, odd, 1, false)}, {Ref: from}, {Ref: to}, interp.Int(int64(n)), interp.Int(int64(m))}
					got := clone(want)
					got[1].Ref, got[2].Ref = atEdge(t, from), atEdge(t, to)
					assert.Equal(t, outcome(t, mod, nil, want), outcome(t, mod, c.hook, got), "%s width %d, %d of %d", e, width, m, n)
				}
			}
			assert.Equal(t, c.loops, c.lanes)
		}
	}
}
