package native_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"gokernels/gokernels/interp"
	"gokernels/gokernels/ir"
	"gokernels/gokernels/native"
)

// parsed is a module from its text.
func parsed(t testing.TB, text string) *ir.Module {
	t.Helper()
	m, err := ir.Parse(text)
	require.NoError(t, err)
	require.NoError(t, ir.Verify(m), text)
	return m
}

// sameCalls runs a module with and without machine code and returns what both came to; loops is what was compiled.
func sameCalls(t testing.TB, m *ir.Module, loops int, args ...interp.Value) string {
	t.Helper()
	var c counted
	want := outcome(t, m, nil, clone(args))
	got := outcome(t, m, c.withCalls(m), clone(args))
	assert.Equal(t, want, got, m.String())
	assert.Equal(t, loops, c.loops, m.String())
	return want
}

const fibonacci = `func fib(%1 i64) i64 {
  %2 = const 2 : i64
  %3 = lt %1 %2 : bool
  if %3 {
    return %1
  } {
  }
  %4 = const 1 : i64
  %5 = sub %1 %4 : i64
  %6 = call fib %5 : i64
  %7 = sub %1 %2 : i64
  %8 = call fib %7 : i64
  %9 = add %6 %8 : i64
  return %9
}
`

// TestFibonacci suspends some times: a call is a turn.
func TestFibonacci(t *testing.T) {
	needCode(t)
	for n, want := range map[int64]string{1: " 1", 20: " 1a6d", 28: " 4d973"} {
		assert.Equal(t, want, sameCalls(t, parsed(t, fibonacci), 1, interp.Int(n)))
	}
}

func TestStopWithinCalls(t *testing.T) {
	needCode(t)
	m := parsed(t, fibonacci)
	p := program(t, m, (&counted{}).withCalls(m))
	stop, polls := errors.New("stop"), 0
	_, err := p.Run(&interp.Serial{Check: func() error {
		if polls++; polls == 5 {
			return stop
		}
		return nil
	}}, []interp.Value{interp.Int(60)})
	assert.ErrorIs(t, err, stop)
	got, err := p.Run(&interp.Serial{}, []interp.Value{interp.Int(10)})
	require.NoError(t, err)
	assert.EqualValues(t, 55, got[0].Lo)
}

func TestCallsOnThreads(t *testing.T) {
	needCode(t)
	m := parsed(t, fibonacci)
	p := program(t, m, (&counted{}).withCalls(m))
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			for n, want := range []uint64{0, 1, 1, 2, 3, 5} {
				got, err := p.Run(&interp.Serial{}, []interp.Value{interp.Int(int64(n))})
				assert.NoError(t, err)
				assert.Equal(t, want, got[0].Lo)
			}
			got, err := p.Run(&interp.Serial{}, []interp.Value{interp.Int(27)})
			assert.NoError(t, err)
			assert.EqualValues(t, 196418, got[0].Lo)
		})
	}
	all.Wait()
}

// chain goes down n levels and then does something.
func chain(bottom string) string {
	return `func f(%1 i64, %2 f64[1], %3 f64, %4 i32) f64 i32 {
  var $x.0 i64
  %5 = const 0 : i64
  %6 = le %1 %5 : bool
  if %6 {
` + bottom + `
  } {
  }
  %7 = const 1 : i64
  %8 = sub %1 %7 : i64
  set $x.0 %8
  %9 = mul %3 %3 : f64
  %10 = sin %9 : f64
  %11 = cast %1 : i32
  %12 = add %11 %4 : i32
  %13 %14 = call f %8 %2 %10 %12 : f64 i32
  %15 = get $x.0 : i64
  %16 = cast %15 : f64
  %17 = add %16 %13 : f64
  %18 = add %17 %3 : f64
  return %18 %14
}
`
}

var bottoms = map[string]string{
	"nothing": "    return %3 %4",
	"raise":   "    raise ValueError %3 %1",
	"message": "    %30 = str \"deep\" : str\n    raise ValueError %30",
	"store": `    %30 = dim[0] %2 : i64
    %31 = bounds[0] %1 %30 : i64
    store %2 %31 %3
    return %3 %4`,
	"bounds": `    %30 = dim[0] %2 : i64
    %32 = bounds[0] %30 %30 : i64
    store %2 %32 %3
    return %3 %4`,
	"print": `    %30 = str "x" : str
    rt print %30
    raise KeyError %1`,
}

// TestDepths goes to and beyond the limit of calls; at the bottom there is what leaves machine code.
func TestDepths(t *testing.T) {
	needCode(t)
	for name, bottom := range bottoms {
		for _, n := range []int64{0, 1, 50, 9998, 9999, 10000, 10001, 20000} {
			t.Run(fmt.Sprint(name, n), func(t *testing.T) {
				m, err := ir.Parse(chain(bottom))
				if err != nil {
					require.NoError(t, err)
				}
				require.NoError(t, ir.Verify(m))
				a := array(ir.F64, samples(ir.F64, 5, rand.New(rand.NewPCG(1, 2))), 1, false)
				sameCalls(t, m, 1, interp.Int(n), interp.Value{Ref: a}, interp.Float(0.75), interp.Value{Lo: 3})
			})
		}
	}
}

const quicksort = `func main(%1 f64[1]) {
  %2 = const 0 : i64
  %3 = dim[0] %1 : i64
  %4 = const 1 : i64
  %5 = sub %3 %4 : i64
  call sort %1 %2 %5
  return
}
func sort(%1 f64[1], %2 i64, %3 i64) {
  var $i.0 i64
  var $j.1 i64
  labels 3
  %4 = ge %2 %3 : bool
  if %4 {
    return
  } {
  }
  set $i.0 %2
  set $j.1 %3
  %5 = load %1 %2 : f64
  %6 = const 1 : i64
  %7 = dim[0] %1 : i64
  loop @1 {
    %10 = get $i.0 : i64
    %11 = get $j.1 : i64
    %12 = gt %10 %11 : bool
    if %12 {
      break @1
    } {
    }
    loop @2 {
      %20 = get $i.0 : i64
      %21 = bounds[0] %20 %7 : i64
      %22 = load %1 %21 : f64
      %23 = ge %22 %5 : bool
      if %23 {
        break @2
      } {
      }
      %24 = add %20 %6 : i64
      set $i.0 %24
    }
    loop @3 {
      %30 = get $j.1 : i64
      %31 = bounds[0] %30 %7 : i64
      %32 = load %1 %31 : f64
      %33 = le %32 %5 : bool
      if %33 {
        break @3
      } {
      }
      %34 = sub %30 %6 : i64
      set $j.1 %34
    }
    %40 = get $i.0 : i64
    %41 = get $j.1 : i64
    %42 = le %40 %41 : bool
    if %42 {
      writable %1
      %43 = load %1 %40 : f64
      %44 = load %1 %41 : f64
      store %1 %40 %44
      store %1 %41 %43
      %45 = add %40 %6 : i64
      set $i.0 %45
      %46 = sub %41 %6 : i64
      set $j.1 %46
    } {
    }
  }
  %50 = get $j.1 : i64
  call sort %1 %2 %50
  %51 = get $i.0 : i64
  call sort %1 %51 %3
  return
}
`

func TestQuicksort(t *testing.T) {
	needCode(t)
	r := rand.New(rand.NewPCG(3, 4))
	for _, step := range []int{1, 2} {
		words := make([]uint64, 3000)
		for i := range words {
			words[i] = interp.Float(r.NormFloat64()).Lo
		}
		sameCalls(t, parsed(t, quicksort), 1, interp.Value{Ref: array(ir.F64, words, step, false)})
	}
	a := array(ir.F64, []uint64{interp.Float(2).Lo, interp.Float(1).Lo}, 1, false)
	a.ReadOnly = true
	assert.Contains(t, sameCalls(t, parsed(t, quicksort), 1, interp.Value{Ref: a}), "read-only")
}

// randomCalls is a loop over calls of a random function that calls itself before, after and within random work.
func randomCalls(seed uint64) *ir.Module {
	types := []ir.Type{ir.I64, ir.F64, ir.I32, ir.Bool, ir.F32, ir.U8}
	g, b := ir.NewFunc("g", "f64[1]", "i64[1]", "i32[1]", ir.I64, ir.I64, ir.F64, ir.I32, ir.Bool, ir.F32, ir.U8)
	g.Results = types
	m := &maker{Builder: b, r: rand.New(rand.NewPCG(seed, 11)), vars: map[ir.Type][]ir.Var{}, arrays: g.Params[:3]}
	m.raises = m.r.IntN(3) == 0
	m.pools = []map[ir.Type][]ir.Value{{}, {}}
	for _, t := range types {
		for range 2 {
			m.vars[t] = append(m.vars[t], g.NewVar("v", t))
		}
	}
	for _, v := range g.Params[4:] {
		m.know(v)
	}
	end := func() {
		var all []ir.Value
		for _, t := range types {
			all = append(all, m.any(t))
		}
		m.Do(ir.Return, all...)
	}
	n := g.Params[3]
	m.If(m.Make(ir.Le, ir.Bool, n, m.Int(0)), func() { m.scope(end) }, nil)
	recur := func() {
		args := append([]ir.Value{}, g.Params[:3]...)
		args = append(args, m.Make(ir.Sub, ir.I64, n, m.Int(1)))
		for _, t := range types {
			args = append(args, m.any(t))
		}
		call := m.Add(&ir.Instr{Op: ir.Call, Sym: "g", Args: args})
		for _, t := range types {
			v := g.NewValue(t)
			call.Results = append(call.Results, v)
			m.know(v)
		}
	}
	m.block(m.r.IntN(3))
	m.scope(func() {
		m.statement()
		recur()
		m.block(2)
		m.If(m.any(ir.Bool), func() { m.scope(func() { m.statement(); recur(); m.block(2) }) }, func() { m.block(2) })
		m.For(m.Int(0), m.Int(int64(m.r.IntN(3))), m.Int(1), func(i ir.Value, label int64) {
			m.scope(func() { m.know(i); m.statement(); recur(); m.statement() })
		})
		end()
	})
	return &ir.Module{Funcs: []*ir.Func{callers(types), g}}
}

// callers calls g in a loop and keeps what it returns.
func callers(types []ir.Type) *ir.Func {
	f, b := ir.NewFunc("f", "f64[1]", "i64[1]", "i32[1]", "f64[1]")
	b.For(b.Int(0), b.With(ir.Instr{Op: ir.Dim, Args: f.Params[3:]}, ir.I64), b.Int(1), func(i ir.Value, label int64) {
		x := b.Cast(i, ir.F64)
		args := []ir.Value{f.Params[0], f.Params[1], f.Params[2], b.Make(ir.Mod, ir.I64, i, b.Int(4)), i, x, b.Cast(i, ir.I32),
			b.Cast(b.Make(ir.And, ir.I64, i, b.Int(1)), ir.Bool), b.Cast(x, ir.F32), b.Cast(i, ir.U8)}
		call := b.Add(&ir.Instr{Op: ir.Call, Sym: "g", Args: args})
		sum := x
		for _, t := range types {
			v := f.NewValue(t)
			call.Results = append(call.Results, v)
			if t != ir.F64 {
				v = b.Cast(v, ir.F64)
			}
			sum = b.Make(ir.Add, ir.F64, b.Make(ir.Mul, ir.F64, sum, b.Float(3)), v)
		}
		b.Do(ir.Store, f.Params[3], i, sum)
	})
	b.Do(ir.Return)
	return f
}

func TestRandomCalls(t *testing.T) {
	needCode(t)
	var c counted
	for seed := range uint64(programs()) {
		m := randomCalls(seed)
		require.NoError(t, ir.Verify(m), m.String())
		r := rand.New(rand.NewPCG(seed, 9))
		n := r.IntN(9) + 1
		args := []interp.Value{{Ref: array(ir.F64, samples(ir.F64, n, r), 1+r.IntN(2), false)},
			{Ref: array(ir.I64, samples(ir.I64, n, r), 1+r.IntN(2), false)}, {Ref: array(ir.I32, samples(ir.I32, n, r), 1, false)},
			{Ref: array(ir.F64, make([]uint64, 8), 1, false)}}
		want := outcome(t, m, nil, clone(args))
		if !assert.Equal(t, want, outcome(t, m, c.withCalls(m), clone(args)), "seed %d\n%s", seed, m) {
			return
		}
	}
	assert.GreaterOrEqual(t, c.loops, 2*programs()*9/10) // the loop and the recursion
}

// TestCallsBesideLanes: what a loop in lanes keeps in registers lives on across calls around it.
func TestCallsBesideLanes(t *testing.T) {
	needCode(t)
	m := parsed(t, `func f(%1 f64[1], %2 f64[1], %3 f64) f64 {
  var $s.0 f64
  labels 2
  set $s.0 %3
  %4 = const 0 : i64
  %5 = const 1 : i64
  %6 = dim[0] %1 : i64
  %7 = const 20 : i64
  for @1 %4 %7 %5 { %8 i64:
    %9 = get $s.0 : f64
    %10 = call g %8 %9 : f64
    for @2 %4 %6 %5 { %11 i64:
      %12 = load %1 %11 : f64
      %13 = exp %12 : f64
      %14 = mul %13 %10 : f64
      %15 = add %14 %3 : f64
      %16 = load %2 %11 : f64
      %17 = add %15 %16 : f64
      store %2 %11 %17
    }
    %20 = call g %5 %3 : f64
    %21 = add %20 %10 : f64
    %22 = mul %21 %3 : f64
    set $s.0 %22
  }
  %30 = get $s.0 : f64
  return %30
}
func g(%1 i64, %2 f64) f64 {
  %3 = const 0 : i64
  %4 = le %1 %3 : bool
  if %4 {
    return %2
  } {
  }
  %5 = const 1 : i64
  %6 = sub %1 %5 : i64
  %7 = exp %2 : f64
  %8 = neg %7 : f64
  %9 = call g %6 %8 : f64
  %10 = add %9 %2 : f64
  return %10
}
`)
	r := rand.New(rand.NewPCG(3, 4))
	words := make([]uint64, 61)
	for i := range words {
		words[i] = interp.Float(r.NormFloat64()).Lo
	}
	for _, step := range []int{1, 3} {
		a, b := array(ir.F64, words, step, false), array(ir.F64, make([]uint64, 61), 1, false)
		sameCalls(t, m, 2, interp.Value{Ref: a}, interp.Value{Ref: b}, interp.Float(0.25))
	}
}

// TestListingOfCalls: a disassembler knows the code of calls.
func TestListingOfCalls(t *testing.T) {
	needCode(t)
	for seed := range uint64(20) {
		m := randomCalls(seed)
		r := native.NewLibrary(m).Compile(m.Funcs[1], nil)
		if r == nil {
			continue
		}
		code, err := r.Asm(0)
		require.NoError(t, err)
		text, _, _ := strings.Cut(listing(t, code), "int3")
		assert.NotContains(t, text, "(bad)")
		assert.Contains(t, text, "call ")
	}
}
