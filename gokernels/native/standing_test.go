package native_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"gokernels/gokernels/interp"
	"gokernels/gokernels/ir"
)

// standingLoop is acc = acc*3 + in[k], out[i] = acc for all i from a start to a stop.
func standingLoop() *ir.Module {
	f, b := ir.NewFunc("f", "i64[1]", "i64[1]", ir.I64, ir.I64, ir.I64)
	acc := f.NewVar("acc", ir.I64)
	b.Set(acc, b.Int(1))
	b.For(f.Params[2], f.Params[3], b.Int(1), func(i ir.Value, _ int64) {
		x := b.Make(ir.Load, ir.I64, f.Params[1], at(b, f.Params[1], f.Params[4]))
		b.Set(acc, b.Make(ir.Add, ir.I64, b.Make(ir.Mul, ir.I64, b.Get(acc), b.Int(3)), x))
		b.Do(ir.Store, f.Params[0], at(b, f.Params[0], i), b.Get(acc))
	})
	f.Results = []ir.Type{ir.I64}
	b.Do(ir.Return, b.Get(acc))
	return &ir.Module{Funcs: []*ir.Func{f}}
}

// standingInLanes is out[i] += in[k].
func standingInLanes() *ir.Module {
	f, b := ir.NewFunc("f", "i64[1]", "i64[1]", ir.I64, ir.I64, ir.I64)
	b.For(f.Params[2], f.Params[3], b.Int(1), func(i ir.Value, _ int64) {
		x := b.Make(ir.Load, ir.I64, f.Params[1], f.Params[4])
		old := b.Make(ir.Load, ir.I64, f.Params[0], at(b, f.Params[0], i))
		b.Do(ir.Store, f.Params[0], at(b, f.Params[0], i), b.Make(ir.Add, ir.I64, old, x))
	})
	b.Do(ir.Return)
	return &ir.Module{Funcs: []*ir.Func{f}}
}

func TestLoadsBeforeVectors(t *testing.T) {
	needCode(t)
	m := standingInLanes()
	words := make([]uint64, 50)
	for i := range words {
		words[i] = uint64(i*i + 3)
	}
	for _, same := range []bool{false, true} {
		for _, width := range widths {
			for k := range int64(50) {
				c := counted{width: width}
				run := func(native interp.Native) string {
					in := array(ir.I64, words, 1, false)
					out := in
					if !same {
						out = array(ir.I64, words, 1, false)
					}
					other := *out
					return outcome(t, m, native, []interp.Value{{Ref: &other}, {Ref: in}, interp.Int(k % 3), interp.Int(50 - k%5), interp.Int(k)})
				}
				assert.Equal(t, run(nil), run(c.hook), "%d same %v width %d", k, same, width)
				assert.Equal(t, c.loops, c.laned)
			}
		}
	}
}

// TestLoadsBeforeTheLoop has an element that all iterations load: of an array of its own, of one that is written at another name,
// of an index that is out of range, and of a loop that does not turn.
func TestLoadsBeforeTheLoop(t *testing.T) {
	needCode(t)
	m := standingLoop()
	words := []uint64{5, 6, 7, 8, 9, 10, 11, 12, 13, 14}
	for _, same := range []bool{false, true} {
		for _, x := range [][3]int64{{0, 10, 3}, {0, 10, 0}, {0, 10, 9}, {0, 10, -1}, {2, 8, 3}, {0, 10, 10}, {0, 10, -11}, {3, 3, 20}, {0, 12, 4}, {-4, 3, 8}} {
			var c counted
			run := func(native interp.Native) string {
				in := array(ir.I64, words, 1, false)
				out := in
				if !same {
					out = array(ir.I64, make([]uint64, len(words)), 1, false)
				}
				other := *out // another array, of the same memory
				return outcome(t, m, native, []interp.Value{{Ref: &other}, {Ref: in}, interp.Int(x[0]), interp.Int(x[1]), interp.Int(x[2])})
			}
			assert.Equal(t, run(nil), run(c.hook), "%v same %v", x, same)
			assert.Zero(t, c.refused)
		}
	}
}
