package interp

import (
	"math"

	"gokernels/gokernels/ir"
)

// Value is a value of any type. Scalars are bits as in a constant: ints sign- or zero-extended, bool 0 or 1, f32 its 32
// bits; a complex has its real part in Lo and its imaginary part in Hi. Ref is an *Array, *List, *Set, *Dict or string.
type Value struct {
	Lo, Hi uint64
	Ref    any
}

// Array is a view of memory: the element with indices i is at Offset + sum(i[k]*Strides[k]). Data spans the lowest to
// the highest byte. Views keep ReadOnly and Handle.
type Array struct {
	Data           []byte
	Offset         int
	Shape, Strides []int
	Elem           ir.Type
	ReadOnly       bool
	Handle         any // the caller's object that owns the memory; nil for arrays made here
}

// Int, Float, Bool, Complex and Text make values.
func Int(n int64) Value          { return Value{Lo: uint64(n)} }
func Float(x float64) Value      { return Value{Lo: math.Float64bits(x)} }
func Float32(x float32) Value    { return Value{Lo: uint64(math.Float32bits(x))} }
func Bool(c bool) Value          { return Value{Lo: truth(c)} }
func Complex(z complex128) Value { return Value{Lo: bits(real(z)), Hi: bits(imag(z))} }
func Text(s string) Value        { return Value{Ref: s} }

// Go returns a scalar or text of type t as Go's own: bool, int64, uint64, float64, complex128 or string.
func (v Value) Go(t ir.Type) any {
	switch {
	case t == ir.Bool:
		return v.Lo != 0
	case t.IsSigned():
		return int64(v.Lo)
	case t.IsUnsigned():
		return v.Lo
	case t == ir.F32:
		return float64(f32(v.Lo))
	case t == ir.F64:
		return f64(v.Lo)
	case t == ir.C64:
		return complex(float64(f32(v.Lo)), float64(f32(v.Hi)))
	case t == ir.C128:
		return complex(f64(v.Lo), f64(v.Hi))
	}
	return v.Ref
}

// Size is the number of elements.
func (a *Array) Size() int {
	n := 1
	for _, d := range a.Shape {
		n *= d
	}
	return n
}

func f64(b uint64) float64  { return math.Float64frombits(b) }
func bits(x float64) uint64 { return math.Float64bits(x) }
func f32(b uint64) float32  { return math.Float32frombits(uint32(b)) }
func bits32(x float32) uint64 {
	return uint64(math.Float32bits(x))
}

func truth(c bool) uint64 {
	if c {
		return 1
	}
	return 0
}
