//go:build goexperiment.simd && amd64 && !noasm

package vecmath

var tanhV = struct {
	hi, log2E, shift, minusLn2Hi, minusLn2Lo, minusLn2, ln2, one, two vec

	oneBits [4]uint64

	q [7]vec
}{
	splat(2 * tanhLimit), splat(log2E), splat(roundShift), splat(-ln2Hi), splat(-ln2Lo), splat(-ln2Full), splat(ln2Full), splat(1), splat(2),
	splatBits(oneBits),
	[7]vec(splats(expQ32Wide[:])),
}

// tanhSlice sets dst[i] = tanh1(x[i]).
func tanhSlice(dst, x []float64) {
	n := map1(f4{}, dst, x, func(x f4) f4 {
		u := x.Abs()
		r, rl, s := expm1Reduce(u.Add(u).Min(ld(&tanhV.hi)))
		h, l := expm1Join(r, rl, s, poly11v(&expV.q, r))
		return orNaN(orSign(tanhRatio(h, l), x), x)
	})
	apply1(dst[n:], x[n:], tanh1)
}

// orSign gives y, which is not negative, the sign of x.
func orSign(y, x f4) f4 { return y.ToBits().Or(signOf(x)).BitsToFloat64() }

// expm1Reduce returns the reduced argument in two parts and 2**k.
func expm1Reduce(u f4) (r, rl, s f4) {
	k := u.MulAdd(ld(&tanhV.log2E), ld(&tanhV.shift))
	kf := k.Sub(ld(&tanhV.shift))
	r0 := kf.MulAdd(ld(&tanhV.minusLn2Hi), u)
	r = kf.MulAdd(ld(&tanhV.minusLn2Lo), r0)
	rl = kf.MulAdd(ld(&tanhV.minusLn2Lo), r0.Sub(r))
	return r, rl, k.ToBits().ShiftAllLeft(52).Add(ldBits(&tanhV.oneBits)).BitsToFloat64()
}

// expm1Join is the second half of expm1Pair, after the polynomial q.
func expm1Join(r, rl, s, q f4) (h, l f4) {
	r2 := r.Mul(r)
	t := q.MulAdd(r2, r)
	tl := q.MulAdd(r2, r.Sub(t)).Add(rl.MulAdd(t, rl))
	a := s.Sub(ld(&tanhV.one))
	h = s.MulAdd(t, a)
	return h, s.MulAdd(tl, s.MulAdd(t, a.Sub(h))).Add(s.Sub(a).Sub(ld(&tanhV.one)))
}

// tanhRatio is m/(m+2) for m = h + l.
func tanhRatio(h, l f4) f4 {
	d := h.Add(ld(&tanhV.two))
	b := d.Sub(h)
	low := h.Sub(d.Sub(b)).Add(ld(&tanhV.two).Sub(b)).Add(l)
	inverse := ld(&tanhV.one).Div(d)
	q := h.Mul(inverse)
	minus := q.Neg()
	rest := minus.MulAdd(d, h).Add(minus.MulAdd(low, l))
	return rest.MulAdd(inverse, q)
}

// tanh32Slice sets dst[i] = tanh1f(x[i]).
func tanh32Slice(dst, x []float32) {
	n := map1Wide(f4{}, dst, x, func(x f4) f4 {
		u := x.Abs()
		k := u.Add(u).Min(ld(&tanhV.hi)).MulAdd(ld(&tanhV.log2E), ld(&tanhV.shift))
		kf := k.Sub(ld(&tanhV.shift))
		r := kf.MulAdd(ld(&tanhV.minusLn2), u.Add(u).Min(ld(&tanhV.hi)))
		t := poly7v(&tanhV.q, r).MulAdd(r.Mul(r), r)
		s := k.ToBits().ShiftAllLeft(52).Add(ldBits(&tanhV.oneBits)).BitsToFloat64()
		m := s.MulAdd(t, s.Sub(ld(&tanhV.one)))
		return orNaN(orSign(m.Div(m.Add(ld(&tanhV.two))), x), x)
	})
	apply1(dst[n:], x[n:], tanh1f)
}
