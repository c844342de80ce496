package native

import (
	"math"

	"gokernels/gokernels/ir"
)

// span is what an int is known to lie in; what is not known has the range of its type.
type span struct{ lo, hi int64 }

var anything = span{math.MinInt64, math.MaxInt64}

// short reports whether all of it are ints of 32 bits.
func (x span) short() bool { return x.lo >= math.MinInt32 && x.hi <= math.MaxInt32 }

func (x span) within(y span) bool { return x.lo >= y.lo && x.hi <= y.hi }

func (x span) union(y span) span { return span{min(x.lo, y.lo), max(x.hi, y.hi)} }

// ranges finds the intervals of a function's ints: of values by what computes them, of variables by all that is ever set.
type ranges struct {
	f      *ir.Func
	made   map[ir.Value]*ir.Instr // what makes a value; the For whose index it is
	sets   map[ir.Var][]ir.Value
	values map[ir.Value]span
	vars   map[ir.Var]span
}

func newRanges(f *ir.Func) *ranges {
	r := &ranges{f: f, made: map[ir.Value]*ir.Instr{}, sets: map[ir.Var][]ir.Value{}, values: map[ir.Value]span{}, vars: map[ir.Var]span{}}
	f.Body.Walk(func(in *ir.Instr) {
		for _, v := range in.Results {
			r.made[v] = in
		}
		if in.Op == ir.For {
			r.made[in.Regions[0].Params[0]] = in
		}
		if in.Op == ir.Set {
			r.sets[in.Var] = append(r.sets[in.Var], in.Args[0])
		}
	})
	return r
}

// typeRange is the span of a type; that of u64 does not fit and is anything.
func typeRange(t ir.Type) span {
	switch bits := 8 * t.Size(); {
	case t == ir.Bool:
		return span{0, 1}
	case !t.IsInt() || bits == 64:
		return anything
	case t.IsUnsigned():
		return span{0, 1<<bits - 1}
	default:
		return span{-1 << (bits - 1), 1<<(bits-1) - 1}
	}
}

// of is the span of a value. A value that is computed from itself, by way of a variable, can be anything.
func (r *ranges) of(x ir.Value) span {
	if known, ok := r.values[x]; ok {
		return known
	}
	t := typeRange(r.f.Types[x])
	r.values[x] = t
	if in := r.made[x]; in != nil && (r.f.Types[x].IsInt() || r.f.Types[x] == ir.Bool) {
		if y := r.computed(in); y.within(t) && (y.lo >= 0 || r.f.Types[x] != ir.U64) {
			r.values[x] = y
		}
	}
	return r.values[x]
}

func (r *ranges) ofVar(v ir.Var) span {
	if known, ok := r.vars[v]; ok {
		return known
	}
	t := typeRange(r.f.Vars[v].Type)
	r.vars[v] = t
	if sets := r.sets[v]; len(sets) > 0 {
		all := r.of(sets[0])
		for _, x := range sets[1:] {
			all = all.union(r.of(x))
		}
		r.vars[v] = all
	}
	return r.vars[v]
}

// largeInt bounds the operands of what is computed here, so that no sum of them overflows.
const largeInt = 1 << 62

var computable = span{-largeInt, largeInt}

// computed is the span of an instruction's result before it wraps.
func (r *ranges) computed(in *ir.Instr) span {
	switch in.Op {
	case ir.Const:
		return span{in.Int, in.Int}
	case ir.Get:
		return r.ofVar(in.Var)
	case ir.For:
		return r.index(in)
	case ir.Select:
		return r.of(in.Args[1]).union(r.of(in.Args[2]))
	case ir.Cast:
		if r.f.Types[in.Args[0]].IsFloat() {
			return anything
		}
		return r.of(in.Args[0])
	}
	if len(in.Args) == 0 || len(in.Args) > 2 || !r.f.Types[in.Args[0]].IsInt() {
		return anything
	}
	a := r.of(in.Args[0])
	if !a.within(computable) {
		return anything
	}
	if len(in.Args) == 1 {
		return unaryRange(in.Op, a)
	}
	b := r.of(in.Args[1])
	if !b.within(computable) {
		return anything
	}
	return binaryRange(in.Op, a, b)
}

// index is the span of a loop's index.
func (r *ranges) index(in *ir.Instr) span {
	start, stop, step := r.of(in.Args[0]), r.of(in.Args[1]), r.of(in.Args[2])
	if !start.within(computable) || !stop.within(computable) || step.lo < 1 {
		return anything
	}
	return span{start.lo, max(start.hi, stop.hi)}
}

func unaryRange(op ir.Op, a span) span {
	switch op {
	case ir.Neg:
		return span{-a.hi, -a.lo}
	case ir.Not:
		return span{^a.hi, ^a.lo}
	case ir.Ones:
		return span{0, 64}
	case ir.Abs:
		return span{max(a.lo, -a.hi, 0), max(-a.lo, a.hi)}
	}
	return anything
}

func binaryRange(op ir.Op, a, b span) span {
	switch op {
	case ir.Add:
		return span{a.lo + b.lo, a.hi + b.hi}
	case ir.Sub:
		return span{a.lo - b.hi, a.hi - b.lo}
	case ir.Min, ir.FMin:
		return span{min(a.lo, b.lo), min(a.hi, b.hi)}
	case ir.Max, ir.FMax:
		return span{max(a.lo, b.lo), max(a.hi, b.hi)}
	case ir.Mul:
		return corners(a, b, 1<<31, func(x, y int64) int64 { return x * y })
	case ir.FloorDiv:
		if b.lo > 0 {
			return corners(a, b, largeInt, floorDiv)
		}
	case ir.Mod:
		if b.lo > 0 {
			return span{0, b.hi - 1}
		}
	case ir.Shr:
		if b.lo >= 0 && b.hi < 64 {
			return corners(a, b, largeInt, func(x, y int64) int64 { return x >> y })
		}
	case ir.Shl:
		if b.lo >= 0 && b.hi < 32 {
			return corners(a, b, 1<<31, func(x, y int64) int64 { return x << y })
		}
	case ir.And, ir.Or, ir.Xor:
		return bitsRange(op, a, b)
	}
	return anything
}

// corners is the span of an operation that is monotonic in each operand, for operands of less than most.
func corners(a, b span, most int64, do func(x, y int64) int64) span {
	if in := (span{-most, most}); !a.within(in) || !b.within(in) {
		return anything
	}
	p, q, s, t := do(a.lo, b.lo), do(a.lo, b.hi), do(a.hi, b.lo), do(a.hi, b.hi)
	return span{min(p, q, s, t), max(p, q, s, t)}
}

func floorDiv(x, y int64) int64 {
	q := x / y
	if x%y < 0 {
		q--
	}
	return q
}

// bitsRange: an And with what is not negative lies below that, Or and Xor have no bit above those of both.
func bitsRange(op ir.Op, a, b span) span {
	switch {
	case op == ir.And && a.lo >= 0 && b.lo >= 0:
		return span{0, min(a.hi, b.hi)}
	case op == ir.And && a.lo >= 0:
		return span{0, a.hi}
	case op == ir.And && b.lo >= 0:
		return span{0, b.hi}
	case a.short() && b.short():
		most := int64(1)
		for most <= max(a.hi, b.hi, ^a.lo, ^b.lo) {
			most *= 2
		}
		if a.lo >= 0 && b.lo >= 0 {
			return span{0, most - 1}
		}
		return span{-most, most - 1}
	}
	return anything
}
