package vecmath

import "math"

// The functions of this file are single machine operations, rounded correctly as IEEE 754 says; the
// integers of the rounding functions keep the sign of x, also as a zero.

// Sqrt sets dst[i] = sqrt(x[i]).
//
// Max error: 0.5 ULP.
// Valid range: all x; NaN below 0.
func Sqrt(dst, x []float64) { sqrtSlice(dst, match(dst, x)) }

// Sqrt32 sets dst[i] = sqrt(x[i]).
//
// Max error: 0.5 ULP.
// Valid range: all x; NaN below 0.
func Sqrt32(dst, x []float32) { sqrt32Slice(dst, match(dst, x)) }

// Floor sets dst[i] to the largest integer not above x[i].
//
// Max error: 0 ULP.
// Valid range: all x.
func Floor(dst, x []float64) { floorSlice(dst, match(dst, x)) }

// Floor32 sets dst[i] to the largest integer not above x[i].
//
// Max error: 0 ULP.
// Valid range: all x.
func Floor32(dst, x []float32) { floor32Slice(dst, match(dst, x)) }

// Ceil sets dst[i] to the smallest integer not below x[i].
//
// Max error: 0 ULP.
// Valid range: all x.
func Ceil(dst, x []float64) { ceilSlice(dst, match(dst, x)) }

// Ceil32 sets dst[i] to the smallest integer not below x[i].
//
// Max error: 0 ULP.
// Valid range: all x.
func Ceil32(dst, x []float32) { ceil32Slice(dst, match(dst, x)) }

// Rint sets dst[i] to the nearest integer to x[i], the even one of two.
//
// Max error: 0 ULP.
// Valid range: all x.
func Rint(dst, x []float64) { rintSlice(dst, match(dst, x)) }

// Rint32 sets dst[i] to the nearest integer to x[i], the even one of two.
//
// Max error: 0 ULP.
// Valid range: all x.
func Rint32(dst, x []float32) { rint32Slice(dst, match(dst, x)) }

// Trunc sets dst[i] to x[i] without its fraction.
//
// Max error: 0 ULP.
// Valid range: all x.
func Trunc(dst, x []float64) { truncSlice(dst, match(dst, x)) }

// Trunc32 sets dst[i] to x[i] without its fraction.
//
// Max error: 0 ULP.
// Valid range: all x.
func Trunc32(dst, x []float32) { trunc32Slice(dst, match(dst, x)) }

// Abs sets dst[i] = |x[i]|.
//
// Max error: 0 ULP.
// Valid range: all x, by clearing the sign.
func Abs(dst, x []float64) { absSlice(dst, match(dst, x)) }

// Abs32 sets dst[i] = |x[i]|.
//
// Max error: 0 ULP.
// Valid range: all x, by clearing the sign.
func Abs32(dst, x []float32) { abs32Slice(dst, match(dst, x)) }

// Neg sets dst[i] = -x[i].
//
// Max error: 0 ULP.
// Valid range: all x, by turning the sign.
func Neg(dst, x []float64) { negSlice(dst, match(dst, x)) }

// Neg32 sets dst[i] = -x[i].
//
// Max error: 0 ULP.
// Valid range: all x, by turning the sign.
func Neg32(dst, x []float32) { neg32Slice(dst, match(dst, x)) }

// Square sets dst[i] = x[i] * x[i].
//
// Max error: 0.5 ULP.
// Valid range: all x.
func Square(dst, x []float64) { squareSlice(dst, match(dst, x)) }

// Square32 sets dst[i] = x[i] * x[i].
//
// Max error: 0.5 ULP.
// Valid range: all x.
func Square32(dst, x []float32) { square32Slice(dst, match(dst, x)) }

// Reciprocal sets dst[i] = 1 / x[i].
//
// Max error: 0.5 ULP.
// Valid range: all x; an infinity at a zero.
func Reciprocal(dst, x []float64) { reciprocalSlice(dst, match(dst, x)) }

// Reciprocal32 sets dst[i] = 1 / x[i].
//
// Max error: 0.5 ULP.
// Valid range: all x; an infinity at a zero.
func Reciprocal32(dst, x []float32) { reciprocal32Slice(dst, match(dst, x)) }

type float interface{ float32 | float64 }

// The scalar cores. For float32, sqrt by way of float64 rounds twice but to the same result: float64 has
// more than twice the bits.

func sqrt1[T float](x T) T { return T(math.Sqrt(float64(x))) }

func floor1[T float](x T) T { return T(math.Floor(float64(x))) }

func ceil1[T float](x T) T { return T(math.Ceil(float64(x))) }

func rint1[T float](x T) T { return T(math.RoundToEven(float64(x))) }

func trunc1[T float](x T) T { return T(math.Trunc(float64(x))) }

func abs1[T float](x T) T { return T(math.Abs(float64(x))) }

func neg1[T float](x T) T { return -x }

func square1[T float](x T) T { return x * x }

func reciprocal1[T float](x T) T { return 1 / x }
