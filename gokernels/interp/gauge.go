package interp

import (
	"sync/atomic"
	"time"

	"gokernels/gokernels/ir"
)

// A loop whose iterations hold loops or calls of which nobody knows how long they take may be worth several workers, though
// it has few iterations. Such a loop is cut into many chunks, and its time is taken: the caller runs it alone the next time if
// that was short. Who runs the chunks is nobody's business; where they end is, unless nothing is combined or drawn.

// worthwhile is the time of a loop that is worth two workers, of which one may have to be woken. It is about what the wake-up takes
// (parallel/README.md).
var worthwhile = 60 * time.Microsecond

// worthAwake is that of a loop that is worth two workers if both are awake: elements have to be brought from one to the other. A loop that
// runs again after stillAwake at most finds them so, or the first one soon after. A loop whose cost is known is asked for its time
// if it is worth few chunks by its cost; of retry runs one is by the caller alone, to see what that takes. Of those that are far too short
// the time is taken in one of glance runs.
var worthAwake = 3 * time.Microsecond

const (
	stillAwake = 20 * time.Microsecond
	fewChunks  = 8
	retry      = 128
	glance     = 16
)

const (
	// someChunks is how many chunks a loop of few, long iterations should have, that several workers can share it.
	someChunks = 32
	// fewerChunks is the same for a loop that is cut so even if it is short.
	fewerChunks = 16
)

// gauge is what is known of the time of a loop.
type gauge struct {
	unknown bool         // its cost is
	took    atomic.Int64 // 1/1024 nanoseconds an iteration when it last ran, 0 if it never did
	ended   atomic.Int64 // when that was, since started
	runs    atomic.Uint32
}

// started is what times are taken from.
var started = time.Now()

// note keeps what n iterations took, and that they just ended.
func (g *gauge) note(d time.Duration, n int, now time.Duration) {
	g.took.Store(int64(d)*1024/int64(n) + 1)
	g.ended.Store(int64(now))
}

// last is what n iterations took when it last ran, 0 if it never did.
func (g *gauge) last(n int) time.Duration { return time.Duration(g.took.Load() * int64(n) / 1024) }

// whole reports whether nobody can see where chunks end.
func (p *parfor) whole() bool { return len(p.init)+len(p.combine) == 0 && !p.random }

// regroups reports whether what starts, or combines, chunks does nothing but to copy, and to reduce ints: these are the same in any order.
func regroups(r *ir.Region, types []ir.Type) bool {
	return !r.Any(func(in *ir.Instr) bool {
		switch in.Op {
		case ir.NoOp, ir.Const, ir.Get, ir.Set:
			return false
		case ir.Add, ir.Mul, ir.And, ir.Or, ir.Xor, ir.Min, ir.Max:
			t := types[in.Results[0]]
			return !t.IsInt() && t != ir.Bool
		}
		return true
	})
}

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

// Where nobody can see where chunks end a worker has chunksEach, as long as none becomes more than mostMerged of those that
// everybody could see. Of a loop of unknown cost they take at least worthChunk, going by what it took when it last ran.
const (
	chunksEach = 2
	mostMerged = 16
	worthChunk = 8 * time.Microsecond
)

// coarsely is the size of chunks for a loop that is exact: what a chunk costs by itself is a tenth of what vectors do in one.
func (p *parfor) coarsely(size, n, threads int) int {
	chunks := chunksEach * max(threads, 1)
	if p.gauge.unknown {
		took := p.gauge.last(n)
		if took == 0 {
			return size
		}
		chunks = max(chunks, int(took/worthChunk))
	}
	unit := p.unit(n)
	merged := ((n-1)/chunks/unit + 1) * unit
	if size < n/mostMerged {
		merged = min(merged, mostMerged*size)
	}
	return max(size, merged)
}

func (p *parfor) lanes() bool { return p.native != nil && p.native.Lanes() }

// few reports whether a loop has so few chunks, by its cost, that its time decides whether it is shared.
func (p *parfor) few(size, n int) bool {
	return n <= fewChunks*size && !p.par.Ordered && p.par.MaxChunks == 0
}

// short reports whether a loop is best left to the caller.
func (j *job) short(took, now time.Duration) bool {
	g := &j.p.gauge
	switch {
	case took == 0:
		return !g.unknown
	case took < worthAwake, took < worthwhile && now-time.Duration(g.ended.Load()) > stillAwake:
		return true
	default:
		return !g.unknown && took < 4*worthAwake && g.runs.Add(1)%retry == 0
	}
}

// measured runs a loop where it did best.
func (j *job) measured(n int, loop Loop) (s signal) {
	g := &j.p.gauge
	took := g.last(n)
	if j.p.exact && took > 0 && took < worthAwake/2 && g.runs.Add(1)%glance != 0 {
		return j.alone(n) // to take the time would take a good part of it
	}
	begin := time.Since(started)
	short := j.short(took, begin)
	if short && j.p.exact {
		s = j.alone(n)
		end := time.Since(started)
		g.note(end-begin, n, end)
		return s
	}
	loop.Parallel = loop.Parallel && !short
	j.clock = true
	s = j.spread(n, loop)
	g.note(time.Duration(j.busy), n, time.Since(started))
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
