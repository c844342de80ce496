package parallel

import (
	"iter"
	"sync/atomic"
)

// cacheLines keeps neighbours apart: two 64-byte lines, as x86 fetches lines in pairs.
const cacheLines = 128

// Local is storage of one region's workers, one T for each, made when a worker first asks.
// No lock is needed inside the region's chunks. The zero value is ready to use.
type Local[T any] struct {
	New   func() T // makes a worker's value; nil means the zero T
	slots [MaxThreads]atomic.Pointer[localSlot[T]]
}

type localSlot[T any] struct {
	_     [cacheLines]byte
	value T
	_     [cacheLines]byte
}

// At is the value of the worker that runs c.
func (l *Local[T]) At(c Chunk) *T {
	p := &l.slots[c.Worker]
	slot := p.Load()
	if slot == nil {
		slot = new(localSlot[T])
		if l.New != nil {
			slot.value = l.New()
		}
		p.Store(slot)
	}
	return &slot.value
}

// All is every value that was made, by worker; for use after the region.
func (l *Local[T]) All() iter.Seq2[int, *T] {
	return func(yield func(int, *T) bool) {
		for w := range l.slots {
			if slot := l.slots[w].Load(); slot != nil && !yield(w, &slot.value) {
				return
			}
		}
	}
}
