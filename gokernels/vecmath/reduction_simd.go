//go:build goexperiment.simd && amd64 && !noasm

package vecmath

import (
	"math"
	"simd/archsimd"
)

// sumBits is the sum of 64-bit integers, wrapping; the sign makes no difference.
func sumBits[T int64 | uint64](x []T) uint64 {
	n := 0
	var s uint64
	if accelerated {
		n = len(x) &^ (sumLanes - 1)
		s = sumGroups(sixteens(unsigned(x)))
	}
	for _, v := range x[n:] {
		s += uint64(v)
	}
	return s
}

// sumGroups keeps four sums going, as an addition takes a cycle but a load can start every half.
func sumGroups(groups [][4][4]uint64) uint64 {
	var a, b, c, d i4
	for i := range groups {
		g := &groups[i]
		a, b, c, d = a.Add(ldBits(&g[0])), b.Add(ldBits(&g[1])), c.Add(ldBits(&g[2])), d.Add(ldBits(&g[3]))
	}
	return foldBits(a.Add(b).Add(c.Add(d)))
}

// foldBits adds the lanes and ends the vector part of a sum.
func foldBits(v i4) uint64 {
	var t [4]uint64
	v.StoreArray(&t)
	archsimd.ClearAVXUpperBits()
	return t[0] + t[1] + t[2] + t[3]
}

func sumInt32(x []int32) int64 {
	n := 0
	var s int64
	if accelerated {
		groups := sixteens(x)
		var a, b archsimd.Int64x4
		for i := range groups {
			g := &groups[i]
			a = a.Add(archsimd.LoadInt32x4Array(&g[0]).ExtendToInt64()).Add(archsimd.LoadInt32x4Array(&g[1]).ExtendToInt64())
			b = b.Add(archsimd.LoadInt32x4Array(&g[2]).ExtendToInt64()).Add(archsimd.LoadInt32x4Array(&g[3]).ExtendToInt64())
		}
		s = int64(foldBits(a.Add(b).ToBits()))
		n = sumLanes * len(groups)
	}
	for _, v := range x[n:] {
		s += int64(v)
	}
	return s
}

func sumUint32(x []uint32) uint64 {
	n := 0
	var s uint64
	if accelerated {
		groups := sixteens(x)
		var a, b i4
		for i := range groups {
			g := &groups[i]
			a = a.Add(archsimd.LoadUint32x4Array(&g[0]).ExtendToUint64()).Add(archsimd.LoadUint32x4Array(&g[1]).ExtendToUint64())
			b = b.Add(archsimd.LoadUint32x4Array(&g[2]).ExtendToUint64()).Add(archsimd.LoadUint32x4Array(&g[3]).ExtendToUint64())
		}
		s = foldBits(a.Add(b))
		n = sumLanes * len(groups)
	}
	for _, v := range x[n:] {
		s += uint64(v)
	}
	return s
}

var (
	infV  = struct{ plus, minus vec }{splat(infinity), splat(-infinity)}
	infVF = struct{ plus, minus vecF }{splatF(infinity32), splatF(-infinity32)}
)

// minMaxVectors is MinMax of the first n elements: of the whole vectors with SIMD, of none without. The
// instructions mind neither NaN nor the signs of zeros: NaN is looked for on the side, and the sign
// of an extreme that is zero afterwards.
func minMaxVectors(x []float64) (lo, hi float64, n int) {
	if !accelerated {
		return infinity, -infinity, 0
	}
	l, h, ordered := minMaxPairs(pairs(x))
	if !ordered {
		return math.NaN(), math.NaN(), len(x)
	}
	lo, hi = l[0], h[0]
	for i := range l {
		lo, hi = min(lo, l[i]), max(hi, h[i])
	}
	n = len(x) &^ 7
	if lo == 0 {
		lo = zeroLike(x[:n], -1)
	}
	if hi == 0 {
		hi = zeroLike(x[:n], 1)
	}
	return lo, hi, n
}

// minMaxPairs returns the extremes of each lane, and whether no element is NaN.
func minMaxPairs(x [][2][4]float64) (l, h vec, ordered bool) {
	l0, h0 := ld(&infV.plus), ld(&infV.minus)
	l1, h1 := l0, h0
	nan := l0.IsNaN()
	for i := range x {
		a, b := ld(&x[i][0]), ld(&x[i][1])
		l0, h0 = a.Min(l0), a.Max(h0)
		l1, h1 = b.Min(l1), b.Max(h1)
		nan = nan.Or(a.IsNaN()).Or(b.IsNaN())
	}
	l0.Min(l1).StoreArray(&l)
	h0.Max(h1).StoreArray(&h)
	ordered = nan.ToBits() == 0
	archsimd.ClearAVXUpperBits()
	return l, h, ordered
}

// zeroLike returns the zero with this sign if x has it, and the other one if not.
func zeroLike[T float](x []T, sign T) T {
	for _, v := range x {
		if v == 0 && sign/v > 0 {
			return v
		}
	}
	return -sign * 0
}

// minMaxVectors32 is minMaxVectors for float32.
func minMaxVectors32(x []float32) (lo, hi float32, n int) {
	if !accelerated {
		return infinity32, -infinity32, 0
	}
	l, h, ordered := minMaxOcts(octs(x))
	if !ordered {
		return float32(math.NaN()), float32(math.NaN()), len(x)
	}
	lo, hi = l[0], h[0]
	for i := range l {
		lo, hi = min(lo, l[i]), max(hi, h[i])
	}
	n = len(x) &^ 7
	if lo == 0 {
		lo = zeroLike(x[:n], -1)
	}
	if hi == 0 {
		hi = zeroLike(x[:n], 1)
	}
	return lo, hi, n
}

// minMaxOcts is minMaxPairs for float32.
func minMaxOcts(x [][8]float32) (l, h vecF, ordered bool) {
	lv, hv := ldF(&infVF.plus), ldF(&infVF.minus)
	nan := lv.IsNaN()
	for i := range x {
		a := ldF(&x[i])
		lv, hv = a.Min(lv), a.Max(hv)
		nan = nan.Or(a.IsNaN())
	}
	lv.StoreArray(&l)
	hv.StoreArray(&h)
	ordered = nan.ToBits() == 0
	archsimd.ClearAVXUpperBits()
	return l, h, ordered
}
