package native

import (
	"slices"

	"gokernels/gokernels/ir"
)

// spread finds what varies by lane: the index, what is computed from it, and what is set where only some lanes are. It
// repeats until nothing is added.
func (l *laneLoop) spread() {
	l.varies[l.index] = true
	for _, f := range l.folds {
		l.vary[f.v] = true
	}
	for _, v := range slices.Concat(l.lasts, l.recur) {
		l.vary[v] = true
	}
	for changed := true; changed; {
		changed = false
		s := &spreader{l: l, changed: &changed}
		s.region(l.body, false)
	}
}

type spreader struct {
	l       *laneLoop
	changed *bool
}

func (s *spreader) mark(v ir.Value) {
	if !s.l.varies[v] {
		s.l.varies[v], *s.changed = true, true
	}
}

func (s *spreader) region(r *ir.Region, some bool) {
	for _, in := range r.Code {
		some = s.instr(in, some) || some
	}
}

// instr reports whether lanes may have left after it.
func (s *spreader) instr(in *ir.Instr, some bool) bool {
	l := s.l
	varies := isDraw(in) || in.Op == ir.Get && l.vary[in.Var]
	for _, v := range in.Args {
		varies = varies || l.varies[v]
	}
	switch in.Op {
	case ir.Set:
		if (varies || some) && !l.vary[in.Var] {
			l.vary[in.Var], *s.changed = true, true
		}
		return false
	case ir.Break, ir.Continue:
		if some && !l.wild[in.Int] {
			l.wild[in.Int], *s.changed = true, true
		}
		return false
	case ir.If:
		some = some || varies
		s.region(in.Regions[0], some)
		s.region(in.Regions[1], some)
		return s.lanesLeave(in)
	case ir.Block, ir.Loop, ir.For:
		return s.loop(in, some, varies)
	}
	if varies {
		for _, v := range in.Results {
			s.mark(v)
		}
	}
	return false
}

func (s *spreader) loop(in *ir.Instr, some, varies bool) bool {
	if in.Op == ir.For && varies {
		if !s.l.window(in) {
			refuse("a loop with bounds by lane")
		}
		s.l.follow[in.Regions[0].Params[0]] = true
		s.mark(in.Regions[0].Params[0])
	}
	s.region(in.Regions[0], some || s.l.wild[in.Int])
	return s.lanesLeave(in)
}

// lanesLeave reports whether an instruction holds a break or continue by which some lanes leave a construct around it.
func (s *spreader) lanesLeave(in *ir.Instr) bool {
	own := map[int64]bool{}
	if in.Op != ir.If {
		own[in.Int] = true
	}
	leaves := false
	for _, sub := range in.Regions {
		sub.Walk(func(x *ir.Instr) {
			switch x.Op {
			case ir.Block, ir.Loop, ir.For:
				own[x.Int] = true
			case ir.Break, ir.Continue:
				leaves = leaves || !own[x.Int] && s.l.wild[x.Int]
			}
		})
	}
	return leaves
}
