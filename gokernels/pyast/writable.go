package pyast

import "gokernels/gokernels/ir"

// checkWritable refuses read-only arrays: those known to be when compiling, others at run time.
func (l *lowerer) checkWritable(dst *val) {
	if dst.t.ReadOnly && l.oneOrigin(dst.v) {
		l.fail("TypingError", "the array is read-only: it cannot be assigned to", "Copy it first, or pass an array that may be written.")
	}
	l.Do(ir.Writable, dst.v)
}

// oneOrigin reports whether a value is always the same array or a view of it. A name that is assigned in several places
// may hold another array, whose type is the same but for being writable.
func (l *lowerer) oneOrigin(v ir.Value) bool {
	in := definition(l.F.Body, v)
	if in == nil {
		return true // a parameter
	}
	switch in.Op {
	case ir.Slice, ir.Index, ir.NewAxis, ir.Permute, ir.Reshape, ir.Field, ir.Recast, ir.Broadcast:
		return l.oneOrigin(in.Args[0])
	case ir.Get:
		sets := setsOf(l.F.Body, in.Var)
		return len(sets) == 1 && l.oneOrigin(sets[0].Args[0])
	}
	return true
}

// definition finds the instruction that makes a value.
func definition(r *ir.Region, v ir.Value) *ir.Instr {
	var found *ir.Instr
	r.Walk(func(in *ir.Instr) {
		for _, result := range in.Results {
			if result == v {
				found = in
			}
		}
	})
	return found
}

// setsOf finds the assignments of a variable.
func setsOf(r *ir.Region, v ir.Var) (sets []*ir.Instr) {
	r.Walk(func(in *ir.Instr) {
		if in.Op == ir.Set && in.Var == v {
			sets = append(sets, in)
		}
	})
	return sets
}
