package pass

import (
	"slices"

	"gokernels/gokernels/ir"
)

// conditions makes two ifs of a condition with and (or or) whose one outcome leaves: where the first part decides for that,
// it leaves at once, and what the second part computes stands where all that follows sees it. So
// "while k > 0 and a[k - 1] > v" knows in its turns that k is above 0, and what a[k - 1] is.
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
		for _, sub := range r.Code[i].Regions {
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
	for k, short := range first.Regions {
		is, ok := w.decided(short, asked, first.Args[0], k == 0)
		if !ok {
			continue
		}
		out := second.Regions[0]
		if is == opposite {
			out = second.Regions[1]
		}
		if !wayOut(out) {
			continue
		}
		rest := first.Regions[1-k].Code
		first.Regions[k], first.Regions[1-k] = out.Clone(), &ir.Region{}
		r.Code = slices.Insert(r.Code, i+1, rest...)
		return
	}
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
