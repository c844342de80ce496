//go:build !(goexperiment.simd && amd64) || noasm

package vecmath

func axpbySlice(dst []float64, alpha float64, x []float64, beta float64, y []float64) {
	axpbyTail(dst, alpha, x, beta, y)
}

func axpby32Slice(dst []float32, alpha float32, x []float32, beta float32, y []float32) {
	axpbyTail(dst, alpha, x, beta, y)
}

func expAxpbySlice(dst []float64, alpha float64, x []float64, beta float64, y []float64) {
	for i := range dst {
		dst[i] = exp1(axpby1(alpha, x[i], beta, y[i]))
	}
}

func expAxpby32Slice(dst []float32, alpha float32, x []float32, beta float32, y []float32) {
	for i := range dst {
		dst[i] = exp1f(axpby1(alpha, x[i], beta, y[i]))
	}
}

func gaussianSlice(dst, means, widths []float64, x, scale float64) {
	gaussianTail(dst, means, widths, x, scale)
}

func gaussian32Slice(dst, means, widths []float32, x, scale float32) {
	gaussian32Tail(dst, means, widths, x, scale)
}
