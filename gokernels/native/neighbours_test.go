package native_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"gokernels/gokernels/interp"
	"gokernels/gokernels/ir"
	"gokernels/gokernels/native"
)

// sumOfThree is out[i] = a[i] + a[i+1] + a[i+2], out and a being arrays of a type.
func sumOfThree(t ir.Type) (m *ir.Module, loop *ir.Instr) {
	f, b := ir.NewFunc("f", ir.ArrayOf(t, 1), ir.ArrayOf(t, 1))
	i := f.NewValue(ir.I64)
	stop := b.Make(ir.Sub, ir.I64, b.Make(ir.Dim, ir.I64, f.Params[0]), b.Int(2))
	loop = b.Add(&ir.Instr{Op: ir.ParFor, Args: []ir.Value{b.Int(0), stop, b.Int(1), b.Int(1024), b.Int(0)},
		Regions: []*ir.Region{{}, {Params: []ir.Value{i}}, {}}, Par: &ir.Par{NDim: 1, Parallel: true, Kind: "prange"}})
	b.In(loop.Regions[1], func() {
		at := func(k int64) ir.Value { return b.Make(ir.Load, t, f.Params[0], b.Make(ir.Add, ir.I64, i, b.Int(k))) }
		b.Do(ir.Store, f.Params[1], i, b.Make(ir.Add, t, b.Make(ir.Add, t, at(0), at(1)), at(2)))
	})
	b.Do(ir.Return)
	return &ir.Module{Funcs: []*ir.Func{f}}, loop
}

// TestNeighboursLieBetweenOthers runs a stencil of AVX-512, whose vectors come from between two that are loaded.
func TestNeighboursLieBetweenOthers(t *testing.T) {
	needBoth(t)
	g := rand.New(rand.NewPCG(1, 2))
	for _, kind := range []ir.Type{ir.F64, ir.I64, ir.F32, ir.I32} {
		m, _ := sumOfThree(kind)
		for _, p := range allWays(t, m) {
			for n := range 150 {
				in, out := make([]uint64, n), make([]uint64, n)
				for i := range in {
					switch x := g.Float64(); kind {
					case ir.F64:
						in[i] = math.Float64bits(x)
					case ir.F32:
						in[i] = uint64(math.Float32bits(float32(x)))
					default:
						in[i] = g.Uint64()
					}
				}
				args := []interp.Value{{Ref: array(kind, in, 1, false)}, {Ref: array(kind, out, 1, false)}}
				if !p.same(t, true, args, fmt.Sprintf("%s, %d elements", kind, n)) {
					return
				}
			}
		}
	}
}

// TestNeighboursInCode looks for the instructions.
func TestNeighboursInCode(t *testing.T) {
	needCode(t)
	for kind, name := range map[ir.Type]string{ir.F64: "valignq", ir.I64: "valignq", ir.F32: "valignd", ir.I32: "valignd"} {
		m, loop := sumOfThree(kind)
		for _, long := range []bool{false, true} {
			native.Made(long, func() {
				r := native.Compile(m.Funcs[0], loop)
				text, err := r.Listing(r.Key(0, 0) | r.Key(1, 0))
				require.NoError(t, err)
				assert.Equal(t, long, strings.Contains(text, name), "%s\n%s", kind, text)
			})
		}
	}
}
