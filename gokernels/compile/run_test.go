package compile_test

import (
	"errors"
	"fmt"
	"math"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"gokernels/gokernels/compile"
	"gokernels/gokernels/interp"
	"gokernels/gokernels/ir"
	"gokernels/gokernels/parallel"
	"gokernels/gokernels/random"
)

func program(t testing.TB, text string) *compile.Program {
	t.Helper()
	m, err := ir.Parse(text)
	require.NoError(t, err)
	p, err := compile.New(m, "none")
	require.NoError(t, err)
	return p
}

// sum adds the square roots of 0..n-1 in a parallel loop.
const sum = `func f(%1 i64) f64 {
  var $s.0 f64
  var $p.1 f64
  %2 = const 0 : i64
  %3 = const 1 : i64
  %4 = const 0.0 : f64
  set $s.0 %4
  parfor prange dims=1 parallel locals $p.1 (%2 %1 %3) %2 %2 {
    set $p.1 %4
  } { %5 i64:
    %6 = cast %5 : f64
    %7 = sqrt %6 : f64
    %8 = get $p.1 : f64
    %9 = add %8 %7 : f64
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

const forever = `func f() {
  labels 1
  loop @1 {
  }
  return
}
`

// busy is a parallel loop of endless chunks.
const busy = `func f() {
  labels 1
  %1 = const 0 : i64
  %2 = const 1000 : i64
  %3 = const 1 : i64
  parfor prange dims=1 parallel (%1 %2 %3) %3 %1 {
  } { %4 i64:
    loop @1 {
    }
  } {
  }
  return
}
`

func TestSumHasTheSameBitsForAnyThreads(t *testing.T) {
	const n = 100_000
	p := program(t, sum)
	want, exact := uint64(0), 0.0
	for i := range n {
		exact += math.Sqrt(float64(i))
	}
	for _, threads := range []int{1, 2, 4, 7} {
		out, err := p.Run(&compile.Call{Threads: threads}, []interp.Value{interp.Int(n)})
		require.NoError(t, err)
		if want == 0 {
			want = out[0].Lo
		}
		assert.Equal(t, want, out[0].Lo, threads)
		assert.InEpsilon(t, exact, math.Float64frombits(out[0].Lo), 1e-12)
	}
}

func TestHammerRuns(t *testing.T) {
	p := program(t, sum)
	first, err := p.Run(&compile.Call{}, []interp.Value{interp.Int(20_000)})
	require.NoError(t, err)
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			for range 20 {
				var watched atomic.Int32
				call := &compile.Call{Threads: 4, Watch: func(int, int) error { watched.Add(1); return nil }}
				out, err := p.Run(call, []interp.Value{interp.Int(20_000)})
				assert.NoError(t, err)
				assert.Equal(t, first, out)
			}
		})
	}
	group.Wait()
}

func TestWatchStopsLoopsOfEveryKind(t *testing.T) {
	stop := errors.New("stop")
	for name, text := range map[string]string{"serial": forever, "parallel": busy} {
		calls := 0
		call := &compile.Call{Threads: 2, Watch: func(int, int) error {
			if calls++; calls == 3 {
				return stop
			}
			return nil
		}}
		start := time.Now()
		_, err := program(t, text).Run(call, nil)
		assert.ErrorIs(t, err, stop, name)
		assert.Equal(t, 3, calls, name)
		assert.Less(t, time.Since(start), time.Minute, name)
		assert.Greater(t, time.Since(start), 15*time.Millisecond, name)
	}
}

func TestCancelStopsLoopsOfEveryKind(t *testing.T) {
	for name, text := range map[string]string{"serial": forever, "parallel": busy} {
		token := parallel.NewToken()
		time.AfterFunc(20*time.Millisecond, func() { token.Cancel(nil) })
		_, err := program(t, text).Run(&compile.Call{Threads: 2, Cancel: token}, nil)
		assert.ErrorIs(t, err, parallel.ErrCancelled, name)
	}
}

func TestWatchIsToldOfTheOutermostLoop(t *testing.T) {
	text := `func f() {
  labels 1
  %1 = const 0 : i64
  %2 = const 50 : i64
  %3 = const 1 : i64
  %9 = const 1000000 : i64
  parfor prange dims=1 parallel (%1 %2 %3) %3 %1 {
  } { %4 i64:
    parfor prange dims=1 parallel (%1 %2 %3) %3 %1 {
    } { %5 i64:
      for @1 %1 %9 %3 { %6 i64:
      }
    } {
    }
  } {
  }
  return
}
`
	seen := 0
	_, err := program(t, text).Run(&compile.Call{Threads: 2, Watch: func(done, total int) error {
		assert.Contains(t, []int{0, 50}, total) // 0 before the first report
		assert.GreaterOrEqual(t, done, seen)
		seen = done
		return nil
	}}, nil)
	require.NoError(t, err)
	assert.Positive(t, seen)
}

func TestTheLowestIterationRaises(t *testing.T) {
	text := `func f(%1 i64) {
  %2 = const 0 : i64
  %3 = const 1 : i64
  %4 = const 1000 : i64
  parfor prange dims=1 parallel (%2 %1 %3) %3 %2 {
  } { %5 i64:
    %6 = ge %5 %4 : bool
    if %6 {
      raise ValueError %5
    } {
    }
  } {
  }
  return
}
`
	p := program(t, text)
	for range 20 {
		_, err := p.Run(&compile.Call{Threads: 4}, []interp.Value{interp.Int(5000)})
		var raised *interp.Raised
		require.ErrorAs(t, err, &raised)
		assert.Equal(t, []any{int64(1000)}, raised.Args)
	}
}

const printing = `func f(%1 i64) {
  labels 1
  %2 = const 0 : i64
  %3 = const 1 : i64
  for @1 %2 %1 %3 { %4 i64:
    %5 = rt str.of %4 : str
    rt print %5
  }
  return
}
`

func TestPrintReachesTheCaller(t *testing.T) {
	text := ""
	p := program(t, printing)
	_, err := p.Run(&compile.Call{Print: func(s string) error { text += s; return nil }}, []interp.Value{interp.Int(12)})
	require.NoError(t, err)
	assert.Equal(t, "01234567891011", text)
	broken := errors.New("broken")
	_, err = p.Run(&compile.Call{Print: func(string) error { return broken }}, []interp.Value{interp.Int(1)})
	assert.ErrorIs(t, err, broken)
	_, err = p.Run(&compile.Call{}, []interp.Value{interp.Int(1)})
	assert.NoError(t, err)
	text = ""
	_, err = p.Run(&compile.Call{Print: func(s string) error { text += s; return nil }}, []interp.Value{interp.Int(0)})
	require.NoError(t, err)
	assert.Empty(t, text, "what nobody took is not for the next call")
}

func TestLongPrintsComeInPieces(t *testing.T) {
	pieces := 0
	call := &compile.Call{Print: func(string) error { pieces++; return nil }}
	_, err := program(t, printing).Run(call, []interp.Value{interp.Int(1_000_000)})
	require.NoError(t, err)
	assert.Greater(t, pieces, 1)
}

func TestSettings(t *testing.T) {
	p := program(t, `func f() i64 i64 i64 {
  %1 = rt thread.count : i64
  %2 = rt chunk.get : i64
  %3 = rt thread.max : i64
  return %1 %2 %3
}
`)
	out, err := p.Run(&compile.Call{Threads: 3, Chunk: 9}, nil)
	require.NoError(t, err)
	assert.Equal(t, []interp.Value{interp.Int(3), interp.Int(9), interp.Int(parallel.MaxThreads)}, out)
	out, err = p.Run(&compile.Call{}, nil)
	require.NoError(t, err)
	assert.Equal(t, interp.Int(int64(parallel.NumThreads())), out[0])
}

func TestStreamGoesOnFromCallToCall(t *testing.T) {
	p := program(t, "func f() f64 {\n  %1 = rt random.uniform : f64\n  return %1\n}\n")
	draw := func(s *random.Stream) (drawn [3]uint64) {
		for i := range drawn {
			out, err := p.Run(&compile.Call{Stream: s}, nil)
			require.NoError(t, err)
			drawn[i] = out[0].Lo
		}
		return drawn
	}
	a, b := random.New(1, 0), random.New(1, 0)
	first := draw(&a)
	assert.Equal(t, first, draw(&b))
	assert.NotEqual(t, first, draw(&a))
	assert.NotEqual(t, draw(nil), draw(nil))
	assert.NotEqual(t, first[0], first[1])
}

func TestSubclass(t *testing.T) {
	p := program(t, `func f() bool {
  try {
    raise "@7"
  } {
    %1 = caught LookupError : bool
    return %1
  }
  %2 = const false : bool
  return %2
}
`)
	for _, is := range []bool{true, false} {
		out, err := p.Run(&compile.Call{Subclass: func(class, of string) bool {
			return is && class == "@7" && of == "LookupError"
		}}, nil)
		require.NoError(t, err)
		assert.Equal(t, interp.Bool(is), out[0])
	}
}

func TestAPanicLeavesNothingBehind(t *testing.T) {
	p := program(t, sum)
	call := &compile.Call{Threads: 2, Watch: func(int, int) error { panic("watch") }}
	for range 3 {
		assert.Panics(t, func() { _, _ = program(t, busy).Run(call, nil) })
	}
	_, err := p.Run(&compile.Call{Threads: 2}, []interp.Value{interp.Int(100_000)})
	assert.NoError(t, err)
}

func TestTooMuchMemory(t *testing.T) {
	p := program(t, "func f(%1 i64) f64[1] {\n  %2 = alloc[1] <f64[1]> %1 : f64[1]\n  return %2\n}\n")
	for _, n := range []int64{1 << 40, 1 << 60, math.MaxInt64} {
		_, err := p.Run(&compile.Call{}, []interp.Value{interp.Int(n)})
		var raised *interp.Raised
		require.ErrorAs(t, err, &raised, n)
		assert.Equal(t, "MemoryError", raised.Class)
	}
}

func TestIsNotAProgram(t *testing.T) {
	_, err := compile.New(&ir.Module{}, "none")
	assert.Error(t, err)
}

func TestParamsAndResults(t *testing.T) {
	p := program(t, sum)
	assert.Equal(t, []ir.Type{ir.I64}, p.Params())
	assert.Equal(t, []ir.Type{ir.F64}, p.Results())
	assert.Equal(t, sum, fmt.Sprint(p.IR()))
}
