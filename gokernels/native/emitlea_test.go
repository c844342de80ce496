package native_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"gokernels/gokernels/ir"
	"gokernels/gokernels/native"
)

// TestMultiplesAndSums computes with constants of all shapes, the operands of which are needed later too.
func TestMultiplesAndSums(t *testing.T) {
	needCode(t)
	constants := []int64{0, 1, -1, 1<<31 - 1, -1 << 31, 3 << 29, 5 << 28, -3, -10, 127, 128, -128, -129}
	for n := range int64(82) {
		constants = append(constants, n)
	}
	for _, op := range []ir.Op{ir.Add, ir.Sub, ir.Mul} {
		for _, c := range constants {
			m, _ := eachElement(ir.I64, func(b *ir.Builder, f *ir.Func, i ir.Value, sum ir.Var) {
				x := b.Make(ir.Load, ir.I64, f.Params[0], i)
				y := b.Make(op, ir.I64, x, b.Int(c))
				z := b.Make(op, ir.I64, b.Get(sum), b.Int(c))
				b.Set(sum, b.Make(ir.Xor, ir.I64, b.Make(ir.Add, ir.I64, x, y), b.Make(ir.Add, ir.I64, z, b.Make(ir.Add, ir.I64, y, i))))
			})
			sameOutcome(t, m, pair(ir.I64), fmt.Sprint(op, c))
		}
	}
}

// TestMultiplesAreAddresses reads a loop whose turns wait for a product.
func TestMultiplesAreAddresses(t *testing.T) {
	needCode(t)
	for c, want := range map[int64]bool{3: true, 10: true, 72: true, 7: false} {
		m, loop := eachElement(ir.I64, func(b *ir.Builder, f *ir.Func, i ir.Value, sum ir.Var) {
			b.Set(sum, b.Make(ir.Xor, ir.I64, b.Make(ir.Mul, ir.I64, b.Get(sum), b.Int(c)), i))
		})
		text, err := native.Compile(m.Funcs[0], loop).Listing(0)
		require.NoError(t, err)
		size := 0 // of the product, in bytes: imul takes seven
		for at, line := range strings.Split(text, "\n") {
			if strings.Contains(line, "imul") {
				here := places(t, strings.Join(strings.Split(text, "\n")[at:at+2], "\n"))
				size = here[1] - here[0]
			}
		}
		assert.Equal(t, want, size != 7, text)
	}
}
