package parallel

import (
	"sync"
	"time"
)

// worker is a goroutine that may run chunks: a helper of the pool for life, a caller from the start to the
// end of its outermost region. A region that it starts inside a chunk shares its permit.
type worker struct {
	name uintptr // Goroutine()
	next *worker // in the same bucket of the register

	held      bool          // it holds a permit
	contested time.Duration // when it first found somebody waiting for it; 0 = not yet
}

// registerBuckets spreads the goroutines so that few share a lock; Goroutine() is an address of a
// few hundred bytes' granularity, hence registerShift.
const (
	registerBuckets = 64
	registerShift   = 8
)

// register finds the worker that a goroutine is.
type register [registerBuckets]struct {
	sync.Mutex
	first *worker
	_     [cacheLines - 16]byte
}

var workers register

func (t *register) bucket(name uintptr) int {
	return int((name>>registerShift ^ name) % registerBuckets)
}

// enter returns the worker that this goroutine already is; if it is none it becomes self, until leave.
func (t *register) enter(self *worker) *worker {
	name := Goroutine()
	b := &t[t.bucket(name)]
	b.Lock()
	defer b.Unlock()
	for w := b.first; w != nil; w = w.next {
		if w.name == name {
			return w
		}
	}
	self.name, self.next = name, b.first
	b.first = self
	return self
}

// leave forgets the worker.
func (t *register) leave(w *worker) {
	b := &t[t.bucket(w.name)]
	b.Lock()
	defer b.Unlock()
	at := &b.first
	for *at != w {
		at = &(*at).next
	}
	*at, w.next = w.next, nil
}
