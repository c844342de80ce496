package native_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"gokernels/gokernels/interp"
	"gokernels/gokernels/ir"
)

// bodies are loops with what keeps vectors apart or together: long chains, code out of line, variables,
// and several stores.
var bodies = map[string]func(b *ir.Builder, f *ir.Func, i ir.Value){
	"chain": func(b *ir.Builder, f *ir.Func, i ir.Value) {
		x := b.Make(ir.Load, ir.I64, f.Params[1], i)
		for k := range 4 {
			x = b.Make(ir.Add, ir.I64, b.Make(ir.Xor, ir.I64, x, b.Int(int64(k*77))), x)
		}
		b.Do(ir.Store, f.Params[0], i, x)
	},
	"aside": func(b *ir.Builder, f *ir.Func, i ir.Value) {
		x := b.Make(ir.Load, ir.I64, f.Params[1], i)
		y := b.Make(ir.Add, ir.I64, b.Make(ir.Mul, ir.I64, x, b.Int(1<<50)), b.Int(9))
		b.Do(ir.Store, f.Params[0], i, b.Make(ir.Mod, ir.I64, y, b.Make(ir.Add, ir.I64, x, b.Int(3))))
	},
	"function": func(b *ir.Builder, f *ir.Func, i ir.Value) {
		x := b.Cast(b.Make(ir.Load, ir.I64, f.Params[1], i), ir.F64)
		x = b.Make(ir.Mul, ir.F64, x, b.Float(0.37))
		b.Do(ir.Store, f.Params[0], i, b.Cast(b.Make(ir.Exp, ir.F64, x), ir.I64))
	},
	"variable": func(b *ir.Builder, f *ir.Func, i ir.Value) {
		v := ir.Var(1)
		b.Set(v, b.Make(ir.Load, ir.I64, f.Params[1], i))
		b.If(b.Make(ir.Gt, ir.Bool, b.Get(v), b.Int(40)), func() { b.Set(v, b.Make(ir.Sub, ir.I64, b.Get(v), b.Int(90))) }, nil)
		b.Do(ir.Store, f.Params[0], i, b.Make(ir.Add, ir.I64, b.Get(v), b.Int(1)))
	},
	"two arrays": func(b *ir.Builder, f *ir.Func, i ir.Value) {
		x := b.Make(ir.Load, ir.I64, f.Params[1], i)
		b.Do(ir.Store, f.Params[0], i, b.Make(ir.Add, ir.I64, x, b.Make(ir.Load, ir.I64, f.Params[0], i)))
		b.Do(ir.Store, f.Params[1], i, b.Make(ir.Add, ir.I64, x, i))
	},
}

// serial are those that leave something in a variable, or read elements before the vector next to them stores them.
var serial = map[string]func(b *ir.Builder, f *ir.Func, i ir.Value){
	"sum": func(b *ir.Builder, f *ir.Func, i ir.Value) {
		x := b.Make(ir.Load, ir.I64, f.Params[1], i)
		b.If(b.Make(ir.Gt, ir.Bool, x, b.Int(20)), func() { b.Set(0, b.Make(ir.Add, ir.I64, b.Get(0), x)) }, nil)
	},
	"count": func(b *ir.Builder, f *ir.Func, i ir.Value) {
		x := b.Make(ir.Load, ir.I64, f.Params[1], i)
		b.If(b.Make(ir.Le, ir.Bool, b.Int(20), x), func() {
			b.If(b.Make(ir.Lt, ir.Bool, x, b.Int(70)), func() { b.Set(0, b.Make(ir.Add, ir.I64, b.Get(0), b.Int(1))) }, nil)
		}, nil)
	},
	"countdown": func(b *ir.Builder, f *ir.Func, i ir.Value) {
		x := b.Make(ir.Load, ir.I64, f.Params[1], i)
		b.If(b.Make(ir.Gt, ir.Bool, x, b.Int(50)), func() { b.Set(0, b.Make(ir.Sub, ir.I64, b.Get(0), b.Int(1))) },
			func() { b.Set(0, b.Make(ir.Sub, ir.I64, b.Get(0), x)) })
	},
	"least": func(b *ir.Builder, f *ir.Func, i ir.Value) {
		x := b.Make(ir.Xor, ir.I64, b.Make(ir.Load, ir.I64, f.Params[1], i), b.Int(-6))
		b.Set(0, b.Make(ir.Min, ir.I64, b.Get(0), x))
	},
	"last": func(b *ir.Builder, f *ir.Func, i ir.Value) {
		b.Set(0, b.Make(ir.Mul, ir.I64, b.Make(ir.Load, ir.I64, f.Params[1], i), b.Int(3)))
	},
	"next": func(b *ir.Builder, f *ir.Func, i ir.Value) {
		j := b.Make(ir.Add, ir.I64, i, b.Int(1))
		x := b.Make(ir.Load, ir.I64, f.Params[0], j)
		b.Do(ir.Store, f.Params[0], i, b.Make(ir.Add, ir.I64, x, b.Make(ir.Load, ir.I64, f.Params[1], i)))
	},
}

func TestVectorsWoven(t *testing.T) {
	needCode(t)
	words := make([]uint64, 80)
	for i := range words {
		words[i] = uint64(i * 7 % 100)
	}
	try := func(name string, body func(b *ir.Builder, f *ir.Func, i ir.Value), parallel bool) {
		m := ranged(parallel, 64, func(b *ir.Builder, f *ir.Func, i ir.Value) {
			if len(f.Vars) < 2 {
				f.NewVar("v", ir.I64)
			}
			body(b, f, i)
		})
		for n := range int64(79) {
			var c counted
			step := 1 + int(n&1) // elements that are not next to each other go through scratch words
			args := []interp.Value{{Ref: array(ir.I64, words, step, false)}, {Ref: array(ir.I64, words, 1, true)}, interp.Int(0), interp.Int(n), interp.Int(0)}
			assert.Equal(t, outcome(t, m, nil, clone(args)), outcome(t, m, c.hook, clone(args)), "%s %v %d", name, parallel, n)
			assert.Zero(t, c.refused)
		}
	}
	for name, body := range bodies {
		try(name, body, false)
		if name != "variable" { // the loop would have to say whose it is
			try(name, body, true)
		}
	}
	for name, body := range serial {
		try(name, body, false)
	}
}
