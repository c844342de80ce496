package kernels

import "math/bits"

// tree merges a sequence of parts pairwise, as they come: parts 0 and 1, 2 and 3, then their results,
// and so on. Rounding errors grow with the logarithm of the number of parts, and the order depends on
// nothing but that number.
type tree[A any] struct {
	count uint
	full  [bits.UintSize]A // full[k] holds 2^k merged parts if bit k of count is set
}

// push appends a part.
func (t *tree[A]) push(part A, merge func(x, y A) A) {
	level := 0
	for ; t.count>>level&1 == 1; level++ {
		part = merge(t.full[level], part)
	}
	t.full[level] = part
	t.count++
}

// total is everything merged; false if there was nothing.
func (t *tree[A]) total(merge func(x, y A) A) (total A, some bool) {
	for level := range t.full {
		switch {
		case t.count>>level == 0:
			return total, some
		case t.count>>level&1 == 0:
		case some:
			total = merge(t.full[level], total)
		default:
			total, some = t.full[level], true
		}
	}
	return total, some
}
