//go:build linux

package native_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"syscall"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"gokernels/gokernels/interp"
	"gokernels/gokernels/ir"
)

// atEdge copies an array so that its last element ends where the next page must not be touched.
func atEdge(t *testing.T, a *interp.Array) *interp.Array {
	p, err := syscall.Mmap(-1, 0, 8192, syscall.PROT_READ|syscall.PROT_WRITE, syscall.MAP_ANON|syscall.MAP_PRIVATE)
	require.NoError(t, err)
	require.NoError(t, syscall.Mprotect(p[4096:], syscall.PROT_NONE))
	t.Cleanup(func() { _ = syscall.Munmap(p) })
	n := a.Shape[0] * a.Elem.Size()
	at := p[4096-n : 4096 : 4096]
	copy(at, a.Data[a.Offset:a.Offset+n])
	return &interp.Array{Data: at, Shape: a.Shape, Strides: a.Strides, Elem: a.Elem}
}

func TestNothingBeyondTheEndIsTouched(t *testing.T) {
	needCode(t)
	r := rand.New(rand.NewPCG(8, 8))
	for _, e := range []ir.Type{ir.F64, ir.F32, ir.I64, ir.I32, ir.U32, ir.I16, ir.U16, ir.I8, ir.U8, ir.Bool} {
		m := loopOf(e, e, true, func(b *ir.Builder, x, y ir.Value) ir.Value { return b.Make(ir.Add, e, x, y) })
		for n := 1; n <= 33; n++ {
			var args, want []interp.Value
			for range 3 {
				a := array(e, samples(e, n, r), 1, false)
				want = append(want, interp.Value{Ref: a})
				args = append(args, interp.Value{Ref: atEdge(t, a)})
			}
			want, args = append(want, interp.Int(int64(n))), append(args, interp.Int(int64(n)))
			c := counted{width: widths[n%3]}
			assert.Equal(t, outcome(t, m, nil, want), outcome(t, m, c.hook, args), "%s %d", e, n)
			assert.Equal(t, 1, c.lanes)
		}
	}
}

// reduction is a function f(a, n) that sums (draw or a[i]) in chunks of size.
func reduction(size int64, draws bool) *ir.Module {
	f, b := ir.NewFunc("f", "f64[1]", ir.I64)
	part, total, hits, all := f.NewVar("part", ir.F64), f.NewVar("total", ir.F64), f.NewVar("hits", ir.I64), f.NewVar("all", ir.I64)
	i := f.NewValue(ir.I64)
	zero := b.Int(0)
	in := b.Add(&ir.Instr{Op: ir.ParFor, Args: []ir.Value{zero, f.Params[1], b.Int(1), b.Int(size), zero},
		Regions: []*ir.Region{{}, {Params: []ir.Value{i}}, {}},
		Par:     &ir.Par{NDim: 1, Parallel: true, Kind: "prange", Locals: []ir.Var{part, hits}}})
	b.In(in.Regions[0], func() { b.Set(part, b.Float(0)); b.Set(hits, b.Int(0)) })
	b.In(in.Regions[1], func() {
		var x ir.Value
		if draws {
			x = b.With(ir.Instr{Op: ir.RT, Sym: "random.uniform"}, ir.F64)
		} else {
			x = b.Make(ir.Load, ir.F64, f.Params[0], i)
		}
		b.If(b.Make(ir.Lt, ir.Bool, x, b.Float(0.5)), func() {
			b.Set(hits, b.Make(ir.Add, ir.I64, b.Get(hits), i))
			if draws {
				y := b.With(ir.Instr{Op: ir.RT, Sym: "random.uniform"}, ir.F64)
				b.If(b.Make(ir.Lt, ir.Bool, y, b.Float(0.25)), func() { b.Set(hits, b.Make(ir.Add, ir.I64, b.Get(hits), b.Int(1<<32))) }, nil)
			}
		}, nil)
		b.Set(part, b.Make(ir.Add, ir.F64, b.Get(part), x))
	})
	b.In(in.Regions[2], func() {
		b.Set(total, b.Make(ir.Add, ir.F64, b.Get(total), b.Get(part)))
		b.Set(all, b.Make(ir.Add, ir.I64, b.Get(all), b.Get(hits)))
	})
	f.Results = []ir.Type{ir.F64, ir.I64}
	b.Do(ir.Return, b.Get(total), b.Get(all))
	return &ir.Module{Funcs: []*ir.Func{f}}
}

// TestReductions: sums of floats differ by their order only, those of ints and what is drawn not at all.
func TestReductions(t *testing.T) {
	needCode(t)
	r := rand.New(rand.NewPCG(8, 9))
	for _, draws := range []bool{false, true} {
		for n := range 40 {
			words := make([]uint64, n)
			for i := range words {
				words[i] = math.Float64bits(r.Float64())
			}
			for _, size := range []int64{0, 5, 8, 16} {
				m := reduction(size, draws)
				var c counted
				var got [2][]interp.Value
				for k, hook := range []interp.Native{func(*ir.Func, *ir.Instr) interp.Kernel { return nil }, c.hook} {
					var err error
					got[k], err = program(t, m, hook).Run(&interp.Serial{Seed: 3}, []interp.Value{{Ref: array(ir.F64, words, 1, false)}, interp.Int(int64(n))})
					require.NoError(t, err)
				}
				name := fmt.Sprint(draws, n, size)
				assert.Equal(t, 1, c.lanes)
				assert.Equal(t, got[0][1].Lo, got[1][1].Lo, name)
				assert.InDelta(t, math.Float64frombits(got[0][0].Lo), math.Float64frombits(got[1][0].Lo), 1e-13, name)
			}
		}
	}
}
