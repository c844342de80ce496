package pass

import (
	"slices"

	"gokernels/gokernels/ir"
)

const (
	// inlineSize is the most instructions that a callee may have: about what a call costs in the interpreter, thrice.
	inlineSize = 40
	// inlineTotal bounds what a function may grow to, so that compiling stays in milliseconds.
	inlineTotal = 4000
)

// inline puts small functions that call no others, and return at their end only, in the place of calls to them.
func inline(c *context) {
	w := &inliner{m: c.m, busy: map[*ir.Func]bool{}}
	w.function(c.f)
}

type inliner struct {
	m    *ir.Module
	busy map[*ir.Func]bool // being worked on, or done
	f    *ir.Func
	size int
	to   renaming
	pars []*ir.Par // in whose init or body the present place is
}

// function does what f calls first: then that may be small enough and free of calls.
func (w *inliner) function(f *ir.Func) {
	if w.busy[f] {
		return
	}
	w.busy[f] = true
	scan(f.Body, func(in *ir.Instr) {
		if in.Op == ir.Call {
			w.function(w.callee(in))
		}
	})
	w.f, w.to, w.size = f, renaming{}, size(f.Body)
	w.region(f.Body)
}

func (w *inliner) callee(in *ir.Instr) *ir.Func {
	i := slices.IndexFunc(w.m.Funcs, func(f *ir.Func) bool { return f.Name == in.Sym })
	return w.m.Funcs[i]
}

func size(r *ir.Region) (n int) {
	scan(r, func(*ir.Instr) { n++ })
	return n
}

func (w *inliner) region(r *ir.Region) {
	var code []*ir.Instr
	for _, in := range r.Code {
		w.to.args(in)
		if in.Op == ir.Call {
			if callee := w.callee(in); callee != w.f && inlinable(callee) && w.size < inlineTotal {
				code = append(code, w.copy(callee, in)...)
				continue
			}
		}
		code = append(code, in)
		for i, sub := range in.Regions {
			counts := in.Op == ir.ParFor && i < 2
			if counts {
				w.pars = append(w.pars, in.Par)
			}
			w.region(sub)
			if counts {
				w.pars = w.pars[:len(w.pars)-1]
			}
		}
	}
	r.Code = code
}

func inlinable(f *ir.Func) bool {
	returns, fit := 0, true
	scan(f.Body, func(in *ir.Instr) {
		switch in.Op {
		case ir.Return:
			returns++
		case ir.Call:
			fit = false
		case ir.RT: // what lasts to the end of a call must not last longer
			fit = fit && in.Sym != "thread.set" && in.Sym != "chunk.set" && in.Sym != "random.seed"
		}
	})
	n := len(f.Body.Code)
	atEnd := n > 0 && f.Body.Code[n-1].Op == ir.Return
	return fit && size(f.Body) <= inlineSize && (returns == 0 && len(f.Results) == 0 || returns == 1 && atEnd) && settled(f)
}

// settled reports whether every variable that refers to an object is set before anything else happens to it: there is
// no constant to start it with in every turn of a caller's loop.
func settled(f *ir.Func) bool {
	for v, x := range f.Vars {
		if !x.Type.IsRef() {
			continue
		}
		i := slices.IndexFunc(f.Body.Code, func(in *ir.Instr) bool { return mentions(in, ir.Var(v)) })
		if i >= 0 && f.Body.Code[i].Op != ir.Set {
			return false
		}
	}
	return true
}

func mentions(in *ir.Instr, v ir.Var) bool {
	return anyOf(&ir.Region{Code: []*ir.Instr{in}}, func(in *ir.Instr) bool {
		return (in.Op == ir.Get || in.Op == ir.Set) && in.Var == v || in.Op == ir.ParFor && slices.Contains(in.Par.Locals, v)
	})
}

// copy returns the code of a callee in terms of the caller.
func (w *inliner) copy(callee *ir.Func, call *ir.Instr) []*ir.Instr {
	t := &transplant{from: callee, f: w.f, values: map[ir.Value]ir.Value{}, labels: map[int64]int64{}, first: ir.Var(len(w.f.Vars))}
	for i, p := range callee.Params {
		t.values[p] = call.Args[i]
	}
	var code []*ir.Instr
	for i, x := range callee.Vars {
		v := w.f.NewVar(x.Name, x.Type)
		for _, par := range w.pars {
			par.Locals = append(par.Locals, v)
		}
		if !callee.Vars[i].Type.IsRef() {
			code = append(code, t.zero(v, x.Type, call.Pos)...)
		}
	}
	body := callee.Body.Clone()
	t.region(body)
	w.size += size(body)
	code = append(code, body.Code...)
	if n := len(code); n > 0 && code[n-1].Op == ir.Return {
		for i, v := range code[n-1].Args {
			w.to[call.Results[i]] = v
		}
		code = code[:n-1]
	}
	return code
}

// transplant renames values, variables and labels of a copied body.
type transplant struct {
	from, f *ir.Func
	values  map[ir.Value]ir.Value
	labels  map[int64]int64
	first   ir.Var // the callee's variable 0
}

// zero starts a variable as it starts in a call.
func (t *transplant) zero(v ir.Var, typ ir.Type, pos ir.Pos) []*ir.Instr {
	part := typ
	if typ.IsComplex() {
		part = typ.Real()
	}
	x := t.f.NewValue(part)
	code := []*ir.Instr{{Op: ir.Const, Type: part, Results: []ir.Value{x}, Pos: pos}}
	if typ.IsComplex() {
		z := t.f.NewValue(typ)
		code = append(code, &ir.Instr{Op: ir.Complex, Args: []ir.Value{x, x}, Results: []ir.Value{z}, Pos: pos})
		x = z
	}
	return append(code, &ir.Instr{Op: ir.Set, Var: v, Args: []ir.Value{x}, Pos: pos})
}

func (t *transplant) region(r *ir.Region) {
	t.fresh(r.Params)
	for _, in := range r.Code {
		for i, v := range in.Args {
			in.Args[i] = t.values[v]
		}
		t.fresh(in.Results)
		t.attributes(in)
		for _, sub := range in.Regions {
			t.region(sub)
		}
	}
}

func (t *transplant) fresh(values []ir.Value) {
	for i, v := range values {
		values[i] = t.f.NewValue(t.from.Types[v])
		t.values[v] = values[i]
	}
}

func (t *transplant) attributes(in *ir.Instr) {
	switch in.Op {
	case ir.Get, ir.Set:
		in.Var += t.first
	case ir.ParFor:
		for i := range in.Par.Locals {
			in.Par.Locals[i] += t.first
		}
	case ir.Block, ir.Loop, ir.For:
		t.labels[in.Int] = t.f.NewLabel()
		in.Int = t.labels[in.Int]
	case ir.Break, ir.Continue:
		in.Int = t.labels[in.Int]
	}
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
			scan(f.Body, func(in *ir.Instr) {
				if in.Op == ir.Call && !called[in.Sym] {
					called[in.Sym], again = true, true
				}
			})
		}
	}
	m.Funcs = slices.DeleteFunc(m.Funcs, func(f *ir.Func) bool { return !called[f.Name] })
}
