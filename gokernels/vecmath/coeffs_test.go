package vecmath_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"

	"gokernels/gokernels/internal/check"
	"gokernels/gokernels/vecmath"
)

// Each table's polynomial, evaluated by Horner's rule in float64, against the function it stands for, from
// double-double arithmetic. The check is as sharp as float64 allows: what the tables claim beyond
// 2^-50 of the small term is seen in the accuracy tests.
func TestPolynomialsMatchTheirFunctions(t *testing.T) {
	over := func(f func(r float64) check.Real, terms func(r float64) float64, power float64) func(r float64) float64 {
		return func(r float64) float64 { // (f(r) - terms(r)) / r^power
			v := f(r)
			return ((v.Hi - terms(r)) + v.Lo) / math.Pow(r, power)
		}
	}
	atanh := func(s float64) check.Real { // log((1+s)/(1-s))
		a, b := check.Log1p(s), check.Log1p(-s)
		return check.Real{Hi: a.Hi - b.Hi, Lo: a.Lo - b.Lo}
	}
	same := func(r float64) float64 { return r }
	twice := func(r float64) float64 { return 2 * r }
	q := over(check.Expm1, same, 2)
	p := over(atanh, twice, 3)
	sin, asin, atan := over(check.Sin, same, 3), over(check.Asin, same, 3), over(check.Atan, same, 3)
	cos := func(r float64) float64 {
		h := check.Sin(r / 2) // cos r - 1 = -2 sin(r/2)^2, without cancellation
		return (0.5*r*r - 2*(h.Hi*h.Hi+2*h.Hi*h.Lo)) / math.Pow(r, 4)
	}
	erf := check.Erf
	erfc := func(a float64) float64 { return -math.Log(math.Erfc(a))/a - 1 } // the table's error only counts times erfc(a)
	for _, c := range []struct {
		name     string
		f        func(r float64) float64
		odd      bool // in r*r
		hi, rel  float64
		constant float64
	}{
		{"expQ", q, false, 0.3466, 0x1p-48, 0}, {"expQ32", q, false, 0.3466, 0x1p-24, 0}, {"expQ32Wide", q, false, 0.3466, 0x1p-33, 0},
		{"logP", p, true, 0.1716, 0x1p-41, 0}, {"logP32", p, true, 0.1716, 0x1p-23, 0}, {"logP32Wide", p, true, 0.1716, 0x1p-32, 0},
		{"logT", p, true, 0.1716, 0x1p-41, 2.0 / 3},
		{"sinS", sin, true, 0.7854, 0x1p-44, 0}, {"sinS32", sin, true, 0.7854, 0x1p-29, 0},
		{"cosC", cos, true, 0.7854, 0x1p-40, 0}, {"cosC32", cos, true, 0.7854, 0x1p-29, 0},
		{"asinR", asin, true, 0.5, 0x1p-44, 0}, {"atanQ", atan, true, 0.4142, 0x1p-44, 0},
		{"erfA", over(erf, same, 1), true, 0.6, 0x1p-43, 0}, {"erfB", erfc, false, 3, 0x1p-30, 0},
	} {
		table := vecmath.Coefficients(c.name)
		require.NotEmpty(t, table, c.name)
		for i := range 200 {
			r := c.hi * (0.2 + 0.8*float64(i)/200) // smaller arguments lose too many bits in f itself
			z := r
			if c.odd {
				z = r * r
			}
			v := 0.0
			for j := len(table) - 1; j >= 0; j-- {
				v = v*z + table[j]
			}
			if c.constant != 0 {
				v = c.constant + z*v
			}
			require.InEpsilon(t, c.f(r), v, c.rel, "%s at %v", c.name, r)
		}
	}
	require.Nil(t, vecmath.Coefficients("none"))
}

func TestCoefficientsAreCopies(t *testing.T) {
	c := vecmath.Coefficients("expQ")
	c[0] = 99
	require.Equal(t, 0.5, vecmath.Coefficients("expQ")[0])
}
