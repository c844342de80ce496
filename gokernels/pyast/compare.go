package pyast

import "gokernels/gokernels/ir"

// compareChain lowers a < b < c: each operand once, later ones only if the earlier comparisons hold.
func (l *lowerer) compareChain(e *Compare) *val {
	left, right := l.exprOrNone(e.Left), l.exprOrNone(e.Right[0])
	l.at(e)
	result := l.compare(e.Ops[0], left, right)
	if len(e.Ops) == 1 {
		return result
	}
	rest := func() *val {
		return l.chainRest(e, 1, right)
	}
	cond := l.truth(result)
	switch {
	case cond.isTrue():
		return rest()
	case cond.isFalse():
		return cond
	}
	return l.choose(cond.v, rest, func() *val { return l.boolConst(false) })
}

func (l *lowerer) chainRest(e *Compare, k int, left *val) *val {
	right := l.exprOrNone(e.Right[k])
	result := l.truth(l.compare(e.Ops[k], left, right))
	if k == len(e.Ops)-1 || result.isFalse() {
		return result
	}
	if result.isTrue() {
		return l.chainRest(e, k+1, right)
	}
	return l.choose(result.v, func() *val { return l.chainRest(e, k+1, right) }, func() *val { return l.boolConst(false) })
}

// compare lowers one comparison.
func (l *lowerer) compare(op string, a, b *val) *val {
	if a.t.Kind == KOptional || b.t.Kind == KOptional {
		if op == "Is" || op == "IsNot" || op == "Eq" || op == "NotEq" {
			return l.compareOptional(op, a, b)
		}
		a, b = l.present(a), l.present(b)
	}
	switch op {
	case "Is", "IsNot":
		return l.compareIs(op == "IsNot", a, b)
	case "In", "NotIn":
		v := l.truth(l.contains(l.settle(a), l.settle(b)))
		if op == "NotIn" {
			return l.unary("Not", v)
		}
		return v
	}
	switch {
	case a.t.isScalar() && b.t.isScalar():
		return l.compareScalars(op, a, b)
	case (a.t.isArray() || b.t.isArray()) && !a.isNone() && !b.isNone():
		l.checkOperands(op, a, b)
		return l.elementwise(func(args []*val) *val { return l.compareScalars(op, args[0], args[1]) }, a, b)
	case a.t.Kind == b.t.Kind && (a.t.Kind == KTuple || a.t.Kind == KStr || a.t.isContainer()):
		return l.compareContainers(op, l.settle(a), l.settle(b))
	case op == "Eq" || op == "NotEq":
		return l.compareOthers(op == "NotEq", a, b)
	}
	l.operandError(op, a, b)
	return nil
}

// compareOthers compares types, functions and values of different kinds, which is known while compiling.
func (l *lowerer) compareOthers(negate bool, a, b *val) *val {
	equal := a.t.same(b.t)
	if a.t.Kind == KType || b.t.Kind == KType {
		x, okX := l.dtypeMaybe(a)
		y, okY := l.dtypeMaybe(b)
		equal = (okX && okY && x == y) || (a.t.Kind == b.t.Kind && a.t.Name == b.t.Name)
	}
	return l.boolConst(equal != negate)
}

// compareIs lowers "is": known for None, types and booleans' singletons; arrays are asked at run time.
func (l *lowerer) compareIs(negate bool, a, b *val) *val {
	if a.isNone() || b.isNone() || a.t.Kind != b.t.Kind {
		return l.boolConst((a.isNone() && b.isNone()) != negate)
	}
	switch a.t.Kind {
	case KArray, KList, KSet, KDict:
		if !a.t.same(b.t) {
			return l.boolConst(negate)
		}
		v := boolVal(l.Make(ir.Same, ir.Bool, l.scalar(a), l.scalar(b)))
		if negate {
			return l.unary("Not", v)
		}
		return v
	case KScalar, KStr:
		op := "Eq"
		if negate {
			op = "NotEq"
		}
		return l.compare(op, a, b)
	}
	return l.compareOthers(negate, a, b)
}

func (l *lowerer) compareScalars(op string, a, b *val) *val {
	x, okX := asInt(a.c)
	y, okY := asInt(b.c)
	if okX && okY {
		if result, ok := foldCompare(op, x, y); ok {
			return l.boolConst(result)
		}
	}
	t := promoteTypes(a.t, b.t)
	result := &Type{Kind: KScalar, Elem: ir.Bool, Weak: t.Weak}
	switch {
	case t.isComplex() && op != "Eq" && op != "NotEq":
		l.operandError(op, a, b)
	case a.t.isInt() && b.t.isInt() && a.t.Elem.IsSigned() != b.t.Elem.IsSigned() && (a.t.Elem == ir.U64 || b.t.Elem == ir.U64):
		return &val{t: result, v: l.compareSigns(op, a, b)}
	}
	if t.Elem == ir.F64 && t.Weak && (a.t.isInt() || b.t.isInt()) && a.c == nil && b.c == nil {
		return &val{t: result, v: l.compareExactly(op, a, b)}
	}
	elem := t.Elem
	if n := meetsSmaller(a, b); n != nil && n.c == nil {
		return &val{t: result, v: l.compareBeyond(op, a, b, n)}
	}
	if okX && !fits(x, elem) || okY && !fits(y, elem) {
		elem = ir.I64 // a Python int beyond the other's range
		if t.Elem == ir.U64 {
			return &val{t: result, v: l.compareSigns(op, a, b)}
		}
	}
	return &val{t: result, v: l.Make(opOf[op], ir.Bool, l.castScalar(a, elem), l.castScalar(b, elem))}
}

// fits reports whether an integer type holds n.
func fits(n int64, t ir.Type) bool {
	return !t.IsInt() || t == ir.I64 || (intBits(t, n) == n && (t != ir.U64 || n >= 0))
}

// compareBeyond compares where one is a Python int that the other's type may not hold: it is then beyond all that the other can be.
func (l *lowerer) compareBeyond(op string, a, b, python *val) ir.Value {
	elem := promoteTypes(a.t, b.t).Elem
	n := l.scalar(python)
	plain := l.Make(opOf[op], ir.Bool, l.castScalar(a, elem), l.castScalar(b, elem))
	inside := l.castBack(ir.Eq, l.Cast(n, elem), n)
	switch op {
	case "Eq":
		return l.Make(ir.And, ir.Bool, plain, inside)
	case "NotEq":
		return l.Make(ir.Or, ir.Bool, plain, l.Make(ir.Not, ir.Bool, inside))
	}
	above := ir.Gt // what is less than an int that is too large
	if (op == "Lt" || op == "LtE") != (python == b) {
		above = ir.Lt
	}
	return l.Make(ir.Select, ir.Bool, inside, plain, l.Make(above, ir.Bool, n, l.Int(0)))
}

// castBack compares an int with what a cast of it has left: Eq where the type holds it.
func (l *lowerer) castBack(op ir.Op, small, n ir.Value) ir.Value {
	return l.Make(op, ir.Bool, l.Cast(small, ir.I64), n)
}

// meetsSmaller is the one of two operands that is a Python int and meets integers of a NumPy type that may not hold it; nil if
// none is.
func meetsSmaller(a, b *val) *val {
	for _, pair := range [][2]*val{{a, b}, {b, a}} {
		python, numpy := pair[0].t, pair[1].t
		if python.Weak && python.isInt() && !numpy.Weak && numpy.isInt() && numpy.Elem != ir.I64 {
			return pair[0]
		}
	}
	return nil
}

// compareSigns compares uint64 with a signed integer exactly: a negative number is less than any uint64.
func (l *lowerer) compareSigns(op string, a, b *val) ir.Value {
	x, y := l.Cast(l.scalar(a), ir.U64), l.Cast(l.scalar(b), ir.U64)
	plain := l.Make(opOf[op], ir.Bool, x, y)
	signed, whenNegative := a, op == "Lt" || op == "LtE" || op == "NotEq"
	if b.t.Elem != ir.U64 {
		signed, whenNegative = b, op == "Gt" || op == "GtE" || op == "NotEq"
	}
	negative := l.Make(ir.Lt, ir.Bool, l.Cast(l.scalar(signed), ir.I64), l.Int(0))
	return l.Make(ir.Select, ir.Bool, negative, l.Bool(whenNegative), plain)
}

// compareExactly compares a Python int with a float as Python does: by value, also beyond 2**53. Where the rounded int
// equals the float, the float is an integer and both are compared as such; 2**63 itself is above every int.
func (l *lowerer) compareExactly(op string, a, b *val) ir.Value {
	x, y := l.castScalar(a, ir.F64), l.castScalar(b, ir.F64)
	m, n := l.castScalar(a, ir.I64), l.castScalar(b, ir.I64)
	rounded, whole := l.Make(opOf[op], ir.Bool, x, y), l.Make(opOf[op], ir.Bool, m, n)
	low, high := l.Int(0), l.Int(1) // the float is 2**63
	if a.t.isFloat() {
		low, high = high, low
	}
	limit := l.Make(opOf[op], ir.Bool, low, high)
	whole = l.Make(ir.Select, ir.Bool, l.Make(ir.Eq, ir.Bool, y, l.Float(0x1p63)), limit, whole)
	return l.Make(ir.Select, ir.Bool, l.Make(ir.Eq, ir.Bool, x, y), whole, rounded)
}

// contains lowers "x in y".
func (l *lowerer) contains(x, y *val) *val {
	switch y.t.Kind {
	case KTuple:
		found := l.boolConst(false)
		for _, item := range y.items {
			found = l.anyOf(found, l.truth(l.compare("Eq", x, item)))
		}
		return found
	case KArray:
		return l.callMethod(l.settle(l.compare("Eq", y, x)), "any", &callArgs{name: "any"})
	case KIter:
		return l.inRange(x, y)
	}
	return l.containerIn(x, y)
}

// anyOf is "or" of two bools that are both computed.
func (l *lowerer) anyOf(a, b *val) *val {
	switch {
	case a.isTrue() || b.isFalse():
		return a
	case b.isTrue() || a.isFalse():
		return b
	}
	return boolVal(l.Make(ir.Or, ir.Bool, a.v, b.v))
}
