package pyast

import (
	"fmt"

	"gokernels/gokernels/ir"
)

// opOf maps Python's operators to operations on scalars of one type.
var opOf = map[string]ir.Op{"Add": ir.Add, "Sub": ir.Sub, "Mult": ir.Mul, "Div": ir.Div, "FloorDiv": ir.FloorDiv, "Mod": ir.Mod,
	"Pow": ir.Pow, "LShift": ir.Shl, "RShift": ir.Shr, "BitOr": ir.Or, "BitXor": ir.Xor, "BitAnd": ir.And,
	"Eq": ir.Eq, "NotEq": ir.Ne, "Lt": ir.Lt, "LtE": ir.Le, "Gt": ir.Gt, "GtE": ir.Ge}

var symbols = map[string]string{"Add": "+", "Sub": "-", "Mult": "*", "Div": "/", "FloorDiv": "//", "Mod": "%", "Pow": "**",
	"LShift": "<<", "RShift": ">>", "BitOr": "|", "BitXor": "^", "BitAnd": "&", "MatMult": "@", "Eq": "==", "NotEq": "!=",
	"Lt": "<", "LtE": "<=", "Gt": ">", "GtE": ">=", "Is": "is", "IsNot": "is not", "In": "in", "NotIn": "not in"}

// binop lowers a Python operator on two values.
func (l *lowerer) binop(op string, a, b *val) *val {
	if v := l.binopOther(op, a, b); v != nil {
		return v
	}
	switch {
	case op == "MatMult":
		return l.callLibrary("numpy.matmul", a, b)
	case a.t.isArray() || b.t.isArray():
		l.checkOperands(op, a, b)
		return l.elementwise(func(args []*val) *val { return l.scalarOp(op, args[0], args[1]) }, a, b)
	case a.t.isScalar() && b.t.isScalar():
		return l.scalarOp(op, a, b)
	}
	l.operandError(op, a, b)
	return nil
}

// binopOther lowers operators on text, tuples, lists and sets; nil if these are others.
func (l *lowerer) binopOther(op string, a, b *val) *val {
	x, y := a.t.Kind, b.t.Kind
	switch {
	case op == "Add" && x == KTuple && y == KTuple:
		return l.tuple(append(append([]*val(nil), a.items...), b.items...)...)
	case op == "Mult" && x == KTuple && b.t.isInt():
		return l.repeatTuple(a, b)
	case op == "Mult" && y == KTuple && a.t.isInt():
		return l.repeatTuple(b, a)
	case op == "Add" && x == KStr && y == KStr:
		return &val{t: strType, v: l.rt("str.add", "", []ir.Type{ir.Str}, l.scalar(a), l.scalar(b))[0]}
	case op == "Mult" && x == KStr && b.t.isIntegral():
		return l.strRepeat(a, b)
	case op == "Mult" && y == KStr && a.t.isIntegral():
		return l.strRepeat(b, a)
	case op == "Add" && x == KList && y == KList:
		return l.listAdd(a, b)
	case op == "Mult" && x == KList && b.t.isInt():
		return l.listRepeat(a, b)
	case op == "Mult" && y == KList && a.t.isInt():
		return l.listRepeat(b, a)
	case x == KSet && y == KSet:
		return l.setOp(op, a, b)
	case op == "Mod" && x == KStr:
		return l.formatPercent(a, b)
	}
	return nil
}

func (l *lowerer) repeatTuple(t, times *val) *val {
	n, ok := asInt(times.c)
	if !ok || n > mostItems {
		l.unsupported("repeating a tuple a number of times that only run time knows", "Use an array: np.full(n, value).")
	}
	items := []*val{}
	for range max(n, 0) {
		items = append(items, t.items...)
	}
	return l.tuple(items...)
}

func (l *lowerer) checkOperands(op string, a, b *val) {
	for _, v := range []*val{a, b} {
		if v.t.Kind == KList || v.t.Kind == KTuple {
			continue // elementwise makes an array of it
		}
		if !v.t.isArray() && !v.t.isScalar() || v.t.Record != nil {
			l.operandError(op, a, b)
		}
	}
}

func (l *lowerer) operandError(op string, a, b *val) {
	l.fail("TypingError", "unsupported operand types for "+symbols[op]+": "+a.t.user()+" and "+b.t.user(), "")
}

// scalarOp lowers an arithmetic operator on scalars under NumPy 2's promotion; Python numbers raise on division by zero.
func (l *lowerer) scalarOp(op string, a, b *val) *val {
	if x, ok := asInt(a.c); ok && a.t.Weak && b.t.Weak {
		if y, ok := asInt(b.c); ok && (a.t.isInt() || b.t.isInt()) {
			if n, ok := foldInts(op, x, y); ok {
				return l.intConst(n)
			}
		}
	}
	if op == "Div" { // of floats, which hold what integers of a NumPy type do not
		return l.divide(a, b)
	}
	l.checkRange(a, b)
	switch op {
	case "FloorDiv", "Mod":
		return l.floorDivide(op, a, b)
	case "Pow":
		return l.power(a, b)
	case "LShift", "RShift":
		return l.shift(op, a, b)
	}
	t := promoteTypes(a.t, b.t)
	bitwise := op == "BitAnd" || op == "BitOr" || op == "BitXor"
	switch {
	case bitwise && (category(t.Elem) > 1):
		l.operandError(op, a, b)
	case t.Elem == ir.Bool && t.Weak && !bitwise:
		t = intType
	case t.Elem == ir.Bool && op == "Sub":
		l.fail("TypingError", "numpy boolean subtract is not supported", "Use ^ or np.logical_xor.")
	}
	return &val{t: t, v: l.Make(opOf[op], t.Elem, l.castScalar(a, t.Elem), l.castScalar(b, t.Elem))}
}

// checkRange raises where NumPy does: a Python int meets integers of a type that cannot hold it.
func (l *lowerer) checkRange(a, b *val) {
	python := meetsSmaller(a, b)
	if python == nil {
		return
	}
	elem := promoteTypes(a.t, b.t).Elem
	if n, ok := asInt(python.c); ok {
		if !fits(n, elem) {
			l.raiseIf(l.Bool(true), "OverflowError", fmt.Sprintf("Python integer %d out of bounds for %s", n, numpyWords[elem]))
		}
		return
	}
	n := l.scalar(python)
	outside := l.castBack(ir.Ne, l.Cast(n, elem), n)
	if elem == ir.U64 {
		outside = l.Make(ir.Lt, ir.Bool, n, l.Int(0))
	}
	l.raiseIf(outside, "OverflowError", "Python integer out of bounds for "+numpyWords[elem])
}

// python reports whether an operation is between Python's own numbers, which raise where NumPy's give inf or nan.
func (l *lowerer) python(a, b *val) bool { return a.t.Weak && b.t.Weak && !l.options.NumpyErrors }

// checkZero raises ZeroDivisionError as Python does unless the divisor is known not to be zero.
func (l *lowerer) checkZero(b *val, y ir.Value, text string) {
	switch c := b.c.(type) {
	case int64:
		if c != 0 {
			return
		}
	case float64:
		if c != 0 {
			return
		}
	}
	zero := l.Bits(l.Type(y), 0)
	if l.Type(y).IsComplex() {
		zero = l.castScalar(l.intConst(0), l.Type(y))
	}
	l.raiseIf(l.Make(ir.Eq, ir.Bool, y, zero), "ZeroDivisionError", text)
}

func (l *lowerer) divide(a, b *val) *val {
	t := promoteTypes(a.t, b.t)
	if !t.isFloat() && !t.isComplex() {
		t = &Type{Kind: KScalar, Elem: ir.F64, Weak: t.Weak} // NumPy's too, whatever the width
	}
	x, y := l.castScalar(a, t.Elem), l.castScalar(b, t.Elem)
	if l.python(a, b) {
		text := "division by zero"
		if a.t.isFloat() || b.t.isFloat() {
			text = "float division by zero"
		}
		l.checkZero(b, y, text)
	}
	return &val{t: t, v: l.Make(ir.Div, t.Elem, x, y)}
}

func (l *lowerer) floorDivide(op string, a, b *val) *val {
	t := promoteTypes(a.t, b.t)
	if t.isComplex() {
		l.operandError(op, a, b)
	}
	if t.Elem == ir.Bool {
		t = l.boolArithmetic(t)
	}
	x, y := l.castScalar(a, t.Elem), l.castScalar(b, t.Elem)
	if l.python(a, b) {
		text := "integer division or modulo by zero"
		if t.isFloat() {
			text = "float floor division by zero"
		}
		l.checkZero(b, y, text)
	}
	return &val{t: t, v: l.Make(opOf[op], t.Elem, x, y)}
}

// boolArithmetic is the type in which bools are divided, shifted and raised to powers.
func (l *lowerer) boolArithmetic(t *Type) *Type {
	if t.Weak {
		return intType
	}
	return scalarOf(ir.I8)
}

// power lowers **. An integer to a negative power is a float in Python when it is known, otherwise refused at run time.
func (l *lowerer) power(a, b *val) *val {
	t := promoteTypes(a.t, b.t)
	switch {
	case t.Elem == ir.Bool:
		t = l.boolArithmetic(t)
	case a.t.Elem == ir.Bool && !a.t.Weak && b.t.Weak && b.t.isInt(): // NumPy has no power of bools: int8 is the next
		t = scalarOf(ir.I8)
	}
	if n, ok := asInt(b.c); ok && b.t.isIntegral() {
		if t.isInt() && n < 0 && t.Weak {
			return l.power(l.convert(a, floatType), l.constant(floatType, float64(n)))
		}
		if t.isInt() && n < 0 {
			l.raiseIf(l.Bool(true), "ValueError", "Integers to negative integer powers are not allowed.")
		}
		if v := l.smallPower(a, t, n); v != nil {
			return v
		}
	} else if t.isInt() && t.Elem.IsSigned() && b.t.Elem.IsSigned() {
		l.raiseIf(l.Make(ir.Lt, ir.Bool, l.scalar(b), l.Bits(b.t.Elem, 0)), "ValueError", "Integers to negative integer powers are not allowed.")
	}
	if y, ok := exponent(b.c); ok && t.isFloat() {
		if v := l.knownPower(a, t, y); v != nil {
			return v
		}
	}
	x, y := l.castScalar(a, t.Elem), l.castScalar(b, t.Elem)
	if t.isFloat() && l.python(a, b) && b.c == nil {
		zero := l.Bits(t.Elem, 0)
		bad := l.Make(ir.And, ir.Bool, l.Make(ir.Eq, ir.Bool, x, zero), l.Make(ir.Lt, ir.Bool, y, zero))
		l.raiseIf(bad, "ZeroDivisionError", "0.0 cannot be raised to a negative power")
	}
	return &val{t: t, v: l.Make(ir.Pow, t.Elem, x, y)}
}

// smallPower multiplies out powers of ints, and x**2 of the others.
func (l *lowerer) smallPower(a *val, t *Type, n int64) *val {
	if n != 2 && !(t.isInt() && n >= 0 && n <= 4) {
		return nil
	}
	x := l.castScalar(a, t.Elem)
	if n == 0 {
		return &val{t: t, v: l.Bits(t.Elem, 1)}
	}
	y := x
	for range n - 1 {
		y = l.Make(ir.Mul, t.Elem, y, x)
	}
	return &val{t: t, v: y}
}

func (l *lowerer) shift(op string, a, b *val) *val {
	t := promoteTypes(a.t, b.t)
	if category(t.Elem) > 1 {
		l.operandError(op, a, b)
	}
	if t.Elem == ir.Bool {
		t = l.boolArithmetic(t)
	}
	x, y := l.castScalar(a, t.Elem), l.castScalar(b, t.Elem)
	if _, ok := asInt(b.c); !ok && l.python(a, b) {
		l.raiseIf(l.Make(ir.Lt, ir.Bool, y, l.Bits(t.Elem, 0)), "ValueError", "negative shift count")
	}
	return &val{t: t, v: l.Make(opOf[op], t.Elem, x, y)}
}

// unary lowers -x, +x, ~x and not x.
func (l *lowerer) unary(op string, x *val) *val {
	if op == "Not" {
		c := l.truth(x)
		if b, ok := c.c.(bool); ok {
			return l.boolConst(!b)
		}
		return boolVal(l.Make(ir.Not, ir.Bool, c.v))
	}
	if x.t.isArray() && x.t.Record == nil {
		return l.elementwise(func(args []*val) *val { return l.unary(op, args[0]) }, x)
	}
	if !x.t.isScalar() {
		l.fail("TypingError", "bad operand for unary operator: "+x.t.user(), "")
	}
	if v := l.foldUnary(op, x); v != nil {
		return v
	}
	t := x.t
	if t.Elem == ir.Bool && t.Weak {
		t = intType
	}
	y := l.castScalar(x, t.Elem)
	switch {
	case op == "UAdd":
		return &val{t: t, v: y}
	case op == "Invert" && category(t.Elem) <= 1:
		return &val{t: t, v: l.Make(ir.Not, t.Elem, y)}
	case op == "USub" && t.Elem != ir.Bool:
		return &val{t: t, v: l.Make(ir.Neg, t.Elem, y)}
	}
	l.fail("TypingError", "bad operand for unary operator: "+x.t.user(), "")
	return nil
}

func (l *lowerer) foldUnary(op string, x *val) *val {
	switch c := x.c.(type) {
	case int64:
		switch op {
		case "USub":
			return l.constant(x.t, -c)
		case "Invert":
			return l.constant(x.t, ^c)
		}
	case float64:
		if op == "USub" {
			return l.constant(x.t, -c)
		}
	}
	return nil
}

// truth lowers the test of an if: a bool, known where it can be.
func (l *lowerer) truth(x *val) *val {
	x = l.settle(x)
	switch c := x.c.(type) {
	case bool:
		return l.boolConst(c)
	case int64:
		return l.boolConst(c != 0)
	case float64:
		return l.boolConst(c != 0)
	case string:
		return l.boolConst(c != "")
	}
	switch x.t.Kind {
	case KNone:
		return l.boolConst(false)
	case KScalar:
		return boolVal(l.Cast(x.v, ir.Bool))
	case KOptional:
		return l.truthOfOptional(x)
	case KTuple:
		return l.boolConst(len(x.items) > 0)
	case KStr, KList, KSet, KDict:
		return boolVal(l.Make(ir.Ne, ir.Bool, l.scalar(l.lengthOf(x)), l.Int(0)))
	case KArray:
		return l.truthOfArray(x)
	case KFunction, KCompiled, KClosure, KType:
		return l.boolConst(true)
	}
	l.fail("TypingError", "the truth of "+x.t.user()+" is not defined", "")
	return nil
}

// truthOfArray is defined for arrays of one element.
func (l *lowerer) truthOfArray(x *val) *val {
	if x.t.NDim == 0 {
		return l.truth(l.indexArray(x, nil))
	}
	size := l.Int(1)
	for k := range x.t.NDim {
		size = l.Make(ir.Mul, ir.I64, size, l.dim(x, k))
	}
	l.raiseIf(l.Make(ir.Ne, ir.Bool, size, l.Int(1)), "ValueError",
		"The truth value of an array with more than one element is ambiguous. Use a.any() or a.all()")
	index := make([]*val, x.t.NDim)
	for k := range index {
		index[k] = l.intConst(0)
	}
	return l.truth(l.indexArray(x, index))
}

// dim returns the length of an axis of an array.
func (l *lowerer) dim(a *val, axis int) ir.Value {
	return l.With(ir.Instr{Op: ir.Dim, Int: int64(axis), Args: []ir.Value{a.v}}, ir.I64)
}

// boolOp lowers "and" and "or": the value of the operand that decides, later ones only if they are needed.
func (l *lowerer) boolOp(op string, operands []Expr) *val {
	first := l.settle(l.exprOrNone(operands[0]))
	if len(operands) == 1 {
		return first
	}
	cond := l.truth(first)
	rest := func() *val { return l.boolOp(op, operands[1:]) }
	stop := op == "Or"
	if b, ok := cond.c.(bool); ok {
		if b == stop {
			return first
		}
		return rest()
	}
	if stop {
		return l.choose(cond.v, func() *val { return first }, rest)
	}
	return l.choose(cond.v, rest, func() *val { return first })
}
