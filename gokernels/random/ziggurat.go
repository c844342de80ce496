package random

import "math"

// Normal and exponential values come from ziggurats (Marsaglia and Tsang, "The ziggurat method for
// generating random variables", Journal of Statistical Software 5, 2000): 256 layers of equal area
// cover the density; bits 0-7 of a word choose a layer, bits 11-63 a point of its width. The two
// do not share bits (Doornik, "An improved ziggurat method to generate normal random samples", 2005).
//
// The tables in znormal.go and zexponential.go are written by a test, which computes them with
// math/big from the edge of the lowest layer alone and checks the edge itself.
//
// A value takes one word of its lane. When that word does not decide, in 1.5% of normal and 2.2% of
// exponential values, the following ones come from SplitMix64 started at the word. So a fill knows
// where every value's word is, and lanes that run in one vector stay in step. The price: what an
// undecided word leads to is fixed by its 64 bits, of which 2^58 are undecided.

//go:generate go test -run TestZigguratTables . -update

// The edges of the lowest layers, where the tails start, from Marsaglia and Tsang's equations for
// 256 layers.
const (
	normalEdge      = 3.6541528853610088
	exponentialEdge = 7.697117470131050
)

// layer is what the quick test of a ziggurat needs, in one cache line.
type layer struct {
	// scale turns the integer m of a word, |m| < 2^53, into a point of the layer's width.
	scale float64
	// sure bounds |m|: below it the point is under the density at any height. It is even, m odd.
	sure int64
}

// normalPoint is the odd integer of a word, uniform and symmetric around 0, |m| < 2^52.
func normalPoint(w uint64) int64 { return int64(w)>>11 | 1 }

// normalQuick returns the point that a word chooses and whether it is surely under the density. It
// is apart from normal to be inlined.
func normalQuick(w uint64) (x float64, sure bool) {
	m, l := normalPoint(w), &normalLayers[w%256]
	return float64(m) * l.scale, uint64(m+l.sure) < uint64(2*l.sure)
}

// normal maps a word to a standard normal value.
func normal(w uint64) float64 {
	x, sure := normalQuick(w)
	if sure {
		return x
	}
	return normalMore(w)
}

// normalMore is normal for a word that does not decide.
func normalMore(w uint64) float64 {
	more := splitMix(w)
	for ; ; w = more.next() {
		x, sure := normalQuick(w)
		if sure {
			return x
		}
		i := w % 256
		if i == 0 {
			return math.Copysign(normalTail(&more), x)
		}
		if height(&normalHeights, i, more.next()) < math.Exp(-0.5*x*x) {
			return x
		}
	}
}

// normalTail returns a normal value above the edge (Marsaglia, "Generating a variable from the
// tail of the normal distribution", Technometrics 6, 1964), with our own exponential values for
// the logarithms, whose last bit may differ between machines.
func normalTail(more *splitMix) float64 {
	for {
		x, y := exponential(more.next())/normalEdge, exponential(more.next())
		if 2*y > x*x {
			return normalEdge + x
		}
	}
}

// exponentialPoint is the odd integer of a word, 0 < m < 2^53.
func exponentialPoint(w uint64) int64 { return int64(w>>11 | 1) }

// exponentialQuick is normalQuick for the exponential distribution.
func exponentialQuick(w uint64) (x float64, sure bool) {
	m, l := exponentialPoint(w), &exponentialLayers[w%256]
	return float64(m) * l.scale, m < l.sure
}

// exponential maps a word to a standard exponential value.
func exponential(w uint64) float64 {
	x, sure := exponentialQuick(w)
	if sure {
		return x
	}
	return exponentialMore(w)
}

// exponentialMore is exponential for a word that does not decide. The tail is the whole density
// once more, moved to the edge: the exponential distribution has no memory.
func exponentialMore(w uint64) float64 {
	more, start := splitMix(w), 0.0
	for ; ; w = more.next() {
		x, sure := exponentialQuick(w)
		if sure {
			return start + x
		}
		i := w % 256
		if i == 0 {
			start += exponentialEdge
			continue
		}
		if height(&exponentialHeights, i, more.next()) < math.Exp(-x) {
			return start + x
		}
	}
}

// height maps a word to a height inside layer i: heights[i] is the density at its right side.
func height(heights *[257]float64, i, w uint64) float64 {
	return heights[i] + float64(unit(w)*(heights[i+1]-heights[i]))
}
