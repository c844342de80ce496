package parallel_test

import (
	"math"
	"slices"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"gokernels/gokernels/parallel"
)

// python is range(start, stop, step) by the textbook.
func python(r parallel.Range) (items []int) {
	for i := r.Start; (r.Step > 0 && i < r.Stop) || (r.Step < 0 && i > r.Stop); i += r.Step {
		items = append(items, i)
	}
	return items
}

func TestRangeIsPythons(t *testing.T) {
	for start := -7; start <= 7; start++ {
		for stop := -7; stop <= 7; stop++ {
			for _, step := range []int{-8, -3, -2, -1, 1, 2, 3, 8} {
				r := parallel.Range{Start: start, Stop: stop, Step: step}
				var got []int
				for i := range r.Len() {
					got = append(got, r.At(i))
				}
				require.Equal(t, python(r), got, r)
				require.NoError(t, r.Check())
			}
		}
	}
}

func TestRangeAtTheEdgesOfInt(t *testing.T) {
	down := parallel.Range{Start: math.MaxInt, Stop: 0, Step: math.MinInt}
	assert.Equal(t, 1, down.Len())
	wide := parallel.Range{Start: math.MinInt, Stop: math.MaxInt, Step: 1}
	assert.Error(t, wide.Check())
	wide.Step = math.MaxInt
	assert.NoError(t, wide.Check())
	assert.Equal(t, []int{math.MinInt, -1, math.MaxInt - 1}, []int{wide.At(0), wide.At(1), wide.At(2)})
	assert.Equal(t, 3, wide.Len())
	assert.ErrorIs(t, parallel.Range{Stop: 5}.Check(), parallel.ErrZeroStep)
	assert.Zero(t, parallel.Range{Stop: 5}.Len())
}

// points is the product of the ranges by nested loops.
func points(ranges []parallel.Range) [][]int {
	all := [][]int{{}}
	for _, r := range ranges {
		next := [][]int{}
		for _, p := range all {
			for _, i := range python(r) {
				next = append(next, append(slices.Clone(p), i))
			}
		}
		all = next
	}
	return all
}

var grids = [][]parallel.Range{
	{{0, 10, 1}},
	{{10, 0, -3}},
	{{0, 3, 1}, {5, -5, -2}},
	{{0, 1, 1}, {0, 7, 1}, {2, 9, 3}, {0, 1, 1}},
	{{0, 3, 1}, {0, 0, 1}, {0, 4, 1}},
	{{0, 40, 1}, {0, 50, 1}},
}

func TestForGridVisitsEveryPoint(t *testing.T) {
	threads(t, 4)
	for _, ranges := range grids {
		want := points(ranges)
		for _, chunk := range []int{0, 1, 3, 1000} {
			got := make([][]int, len(want))
			err := parallel.ForGrid(ranges, &parallel.Options{Chunk: chunk}, func(c parallel.Chunk, at *parallel.Odometer) error {
				for pos := c.Lo; at.Next(); pos++ {
					assert.Equal(t, pos, at.Pos)
					got[at.Pos] = slices.Clone(at.Index)
				}
				return nil
			})
			require.NoError(t, err)
			require.Equal(t, want, got, "%v by %d", ranges, chunk)
		}
	}
}

func TestForGridByRows(t *testing.T) {
	for _, ranges := range grids {
		want := points(ranges)
		got := make([][]int, len(want))
		var mu sync.Mutex
		err := parallel.ForGrid(ranges, &parallel.Options{Chunk: 3}, func(c parallel.Chunk, at *parallel.Odometer) error {
			for at.NextRow() {
				mu.Lock()
				for j := range at.Row.Len() {
					p := slices.Clone(at.Index)
					p[len(p)-1] = at.Row.At(j)
					got[at.Pos+j] = p
				}
				mu.Unlock()
			}
			return nil
		})
		require.NoError(t, err)
		require.Equal(t, want, got, ranges)
	}
}

func TestRowsAndPointsMix(t *testing.T) {
	g, err := parallel.NewGrid(parallel.Range{Stop: 3, Step: 1}, parallel.Range{Stop: 4, Step: 1})
	require.NoError(t, err)
	at := g.Odometer(2, 11)
	require.True(t, at.Next())
	assert.Equal(t, []int{0, 2}, at.Index)
	require.True(t, at.NextRow())
	assert.Equal(t, parallel.Range{Start: 3, Stop: 4, Step: 1}, at.Row)
	require.True(t, at.Next())
	assert.Equal(t, []int{1, 0}, at.Index)
	require.True(t, at.NextRow())
	require.True(t, at.NextRow())
	assert.Equal(t, []int{2, 0}, at.Index)
	assert.Equal(t, 3, at.Row.Len())
	assert.False(t, at.NextRow())
	assert.False(t, at.Next())
}

func TestGridRefuses(t *testing.T) {
	_, err := parallel.NewGrid()
	assert.Error(t, err)
	assert.ErrorIs(t, parallel.ForGrid([]parallel.Range{{0, 1, 1}, {0, 1, 0}}, nil, nil), parallel.ErrZeroStep)
	big := parallel.Range{Stop: 1 << 40, Step: 1}
	_, err = parallel.NewGrid(big, big)
	assert.ErrorContains(t, err, "too many")
	g, err := parallel.NewGrid(big, big, parallel.Range{Step: 1})
	require.NoError(t, err)
	assert.Zero(t, g.Len())
}
