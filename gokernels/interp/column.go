package interp

import (
	"slices"

	"gokernels/gokernels/ir"
)

// Column holds values of one type: words in Lo, the second words of complexes in Hi, objects in Refs.
type Column struct {
	Type   ir.Type
	Lo, Hi []uint64
	Refs   []any
}

// Len is the number of values.
func (c *Column) Len() int { return max(len(c.Lo), len(c.Refs)) }

// At is value i.
func (c *Column) At(i int) Value {
	switch fileOf(c.Type) {
	case inWords:
		return Value{Lo: c.Lo[i]}
	case inPairs:
		return Value{Lo: c.Lo[i], Hi: c.Hi[i]}
	}
	return Value{Ref: c.Refs[i]}
}

// Set replaces value i.
func (c *Column) Set(i int, v Value) {
	switch fileOf(c.Type) {
	case inWords:
		c.Lo[i] = v.Lo
	case inPairs:
		c.Lo[i], c.Hi[i] = v.Lo, v.Hi
	default:
		c.Refs[i] = v.Ref
	}
}

// Insert puts a value before value i.
func (c *Column) Insert(i int, v Value) {
	switch fileOf(c.Type) {
	case inWords:
		c.Lo = slices.Insert(c.Lo, i, v.Lo)
	case inPairs:
		c.Lo, c.Hi = slices.Insert(c.Lo, i, v.Lo), slices.Insert(c.Hi, i, v.Hi)
	default:
		c.Refs = slices.Insert(c.Refs, i, v.Ref)
	}
}

// cut removes the values from i to k.
func (c *Column) cut(i, k int) {
	switch fileOf(c.Type) {
	case inWords:
		c.Lo = slices.Delete(c.Lo, i, k)
	case inPairs:
		c.Lo, c.Hi = slices.Delete(c.Lo, i, k), slices.Delete(c.Hi, i, k)
	default:
		c.Refs = slices.Delete(c.Refs, i, k)
	}
}

// columnsOf makes empty columns.
func columnsOf(types []ir.Type) []Column {
	columns := make([]Column, len(types))
	for i, t := range types {
		columns[i].Type = t
	}
	return columns
}

// compare orders values as Python does; NaN is neither less nor greater than anything, so equal here.
func compare(t ir.Type, a, b Value) int {
	switch {
	case t == ir.Str:
		return compareText(a.Ref.(string), b.Ref.(string))
	case t.IsSigned():
		return order(int64(a.Lo), int64(b.Lo))
	case t == ir.F64:
		return order(f64(a.Lo), f64(b.Lo))
	case t == ir.F32:
		return order(f32(a.Lo), f32(b.Lo))
	case t.IsComplex():
		if c := compare(t.Real(), Value{Lo: a.Lo}, Value{Lo: b.Lo}); c != 0 {
			return c
		}
		return compare(t.Real(), Value{Lo: a.Hi}, Value{Lo: b.Hi})
	}
	return order(a.Lo, b.Lo)
}

func order[T int64 | uint64 | float64 | float32](x, y T) int {
	switch {
	case x < y:
		return -1
	case x > y:
		return 1
	}
	return 0
}
