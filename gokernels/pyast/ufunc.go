package pyast

import (
	"gokernels/gokernels/ir"
)

// ufuncAliases are the names that NumPy has for one and the same ufunc.
var ufuncAliases = map[string]string{"abs": "absolute", "divide": "true_divide", "mod": "remainder", "conj": "conjugate", "bitwise_not": "invert",
	"bitwise_invert": "invert", "bitwise_left_shift": "left_shift", "bitwise_right_shift": "right_shift", "pow": "power", "acos": "arccos",
	"acosh": "arccosh", "asin": "arcsin", "asinh": "arcsinh", "atan": "arctan", "atanh": "arctanh", "atan2": "arctan2"}

// operators are the operations that follow the rules of Python's operators.
var operators = map[ir.Op]string{ir.Add: "Add", ir.Sub: "Sub", ir.Mul: "Mult", ir.Div: "Div", ir.FloorDiv: "FloorDiv", ir.Mod: "Mod",
	ir.Pow: "Pow", ir.And: "BitAnd", ir.Or: "BitOr", ir.Xor: "BitXor", ir.Shl: "LShift", ir.Shr: "RShift", ir.Neg: "USub", ir.Not: "Invert",
	ir.Eq: "Eq", ir.Ne: "NotEq", ir.Lt: "Lt", ir.Le: "LtE", ir.Gt: "Gt", ir.Ge: "GtE"}

// ufuncOp finds the operation of a ufunc and how many operands it has.
func ufuncOp(name string) (op ir.Op, arity int) {
	if alias, ok := ufuncAliases[name]; ok {
		name = alias
	}
	for i, row := range ir.Ops {
		if row.NumPy != name || name == "" {
			continue
		}
		switch op := ir.Op(i); {
		case row.Class == ir.Unary || row.Class == ir.Test || op == ir.Abs || op == ir.Frexp:
			return op, 1
		case row.Class == ir.Binary || row.Class == ir.Compare || op == ir.Ldexp:
			return op, 2
		}
	}
	return ir.NoOp, 0
}

// ufunc applies NumPy's function of that name to scalars, or element by element; an argument more is where the
// result goes. false if the table of operations has no such function.
func (l *lowerer) ufunc(name string, args []*val) (*val, bool) {
	op, arity := ufuncOp(name)
	if arity == 0 {
		return nil, false
	}
	if len(args) != arity && len(args) != arity+1 {
		l.fail("TypingError", "numpy."+name+" takes "+map[int]string{1: "one argument", 2: "two arguments"}[arity], "")
	}
	v := l.elementwise(func(args []*val) *val { return l.ufuncScalar(name, op, args) }, args[:arity]...)
	if len(args) == arity || args[arity].isNone() {
		return v, true
	}
	out := l.settle(args[arity])
	if !out.t.isArray() || v.t.Kind == KTuple {
		l.fail("TypingError", "the result of numpy."+name+" cannot be stored in "+out.t.user(), "")
	}
	l.checkSameKind("", out.t, v.t)
	l.checkDimensions(out, v)
	l.storeInto(out, v)
	return out, true
}

// ufuncScalar applies an operation to scalars. Python's numbers among themselves count as NumPy's: no error is
// raised for a division by zero.
func (l *lowerer) ufuncScalar(name string, op ir.Op, args []*val) *val {
	args = strong(args)
	row := ir.Ops[op]
	t := args[0].t
	if len(args) == 2 {
		t = promoteTypes(t, args[1].t)
	}
	switch {
	case row.Class == ir.Compare:
		return l.castTo(l.compareScalars(operators[op], args[0], args[1]), ir.Bool)
	case operators[op] != "" && len(args) == 2:
		return l.scalarOp(operators[op], args[0], args[1])
	case operators[op] != "":
		return l.unary(operators[op], args[0])
	case op == ir.Abs:
		return l.absOf(args[0])
	case op == ir.Ldexp || op == ir.Frexp:
		return l.exponents(op, args)
	}
	elem := l.ufuncType(name, op, t.Elem)
	if row.Class == ir.Test {
		return scalarVal(ir.Bool, l.Make(op, ir.Bool, l.castScalar(args[0], elem)))
	}
	if elem.Kind()&row.Kinds == 0 { // floor of an integer, conjugate of a real number
		return l.castTo(args[0], elem)
	}
	if len(args) == 2 && elem.IsInt() {
		l.checkRange(args[0], args[1])
	}
	values := make([]ir.Value, len(args))
	for i, a := range args {
		values[i] = l.castScalar(a, elem)
	}
	return scalarVal(elem, l.Make(op, elem, values...))
}

// strong makes NumPy scalars of Python's numbers if there is nothing else.
func strong(args []*val) []*val {
	all := make([]*val, len(args))
	for i, a := range args {
		if !a.t.Weak {
			return args
		}
		all[i] = &val{t: scalarOf(a.t.Elem), v: a.v, c: a.c}
	}
	return all
}

// ufuncType is the type in which NumPy computes a function whose operands are of type t.
func (l *lowerer) ufuncType(name string, op ir.Op, t ir.Type) ir.Type {
	kinds := ir.Ops[op].Kinds
	switch op {
	case ir.Min, ir.Max, ir.FMin, ir.FMax:
	case ir.FMod, ir.Conj: // NumPy has no such loop for bools
		if t == ir.Bool {
			return ir.I8
		}
		if op == ir.Conj {
			return t
		}
	case ir.Floor, ir.Ceil, ir.Trunc:
		if category(t) < 2 {
			return t
		}
	default:
		t = inexact(t)
	}
	if t.Kind()&kinds == 0 {
		l.fail("TypingError", "numpy."+name+" is not defined for "+numpyWords[t], "")
	}
	return t
}

// exponents lowers ldexp and frexp, which have an integer beside the float.
func (l *lowerer) exponents(op ir.Op, args []*val) *val {
	t := inexact(args[0].t.Elem)
	if !t.IsFloat() {
		l.fail("TypingError", ir.Ops[op].NumPy+" is not defined for "+numpyWords[t], "")
	}
	x := l.castScalar(args[0], t)
	if op == ir.Ldexp {
		return scalarVal(t, l.Make(op, t, x, l.castScalar(args[1], ir.I64)))
	}
	m, e := l.F.NewValue(t), l.F.NewValue(ir.I64)
	l.Add(&ir.Instr{Op: op, Args: []ir.Value{x}, Results: []ir.Value{m, e}})
	return l.tuple(scalarVal(t, m), scalarVal(ir.I32, l.Cast(e, ir.I32)))
}
