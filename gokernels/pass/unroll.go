package pass

import "gokernels/gokernels/ir"

// unroll writes a loop within another one turn by turn, if constants tell that its turns are few: what depends on its index is
// then known, as the neighbours of a point in a grid. Longer loops run in lanes or have copies of their own.
func unroll(c *context) {
	w := &unroller{c: c, defs: definitions(c.f)}
	w.region(c.f.Body, false)
}

// The most turns of a loop, those of one whose turns can be nothing but one after the other, and the instructions of all turns.
const (
	mostTurns     = 6
	mostLongTurns = 12
	mostUnrolled  = 512
)

type unroller struct {
	c    *context
	defs []*ir.Instr
}

func (w *unroller) region(r *ir.Region, inLoop bool) {
	var code []*ir.Instr
	for _, in := range r.Code {
		for _, sub := range in.Regions {
			w.region(sub, inLoop || isLoop(in))
		}
		if n := w.turns(in); inLoop && n > 0 {
			w.c.note(in.Pos, "%d turns written out", n)
			code = append(code, w.written(in, n)...)
			continue
		}
		code = append(code, in)
	}
	r.Code = code
}

// turns is how many turns a loop has that is to be written out, else 0.
func (w *unroller) turns(in *ir.Instr) int {
	if in.Op != ir.For {
		return 0
	}
	start, ok1 := constant(w.defs, in.Args[0])
	stop, ok2 := constant(w.defs, in.Args[1])
	step, ok3 := constant(w.defs, in.Args[2])
	if !ok1 || !ok2 || !ok3 || step == 0 || max(start, stop) > small || min(start, stop) < -small || step > small || step < -small {
		return 0
	}
	away := 1 // towards the next turn
	if step < 0 {
		away = -1
	}
	n := int((stop - start + step - int64(away)) / step)
	most, fits := w.most(in)
	if n < 1 || !fits || n > most || n*size(in.Regions[0]) > mostUnrolled {
		return 0
	}
	return n
}

// most is how many turns a loop may have; one that holds loops of many turns, or is left by jumps, stays.
func (w *unroller) most(in *ir.Instr) (n int, fits bool) {
	n = mostTurns
	stays := in.Regions[0].Any(func(x *ir.Instr) bool {
		if x.Op == ir.Loop {
			n = mostLongTurns
		}
		return x.Op == ir.For || x.Op == ir.ParFor || x.Op == ir.Try || (x.Op == ir.Break || x.Op == ir.Continue) && x.Int == in.Int
	})
	return n, !stays
}

// written is the body once a turn.
func (w *unroller) written(in *ir.Instr, n int) (code []*ir.Instr) {
	start, _ := constant(w.defs, in.Args[0])
	step, _ := constant(w.defs, in.Args[2])
	for k := range n {
		body := in.Regions[0].Clone()
		newTransplant(w.c.f, w.c.f, 0).region(body)
		code = append(code, &ir.Instr{Op: ir.Const, Type: ir.I64, Int: start + int64(k)*step, Results: body.Params, Pos: in.Pos})
		code = append(code, body.Code...)
	}
	return code
}
