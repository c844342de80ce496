package native_test

import (
	"encoding/binary"
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"gokernels/gokernels/interp"
	"gokernels/gokernels/ir"
	"gokernels/gokernels/native"
)

// functions are the operations that are lowered by algorithms of vecmath and interp.
var functions = []ir.Op{ir.Exp, ir.Exp2, ir.Expm1, ir.Log, ir.Log2, ir.Log10, ir.Log1p, ir.Sin, ir.Cos, ir.Tan, ir.Asin, ir.Acos, ir.Atan,
	ir.Sinh, ir.Cosh, ir.Tanh, ir.Asinh, ir.Acosh, ir.Atanh, ir.Cbrt, ir.Erf, ir.Pow, ir.Atan2, ir.Hypot, ir.FMod, ir.Mod, ir.FloorDiv}

// around are the places where some function leaves its straight path or changes its formula.
var around = []float64{0, 1, 0.5, 2, 22, 40, 44, 104, 110, 700, 708, 710, 746, 1022, 1024, 1074, 1080, 5.93, math.Sqrt2 - 1, math.Sqrt2 + 1, math.Pi / 4,
	math.Pi / 2, 1000 * math.Pi, 0x1p30, 0x1p53, 0x1p60, 0x1p100, 0x1p500, 0x1p-500, 0x1p-450, 0x1p-900, 0x1p-960, 0x1p1000, 0x1p-1022, 0x1p-126,
	math.MaxFloat64, math.MaxFloat32, math.SmallestNonzeroFloat64, math.SmallestNonzeroFloat32, math.Inf(1), math.NaN()}

// argument draws from special values and their neighbours, random bits, integers, and ranges of several sizes.
func argument(r *rand.Rand) float64 {
	switch r.IntN(7) {
	case 0:
		x := around[r.IntN(len(around))]
		for range r.IntN(3) {
			x = math.Nextafter(x, r.NormFloat64()*math.MaxFloat64)
		}
		return math.Copysign(x, r.NormFloat64())
	case 1:
		return math.Float64frombits(r.Uint64())
	case 2:
		return float64(r.IntN(41)-20) / 2
	case 3:
		return r.NormFloat64()
	case 4:
		return r.NormFloat64() * 1000
	case 5:
		return 2*r.Float64() - 1
	}
	return math.Copysign(math.Exp2(60*r.Float64()-30), r.NormFloat64())
}

func argumentsOf(t ir.Type, n int, r *rand.Rand) *interp.Array {
	words := make([]uint64, n)
	for i := range words {
		words[i] = math.Float64bits(argument(r))
		if t == ir.F32 {
			words[i] = uint64(math.Float32bits(float32(argument(r))))
			if r.IntN(4) == 0 {
				words[i] = uint64(r.Uint32())
			}
		}
	}
	return array(t, words, 1, false)
}

// sameFunction runs a loop of a function both ways and compares every element.
func sameFunction(t *testing.T, m *ir.Module, elem ir.Type, n int, seed uint64) {
	t.Helper()
	r := rand.New(rand.NewPCG(seed, 77))
	x, y := argumentsOf(elem, n, r), argumentsOf(elem, n, r)
	var out [2]*interp.Array
	for k, hook := range []interp.Native{nil, (&counted{}).hook} {
		out[k] = array(elem, make([]uint64, n), 1, false)
		run(t, m, hook, x, y, out[k])
	}
	for i := range n {
		want, got := element(out[0], i), element(out[1], i)
		if want != got {
			require.Equal(t, want, got, "element %d of %d: arguments %s, %s", i, n, element(x, i), element(y, i))
		}
	}
}

// run runs a loop of a function over arrays of one length.
func run(t testing.TB, m *ir.Module, hook interp.Native, x, y, out *interp.Array) {
	t.Helper()
	_, err := program(t, m, hook).Run(&interp.Serial{Seed: 5}, []interp.Value{{Ref: x}, {Ref: y}, {Ref: out}, interp.Int(int64(x.Shape[0]))})
	require.NoError(t, err)
}

// element is an element with its bits, but for NaN.
func element(a *interp.Array, i int) string {
	size := a.Elem.Size()
	b := make([]byte, 8)
	copy(b, a.Data[i*size:(i+1)*size])
	word := binary.LittleEndian.Uint64(b)
	x := math.Float64frombits(word)
	if a.Elem == ir.F32 {
		x = float64(math.Float32frombits(uint32(word)))
	}
	return fmt.Sprintf("%v (%s)", x, shown(word, a.Elem))
}

func applied(op ir.Op, b *ir.Builder, elem ir.Type, x, y ir.Value) ir.Value {
	if ir.Ops[op].Class == ir.Binary {
		return b.Make(op, elem, x, y)
	}
	return b.Make(op, elem, x)
}

// TestFunctionsHaveTheInterpretersBits goes over many arguments, in lanes and one by one, and every length of a tail.
func TestFunctionsHaveTheInterpretersBits(t *testing.T) {
	needCode(t)
	for _, op := range functions {
		for _, elem := range []ir.Type{ir.F64, ir.F32} {
			t.Run(fmt.Sprint(op, " ", elem), func(t *testing.T) {
				for _, parallel := range []bool{true, false} {
					m := loopOf(elem, elem, parallel, func(b *ir.Builder, x, y ir.Value) ir.Value { return applied(op, b, elem, x, y) })
					sameFunction(t, m, elem, 3000*programs()/300, 1)
					for n := range 9 {
						sameFunction(t, m, elem, n, uint64(n))
					}
				}
			})
		}
	}
}

// TestFunctionsUnderMasks has a function in one branch of an if, and its result used after another function.
func TestFunctionsUnderMasks(t *testing.T) {
	needCode(t)
	for _, op := range functions {
		for _, elem := range []ir.Type{ir.F64, ir.F32} {
			m := loopUnderMask(op, elem)
			require.NoError(t, ir.Verify(m))
			for n := range 12 {
				sameFunction(t, m, elem, n*n, uint64(n))
			}
		}
	}
}

// loopUnderMask stores f(x, y) where x < y, and exp of f(y, x) elsewhere.
func loopUnderMask(op ir.Op, elem ir.Type) *ir.Module {
	f, b := ir.NewFunc("f", ir.ArrayOf(elem, 1), ir.ArrayOf(elem, 1), ir.ArrayOf(elem, 1), ir.I64)
	zero, one := b.Int(0), b.Int(1)
	i := f.NewValue(ir.I64)
	in := b.Add(&ir.Instr{Op: ir.ParFor, Args: []ir.Value{zero, f.Params[3], one, zero, zero},
		Regions: []*ir.Region{{}, {Params: []ir.Value{i}}, {}}, Par: &ir.Par{NDim: 1, Parallel: true, Kind: "prange"}})
	b.In(in.Regions[1], func() {
		x, y := b.Make(ir.Load, elem, f.Params[0], i), b.Make(ir.Load, elem, f.Params[1], i)
		b.If(b.Make(ir.Lt, ir.Bool, x, y), func() {
			b.Do(ir.Store, f.Params[2], i, applied(op, b, elem, x, y))
		}, func() {
			b.Do(ir.Store, f.Params[2], i, b.Make(ir.Exp, elem, applied(op, b, elem, y, x)))
		})
	})
	b.Do(ir.Return)
	return &ir.Module{Funcs: []*ir.Func{f}}
}

// watched counts the callouts of a kernel.
type watched struct {
	kernel
	calls *int
}

func (w watched) Plain() interp.Kernel { return nil }

func (w watched) Take(key uint64) (interp.Code, []uint64, error) {
	code, words, err := w.Region.Take(key)
	return watchedCode{code, w.calls}, words, err
}

func (w watched) Give(code interp.Code, words []uint64) {
	w.Region.Give(code.(watchedCode).Code, words)
}

type watchedCode struct {
	*native.Code
	calls *int
}

func (w watchedCode) Run(words []uint64) int64 {
	status := w.Code.Run(words)
	if status <= native.Callout {
		*w.calls++
	}
	return status
}

// TestFunctionsAreInline counts the callouts of a loop over ordinary arguments, zeros and NaN among them: none.
func TestFunctionsAreInline(t *testing.T) {
	needCode(t)
	const n = 101
	r := rand.New(rand.NewPCG(6, 6))
	for _, op := range append([]ir.Op{ir.Fma}, functions...) {
		for _, elem := range []ir.Type{ir.F64, ir.F32} {
			calls := 0
			m := loopOf(elem, elem, true, func(b *ir.Builder, x, y ir.Value) ir.Value {
				if op == ir.Fma {
					return b.Make(op, elem, x, y, x)
				}
				return applied(op, b, elem, x, y)
			})
			x, y := make([]uint64, n), make([]uint64, n)
			for i := range x {
				a, b := r.Float64(), r.Float64()+0.1
				switch i % 10 {
				case 3:
					a = 0
				case 5:
					a = math.NaN()
				}
				x[i], y[i] = math.Float64bits(a), math.Float64bits(b)
				if elem == ir.F32 {
					x[i], y[i] = uint64(math.Float32bits(float32(a))), uint64(math.Float32bits(float32(b)))
				}
			}
			run(t, m, func(f *ir.Func, in *ir.Instr) interp.Kernel {
				region := native.Compile(f, in)
				require.NotNil(t, region)
				require.True(t, region.Lanes())
				return watched{kernel{region}, &calls}
			}, array(elem, x, 1, false), array(elem, y, 1, false), array(elem, x, 1, false))
			require.Zero(t, calls, "%s %s", op, elem)
		}
	}
}

// BenchmarkFunctions reports ns an element in a loop of 10,000 ordinary ones.
func BenchmarkFunctions(b *testing.B) {
	needCode(b)
	const n = 10000
	for _, op := range functions {
		for _, elem := range []ir.Type{ir.F64, ir.F32} {
			b.Run(fmt.Sprint(op, "-", elem), func(b *testing.B) {
				r := rand.New(rand.NewPCG(5, 5))
				words := make([]uint64, n)
				for i := range words {
					words[i] = math.Float64bits(r.Float64() + 0x1p-20)
					if elem == ir.F32 {
						words[i] = uint64(math.Float32bits(float32(r.Float64()) + 0x1p-20))
					}
				}
				x, out := array(elem, words, 1, false), array(elem, words, 1, false)
				m := loopOf(elem, elem, true, func(bl *ir.Builder, x, y ir.Value) ir.Value { return applied(op, bl, elem, x, y) })
				p := program(b, m, (&counted{}).hook)
				args := []interp.Value{{Ref: x}, {Ref: x}, {Ref: out}, interp.Int(n)}
				for b.Loop() {
					_, err := p.Run(&interp.Serial{Seed: 5}, args)
					require.NoError(b, err)
				}
				b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/n, "ns/elem")
			})
		}
	}
}
