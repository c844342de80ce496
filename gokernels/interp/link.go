package interp

import (
	"fmt"

	"gokernels/gokernels/ir"
)

// linker turns one function into closures.
type linker struct {
	p      *Program
	fn     *ir.Func
	out    *function
	values []place // by Value; at < 0: none yet
	vars   []place
	consts map[uint64]int
	texts  map[string]int
	plan   *plan
	known  known // nil until a parfor asks
	codes  map[*ir.Region]code
	within bool // of a loop that has machine code
}

func (p *Program) link(fn *ir.Func, out *function) {
	l := &linker{p: p, fn: fn, out: out, consts: map[uint64]int{}, texts: map[string]int{}, codes: map[*ir.Region]code{}}
	l.values = make([]place, max(len(fn.Types), 1))
	for i := range l.values {
		l.values[i].at = -1
	}
	for _, v := range fn.Vars {
		l.vars = append(l.vars, l.room(v.Type))
	}
	for _, t := range fn.Results {
		out.results = append(out.results, l.room(t))
	}
	out.params = l.places(fn.Params)
	l.plan = planOf(fn)
	k := l.tryWhole()
	done := l.inside(k)
	out.body = l.whole(k, l.region(fn.Body))
	done()
}

// room makes a place for a type.
func (l *linker) room(t ir.Type) place {
	at := place{t: t, file: fileOf(t)}
	switch at.file {
	case inWords:
		at.at = l.words(1)
	case inPairs:
		at.at = l.words(2)
	case inArrays:
		at.at = l.out.arrays
		l.out.arrays++
	default:
		at.at = len(l.out.o)
		l.out.o = append(l.out.o, nil)
	}
	return at
}

func (l *linker) words(n int) int {
	at := len(l.out.r)
	l.out.r = append(l.out.r, make([]uint64, n)...)
	return at
}

// place is where a value lives; a value that is met first gets a place.
func (l *linker) place(v ir.Value) place {
	if l.values[v].at < 0 {
		l.values[v] = l.room(l.fn.Types[v])
	}
	return l.values[v]
}

func (l *linker) places(values []ir.Value) []place {
	at := make([]place, len(values))
	for i, v := range values {
		at[i] = l.place(v)
	}
	return at
}

// at is the index of a value in its file; arg and result are those of an instruction.
func (l *linker) at(v ir.Value) int              { return l.place(v).at }
func (l *linker) arg(in *ir.Instr, i int) int    { return l.at(in.Args[i]) }
func (l *linker) result(in *ir.Instr, i int) int { return l.at(in.Results[i]) }
func (l *linker) typeOf(v ir.Value) ir.Type      { return l.fn.Types[v] }

// ats is where values are.
func (l *linker) ats(values []ir.Value) []int {
	at := make([]int, len(values))
	for i, v := range values {
		at[i] = l.at(v)
	}
	return at
}

// region links a region. What a Get or Set became a name for has no code.
func (l *linker) region(r *ir.Region) code {
	l.join(r)
	c := make(code, 0, len(r.Code))
	for i := 0; i < len(r.Code); i++ {
		if o := l.fused(r, i); o != nil {
			c = append(c, o)
			i++
			continue
		}
		if o := l.instr(r.Code[i]); o != nil {
			c = append(c, o)
		}
	}
	if l.within {
		l.codes[r] = c
	}
	return c
}

// instr links one instruction.
func (l *linker) instr(in *ir.Instr) op {
	if int(in.Op) >= len(ir.Ops) {
		l.fail(in, "unknown operation")
	}
	if link := special(in.Op); link != nil {
		return link(l, in)
	}
	return l.scalar(in)
}

func (l *linker) fail(in *ir.Instr, why string) {
	panic(linkError(fmt.Sprintf("%s in %s, line %d: %s", in.Op, l.fn.Name, in.Pos.Line, why)))
}

// constant is the index of a constant word.
func (l *linker) constant(word uint64) int {
	at, ok := l.consts[word]
	if !ok {
		at = l.words(1)
		l.out.r[at] = word
		l.consts[word] = at
	}
	return at
}

// linkConst puts a constant into the frame's first state: no code.
func linkConst(l *linker, in *ir.Instr) op {
	word := uint64(in.Int)
	if in.Type == ir.F32 {
		word = uint64(uint32(word))
	}
	l.values[in.Results[0]] = place{in.Type, inWords, l.constant(word)}
	return nil
}

func linkText(l *linker, in *ir.Instr) op {
	at, ok := l.texts[in.Sym]
	if !ok {
		at = len(l.out.o)
		l.out.o = append(l.out.o, in.Sym)
		l.texts[in.Sym] = at
	}
	l.values[in.Results[0]] = place{ir.Str, inObjects, at}
	return nil
}

func linkGet(l *linker, in *ir.Instr) op {
	return copyOp(l.place(in.Results[0]), l.vars[in.Var])
}

func linkSet(l *linker, in *ir.Instr) op {
	return copyOp(l.vars[in.Var], l.place(in.Args[0]))
}

// copyOp copies within a frame; nothing if there is nothing to do.
func copyOp(d, s place) op {
	to, from := d.at, s.at
	switch {
	case to == from:
		return nil
	case d.file == inWords:
		return func(f *frame) signal { f.r[to] = f.r[from]; return next }
	case d.file == inPairs:
		return func(f *frame) signal { f.r[to], f.r[to+1] = f.r[from], f.r[from+1]; return next }
	case d.file == inArrays:
		return func(f *frame) signal { f.a[to] = f.a[from]; return next }
	}
	return func(f *frame) signal { f.o[to] = f.o[from]; return next }
}

// site is where an instruction stands, for what it may raise.
type site struct {
	l   *linker
	pos ir.Pos
}

func (l *linker) site(in *ir.Instr) site { return site{l, in.Pos} }

// raise sets the task's exception.
func (s site) raise(f *frame, class string, args ...any) signal {
	r := &Raised{Class: class, Args: args, Func: s.l.fn.Name, Pos: s.pos}
	if files := s.l.p.m.Files; int(s.pos.File) < len(files) && s.pos.File >= 0 {
		r.File = files[s.pos.File]
	}
	f.t.err = r
	return raised
}
