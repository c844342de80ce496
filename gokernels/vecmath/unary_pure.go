//go:build !(goexperiment.simd && amd64) || noasm

package vecmath

// Every function below applies its scalar core.

func sqrtSlice(dst, x []float64) { apply1(dst, x, sqrt1[float64]) }

func sqrt32Slice(dst, x []float32) { apply1(dst, x, sqrt1[float32]) }

func floorSlice(dst, x []float64) { apply1(dst, x, floor1[float64]) }

func floor32Slice(dst, x []float32) { apply1(dst, x, floor1[float32]) }

func ceilSlice(dst, x []float64) { apply1(dst, x, ceil1[float64]) }

func ceil32Slice(dst, x []float32) { apply1(dst, x, ceil1[float32]) }

func rintSlice(dst, x []float64) { apply1(dst, x, rint1[float64]) }

func rint32Slice(dst, x []float32) { apply1(dst, x, rint1[float32]) }

func truncSlice(dst, x []float64) { apply1(dst, x, trunc1[float64]) }

func trunc32Slice(dst, x []float32) { apply1(dst, x, trunc1[float32]) }

func absSlice(dst, x []float64) { apply1(dst, x, abs1[float64]) }

func abs32Slice(dst, x []float32) { apply1(dst, x, abs1[float32]) }

func negSlice(dst, x []float64) { apply1(dst, x, neg1[float64]) }

func neg32Slice(dst, x []float32) { apply1(dst, x, neg1[float32]) }

func squareSlice(dst, x []float64) { apply1(dst, x, square1[float64]) }

func square32Slice(dst, x []float32) { apply1(dst, x, square1[float32]) }

func reciprocalSlice(dst, x []float64) { apply1(dst, x, reciprocal1[float64]) }

func reciprocal32Slice(dst, x []float32) { apply1(dst, x, reciprocal1[float32]) }
