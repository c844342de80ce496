package interp

import (
	"errors"
	"math"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"gokernels/gokernels/ir"
	"gokernels/gokernels/random"
)

// parfor is a linked parallel loop.
type parfor struct {
	par                 *ir.Par
	fn                  *function
	bounds              []int // start, stop, step of each dimension
	chunk, threads      int
	index               []int   // the body's parameters
	locals              []place // those that combine asks for
	init, body, combine code
	random              bool // a chunk may draw random numbers
	numbered            bool // an iteration may ask for its thread's number
	exact               bool // what chunks leave is combined the same however iterations are grouped
	plain               bool // locals refer to no memory
	grain               int
	gauge               gauge
	where               site
	native              *kernel
	seats               atomic.Pointer[row] // nobody's
}

func linkParFor(l *linker, in *ir.Instr) op {
	at := l.ats(in.Args)
	nd := in.Par.NDim
	if len(at) != 3*nd+2 || len(in.Regions) != 3 {
		l.fail(in, "wrong number of operands or regions")
	}
	p := &parfor{par: in.Par, fn: l.out, bounds: at[:3*nd], chunk: at[3*nd], threads: at[3*nd+1], where: l.site(in)}
	asked := in.Regions[2]
	for _, v := range in.Par.Locals {
		if asked.Any(func(x *ir.Instr) bool { return x.Op == ir.Get && x.Var == v || x.Op == ir.ParFor }) {
			p.locals = append(p.locals, l.vars[v])
		}
	}
	p.plain = !slices.ContainsFunc(p.locals, func(at place) bool { return at.file == inArrays || at.file == inObjects })
	p.index = l.ats(in.Regions[1].Params)
	k := l.try(in)
	defer l.inside(k)()
	p.init, p.body, p.combine = l.region(in.Regions[0]), l.region(in.Regions[1]), l.region(in.Regions[2])
	draws := reach{l.p, isRandom, map[string]bool{}}
	p.random = draws.region(in.Regions[0]) || draws.region(in.Regions[1])
	p.numbered = (&reach{l.p, isThreadID, map[string]bool{}}).region(in.Regions[1])
	p.exact = !p.random && regroups(in.Regions[0], l.fn.Types) && regroups(in.Regions[2], l.fn.Types)
	known := l.integers()
	p.grain = max(1, grainCost/max(known.cost(in.Regions[1]), 1))
	p.native = l.kernel(k)
	p.gauge.unknown = !p.par.Ordered && p.par.MaxChunks == 0 && known.unknown(in.Regions[1])
	return p.run
}

func isRandom(in *ir.Instr) bool {
	return in.Op == ir.RT && strings.HasPrefix(in.Sym, "random.")
}

func isThreadID(in *ir.Instr) bool { return in.Op == ir.RT && in.Sym == "thread.id" }

const (
	// grainCost is how many instructions are worth a chunk: 40 µs of scalar machine code, at 0.3 ns each. In lanes it is 6 µs
	// of plain arithmetic or 20 µs with functions in it; what comes with a chunk takes half of one, to wake a worker 20.
	grainCost = 128000
	// loopCost is how many turns a loop or call within is taken for, if that is not known.
	loopCost = 256
)

// known holds integer constants.
type known map[ir.Value]int64

// integers are those of the function, found when they are first asked for.
func (l *linker) integers() known {
	if l.known != nil {
		return l.known
	}
	l.known = known{}
	l.fn.Body.Walk(func(in *ir.Instr) {
		if in.Op == ir.Const && in.Type == ir.I64 {
			l.known[in.Results[0]] = in.Int
		}
	})
	return l.known
}

// cost estimates the instructions that a region runs; what machine code has in registers or does before a loop is none.
func (k known) cost(r *ir.Region) int {
	n := 0
	for _, in := range r.Code {
		inner := 1
		for _, sub := range in.Regions {
			inner += k.cost(sub)
		}
		switch in.Op {
		case ir.NoOp, ir.Const, ir.Get, ir.Set, ir.Dim, ir.Bounds:
			inner = 0
		case ir.For:
			inner *= k.turns(in.Args[:3])
		case ir.ParFor:
			for d := range in.Par.NDim {
				inner = min((inner+1)*k.turns(in.Args[3*d:3*d+3]), grainCost)
			}
		case ir.Loop, ir.Call:
			inner *= loopCost
		}
		n = min(n+inner, grainCost)
	}
	return n
}

// turns is how often a loop over start, stop and step turns; no more than is worth a chunk.
func (k known) turns(bounds []ir.Value) int {
	start, ok0 := k[bounds[0]]
	stop, ok1 := k[bounds[1]]
	step, ok2 := k[bounds[2]]
	if !ok0 || !ok1 || !ok2 || step == 0 {
		return loopCost
	}
	return int(min(trips(start, stop, step), grainCost))
}

// run is the loop in the parent's frame.
func (p *parfor) run(f *frame) signal {
	space, n, s := p.space(f)
	if s != next || n == 0 {
		return s
	}
	t := f.t
	chunk := int(int64(f.r[p.chunk]))
	if chunk <= 0 {
		chunk = t.chunk
	}
	size := ChunkSize(t.h, n, p.grain, chunk, p.par.MaxChunks)
	if chunk <= 0 && size < n {
		unit := p.unit(n)
		size = (size + unit - 1) / unit * unit
	}
	unknown := p.gauge.unknown && chunk <= 0
	if unknown {
		size = p.finely(size, n)
	}
	j := &job{p: p, space: space, f: f}
	if p.random {
		j.seed = t.word()
	}
	loop := p.loop(f, size)
	timed := unknown || loop.Parallel && chunk <= 0 && p.few(size, n)
	if chunk <= 0 && p.exact {
		loop.Size = p.coarsely(size, n, loop.Threads)
	}
	switch {
	case loop.Size >= n:
		return j.alone(n)
	case timed:
		return j.measured(n, loop)
	default:
		return j.spread(n, loop)
	}
}

// unit is what chunks are multiples of: whole vectors, where there are some, and in all loops whose results are different
// ones with other chunks, as these are the same on all machines. Other loops may have shorter chunks.
func (p *parfor) unit(n int) int {
	if p.lanes() || p.random || len(p.combine) > 0 {
		return foldLanes
	}
	return max(1, min(foldLanes, n/someChunks))
}

func (p *parfor) loop(f *frame, size int) Loop {
	threads := int(int64(f.r[p.threads]))
	if threads <= 0 {
		threads = f.t.threads
	}
	parallel := p.par.Parallel && (f.t.job == nil || !p.numbered) // in a chunk, the number is that of the chunk's worker
	return Loop{parallel, p.par.Schedule, threads, size, p.par.Kind, p.where.pos}
}

// axis is one dimension of the index space.
type axis struct {
	start, step uint64
	n           int
}

// space reads the dimensions and returns the number of iterations.
func (p *parfor) space(f *frame) ([]axis, int, signal) {
	space := make([]axis, p.par.NDim)
	total := 1
	for d := range space {
		start, stop, step := f.r[p.bounds[3*d]], f.r[p.bounds[3*d+1]], f.r[p.bounds[3*d+2]]
		if step == 0 {
			return nil, 0, p.where.raise(f, "ValueError", "range() arg 3 must not be zero")
		}
		n := trips(int64(start), int64(stop), int64(step))
		space[d] = axis{start, step, int(n)}
		if n == 0 {
			return space, 0, next
		}
		if n > math.MaxInt64/uint64(total) {
			return nil, 0, p.where.raise(f, "OverflowError", "a parallel loop of more than 2**63 iterations")
		}
		total *= int(n)
	}
	return space, total, next
}

// job is one execution of a parallel loop.
type job struct {
	p     *parfor
	space []axis
	f     *frame // the parent's
	entry *frame // as it was at entry; a copy where combine changes f while chunks start
	settings
	seed  uint64
	seats *row  // of a loop that is spread
	clock bool  // the time of its chunks is taken:
	busy  int64 // nanoseconds together, when all have ended
	kept  []Value

	mu        sync.Mutex // of what is combined while chunks run
	combining bool
	next      int             // the chunk to combine next
	done      map[int][]Value // Locals of the finished chunks from next on
	failed    *failure        // the lowest
	lowest    atomic.Int64    // its index + 1; 0: none
}

// failure is how a chunk failed; it is what the host carries from chunk to For.
type failure struct {
	index int
	s     signal
	err   error
}

func (e *failure) Error() string { return e.err.Error() }
func (e *failure) Unwrap() error { return e.err }

// alone runs a loop of one chunk in the parent's frame, whose variables nobody else sees.
func (j *job) alone(n int) signal {
	t := j.f.t
	stream, lane := t.stream, t.lane
	var own random.Stream
	if j.p.random {
		own = t.own // the parent may be a chunk itself
	}
	j.draw(t, 0)
	at := &seat{t: t, g: j.f}
	s := j.iterate(at, 0, n)
	at.dropCode()
	t.stream, t.lane = stream, lane
	if j.p.random {
		t.own = own
	}
	if s != next {
		return s
	}
	return j.p.combine.run(j.f)
}

// draw gives the chunk its random stream.
func (j *job) draw(t *task, index int) {
	t.lane = -1
	if j.p.random {
		t.own = random.New(j.seed, uint64(index))
		t.stream = &t.own
	}
}

// iterate runs init and the iterations from lo to hi in a chunk's frame.
func (j *job) iterate(at *seat, lo, hi int) signal {
	t, g, p := at.t, at.g, j.p
	if s := t.poll(); s != next {
		return s
	}
	if s := p.init.run(g); s != next {
		return s
	}
	s, done := signal(next), false
	if p.native != nil {
		s, done = p.native.chunk(j, at, lo, hi)
	}
	if !done {
		s = j.span(g, lo, lo, hi)
	}
	if s == next {
		t.lane = -1
	}
	return s
}

// span runs iterations of the chunk that begins at base, one after the other.
func (j *job) span(g *frame, base, lo, hi int) signal {
	t, p := g.t, j.p
	at := j.seek(g, lo)
	for i := lo; i < hi; i++ {
		t.lane = i - base
		if s := p.body.run(g); s != next {
			return s
		}
		if t.left--; t.left < 0 {
			if s := t.poll(); s != next {
				return s
			}
		}
		j.advance(g, at)
	}
	return next
}

// seek sets the indices of a flat position, the last axis fastest.
func (j *job) seek(g *frame, flat int) []int {
	at := make([]int, len(j.space))
	for d := len(at) - 1; d >= 0; d-- {
		x := j.space[d]
		at[d] = flat % x.n
		flat /= x.n
		g.r[j.p.index[d]] = x.start + uint64(at[d])*x.step
	}
	return at
}

// advance sets the indices of the next position. They are counted in at, as the body's parameters share no place.
func (j *job) advance(g *frame, at []int) {
	for d := len(at) - 1; d >= 0; d-- {
		x := &j.space[d]
		if at[d]++; at[d] < x.n {
			g.r[j.p.index[d]] += x.step
			return
		}
		at[d] = 0
		g.r[j.p.index[d]] = x.start
	}
}

// spread runs the chunks through the host.
func (j *job) spread(n int, loop Loop) signal {
	t := j.f.t
	j.entry, j.settings, j.seats = j.f, t.settings, j.p.seated()
	if len(j.p.combine) > 0 && !j.keeps((n-1)/loop.Size+1) {
		j.entry, j.done = j.f.clone(), map[int][]Value{}
	}
	err := t.h.For(n, loop, func(c Chunk) error { return j.chunk(c, loop.Parallel) })
	s := j.gather()
	j.leave()
	var mine *failure
	switch {
	case err != nil && !errors.As(err, &mine): // the host's own: cancelled, too many threads, …
		t.err = err
		return stopped
	case j.failed != nil && s == next:
		t.err = j.failed.err
		return j.failed.s
	}
	return s
}

// mostKept bounds the values that are kept for the end of a loop.
const mostKept = 1 << 12

// keeps makes room for the Locals of all chunks, to be combined at the end: workers that combine as they go wait for each other.
// Each chunk has a word before, which says that it is done. False means that there are too many, or that they may be large.
func (j *job) keeps(chunks int) bool {
	words := chunks * (len(j.p.locals) + 1)
	if !j.p.plain || words > mostKept {
		return false
	}
	if cap(j.seats.kept) < words {
		j.seats.kept = make([]Value, words)
	}
	j.kept = j.seats.kept[:words]
	return true
}

// keep is what chunk index leaves.
func (j *job) keep(index int, g *frame) {
	width := len(j.p.locals) + 1
	of := j.kept[index*width : (index+1)*width]
	for i, at := range j.p.locals {
		of[i+1] = g.get(at)
	}
	of[0].Lo = 1
}

// gather combines what was kept, up to a chunk that failed or did not run.
func (j *job) gather() signal {
	defer clear(j.kept)
	width := len(j.p.locals) + 1
	for of := j.kept; len(of) > 0 && of[0].Lo == 1; of = of[width:] {
		if s := j.put(of[1:width]); s != next {
			return s
		}
	}
	return next
}

func (f *frame) clone() *frame {
	return &frame{r: append([]uint64(nil), f.r...), a: append([]*Array(nil), f.a...), o: append([]any(nil), f.o...),
		t: f.t, handled: f.handled}
}

// chunk runs one chunk in a frame of its own.
func (j *job) chunk(c Chunk, parallel bool) error {
	at := j.sit(c.Worker)
	t, g := at.t, at.g
	t.settings, t.job, t.index = j.settings, j, c.Index
	if parallel {
		t.worker, t.self = c.Worker, new(token)
	}
	j.draw(t, c.Index)
	copy(g.r, j.entry.r)
	copy(g.a, j.entry.a)
	copy(g.o, j.entry.o)
	g.handled = j.entry.handled
	if s := j.clocked(at, c); s != next {
		err := t.err
		j.clear(at)
		return j.fail(&failure{c.Index, s, err})
	}
	if j.kept != nil {
		j.keep(c.Index, g)
		j.rise(c.Worker, at)
		return nil
	}
	locals := j.save(g)
	j.rise(c.Worker, at)
	return j.finish(c.Index, locals)
}

// clocked runs the iterations of a chunk, and takes the time if the loop wants that.
func (j *job) clocked(at *seat, c Chunk) signal {
	if !j.clock {
		return j.iterate(at, c.Lo, c.Hi)
	}
	begin := time.Now()
	s := j.iterate(at, c.Lo, c.Hi)
	at.busy += int64(time.Since(begin))
	return s
}

func (j *job) save(g *frame) []Value {
	values := make([]Value, len(j.p.locals))
	for i, at := range j.p.locals {
		values[i] = g.get(at)
	}
	return values
}

// fail keeps the failure of the lowest chunk.
func (j *job) fail(e *failure) error {
	j.mu.Lock()
	defer j.mu.Unlock()
	if j.failed == nil || e.index < j.failed.index {
		j.failed = e
		j.lowest.Store(int64(e.index) + 1)
	}
	return e
}

// errLower ends a chunk whose result does not matter any more.
var errLower = errors.New("a lower chunk failed")

// superseded reports whether a chunk below the one that a task runs has failed, or below one that this loop is in: what
// it does does not matter, and it may be endless.
func (t *task) superseded() bool {
	for x := t; x.job != nil; x = x.job.f.t {
		if n := x.job.lowest.Load(); n > 0 && int(n-1) < x.index {
			return true
		}
	}
	return false
}

// finish combines what is complete. Only one worker combines at a time; the others leave their chunks to it.
func (j *job) finish(index int, locals []Value) error {
	if len(j.p.combine) == 0 {
		return nil
	}
	j.mu.Lock()
	if j.combining || index != j.next {
		j.done[index] = locals
		j.mu.Unlock()
		return nil
	}
	j.combining = true
	for ok := true; ok; {
		j.mu.Unlock()
		if s := j.put(locals); s != next { // combining stays set: nothing is combined after a failure
			return j.fail(&failure{j.next, s, j.f.t.err})
		}
		j.mu.Lock()
		j.next++
		if locals, ok = j.done[j.next]; ok {
			delete(j.done, j.next)
		}
	}
	j.combining = false
	j.mu.Unlock()
	return nil
}

// put runs combine on a chunk's Locals. The parent waits in For, so its frame and task are free.
func (j *job) put(locals []Value) signal {
	for i, at := range j.p.locals {
		j.f.set(at, locals[i])
	}
	return j.p.combine.run(j.f)
}
