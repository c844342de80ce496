package native_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"gokernels/gokernels/ir"
	"gokernels/gokernels/native"
)

// compiled are the loops of a random program that have code, with their bytes, for a machine with or without AVX-512. None
// of it is run: most machines could not.
func compiled(t *testing.T, seed uint64, long bool) (loops []*native.Region, code [][]byte) {
	m := randomLoop(seed, seed%2 == 0)
	locals(m)
	for _, in := range m.Funcs[0].Body.Code {
		if in.Op != ir.ParFor && in.Op != ir.For {
			continue
		}
		native.Made(long, func() {
			r := native.Compile(m.Funcs[0], in)
			require.NotNil(t, r, "seed %d", seed)
			if width := widths[seed%3]; width > 0 {
				r.SetWidth(width)
			}
			text, err := r.Asm(0)
			require.NoError(t, err)
			loops, code = append(loops, r), append(code, text)
		})
	}
	return loops, code
}

// TestMachinesAgree: which loops run in lanes, and so the order of sums, does not depend on the machine. The code for
// AVX-512 is what a disassembler knows.
func TestMachinesAgree(t *testing.T) {
	needCode(t)
	longs := 0
	for seed := range uint64(60) {
		without, _ := compiled(t, seed, false)
		with, code := compiled(t, seed, true)
		for i, r := range with {
			assert.Equal(t, without[i].Lanes(), r.Lanes(), "seed %d", seed)
			text, _, _ := strings.Cut(listing(t, code[i]), "int3")
			assert.NotContains(t, text, "(bad)", "seed %d", seed)
			longs += strings.Count(text, "zmm")
		}
	}
	assert.Positive(t, longs)
}

// TestEightLanesOf64Bits: a loop over float64 has eight iterations in lanes where AVX-512 is, and its values in one vector.
func TestEightLanesOf64Bits(t *testing.T) {
	needCode(t)
	f, b := ir.NewFunc("f", "f64[1]", "f64[1]")
	i := f.NewValue(ir.I64)
	in := b.Add(&ir.Instr{Op: ir.ParFor, Args: []ir.Value{b.Int(0), b.Make(ir.Dim, ir.I64, f.Params[0]), b.Int(1), b.Int(64), b.Int(0)},
		Regions: []*ir.Region{{}, {Params: []ir.Value{i}}, {}}, Par: &ir.Par{NDim: 1, Parallel: true, Kind: "prange"}})
	b.In(in.Regions[1], func() {
		x := b.Make(ir.Load, ir.F64, f.Params[0], i)
		y := b.Make(ir.Select, ir.F64, b.Make(ir.Lt, ir.Bool, x, b.Float(2)), b.Make(ir.Mul, ir.F64, x, x), b.Make(ir.Sqrt, ir.F64, x))
		b.Do(ir.Store, f.Params[1], i, y)
	})
	b.Do(ir.Return)
	for _, long := range []bool{false, true} {
		var code []byte
		native.Made(long, func() {
			r := native.Compile(f, in)
			require.NotNil(t, r)
			var err error
			code, err = r.Asm(r.Key(0, 0) | r.Key(1, 0))
			require.NoError(t, err)
		})
		text, _, _ := strings.Cut(listing(t, code), "int3")
		for _, name := range []string{"vmulpd zmm", "vsqrtpd zmm", "vblendmpd zmm"} {
			assert.Equal(t, long, strings.Contains(strings.Join(strings.Fields(text), " "), name), name)
		}
	}
}
