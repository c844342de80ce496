//go:build !(goexperiment.simd && amd64) || noasm

package vecmath

// sinSlice sets dst[i] = sin1(x[i]).
func sinSlice(dst, x []float64) { apply1(dst, x, sin1) }

// cosSlice sets dst[i] = cos1(x[i]).
func cosSlice(dst, x []float64) { apply1(dst, x, cos1) }

// sin32Slice sets dst[i] = sin1f(x[i]).
func sin32Slice(dst, x []float32) { apply1(dst, x, sin1f) }

// cos32Slice sets dst[i] = cos1f(x[i]).
func cos32Slice(dst, x []float32) { apply1(dst, x, cos1f) }
