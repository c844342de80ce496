package native

import "gokernels/gokernels/ir"

// nestable reports whether a ParFor within the code can be part of it: an array expression or a reduction of one, which is one
// chunk and counts from 0.
func (r *Region) nestable(in *ir.Instr) bool {
	par := in.Par
	if r.whole || par.Parallel || par.MaxChunks != 1 || par.NDim == 0 || draws(in.Regions[0]) || draws(in.Regions[1]) {
		return false
	}
	for d := range par.NDim {
		start, step := r.consts[in.Args[3*d]], r.consts[in.Args[3*d+2]]
		if start == nil || step == nil || start.Int != 0 || step.Int != 1 {
			return false
		}
	}
	return true
}

// nestedLanes decides whether the iterations of a ParFor within scalar code run in lanes: if nothing in them can fail or
// go astray, and as it would be decided for that loop alone. So a sum has its eight lanes wherever it stands.
func (r *Region) nestedLanes(in *ir.Instr) *laneLoop {
	l := r.newLaneLoop(in, in.Regions[1])
	for _, v := range in.Par.Locals {
		l.locals[v] = true
	}
	l = l.or(func(l *laneLoop) bool { return !in.Par.Ordered && l.onlyComputes() && l.combines() })
	if l == nil || l.laneCost(l.body) > 4*r.scalarCost(l.body) {
		return nil
	}
	return l
}

// onlyComputes reports whether every iteration runs to its end, and holds no loop.
func (l *laneLoop) onlyComputes() bool {
	return !l.body.Any(func(in *ir.Instr) bool {
		switch in.Op {
		case ir.Get, ir.Set, ir.Load, ir.Store, ir.If, ir.Writable:
			return in.Op == ir.Set && !l.locals[in.Var]
		}
		return !ir.Ops[in.Op].Pure
	})
}

// combines finds the reductions of a ParFor; all else that is set must be set before it is read, and not be asked for
// behind the loop.
func (l *laneLoop) combines() bool {
	found := l.reductions()
	a := &assigned{l: l, folds: found, leaves: map[int64]map[ir.Var]bool{}}
	a.iteration()
	for _, v := range l.in.Par.Locals {
		op, folds := found[v]
		if folds {
			l.folds = append(l.folds, fold{v, op, l.r.f.Vars[v].Type})
		} else if l.written[v] && reads(l.in.Regions[2], v) {
			return false
		}
	}
	return !a.failed
}

// nested lowers a ParFor within scalar code, as the interpreter runs one of a single chunk: nothing at all if it has no
// iterations.
func (l *lower) nested(in *ir.Instr) {
	end := l.newLabel()
	defer l.freeze(in)()
	var stops []vreg
	for d := range in.Par.NDim {
		stop := l.uni(in.Args[3*d+1])
		l.do(inst{op: branch, a: stop, imm: int64(condLE), label: end})
		stops = append(stops, stop)
	}
	l.enter()
	l.code(in.Regions[0])
	n := &arrayLoop{lower: l, in: in, lane: l.r.nested[in], stops: stops}
	if n.lane != nil {
		n.inLanes()
	} else {
		n.dimension(0, n.oneByOne)
	}
	l.code(in.Regions[2])
	l.leave()
	l.label(end)
}

// arrayLoop is a ParFor within scalar code.
type arrayLoop struct {
	*lower
	in    *ir.Instr
	lane  *laneLoop // nil: iterations run one by one
	stops []vreg
}

// dimension is a loop for every axis but the last, which is row's.
func (n *arrayLoop) dimension(d int, row func(stop vreg)) {
	if d == len(n.stops)-1 {
		row(n.stops[d])
		return
	}
	n.count(n.stops[d], func(index vreg) {
		n.vals[n.in.Regions[1].Params[d]] = value{u: n.copied(index)}
		n.dimension(d+1, row)
	})
}

// oneByOne runs a row as scalar code.
func (n *arrayLoop) oneByOne(stop vreg) {
	n.count(stop, func(index vreg) {
		body := n.in.Regions[1]
		n.vals[body.Params[len(body.Params)-1]] = value{u: index}
		n.code(body)
	})
}

// count is a loop from 0 to a stop that is above it.
func (n *arrayLoop) count(stop vreg, body func(index vreg)) {
	index, head := n.variable(general), n.newLabel()
	n.set(index, n.integer(0))
	n.open()
	n.label(head)
	body(index)
	n.bump(index, 1)
	n.do(inst{op: turn, imm: 1})
	n.do(inst{op: branch, a: index, b: stop, imm: int64(condL), label: head})
	n.close()
}

// nestedGroups is how many vectors belong together: the eight lanes of a reduction.
const nestedGroups = 2

// inLanes runs all rows with the same lanes of the reductions: iteration i of a row is lane i mod 8.
func (n *arrayLoop) inLanes() {
	l := n.lower
	rooms := map[ir.Var]int{}
	l.withLanes(n.lane, nestedGroups, func() {
		n.dimension(0, n.vectors)
		for _, x := range n.lane.folds {
			rooms[x.v] = l.room(Lanes)
			for g := range nestedGroups {
				l.do(inst{op: storeV, m: context(rooms[x.v] + 32*g), a: l.toWords(l.folds[g][x.v], x.t)})
			}
		}
	})
	for _, x := range n.lane.folds {
		for k := range Lanes {
			l.combine(x, l.vars[x.v], context(rooms[x.v]+8*k))
		}
	}
}

// vectors runs a row in lanes, what is left of it under masks.
func (n *arrayLoop) vectors(stop vreg) {
	index, end := n.variable(general), n.newLabel()
	n.set(index, n.integer(0))
	n.laps(n.lane, index, stop, nestedGroups, func(g int) { n.vector(g, index, 0) })
	n.builder.enter()
	for g := range nestedGroups {
		left := n.gi(subI, n.g2(subG, stop, index), int64(4*g))
		n.do(inst{op: branch, a: left, imm: int64(condLE), label: end})
		n.vector(g, index, n.v3(gtQ, n.lower.broadcast(left, ir.I64), n.constant(iota4...)))
	}
	n.builder.leave()
	n.label(end)
}

// vector is the body for four iterations.
func (n *arrayLoop) vector(g int, index, mask vreg) {
	l := n.lower
	l.group, l.scopes = g, nil
	if mask != 0 {
		l.scopes = []scope{{mask: mask}}
	}
	l.builder.enter()
	l.vals[l.lane.index] = value{u: index, plus: int64(4 * g), follows: true}
	l.code(l.lane.body)
	l.builder.leave()
}
