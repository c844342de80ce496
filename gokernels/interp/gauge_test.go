package interp_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"gokernels/gokernels/interp"
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

// counting is a team that notes how many positions it was given.
type counting struct {
	team
	positions []int
}

func (h *counting) For(n int, loop interp.Loop, chunk func(c interp.Chunk) error) error {
	h.positions = append(h.positions, n)
	return h.team.For(n, loop, chunk)
}

// added runs addition on 6 numbers and returns how many positions were spread.
func added(t *testing.T, below, refused int64) ([]int, []float64, error) {
	h := &counting{team: team{workers: 3}}
	a := array(6)
	_, err := link(t, addition).Run(h, append([]interp.Value{ref(a)}, ints(6, below, refused)...))
	return h.positions, elements(a), err
}

func TestLongIterationsAreSpread(t *testing.T) {
	const below = 200_000 // milliseconds
	spread, got, err := added(t, below, -1)
	require.NoError(t, err)
	assert.Equal(t, []int{5}, spread, "all but the first")
	const sum = below * (below - 1) / 2
	assert.Equal(t, []float64{sum, sum + 1, sum + 2, sum + 3, sum + 4, sum + 5}, got)
	spread, _, err = added(t, below, 0)
	require.EqualError(t, err, "ValueError: refused")
	assert.Empty(t, spread)
	_, _, err = added(t, below, 3)
	require.EqualError(t, err, "ValueError: refused")
}

func TestShortIterationsStayTogether(t *testing.T) {
	spread, got, err := added(t, 2, -1)
	require.NoError(t, err)
	assert.Empty(t, spread)
	assert.Equal(t, []float64{1, 2, 3, 4, 5, 6}, got)
}
