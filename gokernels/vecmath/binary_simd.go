//go:build goexperiment.simd && amd64 && !noasm

package vecmath

import "simd/archsimd"

// Every function below does whole vectors and leaves the tail to the scalar core.

func addSlice(dst, x, y []float64) {
	n := map2(f4{}, dst, x, y, func(x, y f4) f4 { return x.Add(y) })
	apply2(dst[n:], x[n:], y[n:], add1)
}

func add32Slice(dst, x, y []float32) {
	n := map2F(f8{}, dst, x, y, func(x, y f8) f8 { return x.Add(y) })
	apply2(dst[n:], x[n:], y[n:], add1)
}

func subSlice(dst, x, y []float64) {
	n := map2(f4{}, dst, x, y, func(x, y f4) f4 { return x.Sub(y) })
	apply2(dst[n:], x[n:], y[n:], sub1)
}

func sub32Slice(dst, x, y []float32) {
	n := map2F(f8{}, dst, x, y, func(x, y f8) f8 { return x.Sub(y) })
	apply2(dst[n:], x[n:], y[n:], sub1)
}

func mulSlice(dst, x, y []float64) {
	n := map2(f4{}, dst, x, y, func(x, y f4) f4 { return x.Mul(y) })
	apply2(dst[n:], x[n:], y[n:], mul1)
}

func mul32Slice(dst, x, y []float32) {
	n := map2F(f8{}, dst, x, y, func(x, y f8) f8 { return x.Mul(y) })
	apply2(dst[n:], x[n:], y[n:], mul1)
}

func divSlice(dst, x, y []float64) {
	n := map2(f4{}, dst, x, y, func(x, y f4) f4 { return x.Div(y) })
	apply2(dst[n:], x[n:], y[n:], div1)
}

func div32Slice(dst, x, y []float32) {
	n := map2F(f8{}, dst, x, y, func(x, y f8) f8 { return x.Div(y) })
	apply2(dst[n:], x[n:], y[n:], div1)
}

func minSlice(dst, x, y []float64) {
	n := map2(f4{}, dst, x, y, func(x, y f4) f4 { return minV(x, y) })
	apply2(dst[n:], x[n:], y[n:], min1)
}

func min32Slice(dst, x, y []float32) {
	n := map2F(f8{}, dst, x, y, func(x, y f8) f8 { return minVF(x, y) })
	apply2(dst[n:], x[n:], y[n:], min1)
}

func maxSlice(dst, x, y []float64) {
	n := map2(f4{}, dst, x, y, func(x, y f4) f4 { return maxV(x, y) })
	apply2(dst[n:], x[n:], y[n:], max1)
}

func max32Slice(dst, x, y []float32) {
	n := map2F(f8{}, dst, x, y, func(x, y f8) f8 { return maxVF(x, y) })
	apply2(dst[n:], x[n:], y[n:], max1)
}

func addScalarSlice(dst, x []float64, c float64) {
	v := archsimd.BroadcastFloat64x4(c)
	n := map1(v, dst, x, func(x f4) f4 { return x.Add(v) })
	for i := n; i < len(dst); i++ {
		dst[i] = x[i] + c
	}
}

func addScalar32Slice(dst, x []float32, c float32) {
	v := archsimd.BroadcastFloat32x8(c)
	n := map1F(v, dst, x, func(x f8) f8 { return x.Add(v) })
	for i := n; i < len(dst); i++ {
		dst[i] = x[i] + c
	}
}

func mulScalarSlice(dst, x []float64, c float64) {
	v := archsimd.BroadcastFloat64x4(c)
	n := map1(v, dst, x, func(x f4) f4 { return x.Mul(v) })
	for i := n; i < len(dst); i++ {
		dst[i] = x[i] * c
	}
}

func mulScalar32Slice(dst, x []float32, c float32) {
	v := archsimd.BroadcastFloat32x8(c)
	n := map1F(v, dst, x, func(x f8) f8 { return x.Mul(v) })
	for i := n; i < len(dst); i++ {
		dst[i] = x[i] * c
	}
}

// minV follows min of Go where the instruction does not: the smaller, the negative one of two
// zeros (their signs or-ed), a NaN of either operand (y's by the comparison, x's by orNaN).
func minV(x, y f4) f4 {
	v := x.IfElse(x.Less(y), y)
	equal := x.ToBits().Or(y.ToBits()).BitsToFloat64()
	return orNaN(equal.IfElse(x.Equal(y), v), x)
}

func maxV(x, y f4) f4 {
	v := x.IfElse(x.Greater(y), y)
	equal := x.ToBits().And(y.ToBits()).BitsToFloat64()
	return orNaN(equal.IfElse(x.Equal(y), v), x)
}

func minVF(x, y f8) f8 {
	v := x.IfElse(x.Less(y), y)
	equal := x.ToBits().Or(y.ToBits()).BitsToFloat32()
	return orNaNF(equal.IfElse(x.Equal(y), v), x)
}

func maxVF(x, y f8) f8 {
	v := x.IfElse(x.Greater(y), y)
	equal := x.ToBits().And(y.ToBits()).BitsToFloat32()
	return orNaNF(equal.IfElse(x.Equal(y), v), x)
}
