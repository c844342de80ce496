package native_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"gokernels/gokernels/interp"
	"gokernels/gokernels/ir"
)

// samples are words of a type: edges first, then random ones.
func samples(t ir.Type, n int, r *rand.Rand) []uint64 {
	edges := []uint64{0, 1, ^uint64(0), 1 << 63, 1<<63 - 1, 1 << 31, 1<<31 - 1, 0x80, 0x7f, 2, 3}
	floats := []float64{0, math.Copysign(0, -1), 1, -1, math.Inf(1), math.Inf(-1), math.NaN(), 5e-324, 1e308, 0.5, 2.5, -3.5, 1e10, -1e19, 3e9, 700, -740}
	out := make([]uint64, n)
	for i := range out {
		w := r.Uint64()
		if k := r.IntN(3); k == 0 {
			w = edges[r.IntN(len(edges))]
		} else if k == 1 {
			w = uint64(int64(r.IntN(40) - 20))
		}
		switch {
		case t == ir.F64:
			w = math.Float64bits(r.NormFloat64() * 20)
			if r.IntN(3) == 0 {
				w = math.Float64bits(floats[r.IntN(len(floats))])
			}
		case t == ir.F32:
			w = uint64(math.Float32bits(float32(r.NormFloat64() * 20)))
			if r.IntN(3) == 0 {
				w = uint64(math.Float32bits(float32(floats[r.IntN(len(floats))])))
			}
		case t == ir.Bool:
			w &= 1
		}
		out[i] = w
	}
	return out
}

// loopOf is a function of arrays a, b, c and a length that sets c[i] = op(a[i], b[i]), in a parallel or a serial loop.
func loopOf(from, to ir.Type, parallel bool, make func(b *ir.Builder, x, y ir.Value) ir.Value) *ir.Module {
	f, b := ir.NewFunc("f", ir.ArrayOf(from, 1), ir.ArrayOf(from, 1), ir.ArrayOf(to, 1), ir.I64)
	zero, one := b.Int(0), b.Int(1)
	body := func(i ir.Value) {
		x := b.Make(ir.Load, from, f.Params[0], i)
		y := b.Make(ir.Load, from, f.Params[1], i)
		b.Do(ir.Store, f.Params[2], i, make(b, x, y))
	}
	if !parallel {
		b.For(zero, f.Params[3], one, func(i ir.Value, _ int64) { body(i) })
	} else {
		i := f.NewValue(ir.I64)
		in := b.Add(&ir.Instr{Op: ir.ParFor, Args: []ir.Value{zero, f.Params[3], one, zero, zero},
			Regions: []*ir.Region{{}, {Params: []ir.Value{i}}, {}}, Par: &ir.Par{NDim: 1, Parallel: true, Kind: "prange"}})
		b.In(in.Regions[1], func() { body(i) })
	}
	b.Do(ir.Return)
	return &ir.Module{Funcs: []*ir.Func{f}}
}

func TestEveryOperation(t *testing.T) {
	needCode(t)
	r := rand.New(rand.NewPCG(1, 2))
	everyOperation(func(name string, from, to ir.Type, make func(b *ir.Builder, x, y ir.Value) ir.Value) {
		same(t, name, r, from, to, make)
	})
}

// everyOperation has what makes each operation that is not control, for each type of its operands.
func everyOperation(do func(name string, from, to ir.Type, make func(b *ir.Builder, x, y ir.Value) ir.Value)) {
	for op := ir.Op(1); int(op) < len(ir.Ops); op++ {
		row := ir.Ops[op]
		for _, from := range ir.Scalars {
			if from.IsComplex() || row.Kinds&from.Kind() == 0 || row.Class == ir.Control || row.Class == ir.Special && op != ir.Abs && op != ir.Fma {
				continue
			}
			to := from
			if row.Class == ir.Compare || row.Class == ir.Test {
				to = ir.Bool
			}
			do(fmt.Sprint(op, " ", from), from, to, func(b *ir.Builder, x, y ir.Value) ir.Value {
				switch {
				case op == ir.Fma:
					return b.Make(op, to, x, y, x)
				case row.Class == ir.Binary || row.Class == ir.Compare:
					return b.Make(op, to, x, y)
				}
				return b.Make(op, to, x)
			})
		}
	}
}

func TestEveryCastAndSelect(t *testing.T) {
	needCode(t)
	r := rand.New(rand.NewPCG(3, 4))
	for _, from := range ir.Scalars {
		for _, to := range ir.Scalars {
			if from.IsComplex() || to.IsComplex() {
				continue
			}
			same(t, fmt.Sprint("cast ", from, " ", to), r, from, to, func(b *ir.Builder, x, _ ir.Value) ir.Value { return b.Cast(x, to) })
		}
		if !from.IsComplex() {
			same(t, fmt.Sprint("select ", from), r, from, from, func(b *ir.Builder, x, y ir.Value) ir.Value {
				c := b.Make(ir.Lt, ir.Bool, x, y)
				return b.Make(ir.Select, from, c, x, y)
			})
		}
	}
}

// ranges are the least and the greatest int of types.
var ranges = map[ir.Type][2]int64{ir.I64: {math.MinInt64, math.MaxInt64}, ir.I32: {math.MinInt32, math.MaxInt32}, ir.I16: {math.MinInt16, math.MaxInt16},
	ir.I8: {-128, 127}, ir.U64: {0, math.MaxInt64}, ir.U32: {0, math.MaxUint32}, ir.U8: {0, 255}}

// TestConstants has the second operand constant, for which there is other code.
func TestConstants(t *testing.T) {
	needCode(t)
	r := rand.New(rand.NewPCG(5, 6))
	for _, from := range []ir.Type{ir.I64, ir.I32, ir.U8, ir.U64, ir.I16, ir.U32, ir.I8} {
		for _, op := range []ir.Op{ir.Add, ir.Mul, ir.Shl, ir.Shr, ir.FloorDiv, ir.Mod, ir.FMod, ir.And, ir.Min, ir.Sub} {
			for i, k := range []int64{0, 1, 2, 4, 64, 7, -1, -8, 100, 127, 1 << 31, 1<<31 - 1, 1_000_003} {
				if b := ranges[from]; k < b[0] || k > b[1] || testing.Short() && i%3 != int(op)%3 {
					continue
				}
				same(t, fmt.Sprint(op, " ", from, " ", k), r, from, from, func(b *ir.Builder, x, _ ir.Value) ir.Value {
					return b.Make(op, from, x, b.Bits(from, k))
				})
			}
		}
	}
}

// same compares machine code with the interpreter over lengths, strides and alignments.
func same(t *testing.T, name string, r *rand.Rand, from, to ir.Type, build func(b *ir.Builder, x, y ir.Value) ir.Value) {
	for _, parallel := range []bool{true, false} {
		m := loopOf(from, to, parallel, build)
		require.NoError(t, ir.Verify(m), name)
		c := []counted{{width: 0}, {width: 4}, {width: 8}}
		for n := range 18 {
			if n > 10 {
				n = 8*(n-11) + r.IntN(9)
			}
			a := array(from, samples(from, n, r), 1+n%2, n%3 == 0)
			b := array(from, samples(from, n, r), 1, false)
			out := array(to, make([]uint64, n), 1+n/2%2, n%5 == 0)
			args := []interp.Value{{Ref: a}, {Ref: b}, {Ref: out}, interp.Int(int64(n))}
			want := outcome(t, m, nil, clone(args))
			k := n % len(c)
			got := outcome(t, m, c[k].hook, clone(args))
			if !assert.Equal(t, want, got, "%s parallel=%v n=%d width %d", name, parallel, n, c[k].width) {
				return
			}
			assert.Zero(t, c[k].refused, name)
		}
	}
}
