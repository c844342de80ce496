package compile

import (
	"testing"
	"unsafe"

	"github.com/stretchr/testify/assert"
)

func TestBlocksComeBack(t *testing.T) {
	h := &host{}
	b := h.Lend(1 << 20)
	b.Data[5] = 7
	assert.True(t, GiveBack(b))
	assert.Same(t, b, h.Lend(1<<20), "the same size gets it")
	assert.NotSame(t, b, h.Lend(1<<20), "once")
	assert.True(t, GiveBack(b))
	assert.NotSame(t, b, h.Lend(1<<19), "a much smaller array does not hold it")
	assert.NotSame(t, b, h.Lend(1<<21))
	assert.Same(t, b, h.Lend(1<<20-100))
}

func TestBlocksAreBounded(t *testing.T) {
	h := &host{}
	kept := 0
	for range maxBlock + 5 {
		if GiveBack(h.Lend(1 << 16)) {
			kept++
		}
	}
	assert.LessOrEqual(t, len(spare.blocks), maxBlock)
	big := h.Lend(1 << 16)
	big.Data = make([]byte, maxKept+1)
	assert.False(t, GiveBack(big))
}

func TestFreshBlocksBeginAtDifferentLines(t *testing.T) {
	seen := map[uintptr]bool{}
	for i := range 64 {
		b := fresh(1<<16 + i)
		assert.Len(t, b.Data, 1<<16+i)
		at := uintptr(unsafe.Pointer(unsafe.SliceData(b.Data)))
		assert.Zero(t, at%64)
		seen[at%4096] = true
	}
	assert.Len(t, seen, 64)
}

func TestBlocksOfARunComeBackUnlessHeld(t *testing.T) {
	var c Call
	h := &host{call: &c}
	const size = 3 << 20
	used, held := h.Lend(size), h.Lend(size)
	held.Refs.Add(1)
	c.Release()
	assert.Same(t, used, h.Lend(size))
	assert.NotSame(t, held, h.Lend(size))
	c.Forget()
	c.Release()
	assert.NotSame(t, used, h.Lend(size), "forgotten, and still in use")
	for range 2 * mostLent {
		h.Lend(size)
	}
	assert.LessOrEqual(t, len(c.lent.blocks), mostLent)
	c.Forget()
	h.Lend(maxKept + 1)
	assert.Empty(t, c.lent.blocks)
}
