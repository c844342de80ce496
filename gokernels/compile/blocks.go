package compile

import (
	"sync"
	"sync/atomic"

	"gokernels/gokernels/interp"
)

// The limits of what is kept for the next large array.
const (
	maxKept  = 256 << 20
	maxBlock = 32
)

// spare keeps blocks that Python has dropped, or that a run made for itself: a kernel that makes a large array a call would
// otherwise pay for fresh pages each time.
var spare struct {
	mu     sync.Mutex
	blocks []*interp.Block
	bytes  int
}

// mostLent is how many blocks a run remembers. More, as of a loop that makes an array in every turn, are the collector's.
const mostLent = 8

// Lend returns a block of at least size bytes: a used one that fits closely, or a new one.
func (h *host) Lend(size int) *interp.Block {
	b := spareBlock(size)
	if b == nil {
		b = fresh(size)
	}
	if c := h.call; c != nil {
		c.lent.Lock()
		if c.lent.bytes += len(b.Data); len(c.lent.blocks) < mostLent && c.lent.bytes <= maxKept {
			c.lent.blocks = append(c.lent.blocks, b)
		}
		c.lent.Unlock()
	}
	return b
}

// lent are the blocks of a run.
type lent struct {
	sync.Mutex
	blocks []*interp.Block
	bytes  int
}

// Release takes back the blocks of a run that came to its end, but for those with Refs, which its results are in. It may be
// called once nothing else of the run is in use.
func (c *Call) Release() {
	for _, b := range c.lent.blocks {
		if b.Refs.Load() == 0 {
			GiveBack(b)
		}
	}
	c.Forget()
}

// Forget leaves the blocks of a run to the collector.
func (c *Call) Forget() {
	clear(c.lent.blocks)
	c.lent.blocks, c.lent.bytes = c.lent.blocks[:0], 0
}

func spareBlock(size int) *interp.Block {
	spare.mu.Lock()
	defer spare.mu.Unlock()
	for i := len(spare.blocks) - 1; i >= 0; i-- {
		b := spare.blocks[i]
		if n := len(b.Data); n >= size && n-size <= size/4 {
			last := len(spare.blocks) - 1
			spare.blocks[i] = spare.blocks[last]
			spare.blocks[last] = nil
			spare.blocks, spare.bytes = spare.blocks[:last], spare.bytes-n
			return b
		}
	}
	return nil
}

// Large memory begins at a page, so elements of equal index in several arrays would share one set of the first-level cache, which
// holds few of them: 64 sets of 64 bytes in all x86 processors so far. Fresh blocks therefore begin at different sets.
const (
	cacheLine = 64
	cacheWay  = 64 * cacheLine
	// setsApart is from one block to the next: odd, so that all sets have their turn, and more than 1, as neighbouring elements
	// are often used together.
	setsApart = 9
)

var blocks atomic.Uint64

func fresh(size int) *interp.Block {
	skip := int(blocks.Add(setsApart)) * cacheLine % cacheWay
	return &interp.Block{Data: make([]byte, size+cacheWay)[skip:][:size:size]}
}

// GiveBack takes a block that nothing refers to any more; false if there are enough.
func GiveBack(b *interp.Block) bool {
	spare.mu.Lock()
	defer spare.mu.Unlock()
	if len(spare.blocks) >= maxBlock || spare.bytes+len(b.Data) > maxKept {
		return false
	}
	spare.blocks, spare.bytes = append(spare.blocks, b), spare.bytes+len(b.Data)
	return true
}
