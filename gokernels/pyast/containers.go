package pyast

import (
	"fmt"
	"slices"

	"gokernels/gokernels/ir"
)

// place stands for where a list, set or dict is made, in one specialisation of a function: the same display may hold
// ints in one and floats in another.
type place struct {
	At
	spec string
	kind Kind
}

var kindNames = map[Kind]string{KList: "list", KSet: "set", KDict: "dict"}

// containerType makes the type of a container that is made here. Its item types join those that are given with what
// an earlier attempt learnt; they are nil while nobody knows.
func (l *lowerer) containerType(kind Kind, items ...*Type) *Type {
	origin := place{At{l.Pos}, l.F.Name, kind}
	t := &Type{Kind: kind, Items: items, origin: origin}
	known := []*Type{l.p.known.items[origin]}
	if kind == KDict {
		known = []*Type{l.p.known.keys[origin], l.p.known.items[origin]}
	}
	for i, k := range known {
		items[i] = l.joinItems(t, items[i], k)
		l.checkItem(t, i)
	}
	return t
}

// joinItems joins item types, either of which may be unknown.
func (l *lowerer) joinItems(have, a, b *Type) *Type {
	if a == nil || b == nil {
		if a == nil {
			return b
		}
		return a
	}
	joined := joinTypes(a, b)
	if joined == nil || holdsOptional(joined) {
		l.fail("TypingError", "a "+kindNames[have.Kind]+" cannot hold both "+a.user()+" and "+b.user(),
			"Keep one type of item in each "+kindNames[have.Kind]+", or put a tuple of both into it.")
	}
	return joined
}

// checkItem refuses items that a container cannot hold.
func (l *lowerer) checkItem(t *Type, i int) {
	item := t.Items[i]
	if item == nil {
		return
	}
	name := kindNames[t.Kind]
	if len(item.slots(nil)) == 0 {
		l.unsupported("a "+name+" of "+item.user()+" items", "Keep numbers, text, arrays or tuples of these in it.")
	}
	if (t.Kind == KSet || t.Kind == KDict && i == 0) && !hashable(item) {
		l.fail("TypingError", "unhashable type: "+item.user()+" cannot be in a set or be a key of a dict", "Use a number, text or a tuple of these.")
	}
}

func hashable(t *Type) bool {
	switch t.Kind {
	case KScalar, KStr:
		return true
	case KTuple:
		for _, item := range t.Items {
			if !hashable(item) {
				return false
			}
		}
		return true
	}
	return false
}

// learnItem notes that the container of type have, made elsewhere, must hold what want holds, and starts again.
func (l *lowerer) learnItem(have, want *Type) {
	joined := make([]*Type, len(have.Items))
	for i := range joined {
		joined[i] = l.joinItems(have, have.Items[i], want.Items[i])
	}
	if have.origin == nil {
		l.fail("TypingError", "this "+kindNames[have.Kind]+" holds "+words(have.Items)+": it cannot take "+words(want.Items),
			"Convert the value, or make a new "+kindNames[have.Kind]+".")
	}
	last := len(joined) - 1
	news := l.learn(l.p.known.items, have, joined[last])
	if have.Kind == KDict {
		news = l.learn(l.p.known.keys, have, joined[0]) || news
	}
	if !news {
		l.fail("TypingError", "the items of this "+kindNames[have.Kind]+" have no one type: "+words(have.Items)+" and "+words(want.Items), "")
	}
	panic(restart{})
}

func (l *lowerer) learn(known map[Expr]*Type, have *Type, t *Type) (news bool) {
	if t == nil {
		return false
	}
	old := known[have.origin]
	t = l.joinItems(have, old, t)
	known[have.origin] = t
	return old == nil || !old.same(t)
}

// newContainer emits an empty container; the instruction is returned too, so that its type can follow its first item.
func (l *lowerer) newContainer(t *Type) (*val, *ir.Instr) {
	in := l.Add(&ir.Instr{Op: ir.RT, Sym: kindNames[t.Kind] + ".new", Type: t.ir()})
	v := l.F.NewValue(t.ir())
	in.Results = []ir.Value{v}
	return &val{t: t, v: v}, in
}

// fit converts an item for a container; where it does not fit the container learns that it must hold it.
func (l *lowerer) fit(v *val, i int, x *val) *val {
	x = l.settle(x)
	have := v.t.Items[i]
	if !takes(have, x.t) && !(v.t.origin == nil && holds(have, x.t)) {
		want := &Type{Kind: v.t.Kind, Items: make([]*Type, len(v.t.Items))}
		want.Items[i] = x.t
		l.learnItem(v.t, want)
	}
	return l.convert(x, v.t.Items[i])
}

// takes reports whether a container of items have may take one of type t as it is.
func takes(have, t *Type) bool {
	if have == nil {
		return false
	}
	joined := joinTypes(have, t)
	return joined != nil && joined.same(have)
}

// holds is takes where it does not matter which of Python's and NumPy's numbers an item is.
func holds(have, t *Type) bool {
	if have == nil {
		return false
	}
	joined := joinTypes(have, t)
	return joined != nil && slices.Equal(joined.slots(nil), have.slots(nil))
}

// of calls a routine whose one result is of an IR type.
func (l *lowerer) of(name string, t ir.Type, args ...ir.Value) ir.Value {
	return l.rt(name, "", []ir.Type{t}, args...)[0]
}

// ofType calls a routine whose results make up a value of type t.
func (l *lowerer) ofType(name string, t *Type, args ...ir.Value) *val {
	results, i := l.rt(name, "", t.slots(nil), args...), 0
	return l.fromSlots(t, func(ir.Type) ir.Value {
		i++
		return results[i-1]
	})
}

// itemType is the type of a container's items, int while it is known to be empty on all paths.
func itemType(v *val, i int) *Type {
	if v.t.Items[i] == nil {
		return intType
	}
	return v.t.Items[i]
}

// containerLen lowers len() of text and containers.
func (l *lowerer) containerLen(v *val) *val {
	if text, ok := v.c.(string); ok {
		return l.intConst(int64(len([]rune(text))))
	}
	return intVal(l.lengthIR(v))
}

func (l *lowerer) lengthIR(v *val) ir.Value {
	name := "str.len"
	if v.t.isContainer() {
		name = kindNames[v.t.Kind] + ".len"
	}
	return l.of(name, ir.I64, v.v)
}

// containerItem gives item i in the order of iteration; of a dict its key.
func (l *lowerer) containerItem(v *val, i ir.Value) *val {
	switch v.t.Kind {
	case KList:
		return l.ofType("list.get", itemType(v, 0), v.v, i)
	case KStr:
		return l.ofType("str.at", strType, v.v, i)
	}
	name := "set.at"
	if v.t.Kind == KDict {
		name = "dict.key"
	}
	return l.ofType(name, itemType(v, 0), v.v, i)
}

// eachIndex emits a loop over [0, n) whose body binds no names.
func (l *lowerer) eachIndex(n ir.Value, body func(i ir.Value, label int64)) {
	l.Builder.For(l.Int(0), n, l.Int(1), body)
}

// eachItem emits a loop over a container's items whose body binds no names.
func (l *lowerer) eachItem(v *val, body func(item *val, label int64)) {
	l.eachIndex(l.lengthIR(v), func(i ir.Value, label int64) { body(l.containerItem(v, i), label) })
}

// temp makes a variable that holds x.
func (l *lowerer) temp(t ir.Type, x ir.Value) ir.Var {
	v := l.newVar("_", t)
	l.Set(v, x)
	return v
}

// wrapped adds n to a negative index and raises IndexError where it is outside [0, n).
func (l *lowerer) wrapped(index *val, n ir.Value, text string) ir.Value {
	if !index.t.isIntegral() {
		l.fail("TypingError", "an index is an integer, not "+index.t.user(), "")
	}
	i := l.fromEnd(l.castScalar(index, ir.I64), n)
	low, high := l.Make(ir.Lt, ir.Bool, i, l.Int(0)), l.Make(ir.Ge, ir.Bool, i, n)
	l.raiseIf(l.Make(ir.Or, ir.Bool, low, high), "IndexError", text)
	return i
}

// fromEnd adds n to a negative index.
func (l *lowerer) fromEnd(i, n ir.Value) ir.Value {
	return l.Make(ir.Select, ir.I64, l.Make(ir.Lt, ir.Bool, i, l.Int(0)), l.Make(ir.Add, ir.I64, i, n), i)
}

// sliceRange gives first and count of a slice over n items, and its step.
func (l *lowerer) sliceRange(s *val, n ir.Value) (first, count, step ir.Value) {
	in := &ir.Instr{Op: ir.SliceBounds, Args: make([]ir.Value, 0, 4)}
	for i, absent := range []int64{0, 0, 1} {
		part := s.items[i]
		if part == nil {
			part = l.intConst(absent)
			in.Int |= []int64{1, 2, 0}[i]
		}
		if !part.t.isIntegral() {
			l.fail("TypingError", "slice indices are integers or None, not "+part.t.user(), "")
		}
		in.Args = append(in.Args, l.castScalar(part, ir.I64))
	}
	in.Args = append(in.Args, n)
	in.Results = []ir.Value{l.F.NewValue(ir.I64), l.F.NewValue(ir.I64)}
	l.Add(in)
	return in.Results[0], in.Results[1], in.Args[2]
}

// badMethod refuses a method by its name.
func (l *lowerer) badMethod(v *val, name, hint string) {
	l.unsupported(fmt.Sprintf("the method %s of %s", name, v.t.user()), hint)
}
