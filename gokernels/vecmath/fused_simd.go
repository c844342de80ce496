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

func gaussianSlice(dst, means, widths []float64, x, scale float64) {
	n := 0
	if accelerated {
		n = gaussianQuads(quads(dst), quads(means), quads(widths), &[2]float64{x, scale})
	}
	gaussianTail(dst[n:], means[n:], widths[n:], x, scale)
}

func gaussianQuads(dst, means, widths [][4]float64, c *[2]float64) int {
	at, s := archsimd.BroadcastFloat64x4(c[0]), archsimd.BroadcastFloat64x4(c[1])
	for i := range dst {
		v, a, plain := gaussianArgument(ld(&means[i]), ld(&widths[i]), at)
		if plain.ToBits() != 0xF {
			gaussianSlow(dst[i][:], means[i][:], widths[i][:], c)
			continue
		}
		r, bits := expReduce(a)
		e := orNaN(expScale(r, poly11v(&expV.q, r), bits), a)
		e.Mul(v).Mul(s).StoreArray(&dst[i])
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

func gaussian32Slice(dst, means, widths []float32, x, scale float32) {
	n := 0
	if accelerated {
		n = gaussianOcts(octs(dst), octs(means), octs(widths), x, scale)
	}
	gaussian32Tail(dst[n:], means[n:], widths[n:], x, scale)
}

func gaussianOcts(dst, means, widths [][8]float32, x, scale float32) int {
	at, s := archsimd.BroadcastFloat32x8(x), archsimd.BroadcastFloat32x8(scale)
	for i := range dst {
		v, a, plain := gaussianArgumentF(ldF(&means[i]), ldF(&widths[i]), at)
		if plain.ToBits() != 0xFF {
			gaussian32Tail(dst[i][:], means[i][:], widths[i][:], x, scale)
			continue
		}
		r, bits := expReduceF(a)
		e := orNaNF(expScaleF(r, poly6fv(&expVF.q, r), bits), a)
		e.Mul(v).Mul(s).StoreArray(&dst[i])
	}
	archsimd.ClearAVXUpperBits()
	return 8 * len(dst)
}

func gaussianArgumentF(mean, width, x f8) (inverse, a f8, plain archsimd.Mask32x8) {
	inverse = ldF(&gaussVF.one).Div(width)
	d := x.Sub(mean).Mul(inverse)
	return inverse, ldF(&gaussVF.minusHalf).Mul(d).Mul(d), inverse.Abs().LessEqual(ldF(&gaussVF.largest))
}

// gaussianBlock is the sum of one block of GaussianSum.
func gaussianBlock(means, widths []float64, x float64) float64 {
	var lanes [8]float64
	n := 0
	if accelerated {
		n = gaussianSumOcts(&lanes, octs(means), octs(widths), x)
	}
	gaussianLanes(&lanes, means[n:], widths[n:], x)
	return foldLanes(lanes[:])
}

func gaussianSumOcts(lanes *[8]float64, means, widths [][8]float64, x float64) int {
	at := archsimd.BroadcastFloat64x4(x)
	var s0, s1 f4
	for i := range means {
		m, w := &means[i], &widths[i]
		t0, plain0 := gaussianTerm(archsimd.LoadFloat64x4(m[:4]), archsimd.LoadFloat64x4(w[:4]), at)
		t1, plain1 := gaussianTerm(archsimd.LoadFloat64x4(m[4:]), archsimd.LoadFloat64x4(w[4:]), at)
		if plain0.And(plain1).ToBits() != 0xF {
			t0, t1 = gaussianTermsSlow(m, w, x)
		}
		s0, s1 = s0.Add(t0), s1.Add(t1)
	}
	s0.Store(lanes[:4])
	s1.Store(lanes[4:])
	archsimd.ClearAVXUpperBits()
	return 8 * len(means)
}

func gaussianTerm(mean, width, x f4) (t f4, plain archsimd.Mask64x4) {
	v, a, plain := gaussianArgument(mean, width, x)
	r, bits := expReduce(a)
	return orNaN(expScale(r, poly11v(&expV.q, r), bits), a).Mul(v), plain
}

func gaussianTermsSlow(means, widths *[8]float64, x float64) (t0, t1 f4) {
	var t [8]float64
	gaussianTail(t[:], means[:], widths[:], x, 1)
	return archsimd.LoadFloat64x4(t[:4]), archsimd.LoadFloat64x4(t[4:])
}

//go:noinline
func gaussianSlow(dst, means, widths []float64, c *[2]float64) {
	gaussianTail(dst, means, widths, c[0], c[1])
}
