package pyast

import (
	"maps"
	"slices"

	"gokernels/gokernels/ir"
)

func sortedNames(m map[string]*val) []string { return slices.Sorted(maps.Keys(m)) }

// compareContainers lowers comparisons of two texts, tuples, lists, sets or dicts.
func (l *lowerer) compareContainers(op string, a, b *val) *val {
	switch a.t.Kind {
	case KStr:
		return l.compareTexts(op, a, b)
	case KTuple:
		return l.compareTuples(op, a, b)
	case KSet:
		return l.compareSets(op, a, b)
	case KList:
		return l.compareLists(op, a, b)
	}
	if op != "Eq" && op != "NotEq" {
		l.operandError(op, a, b)
	}
	return l.negated(op == "NotEq", l.equalDicts(a, b))
}

func (l *lowerer) negated(negate bool, v *val) *val {
	if negate {
		return l.unary("Not", v)
	}
	return v
}

func (l *lowerer) compareTexts(op string, a, b *val) *val {
	x, known := a.c.(string)
	y, also := b.c.(string)
	if known && also && (op == "Eq" || op == "NotEq") {
		return l.boolConst((x == y) == (op == "Eq"))
	}
	return boolVal(l.Make(opOf[op], ir.Bool, l.of("str.cmp", ir.I64, l.scalar(a), l.scalar(b)), l.Int(0)))
}

// compareTuples compares item by item: the first two that differ decide.
func (l *lowerer) compareTuples(op string, a, b *val) *val {
	if op == "Eq" || op == "NotEq" {
		if len(a.items) != len(b.items) {
			return l.boolConst(op == "NotEq")
		}
		all := l.boolConst(true)
		for i := range a.items {
			all = l.both(all, l.truth(l.compare("Eq", a.items[i], b.items[i])))
		}
		return l.negated(op == "NotEq", all)
	}
	return l.lexical(op, a.items, b.items)
}

// both is "and" of two bools that are both computed.
func (l *lowerer) both(a, b *val) *val {
	switch {
	case a.isFalse() || b.isTrue():
		return a
	case b.isFalse() || a.isTrue():
		return b
	}
	return boolVal(l.Make(ir.And, ir.Bool, a.v, b.v))
}

func (l *lowerer) lexical(op string, a, b []*val) *val {
	if len(a) == 0 || len(b) == 0 {
		n, k := l.intConst(int64(len(a))), l.intConst(int64(len(b)))
		return l.compare(op, n, k)
	}
	same := l.truth(l.compare("Eq", a[0], b[0]))
	switch {
	case same.isTrue():
		return l.lexical(op, a[1:], b[1:])
	case same.isFalse():
		return l.truth(l.compare(op, a[0], b[0]))
	}
	return l.choose(same.v, func() *val { return l.lexical(op, a[1:], b[1:]) }, func() *val { return l.truth(l.compare(op, a[0], b[0])) })
}

// compareLists finds the first place where two lists differ; without one their lengths decide.
func (l *lowerer) compareLists(op string, a, b *val) *val {
	n, k := l.lengthIR(a), l.lengthIR(b)
	if a.t.Items[0] == nil || b.t.Items[0] == nil {
		return boolVal(l.Make(opOf[op], ir.Bool, n, k))
	}
	result := l.temp(ir.Bool, l.Make(opOf[op], ir.Bool, n, k))
	l.eachIndex(l.Make(ir.Min, ir.I64, n, k), func(i ir.Value, label int64) {
		x, y := l.containerItem(a, i), l.containerItem(b, i)
		l.If(l.Make(ir.Not, ir.Bool, l.equal(x, y)), func() {
			l.Set(result, l.decided(op, x, y))
			l.Add(&ir.Instr{Op: ir.Break, Int: label})
		}, nil)
	})
	return boolVal(l.Get(result))
}

// decided compares two items that differ.
func (l *lowerer) decided(op string, x, y *val) ir.Value {
	switch op {
	case "Eq":
		return l.Bool(false)
	case "NotEq":
		return l.Bool(true)
	}
	return l.scalar(l.truth(l.compare(op, x, y)))
}

// equalDicts: as many keys, and every key of a in b with an equal value.
func (l *lowerer) equalDicts(a, b *val) *val {
	equal := l.temp(ir.Bool, l.Make(ir.Eq, ir.Bool, l.lengthIR(a), l.lengthIR(b)))
	if a.t.Items[0] == nil || b.t.Items[0] == nil {
		return boolVal(l.Get(equal))
	}
	if !holds(b.t.Items[0], a.t.Items[0]) {
		l.operandError("Eq", a, b)
	}
	l.If(l.Get(equal), func() {
		l.eachEntry(a, func(key, value *val) {
			args := append([]ir.Value{b.v}, l.flatten(l.convert(key, b.t.Items[0]))...)
			l.If(l.of("dict.has", ir.Bool, args...), func() {
				l.Set(equal, l.Make(ir.And, ir.Bool, l.Get(equal), l.equal(value, l.ofType("dict.get", b.t.Items[1], args...))))
			}, func() { l.Set(equal, l.Bool(false)) })
		})
	}, nil)
	return boolVal(l.Get(equal))
}
