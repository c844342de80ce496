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
	pars around
}

func (w *sinker) region(r *ir.Region) {
	var code []*ir.Instr
	for _, in := range r.Code {
		for i, sub := range in.Regions {
			w.pars.within(in, i, func() { w.region(sub) })
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
	place, checks, ok := w.place(in, a, b)
	if !ok {
		return nil
	}
	t := w.f.Types[a.Args[n]]
	v := w.pars.newVar(w.f, "", t)
	for i, s := range []*ir.Instr{a, b} {
		code := in.Regions[i].Code
		code[len(code)-1] = &ir.Instr{Op: ir.Set, Var: v, Args: []ir.Value{s.Args[n]}, Pos: s.Pos}
	}
	x := w.f.NewValue(t)
	return append(checks, &ir.Instr{Op: ir.Get, Var: v, Results: []ir.Value{x}, Pos: a.Pos},
		&ir.Instr{Op: ir.Store, Args: append(place, x), Pos: a.Pos})
}

// place is that of two stores, if it is the same and known behind the if. An index that each branch checks for itself is
// checked there once more, which cannot fail.
func (w *sinker) place(in *ir.Instr, a, b *ir.Instr) (place []ir.Value, checks []*ir.Instr, ok bool) {
	for i := range len(a.Args) - 1 {
		x, y := a.Args[i], b.Args[i]
		if x == y && !makes(in, []ir.Value{x}) {
			place = append(place, x)
			continue
		}
		p, q := checkOf(in.Regions[0], x), checkOf(in.Regions[1], y)
		if p == nil || q == nil || p.Int != q.Int || !slices.Equal(p.Args, q.Args) || makes(in, p.Args) {
			return nil, nil, false
		}
		again := w.f.NewValue(w.f.Types[x])
		checks = append(checks, &ir.Instr{Op: ir.Bounds, Int: p.Int, Args: slices.Clone(p.Args), Results: []ir.Value{again}, Pos: p.Pos})
		place = append(place, again)
	}
	return place, checks, true
}

// checkOf is the check that makes an index, if it stands in a region itself.
func checkOf(r *ir.Region, x ir.Value) *ir.Instr {
	i := slices.IndexFunc(r.Code, func(in *ir.Instr) bool { return in.Op == ir.Bounds && len(in.Results) == 1 && in.Results[0] == x })
	if i < 0 {
		return nil
	}
	return r.Code[i]
}

func lastStore(r *ir.Region) *ir.Instr {
	if n := len(r.Code); n > 0 && r.Code[n-1].Op == ir.Store {
		return r.Code[n-1]
	}
	return nil
}

// makes reports whether a region makes one of some values.
func makes(in *ir.Instr, values []ir.Value) bool {
	found := false
	in.Values(func(v ir.Value) { found = found || slices.Contains(values, v) })
	return found
}
