//go:build goexperiment.simd && amd64 && !noasm

package vecmath

import "math"

var logV = struct {
	lo, hi, bias, one, two, half, ln2Hi, ln2Lo vec

	addBits, mantissa, sqrtHalf, exponent [4]uint64

	p [7]vec
}{
	splat(minNormal), splat(math.MaxFloat64), splat(exponentBias), splat(1), splat(2), splat(0.5), splat(ln2Hi), splat(ln2Lo),
	splatBits(logBias), splatBits(mantissaMask), splatBits(sqrtHalfBits), splatBits(exponentFloat),
	[7]vec(splats(logP[:])),
}

var logVF = struct {
	lo, hi, bias, one, two, half, ln2Hi, ln2Lo vecF

	addBits, mantissa, sqrtHalf, exponent [8]uint32

	p [4]vecF
}{
	splatF(minNormalF), splatF(math.MaxFloat32), splatF(exponentBiasF), splatF(1), splatF(2), splatF(0.5), splatF(ln2HiF), splatF(ln2LoF),
	splatBitsF(logBiasF), splatBitsF(mantissaMaskF), splatBitsF(sqrtHalfBitsF), splatBitsF(exponentFloatF),
	[4]vecF(splatsF(logP32[:])),
}

// logSlice sets dst[i] = log1(x[i]).
func logSlice(dst, x []float64) {
	n := map1In(ld(&logV.lo), ld(&logV.hi), dst, x, log1, func(x f4) f4 {
		f, k := logSplitV(x)
		s := f.Div(f.Add(ld(&logV.two)))
		z := s.Mul(s)
		return logSumV(f, k, s, z, poly7v(&logV.p, z))
	})
	apply1(dst[n:], x[n:], log1)
}

// logSplitV is logSplit.
func logSplitV(x f4) (f, k f4) {
	t := x.ToBits().Add(ldBits(&logV.addBits))
	k = t.ShiftAllRight(52).Or(ldBits(&logV.exponent)).BitsToFloat64().Sub(ld(&logV.bias))
	m := t.And(ldBits(&logV.mantissa)).Add(ldBits(&logV.sqrtHalf)).BitsToFloat64()
	return m.Sub(ld(&logV.one)), k
}

// logSumV is logCore after the polynomial p.
func logSumV(f, k, s, z, p f4) f4 {
	half := ld(&logV.half).Mul(f).Mul(f)
	low := s.MulAdd(z.MulAdd(p, half), k.Mul(ld(&logV.ln2Lo)))
	a := k.Mul(ld(&logV.ln2Hi))
	h := a.Add(f)
	return h.Add(a.Sub(h).Add(f).Sub(half.Sub(low)))
}

// log32Slice sets dst[i] = log1f(x[i]).
func log32Slice(dst, x []float32) {
	n := map1InF(ldF(&logVF.lo), ldF(&logVF.hi), dst, x, log1f, func(x f8) f8 {
		f, k := logSplitVF(x)
		s := f.Div(f.Add(ldF(&logVF.two)))
		z := s.Mul(s)
		return logSumVF(f, k, s, z.Mul(poly4fv(&logVF.p, z)))
	})
	apply1(dst[n:], x[n:], log1f)
}

// logSplitVF is logSplitF.
func logSplitVF(x f8) (f, k f8) {
	t := x.ToBits().Add(ldBitsF(&logVF.addBits))
	k = t.ShiftAllRight(23).Or(ldBitsF(&logVF.exponent)).BitsToFloat32().Sub(ldF(&logVF.bias))
	m := t.And(ldBitsF(&logVF.mantissa)).Add(ldBitsF(&logVF.sqrtHalf)).BitsToFloat32()
	return m.Sub(ldF(&logVF.one)), k
}

// logSumVF is logCoreF after the polynomial, times z, zp.
func logSumVF(f, k, s, zp f8) f8 {
	half := ldF(&logVF.half).Mul(f).Mul(f)
	low := s.Mul(half.Add(zp)).Add(k.Mul(ldF(&logVF.ln2Lo)))
	a := k.Mul(ldF(&logVF.ln2Hi))
	h := a.Add(f)
	return h.Add(a.Sub(h).Add(f).Sub(half.Sub(low)))
}
