package kernels

import (
	"unsafe"
)

const (
	// blockLen is the most elements a typed loop gets at a time through scratch: four operands of 8
	// bytes are then 32 KB, the first-level cache of the smallest machines we meet.
	blockLen = 1024
	// longRow is the row length from which blocks end at the ends of rows, so that rows can be used in
	// place; shorter rows are gathered, as many as fill a block.
	longRow = 256
	// maxOperands is the result and three inputs.
	maxOperands = 4
)

// mode says how an operand's blocks come to a typed loop.
type mode uint8

const (
	inPlace  mode = iota // all of it contiguous and of the right dtype
	byRow                // each row contiguous and of the right dtype; blocks do not cross rows
	constant             // one value everywhere
	moved                // gathered into or scattered from scratch
)

// view is one operand along the dimensions of a walk.
type view struct {
	base    unsafe.Pointer // element 0
	strides [MaxDims]int   // bytes
	dtype   DType          // in memory
	as      DType          // for the typed loop
	size    int            // bytes of an element in memory
	mode    mode
}

// walk is a set of operands that are gone through together, element by element in C order of shape.
// simplify gives the same elements fewer and longer dimensions.
type walk struct {
	shape    [MaxDims]int
	ndim     int
	n        int // elements
	views    [maxOperands]view
	count    int // views in use
	maxBlock int
	rowLen   int // if not 0, blocks end at multiples of it
}

// reset begins a walk over shape without operands.
func (w *walk) reset(shape []int) {
	w.ndim, w.n, w.count = copy(w.shape[:], shape), 1, 0
	for _, l := range shape {
		w.n *= l
	}
}

// add appends an operand whose shape broadcasts to the walk's.
func (w *walk) add(a *Array, as DType) {
	v := &w.views[w.count]
	w.count++
	v.base, v.dtype, v.as, v.size = nil, a.DType, as, a.DType.Size()
	if w.n > 0 {
		v.base = a.at()
	}
	skip := w.ndim - len(a.Shape)
	for d := range w.ndim {
		v.strides[d] = 0
		if d >= skip && a.Shape[d-skip] != 1 {
			v.strides[d] = a.Strides[d-skip]
		}
	}
}

// simplify drops dimensions of length 1 and joins those that lie behind each other in every operand.
// If the order of the elements is free, dimensions are first sorted by the strides of operand 0 and
// turned to run upwards.
func (w *walk) simplify(freeOrder bool) {
	kept := 0
	for d := range w.ndim {
		if w.shape[d] != 1 {
			w.move(kept, d)
			kept++
		}
	}
	w.ndim = kept
	if freeOrder {
		w.turn()
		w.sort()
	}
	w.join()
	w.classify()
}

// move puts dimension from at place to.
func (w *walk) move(to, from int) {
	w.shape[to] = w.shape[from]
	for i := range w.count {
		s := &w.views[i].strides
		s[to] = s[from]
	}
}

// turn makes the dimensions run upwards that no operand runs upwards.
func (w *walk) turn() {
	for d := range w.ndim {
		down := w.n > 0
		for i := range w.count {
			down = down && w.views[i].strides[d] <= 0
		}
		if !down {
			continue
		}
		for i := range w.count {
			v := &w.views[i]
			v.base = unsafe.Add(v.base, (w.shape[d]-1)*v.strides[d])
			v.strides[d] = -v.strides[d]
		}
	}
}

// sort is an insertion sort, stable, the largest stride of operand 0 first.
func (w *walk) sort() {
	key := &w.views[0].strides
	for d := 1; d < w.ndim; d++ {
		for e := d; e > 0 && max(key[e-1], -key[e-1]) < max(key[e], -key[e]); e-- {
			w.swap(e-1, e)
		}
	}
}

func (w *walk) swap(d, e int) {
	w.shape[d], w.shape[e] = w.shape[e], w.shape[d]
	for i := range w.count {
		s := &w.views[i].strides
		s[d], s[e] = s[e], s[d]
	}
}

// join merges neighbouring dimensions, and gives a walk of none the one of length 1.
func (w *walk) join() {
	if w.ndim == 0 {
		w.ndim, w.shape[0] = 1, 1
		for i := range w.count {
			w.views[i].strides[0] = w.views[i].size
		}
		return
	}
	last := 0
	for d := 1; d < w.ndim; d++ {
		if w.joins(last, d) {
			length := w.shape[last] * w.shape[d]
			w.move(last, d)
			w.shape[last] = length
		} else {
			last++
			w.move(last, d)
		}
	}
	w.ndim = last + 1
}

// joins says that a step of dimension d is a whole run of dimension e in every operand.
func (w *walk) joins(d, e int) bool {
	for i := range w.count {
		s := &w.views[i].strides
		if s[d] != s[e]*w.shape[e] {
			return false
		}
	}
	return true
}

// classify chooses the mode of every operand and the length of blocks.
func (w *walk) classify() {
	inner := w.shape[w.ndim-1]
	w.maxBlock, w.rowLen = max(w.n, 1), 0
	for i := range w.count {
		v := &w.views[i]
		v.mode = w.modeOf(v, inner)
		switch v.mode {
		case byRow:
			w.rowLen = inner
		case constant, moved:
			w.maxBlock = blockLen
		}
	}
}

func (w *walk) modeOf(v *view, inner int) mode {
	same := true
	for d := range w.ndim {
		same = same && v.strides[d] == 0
	}
	switch direct := v.dtype == v.as && v.strides[w.ndim-1] == v.size; {
	case same:
		return constant
	case direct && w.ndim == 1:
		return inPlace
	case direct && inner >= longRow:
		return byRow
	}
	return moved
}

// block is the length of the block that begins at position pos, within [pos, hi).
func (w *walk) block(pos, hi int) int {
	n := min(hi-pos, w.maxBlock)
	if w.rowLen > 0 {
		n = min(n, w.rowLen-pos%w.rowLen)
	}
	return n
}
