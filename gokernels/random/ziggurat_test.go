package random_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"

	"gokernels/gokernels/random"
)

// ziggurat is one ziggurat as the tests see it.
type ziggurat struct {
	quick func(w uint64) (x float64, sure bool)
	of    func(w uint64) float64
	law   law
	sides [257]float64 // from math/big, not from the tables under test
	both  bool         // whether values have both signs
}

func ziggurats() map[string]ziggurat {
	all := map[string]ziggurat{
		"normal": {quick: random.NormalQuick, of: random.NormalOf,
			law: normalLaw(random.NormalEdge), both: true},
		"exponential": {quick: random.ExponentialQuick, of: random.ExponentialOf,
			law: exponentialLaw(random.ExponentialEdge)},
	}
	for _, d := range densities() {
		z := all[d.name]
		sides, _ := d.sides()
		for i, side := range sides {
			z.sides[i], _ = side.Float64()
		}
		all[d.name] = z
	}
	return all
}

// sureBelow is the part of all words that decide at once, for a value under x: layer i gives the
// uniform distribution up to the side of the layer above it.
func (z *ziggurat) sureBelow(x float64) (part float64) {
	for i, side := range z.sides[:256] {
		inner := z.sides[i+1]
		y := max(min(x, inner), 0)
		if z.both {
			y = (max(min(x, inner), -inner) + inner) / 2
		}
		part += y / side / 256
	}
	return part
}

// undecided returns n values that f makes of words that do not decide.
func (z *ziggurat) undecided(n int, f func(w uint64) float64) (values []float64) {
	next := random.SplitMix(99)
	for len(values) < n {
		w := next()
		if _, sure := z.quick(w); !sure {
			values = append(values, f(w))
		}
	}
	return values
}

// undecidedFindings compares such values with what the law leaves for them.
func (z *ziggurat) undecidedFindings(values []float64) findings {
	var f findings
	sure := z.sureBelow(math.Inf(1))
	shape(&f, values, func(x float64) float64 { return (z.law.below(x) - z.sureBelow(x)) / (1 - sure) })
	return f
}

// Only 1.5% and 2.2% of words take the slow path, so a fault there hides among all values. Alone,
// their values follow the law less what the sure parts of the layers cover.
func TestUndecidedWordsFollowTheRestOfTheLaw(t *testing.T) {
	skipUnderRace(t)
	for name, z := range ziggurats() {
		assert.Empty(t, z.undecidedFindings(z.undecided(1<<17, z.of)), name)
	}
}

// Each mutant makes a mistake on the slow path alone.
func TestUndecidedMutantsAreFound(t *testing.T) {
	skipUnderRace(t)
	for name, z := range ziggurats() {
		mutants := map[string]func(w uint64) float64{
			"takes every point": func(w uint64) float64 { x, _ := z.quick(w); return x },
			"takes no wedge":    func(w uint64) float64 { return z.of(random.Mix(w)) },
			"takes half the wedges": func(w uint64) float64 {
				if x, _ := z.quick(w); w>>8&1 == 0 && math.Abs(x) < z.sides[1] {
					return x
				}
				return z.of(random.Mix(w))
			},
			"takes the tail from elsewhere": func(w uint64) float64 {
				if x := z.of(w); math.Abs(x) < z.law.edge {
					return x
				}
				return z.of(random.Mix(w))
			},
		}
		for mutant, f := range mutants {
			found := z.undecidedFindings(z.undecided(1<<17, f))
			assert.NotEmpty(t, found, "%s %s", name, mutant)
			t.Log(name, mutant, found)
		}
	}
}

// How often the slow path is taken, which the documentation states.
func TestShareOfUndecidedWords(t *testing.T) {
	for name, want := range map[string]float64{"normal": 0.0149, "exponential": 0.0222} {
		z := ziggurats()[name]
		assert.InDelta(t, want, 1-z.sureBelow(math.Inf(1)), 0.0001, name)
		count := 0
		next := random.SplitMix(1)
		for range 1 << 20 {
			if _, sure := z.quick(next()); !sure {
				count++
			}
		}
		assert.InDelta(t, want, float64(count)/(1<<20), 0.001, name)
	}
}

// The points are symmetric and never 0: a word and its complement above the layer's bits give
// values of equal size and opposite sign.
func TestNormalPointsAreSymmetric(t *testing.T) {
	next := random.SplitMix(4)
	for range 1000 {
		w := next()
		x, sure := random.NormalQuick(w)
		y, alsoSure := random.NormalQuick(w ^ ^uint64(1<<12-1))
		assert.Equal(t, x, -y)
		assert.Equal(t, sure, alsoSure)
		assert.NotZero(t, x)
	}
}
