package native

import "gokernels/gokernels/ir"

// A variable that both branches of an if set before they read it is joint: what it held does not matter. Each branch sets a register
// of its own, in all lanes, and one blend behind the if chooses, where sets under masks would be a blend each that waits for the
// one before. So ifs within ifs, as of a tax table, become a tree of choices without a mask.

// joints are the variables that both branches of an if set first, if there is nothing in them by which lanes leave.
func (l *lower) joints(in *ir.Instr) (all []ir.Var) {
	if len(in.Regions[1].Code) == 0 || in.Regions[0].Any(isConstruct) || in.Regions[1].Any(isConstruct) {
		return nil
	}
	for _, v := range l.r.vars {
		if l.varying(v) && l.lane.written[v] && !l.lane.isFold(v) && !l.lane.recurs(v) && jointIn(in, v) {
			all = append(all, v)
		}
	}
	return all
}

// isConstruct reports whether an instruction is more than an operation, an access or an if.
func isConstruct(in *ir.Instr) bool {
	switch in.Op {
	case ir.Block, ir.Loop, ir.For, ir.ParFor, ir.Break, ir.Continue, ir.Raise, ir.Return, ir.Try:
		return true
	}
	return false
}

func jointIn(in *ir.Instr, v ir.Var) bool {
	return setBeforeRead(in.Regions[0], v) && setBeforeRead(in.Regions[1], v)
}

// setBeforeRead reports whether a region sets a variable for sure, and reads it only after that.
func setBeforeRead(r *ir.Region, v ir.Var) bool {
	for _, in := range r.Code {
		switch {
		case in.Op == ir.Set && in.Var == v || in.Op == ir.If && jointIn(in, v):
			return true
		case in.Op == ir.Get && in.Var == v || in.Op == ir.If && (touches(in.Regions[0], v) || touches(in.Regions[1], v)):
			return false
		}
	}
	return false
}

func touches(r *ir.Region, v ir.Var) bool {
	return r.Any(func(in *ir.Instr) bool { return (in.Op == ir.Get || in.Op == ir.Set) && in.Var == v })
}

// apart gives a branch registers of its own for joint variables while it builds it.
func (l *lower) apart(joint []ir.Var, build func()) (own map[ir.Var]vreg) {
	own = map[ir.Var]vreg{}
	was, free := map[ir.Var]vreg{}, map[ir.Var]bool{}
	for _, v := range joint {
		was[v], free[v] = l.vars[v], l.free[v]
		own[v] = l.varRegister(v)
		l.vars[v], l.free[v] = own[v], true
	}
	build()
	for _, v := range joint {
		l.vars[v], l.free[v] = was[v], free[v]
	}
	return own
}

// choose sets the joint variables behind an if.
func (l *lower) chooseJoint(in *ir.Instr, joint []ir.Var, branches [2]map[ir.Var]vreg) {
	for _, v := range joint {
		t := l.r.f.Vars[v].Type
		l.eachPart(l.vars[v], func(to vreg) {
			no, yes, c := l.laneOf(branches[1][v], t), l.laneOf(branches[0][v], t), l.maskFor(l.vec(in.Args[0]), t)
			x := l.make(vector, inst{op: l.blendOp(t), a: no, b: yes, c: c})
			l.setSome(to, x, v)
		})
	}
}
