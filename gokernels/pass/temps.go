package pass

import (
	"slices"

	"gokernels/gokernels/ir"
)

// temps drops new arrays that only carry values from a store to loads of the same element behind it in the same turn:
// the loads get the value itself. The array goes too unless its length may be negative, which raises.
func temps(c *context) {
	w := &carrier{c: c, uses: uses(c.f), defs: definitions(c.f), to: renaming{}}
	w.region(c.f.Body)
	filter(c.f.Body, func(in *ir.Instr) bool {
		w.to.args(in)
		return !slices.ContainsFunc(w.gone, func(x *ir.Instr) bool { return x == in })
	})
}

type carrier struct {
	c    *context
	uses []int
	defs []*ir.Instr
	to   renaming
	gone []*ir.Instr
}

func (w *carrier) region(r *ir.Region) {
	for i, in := range r.Code {
		if in.Op == ir.Store {
			w.store(in, r.Code[i+1:])
		}
		for _, sub := range in.Regions {
			w.region(sub)
		}
	}
}

// store looks whether all other uses of the array are loads of the same element in the code that follows.
func (w *carrier) store(in *ir.Instr, rest []*ir.Instr) {
	array, x := in.Args[0], in.Args[len(in.Args)-1]
	def := w.defs[array]
	if def == nil || def.Op != ir.Alloc {
		return
	}
	var loads []*ir.Instr
	(&ir.Region{Code: rest}).Walk(func(l *ir.Instr) {
		if l.Op == ir.Load && slices.Equal(l.Args, in.Args[:len(in.Args)-1]) {
			loads = append(loads, l)
		}
	})
	if w.uses[array] != len(loads)+1 {
		return
	}
	for _, l := range loads {
		w.to[l.Results[0]] = x
	}
	w.gone = append(append(w.gone, in), loads...)
	w.c.note(def.Pos, "no temporary array is made")
}
