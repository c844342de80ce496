package native

import "gokernels/gokernels/ir"

// The costs are in cycles, roughly: they only rank forms of a loop. turnsGuess is how often a loop within is taken to turn.
const (
	turnsGuess   = 8
	costDivide   = 5
	costFunction = 20
	costIntDiv   = 10
	costGather   = 12
	costScatter  = 16
	costStrided  = 6
	costDivLanes = 30
	costConstDiv = 8
	costCut      = 8
	costMasked   = 2
	costDraw     = 10
)

// longestLane is how many times longer the longest of four lanes runs than the mean, where they run as long as chance
// will have it: 1 + 1/2 + 1/3 + 1/4 for what has no memory, rounded.
const longestLane = 2

func (r *Region) turnsOf(in *ir.Instr) int {
	a, b := r.consts[in.Args[0]], r.consts[in.Args[1]]
	if a != nil && b != nil {
		return int(max(0, min(b.Int-a.Int, 1000)))
	}
	return turnsGuess
}

func isFunction(op ir.Op) bool {
	return ir.Sqrt < op && op <= ir.Hypot && (op < ir.Floor || op > ir.Rint)
}

// scalarCost is that of an iteration as scalar code, in which loops that have a form in lanes use it.
func (r *Region) scalarCost(region *ir.Region) int {
	n := 0
	for _, in := range region.Code {
		n += r.scalarInstr(in)
		switch in.Op {
		case ir.For:
			one := r.scalarCost(in.Regions[0]) + 1
			if l := r.laned[in]; l != nil {
				one = l.costOfFour()/4 + 1
			}
			n += one * r.turnsOf(in)
		case ir.Loop:
			n += (r.scalarCost(in.Regions[0]) + 1) * turnsGuess
		default:
			for _, sub := range in.Regions {
				n += r.scalarCost(sub)
			}
		}
	}
	return n
}

func (r *Region) scalarInstr(in *ir.Instr) int {
	switch {
	case isFunction(in.Op):
		return costFunction
	case isDraw(in):
		return costDraw
	case in.Op == ir.Div || in.Op == ir.Sqrt:
		return costDivide
	case r.slowDivision(in):
		return costIntDiv
	}
	switch in.Op {
	case ir.Get, ir.Set, ir.Const, ir.Dim, ir.NoOp:
		return 0
	}
	return 1
}

// slowDivision is one of ints by something that is no power of two.
func (r *Region) slowDivision(in *ir.Instr) bool {
	if in.Op != ir.FloorDiv && in.Op != ir.Mod && in.Op != ir.FMod || r.f.Types[in.Args[0]].IsFloat() {
		return false
	}
	c := r.consts[in.Args[1]]
	return c == nil || c.Int <= 0 || c.Int&(c.Int-1) != 0
}

// laneCost is that of a vector of iterations.
func (l *laneLoop) laneCost(region *ir.Region) int {
	n := 0
	for _, in := range region.Code {
		n += l.vectorInstr(in)
		turns := 1
		switch in.Op {
		case ir.For:
			turns = l.r.turnsOf(in)
		case ir.Loop:
			turns = turnsGuess
			if l.wild[in.Int] {
				turns *= longestLane
			}
		}
		for _, sub := range in.Regions {
			n += l.laneCost(sub) * turns
		}
	}
	return n
}

func (l *laneLoop) laneInstr(in *ir.Instr) int {
	varies := false
	for _, v := range in.Args {
		varies = varies || l.varies[v]
	}
	switch {
	case in.Op == ir.Get && l.recurs(in.Var):
		return costShift
	case !varies && in.Op != ir.Store:
		return l.r.scalarInstr(in)
	case l.byConstant(in):
		return costConstDiv
	case l.r.slowDivision(in):
		return costDivLanes
	}
	switch in.Op {
	case ir.Load:
		switch {
		case l.sideBySide(in.Args[1:]):
		case l.apartBySame(in.Args[1:]):
			return costStrided
		default:
			return costGather
		}
	case ir.Store:
		switch index := in.Args[1 : len(in.Args)-1]; {
		case l.sideBySide(index):
			return costMasked
		case l.apartBySame(index):
			return costStrided
		}
		return costScatter
	case ir.Mul:
		if t := l.r.f.Types[in.Args[0]]; !t.IsFloat() && t.Size() == 8 {
			return 6
		}
	case ir.Cast:
		if l.r.f.Types[in.Args[0]].IsFloat() && in.Type.IsInt() {
			return costCut
		}
		return 3
	case ir.If, ir.Set:
		return 1
	}
	return l.r.scalarInstr(in)
}

// apartBySame reports whether the lanes' elements are the same distance apart.
func (l *laneLoop) apartBySame(index []ir.Value) bool {
	axes := 0
	for _, x := range index {
		k, ok := l.steps(x)
		if !ok || k < 0 || k > 1 {
			return false
		}
		axes += k
	}
	return axes == 1
}

// steps is how much an index grows from lane to lane, if it is the lanes' index and what is the same for all.
func (l *laneLoop) steps(x ir.Value) (k int, ok bool) {
	var term func(x ir.Value, times int) bool
	term = func(x ir.Value, times int) bool {
		if x == l.index || l.follow[x] {
			k += times
		} else if d := l.r.inner[x]; l.varies[x] {
			return d != nil && d.Op == ir.Bounds && len(d.Results) == 1 && l.r.terms(d.Args[0], times, term)
		}
		return true
	}
	ok = l.r.terms(x, 1, term)
	return k, ok
}

// sideBySide reports whether the lanes' elements are next to each other, if those of the last axis are.
func (l *laneLoop) sideBySide(index []ir.Value) bool {
	for d, x := range index {
		k, ok := l.steps(x)
		if !ok || d < len(index)-1 && k != 0 || d == len(index)-1 && k != 1 {
			return false
		}
	}
	return true
}
