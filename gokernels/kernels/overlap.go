package kernels

import (
	"slices"
	"unsafe"
)

// Overlap says how the memory of two arrays meets.
type Overlap uint8

// What Overlaps finds.
const (
	Disjoint    Overlap = iota // no byte in common
	SameView                   // element for element the same memory: an elementwise kernel may write over its input
	Overlapping                // perhaps bytes in common: the caller must copy one before a kernel writes the other
)

// Overlaps compares the memory of two arrays. Like NumPy's may_share_memory it looks at bounds and not
// at every element, except that it sees through interleaving: a[::2] and a[1::2] are Disjoint. So
// Overlapping may be said of arrays that share no byte, and Disjoint never of arrays that do.
func Overlaps(a, b Array) Overlap {
	if a.Len() == 0 || b.Len() == 0 {
		return Disjoint
	}
	aLo, aHi := a.addresses()
	bLo, bHi := b.addresses()
	if aHi <= bLo || bHi <= aLo {
		return Disjoint
	}
	if a.sameAs(&b) {
		return SameView
	}
	if interleaved(&a, &b) {
		return Disjoint
	}
	return Overlapping
}

// addresses is the memory [lo, hi) that the elements lie in, as numbers for comparing only.
func (a *Array) addresses() (lo, hi uintptr) {
	first, last, _, _ := a.extent()
	base := uintptr(unsafe.Pointer(unsafe.SliceData(a.Data)))
	return base + uintptr(first), base + uintptr(last)
}

// sameAs says that both arrays hold the same elements in the same places; the strides of
// dimensions of length 1 do not matter.
func (a *Array) sameAs(b *Array) bool {
	if a.at() != b.at() || a.DType.Size() != b.DType.Size() || !slices.Equal(a.Shape, b.Shape) {
		return false
	}
	for d, l := range a.Shape {
		if l > 1 && a.Strides[d] != b.Strides[d] {
			return false
		}
	}
	return true
}

// interleaved says that a and b never meet since both repeat with a common period, the greatest common
// divisor of all strides, and their elements lie in different parts of it.
func interleaved(a, b *Array) bool {
	period := 0
	for _, x := range []*Array{a, b} {
		for d, l := range x.Shape {
			if l > 1 {
				period = gcd(period, max(x.Strides[d], -x.Strides[d]))
			}
		}
	}
	if period == 0 {
		return false
	}
	apart := int(uintptr(b.at())-uintptr(a.at())) % period
	apart = (apart + period) % period
	return apart >= a.DType.Size() && period-apart >= b.DType.Size()
}

// gcd is the greatest common divisor; of 0 and b it is b.
func gcd(a, b int) int {
	for a != 0 {
		a, b = b%a, a
	}
	return b
}
