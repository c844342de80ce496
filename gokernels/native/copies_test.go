package native_test

import (
	"regexp"
	"strconv"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"gokernels/gokernels/interp"
	"gokernels/gokernels/ir"
	"gokernels/gokernels/native"
)

// stepping is a loop over range(a, b, step) that keeps the last of some elements, goes on early where one is 0, leaves where
// one is 1, and raises where an index that it loads is none.
func stepping(step int64) *ir.Module {
	f, b := ir.NewFunc("f", "i64[1]", ir.I64, ir.I64)
	last, n := f.NewVar("last", ir.I64), f.NewVar("n", ir.I64)
	b.Set(last, b.Int(-1))
	b.Set(n, b.Int(0))
	b.For(f.Params[1], f.Params[2], b.Int(step), func(i ir.Value, label int64) {
		b.Set(n, b.Make(ir.Add, ir.I64, b.Get(n), b.Int(1)))
		x := b.Make(ir.Load, ir.I64, f.Params[0], at(b, f.Params[0], i))
		b.If(b.Make(ir.Eq, ir.Bool, x, b.Int(0)), func() { b.Add(&ir.Instr{Op: ir.Continue, Int: label}) }, nil)
		b.If(b.Make(ir.Eq, ir.Bool, x, b.Int(1)), func() { b.Add(&ir.Instr{Op: ir.Break, Int: label}) }, nil)
		b.Set(last, b.Make(ir.Load, ir.I64, f.Params[0], at(b, f.Params[0], x)))
	})
	f.Results = []ir.Type{ir.I64, ir.I64}
	b.Do(ir.Return, b.Get(last), b.Get(n))
	return &ir.Module{Funcs: []*ir.Func{f}}
}

// TestBodiesInCopies has loops of all small lengths, and every way out of each of the copies of a body.
func TestBodiesInCopies(t *testing.T) {
	needCode(t)
	for _, step := range []int64{1, 2, -1} {
		m := stepping(step)
		for length := int64(-1); length <= 10; length++ {
			for special := range int64(10) {
				for _, what := range []uint64{0, 1, 50, 3} {
					words := []uint64{9, 8, 7, 6, 5, 4, 3, 2, 2, 3, 4, 5}
					words[special] = what
					args := []interp.Value{{Ref: array(ir.I64, words, 1, false)}, interp.Int(0), interp.Int(length)}
					if step < 0 {
						args[1], args[2] = interp.Int(length), interp.Int(0)
					}
					var c counted
					if !assert.Equal(t, outcome(t, m, nil, args), outcome(t, m, c.hook, args), "%d %d %d %d", step, length, special, what) {
						return
					}
					assert.Equal(t, 1, c.loops)
				}
			}
		}
		for _, in := range m.Funcs[0].Body.Code {
			if in.Op == ir.For {
				text, err := native.Compile(m.Funcs[0], in).Listing(0)
				require.NoError(t, err)
				assert.Greater(t, turnsOf(t, text), 1)
			}
		}
	}
}

// TestWhileInCopies has a while whose body, like that of a for, stands several times; it leaves by its condition or by a break.
func TestWhileInCopies(t *testing.T) {
	needCode(t)
	f, b := ir.NewFunc("f", "i64[1]", ir.I64)
	n, label := f.NewVar("n", ir.I64), f.NewLabel()
	b.Set(n, f.Params[1])
	loop := b.Add(&ir.Instr{Op: ir.Loop, Int: label, Regions: []*ir.Region{{}}})
	b.In(loop.Regions[0], func() {
		leave := func() { b.Add(&ir.Instr{Op: ir.Break, Int: label}) }
		b.If(b.Make(ir.Le, ir.Bool, b.Get(n), b.Int(0)), leave, nil)
		b.Set(n, b.Make(ir.Sub, ir.I64, b.Get(n), b.Int(1)))
		b.If(b.Make(ir.Eq, ir.Bool, b.Make(ir.Load, ir.I64, f.Params[0], at(b, f.Params[0], b.Get(n))), b.Int(1)), leave, nil)
	})
	f.Results = []ir.Type{ir.I64}
	b.Do(ir.Return, b.Get(n))
	m := &ir.Module{Funcs: []*ir.Func{f}}
	for length := range int64(13) {
		for special := range 12 {
			words := make([]uint64, 12)
			words[special] = 1
			args := []interp.Value{{Ref: array(ir.I64, words, 1, false)}, interp.Int(length)}
			sameOutcome(t, m, args, "leaves by its condition or a break")
		}
	}
	text, err := native.Compile(f, loop).Listing(0)
	require.NoError(t, err)
	assert.Greater(t, turnsOf(t, text), 1)
}

// turnsOf is how many turns of the first loop in a listing are counted at once: as often its body stands there.
func turnsOf(t testing.TB, text string) int {
	t.Helper()
	at := regexp.MustCompile(`  turn (\d+)\n`).FindStringSubmatch(text)
	require.NotNil(t, at, text)
	n, err := strconv.Atoi(at[1])
	require.NoError(t, err)
	return n
}

// TestEmptyBodies has a loop within another one of which nothing is left, as what it set nobody reads.
func TestEmptyBodies(t *testing.T) {
	needCode(t)
	f, b := ir.NewFunc("f", ir.I64, ir.I64)
	n := f.NewVar("n", ir.I64)
	b.Set(n, b.Int(0))
	b.For(b.Int(0), f.Params[0], b.Int(1), func(i ir.Value, _ int64) {
		b.For(b.Int(0), i, f.Params[1], func(ir.Value, int64) {})
		b.Set(n, b.Make(ir.Add, ir.I64, b.Get(n), i))
	})
	f.Results = []ir.Type{ir.I64}
	b.Do(ir.Return, b.Get(n))
	m := &ir.Module{Funcs: []*ir.Func{f}}
	for length := range int64(6) {
		args := []interp.Value{interp.Int(length), interp.Int(3)}
		var c counted
		assert.Equal(t, outcome(t, m, nil, args), outcome(t, m, c.hook, args))
		assert.Equal(t, 1, c.loops)
	}
}

// TestCopiesAskHowMuchIsLeft has a body that computes what the loop does itself to see how many turns are left.
func TestCopiesAskHowMuchIsLeft(t *testing.T) {
	needCode(t)
	f, b := ir.NewFunc("f", ir.I64)
	sum := f.NewVar("sum", ir.I64)
	b.Set(sum, b.Int(0))
	b.For(b.Int(0), f.Params[0], b.Int(1), func(i ir.Value, _ int64) {
		b.For(b.Int(0), i, b.Int(1), func(j ir.Value, _ int64) {
			b.Set(sum, b.Make(ir.Add, ir.I64, b.Make(ir.Mul, ir.I64, b.Get(sum), b.Int(3)), b.Make(ir.Sub, ir.I64, i, j)))
		})
	})
	f.Results = []ir.Type{ir.I64}
	b.Do(ir.Return, b.Get(sum))
	m := &ir.Module{Funcs: []*ir.Func{f}}
	for n := range int64(20) {
		sameOutcome(t, m, []interp.Value{interp.Int(n)}, "what is left")
	}
}
