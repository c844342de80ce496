package native_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"gokernels/gokernels/interp"
	"gokernels/gokernels/ir"
	"gokernels/gokernels/native"
)

// eachElement is f(a, b, n): a loop over two arrays of a type, whose body is given the loads' indices; it returns a variable.
func eachElement(t ir.Type, body func(b *ir.Builder, f *ir.Func, i ir.Value, sum ir.Var)) (*ir.Module, *ir.Instr) {
	f, b := ir.NewFunc("f", ir.ArrayOf(t, 1), ir.ArrayOf(t, 1), ir.I64)
	sum := f.NewVar("sum", ir.I64)
	b.Set(sum, b.Int(0))
	b.For(b.Int(0), f.Params[2], b.Int(1), func(i ir.Value, _ int64) { body(b, f, i, sum) })
	f.Results = []ir.Type{ir.I64}
	b.Do(ir.Return, b.Get(sum))
	for _, in := range f.Body.Code {
		if in.Op == ir.For {
			return &ir.Module{Funcs: []*ir.Func{f}}, in
		}
	}
	return nil, nil
}

// someInts are words near the ends of all types of ints, and near 0.
var someInts = []uint64{0, 1, 2, ^uint64(0), 255, 256, 127, 128, 1<<31 - 1, 1 << 31, 1<<32 - 1, 1 << 63, 1<<63 - 1, 5, ^uint64(2)}

func sameOutcome(t *testing.T, m *ir.Module, args []interp.Value, why string) {
	t.Helper()
	var c counted
	assert.Equal(t, outcome(t, m, nil, clone(args)), outcome(t, m, c.hook, clone(args)), why)
	assert.Equal(t, 1, c.loops)
}

// pair is two arrays of someInts, the second backwards, and their length. Arrays of 15 words are too short for lanes.
func pair(t ir.Type) []interp.Value {
	n := len(someInts)
	back := make([]uint64, n)
	for i, x := range someInts {
		back[n-1-i] = x
	}
	return []interp.Value{{Ref: array(t, someInts, 1, false)}, {Ref: array(t, back, 1, false)}, interp.Int(int64(n))}
}

// TestUpdatesInMemory compares a[x] = a[x] op y, in one instruction where that is of 32 or 64 bits.
func TestUpdatesInMemory(t *testing.T) {
	needCode(t)
	for _, kind := range []ir.Type{ir.I8, ir.U16, ir.I32, ir.U32, ir.I64, ir.U64} {
		for _, op := range []ir.Op{ir.Add, ir.Sub, ir.And, ir.Or, ir.Xor, ir.Mul} {
			for _, constant := range []int64{0, 1, 100} {
				m, loop := eachElement(kind, func(b *ir.Builder, f *ir.Func, i ir.Value, _ ir.Var) {
					at := b.Make(ir.Mod, ir.I64, b.Make(ir.Mul, ir.I64, i, b.Int(7)), b.Int(5)) // no lanes
					old, y := b.Make(ir.Load, kind, f.Params[0], at), b.Bits(kind, constant)
					if constant == 0 {
						y = b.Make(ir.Load, kind, f.Params[1], i)
					}
					b.Do(ir.Store, f.Params[0], at, b.Make(op, kind, old, y))
				})
				sameOutcome(t, m, pair(kind), string(kind)+op.String())
				text, err := native.Compile(m.Funcs[0], loop).Listing(0)
				require.NoError(t, err)
				if kind.Size() >= 4 && op != ir.Mul && constant > 0 {
					assert.Contains(t, text, op.String()+" [")
				}
			}
		}
	}
}

// TestOperandsInMemory compares branches on elements of all types with constants and others, on either side.
func TestOperandsInMemory(t *testing.T) {
	needCode(t)
	for _, kind := range []ir.Type{ir.Bool, ir.U8, ir.I8, ir.U16, ir.I32, ir.U32, ir.I64, ir.U64} {
		for _, op := range []ir.Op{ir.Eq, ir.Ne, ir.Lt, ir.Le, ir.Gt, ir.Ge} {
			for _, constant := range []int64{0, 1, 127, 255, 300, -1} {
				for _, first := range []bool{true, false} {
					m, _ := eachElement(kind, func(b *ir.Builder, f *ir.Func, i ir.Value, sum ir.Var) {
						x, y := b.Make(ir.Load, kind, f.Params[0], i), b.Make(ir.Load, kind, f.Params[1], i)
						asked := x
						if kind != ir.Bool {
							if constant != 127 {
								y = b.Bits(kind, constant&(1<<(8*kind.Size()-1)-1))
							}
							asked = b.Make(op, ir.Bool, x, y)
							if !first {
								asked = b.Make(op, ir.Bool, y, x)
							}
						}
						b.If(asked, func() { // too long to be done without a jump
							for range 9 {
								b.Set(sum, b.Make(ir.Xor, ir.I64, b.Make(ir.Mul, ir.I64, b.Get(sum), b.Int(3)), i))
							}
						}, nil)
					})
					args := pair(kind)
					if kind == ir.Bool {
						args[0].Ref = array(kind, []uint64{1, 0, 0, 1, 1, 1, 0, 1, 0, 0, 1, 1, 0, 1, 0}, 1, false)
						args[1] = args[0]
					}
					sameOutcome(t, m, args, string(kind)+op.String())
				}
			}
		}
	}
}

// TestLoadsBeforeStores checks that what is read before a store is not read after it.
func TestLoadsBeforeStores(t *testing.T) {
	needCode(t)
	m, loop := eachElement(ir.I64, func(b *ir.Builder, f *ir.Func, i ir.Value, sum ir.Var) {
		at := b.Make(ir.Mod, ir.I64, b.Make(ir.Mul, ir.I64, i, b.Int(7)), b.Int(5))
		x := b.Make(ir.Load, ir.I64, f.Params[0], at)
		y := b.Make(ir.Load, ir.I64, f.Params[1], at)
		b.Do(ir.Store, f.Params[0], at, i)
		z := b.Make(ir.Add, ir.I64, b.Get(sum), x)
		b.Set(sum, b.Make(ir.Sub, ir.I64, b.Make(ir.Mul, ir.I64, z, b.Int(3)), y))
	})
	sameOutcome(t, m, pair(ir.I64), "a load before a store")
	text, err := native.Compile(m.Funcs[0], loop).Listing(0)
	require.NoError(t, err)
	assert.GreaterOrEqual(t, strings.Count(text, "mov r"), 2, text)
}
