package native

import (
	"maps"

	"gokernels/gokernels/ir"
)

// vectorisable decides whether the iterations of the ParFor may run in lanes: no iteration may see what another left in
// a variable, but for reductions, and no store may meet the same place from two lanes.
func (l *laneLoop) vectorisable() bool {
	r := l.r
	if !r.isConst(r.in.Args[3*r.in.Par.NDim-1], 1) || holds(&ir.Instr{Regions: []*ir.Region{l.body}}, ir.ParFor) {
		return false
	}
	locals := l.locals
	for _, v := range r.in.Par.Locals {
		locals[v] = true
	}
	for _, a := range r.arrays {
		if a.isVar && locals[a.variable] && a.written {
			return false
		}
	}
	for v := range r.written {
		if !locals[v] {
			return false
		}
	}
	folds := l.reductions()
	a := &assigned{l: l, folds: folds, leaves: map[int64]map[ir.Var]bool{}}
	end := a.iteration()
	if a.failed {
		return false
	}
	for _, v := range r.in.Par.Locals {
		if _, ok := folds[v]; ok || !r.written[v] || !reads(r.in.Regions[2], v) {
			continue
		}
		if !end[v] {
			return false
		}
		l.lasts = append(l.lasts, v)
	}
	for _, v := range r.vars {
		if op, ok := folds[v]; ok {
			l.folds = append(l.folds, fold{v, op, r.f.Vars[v].Type})
		}
	}
	return l.safeToBail()
}

// safeToBail looks at what a bail may find done. Checks of indices that follow the lanes stand first; after a store others
// may come only if no array is both read and written: the interpreter then does the same stores again.
func (l *laneLoop) safeToBail() bool {
	r := l.r
	written := false
	for i := range r.arrays {
		for j := range r.arrays {
			if r.arrays[i].written && r.arrays[j].read {
				if i == j {
					written = true
				}
				r.bailLate = true
			}
		}
	}
	l.random = draws(l.body)
	if l.random && r.in.Par.NDim > 1 { // lanes follow a row, a stream the whole chunk
		return false
	}
	l.lateChecks()
	if !l.bails {
		r.bailLate = false
		return true
	}
	return !written
}

// lateChecks finds out whether something may bail other than the checks that stand first.
func (l *laneLoop) lateChecks() {
	l.bails = l.body.Any(func(in *ir.Instr) bool { return l.leavesLate(in) || l.r.mayBeEmpty(in) })
}

func reads(r *ir.Region, v ir.Var) bool {
	return r.Any(func(in *ir.Instr) bool { return in.Op == ir.Get && in.Var == v })
}

// reductions finds the variables that are only ever updated by one operation that may be regrouped.
func (l *laneLoop) reductions() map[ir.Var]ir.Op {
	r, locals := l.r, l.locals
	found, bad := map[ir.Var]ir.Op{}, map[ir.Var]bool{}
	var scan func(region *ir.Region)
	scan = func(region *ir.Region) {
		open := map[ir.Var]ir.Value{}
		for _, in := range region.Code {
			switch {
			case in.Op == ir.Get && locals[in.Var]:
				if _, ok := open[in.Var]; ok {
					bad[in.Var] = true
				}
				open[in.Var] = in.Results[0]
			case in.Op == ir.Set:
				op := r.update(in.Args[0], open[in.Var])
				if was, ok := found[in.Var]; op == ir.NoOp || ok && was != op {
					bad[in.Var] = true
				}
				found[in.Var] = op
				delete(open, in.Var)
			}
			for _, sub := range in.Regions {
				scan(sub)
			}
		}
		for v := range open {
			bad[v] = true
		}
	}
	scan(l.body)
	for v := range bad {
		delete(found, v)
	}
	return found
}

// update is the operation of x = op(old, …), NoOp if x is not such.
func (r *Region) update(x, old ir.Value) ir.Op {
	d := r.inner[x]
	if d == nil || old == 0 || r.uses[x] != 1 || !foldable(r.f.Types[x]) {
		return ir.NoOp
	}
	if d.Op == ir.Select {
		return r.extreme(d, old)
	}
	if r.uses[old] != 1 || len(d.Args) != 2 {
		return ir.NoOp
	}
	switch d.Op {
	case ir.Sub:
		if d.Args[0] == old && d.Args[1] != old {
			return ir.Add
		}
	case ir.Add, ir.Mul, ir.Min, ir.Max, ir.And, ir.Or, ir.Xor:
		if (d.Args[0] == old) != (d.Args[1] == old) {
			return d.Op
		}
	}
	return ir.NoOp
}

// extreme is Min or Max if a Select takes the new value where that is less or greater than the old one: Python's min and
// max, and an if that keeps the best. A NaN that was there before stays, others are passed over; so as long as all lanes
// start with what the variable held, they can be combined by Min or Max.
func (r *Region) extreme(d *ir.Instr, old ir.Value) ir.Op {
	c, x := r.inner[d.Args[0]], d.Args[1]
	if c == nil || r.uses[d.Args[0]] != 1 || r.uses[old] != 2 || d.Args[2] != old || x == old {
		return ir.NoOp
	}
	less := c.Op == ir.Lt || c.Op == ir.Le
	switch {
	case !less && c.Op != ir.Gt && c.Op != ir.Ge:
		return ir.NoOp
	case c.Args[0] == old && c.Args[1] == x:
		less = !less
	case c.Args[0] != x || c.Args[1] != old:
		return ir.NoOp
	}
	if less {
		return ir.Min
	}
	return ir.Max
}

func foldable(t ir.Type) bool { return t != ir.Bool }

// assigned follows which Locals an iteration has set.
type assigned struct {
	l      *laneLoop
	folds  map[ir.Var]ir.Op
	leaves map[int64]map[ir.Var]bool // by label: what all breaks so far have set; nil: none yet
	again  map[ir.Var]bool           // what all continues of the loop itself so far have set; nil: there was none
	failed bool
}

func (a *assigned) goesOn(set map[ir.Var]bool) {
	a.again, _ = join(set, true, a.again, a.again != nil)
}

// iteration returns what every iteration sets.
func (a *assigned) iteration() map[ir.Var]bool {
	end, falls := a.region(a.l.body, map[ir.Var]bool{})
	end, _ = join(end, falls, a.again, a.again != nil)
	return end
}

// region returns what is set at the end, and whether that is reached.
func (a *assigned) region(r *ir.Region, set map[ir.Var]bool) (map[ir.Var]bool, bool) {
	set = maps.Clone(set)
	for _, in := range r.Code {
		falls := true
		switch in.Op {
		case ir.Get:
			if _, ok := a.folds[in.Var]; !ok && !a.l.recurs(in.Var) && a.l.locals[in.Var] && a.l.written[in.Var] && !set[in.Var] {
				a.failed = true
			}
		case ir.Set:
			set[in.Var] = true
		case ir.If:
			x, fx := a.region(in.Regions[0], set)
			y, fy := a.region(in.Regions[1], set)
			set, falls = join(x, fx, y, fy)
		case ir.Block:
			x, fx := a.region(in.Regions[0], set)
			y, fy := a.leaves[in.Int], a.leaves[in.Int] != nil
			set, falls = join(x, fx, y, fy)
		case ir.For:
			a.region(in.Regions[0], set)
		case ir.Loop:
			a.region(in.Regions[0], set)
			x, ok := a.leaves[in.Int], a.leaves[in.Int] != nil
			set, falls = join(x, ok, nil, false)
		case ir.Break:
			x, ok := a.leaves[in.Int], a.leaves[in.Int] != nil
			a.leaves[in.Int], _ = join(set, true, x, ok)
			falls = false
		case ir.Continue:
			if in.Int == a.l.in.Int {
				a.goesOn(set)
			}
			falls = false
		case ir.Raise, ir.Return:
			falls = false
		}
		if !falls {
			return set, false
		}
	}
	return set, true
}

// join is what is set on all ways that are taken.
func join(x map[ir.Var]bool, fx bool, y map[ir.Var]bool, fy bool) (map[ir.Var]bool, bool) {
	switch {
	case !fx && !fy:
		return map[ir.Var]bool{}, false
	case !fx:
		return maps.Clone(y), true
	case !fy:
		return maps.Clone(x), true
	}
	both := map[ir.Var]bool{}
	for v := range x {
		if y[v] {
			both[v] = true
		}
	}
	return both, true
}
