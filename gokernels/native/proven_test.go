package native_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"

	"gokernels/gokernels/interp"
	"gokernels/gokernels/ir"
)

// walk is a function f(a, out, start, stop, step, plus) that adds a[plus+i], or a[plus-i], to every out[i+1], which is
// out[i] before; it returns the last sum.
func walk(op ir.Op, step ir.Value) *ir.Module {
	f, b := ir.NewFunc("f", "i64[1]", "i64[1]", ir.I64, ir.I64, ir.I64, ir.I64)
	last := f.NewVar("last", ir.I64)
	b.Set(last, b.Int(-1))
	by := f.Params[4]
	if step != 0 {
		by = b.Int(int64(step))
	}
	checked := func(i, a ir.Value) ir.Value {
		n := b.With(ir.Instr{Op: ir.Dim, Args: []ir.Value{a}}, ir.I64)
		return b.With(ir.Instr{Op: ir.Bounds, Args: []ir.Value{i, n}}, ir.I64)
	}
	b.For(f.Params[2], f.Params[3], by, func(i ir.Value, _ int64) {
		x := b.Make(ir.Load, ir.I64, f.Params[0], checked(b.Make(op, ir.I64, f.Params[5], i), f.Params[0]))
		before := b.Make(ir.Load, ir.I64, f.Params[1], checked(i, f.Params[1]))
		sum := b.Make(ir.Add, ir.I64, x, before)
		b.Do(ir.Store, f.Params[1], checked(b.Make(ir.Add, ir.I64, i, b.Int(1)), f.Params[1]), sum)
		b.Set(last, sum)
	})
	f.Results = []ir.Type{ir.I64}
	b.Do(ir.Return, b.Get(last))
	return &ir.Module{Funcs: []*ir.Func{f}}
}

// TestChecksBeforeLoops compares loops whose checks stand first, or cannot, with the interpreter: every range that leaves an
// array on either side, or wraps, or is longer than a word can say.
func TestChecksBeforeLoops(t *testing.T) {
	needCode(t)
	const n = 6
	starts := []int64{0, 1, 3, -1, -2, -n, -n - 1, n, math.MinInt64, math.MaxInt64 - 2}
	stops := []int64{0, 2, n - 1, n, n + 1, -1, -3, -n - 2, math.MinInt64, math.MaxInt64}
	for _, op := range []ir.Op{ir.Add, ir.Sub} {
		for _, step := range []int64{1, 2, -1, 3, math.MaxInt64, math.MinInt64, 0} {
			for _, constant := range []ir.Value{0, ir.Value(int32(step))} {
				if constant != 0 && int64(constant) != step {
					continue
				}
				m := walk(op, constant)
				var c counted
				for _, start := range starts {
					for _, stop := range stops {
						for _, plus := range []int64{0, 1, n - 1, -2, math.MinInt64, math.MaxInt64} {
							args := []interp.Value{
								{Ref: array(ir.I64, []uint64{1, 10, 100, 1000, 10000, 100000}, 1, false)},
								{Ref: array(ir.I64, []uint64{1, 2, 3, 4, 5, 6}, 1, false)},
								interp.Int(start), interp.Int(stop), interp.Int(step), interp.Int(plus)}
							want := outcome(t, m, nil, clone(args))
							if !assert.Equal(t, want, outcome(t, m, c.hook, clone(args)), "%v range(%d, %d, %d) plus %d", op, start, stop, step, plus) {
								return
							}
						}
					}
				}
				assert.Zero(t, c.refused)
			}
		}
	}
}
