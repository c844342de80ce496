package native_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"gokernels/gokernels/ir"
	"gokernels/gokernels/native"
)

// TestAddressesCompute has a chain of ten times a number and a digit, twice that, and the like: products that are a sum's only
// operand of their kind, on either side, and others that something else reads too.
func TestAddressesCompute(t *testing.T) {
	needCode(t)
	for _, times := range []int64{2, 3, 6, 10, 18, 20, 40, 72, 80, 144, -10, 0} {
		for _, first := range []bool{false, true} {
			m, loop := eachElement(ir.I64, func(b *ir.Builder, f *ir.Func, i ir.Value, sum ir.Var) {
				product := b.Make(ir.Mul, ir.I64, b.Get(sum), b.Int(times))
				args := []ir.Value{product, i}
				if first {
					args = []ir.Value{i, product}
				}
				b.Set(sum, b.Make(ir.Add, ir.I64, args...))
			})
			sameOutcome(t, m, pair(ir.I64), "a chain")
			text, err := native.Compile(m.Funcs[0], loop).Listing(0)
			require.NoError(t, err)
			chained := map[int64]bool{6: true, 10: true, 18: true, 20: true, 40: true, 72: true}
			assert.Equal(t, chained[times], strings.Contains(text, "lea"), "%d\n%s", times, text)
		}
		m, _ := eachElement(ir.I64, func(b *ir.Builder, f *ir.Func, i ir.Value, sum ir.Var) {
			product := b.Make(ir.Mul, ir.I64, b.Get(sum), b.Int(times))
			b.Set(sum, b.Make(ir.Xor, ir.I64, b.Make(ir.Add, ir.I64, product, i), product))
		})
		sameOutcome(t, m, pair(ir.I64), "read twice")
	}
}

// TestAddressesBeginAtTheIndex loads what is before and behind an index, in the turn of which that index changes.
func TestAddressesBeginAtTheIndex(t *testing.T) {
	needCode(t)
	f, b := ir.NewFunc("f", "i64[1]", "i64[1]")
	x, y := f.Params[0], f.Params[1]
	n := f.NewVar("n", ir.I64)
	b.Set(n, b.Int(1))
	label := f.NewLabel()
	loop := b.Add(&ir.Instr{Op: ir.Loop, Int: label, Regions: []*ir.Region{{}}})
	b.In(loop.Regions[0], func() {
		k := b.Get(n)
		before, behind := b.Make(ir.Sub, ir.I64, k, b.Int(1)), b.Make(ir.Add, ir.I64, k, b.Int(1))
		b.Set(n, b.Make(ir.Add, ir.I64, k, b.Int(2)))
		sum := b.Make(ir.Add, ir.I64, b.Make(ir.Load, ir.I64, x, at(b, x, before)), b.Make(ir.Load, ir.I64, x, at(b, x, behind)))
		b.Do(ir.Store, y, at(b, y, k), b.Make(ir.Add, ir.I64, sum, b.Make(ir.Load, ir.I64, x, at(b, x, b.Get(n)))))
		b.If(b.Make(ir.Gt, ir.Bool, b.Get(n), b.Int(5)), func() { b.Add(&ir.Instr{Op: ir.Break, Int: label}) }, nil)
	})
	b.Do(ir.Return)
	m := &ir.Module{Funcs: []*ir.Func{f}}
	sameOutcome(t, m, pair(ir.I64)[:2], "around an index")
}
