package native_test

import (
	"fmt"
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"gokernels/gokernels/interp"
	"gokernels/gokernels/ir"
)

// ranged is a function f(out, in, start, stop, k) with a loop over range(start, stop); the body gets its index.
func ranged(parallel bool, chunk int64, body func(b *ir.Builder, f *ir.Func, i ir.Value)) *ir.Module {
	f, b := ir.NewFunc("f", "i64[1]", "i64[1]", ir.I64, ir.I64, ir.I64)
	f.NewVar("sum", ir.I64)
	start, stop, one := f.Params[2], f.Params[3], b.Int(1)
	if parallel {
		i, zero := f.NewValue(ir.I64), b.Int(0)
		in := b.Add(&ir.Instr{Op: ir.ParFor, Args: []ir.Value{start, stop, one, b.Int(chunk), zero},
			Regions: []*ir.Region{{}, {Params: []ir.Value{i}}, {}}, Par: &ir.Par{NDim: 1, Parallel: true, Kind: "prange"}})
		b.In(in.Regions[1], func() { body(b, f, i) })
	} else {
		b.For(start, stop, one, func(i ir.Value, _ int64) { body(b, f, i) })
	}
	f.Results = []ir.Type{ir.I64}
	b.Do(ir.Return, b.Get(0))
	return &ir.Module{Funcs: []*ir.Func{f}}
}

func at(b *ir.Builder, a, i ir.Value) ir.Value {
	n := b.With(ir.Instr{Op: ir.Dim, Args: []ir.Value{a}}, ir.I64)
	return b.With(ir.Instr{Op: ir.Bounds, Args: []ir.Value{i, n}}, ir.I64)
}

// shifted is out[i+k] = in[i-1] + in[i+2] + in[3]: one more offset than is known when the code is made.
func shifted(b *ir.Builder, f *ir.Func, i ir.Value) {
	in, out := f.Params[1], f.Params[0]
	load := func(at ir.Value) ir.Value { return b.Make(ir.Load, ir.I64, in, at) }
	x := load(at(b, in, b.Make(ir.Sub, ir.I64, i, b.Int(1))))
	x = b.Make(ir.Add, ir.I64, x, load(at(b, in, b.Make(ir.Add, ir.I64, i, b.Int(2)))))
	x = b.Make(ir.Add, ir.I64, x, load(at(b, in, b.Int(3))))
	b.Do(ir.Store, out, at(b, out, b.Make(ir.Add, ir.I64, i, f.Params[4])), x)
}

// TestChecksStandBeforeTheLoop has ranges of which all, some or no indices are inside, or wrap: what is done before the
// first failure, and which one it is, is the interpreter's.
func TestChecksStandBeforeTheLoop(t *testing.T) {
	needCode(t)
	words := make([]uint64, 90)
	for i := range words {
		words[i] = uint64(i * i)
	}
	for _, parallel := range []bool{false, true} {
		for _, size := range []int64{0, 8, 21, 90} {
			m := ranged(parallel, size, shifted)
			var c counted
			for _, x := range [][3]int{{1, 80, 0}, {0, 88, 0}, {1, 88, 2}, {1, 88, 3}, {5, 5, 0}, {7, 9, -3}, {-90, 3, 0}, {-1, 40, 1}, {3, 89, -2},
				{40, 79, 10}, {40, 200, 0}, {2, 60, math.MaxInt64}, {2, 60, math.MinInt64}, {2, 60, -64}, {1, 13, 5}, {1, 12, 77}} {
				args := []interp.Value{{Ref: array(ir.I64, make([]uint64, 90), 1, false)}, {Ref: array(ir.I64, words, 1, false)},
					interp.Int(int64(x[0])), interp.Int(int64(x[1])), interp.Int(int64(x[2]))}
				assert.Equal(t, outcome(t, m, nil, clone(args)), outcome(t, m, c.hook, clone(args)), "%v %d %v", parallel, size, x)
			}
			assert.Zero(t, c.refused)
			if parallel {
				assert.Equal(t, c.loops, c.lanes)
			}
		}
	}
}

// TestLapsAtTheEndsOfInt64 counts where no index may be computed that is not in the range.
func TestLapsAtTheEndsOfInt64(t *testing.T) {
	needCode(t)
	for _, parallel := range []bool{false, true} {
		m := ranged(parallel, 0, func(b *ir.Builder, f *ir.Func, i ir.Value) {
			if parallel {
				b.Do(ir.Store, f.Params[0], b.Make(ir.And, ir.I64, i, b.Int(63)), i)
				return
			}
			b.Set(0, b.Make(ir.Add, ir.I64, b.Get(0), i))
		})
		for _, n := range []int64{1, 3, 4, 5, 15, 16, 17, 40, 700} {
			for _, start := range []int64{math.MinInt64, math.MinInt64 + 2, math.MaxInt64 - n, -n / 2} {
				var c counted
				args := []interp.Value{{Ref: array(ir.I64, make([]uint64, 64), 1, false)}, {Ref: array(ir.I64, nil, 1, false)},
					interp.Int(start), interp.Int(start + n), interp.Int(0)}
				assert.Equal(t, outcome(t, m, nil, clone(args)), outcome(t, m, c.hook, clone(args)), fmt.Sprint(parallel, n, start))
				assert.Zero(t, c.refused)
			}
		}
	}
}

// TestLoopsInStripsPoll: a loop that counts its turns by the strip still looks up as often as every few million of them.
func TestLoopsInStripsPoll(t *testing.T) {
	needCode(t)
	m := ranged(false, 0, func(b *ir.Builder, f *ir.Func, i ir.Value) {
		b.Set(0, b.Make(ir.Xor, ir.I64, b.Get(0), i))
	})
	var c counted
	p := program(t, m, c.hook)
	polls := 0
	host := &interp.Serial{Check: func() error { polls++; return nil }}
	empty := interp.Value{Ref: array(ir.I64, nil, 1, false)}
	const turns = 64 << 20
	got, err := p.Run(host, []interp.Value{empty, empty, interp.Int(0), interp.Int(turns), interp.Int(0)})
	require.NoError(t, err)
	assert.Zero(t, got[0].Lo) // the xor of all numbers below a multiple of 4
	assert.GreaterOrEqual(t, polls, turns>>23)
}
