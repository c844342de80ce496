package random

// SplitMix returns the generator that seeds lanes and follows undecided words.
func SplitMix(seed uint64) func() uint64 {
	s := splitMix(seed)
	return s.next
}

// Mix is the finaliser.
func Mix(x uint64) uint64 { return mix(x) }

// Fresh returns a stream with the given words in every lane.
func Fresh(words [4]uint64) (s Stream) {
	for k, w := range words {
		for l := range Lanes {
			s.words[k][l] = w
		}
	}
	return s
}

// NormalQuick and ExponentialQuick are the points that a word chooses, and whether they are surely
// under the density.
func NormalQuick(w uint64) (float64, bool)      { return normalQuick(w) }
func ExponentialQuick(w uint64) (float64, bool) { return exponentialQuick(w) }

// ExponentialOf maps a word to a value.
func ExponentialOf(w uint64) float64 { return exponential(w) }

// The edges of the tails.
const (
	NormalEdge      = normalEdge
	ExponentialEdge = exponentialEdge
)
