package interp

import (
	"time"

	"gokernels/gokernels/ir"
)

// A loop of few iterations is taken for one chunk if its iterations hold loops of which nobody knows how often they turn. So
// its first iteration is timed, and the others are spread if they take long. Chunks may then be any, as nobody can see where
// they end: nothing is combined, and nothing drawn.

// gauged is the time that is worth a chunk: that of grainCost instructions.
const gauged = 40 * time.Microsecond

// gauges reports whether a loop that is one chunk by its estimated cost may be cut by time. One in lanes may not: its first
// iteration would take the time of several.
func (p *parfor) gauges() bool {
	if p.native != nil && p.native.Lanes() {
		return false
	}
	return p.par.Parallel && !p.par.Ordered && p.par.MaxChunks == 0 && len(p.init)+len(p.combine) == 0 && !p.random && !p.numbered
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

// gauge runs the first iteration, and then the others: here, or as chunks of as many as take long enough.
func (j *job) gauge(n int) signal {
	begin := time.Now()
	at := &seat{t: j.f.t, g: j.f}
	defer at.dropCode()
	if s := j.iterate(at, 0, 1); s != next {
		return s
	}
	one := max(time.Since(begin), 1)
	if one*time.Duration(n-1) < 2*gauged { // two chunks, or it does not pay
		return j.iterate(at, 1, n)
	}
	at.dropCode()
	j.from = 1
	size := ChunkSize(j.f.t.h, n-1, int((gauged+one-1)/one), 0, 0)
	return j.spread(n-1, j.p.loop(j.f, size))
}
