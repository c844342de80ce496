package native_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"gokernels/gokernels/interp"
	"gokernels/gokernels/ir"
)

// TestTheLastVectorDoneAgain has loops of every short length, in both widths: some may do iterations twice, to end with a whole
// vector, others read what they write, in the same element or by a sum.
func TestTheLastVectorDoneAgain(t *testing.T) {
	needCode(t)
	words := make([]uint64, 80)
	for i := range words {
		words[i] = uint64(i*i + 1)
	}
	square := func(b *ir.Builder, f *ir.Func, i ir.Value) ir.Value {
		x := b.Make(ir.Load, ir.I64, f.Params[1], at(b, f.Params[1], i))
		return b.Make(ir.Mul, ir.I64, x, b.Make(ir.Add, ir.I64, x, b.Int(3)))
	}
	bodies := map[string]func(b *ir.Builder, f *ir.Func, i ir.Value){
		"apart": func(b *ir.Builder, f *ir.Func, i ir.Value) {
			b.Do(ir.Store, f.Params[0], at(b, f.Params[0], i), square(b, f, i))
		},
		"its own": func(b *ir.Builder, f *ir.Func, i ir.Value) {
			to := at(b, f.Params[0], i)
			was := b.Make(ir.Load, ir.I64, f.Params[0], to)
			b.Do(ir.Store, f.Params[0], to, b.Make(ir.Add, ir.I64, was, square(b, f, i)))
		},
		"a sum": func(b *ir.Builder, f *ir.Func, i ir.Value) {
			b.Set(0, b.Make(ir.Add, ir.I64, b.Get(0), square(b, f, i)))
		},
		"the last": func(b *ir.Builder, f *ir.Func, i ir.Value) {
			b.Do(ir.Store, f.Params[0], at(b, f.Params[0], i), square(b, f, i))
			b.Set(0, square(b, f, i))
		},
	}
	for name, body := range bodies {
		m := ranged(false, 0, body)
		for _, width := range widths {
			c := counted{width: width}
			for n := range int64(70) {
				args := []interp.Value{{Ref: array(ir.I64, words, 1, false)}, {Ref: array(ir.I64, words, 1, false)},
					interp.Int(3), interp.Int(3 + n), interp.Int(0)}
				assert.Equal(t, outcome(t, m, nil, clone(args)), outcome(t, m, c.hook, clone(args)), "%s, %d iterations, width %d", name, n, width)
			}
			assert.Zero(t, c.refused)
		}
	}
}
