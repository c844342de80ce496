package pyast

import "gokernels/gokernels/ir"

var setMethods = map[string]method{
	"add": func(l *lowerer, v *val, c *callArgs) *val { l.put(v, c.bind(l, "item")[0]); return none },
	"remove": func(l *lowerer, v *val, c *callArgs) *val {
		l.removeKey(v, l.keyFor(v, c.bind(l, "item")[0]))
		return none
	},
	"discard": func(l *lowerer, v *val, c *callArgs) *val {
		key := l.keyFor(v, c.bind(l, "item")[0])
		l.of("set.discard", ir.Bool, append([]ir.Value{v.v}, l.flatten(key)...)...)
		return none
	},
	"pop":                  (*lowerer).setPop,
	"clear":                (*lowerer).clear,
	"copy":                 func(l *lowerer, v *val, c *callArgs) *val { c.bind(l); return l.setCopy(v) },
	"union":                setMethod("BitOr"),
	"intersection":         setMethod("BitAnd"),
	"difference":           setMethod("Sub"),
	"symmetric_difference": setMethod("BitXor"),
	"issubset":             setMethod("LtE"),
	"issuperset":           setMethod("GtE"),
	"isdisjoint": func(l *lowerer, v *val, c *callArgs) *val {
		common := l.setOp("BitAnd", v, l.setFrom(c.bind(l, "other")[0]))
		return boolVal(l.Make(ir.Eq, ir.Bool, l.lengthIR(common), l.Int(0)))
	},
	"update": func(l *lowerer, v *val, c *callArgs) *val {
		for _, x := range c.args {
			l.forEach(l.listFrom(x), func(item *val) { l.put(v, item) })
		}
		return none
	},
}

// setMethod makes a method of an operator; its argument is any iterable, of union any number of them.
func setMethod(op string) method {
	return func(l *lowerer, v *val, c *callArgs) *val {
		if op != "BitOr" || len(c.args) == 1 {
			return l.setOp(op, v, l.setFrom(c.bind(l, "other")[0]))
		}
		result := l.setCopy(v)
		for _, x := range c.args {
			result = l.setOp(op, result, l.setFrom(x))
		}
		return result
	}
}

// setPop removes the item that was added first, where Python removes any.
func (l *lowerer) setPop(v *val, c *callArgs) *val {
	c.bind(l)
	l.raiseIf(l.Make(ir.Eq, ir.Bool, l.lengthIR(v), l.Int(0)), "KeyError", "pop from an empty set")
	item := l.containerItem(v, l.Int(0))
	l.of("set.discard", ir.Bool, append([]ir.Value{v.v}, l.flatten(item)...)...)
	return item
}

func (l *lowerer) setCopy(v *val) *val {
	set, _ := l.newContainer(l.ownType(v))
	l.putAll(set, v, nil)
	return set
}

// putAll adds the items of set from for which keep holds.
func (l *lowerer) putAll(to, from *val, keep func(item *val) ir.Value) {
	if from.t.Items[0] == nil {
		return
	}
	l.eachItem(from, func(item *val, _ int64) {
		if keep == nil {
			l.put(to, item)
			return
		}
		l.If(keep(item), func() { l.put(to, item) }, nil)
	})
}

// setFrom is a set itself, or a new one of an iterable's items.
func (l *lowerer) setFrom(x *val) *val {
	if x = l.settle(x); x.t.Kind == KSet {
		return x
	}
	return l.newSet(x)
}

func (l *lowerer) newSet(x *val) *val {
	if x.t.Kind == KSet {
		return l.setCopy(x)
	}
	v, in := l.newContainer(l.containerType(KSet, nil))
	l.forEach(x, func(item *val) {
		item = l.settle(item)
		l.follow(v, in, item.t)
		l.put(v, item)
	})
	return v
}

// setOp lowers operators of sets: | & - ^ and the comparisons.
func (l *lowerer) setOp(op string, a, b *val) *val {
	a, b = l.settle(a), l.settle(b)
	in := func(set *val) func(item *val) ir.Value {
		return func(item *val) ir.Value { return l.scalar(l.hasKey(set, item)) }
	}
	out := func(set *val) func(item *val) ir.Value {
		return func(item *val) ir.Value { return l.Make(ir.Not, ir.Bool, l.scalar(l.hasKey(set, item))) }
	}
	switch op {
	case "Eq", "NotEq", "Lt", "LtE", "Gt", "GtE":
		return l.compareSets(op, a, b)
	case "BitOr", "BitXor":
		v, _ := l.newContainer(l.containerType(KSet, l.joinItems(a.t, a.t.Items[0], b.t.Items[0])))
		var first, second func(item *val) ir.Value
		if op == "BitXor" {
			first, second = out(b), out(a)
		}
		l.putAll(v, a, first)
		l.putAll(v, b, second)
		return v
	case "BitAnd", "Sub":
		v, _ := l.newContainer(l.ownType(a))
		keep := in(b)
		if op == "Sub" {
			keep = out(b)
		}
		l.putAll(v, a, keep)
		return v
	}
	l.operandError(op, a, b)
	return nil
}

// compareSets: a <= b if every item of a is in b; equal if they are as long too.
func (l *lowerer) compareSets(op string, a, b *val) *val {
	if op == "Gt" || op == "GtE" {
		a, b = b, a
	}
	all := l.temp(ir.Bool, l.Bool(true))
	if a.t.Items[0] != nil {
		l.eachItem(a, func(item *val, label int64) {
			l.If(l.Make(ir.Not, ir.Bool, l.scalar(l.hasKey(b, item))), func() {
				l.Set(all, l.Bool(false))
				l.Add(&ir.Instr{Op: ir.Break, Int: label})
			}, nil)
		})
	}
	sizes := map[string]ir.Op{"Eq": ir.Eq, "NotEq": ir.Eq, "Lt": ir.Lt, "Gt": ir.Lt, "LtE": ir.Le, "GtE": ir.Le}[op]
	result := l.Make(ir.And, ir.Bool, l.Get(all), l.Make(sizes, ir.Bool, l.lengthIR(a), l.lengthIR(b)))
	if op == "NotEq" {
		result = l.Make(ir.Not, ir.Bool, result)
	}
	return boolVal(result)
}

var dictMethods = map[string]method{
	"get":        (*lowerer).dictGet,
	"pop":        (*lowerer).dictPop,
	"setdefault": (*lowerer).dictSetDefault,
	"popitem":    (*lowerer).dictPopItem,
	"clear":      (*lowerer).clear,
	"copy": func(l *lowerer, v *val, c *callArgs) *val {
		c.bind(l)
		d, _ := l.newContainer(l.ownType(v))
		l.updateDict(d, v)
		return d
	},
	"update": func(l *lowerer, v *val, c *callArgs) *val { l.updateDict(v, c.bind(l, "other")[0]); return none },
	"keys":   dictView("keys"),
	"values": dictView("values"),
	"items":  dictView("items"),
}

// dictView makes keys(), values() and items(): views that a loop runs over.
func dictView(kind string) method {
	return func(l *lowerer, v *val, c *callArgs) *val {
		c.bind(l)
		if v.t.Items[0] == nil {
			return l.tuple()
		}
		return l.iterVal(kind, v)
	}
}

// eachEntry emits a loop over a dict's keys and values.
func (l *lowerer) eachEntry(d *val, body func(key, value *val)) {
	if d.t.Items[0] == nil {
		return
	}
	l.eachIndex(l.lengthIR(d), func(i ir.Value, _ int64) {
		body(l.containerItem(d, i), l.ofType("dict.value", itemType(d, 1), d.v, i))
	})
}

func (l *lowerer) updateDict(d, x *val) {
	if x = l.settle(x); x.t.Kind == KDict {
		l.eachEntry(x, func(key, value *val) { l.putPair(d, key, value) })
		return
	}
	l.forEach(x, func(item *val) {
		pair := l.itemsOf(l.settle(item), 2, false)
		l.putPair(d, pair[0], pair[1])
	})
}

func (l *lowerer) dictGet(v *val, c *callArgs) *val {
	args := c.bind(l, "key", "default?")
	if args[1] == nil || args[1].isNone() {
		l.unsupported("dict.get without a default", "Give one of the values' type, as in d.get(key, 0), or test `key in d` first.")
	}
	return l.lookup(v, l.keyFor(v, args[0]), l.settle(args[1]), func(key, other *val) *val { return other })
}

// lookup gives the value of a key, or what absent makes of key and default.
func (l *lowerer) lookup(v, key, other *val, absent func(key, other *val) *val) *val {
	if v.t.Items[1] == nil {
		return other
	}
	args := append([]ir.Value{v.v}, l.flatten(key)...)
	return l.choose(l.of("dict.has", ir.Bool, args...),
		func() *val { return l.ofType("dict.get", v.t.Items[1], args...) },
		func() *val { return absent(key, other) })
}

func (l *lowerer) dictPop(v *val, c *callArgs) *val {
	args := c.bind(l, "key", "default?")
	key := l.keyFor(v, args[0])
	if args[1] != nil {
		value := l.lookup(v, key, l.settle(args[1]), func(_, other *val) *val { return other })
		l.of("dict.del", ir.Bool, append([]ir.Value{v.v}, l.flatten(key)...)...)
		return value
	}
	value := l.ofType("dict.get", itemType(v, 1), append([]ir.Value{v.v}, l.flatten(key)...)...)
	l.removeKey(v, key)
	return value
}

func (l *lowerer) dictSetDefault(v *val, c *callArgs) *val {
	args := c.bind(l, "key", "default")
	key, other := l.fit(v, 0, args[0]), l.fit(v, 1, args[1])
	return l.lookup(v, key, other, func(key, other *val) *val {
		l.putPair(v, key, other)
		return other
	})
}

// dictPopItem removes the entry that was added last.
func (l *lowerer) dictPopItem(v *val, c *callArgs) *val {
	c.bind(l)
	n := l.lengthIR(v)
	l.raiseIf(l.Make(ir.Eq, ir.Bool, n, l.Int(0)), "KeyError", "popitem(): dictionary is empty")
	last := l.Make(ir.Sub, ir.I64, n, l.Int(1))
	key, value := l.containerItem(v, last), l.ofType("dict.value", itemType(v, 1), v.v, last)
	l.removeKey(v, key)
	return l.tuple(key, value)
}
