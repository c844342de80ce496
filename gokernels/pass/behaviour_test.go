package pass_test

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"gokernels/gokernels/interp"
	"gokernels/gokernels/ir"
	"gokernels/gokernels/pass"
)

// arguments are two arrays, apart or overlapping, and scalars.
func arguments(variant int) []interp.Value {
	const n = 7
	data := make([]byte, 8*4*n)
	for i := range 4 * n {
		binary.LittleEndian.PutUint64(data[8*i:], math.Float64bits(float64(i)*0.37-2))
	}
	view := func(first, count, step int) interp.Value {
		return interp.Value{Ref: &interp.Array{Data: data, Offset: 8 * first, Shape: []int{count}, Strides: []int{8 * step}, Elem: ir.F64}}
	}
	second := []interp.Value{view(2*n, n, 1), view(1, n, 1), view(0, n, 1), view(n, n-2, -1), view(n, 1, 1)}[variant%5]
	return []interp.Value{view(0, n, 1), second, interp.Int(int64(variant - 2)), interp.Float(1.25), interp.Bool(variant%2 == 0)}
}

// outcome runs a module and describes all that a caller can see.
func outcome(t *testing.T, m *ir.Module, variant int) string {
	p, err := interp.New(m)
	require.NoError(t, err, m.String())
	args := arguments(variant)
	results, err := p.Run(&interp.Serial{}, args)
	var raised *interp.Raised
	text := ""
	if errors.As(err, &raised) {
		text = raised.Error()
	} else {
		require.NoError(t, err, m.String())
	}
	for _, v := range append(results, args[0], args[1]) {
		text += " " + shown(v)
	}
	return text
}

// shown prints every bit but those of NaN.
func shown(v interp.Value) string {
	a, ok := v.Ref.(*interp.Array)
	if !ok {
		return fmt.Sprint(v.Lo)
	}
	text := fmt.Sprint(a.Shape)
	for i := range a.Shape[0] {
		bits := binary.LittleEndian.Uint64(a.Data[a.Offset+i*a.Strides[0]:])
		if math.IsNaN(math.Float64frombits(bits)) {
			bits = math.Float64bits(math.NaN())
		}
		text += fmt.Sprint(" ", bits)
	}
	return text
}

// sameBehaviour holds that the passes change nothing that a caller can see.
func sameBehaviour(t *testing.T, m *ir.Module, o pass.Options) {
	before := m.Clone()
	_, err := pass.Run(m, o)
	require.NoError(t, err, before.String())
	for variant := range 5 {
		want := outcome(t, before, variant)
		if !assert.Equal(t, want, outcome(t, m, variant), "variant %d of\n%s\nbecame\n%s", variant, before, m) {
			t.FailNow()
		}
	}
}

func TestRandomModulesKeepTheirMeaning(t *testing.T) {
	for seed := range uint64(100) {
		sameBehaviour(t, randomModule(seed), pass.Options{Check: true, Machine: true})
	}
}

func TestRandomModulesKeepTheirMeaningPassByPass(t *testing.T) {
	for _, name := range []string{"inline", "fold", "forward", "arrays", "common", "branch", "dead", "hoist", "bounds", "fuse", "temps", "stretch", "views", "scratch", "nested", "complexes"} {
		for seed := range uint64(6) {
			sameBehaviour(t, randomModule(1000+seed), pass.Options{Check: true, Machine: true, Only: []string{name}})
		}
	}
}

func FuzzRandomModules(f *testing.F) {
	f.Add(uint64(1))
	f.Fuzz(func(t *testing.T, seed uint64) {
		sameBehaviour(t, randomModule(seed), pass.Options{Check: true, Machine: true})
	})
}
