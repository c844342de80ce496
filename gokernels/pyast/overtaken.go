package pyast

import (
	"slices"

	"gokernels/gokernels/ir"
)

// An array expression is computed where it is used, which must not show: in "(a + 1) + f(a)" f may write to a, and
// Python has computed a + 1 by then. So if the code between the place where an expression was made and its use may write to
// arrays, the expression is computed at the place where it was made after all.

// overtaken reports whether arrays may have been written since an expression was made.
func (l *lowerer) overtaken(e *val) bool {
	if e.lazy == nil || e.lazy.region != l.At {
		return false
	}
	w := &writes{types: l.F.Types, made: map[ir.Value]*ir.Instr{}}
	return w.any(l.At.Code[indexAfter(l.At, e.lazy.after):])
}

// indexAfter is the place behind an instruction of a region; nil stands for its start.
func indexAfter(r *ir.Region, in *ir.Instr) int { return slices.Index(r.Code, in) + 1 }

// computeEarlier computes an expression where it was made.
func (l *lowerer) computeEarlier(e *val) *val {
	at, pos := indexAfter(l.At, e.lazy.after), l.Pos
	later := slices.Clone(l.At.Code[at:])
	l.At.Code, l.Pos = l.At.Code[:at:at], e.lazy.pos
	v := l.materialize(e)
	l.At.Code, l.Pos = append(l.At.Code, later...), pos
	return v
}

// writes looks for code that may write to an array that existed before.
type writes struct {
	types []ir.Type
	made  map[ir.Value]*ir.Instr
}

func (w *writes) any(code []*ir.Instr) bool {
	return slices.ContainsFunc(code, func(in *ir.Instr) bool {
		for _, r := range in.Results {
			w.made[r] = in
		}
		switch in.Op {
		case ir.Store:
			return !w.fresh(in.Args[0])
		case ir.Call:
			return slices.ContainsFunc(in.Args, func(a ir.Value) bool { return w.types[a].IsRef() && !w.fresh(a) })
		}
		return slices.ContainsFunc(in.Regions, func(r *ir.Region) bool { return w.any(r.Code) })
	})
}

// fresh reports whether a value is no array from before: one that was allocated here, a view of it, or a number.
func (w *writes) fresh(v ir.Value) bool {
	in := w.made[v]
	if in == nil {
		return false
	}
	switch in.Op {
	case ir.Slice, ir.Index, ir.NewAxis, ir.Permute, ir.Reshape, ir.Field, ir.Recast, ir.Broadcast:
		return w.fresh(in.Args[0])
	case ir.Get, ir.Call, ir.RT, ir.Select:
		return false
	}
	return true
}
