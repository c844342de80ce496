package random_test

import (
	"math"
	"math/big"

	"gokernels/gokernels/random"
)

// xoshiro is the generator in the shape of the published C code, one step a call; the package has
// its own. variant chooses what is handed out: "++" is ours, the others are mutants.
type xoshiro struct {
	s       [4]uint64
	variant string
}

func rotl(x uint64, k uint) uint64 { return (x << k) | (x >> (64 - k)) }

func (x *xoshiro) next() uint64 {
	s := &x.s
	result := rotl(s[0]+s[3], 23) + s[0]
	switch x.variant {
	case "+":
		result = s[0] + s[3]
	case "bare":
		result = s[0]
	}
	t := s[1] << 17
	s[2] ^= s[0]
	s[3] ^= s[1]
	s[1] ^= s[2]
	s[0] ^= s[3]
	s[2] ^= t
	s[3] = rotl(s[3], 45)
	return result
}

// oracle is a stream made of eight xoshiro with the same states.
func oracle(s *random.Stream) (lanes [random.Lanes]*xoshiro) {
	w := s.Words()
	for l := range lanes {
		lanes[l] = &xoshiro{s: [4]uint64{w[0][l], w[1][l], w[2][l], w[3][l]}, variant: "++"}
	}
	return lanes
}

// lemire is the paper's method with big integers: the high part of word*span, unless the low part
// is under 2^64 mod span.
func lemire(next func() uint64, lo, hi int64) int64 {
	two64 := new(big.Int).Lsh(big.NewInt(1), 64)
	span := new(big.Int).Sub(big.NewInt(hi), big.NewInt(lo))
	floor := new(big.Int).Mod(two64, span)
	for {
		product := new(big.Int).Mul(new(big.Int).SetUint64(next()), span)
		high, low := new(big.Int).DivMod(product, two64, new(big.Int))
		if low.Cmp(floor) >= 0 {
			return high.Add(high, big.NewInt(lo)).Int64()
		}
	}
}

// uniform is the upper 52 bits of a word over 2^52.
func uniform(w uint64) float64 { return math.Ldexp(float64(w>>12), -52) }

// insideOracle is the scalar loop, its rounding forced by storing.
func insideOracle(lanes [random.Lanes]*xoshiro, first, n int) (count int) {
	for i := range n {
		l := lanes[(first+i)%random.Lanes]
		x, y := uniform(l.next()), uniform(l.next())
		xx, yy := new(big.Float).SetFloat64(x*x), new(big.Float).SetFloat64(y*y)
		sum, _ := new(big.Float).SetPrec(53).Add(xx, yy).Float64()
		if sum < 1 {
			count++
		}
	}
	return count
}
