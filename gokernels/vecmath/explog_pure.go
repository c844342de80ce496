//go:build !(goexperiment.simd && amd64) || noasm

package vecmath

// exp2Slice sets dst[i] = exp21(x[i]).
func exp2Slice(dst, x []float64) { apply1(dst, x, exp21) }

// exp2Slice32 sets dst[i] = exp21f(x[i]).
func exp2Slice32(dst, x []float32) { apply1(dst, x, exp21f) }

// expm1Slice sets dst[i] = expm11(x[i]).
func expm1Slice(dst, x []float64) { apply1(dst, x, expm11) }

// expm1Slice32 sets dst[i] = expm11f(x[i]).
func expm1Slice32(dst, x []float32) { apply1(dst, x, expm11f) }

// log2Slice sets dst[i] = log21(x[i]).
func log2Slice(dst, x []float64) { apply1(dst, x, log21) }

// log2Slice32 sets dst[i] = log21f(x[i]).
func log2Slice32(dst, x []float32) { apply1(dst, x, log21f) }

// log10Slice sets dst[i] = log101(x[i]).
func log10Slice(dst, x []float64) { apply1(dst, x, log101) }

// log10Slice32 sets dst[i] = log101f(x[i]).
func log10Slice32(dst, x []float32) { apply1(dst, x, log101f) }
