package random_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"

	"gokernels/gokernels/random"
)

// mutated returns the words of a sound stream, each changed by f, which sees the words before it.
func mutated(f func(words []uint64, i int) uint64) []uint64 {
	words := stream(1, 2)
	for i := range words {
		words[i] = f(words, i)
	}
	return words
}

// variants are eight xoshiro256 with another scrambler.
func variants(name string) []uint64 {
	s := random.New(1, 2)
	lanes := oracle(&s)
	words := make([]uint64, many)
	for i := range words {
		lanes[i%random.Lanes].variant = name
		words[i] = lanes[i%random.Lanes].next()
	}
	return words
}

// A battery that passes everything proves nothing: each of these generators must fail it.
func TestBatteryRefusesMutants(t *testing.T) {
	skipUnderRace(t)
	for name, words := range map[string][]uint64{
		"a bit is stuck":  mutated(func(w []uint64, i int) uint64 { return w[i] | 1<<5 }),
		"a bit is biased": mutated(func(w []uint64, i int) uint64 { return w[i] &^ (w[i] >> 58 / 60 << 17) }),
		"lanes are equal": mutated(func(w []uint64, i int) uint64 { return w[i-i%8] }),
		"two lanes are equal in their upper bits": mutated(func(w []uint64, i int) uint64 {
			return w[i-i%8/7]>>32<<32 | w[i]&(1<<32-1)
		}),
		"a lane repeats itself": mutated(func(w []uint64, i int) uint64 {
			if i%64 == 8 {
				return w[i-8]
			}
			return w[i]
		}),
		"neighbours share a little": mutated(func(w []uint64, i int) uint64 {
			return w[i] - w[i]/32 + w[max(i-1, 0)]/32
		}),
		"large words are rare": mutated(func(w []uint64, i int) uint64 { return w[i] - w[i]/256 }),
		"xoshiro256+":          variants("+"),
		"no scrambler":         variants("bare"),
		"a counter":            mutated(func(w []uint64, i int) uint64 { return uint64(i) * 0x9e3779b97f4a7c15 }),
		"a linear congruence": mutated(func(w []uint64, i int) uint64 {
			return w[max(i-1, 0)]*6364136223846793005 + 1442695040888963407
		}),
		"states without a hash": across(many, func(i uint64) random.Stream {
			return random.Fresh([4]uint64{1, i, 0, 0})
		}),
		"neighbouring streams share a half": interleave(stream(1, 2),
			mutated(func(w []uint64, i int) uint64 { return w[i] ^ w[i]>>32 })),
	} {
		found := wordFindings(words)
		assert.NotEmpty(t, found, name)
		t.Log(name, len(found), found[:min(2, len(found))])
	}
}

// values are crowd values made by f of the words of a stream.
func values(f func(next func() uint64) float64) []float64 {
	s := random.New(3, 4)
	xs := make([]float64, crowd)
	for i := range xs {
		xs[i] = f(s.Next)
	}
	return xs
}

func TestBatteryRefusesMutantNormals(t *testing.T) {
	skipUnderRace(t)
	for name, f := range map[string]func(next func() uint64) float64{
		"wide by 1%": func(next func() uint64) float64 { return 1.01 * random.NormalOf(next()) },
		"shifted":    func(next func() uint64) float64 { return 0.01 + random.NormalOf(next()) },
		"no tail": func(next func() uint64) float64 {
			return math.Mod(random.NormalOf(next()), random.NormalEdge)
		},
		"the tail is exponential": func(next func() uint64) float64 {
			x := random.NormalOf(next())
			if math.Abs(x) > random.NormalEdge {
				return math.Copysign(random.NormalEdge+random.ExponentialOf(next())/2, x)
			}
			return x
		},
		"the sum of 12 uniforms": func(next func() uint64) float64 {
			sum := -6.0
			for range 12 {
				sum += uniform(next())
			}
			return sum
		},
	} {
		found := valueFindings(values(f), normalLaw(random.NormalEdge))
		assert.NotEmpty(t, found, name)
		t.Log(name, found)
	}
}

func TestBatteryRefusesMutantExponentials(t *testing.T) {
	skipUnderRace(t)
	for name, f := range map[string]func(next func() uint64) float64{
		"slow by 1%": func(next func() uint64) float64 { return 1.01 * random.ExponentialOf(next()) },
		"no tail": func(next func() uint64) float64 {
			return math.Mod(random.ExponentialOf(next()), random.ExponentialEdge)
		},
		"10 bits": func(next func() uint64) float64 { return -math.Log1p(-float64(next()>>54) / 1024) },
	} {
		found := valueFindings(values(f), exponentialLaw(random.ExponentialEdge))
		assert.NotEmpty(t, found, name)
		t.Log(name, found)
	}
}
