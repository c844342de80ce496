package check

import "math"

// ULP64 counts the float64 values between a and b; 0 means equal bits, or both NaN, or both zero.
func ULP64(a, b float64) uint64 {
	if math.IsNaN(a) || math.IsNaN(b) {
		return nanDistance(math.IsNaN(a) && math.IsNaN(b))
	}
	return distance(order(int64(math.Float64bits(a)), math.MinInt64), order(int64(math.Float64bits(b)), math.MinInt64))
}

// ULP32 counts the float32 values between a and b, as ULP64 does.
func ULP32(a, b float32) uint64 {
	if a != a || b != b {
		return nanDistance(a != a && b != b)
	}
	return distance(order(int64(int32(math.Float32bits(a))), math.MinInt32), order(int64(int32(math.Float32bits(b))), math.MinInt32))
}

// SameBits64 reports equal bits, taking every NaN for the same.
func SameBits64(a, b float64) bool {
	return math.Float64bits(a) == math.Float64bits(b) || (a != a && b != b)
}

// SameBits32 reports equal bits, taking every NaN for the same.
func SameBits32(a, b float32) bool {
	return math.Float32bits(a) == math.Float32bits(b) || (a != a && b != b)
}

// order maps the bits of a float, sign and magnitude, to integers that sort as the floats do;
// -0 and +0 both become 0.
func order(bits, signBit int64) int64 {
	if bits < 0 {
		return signBit - bits
	}
	return bits
}

func distance(a, b int64) uint64 {
	if a < b {
		a, b = b, a
	}
	return uint64(a) - uint64(b)
}

func nanDistance(both bool) uint64 {
	if both {
		return 0
	}
	return math.MaxUint64
}
