package interp

import (
	"slices"

	"gokernels/gokernels/ir"
)

// plan tells, for every region, at which of its instructions a variable is set (in regions within too), and for every
// value, at which instruction of its own region it is used last. From it follows which Gets and Sets need no code.
type plan struct {
	fn   *ir.Func
	sets map[*ir.Region]map[ir.Var][]int
	home []*ir.Region // by value
	last []int        // by value; -1: never used
	path []step       // regions from the body to where the walk is
}

type step struct {
	r  *ir.Region
	at int
}

func planOf(fn *ir.Func) *plan {
	p := &plan{fn: fn, sets: map[*ir.Region]map[ir.Var][]int{}}
	p.home = make([]*ir.Region, max(len(fn.Types), 1))
	p.last = slices.Repeat([]int{-1}, len(p.home))
	p.region(fn.Body)
	return p
}

func (p *plan) region(r *ir.Region) {
	p.sets[r] = map[ir.Var][]int{}
	p.path = append(p.path, step{r, 0})
	for i, in := range r.Code {
		p.path[len(p.path)-1].at = i
		p.instr(in)
	}
	p.path = p.path[:len(p.path)-1]
}

func (p *plan) instr(in *ir.Instr) {
	for _, v := range in.Args {
		p.use(v)
	}
	for _, v := range in.Results {
		p.home[v] = p.path[len(p.path)-1].r
	}
	if in.Op == ir.Set {
		p.set(in.Var)
	}
	if in.Par != nil { // a chunk's Locals are put in place after it
		for _, v := range in.Par.Locals {
			p.set(v)
		}
	}
	for _, r := range in.Regions {
		p.region(r)
	}
}

func (p *plan) use(v ir.Value) {
	for _, s := range p.path {
		if s.r == p.home[v] {
			p.last[v] = s.at
		}
	}
}

func (p *plan) set(v ir.Var) {
	for _, s := range p.path {
		sets := p.sets[s.r]
		if n := len(sets[v]); n == 0 || sets[v][n-1] != s.at {
			sets[v] = append(sets[v], s.at)
		}
	}
}

// still reports whether a variable keeps its value from after instruction i until the last use of x. The last use may
// itself be a plain Set, which reads first; a Set in a loop may come before a use.
func (p *plan) still(r *ir.Region, v ir.Var, i int, x ir.Value) bool {
	last := p.last[x]
	sets := p.sets[r][v]
	k, _ := slices.BinarySearch(sets, i+1)
	if k == len(sets) || sets[k] > last {
		return true
	}
	return sets[k] == last && len(r.Code[last].Regions) == 0
}

// joinReach is how far a Set is looked for after the instruction that makes its value; front ends put it next to it.
const joinReach = 8

// join gives values the place of a variable: the result of a Get while the variable holds still, and the value that a
// Set takes if nothing in between could see the difference.
func (l *linker) join(r *ir.Region) {
	for i, in := range r.Code {
		if in.Op == ir.Get && l.plan.still(r, in.Var, i, in.Results[0]) {
			l.values[in.Results[0]] = l.vars[in.Var]
		}
	}
	for j, in := range r.Code {
		if in.Op == ir.Set {
			l.joinSet(r, j, in)
		}
	}
}

func (l *linker) joinSet(r *ir.Region, j int, set *ir.Instr) {
	x := set.Args[0]
	if l.values[x].at >= 0 || l.plan.home[x] != r || !l.plan.still(r, set.Var, j, x) {
		return
	}
	for i := j - 1; i >= max(0, j-joinReach); i-- {
		in := r.Code[i]
		if slices.Contains(in.Results, x) {
			if in.Op != ir.Const && in.Op != ir.ConstStr && len(in.Regions) == 0 {
				l.values[x] = l.vars[set.Var]
			}
			return
		}
		if !l.blind(in, set.Var) {
			return
		}
	}
}

// blind reports whether an instruction neither reads nor sets a variable, and always comes to its end.
func (l *linker) blind(in *ir.Instr, v ir.Var) bool {
	if in.Op == ir.Get || in.Op == ir.Set {
		if in.Var == v {
			return false
		}
	} else if !ir.Ops[in.Op].Pure {
		return false
	}
	for _, a := range in.Args {
		if at := l.values[a]; at.at == l.vars[v].at && at.file == l.vars[v].file {
			return false
		}
	}
	return true
}
