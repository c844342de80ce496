package random_test

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"gokernels/gokernels/random"
)

// draw is one way to draw: a fill, its scalar twin on the stream and on a lane, all as bits.
type draw struct {
	name string
	fill func(s *random.Stream, dst []uint64)
	next func(s *random.Stream) uint64
	lane func(l random.Lane) uint64
}

// floats makes a draw of functions over float64.
func floats(name string, fill func(*random.Stream, []float64), next func(*random.Stream) float64,
	lane func(random.Lane) float64) draw {
	return draw{name,
		func(s *random.Stream, dst []uint64) {
			guarded := make([]float64, len(dst)+2)
			guarded[0], guarded[len(dst)+1] = -9, -9
			fill(s, guarded[1:len(dst)+1])
			for i, x := range guarded[1 : len(dst)+1] {
				dst[i] = math.Float64bits(x)
			}
			if guarded[0] != -9 || guarded[len(dst)+1] != -9 {
				panic(name + " wrote outside of dst")
			}
		},
		func(s *random.Stream) uint64 { return math.Float64bits(next(s)) },
		func(l random.Lane) uint64 { return math.Float64bits(lane(l)) }}
}

// integers makes a draw of a range.
func integers(name string, lo, hi int64) draw {
	must := func(x int64, err error) uint64 {
		if err != nil {
			panic(err)
		}
		return uint64(x)
	}
	return draw{name,
		func(s *random.Stream, dst []uint64) {
			ints := make([]int64, len(dst))
			must(0, s.Integers(ints, lo, hi))
			for i, x := range ints {
				dst[i] = uint64(x)
			}
		},
		func(s *random.Stream) uint64 { return must(s.NextInteger(lo, hi)) },
		func(l random.Lane) uint64 { return must(l.Integer(lo, hi)) }}
}

func float32s(s *random.Stream, dst []uint64) {
	floats := make([]float32, len(dst))
	s.Uniform32(floats)
	for i, x := range floats {
		dst[i] = uint64(math.Float32bits(x))
	}
}

var draws = []draw{
	{"Uint64", (*random.Stream).Uint64, (*random.Stream).Next, random.Lane.Uint64},
	floats("Uniform", (*random.Stream).Uniform, (*random.Stream).NextUniform, random.Lane.Uniform),
	floats("UniformRange",
		func(s *random.Stream, dst []float64) { s.UniformRange(dst, -0.1, math.Pi) },
		func(s *random.Stream) float64 { return s.NextUniformRange(-0.1, math.Pi) },
		func(l random.Lane) float64 { return l.UniformRange(-0.1, math.Pi) }),
	{"Uniform32", float32s,
		func(s *random.Stream) uint64 { return uint64(math.Float32bits(s.NextUniform32())) },
		func(l random.Lane) uint64 { return uint64(math.Float32bits(l.Uniform32())) }},
	integers("dice", 1, 7),
	integers("wide", -1, 1<<49),
	integers("half refused", -1<<62, 1<<62+1),
	integers("all", math.MinInt64, math.MaxInt64),
	floats("Normal",
		func(s *random.Stream, dst []float64) { s.Normal(dst, 0.3, 1.7) },
		func(s *random.Stream) float64 { return s.NextNormal(0.3, 1.7) },
		func(l random.Lane) float64 { return l.Normal(0.3, 1.7) }),
	floats("Exponential",
		func(s *random.Stream, dst []float64) { s.Exponential(dst, 0.7) },
		func(s *random.Stream) float64 { return s.NextExponential(0.7) },
		func(l random.Lane) float64 { return l.Exponential(0.7) }),
}

// lengths are all short ones and some around the blocks that the fills work in.
func lengths() (ns []int) {
	for n := range 65 {
		ns = append(ns, n)
	}
	return append(ns, 255, 256, 257, 519, 1023, 1024, 1025, 2063)
}

// A fill, the same number of Next calls, and a loop over the lanes give the same values and leave
// the same stream, from whichever lane's turn and for any length.
func TestFillsAreTheirScalarLoops(t *testing.T) {
	for _, d := range draws {
		for turn := range random.Lanes {
			for _, n := range lengths() {
				filled := random.New(99, uint64(n))
				for range turn {
					filled.Next()
				}
				nexts, lanes := filled, filled
				got, want, byLane := make([]uint64, n), make([]uint64, n), make([]uint64, n)
				d.fill(&filled, got)
				for i := range want {
					want[i] = d.next(&nexts)
					byLane[i] = d.lane(lanes.Lane(turn + i))
				}
				require.Equal(t, want, got, "%s, turn %d, length %d", d.name, turn, n)
				require.Equal(t, want, byLane, "%s by lanes, turn %d, length %d", d.name, turn, n)
				require.Equal(t, nexts, filled, "%s: the stream, turn %d, length %d", d.name, turn, n)
				require.Equal(t, *nexts.Words(), *lanes.Words(), d.name)
			}
		}
	}
}

// However a fill is split into fills, the sequence is the same.
func TestSplitsGiveTheSameSequence(t *testing.T) {
	const total = 3000
	for _, d := range draws {
		whole := random.New(5, 5)
		want := make([]uint64, total)
		d.fill(&whole, want)
		parts := random.New(5, 5)
		got := make([]uint64, total)
		for from, n := 0, 0; from < total; n = (n*7 + 3) % 65 {
			to := min(from+n, total)
			d.fill(&parts, got[from:to])
			from = to
		}
		assert.Equal(t, want, got, d.name)
		assert.Equal(t, whole, parts, d.name)
	}
}

// Refusals in the middle of blocks of a range just under the limit for blocks.
func TestIntegersWithRareRefusals(t *testing.T) {
	const n, hi = 1 << 18, 1<<50 - 3<<46
	s := random.New(8, 8)
	lanes := oracle(&s)
	refused := 0
	got := make([]int64, n)
	require.NoError(t, s.Integers(got, 0, hi))
	for i, x := range got {
		words := 0
		want := lemire(func() uint64 { words++; return lanes[i%8].next() }, 0, hi)
		require.Equal(t, want, x, "element %d", i)
		refused += words - 1
	}
	assert.Positive(t, refused)
	for l, lane := range oracle(&s) {
		assert.Equal(t, lanes[l].s, lane.s)
	}
}

func TestUniformsAreTheUpperBits(t *testing.T) {
	s := random.New(2, 3)
	lanes := oracle(&s)
	doubles, singles := make([]float64, 1000), make([]float32, 1000)
	s.Uniform(doubles)
	s.Uniform32(singles)
	for i, x := range doubles {
		require.Equal(t, uniform(lanes[i%8].next()), x)
	}
	for i, x := range singles {
		require.Equal(t, float32(math.Ldexp(float64(lanes[i%8].next()>>40), -24)), x)
	}
}

// The extremes of a word must stay in [0, 1); the largest is one step below 1.
func TestUniformExtremes(t *testing.T) {
	// Whatever the state, rotl(a+d, 23) + a: a = 0, d = 0 gives 0; a = 0, d = all ones gives all ones.
	zero, ones := random.Fresh([4]uint64{0, 1, 0, 0}), random.Fresh([4]uint64{0, 1, 0, 1<<64 - 1})
	low, high := make([]float64, 8), make([]float64, 8)
	low32, high32 := make([]float32, 8), make([]float32, 8)
	z, o := zero, ones
	z.Uniform(low)
	o.Uniform(high)
	zero.Uniform32(low32)
	ones.Uniform32(high32)
	for i := range 8 {
		assert.Equal(t, 0.0, low[i])
		assert.Equal(t, 1-0x1p-52, high[i])
		assert.Equal(t, float32(0), low32[i])
		assert.Equal(t, float32(1-0x1p-24), high32[i])
	}
}

func TestIntegersAreLemires(t *testing.T) {
	ranges := [][2]int64{{0, 1}, {0, 2}, {-5, 5}, {0, 10}, {1, 7}, {0, 1 << 32}, {0, 1<<32 + 1},
		{-1 << 62, 1 << 62}, {-1 << 62, 1<<62 + 1}, {0, math.MaxInt64}, {math.MinInt64, 0},
		{math.MinInt64, math.MaxInt64}, {math.MinInt64, math.MinInt64 + 1}, {math.MaxInt64 - 1, math.MaxInt64},
		{math.MinInt64, math.MinInt64/2*-1 - 1}}
	for _, r := range ranges {
		s := random.New(4, 4)
		lanes := oracle(&s)
		got := make([]int64, 300)
		require.NoError(t, s.Integers(got, r[0], r[1]))
		for i, x := range got {
			require.Equal(t, lemire(lanes[i%8].next, r[0], r[1]), x, "%v, element %d", r, i)
			require.True(t, r[0] <= x && x < r[1], "%d in %v", x, r)
		}
	}
}

func TestEmptyRanges(t *testing.T) {
	for _, r := range [][2]int64{{0, 0}, {1, 0}, {math.MaxInt64, math.MinInt64}} {
		s := random.New(1, 1)
		before := s
		dst := []int64{7, 7}
		assert.ErrorIs(t, s.Integers(dst, r[0], r[1]), random.ErrEmptyRange)
		_, err := s.NextInteger(r[0], r[1])
		assert.ErrorIs(t, err, random.ErrEmptyRange)
		_, err = s.Lane(2).Integer(r[0], r[1])
		assert.ErrorIs(t, err, random.ErrEmptyRange)
		assert.Equal(t, before, s)
		assert.Equal(t, []int64{7, 7}, dst)
	}
}

func TestInsideCircleIsItsLoop(t *testing.T) {
	for turn := range random.Lanes {
		for _, n := range lengths() {
			s := random.New(6, uint64(n))
			for range turn {
				s.Next()
			}
			lanes := oracle(&s)
			require.Equal(t, insideOracle(lanes, turn, n), s.InsideCircle(n), "turn %d, %d points", turn, n)
			require.Equal(t, (turn+n)%random.Lanes, s.Turn())
			for l, lane := range oracle(&s) {
				require.Equal(t, lanes[l].s, lane.s, "lane %d", l)
			}
		}
	}
}

func TestInsideCircleOfNothing(t *testing.T) {
	s := random.New(6, 6)
	before := s
	assert.Zero(t, s.InsideCircle(0))
	assert.Zero(t, s.InsideCircle(-5))
	assert.Equal(t, before, s)
}

// digest is a hash of what every draw and InsideCircle make of one stream, in turn.
func digest() string {
	s := random.New(20240229, 3)
	h := sha256.New()
	words := make([]uint64, 4099)
	for _, d := range draws {
		d.fill(&s, words)
		_ = binary.Write(h, binary.LittleEndian, words)
	}
	_ = binary.Write(h, binary.LittleEndian, int64(s.InsideCircle(100003)))
	return hex.EncodeToString(h.Sum(nil))
}

// Vector and portable code give the same bits. The digest is the same constant in builds without
// vector code, and on any machine and in any version.
func TestTwinsAgree(t *testing.T) {
	const want = "c098b9f5a1f3cef9f25cf095d5f4bcbbbcffb97c68ea83a99049fff16948f9f6"
	was := random.SetVectors(false)
	portable := digest()
	random.SetVectors(was)
	assert.Equal(t, want, portable)
	assert.Equal(t, want, digest())
	t.Log("vector code compiled:", random.SIMDCompiled, "used:", was)
}
