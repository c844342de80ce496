package pass_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"gokernels/gokernels/interp"
	"gokernels/gokernels/ir"
	"gokernels/gokernels/pass"
)

// samples are bits of a type: small ones, extremes, infinities.
func samples(t ir.Type) (list []int64) {
	for _, x := range []float64{0, math.Copysign(0, -1), 1, -1, 2.5, -3.75, 1e300, 2147483648, math.Inf(1), math.NaN()} {
		switch t {
		case ir.F32:
			list = append(list, int64(math.Float32bits(float32(x))))
		case ir.F64:
			list = append(list, int64(math.Float64bits(x)))
		}
	}
	if !t.IsFloat() {
		for _, x := range []int64{0, 1, -1, 2, 3, 7, -7, 63, 64, 100, 127, 128, 200, math.MaxInt64, math.MinInt64, math.MinInt32} {
			list = append(list, ir.Extend(t, x))
		}
	}
	return list
}

// check compares what fold makes of an operation on constants with what interp makes of it on arguments.
func check(t *testing.T, op ir.Op, from, to ir.Type, args ...int64) {
	var operands []interp.Value
	f, b := ir.NewFunc("f")
	var values []ir.Value
	for _, bits := range args {
		values = append(values, b.Bits(from, bits))
		operands = append(operands, interp.Value{Lo: uint64(bits)})
	}
	f.Results = []ir.Type{to}
	b.Do(ir.Return, b.With(ir.Instr{Op: op, Type: map[bool]ir.Type{true: to}[op == ir.Cast], Args: values}, to))
	folded := &ir.Module{Funcs: []*ir.Func{f}}
	_, err := pass.Run(folded, pass.Options{Check: true, Machine: true, Only: []string{"fold"}})
	require.NoError(t, err)

	k, c := ir.NewFunc("k", []ir.Type{from, from}[:len(args)]...)
	k.Results = f.Results
	c.Do(ir.Return, c.With(ir.Instr{Op: op, Type: map[bool]ir.Type{true: to}[op == ir.Cast], Args: k.Params}, to))
	assert.Equal(t, run(t, &ir.Module{Funcs: []*ir.Func{k}}, operands), run(t, folded, nil), "%s %s %v -> %s", op, from, args, to)
}

func run(t *testing.T, m *ir.Module, args []interp.Value) uint64 {
	p, err := interp.New(m)
	require.NoError(t, err)
	results, err := p.Run(&interp.Serial{}, args)
	require.NoError(t, err)
	return results[0].Lo
}

func TestFoldComputesWhatInterpComputes(t *testing.T) {
	for op := ir.Add; op <= ir.FMax; op++ {
		row := ir.Ops[op]
		for _, typ := range ir.Scalars {
			if typ.IsComplex() || typ.Kind()&row.Kinds == 0 || op == ir.Abs {
				continue
			}
			to := typ
			if row.Class == ir.Compare {
				to = ir.Bool
			}
			for _, x := range samples(typ) {
				if row.Class == ir.Unary {
					check(t, op, typ, to, x)
					continue
				}
				for _, y := range samples(typ) {
					check(t, op, typ, to, x, y)
				}
			}
		}
	}
}

func TestFoldCastsAsInterpCasts(t *testing.T) {
	for _, from := range ir.Scalars[:11] {
		for _, to := range ir.Scalars[:11] {
			for _, x := range samples(from) {
				check(t, ir.Cast, from, to, x)
			}
		}
	}
}
