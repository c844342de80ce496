package pass_test

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
	"gokernels/gokernels/pass"
)

// edges are parts of numbers: both zeros, whole, near and far from overflow in f32 and f64, infinite, none.
var edges = []float64{0, math.Copysign(0, -1), 1, -2.5, 3, 1e30, -1e-30, 1e300, -1e-310, 709.3, -709.3, 0.8, math.Inf(1), math.Inf(-1), math.NaN()}

// onComplex are expressions of two complex numbers, by their name.
var onComplex = map[string]func(b *ir.Builder, x, y ir.Value) ir.Value{
	"select": func(b *ir.Builder, x, y ir.Value) ir.Value {
		return b.Make(ir.Select, b.Type(x), b.Make(ir.Eq, ir.Bool, x, y), x, b.Make(ir.Neg, b.Type(x), y))
	},
	"parts": func(b *ir.Builder, x, y ir.Value) ir.Value {
		part := b.Type(x).Real()
		return b.Make(ir.Complex, b.Type(x), b.Make(ir.ImagPart, part, x), b.Make(ir.RealPart, part, y))
	},
}

func init() {
	for _, op := range []ir.Op{ir.Add, ir.Sub, ir.Mul, ir.Div} {
		onComplex[op.String()] = func(b *ir.Builder, x, y ir.Value) ir.Value { return b.Make(op, b.Type(x), x, y) }
	}
	for _, op := range []ir.Op{ir.Eq, ir.Ne} {
		onComplex[op.String()] = func(b *ir.Builder, x, y ir.Value) ir.Value { return b.Make(op, ir.Bool, x, y) }
	}
	for _, op := range []ir.Op{ir.Neg, ir.Conj, ir.Sqrt, ir.Exp, ir.Log} {
		onComplex[op.String()] = func(b *ir.Builder, x, _ ir.Value) ir.Value { return b.Make(op, b.Type(x), x) }
	}
	for _, op := range []ir.Op{ir.IsNaN, ir.IsInf, ir.IsFinite} {
		onComplex[op.String()] = func(b *ir.Builder, x, _ ir.Value) ir.Value { return b.Make(op, ir.Bool, x) }
	}
	for _, op := range []ir.Op{ir.Abs, ir.RealPart, ir.ImagPart} {
		onComplex[op.String()] = func(b *ir.Builder, x, _ ir.Value) ir.Value { return b.Make(op, b.Type(x).Real(), x) }
	}
	for _, t := range ir.Scalars {
		onComplex["to "+string(t)] = func(b *ir.Builder, x, _ ir.Value) ir.Value { return b.Cast(x, t) }
		onComplex["from "+string(t)] = func(b *ir.Builder, x, y ir.Value) ir.Value {
			return b.Make(ir.Add, b.Type(x), y, b.Cast(b.Cast(x, t), b.Type(x)))
		}
	}
	for _, n := range []float64{1, 2, 3, 7, 100, -1, -2, -5} {
		onComplex[fmt.Sprint("pow ", n)] = func(b *ir.Builder, x, _ ir.Value) ir.Value {
			return b.Make(ir.Pow, b.Type(x), x, b.Cast(b.Float(n), b.Type(x)))
		}
	}
}

// loopOver is a function that computes an expression of x[i] and y[i] into out[i].
func loopOver(t ir.Type, expression func(b *ir.Builder, x, y ir.Value) ir.Value) (*ir.Module, ir.Type) {
	a := ir.ArrayOf(t, 1)
	result := resultOf(t, expression)
	f, b := ir.NewFunc("f", a, a, ir.ArrayOf(result, 1))
	n := b.With(ir.Instr{Op: ir.Dim, Args: f.Params[:1]}, ir.I64)
	b.For(b.Int(0), n, b.Int(1), func(i ir.Value, _ int64) {
		z := expression(b, b.Make(ir.Load, t, f.Params[0], i), b.Make(ir.Load, t, f.Params[1], i))
		b.Do(ir.Store, f.Params[2], i, z)
	})
	return &ir.Module{Funcs: []*ir.Func{f}}, result
}

func resultOf(t ir.Type, expression func(b *ir.Builder, x, y ir.Value) ir.Value) ir.Type {
	f, b := ir.NewFunc("f", t, t)
	return b.Type(expression(b, f.Params[0], f.Params[1]))
}

// put appends a number as an element.
func put(data []byte, t ir.Type, re, im float64) []byte {
	for _, x := range []float64{re, im} {
		if t == ir.C64 {
			data = binary.LittleEndian.AppendUint32(data, math.Float32bits(float32(x)))
		} else {
			data = binary.LittleEndian.AppendUint64(data, math.Float64bits(x))
		}
	}
	return data
}

// ran returns what a module makes of all pairs of numbers with edges as parts, NaNs alike.
func ran(t *testing.T, m *ir.Module, in, out ir.Type) []byte {
	var x, y []byte
	n := 0
	for _, a := range edges {
		for _, b := range edges {
			for _, c := range edges {
				for _, d := range edges {
					x, y = put(x, in, a, b), put(y, in, c, d)
					n++
				}
			}
		}
	}
	array := func(data []byte, elem ir.Type) interp.Value {
		return interp.Value{Ref: &interp.Array{Data: data, Shape: []int{n}, Strides: []int{elem.Size()}, Elem: elem}}
	}
	dst := make([]byte, n*out.Size())
	p, err := interp.New(m)
	require.NoError(t, err)
	_, err = p.Run(&interp.Serial{}, []interp.Value{array(x, in), array(y, in), array(dst, out)})
	require.NoError(t, err)
	return sameNaNs(dst, out)
}

func sameNaNs(data []byte, t ir.Type) []byte {
	if t == ir.F64 || t == ir.C128 {
		for at := 0; at < len(data); at += 8 {
			if x := math.Float64frombits(binary.LittleEndian.Uint64(data[at:])); x != x {
				binary.LittleEndian.PutUint64(data[at:], math.Float64bits(math.NaN()))
			}
		}
	}
	if t == ir.F32 || t == ir.C64 {
		for at := 0; at < len(data); at += 4 {
			if x := math.Float32frombits(binary.LittleEndian.Uint32(data[at:])); x != x {
				binary.LittleEndian.PutUint32(data[at:], math.Float32bits(float32(math.NaN())))
			}
		}
	}
	return data
}

func TestPartsComputeAsWholes(t *testing.T) {
	for _, in := range []ir.Type{ir.C128, ir.C64} {
		for name, expression := range onComplex {
			t.Run(string(in)+" "+name, func(t *testing.T) {
				m, out := loopOver(in, expression)
				want := ran(t, m, in, out)
				_, err := pass.Run(m, pass.Options{Check: true, Machine: true, Only: []string{"complexes", "dead"}})
				require.NoError(t, err)
				assert.NotContains(t, strings.SplitN(m.String(), "for @", 2)[1], ": c", "the loop still has complex numbers")
				assert.True(t, string(want) == string(ran(t, m, in, out)), "%s", m)
			})
		}
	}
}
