package random

import (
	"errors"
	"math"
	"math/bits"
)

// Lane is one of the generators of a stream. It refers to the stream: what is drawn from the lane
// is gone from the stream too.
type Lane struct {
	s *Stream
	i uint
}

// Uint64 returns the next word: xoshiro256++ 1.0 (Blackman and Vigna, "Scrambled linear
// pseudorandom number generators", 2021; reference code at prng.di.unimi.it, public domain).
func (l Lane) Uint64() uint64 {
	w, i := &l.s.words, l.i%Lanes
	var r uint64
	r, w[0][i], w[1][i], w[2][i], w[3][i] = step(w[0][i], w[1][i], w[2][i], w[3][i])
	return r
}

// step is one step of xoshiro256++: the word and the state that follows.
func step(a, b, c, d uint64) (r, a1, b1, c1, d1 uint64) {
	r = bits.RotateLeft64(a+d, 23) + a
	t := b << 17
	c ^= a
	d ^= b
	b ^= c
	a ^= d
	return r, a, b, c ^ t, bits.RotateLeft64(d, 45)
}

// Uniform returns a value of [0, 1), a multiple of 2^-52.
func (l Lane) Uniform() float64 { return unit(l.Uint64()) }

// UniformRange returns lo + (hi-lo)*Uniform(); rounding can make it hi.
func (l Lane) UniformRange(lo, hi float64) float64 {
	return lo + float64((hi-lo)*unit(l.Uint64()))
}

// Uniform32 returns a value of [0, 1), a multiple of 2^-24.
func (l Lane) Uniform32() float32 { return unit32(l.Uint64()) }

// Integer returns a value of [lo, hi), or an error when there is none.
func (l Lane) Integer(lo, hi int64) (int64, error) {
	if err := checkRange(lo, hi); err != nil {
		return 0, err
	}
	span := uint64(hi) - uint64(lo)
	return lo + int64(l.below(span, -span%span)), nil
}

// Normal returns a normal variate.
func (l Lane) Normal(mean, sd float64) float64 {
	return mean + float64(sd*normal(l.Uint64()))
}

// Exponential returns an exponential variate.
func (l Lane) Exponential(scale float64) float64 { return scale * exponential(l.Uint64()) }

// below returns an unbiased value of [0, span) by Lemire's method ("Fast random integer generation
// in an interval", 2019): a word times span, in 128 bits, is refused when its low half is under
// floor = 2^64 mod span, which leaves every high half equally many words.
func (l Lane) below(span, floor uint64) uint64 {
	for {
		hi, lo := bits.Mul64(l.Uint64(), span)
		if lo >= floor {
			return hi
		}
	}
}

// one is the bits of 1.0: a mantissa or-ed into it makes a number of [1, 2).
const one = 0x3ff0000000000000

// unit maps the upper 52 bits of a word to [0, 1).
func unit(w uint64) float64 { return math.Float64frombits(w>>12|one) - 1 }

// unit32 maps the upper 24 bits of a word to [0, 1); 24 bits fit a float32 exactly.
func unit32(w uint64) float32 { return float32(w>>40) * 0x1p-24 }

// ErrEmptyRange says that [lo, hi) holds no integer.
var ErrEmptyRange = errors.New("random: the range of integers is empty: low must be below high")

func checkRange(lo, hi int64) error {
	if lo >= hi {
		return ErrEmptyRange
	}
	return nil
}
