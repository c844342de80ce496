package parallel

import (
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func openRegion(n, helpers int) *region {
	r := newRegion(n, 1, new(Options), nil)
	r.open(helpers)
	poked(r.parker) // forget a late poke from the region's last use
	return r
}

func TestJoinGivesEachHelperTheLowestFreeID(t *testing.T) {
	r := openRegion(1000, 200)
	for want := 1; want <= 200; want++ {
		id, ok := r.join()
		require.True(t, ok)
		require.Equal(t, want, id)
	}
	_, ok := r.join()
	assert.False(t, ok, "full")
	for _, id := range []int{130, 7} {
		r.quit(id)
	}
	for _, want := range []int{7, 130} {
		id, ok := r.join()
		assert.True(t, ok)
		assert.Equal(t, want, id)
	}
}

func TestClosedRegionCannotBeJoined(t *testing.T) {
	r := openRegion(10, 2)
	id, ok := r.join()
	require.True(t, ok)
	r.close()
	_, ok = r.join()
	assert.False(t, ok)
	assert.False(t, r.deserted())
	require.True(t, r.markParked())
	assert.False(t, poked(r.parker))
	r.quit(id)
	assert.True(t, poked(r.parker), "the last one wakes the caller")
	assert.False(t, r.markParked(), "nobody would wake it now")
	r.reopen()
	_, ok = r.join()
	assert.True(t, ok)
}

func TestRecycledRegionHoldsNothing(t *testing.T) {
	r := newRegion(10, 1, &Options{Cancel: NewToken()}, func(Chunk) error { return nil })
	r.recycle()
	assert.Nil(t, r.body)
	assert.Nil(t, r.cancel)
	assert.Nil(t, r.watch)
	assert.Nil(t, r.worker)
}

func TestLowerOnlyLowers(t *testing.T) {
	r := openRegion(10, 0)
	for _, step := range []struct{ to, want int }{{12, 10}, {6, 6}, {8, 6}, {0, 0}, {-1, -1}, {3, -1}} {
		r.lower(step.to)
		assert.Equal(t, step.want, r.endNow())
	}
}

func TestBoardPlacesAreReusedAndMayRunOut(t *testing.T) {
	var p pool
	var all []*region
	for range len(p.board) + 1 {
		r := openRegion(10, 0)
		p.publish(r)
		all = append(all, r)
	}
	assert.Equal(t, 63, all[63].place)
	assert.Equal(t, -1, all[64].place, "a full board")
	p.withdraw(all[5])
	p.withdraw(all[64])
	p.publish(all[64])
	assert.Equal(t, 5, all[64].place)
}

// TestChunksThatWereOnTheirWayAreRun plays a helper that steals, and must leave after everybody else found nothing.
func TestChunksThatWereOnTheirWayAreRun(t *testing.T) {
	threadsWas := current()
	require.NoError(t, SetNumThreads(1)) // no real helper may come
	defer SetNumThreads(threadsWas)
	for searchingOf(helpers.counts.Load()) != 0 {
		time.Sleep(time.Millisecond)
	}
	const n = 100
	var ran [n]atomic.Int32
	r := newRegion(n, 1, new(Options), nil)
	r.body = func(c Chunk) error {
		if c.Index == 0 {
			go steal(r)
			for activeOf(r.state.Load()) == 0 {
				time.Sleep(time.Millisecond)
			}
			for lo, hi := unpack(r.deal.shares[1].Load()); hi-lo == n/2; lo, hi = unpack(r.deal.shares[1].Load()) {
				time.Sleep(time.Millisecond)
			}
		}
		ran[c.Index].Add(1)
		return nil
	}
	permitted.resize(1)
	r.run(2, Static)
	err, _ := r.outcome.take()
	require.NoError(t, err)
	for i := range ran {
		require.EqualValues(t, 1, ran[i].Load(), "chunk %d", i)
	}
}

// steal takes half of share 1 and gives it back as share 1 when the region has closed.
func steal(r *region) {
	id, ok := r.join()
	for !ok {
		id, ok = r.join()
	}
	lo, hi := r.deal.shares[1].split(r.endNow())
	for r.state.Load()&closed == 0 {
		time.Sleep(time.Millisecond)
	}
	r.deal.shares[1].Store(pack(lo, hi))
	r.quit(id)
}
