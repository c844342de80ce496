//go:build goexperiment.simd && amd64 && !noasm

package random

import "simd/archsimd"

// SIMDCompiled says whether this build holds vector code.
const SIMDCompiled = true

// vectors says whether this machine runs the vector code; tests turn it off.
var vectors = archsimd.X86.AVX2()

// half is how many lanes one AVX2 register holds. The state of all eight lanes would take eight of
// the fifteen registers that Go gives out, and the loop would spill. So lanes 0-3 run over a whole
// block, then lanes 4-7; the order of the lanes does not matter, they are independent.
const half = Lanes / 2

type (
	vec  = archsimd.Uint64x4
	fvec = archsimd.Float64x4
)

// wordRows is wordRowsLoop.
func wordRows(w *state, dst []uint64) {
	if !vectors {
		wordRowsLoop(w, dst)
		return
	}
	for len(dst) > 0 {
		n := min(len(dst), stride)
		wordHalf(w, 0, dst[:n])
		wordHalf(w, half, dst[:n])
		dst = dst[n:]
	}
	archsimd.ClearAVXUpperBits()
}

func wordHalf(w *state, first int, dst []uint64) {
	a, b, c, d := loadHalf(w, first)
	var r vec
	// A slice whose capacity is known not to be 0 spares the loop four instructions.
	for i := first; i <= len(dst)-half; i += Lanes {
		r, a, b, c, d = stepVec(a, b, c, d)
		r.Store(dst[i : i+half : i+half])
	}
	storeHalf(w, first, a, b, c, d)
}

// uniformRows is uniformRowsLoop.
func uniformRows(w *state, dst []float64) {
	if !vectors {
		uniformRowsLoop(w, dst)
		return
	}
	for len(dst) > 0 {
		n := min(len(dst), stride)
		uniformHalf(w, 0, dst[:n])
		uniformHalf(w, half, dst[:n])
		dst = dst[n:]
	}
	archsimd.ClearAVXUpperBits()
}

func uniformHalf(w *state, first int, dst []float64) {
	a, b, c, d := loadHalf(w, first)
	ones := archsimd.BroadcastFloat64x4(1)
	var r vec
	for i := first; i <= len(dst)-half; i += Lanes {
		r, a, b, c, d = stepVec(a, b, c, d)
		unitVec(r, ones).Store(dst[i : i+half : i+half])
	}
	storeHalf(w, first, a, b, c, d)
}

// stretch is stretchLoop; MulAdd would round once less than it.
func stretch(dst []float64, lo, width float64) {
	i := 0
	if vectors {
		l, k := archsimd.BroadcastFloat64x4(lo), archsimd.BroadcastFloat64x4(width)
		for ; i <= len(dst)-half; i += half {
			four := dst[i : i+half : i+half]
			archsimd.LoadFloat64x4(four).Mul(k).Add(l).Store(four)
		}
		archsimd.ClearAVXUpperBits()
	}
	stretchLoop(dst[i:], lo, width)
}

// unit32s is unit32sLoop. A multiple of 2^-24 below 1 goes through float64 unharmed, which has the
// conversions that AVX2's integers lack.
func unit32s(dst []float32, words []uint64) {
	i := 0
	if vectors {
		ones := archsimd.BroadcastFloat64x4(1)
		for ; i <= len(words)-half; i += half {
			top := archsimd.LoadUint64x4(words[i : i+half : i+half]).ShiftAllRight(40).ShiftAllLeft(40)
			unitVec(top, ones).ConvertToFloat32().Store(dst[i : i+half : i+half])
		}
		archsimd.ClearAVXUpperBits()
	}
	unit32sLoop(dst[i:], words[i:])
}

// insideRows is insideRowsLoop.
func insideRows(w *state, rows int) int {
	if !vectors {
		return insideRowsLoop(w, rows)
	}
	count := insideHalf(w, 0, rows) + insideHalf(w, half, rows)
	archsimd.ClearAVXUpperBits()
	return count
}

func insideHalf(w *state, first, rows int) int {
	a, b, c, d := loadHalf(w, first)
	ones := archsimd.BroadcastFloat64x4(1)
	var counts archsimd.Int64x4
	var x, y vec
	for range rows {
		x, a, b, c, d = stepVec(a, b, c, d)
		y, a, b, c, d = stepVec(a, b, c, d)
		// A lane of a mask is 0 or -1.
		counts = counts.Sub(insideVec(unitVec(x, ones), unitVec(y, ones), ones))
	}
	storeHalf(w, first, a, b, c, d)
	var n [half]int64
	counts.StoreArray(&n)
	return int(n[0] + n[1] + n[2] + n[3])
}

// insideVec is inside; MulAdd would round once less than it.
func insideVec(x, y, ones fvec) archsimd.Int64x4 {
	return x.Mul(x).Add(y.Mul(y)).Less(ones).ToInt64x4()
}

// unitVec is unit.
func unitVec(r vec, ones fvec) fvec {
	return r.ShiftAllRight(12).Or(ones.ToBits()).AsFloat64x4().Sub(ones)
}

// stepVec is step. AVX2 has no rotation.
func stepVec(a, b, c, d vec) (r, a1, b1, c1, d1 vec) {
	r = a.Add(d)
	r = r.ShiftAllLeft(23).Or(r.ShiftAllRight(64 - 23)).Add(a)
	t := b.ShiftAllLeft(17)
	c = c.Xor(a)
	d = d.Xor(b)
	b = b.Xor(c)
	a = a.Xor(d)
	return r, a, b, c.Xor(t), d.ShiftAllLeft(45).Or(d.ShiftAllRight(64 - 45))
}

func loadHalf(w *state, first int) (a, b, c, d vec) {
	a = archsimd.LoadUint64x4(w[0][first:])
	b = archsimd.LoadUint64x4(w[1][first:])
	c = archsimd.LoadUint64x4(w[2][first:])
	d = archsimd.LoadUint64x4(w[3][first:])
	return a, b, c, d
}

func storeHalf(w *state, first int, a, b, c, d vec) {
	a.Store(w[0][first:])
	b.Store(w[1][first:])
	c.Store(w[2][first:])
	d.Store(w[3][first:])
}
