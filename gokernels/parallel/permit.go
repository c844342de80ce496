package parallel

import (
	"sync"
	"sync/atomic"
	"time"
)

// turn is for how long a worker may keep a permit that someone waits for. It is long enough that the 20-50 µs to wake
// the next one do not matter, and the time after which sync.Mutex too stops letting newcomers in first.
const turn = time.Millisecond

// permits bounds the workers that run chunks in this process. The word holds how many permits are free (low half,
// signed: negative after the total was lowered) and how many callers wait (high half), so that one
// load tells a worker at a chunk boundary whether anybody waits.
type permits struct {
	word  atomic.Uint64
	total atomic.Int64
	_     [cacheLines]byte

	mu    sync.Mutex // guards the queue, and every change of the number that waits
	queue []*ticket  // callers that wait, first come first
}

// ticket is a caller's place in the queue.
type ticket struct {
	parker  parker
	since   time.Duration // when it joined
	granted bool          // a permit was handed to it, and it is off the queue
	woken   bool          // it was told to try for a free permit
}

const oneWaiting = 1 << 32

func freeOf(word uint64) int32     { return int32(uint32(word)) }
func waitingOf(word uint64) uint32 { return uint32(word >> 32) }

// withFree is the word with d more permits free.
func withFree(word uint64, d int32) uint64 {
	return word&^(oneWaiting-1) | uint64(uint32(freeOf(word)+d))
}

// contended reports whether a caller waits.
func (p *permits) contended() bool { return waitingOf(p.word.Load()) > 0 }

// offered reports whether a helper could have a permit.
func (p *permits) offered() bool {
	word := p.word.Load()
	return freeOf(word) > 0 && waitingOf(word) == 0
}

// tryHelp takes a permit for a helper: never one that a caller waits for.
func (p *permits) tryHelp(w *worker) bool {
	for {
		word := p.word.Load()
		if freeOf(word) <= 0 || waitingOf(word) > 0 {
			return false
		}
		if p.word.CompareAndSwap(word, withFree(word, -1)) {
			w.hold()
			return true
		}
	}
}

// try takes a free permit for a caller, even before those that wait: a permit is free although someone waits
// only while the one who waits is on its way, and waited for less than a turn (see release). Handing every
// permit over instead would cost a thread switch for every short region.
func (p *permits) try() bool {
	for {
		word := p.word.Load()
		if freeOf(word) <= 0 {
			return false
		}
		if p.word.CompareAndSwap(word, withFree(word, -1)) {
			return true
		}
	}
}

// hold notes that the worker has a permit.
func (w *worker) hold() { w.held, w.contested = true, 0 }

// release gives the worker's permit back.
func (p *permits) release(w *worker) {
	w.held = false
	for {
		word := p.word.Load()
		if waitingOf(word) > 0 {
			p.pass()
			return
		}
		if p.word.CompareAndSwap(word, withFree(word, 1)) {
			return
		}
	}
}

// expired reports whether the worker should hand its permit over: someone waits, and a turn ago someone did so
// already. Only a worker that sees someone wait reads the clock.
func (p *permits) expired(w *worker) bool {
	if !p.contended() {
		return false
	}
	if w.contested == 0 {
		w.contested = now()
		return false
	}
	return now()-w.contested >= turn
}

// resize sets the number of permits. Workers that run keep theirs, so fewer take effect as they end.
func (p *permits) resize(total int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.add(int32(int64(total) - p.total.Swap(int64(total))))
	p.nudge()
}

// running is the number of permits that are held, exact while total stays.
func (p *permits) running() int { return int(p.total.Load()) - int(freeOf(p.word.Load())) }

// add changes the number of free permits, with mu held.
func (p *permits) add(d int32) {
	for {
		word := p.word.Load()
		if p.word.CompareAndSwap(word, withFree(word, d)) {
			return
		}
	}
}
