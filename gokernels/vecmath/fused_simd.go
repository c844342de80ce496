//go:build goexperiment.simd && amd64 && !noasm

package vecmath

import (
	"math"
	"simd/archsimd"
)

var (
	gaussV  = struct{ minusHalf, one, largest vec }{splat(-0.5), splat(1), splat(math.MaxFloat64)}
	gaussVF = struct{ minusHalf, one, largest vecF }{splatF(-0.5), splatF(1), splatF(math.MaxFloat32)}
)

func axpbySlice(dst []float64, alpha float64, x []float64, beta float64, y []float64) {
	a, b := archsimd.BroadcastFloat64x4(alpha), archsimd.BroadcastFloat64x4(beta)
	n := map2(f4{}, dst, x, y, func(x, y f4) f4 { return a.Mul(x).Add(b.Mul(y)) })
	axpbyTail(dst[n:], alpha, x[n:], beta, y[n:])
}

func axpby32Slice(dst []float32, alpha float32, x []float32, beta float32, y []float32) {
	a, b := archsimd.BroadcastFloat32x8(alpha), archsimd.BroadcastFloat32x8(beta)
	n := map2F(f8{}, dst, x, y, func(x, y f8) f8 { return a.Mul(x).Add(b.Mul(y)) })
	axpbyTail(dst[n:], alpha, x[n:], beta, y[n:])
}

func expAxpbySlice(dst []float64, alpha float64, x []float64, beta float64, y []float64) {
	a, b := archsimd.BroadcastFloat64x4(alpha), archsimd.BroadcastFloat64x4(beta)
	n := map2(f4{}, dst, x, y, func(x, y f4) f4 {
		v := a.Mul(x).Add(b.Mul(y))
		r, bits := expReduce(v)
		return orNaN(expScale(r, poly11v(&expV.q, r), bits), v)
	})
	for i := n; i < len(dst); i++ {
		dst[i] = exp1(axpby1(alpha, x[i], beta, y[i]))
	}
}

func expAxpby32Slice(dst []float32, alpha float32, x []float32, beta float32, y []float32) {
	a, b := archsimd.BroadcastFloat32x8(alpha), archsimd.BroadcastFloat32x8(beta)
	n := map2F(f8{}, dst, x, y, func(x, y f8) f8 {
		v := a.Mul(x).Add(b.Mul(y))
		r, bits := expReduceF(v)
		return orNaNF(expScaleF(r, poly6fv(&expVF.q, r), bits), v)
	})
	for i := n; i < len(dst); i++ {
		dst[i] = exp1f(axpby1(alpha, x[i], beta, y[i]))
	}
}

// at holds x and scale of Gaussian; in memory, because of what slow1 says.
type at[T float] struct{ x, scale T }

func gaussianSlice(dst, means, widths []float64, x, scale float64) {
	n := 0
	if accelerated {
		n = gaussianQuads(quads(dst), quads(means), quads(widths), &at[float64]{x, scale})
	}
	gaussianTail(dst[n:], means[n:], widths[n:], x, scale)
}

// gaussianQuads does whole vectors.
func gaussianQuads(dst, means, widths [][4]float64, p *at[float64]) int {
	x, scale := archsimd.BroadcastFloat64x4(p.x), archsimd.BroadcastFloat64x4(p.scale)
	for i := range dst {
		v, a, plain := gaussianArgument(ld(&means[i]), ld(&widths[i]), x)
		if plain.ToBits() != 0xF {
			gaussianSlow(&dst[i], &means[i], &widths[i], p)
			continue
		}
		r, bits := expReduce(a)
		e := orNaN(expScale(r, poly11v(&expV.q, r), bits), a)
		e.Mul(v).Mul(scale).StoreArray(&dst[i])
	}
	archsimd.ClearAVXUpperBits()
	return 4 * len(dst)
}

// gaussianArgument returns 1/width, the argument of the exponential, and where that is good.
func gaussianArgument(mean, width, x f4) (inverse, a f4, plain archsimd.Mask64x4) {
	inverse = ld(&gaussV.one).Div(width)
	d := x.Sub(mean).Mul(inverse)
	return inverse, ld(&gaussV.minusHalf).Mul(d).Mul(d), inverse.Abs().LessEqual(ld(&gaussV.largest))
}

// gaussianSlow does a vector with an extreme width, see slow1.
//
//go:noinline
func gaussianSlow(dst, means, widths *[4]float64, p *at[float64]) {
	archsimd.ClearAVXUpperBits()
	gaussianTail(dst[:], means[:], widths[:], p.x, p.scale)
}

func gaussian32Slice(dst, means, widths []float32, x, scale float32) {
	n := 0
	if accelerated {
		n = gaussianOcts(octs(dst), octs(means), octs(widths), &at[float32]{x, scale})
	}
	gaussian32Tail(dst[n:], means[n:], widths[n:], x, scale)
}

// gaussianOcts is gaussianQuads for float32.
func gaussianOcts(dst, means, widths [][8]float32, p *at[float32]) int {
	x, scale := archsimd.BroadcastFloat32x8(p.x), archsimd.BroadcastFloat32x8(p.scale)
	for i := range dst {
		v, a, plain := gaussianArgumentF(ldF(&means[i]), ldF(&widths[i]), x)
		if plain.ToBits() != 0xFF {
			gaussianSlowF(&dst[i], &means[i], &widths[i], p)
			continue
		}
		r, bits := expReduceF(a)
		e := orNaNF(expScaleF(r, poly6fv(&expVF.q, r), bits), a)
		e.Mul(v).Mul(scale).StoreArray(&dst[i])
	}
	archsimd.ClearAVXUpperBits()
	return 8 * len(dst)
}

// gaussianArgumentF is gaussianArgument for float32.
func gaussianArgumentF(mean, width, x f8) (inverse, a f8, plain archsimd.Mask32x8) {
	inverse = ldF(&gaussVF.one).Div(width)
	d := x.Sub(mean).Mul(inverse)
	return inverse, ldF(&gaussVF.minusHalf).Mul(d).Mul(d), inverse.Abs().LessEqual(ldF(&gaussVF.largest))
}

// gaussianSlowF is gaussianSlow for float32.
//
//go:noinline
func gaussianSlowF(dst, means, widths *[8]float32, p *at[float32]) {
	archsimd.ClearAVXUpperBits()
	gaussian32Tail(dst[:], means[:], widths[:], p.x, p.scale)
}
