package vecmath_test

import (
	"math"
	"math/big"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"gokernels/gokernels/vecmath"
)

// exactSum adds in math/big without rounding (floats of moderate size need fewer than 400 bits).
func exactSum(n int, term func(i int) *big.Float) float64 {
	s := new(big.Float).SetPrec(400)
	for i := range n {
		s.Add(s, term(i))
	}
	v, _ := s.Float64()
	return v
}

func exactFloat(x float64) *big.Float { return new(big.Float).SetPrec(400).SetFloat64(x) }

func randoms(n int, seed uint64) []float64 {
	r := rand.New(rand.NewPCG(seed, 3))
	x := make([]float64, n)
	for i := range x {
		x[i] = (2*r.Float64() - 1) * math.Exp2(20*r.Float64())
	}
	return x
}

var sumLengths = []int{0, 1, 2, 15, 16, 17, 31, 33, 511, 512, 513, 1023, 1024, 1025, 1536, 1600, 4096, 10000}

// sumBound is what the comment of Sum promises.
func sumBound(x []float64) float64 {
	total := 0.0
	for _, v := range x {
		total += math.Abs(v)
	}
	return (40 + math.Log2(1+float64(len(x))/512)) * 0x1p-53 * total
}

func TestSumIsWithinItsBound(t *testing.T) {
	for _, n := range sumLengths {
		x := randoms(n, 1)
		want := exactSum(n, func(i int) *big.Float { return exactFloat(x[i]) })
		require.InDelta(t, want, vecmath.Sum(x), sumBound(x), "length %d", n)
		x32 := narrowed(x)
		want = exactSum(n, func(i int) *big.Float { return exactFloat(float64(x32[i])) })
		require.InDelta(t, want, vecmath.SumWide32(x32), sumBound(x)*1.01, "length %d", n)
		require.Equal(t, float32(vecmath.SumWide32(x32)), vecmath.Sum32(x32))
	}
}

func TestDotIsWithinItsBound(t *testing.T) {
	for _, n := range sumLengths {
		x, y := randoms(n, 1), randoms(n+3, 2)
		products := make([]float64, n)
		for i := range products {
			products[i] = x[i] * y[i]
		}
		want := exactSum(n, func(i int) *big.Float { return new(big.Float).SetPrec(400).Mul(exactFloat(x[i]), exactFloat(y[i])) })
		require.InDelta(t, want, vecmath.Dot(x, y), sumBound(products), "length %d", n)
		x32, y32 := narrowed(x), narrowed(y)
		want = exactSum(n, func(i int) *big.Float {
			return new(big.Float).SetPrec(400).Mul(exactFloat(float64(x32[i])), exactFloat(float64(y32[i])))
		})
		require.InDelta(t, want, vecmath.DotWide32(x32, y32), sumBound(products)*1.01, "length %d", n)
		require.Equal(t, float32(vecmath.DotWide32(x32, y32)), vecmath.Dot32(x32, y32))
	}
}

// naiveSum is the order that the comment of Sum describes, written as recursion.
func naiveSum(x []float64) float64 {
	if len(x) <= 512 {
		var lanes [16]float64
		for i, v := range x {
			lanes[i%16] += v
		}
		for w := 8; w > 0; w /= 2 {
			for j := range w {
				lanes[j] += lanes[j+w]
			}
		}
		return lanes[0]
	}
	half := 512
	for 2*half < len(x) {
		half *= 2
	}
	return naiveSum(x[:half]) + naiveSum(x[half:])
}

func TestSumHasTheOrderThatItsCommentPromises(t *testing.T) {
	for _, n := range sumLengths {
		x := randoms(n, 5)
		bothTwins(func() { requireBits(t, naiveSum(x), vecmath.Sum(x), n) })
	}
}

func TestSumsOfSpecials(t *testing.T) {
	require.True(t, math.IsNaN(vecmath.Sum([]float64{1, nan, 2})))
	require.Equal(t, inf, vecmath.Sum([]float64{1, inf, 2}))
	require.True(t, math.IsNaN(vecmath.Sum([]float64{inf, -inf})))
	require.Zero(t, vecmath.Sum(nil))
	require.Equal(t, float32(0x1.fffffep127), vecmath.Sum32([]float32{0x1.fffffep127, 0x1.fffffep127, -0x1.fffffep127}), "no overflow on the way")
}

func TestIntegerSumsWrap(t *testing.T) {
	r := rand.New(rand.NewPCG(6, 6))
	for _, n := range sumLengths {
		i64, u64, i32, u32 := make([]int64, n), make([]uint64, n), make([]int32, n), make([]uint32, n)
		i16, u8 := make([]int16, n), make([]uint8, n)
		var s64, s32, s16, s8 int64
		var t64, t32 uint64
		for i := range n {
			v := r.Uint64()
			i64[i], u64[i], i32[i], u32[i], i16[i], u8[i] = int64(v), v, int32(v), uint32(v), int16(v), uint8(v)
			s64, t64, s32, t32 = s64+i64[i], t64+v, s32+int64(i32[i]), t32+uint64(u32[i])
			s16, s8 = s16+int64(i16[i]), s8+int64(u8[i])
		}
		bothTwins(func() {
			require.Equal(t, s64, vecmath.SumInt64(i64))
			require.Equal(t, t64, vecmath.SumUint64(u64))
			require.Equal(t, s32, vecmath.SumInt32(i32))
			require.Equal(t, t32, vecmath.SumUint32(u32))
			require.Equal(t, s16, vecmath.SumInts(i16))
			require.Equal(t, s8, vecmath.SumInts(u8))
		})
	}
}

func TestMinMaxOfEveryPosition(t *testing.T) {
	for _, n := range []int{1, 7, 8, 9, 16, 31} {
		for at := range n {
			x := spread(n, -1, 1)
			x[at] = 5
			x[(at+1)%n] = -7
			bothTwins(func() {
				lo, hi := vecmath.MinMax(x)
				lo32, hi32 := vecmath.MinMax32(narrowed(x))
				require.Equal(t, [4]float64{-7, max(-7, hi), -7, float64(max(-7, hi32))}, [4]float64{lo, hi, float64(lo32), float64(hi32)})
				if n > 1 {
					require.Equal(t, 5.0, hi)
					require.Equal(t, float32(5), hi32)
				}
			})
		}
	}
}

func TestMinMaxSpecials(t *testing.T) {
	bothTwins(func() {
		lo, hi := vecmath.MinMax(nil)
		require.Equal(t, [2]float64{inf, -inf}, [2]float64{lo, hi})
		for at := range 20 {
			x := spread(20, -1, 1)
			x[at] = nan
			lo, hi = vecmath.MinMax(x)
			require.True(t, math.IsNaN(lo) && math.IsNaN(hi), "NaN at %d", at)
			lo32, hi32 := vecmath.MinMax32(narrowed(x))
			require.True(t, lo32 != lo32 && hi32 != hi32, "NaN at %d", at)
			zeros := make([]float64, 20)
			zeros[at] = negZero
			requireMinMax(t, zeros, negZero, 0)
			zeros[at] = 1
			requireMinMax(t, zeros, 0, 1)
			for i := range zeros {
				zeros[i] = negZero
			}
			requireMinMax(t, zeros, negZero, negZero)
			zeros[at] = -1
			requireMinMax(t, zeros, -1, negZero)
		}
	})
}

func requireMinMax(t *testing.T, x []float64, lo, hi float64) {
	t.Helper()
	gotLo, gotHi := vecmath.MinMax(x)
	requireBits(t, lo, gotLo, x)
	requireBits(t, hi, gotHi, x)
	lo32, hi32 := vecmath.MinMax32(narrowed(x))
	requireBits(t, lo, float64(lo32), x)
	requireBits(t, hi, float64(hi32), x)
}
