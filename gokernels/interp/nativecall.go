package interp

import (
	"slices"

	"gokernels/gokernels/ir"
)

// Machine code may call functions. Their activations have blocks of words behind the kernel's; what they leave to the
// interpreter always raises, so it is run in a frame made for that, and all activations are given up.

// tryWhole asks for machine code of calls of the function, which there may be if it makes calls.
func (l *linker) tryWhole() Kernel {
	calls := &reach{p: l.p, is: func(in *ir.Instr) bool { return in.Op == ir.Call }}
	if !calls.region(l.fn.Body) {
		return nil
	}
	return l.try(nil)
}

// whole is the body of a function that has machine code for its calls; slow is run where that cannot be.
func (l *linker) whole(k Kernel, slow code) code {
	if k == nil {
		return slow
	}
	vars := l.vars
	l.vars = append(slices.Clone(vars), l.out.results...)
	n := l.kernel(k)
	l.vars = vars
	n.outer = 1
	return code{func(f *frame) signal {
		code, words, ok := n.fill(f)
		if !ok {
			return slow.run(f)
		}
		s := n.finish(f, words, n.run(f, code, words))
		n.Give(code, words)
		if s == next {
			return returned
		}
		return s
	}}
}

// active is the block of the innermost activation.
func active(words []uint64) []uint64 { return words[words[wordActive]/8:] }

// abroad is the linkers of functions that a kernel calls.
type abroad map[*ir.Func]*linker

// of is a linker that links parts of a function to a frame of their own.
func (a abroad) of(l *linker, fn *ir.Func) *linker {
	if a[fn] != nil {
		return a[fn]
	}
	own := &linker{p: l.p, fn: fn, out: &function{}, consts: map[uint64]int{}, texts: map[string]int{}, plan: planOf(fn),
		codes: map[*ir.Region]code{}, within: true}
	own.values = make([]place, len(fn.Types)+1)
	for i := range own.values {
		own.values[i].at = -1
	}
	for _, v := range fn.Vars {
		own.vars = append(own.vars, own.room(v.Type))
	}
	own.constants(fn.Body)
	a[fn] = own
	return own
}

func (l *linker) constants(r *ir.Region) {
	for _, in := range r.Code {
		if in.Op == ir.Const || in.Op == ir.ConstStr {
			l.instr(in)
		}
		for _, sub := range in.Regions {
			l.constants(sub)
		}
	}
}

// exit links what raises in a function, with the places of what the code saves for it.
func (l *linker) exit(in *ir.Instr, region *ir.Region, save []ir.Value, vars []ir.Var) nativeExit {
	e := nativeExit{inner: l.out}
	if region != nil {
		e.run = l.region(region).run
	} else {
		e.run = l.instr(in)
	}
	e.save = l.ats(save)
	for _, v := range vars {
		e.save = append(e.save, l.vars[v].at)
	}
	return e
}

// raise raises what an activation within the code came upon, at its depth.
func (e *nativeExit) raise(f *frame, words []uint64) signal {
	t := f.t
	g := &frame{r: slices.Clone(e.inner.r), a: make([]*Array, e.inner.arrays), o: slices.Clone(e.inner.o), t: t}
	for i, at := range e.save {
		g.r[at] = active(words)[wordSaved+i]
	}
	depth := t.depth
	t.depth = maxDepth - int(words[wordDepth])
	s := e.run(g)
	t.depth = depth
	if s == next {
		panic("interp: machine code left a function that does not raise")
	}
	return s
}
