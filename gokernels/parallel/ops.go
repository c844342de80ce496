package parallel

// Combine functions for Reduce and the identities that go with them:
//
//	Sum, Or, Xor  0          Prod         1
//	And           ^0         Any, All     false, true
//	Min, Max      Highest, Lowest         (NaN wins, as in NumPy)
//	ArgMin/ArgMax NoArg                   (the lowest index among equals, the first NaN before all)

// Integer is any integer type.
type Integer interface {
	~int | ~int8 | ~int16 | ~int32 | ~int64 | ~uint | ~uint8 | ~uint16 | ~uint32 | ~uint64 | ~uintptr
}

// Real is any ordered number.
type Real interface {
	Integer | ~float32 | ~float64
}

// Number is anything that adds and multiplies.
type Number interface {
	Real | ~complex64 | ~complex128
}

// Sum adds.
func Sum[T Number](a, b T) T { return a + b }

// Prod multiplies.
func Prod[T Number](a, b T) T { return a * b }

// Min is the smaller; a NaN if either is one; -0 is below +0.
func Min[T Real](a, b T) T { return min(a, b) }

// Max is the larger; a NaN if either is one; -0 is below +0.
func Max[T Real](a, b T) T { return max(a, b) }

// Any is a || b.
func Any(a, b bool) bool { return a || b }

// All is a && b.
func All(a, b bool) bool { return a && b }

// And is a & b.
func And[T Integer](a, b T) T { return a & b }

// Or is a | b.
func Or[T Integer](a, b T) T { return a | b }

// Xor is a ^ b.
func Xor[T Integer](a, b T) T { return a ^ b }

// Arg is a value and the position at which it was found; a negative Index means none.
type Arg[T Real] struct {
	Value T
	Index int
}

// NoArg is the identity of ArgMin and ArgMax.
func NoArg[T Real]() Arg[T] { return Arg[T]{Index: -1} }

// ArgMin is the smaller value; the first NaN if there is one; the lower index if they are equal.
func ArgMin[T Real](a, b Arg[T]) Arg[T] {
	return pick(a, b, b.Value < a.Value)
}

// ArgMax is the larger value; the first NaN if there is one; the lower index if they are equal.
func ArgMax[T Real](a, b Arg[T]) Arg[T] {
	return pick(a, b, b.Value > a.Value)
}

// pick chooses between two finds; better says that b's value beats a's (false if either is NaN).
func pick[T Real](a, b Arg[T], better bool) Arg[T] {
	aNaN, bNaN := a.Value != a.Value, b.Value != b.Value
	switch {
	case a.Index < 0 || b.Index < 0:
		if a.Index < 0 {
			return b
		}
		return a
	case better || (bNaN && !aNaN):
		return b
	case aNaN && !bNaN:
		return a
	case b.Index < a.Index && (aNaN || a.Value == b.Value):
		return b
	}
	return a
}

// Highest is the identity of Min: +Inf, or the largest integer.
func Highest[T Real]() T {
	var zero T
	one := T(1)
	switch {
	case one/2 != 0:
		return one / zero
	case zero-one > 0:
		return zero - one
	}
	top := one
	for top*2+1 > top { // 1, 3, 7, … until it wraps
		top = top*2 + 1
	}
	return top
}

// Lowest is the identity of Max: -Inf, or the smallest integer.
func Lowest[T Real]() T {
	var zero T
	one := T(1)
	switch {
	case one/2 != 0:
		return -one / zero
	case zero-one > 0:
		return zero
	}
	return -Highest[T]() - 1
}
