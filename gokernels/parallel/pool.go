package parallel

import (
	"math/bits"
	"runtime/debug"
	"slices"
	"sync"
	"sync/atomic"
)

// pool is the helpers of this process and the board on which regions ask for them. Helpers are goroutines, started
// when first wanted, at most one for each permit, and kept for ever.
type pool struct {
	mask   atomic.Uint64 // places of the board in use
	board  [64]atomic.Pointer[region]
	_      [cacheLines]byte
	counts atomic.Uint64 // helpers that search (low half) and that sleep (high half)
	_      [cacheLines]byte

	mu       sync.Mutex
	sleepers []*helper // the last to fall asleep is the first to wake: its memory is warmest
	started  int
	quieted  atomic.Int32 // how often quietMonitor was tried
}

// mostQuieted is how often that is tried: when a helper falls asleep, as there was work just now and is none.
const mostQuieted = 100

// helper is a goroutine of the pool.
type helper struct {
	worker
	bed  *bed
	from int // place of the board to look at first
}

// What is added to counts when a helper changes its state.
const (
	searching     = 1
	foundWork     = 1<<64 - searching
	fellAsleep    = 1<<32 - searching
	wokeUp        = 1<<64 - fellAsleep
	sleepingShift = 32
)

func searchingOf(counts uint64) int { return int(uint32(counts)) }
func sleepingOf(counts uint64) int  { return int(counts >> sleepingShift) }

// helpers is the one pool and permitted the one set of permits of this process.
var (
	helpers   pool
	permitted permits
)

// count adds to the counts of helpers.
func (p *pool) count(d uint64) { p.counts.Add(d) }

// hot reports whether a helper is looking for work right now.
func (p *pool) hot() bool { return searchingOf(p.counts.Load()) > 0 }

// publish puts an open region on the board, where helpers find it. If the board is full the caller works alone.
func (p *pool) publish(r *region) {
	for {
		mask := p.mask.Load()
		place := bits.TrailingZeros64(^mask)
		if place == len(p.board) {
			return
		}
		if p.mask.CompareAndSwap(mask, mask|1<<place) {
			r.place = place
			p.board[place].Store(r)
			p.offer()
			return
		}
	}
}

// withdraw takes the region off the board. The pointer stays: a helper that still reads it finds
// the region closed, or another that it may join as well.
func (p *pool) withdraw(r *region) {
	if r.place >= 0 {
		p.mask.And(^(uint64(1) << r.place))
		r.place = -1
	}
}

// offer wakes one helper if there is work for one and none is looking already. Whoever makes work or permits
// available calls it afterwards; a helper that finds work calls it for the next.
func (p *pool) offer() {
	if p.mask.Load() != 0 && !p.hot() && permitted.offered() && p.wanted() {
		p.wake()
	}
}

// wanted reports whether a region on the board takes a helper.
func (p *pool) wanted() bool {
	for mask := p.mask.Load(); mask != 0; mask &= mask - 1 {
		r := p.board[bits.TrailingZeros64(mask)].Load()
		if r != nil && wanting(r.state.Load()) {
			return true
		}
	}
	return false
}

// wake wakes the helper that fell asleep last, or starts one. It counts as searching from now on.
func (p *pool) wake() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if last := len(p.sleepers) - 1; last >= 0 {
		h := p.sleepers[last]
		p.sleepers = slices.Delete(p.sleepers, last, last+1)
		p.count(wokeUp)
		h.bed.wake()
	} else if p.started < int(permitted.total.Load()) {
		p.started++
		p.count(searching)
		go p.live(&helper{bed: newBed()})
	}
}

// live is a helper's life. It only ends if a body ends the goroutine.
func (p *pool) live(h *helper) {
	debug.SetPanicOnFault(true)
	workers.enter(&h.worker)
	defer p.bury(h)
	for {
		r, id := p.search(h)
		if r == nil {
			p.quiet()
			p.sleep(h)
			continue
		}
		p.count(foundWork)
		p.offer()
		r.assist(&h.worker, id)
	}
}

// bury makes room for another helper, and sees to it that somebody looks for the work that this one leaves.
func (p *pool) bury(h *helper) {
	workers.leave(&h.worker)
	p.mu.Lock()
	p.started--
	p.mu.Unlock()
	p.count(foundWork)
	p.offer()
}

// scan joins a region on the board, if one takes a helper and there is a permit. It starts behind the place
// of the last one so that regions get their turn.
func (p *pool) scan(h *helper) (*region, int) {
	for mask := bits.RotateLeft64(p.mask.Load(), -h.from); mask != 0; mask &= mask - 1 {
		place := (bits.TrailingZeros64(mask) + h.from) % len(p.board)
		r := p.board[place].Load()
		if r == nil || !wanting(r.state.Load()) {
			continue
		}
		if !permitted.tryHelp(&h.worker) {
			return nil, 0
		}
		if id, ok := r.join(); ok {
			h.from = place + 1
			return r, id
		}
		permitted.release(&h.worker)
	}
	return nil, 0
}

// search looks for a region to join, and goes on for a while if a processor is free.
func (p *pool) search(h *helper) (r *region, id int) {
	r, id = p.scan(h)
	if r != nil || !p.maySpin() {
		return r, id
	}
	spin(func() bool {
		if p.mask.Load() != 0 {
			r, id = p.scan(h)
		}
		return r != nil || !p.maySpin()
	})
	return r, id
}

// maySpin reports whether there are processors for the workers that run, one for whoever brings the next region,
// and one for each helper that searches.
func (p *pool) maySpin() bool {
	cpus := processors()
	return searchingOf(p.counts.Load()) <= min(cpus-1, cpus-permitted.running())
}

// sleep parks the helper until wake. The order is what prevents a lost wake-up: first be counted as a sleeper, then
// look once more. Whoever makes work available does so first and then looks at the counts.
func (p *pool) sleep(h *helper) {
	p.mu.Lock()
	h.bed.lie()
	p.sleepers = append(p.sleepers, h)
	p.count(fellAsleep)
	p.mu.Unlock()
	if permitted.offered() && p.wanted() && p.rise(h) {
		return
	}
	h.bed.sleep()
}

// quiet tries quietMonitor until that is done. It takes a millisecond.
func (p *pool) quiet() {
	if p.quieted.Load() < mostQuieted {
		p.quieted.Add(1)
		if quietMonitor() {
			p.quieted.Store(mostQuieted)
		}
	}
}

// rise makes a sleeper get up by itself; false means that somebody has woken it, or is about to.
func (p *pool) rise(h *helper) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	i := slices.Index(p.sleepers, h)
	if i < 0 {
		return false
	}
	p.sleepers = slices.Delete(p.sleepers, i, i+1)
	p.count(wokeUp)
	h.bed.rouse()
	return true
}
