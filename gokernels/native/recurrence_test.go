package native_test

import (
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"

	"gokernels/gokernels/interp"
	"gokernels/gokernels/ir"
)

// beforeLoop is a loop of which each iteration keeps its element for the next one, in late, and that one for one more, in
// later: out[i] = x[i] if the two are equal, else the later. It has a count of those, and what both hold in the end.
func beforeLoop(t ir.Type, checked bool) *ir.Module {
	f, b := ir.NewFunc("f", ir.ArrayOf(t, 1), ir.ArrayOf(t, 1), "i64[1]", t, ir.I64)
	late, later, equal := f.NewVar("late", t), f.NewVar("later", t), f.NewVar("equal", ir.I64)
	b.Set(late, f.Params[3])
	b.Set(later, f.Params[3])
	b.Set(equal, b.Int(0))
	b.For(b.Int(0), f.Params[4], b.Int(1), func(i ir.Value, _ int64) {
		from := i
		if checked {
			from = at(b, f.Params[0], b.Make(ir.Load, ir.I64, f.Params[2], i))
		}
		x := b.Make(ir.Load, t, f.Params[0], from)
		was := b.Get(late)
		b.If(b.Make(ir.Eq, ir.Bool, x, was), func() {
			b.Do(ir.Store, f.Params[1], i, x)
			b.Set(equal, b.Make(ir.Add, ir.I64, b.Get(equal), b.Int(1)))
		}, func() { b.Do(ir.Store, f.Params[1], i, b.Get(later)) })
		b.Set(later, was)
		b.Set(late, x)
	})
	f.Results = []ir.Type{t, t, ir.I64}
	b.Do(ir.Return, b.Get(late), b.Get(later), b.Get(equal))
	return &ir.Module{Funcs: []*ir.Func{f}}
}

// TestRecurrencesAreInLanes compares with the interpreter for all types, widths, lengths around vectors, and with an index in
// the middle that ends the run in lanes by an exception.
func TestRecurrencesAreInLanes(t *testing.T) {
	needCode(t)
	r := rand.New(rand.NewPCG(21, 1))
	for _, elem := range ir.Scalars {
		if elem.IsComplex() {
			continue
		}
		for _, checked := range []bool{false, true} {
			m := beforeLoop(elem, checked)
			for _, width := range widths {
				c := counted{width: width}
				for _, n := range []int{0, 1, 8, 9, 12, 15, 16, 17, 20, 31, 35, 39} {
					words, places := samples(elem, n, r), make([]uint64, n)
					for i := range places {
						places[i] = uint64(r.IntN(i + 1))
					}
					if n%3 == 2 {
						places[n/2] = 99
					}
					args := []interp.Value{{Ref: array(elem, words, 1, n%2 == 1)}, {Ref: array(elem, make([]uint64, n), 1, false)},
						{Ref: array(ir.I64, places, 1, false)}, {Lo: samples(elem, 1, r)[0]}, interp.Int(int64(n))}
					args[3].Lo = extended(elem, args[3].Lo)
					if !assert.Equal(t, outcome(t, m, nil, clone(args)), outcome(t, m, c.hook, clone(args)), "%s checked %v width %d n %d", elem, checked, width, n) {
						return
					}
				}
				assert.Zero(t, c.refused)
				if !checked { // else for some types lanes do not pay
					assert.Equal(t, c.loops, c.laned, elem)
				}
			}
		}
	}
}

// extended is a word as a scalar argument has it.
func extended(t ir.Type, word uint64) uint64 {
	if t.IsFloat() {
		return word
	}
	return uint64(ir.Extend(t, int64(word)))
}
