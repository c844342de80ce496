package parallel

import (
	"sync"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func newDeal(total, workers int, s Schedule) *deal {
	d := new(deal)
	d.reset(total, workers, s)
	return d
}

// take claims count chunks for a worker.
func take(t *testing.T, d *deal, id, count int) (got []int) {
	for range count {
		i, ok := d.claim(id, d.total)
		require.True(t, ok)
		got = append(got, i)
	}
	return got
}

func TestStaticWorkersBeginInTheirOwnShare(t *testing.T) {
	d := newDeal(12, 3, Static)
	assert.Equal(t, []int{4, 5, 6, 7}, take(t, d, 1, 4))
	assert.Equal(t, []int{0, 1}, take(t, d, 0, 2))
	assert.Equal(t, []int{10, 11}, take(t, d, 1, 2), "the back half of the next share")
	assert.Equal(t, []int{9}, take(t, d, 1, 1), "and half of what is left of it")
	assert.True(t, d.left(12))
	assert.Equal(t, []int{2, 3, 8}, take(t, d, 0, 3), "its own to the end, then the last")
	assert.False(t, d.left(12))
	_, ok := d.claim(2, 12)
	assert.False(t, ok)
}

func TestDynamicWorkersTakeTheNextChunk(t *testing.T) {
	d := newDeal(5, 2, Dynamic)
	for i := range 5 {
		assert.Equal(t, []int{i}, take(t, d, i%2, 1))
	}
	assert.False(t, d.left(5))
}

func TestGuidedBatchesShrink(t *testing.T) {
	d := newDeal(100, 2, Guided)
	var starts []int
	for d.left(100) {
		lo, hi := d.drawBatch(100)
		starts = append(starts, hi-lo)
	}
	assert.Equal(t, 25, starts[0])
	assert.IsNonIncreasing(t, starts)
	assert.Equal(t, 1, starts[len(starts)-1])
}

func TestAutoIsStatic(t *testing.T) {
	d := newDeal(12, 3, Auto)
	assert.Equal(t, []int{8, 9}, take(t, d, 2, 2))
}

func TestTooManyChunksForSharesAreDealtFromTheHeap(t *testing.T) {
	d := newDeal(maxShared+1, 2, Static)
	assert.Equal(t, []int{0, 1}, take(t, d, 1, 2))
	assert.Empty(t, d.shares)
}

func TestDealShowsNothingFromEndOn(t *testing.T) {
	for _, s := range []Schedule{Static, Dynamic, Guided} {
		d := newDeal(100, 4, s)
		seen := map[int]bool{}
		for id := 0; d.left(30); id = (id + 1) % 4 {
			if i, ok := d.claim(id, 30); ok {
				seen[i] = true
			}
		}
		assert.Len(t, seen, 30, s)
		assert.False(t, seen[30], s)
	}
}

func TestDealHandsOutEveryChunkOnce(t *testing.T) {
	const total, workers = 20_000, 8
	for _, s := range []Schedule{Static, Dynamic, Guided} {
		d := newDeal(total, workers, s)
		var seen [total]atomic.Int32
		var wg sync.WaitGroup
		for id := range workers {
			wg.Go(func() {
				for i, ok := d.claim(id, total); ok; i, ok = d.claim(id, total) {
					seen[i].Add(1)
				}
			})
		}
		wg.Wait()
		assert.False(t, d.left(total))
		for i := range seen {
			require.EqualValues(t, 1, seen[i].Load(), "%v chunk %d", s, i)
		}
	}
}
