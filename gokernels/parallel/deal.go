package parallel

import "sync/atomic"

// deal hands out the chunks 0..total-1 of a region, each once. Chunks that nobody has claimed lie in the common heap
// [next, total) or in the share of a worker id; a share outlives the worker, so a helper may leave at any chunk
// boundary and others find what it left. Every method takes end, the first chunk that must not begin
// (total, or less after a failure), and sees nothing from there on.
type deal struct {
	next     atomic.Int64
	_        [cacheLines]byte
	total    int
	schedule Schedule
	shares   []share // by worker id; nil for a dynamic schedule
}

// share is a run of chunks [lo, hi), packed as hi<<32 | lo to change in one step. Its worker takes from the front,
// others take the back half. A run is only ever split, so that equal bits always mean the same chunks.
type share struct {
	atomic.Uint64
	_ [cacheLines - 8]byte
}

// maxShared is the most chunks whose numbers fit a share; a loop of more is dealt from the heap.
const maxShared = 1<<32 - 1

func pack(lo, hi int) uint64          { return uint64(hi)<<32 | uint64(lo) }
func unpack(word uint64) (lo, hi int) { return int(word & maxShared), int(word >> 32) }

// reset deals out total chunks to workers 0..workers-1.
func (d *deal) reset(total, workers int, s Schedule) {
	if s == Auto {
		// Contiguous shares keep each worker on its own pages and meet others only when it runs out; what a late or
		// missing helper leaves is stolen by halves. README.md has the measurements.
		s = Static
	}
	if total > maxShared || workers == 1 {
		s = Dynamic
	}
	d.total, d.schedule, d.shares = total, s, d.shares[:0]
	d.next.Store(0)
	if s == Dynamic {
		return
	}
	if cap(d.shares) < workers {
		d.shares = make([]share, workers)
	}
	d.shares = d.shares[:workers]
	for w := range d.shares {
		d.shares[w].Store(0)
	}
	if s == Static {
		d.next.Store(int64(total))
		for w := range d.shares {
			d.shares[w].Store(pack(total*w/workers, total*(w+1)/workers))
		}
	}
}

// claim gives worker id its next chunk; false means that there is none, except that a run which is just being
// stolen is seen by nobody but the thief.
func (d *deal) claim(id, end int) (int, bool) {
	if len(d.shares) == 0 {
		return d.draw(end)
	}
	if i, ok := d.shares[id].pop(end); ok {
		return i, true
	}
	lo, hi := d.drawBatch(end)
	for k := 1; lo == hi && k < len(d.shares); k++ {
		lo, hi = d.shares[(id+k)%len(d.shares)].split(end)
	}
	if lo == hi {
		return 0, false
	}
	d.shares[id].Store(pack(lo+1, hi))
	return lo, true
}

// draw takes one chunk from the heap.
func (d *deal) draw(end int) (int, bool) {
	if int(d.next.Load()) >= end { // keeps next from growing for ever
		return 0, false
	}
	i := int(d.next.Add(1) - 1)
	return i, i < end
}

// drawBatch takes a batch from the heap: half of what would be everyone's equal part, so that the
// batches shrink to single chunks. The run is empty if the heap is.
func (d *deal) drawBatch(end int) (lo, hi int) {
	for {
		next := int(d.next.Load())
		if next >= end {
			return 0, 0
		}
		batch := max(1, (end-next)/(2*len(d.shares)))
		if d.next.CompareAndSwap(int64(next), int64(next+batch)) {
			return next, next + batch
		}
	}
}

// left reports whether a chunk is unclaimed. It is exact while nobody works.
func (d *deal) left(end int) bool {
	if int(d.next.Load()) < end {
		return true
	}
	for w := range d.shares {
		if lo, hi := unpack(d.shares[w].Load()); lo < min(hi, end) {
			return true
		}
	}
	return false
}

// pop takes the first chunk of the share.
func (s *share) pop(end int) (int, bool) {
	for {
		word := s.Load()
		lo, hi := unpack(word)
		if lo >= min(hi, end) {
			return 0, false
		}
		if s.CompareAndSwap(word, pack(lo+1, hi)) {
			return lo, true
		}
	}
}

// split takes the back half of the share, at least one chunk; the run is empty if the share is.
func (s *share) split(end int) (lo, hi int) {
	for {
		word := s.Load()
		lo, hi = unpack(word)
		if lo >= min(hi, end) {
			return 0, 0
		}
		mid := lo + (hi-lo)/2
		if s.CompareAndSwap(word, pack(lo, mid)) {
			return mid, hi
		}
	}
}
