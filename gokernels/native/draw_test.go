package native_test

import (
	"errors"
	"fmt"
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"gokernels/gokernels/interp"
	"gokernels/gokernels/ir"
	"gokernels/gokernels/random"
)

// drawKind is a draw by its routine; integers have a range: constants, arguments of the function, or elements of its
// arrays.
type drawKind struct {
	sym    string
	t      ir.Type
	lo, hi int64
	from   string // const, args, elements
}

func (k drawKind) String() string { return fmt.Sprint(k.sym, " ", k.lo, " ", k.hi, " ", k.from) }

var floatDraws = []drawKind{{sym: "random.uniform", t: ir.F64}, {sym: "random.normal", t: ir.F64}, {sym: "random.exponential", t: ir.F64}}

func allDraws() []drawKind {
	all := append([]drawKind{{sym: "random.bits", t: ir.I64}}, floatDraws...)
	ranges := [][2]int64{{1, 7}, {-4, 4}, {0, 1}, {-5, 1 << 32}, {0, 1<<40 + 3}, {math.MinInt64, math.MaxInt64}, {-1 << 62, 1<<62 + 1}}
	for _, r := range ranges {
		for _, from := range []string{"const", "args", "elements"} {
			all = append(all, drawKind{"random.integer", ir.I64, r[0], r[1], from})
		}
	}
	return all
}

// drawer builds f(out, lows, highs, lo, hi): out[i] from draws of iteration i, in one of the forms.
type drawer struct {
	*ir.Builder
	drawKind
	index ir.Value
}

// forms of loops: serial; the iterations of a parallel loop in lanes; one by one, as its step is 2; interpreted, with a
// serial loop within that is machine code.
var drawForms = []string{"serial", "lanes", "one by one", "within"}

func drawLoop(k drawKind, form string, chunk int64, body func(d *drawer, i ir.Value) ir.Value) *ir.Module {
	f, b := ir.NewFunc("f", ir.ArrayOf(k.t, 1), "i64[1]", "i64[1]", ir.I64, ir.I64)
	d := &drawer{Builder: b, drawKind: k}
	zero := b.Int(0)
	n := b.With(ir.Instr{Op: ir.Dim, Args: []ir.Value{f.Params[0]}}, ir.I64)
	do := func(i ir.Value) {
		d.index = i
		b.Do(ir.Store, f.Params[0], b.With(ir.Instr{Op: ir.Bounds, Args: []ir.Value{i, n}}, ir.I64), body(d, i))
	}
	if form == "serial" {
		b.For(zero, n, b.Int(1), func(i ir.Value, _ int64) { do(i) })
		f.Results = []ir.Type{k.t}
		d.index = 0
		b.Do(ir.Return, d.draw())
		return &ir.Module{Funcs: []*ir.Func{f}}
	}
	step := map[string]int64{"lanes": 1, "one by one": 2, "within": 1}[form]
	i := f.NewValue(ir.I64)
	in := b.Add(&ir.Instr{Op: ir.ParFor, Args: []ir.Value{zero, n, b.Int(step), b.Int(chunk), zero},
		Regions: []*ir.Region{{}, {Params: []ir.Value{i}}, {}}, Par: &ir.Par{NDim: 1, Parallel: true, Kind: "prange"}})
	b.In(in.Regions[1], func() {
		if form != "within" {
			do(i)
			return
		}
		b.With(ir.Instr{Op: ir.RT, Sym: "thread.id"}, ir.I64) // of which there is no machine code
		b.For(i, b.Make(ir.Add, ir.I64, i, b.Int(1)), b.Int(1), func(i ir.Value, _ int64) { do(i) })
	})
	for v := range f.Vars {
		in.Par.Locals = append(in.Par.Locals, ir.Var(v))
	}
	b.Do(ir.Return)
	return &ir.Module{Funcs: []*ir.Func{f}}
}

// draw is one draw.
func (d *drawer) draw() ir.Value {
	in := ir.Instr{Op: ir.RT, Sym: d.sym}
	p := d.F.Params
	switch {
	case d.sym != "random.integer":
	case d.from == "const":
		in.Args = []ir.Value{d.Int(d.lo), d.Int(d.hi)}
	case d.from == "args" || d.index == 0:
		in.Args = []ir.Value{p[3], p[4]}
	default:
		in.Args = []ir.Value{d.Make(ir.Load, ir.I64, p[1], d.index), d.Make(ir.Load, ir.I64, p[2], d.index)}
	}
	return d.With(in, d.t)
}

// join makes one value of two, and even tells halves of the values apart.
func (d *drawer) join(x, y ir.Value) ir.Value {
	if d.t == ir.F64 {
		return d.Make(ir.Add, d.t, x, y)
	}
	return d.Make(ir.Xor, d.t, x, y)
}

func (d *drawer) even(x ir.Value) ir.Value {
	if d.t == ir.F64 {
		return d.Make(ir.Lt, ir.Bool, x, d.Float(0.4))
	}
	return d.Make(ir.Eq, ir.Bool, d.Make(ir.And, d.t, x, d.Bits(d.t, 1)), d.Bits(d.t, 0))
}

func oneDraw(d *drawer, _ ir.Value) ir.Value { return d.draw() }

// tangled draws in ifs within ifs, and in a loop whose turns differ by iteration.
func tangled(d *drawer, i ir.Value) ir.Value {
	sum, turns := d.F.NewVar("sum", d.t), d.F.NewVar("turns", ir.I64)
	more := func() { d.Set(sum, d.join(d.Get(sum), d.draw())) }
	x := d.draw()
	d.Set(sum, x)
	d.If(d.even(x), func() {
		y := d.draw()
		d.Set(sum, d.join(d.Get(sum), y))
		d.If(d.even(y), more, nil)
	}, func() {
		d.Set(turns, d.Make(ir.And, ir.I64, i, d.Int(3)))
		label := d.F.NewLabel()
		in := d.Add(&ir.Instr{Op: ir.Loop, Int: label, Regions: []*ir.Region{{}}})
		d.In(in.Regions[0], func() {
			k := d.Get(turns)
			d.If(d.Make(ir.Le, ir.Bool, k, d.Int(0)), func() { d.Add(&ir.Instr{Op: ir.Break, Int: label}) }, nil)
			d.Set(turns, d.Make(ir.Sub, ir.I64, k, d.Int(1)))
			more()
		})
	})
	d.For(d.Int(0), d.Int(3), d.Int(1), func(ir.Value, int64) { more() })
	return d.Get(sum)
}

// drawn is what a program leaves: its outcome, and the stream of the calling thread with the turn.
func drawn(t *testing.T, m *ir.Module, hook interp.Native, args []interp.Value) (string, random.Stream) {
	t.Helper()
	host := &interp.Serial{Seed: 5}
	results, err := program(t, m, hook).Run(host, args)
	text := ""
	var raised *interp.Raised
	if errors.As(err, &raised) {
		text = raised.Error()
	} else {
		require.NoError(t, err)
	}
	for _, x := range results {
		text += fmt.Sprintf(" %x", x.Lo)
	}
	return fmt.Sprintf("%s %x", text, args[0].Ref.(*interp.Array).Data), *host.Stream()
}

func drawArgs(k drawKind, n int) []interp.Value {
	lows, highs := make([]uint64, n), make([]uint64, n)
	for i := range n {
		lows[i], highs[i] = uint64(k.lo), uint64(k.hi)
		if k.hi-k.lo > 8 || k.hi < k.lo {
			lows[i] += uint64(i % 3)
		}
	}
	return []interp.Value{{Ref: array(k.t, make([]uint64, n), 1, false)}, {Ref: array(ir.I64, lows, 1, false)},
		{Ref: array(ir.I64, highs, 1, false)}, interp.Int(k.lo), interp.Int(k.hi)}
}

func sameDraws(t *testing.T, k drawKind, form string, chunk int64, n int, m *ir.Module, args []interp.Value) bool {
	var c counted
	want, stream := drawn(t, m, func(*ir.Func, *ir.Instr) interp.Kernel { return nil }, clone(args))
	got, after := drawn(t, m, c.hook, clone(args))
	name := fmt.Sprint(k, " ", form, " chunk ", chunk, " n ", n)
	lanes := 0
	if form == "lanes" {
		lanes = 1
	}
	return assert.Equal(t, 1, c.loops, name) && assert.Equal(t, lanes, c.lanes, name) && assert.Equal(t, want, got, name) &&
		assert.Equal(t, stream, after, name)
}

func TestDraws(t *testing.T) {
	needCode(t)
	for _, k := range allDraws() {
		for _, form := range drawForms {
			for _, body := range []func(*drawer, ir.Value) ir.Value{oneDraw, tangled} {
				for _, chunk := range []int64{0, 13} {
					m := drawLoop(k, form, chunk, body)
					require.NoError(t, ir.Verify(m), m.String())
					for _, n := range []int{0, 1, 3, 5, 8, 12, 15, 17, 300} {
						if !sameDraws(t, k, form, chunk, n, m, drawArgs(k, n)) {
							t.Log(m.String())
							return
						}
					}
				}
			}
		}
	}
}

// TestDrawsUndecided takes so many values that words are among them which lead into the ziggurats' tails.
func TestDrawsUndecided(t *testing.T) {
	needCode(t)
	for _, k := range floatDraws[1:] {
		for _, form := range drawForms[:3] {
			m := drawLoop(k, form, 0, oneDraw)
			require.NoError(t, ir.Verify(m), m.String())
			if !sameDraws(t, k, form, 0, 40_000, m, drawArgs(k, 40_000)) {
				return
			}
		}
	}
}

// TestDrawsFromNothing: an empty range raises where the interpreter raises, with all draws before it made.
func TestDrawsFromNothing(t *testing.T) {
	needCode(t)
	for _, form := range drawForms {
		for _, from := range []string{"const", "args", "elements"} {
			for _, body := range []func(*drawer, ir.Value) ir.Value{oneDraw, tangled} {
				for at := range 20 {
					k := drawKind{"random.integer", ir.I64, 3, 3, from}
					if from == "elements" {
						k.hi = 90
					}
					m := drawLoop(k, form, 0, body)
					require.NoError(t, ir.Verify(m), m.String())
					args := drawArgs(k, 20)
					bad := args[1].Ref.(*interp.Array)
					bad.Data[8*at] = 90
					if !sameDraws(t, k, form, 0, 20, m, args) {
						return
					}
				}
			}
		}
	}
}

// TestDrawsRowByRow: a parallel loop over two axes has one stream a chunk, whose lanes do not start again with a row.
func TestDrawsRowByRow(t *testing.T) {
	needCode(t)
	f, b := ir.NewFunc("f", "f64[1]")
	zero, one := b.Int(0), b.Int(1)
	i, j := f.NewValue(ir.I64), f.NewValue(ir.I64)
	in := b.Add(&ir.Instr{Op: ir.ParFor, Args: []ir.Value{zero, b.Int(5), one, zero, b.Int(7), one, b.Int(16), zero},
		Regions: []*ir.Region{{}, {Params: []ir.Value{i, j}}, {}}, Par: &ir.Par{NDim: 2, Parallel: true, Kind: "prange"}})
	b.In(in.Regions[1], func() {
		at := b.Make(ir.Add, ir.I64, b.Make(ir.Mul, ir.I64, i, b.Int(7)), j)
		b.Do(ir.Store, f.Params[0], at, b.With(ir.Instr{Op: ir.RT, Sym: "random.normal"}, ir.F64))
	})
	b.Do(ir.Return)
	m := &ir.Module{Funcs: []*ir.Func{f}}
	require.NoError(t, ir.Verify(m), m.String())
	args := []interp.Value{{Ref: array(ir.F64, make([]uint64, 35), 1, false)}}
	assert.True(t, sameDraws(t, floatDraws[1], "rows", 16, 35, m, args))
}
