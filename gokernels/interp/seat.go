package interp

import "sync/atomic"

// seat is what a worker keeps from one chunk of a loop to the next, and from one run to the next: a task, a frame, and machine code
// with its block. To get them anew took most of the time that a chunk takes by itself.
type seat struct {
	t *task // of no host since the loop ended
	g *frame

	kernel *kernel // whose code that is; nil for none
	code   Code
	words  []uint64
	filled bool // words are those of this run

	busy int64 // nanoseconds of this run, where its time is taken
}

const (
	// seats is how many workers keep something. It does not bound how many there may be.
	seats = 8
	// seatApart keeps two workers off one cache line.
	seatApart = 56
)

// row is the seats that are free, and room for what a run keeps of its chunks.
type row struct {
	at [seats]struct {
		atomic.Pointer[seat]
		_ [seatApart]byte
	}
	kept []Value
}

// seated is the seats of the loop's last run, or new ones: some other run may have them.
func (p *parfor) seated() *row {
	if r := p.seats.Swap(nil); r != nil {
		return r
	}
	return new(row)
}

// sit takes a worker's seat, or a new one.
func (j *job) sit(worker int) *seat {
	at := j.seats.at[worker%seats].Swap(nil)
	switch h := j.entry.t.h; {
	case at == nil:
		t := j.entry.t.p.borrow(h)
		at = &seat{t: t, g: t.take(j.p.fn)}
	case at.t.h == nil:
		at.t.begin(h)
	}
	return at
}

// rise leaves the seat to the worker's next chunk.
func (j *job) rise(worker int, at *seat) {
	if was := j.seats.at[worker%seats].Swap(at); was != nil {
		j.clear(was)
	}
}

// leave drops what seats refer to, when all chunks have ended. They stay with the loop.
func (j *job) leave() {
	for i := range j.seats.at {
		if at := j.seats.at[i].Load(); at != nil && at.t.h != nil {
			at.t.end()
			at.g.forget(j.p.fn)
			j.busy += at.busy
			at.filled, at.busy = false, 0
		}
	}
	j.p.seats.Store(j.seats)
}

func (j *job) clear(at *seat) {
	at.dropCode()
	at.t.p.giveBack(at.t, j.p.fn, at.g)
}

// hasCode makes sure of code for a chunk. Only init gives a chunk arrays other than those of the chunk before.
func (at *seat) hasCode(n *kernel, j *job) bool {
	if at.filled && len(j.p.init) == 0 {
		at.kernel.begin(at.g, at.words)
		return true
	}
	at.dropCode()
	if n.plain != nil && n.overlaps(at.g) {
		n = n.plain
	}
	code, words, ok := n.fill(at.g)
	if ok {
		at.kernel, at.code, at.words, at.filled = n, code, words, true
	}
	return ok
}

func (at *seat) dropCode() {
	if at.kernel != nil {
		at.kernel.Give(at.code, at.words)
		at.kernel, at.filled = nil, false
	}
}
