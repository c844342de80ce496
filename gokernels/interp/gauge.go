package interp

import (
	"sync/atomic"
	"time"

	"gokernels/gokernels/ir"
)

// A loop whose iterations hold loops or calls of which nobody knows how long they take may be worth several workers, though
// it has few iterations. Such a loop is cut into many chunks, and its time is taken: the caller runs it alone the next time if
// that was short. Who runs the chunks is nobody's business; where they end is, unless nothing is combined or drawn.

// worthwhile is the time of a loop that is worth two workers, of which one may have to be woken.
var worthwhile = 80 * time.Microsecond

const (
	// someChunks is how many chunks a loop of few, long iterations should have, that several workers can share it.
	someChunks = 32
	// fewerChunks is the same for a loop that is cut so even if it is short.
	fewerChunks = 16
)

// gauge is what is known of the time of a loop of unknown cost.
type gauge struct {
	unknown bool
	took    atomic.Int64 // nanoseconds an iteration when it last ran, 0 if it never did
}

// whole reports whether nobody can see where chunks end.
func (p *parfor) whole() bool { return len(p.init)+len(p.combine) == 0 && !p.random }

// finely is the size of chunks for a loop of unknown cost: no more than size. Few iterations are a chunk each, unless they are
// together in lanes, which is worth as much as eight workers; where they draw numbers the chunks are the same on all machines.
func (p *parfor) finely(size, n int) int {
	chunks, unit := fewerChunks, foldLanes
	switch {
	case p.whole():
		chunks, unit = someChunks, p.unit(n)
	case n <= foldLanes && !p.random && !p.lanes():
		return 1
	}
	return min(size, ((n-1)/chunks/unit+1)*unit)
}

func (p *parfor) lanes() bool { return p.native != nil && p.native.Lanes() }

// measured runs a loop of unknown cost where it did best.
func (j *job) measured(n int, loop Loop) signal {
	g := &j.p.gauge
	took := g.took.Load()
	if short := took > 0 && time.Duration(took) < worthwhile/time.Duration(n); short {
		if j.p.whole() {
			begin := time.Now()
			s := j.alone(n)
			g.took.Store(int64(time.Since(begin))/int64(n) + 1)
			return s
		}
		loop.Parallel = false
	}
	s := j.spread(n, loop)
	g.took.Store(j.busy.Load()/int64(n) + 1)
	return s
}

// unknown reports whether a region holds a loop or call whose cost is a guess.
func (k known) unknown(r *ir.Region) bool {
	return r.Any(func(in *ir.Instr) bool {
		switch in.Op {
		case ir.Loop, ir.Call:
			return true
		case ir.For:
			_, start := k[in.Args[0]]
			_, stop := k[in.Args[1]]
			return !start || !stop
		}
		return false
	})
}
