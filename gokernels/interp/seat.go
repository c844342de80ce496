package interp

import (
	"sync"
	"sync/atomic"
)

// seat is what a worker keeps from one chunk of a loop to the next: a task, a frame, and machine code with its block. To
// get them anew took most of the time that a chunk takes by itself.
type seat struct {
	t *task
	g *frame

	kernel *kernel // whose code that is; nil for none
	code   Code
	words  []uint64
}

const (
	// seats is how many workers keep something. It does not bound how many there may be.
	seats = 8
	// seatApart keeps two workers off one cache line.
	seatApart = 56
)

// row is the seats that are free.
type row [seats]struct {
	atomic.Pointer[seat]
	_ [seatApart]byte
}

var rows = sync.Pool{New: func() any { return new(row) }}

// sit takes a worker's seat, or a new one.
func (j *job) sit(worker int) *seat {
	if at := j.seats[worker%seats].Swap(nil); at != nil {
		return at
	}
	t := j.entry.t.p.borrow(j.entry.t.h)
	return &seat{t: t, g: t.take(j.p.fn)}
}

// rise leaves the seat to the worker's next chunk.
func (j *job) rise(worker int, at *seat) {
	if was := j.seats[worker%seats].Swap(at); was != nil {
		j.clear(was)
	}
}

// leave gives back what the workers kept, when all chunks have ended.
func (j *job) leave() {
	for i := range j.seats {
		if at := j.seats[i].Swap(nil); at != nil {
			j.clear(at)
		}
	}
	rows.Put(j.seats)
}

func (j *job) clear(at *seat) {
	at.dropCode()
	at.t.p.giveBack(at.t, j.p.fn, at.g)
}

// hasCode makes sure of code for a chunk. Only init gives a chunk arrays other than those of the chunk before.
func (at *seat) hasCode(n *kernel, j *job) bool {
	if at.kernel != nil && len(j.p.init) == 0 {
		at.kernel.begin(at.g, at.words)
		return true
	}
	at.dropCode()
	if n.plain != nil && n.overlaps(at.g) {
		n = n.plain
	}
	code, words, ok := n.fill(at.g)
	if ok {
		at.kernel, at.code, at.words = n, code, words
	}
	return ok
}

func (at *seat) dropCode() {
	if at.kernel != nil {
		at.kernel.Give(at.code, at.words)
		at.kernel = nil
	}
}
