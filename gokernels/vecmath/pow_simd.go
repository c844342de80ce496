//go:build goexperiment.simd && amd64 && !noasm

package vecmath

import "simd/archsimd"

var powV = struct {
	limit, limit32, twoThirds, twoThirdsLo, half, lo32, hi32 vec

	t [8]vec
	p [5]vec
}{
	splat(powLimit), splat(powLimit32), splat(2.0 / 3), splat(twoThirdsLo), splat(0.5), splat(minNormalF), splat(maxFloat32),
	[8]vec(splats(logT[:])), [5]vec(splats(logP32Wide[:])),
}

const maxFloat32 = 0x1.fffffep127

// powSlice sets dst[i] = pow1(x[i], y[i]).
func powSlice(dst, x, y []float64) {
	n := 0
	if accelerated {
		n = powQuads(quads(dst), quads(x), quads(y))
	}
	apply2(dst[n:], x[n:], y[n:], pow1)
}

// powQuads does whole vectors. A vector with an element for which pow1 leaves its straight path
// goes through pow1.
func powQuads(dst, xs, ys [][4]float64) int {
	for i := range dst {
		x, y := ld(&xs[i]), ld(&ys[i])
		a := x.Abs()
		sign, plain := powSign(x, y)
		plain = plain.And(a.GreaterEqual(ld(&logV.lo))).And(a.LessEqual(ld(&logV.hi)))
		f, k := logSplitV(a)
		s, sl := ratioV(f)
		z, zl := squareV(s, sl)
		v, vl := seriesV(z, zl, z.Mul(poly8v(&powV.t, z)))
		t, tl := timesV(s, sl, v, vl)
		hi, lo := joinV(s.Add(s), sl, t, tl, k)
		hi, lo = product2V(y, hi, lo)
		if plain.And(hi.Abs().LessEqual(ld(&powV.limit))).ToBits() != 0xF {
			slow2(dst[i][:], xs[i][:], ys[i][:], pow1)
			continue
		}
		r, rl, bits := expPairReduce(hi, lo)
		e := scale2v(expPairJoin(r, rl, poly11v(&expV.q, r)), bits)
		e.ToBits().Xor(sign).BitsToFloat64().StoreArray(&dst[i])
	}
	archsimd.ClearAVXUpperBits()
	return 4 * len(dst)
}

// powSign returns the sign bit of the power of a negative x to an odd y, and the lanes that are not a
// negative number to a power that is no integer.
func powSign(x, y f4) (sign i4, plain archsimd.Mask64x4) {
	half := y.Mul(ld(&powV.half))
	negative := signOf(x)
	odd := half.NotEqual(half.Round()).ToInt64x4().ToBits()
	return negative.And(odd), y.Equal(y.Round()).Or(negative.Equal(i4{}))
}

// product2V is product2.
func product2V(y, hi, lo f4) (h, l f4) {
	h = y.Mul(hi)
	return h, y.MulAdd(lo, y.MulAdd(hi, h.Neg()))
}

// The next five functions are the steps of logPair, each short enough to be inlined. ratioV is s = f/(2+f)
// in two parts: the quotient by one division, the rest by multiplying with the same reciprocal.
func ratioV(f f4) (s, sl f4) {
	d := f.Add(ld(&tanhV.two))
	dl := ld(&tanhV.two).Sub(d).Add(f)
	inverse := ld(&tanhV.one).Div(d)
	s = f.Mul(inverse)
	minus := s.Neg()
	return s, inverse.Mul(minus.MulAdd(dl, minus.MulAdd(d, f)))
}

// squareV is z = s*s in two parts.
func squareV(s, sl f4) (z, zl f4) {
	z = s.Mul(s)
	return z, s.Add(s).MulAdd(sl, s.MulAdd(s, z.Neg()))
}

// seriesV is z*(2/3 + w) in two parts.
func seriesV(z, zl, w f4) (v, vl f4) {
	u := ld(&powV.twoThirds).Add(w)
	ul := ld(&powV.twoThirds).Sub(u).Add(w).Add(ld(&powV.twoThirdsLo))
	v = z.Mul(u)
	return v, z.MulAdd(u, v.Neg()).Add(z.MulAdd(ul, zl.Mul(u)))
}

// timesV is the product s*v in two parts.
func timesV(s, sl, v, vl f4) (t, tl f4) {
	t = s.Mul(v)
	return t, s.MulAdd(v, t.Neg()).Add(s.MulAdd(vl, sl.Mul(v)))
}

// joinV is k*ln 2 + 2s + t in two parts, where twice is 2s.
func joinV(twice, sl, t, tl, k f4) (hi, lo f4) {
	h := twice.Add(t)
	l := twice.Sub(h).Add(t).Add(ld(&tanhV.two).MulAdd(sl, tl))
	a := k.Mul(ld(&logV.ln2Hi))
	hi = a.Add(h)
	return hi, a.Sub(hi).Add(h).Add(k.MulAdd(ld(&logV.ln2Lo), l))
}

// expPairReduce and expPairJoin are expPair before and after the polynomial q.
func expPairReduce(hi, lo f4) (r, rl f4, bits i4) {
	k := hi.MulAdd(ld(&expV.log2E), ld(&expV.shift))
	kf := k.Sub(ld(&expV.shift))
	t := kf.MulAdd(ld(&expV.minusLn2Hi), hi)
	tl := kf.MulAdd(ld(&expV.minusLn2Lo), lo)
	r = t.Add(tl)
	return r, t.Sub(r).Add(tl), k.ToBits()
}

func expPairJoin(r, rl, q f4) f4 {
	e := q.MulAdd(r.Mul(r), rl)
	h := ld(&expV.one).Add(r)
	return h.Add(ld(&expV.one).Sub(h).Add(r).Add(e))
}

// pow32Slice sets dst[i] = pow1f(x[i], y[i]).
func pow32Slice(dst, x, y []float32) {
	n := 0
	if accelerated {
		n = powQuadsF(quads(dst), quads(x), quads(y))
	}
	apply2(dst[n:], x[n:], y[n:], pow1f)
}

// powQuadsF is powQuads for pow1f, in float64 lanes.
func powQuadsF(d, s, t [][4]float32) int {
	for i := range d {
		x, y := ldWide(&s[i]), ldWide(&t[i])
		a := x.Abs()
		sign, plain := powSign(x, y)
		plain = plain.And(a.GreaterEqual(ld(&powV.lo32))).And(a.LessEqual(ld(&powV.hi32)))
		p := y.Mul(logWideV(logSplitV(a)))
		if plain.And(p.Abs().LessEqual(ld(&powV.limit32))).ToBits() != 0xF {
			slow2(d[i][:], s[i][:], t[i][:], pow1f)
			continue
		}
		stWide(&d[i], expWideV(p).ToBits().Xor(sign).BitsToFloat64())
	}
	archsimd.ClearAVXUpperBits()
	return 4 * len(d)
}

// logWideV is logWide.
func logWideV(f, k f4) f4 {
	s := f.Div(f.Add(ld(&tanhV.two)))
	z := s.Mul(s)
	return k.MulAdd(ld(&tanhV.ln2), s.Mul(z).MulAdd(poly5v(&powV.p, z), s.Add(s)))
}

// expWideV is expWide.
func expWideV(p f4) f4 {
	k := p.MulAdd(ld(&tanhV.log2E), ld(&tanhV.shift))
	r := k.Sub(ld(&tanhV.shift)).MulAdd(ld(&tanhV.minusLn2), p)
	v := ld(&tanhV.one).Add(poly7v(&tanhV.q, r).MulAdd(r.Mul(r), r))
	return v.Mul(k.ToBits().ShiftAllLeft(52).Add(ldBits(&tanhV.oneBits)).BitsToFloat64())
}
