package native

import (
	"slices"

	"gokernels/gokernels/ir"
)

// A Set under a mask keeps what the other lanes hold, by a blend that later work waits for. Lanes that left a region and
// will not read the variable again need not keep it: that is so where all that reads it stands in the region, and every
// lane that comes in again has set it before.

// loose reports whether a Set may change all lanes.
func (l *lower) loose(v ir.Var) bool {
	body := l.left()
	if body == nil || l.lane.isFold(v) || slices.Contains(l.lane.lasts, v) {
		return false
	}
	key := looseVar{body, v}
	is, ok := l.looseVars[key]
	if !ok {
		is = getsIn(body, v) == l.r.gets[v] && (setsFirst(body, v) || freshAt(l.lane.body, body, v, true) == 1)
		l.looseVars[key] = is
	}
	return is
}

type looseVar struct {
	body *ir.Region
	v    ir.Var
}

// left is the region that the lanes which do not run have left, or not come into.
func (l *lower) left() *ir.Region {
	if len(l.scopes) == 0 || l.lane == nil {
		return nil
	}
	now := l.scopes[len(l.scopes)-1].mask
	for i := range l.scopes {
		if l.scopes[i].mask == now {
			return l.scopes[i].body
		}
	}
	return nil
}

func getsIn(r *ir.Region, v ir.Var) (n int) {
	r.Walk(func(in *ir.Instr) {
		if in.Op == ir.Get && in.Var == v {
			n++
		}
	})
	return n
}

// setsFirst reports whether a region sets a variable before anything in it reads it.
func setsFirst(r *ir.Region, v ir.Var) bool {
	for _, in := range r.Code {
		if in.Op == ir.Set && in.Var == v {
			return true
		}
		if in.Op == ir.Get && in.Var == v || len(in.Regions) > 0 {
			return false
		}
	}
	return false
}

// freshAt looks for a region within r: 1 if a variable is set on all ways there since it was entered last, fresh telling
// whether that is so at the beginning of r; -1 if not; 0 if the region is not in r.
func freshAt(r, body *ir.Region, v ir.Var, fresh bool) int {
	if r == body {
		if fresh {
			return 1
		}
		return -1
	}
	for _, in := range r.Code {
		again := in.Op == ir.For || in.Op == ir.Loop || in.Op == ir.ParFor
		for _, inner := range in.Regions {
			// The loop itself is entered once for all of its turns.
			if found := freshAt(inner, body, v, fresh && (!again || inner == body)); found != 0 {
				return found
			}
		}
		if in.Op == ir.Set && in.Var == v {
			fresh = true
		}
	}
	return 0
}

// stepped returns what a Set adds to the variable itself, in the same region, or 0; op is Add or Sub.
func (l *lower) stepped(in *ir.Instr) (x ir.Value, op ir.Op) {
	return l.r.stepOf(in, func(get *ir.Instr) bool { return l.stillIs(get, in) })
}

// stepOf returns what a Set adds to what some Get of the variable has read, or 0; op is Add or Sub.
func (r *Region) stepOf(set *ir.Instr, counts func(get *ir.Instr) bool) (x ir.Value, op ir.Op) {
	d := r.inner[set.Args[0]]
	if d == nil || d.Op != ir.Add && d.Op != ir.Sub {
		return 0, 0
	}
	for k, y := range d.Args {
		if old := r.inner[y]; old != nil && old.Op == ir.Get && old.Var == set.Var && (k == 0 || d.Op == ir.Add) && counts(old) {
			return d.Args[1-k], d.Op
		}
	}
	return 0, 0
}

// stillIs reports whether a variable still has the value of a Get at a later instruction of the same region.
func (l *lower) stillIs(get, later *ir.Instr) (is bool) {
	look := func(r *ir.Region) {
		from, to := slices.Index(r.Code, get), slices.Index(r.Code, later)
		is = is || from >= 0 && from < to && !(&ir.Region{Code: r.Code[from:to]}).Any(func(x *ir.Instr) bool {
			return x.Op == ir.Set && x.Var == get.Var
		})
	}
	body := l.r.body()
	if l.lane != nil {
		body = l.lane.body
	}
	look(body)
	body.Walk(func(x *ir.Instr) {
		for _, r := range x.Regions {
			look(r)
		}
	})
	return is
}
