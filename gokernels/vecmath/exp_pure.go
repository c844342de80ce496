//go:build !(goexperiment.simd && amd64) || noasm

package vecmath

// expSlice sets dst[i] = exp1(x[i]).
func expSlice(dst, x []float64) { apply1(dst, x, exp1) }

// exp32Slice sets dst[i] = exp1f(x[i]).
func exp32Slice(dst, x []float32) { apply1(dst, x, exp1f) }
