package pass

import (
	"slices"

	"gokernels/gokernels/ir"
)

const (
	// inlineSize is the most instructions that a callee may have: about what a call costs in the interpreter, thrice.
	inlineSize = 40
	// inlineInLoops is the same in loops, which become machine code only if there is no call left in them; inlineOnce is
	// that of a callee with no other call.
	inlineInLoops = 200
	inlineOnce    = 800
	// inlineTotal bounds what a function may grow to, so that compiling stays in milliseconds.
	inlineTotal = 4000
)

// inline puts small functions in the place of calls to them.
func inline(c *context) {
	w := &inliner{m: c.m, busy: map[*ir.Func]bool{}, open: map[*ir.Func]bool{}, calls: map[string]int{}}
	for _, f := range c.m.Funcs {
		f.Body.Walk(func(in *ir.Instr) {
			if in.Op == ir.Call {
				w.calls[in.Sym]++
			}
		})
	}
	w.function(c.f)
}

type inliner struct {
	m     *ir.Module
	busy  map[*ir.Func]bool // being worked on, or done
	open  map[*ir.Func]bool // copied at the present place: a function is not put into itself
	calls map[string]int    // of a function, in the module as it was
	f     *ir.Func
	size  int
	loops int // around the present place
	to    renaming
	pars  around
}

// function does what f calls first: then that may be small enough and free of calls.
func (w *inliner) function(f *ir.Func) {
	if w.busy[f] {
		return
	}
	w.busy[f] = true
	f.Body.Walk(func(in *ir.Instr) {
		if in.Op == ir.Call {
			w.function(w.callee(in))
		}
	})
	w.f, w.to, w.size, w.loops = f, renaming{}, size(f.Body), 0
	w.region(f.Body)
}

func (w *inliner) callee(in *ir.Instr) *ir.Func {
	i := slices.IndexFunc(w.m.Funcs, func(f *ir.Func) bool { return f.Name == in.Sym })
	return w.m.Funcs[i]
}

func (w *inliner) region(r *ir.Region) {
	var code []*ir.Instr
	for _, in := range r.Code {
		w.to.args(in)
		if in.Op == ir.Call {
			if callee := w.callee(in); callee != w.f && !w.open[callee] && w.fits(callee) && inlinable(callee) {
				code = append(code, w.expanded(callee, in)...)
				continue
			}
		}
		code = append(code, in)
		for i, sub := range in.Regions {
			loop := isLoop(in)
			if loop {
				w.loops++
			}
			w.pars.within(in, i, func() { w.region(sub) })
			if loop {
				w.loops--
			}
		}
	}
	r.Code = code
}

// expanded is a copy of a callee; in a loop, what it calls and did not take in when it was no part of one is put into it.
func (w *inliner) expanded(callee *ir.Func, call *ir.Instr) []*ir.Instr {
	r := &ir.Region{Code: w.copy(callee, call)}
	if w.loops > 0 {
		w.open[callee] = true
		w.region(r)
		delete(w.open, callee)
	}
	return r.Code
}

// fits reports whether a callee is small enough for the present place.
func (w *inliner) fits(f *ir.Func) bool {
	most := inlineSize
	switch {
	case w.loops > 0 && w.calls[f.Name] == 1:
		most = inlineOnce
	case w.loops > 0:
		most = inlineInLoops
	}
	n := size(f.Body)
	return n <= most && w.size+n <= inlineTotal
}

func inlinable(f *ir.Func) bool {
	fit, tries, nested := true, false, false
	f.Body.Walk(func(in *ir.Instr) {
		switch in.Op {
		case ir.Try:
			tries = true
		case ir.ParFor:
			nested = nested || in.Any(func(x *ir.Instr) bool { return x.Op == ir.Return })
		case ir.RT: // what lasts to the end of a call must not last longer
			fit = fit && in.Sym != "thread.set" && in.Sym != "chunk.set" && in.Sym != "random.seed"
		}
	})
	return fit && !nested && (returnsAtEnd(f) || !tries) && settled(f)
}

// returnsAtEnd reports whether a function returns there and nowhere else.
func returnsAtEnd(f *ir.Func) bool {
	returns := 0
	f.Body.Walk(func(in *ir.Instr) {
		if in.Op == ir.Return {
			returns++
		}
	})
	n := len(f.Body.Code)
	atEnd := n > 0 && f.Body.Code[n-1].Op == ir.Return
	return returns == 0 && len(f.Results) == 0 || returns == 1 && atEnd
}

// settled reports whether every variable that refers to an object is set before anything else happens to it: there is
// no constant to start it with in every turn of a caller's loop.
func settled(f *ir.Func) bool {
	for v, x := range f.Vars {
		if !x.Type.IsRef() {
			continue
		}
		i := slices.IndexFunc(f.Body.Code, func(in *ir.Instr) bool { return in.Any(func(x *ir.Instr) bool { return mentions(x, ir.Var(v)) }) })
		if i >= 0 && f.Body.Code[i].Op != ir.Set {
			return false
		}
	}
	return true
}

// copy returns the code of a callee in terms of the caller.
func (w *inliner) copy(callee *ir.Func, call *ir.Instr) []*ir.Instr {
	t := newTransplant(callee, w.f, ir.Var(len(w.f.Vars)))
	for i, p := range callee.Params {
		t.values[p] = call.Args[i]
	}
	var code []*ir.Instr
	for i, x := range callee.Vars {
		v := w.pars.newVar(w.f, x.Name, x.Type)
		if !callee.Vars[i].Type.IsRef() {
			code = append(code, w.zero(v, x.Type, call.Pos)...)
		}
	}
	body := callee.Body.Clone()
	t.region(body)
	w.size += size(body)
	if !returnsAtEnd(callee) {
		return append(code, w.leave(callee, body, call)...)
	}
	code = append(code, body.Code...)
	if n := len(code); n > 0 && code[n-1].Op == ir.Return {
		for i, v := range code[n-1].Args {
			w.to[call.Results[i]] = v
		}
		code = code[:n-1]
	}
	return code
}

// leave makes a block of a body that returns from within: a return sets variables and leaves it.
func (w *inliner) leave(callee *ir.Func, body *ir.Region, call *ir.Instr) []*ir.Instr {
	block := &ir.Instr{Op: ir.Block, Int: w.f.NewLabel(), Regions: []*ir.Region{body}, Pos: call.Pos}
	results := make([]ir.Var, len(callee.Results))
	for i, t := range callee.Results {
		results[i] = w.pars.newVar(w.f, "", t)
	}
	leaveBy(body, block.Int, results)
	code := []*ir.Instr{block}
	for i, v := range results {
		x := w.f.NewValue(callee.Results[i])
		code = append(code, &ir.Instr{Op: ir.Get, Var: v, Results: []ir.Value{x}, Pos: call.Pos})
		w.to[call.Results[i]] = x
	}
	return code
}

// leaveBy replaces the returns of a region.
func leaveBy(r *ir.Region, label int64, results []ir.Var) {
	var code []*ir.Instr
	for _, in := range r.Code {
		for _, sub := range in.Regions {
			leaveBy(sub, label, results)
		}
		if in.Op != ir.Return {
			code = append(code, in)
			continue
		}
		for i, v := range results {
			code = append(code, &ir.Instr{Op: ir.Set, Var: v, Args: []ir.Value{in.Args[i]}, Pos: in.Pos})
		}
		code = append(code, &ir.Instr{Op: ir.Break, Int: label, Pos: in.Pos})
	}
	r.Code = code
}

// zero starts a variable as it starts in a call.
func (w *inliner) zero(v ir.Var, typ ir.Type, pos ir.Pos) []*ir.Instr {
	part := typ
	if typ.IsComplex() {
		part = typ.Real()
	}
	x := w.f.NewValue(part)
	code := []*ir.Instr{{Op: ir.Const, Type: part, Results: []ir.Value{x}, Pos: pos}}
	if typ.IsComplex() {
		z := w.f.NewValue(typ)
		code = append(code, &ir.Instr{Op: ir.Complex, Args: []ir.Value{x, x}, Results: []ir.Value{z}, Pos: pos})
		x = z
	}
	return append(code, &ir.Instr{Op: ir.Set, Var: v, Args: []ir.Value{x}, Pos: pos})
}

// dropUncalled drops functions that the entry does not reach.
func dropUncalled(m *ir.Module) {
	if len(m.Funcs) == 0 {
		return
	}
	called := map[string]bool{m.Funcs[0].Name: true}
	for again := true; again; {
		again = false
		for _, f := range m.Funcs {
			if !called[f.Name] {
				continue
			}
			f.Body.Walk(func(in *ir.Instr) {
				if in.Op == ir.Call && !called[in.Sym] {
					called[in.Sym], again = true, true
				}
			})
		}
	}
	m.Funcs = slices.DeleteFunc(m.Funcs, func(f *ir.Func) bool { return !called[f.Name] })
}
