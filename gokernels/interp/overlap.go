package interp

import (
	"cmp"
	"slices"
)

// term is what one axis adds to the distance between an element of one array and one of another: step*k, 0 <= k < count.
type term struct{ step, count int64 }

// mostTried bounds the search of meet; arrays that it does not tell apart by then are taken to share memory.
const mostTried = 1000

// meet reports whether an element of b has a byte in common with one of a; gap is how far b's lowest byte is behind
// a's. It looks for numbers k along the axes for which the distance vanishes, the longest strides first: the others
// cannot make up for much, so few of each come into question.
func meet(a, b *Array, gap int64) bool {
	terms := append(termsOf(a, -1), termsOf(b, 1)...)
	if interleave(terms, gap, int64(a.Elem.Size()), int64(b.Elem.Size())) {
		return false
	}
	slices.SortFunc(terms, func(x, y term) int { return cmp.Compare(max(y.step, -y.step), max(x.step, -x.step)) })
	s := &search{terms: terms, sizeA: int64(a.Elem.Size()), sizeB: int64(b.Elem.Size())}
	return s.from(0, gap)
}

// interleave reports whether elements are apart since every distance is gap and a multiple of the steps' common divisor,
// as those of the real and of the imaginary parts of an array are.
func interleave(terms []term, gap, sizeA, sizeB int64) bool {
	g := int64(0)
	for _, t := range terms {
		for x := max(t.step, -t.step); x != 0; {
			g, x = x, g%x
		}
	}
	if g == 0 {
		return false
	}
	apart := (gap%g + g) % g
	return apart >= sizeA && g-apart >= sizeB
}

// termsOf counts along every axis from the lowest byte upwards.
func termsOf(x *Array, sign int64) (terms []term) {
	for k, stride := range x.Strides {
		if x.Shape[k] > 1 && stride != 0 {
			terms = append(terms, term{sign * int64(max(stride, -stride)), int64(x.Shape[k])})
		}
	}
	return terms
}

type search struct {
	terms        []term
	sizeA, sizeB int64
	tried        int
}

// from reports whether terms from n on can bring a distance to where the elements meet.
func (s *search) from(n int, distance int64) bool {
	if s.tried++; s.tried > mostTried {
		return true
	}
	if n == len(s.terms) {
		return distance < s.sizeA && -distance < s.sizeB
	}
	low, high := -s.sizeB+1, s.sizeA-1 // what the distance must come to, and the terms after this one allow
	for _, t := range s.terms[n+1:] {
		low, high = low-max(0, t.step*(t.count-1)), high-min(0, t.step*(t.count-1))
	}
	t := s.terms[n]
	size, toward := t.step, int64(1)
	if size < 0 {
		size, toward = -size, -1
	}
	need, most := low-distance, high-distance // step*k lies within
	if toward < 0 {
		need, most = -most, -need
	}
	first := max(0, (need+size-1)/size)
	for k := first; k < t.count && k*size <= most; k++ {
		if s.from(n+1, distance+t.step*k) {
			return true
		}
	}
	return false
}
