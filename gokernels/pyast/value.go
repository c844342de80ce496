package pyast

import (
	"fmt"
	"strconv"

	"gokernels/gokernels/ir"
)

// val is the value of an expression while lowering.
type val struct {
	t     *Type
	v     ir.Value // of a type with one slot
	items []*val   // of a tuple; start, stop, step of a slice (nil where absent)
	c     any      // what it is known to be: int64, uint64, float64, complex128, bool, string
	lazy  *lazy    // an array expression that has not been computed
	obj   any      // *Function of a closure, receiver of a method, an iterator
	scope *scope   // where a closure was defined
	mem   *memory  // of an array: what it is a view of
}

var none = &val{t: noneType}

// isNone, isTrue and isFalse report what is known while compiling.
func (v *val) isNone() bool  { return v.t.Kind == KNone }
func (v *val) isTrue() bool  { return v.c == true }
func (v *val) isFalse() bool { return v.c == false }

// key returns the text by which specialisations tell arguments apart.
func (v *val) key(literal bool) string {
	if literal && v.c != nil {
		switch v.c.(type) {
		case int64, bool, string:
			return fmt.Sprintf("%s=%v", v.t, v.c)
		}
	}
	if v.t.Kind == KTuple && literal {
		text := "("
		for _, item := range v.items {
			text += item.key(true) + ","
		}
		return text + ")"
	}
	return v.t.String()
}

// copyStatic takes over from a what is known while compiling.
func (v *val) copyStatic(a *val, literal bool) {
	if literal {
		switch a.c.(type) {
		case int64, bool, string:
			v.c = a.c
		}
	}
	v.obj, v.scope = a.obj, a.scope
	for i := range v.items {
		if i < len(a.items) {
			v.items[i].copyStatic(a.items[i], literal)
		}
	}
}

// fromSlots builds a value of type t out of IR values that next gives, slot by slot.
func (l *lowerer) fromSlots(t *Type, next func(ir.Type) ir.Value) *val {
	v := &val{t: t}
	switch t.Kind {
	case KScalar, KArray, KStr, KList, KSet, KDict:
		v.v = next(t.ir())
	case KTuple, KOptional:
		for _, item := range t.Items {
			v.items = append(v.items, l.fromSlots(item, next))
		}
	}
	return v
}

// flatten returns the IR values of a value's slots.
func (l *lowerer) flatten(v *val) []ir.Value {
	v = l.settle(v)
	switch v.t.Kind {
	case KScalar, KArray, KStr, KList, KSet, KDict:
		return []ir.Value{v.v}
	case KTuple, KOptional:
		var all []ir.Value
		for _, item := range v.items {
			all = append(all, l.flatten(item)...)
		}
		return all
	}
	return nil
}

// settle computes array expressions and iterators, so that the value consists of slots.
func (l *lowerer) settle(v *val) *val {
	switch {
	case v.lazy != nil:
		return l.materialize(v)
	case v.t.Kind == KTuple || v.t.Kind == KOptional:
		items, types, changed := make([]*val, len(v.items)), make([]*Type, len(v.items)), false
		for i, item := range v.items {
			items[i] = l.settle(item)
			types[i] = items[i].t
			changed = changed || items[i] != item
		}
		if changed {
			return &val{t: &Type{Kind: v.t.Kind, Items: types, Fields: v.t.Fields, ID: v.t.ID}, items: items}
		}
	case v.t.isScalar() && v.v == 0 && v.c != nil:
		return l.constant(v.t, v.c)
	}
	return v
}

// scalar returns the IR value of a scalar, making a constant where only its value is known.
func (l *lowerer) scalar(v *val) ir.Value { return l.settle(v).v }

func (l *lowerer) intConst(n int64) *val  { return l.constant(intType, n) }
func (l *lowerer) boolConst(b bool) *val  { return l.constant(boolType, b) }
func (l *lowerer) strConst(s string) *val { return &val{t: strType, v: l.Text(s), c: s} }
func intVal(v ir.Value) *val              { return &val{t: intType, v: v} }
func boolVal(v ir.Value) *val             { return &val{t: boolType, v: v} }
func scalarVal(t ir.Type, v ir.Value) *val {
	return &val{t: scalarOf(t), v: v}
}

func (l *lowerer) tuple(items ...*val) *val {
	types := make([]*Type, len(items))
	leaves := 0
	for _, item := range items {
		leaves += item.t.leaves()
	}
	if leaves > mostItems {
		l.unsupported("a tuple of "+strconv.Itoa(leaves)+" items", "Use an array.")
	}
	for i, item := range items {
		types[i] = item.t
	}
	return &val{t: tupleOf(types...), items: items}
}

// constant makes a scalar of type t that is known to be c.
func (l *lowerer) constant(t *Type, c any) *val {
	if n, ok := asInt(c); ok && t.isComplex() {
		c = complex(float64(n), 0)
	}
	switch x := c.(type) {
	case complex128:
		part := t.Elem.Real()
		re, im := l.Cast(l.Float(real(x)), part), l.Cast(l.Float(imag(x)), part)
		return &val{t: t, v: l.Make(ir.Complex, t.Elem, re, im), c: c}
	case string:
		return l.strConst(x)
	}
	return &val{t: t, v: l.Bits(t.Elem, constBits(t.Elem, c)), c: c}
}

// convert returns v as type t; it is called only where joinTypes has found t.
func (l *lowerer) convert(v *val, t *Type) *val {
	v = l.settle(v)
	if v.t.same(t) {
		return v
	}
	switch t.Kind {
	case KOptional:
		return l.toOptional(v, t)
	case KScalar:
		if v.t.isScalar() {
			return &val{t: t, v: l.castScalar(v, t.Elem)}
		}
	case KTuple:
		if len(v.items) == len(t.Items) {
			items := make([]*val, len(v.items))
			for i := range items {
				items[i] = l.convert(v.items[i], t.Items[i])
			}
			return &val{t: t, items: items}
		}
	case KList, KSet, KDict:
		if v.t.Kind == t.Kind {
			l.learnItem(v.t, t)
		}
	}
	l.fail("TypingError", "cannot use "+v.t.user()+" where "+t.user()+" is needed", "")
	return nil
}

// castScalar converts a scalar to elem, going through the real part's type for complex.
func (l *lowerer) castScalar(v *val, elem ir.Type) ir.Value {
	x := l.scalar(v)
	if v.t.Elem == elem {
		return x
	}
	if elem.IsComplex() && !v.t.Elem.IsComplex() {
		re := l.Cast(x, elem.Real())
		return l.Make(ir.Complex, elem, re, l.Bits(elem.Real(), 0))
	}
	return l.Cast(x, elem)
}
