//go:build !(goexperiment.simd && amd64) || noasm

package vecmath

// powSlice sets dst[i] = pow1(x[i], y[i]).
func powSlice(dst, x, y []float64) { apply2(dst, x, y, pow1) }

// pow32Slice sets dst[i] = pow1f(x[i], y[i]).
func pow32Slice(dst, x, y []float32) { apply2(dst, x, y, pow1f) }
