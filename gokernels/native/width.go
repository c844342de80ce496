package native

import (
	"maps"
	"slices"

	"gokernels/gokernels/ir"
)

// Costs of vectors with eight iterations: what cannot be done in lanes of 32 bits is done twice, by halves, and its
// operands or result of 32 bits have to be taken apart or put together.
const costApart = 2

// wideGain is what a vector of eight iterations may cost, in vectors of four: less than the two that it does, as it needs
// more registers.
const wideGain = 1.8

// chooseWidth decides how many iterations are in the lanes.
func (l *laneLoop) chooseWidth() {
	four := l.laneCost(l.body)
	l.wide = l.canBeWide()
	if l.wide && float64(l.laneCost(l.body)) > wideGain*float64(four) {
		l.wide = false
	}
}

// canBeWide: what draws random numbers has lanes of its own, and lanes of 64 bits are shifted as four.
func (l *laneLoop) canBeWide() bool { return !l.random && !l.recurLong() && !l.body.Any(isDraw) }

// width is how many iterations are in the lanes.
func (l *laneLoop) width() int {
	if l.wide {
		return 8
	}
	return 4
}

// costOfFour is the cost of four iterations in lanes.
func (l *laneLoop) costOfFour() int { return l.laneCost(l.body) * 4 / l.width() }

// vectorInstr is the cost of an instruction for a vector of iterations.
func (l *laneLoop) vectorInstr(in *ir.Instr) int {
	one := l.laneInstr(in)
	if !l.wide || !l.touchesLanes(in) {
		return one
	}
	switch in.Op {
	case ir.If, ir.Block, ir.Loop, ir.For, ir.Break, ir.Continue, ir.Raise, ir.Return:
		return one
	case ir.Get, ir.Set:
		if l.shortVar(in.Var) {
			return one
		}
		return l.vectorsOf(in) * one
	case ir.Load, ir.Store:
		return l.accessOfEight(in, one)
	case ir.Bounds:
		if k, ok := l.steps(in.Args[0]); ok && k <= 1 {
			return one
		}
	default:
		if k, ok := l.steps(in.Results[0]); ok && k == 1 || l.hasEight(in) {
			return one
		}
	}
	return l.vectorsOf(in)*one + l.takenApart(in)
}

// vectorsOf is how many vectors an instruction works on that has lanes of 64 bits.
func (l *laneLoop) vectorsOf(in *ir.Instr) int {
	if l.long && in.Op != ir.RT {
		return 1
	}
	return 2
}

// laneLoops are the loops in lanes: the region's own, and those in it.
func (r *Region) laneLoops() (all []*laneLoop) {
	if r.lane != nil {
		all = append(all, r.lane)
	}
	return slices.AppendSeq(all, maps.Values(r.laned))
}

// lengthen decides once more how many iterations are in the lanes, where AVX-512 has eight of 64 bits in a vector. What
// depends on costs and changes results, as that a sum is one of lanes, has been decided before, the same for all machines.
func (l *laneLoop) lengthen() {
	if !l.canBeWide() {
		return
	}
	l.wide = false
	four := l.laneCost(l.body)
	l.wide, l.long = true, true
	l.wide = float64(l.laneCost(l.body)) <= wideGain*float64(four)
}

// accessOfEight is the cost of a load or store for eight lanes, given that for four.
func (l *laneLoop) accessOfEight(in *ir.Instr, four int) int {
	index, x := in.Args[1:], ir.Value(0)
	if in.Op == ir.Store {
		index, x = index[:len(index)-1], index[len(index)-1]
	} else {
		x = in.Results[0]
	}
	switch small := l.r.f.Types[x].Size() <= 4; {
	case (small || l.long) && l.sideBySide(index):
		return four
	case small && l.apartBySame(index):
		return 2 * four
	}
	return 2*four + l.takenApart(in)
}

// takenApart is the cost of what crosses between lanes of 32 bits and halves.
func (l *laneLoop) takenApart(in *ir.Instr) int {
	n := 0
	for _, v := range in.Args {
		if l.varies[v] && !l.r.f.Types[v].IsArray() && l.short(v) {
			n += costApart
		}
	}
	for _, v := range in.Results {
		if l.short(v) {
			n += costApart
		}
	}
	return n
}

// touchesLanes reports whether an instruction has an operand by lane, or a result.
func (l *laneLoop) touchesLanes(in *ir.Instr) bool {
	switch {
	case in.Op == ir.Get || in.Op == ir.Set:
		return l.vary[in.Var]
	case len(in.Results) > 0 && l.r.inner[in.Results[0]] == nil: // the interpreter's
		return false
	}
	for _, v := range in.Args {
		if l.varies[v] {
			return true
		}
	}
	return false
}

// onlyWidened reports whether all that uses a value wants it in halves, as it makes 64 bits of it.
func (l *laneLoop) onlyWidened(x ir.Value) bool {
	if l.users == nil {
		l.users = map[ir.Value][]*ir.Instr{}
		l.body.Walk(func(in *ir.Instr) {
			for _, v := range in.Args {
				l.users[v] = append(l.users[v], in)
			}
		})
	}
	for _, in := range l.users[x] {
		switch {
		case in.Op == ir.Cast && in.Type.IsInt() && in.Type.Size() == 8 && l.hasEight(in): // the same lanes
			if !l.onlyWidened(in.Results[0]) {
				return false
			}
		case len(in.Results) == 0 || l.hasEight(in):
			return false
		}
	}
	return len(l.users[x]) > 0
}
