package interp_test

import (
	"encoding/binary"
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"gokernels/gokernels/interp"
	"gokernels/gokernels/ir"
)

// program is one test case: IR text, arguments, and either the results as printed by show or the exception.
type program struct {
	name, text string
	args       []interp.Value
	want       string
	raises     string
}

// fn wraps code lines into a function.
func fn(signature string, lines ...string) string {
	return "func f" + signature + " {\n  " + strings.Join(lines, "\n  ") + "\n}\n"
}

// link parses, verifies and links.
func link(t testing.TB, text string) *interp.Program {
	t.Helper()
	m, err := ir.Parse(text)
	require.NoError(t, err, text)
	require.NoError(t, ir.Verify(m), text)
	p, err := interp.New(m)
	require.NoError(t, err, text)
	return p
}

// run runs text on a serial host.
func run(t testing.TB, text string, args ...interp.Value) ([]interp.Value, error) {
	t.Helper()
	return link(t, text).Run(&interp.Serial{}, args)
}

// check runs the programs.
func check(t *testing.T, programs []program) {
	for _, p := range programs {
		t.Run(p.name, func(t *testing.T) {
			m, err := ir.Parse(p.text)
			require.NoError(t, err)
			got, err := run(t, p.text, p.args...)
			if p.raises != "" {
				require.EqualError(t, err, p.raises)
				return
			}
			require.NoError(t, err)
			parts := make([]string, len(got))
			for i, v := range got {
				parts[i] = show(v, m.Funcs[0].Results[i])
			}
			assert.Equal(t, p.want, strings.Join(parts, " "))
		})
	}
}

// show prints a value of a type.
func show(v interp.Value, t ir.Type) string {
	switch ref := v.Ref.(type) {
	case *interp.Array:
		return fmt.Sprint(ref.Shape, elements(ref))
	case string:
		return ref
	case nil:
		return fmt.Sprint(v.Go(t))
	}
	return fmt.Sprintf("%T", v.Ref)
}

// elements lists an array's elements in C order; floats and ints only.
func elements(a *interp.Array) []float64 {
	out := []float64{}
	at := make([]int, len(a.Shape))
	for range a.Size() {
		offset := a.Offset
		for d, i := range at {
			offset += i * a.Strides[d]
		}
		word := binary.LittleEndian.Uint64(a.Data[offset:])
		if a.Elem == ir.F64 {
			out = append(out, math.Float64frombits(word))
		} else {
			out = append(out, float64(int64(word)))
		}
		for d := len(at) - 1; d >= 0; d-- {
			if at[d]++; at[d] < a.Shape[d] {
				break
			}
			at[d] = 0
		}
	}
	return out
}

// array makes a C-ordered f64 array of 0, 1, 2, …
func array(shape ...int) *interp.Array {
	a := &interp.Array{Shape: shape, Strides: make([]int, len(shape)), Elem: ir.F64}
	size := 8
	for d := len(shape) - 1; d >= 0; d-- {
		a.Strides[d] = size
		size *= shape[d]
	}
	a.Data = make([]byte, size)
	for i := range size / 8 {
		binary.LittleEndian.PutUint64(a.Data[8*i:], math.Float64bits(float64(i)))
	}
	return a
}

func ref(x any) interp.Value { return interp.Value{Ref: x} }
