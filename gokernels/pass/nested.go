package pass

import "gokernels/gokernels/ir"

// nested makes one chunk of every loop over arrays that runs within another loop, if it is not dealt to workers: machine
// code of the loop around can then run it as a part of itself.
func nested(c *context) { (&nester{definitions(c.f)}).region(c.f.Body, false) }

type nester struct{ defs []*ir.Instr }

func (w *nester) region(r *ir.Region, loop bool) {
	for _, in := range r.Code {
		if loop && in.Op == ir.ParFor && w.oneChunk(in) {
			in.Par.MaxChunks = 1
		}
		for _, sub := range in.Regions {
			w.region(sub, loop || isLoop(in))
		}
	}
}

// oneChunk reports whether a loop may be one chunk: what its iterations draw from random streams depends on the chunks.
func (w *nester) oneChunk(in *ir.Instr) bool {
	arrays := in.Par.Kind == "elementwise" || in.Par.Kind == "reduce"
	wish, ok := constant(w.defs, in.Args[3*in.Par.NDim])
	return arrays && ok && wish == 0 && !in.Par.Parallel && !in.Any(func(x *ir.Instr) bool { return x.Op == ir.RT || x.Op == ir.Call })
}
