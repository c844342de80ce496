package vecmath

import (
	"math"
	"math/bits"
)

// trigLimit is the largest |x| that three parts of pi/2 reduce: k = round(x*2/pi) then has 31 bits.
const trigLimit = 0x1p30

// reduceQuarter returns r and n with x = k*pi/2 + r, n = k in its low bits, for x >= 0. x - k*halfPi1
// is exact: it is below 1 and a multiple of 2**-53. The rest follows with its rounding errors, so that
// r keeps 53 good bits, and more in lo, next to a multiple of pi/2. NaN and Inf give NaN.
func reduceQuarter(x float64) (r twoSum, n uint64) {
	if !(x <= trigLimit) {
		return reduceHuge(x)
	}
	k := math.FMA(x, twoOverPi, roundShift)
	kf := k - roundShift
	t := math.FMA(kf, -halfPi1, x)
	w := float64(kf * halfPi2)
	hi := t - w
	lo := ((t - hi) - w) + math.FMA(kf, -halfPi2, w)
	return twoSum{hi, math.FMA(kf, -halfPi3, lo)}, math.Float64bits(k)
}

// reduceQuarterF is reduceQuarter for a float32 x, which comes no nearer than 2**-31 or so
// to a multiple of pi/2: two parts do.
func reduceQuarterF(x float64) (r float64, n uint64) {
	if !(x <= trigLimit) {
		v, n := reduceHuge(x)
		return v.hi, n
	}
	k := math.FMA(x, twoOverPi, roundShift)
	kf := k - roundShift
	return math.FMA(kf, -halfPi2, math.FMA(kf, -halfPi1, x)), math.Float64bits(k)
}

// reduceHuge is reduceQuarter by Payne and Hanek's method: of x*2/pi only the bits from 2**1 down to
// 2**-190 matter, so 192 bits of 2/pi from the right place on, times the 53 bits of x, modulo 2**192.
func reduceHuge(x float64) (r twoSum, n uint64) {
	if math.IsInf(x, 0) || math.IsNaN(x) {
		return twoSum{math.NaN(), 0}, 0
	}
	b := math.Float64bits(x)
	m := b&mantissaMask | 1<<52
	first := int(b>>52) - 1023 - 52 - 2 // weight 2**-first is the last that a multiple of 4 absorbs
	p := mulWindow(m, uint(first+64))
	n = p[0] >> 62
	frac := [2]uint64{p[0]<<2 | p[1]>>62, p[1]<<2 | p[2]>>62}
	negative := frac[0]>>63 == 1
	if negative { // the nearer multiple of pi/2 is the next
		n++
		var carry uint64
		frac[1], carry = bits.Sub64(0, frac[1], 0)
		frac[0], _ = bits.Sub64(0, frac[0], carry)
	}
	r = times(fraction(frac), twoSum{halfPi1, halfPi2})
	if negative {
		r = r.negate()
	}
	return r, n
}

// mulWindow is m times the 192 bits of twoOverPiBits that begin at bit from, modulo 2**192.
func mulWindow(m uint64, from uint) (p [3]uint64) {
	word, shift := from/64, from%64
	var carry uint64
	for i := 2; i >= 0; i-- {
		at := word + uint(i)
		w := twoOverPiBits[at]<<shift | twoOverPiBits[at+1]>>(64-shift)
		hi, lo := bits.Mul64(m, w)
		var c uint64
		p[i], c = bits.Add64(lo, carry, 0)
		carry = hi + c
	}
	return p
}

// fraction is the number 0.f in binary.
func fraction(f [2]uint64) twoSum {
	lz := uint(bits.LeadingZeros64(f[0]))
	a, b := f[0]<<lz|f[1]>>(64-lz), f[1]<<lz
	hi := math.Ldexp(float64(a>>11), -53-int(lz))
	lo := math.Ldexp(float64(a&0x7FF<<42|b>>22), -106-int(lz))
	return fastSum(hi, lo)
}
