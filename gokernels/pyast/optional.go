package pyast

import (
	"slices"

	"gokernels/gokernels/ir"
)

// An optional value is None or of another type: a function that returns None on one path has it, and a name that starts
// as None. Its items are a flag, whether there is a value, and the value. What asks for None takes it as it is; all else
// takes the value, and raises where there is none.

func optionalOf(t *Type) *Type {
	if t.Kind == KOptional {
		return t
	}
	return &Type{Kind: KOptional, Items: []*Type{boolType, t}}
}

// joinOptional joins types of which one is None or optional; nil if there is no such type.
func joinOptional(a, b *Type) *Type {
	inner := func(t *Type) *Type {
		if t.Kind == KOptional {
			return t.Items[1]
		}
		return t
	}
	x, y := inner(a), inner(b)
	switch {
	case x.Kind == KNone:
		x = y
	case y.Kind != KNone:
		if x = joinTypes(x, y); x == nil || x.Kind == KOptional {
			return nil
		}
	}
	if x.Kind == KNone || !x.canBeAbsent() {
		return nil
	}
	return optionalOf(x)
}

// canBeAbsent reports whether there is something to stand for a value of a type that is not there.
func (t *Type) canBeAbsent() bool {
	switch t.Kind {
	case KScalar, KStr, KArray:
		return t.Record == nil
	case KList, KSet, KDict:
		return !slices.Contains(t.Items, nil)
	case KTuple:
		return t.ID != exceptionID && !slices.ContainsFunc(t.Items, func(item *Type) bool { return !item.canBeAbsent() })
	}
	return false
}

func holdsOptional(t *Type) bool {
	return t != nil && (t.Kind == KOptional || slices.ContainsFunc(t.Items, holdsOptional))
}

// toOptional makes a value or None optional.
func (l *lowerer) toOptional(v *val, t *Type) *val {
	inner := t.Items[1]
	switch v.t.Kind {
	case KNone:
		return &val{t: t, items: []*val{l.boolConst(false), l.absent(inner)}}
	case KOptional:
		return &val{t: t, items: []*val{v.items[0], l.convert(v.items[1], inner)}}
	}
	return &val{t: t, items: []*val{l.boolConst(true), l.convert(v, inner)}}
}

// absent is what stands for a value of type t that is not there.
func (l *lowerer) absent(t *Type) *val {
	switch t.Kind {
	case KStr:
		return l.strConst("")
	case KArray:
		dims := make([]ir.Value, t.NDim)
		for k := range dims {
			dims[k] = l.Int(0)
		}
		return l.made(t.Elem, dims, 0, 0)
	case KList, KSet, KDict:
		v, _ := l.newContainer(t)
		return v
	case KTuple:
		v := &val{t: t}
		for _, item := range t.Items {
			v.items = append(v.items, l.absent(item))
		}
		return v
	}
	return &val{t: t, v: l.castScalar(l.intConst(0), t.Elem)}
}

// present is the value of an optional one; it raises where that is None.
func (l *lowerer) present(v *val) *val {
	if v.t.Kind != KOptional {
		return v
	}
	l.raiseIf(l.Make(ir.Not, ir.Bool, l.scalar(v.items[0])), "TypeError", "None where "+v.t.Items[1].user()+" is needed")
	return v.items[1]
}

// presentAll is present for the arguments of a function that does not take None apart.
func (l *lowerer) presentAll(c *callArgs) *callArgs {
	for i, a := range c.args {
		c.args[i] = l.present(a)
	}
	for name, a := range c.kw {
		c.kw[name] = l.present(a)
	}
	return c
}

// takesNone are the builtins that do something with None.
var takesNone = map[string]bool{"builtins.print": true, "builtins.str": true, "builtins.repr": true, "builtins.bool": true, "builtins.isinstance": true}

// compareOptional compares values of which one or both are optional, for is, is not, == and !=.
func (l *lowerer) compareOptional(op string, a, b *val) *val {
	negate := op == "IsNot" || op == "NotEq"
	plain := "Eq"
	if op == "Is" || op == "IsNot" {
		plain = "Is"
	}
	if b.t.Kind == KOptional {
		a, b = b, a
	}
	there := l.truth(a.items[0])
	equal := (*val)(nil)
	switch {
	case b.isNone():
		equal = l.unary("Not", there)
	case b.t.Kind == KOptional:
		other := l.truth(b.items[0])
		same := boolVal(l.Make(ir.Eq, ir.Bool, l.scalar(there), l.scalar(other)))
		equal = l.choose(l.scalar(l.allOf(there, other)), func() *val { return l.truth(l.compare(plain, a.items[1], b.items[1])) }, func() *val { return same })
	default:
		equal = l.choose(l.scalar(there), func() *val { return l.truth(l.compare(plain, a.items[1], b)) }, func() *val { return l.boolConst(false) })
	}
	if negate {
		return l.unary("Not", equal)
	}
	return equal
}

func (l *lowerer) allOf(a, b *val) *val {
	return boolVal(l.Make(ir.And, ir.Bool, l.scalar(a), l.scalar(b)))
}

// truthOfOptional is false for None.
func (l *lowerer) truthOfOptional(v *val) *val {
	return l.choose(l.scalar(v.items[0]), func() *val { return l.truth(v.items[1]) }, func() *val { return l.boolConst(false) })
}

// noneTest finds the name in "x is None", "x is not None": it is the other type where the test tells that there is a value.
func (l *lowerer) noneTest(test Expr) (name string, thereIf bool) {
	c, ok := test.(*Compare)
	if !ok || len(c.Ops) != 1 || l.par != nil || (c.Ops[0] != "Is" && c.Ops[0] != "IsNot") {
		return "", false
	}
	n, okName := c.Left.(*Name)
	k, okNone := c.Right[0].(*Constant)
	if !okName || !okNone || k.Value != nil {
		return "", false
	}
	s := l.scope.env[n.ID]
	if s == nil || s.maybe || s.carried || s.conflict != nil || s.proto.t.Kind != KOptional {
		return "", false
	}
	return n.ID, c.Ops[0] == "IsNot"
}

// narrow lets a name be the value that a test found to be there.
func (l *lowerer) narrow(name string, there bool) {
	if name != "" && there {
		l.bind(name, l.read(l.scope.env[name]).items[1])
	}
}
