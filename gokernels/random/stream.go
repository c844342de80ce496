package random

// Lanes is the number of generators that take turns inside one stream. Eight 64-bit lanes are two
// AVX2 registers or one AVX-512 register, so both vector widths give the same numbers.
const Lanes = 8

// Stream is the source of random numbers of one chunk: Lanes independent xoshiro256++ generators
// and the lane whose turn it is. Copying a Stream copies its position; it needs no allocation and
// is for one goroutine at a time.
type Stream struct {
	// words[k][l] is word k of lane l, so that one word of neighbouring lanes is one vector load.
	words state
	turn  int
}

// New returns the stream that belongs to chunk number stream of the work seeded with seed. It
// depends on nothing else.
func New(seed, stream uint64) Stream {
	var s Stream
	a, b := streamKey(seed, stream)
	for l := range Lanes {
		w := laneWords(a, b, uint64(l))
		for k := range w {
			s.words[k][l] = w[k]
		}
	}
	return s
}

// Words gives access to the state, word k of lane l at [k][l], for code that steps the lanes
// itself. The lane whose turn it is stays as it was: such code tells it by SetTurn.
func (s *Stream) Words() *[4][Lanes]uint64 {
	return &s.words
}

// Lane returns lane i mod Lanes. Drawing from it moves that lane only, never the turn.
func (s *Stream) Lane(i int) Lane {
	return Lane{s, uint(i) % Lanes}
}

// next returns the lane whose turn it is and passes the turn on.
func (s *Stream) next() Lane {
	l := Lane{s, uint(s.turn) % Lanes}
	s.turn = (s.turn + 1) % Lanes
	return l
}

// split cuts n draws into those before lane 0's turn, whole rows of Lanes, and the rest; it
// returns where the rows start and end.
func (s *Stream) split(n int) (first, last int) {
	first = min((Lanes-s.turn)%Lanes, n)
	return first, first + (n-first)/Lanes*Lanes
}

// Next returns a word of the lane whose turn it is and passes the turn on.
func (s *Stream) Next() uint64 { return s.next().Uint64() }

// NextUniform is Uniform for one value.
func (s *Stream) NextUniform() float64 { return s.next().Uniform() }

// NextUniformRange is UniformRange for one value.
func (s *Stream) NextUniformRange(lo, hi float64) float64 { return s.next().UniformRange(lo, hi) }

// NextUniform32 is Uniform32 for one value.
func (s *Stream) NextUniform32() float32 { return s.next().Uniform32() }

// NextInteger is Integers for one value; the turn stays when the range is empty.
func (s *Stream) NextInteger(lo, hi int64) (int64, error) {
	if err := checkRange(lo, hi); err != nil {
		return 0, err
	}
	return s.next().Integer(lo, hi)
}

// NextNormal is Normal for one value.
func (s *Stream) NextNormal(mean, sd float64) float64 { return s.next().Normal(mean, sd) }

// NextExponential is Exponential for one value.
func (s *Stream) NextExponential(scale float64) float64 { return s.next().Exponential(scale) }
