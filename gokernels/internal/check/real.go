package check

import "math"

// Real is an exact-enough result: (Hi+Lo) * 2^Exp with |Lo| <= ulp(Hi)/2, right to about 100 bits.
// The separate exponent keeps results below and above the float64 range exact.
// A NaN or infinite result has it in Hi.
type Real struct {
	Hi, Lo float64
	Exp    int
}

// Float64 rounds r to the nearest float64 (up to a double rounding in the subnormal range).
func (r Real) Float64() float64 { return math.Ldexp(r.Hi, r.Exp) }

// Err64 returns |got - r| in units of the float64 spacing at r; 0.5 is the best possible bound.
// A NaN that should be a number, or the reverse, is infinitely wrong. An infinite got
// counts as 2^1024, so that overflow at the right place is no error.
func (r Real) Err64(got float64) float64 { return r.err(got, 53, -1074, 1024) }

// Err32 returns |got - r| in units of the float32 spacing at r, as Err64 does.
func (r Real) Err32(got float32) float64 { return r.err(float64(got), 24, -149, 128) }

func (r Real) err(got float64, bits, minExp, overflow int) float64 {
	switch {
	case math.IsNaN(r.Hi) || math.IsNaN(got):
		return wrongUnless(math.IsNaN(r.Hi) && math.IsNaN(got))
	case math.IsInf(r.Hi, 0):
		return wrongUnless(got == r.Hi)
	}
	if math.IsInf(got, int(math.Copysign(1, r.Hi))) && math.Ilogb(r.Hi)+r.Exp >= overflow {
		return 0
	}
	unit := minExp
	if r.Hi != 0 {
		unit = max(math.Ilogb(r.Hi)+r.Exp-bits+1, minExp)
	}
	unit = min(unit, overflow-bits)
	m, e := math.Frexp(got)
	if math.IsInf(got, 0) {
		m, e = math.Copysign(0.5, got), overflow+1
	}
	return math.Abs(math.Ldexp(m, e-unit) - math.Ldexp(r.Hi, r.Exp-unit) - math.Ldexp(r.Lo, r.Exp-unit))
}

func wrongUnless(ok bool) float64 {
	if ok {
		return 0
	}
	return math.Inf(1)
}

func (r Real) scaled(e int) Real { return Real{r.Hi, r.Lo, r.Exp + e} }

// Exactly is x itself.
func Exactly(x float64) Real { return Real{Hi: x} }

var nan = Exactly(math.NaN())

// inf is an infinity with the sign of s.
func inf(s float64) Real { return Exactly(math.Copysign(math.Inf(1), s)) }
