package interp_test

import (
	"encoding/binary"
	"errors"
	"math"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"gokernels/gokernels/interp"
	"gokernels/gokernels/ir"
)

// team is a host of several goroutines that take chunks in any order.
type team struct {
	interp.Serial
	workers int
	mu      sync.Mutex
}

func (h *team) Print(text string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.Serial.Print(text)
}

func (h *team) For(n int, loop interp.Loop, chunk func(c interp.Chunk) error) error {
	if !loop.Parallel {
		return h.Serial.For(n, loop, chunk)
	}
	chunks := make(chan interp.Chunk, n)
	count := 0
	for lo := 0; lo < n; lo += loop.Size {
		chunks <- interp.Chunk{Index: count, Lo: lo, Hi: min(n, lo+loop.Size)}
		count++
	}
	close(chunks)
	errs := make([]error, count)
	var wg sync.WaitGroup
	for w := range h.workers {
		wg.Go(func() {
			for c := range chunks {
				c.Worker = w
				errs[c.Index] = chunk(c)
			}
		})
	}
	wg.Wait()
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// everywhere runs a program serially and by teams of 1, 2, 4 and 7, and requires the same bits. Grains make short
// loops one chunk, so loops here are long or have a chunk size.
func everywhere(t *testing.T, text string, args func() []interp.Value) ([]interp.Value, error) {
	p := link(t, text)
	want, wantErr := p.Run(&interp.Serial{}, args())
	for _, workers := range []int{1, 2, 4, 7} {
		got, err := p.Run(&team{workers: workers}, args())
		require.Equal(t, wantErr, err)
		require.Equal(t, want, got)
	}
	return want, wantErr
}

func tenths(n int) *interp.Array {
	a := array(n)
	for i := range n {
		binary.LittleEndian.PutUint64(a.Data[8*i:], math.Float64bits(float64(i)*0.1))
	}
	return a
}

func TestParallelSum(t *testing.T) {
	for _, n := range []int{0, 1, 100, 5000, 100001} {
		got, err := everywhere(t, parSum, func() []interp.Value { return []interp.Value{ref(tenths(n))} })
		require.NoError(t, err)
		want := 0.0
		for i := range n {
			want += float64(i) * 0.1
		}
		assert.InEpsilon(t, want+1, got[0].Go(ir.F64).(float64)+1, 1e-12)
	}
}

func TestSumOfFewAndOfManyChunks(t *testing.T) {
	text := strings.Replace(parSum, "(%2 %5 %3) %2 %2", "(%2 %5 %3) %3 %2", 1)
	require.NotEqual(t, parSum, text, "chunks of one iteration")
	for _, n := range []int{interp.MostKept / 2, interp.MostKept/2 + 1, 2*interp.MostKept + 1} {
		got, err := everywhere(t, text, func() []interp.Value { return []interp.Value{ref(tenths(n))} })
		require.NoError(t, err)
		want := 0.0
		for i := range n {
			want += float64(i) * 0.1
		}
		assert.Equal(t, want, got[0].Go(ir.F64), "one after the other, as a serial loop")
	}
}

// grid is a loop over two dimensions, one backwards, that stores its indices, and keeps the last (lastprivate).
const grid = `func f(%1 f64[2], %2 i64, %3 i64) i64 i64 {
  var $i.0 i64
  var $j.1 i64
  var $li.2 i64
  var $lj.3 i64
  %4 = const 0 : i64
  %5 = const 1 : i64
  %6 = const 2 : i64
  %7 = const 10 : i64
  %8 = const -1 : i64
  %9 = sub %3 %5 : i64
  set $i.0 %4
  set $j.1 %4
  parfor prange dims=2 parallel locals $li.2 $lj.3 (%4 %2 %5) (%9 %8 %8) %6 %4 {
    set $li.2 %4
  } { %10 i64, %11 i64:
    %12 = mul %10 %7 : i64
    %13 = add %12 %11 : i64
    %14 = cast %13 : f64
    store %1 %10 %11 %14
    set $li.2 %10
    set $lj.3 %11
  } {
    %15 = get $li.2 : i64
    set $i.0 %15
    %16 = get $lj.3 : i64
    set $j.1 %16
  }
  %17 = get $i.0 : i64
  %18 = get $j.1 : i64
  return %17 %18
}
`

func TestParallelGrid(t *testing.T) {
	for _, workers := range []int{1, 3} {
		a := array(3, 5)
		got, err := link(t, grid).Run(&team{workers: workers}, append([]interp.Value{ref(a)}, ints(3, 5)...))
		require.NoError(t, err)
		assert.Equal(t, ints(2, 0), got)
		assert.Equal(t, []float64{0, 1, 2, 3, 4, 10, 11, 12, 13, 14, 20, 21, 22, 23, 24}, elements(a))
	}
}

// collect appends what each chunk saw, in a list, by combine: text, lists and arrays as Locals.
const collect = `func f(%1 i64) str i64 f64 {
  var $s.0 str
  var $p.1 str
  var $l.2 list(i64)
  var $a.3 f64[1]
  var $sum.4 f64
  %2 = const 0 : i64
  %3 = const 1 : i64
  %4 = const 3 : i64
  %5 = str "" : str
  %20 = const 0.0 : f64
  set $s.0 %5
  set $sum.4 %20
  %6 = rt list.new <list(i64)> : list(i64)
  parfor prange dims=1 parallel maxchunks=4 locals $p.1 $l.2 $a.3 (%2 %1 %3) %4 %2 {
    set $p.1 %5
    %7 = rt list.new <list(i64)> : list(i64)
    set $l.2 %7
    %8 = alloc[1] <f64[1]> %3 : f64[1]
    set $a.3 %8
  } { %9 i64:
    %10 = rt str.of %9 : str
    %11 = get $p.1 : str
    %12 = rt str.add %11 %10 : str
    set $p.1 %12
    %13 = get $l.2 : list(i64)
    rt list.append %13 %9
    %14 = get $a.3 : f64[1]
    %15 = cast %9 : f64
    store %14 %2 %15
  } {
    %16 = get $s.0 : str
    %17 = get $p.1 : str
    %18 = rt str.add %16 %17 : str
    set $s.0 %18
    %19 = get $l.2 : list(i64)
    rt list.extend %6 %19
    %21 = get $a.3 : f64[1]
    %22 = load %21 %2 : f64
    %23 = get $sum.4 : f64
    %24 = add %22 %23 : f64
    set $sum.4 %24
  }
  %25 = get $s.0 : str
  %26 = rt list.len %6 : i64
  %27 = get $sum.4 : f64
  return %25 %26 %27
}
`

func TestLocalsOfAllKindsAndMaxChunks(t *testing.T) {
	got, err := everywhere(t, collect, func() []interp.Value { return ints(20) })
	require.NoError(t, err)
	assert.Equal(t, "012345678910111213141516171819", got[0].Ref)
	assert.Equal(t, int64(20), int64(got[1].Lo))
	assert.Equal(t, 4.0+9+14+19, got[2].Go(ir.F64), "four chunks of five, although chunks of three were asked for")
}

// failing raises in iterations from %2 on, in combine if %3.
const failing = `func f(%1 i64, %2 i64, %3 bool) {
  %4 = const 0 : i64
  %5 = const 1 : i64
  %6 = const 2 : i64
  parfor prange dims=1 parallel (%4 %1 %5) %6 %4 {
  } { %7 i64:
    %8 = ge %7 %2 : bool
    if %8 {
      raise ValueError %7
    } {
    }
  } {
    if %3 {
      raise KeyError
    } {
    }
  }
}
`

func TestTheLowestIterationRaises(t *testing.T) {
	for range 20 {
		_, err := everywhere(t, failing, func() []interp.Value { return append(ints(50, 13), interp.Bool(false)) })
		require.EqualError(t, err, "ValueError: 13")
		_, err = everywhere(t, failing, func() []interp.Value { return append(ints(50, 13), interp.Bool(true)) })
		require.EqualError(t, err, "KeyError")
	}
}

// draws stores a random number of every kind; the loop within is parallel too.
const draws = `func f(%1 f64[2], %2 i64) {
  %3 = const 0 : i64
  %4 = const 1 : i64
  %5 = const 2 : i64
  %6 = const 3 : i64
  %7 = const 4 : i64
  %8 = const 100 : i64
  rt random.seed %2
  parfor prange dims=1 parallel (%3 %8 %4) %6 %3 {
  } { %10 i64:
    %11 = rt random.uniform : f64
    store %1 %10 %3 %11
    %12 = rt random.normal : f64
    store %1 %10 %4 %12
    %13 = rt random.exponential : f64
    store %1 %10 %5 %13
    parfor prange dims=1 parallel (%6 %7 %4) %4 %3 {
    } { %14 i64:
      %15 = rt random.integer %3 %8 : i64
      %16 = rt random.bits : i64
      %17 = xor %15 %16 : i64
      %18 = cast %17 : f64
      store %1 %10 %14 %18
    } {
    }
  } {
  }
}
`

func TestRandomNumbersBelongToChunks(t *testing.T) {
	p := link(t, draws)
	var want []float64
	for _, workers := range []int{1, 1, 2, 7} {
		a := array(100, 4)
		_, err := p.Run(&team{workers: workers}, append([]interp.Value{ref(a)}, ints(42)...))
		require.NoError(t, err)
		if want == nil {
			want = elements(a)
			seen := map[float64]bool{}
			for _, x := range want {
				seen[x] = true
			}
			assert.Len(t, seen, 400, "no number twice")
		}
		require.Equal(t, want, elements(a))
	}
}

// TestRandomInCalledFunctions draws in a function that the loop calls.
func TestRandomInCalledFunctions(t *testing.T) {
	text := fn("(%1 f64[1], %2 i64)", "%3 = const 0 : i64", "%4 = const 1 : i64", "%5 = dim[0] %1 : i64", "rt random.seed %2", "parfor prange dims=1 parallel (%3 %5 %4) %4 %3 {",
		"} { %6 i64:", "%7 = call g : f64", "store %1 %6 %7", "} {", "}") +
		"func g() f64 {\n  %1 = rt random.uniform : f64\n  return %1\n}\n"
	a, b := array(20), array(20)
	for workers, x := range map[int]*interp.Array{1: a, 4: b} {
		_, err := link(t, text).Run(&team{workers: workers}, []interp.Value{ref(x), interp.Int(3)})
		require.NoError(t, err)
	}
	require.Equal(t, elements(a), elements(b))
	assert.NotEqual(t, elements(a)[0], elements(a)[1])
}

var serialDraws = []program{
	{name: "seed", want: "true false", text: fn("(%1 i64) bool bool", "rt random.seed %1", "%2 = rt random.uniform : f64", "%3 = rt random.normal : f64", "%4 = rt random.exponential : f64",
		"%5 = rt random.bits : i64", "rt random.seed %1", "%6 = rt random.uniform : f64", "%7 = eq %2 %6 : bool", "%8 = rt random.bits : i64", "%9 = eq %5 %8 : bool", "return %7 %9"), args: ints(5)},
	{name: "integer of one", want: "-3", text: fn("(%1 i64, %2 i64) i64", "%3 = rt random.integer %1 %2 : i64", "return %3"), args: ints(-3, -2)},
	{name: "integer of none", raises: "ValueError: low >= high", text: fn("(%1 i64, %2 i64) i64", "%3 = rt random.integer %1 %2 : i64", "return %3"), args: ints(3, 3)},
}

func TestRandomRoutines(t *testing.T) { check(t, serialDraws) }

var settings = fn("(%1 i64, %2 i64) i64 i64 i64 i64", "rt thread.set %1", "rt chunk.set %2", "%3 = rt thread.count : i64", "%4 = rt thread.max : i64", "%5 = rt thread.id : i64",
	"%6 = rt chunk.get : i64", "return %3 %4 %5 %6")

func TestThreadSettings(t *testing.T) {
	p := link(t, settings)
	got, err := p.Run(&interp.Serial{Count: 8}, ints(3, 10))
	require.NoError(t, err)
	assert.Equal(t, ints(3, 8, 0, 10), got)
	_, err = p.Run(&interp.Serial{Count: 8}, ints(9, 10))
	assert.EqualError(t, err, "ValueError: number of threads must be 1 to 8, not 9")
	_, err = p.Run(&interp.Serial{Count: 8}, ints(1, -1))
	assert.EqualError(t, err, "ValueError: chunk size must not be negative: -1")
}

var errStop = errors.New("stop")

// TestPollStopsEveryLoop runs endless code inside try.
func TestPollStopsEveryLoop(t *testing.T) {
	stop := func(after int) *interp.Serial {
		return &interp.Serial{Check: func() error {
			if after--; after < 0 {
				return errStop
			}
			return nil
		}}
	}
	for name, body := range map[string][]string{
		"loop":   {"loop @1 {", "}"},
		"for":    {"for @1 %2 %3 %4 { %5 i64:", "}"},
		"parfor": {"parfor prange dims=1 parallel (%2 %3 %4) %2 %2 {", "} { %5 i64:", "} {", "}"},
		"nested": {"for @1 %2 %3 %4 { %5 i64:", "for @2 %2 %4 %4 { %6 i64:", "}", "}"},
	} {
		lines := append([]string{"labels 2", "%2 = const 0 : i64", "%3 = const 9223372036854775807 : i64", "%4 = const 1 : i64", "try {"}, body...)
		_, err := link(t, fn("()", append(lines, "} {", "}")...)).Run(stop(100), nil)
		assert.Equal(t, errStop, err, name)
	}
}

func TestCallsArePolled(t *testing.T) {
	n := 0
	_, err := link(t, fib).Run(&interp.Serial{Check: func() error { n++; return nil }}, ints(20))
	require.NoError(t, err)
	assert.Greater(t, n, 10)
}

func TestChunkSizeRule(t *testing.T) {
	h := &interp.Serial{}
	assert.Equal(t, 7, interp.ChunkSize(h, 100, 1, 0, 0))
	assert.Equal(t, 50, interp.ChunkSize(h, 100, 50, 0, 0))
	assert.Equal(t, 3, interp.ChunkSize(h, 100, 50, 3, 0))
	assert.Equal(t, 34, interp.ChunkSize(h, 100, 1, 3, 3))
	assert.Equal(t, 1, interp.ChunkSize(h, 1, 1, 0, 1))
}

// TestHammerOneProgram runs one program from many goroutines.
func TestHammerOneProgram(t *testing.T) {
	p := link(t, collect)
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 50 {
				got, err := p.Run(&team{workers: 3}, ints(20))
				assert.NoError(t, err)
				assert.Equal(t, "012345678910111213141516171819", got[0].Ref)
			}
		})
	}
	wg.Wait()
}
