//go:build goexperiment.simd && amd64 && !noasm

package vecmath

import (
	"simd/archsimd"
	"unsafe"
)

// sumBits is the sum of 64-bit integers, wrapping; the sign makes no difference.
func sumBits[T int64 | uint64](x []T) uint64 {
	n := 0
	var s uint64
	if accelerated {
		n = len(x) &^ (sumLanes - 1)
		s = sumGroups(sixteens(unsafe.Slice((*uint64)(unsafe.Pointer(unsafe.SliceData(x))), len(x))))
	}
	for _, v := range x[n:] {
		s += uint64(v)
	}
	return s
}

func sumGroups(groups [][4][4]uint64) uint64 {
	var a, b, c, d i4
	for i := range groups {
		g := &groups[i]
		a, b, c, d = a.Add(ldBits(&g[0])), b.Add(ldBits(&g[1])), c.Add(ldBits(&g[2])), d.Add(ldBits(&g[3]))
	}
	return foldBits(a.Add(b).Add(c.Add(d)))
}

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

// minMaxVectors is MinMax of the first n elements, whole vectors.
func minMaxVectors(x []float64) (lo, hi float64, n int) {
	lo, hi = infinity, -infinity
	if !accelerated {
		return lo, hi, 0
	}
	groups := octs(x)
	l0, h0 := archsimd.BroadcastFloat64x4(lo), archsimd.BroadcastFloat64x4(hi)
	l1, h1 := l0, h0
	for i := range groups {
		a, b := archsimd.LoadFloat64x4(groups[i][:4]), archsimd.LoadFloat64x4(groups[i][4:])
		l0, h0 = minV(a, l0), maxV(a, h0)
		l1, h1 = minV(b, l1), maxV(b, h1)
	}
	var l, h [4]float64
	minV(l0, l1).StoreArray(&l)
	maxV(h0, h1).StoreArray(&h)
	archsimd.ClearAVXUpperBits()
	for i := range l {
		lo, hi = min(lo, l[i]), max(hi, h[i])
	}
	return lo, hi, 8 * len(groups)
}

// minMaxVectors32 is minMaxVectors for float32.
func minMaxVectors32(x []float32) (lo, hi float32, n int) {
	lo, hi = infinity32, -infinity32
	if !accelerated {
		return lo, hi, 0
	}
	groups := octs(x)
	lv, hv := archsimd.BroadcastFloat32x8(lo), archsimd.BroadcastFloat32x8(hi)
	for i := range groups {
		a := ldF(&groups[i])
		lv, hv = minVF(a, lv), maxVF(a, hv)
	}
	var l, h [8]float32
	lv.StoreArray(&l)
	hv.StoreArray(&h)
	archsimd.ClearAVXUpperBits()
	for i := range l {
		lo, hi = min(lo, l[i]), max(hi, h[i])
	}
	return lo, hi, 8 * len(groups)
}
