package native_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"gokernels/gokernels/interp"
	"gokernels/gokernels/ir"
	"gokernels/gokernels/native"
)

// These tests run code made of AVX-512 and of AVX2 and compare every bit, those of NaN too. They are for machines that have
// both, or an emulator's (RATIONALE.md).
func needBoth(t *testing.T) {
	t.Helper()
	needCode(t)
	if !native.RunsAVX512() {
		t.Skip("skipped: no AVX-512 here, or GOKERNELS_NATIVE=avx2")
	}
}

// TestWishesForAVX2AreKept: else code made of AVX2 would not be tested where there is AVX-512.
func TestWishesForAVX2AreKept(t *testing.T) {
	t.Setenv("GOKERNELS_NATIVE", "avx2")
	needCode(t)
	assert.Equal(t, "avx2", os.Getenv("GOKERNELS_NATIVE"))
	t.Setenv("GOKERNELS_NATIVE", "0")
	needCode(t)
	assert.NotEqual(t, "0", os.Getenv("GOKERNELS_NATIVE"))
}

// ways are a module's programs: interpreted, and by code made of AVX2 and of AVX-512.
type ways struct {
	m                  *ir.Module
	plain, short, long *interp.Program
}

func newWays(t *testing.T, m *ir.Module, width int) *ways {
	t.Helper()
	c := counted{width: width}
	p := &ways{m: m, plain: program(t, m, nil)}
	native.Made(false, func() { p.short = program(t, m, c.hook) })
	native.Made(true, func() { p.long = program(t, m, c.hook) })
	return p
}

// allWays are by width.
func allWays(t *testing.T, m *ir.Module) (all []*ways) {
	t.Helper()
	for _, width := range widths {
		all = append(all, newWays(t, m, width))
	}
	return all
}

// allBits is every bit that a program leaves in results and arrays, and what was raised.
func allBits(p *interp.Program, long bool, args []interp.Value) (text string, results []interp.Value, err error) {
	native.Made(long, func() { results, err = p.Run(&interp.Serial{Seed: 5}, args) })
	text = fmt.Sprint(err)
	for _, v := range append(slices.Clone(results), args...) {
		text += fmt.Sprintf(" %x", v.Lo)
		if a, ok := v.Ref.(*interp.Array); ok {
			text += fmt.Sprintf(" %x", a.Data)
		}
	}
	return text, results, err
}

// same compares the two, and with the interpreter unless that adds floats in another order.
func (p *ways) same(t *testing.T, ordered bool, args []interp.Value, name string) bool {
	t.Helper()
	shorts, longs, plain := clone(args), clone(args), clone(args)
	short, _, _ := allBits(p.short, false, shorts)
	long, results, err := allBits(p.long, true, longs)
	if !ordered {
		return assert.Equal(t, short, long, name)
	}
	want, wrong := p.plain.Run(&interp.Serial{Seed: 5}, plain)
	return assert.Equal(t, short, long, name) &&
		assert.Equal(t, described(t, p.m, want, wrong, plain), described(t, p.m, results, err, longs), name)
}

// shapes are ways to reach what a loop reads and writes: c[i] = op(a[i], b[i]), by two indices of which one comes from an
// array, in one branch of an if, and in turns that differ by lane.
var shapes = map[string]func(b *ir.Builder, i ir.Value, v *visit){
	"plain": func(_ *ir.Builder, i ir.Value, v *visit) { v.put(i, v.of(i, i)) },
	"gather": func(b *ir.Builder, i ir.Value, v *visit) {
		v.put(i, v.of(b.Make(ir.Load, ir.I64, v.index, i), i))
	},
	"scatter": func(b *ir.Builder, i ir.Value, v *visit) {
		v.put(b.Make(ir.Load, ir.I64, v.index, i), v.of(i, i))
	},
	"if": func(b *ir.Builder, i ir.Value, v *visit) {
		odd := b.Make(ir.Ne, ir.Bool, b.Make(ir.And, ir.I64, b.Make(ir.Load, ir.I64, v.index, i), b.Int(3)), b.Int(0))
		b.If(odd, func() { v.put(i, v.of(b.Make(ir.Load, ir.I64, v.index, i), i)) }, func() { v.put(i, v.again(v.of(i, i), v.to)) })
	},
	"turns": func(b *ir.Builder, i ir.Value, v *visit) {
		b.Set(v.left, b.Make(ir.And, ir.I64, b.Make(ir.Load, ir.I64, v.index, i), b.Int(3)))
		b.Set(v.last, v.of(i, i))
		label := b.F.NewLabel()
		in := b.Add(&ir.Instr{Op: ir.Loop, Int: label, Regions: []*ir.Region{{}}})
		b.In(in.Regions[0], func() {
			k := b.Get(v.left)
			b.If(b.Make(ir.Le, ir.Bool, k, b.Int(0)), func() { b.Add(&ir.Instr{Op: ir.Break, Int: label}) }, nil)
			b.Set(v.left, b.Make(ir.Sub, ir.I64, k, b.Int(1)))
			b.Set(v.last, v.again(b.Get(v.last), v.to))
		})
		v.put(i, b.Get(v.last))
	},
}

// visit is what a shape's iteration does with elements.
type visit struct {
	*ir.Builder
	index      ir.Value // an array that holds the indices in some order
	from, to   ir.Type
	left, last ir.Var
	op         func(b *ir.Builder, x, y ir.Value) ir.Value
}

func (v *visit) of(i, k ir.Value) ir.Value {
	return v.op(v.Builder, v.Make(ir.Load, v.from, v.F.Params[0], i), v.Make(ir.Load, v.from, v.F.Params[1], k))
}

func (v *visit) put(i, x ir.Value) { v.Do(ir.Store, v.F.Params[2], i, x) }

// again is one more operation on a result.
func (v *visit) again(x ir.Value, t ir.Type) ir.Value {
	if t == ir.Bool {
		return v.Make(ir.Xor, t, x, v.Bool(true))
	}
	return v.Make(ir.Add, t, x, x)
}

func shapedLoop(shape string, from, to ir.Type, op func(b *ir.Builder, x, y ir.Value) ir.Value) *ir.Module {
	f, b := ir.NewFunc("f", ir.ArrayOf(from, 1), ir.ArrayOf(from, 1), ir.ArrayOf(to, 1), "i64[1]", ir.I64)
	v := &visit{Builder: b, index: f.Params[3], from: from, to: to, op: op}
	v.left, v.last = f.NewVar("left", ir.I64), f.NewVar("last", to)
	i := f.NewValue(ir.I64)
	in := b.Add(&ir.Instr{Op: ir.ParFor, Args: []ir.Value{b.Int(0), f.Params[4], b.Int(1), b.Int(0), b.Int(0)},
		Regions: []*ir.Region{{}, {Params: []ir.Value{i}}, {}}, Par: &ir.Par{NDim: 1, Parallel: true, Kind: "prange", Locals: []ir.Var{v.left, v.last}}})
	b.In(in.Regions[1], func() { shapes[shape](b, i, v) })
	b.Do(ir.Return)
	return &ir.Module{Funcs: []*ir.Func{f}}
}

// manyLengths are all tails of up to four vectors of eight, and one more; sixteens is what four vectors of sixteen do.
const (
	manyLengths = 34
	sixteens    = 64
)

// shapeArgs are arguments for n iterations, in arrays of several strides and alignments.
func shapeArgs(from, to ir.Type, n int, r *rand.Rand, words func(t ir.Type, n int, r *rand.Rand) []uint64) []interp.Value {
	order := make([]uint64, n)
	for i, k := range r.Perm(n) {
		order[i] = uint64(k)
	}
	a, b := array(from, words(from, n, r), 1+n%3%2, n%3 == 0), array(from, words(from, n, r), 1, n%4 == 1)
	out := array(to, make([]uint64, n), 1+n/2%2, n%5 == 0)
	return []interp.Value{{Ref: a}, {Ref: b}, {Ref: out}, {Ref: array(ir.I64, order, 1, false)}, interp.Int(int64(n))}
}

// overShapes compares an operation in all shapes, over lengths that differ by shape and type unless all are wanted.
func overShapes(t *testing.T, name string, r *rand.Rand, from, to ir.Type, words func(t ir.Type, n int, r *rand.Rand) []uint64,
	op func(b *ir.Builder, x, y ir.Value) ir.Value) {
	for shape := range shapes {
		m := shapedLoop(shape, from, to, op)
		require.NoError(t, ir.Verify(m), m.String())
		step := 1
		if programs() <= 300 {
			step = 5
		}
		ways := allWays(t, m)
		lengths := []int{sixteens + r.IntN(2*sixteens)}
		for n := r.IntN(step); n < manyLengths; n += step {
			lengths = append(lengths, n)
		}
		for _, n := range lengths {
			if !ways[n%3].same(t, true, shapeArgs(from, to, n, r, words), fmt.Sprint(name, " ", shape, " n ", n, " width ", widths[n%3])) {
				return
			}
		}
	}
}

func TestOperationsOnBoth(t *testing.T) {
	needBoth(t)
	r := rand.New(rand.NewPCG(11, 2))
	everyOperation(func(name string, from, to ir.Type, make func(b *ir.Builder, x, y ir.Value) ir.Value) {
		overShapes(t, name, r, from, to, samples, make)
	})
}

// everyCast has what makes each cast between scalars, of what is picked out of two.
func everyCast(do func(name string, from, to ir.Type, make func(b *ir.Builder, x, y ir.Value) ir.Value)) {
	for _, from := range ir.Scalars {
		for _, to := range ir.Scalars {
			if !from.IsComplex() && !to.IsComplex() {
				do(fmt.Sprint(from, " ", to), from, to, func(b *ir.Builder, x, y ir.Value) ir.Value {
					return b.Cast(b.Make(ir.Select, from, b.Make(ir.Lt, ir.Bool, x, y), x, y), to)
				})
			}
		}
	}
}

func TestCastsOnBoth(t *testing.T) {
	needBoth(t)
	r := rand.New(rand.NewPCG(12, 2))
	everyCast(func(name string, from, to ir.Type, make func(b *ir.Builder, x, y ir.Value) ir.Value) {
		overShapes(t, name, r, from, to, samples, make)
	})
}

// TestMathsOnBoth takes special values and random bits as arguments.
func TestMathsOnBoth(t *testing.T) {
	needBoth(t)
	r := rand.New(rand.NewPCG(13, 2))
	words := func(t ir.Type, n int, r *rand.Rand) []uint64 {
		a, out := argumentsOf(t, n, r), make([]uint64, n)
		for i := range out {
			for k := range t.Size() {
				out[i] |= uint64(a.Data[i*t.Size()+k]) << (8 * k)
			}
		}
		return out
	}
	for _, op := range functions {
		for _, elem := range []ir.Type{ir.F64, ir.F32} {
			name := fmt.Sprint(op, " ", elem)
			call := func(b *ir.Builder, x, y ir.Value) ir.Value { return applied(op, b, elem, x, y) }
			overShapes(t, name, r, elem, elem, words, call)
			for _, p := range allWays(t, shapedLoop("plain", elem, elem, call)) {
				p.same(t, true, shapeArgs(elem, elem, 1000*programs()/300, r, words), name)
			}
		}
	}
}

// folded is a function that reduces op over the elements, in chunks.
func folded(op ir.Op, elem ir.Type, chunk int64) *ir.Module {
	f, b := ir.NewFunc("f", ir.ArrayOf(elem, 1), ir.I64)
	part, total := f.NewVar("part", elem), f.NewVar("total", elem)
	start := b.Cast(b.Int(map[ir.Op]int64{ir.Mul: 1, ir.And: 1}[op]), elem)
	i := f.NewValue(ir.I64)
	b.Set(total, start)
	in := b.Add(&ir.Instr{Op: ir.ParFor, Args: []ir.Value{b.Int(0), f.Params[1], b.Int(1), b.Int(chunk), b.Int(0)},
		Regions: []*ir.Region{{}, {Params: []ir.Value{i}}, {}}, Par: &ir.Par{NDim: 1, Parallel: true, Kind: "prange", Locals: []ir.Var{part}}})
	b.In(in.Regions[0], func() { b.Set(part, start) })
	b.In(in.Regions[1], func() {
		x := b.Make(ir.Load, elem, f.Params[0], i)
		b.Set(part, b.Make(op, elem, b.Get(part), x))
	})
	b.In(in.Regions[2], func() { b.Set(total, b.Make(op, elem, b.Get(total), b.Get(part))) })
	f.Results = []ir.Type{elem}
	b.Do(ir.Return, b.Get(total))
	return &ir.Module{Funcs: []*ir.Func{f}}
}

func TestReductionsOnBoth(t *testing.T) {
	needBoth(t)
	r := rand.New(rand.NewPCG(14, 2))
	for _, elem := range []ir.Type{ir.F64, ir.F32, ir.I64, ir.U64, ir.I32, ir.U32, ir.I16, ir.U8} {
		for _, op := range []ir.Op{ir.Add, ir.Mul, ir.Min, ir.Max, ir.And, ir.Or, ir.Xor} {
			if ir.Ops[op].Kinds&elem.Kind() == 0 {
				continue
			}
			for _, chunk := range []int64{0, 5, 24} {
				m := folded(op, elem, chunk)
				require.NoError(t, ir.Verify(m), m.String())
				ways := allWays(t, m)
				for n := range 2 * manyLengths {
					args := []interp.Value{{Ref: array(elem, samples(elem, n, r), 1+n%2, n%3 == 0)}, interp.Int(int64(n))}
					if !ways[n%3].same(t, !elem.IsFloat(), args, fmt.Sprint(op, " ", elem, " chunk ", chunk, " n ", n, " width ", widths[n%3])) {
						return
					}
				}
			}
		}
	}
}

// TestProgramsOnBoth compares random programs.
func TestProgramsOnBoth(t *testing.T) {
	needBoth(t)
	for seed := range uint64(programs()) {
		r := rand.New(rand.NewPCG(seed, 1000))
		m := randomLoop(seed+1000, seed%3 != 0)
		locals(m)
		args := loopArgs(r)
		for k, p := range allWays(t, m) {
			if !p.same(t, true, args, fmt.Sprint("seed ", seed, " width ", widths[k])) {
				t.Log(m.String())
				return
			}
		}
	}
}
