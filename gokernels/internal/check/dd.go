package check

import (
	"math"
	"math/big"
)

// dd is an unevaluated sum hi+lo of two float64s, about 106 bits. The formulas are Dekker's and
// Knuth's error-free sums and products; errors are a few 2^-104.
type dd struct{ hi, lo float64 }

func d(x float64) dd { return dd{x, 0} }

// quickSum is a+b with its rounding error, for |a| >= |b|.
func quickSum(a, b float64) dd {
	s := a + b
	return dd{s, b - (s - a)}
}

// sum is a+b with its rounding error (Knuth).
func sum(a, b float64) dd {
	s := a + b
	t := s - a
	return dd{s, (a - (s - t)) + (b - t)}
}

func prod(a, b float64) dd {
	p := a * b
	return dd{p, math.FMA(a, b, -p)}
}

func (a dd) add(b dd) dd {
	s, t := sum(a.hi, b.hi), sum(a.lo, b.lo)
	s = quickSum(s.hi, s.lo+t.hi)
	return quickSum(s.hi, s.lo+t.lo)
}

func (a dd) neg() dd { return dd{-a.hi, -a.lo} }

func (a dd) sub(b dd) dd { return a.add(b.neg()) }

func (a dd) mul(b dd) dd {
	p := prod(a.hi, b.hi)
	return quickSum(p.hi, p.lo+(math.FMA(a.hi, b.lo, float64(a.lo*b.hi))))
}

func (a dd) mulF(b float64) dd {
	p := prod(a.hi, b)
	return quickSum(p.hi, math.FMA(a.lo, b, p.lo))
}

func (a dd) div(b dd) dd {
	q1 := a.hi / b.hi
	r := a.sub(b.mulF(q1))
	q2 := r.hi / b.hi
	r = r.sub(b.mulF(q2))
	return quickSum(q1, q2).add(d(r.hi / b.hi))
}

// sqrt is one Newton step from the float64 root, which doubles its bits.
func (a dd) sqrt() dd {
	if a.hi <= 0 {
		return d(math.Sqrt(a.hi))
	}
	y := math.Sqrt(a.hi)
	r := a.sub(prod(y, y))
	return quickSum(y, r.hi/(2*y))
}

func (a dd) scale(e int) dd { return dd{math.Ldexp(a.hi, e), math.Ldexp(a.lo, e)} }

func (a dd) real() Real { return Real{Hi: a.hi, Lo: a.lo} }

// normal splits a into a value with hi in [0.5, 1) and the power of two taken out.
func (a dd) normal() (dd, int) {
	m, e := math.Frexp(a.hi)
	return dd{m, math.Ldexp(a.lo, -e)}, e
}

// parts cuts a decimal constant into float64s that add up to it, largest first.
func parts(decimal string, n int) []float64 {
	v, _, err := big.ParseFloat(decimal, 10, 400, big.ToNearestEven)
	if err != nil {
		panic(err)
	}
	out := make([]float64, n)
	for i := range out {
		out[i], _ = v.Float64()
		v.Sub(v, big.NewFloat(out[i]))
	}
	return out
}

func constant(decimal string) dd {
	p := parts(decimal, 2)
	return dd{p[0], p[1]}
}

// Constants to 60 digits: OEIS A002162, A000796, A002161, A007525, A002285.
var (
	ln2Parts = parts("0.693147180559945309417232121458176568075500134360255254120680009", 3)
	ddPi     = constant("3.14159265358979323846264338327950288419716939937510582097494459")
	ddSqrtPi = constant("1.77245385090551602729816748334114518279754945612238712821380779")
	ddLog2E  = constant("1.44269504088896340735992468100189213742664595415298593413544940")
	ddLog10E = constant("0.434294481903251827651128918916605082294397005803666566114453783")
	ddLn2    = dd{ln2Parts[0], ln2Parts[1]}
)
