package native_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"gokernels/gokernels/interp"
	"gokernels/gokernels/ir"
	"gokernels/gokernels/native"
)

// counter counts what an array of ints holds, in a table: h[k[i]] += 1.
func counter(t ir.Type) (m *ir.Module, loop *ir.Instr) {
	f, b := ir.NewFunc("f", "i64[1]", ir.ArrayOf(t, 1), ir.I64)
	n := b.Add(&ir.Instr{Op: ir.Dim, Args: []ir.Value{f.Params[0]}, Results: []ir.Value{f.NewValue(ir.I64)}}).Results[0]
	b.For(b.Int(0), f.Params[2], b.Int(1), func(i ir.Value, _ int64) {
		k := b.Cast(b.Make(ir.Load, t, f.Params[1], i), ir.I64)
		at := b.Make(ir.Bounds, ir.I64, k, n)
		b.Do(ir.Store, f.Params[0], at, b.Make(ir.Add, ir.I64, b.Make(ir.Load, ir.I64, f.Params[0], at), b.Int(1)))
	})
	b.Do(ir.Return)
	for _, in := range f.Body.Code {
		if in.Op == ir.For {
			loop = in
		}
	}
	return &ir.Module{Funcs: []*ir.Func{f}}, loop
}

// TestIndicesOfATable compares checks of indices that are negative, in range and not, by type: those of which no value is
// negative have no code that wraps it.
func TestIndicesOfATable(t *testing.T) {
	needCode(t)
	for _, kind := range []ir.Type{ir.U8, ir.I8, ir.U16, ir.I16, ir.U32, ir.I32, ir.I64} {
		m, loop := counter(kind)
		for _, k := range [][]uint64{{3, 0, 4, 3}, {0, 5}, {0, 200}, {^uint64(0), 2}, {^uint64(4), 1}, {1, ^uint64(5), 2}} {
			args := []interp.Value{{Ref: array(ir.I64, make([]uint64, 5), 1, false)}, {Ref: array(kind, k, 1, false)}, interp.Int(int64(len(k)))}
			var c counted
			assert.Equal(t, outcome(t, m, nil, clone(args)), outcome(t, m, c.hook, clone(args)), "%s %d", kind, k)
			assert.Equal(t, 1, c.loops)
		}
		text, err := native.Compile(m.Funcs[0], loop).Listing(0)
		require.NoError(t, err)
		assert.Equal(t, kind.IsSigned(), strings.Count(text, ", 2, L") > 0, "%s: below the length when wrapped\n%s", kind, text)
	}
}
