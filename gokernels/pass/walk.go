package pass

import (
	"slices"

	"gokernels/gokernels/ir"
)

// filter keeps the instructions for which keep is true, asking in the order of the text.
func filter(r *ir.Region, keep func(in *ir.Instr) bool) {
	kept := r.Code[:0]
	for _, in := range r.Code {
		if !keep(in) {
			continue
		}
		kept = append(kept, in)
		for _, sub := range in.Regions {
			filter(sub, keep)
		}
	}
	clear(r.Code[len(kept):])
	r.Code = kept
}

// definitions returns the instruction that makes each value; nil for parameters.
func definitions(f *ir.Func) []*ir.Instr {
	defs := make([]*ir.Instr, len(f.Types))
	f.Body.Walk(func(in *ir.Instr) {
		for _, v := range in.Results {
			defs[v] = in
		}
	})
	return defs
}

func isLoop(in *ir.Instr) bool { return in.Op == ir.For || in.Op == ir.Loop || in.Op == ir.ParFor }

func size(r *ir.Region) (n int) {
	r.Walk(func(*ir.Instr) { n++ })
	return n
}

// uses counts the operands that name each value.
func uses(f *ir.Func) []int {
	n := make([]int, len(f.Types))
	f.Body.Walk(func(in *ir.Instr) {
		for _, v := range in.Args {
			n[v]++
		}
	})
	return n
}

// renaming says which value stands for another.
type renaming map[ir.Value]ir.Value

func (s renaming) of(v ir.Value) ir.Value {
	for {
		w, ok := s[v]
		if !ok {
			return v
		}
		v = w
	}
}

// args renames the operands of one instruction.
func (s renaming) args(in *ir.Instr) {
	for i, v := range in.Args {
		in.Args[i] = s.of(v)
	}
}

// around is the parfors in whose init or body a place is.
type around []*ir.Par

// within runs walk in a region of an instruction.
func (a *around) within(in *ir.Instr, region int, walk func()) {
	if in.Op != ir.ParFor || region == 2 {
		walk()
		return
	}
	*a = append(*a, in.Par)
	walk()
	*a = (*a)[:len(*a)-1]
}

// newVar adds a variable for the place: every chunk has its own.
func (a around) newVar(f *ir.Func, name string, t ir.Type) ir.Var {
	v := f.NewVar(name, t)
	for _, par := range a {
		par.Locals = append(par.Locals, v)
	}
	return v
}

// variables is a set of variables.
type variables map[ir.Var]bool

// changed returns the variables that an instruction or one within may set; the Locals of a parfor are among them.
func changed(ins ...*ir.Instr) variables {
	set := variables{}
	(&ir.Region{Code: ins}).Walk(func(in *ir.Instr) {
		if in.Op == ir.Set {
			set[in.Var] = true
		}
		if in.Op == ir.ParFor {
			for _, v := range in.Par.Locals {
				set[v] = true
			}
		}
	})
	return set
}

// read returns the variables that a region gets.
func read(regions ...*ir.Region) variables {
	set := variables{}
	for _, r := range regions {
		r.Walk(func(in *ir.Instr) {
			if in.Op == ir.Get {
				set[in.Var] = true
			}
		})
	}
	return set
}

func (s variables) meets(t variables) bool {
	for v := range s {
		if t[v] {
			return true
		}
	}
	return false
}

// mentions reports whether an instruction itself reads or writes a variable, or gives every chunk its own.
func mentions(in *ir.Instr, v ir.Var) bool {
	return (in.Op == ir.Get || in.Op == ir.Set) && in.Var == v || in.Op == ir.ParFor && slices.Contains(in.Par.Locals, v)
}

// constant returns the bits of a constant.
func constant(defs []*ir.Instr, v ir.Value) (bits int64, ok bool) {
	if int(v) < len(defs) && defs[v] != nil && defs[v].Op == ir.Const {
		return defs[v].Int, true
	}
	return 0, false
}
