package pass

import (
	"maps"
	"slices"

	"gokernels/gokernels/ir"
)

// complexes makes pairs of floats of the complex numbers in loops, and views of the parts of the complex arrays that loops
// load and store, so that machine code, which knows no complex numbers, can run them. A loop is left alone if it has
// something that no machine code takes, or an operation that is no short formula of the parts: pairs would only cost the
// interpreter more there, as they do where there is no machine code at all. Variables of such loops become two wherever
// they are used.
func complexes(c *context) {
	if !c.Machine || !slices.ContainsFunc(c.f.Types, holdsComplex) {
		return
	}
	w := &splitter{f: c.f, defs: definitions(c.f), to: renaming{}, parts: map[ir.Value]pair{}, views: map[ir.Value]pair{},
		gone: map[ir.Value]bool{}, split: map[*ir.Instr]bool{}, vars: map[ir.Var][2]ir.Var{}}
	w.choose(c.f.Body)
	if len(w.split) > 0 {
		w.region(c.f.Body)
	}
}

// pair is the real and the imaginary part of a value: of an array, views of them.
type pair struct{ re, im ir.Value }

type splitter struct {
	f     *ir.Func
	defs  []*ir.Instr
	to    renaming
	parts map[ir.Value]pair // of complex scalars
	views map[ir.Value]pair // of complex arrays, around the present loop
	gone  map[ir.Value]bool // scalars of which there are only the parts
	split map[*ir.Instr]bool
	vars  map[ir.Var][2]ir.Var
	deep  bool // within a loop that is split
	*ir.Builder
}

// choose finds the outermost loops that are to be split, and their variables.
func (w *splitter) choose(r *ir.Region) {
	for _, in := range r.Code {
		if isLoop(in) && w.fits(in) {
			if in.Any(w.isComplex) {
				w.split[in] = true
				w.variables(in)
			}
			continue
		}
		for _, sub := range in.Regions {
			w.choose(sub)
		}
	}
}

func holdsComplex(t ir.Type) bool { return t.IsComplex() || t.IsArray() && t.Elem().IsComplex() }

func (w *splitter) isComplex(in *ir.Instr) bool {
	such := func(v ir.Value) bool { return holdsComplex(w.f.Types[v]) }
	return slices.ContainsFunc(in.Args, such) || slices.ContainsFunc(in.Results, such)
}

// variables splits the complex variables of a loop.
func (w *splitter) variables(loop *ir.Instr) {
	split := func(v ir.Var) {
		x := w.f.Vars[v]
		if _, ok := w.vars[v]; ok || !x.Type.IsComplex() {
			return
		}
		part := x.Type.Real()
		w.vars[v] = [2]ir.Var{w.f.NewVar(x.Name+".real", part), w.f.NewVar(x.Name+".imag", part)}
	}
	(&ir.Region{Code: []*ir.Instr{loop}}).Walk(func(in *ir.Instr) {
		switch in.Op {
		case ir.Get, ir.Set:
			split(in.Var)
		case ir.ParFor:
			for _, v := range in.Par.Locals {
				split(v)
			}
		}
	})
}

// fits reports whether a loop has only what can be split or is no concern of this pass, as far as machine code would run it.
func (w *splitter) fits(loop *ir.Instr) bool {
	body := loop.Regions[0]
	if loop.Op == ir.ParFor {
		body = loop.Regions[1]
	}
	return w.allFit(body, madeIn(body))
}

// madeIn returns the values that a region makes.
func madeIn(r *ir.Region) map[ir.Value]bool {
	made := map[ir.Value]bool{}
	r.Walk(func(in *ir.Instr) {
		for _, v := range in.Results {
			made[v] = true
		}
	})
	return made
}

func (w *splitter) allFit(r *ir.Region, inside map[ir.Value]bool) bool {
	for _, in := range r.Code {
		if !w.instrFits(in, inside) {
			return false
		}
		for _, sub := range in.Regions {
			if !leaves(sub) && !w.allFit(sub, inside) {
				return false
			}
		}
	}
	return true
}

// leaves reports whether a region ends the function or raises: the interpreter runs it, whatever it has.
func leaves(r *ir.Region) bool {
	if len(r.Code) == 0 {
		return false
	}
	op := r.Code[len(r.Code)-1].Op
	return (op == ir.Raise || op == ir.Return) && !slices.ContainsFunc(r.Code, func(in *ir.Instr) bool { return len(in.Regions) > 0 })
}

func (w *splitter) instrFits(in *ir.Instr, inside map[ir.Value]bool) bool {
	switch in.Op {
	case ir.Load, ir.Store, ir.Dim, ir.Writable:
		return !inside[in.Args[0]]
	case ir.Get, ir.Set:
		t := w.f.Vars[in.Var].Type
		return t.IsScalar() || in.Op == ir.Get && t.IsArray()
	case ir.RT:
		return in.Sym == "random.uniform" || in.Sym == "random.normal" || in.Sym == "random.exponential" || in.Sym == "random.bits"
	case ir.Pow:
		return !w.f.Types[in.Args[0]].IsComplex() || w.wholePower(in.Args[1]) != 0
	case ir.ParFor, ir.Try:
		return false
	}
	switch ir.Ops[in.Op].Class {
	case ir.Control:
		return true
	case ir.Special:
		return slices.Contains(simple, in.Op)
	}
	return !w.f.Types[in.Args[0]].IsComplex() || formulas[in.Op] != nil
}

// simple are the operations by their own rule that machine code has.
var simple = []ir.Op{ir.NoOp, ir.Const, ir.ConstStr, ir.Cast, ir.Select, ir.Complex, ir.RealPart, ir.ImagPart, ir.Abs, ir.Ldexp, ir.Fma, ir.Bounds}

// region rewrites a region.
func (w *splitter) region(r *ir.Region) {
	saved := w.Builder
	out := &ir.Region{}
	w.Builder = &ir.Builder{F: w.f, At: out}
	for _, in := range r.Code {
		w.Pos = in.Pos
		w.to.args(in)
		w.instr(in)
	}
	r.Code, w.Builder = out.Code, saved
}

func (w *splitter) instr(in *ir.Instr) {
	switch {
	case w.split[in]:
		w.loop(in)
	case w.deep && w.expand(in):
	default:
		w.keep(in)
	}
}

// loop rewrites a loop that is split; what it takes from outside is taken apart before it.
func (w *splitter) loop(in *ir.Instr) {
	all := &ir.Region{Code: []*ir.Instr{in}}
	inside, before := madeIn(all), maps.Clone(w.parts)
	all.Walk(func(x *ir.Instr) {
		for _, v := range x.Args {
			if v = w.to.of(v); !inside[v] {
				w.prepare(v)
			}
		}
	})
	w.deep = true
	w.keep(in)
	w.deep, w.parts, w.views = false, before, map[ir.Value]pair{}
}

// prepare takes a value apart that comes from outside of the present loop.
func (w *splitter) prepare(v ir.Value) {
	t := w.f.Types[v]
	if _, ok := w.parts[v]; !ok && t.IsComplex() {
		w.parts[v] = w.takeApart(v)
	}
	if _, ok := w.views[v]; !ok && t.IsArray() && t.Elem().IsComplex() {
		w.views[v] = w.viewsOf(v)
	}
}

func (w *splitter) viewsOf(a ir.Value) pair {
	t := w.f.Types[a]
	part := t.Elem().Real()
	view := func(offset int) ir.Value {
		v := ir.ArrayOf(part, t.NDim())
		return w.With(ir.Instr{Op: ir.Field, Type: v, Int: int64(offset), Args: []ir.Value{a}}, v)
	}
	return pair{view(0), view(part.Size())}
}

func (w *splitter) takeApart(z ir.Value) pair {
	part := w.f.Types[z].Real()
	return pair{w.Make(ir.RealPart, part, z), w.Make(ir.ImagPart, part, z)}
}

// keep emits an instruction as it is, but for variables that are two now and operands of which there are only parts.
func (w *splitter) keep(in *ir.Instr) {
	if two, ok := w.vars[in.Var]; ok && (in.Op == ir.Get || in.Op == ir.Set) {
		w.variable(in, two)
		return
	}
	for i, v := range in.Args {
		if w.gone[v] {
			p := w.parts[v]
			in.Args[i] = w.Make(ir.Complex, w.f.Types[v], p.re, p.im)
		}
	}
	if in.Par != nil {
		in.Par.Locals = w.locals(in.Par.Locals)
	}
	for _, sub := range in.Regions {
		w.region(sub)
	}
	w.At.Code = append(w.At.Code, in)
	if in.Op == ir.Complex {
		w.parts[in.Results[0]] = pair{in.Args[0], in.Args[1]}
		return
	}
	for _, v := range in.Results {
		if w.deep && w.f.Types[v].IsComplex() {
			w.parts[v] = w.takeApart(v)
		}
	}
}

// variable emits a Get or Set outside of the loops that are split.
func (w *splitter) variable(in *ir.Instr, two [2]ir.Var) {
	if in.Op == ir.Set {
		p, ok := w.parts[in.Args[0]]
		if !ok {
			p = w.takeApart(in.Args[0])
		}
		w.Set(two[0], p.re)
		w.Set(two[1], p.im)
		return
	}
	p := pair{w.Get(two[0]), w.Get(two[1])}
	w.Add(&ir.Instr{Op: ir.Complex, Args: []ir.Value{p.re, p.im}, Results: in.Results})
	w.parts[in.Results[0]] = p
}

func (w *splitter) locals(list []ir.Var) (all []ir.Var) {
	for _, v := range list {
		if two, ok := w.vars[v]; ok {
			all = append(all, two[:]...)
		} else {
			all = append(all, v)
		}
	}
	return all
}

// expand emits operations on the parts instead of an instruction of a loop that is split; false if it has to stay.
func (w *splitter) expand(in *ir.Instr) bool {
	switch in.Op {
	case ir.Get, ir.Set:
		two, ok := w.vars[in.Var]
		if ok && in.Op == ir.Get {
			w.becomes(in, pair{w.Get(two[0]), w.Get(two[1])})
		} else if ok {
			w.variable(in, two)
		}
		return ok
	case ir.Load, ir.Store, ir.Dim, ir.Writable:
		return w.isComplex(in) && w.access(in)
	}
	return w.isComplex(in) && w.compute(in)
}

// compute expands an operation on numbers; false if there is no formula for it.
func (w *splitter) compute(in *ir.Instr) bool {
	formula := formulas[in.Op]
	if in.Op == ir.Pow {
		formula = powerOf(w.wholePower(in.Args[1]))
	}
	if formula == nil {
		return false
	}
	x, whole := formula(arithmetic{w.Builder, w.f.Types[in.Args[0]].Real()}, in, w.operands(in))
	if whole {
		w.becomes(in, x)
	} else {
		w.to[in.Results[0]] = x.re
	}
	return true
}

// becomes notes that a complex result has parts only.
func (w *splitter) becomes(in *ir.Instr, p pair) {
	w.parts[in.Results[0]] = p
	w.gone[in.Results[0]] = true
}

// operands are the parts of the operands; of a real one, it is the real part.
func (w *splitter) operands(in *ir.Instr) []pair {
	all := make([]pair, len(in.Args))
	for i, v := range in.Args {
		all[i] = pair{re: v}
		if w.f.Types[v].IsComplex() {
			all[i] = w.parts[v]
		}
	}
	return all
}

// access expands what is done with an array; false if it was made in a region that leaves the loop.
func (w *splitter) access(in *ir.Instr) bool {
	views, ok := w.views[in.Args[0]]
	if !ok {
		return false
	}
	at := func(view ir.Value, more ...ir.Value) []ir.Value {
		n := len(in.Args)
		if in.Op == ir.Store {
			n--
		}
		return slices.Concat([]ir.Value{view}, in.Args[1:n], more)
	}
	switch in.Op {
	case ir.Load:
		part := w.f.Types[in.Results[0]].Real()
		w.becomes(in, pair{w.Make(ir.Load, part, at(views.re)...), w.Make(ir.Load, part, at(views.im)...)})
	case ir.Store:
		p := w.parts[in.Args[len(in.Args)-1]]
		w.Do(ir.Store, at(views.re, p.re)...)
		w.Do(ir.Store, at(views.im, p.im)...)
	default: // as long and as writable as the whole
		in.Args[0] = views.re
		w.At.Code = append(w.At.Code, in)
	}
	return true
}
