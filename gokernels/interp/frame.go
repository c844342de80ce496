package interp

import (
	"gokernels/gokernels/ir"
	"gokernels/gokernels/random"
)

// signal is how an instruction ends: next, one of the three below, or a label to leave or to take another turn of.
type signal int

const (
	next     signal = 0
	returned signal = -1
	raised   signal = -2 // task.err is a *Raised
	stopped  signal = -3 // task.err ends the run
)

func breakOf(label int64) signal    { return signal(2 * label) }
func continueOf(label int64) signal { return signal(2*label + 1) }

// op is a linked instruction.
type op func(f *frame) signal

// code is a linked region.
type code []op

func (c code) run(f *frame) signal {
	for _, o := range c {
		if s := o(f); s != next {
			return s
		}
	}
	return next
}

// frame holds what one activation of a function computes with.
type frame struct {
	r       []uint64
	a       []*Array
	o       []any
	t       *task
	handled *Raised // what the innermost handler handles
}

// task is what a goroutine needs to run code; no two goroutines use one at the same time.
type task struct {
	p      *Program
	h      Host
	err    error
	left   int        // turns until the next poll
	free   [][]*frame // spare frames by function
	stream *random.Stream
	own    random.Stream // what stream points to in a chunk
	self   *token        // of the chunk that runs; nil outside parallel loops
	apart  frame         // for the instructions that machine code calls
	job    *job          // whose chunk runs; nil outside parallel loops
	index  int           // of that chunk
	lane   int           // of stream, for the draws of an iteration; -1: lanes take turns
	settings
}

// settings is what chunks inherit.
type settings struct {
	depth   int // of calls
	worker  int
	threads int // get_num_threads, as set in this call
	chunk   int // get_parallel_chunksize
}

const (
	// turns between polls: a turn takes 10 ns and more, so polls cost nothing and come every 10 µs to 10 ms.
	turns = 1024
	// maxDepth is ten times Python's limit. Up to regionsPerCall regions in each other a call takes some 10 kB of Go's
	// stack at most, of which there is 1 GB.
	maxDepth = 10000
	// spares bounds the frames that a task keeps of a function after a deep recursion.
	spares = 64
)

// poll asks the host whether to stop.
func (t *task) poll() signal {
	t.left = turns
	if err := t.h.Poll(); err != nil {
		t.err = err
		return stopped
	}
	if t.superseded() {
		t.err = errLower
		return stopped
	}
	return next
}

// take returns a frame of a function with its constants in place.
func (t *task) take(fn *function) *frame {
	spare := t.free[fn.index]
	if n := len(spare); n > 0 {
		f := spare[n-1]
		t.free[fn.index] = spare[:n-1]
		copy(f.r, fn.r)
		return f
	}
	f := &frame{r: make([]uint64, len(fn.r)), a: make([]*Array, fn.arrays), o: make([]any, len(fn.o)), t: t}
	copy(f.r, fn.r)
	copy(f.o, fn.o)
	return f
}

// give takes a frame back and drops what it refers to.
func (t *task) give(fn *function, f *frame) {
	if len(t.free[fn.index]) >= spares {
		return
	}
	f.forget(fn)
	t.free[fn.index] = append(t.free[fn.index], f)
}

// forget drops what the frame refers to.
func (f *frame) forget(fn *function) {
	clear(f.a)
	copy(f.o, fn.o)
	f.handled = nil
}

// place is where a value or variable of a type lives in a frame.
type place struct {
	t    ir.Type
	file file
	at   int
}

// file is one of the arrays of a frame.
type file uint8

const (
	inWords file = iota // one word
	inPairs             // two words: a complex
	inArrays
	inObjects
)

func fileOf(t ir.Type) file {
	switch {
	case t.IsComplex():
		return inPairs
	case t.IsArray():
		return inArrays
	case t.IsRef():
		return inObjects
	}
	return inWords
}

func (f *frame) get(p place) Value {
	switch p.file {
	case inWords:
		return Value{Lo: f.r[p.at]}
	case inPairs:
		return Value{Lo: f.r[p.at], Hi: f.r[p.at+1]}
	case inArrays:
		return Value{Ref: f.a[p.at]}
	}
	return Value{Ref: f.o[p.at]}
}

func (f *frame) set(p place, v Value) {
	switch p.file {
	case inWords:
		f.r[p.at] = v.Lo
	case inPairs:
		f.r[p.at], f.r[p.at+1] = v.Lo, v.Hi
	case inArrays:
		f.a[p.at], _ = v.Ref.(*Array)
	default:
		f.o[p.at] = v.Ref
	}
}

// move copies a value between frames.
func move(dst *frame, d place, src *frame, s place) {
	switch d.file {
	case inWords:
		dst.r[d.at] = src.r[s.at]
	case inPairs:
		dst.r[d.at], dst.r[d.at+1] = src.r[s.at], src.r[s.at+1]
	case inArrays:
		dst.a[d.at] = src.a[s.at]
	default:
		dst.o[d.at] = src.o[s.at]
	}
}
