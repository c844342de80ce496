package random_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"

	"gokernels/gokernels/random"
)

const (
	many  = 1 << 18 // words for the battery of words
	crowd = 1 << 20 // values for the battery of laws: some hundred in each tail
)

// skipUnderRace leaves out what runs on one goroutine and would take minutes.
func skipUnderRace(t *testing.T) {
	if raceDetector {
		t.Skip("one goroutine: nothing for the race detector to see")
	}
}

func stream(seed, stream uint64) []uint64 {
	s := random.New(seed, stream)
	words := make([]uint64, many)
	s.Uint64(words)
	return words
}

func TestStreamsPassTheBattery(t *testing.T) {
	skipUnderRace(t)
	for _, k := range [][2]uint64{{0, 0}, {1, 0}, {0, 1}, {1 << 63, 1<<64 - 1}} {
		assert.Empty(t, wordFindings(stream(k[0], k[1])), "seed and stream %v", k)
	}
}

// across makes one sequence of the first words of many streams.
func across(n int, make8 func(i uint64) random.Stream) (words []uint64) {
	for i := range uint64(n / random.Lanes) {
		s := make8(i)
		for range random.Lanes {
			words = append(words, s.Next())
		}
	}
	return words
}

// A program with many small chunks sees mostly first words: across streams, across seeds, and
// across both they must be as random as the words of one stream.
func TestFirstWordsPassTheBattery(t *testing.T) {
	skipUnderRace(t)
	for name, f := range map[string]func(i uint64) random.Stream{
		"streams":           func(i uint64) random.Stream { return random.New(0, i) },
		"seeds":             func(i uint64) random.Stream { return random.New(i, 0) },
		"seeds and streams": func(i uint64) random.Stream { return random.New(i, i) },
		"far streams":       func(i uint64) random.Stream { return random.New(7, i<<40) },
	} {
		assert.Empty(t, wordFindings(across(many, f)), name)
	}
}

// interleave takes one word of each in turn.
func interleave(a, b []uint64) []uint64 {
	words := make([]uint64, 0, len(a)+len(b))
	for i := range a {
		words = append(words, a[i], b[i])
	}
	return words
}

// Interleaved, two neighbours show what they share as correlation at lag 1.
func TestNeighboursAreIndependent(t *testing.T) {
	skipUnderRace(t)
	base := stream(10, 20)
	for name, other := range map[string][]uint64{
		"next stream": stream(10, 21), "next seed": stream(11, 20), "swapped": stream(20, 10),
		"one bit": stream(10|1<<63, 20),
	} {
		assert.Empty(t, wordFindings(interleave(base, other)), name)
	}
}

func TestLanesAreIndependent(t *testing.T) {
	const n = 1 << 15
	s := random.New(77, 0)
	var lanes [random.Lanes][]float64
	for l := range lanes {
		words := make([]uint64, n)
		for i := range words {
			words[i] = s.Lane(l).Uint64()
		}
		lanes[l] = centred(words)
	}
	for a := range lanes {
		for b := range a {
			assert.Less(t, math.Abs(correlation(lanes[a], lanes[b])), float64(limit), "lanes %d and %d", a, b)
		}
	}
}

func TestIntegersAreEven(t *testing.T) {
	s := random.New(12, 34)
	values := make([]int64, 1<<18)
	for _, span := range []int64{6, 10, 100, 1000} {
		counts := make([]int, span)
		assert.NoError(t, s.Integers(values, -7, span-7))
		for _, x := range values {
			counts[x+7]++
		}
		assert.Less(t, math.Abs(chiSquare(counts)), float64(limit), "span %d", span)
	}
}

// A range of 3/4 of all words, taken modulo it, would give the first third twice as often.
func TestWideIntegersAreEven(t *testing.T) {
	s := random.New(12, 35)
	values := make([]int64, 1<<16)
	assert.NoError(t, s.Integers(values, math.MinInt64, math.MinInt64/2*-1))
	var counts [12]int
	for _, x := range values {
		counts[(uint64(x)-1<<63)>>60]++
	}
	assert.Less(t, math.Abs(chiSquare(counts[:])), float64(limit))
}

func TestNormalIsNormal(t *testing.T) {
	skipUnderRace(t)
	s := random.New(31, 0)
	values := make([]float64, crowd)
	s.Normal(values, 0, 1)
	assert.Empty(t, valueFindings(values, normalLaw(random.NormalEdge)))
	for i := range values {
		values[i] = -values[i]
	}
	assert.Empty(t, valueFindings(values, normalLaw(random.NormalEdge)), "mirrored")
}

func TestExponentialIsExponential(t *testing.T) {
	skipUnderRace(t)
	s := random.New(32, 0)
	values := make([]float64, crowd)
	s.Exponential(values, 1)
	assert.Empty(t, valueFindings(values, exponentialLaw(random.ExponentialEdge)))
}

func TestUniformIsUniform(t *testing.T) {
	skipUnderRace(t)
	s := random.New(33, 0)
	values, singles := make([]float64, crowd), make([]float32, crowd)
	s.Uniform(values)
	assert.Less(t, kolmogorov(values), float64(limit))
	s.UniformRange(values, -3, 5)
	for i, x := range values {
		values[i] = (x + 3) / 8
	}
	assert.Less(t, kolmogorov(values), float64(limit))
	s.Uniform32(singles)
	for i, x := range singles {
		values[i] = float64(x)
	}
	assert.Less(t, kolmogorov(values), float64(limit))
}

func TestInsideCircleGivesPi(t *testing.T) {
	const n = 4e6
	s := random.New(2026, 0)
	sd := math.Sqrt(math.Pi / 4 * (1 - math.Pi/4) * n)
	assert.InDelta(t, math.Pi/4*n, s.InsideCircle(n), limit*sd)
}
