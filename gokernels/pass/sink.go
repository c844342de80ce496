package pass

import (
	"slices"

	"gokernels/gokernels/ir"
)

// sink makes one store behind an if of the two with which its branches end, if they store to the same place: in lanes
// that is a choice between two values, instead of two stores under masks.
func sink(c *context) {
	(&sinker{f: c.f}).region(c.f.Body)
}

type sinker struct {
	f    *ir.Func
	pars []*ir.Par // in whose init or body the present place is
}

func (w *sinker) region(r *ir.Region) {
	var code []*ir.Instr
	for _, in := range r.Code {
		for i, sub := range in.Regions {
			counts := in.Op == ir.ParFor && i < 2
			if counts {
				w.pars = append(w.pars, in.Par)
			}
			w.region(sub)
			if counts {
				w.pars = w.pars[:len(w.pars)-1]
			}
		}
		code = append(code, in)
		if in.Op == ir.If {
			code = append(code, w.join(in)...)
		}
	}
	r.Code = code
}

// join takes the stores off the ends of both branches and returns what comes behind the if.
func (w *sinker) join(in *ir.Instr) []*ir.Instr {
	a, b := lastStore(in.Regions[0]), lastStore(in.Regions[1])
	if a == nil || b == nil || len(a.Args) != len(b.Args) {
		return nil
	}
	n := len(a.Args) - 1
	if !slices.Equal(a.Args[:n], b.Args[:n]) || makes(in.Regions[0], a.Args[:n]) {
		return nil
	}
	t := w.f.Types[a.Args[n]]
	v := w.f.NewVar("", t)
	for _, par := range w.pars {
		par.Locals = append(par.Locals, v)
	}
	for i, s := range []*ir.Instr{a, b} {
		code := in.Regions[i].Code
		code[len(code)-1] = &ir.Instr{Op: ir.Set, Var: v, Args: []ir.Value{s.Args[n]}, Pos: s.Pos}
	}
	x := w.f.NewValue(t)
	return []*ir.Instr{{Op: ir.Get, Var: v, Results: []ir.Value{x}, Pos: a.Pos},
		{Op: ir.Store, Args: append(slices.Clone(a.Args[:n]), x), Pos: a.Pos}}
}

func lastStore(r *ir.Region) *ir.Instr {
	if n := len(r.Code); n > 0 && r.Code[n-1].Op == ir.Store {
		return r.Code[n-1]
	}
	return nil
}

// makes reports whether a region makes one of some values.
func makes(r *ir.Region, values []ir.Value) bool {
	return anyOf(r, func(in *ir.Instr) bool {
		return slices.ContainsFunc(in.Results, func(v ir.Value) bool { return slices.Contains(values, v) })
	})
}
