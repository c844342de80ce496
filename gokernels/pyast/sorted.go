package pyast

import "gokernels/gokernels/ir"

// sortable reports whether the run time orders items as Python does: column after column.
func sortable(t *Type) bool {
	switch t.Kind {
	case KScalar:
		return !t.Elem.IsComplex()
	case KStr:
		return true
	case KTuple:
		for _, item := range t.Items {
			if !sortable(item) {
				return false
			}
		}
		return true
	}
	return false
}

// sortList sorts a list in place; options are key and reverse.
func (l *lowerer) sortList(v *val, options []*val) {
	key, reverse := options[0], l.boolConst(false)
	if options[1] != nil {
		reverse = l.truth(options[1])
	}
	if v.t.Items[0] == nil {
		return
	}
	if key != nil && !key.isNone() {
		l.sortByKey(v, key, l.scalar(reverse))
		return
	}
	if !sortable(v.t.Items[0]) {
		l.fail("TypingError", "items of type "+v.t.Items[0].user()+" have no order", "")
	}
	l.rt("list.sort", "", nil, v.v, l.scalar(reverse))
}

// sortByKey sorts pairs of key and place, then takes the items by their places. Places count down when the order is
// reversed, so that equal items keep theirs.
func (l *lowerer) sortByKey(v, key *val, reverse ir.Value) {
	old := l.ofType("list.slice", v.t, v.v, l.Int(0), l.lengthIR(v), l.Int(1))
	t := &Type{Kind: KList, Items: []*Type{nil}}
	pairs, in := l.newContainer(t)
	l.eachIndex(l.lengthIR(old), func(i ir.Value, _ int64) {
		k := l.settle(l.apply(key, &callArgs{args: []*val{l.containerItem(old, i)}, kw: map[string]*val{}}))
		if !sortable(k.t) {
			l.fail("TypingError", "keys of type "+k.t.user()+" have no order", "")
		}
		at := intVal(l.Make(ir.Select, ir.I64, reverse, l.Make(ir.Neg, ir.I64, i), i))
		pair := l.tuple(k, at)
		l.follow(pairs, in, pair.t)
		l.put(pairs, pair)
	})
	l.rt("list.sort", "", nil, pairs.v, reverse)
	l.eachIndex(l.lengthIR(old), func(i ir.Value, _ int64) {
		pair := l.containerItem(pairs, i)
		item := l.containerItem(old, l.Make(ir.Abs, ir.I64, pair.items[1].v))
		l.rt("list.set", "", nil, append([]ir.Value{v.v, i}, l.flatten(item)...)...)
	})
}

// follow gives a container that was made before its item type was known that type.
func (l *lowerer) follow(v *val, in *ir.Instr, items ...*Type) {
	for i, item := range items {
		if v.t.Items[i] != nil {
			return
		}
		v.t.Items[i] = item
		l.checkItem(v.t, i)
	}
	in.Type = v.t.ir()
	l.F.Types[v.v] = in.Type
}

// sortedBuiltin is sorted(iterable, key=None, reverse=False).
func (l *lowerer) sortedBuiltin(c *callArgs) *val {
	args := c.bind(l, "iterable", "key?", "reverse?")
	v := l.listFrom(args[0])
	l.sortList(v, args[1:])
	return v
}

// listFrom makes a new list of an iterable's items.
func (l *lowerer) listFrom(x *val) *val {
	x = l.settle(x)
	if x.t.Kind == KList {
		return l.listCopy(x)
	}
	v, in := l.newContainer(l.containerType(KList, nil))
	l.forEach(x, func(item *val) {
		item = l.settle(item)
		l.follow(v, in, item.t)
		l.put(v, item)
	})
	return v
}

// reversedBuiltin is reversed(x) as a list or tuple of the items.
func (l *lowerer) reversedBuiltin(c *callArgs) *val {
	x := c.bind(l, "sequence")[0]
	if x.t.Kind == KTuple {
		items := make([]*val, len(x.items))
		for i, item := range x.items {
			items[len(items)-1-i] = item
		}
		return l.tuple(items...)
	}
	v := l.listFrom(x)
	l.reverseList(v)
	return v
}
