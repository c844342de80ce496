package pyast

import "gokernels/gokernels/ir"

// method is a method of a container; mutates those that change it.
type method func(l *lowerer, v *val, c *callArgs) *val

// The tables of methods, filled by init because some methods use them.
var containerMethods map[Kind]map[string]method

func init() {
	containerMethods = map[Kind]map[string]method{KList: listMethods, KSet: setMethods, KDict: dictMethods}
}

// containerMethod lowers v.name(…) of a list, set or dict.
func (l *lowerer) containerMethod(v *val, name string, c *callArgs) *val {
	v = l.settle(v)
	m := containerMethods[v.t.Kind][name]
	if m == nil {
		l.badMethod(v, name, "")
	}
	c.name = name
	return m(l, v, c)
}

var listMethods = map[string]method{
	"append": func(l *lowerer, v *val, c *callArgs) *val { l.put(v, c.bind(l, "object")[0]); return none },
	"extend": func(l *lowerer, v *val, c *callArgs) *val { l.extend(v, c.bind(l, "iterable")[0]); return none },
	"insert": (*lowerer).listInsert,
	"pop":    (*lowerer).listPop,
	"remove": (*lowerer).listRemove,
	"index":  (*lowerer).listIndex,
	"count":  (*lowerer).listCount,
	"clear":  (*lowerer).clear,
	"copy":   func(l *lowerer, v *val, c *callArgs) *val { c.bind(l); return l.listCopy(v) },
	"sort":   func(l *lowerer, v *val, c *callArgs) *val { l.sortList(v, c.bind(l, "key?", "reverse?")); return none },
	"reverse": func(l *lowerer, v *val, c *callArgs) *val {
		c.bind(l)
		l.reverseList(v)
		return none
	},
}

// extend appends the items of any iterable.
func (l *lowerer) extend(v, x *val) {
	x = l.settle(x)
	if x.t.Kind == KList && x.t.same(v.t) {
		if x.t.Items[0] != nil {
			l.rt("list.extend", "", nil, v.v, x.v)
		}
		return
	}
	l.forEach(x, func(item *val) { l.put(v, item) })
}

func (l *lowerer) listInsert(v *val, c *callArgs) *val {
	args := c.bind(l, "index", "object")
	x, n := l.fit(v, 0, args[1]), l.lengthIR(v)
	i := l.fromEnd(l.index64(args[0]), n)
	i = l.Make(ir.Min, ir.I64, l.Make(ir.Max, ir.I64, i, l.Int(0)), n)
	l.rt("list.insert", "", nil, append([]ir.Value{v.v, i}, l.flatten(x)...)...)
	return none
}

// index64 is an integer argument.
func (l *lowerer) index64(x *val) ir.Value {
	x = l.settle(x)
	if !x.t.isIntegral() {
		l.fail("TypingError", "an integer is needed, not "+x.t.user(), "")
	}
	return l.castScalar(x, ir.I64)
}

func (l *lowerer) listPop(v *val, c *callArgs) *val {
	index, n := c.bind(l, "index?")[0], l.lengthIR(v)
	l.raiseIf(l.Make(ir.Eq, ir.Bool, n, l.Int(0)), "IndexError", "pop from empty list")
	if index == nil {
		index = l.intConst(-1)
	}
	return l.ofType("list.pop", itemType(v, 0), v.v, l.wrapped(index, n, "pop index out of range"))
}

func (l *lowerer) listRemove(v *val, c *callArgs) *val {
	i := l.listPosition(v, l.settle(c.bind(l, "value")[0]), l.Int(0), l.lengthIR(v))
	l.raiseIf(l.Make(ir.Lt, ir.Bool, i, l.Int(0)), "ValueError", "list.remove(x): x not in list")
	l.ofType("list.pop", itemType(v, 0), v.v, i)
	return none
}

func (l *lowerer) listIndex(v *val, c *callArgs) *val {
	args, n := c.bind(l, "value", "start?", "stop?"), l.lengthIR(v)
	x, bounds := l.settle(args[0]), [2]ir.Value{l.Int(0), n}
	for k, arg := range args[1:] {
		if arg != nil {
			i := l.fromEnd(l.index64(arg), n)
			bounds[k] = l.Make(ir.Min, ir.I64, l.Make(ir.Max, ir.I64, i, l.Int(0)), n)
		}
	}
	i := l.listPosition(v, x, bounds[0], bounds[1])
	l.If(l.Make(ir.Lt, ir.Bool, i, l.Int(0)), func() {
		l.raise("ValueError", l.join(l.repr(x), l.strConst(" is not in list")).v)
	}, nil)
	return intVal(i)
}

func (l *lowerer) listCount(v *val, c *callArgs) *val {
	x := l.settle(c.bind(l, "value")[0])
	count := l.temp(ir.I64, l.Int(0))
	if v.t.Items[0] != nil {
		l.eachItem(v, func(item *val, _ int64) {
			one := l.Cast(l.equal(item, x), ir.I64)
			l.Set(count, l.Make(ir.Add, ir.I64, l.Get(count), one))
		})
	}
	return intVal(l.Get(count))
}

func (l *lowerer) clear(v *val, c *callArgs) *val {
	c.bind(l)
	l.rt(kindNames[v.t.Kind]+".clear", "", nil, v.v)
	return none
}

// ownType is v's type for a new container with the same items.
func (l *lowerer) ownType(v *val) *Type {
	return l.containerType(v.t.Kind, append([]*Type(nil), v.t.Items...)...)
}

// copyOf is v's value as a container of the type t, which it has already but for what t's items learn.
func (l *lowerer) listCopy(v *val) *val {
	t := l.ownType(v)
	if t.same(v.t) {
		return l.ofType("list.slice", t, v.v, l.Int(0), l.lengthIR(v), l.Int(1))
	}
	list, _ := l.newContainer(t)
	l.extend(list, v)
	return list
}

// reverseList swaps the items in place.
func (l *lowerer) reverseList(v *val) {
	n, t := l.lengthIR(v), itemType(v, 0)
	half := l.Make(ir.FloorDiv, ir.I64, n, l.Int(2))
	l.eachIndex(half, func(i ir.Value, _ int64) {
		k := l.Make(ir.Sub, ir.I64, l.Make(ir.Sub, ir.I64, n, l.Int(1)), i)
		low, high := l.ofType("list.get", t, v.v, i), l.ofType("list.get", t, v.v, k)
		l.rt("list.set", "", nil, append([]ir.Value{v.v, i}, l.flatten(high)...)...)
		l.rt("list.set", "", nil, append([]ir.Value{v.v, k}, l.flatten(low)...)...)
	})
}

// listAdd lowers a + b.
func (l *lowerer) listAdd(a, b *val) *val {
	a, b = l.settle(a), l.settle(b)
	v, _ := l.newContainer(l.containerType(KList, l.joinItems(a.t, a.t.Items[0], b.t.Items[0])))
	l.extend(v, a)
	l.extend(v, b)
	return v
}

// listRepeat lowers a * n.
func (l *lowerer) listRepeat(a, n *val) *val {
	a = l.settle(a)
	v, _ := l.newContainer(l.ownType(a))
	times := l.index64(n)
	item := a
	if !a.t.same(v.t) {
		item = l.listCopy(a)
	}
	if item.t.same(v.t) && item.t.Items[0] != nil {
		l.rt("list.repeat", "", nil, v.v, item.v, times)
	} else {
		l.eachIndex(times, func(ir.Value, int64) { l.extend(v, item) })
	}
	return v
}
