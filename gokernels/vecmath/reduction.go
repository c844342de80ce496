package vecmath

import "math"

// SumInt64 returns the sum of x, wrapping.
//
// Max error: exact modulo 2**64.
// Valid range: all x.
func SumInt64(x []int64) int64 { return int64(sumBits(x)) }

// SumUint64 returns the sum of x, wrapping.
//
// Max error: exact modulo 2**64.
// Valid range: all x.
func SumUint64(x []uint64) uint64 { return sumBits(x) }

// SumInt32 returns the sum of x in an int64.
//
// Max error: exact modulo 2**64.
// Valid range: all x.
func SumInt32(x []int32) int64 { return sumInt32(x) }

// SumUint32 returns the sum of x in a uint64.
//
// Max error: exact modulo 2**64.
// Valid range: all x.
func SumUint32(x []uint32) uint64 { return sumUint32(x) }

// SumInts returns the sum of x in an int64, for the element types without a function of their own.
//
// Max error: exact.
// Valid range: all x.
func SumInts[T int8 | int16 | uint8 | uint16](x []T) int64 {
	var s int64
	for _, v := range x {
		s += int64(v)
	}
	return s
}

// MinMax returns the least and the greatest element of x; both are NaN if any element is, -0 is
// below +0, and an empty x gives +Inf and -Inf.
//
// Max error: exact.
// Valid range: all x.
func MinMax(x []float64) (lo, hi float64) {
	lo, hi, n := minMaxVectors(x)
	for _, v := range x[n:] {
		lo, hi = min(lo, v), max(hi, v)
	}
	return lo, hi
}

// MinMax32 is MinMax for float32.
//
// Max error: exact.
// Valid range: all x.
func MinMax32(x []float32) (lo, hi float32) {
	lo, hi, n := minMaxVectors32(x)
	for _, v := range x[n:] {
		lo, hi = min(lo, v), max(hi, v)
	}
	return lo, hi
}

var (
	infinity   = math.Inf(1)
	infinity32 = float32(math.Inf(1))
)
