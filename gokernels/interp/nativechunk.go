package interp

// chunk runs a chunk of a parallel loop by machine code; false if nothing was done.
func (n *kernel) chunk(j *job, at *seat, lo, hi int) (signal, bool) {
	if !at.hasCode(n, j) {
		return next, false
	}
	n = at.kernel
	if n.Lanes() {
		c := &laneChunk{kernel: n, j: j, g: at.g, code: at.code, words: at.words, base: lo}
		return c.run(lo, hi), true
	}
	return n.rows(j, at.g, at.code, at.words, lo, hi), true
}

// rows runs scalar code on a chunk, row by row: the code counts along the last axis.
func (n *kernel) rows(j *job, g *frame, code Code, words []uint64, lo, hi int) signal {
	x, base := j.space[len(j.space)-1], lo
	for lo < hi {
		end := min(hi, lo-lo%x.n+x.n)
		if len(j.space) > 1 {
			j.seek(g, lo)
			n.scalars(g, words)
		}
		words[wordFrom], words[wordTo] = 0, uint64(end-lo)
		words[wordStart], words[wordStep] = x.start+uint64(lo%x.n)*x.step, x.step
		words[wordLane] = uint64(lo - base)
		status := n.run(g, code, words)
		if n.Random() { // what is left to the interpreter draws from the iteration's lane
			g.t.lane = lo - base + int(words[wordTurn])
		}
		if s := n.finish(g, words, status); s != next {
			return s
		}
		lo = end
	}
	return next
}

// laneChunk is a chunk whose iterations run in lanes.
type laneChunk struct {
	*kernel
	j     *job
	g     *frame
	code  Code
	words []uint64
	base  int
	bails int
	count int // iterations of the row that ran in lanes last; 0: the interpreter ran the last
}

func (c *laneChunk) run(lo, hi int) signal {
	for i, x := range c.folds {
		identity, at := x.identity(c.g.r[x.at]), c.FoldAt(i)
		for lane := range foldLanes {
			c.words[at+lane] = identity
		}
	}
	for lo < hi { // row by row: the lanes follow the last axis
		x := c.j.space[len(c.j.space)-1]
		end := min(hi, lo-lo%x.n+x.n)
		if s := c.row(lo, end); s != next {
			return s
		}
		lo = end
	}
	c.fold()
	return next
}

// row runs iterations of one row; those of a vector in which a check fails are interpreted.
func (c *laneChunk) row(lo, hi int) signal {
	if len(c.j.space) > 1 {
		c.j.seek(c.g, lo)
		c.scalars(c.g, c.words)
	}
	x := c.j.space[len(c.j.space)-1]
	c.words[wordStart] = x.start + uint64(lo%x.n)*x.step
	c.words[wordTo] = uint64(hi - lo)
	for from := 0; from < hi-lo; {
		c.words[wordFrom] = uint64(from)
		switch c.kernel.run(c.g, c.code, c.words) {
		case nativePoll:
			return stopped
		case nativeDone:
			c.count = hi - lo
			return next
		}
		from = int(c.words[wordFrom])
		to := min(hi-lo, from-from%foldLanes+foldLanes)
		if c.bails++; c.bails > mostBails {
			to = hi - lo
		}
		if s := c.j.span(c.g, c.base, lo+from, lo+to); s != next {
			return s
		}
		from, c.count = to, 0
	}
	return next
}

// mostBails is after how many vectors that failed the rest of a chunk is interpreted at once.
const mostBails = 64

// fold combines the lanes in their order, and takes what the last iteration left.
func (c *laneChunk) fold() {
	g := c.g.t.scratch()
	for i, x := range c.folds {
		g.r[0] = c.g.r[x.at]
		at := c.FoldAt(i)
		for _, word := range c.words[at : at+foldLanes] {
			g.r[1] = word
			x.combine(g)
		}
		c.g.r[x.at] = g.r[0]
	}
	if c.count > 0 {
		for i, at := range c.lasts {
			c.g.r[at.at] = c.words[c.LastAt(i)+(c.count-1)&3]
		}
	}
}
