//go:build goexperiment.simd && amd64 && !noasm

package vecmath

import "math"

var explogV = struct {
	exp2Min, exp2Max, expm1Min, expm1Max, ln2, ln2Lo, minF, maxF vec
	log2E, log10E                                                vec

	base2, base10 [4]vec // the logarithms of e and of 2, in two parts each
}{
	splat(exp2Min), splat(exp2Max), splat(expm1Min), splat(expm1Max), splat(ln2Full), splat(ln2FullLo), splat(minFloat32), splat(math.MaxFloat32),
	splat(log2E), splat(log10E),
	[4]vec(splats([]float64{log2E, log2ELo, 1, 0})), [4]vec(splats([]float64{log10E, log10ELo, log10Of2Hi, log10Of2Lo})),
}

// exp2Slice sets dst[i] = exp21(x[i]).
func exp2Slice(dst, x []float64) {
	n := map1(f4{}, dst, x, func(x f4) f4 {
		f, bits := exp2Reduce(x)
		h := f.Mul(ld(&explogV.ln2))
		l := f.MulAdd(ld(&explogV.ln2Lo), f.MulAdd(ld(&explogV.ln2), h.Neg()))
		return orNaN(scale2v(expPairJoin(h, l, poly11v(&expV.q, h)), bits), x)
	})
	apply1(dst[n:], x[n:], exp21)
}

// exp2Reduce returns f = x - round(x) and the bits of k + expShift; like expReduce it loses a NaN.
func exp2Reduce(x f4) (f f4, bits i4) {
	x = ld(&explogV.exp2Max).Min(ld(&explogV.exp2Min).Max(x))
	k := x.Add(ld(&expV.shift))
	return x.Sub(k.Sub(ld(&expV.shift))), k.ToBits()
}

// exp2Slice32 sets dst[i] = exp21f(x[i]).
func exp2Slice32(dst, x []float32) {
	n := map1Wide(f4{}, dst, x, func(x f4) f4 {
		f, bits := exp2Reduce(x)
		h := f.Mul(ld(&explogV.ln2))
		v := ld(&expV.one).Add(poly7v(&tanhV.q, h).MulAdd(h.Mul(h), h))
		return orNaN(scale2v(v, bits), x)
	})
	apply1(dst[n:], x[n:], exp21f)
}

// expm1Slice sets dst[i] = expm11(x[i]).
func expm1Slice(dst, x []float64) {
	n := map1In(ld(&explogV.expm1Min), ld(&explogV.expm1Max), dst, x, expm11, func(x f4) f4 {
		r, rl, s := expm1Reduce(x)
		h, l := expm1Join(r, rl, s, poly11v(&expV.q, r))
		return orSign(h.Add(l), x)
	})
	apply1(dst[n:], x[n:], expm11)
}

// expm1Slice32 sets dst[i] = expm11f(x[i]).
func expm1Slice32(dst, x []float32) {
	n := map1WideIn(ld(&explogV.expm1Min), ld(&explogV.expm1Max), dst, x, expm11f, func(x f4) f4 {
		k := x.MulAdd(ld(&tanhV.log2E), ld(&tanhV.shift))
		r := k.Sub(ld(&tanhV.shift)).MulAdd(ld(&tanhV.minusLn2), x)
		t := poly7v(&tanhV.q, r).MulAdd(r.Mul(r), r)
		s := k.ToBits().ShiftAllLeft(52).Add(ldBits(&tanhV.oneBits)).BitsToFloat64()
		return orSign(s.MulAdd(t, s.Sub(ld(&tanhV.one))), x)
	})
	apply1(dst[n:], x[n:], expm11f)
}

// log2Slice sets dst[i] = log21(x[i]).
func log2Slice(dst, x []float64) {
	n := map1In(ld(&logV.lo), ld(&logV.hi), dst, x, log21, func(x f4) f4 {
		return logScaledV(x, &explogV.base2)
	})
	apply1(dst[n:], x[n:], log21)
}

// log10Slice sets dst[i] = log101(x[i]).
func log10Slice(dst, x []float64) {
	n := map1In(ld(&logV.lo), ld(&logV.hi), dst, x, log101, func(x f4) f4 {
		return logScaledV(x, &explogV.base10)
	})
	apply1(dst[n:], x[n:], log101)
}

// logScaledV is logScaled of a normal x, with the logarithms of e and 2 in base.
func logScaledV(x f4, base *[4]vec) f4 {
	f, k := logSplitV(x)
	s := f.Div(f.Add(ld(&logV.two)))
	z := s.Mul(s)
	l, low := logPartsV(f, s, z, poly7v(&logV.p, z))
	p := l.Mul(ld(&base[0]))
	pl := l.MulAdd(ld(&base[1]), low.MulAdd(ld(&base[0]), l.MulAdd(ld(&base[0]), p.Neg())))
	return joinBasesV(p, pl, k.Mul(ld(&base[2])), k, base)
}

// logPartsV is ln(1+f) in two parts after the polynomial p.
func logPartsV(f, s, z, p f4) (l, low f4) {
	h := ld(&logV.half).Mul(f)
	half := h.Mul(f)
	lost := h.MulAdd(f, half.Neg())
	l = f.Sub(half)
	return l, f.Sub(l).Sub(half).Add(s.MulAdd(z.MulAdd(p, half), lost.Neg()))
}

// joinBasesV adds the two products of logScaled, a with the first part of the second.
func joinBasesV(p, pl, a, k f4, base *[4]vec) f4 {
	t := p.Add(pl)
	tl := p.Sub(t).Add(pl)
	sum := a.Add(t)
	return sum.Add(a.Sub(sum).Add(t).Add(k.MulAdd(ld(&base[3]), tl)))
}

// log2Slice32 sets dst[i] = log21f(x[i]).
func log2Slice32(dst, x []float32) {
	n := map1WideIn(ld(&explogV.minF), ld(&explogV.maxF), dst, x, log21f, func(x f4) f4 {
		return logWideV(logSplitV(x)).Mul(ld(&explogV.log2E))
	})
	apply1(dst[n:], x[n:], log21f)
}

// log10Slice32 sets dst[i] = log101f(x[i]).
func log10Slice32(dst, x []float32) {
	n := map1WideIn(ld(&explogV.minF), ld(&explogV.maxF), dst, x, log101f, func(x f4) f4 {
		return logWideV(logSplitV(x)).Mul(ld(&explogV.log10E))
	})
	apply1(dst[n:], x[n:], log101f)
}
