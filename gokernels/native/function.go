package native

import (
	"slices"

	"gokernels/gokernels/ir"
)

// Library is the functions of a module that machine code can call: those of scalars and arrays which hold nothing that
// only the interpreter can do, and call each other only.
type Library struct {
	m       *ir.Module
	callees map[string]*Region
}

// NewLibrary returns the library of a module.
func NewLibrary(m *ir.Module) *Library {
	b := &Library{m: m}
	b.find()
	return b
}

// Compile returns the region of a For, Loop or ParFor as the function of that name does, with calls in it. For no
// instruction it is that of a call of f itself, if f is recursive.
func (b *Library) Compile(f *ir.Func, in *ir.Instr) *Region {
	if in != nil {
		return compileLoop(b, f, in)
	}
	if b.callees[f.Name] == nil || !b.recursive(f) || !b.entered(f) {
		return nil
	}
	f, in = entryOf(f)
	return compileLoop(b, f, in)
}

// entryOf is a function that does nothing but call f: variables behind those of f take the results.
func entryOf(f *ir.Func) (*ir.Func, *ir.Instr) {
	entry := &ir.Func{Name: f.Name, Params: f.Params, Types: slices.Clone(f.Types), Vars: slices.Clone(f.Vars)}
	call := &ir.Instr{Op: ir.Call, Sym: f.Name, Args: f.Params, Pos: f.Pos}
	body := &ir.Region{Code: []*ir.Instr{call}}
	for _, t := range f.Results {
		x, v := entry.NewValue(t), entry.NewVar("", t)
		call.Results = append(call.Results, x)
		body.Code = append(body.Code, &ir.Instr{Op: ir.Set, Var: v, Args: []ir.Value{x}})
	}
	in := &ir.Instr{Op: ir.Block, Int: -1, Regions: []*ir.Region{body}, Pos: f.Pos}
	entry.Body = &ir.Region{Code: []*ir.Instr{in}}
	return entry, in
}

// callee is the function that a call leads to, nil if that is for the interpreter.
func (b *Library) callee(name string) *Region {
	if b == nil {
		return nil
	}
	return b.callees[name]
}

// find analyses the functions that are called. It takes all for callable at first, and begins again without those that
// turn out not to be.
func (b *Library) find() {
	fit := map[string]*ir.Func{}
	for _, f := range b.m.Funcs {
		f.Body.Walk(func(in *ir.Instr) {
			if in.Op == ir.Call {
				fit[in.Sym] = nil
			}
		})
	}
	for _, f := range b.m.Funcs {
		if _, called := fit[f.Name]; called {
			fit[f.Name] = f
		}
	}
	b.callees = map[string]*Region{}
	for name, f := range fit {
		if signature(f) {
			b.callees[name] = &Region{f: f}
		}
	}
	for again := true; again; {
		again = false
		for name := range b.callees {
			if b.callees[name] = b.analyse(fit[name]); b.callees[name] == nil {
				delete(b.callees, name)
				again = true
			}
		}
	}
	b.passWritable()
}

// signature reports whether machine code can pass a function's parameters and results. Machine code counts a call as one,
// however deep the regions of the function are nested.
func signature(f *ir.Func) bool {
	for _, v := range f.Params {
		if t := f.Types[v]; !word(t) && !(t.IsArray() && word(t.Elem())) {
			return false
		}
	}
	return !slices.ContainsFunc(f.Results, func(t ir.Type) bool { return !word(t) }) && f.Body.Nesting() < mostNested
}

// mostNested is at what depth of regions the interpreter counts a call twice (interp.regionsPerCall).
const mostNested = 32

// analyse finds out whether a whole function can be compiled; nil if not.
func (b *Library) analyse(f *ir.Func) (r *Region) {
	defer func() {
		if e := recover(); e != nil {
			_ = asError(e)
			r = nil
		}
	}()
	r = newRegion(f, &ir.Instr{Op: ir.Block, Int: -1, Regions: []*ir.Region{f.Body}})
	r.lib, r.whole = b, true
	arrays := 0
	for _, v := range f.Params {
		if f.Types[v].IsArray() {
			r.arrayOf(v)
			arrays++
		} else {
			r.values = append(r.values, v)
		}
	}
	r.survey(func(s *scan) { s.region(f.Body) })
	if len(r.arrays) > arrays || draws(f.Body) {
		refuse("arrays or random numbers of a function's own")
	}
	r.frame()
	return r
}

// frame gives parameters, and results but the first, a place in the callee's Context.
func (r *Region) frame() {
	r.saveAt = atSaved
	r.words = r.operands(headWords+max(len(r.f.Results)-1, 0), nil)
}

// onlyRaises refuses a region for the interpreter that does not certainly raise, or for which it would need an array.
func (s *scan) onlyRaises(r *ir.Region) {
	if !raises(r) {
		refuse("a return that the interpreter has to make")
	}
	for _, in := range r.Code {
		for _, v := range in.Args {
			if s.r.f.Types[v].IsArray() {
				refuse("an array in what raises")
			}
		}
		if in.Op == ir.Get && !word(s.r.f.Vars[in.Var].Type) || in.Op == ir.Call {
			refuse("an object in what raises")
		}
	}
}

// passWritable tells the callers' arrays what their callees need of them.
func (b *Library) passWritable() {
	for changed := true; changed; {
		changed = false
		for _, r := range b.callees {
			r.f.Body.Walk(func(in *ir.Instr) {
				to := b.callees[in.Sym]
				if in.Op != ir.Call || to == nil {
					return
				}
				for i, v := range to.arrayArgs(in) {
					if a := &r.arrays[r.arrayOf(v)]; to.arrays[i].writable && !a.writable {
						a.writable, changed = true, true
					}
				}
			})
		}
	}
}

// needsWritable reports whether a call may write to an array that it is given.
func (b *Library) needsWritable(in *ir.Instr, v ir.Value) bool {
	to := b.callee(in.Sym)
	for i, arg := range to.arrayArgs(in) {
		if arg == v && i < len(to.arrays) && to.arrays[i].writable {
			return true
		}
	}
	return false
}

// arrayArgs are the arguments of a call of r that are arrays.
func (r *Region) arrayArgs(in *ir.Instr) (all []ir.Value) {
	for i, v := range in.Args {
		if r.f.Types[r.f.Params[i]].IsArray() {
			all = append(all, v)
		}
	}
	return all
}

// recursive reports whether a function may call itself.
func (b *Library) recursive(f *ir.Func) bool {
	found := false
	b.reach(f.Body, map[*Region]bool{}, func(r *Region) { found = found || r.f == f })
	return found
}

// reach visits the functions that code may call.
func (b *Library) reach(code *ir.Region, seen map[*Region]bool, visit func(r *Region)) {
	code.Walk(func(in *ir.Instr) {
		if in.Op != ir.Call {
			return
		}
		if r := b.callees[in.Sym]; r != nil && !seen[r] {
			seen[r] = true
			visit(r)
			b.reach(r.f.Body, seen, visit)
		}
	})
}

// entered reports whether a recursion begins with f: the others that take part in it need no code for calls from outside.
func (b *Library) entered(f *ir.Func) bool {
	if f == b.m.Funcs[0] {
		return true
	}
	inside := map[*ir.Func]bool{}
	b.reach(f.Body, map[*Region]bool{}, func(r *Region) { inside[r.f] = true })
	return slices.ContainsFunc(b.m.Funcs, func(g *ir.Func) bool {
		return !inside[g] && g.Body.Any(func(in *ir.Instr) bool { return in.Op == ir.Call && in.Sym == f.Name })
	})
}

// size is how many instructions the functions have that code may call.
func (b *Library) size(code *ir.Region) (n int) {
	if b != nil {
		b.reach(code, map[*Region]bool{}, func(r *Region) { r.f.Body.Walk(func(*ir.Instr) { n++ }) })
	}
	return n
}

// knows reports whether an instruction of the region can be compiled.
func (r *Region) knows(in *ir.Instr) bool {
	if in.Op == ir.Call {
		return r.lib.callee(in.Sym) != nil
	}
	if in.Op == ir.ParFor {
		return r.nestable(in)
	}
	return known(r.f, in)
}

// holds reports whether an instruction has one of an operation within.
func holds(in *ir.Instr, op ir.Op) bool {
	return in.Any(func(x *ir.Instr) bool { return x.Op == op })
}
