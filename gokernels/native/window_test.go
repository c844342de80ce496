package native_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"

	"gokernels/gokernels/interp"
	"gokernels/gokernels/ir"
)

// windowed is, for all i, the sum over j in range(i+a, i+b) of j, of x[j] if loads, where every third j is left out if some.
func windowed(loads, some bool) *ir.Module {
	f, b := ir.NewFunc("f", "i64[1]", "i64[1]", ir.I64, ir.I64)
	sum := f.NewVar("sum", ir.I64)
	n := b.With(ir.Instr{Op: ir.Dim, Args: []ir.Value{f.Params[1]}}, ir.I64)
	i, zero, one := f.NewValue(ir.I64), b.Int(0), b.Int(1)
	in := b.Add(&ir.Instr{Op: ir.ParFor, Args: []ir.Value{zero, n, one, zero, zero},
		Regions: []*ir.Region{{}, {Params: []ir.Value{i}}, {}}, Par: &ir.Par{NDim: 1, Parallel: true, Kind: "prange", Locals: []ir.Var{sum}}})
	b.In(in.Regions[1], func() {
		b.Set(sum, zero)
		start, stop := b.Make(ir.Add, ir.I64, i, f.Params[2]), b.Make(ir.Add, ir.I64, i, f.Params[3])
		b.For(start, stop, one, func(j ir.Value, _ int64) {
			x := j
			if loads {
				x = b.Make(ir.Load, ir.I64, f.Params[0], at(b, f.Params[0], j))
			}
			add := func() { b.Set(sum, b.Make(ir.Add, ir.I64, b.Get(sum), x)) }
			if some {
				b.If(b.Make(ir.Ne, ir.Bool, b.Make(ir.Mod, ir.I64, j, b.Int(3)), zero), add, nil)
			} else {
				add()
			}
		})
		b.Do(ir.Store, f.Params[1], i, b.Get(sum))
	})
	b.Do(ir.Return)
	return &ir.Module{Funcs: []*ir.Func{f}}
}

// TestWindows has bounds that move with the lanes: windows of some turns, of none, up to where ints end, and beyond arrays.
func TestWindows(t *testing.T) {
	needCode(t)
	words := make([]uint64, 60)
	for i := range words {
		words[i] = uint64(i*i) << 33
	}
	for _, x := range [][2]int64{{0, 0}, {0, 1}, {0, 7}, {2, 7}, {7, 2}, {-3, 4}, {-40, -30}, {0, 29}, {0, 30}, {25, 40}, {math.MaxInt64 - 40, math.MaxInt64 - 38},
		{math.MaxInt64 - 26, math.MaxInt64 - 20}, {math.MaxInt64 - 12, math.MaxInt64 - 9}, {math.MinInt64, math.MinInt64 + 3}, {math.MaxInt64 - 5, math.MinInt64}} {
		for _, loads := range []bool{false, true} {
			for _, some := range []bool{false, true} {
				m := windowed(loads, some)
				for _, width := range widths {
					c := counted{width: width}
					args := []interp.Value{{Ref: array(ir.I64, words, 1, false)}, {Ref: array(ir.I64, make([]uint64, 32), 1, false)}, interp.Int(x[0]), interp.Int(x[1])}
					assert.Equal(t, outcome(t, m, nil, clone(args)), outcome(t, m, c.hook, clone(args)), "%v loads %v some %v width %d", x, loads, some, width)
					assert.Equal(t, c.loops, c.lanes)
				}
			}
		}
	}
}

// TestExtremesUnderMasks has lanes that keep the least or most of what they met, by all four comparisons, of both zeros and NaN.
func TestExtremesUnderMasks(t *testing.T) {
	needCode(t)
	values := []float64{0, math.Copysign(0, -1), 1, -1, math.NaN(), math.Inf(1), math.Inf(-1), 5e-324}
	for _, elem := range []ir.Type{ir.F64, ir.F32} {
		var words []uint64
		for _, x := range values {
			for range 3 {
				words = append(words, uint64(ir.FloatBits(elem, x)))
			}
		}
		for _, op := range []ir.Op{ir.Lt, ir.Gt, ir.Le, ir.Ge} {
			for _, swapped := range []bool{false, true} {
				m := keeping(elem, op, swapped)
				for _, width := range widths {
					c := counted{width: width}
					args := []interp.Value{{Ref: array(elem, words, 1, false)}, {Ref: array(elem, make([]uint64, 24), 1, false)}}
					assert.Equal(t, outcome(t, m, nil, clone(args)), outcome(t, m, c.hook, clone(args)), "%s %s %v %d", elem, op, swapped, width)
					assert.Equal(t, c.loops, c.lanes)
				}
			}
		}
	}
}

// keeping sets out[i] to what is left of x[i] when it met all others, some of them twice under a mask.
func keeping(elem ir.Type, op ir.Op, swapped bool) *ir.Module {
	f, b := ir.NewFunc("f", ir.ArrayOf(elem, 1), ir.ArrayOf(elem, 1))
	kept := f.NewVar("kept", elem)
	n := b.With(ir.Instr{Op: ir.Dim, Args: []ir.Value{f.Params[1]}}, ir.I64)
	i, zero, one := f.NewValue(ir.I64), b.Int(0), b.Int(1)
	in := b.Add(&ir.Instr{Op: ir.ParFor, Args: []ir.Value{zero, n, one, zero, zero},
		Regions: []*ir.Region{{}, {Params: []ir.Value{i}}, {}}, Par: &ir.Par{NDim: 1, Parallel: true, Kind: "prange", Locals: []ir.Var{kept}}})
	b.In(in.Regions[1], func() {
		b.Set(kept, b.Make(ir.Load, elem, f.Params[0], i))
		b.For(zero, n, one, func(j ir.Value, _ int64) {
			x := b.Make(ir.Load, elem, f.Params[0], j)
			meet := func() {
				l, r := x, b.Get(kept)
				if swapped {
					l, r = r, l
				}
				b.If(b.Make(op, ir.Bool, l, r), func() { b.Set(kept, x) }, nil)
			}
			meet()
			b.If(b.Make(ir.Lt, ir.Bool, i, j), meet, nil)
		})
		b.Do(ir.Store, f.Params[1], i, b.Get(kept))
	})
	b.Do(ir.Return)
	return &ir.Module{Funcs: []*ir.Func{f}}
}
