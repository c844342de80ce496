package pyast

import "gokernels/gokernels/ir"

// indexContainer lowers v[index] of lists, dicts and text.
func (l *lowerer) indexContainer(v, index *val) *val {
	v = l.settle(v)
	if v.t.Kind == KDict {
		key := l.keyFor(v, index)
		return l.ofType("dict.get", itemType(v, 1), append([]ir.Value{v.v}, l.flatten(key)...)...)
	}
	if index.t.Kind == KSlice {
		return l.sliceContainer(v, index)
	}
	if v.t.Kind == KStr {
		i := l.wrapped(index, l.lengthIR(v), "string index out of range")
		return l.containerItem(v, i)
	}
	return l.containerItem(v, l.wrapped(index, l.lengthIR(v), "list index out of range"))
}

func (l *lowerer) sliceContainer(v, s *val) *val {
	first, count, step := l.sliceRange(s, l.lengthIR(v))
	if v.t.Kind == KStr {
		return l.ofType("str.slice", strType, v.v, first, count, step)
	}
	return l.ofType("list.slice", v.t, v.v, first, count, step)
}

// keyFor converts a key that is looked up, which never widens the dict or set.
func (l *lowerer) keyFor(v, key *val) *val {
	key = l.settle(key)
	if have := v.t.Items[0]; holds(have, key.t) {
		return l.convert(key, have)
	}
	return l.fit(v, 0, key)
}

// storeContainer lowers v[index] = x.
func (l *lowerer) storeContainer(v, index, x *val) {
	v, x = l.settle(v), l.settle(x)
	switch {
	case v.t.Kind == KDict:
		l.putPair(v, index, x)
	case v.t.Kind == KStr:
		l.fail("TypingError", "str does not support item assignment", "")
	case index.t.Kind == KSlice:
		l.storeSlice(v, index, x)
	default:
		x = l.fit(v, 0, x)
		i := l.wrapped(index, l.lengthIR(v), "list assignment index out of range")
		l.rt("list.set", "", nil, append([]ir.Value{v.v, i}, l.flatten(x)...)...)
	}
}

// storeSlice lowers v[a:b] = x: a slice with a step keeps its length, another takes that of x.
func (l *lowerer) storeSlice(v, s, x *val) {
	items, _ := l.newContainer(v.t)
	l.forEach(x, func(item *val) { l.put(items, item) })
	first, count, step := l.sliceRange(s, l.lengthIR(v))
	n := l.lengthIR(items)
	if s.items[2] == nil {
		l.removeRange(v, first, count)
		l.eachIndex(n, func(i ir.Value, _ int64) {
			at := l.Make(ir.Add, ir.I64, first, i)
			l.rt("list.insert", "", nil, append([]ir.Value{v.v, at}, l.flatten(l.containerItem(items, i))...)...)
		})
		return
	}
	l.raiseIf(l.Make(ir.Ne, ir.Bool, n, count), "ValueError", "attempt to assign sequence of another size to extended slice")
	l.eachIndex(n, func(i ir.Value, _ int64) {
		at := l.Make(ir.Add, ir.I64, first, l.Make(ir.Mul, ir.I64, i, step))
		l.rt("list.set", "", nil, append([]ir.Value{v.v, at}, l.flatten(l.containerItem(items, i))...)...)
	})
}

func (l *lowerer) removeRange(v *val, first, count ir.Value) {
	l.eachIndex(count, func(ir.Value, int64) { l.ofType("list.pop", itemType(v, 0), v.v, first) })
}

// deleteContainer lowers del v[index].
func (l *lowerer) deleteContainer(v, index *val) {
	v = l.settle(v)
	switch {
	case v.t.Kind == KDict:
		l.removeKey(v, l.keyFor(v, index))
	case v.t.Kind != KList:
		l.unsupported("del of an item of "+v.t.user(), "")
	case index.t.Kind == KSlice:
		l.deleteSlice(v, index)
	default:
		i := l.wrapped(index, l.lengthIR(v), "list assignment index out of range")
		l.ofType("list.pop", itemType(v, 0), v.v, i)
	}
}

func (l *lowerer) deleteSlice(v, s *val) {
	if step := s.items[2]; step != nil {
		if n, ok := asInt(step.c); !ok || n != 1 {
			l.unsupported("del of a slice with a step", "Keep the other items: x = [v for …].")
		}
	}
	first, count, _ := l.sliceRange(s, l.lengthIR(v))
	l.removeRange(v, first, count)
}

// removeKey takes a key out of a dict or set; KeyError if it is not in.
func (l *lowerer) removeKey(v, key *val) {
	name := map[Kind]string{KSet: "set.discard", KDict: "dict.del"}[v.t.Kind]
	was := l.of(name, ir.Bool, append([]ir.Value{v.v}, l.flatten(key)...)...)
	l.If(l.Make(ir.Not, ir.Bool, was), func() { l.raiseKey(key) }, nil)
}

// raiseKey raises KeyError with the key.
func (l *lowerer) raiseKey(key *val) { l.raise("KeyError", l.flatten(key)...) }

// containerIn lowers x in v.
func (l *lowerer) containerIn(x, v *val) *val {
	x, v = l.settle(x), l.settle(v)
	switch v.t.Kind {
	case KStr:
		if x.t.Kind != KStr {
			l.fail("TypingError", "'in' of a text needs a text, not "+x.t.user(), "")
		}
		return boolVal(l.Make(ir.Ge, ir.Bool, l.of("str.find", ir.I64, v.v, x.v), l.Int(0)))
	case KList:
		return boolVal(l.Make(ir.Ge, ir.Bool, l.listPosition(v, x, l.Int(0), l.lengthIR(v)), l.Int(0)))
	case KSet, KDict:
		return l.hasKey(v, x)
	}
	l.unsupported("'in' of "+v.t.user(), "")
	return nil
}

// hasKey looks a key up. A key of another type than the items is compared with each of them, as 2.5 in {1, 2}.
func (l *lowerer) hasKey(v, x *val) *val {
	have := v.t.Items[0]
	if have == nil {
		return boolVal(l.Bool(false))
	}
	if !holds(have, x.t) {
		if !x.t.isScalar() || !have.isScalar() {
			return l.boolConst(false)
		}
		return l.anyEqual(v, x)
	}
	key := l.flatten(l.convert(x, have))
	return boolVal(l.of(kindNames[v.t.Kind]+".has", ir.Bool, append([]ir.Value{v.v}, key...)...))
}

func (l *lowerer) anyEqual(v, x *val) *val {
	found := l.temp(ir.Bool, l.Bool(false))
	l.eachItem(v, func(item *val, label int64) {
		l.If(l.equal(item, x), func() {
			l.Set(found, l.Bool(true))
			l.Add(&ir.Instr{Op: ir.Break, Int: label})
		}, nil)
	})
	return boolVal(l.Get(found))
}

// equal compares two items.
func (l *lowerer) equal(a, b *val) ir.Value {
	if a.t.isArray() || b.t.isArray() {
		l.unsupported("comparing arrays as items", "Compare their elements.")
	}
	return l.scalar(l.truth(l.compare("Eq", a, b)))
}

// listPosition is where x is in list v within [from, to), or -1.
func (l *lowerer) listPosition(v, x *val, from, to ir.Value) ir.Value {
	at := l.temp(ir.I64, l.Int(-1))
	if v.t.Items[0] == nil {
		return l.Get(at)
	}
	l.Builder.For(from, to, l.Int(1), func(i ir.Value, label int64) {
		l.If(l.equal(l.containerItem(v, i), x), func() {
			l.Set(at, i)
			l.Add(&ir.Instr{Op: ir.Break, Int: label})
		}, nil)
	})
	return l.Get(at)
}
