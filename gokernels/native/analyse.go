package native

import (
	"slices"

	"gokernels/gokernels/ir"
)

// analyse finds out whether a loop can be compiled and what it needs; it panics with refused.
func analyse(lib *Library, f *ir.Func, in *ir.Instr, lanes bool) *Region {
	r := newRegion(f, in)
	if !holds(&ir.Instr{Regions: []*ir.Region{f.Body}}, ir.Try) { // what a callee raises ends the function
		r.lib = lib
	}
	r.survey(func(s *scan) {
		if in.Op == ir.ParFor {
			r.inner[in.Regions[1].Params[in.Par.NDim-1]] = in // the others come from outside, row by row
			s.region(in.Regions[1])
		} else {
			s.instr(in)
		}
	})
	r.ordered, r.random = in.Par != nil && in.Par.Ordered, draws(r.body())
	r.choose(lanes && !r.deep)
	r.layout()
	return r
}

func newRegion(f *ir.Func, in *ir.Instr) *Region {
	return &Region{f: f, in: in, ranges: newRanges(f), written: map[ir.Var]bool{}, home: map[ir.Value]int{}, varHome: map[ir.Var]int{},
		uses: map[ir.Value]int{}, lastUse: map[ir.Value]int{}, sets: map[*ir.Instr]map[ir.Var]bool{},
		inner: map[ir.Value]*ir.Instr{}, consts: map[ir.Value]*ir.Instr{}, laned: map[*ir.Instr]*laneLoop{}, nested: map[*ir.Instr]*laneLoop{}, gets: map[ir.Var]int{},
		carried: map[*ir.Instr][]*carry{}, stand: map[*ir.Instr][]*ir.Instr{}, proofs: map[*ir.Instr]*proof{}}
}

// survey collects what code uses.
func (r *Region) survey(all func(s *scan)) {
	r.constants(r.f.Body)
	r.f.Body.Walk(func(in *ir.Instr) {
		if in.Op == ir.Get {
			r.gets[in.Var]++
		}
	})
	all(&scan{r: r, homes: map[ir.Value]*ir.Region{}})
}

// choose decides which loops run in lanes: the ParFor, or loops within.
func (r *Region) choose(lanes bool) {
	if lanes && r.in.Op == ir.ParFor && !r.ordered {
		r.lane = r.newLaneLoop(r.in, r.body()).or((*laneLoop).vectorisable)
	}
	if r.in.Op == ir.ParFor {
		r.within(r.body())
	} else {
		r.within(&ir.Region{Code: []*ir.Instr{r.in}})
	}
	if r.lane != nil && r.lane.costOfFour() > 4*r.scalarCost(r.body()) {
		r.lane = nil
	}
	if r.lane != nil {
		clear(r.laned)
		clear(r.carried)
		clear(r.proofs)
	}
	if machine() == avx512 {
		for _, l := range r.laneLoops() {
			l.lengthen()
		}
	}
}

// within finds the loops of scalar code that have a form in lanes, the innermost only, and reports whether there are some.
func (r *Region) within(region *ir.Region) bool {
	found := false
	for _, in := range region.Code {
		inner := false
		for _, sub := range in.Regions {
			inner = r.within(sub) || inner
		}
		if in.Op == ir.ParFor {
			r.nested[in], inner = r.nestedLanes(in), true
		} else if in.Op == ir.For && !inner && !holds(in, ir.Call) && r.isConst(in.Args[2], 1) {
			if w := r.newLaneLoop(in, in.Regions[0]).within(); w != nil {
				r.laned[in], inner = w, true
			}
		}
		if in.Op == ir.For && r.laned[in] == nil {
			r.prepare(in)
		}
		found = found || inner
	}
	return found
}

func (r *Region) isConst(x ir.Value, n int64) bool {
	c := r.consts[x]
	return c != nil && c.Int == n
}

// prepare finds what scalar code can do about a loop as a whole.
func (r *Region) prepare(in *ir.Instr) {
	if p := r.proofOf(in); p != nil {
		r.proofs[in] = p
	}
	if !r.isConst(in.Args[2], 1) || holds(in, ir.Call) {
		return
	}
	l := r.newLaneLoop(in, in.Regions[0])
	if c := l.carries(); c != nil {
		r.carried[in] = c
	}
	r.stand[in] = l.standing()
}

// constants finds those of the whole function.
func (r *Region) constants(region *ir.Region) {
	region.Walk(func(in *ir.Instr) {
		if in.Op == ir.Const {
			r.consts[in.Results[0]] = in
		}
	})
}

func (r *Region) body() *ir.Region {
	if r.in.Op == ir.ParFor {
		return r.in.Regions[1]
	}
	return r.in.Regions[0]
}

// scan collects what a loop uses.
type scan struct {
	r     *Region
	homes map[ir.Value]*ir.Region
	path  []place
}

type place struct {
	r  *ir.Region
	at int
}

func (s *scan) region(r *ir.Region) {
	for _, p := range r.Params {
		s.homes[p] = r
		if s.r.inner[p] == nil && !(s.r.in.Op == ir.ParFor && r == s.r.body()) {
			s.r.inner[p] = &ir.Instr{} // the index of a loop within
		}
	}
	s.path = append(s.path, place{r, 0})
	for i, in := range r.Code {
		s.path[len(s.path)-1].at = i
		s.instr(in)
	}
	s.path = s.path[:len(s.path)-1]
}

func (s *scan) instr(in *ir.Instr) {
	s.check(in)
	for _, v := range in.Args {
		s.use(in, v)
	}
	for _, v := range in.Results {
		s.r.inner[v] = in
		if len(s.path) > 0 {
			s.homes[v] = s.path[len(s.path)-1].r
		}
	}
	switch in.Op {
	case ir.Get, ir.Set:
		s.variable(in)
	case ir.Call:
		s.r.deep = true
	}
	for _, sub := range in.Regions {
		if leaves(sub) && !s.supported(sub) {
			s.leave(sub)
			continue
		}
		s.region(sub)
	}
}

// leaves reports whether a region certainly ends the loop: by a raise or a return.
func leaves(r *ir.Region) bool {
	if len(r.Code) == 0 {
		return false
	}
	switch r.Code[len(r.Code)-1].Op {
	case ir.Raise, ir.Return, ir.Rethrow:
		return !slices.ContainsFunc(r.Code, func(in *ir.Instr) bool { return len(in.Regions) > 0 })
	}
	return false
}

func (s *scan) supported(r *ir.Region) (ok bool) {
	return !slices.ContainsFunc(r.Code, func(in *ir.Instr) bool { return !s.r.knows(in) })
}

// leave notes the values that a region needs which the interpreter runs.
func (s *scan) leave(r *ir.Region) {
	if s.r.whole {
		s.onlyRaises(r)
	}
	own := map[ir.Value]bool{}
	for _, in := range r.Code {
		for _, v := range in.Args {
			if !own[v] {
				if s.r.f.Types[v].IsScalar() {
					s.use(in, v)
				} else if s.r.inner[v] != nil && s.r.inner[v].Op != ir.ConstStr {
					refuse("an object made in the loop")
				}
			}
		}
		for _, v := range in.Results {
			own[v] = true
		}
		if in.Op == ir.Get && s.r.f.Vars[in.Var].Type.IsScalar() {
			s.wants(in.Var)
		}
	}
}

func word(t ir.Type) bool { return t.IsScalar() && !t.IsComplex() }

// known reports whether an instruction can be compiled.
func known(f *ir.Func, in *ir.Instr) bool {
	for _, v := range in.Results {
		t := f.Types[v]
		if !word(t) && in.Op != ir.ConstStr && !(in.Op == ir.Get && t.IsArray()) {
			return false
		}
	}
	switch in.Op {
	case ir.ConstStr, ir.Raise, ir.Return, ir.NoOp, ir.Break, ir.Continue, ir.Get, ir.Const, ir.Cast, ir.Select, ir.Fma, ir.Ldexp, ir.Dim, ir.Load, ir.Store, ir.Bounds, ir.If, ir.Block,
		ir.Loop, ir.For, ir.Writable:
	case ir.Set:
		return word(f.Vars[in.Var].Type)
	case ir.RT:
		return drawn[in.Sym]
	default:
		class := ir.Ops[in.Op].Class
		if class == ir.Special && in.Op != ir.Abs || class == ir.Control {
			return false
		}
	}
	for _, v := range in.Args {
		t := f.Types[v]
		if t.IsArray() {
			if e := t.Elem(); !word(e) {
				return false
			}
		} else if !word(t) && in.Op != ir.Raise && in.Op != ir.Return {
			return false
		}
	}
	return true
}

func (s *scan) check(in *ir.Instr) {
	if !s.r.knows(in) && in != s.r.in {
		refuse(in.Op.String() + " " + in.Sym)
	}
}

func (s *scan) use(in *ir.Instr, v ir.Value) {
	r := s.r
	r.uses[v]++
	s.needed(v)
	t := r.f.Types[v]
	switch {
	case in.Op == ir.Return && !word(t) && r.inner[v] != nil:
		refuse("an object made in the loop")
	case t.IsArray():
		i := r.arrayOf(v)
		a := &r.arrays[i]
		a.written = a.written || in.Op == ir.Store || in.Op == ir.Call
		a.read = a.read || in.Op == ir.Load || in.Op == ir.Call
		a.writable = a.writable || in.Op == ir.Writable || in.Op == ir.Call && r.lib.needsWritable(in, v)
	case word(t) && r.inner[v] == nil && r.consts[v] == nil && !slices.Contains(r.values, v):
		r.values = append(r.values, v)
	}
}

// needed notes where a value is used last; what is made where it is used needs its operands until then.
func (s *scan) needed(v ir.Value) {
	for _, p := range s.path {
		if p.r == s.homes[v] {
			s.r.lastUse[v] = p.at
		}
	}
	if d := s.r.inner[v]; d != nil && len(d.Args) > 0 && s.r.late(d) {
		for _, x := range d.Args {
			s.needed(x)
		}
	}
}

// arrayOf is the number of an array: that of the variable if the value was read from one.
func (r *Region) arrayOf(v ir.Value) int {
	if i := r.knownArray(v); i >= 0 {
		return i
	}
	r.arrays = append(r.arrays, r.arrayFor(v))
	return len(r.arrays) - 1
}

// knownArray is that of an array that the region uses; -1 of others.
func (r *Region) knownArray(v ir.Value) int {
	a := r.arrayFor(v)
	return slices.IndexFunc(r.arrays, func(b array) bool { return b.isVar == a.isVar && b.value == a.value && b.variable == a.variable })
}

func (r *Region) arrayFor(v ir.Value) array {
	t := r.f.Types[v]
	in := r.inner[v]
	if in == nil {
		return array{value: v, t: t}
	}
	if in.Op != ir.Get {
		refuse("an array made in the loop")
	}
	return array{variable: in.Var, isVar: true, t: t}
}

func (s *scan) wants(v ir.Var) {
	if !slices.Contains(s.r.vars, v) {
		s.r.vars = append(s.r.vars, v)
	}
}

func (s *scan) variable(in *ir.Instr) {
	t := s.r.f.Vars[in.Var].Type
	if t.IsArray() {
		return // that nothing in the loop sets it, known has seen to
	}
	s.wants(in.Var)
	if in.Op == ir.Set {
		s.r.written[in.Var] = true
		s.r.setsIn(s.r.in, in.Var)
		for _, p := range s.path {
			s.r.setsIn(p.r.Code[p.at], in.Var)
		}
	}
}

func (r *Region) setsIn(in *ir.Instr, v ir.Var) {
	if r.sets[in] == nil {
		r.sets[in] = map[ir.Var]bool{}
	}
	r.sets[in][v] = true
}

// still reports whether a variable keeps its value from after instruction i of a region until the last use of x.
func (r *Region) still(code []*ir.Instr, i int, v ir.Var, x ir.Value) bool {
	last := r.lastUse[x]
	for j := i + 1; j <= last && j < len(code); j++ {
		if r.sets[code[j]][v] && (j < last || code[j].Op != ir.Set) {
			return false
		}
	}
	return true
}

// layout gives everything that crosses the boundary a place in the Context.
func (r *Region) layout() {
	at := r.operands(headWords, r.vars)
	r.saveAt = 8 * at
	at += r.mostSaved()
	r.foldAt = 8 * at
	at += Lanes * len(r.folds())
	r.lastAt = 8 * at
	at += 4 * len(r.Lasts())
	r.words = at
}

// operands gives what comes from outside its places, from some word of a Context on; it returns the first word behind them.
func (r *Region) operands(at int, vars []ir.Var) int {
	for _, v := range r.values {
		r.home[v] = 8 * at
		at++
	}
	for _, v := range vars {
		r.varHome[v] = 8 * at
		at++
	}
	for _, a := range r.arrays {
		r.descHome = append(r.descHome, 8*at)
		at += 1 + 2*a.t.NDim()
	}
	return at
}

// mostSaved bounds the operands of an exit.
func (r *Region) mostSaved() int { return 64 }
