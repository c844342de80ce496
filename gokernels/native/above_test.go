package native_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"gokernels/gokernels/ir"
	"gokernels/gokernels/native"
)

// compiledAbove15 makes code for AVX-512 whose vectors are all in registers that AVX2 does not have. None of it is run.
func compiledAbove15(t *testing.T, name string, m *ir.Module) {
	t.Helper()
	native.MadeAbove15(func() {
		for _, in := range m.Funcs[0].Body.Code {
			if in.Op != ir.ParFor && in.Op != ir.For {
				continue
			}
			r := native.Compile(m.Funcs[0], in)
			require.NotNil(t, r, name)
			_, err := r.Asm(0)
			require.NoError(t, err, name)
			if r.Lanes() {
				r.SetWidth(4)
				_, err = r.Asm(0)
				require.NoError(t, err, name)
			}
		}
	})
}

// TestRegistersAbove15: an instruction that has no form with these takes its operands from others, in whatever is compiled.
// Which registers values get by themselves depends on how many there are, so that a program may be the first to have it so.
func TestRegistersAbove15(t *testing.T) {
	needCode(t)
	inLoops := func(name string, from, to ir.Type, make func(b *ir.Builder, x, y ir.Value) ir.Value) {
		compiledAbove15(t, name, shapedLoop("if", from, to, make))
		compiledAbove15(t, name+" one by one", loopOf(from, to, false, make))
	}
	everyOperation(inLoops)
	everyCast(inLoops)
	for _, op := range functions {
		for _, elem := range []ir.Type{ir.F64, ir.F32} {
			call := func(b *ir.Builder, x, y ir.Value) ir.Value { return applied(op, b, elem, x, y) }
			compiledAbove15(t, fmt.Sprint(op, " ", elem), shapedLoop("plain", elem, elem, call))
		}
	}
	for _, elem := range []ir.Type{ir.F64, ir.F32, ir.I64, ir.I32, ir.U8} {
		for _, op := range []ir.Op{ir.Add, ir.Mul, ir.Min} {
			compiledAbove15(t, fmt.Sprint(op, " ", elem), folded(op, elem, 24))
		}
	}
	for seed := range uint64(60) {
		m := randomLoop(seed, seed%2 == 0)
		locals(m)
		compiledAbove15(t, fmt.Sprint("seed ", seed), m)
	}
}
