//go:build !(goexperiment.simd && amd64) || noasm

package vecmath

// sumBits is the sum of 64-bit integers, wrapping; the sign makes no difference.
func sumBits[T int64 | uint64](x []T) uint64 {
	var s uint64
	for _, v := range x {
		s += uint64(v)
	}
	return s
}

func sumInt32(x []int32) int64 {
	var s int64
	for _, v := range x {
		s += int64(v)
	}
	return s
}

func sumUint32(x []uint32) uint64 {
	var s uint64
	for _, v := range x {
		s += uint64(v)
	}
	return s
}

// minMaxVectors is MinMax of the first n elements: of the whole vectors with SIMD, of none without. The
// instructions mind neither NaN nor the signs of zeros: NaN is looked for on the side, and the sign
// of an extreme that is zero afterwards.
func minMaxVectors(x []float64) (lo, hi float64, n int) { return infinity, -infinity, 0 }

// minMaxVectors32 is minMaxVectors for float32.
func minMaxVectors32(x []float32) (lo, hi float32, n int) { return infinity32, -infinity32, 0 }
