package kernels

import (
	"sync"
	"unsafe"
)

// cursor is a place in one operand of a walk, with the scratch for its blocks.
type cursor struct {
	walk  *walk
	view  *view
	base  unsafe.Pointer // view.base, unless the caller moved it
	index [MaxDims]int
	off   int // bytes from base to the element at index
	pos   int // elements from the beginning of the walk
	buf   [blockLen]uint64
}

// scratch is what one worker needs for a walk.
type scratch [maxOperands]cursor

var scratches = sync.Pool{New: func() any { return new(scratch) }}

// release gives the scratch back without the addresses, which would keep arrays alive.
func (s *scratch) release(count int) {
	for i := range count {
		s[i].base, s[i].walk, s[i].view = nil, nil, nil
	}
	scratches.Put(s)
}

// open makes the scratch's cursors those of the walk, at position pos; at most n elements will be read.
func (s *scratch) open(w *walk, pos, n int) {
	for i := range w.count {
		c := &s[i]
		c.walk, c.view, c.base = w, &w.views[i], w.views[i].base
		c.seek(pos)
		c.fill(min(n, blockLen))
	}
}

// fill sets the scratch of an operand that is one value everywhere, which read then returns.
func (c *cursor) fill(n int) {
	if c.view.mode == constant {
		c.cast()(n, c.scratch(), c.view.as.Size(), c.base, 0)
	}
}

// cast is the function that reads the operand for the typed loop.
func (c *cursor) cast() castFunc { return casts[c.view.dtype][c.view.as] }

func (c *cursor) scratch() unsafe.Pointer { return unsafe.Pointer(&c.buf) }

// seek moves to a position.
func (c *cursor) seek(pos int) {
	c.pos, c.off = pos, 0
	if c.walk.n == 0 {
		return // a dimension of length 0 has no positions to find
	}
	for d := c.walk.ndim - 1; d > 0; d-- {
		l := c.walk.shape[d]
		c.index[d] = pos % l
		c.off += c.index[d] * c.view.strides[d]
		pos /= l
	}
	c.index[0] = pos
	c.off += pos * c.view.strides[0]
}

// advance moves n elements on, not beyond the end of the row.
func (c *cursor) advance(n int) {
	d := c.walk.ndim - 1
	c.index[d] += n
	c.off += n * c.view.strides[d]
	for ; d > 0 && c.index[d] == c.walk.shape[d]; d-- {
		c.index[d] = 0
		c.index[d-1]++
		c.off += c.view.strides[d-1] - c.walk.shape[d]*c.view.strides[d]
	}
}

// read returns the next n elements, contiguous and of the dtype that the loop wants.
func (c *cursor) read(n int) unsafe.Pointer {
	switch c.view.mode {
	case inPlace, byRow:
		p := c.write(n)
		c.commit(n)
		return p
	case moved:
		c.gather(n)
	}
	return c.scratch()
}

// gather copies the next n elements into scratch.
func (c *cursor) gather(n int) {
	load, size := c.cast(), c.view.as.Size()
	inner := c.walk.ndim - 1
	for done := 0; done < n; {
		m := min(n-done, c.walk.shape[inner]-c.index[inner])
		load(m, unsafe.Add(c.scratch(), done*size), size, unsafe.Add(c.base, c.off), c.view.strides[inner])
		c.advance(m)
		done += m
	}
}

// write returns where the loop puts the next n elements.
func (c *cursor) write(int) unsafe.Pointer {
	switch c.view.mode {
	case inPlace:
		return unsafe.Add(c.base, c.pos*c.view.size)
	case byRow:
		return unsafe.Add(c.base, c.off)
	}
	return c.scratch()
}

// commit ends what write began: the elements are stored, and the cursor is behind them.
func (c *cursor) commit(n int) {
	switch c.view.mode {
	case inPlace:
		c.pos += n
	case byRow:
		c.advance(n)
	default:
		c.scatter(n)
	}
}

// scatter copies n elements of scratch to the next places.
func (c *cursor) scatter(n int) {
	store, size := casts[c.view.as][c.view.dtype], c.view.as.Size()
	inner := c.walk.ndim - 1
	for done := 0; done < n; {
		m := min(n-done, c.walk.shape[inner]-c.index[inner])
		store(m, unsafe.Add(c.base, c.off), c.view.strides[inner], unsafe.Add(c.scratch(), done*size), size)
		c.advance(m)
		done += m
	}
}
