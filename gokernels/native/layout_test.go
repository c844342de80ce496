package native_test

import (
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"gokernels/gokernels/ir"
	"gokernels/gokernels/native"
)

// longIf is a loop around an if whose first branch has some steps, its second others, and a loop in which both stand.
func longIf(first, second int) (*ir.Module, *ir.Instr) {
	return eachElement(ir.I64, func(b *ir.Builder, f *ir.Func, i ir.Value, sum ir.Var) {
		steps := func(n int) func() {
			return func() {
				for k := range n {
					b.Set(sum, b.Make(ir.Xor, ir.I64, b.Make(ir.Mul, ir.I64, b.Get(sum), b.Int(int64(k+3))), i))
				}
			}
		}
		b.For(b.Int(0), b.Make(ir.And, ir.I64, i, b.Int(3)), b.Int(1), func(j ir.Value, _ int64) {
			x := b.Make(ir.Load, ir.I64, f.Params[0], b.Make(ir.Add, ir.I64, j, b.Int(1)))
			b.If(b.Make(ir.Gt, ir.Bool, x, b.Get(sum)), steps(first), steps(second))
		})
	})
}

// TestJumpsOfAllLengths runs code whose jumps are just short enough for a byte, and just too long.
func TestJumpsOfAllLengths(t *testing.T) {
	needCode(t)
	for first := 5; first < 40; first++ {
		for _, second := range []int{5, first, 30} {
			m, _ := longIf(first, second)
			sameOutcome(t, m, pair(ir.I64), strconv.Itoa(first))
		}
	}
}

// places are where the instructions of a listing begin.
func places(t *testing.T, text string) (at []int) {
	for _, line := range strings.Split(strings.TrimSpace(text), "\n") {
		if !strings.HasSuffix(line, ":") {
			n, err := strconv.ParseInt(strings.Fields(line)[0], 16, 64)
			require.NoError(t, err)
			at = append(at, int(n))
		}
	}
	return at
}

// TestSmallLoopsAreInOneLine puts code of many lengths before a loop that fits a line of 64 bytes.
func TestSmallLoopsAreInOneLine(t *testing.T) {
	needCode(t)
	for before := range 24 {
		m, loop := eachElement(ir.I64, func(b *ir.Builder, f *ir.Func, i ir.Value, sum ir.Var) {
			for k := range before {
				b.Set(sum, b.Make(ir.Xor, ir.I64, b.Make(ir.Mul, ir.I64, b.Get(sum), b.Int(int64(k+3))), i))
			}
			n, label := b.F.NewVar("n", ir.I64), b.F.NewLabel()
			b.Set(n, b.Make(ir.And, ir.I64, i, b.Int(7)))
			turns := b.Add(&ir.Instr{Op: ir.Loop, Int: label, Regions: []*ir.Region{{}}})
			b.In(turns.Regions[0], func() {
				b.If(b.Make(ir.Le, ir.Bool, b.Get(n), b.Int(0)), func() { b.Add(&ir.Instr{Op: ir.Break, Int: label}) }, nil)
				b.Set(sum, b.Make(ir.Sub, ir.I64, b.Make(ir.Mul, ir.I64, b.Get(sum), b.Int(3)), b.Get(n)))
				b.Set(n, b.Make(ir.Sub, ir.I64, b.Get(n), b.Int(1)))
				for range 32 { // what is no code, but too much for copies of the body
					b.Get(n)
				}
			})
		})
		sameOutcome(t, m, pair(ir.I64), "a loop within")
		text, err := native.Compile(m.Funcs[0], loop).Listing(0)
		require.NoError(t, err)
		lines := strings.Split(text, "\n")
		inner := -1 // the line of the inner loop's head: the last label that is jumped back to, from closest
		for i, line := range lines {
			if !strings.HasSuffix(line, ":") {
				continue
			}
			if strings.Contains(strings.Join(lines[i+1:min(len(lines), i+8)], "\n"), ", "+strings.TrimSuffix(line, ":")) {
				inner = i
			}
		}
		require.Positive(t, inner, text)
		begin, end := places(t, lines[inner+1])[0], 0
		for i := inner + 1; end == 0; i++ {
			if strings.HasSuffix(lines[i], strings.TrimSuffix(lines[inner], ":")) {
				end = places(t, lines[i])[0] + 5 // cmp and a short jump
			}
		}
		assert.Equal(t, begin/64, (end-1)/64, "%d\n%s", before, text)
	}
}
