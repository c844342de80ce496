package pass

import "gokernels/gokernels/ir"

// branch takes the way that a constant condition takes, drops what cannot be reached, and dissolves blocks that
// nothing leaves. An if that does no more than choose a number for a variable becomes a select: there is nothing to predict.
func branch(c *context) {
	w := &straightener{f: c.f, defs: definitions(c.f)}
	w.region(c.f.Body)
}

type straightener struct {
	f    *ir.Func
	defs []*ir.Instr
}

func (w *straightener) region(r *ir.Region) {
	var code []*ir.Instr
	for _, in := range r.Code {
		for _, sub := range in.Regions {
			w.region(sub)
		}
		w.jumps(in)
		code = append(code, w.instead(in)...)
	}
	r.Code = cut(code)
}

// cut drops what stands behind the first instruction that does not go on.
func cut(code []*ir.Instr) []*ir.Instr {
	for i := range code {
		if !ir.FallsThrough(&ir.Region{Code: code[i : i+1]}) {
			return code[:i+1]
		}
	}
	return code
}

// jumps drops a jump to where control goes anyway, at the end of a construct's body.
func (w *straightener) jumps(in *ir.Instr) {
	idle := map[ir.Op]ir.Op{ir.Block: ir.Break, ir.Loop: ir.Continue, ir.For: ir.Continue}
	op, ok := idle[in.Op]
	if !ok {
		return
	}
	body := in.Regions[0]
	if n := len(body.Code); n > 0 && body.Code[n-1].Op == op && body.Code[n-1].Int == in.Int {
		body.Code = body.Code[:n-1]
	}
}

// instead returns the code that takes an instruction's place.
func (w *straightener) instead(in *ir.Instr) []*ir.Instr {
	switch in.Op {
	case ir.NoOp:
		return nil
	case ir.If:
		if bits, ok := constant(w.defs, in.Args[0]); ok {
			return in.Regions[1-bits].Code
		}
		if x, y := onlySet(in.Regions[0]), onlySet(in.Regions[1]); x != nil && y != nil && x.Var == y.Var {
			return w.choice(in, x, y)
		}
	case ir.Block:
		if !ir.Leaves(in.Regions[0], ir.Break, in.Int) {
			return in.Regions[0].Code
		}
	case ir.Try:
		if len(in.Regions[0].Code) == 0 {
			return nil
		}
	case ir.For:
		if w.never(in) {
			return nil
		}
	}
	return []*ir.Instr{in}
}

// onlySet is the set of a variable that is all that a region does, nil if there is none.
func onlySet(r *ir.Region) *ir.Instr {
	if len(r.Code) != 1 || r.Code[0].Op != ir.Set {
		return nil
	}
	return r.Code[0]
}

// choice is an if whose branches set a variable. Bools are left: machine code jumps on them.
func (w *straightener) choice(in, x, y *ir.Instr) []*ir.Instr {
	t := w.f.Vars[x.Var].Type
	if !t.IsScalar() || t == ir.Bool {
		return []*ir.Instr{in}
	}
	v := w.f.NewValue(t)
	return []*ir.Instr{
		{Op: ir.Select, Args: []ir.Value{in.Args[0], x.Args[0], y.Args[0]}, Results: []ir.Value{v}, Pos: in.Pos},
		{Op: ir.Set, Var: x.Var, Args: []ir.Value{v}, Pos: in.Pos},
	}
}

// never reports whether a for has no turn.
func (w *straightener) never(in *ir.Instr) bool {
	start, ok1 := constant(w.defs, in.Args[0])
	stop, ok2 := constant(w.defs, in.Args[1])
	step, ok3 := constant(w.defs, in.Args[2])
	return ok1 && ok2 && ok3 && (step > 0 && start >= stop || step < 0 && start <= stop)
}
