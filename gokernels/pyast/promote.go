package pyast

import "gokernels/gokernels/ir"

// promote returns NumPy's result type of two dtypes (NEP 50, both strong).
func promote(a, b ir.Type) ir.Type {
	switch {
	case a == b || b == ir.Bool:
		return a
	case a == ir.Bool:
		return b
	case a.IsComplex() || b.IsComplex():
		return complexOf(promote(realOf(a), realOf(b)))
	case a.IsFloat() || b.IsFloat():
		return promoteFloat(a, b)
	case a.IsSigned() == b.IsSigned():
		return larger(a, b)
	case a.IsSigned():
		return promoteSigned(a, b)
	}
	return promoteSigned(b, a)
}

func larger(a, b ir.Type) ir.Type {
	if a.Size() >= b.Size() {
		return a
	}
	return b
}

// promoteSigned joins a signed and an unsigned integer: the signed type that holds both, float64 if there is none.
func promoteSigned(s, u ir.Type) ir.Type {
	if s.Size() > u.Size() {
		return s
	}
	switch u.Size() {
	case 1:
		return ir.I16
	case 2:
		return ir.I32
	case 4:
		return ir.I64
	}
	return ir.F64
}

// promoteFloat joins two types of which at least one is a float: float32 holds integers of up to 16 bits.
func promoteFloat(a, b ir.Type) ir.Type {
	for _, t := range []ir.Type{a, b} {
		if t == ir.F64 || (t.IsInt() && t.Size() > 2) {
			return ir.F64
		}
	}
	return ir.F32
}

func realOf(t ir.Type) ir.Type {
	if t.IsComplex() {
		return t.Real()
	}
	return t
}

// complexOf returns the complex type whose parts hold t.
func complexOf(t ir.Type) ir.Type {
	if t == ir.F32 || (t.IsInt() && t.Size() <= 2) || t == ir.Bool {
		return ir.C64
	}
	return ir.C128
}

// category orders bool, int, float and complex.
func category(t ir.Type) int {
	switch {
	case t == ir.Bool:
		return 0
	case t.IsInt():
		return 1
	case t.IsFloat():
		return 2
	}
	return 3
}

// promoteTypes returns the type in which two operands (scalars, or arrays by their elements) meet under NumPy 2: a
// Python number takes the other's type unless it is of a higher category.
func promoteTypes(a, b *Type) *Type {
	switch {
	case a.Weak && b.Weak:
		return weakest(max(category(a.Elem), category(b.Elem)))
	case a.Weak:
		return scalarOf(weakWith(a.Elem, b.Elem))
	case b.Weak:
		return scalarOf(weakWith(b.Elem, a.Elem))
	}
	return scalarOf(promote(a.Elem, b.Elem))
}

func weakest(c int) *Type { return []*Type{boolType, intType, floatType, complexType}[c] }

// weakWith joins a Python number's type with a NumPy type.
func weakWith(weak, strong ir.Type) ir.Type {
	if category(weak) <= category(strong) {
		return strong
	}
	switch {
	case weak.IsComplex() && strong == ir.F32:
		return ir.C64
	case weak.IsComplex():
		return ir.C128
	case weak.IsFloat():
		return ir.F64
	}
	return ir.I64
}

// inexact returns the type in which NumPy computes exp, sqrt, a division… of t. NumPy has float16 for integers of
// 8 bits and bools; we have not, and take float64 as Numba does.
func inexact(t ir.Type) ir.Type {
	switch {
	case t.IsFloat() || t.IsComplex():
		return t
	case t.Size() == 2:
		return ir.F32
	}
	return ir.F64
}

// accumulator returns the type in which NumPy sums t.
func accumulator(t ir.Type) ir.Type {
	switch {
	case t.IsUnsigned():
		return ir.U64
	case t.IsInt() || t == ir.Bool:
		return ir.I64
	}
	return t
}

// joinTypes returns the type of a name that holds a on one path and b on another; nil if there is none.
func joinTypes(a, b *Type) *Type {
	if a.same(b) {
		return a
	}
	if a.Kind == KNone || b.Kind == KNone || a.Kind == KOptional || b.Kind == KOptional {
		return joinOptional(a, b)
	}
	if a.Kind != b.Kind {
		return nil
	}
	switch a.Kind {
	case KScalar:
		return joinScalars(a, b)
	case KTuple:
		return joinTuples(a, b)
	case KList, KSet, KDict:
		return joinContainers(a, b)
	}
	return nil
}

func joinScalars(a, b *Type) *Type {
	if a.Weak && b.Weak {
		return weakest(max(category(a.Elem), category(b.Elem)))
	}
	return scalarOf(promote(a.Elem, b.Elem))
}

func joinTuples(a, b *Type) *Type {
	if len(a.Items) != len(b.Items) || a.ID != b.ID {
		return nil
	}
	joined := &Type{Kind: KTuple, Fields: a.Fields, ID: a.ID}
	for i := range a.Items {
		item := joinTypes(a.Items[i], b.Items[i])
		if item == nil {
			return nil
		}
		joined.Items = append(joined.Items, item)
	}
	return joined
}

// joinContainers joins item by item; one that is still empty takes the other's type. A container that is not of the
// joined type learns it where it is made.
func joinContainers(a, b *Type) *Type {
	joined := &Type{Kind: a.Kind, origin: a.origin}
	for i := range a.Items {
		item := a.Items[i]
		switch {
		case item == nil:
			item = b.Items[i]
		case b.Items[i] != nil:
			item = joinTypes(item, b.Items[i])
		}
		if item == nil && (a.Items[i] != nil || b.Items[i] != nil) {
			return nil
		}
		joined.Items = append(joined.Items, item)
	}
	if joined.same(b) {
		return b
	}
	return joined
}
