package interp_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"gokernels/gokernels/interp"
	"gokernels/gokernels/ir"
)

// scalarLoop runs 7 instructions a turn: get add set, mul, sub, get set, as a linear congruential generator.
const scalarLoop = `func f(%1 i64) i64 {
  var $s.0 i64
  labels 1
  %2 = const 0 : i64
  %3 = const 1 : i64
  %4 = const 1103515245 : i64
  %5 = const 12345 : i64
  set $s.0 %2
  for @1 %2 %1 %3 { %6 i64:
    %7 = get $s.0 : i64
    %8 = mul %7 %4 : i64
    %9 = add %8 %5 : i64
    %10 = xor %9 %6 : i64
    %11 = sub %10 %3 : i64
    set $s.0 %11
  }
  %12 = get $s.0 : i64
  return %12
}
`

// axpyLoop loads two elements, checked, and stores one a turn.
const axpyLoop = `func f(%1 f64[1], %2 f64[1]) {
  labels 1
  %3 = const 0 : i64
  %4 = const 1 : i64
  %5 = const 2.5 : f64
  %6 = dim[0] %1 : i64
  %20 = dim[0] %2 : i64
  for @1 %3 %6 %4 { %7 i64:
    %8 = bounds[0] %7 %6 : i64
    %9 = load %1 %8 : f64
    %10 = mul %9 %5 : f64
    %11 = bounds[0] %7 %20 : i64
    %12 = load %2 %11 : f64
    %13 = add %10 %12 : f64
    %14 = bounds[0] %7 %20 : i64
    store %2 %14 %13
  }
  return
}
`

const parSum = `func f(%1 f64[1]) f64 {
  var $s.0 f64
  var $p.1 f64
  %2 = const 0 : i64
  %3 = const 1 : i64
  %4 = const 0.0 : f64
  %5 = dim[0] %1 : i64
  set $s.0 %4
  parfor prange dims=1 parallel locals $p.1 (%2 %5 %3) %2 %2 {
    set $p.1 %4
  } { %6 i64:
    %7 = get $p.1 : f64
    %8 = load %1 %6 : f64
    %9 = add %7 %8 : f64
    set $p.1 %9
  } {
    %10 = get $s.0 : f64
    %11 = get $p.1 : f64
    %12 = add %10 %11 : f64
    set $s.0 %12
  }
  %13 = get $s.0 : f64
  return %13
}
`

const whileLoop = `func f(%1 i64) i64 {
  var $n.0 i64
  labels 1
  %2 = const 1 : i64
  set $n.0 %1
  loop @1 {
    %3 = get $n.0 : i64
    %4 = lt %3 %2 : bool
    if %4 {
      break @1
    } {
    }
    %5 = get $n.0 : i64
    %6 = sub %5 %2 : i64
    set $n.0 %6
  }
  %7 = get $n.0 : i64
  return %7
}
`

const fib = `func fib(%1 i64) i64 {
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

func benchmark(b *testing.B, text string, perTurn int, args ...interp.Value) {
	const turns = 100000
	m, err := ir.Parse(text)
	require.NoError(b, err)
	p, err := interp.New(m)
	require.NoError(b, err)
	h := &interp.Serial{}
	for b.Loop() {
		_, err := p.Run(h, args)
		require.NoError(b, err)
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/turns, "ns/turn")
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/turns/float64(perTurn), "ns/instr")
}

func floats(n int) *interp.Array {
	return &interp.Array{Data: make([]byte, 8*n), Shape: []int{n}, Strides: []int{8}, Elem: ir.F64}
}

func BenchmarkScalarLoop(b *testing.B) { benchmark(b, scalarLoop, 6, interp.Int(100000)) }
func BenchmarkLoadStore(b *testing.B) {
	benchmark(b, axpyLoop, 8, interp.Value{Ref: floats(100000)}, interp.Value{Ref: floats(100000)})
}
func BenchmarkParSum(b *testing.B) { benchmark(b, parSum, 4, interp.Value{Ref: floats(100000)}) }
func BenchmarkWhile(b *testing.B)  { benchmark(b, whileLoop, 6, interp.Int(100000)) }

// BenchmarkFib counts a call as a turn: fib(23) makes 92735 of them.
func BenchmarkFib(b *testing.B) { benchmark(b, fib, 6, interp.Int(23)) }
