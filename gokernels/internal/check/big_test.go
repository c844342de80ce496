package check

import (
	"math"
	"math/big"
)

// The slow oracle: textbook series in math/big, written without regard to speed and
// sharing nothing with the double-double code but the digits of pi.

const oracleBits = 400

func bf(x float64) *big.Float { return new(big.Float).SetPrec(oracleBits).SetFloat64(x) }

func bop(f func(z, x, y *big.Float) *big.Float, x, y *big.Float) *big.Float {
	return f(new(big.Float).SetPrec(oracleBits), x, y)
}

func badd(x, y *big.Float) *big.Float { return bop((*big.Float).Add, x, y) }
func bsub(x, y *big.Float) *big.Float { return bop((*big.Float).Sub, x, y) }
func bmul(x, y *big.Float) *big.Float { return bop((*big.Float).Mul, x, y) }
func bquo(x, y *big.Float) *big.Float { return bop((*big.Float).Quo, x, y) }

func bscale(x *big.Float, e int) *big.Float {
	return new(big.Float).SetPrec(oracleBits).SetMantExp(x, e)
}

func bsqrt(x *big.Float) *big.Float { return new(big.Float).SetPrec(oracleBits).Sqrt(x) }

// bseries adds term(0), term(1), ... until they no longer matter.
func bseries(term func(i int) *big.Float) *big.Float {
	total := bf(0)
	for i := 0; ; i++ {
		t := term(i)
		total = badd(total, t)
		if t.Sign() == 0 || t.MantExp(nil) < total.MantExp(nil)-oracleBits {
			return total
		}
	}
}

// bexp halves x until it is small, sums Taylor's series and squares back.
func bexp(x *big.Float) *big.Float {
	halvings := max(0, x.MantExp(nil)) + 8
	r := bscale(x, -halvings)
	t := bf(1)
	e := bseries(func(i int) *big.Float {
		if i > 0 {
			t = bquo(bmul(t, r), bf(float64(i)))
		}
		return t
	})
	for range halvings {
		e = bmul(e, e)
	}
	return e
}

// blog solves e^y = x by Newton's method; each step doubles the bits.
func blog(x *big.Float) *big.Float {
	m := new(big.Float)
	e := x.MantExp(m)
	f, _ := m.Float64()
	y := bf(math.Log(f) + float64(e)*math.Ln2)
	for range 5 {
		ey := bexp(y)
		y = badd(y, bscale(bquo(bsub(x, ey), badd(x, ey)), 1))
	}
	return y
}

func bsin(x *big.Float) *big.Float {
	p := bigPi(2000)
	n := roundInt(new(big.Float).SetPrec(2000).Quo(x, p))
	r := new(big.Float).SetPrec(2000).Mul(p, new(big.Float).SetPrec(2000).SetInt(n))
	r = bsub(new(big.Float).SetPrec(2000).Sub(x, r), bf(0))
	t := r
	s := bseries(func(i int) *big.Float {
		if i > 0 {
			t = bquo(bmul(bmul(t, r), r), bf(-float64(2*i*(2*i+1))))
		}
		return t
	})
	if n.Bit(0) == 1 {
		s.Neg(s)
	}
	return s
}

func bcos(x *big.Float) *big.Float {
	quarter := bscale(bigPi(2000), -1)
	return bsin(new(big.Float).SetPrec(2000).Add(x, new(big.Float).SetPrec(2000).Set(bscale2000(quarter))))
}

func bscale2000(x *big.Float) *big.Float { return x.SetPrec(2000).Quo(bigPi(2000), big.NewFloat(2)) }

// batan halves the angle, atan x = 2 atan(x/(1+sqrt(1+x^2))), until the series is quick.
func batan(x *big.Float) *big.Float {
	const halvings = 12
	for range halvings {
		x = bquo(x, badd(bf(1), bsqrt(badd(bf(1), bmul(x, x)))))
	}
	p := x
	s := bseries(func(i int) *big.Float {
		if i > 0 {
			p = bmul(bmul(p, x), x)
			p.Neg(p)
		}
		return bquo(p, bf(float64(2*i+1)))
	})
	return bscale(s, halvings)
}

func berf(x *big.Float) *big.Float {
	t := x
	s := bseries(func(i int) *big.Float {
		if i > 0 {
			t = bquo(bmul(bmul(t, x), x), bf(-float64(i)))
		}
		return bquo(t, bf(float64(2*i+1)))
	})
	return bquo(bscale(s, 1), bsqrt(new(big.Float).SetPrec(oracleBits).Set(bigPi(oracleBits+50))))
}
