package parallel

import (
	"math/bits"
	"sync"
	"sync/atomic"
)

// region is one run of For: what to do, what is left, who works. Regions are reused, and a helper may look at one
// that has become another meanwhile; state says whether it may join, whatever the region now is.
type region struct {
	state atomic.Uint64 // closed, parked, limit, active: see below and README.md
	ids   [MaxThreads / 64]atomic.Uint64
	_     [cacheLines]byte

	deal deal
	_    [cacheLines]byte

	end     atomic.Int64 // first chunk that must not begin
	n, size int
	body    func(c Chunk) error
	cancel  *Token
	watch   *watcher // nil without Options.Watch
	outcome outcome

	self   worker  // the caller, if its goroutine is no worker already
	worker *worker // the caller
	parker parker  // where the caller sleeps
	ticket ticket
	place  int // on the board; -1 for none
}

// The state of a region, from the top: closed (nobody may join), parked (the caller sleeps until active is 0),
// the most helpers that may work at once, and how many do.
const (
	closed      = 1 << 63
	parked      = 1 << 62
	limitShift  = 16
	helpersMask = 1<<limitShift - 1
)

func activeOf(state uint64) int { return int(state & helpersMask) }
func limitOf(state uint64) int  { return int(state >> limitShift & helpersMask) }

// wanting reports whether a region in this state takes another helper.
func wanting(state uint64) bool {
	return state&closed == 0 && activeOf(state) < limitOf(state)
}

var regions = sync.Pool{New: func() any {
	r := &region{parker: newParker(), place: -1}
	r.ticket.parker = r.parker
	r.state.Store(closed)
	r.ids[0].Store(1) // the caller's
	return r
}}

// newRegion is a region that nobody can join yet.
func newRegion(n, size int, opt *Options, body func(c Chunk) error) *region {
	r := regions.Get().(*region)
	total := chunkCount(n, size)
	r.n, r.size, r.body, r.cancel = n, size, body, opt.Cancel
	r.end.Store(int64(total))
	if opt.Watch != nil {
		r.watch = newWatcher(opt, r.parker)
	}
	return r
}

// recycle lets the region be reused. Nothing of the caller's may stay reachable from it.
func (r *region) recycle() {
	r.body, r.cancel, r.watch, r.worker = nil, nil, nil, nil
	regions.Put(r)
}

// open lets helpers join, at most so many at once.
func (r *region) open(helpers int) {
	r.state.Store(uint64(helpers) << limitShift)
}

func (r *region) close()  { r.state.Or(closed) }
func (r *region) reopen() { r.state.And(^uint64(closed | parked)) }

// join makes a helper one of the workers and gives it an id.
func (r *region) join() (id int, ok bool) {
	for {
		state := r.state.Load()
		if !wanting(state) {
			return 0, false
		}
		if r.state.CompareAndSwap(state, state+1) {
			return r.takeID(limitOf(state)), true
		}
	}
}

// quit gives the id back and wakes the caller if it waits for this last helper. After the decrement the region may
// be recycled at any moment; its parker stays good, and a poke too many does no harm.
func (r *region) quit(id int) {
	r.ids[id/64].And(^(uint64(1) << (id % 64)))
	state := r.state.Add(^uint64(0))
	if state&parked != 0 && activeOf(state) == 0 {
		r.parker.poke()
	}
}

// takeID takes the lowest free id of 1..limit. There is one, as no more than limit helpers hold one.
func (r *region) takeID(limit int) int {
	for {
		for w := range r.ids {
			used := r.ids[w].Load()
			bit := bits.TrailingZeros64(^used)
			id := w*64 + bit
			if bit < 64 && id <= limit && r.ids[w].CompareAndSwap(used, used|1<<bit) {
				return id
			}
		}
	}
}

// fail ends the region before the chunks after the one that failed.
func (r *region) fail(chunk int, err error, p *Panic) {
	r.outcome.fail(chunk, err, p)
	r.lower(chunk)
}

// stop ends the region before any further chunk.
func (r *region) stop(err error) {
	r.outcome.stop(err)
	r.lower(0)
}

func (r *region) lower(end int) {
	for {
		was := r.end.Load()
		if int64(end) >= was || r.end.CompareAndSwap(was, int64(end)) {
			return
		}
	}
}
