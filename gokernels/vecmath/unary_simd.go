//go:build goexperiment.simd && amd64 && !noasm

package vecmath

// Every function below does whole vectors with one instruction and the tail with the scalar core.

func sqrtSlice(dst, x []float64) {
	n := map1(f4{}, dst, x, func(x f4) f4 { return x.Sqrt() })
	apply1(dst[n:], x[n:], sqrt1)
}

func sqrt32Slice(dst, x []float32) {
	n := map1F(f8{}, dst, x, func(x f8) f8 { return x.Sqrt() })
	apply1(dst[n:], x[n:], sqrt1)
}

func floorSlice(dst, x []float64) {
	n := map1(f4{}, dst, x, func(x f4) f4 { return x.Floor() })
	apply1(dst[n:], x[n:], floor1)
}

func floor32Slice(dst, x []float32) {
	n := map1F(f8{}, dst, x, func(x f8) f8 { return x.Floor() })
	apply1(dst[n:], x[n:], floor1)
}

func ceilSlice(dst, x []float64) {
	n := map1(f4{}, dst, x, func(x f4) f4 { return x.Ceil() })
	apply1(dst[n:], x[n:], ceil1)
}

func ceil32Slice(dst, x []float32) {
	n := map1F(f8{}, dst, x, func(x f8) f8 { return x.Ceil() })
	apply1(dst[n:], x[n:], ceil1)
}

func rintSlice(dst, x []float64) {
	n := map1(f4{}, dst, x, func(x f4) f4 { return x.Round() })
	apply1(dst[n:], x[n:], rint1)
}

func rint32Slice(dst, x []float32) {
	n := map1F(f8{}, dst, x, func(x f8) f8 { return x.Round() })
	apply1(dst[n:], x[n:], rint1)
}

func truncSlice(dst, x []float64) {
	n := map1(f4{}, dst, x, func(x f4) f4 { return x.Trunc() })
	apply1(dst[n:], x[n:], trunc1)
}

func trunc32Slice(dst, x []float32) {
	n := map1F(f8{}, dst, x, func(x f8) f8 { return x.Trunc() })
	apply1(dst[n:], x[n:], trunc1)
}

func absSlice(dst, x []float64) {
	n := map1(f4{}, dst, x, func(x f4) f4 { return x.Abs() })
	apply1(dst[n:], x[n:], abs1)
}

func abs32Slice(dst, x []float32) {
	n := map1F(f8{}, dst, x, func(x f8) f8 { return x.Abs() })
	apply1(dst[n:], x[n:], abs1)
}

func negSlice(dst, x []float64) {
	n := map1(f4{}, dst, x, func(x f4) f4 { return x.Neg() })
	apply1(dst[n:], x[n:], neg1)
}

func neg32Slice(dst, x []float32) {
	n := map1F(f8{}, dst, x, func(x f8) f8 { return x.Neg() })
	apply1(dst[n:], x[n:], neg1)
}

func squareSlice(dst, x []float64) {
	n := map1(f4{}, dst, x, func(x f4) f4 { return x.Mul(x) })
	apply1(dst[n:], x[n:], square1)
}

func square32Slice(dst, x []float32) {
	n := map1F(f8{}, dst, x, func(x f8) f8 { return x.Mul(x) })
	apply1(dst[n:], x[n:], square1)
}

func reciprocalSlice(dst, x []float64) {
	n := map1(f4{}, dst, x, func(x f4) f4 { return ld(&expV.one).Div(x) })
	apply1(dst[n:], x[n:], reciprocal1)
}

func reciprocal32Slice(dst, x []float32) {
	n := map1F(f8{}, dst, x, func(x f8) f8 { return ldF(&expVF.one).Div(x) })
	apply1(dst[n:], x[n:], reciprocal1)
}
