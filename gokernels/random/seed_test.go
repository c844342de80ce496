package random_test

import (
	"math/bits"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"gokernels/gokernels/random"
)

// Published outputs of SplitMix64 for the seed 1234567.
func TestSplitMixKnownAnswers(t *testing.T) {
	next := random.SplitMix(1234567)
	for _, want := range []uint64{6457827717110365317, 3203168211198807973, 9817491932198370423,
		4593380528125082431, 16408922859458223821} {
		assert.Equal(t, want, next())
	}
}

// unmix inverts the finaliser: the multipliers are inverted modulo 2^64 by Newton's method.
func unmix(x uint64) uint64 {
	invert := func(a uint64) uint64 {
		b := a
		for range 6 {
			b *= 2 - a*b
		}
		return b
	}
	x ^= x>>31 ^ x>>62
	x *= invert(0x94d049bb133111eb)
	x ^= x>>27 ^ x>>54
	x *= invert(0xbf58476d1ce4e5b9)
	return x ^ x>>30 ^ x>>60
}

// That mix can be inverted proves that it is a bijection, and mix(0) = 0 that nothing else maps to
// 0: what the claims about keys and states that are never zero rest on.
func TestMixIsABijection(t *testing.T) {
	assert.Zero(t, random.Mix(0))
	x := uint64(1)
	for range 100000 {
		x = x*6364136223846793005 + 1442695040888963407
		require.Equal(t, x, unmix(random.Mix(x)))
		require.Equal(t, x, random.Mix(unmix(x)))
	}
}

// The seeding is a promise: a seed must give the same numbers in every version. The numbers were
// computed by a few lines of Python from the text of seed.go.
func TestNewKnownAnswers(t *testing.T) {
	for _, c := range []struct {
		seed, stream, first, last uint64
	}{
		{0, 0, 0xf61ae6e0380bb6fe, 0xfcd26f69d0a47f75},
		{1, 0, 0x7dac859286884294, 0x9629439fbac33169},
		{0, 1, 0xdb7a4f6e57e3d08e, 0xe14d4f53878ddc62},
		{1<<64 - 1, 1<<64 - 1, 0xb03b51106b93340b, 0x77f9ba0c7195ae8},
	} {
		s := random.New(c.seed, c.stream)
		assert.Equal(t, c.first, s.Words()[0][0], "%d/%d", c.seed, c.stream)
		assert.Equal(t, c.last, s.Words()[3][7], "%d/%d", c.seed, c.stream)
	}
}

// New must be what seed.go says, computed here from the formula with the digits of pi.
func TestNewFollowsItsFormula(t *testing.T) {
	pi := []uint64{0x243f6a8885a308d3, 0x13198a2e03707344, 0xa4093822299f31d0, 0x082efa98ec4e6c89,
		0x452821e638d01377, 0xbe5466cf34e90c6c}
	for _, k := range [][2]uint64{{0, 0}, {1, 0}, {0, 1}, {12345, 678}, {1 << 63, 1<<64 - 1}} {
		s := random.New(k[0], k[1])
		for l := range uint64(random.Lanes) {
			for h := range 2 {
				key := random.Mix(random.Mix(random.Mix(k[0]^pi[h])^k[1]^pi[2+h]) ^ l ^ pi[4+h])
				next := random.SplitMix(key)
				assert.Equal(t, next(), s.Words()[2*h][l])
				assert.Equal(t, next(), s.Words()[2*h+1][l])
			}
		}
	}
}

// interesting are numbers that seeds and streams are likely to be: small ones, single bits, all
// ones, and the constants of the hash itself.
func interesting(small int) (keys []uint64) {
	for i := range small {
		keys = append(keys, uint64(i))
	}
	for b := 9; b < 64; b++ {
		keys = append(keys, 1<<b, 1<<b-1)
	}
	return append(keys, 1<<64-1, 0x9e3779b97f4a7c15, 0x243f6a8885a308d3, 0x13198a2e03707344,
		0x243f6a8885a308d3^0x13198a2e03707344)
}

// Of 400,000 states no two share a word, in any position, and no word is 0.
func TestStatesShareNoWord(t *testing.T) {
	seeds, streams := interesting(64), interesting(128)
	words := make([]uint64, 0, len(seeds)*len(streams)*4*random.Lanes)
	for _, seed := range seeds {
		for _, stream := range streams {
			s := random.New(seed, stream)
			for k := range s.Words() {
				words = append(words, s.Words()[k][:]...)
			}
		}
	}
	slices.Sort(words)
	assert.NotZero(t, words[0])
	assert.Equal(t, len(words), len(slices.Compact(words)))
}

// Flipping one bit of the seed or the stream flips about half of a state's 256 bits.
func TestSeedingAvalanches(t *testing.T) {
	distance := func(a, b random.Stream, l int) (n int) {
		for k := range a.Words() {
			n += bits.OnesCount64(a.Words()[k][l] ^ b.Words()[k][l])
		}
		return n
	}
	for b := range 64 {
		seed, stream := 0, 0
		for base := range uint64(16) {
			for l := range random.Lanes {
				s := random.New(base, base)
				seed += distance(s, random.New(base^1<<b, base), l)
				stream += distance(s, random.New(base, base^1<<b), l)
			}
		}
		// 128 states of 256 bits: the standard deviation is sqrt(128*256)/2 = 90.5.
		assert.InDelta(t, 128*128, seed, 5*90.5, "bit %d of the seed", b)
		assert.InDelta(t, 128*128, stream, 5*90.5, "bit %d of the stream", b)
	}
}

func TestSeedIsFresh(t *testing.T) {
	seen := map[uint64]bool{}
	for range 1000 {
		seen[random.Seed()] = true
	}
	assert.Len(t, seen, 1000)
}
