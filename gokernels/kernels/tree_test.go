package kernels

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
)

// join writes the merges down.
func join(x, y string) string { return "(" + x + y + ")" }

func TestTreeMergesPairwise(t *testing.T) {
	for n, want := range []string{"", "0", "(01)", "((01)2)", "((01)(23))", "(((01)(23))4)", "(((01)(23))(45))", "(((01)(23))((45)6))"} {
		var tr tree[string]
		for i := range n {
			tr.push(fmt.Sprint(i), join)
		}
		total, some := tr.total(join)
		assert.Equal(t, want, total)
		assert.Equal(t, n > 0, some)
	}
}

func TestTreeKeepsTheOrderOfManyParts(t *testing.T) {
	var tr tree[string]
	want := ""
	for i := range 100 {
		part := string(rune('A' + i%26))
		want += part
		tr.push(part, func(x, y string) string { return x + y })
	}
	total, _ := tr.total(func(x, y string) string { return x + y })
	assert.Equal(t, want, total)
}

// simplified is what is left of the dimensions of a float64 array.
func simplified(freeOrder bool, shape, strides []int) (s, st []int, m mode) {
	a := Array{Data: make([]byte, 1<<16), Offset: 1 << 15, DType: Float64, Shape: shape, Strides: strides}
	w := new(walk)
	w.reset(shape)
	w.add(&a, Float64)
	w.simplify(freeOrder)
	return w.shape[:w.ndim], w.views[0].strides[:w.ndim], w.views[0].mode
}

func TestSimplify(t *testing.T) {
	for _, c := range []struct {
		what               string
		free               bool
		shape, strides     []int
		wantS, wantStrides []int
		mode               mode
	}{
		{"no dimensions", false, []int{}, []int{}, []int{1}, []int{8}, inPlace},
		{"contiguous", false, []int{2, 3, 4}, []int{96, 32, 8}, []int{24}, []int{8}, inPlace},
		{"length 1 anywhere", false, []int{1, 5, 1}, []int{3, 8, 999}, []int{5}, []int{8}, inPlace},
		{"columns, order kept", false, []int{3, 4}, []int{8, 24}, []int{3, 4}, []int{8, 24}, moved},
		{"columns, order free", true, []int{3, 4}, []int{8, 24}, []int{12}, []int{8}, inPlace},
		{"backwards, order free", true, []int{3, 4}, []int{-32, -8}, []int{12}, []int{8}, inPlace},
		{"backwards, order kept", false, []int{3, 4}, []int{-32, -8}, []int{12}, []int{-8}, moved},
		{"long padded rows", false, []int{3, 300}, []int{4000, 8}, []int{3, 300}, []int{4000, 8}, byRow},
		{"short padded rows", false, []int{3, 30}, []int{400, 8}, []int{3, 30}, []int{400, 8}, moved},
		{"one value", false, []int{3, 30}, []int{0, 0}, []int{90}, []int{0}, constant},
		{"gaps", false, []int{3, 5}, []int{80, 16}, []int{15}, []int{16}, moved},
	} {
		s, strides, m := simplified(c.free, c.shape, c.strides)
		assert.Equal(t, c.wantS, s, c.what)
		assert.Equal(t, c.wantStrides, strides, c.what)
		assert.Equal(t, c.mode, m, c.what)
	}
}
