//go:build goexperiment.simd && amd64 && !noasm

package vecmath

var trigV = struct {
	lo, hi, twoOverPi, shift, minus1, w2, minus2, minus3, minusHalf, half, one vec

	sign, turn [4]uint64

	s, c [6]vec
}{
	splat(-trigLimit), splat(trigLimit), splat(twoOverPi), splat(roundShift), splat(-halfPi1), splat(halfPi2), splat(-halfPi2),
	splat(-halfPi3), splat(-0.5), splat(0.5), splat(1),
	splatBits(signBit), splatBits(1),
	[6]vec(splats(sinS[:])), [6]vec(splats(cosC[:])),
}

var trigVF = struct{ s, c [4]vec }{[4]vec(splats(sinS32[:])), [4]vec(splats(cosC32[:]))}

// sinSlice sets dst[i] = sin1(x[i]).
func sinSlice(dst, x []float64) {
	n := map1In(ld(&trigV.lo), ld(&trigV.hi), dst, x, sin1, func(x f4) f4 {
		hi, lo, n := reduceQuarterV(x.Abs())
		z := hi.Mul(hi)
		return turnedV(sinV(hi, lo, z, poly6v(&trigV.s, z)), cosV(hi, lo, z, poly6v(&trigV.c, z)), n, signOf(x))
	})
	apply1(dst[n:], x[n:], sin1)
}

// cosSlice sets dst[i] = cos1(x[i]).
func cosSlice(dst, x []float64) {
	n := map1In(ld(&trigV.lo), ld(&trigV.hi), dst, x, cos1, func(x f4) f4 {
		hi, lo, n := reduceQuarterV(x.Abs())
		z := hi.Mul(hi)
		n = n.Add(ldBits(&trigV.turn))
		return turnedV(sinV(hi, lo, z, poly6v(&trigV.s, z)), cosV(hi, lo, z, poly6v(&trigV.c, z)), n, i4{})
	})
	apply1(dst[n:], x[n:], cos1)
}

// signOf is the sign bit.
func signOf(x f4) i4 { return x.ToBits().And(ldBits(&trigV.sign)) }

// reduceQuarterV is reduceQuarter for x within trigLimit.
func reduceQuarterV(x f4) (hi, lo f4, n i4) {
	k := x.MulAdd(ld(&trigV.twoOverPi), ld(&trigV.shift))
	kf := k.Sub(ld(&trigV.shift))
	t := kf.MulAdd(ld(&trigV.minus1), x)
	w := kf.Mul(ld(&trigV.w2))
	hi = t.Sub(w)
	lo = t.Sub(hi).Sub(w).Add(kf.MulAdd(ld(&trigV.minus2), w))
	return hi, kf.MulAdd(ld(&trigV.minus3), lo), k.ToBits()
}

// turnedV picks the sine or the cosine by the lowest bit of n and turns the sign by the next.
func turnedV(s, c f4, n, sign i4) f4 {
	odd := n.And(ldBits(&trigV.turn)).Equal(ldBits(&trigV.turn))
	v := c.IfElse(odd, s).ToBits()
	return v.Xor(sign).Xor(n.ShiftAllRight(1).ShiftAllLeft(63)).BitsToFloat64()
}

// sinV and cosV are the two sides of turned, after the polynomials s and c. Both are computed for all
// lanes: a choice of coefficients lane by lane would cost as much.
func sinV(hi, lo, z, s f4) f4 {
	e := hi.Mul(z).MulAdd(s, lo.Mul(z.MulAdd(ld(&trigV.minusHalf), ld(&trigV.one))))
	return hi.Add(e)
}

func cosV(hi, lo, z, c f4) f4 {
	half := ld(&trigV.half).Mul(z)
	w := ld(&trigV.one).Sub(half)
	low := ld(&trigV.one).Sub(w).Sub(half)
	return w.Add(z.Mul(z).MulAdd(c, hi.Neg().MulAdd(lo, low)))
}

// sin32Slice sets dst[i] = sin1f(x[i]).
func sin32Slice(dst, x []float32) {
	n := map1WideIn(ld(&trigV.lo), ld(&trigV.hi), dst, x, sin1f, func(x f4) f4 {
		r, n := reduceQuarterVF(x.Abs())
		z := r.Mul(r)
		return turnedV(sinVF(r, z), cosVF(z), n, signOf(x))
	})
	apply1(dst[n:], x[n:], sin1f)
}

// cos32Slice sets dst[i] = cos1f(x[i]).
func cos32Slice(dst, x []float32) {
	n := map1WideIn(ld(&trigV.lo), ld(&trigV.hi), dst, x, cos1f, func(x f4) f4 {
		r, n := reduceQuarterVF(x.Abs())
		z := r.Mul(r)
		return turnedV(sinVF(r, z), cosVF(z), n.Add(ldBits(&trigV.turn)), i4{})
	})
	apply1(dst[n:], x[n:], cos1f)
}

// reduceQuarterVF is reduceQuarterF.
func reduceQuarterVF(x f4) (r f4, n i4) {
	k := x.MulAdd(ld(&trigV.twoOverPi), ld(&trigV.shift))
	kf := k.Sub(ld(&trigV.shift))
	return kf.MulAdd(ld(&trigV.minus2), kf.MulAdd(ld(&trigV.minus1), x)), k.ToBits()
}

// sinVF and cosVF are the two sides of turnedF.
func sinVF(r, z f4) f4 { return r.Mul(z).MulAdd(poly4v(&trigVF.s, z), r) }

func cosVF(z f4) f4 {
	return z.Mul(z).MulAdd(poly4v(&trigVF.c, z), z.MulAdd(ld(&trigV.minusHalf), ld(&trigV.one)))
}
