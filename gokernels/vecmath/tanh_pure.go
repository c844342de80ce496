//go:build !(goexperiment.simd && amd64) || noasm

package vecmath

// tanhSlice sets dst[i] = tanh1(x[i]).
func tanhSlice(dst, x []float64) { apply1(dst, x, tanh1) }

// tanh32Slice sets dst[i] = tanh1f(x[i]).
func tanh32Slice(dst, x []float32) { apply1(dst, x, tanh1f) }
