package ir

import "slices"

// Walk visits all instructions of a region, those within others too, in the order of the text.
func (r *Region) Walk(visit func(in *Instr)) {
	for _, in := range r.Code {
		visit(in)
		for _, sub := range in.Regions {
			sub.Walk(visit)
		}
	}
}

// Any reports whether an instruction of the region, or one within, is such.
func (r *Region) Any(such func(in *Instr) bool) bool {
	return slices.ContainsFunc(r.Code, func(in *Instr) bool { return in.Any(such) })
}

// Any reports whether an instruction, or one within, is such.
func (in *Instr) Any(such func(in *Instr) bool) bool {
	return such(in) || slices.ContainsFunc(in.Regions, func(sub *Region) bool { return sub.Any(such) })
}

// Values visits all that an instruction, or one within, gives a value to.
func (in *Instr) Values(visit func(v Value)) {
	for _, v := range in.Results {
		visit(v)
	}
	for _, sub := range in.Regions {
		for _, v := range sub.Params {
			visit(v)
		}
		for _, x := range sub.Code {
			x.Values(visit)
		}
	}
}

// Nesting is how deep regions stand in each other.
func (r *Region) Nesting() int {
	deepest := 0
	for _, in := range r.Code {
		for _, sub := range in.Regions {
			deepest = max(deepest, 1+sub.Nesting())
		}
	}
	return deepest
}
