package random

import "math/rand/v2"

// golden is the increment of SplitMix64: 2^64 divided by the golden ratio, made odd (Steele, Lea
// and Flood, "Fast splittable pseudorandom number generators", 2014).
const golden = 0x9e3779b97f4a7c15

// The hexadecimal digits of pi after the point, the first 6 x 16 of them: numbers with nothing up
// their sleeve that keep the two halves of a key apart (first used so by Blowfish, Schneier 1993).
const (
	piSeedA   = 0x243f6a8885a308d3
	piSeedB   = 0x13198a2e03707344
	piStreamA = 0xa4093822299f31d0
	piStreamB = 0x082efa98ec4e6c89
	piLaneA   = 0x452821e638d01377
	piLaneB   = 0xbe5466cf34e90c6c
)

// mix is the finaliser of SplitMix64 (Stafford's variant 13 of MurmurHash3's). It is a bijection,
// and only 0 maps to 0.
func mix(x uint64) uint64 {
	x = (x ^ x>>30) * mixFirst
	x = (x ^ x>>27) * mixSecond
	return x ^ x>>31
}

const (
	mixFirst  = 0xbf58476d1ce4e5b9
	mixSecond = 0x94d049bb133111eb
)

// splitMix is the SplitMix64 generator.
type splitMix uint64

func (s *splitMix) next() uint64 {
	*s += golden
	return mix(uint64(*s))
}

// streamKey absorbs seed and stream into two words. Every step is a bijection of what it absorbs,
// so under one seed no two streams have the same a, or the same b.
func streamKey(seed, stream uint64) (a, b uint64) {
	a = mix(mix(seed^piSeedA) ^ stream ^ piStreamA)
	b = mix(mix(seed^piSeedB) ^ stream ^ piStreamB)
	return a, b
}

// laneWords absorbs the lane and expands each half of the key by SplitMix64 into two words. As
// mix(x+golden) and mix(x+2*golden) are never both 0, a state is never all zero, the one state
// that xoshiro must not have. Two keys give the same state only if both halves collide, 128 bits.
func laneWords(a, b, lane uint64) [4]uint64 {
	x := splitMix(mix(a ^ lane ^ piLaneA))
	y := splitMix(mix(b ^ lane ^ piLaneB))
	return [4]uint64{x.next(), x.next(), y.next(), y.next()}
}

// Seed returns a fresh seed: from the runtime's ChaCha8, which the operating system seeds. crypto/rand, whose packages take
// a quarter of a millisecond to start, is for secrets.
func Seed() uint64 { return rand.Uint64() }
