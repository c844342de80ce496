//go:build goexperiment.simd && amd64 && !noasm

package vecmath

var expV = struct {
	lo, hi, log2E, shift, minusLn2Hi, minusLn2Lo, one vec

	q [11]vec
}{
	splat(expMin), splat(expMax), splat(log2E), splat(expShift), splat(-ln2Hi), splat(-ln2Lo), splat(1),
	[11]vec(splats(expQ[:])),
}

var expVF = struct {
	lo, hi, log2E, shift, ln2Hi, ln2Lo, one vecF

	q [6]vecF
}{
	splatF(expMinF), splatF(expMaxF), splatF(log2E), splatF(expShiftF), splatF(ln2HiF), splatF(ln2LoF), splatF(1),
	[6]vecF(splatsF(expQ32[:])),
}

// expSlice sets dst[i] = exp1(x[i]).
func expSlice(dst, x []float64) {
	n := map1(f4{}, dst, x, func(x f4) f4 {
		r, bits := expReduce(x)
		return orNaN(expScale(r, poly11v(&expV.q, r), bits), x)
	})
	apply1(dst[n:], x[n:], exp1)
}

// expReduce returns r and the bits of k + expShift. It loses a NaN: the instructions behind Max and
// Min return their second operand for one, and the compiler swaps the operands as it likes.
func expReduce(x f4) (r f4, bits i4) {
	x = ld(&expV.hi).Min(ld(&expV.lo).Max(x))
	k := x.MulAdd(ld(&expV.log2E), ld(&expV.shift))
	kf := k.Sub(ld(&expV.shift))
	r = kf.MulAdd(ld(&expV.minusLn2Lo), kf.MulAdd(ld(&expV.minusLn2Hi), x))
	return r, k.ToBits()
}

// expScale is (1 + r + r*r*q) * 2**k.
func expScale(r, q f4, bits i4) f4 {
	p := ld(&expV.one).Add(q.MulAdd(r.Mul(r), r))
	return scale2v(p, bits)
}

// scale2v is scale2.
func scale2v(p f4, bits i4) f4 {
	a := bits.ShiftAllRight(1)
	b := bits.Sub(a)
	return p.Mul(a.ShiftAllLeft(52).BitsToFloat64()).Mul(b.ShiftAllLeft(52).BitsToFloat64())
}

// exp32Slice sets dst[i] = exp1f(x[i]).
func exp32Slice(dst, x []float32) {
	n := map1F(f8{}, dst, x, func(x f8) f8 {
		r, bits := expReduceF(x)
		return orNaNF(expScaleF(r, poly6fv(&expVF.q, r), bits), x)
	})
	apply1(dst[n:], x[n:], exp1f)
}

// expReduceF is expReduce without FMA, as exp1f has it.
func expReduceF(x f8) (r f8, bits i8) {
	x = ldF(&expVF.hi).Min(ldF(&expVF.lo).Max(x))
	k := x.Mul(ldF(&expVF.log2E)).Add(ldF(&expVF.shift))
	kf := k.Sub(ldF(&expVF.shift))
	r = x.Sub(kf.Mul(ldF(&expVF.ln2Hi))).Sub(kf.Mul(ldF(&expVF.ln2Lo)))
	return r, k.ToBits()
}

// expScaleF is expScale and scale2 for float32.
func expScaleF(r, q f8, bits i8) f8 {
	p := ldF(&expVF.one).Add(r.Add(q.Mul(r.Mul(r))))
	a := bits.ShiftAllRight(1)
	b := bits.Sub(a)
	return p.Mul(a.ShiftAllLeft(23).BitsToFloat32()).Mul(b.ShiftAllLeft(23).BitsToFloat32())
}
