package pass

import (
	"slices"

	"gokernels/gokernels/ir"
)

// speculate makes in front of an if what its branches only choose between: the value of one variable, of which neither knows
// the one before, from elements that exist whatever the condition says, and little work. Then branch makes a select of it. In a
// loop whose data decide, a jump that is foreseen three times in four costs more than both branches.
func speculate(c *context) {
	w := &speculator{factsOf(c.f, definitions(c.f))}
	w.region(c.f.Body)
}

// mostSpeculated is how much a branch may do that is to be done anyway.
const mostSpeculated = 4

type speculator struct{ facts }

func (w *speculator) region(r *ir.Region) {
	var code []*ir.Instr
	for _, in := range r.Code {
		for _, sub := range in.Regions {
			w.region(sub)
		}
		if in.Op == ir.If && w.chooses(in) {
			code = append(code, w.taken(in)...)
		}
		code = append(code, in)
	}
	r.Code = code
}

// chooses reports whether both branches do nothing but to make a value of one and the same variable, one of them of an element.
func (w *speculator) chooses(in *ir.Instr) bool {
	x, y := w.made(in.Regions[0]), w.made(in.Regions[1])
	loads := func(r *ir.Region) bool { return r.Any(func(x *ir.Instr) bool { return x.Op == ir.Load }) }
	return x != nil && y != nil && x.Var == y.Var && w.f.Vars[x.Var].Type.IsScalar() && (loads(in.Regions[0]) || loads(in.Regions[1]))
}

// made is the Set at the end of a region in which all else may be done without need; nil if there is none.
func (w *speculator) made(r *ir.Region) *ir.Instr {
	n := len(r.Code)
	if n == 0 || n > mostSpeculated+1 || r.Code[n-1].Op != ir.Set {
		return nil
	}
	for _, in := range r.Code[:n-1] {
		if !w.harmless(in) || in.Op == ir.Get && in.Var == r.Code[n-1].Var {
			return nil
		}
	}
	return r.Code[n-1]
}

// harmless is a load of an element that exists, or an operation that takes a cycle or few.
func (w *speculator) harmless(in *ir.Instr) bool {
	switch in.Op {
	case ir.Load:
		for axis, i := range in.Args[1:] {
			if !w.fits(in.Args[0], axis, i) {
				return false
			}
		}
		return true
	case ir.Get, ir.Const, ir.Cast, ir.Add, ir.Sub, ir.Mul, ir.And, ir.Or, ir.Xor, ir.Not, ir.Neg, ir.Min, ir.Max, ir.Select:
		return !slices.ContainsFunc(in.Results, func(v ir.Value) bool { return !w.f.Types[v].IsScalar() || w.f.Types[v].IsComplex() })
	}
	return ir.Ops[in.Op].Class == ir.Compare
}

// taken takes what the branches do, but for their Sets.
func (w *speculator) taken(in *ir.Instr) (code []*ir.Instr) {
	for _, r := range in.Regions {
		n := len(r.Code)
		code = append(code, r.Code[:n-1]...)
		r.Code = r.Code[n-1:]
	}
	return code
}
