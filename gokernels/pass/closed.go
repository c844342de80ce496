package pass

import "gokernels/gokernels/ir"

// closed takes loops whose outcome needs no turns: one that clears the lowest bit of a number until none is left counts its
// bits, and one that does nothing but x = a*x + c is one such step with another a and c.
func closed(c *context) {
	w := &closer{f: c.f, defs: definitions(c.f)}
	w.region(c.f.Body)
}

type closer struct {
	f    *ir.Func
	defs []*ir.Instr
	pars around
}

func (w *closer) region(r *ir.Region) {
	var code []*ir.Instr
	for _, in := range r.Code {
		for i, sub := range in.Regions {
			w.pars.within(in, i, func() { w.region(sub) })
		}
		code = append(code, w.instead(in)...)
	}
	r.Code = code
}

// instead is what takes the place of an instruction.
func (w *closer) instead(in *ir.Instr) []*ir.Instr {
	b := &ir.Builder{F: w.f, At: &ir.Region{}, Pos: in.Pos}
	switch in.Op {
	case ir.Loop:
		if x, counts, ok := w.clearing(in); ok {
			w.population(b, x, counts)
			return b.At.Code
		}
	case ir.For:
		if s, ok := w.affine(in); ok {
			w.power(b, in, s)
			return b.At.Code
		}
	}
	return []*ir.Instr{in}
}

// clearing finds while x: x &= x - 1, and the variables to which each turn adds a constant, with what it adds.
func (w *closer) clearing(in *ir.Instr) (x ir.Var, counts map[ir.Var]ir.Value, ok bool) {
	x, rest, ok := w.untilZero(in)
	if !ok || w.f.Vars[x].Type != ir.I64 && w.f.Vars[x].Type != ir.U64 {
		return 0, nil, false
	}
	counts, last := map[ir.Var]ir.Value{}, map[ir.Var]*ir.Instr{}
	for _, in := range rest {
		switch in.Op {
		case ir.Const:
		case ir.Get:
			if last[in.Var] != nil {
				return 0, nil, false
			}
		case ir.Add, ir.Sub, ir.And:
		case ir.Set:
			if last[in.Var] != nil {
				return 0, nil, false
			}
			last[in.Var] = w.def(in.Args[0])
		default:
			return 0, nil, false
		}
	}
	if !w.clearsLowest(last[x], x) {
		return 0, nil, false
	}
	delete(last, x)
	for v, d := range last {
		if d == nil || d.Op != ir.Add || w.f.Vars[v].Type != ir.I64 || !w.reads(d.Args[0], v) || !w.isConst(d.Args[1]) {
			return 0, nil, false
		}
		counts[v] = d.Args[1]
	}
	return x, counts, true
}

// untilZero takes the head off a loop that ends when a variable is 0.
func (w *closer) untilZero(in *ir.Instr) (x ir.Var, rest []*ir.Instr, ok bool) {
	code := in.Regions[0].Code
	for i, test := range code {
		switch test.Op {
		case ir.Get, ir.Const, ir.Eq:
			continue
		}
		if test.Op != ir.If || len(test.Regions[1].Code) != 0 || len(test.Regions[0].Code) != 1 {
			return 0, nil, false
		}
		end, c := test.Regions[0].Code[0], w.def(test.Args[0])
		if end.Op != ir.Break || end.Int != in.Int || c == nil || c.Op != ir.Eq || !w.is(c.Args[1], 0) {
			return 0, nil, false
		}
		get := w.def(c.Args[0])
		if get == nil || get.Op != ir.Get || !within(code[:i], get) {
			return 0, nil, false
		}
		return get.Var, code[i+1:], true
	}
	return 0, nil, false
}

func within(code []*ir.Instr, in *ir.Instr) bool {
	for _, x := range code {
		if x == in {
			return true
		}
	}
	return false
}

// clearsLowest reports whether an instruction is v & (v - 1).
func (w *closer) clearsLowest(d *ir.Instr, v ir.Var) bool {
	if d == nil || d.Op != ir.And {
		return false
	}
	for i, x := range d.Args {
		less := w.def(d.Args[1-i])
		if !w.reads(x, v) || less == nil || !w.reads(less.Args[0], v) {
			continue
		}
		if less.Op == ir.Sub && w.is(less.Args[1], 1) || less.Op == ir.Add && w.is(less.Args[1], -1) {
			return true
		}
	}
	return false
}

func (w *closer) def(v ir.Value) *ir.Instr { return w.defs[v] }

func (w *closer) isConst(v ir.Value) bool { return w.defs[v] != nil && w.defs[v].Op == ir.Const }

func (w *closer) is(v ir.Value, n int64) bool { return w.isConst(v) && w.defs[v].Int == n }

// reads reports whether a value is what a variable holds; a turn reads each before it sets it.
func (w *closer) reads(x ir.Value, v ir.Var) bool {
	d := w.defs[x]
	return d != nil && d.Op == ir.Get && d.Var == v
}

// population adds to the counts what as many turns would as x has bits, and leaves 0.
func (w *closer) population(b *ir.Builder, x ir.Var, counts map[ir.Var]ir.Value) {
	turns := b.Cast(b.Make(ir.Ones, w.f.Vars[x].Type, b.Get(x)), ir.I64)
	for v := range w.f.Vars { // in their order
		by, ok := counts[ir.Var(v)]
		switch {
		case !ok:
		case w.is(by, 1):
			b.Set(ir.Var(v), b.Make(ir.Add, ir.I64, b.Get(ir.Var(v)), turns))
		default:
			again := b.Int(w.defs[by].Int)
			b.Set(ir.Var(v), b.Make(ir.Add, ir.I64, b.Get(ir.Var(v)), b.Make(ir.Mul, ir.I64, turns, again)))
		}
	}
	b.Set(x, b.Bits(w.f.Vars[x].Type, 0))
}

// affineStep is x = (a*x + c) & mask.
type affineStep struct {
	x          ir.Var
	a, c, mask int64
}

// affine finds a loop that does nothing but such a step, with constants. A mask of the low bits may as well be applied in
// the end, as no bit of a sum or product depends on higher ones.
func (w *closer) affine(in *ir.Instr) (s affineStep, ok bool) {
	body := in.Regions[0]
	if !w.is(in.Args[2], 1) || len(body.Code) == 0 {
		return s, false
	}
	last := body.Code[len(body.Code)-1]
	if last.Op != ir.Set || w.f.Vars[last.Var].Type != ir.I64 {
		return s, false
	}
	for _, x := range body.Code[:len(body.Code)-1] {
		switch x.Op {
		case ir.Get, ir.Const, ir.Mul, ir.Add, ir.Sub, ir.And, ir.Mod:
		default:
			return s, false
		}
	}
	s.x = last.Var
	value, mask := w.lowBits(last.Args[0])
	s.mask = mask
	s.a, s.c, ok = w.linear(value, s.x)
	return s, ok && s.a != 0
}

// lowBits takes a value apart that is the lower bits of another: x & (2**k-1) or x % 2**k. The mask is -1 if it is not.
func (w *closer) lowBits(v ir.Value) (x ir.Value, mask int64) {
	d := w.def(v)
	switch {
	case d == nil:
		return v, -1
	case d.Op == ir.Mod && w.isConst(d.Args[1]):
		if n := w.defs[d.Args[1]].Int; n > 1 && n&(n-1) == 0 {
			return d.Args[0], n - 1
		}
	case d.Op == ir.And:
		for i, m := range d.Args {
			if n := w.defs[m]; w.isConst(m) && n.Int > 0 && n.Int&(n.Int+1) == 0 {
				return d.Args[1-i], n.Int
			}
		}
	}
	return v, -1
}

// linear is a value as a times a variable plus c.
func (w *closer) linear(v ir.Value, x ir.Var) (a, c int64, ok bool) {
	d := w.defs[v]
	switch {
	case d == nil || w.f.Types[v] != ir.I64:
		return 0, 0, false
	case d.Op == ir.Const:
		return 0, d.Int, true
	case d.Op == ir.Get:
		return 1, 0, d.Var == x
	case d.Op != ir.Add && d.Op != ir.Sub && d.Op != ir.Mul:
		return 0, 0, false
	}
	a1, c1, ok1 := w.linear(d.Args[0], x)
	a2, c2, ok2 := w.linear(d.Args[1], x)
	switch {
	case !ok1 || !ok2:
		return 0, 0, false
	case d.Op == ir.Add:
		return a1 + a2, c1 + c2, true
	case d.Op == ir.Sub:
		return a1 - a2, c1 - c2, true
	}
	return a1*c2 + a2*c1, c1 * c2, a1 == 0 || a2 == 0
}

// power does a step as often as a loop turns, by squaring (Brown, "Random number generation with arbitrary strides", 1994).
func (w *closer) power(b *ir.Builder, in *ir.Instr, s affineStep) {
	one, zero := b.Int(1), b.Int(0)
	newVar := func(x ir.Value) ir.Var {
		v := w.pars.newVar(w.f, "", w.f.Types[x])
		b.Set(v, x)
		return v
	}
	op := func(o ir.Op, x, y ir.Value) ir.Value { return b.Make(o, ir.I64, x, y) }
	turns := b.Make(ir.Lt, ir.Bool, in.Args[0], in.Args[1])
	some := b.Make(ir.Select, ir.I64, turns, op(ir.Sub, in.Args[1], in.Args[0]), zero)
	a, c := newVar(b.Int(s.a)), newVar(b.Int(s.c)) // the step by 1, 2, 4, ... turns
	ra, rc := newVar(one), newVar(zero)            // that of the turns so far
	left := newVar(b.Cast(some, ir.U64))           // as many as 2**64 - 1
	one64, zero64 := b.Bits(ir.U64, 1), b.Bits(ir.U64, 0)
	loop := b.Add(&ir.Instr{Op: ir.Loop, Int: w.f.NewLabel(), Regions: []*ir.Region{{}}})
	b.In(loop.Regions[0], func() {
		n := b.Get(left)
		b.If(b.Make(ir.Eq, ir.Bool, n, zero64), func() { b.Add(&ir.Instr{Op: ir.Break, Int: loop.Int}) }, nil)
		ga, gc := b.Get(a), b.Get(c)
		b.If(b.Make(ir.Ne, ir.Bool, b.Make(ir.And, ir.U64, n, one64), zero64), func() {
			b.Set(ra, op(ir.Mul, ga, b.Get(ra)))
			b.Set(rc, op(ir.Add, op(ir.Mul, ga, b.Get(rc)), gc))
		}, nil)
		b.Set(c, op(ir.Add, op(ir.Mul, ga, gc), gc))
		b.Set(a, op(ir.Mul, ga, ga))
		b.Set(left, b.Make(ir.Shr, ir.U64, n, one64))
	})
	x := b.Get(s.x)
	y := op(ir.Add, op(ir.Mul, b.Get(ra), x), b.Get(rc))
	if s.mask != -1 {
		y = op(ir.And, y, b.Int(s.mask))
	}
	b.Set(s.x, b.Make(ir.Select, ir.I64, turns, y, x))
}
