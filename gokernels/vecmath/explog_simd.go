//go:build goexperiment.simd && amd64 && !noasm

package vecmath

import "math"

var explogV = struct {
	exp2Min, exp2Max, expm1Min, expm1Max, ln2, ln2Lo, minF, maxF vec
	log2E, log2ELo, log10E, log10ELo                             vec
}{
	splat(exp2Min), splat(exp2Max), splat(expm1Min), splat(expm1Max), splat(ln2Full), splat(ln2FullLo), splat(minFloat32), splat(math.MaxFloat32),
	splat(log2E), splat(log2ELo), splat(log10E), splat(log10ELo),
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
		return logTimesV(x, ld(&explogV.log2E), ld(&explogV.log2ELo))
	})
	apply1(dst[n:], x[n:], log21)
}

// log10Slice sets dst[i] = log101(x[i]).
func log10Slice(dst, x []float64) {
	n := map1In(ld(&logV.lo), ld(&logV.hi), dst, x, log101, func(x f4) f4 {
		return logTimesV(x, ld(&explogV.log10E), ld(&explogV.log10ELo))
	})
	apply1(dst[n:], x[n:], log101)
}

// logTimesV is the logarithm of pow, times c + cl.
func logTimesV(x, c, cl f4) f4 {
	f, k := logSplitV(x)
	s, sl := ratioV(f)
	z, zl := squareV(s, sl)
	v, vl := seriesV(z, zl, z.Mul(poly8v(&powV.t, z)))
	t, tl := timesV(s, sl, v, vl)
	hi, lo := joinV(s.Add(s), sl, t, tl, k)
	p := hi.Mul(c)
	return p.Add(hi.MulAdd(cl, lo.MulAdd(c, hi.MulAdd(c, p.Neg()))))
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
