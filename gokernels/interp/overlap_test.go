package interp

import (
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"gokernels/gokernels/ir"
)

// randomView is a view of some of the elements of data.
func randomView(r *rand.Rand, data []byte) *Array {
	for {
		a := &Array{Data: data, Elem: ir.F32, Offset: r.IntN(20) * 4}
		low, high := a.Offset, a.Offset
		for range 1 + r.IntN(3) {
			n, stride := 1+r.IntN(4), (r.IntN(15)-7)*4
			a.Shape, a.Strides = append(a.Shape, n), append(a.Strides, stride)
			low, high = low+min(0, stride*(n-1)), high+max(0, stride*(n-1))
		}
		if low >= 0 && high+4 <= len(data) {
			return a
		}
	}
}

// offsets are the places of all elements.
func offsets(a *Array) map[int]bool {
	all := map[int]bool{a.Offset: true}
	for k, stride := range a.Strides {
		next := map[int]bool{}
		for at := range all {
			for i := range a.Shape[k] {
				next[at+i*stride] = true
			}
		}
		all = next
	}
	return all
}

func TestOverlapsIsExactForSmallViews(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	data := make([]byte, 200)
	found := map[bool]int{}
	for range 20000 {
		a, b := randomView(r, data), randomView(r, data)
		want, seen := false, offsets(b)
		for at := range offsets(a) {
			want = want || seen[at]
		}
		found[want]++
		if !alike(a, b) {
			require.Equal(t, want, overlaps(a, b), "%v %v %v and %v %v %v", a.Offset, a.Shape, a.Strides, b.Offset, b.Shape, b.Strides)
		}
	}
	require.Greater(t, min(found[true], found[false]), 1000)
}

func TestPartsOfLongArraysAreApart(t *testing.T) {
	const n = 10 * mostTried
	data := make([]byte, 16*n)
	part := func(offset, stride int) *Array {
		return &Array{Data: data, Elem: ir.F64, Offset: offset, Shape: []int{n - 1}, Strides: []int{stride}}
	}
	require.False(t, overlaps(part(0, 16), part(8, 16)))
	require.False(t, overlaps(part(16*n-8, -16), part(0, 16)))
	require.True(t, overlaps(part(0, 16), part(16, 16)))
	require.True(t, overlaps(part(0, 16), part(12, 16)))
}
