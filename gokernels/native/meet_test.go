package native_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"gokernels/gokernels/interp"
	"gokernels/gokernels/ir"
)

// TestLanesAroundAMeeting has loops that read, in all iterations, elements that some iteration writes: at the start, in the middle,
// at the end, behind, by a negative index, two of them, and one that does not exist.
func TestLanesAroundAMeeting(t *testing.T) {
	needCode(t)
	words := make([]uint64, 60)
	for i := range words {
		words[i] = uint64(i*i + 1)
	}
	load := func(b *ir.Builder, a, i ir.Value) ir.Value { return b.Make(ir.Load, ir.I64, a, at(b, a, i)) }
	bodies := map[string]func(b *ir.Builder, f *ir.Func, i ir.Value){
		"one": func(b *ir.Builder, f *ir.Func, i ir.Value) {
			out := f.Params[0]
			sum := b.Make(ir.Add, ir.I64, load(b, out, f.Params[4]), load(b, f.Params[1], i))
			b.Do(ir.Store, out, at(b, out, i), b.Make(ir.Xor, ir.I64, sum, load(b, out, i)))
		},
		"two, behind the store": func(b *ir.Builder, f *ir.Func, i ir.Value) {
			out := f.Params[0]
			to := at(b, out, b.Make(ir.Add, ir.I64, i, b.Int(1)))
			b.Do(ir.Store, out, to, b.Make(ir.Add, ir.I64, load(b, out, f.Params[4]), load(b, f.Params[1], i)))
			again := b.Make(ir.Xor, ir.I64, load(b, out, b.Int(30)), b.Make(ir.Load, ir.I64, out, to))
			b.Do(ir.Store, out, to, b.Make(ir.Add, ir.I64, again, load(b, out, f.Params[4])))
		},
		"under a condition": func(b *ir.Builder, f *ir.Func, i ir.Value) {
			out := f.Params[0]
			sum := b.Make(ir.Add, ir.I64, load(b, out, f.Params[4]), load(b, f.Params[1], i))
			odd := b.Make(ir.Ne, ir.Bool, b.Make(ir.And, ir.I64, sum, b.Int(2)), b.Int(0))
			b.If(odd, func() { b.Do(ir.Store, out, at(b, out, i), sum) }, func() {})
		},
	}
	for name, body := range bodies {
		m := ranged(false, 0, body)
		for _, width := range widths {
			c := counted{width: width}
			for _, x := range [][2]int64{{0, 59}, {3, 40}, {5, 30}, {20, 29}, {29, 59}, {30, 58}, {31, 59}, {7, 7}, {2, 200}} {
				for _, still := range []int64{0, 3, 4, 5, 12, 13, 20, 29, 30, 31, 39, 40, 58, 59, 60, -1, -20, -60, -61} {
					args := []interp.Value{{Ref: array(ir.I64, words, 1, false)}, {Ref: array(ir.I64, words, 1, false)},
						interp.Int(x[0]), interp.Int(x[1]), interp.Int(still)}
					if !assert.Equal(t, outcome(t, m, nil, clone(args)), outcome(t, m, c.hook, clone(args)), "%s: %v still %d width %d", name, x, still, width) {
						return
					}
				}
			}
			assert.Zero(t, c.refused)
			assert.Equal(t, c.loops, c.laned, name)
		}
	}
}
