//go:build !(goexperiment.simd && amd64) || noasm

package vecmath

// logSlice sets dst[i] = log1(x[i]).
func logSlice(dst, x []float64) { apply1(dst, x, log1) }

// log32Slice sets dst[i] = log1f(x[i]).
func log32Slice(dst, x []float32) { apply1(dst, x, log1f) }
