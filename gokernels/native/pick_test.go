package native_test

import (
	"math"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"gokernels/gokernels/interp"
	"gokernels/gokernels/ir"
	"gokernels/gokernels/native"
)

// TestPickedVariables compares ifs that choose what variables become with the interpreter: one branch or both, swaps, what a
// condition reads being set, and conditions of each kind.
func TestPickedVariables(t *testing.T) {
	needCode(t)
	type vars struct{ p, q ir.Var }
	bodies := map[string][2]func(b *ir.Builder, v vars){
		"one":   {func(b *ir.Builder, v vars) { b.Set(v.p, b.Make(ir.Add, ir.I64, b.Get(v.p), b.Int(1))) }, nil},
		"other": {nil, func(b *ir.Builder, v vars) { b.Set(v.p, b.Get(v.q)) }},
		"both": {func(b *ir.Builder, v vars) { b.Set(v.p, b.Make(ir.Mul, ir.I64, b.Get(v.p), b.Int(3))) },
			func(b *ir.Builder, v vars) { b.Set(v.p, b.Int(-7)) }},
		"swap": {func(b *ir.Builder, v vars) {
			x, y := b.Get(v.p), b.Get(v.q)
			b.Set(v.p, y)
			b.Set(v.q, x)
		}, nil},
		"across": {func(b *ir.Builder, v vars) {
			b.Set(v.q, b.Get(v.p))
			b.Set(v.p, b.Int(5))
		}, func(b *ir.Builder, v vars) {
			b.Set(v.p, b.Get(v.q))
			b.Set(v.q, b.Int(9))
		}},
	}
	asks := map[string]func(b *ir.Builder, v vars, x ir.Value) ir.Value{
		"less":  func(b *ir.Builder, v vars, x ir.Value) ir.Value { return b.Make(ir.Lt, ir.Bool, x, b.Get(v.p)) },
		"equal": func(b *ir.Builder, v vars, x ir.Value) ir.Value { return b.Make(ir.Eq, ir.Bool, b.Get(v.q), x) },
		"small": func(b *ir.Builder, v vars, x ir.Value) ir.Value { return b.Make(ir.Ge, ir.Bool, b.Int(2), x) },
		"float": func(b *ir.Builder, v vars, x ir.Value) ir.Value {
			return b.Make(ir.Le, ir.Bool, b.Cast(x, ir.F64), b.Float(1))
		},
		"negated": func(b *ir.Builder, v vars, x ir.Value) ir.Value {
			return b.Make(ir.Not, ir.Bool, b.Make(ir.Lt, ir.Bool, x, b.Int(0)))
		},
		"bool": func(b *ir.Builder, v vars, x ir.Value) ir.Value {
			return b.Cast(b.Make(ir.And, ir.I64, x, b.Int(1)), ir.Bool)
		},
	}
	for body, do := range bodies {
		for ask, condition := range asks {
			f, b := ir.NewFunc("f", "i64[1]", ir.I64, ir.I64)
			v := vars{f.NewVar("p", ir.I64), f.NewVar("q", ir.I64)}
			b.Set(v.p, f.Params[1])
			b.Set(v.q, f.Params[2])
			b.For(b.Int(0), b.Int(8), b.Int(1), func(i ir.Value, _ int64) {
				c := condition(b, v, b.Make(ir.Load, ir.I64, f.Params[0], i))
				branch := func(k int) func() {
					if do[k] == nil {
						return nil
					}
					return func() { do[k](b, v) }
				}
				b.If(c, branch(0), branch(1))
				b.Do(ir.Store, f.Params[0], i, b.Make(ir.Xor, ir.I64, b.Get(v.p), b.Get(v.q)))
			})
			f.Results = []ir.Type{ir.I64, ir.I64}
			b.Do(ir.Return, b.Get(v.p), b.Get(v.q))
			m := &ir.Module{Funcs: []*ir.Func{f}}
			for _, p := range []int64{0, 1, 2, -3, math.MaxInt64} {
				args := []interp.Value{{Ref: array(ir.I64, []uint64{0, 1, 2, ^uint64(0), 1, 2, 3, 0}, 1, false)}, interp.Int(p), interp.Int(2)}
				var c counted
				assert.Equal(t, outcome(t, m, nil, clone(args)), outcome(t, m, c.hook, clone(args)), "%s %s %d", body, ask, p)
				assert.Equal(t, 1, c.loops)
			}
			for _, in := range f.Body.Code {
				if in.Op == ir.For {
					text, err := native.Compile(f, in).Listing(0)
					require.NoError(t, err)
					own := 2
					if turnsOf(t, text) > 1 { // copies, and one at a time
						own = 5
					}
					assert.Equal(t, own, strings.Count(text, "br"), "only the loop's own branches:\n%s", text)
				}
			}
		}
	}
}
