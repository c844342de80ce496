package pyast

import "gokernels/gokernels/ir"

// listDisplay lowers [a, b, *c].
func (l *lowerer) listDisplay(e *List) *val { return l.display(KList, e.Elts) }

// setDisplay lowers {a, b, *c}.
func (l *lowerer) setDisplay(e *Set) *val { return l.display(KSet, e.Elts) }

func (l *lowerer) display(kind Kind, elts []Expr) *val {
	var items []*val
	var spread []bool
	for _, elt := range elts {
		s, star := elt.(*Starred)
		if star {
			elt = s.Value
		}
		v := l.settle(l.expr(elt))
		if star && v.t.Kind == KTuple {
			items, spread = append(items, v.items...), append(spread, make([]bool, len(v.items))...)
			continue
		}
		items, spread = append(items, v), append(spread, star)
	}
	var item *Type
	for i, v := range items {
		if !spread[i] {
			item = l.joinItems(&Type{Kind: kind}, item, v.t)
		}
	}
	v, _ := l.newContainer(l.containerType(kind, item))
	for i, x := range items {
		if spread[i] {
			l.forEach(x, func(item *val) { l.put(v, item) })
			continue
		}
		l.put(v, x)
	}
	return v
}

// dictDisplay lowers {k: v, **d}.
func (l *lowerer) dictDisplay(e *Dict) *val {
	var keys, values []*val
	var key, value *Type
	made := &Type{Kind: KDict}
	for i, k := range e.Keys {
		if k == nil {
			l.unsupported("** in a dict", "Use update().")
		}
		keys, values = append(keys, l.settle(l.expr(k))), append(values, l.settle(l.expr(e.Values[i])))
		key, value = l.joinItems(made, key, keys[i].t), l.joinItems(made, value, values[i].t)
	}
	v, _ := l.newContainer(l.containerType(KDict, key, value))
	for i := range keys {
		l.putPair(v, keys[i], values[i])
	}
	return v
}

// put appends to a list or adds to a set.
func (l *lowerer) put(v, x *val) {
	x = l.fit(v, 0, x)
	name := "list.append"
	if v.t.Kind == KSet {
		name = "set.add"
	}
	l.rt(name, "", nil, append([]ir.Value{v.v}, l.flatten(x)...)...)
}

// putPair sets the value of a key.
func (l *lowerer) putPair(d, key, value *val) {
	key, value = l.fit(d, 0, key), l.fit(d, 1, value)
	l.rt("dict.set", "", nil, append(append([]ir.Value{d.v}, l.flatten(key)...), l.flatten(value)...)...)
}
