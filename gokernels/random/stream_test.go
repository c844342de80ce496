package random_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"gokernels/gokernels/random"
)

// published are the first outputs of xoshiro256plusplus.c from the state 1, 2, 3, 4.
var published = []uint64{41943041, 58720359, 3588806011781223, 3591011842654386,
	9228616714210784205, 9973669472204895162, 14011001112246962877, 12406186145184390807,
	15849039046786891736, 10450023813501588000}

func TestKnownAnswers(t *testing.T) {
	x := xoshiro{s: [4]uint64{1, 2, 3, 4}, variant: "++"}
	for _, want := range published {
		assert.Equal(t, want, x.next(), "the oracle")
	}
	s := random.Fresh([4]uint64{1, 2, 3, 4})
	one := s
	words := make([]uint64, len(published)*random.Lanes)
	s.Uint64(words)
	for i, w := range words {
		assert.Equal(t, published[i/random.Lanes], w, "fill, element %d", i)
		assert.Equal(t, published[i/random.Lanes], one.Next(), "Next, element %d", i)
	}
	lane := random.Fresh([4]uint64{1, 2, 3, 4})
	for _, want := range published {
		assert.Equal(t, want, lane.Lane(5).Uint64(), "Lane")
	}
}

// Element i is of lane i mod 8, in the order of the lane, over enough words to cross the blocks.
func TestUint64IsEightGenerators(t *testing.T) {
	s := random.New(42, 7)
	lanes := oracle(&s)
	words := make([]uint64, 5003)
	s.Uint64(words)
	for i, w := range words {
		require.Equal(t, lanes[i%random.Lanes].next(), w, "element %d", i)
	}
	assert.Equal(t, 5003%random.Lanes, s.Turn())
}

func TestLaneLeavesTheTurnAndTheOthers(t *testing.T) {
	s := random.New(1, 1)
	untouched := s
	s.Next()
	before := s
	s.Lane(3).Uint64()
	assert.Equal(t, 1, s.Turn())
	for l := range random.Lanes {
		for k := range 4 {
			same := before.Words()[k][l] == s.Words()[k][l]
			assert.Equal(t, l != 3, same, "word %d of lane %d", k, l)
		}
	}
	assert.NotEqual(t, untouched, before)
}

func TestLaneCountsModuloLanes(t *testing.T) {
	for _, i := range []int{0, 1, 7, 8, 9, 1 << 30, -1, -8} {
		a, b := random.New(3, 4), random.New(3, 4)
		assert.Equal(t, a.Lane(i).Uint64(), b.Lane(((i%8)+8)%8).Uint64(), "lane %d", i)
		assert.Equal(t, a, b)
	}
}

// A loop whose iterations take different numbers of words gives each iteration the same numbers
// whether the iterations run one at a time or eight lanes at a time.
func TestIterationsKeepToTheirLane(t *testing.T) {
	const n = 203
	draws := func(i int) int { return 1 + i*i%5 }
	oneByOne, byLanes := random.New(9, 9), random.New(9, 9)
	var want, got [n]uint64
	for i := range n {
		for range draws(i) {
			want[i] ^= oneByOne.Lane(i).Uint64()
		}
	}
	for l := range random.Lanes {
		for i := l; i < n; i += random.Lanes {
			for range draws(i) {
				got[i] ^= byLanes.Lane(l).Uint64()
			}
		}
	}
	assert.Equal(t, want, got)
	assert.Equal(t, oneByOne, byLanes)
}

func TestStreamsAreValues(t *testing.T) {
	s := random.New(5, 6)
	copied := s
	a, b := make([]uint64, 100), make([]uint64, 100)
	s.Uint64(a)
	copied.Uint64(b)
	assert.Equal(t, a, b)
}

func TestNothingIsAllocated(t *testing.T) {
	f, i, w := make([]float64, 1000), make([]int64, 1000), make([]uint64, 1000)
	f32 := make([]float32, 1000)
	allocs := testing.AllocsPerRun(10, func() {
		s := random.New(1, 2)
		s.Uint64(w)
		s.Uniform(f)
		s.UniformRange(f, 1, 2)
		s.Uniform32(f32)
		s.Normal(f, 0, 1)
		s.Exponential(f, 1)
		_ = s.Integers(i, 0, 1<<49)
		s.InsideCircle(1000)
		s.Lane(3).Normal(0, 1)
	})
	assert.Zero(t, allocs)
}

// Chunks run by many goroutines in any order give what one goroutine gives.
func TestHammerStreams(t *testing.T) {
	const chunks = 64
	draw := func(chunk int) [100]float64 {
		s := random.New(11, uint64(chunk))
		var values [100]float64
		s.Normal(values[:], 0, 1)
		return values
	}
	var got [chunks][100]float64
	done := make(chan bool)
	for c := range chunks {
		go func() {
			got[c] = draw(c)
			done <- true
		}()
	}
	for range chunks {
		<-done
	}
	for c := range chunks {
		assert.Equal(t, draw(c), got[c])
	}
}
