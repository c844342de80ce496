package interp

import (
	"fmt"
	"slices"
	"sync"

	"gokernels/gokernels/ir"
)

// Program is a linked module; any number of goroutines may run it at once.
type Program struct {
	m      *ir.Module
	funcs  []*function
	native Native
	tasks  sync.Pool // of *task
}

// function is a linked ir.Func.
type function struct {
	index           int
	name            string
	r               []uint64 // what a frame holds at first: constants and zeros
	o               []any
	arrays          int
	params, results []place
	body            code
	weight          int // what a call counts for in the depth of calls
}

// linkError is what the linker panics with on IR that Verify would refuse.
type linkError string

// New links a verified module, with machine code for the loops for which native has some; there is one or none.
func New(m *ir.Module, native ...Native) (p *Program, err error) {
	defer func() {
		switch e := recover().(type) {
		case nil:
		case linkError:
			p, err = nil, fmt.Errorf("interp: %s", string(e))
		default: // a defect, which must not pass for a program
			panic(e)
		}
	}()
	if len(m.Funcs) == 0 {
		return nil, fmt.Errorf("interp: a module without functions")
	}
	p = &Program{m: m}
	if len(native) > 0 {
		p.native = native[0]
	}
	for i, fn := range m.Funcs {
		p.funcs = append(p.funcs, &function{index: i, name: fn.Name})
	}
	for i, fn := range m.Funcs {
		p.funcs[i].weight = 1 + fn.Body.Nesting()/regionsPerCall
		p.link(fn, p.funcs[i])
	}
	return p, nil
}

// regionsPerCall is how many regions in each other take about as much of Go's stack as maxDepth allows a call.
const regionsPerCall = 32

// Run calls the entry. The error is a *Raised, or what Poll or For returned.
func (p *Program) Run(h Host, args []Value) ([]Value, error) { return p.RunInto(h, args, nil) }

// RunInto is Run with room for the results.
func (p *Program) RunInto(h Host, args, results []Value) ([]Value, error) {
	entry := p.funcs[0]
	if len(args) != len(entry.params) {
		return nil, fmt.Errorf("interp: %s takes %d values, not %d", entry.name, len(entry.params), len(args))
	}
	t := p.borrow(h)
	t.stream, t.lane = h.Stream(), -1
	t.settings = settings{threads: h.Threads(), chunk: h.Chunk()}
	f := t.take(entry)
	for i, at := range entry.params {
		f.set(at, args[i])
	}
	s := entry.body.run(f)
	if s == raised || s == stopped {
		err := t.err
		p.giveBack(t, entry, f)
		return nil, err
	}
	results = results[:0]
	for _, at := range entry.results {
		results = append(results, f.get(at))
	}
	p.giveBack(t, entry, f)
	return results, nil
}

// borrow returns a task for the host. A task that panicked is never given back.
func (p *Program) borrow(h Host) *task {
	t, _ := p.tasks.Get().(*task)
	if t == nil {
		t = &task{p: p, free: make([][]*frame, len(p.funcs))}
	}
	t.begin(h)
	return t
}

func (t *task) begin(h Host) { t.h, t.left, t.err, t.self, t.job = h, turns, nil, nil, nil }

// end drops what belonged to a run.
func (t *task) end() { t.h, t.stream, t.err, t.job = nil, nil, nil, nil }

func (p *Program) giveBack(t *task, fn *function, f *frame) {
	t.give(fn, f)
	t.end()
	p.tasks.Put(t)
}

// find returns a function by name.
func (p *Program) find(name string) *function {
	i := slices.IndexFunc(p.funcs, func(fn *function) bool { return fn.name == name })
	if i < 0 {
		panic(linkError("no function " + name))
	}
	return p.funcs[i]
}

// reach asks whether code may run an instruction, in calls too.
type reach struct {
	p    *Program
	is   func(in *ir.Instr) bool
	seen map[string]bool
}

func (r *reach) region(region *ir.Region) bool {
	return slices.ContainsFunc(region.Code, r.instr)
}

func (r *reach) instr(in *ir.Instr) bool {
	if r.is(in) || slices.ContainsFunc(in.Regions, r.region) {
		return true
	}
	if in.Op != ir.Call || r.seen[in.Sym] {
		return false
	}
	r.seen[in.Sym] = true
	return r.region(r.p.m.Funcs[r.p.find(in.Sym).index].Body)
}
