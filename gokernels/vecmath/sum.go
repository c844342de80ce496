package vecmath

import "math"

// Sum returns the sum of x. It adds sixteen lanes, element i to lane i modulo 16, by blocks of 512, and
// block sums in pairs: the order depends on len(x) alone, and the error grows with log(len(x)).
//
// Max error: (40 + log2(len(x)/512)) * 2**-53, relative to the sum of magnitudes.
// Valid range: all x; 0 when empty.
func Sum(x []float64) float64 {
	return reduceBlocks(len(x), func(lo, hi int) float64 { return sumBlock(x[lo:hi]) })
}

// Sum32 returns the sum of x, added in float64 as Sum does and rounded once.
//
// Max error: 0.5 ULP, and that of Sum.
// Valid range: all x; 0 when empty.
func Sum32(x []float32) float32 { return float32(SumWide32(x)) }

// SumWide32 returns the sum of x in float64, for callers that go on adding.
//
// Max error: as Sum.
// Valid range: all x; 0 when empty.
func SumWide32(x []float32) float64 {
	return reduceBlocks(len(x), func(lo, hi int) float64 { return sum32Block(x[lo:hi]) })
}

// Dot returns the sum of x[i]*y[i] for all elements of x, fused into the lanes of Sum.
//
// Max error: as Sum, relative to the sum of |x[i]*y[i]|.
// Valid range: all x and y; 0 when empty.
func Dot(x, y []float64) float64 {
	y = match(x, y)
	return reduceBlocks(len(x), func(lo, hi int) float64 { return dotBlock(x[lo:hi], y[lo:hi]) })
}

// Dot32 returns the sum of x[i]*y[i], added in float64 and rounded once.
//
// Max error: 0.5 ULP, and that of Dot.
// Valid range: all x and y; 0 when empty.
func Dot32(x, y []float32) float32 { return float32(DotWide32(x, y)) }

// DotWide32 returns the sum of x[i]*y[i] in float64, for callers that go on adding.
//
// Max error: as Dot.
// Valid range: all x and y; 0 when empty.
func DotWide32(x, y []float32) float64 {
	y = match(x, y)
	return reduceBlocks(len(x), func(lo, hi int) float64 { return dot32Block(x[lo:hi], y[lo:hi]) })
}

// reduceBlock is small enough that 32 additions a lane stay accurate and large enough
// to make the folding of the lanes cheap.
const reduceBlock = 512

// reduceBlocks adds the blocks of [0, n) in pairs, pairs of pairs and so on.
func reduceBlocks(n int, block func(lo, hi int) float64) float64 {
	if n <= reduceBlock {
		return block(0, n)
	}
	var t pairwise
	for lo := 0; lo < n; lo += reduceBlock {
		t.add(block(lo, min(lo+reduceBlock, n)))
	}
	return t.total()
}

// pairwise adds values in a binary tree: level i holds the sum of 2**i of them while bit i of
// count is set.
type pairwise struct {
	level [56]float64
	count uint64
}

func (t *pairwise) add(v float64) {
	i := 0
	for c := t.count; c&1 == 1; c >>= 1 {
		v = t.level[i] + v
		i++
	}
	t.level[i] = v
	t.count++
}

// total adds what is left from the smallest subtree up.
func (t *pairwise) total() float64 {
	v, first := 0.0, true
	for i, c := 0, t.count; c != 0; i, c = i+1, c>>1 {
		switch {
		case c&1 == 0:
		case first:
			v, first = t.level[i], false
		default:
			v = t.level[i] + v
		}
	}
	return v
}

// foldLanes adds the upper half of the lanes to the lower until one is left.
func foldLanes(lanes []float64) float64 {
	for w := len(lanes) / 2; w > 0; w /= 2 {
		for j := range w {
			lanes[j] += lanes[j+w]
		}
	}
	return lanes[0]
}

const sumLanes = 16

// sumTail finishes a block: x begins at a multiple of the lanes.
func sumTail[T float](lanes *[sumLanes]float64, x []T) float64 {
	for i, v := range x {
		lanes[i%sumLanes] += float64(v)
	}
	return foldLanes(lanes[:])
}

func dotTail[T float](lanes *[sumLanes]float64, x, y []T) float64 {
	for i, v := range x {
		lanes[i%sumLanes] = math.FMA(float64(v), float64(y[i]), lanes[i%sumLanes])
	}
	return foldLanes(lanes[:])
}
