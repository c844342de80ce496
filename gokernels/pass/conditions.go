package pass

import (
	"slices"

	"gokernels/gokernels/ir"
)

// conditions makes two ifs of a condition with and (or or) whose one outcome leaves: where the first part decides for that,
// it leaves at once, and what the second part computes stands where all that follows sees it. So
// "while k > 0 and a[k - 1] > v" knows in its turns that k is above 0, and what a[k - 1] is. Where the one outcome does
// nothing, the second if stands within the first: "if k > 0 and a[k - 1] > v" asks nothing again.
func conditions(c *context) {
	w := &unfolder{f: c.f, defs: definitions(c.f), uses: uses(c.f), gets: make([]int, len(c.f.Vars))}
	c.f.Body.Walk(func(in *ir.Instr) {
		if in.Op == ir.Get {
			w.gets[in.Var]++
		}
	})
	w.region(c.f.Body)
}

type unfolder struct {
	f    *ir.Func
	defs []*ir.Instr
	uses []int
	gets []int
}

func (w *unfolder) region(r *ir.Region) {
	for i := 0; i < len(r.Code); i++ { // what is laid bare behind i may be another one
		w.unfold(r, i)
	}
	for i := len(r.Code) - 1; i >= 0; i-- { // the last part's first: then nothing else asks for the part before
		w.nest(r, i)
	}
	for _, in := range r.Code {
		for _, sub := range in.Regions {
			w.region(sub)
		}
	}
}

// unfold takes the way out into the first if and what its other branch does behind it.
func (w *unfolder) unfold(r *ir.Region, i int) {
	first := r.Code[i]
	asked, second, opposite := w.question(r.Code[i:])
	if second == nil {
		return
	}
	for k := range first.Regions {
		out := w.outcome(first, k, asked, second, opposite)
		if out == nil || !wayOut(out) {
			continue
		}
		rest := first.Regions[1-k].Code
		first.Regions[k], first.Regions[1-k] = out.Clone(), &ir.Region{}
		r.Code = slices.Insert(r.Code, i+1, rest...)
		return
	}
}

// nest takes the question into the branch that leaves it open, if nothing is done behind the other.
func (w *unfolder) nest(r *ir.Region, i int) {
	first := r.Code[i]
	asked, second, opposite := w.question(r.Code[i:])
	if second == nil {
		return
	}
	for k, short := range first.Regions {
		open := first.Regions[1-k]
		out := w.outcome(first, k, asked, second, opposite)
		if out == nil || len(out.Code) > 0 || w.cheap(open) {
			continue
		}
		end := i + 1 + slices.Index(r.Code[i+1:], second) + 1
		code, ok := answered(open.Code, r.Code[i+1:end], asked)
		if !ok {
			continue
		}
		w.uses[short.Code[0].Args[0]]--
		open.Code = code
		first.Regions[k] = &ir.Region{}
		r.Code = slices.Delete(r.Code, i+1, end)
		return
	}
}

// answered puts a question behind code that ends by setting what is asked for, or by an if that does.
func answered(code, question []*ir.Instr, v ir.Var) (all []*ir.Instr, ok bool) {
	last := len(code) - 1
	if last < 0 {
		return nil, false
	}
	switch end := code[last]; {
	case end.Op == ir.If:
	case end.Op == ir.Set && end.Var == v:
		question[1].Args = []ir.Value{end.Args[0]}
		code, question = code[:last], question[1:]
	default:
		return nil, false
	}
	return slices.Concat(code, question), true
}

// cheap reports whether a region may as well be run always: then no jump is needed to ask for two conditions.
func (w *unfolder) cheap(r *ir.Region) bool {
	return !r.Any(func(in *ir.Instr) bool { return in.Op != ir.Set && in.Op != ir.Get && !ir.Ops[in.Op].Pure })
}

// outcome is the branch of the second if that follows branch k of the first, nil if that is not known.
func (w *unfolder) outcome(first *ir.Instr, k int, asked ir.Var, second *ir.Instr, opposite bool) *ir.Region {
	is, ok := w.decided(first.Regions[k], asked, first.Args[0], k == 0)
	switch {
	case !ok:
		return nil
	case is == opposite:
		return second.Regions[1]
	}
	return second.Regions[0]
}

// question finds behind an if what asks for the variable that it sets, and nothing else does: another if, of the opposite
// perhaps.
func (w *unfolder) question(code []*ir.Instr) (v ir.Var, second *ir.Instr, opposite bool) {
	if len(code) < 3 || code[0].Op != ir.If || code[1].Op != ir.Get || w.gets[code[1].Var] != 1 {
		return 0, nil, false
	}
	x, second := code[1].Results[0], code[2]
	if second.Op == ir.Not && second.Args[0] == x && len(code) > 3 && w.f.Types[x] == ir.Bool && w.uses[x] == 1 {
		x, second, opposite = second.Results[0], code[3], true
	}
	if second.Op != ir.If || second.Args[0] != x || w.uses[x] != 1 {
		return 0, nil, false
	}
	return code[1].Var, second, opposite
}

// decided reports what a branch sets a variable to if it does nothing else, and that is known: a constant, or the condition.
func (w *unfolder) decided(r *ir.Region, v ir.Var, condition ir.Value, holds bool) (is, ok bool) {
	set := onlySet(r)
	if set == nil || set.Var != v {
		return false, false
	}
	if set.Args[0] == condition {
		return holds, true
	}
	bits, ok := constant(w.defs, set.Args[0])
	return bits != 0, ok
}

// wayOut reports whether a region does nothing but leave, so that it may stand twice.
func wayOut(r *ir.Region) bool {
	return len(r.Code) == 1 && (r.Code[0].Op == ir.Break || r.Code[0].Op == ir.Continue)
}
