package parallel

import (
	"sync/atomic"
	"time"
)

const (
	// defaultWatchEvery is often enough for a progress bar and for Ctrl-C to feel immediate.
	defaultWatchEvery = 20 * time.Millisecond
	// clockWorth is the work after which another reading of the clock (38 ns) costs less than 2%.
	clockWorth = 2 * time.Microsecond
	// maxStride is the most chunks between two readings, however short they are.
	maxStride = 64
	// blindStride is from how many on a timer looks after the chunks between: it costs more than a short loop.
	blindStride = 8
)

// watcher calls Options.Watch in time. Two clocks say when. The caller reads the time between chunks, though not
// between all of them if they are short. A timer covers what that misses: chunks that suddenly
// become long, and a caller that sleeps. It is set when that may be. Alone it would not do, as it needs a processor of its own to be
// punctual.
//
// A watcher is not reused with its region: whatever a late timer does then does not matter.
type watcher struct {
	call  func(done, total int) error
	every time.Duration
	over  bool // it failed: no more calls

	rung   atomic.Bool // by the timer
	bell   *time.Timer // nil before arm
	parker parker      // the caller's, whom it wakes

	next   time.Duration // when the next call is due
	read   time.Duration // when the clock was last read
	stride int           // chunks from one reading to the next
	left   int           // of the stride

	_    [cacheLines]byte
	done atomic.Int64 // positions whose chunks ended
}

func newWatcher(opt *Options, p parker) *watcher {
	w := &watcher{call: opt.Watch, every: opt.WatchEvery, read: now(), stride: 1, parker: p}
	if w.every <= 0 {
		w.every = defaultWatchEvery
	}
	w.next = w.read + w.every
	return w
}

// arm sets the timer, if it is not set.
func (w *watcher) arm() {
	if w.bell == nil {
		w.bell = time.AfterFunc(w.next-now(), func() {
			w.rung.Store(true)
			w.parker.poke()
		})
	}
}

// disarm stops the timer, if there is one.
func (w *watcher) disarm() {
	if w.bell != nil {
		w.bell.Stop()
	}
}

// due reports whether it is time for the next call.
func (w *watcher) due() bool {
	rung := w.rung.Load()
	if w.left--; w.left > 0 && !rung {
		return false
	}
	t := now()
	if t-w.read >= clockWorth {
		w.stride = 1
	} else {
		w.stride = min(2*w.stride, maxStride)
	}
	if w.stride >= blindStride {
		w.arm()
	}
	w.read, w.left = t, w.stride
	if rung && t < w.next { // it rang while a call that came from the other clock was on its way
		w.rung.Store(false)
	}
	return t >= w.next
}

// again prepares for the next call.
func (w *watcher) again() {
	w.next = now() + w.every
	w.rung.Store(false)
	if w.bell != nil {
		w.bell.Reset(w.every)
	}
}

// sleep parks the caller, who looks up when Watch is due.
func (r *region) sleep() {
	if r.watch != nil {
		r.watch.arm()
	}
	r.parker.park()
}

// look calls Watch if it is time. Only the caller of the region may look.
func (r *region) look() {
	w := r.watch
	if w == nil || w.over || !w.due() {
		return
	}
	held := r.worker.held
	w.over = true // unless the call returns
	if err, p := w.guarded(r.n); p != nil {
		r.fail(-1, nil, p)
	} else if err != nil {
		r.stop(err)
	} else {
		w.over = false
		w.again()
	}
	if !held && r.worker.held { // Watch ran a region, which found this worker asleep
		permitted.release(r.worker)
		helpers.offer()
	}
}

// guarded calls Watch and catches its panic.
func (w *watcher) guarded(total int) (err error, p *Panic) {
	defer func() {
		if v := recover(); v != nil {
			p = newPanic(v, -1)
		}
	}()
	return w.call(int(w.done.Load()), total), nil
}
