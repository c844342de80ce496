package pass

import "gokernels/gokernels/ir"

// transplant gives a copy of code, of another function or of the same one, values, labels and variables of its own; what the code
// does not make itself, and nobody has given to it, stays.
type transplant struct {
	from, f *ir.Func
	values  map[ir.Value]ir.Value
	labels  map[int64]int64
	first   ir.Var // what its variable 0 becomes
}

func newTransplant(from, to *ir.Func, first ir.Var) *transplant {
	return &transplant{from: from, f: to, values: map[ir.Value]ir.Value{}, labels: map[int64]int64{}, first: first}
}

func (t *transplant) region(r *ir.Region) {
	t.fresh(r.Params)
	for _, in := range r.Code {
		for i, v := range in.Args {
			if own, ok := t.values[v]; ok {
				in.Args[i] = own
			}
		}
		t.fresh(in.Results)
		t.attributes(in)
		for _, sub := range in.Regions {
			t.region(sub)
		}
	}
}

func (t *transplant) fresh(values []ir.Value) {
	for i, v := range values {
		values[i] = t.f.NewValue(t.from.Types[v])
		t.values[v] = values[i]
	}
}

func (t *transplant) attributes(in *ir.Instr) {
	switch in.Op {
	case ir.Get, ir.Set:
		in.Var += t.first
	case ir.ParFor:
		for i := range in.Par.Locals {
			in.Par.Locals[i] += t.first
		}
	case ir.Block, ir.Loop, ir.For:
		t.labels[in.Int] = t.f.NewLabel()
		in.Int = t.labels[in.Int]
	case ir.Break, ir.Continue:
		if own, ok := t.labels[in.Int]; ok {
			in.Int = own
		}
	}
}
