package native_test

import (
	"errors"
	"fmt"
	"math"
	"os"
	"testing"

	"github.com/stretchr/testify/require"

	"gokernels/gokernels/interp"
	"gokernels/gokernels/ir"
	"gokernels/gokernels/native"
)

// kernel is a Region as the interpreter sees it.
type kernel struct{ *native.Region }

func (k kernel) Plain() interp.Kernel {
	if r := k.Region.Plain(); r != nil {
		return kernel{r}
	}
	return nil
}

func (k kernel) Take(key uint64) (interp.Code, []uint64, error) { return k.Region.Take(key) }

func (k kernel) Give(code interp.Code, words []uint64) { k.Region.Give(code.(*native.Code), words) }

// counted tells how many loops were compiled, how many have their own iterations in lanes, and how many those of a loop
// within. A width is how many iterations are in lanes; 0 leaves that to the compiler.
type counted struct{ loops, lanes, laned, refused, width int }

// widths are all that there are.
var widths = []int{0, 4, 8}

func (c *counted) hook(f *ir.Func, in *ir.Instr) interp.Kernel {
	if in == nil {
		return nil
	}
	return c.count(native.Compile(f, in))
}

// withCalls is hook with the functions of a module.
func (c *counted) withCalls(m *ir.Module) interp.Native {
	library := native.NewLibrary(m)
	return func(f *ir.Func, in *ir.Instr) interp.Kernel { return c.count(library.Compile(f, in)) }
}

func (c *counted) count(r *native.Region) interp.Kernel {
	if r == nil {
		c.refused++
		return nil
	}
	c.loops++
	if c.width > 0 {
		r.SetWidth(c.width)
	}
	if r.Lanes() {
		c.lanes++
	}
	if r.Within() {
		c.laned++
	}
	return kernel{r}
}

// needCode wants machine code; what asks for AVX2 stays, as it is read when the first code is made.
func needCode(t testing.TB) {
	t.Helper()
	if os.Getenv("GOKERNELS_NATIVE") == "0" {
		t.Setenv("GOKERNELS_NATIVE", "1")
	}
	t.Setenv("GOKERNELS_CHECK", "1")
	if !native.Available() {
		t.Skip("no machine code on this machine or in this build")
	}
}

// program links a module; nil is for no machine code.
func program(t testing.TB, m *ir.Module, hook interp.Native) *interp.Program {
	t.Helper()
	hooks := []interp.Native{hook}
	if hook == nil {
		hooks = nil
	}
	p, err := interp.New(m, hooks...)
	require.NoError(t, err, m.String())
	return p
}

// outcome runs a module and describes all that a caller can see: results, arrays, the exception and its place.
func outcome(t testing.TB, m *ir.Module, hook interp.Native, args []interp.Value) string {
	t.Helper()
	results, err := program(t, m, hook).Run(&interp.Serial{Seed: 5}, args)
	return described(t, m, results, err, args)
}

// described is the outcome of a run.
func described(t testing.TB, m *ir.Module, results []interp.Value, err error, args []interp.Value) string {
	t.Helper()
	text := ""
	var raised *interp.Raised
	if errors.As(err, &raised) {
		text = fmt.Sprint(raised.Error(), " line ", raised.Pos.Line)
	} else {
		require.NoError(t, err, m.String())
	}
	types := m.Funcs[0].Results
	for i, v := range results {
		text += " " + shown(v.Lo, types[i])
	}
	for _, v := range args {
		if a, ok := v.Ref.(*interp.Array); ok {
			text += "\n" + contents(a)
		}
	}
	return text
}

// shown prints every bit but those of NaN.
func shown(word uint64, t ir.Type) string {
	switch t {
	case ir.F64:
		if x := math.Float64frombits(word); x != x {
			return "nan"
		}
	case ir.F32:
		if x := math.Float32frombits(uint32(word)); x != x {
			return "nan"
		}
	}
	return fmt.Sprintf("%x", word)
}

func contents(a *interp.Array) string {
	text := ""
	for i := range a.Shape[0] {
		at := a.Offset + i*a.Strides[0]
		word := uint64(0)
		for k := range a.Elem.Size() {
			word |= uint64(a.Data[at+k]) << (8 * k)
		}
		text += " " + shown(word, a.Elem)
	}
	return text
}

// array makes a one-dimensional array of words, at an odd distance from its block's start if odd.
func array(t ir.Type, words []uint64, step int, odd bool) *interp.Array {
	size := t.Size()
	data := make([]byte, size*len(words)*max(step, 1)+1)
	a := &interp.Array{Data: data, Shape: []int{len(words)}, Strides: []int{size * step}, Elem: t}
	if odd {
		a.Offset = 1
	}
	for i, w := range words {
		for k := range size {
			data[a.Offset+i*size*step+k] = byte(w >> (8 * k))
		}
	}
	return a
}

// clone copies arguments with their arrays.
func clone(args []interp.Value) []interp.Value {
	out := make([]interp.Value, len(args))
	for i, v := range args {
		out[i] = v
		if a, ok := v.Ref.(*interp.Array); ok {
			b := *a
			b.Data = append([]byte(nil), a.Data...)
			out[i].Ref = &b
		}
	}
	return out
}
