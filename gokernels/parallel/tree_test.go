package parallel

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func join(a, b string) string { return a + b }

func TestTreeCombinesInOrderWhateverArrivesFirst(t *testing.T) {
	const letters = "abcdefghijklm"
	for n := 2; n <= len(letters); n++ {
		for step := 1; step < n; step++ {
			for first := range n {
				tr, seen, complete := newTree(n, join), make([]bool, n), ""
				for k, i := 0, first; k < n; k, i = k+1, (i+step)%n {
					for seen[i] {
						i = (i + 1) % n
					}
					seen[i] = true
					v, done := tr.submit(i, letters[i:i+1])
					require.Equal(t, k == n-1, done)
					complete = v
				}
				require.Equal(t, letters[:n], complete)
			}
		}
	}
}

func TestForestDropsCompletePages(t *testing.T) {
	f := forest[string]{combine: join, leaves: 2*pageLeaves + 1}
	for i := pageLeaves; i < 2*pageLeaves-1; i++ {
		f.submit(i, "x")
	}
	require.NotNil(t, f.pages[1].Load())
	assert.Nil(t, f.pages[0].Load(), "made when wanted")
	f.submit(2*pageLeaves-1, "y")
	assert.Nil(t, f.pages[1].Load())
	f.submit(2*pageLeaves, "z")
	for i := range pageLeaves {
		f.submit(i, "w")
	}
	assert.Len(t, f.root, 2*pageLeaves+1)
	assert.Equal(t, "xyz", f.root[2*pageLeaves-2:])
}

func TestTreeLetsGoOfWhatItCombined(t *testing.T) {
	tr := newTree(4, func(a, b *int) *int { return a })
	for i := range 4 {
		tr.submit(i, new(int))
	}
	assert.Equal(t, make([]*int, 4), tr.values)
}
