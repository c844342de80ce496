package vecmath

import "math"

// twoSum is an unevaluated sum of two float64s, lo small against hi: the scalar functions carry their
// intermediate results in it where half a ULP each would add up.
type twoSum struct{ hi, lo float64 }

// fastSum is a+b with its rounding error, for |a| >= |b| (Dekker).
func fastSum(a, b float64) twoSum {
	s := a + b
	return twoSum{s, (a - s) + b}
}

// exactSum is a+b with its rounding error, whichever is larger (Knuth).
func exactSum(a, b float64) twoSum {
	s := a + b
	t := s - a
	return twoSum{s, (a - (s - t)) + (b - t)}
}

// product is a*b with its rounding error.
func product(a, b float64) twoSum {
	p := float64(a * b)
	return twoSum{p, math.FMA(a, b, -p)}
}

// times is a*b to about 100 bits.
func times(a, b twoSum) twoSum {
	p := product(a.hi, b.hi)
	return fastSum(p.hi, math.FMA(a.hi, b.lo, math.FMA(a.lo, b.hi, p.lo)))
}

// quotient is a/b to about 100 bits.
func quotient(a, b twoSum) twoSum {
	inverse := 1 / b.hi
	q := float64(a.hi * inverse)
	r := math.FMA(-q, b.hi, a.hi) + math.FMA(-q, b.lo, a.lo)
	return fastSum(q, float64(r*inverse))
}

// plus is a+b to about 100 bits, for |a| >= |b|.
func (a twoSum) plus(b twoSum) twoSum {
	s := fastSum(a.hi, b.hi)
	return fastSum(s.hi, s.lo+(a.lo+b.lo))
}

func (a twoSum) value() float64 { return a.hi + a.lo }

func (a twoSum) negate() twoSum { return twoSum{-a.hi, -a.lo} }
