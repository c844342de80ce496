package pass

import (
	"math"

	"gokernels/gokernels/ir"
)

// fold computes what is constant, drops operations that change nothing, and replaces lengths of new arrays and of views by
// the values that they were made with.
func fold(c *context) {
	w := &folder{c: c, defs: definitions(c.f), readers: loadsOnly(c.f), to: renaming{}}
	filter(c.f.Body, func(in *ir.Instr) bool {
		w.to.args(in)
		if len(in.Results) != 1 || len(in.Regions) > 0 {
			return true
		}
		v := w.same(in)
		if v != 0 && c.f.Types[v] == c.f.Types[in.Results[0]] {
			w.to[in.Results[0]] = v
			return false
		}
		w.compute(in)
		return true
	})
}

type folder struct {
	c       *context
	defs    []*ir.Instr
	readers []bool // by array: nothing is done with it but to read elements and lengths
	to      renaming
}

func (w *folder) typeOf(in *ir.Instr, i int) ir.Type { return w.c.f.Types[in.Args[i]] }

// become turns an instruction into a constant.
func (w *folder) become(in *ir.Instr, bits int64) {
	*in = ir.Instr{Op: ir.Const, Results: in.Results, Type: w.c.f.Types[in.Results[0]], Int: bits, Pos: in.Pos}
}

// compute turns an operation on constants into a constant.
func (w *folder) compute(in *ir.Instr) {
	w.invert(in)
	w.reflexive(in)
	row := ir.Ops[in.Op]
	scalar := row.Class == ir.Unary || row.Class == ir.Binary || row.Class == ir.Compare || in.Op == ir.Abs || in.Op == ir.Cast
	if !scalar || !w.c.f.Types[in.Results[0]].IsScalar() {
		return
	}
	var x [2]int64
	for i, v := range in.Args {
		bits, ok := constant(w.defs, v)
		if !ok {
			return
		}
		x[i] = bits
	}
	var bits int64
	var ok bool
	if in.Op == ir.Cast {
		bits, ok = convert(w.typeOf(in, 0), in.Type, x[0])
	} else {
		bits, ok = evaluate(in.Op, w.typeOf(in, 0), x[0], x[1])
	}
	if ok {
		w.become(in, bits)
	}
}

// inverse has the comparisons that are true where another is false; of ordered types without NaN only.
var inverse = map[ir.Op]ir.Op{ir.Eq: ir.Ne, ir.Ne: ir.Eq, ir.Lt: ir.Ge, ir.Ge: ir.Lt, ir.Gt: ir.Le, ir.Le: ir.Gt}

// invert turns the negation of a comparison into a comparison.
func (w *folder) invert(in *ir.Instr) {
	if in.Op != ir.Not || w.typeOf(in, 0) != ir.Bool {
		return
	}
	def := w.defs[in.Args[0]]
	if def == nil || ir.Ops[def.Op].Class != ir.Compare {
		return
	}
	t := w.typeOf(def, 0)
	op := inverse[def.Op]
	if t.IsInt() || t == ir.Bool || def.Op == ir.Eq || def.Op == ir.Ne {
		in.Op, in.Args = op, []ir.Value{def.Args[0], def.Args[1]}
	}
}

// same returns the value that an instruction gives again, 0 if there is none.
func (w *folder) same(in *ir.Instr) ir.Value {
	switch in.Op {
	case ir.Dim:
		return w.length(in.Args[0], int(in.Int), in)
	case ir.Cast:
		if w.typeOf(in, 0) == in.Type {
			return in.Args[0]
		}
	case ir.Select:
		return w.selected(in)
	case ir.Not:
		if def := w.defs[in.Args[0]]; def != nil && def.Op == ir.Not {
			return def.Args[0]
		}
	case ir.Broadcast:
		return w.stretched(in)
	case ir.Reshape:
		w.flattened(in)
	}
	if ir.Ops[in.Op].Class == ir.Binary && (w.typeOf(in, 0).IsInt() || w.typeOf(in, 0) == ir.Bool) {
		return w.neutral(in)
	}
	return 0
}

func (w *folder) selected(in *ir.Instr) ir.Value {
	x, y := in.Args[1], in.Args[2]
	c, known := constant(w.defs, in.Args[0])
	if x == y || known && c != 0 {
		return x
	}
	if known {
		return y
	}
	if w.isEqual(in.Args[0], x, y) {
		return y
	}
	yes, ok1 := constant(w.defs, x)
	no, ok2 := constant(w.defs, y)
	if w.typeOf(in, 1) == ir.Bool && ok1 && ok2 && yes == 1 && no == 0 {
		return in.Args[0]
	}
	return 0
}

// isEqual reports whether a condition is that two ints are equal.
func (w *folder) isEqual(c, x, y ir.Value) bool {
	def := w.defs[c]
	if def == nil || def.Op != ir.Eq || !w.typeOf(def, 0).IsInt() {
		return false
	}
	return def.Args[0] == x && def.Args[1] == y || def.Args[0] == y && def.Args[1] == x
}

// reflexive answers comparisons of an int with itself.
func (w *folder) reflexive(in *ir.Instr) {
	if ir.Ops[in.Op].Class == ir.Compare && in.Args[0] == in.Args[1] && w.typeOf(in, 0).IsInt() {
		w.become(in, truth(in.Op == ir.Eq || in.Op == ir.Le || in.Op == ir.Ge))
	}
}

// neutral finds operations on ints and bools that give an operand: floats have signed zeros and NaN.
func (w *folder) neutral(in *ir.Instr) ir.Value {
	x, y := in.Args[0], in.Args[1]
	if x == y && (in.Op == ir.And || in.Op == ir.Or || in.Op == ir.Min || in.Op == ir.Max) {
		return x
	}
	a, ok := constant(w.defs, x)
	if ok && w.absorbs(in.Op, a) {
		return x
	}
	if ok && commutes(in.Op) && w.isNeutral(in.Op, a, w.typeOf(in, 0)) {
		return y
	}
	b, ok := constant(w.defs, y)
	if ok && w.absorbs(in.Op, b) {
		return y
	}
	if ok && w.isNeutral(in.Op, b, w.typeOf(in, 0)) {
		return x
	}
	return 0
}

// absorbs reports whether "x op bits" is bits.
func (w *folder) absorbs(op ir.Op, bits int64) bool { return op == ir.And && bits == 0 }

func commutes(op ir.Op) bool {
	switch op {
	case ir.Add, ir.Mul, ir.And, ir.Or, ir.Xor, ir.Eq, ir.Ne, ir.Min, ir.Max, ir.FMin, ir.FMax:
		return true
	}
	return false
}

// isNeutral reports whether "x op bits" is x.
func (w *folder) isNeutral(op ir.Op, bits int64, t ir.Type) bool {
	switch op {
	case ir.Add, ir.Sub, ir.Or, ir.Xor, ir.Shl, ir.Shr:
		return bits == 0
	case ir.Mul, ir.FloorDiv:
		return bits == 1
	case ir.And:
		return bits == ir.Extend(t, math.MaxInt64) && t == ir.Bool || bits == -1
	}
	return false
}
