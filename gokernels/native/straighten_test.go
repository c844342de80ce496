package native_test

import (
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"gokernels/gokernels/interp"
	"gokernels/gokernels/ir"
	"gokernels/gokernels/native"
)

// whileBoth is a function f(a, n) that counts how often it takes a step, as while k > 0 and a[k] != 7 (k -= step).
func whileBoth() *ir.Module {
	f, b := ir.NewFunc("f", "i64[1]", ir.I64)
	k, n, and := f.NewVar("k", ir.I64), f.NewVar("n", ir.I64), f.NewVar("", ir.Bool)
	f.Labels = 2
	b.Set(k, f.Params[1])
	b.Set(n, b.Int(0))
	body := &ir.Region{}
	b.Add(&ir.Instr{Op: ir.Loop, Int: 1, Regions: []*ir.Region{body}})
	b.In(body, func() {
		b.If(b.Make(ir.Gt, ir.Bool, b.Get(k), b.Int(0)), func() {
			count := b.With(ir.Instr{Op: ir.Dim, Args: []ir.Value{f.Params[0]}}, ir.I64)
			at := b.With(ir.Instr{Op: ir.Bounds, Args: []ir.Value{b.Get(k), count}}, ir.I64)
			b.Set(and, b.Make(ir.Ne, ir.Bool, b.Make(ir.Load, ir.I64, f.Params[0], at), b.Int(7)))
		}, func() { b.Set(and, b.Bool(false)) })
		b.If(b.Get(and), func() {
			b.Set(n, b.Make(ir.Add, ir.I64, b.Get(n), b.Int(1)))
			b.Set(k, b.Make(ir.Sub, ir.I64, b.Get(k), b.Int(2)))
		}, func() { b.Add(&ir.Instr{Op: ir.Break, Int: 1}) })
	})
	f.Results = []ir.Type{ir.I64, ir.I64}
	b.Do(ir.Return, b.Get(n), b.Get(k))
	return &ir.Module{Funcs: []*ir.Func{f}}
}

// TestStraightLoops checks that a while loop jumps once a turn, at its end, and does what the interpreter does.
func TestStraightLoops(t *testing.T) {
	needCode(t)
	m := whileBoth()
	for _, start := range []int64{-3, 0, 1, 4, 5, 6, 7} {
		for _, seven := range []int{0, 2, 5} {
			words := make([]uint64, 6)
			words[seven] = 7
			args := []interp.Value{{Ref: array(ir.I64, words, 1, false)}, interp.Int(start)}
			var c counted
			assert.Equal(t, outcome(t, m, nil, args), outcome(t, m, c.hook, args), "%d %d", start, seven)
			assert.Equal(t, 1, c.loops)
		}
	}
	loop := m.Funcs[0].Body.Code
	for _, in := range loop {
		if in.Op != ir.Loop {
			continue
		}
		text, err := native.Compile(m.Funcs[0], in).Listing(0)
		require.NoError(t, err)
		hot, _, _ := strings.Cut(text, "exit")
		assert.NotContains(t, hot, "jmp")
	}
}

// TestRaisesOutOfLine has a raise at the end of a branch, behind which the code in line is nothing but a jump: that must stay,
// though nothing but falling through comes to it.
func TestRaisesOutOfLine(t *testing.T) {
	needCode(t)
	f, b := ir.NewFunc("f", ir.I64, ir.I64)
	s := f.NewVar("s", ir.F64)
	b.Set(s, b.Float(0))
	add := func(x float64) { b.Set(s, b.Make(ir.Add, ir.F64, b.Get(s), b.Float(x))) }
	b.For(b.Int(0), f.Params[0], b.Int(1), func(i ir.Value, _ int64) {
		b.If(b.Make(ir.Lt, ir.Bool, i, b.Int(5)), func() {
			add(0.5)
			b.If(b.Make(ir.Eq, ir.Bool, i, f.Params[1]), func() { b.Add(&ir.Instr{Op: ir.Raise, Sym: "ValueError", Args: []ir.Value{b.Text("no")}}) }, nil)
		}, func() { add(100) })
		add(1)
	})
	f.Results = []ir.Type{ir.F64}
	b.Do(ir.Return, b.Get(s))
	m := &ir.Module{Funcs: []*ir.Func{f}}
	for _, args := range [][]interp.Value{{interp.Int(9), interp.Int(-1)}, {interp.Int(9), interp.Int(3)}, {interp.Int(2), interp.Int(3)}} {
		var c counted
		assert.Equal(t, outcome(t, m, nil, args), outcome(t, m, c.hook, args))
		assert.Equal(t, 1, c.loops)
	}
}

// TestTurnedLoopsAreAligned: the label to which a while loop jumps back from its end is at the start of what is fetched at
// once, whichever branch of its first if leaves it.
func TestTurnedLoopsAreAligned(t *testing.T) {
	needCode(t)
	for _, when := range []bool{false, true} {
		f, b := ir.NewFunc("f", ir.I64)
		k := f.NewVar("k", ir.I64)
		b.Set(k, f.Params[0])
		loop := b.Add(&ir.Instr{Op: ir.Loop, Int: 1, Regions: []*ir.Region{{}}})
		leave := func() { b.Add(&ir.Instr{Op: ir.Break, Int: 1}) }
		b.In(loop.Regions[0], func() {
			now := b.Get(k)
			if when {
				b.If(b.Make(ir.Le, ir.Bool, now, b.Int(0)), leave, nil)
			} else {
				b.If(b.Make(ir.Gt, ir.Bool, now, b.Int(0)), nil, leave)
			}
			b.Set(k, b.Make(ir.Sub, ir.I64, now, b.Int(3)))
		})
		text, err := native.Compile(f, loop).Listing(0)
		require.NoError(t, err)
		back := regexp.MustCompile(`(?s)\n(L\d+):\n +(\w+) .*br .*, (L\d+)\n`).FindStringSubmatch(text)
		require.NotNil(t, back, text)
		assert.Equal(t, back[1], back[3], text)
		at, err := strconv.ParseInt(back[2], 16, 64)
		require.NoError(t, err)
		assert.Zero(t, at%32, text)
	}
}
