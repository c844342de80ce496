package interp_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"gokernels/gokernels/interp"
	"gokernels/gokernels/ir"
)

// addition stores, for each of %2 numbers, what it is plus the numbers below %3; %4 it refuses.
const addition = `func f(%1 f64[1], %2 i64, %3 i64, %4 i64) {
  var $sum.0 i64
  labels 1
  %5 = const 0 : i64
  %6 = const 1 : i64
  parfor prange dims=1 parallel locals $sum.0 (%5 %2 %6) %5 %5 {
  } { %7 i64:
    %8 = eq %7 %4 : bool
    if %8 {
      %9 = str "refused" : str
      raise ValueError %9
    } {
    }
    set $sum.0 %7
    for @1 %5 %3 %6 { %11 i64:
      %12 = get $sum.0 : i64
      %13 = add %12 %11 : i64
      set $sum.0 %13
    }
    %14 = get $sum.0 : i64
    %15 = cast %14 : f64
    store %1 %7 %15
  } {
  }
  return
}
`

// spread is one loop that a host was given.
type spread struct {
	positions, size int
	parallel        bool
}

// counting is a team that notes its loops.
type counting struct {
	team
	loops []spread
}

func (h *counting) For(n int, loop interp.Loop, chunk func(c interp.Chunk) error) error {
	h.loops = append(h.loops, spread{n, loop.Size, loop.Parallel})
	return h.team.For(n, loop, chunk)
}

func TestLongIterationsAreSpread(t *testing.T) {
	interp.Worthwhile(t, 0)
	const below = 50_000 // much more than what is worth a chunk
	p := link(t, addition)
	h := &counting{team: team{workers: 3}}
	run := func(refused int64) ([]float64, error) {
		a := array(6)
		_, err := p.Run(h, append([]interp.Value{ref(a)}, ints(6, below, refused)...))
		return elements(a), err
	}
	const sum = below * (below - 1) / 2
	for range 3 {
		got, err := run(-1)
		require.NoError(t, err)
		assert.Equal(t, []float64{sum, sum + 1, sum + 2, sum + 3, sum + 4, sum + 5}, got)
	}
	assert.Equal(t, []spread{{6, 1, true}, {6, 1, true}, {6, 1, true}}, h.loops)
	for refused := range int64(6) {
		_, err := run(refused)
		require.EqualError(t, err, "ValueError: refused")
	}
}

func TestShortIterationsStayTogetherTheSecondTime(t *testing.T) {
	interp.Worthwhile(t, time.Hour)
	interp.WorthAwake(t, time.Hour)
	p := link(t, addition)
	h := &counting{team: team{workers: 3}}
	for range 3 {
		a := array(6)
		_, err := p.Run(h, append([]interp.Value{ref(a)}, ints(6, 2, -1)...))
		require.NoError(t, err)
		assert.Equal(t, []float64{1, 2, 3, 4, 5, 6}, elements(a))
	}
	assert.Equal(t, []spread{{6, 1, true}}, h.loops)
}

// summing adds, over %1 iterations, a third of each index, after %2 turns of a loop.
const summing = `func f(%1 i64, %2 i64) f64 {
  var $sum.0 f64
  var $part.1 f64
  var $turns.2 i64
  labels 1
  %3 = const 0 : i64
  %4 = const 1 : i64
  %5 = const 0.0 : f64
  %6 = const 3.0 : f64
  set $sum.0 %5
  parfor prange dims=1 parallel locals $part.1 $turns.2 (%3 %1 %4) %3 %3 {
    set $part.1 %5
  } { %7 i64:
    for @1 %3 %2 %4 { %8 i64:
      set $turns.2 %8
    }
    %9 = cast %7 : f64
    %10 = div %9 %6 : f64
    %11 = get $part.1 : f64
    %12 = add %11 %10 : f64
    set $part.1 %12
  } {
    %13 = get $sum.0 : f64
    %14 = get $part.1 : f64
    %15 = add %13 %14 : f64
    set $sum.0 %15
  }
  %16 = get $sum.0 : f64
  return %16
}
`

// TestChunksOfUnknownCostAreTheSameEachTime has sums of which the last bits depend on the chunks.
func TestChunksOfUnknownCostAreTheSameEachTime(t *testing.T) {
	for n, size := range map[int]int{2: 1, 8: 1, 9: 8, 100: 8, 200: 16} {
		want := 0.0
		for lo := 0; lo < n; lo += size {
			part := 0.0
			for i := lo; i < min(n, lo+size); i++ {
				part += float64(i) / 3
			}
			want += part
		}
		for _, limit := range []time.Duration{0, time.Hour} {
			interp.Worthwhile(t, limit)
			interp.WorthAwake(t, limit)
			p := link(t, summing)
			h := &counting{team: team{workers: 3}}
			for range 2 {
				got, err := p.Run(h, ints(int64(n), 5))
				require.NoError(t, err)
				assert.Equal(t, want, got[0].Go(ir.F64))
			}
			assert.Equal(t, []spread{{n, size, true}, {n, size, limit == 0}}, h.loops)
		}
	}
}

// filling stores each of %2 numbers' square.
const filling = `func f(%1 f64[1], %2 i64) {
  %5 = const 0 : i64
  %6 = const 1 : i64
  parfor prange dims=1 parallel locals (%5 %2 %6) %5 %5 {
  } { %7 i64:
    %8 = mul %7 %7 : i64
    %15 = cast %8 : f64
    store %1 %7 %15
  } {
  }
  return
}
`

func TestLoopsInFewChunksAreSharedWhereTheyTakeLong(t *testing.T) {
	const few, many = 60_000, 2_000_000
	for _, c := range []struct {
		worth  time.Duration
		n      int
		shared int // of three runs
	}{{0, few, 2}, {time.Hour, few, 0}, {time.Hour, many, 3}} { // the first of few is the caller's
		interp.WorthAwake(t, c.worth)
		p := link(t, filling)
		h := &counting{team: team{workers: 3}}
		for range 3 {
			a := array(c.n)
			_, err := p.Run(h, append([]interp.Value{ref(a)}, ints(int64(c.n))...))
			require.NoError(t, err)
			got := elements(a)
			for _, i := range []int{0, 1, c.n / 2, c.n - 1} {
				assert.Equal(t, float64(i*i), got[i])
			}
		}
		assert.Len(t, h.loops, c.shared)
	}
}

// totalling adds the indices below %1, as ints or as floats.
const totalling = `func f(%1 i64) TYPE {
  var $sum.0 TYPE
  var $part.1 TYPE
  %3 = const 0 : i64
  %4 = const 1 : i64
  %5 = cast %3 : TYPE
  set $sum.0 %5
  parfor prange dims=1 parallel locals $part.1 (%3 %1 %4) %3 %3 {
    set $part.1 %5
  } { %7 i64:
    %9 = cast %7 : TYPE
    %11 = get $part.1 : TYPE
    %12 = add %11 %9 : TYPE
    set $part.1 %12
  } {
    %13 = get $sum.0 : TYPE
    %14 = get $part.1 : TYPE
    %15 = add %13 %14 : TYPE
    set $sum.0 %15
  }
  %16 = get $sum.0 : TYPE
  return %16
}
`

// TestSumsOfIntsHaveFewerChunks, as nobody sees where these end; sums of floats have the same ones on all machines.
func TestSumsOfIntsHaveFewerChunks(t *testing.T) {
	const n = 2_000_000
	chunks := map[string]int{}
	for _, of := range []string{"i64", "f64"} {
		p := link(t, strings.ReplaceAll(totalling, "TYPE", of))
		h := &counting{team: team{workers: 3}}
		got, err := p.Run(h, ints(n))
		require.NoError(t, err)
		assert.EqualValues(t, n*(n-1)/2, got[0].Go(ir.Type(of)))
		require.Len(t, h.loops, 1)
		chunks[of] = (n-1)/h.loops[0].size + 1
	}
	assert.Less(t, chunks["i64"], chunks["f64"])
}
