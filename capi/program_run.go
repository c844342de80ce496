//go:build !gopy

package capi

import (
	"errors"
	"runtime/debug"

	"gokernels/gokernels/interp"
	"gokernels/gokernels/parallel"
)

// RunProgram runs the program call that the frame describes and writes its results or its error into the frame. It
// never panics.
func RunProgram(f *ProgramFrame, watch watchFunc, print printFunc) {
	c := take()
	if c.job == nil {
		c.job = new(job)
		c.job.Call.Print = c.printed
	}
	c.job.print = print
	e := encoder{words: resultsAt(f)[:0]}
	err := c.runProgram(f, watch, &e)
	c.job.forget()
	give(c)
	if err != nil {
		e.fail(f, err)
	}
	if !e.empty() {
		f.Held = handles.put(e.holder)
	}
}

func asRaised(err error) *interp.Raised {
	var r *interp.Raised
	errors.As(err, &r)
	return r
}

func (e *encoder) fail(f *ProgramFrame, err error) {
	for _, h := range e.handles {
		handles.take(h)
	}
	if r := asRaised(err); r != nil {
		f.setRaised(r, &e.holder)
		return
	}
	f.setError(err)
}

func (c *call) runProgram(f *ProgramFrame, watch watchFunc, e *encoder) (err error) {
	defer guard(&err)
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	p, err := programOf(f.Program)
	if err != nil {
		return err
	}
	c.decode(f, p)
	if err := c.fillCall(f, p, watch); err != nil {
		return err
	}
	results, err := p.Run(&c.job.Call, c.job.values)
	c.job.Results = results
	if err == nil {
		for i := range results {
			e.value(&p.results[i], results[i])
		}
	}
	if len(c.job.lists) > 0 && (err == nil || asRaised(err) != nil) { // also what the program did before it raised
		c.reflect(f, p, e)
	}
	if len(e.words) > int(f.NResults) {
		panic("the results' words are not those of the program's result")
	}
	if err == nil && len(c.job.lists) == 0 && p.counted {
		c.job.Release()
	}
	return err
}

// reflect writes the lists, sets and dicts that the program changed, after the results; 0 stands for one that it did not.
func (c *call) reflect(f *ProgramFrame, p *program, e *encoder) {
	e.words = e.words[:p.words]
	for _, l := range c.job.lists {
		rows, n := rowsOf(l.slot, l.value, &e.holder)
		if sameRows(l.slot.columns, rows, l.words) {
			e.put(0, 0)
			continue
		}
		f.Reflected = 1
		e.put(e.row(append(rows, 0)), uint64(n)) // an address even of no items
	}
}

// decode reads the arguments. A number of words that does not fit panics, into guard.
func (c *call) decode(f *ProgramFrame, p *program) {
	j := c.job
	j.words = wordsAt(f.Args, int(f.NArgs))
	j.values, j.lists = j.values[:0], j.lists[:0]
	for i := range p.params {
		s := &p.params[i]
		if s.columns != nil {
			j.values = append(j.values, j.container(s))
			continue
		}
		j.values = append(j.values, j.value(s))
	}
	if j.at != len(j.words) {
		panic("the arguments' words are not those of the program's parameters")
	}
}

// container reads a list, set or dict. Two arguments at one address are one object of Python's.
func (j *job) container(s *slot) interp.Value {
	w := j.take(2)
	words := wordsAt(w[0], int(w[1])*rowWords(s.columns))
	v := interp.Value{}
	for _, l := range j.lists {
		if l.address == w[0] {
			v = l.value
		}
	}
	if v.Ref == nil {
		v = containerOf(s, words)
	}
	j.lists = append(j.lists, list{s, v, w[0], words})
	return v
}

// fillCall sets how the program runs and what can stop it.
func (c *call) fillCall(f *ProgramFrame, p *program, watch watchFunc) error {
	j := c.job
	err := c.control(limits{f.Token, f.TimeoutNS, f.Watched != 0, f.Watch}, watch)
	if err != nil {
		return err
	}
	c.watcher = f.Watch // print needs it, watched or not
	j.Threads, j.Chunk, j.Schedule = int(f.Threads), int(f.Chunk), parallel.Schedule(f.Schedule)
	j.Cancel, j.Watch = c.options.Cancel, c.options.Watch
	j.Stream = streamAt(f.Stream).open()
	j.Subclass = nil
	if len(p.unit.classes) > 0 {
		j.Subclass = p.unit.subclass
	}
	return nil
}

// printed writes text out on the calling thread.
func (c *call) printed(text string) error {
	if c.job.print != nil && !c.job.print(c.watcher, text) {
		return errPending
	}
	return nil
}

// forget drops what belonged to the call.
func (j *job) forget() {
	j.decoder.forget()
	j.Forget()
	clear(j.values)
	clear(j.lists)
	clear(j.Results)
	j.print, j.Stream, j.Cancel, j.Watch, j.Subclass = nil, nil, nil, nil, nil
}

// ReleaseHandle forgets what a handle keeps. It may be called from any thread.
func ReleaseHandle(handle int64) { release(handle) }
