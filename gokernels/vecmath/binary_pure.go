//go:build !(goexperiment.simd && amd64) || noasm

package vecmath

// Every function below applies its scalar core.

func addSlice(dst, x, y []float64) { apply2(dst, x, y, add1[float64]) }

func add32Slice(dst, x, y []float32) { apply2(dst, x, y, add1[float32]) }

func subSlice(dst, x, y []float64) { apply2(dst, x, y, sub1[float64]) }

func sub32Slice(dst, x, y []float32) { apply2(dst, x, y, sub1[float32]) }

func mulSlice(dst, x, y []float64) { apply2(dst, x, y, mul1[float64]) }

func mul32Slice(dst, x, y []float32) { apply2(dst, x, y, mul1[float32]) }

func divSlice(dst, x, y []float64) { apply2(dst, x, y, div1[float64]) }

func div32Slice(dst, x, y []float32) { apply2(dst, x, y, div1[float32]) }

func minSlice(dst, x, y []float64) { apply2(dst, x, y, min1[float64]) }

func min32Slice(dst, x, y []float32) { apply2(dst, x, y, min1[float32]) }

func maxSlice(dst, x, y []float64) { apply2(dst, x, y, max1[float64]) }

func max32Slice(dst, x, y []float32) { apply2(dst, x, y, max1[float32]) }

func addScalarSlice(dst, x []float64, c float64) {
	for i := range dst {
		dst[i] = x[i] + c
	}
}

func addScalar32Slice(dst, x []float32, c float32) {
	for i := range dst {
		dst[i] = x[i] + c
	}
}

func mulScalarSlice(dst, x []float64, c float64) {
	for i := range dst {
		dst[i] = x[i] * c
	}
}

func mulScalar32Slice(dst, x []float32, c float32) {
	for i := range dst {
		dst[i] = x[i] * c
	}
}
