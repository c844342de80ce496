package random_test

import (
	"fmt"
	"math"
	"math/bits"
	"slices"
)

// The battery: each test gives a number of standard deviations (or a scaled statistic) that must
// stay below limit. With the 500 or so numbers of one run a sound generator exceeds 5 with a
// probability under 1 in 3,000; the seeds are fixed, so it does so always or never.
const limit = 5

// findings collects what is wrong.
type findings []string

// check notes z if it is too far from 0.
func (f *findings) check(z float64, format string, args ...any) {
	if math.IsNaN(z) || math.Abs(z) > limit {
		*f = append(*f, fmt.Sprintf("%s: %.1f", fmt.Sprintf(format, args...), z))
	}
}

// chiSquare turns counts that should be equal into a number of standard deviations, by Wilson and
// Hilferty's cube root, which is near enough to normal from half a dozen cells on.
func chiSquare(counts []int) float64 {
	total := 0
	for _, c := range counts {
		total += c
	}
	want, chi := float64(total)/float64(len(counts)), 0.0
	for _, c := range counts {
		chi += (float64(c) - want) * (float64(c) - want) / want
	}
	k := float64(len(counts) - 1)
	v := 2 / (9 * k)
	return (math.Cbrt(chi/k) - (1 - v)) / math.Sqrt(v)
}

// correlation is the correlation of x and y, uniforms less their mean, in standard deviations.
func correlation(x, y []float64) float64 {
	sum := 0.0
	for i := range y {
		sum += x[i] * y[i]
	}
	return sum * 12 / math.Sqrt(float64(len(y)))
}

// kolmogorov is the Kolmogorov-Smirnov statistic of u against uniform, scaled so that limit is
// exceeded with a probability of 2*exp(-2*(5*0.55)^2) = 5e-7. It sorts u.
func kolmogorov(u []float64) float64 {
	slices.Sort(u)
	n, d := float64(len(u)), 0.0
	for i, x := range u {
		d = max(d, x-float64(i)/n, float64(i+1)/n-x)
	}
	return d * math.Sqrt(n) / 0.55
}

// centred turns words into uniforms less 1/2.
func centred(words []uint64) []float64 {
	u := make([]float64, len(words))
	for i, w := range words {
		u[i] = uniform(w) - 0.5 + 0x1p-53
	}
	return u
}

// wordFindings is the battery for what should be independent uniform words.
func wordFindings(words []uint64) findings {
	var f findings
	bitBalance(&f, words)
	byteCounts(&f, words)
	serial(&f, words)
	moments(&f, centred(words))
	linearity(&f, words)
	duplicates(&f, words)
	u := centred(words)
	for i := range u {
		u[i] += 0.5
	}
	f.check(kolmogorov(u), "Kolmogorov-Smirnov")
	return f
}

func bitBalance(f *findings, words []uint64) {
	sd := math.Sqrt(float64(len(words))) / 2
	for b := range 64 {
		ones := 0
		for _, w := range words {
			ones += int(w >> b & 1)
		}
		f.check((float64(ones)-float64(len(words))/2)/sd, "ones at bit %d", b)
	}
}

func byteCounts(f *findings, words []uint64) {
	for b := range 8 {
		var counts [256]int
		for _, w := range words {
			counts[w>>(8*b)&255]++
		}
		f.check(chiSquare(counts[:]), "values of byte %d", b)
	}
}

// serial looks at neighbours 1 to 16 apart: 1 is the next lane, 8 the same lane's next word.
func serial(f *findings, words []uint64) {
	u := centred(words)
	for lag := 1; lag <= 16; lag++ {
		f.check(correlation(u, u[lag:]), "correlation at lag %d", lag)
		var pairs [256]int
		distance := 0
		for i, w := range words[lag:] {
			pairs[words[i]>>60<<4|w>>60]++
			distance += bits.OnesCount64(words[i] ^ w)
		}
		n := float64(len(words) - lag)
		f.check(chiSquare(pairs[:]), "pairs at lag %d", lag)
		f.check((float64(distance)-32*n)/(4*math.Sqrt(n)), "equal bits at lag %d", lag)
	}
}

// moments of uniforms on (-1/2, 1/2): the mean of u^k is 0 for odd k, (1/2)^k/(k+1) for even k.
func moments(f *findings, u []float64) {
	even := func(k float64) float64 { return math.Pow(0.5, k) / (k + 1) }
	for k := 1; k <= 6; k++ {
		want := 0.0
		if k%2 == 0 {
			want = even(float64(k))
		}
		n := float64(len(u))
		f.check((meanPower(u, k)-want)/math.Sqrt((even(float64(2*k))-want*want)/n), "moment %d", k)
	}
}

func meanPower(xs []float64, k int) float64 {
	sum := 0.0
	for _, x := range xs {
		power := x
		for range k - 1 {
			power *= x
		}
		sum += power
	}
	return sum / float64(len(xs))
}

// linearity takes one bit of every eighth word, so of one lane: the shortest linear recurrence for
// n random bits has length n/2, give or take a few. Unscrambled xoshiro256 has length 256.
func linearity(f *findings, words []uint64) {
	for _, b := range []int{0, 1, 63} {
		sequence := make([]byte, 1536)
		for i := range sequence {
			sequence[i] = byte(words[8*i] >> b & 1)
		}
		f.check(float64(berlekampMassey(sequence)-len(sequence)/2)/4, "linear complexity of bit %d", b)
	}
}

// berlekampMassey returns the length of the shortest linear recurrence over bits.
func berlekampMassey(s []byte) int {
	c, b := make([]byte, len(s)+1), make([]byte, len(s)+1)
	c[0], b[0] = 1, 1
	length, last := 0, -1
	for n := range s {
		d := s[n]
		for i := 1; i <= length; i++ {
			d ^= c[i] & s[n-i]
		}
		if d == 0 {
			continue
		}
		before := slices.Clone(c)
		for i := 0; i+n-last < len(c); i++ {
			c[i+n-last] ^= b[i]
		}
		if 2*length <= n {
			length, last, b = n+1-length, n, before
		}
	}
	return length
}

// duplicates: among under 2^21 words two are equal with a probability of 2^-23.
func duplicates(f *findings, words []uint64) {
	sorted := slices.Clone(words)
	slices.Sort(sorted)
	f.check(float64(limit+1)*float64(len(words)-len(slices.Compact(sorted))), "equal words")
}

// law is a distribution: its cumulative function, its raw moments (the first four are checked, the
// others give their variances), and the edge beyond which a ziggurat does something else.
type law struct {
	below   func(x float64) float64
	moments [8]float64 // of x, x^2, … x^8
	edge    float64
}

func normalLaw(edge float64) law {
	return law{func(x float64) float64 { return math.Erfc(-x/math.Sqrt2) / 2 },
		[8]float64{0, 1, 0, 3, 0, 15, 0, 105}, edge}
}

func exponentialLaw(edge float64) law {
	return law{func(x float64) float64 { return -math.Expm1(-x) },
		[8]float64{1, 2, 6, 24, 120, 720, 5040, 40320}, edge}
}

// valueFindings is the battery for values that should follow a law.
func valueFindings(values []float64, l law) findings {
	var f findings
	n := float64(len(values))
	for k := range 4 {
		variance := l.moments[2*k+1] - l.moments[k]*l.moments[k]
		f.check((meanPower(values, k+1)-l.moments[k])/math.Sqrt(variance/n), "moment %d", k+1)
	}
	shape(&f, values, l.below)
	tail(&f, values, l)
	return f
}

// shape compares values with a cumulative function.
func shape(f *findings, values []float64, below func(x float64) float64) {
	u := make([]float64, len(values))
	var counts [512]int
	for i, x := range values {
		u[i] = below(x)
		counts[max(0, min(int(u[i]*512), 511))]++
	}
	f.check(chiSquare(counts[:]), "512 equal parts")
	f.check(kolmogorov(u), "Kolmogorov-Smirnov")
}

// tail checks the number of values beyond the edge and how they lie there.
func tail(f *findings, values []float64, l law) {
	var u []float64
	p := 1 - l.below(l.edge)
	for _, x := range values {
		if x > l.edge {
			u = append(u, (1-l.below(x))/p)
		}
	}
	want := p * float64(len(values))
	f.check((float64(len(u))-want)/math.Sqrt(want), "values in the tail")
	f.check(kolmogorov(u), "Kolmogorov-Smirnov in the tail")
}
