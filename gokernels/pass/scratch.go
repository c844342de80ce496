package pass

import (
	"slices"

	"gokernels/gokernels/ir"
)

// scratch makes one array for each chunk of a parallel loop of the new one that every iteration makes, if that has always the
// same size and no iteration sees that of another. So machine code of the loop need not make one.
func scratch(c *context) {
	w := &scratcher{c: c, facts: factsOf(c.f, definitions(c.f))}
	w.region(c.f.Body)
}

type scratcher struct {
	c    *context
	pars around
	facts
}

func (w *scratcher) region(r *ir.Region) {
	for _, in := range r.Code {
		for i, sub := range in.Regions {
			w.pars.within(in, i, func() {
				if in.Op == ir.ParFor && i == 1 {
					w.body(in, sub)
				}
				w.region(sub)
			})
		}
	}
}

// body is that of a loop, or a block in it.
func (w *scratcher) body(loop *ir.Instr, r *ir.Region) {
	var code []*ir.Instr
	for _, in := range r.Code {
		if in.Op == ir.Alloc && len(in.Args) > 0 && !makes(loop, in.Args) && zeroOf(in.Type.Elem()) && private(w.f, loop, in.Results[0]) {
			code = append(code, w.reuse(loop, in)...)
			continue
		}
		if in.Op == ir.Block {
			w.body(loop, in.Regions[0])
		}
		code = append(code, in)
	}
	r.Code = code
}

// zeroOf reports whether a constant 0 is an element.
func zeroOf(t ir.Type) bool { return t.IsScalar() && !t.IsComplex() }

// reuse makes the array in the loop's init and returns what stands for the alloc: what raises for a negative length, a get,
// and the zeros that are expected.
func (w *scratcher) reuse(loop, in *ir.Instr) (code []*ir.Instr) {
	b := &ir.Builder{F: w.f, Pos: in.Pos, At: &ir.Region{}}
	v := w.pars.newVar(w.f, "", w.f.Types[in.Results[0]])
	dims := slices.Clone(in.Args)
	for i, n := range dims {
		if w.atLeast(n, 0) {
			continue
		}
		b.If(b.Make(ir.Lt, ir.Bool, n, b.Int(0)), func() {
			again := in.Clone()
			again.Results = []ir.Value{w.f.NewValue(w.f.Types[in.Results[0]])}
			b.Add(again)
			b.Do(ir.Raise).Sym = "ValueError" // the alloc did
		}, nil)
		b.In(loop.Regions[0], func() { dims[i] = b.Make(ir.Max, ir.I64, n, b.Int(0)) })
	}
	b.In(loop.Regions[0], func() {
		b.Set(v, b.With(ir.Instr{Op: ir.Alloc, Type: in.Type, Int: in.Int &^ 1, Args: dims}, w.f.Types[in.Results[0]]))
	})
	b.Add(&ir.Instr{Op: ir.Get, Var: v, Results: in.Results})
	if in.Int&1 != 0 {
		w.zero(b, in)
	}
	w.c.note(in.Pos, "one array for each chunk of the loop")
	return b.At.Code
}

// zero stores zeros to all elements.
func (w *scratcher) zero(b *ir.Builder, in *ir.Instr) {
	zero, one := b.Int(0), b.Int(1)
	loop := &ir.Instr{Op: ir.ParFor, Par: &ir.Par{NDim: len(in.Args), Kind: "elementwise"}, Regions: []*ir.Region{{}, {}, {}}}
	body := loop.Regions[1]
	for _, n := range in.Args {
		loop.Args = append(loop.Args, zero, n, one)
		body.Params = append(body.Params, w.f.NewValue(ir.I64))
	}
	loop.Args = append(loop.Args, zero, zero)
	b.Add(loop)
	b.In(body, func() {
		b.Do(ir.Store, append(append([]ir.Value{in.Results[0]}, body.Params...), b.Bits(in.Type.Elem(), 0))...)
	})
}
