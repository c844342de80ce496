package kernels

import (
	"unsafe"

	"gokernels/gokernels/vecmath"
)

// signRows are negative, absolute, sign, square and reciprocal.
func signRows() []Row {
	row := func(name, summary string, types []TypeRule, table loops, notes ...string) Row {
		return elementwiseRow(Row{
			Name: name, Summary: summary, NumPy: "np." + name + "(a)", Types: types, Notes: notes,
			Args:    []Arg{arrayArg("a", "The numbers.")},
			Returns: "An array of the shape and dtype of `a`.",
		}, table, 0.7)
	}
	wraps := "Integers wrap: the least one of a dtype is its own result."
	return []Row{
		row("negative", "Each element with the other sign.", computed(same, numbers...),
			unaryInts(negate, negate, negate, negate, negate, negate, negate, negate).
				and(unaryFloats(vecmath.Neg32, vecmath.Neg)), wraps),
		row("absolute", "Each element without its sign.", computed(same, all...),
			keepLoops().
				and(loops{Int8: unary(absolute[int8]), Int16: unary(absolute[int16]), Int32: unary(absolute[int32]), Int64: unary(absolute[int64])}).
				and(unaryFloats(vecmath.Abs32, vecmath.Abs)), wraps),
		row("sign", "-1, 0 or 1 as each element is negative, zero or positive; NaN stays.", computed(same, numbers...),
			unaryInts(sign, sign, sign, sign, sign, sign, sign, sign).and(unaryFloats(sign, sign))),
		row("square", "Each element times itself.", boolAsInt8(computed(same, numbers...)),
			unaryInts(square, square, square, square, square, square, square, square).
				and(unaryFloats(vecmath.Square32, vecmath.Square)), "Integers wrap. Bools give int8."),
		row("reciprocal", "1 divided by each element.", boolAsInt8(computed(same, numbers...)),
			unaryInts(inverse, inverse, inverse, inverse, inverse, inverse, inverse, inverse).
				and(unaryFloats(vecmath.Reciprocal32, vecmath.Reciprocal)),
			"For integers the result is rounded towards zero, so it is 0 but for 1 and -1. "+
				"Of 0 it is what NumPy has on x86-64: the least int32 or int64, and 0 for the other dtypes. Bools give int8."),
	}
}

// negate is dst[i] = -a[i].
func negate[T number](dst, a []T) {
	a = a[:len(dst)]
	for i := range dst {
		dst[i] = -a[i]
	}
}

// absolute is dst[i] = |a[i]|.
func absolute[T signed](dst, a []T) {
	a = a[:len(dst)]
	for i := range dst {
		dst[i] = max(a[i], -a[i])
	}
}

// sign is dst[i] = a[i] > 0 ? 1 : a[i] < 0 ? -1 : a[i] == 0 ? 0 : a[i]; so -0 becomes 0.
func sign[T number](dst, a []T) {
	a = a[:len(dst)]
	one := T(1)
	for i := range dst {
		switch v := a[i]; {
		case v > 0:
			dst[i] = one
		case v < 0:
			dst[i] = -one
		case v == 0:
			dst[i] = 0
		default:
			dst[i] = v
		}
	}
}

// square is dst[i] = a[i] * a[i].
func square[T number](dst, a []T) {
	a = a[:len(dst)]
	for i := range dst {
		dst[i] = a[i] * a[i]
	}
}

// inverse is dst[i] = 1 / a[i], rounded towards zero; see inverseOfZero.
func inverse[T integer](dst, a []T) {
	a = a[:len(dst)]
	zero := inverseOfZero[T]()
	for i := range dst {
		switch v := a[i]; {
		case v == 0:
			dst[i] = zero
		case v == 1 || v < 0 && v+1 == 0:
			dst[i] = v
		default:
			dst[i] = 0
		}
	}
}

// inverseOfZero is what x86-64 makes of NumPy's conversion of an infinity: cvttsd2si gives the least
// int32 or int64, whose low bits, all zero, are what smaller and unsigned dtypes get.
func inverseOfZero[T integer]() T {
	bits := 8 * unsafe.Sizeof(T(0))
	if ^T(0) > 0 || bits < 32 {
		return 0
	}
	return T(1) << (bits - 1)
}
