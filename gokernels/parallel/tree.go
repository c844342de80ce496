package parallel

import (
	"sync"
	"sync/atomic"
)

// tree combines a fixed number of values, whatever the order in which they arrive, as a balanced binary tree:
//
//	level 2        0-------4        a node stands at the position of its leftmost leaf;
//	level 1    0---2   4---|        one without a right neighbour (4 at level 1) moves up as it is
//	level 0    0 1 2 3 4
//
// The second of two neighbours to arrive combines them and goes on up.
type tree[T any] struct {
	combine func(a, b T) T
	values  []T             // of nodes that wait for their neighbour
	arrived []atomic.Uint32 // how many of a pair have, counted at the position of the right one
}

func newTree[T any](leaves int, combine func(a, b T) T) *tree[T] {
	return &tree[T]{combine: combine, values: make([]T, leaves), arrived: make([]atomic.Uint32, leaves)}
}

// submit adds the value of leaf i. It reports true with the combined value if the tree is complete.
func (t *tree[T]) submit(i int, v T) (T, bool) {
	var none T
	for step := 1; step < len(t.values); step *= 2 {
		left, right := i&^step, i|step
		if right >= len(t.values) {
			continue
		}
		t.values[i] = v
		if t.arrived[right].Add(1) == 1 {
			return none, false
		}
		v = t.combine(t.values[left], t.values[right])
		t.values[left], t.values[right] = none, none // let go of memory
		i = left
	}
	return v, true
}

const (
	// pageLeaves is how many leaves are kept together: a power of two, so that a page is a whole subtree.
	pageLeaves = 1 << 12
	// maxLeaves keeps the table of pages within a gigabyte. At 10 ns a chunk it takes ten minutes to get through.
	maxLeaves = pageLeaves << 24
)

// forest is a tree of any number of leaves, of which only the pages exist that have some but not all of theirs.
type forest[T any] struct {
	combine func(a, b T) T
	leaves  int
	root    T // when all leaves were submitted

	first sync.Once
	pages []atomic.Pointer[tree[T]]
	upper *tree[T] // its leaves are the complete pages
}

func (f *forest[T]) grow() {
	count := chunkCount(f.leaves, pageLeaves)
	f.pages = make([]atomic.Pointer[tree[T]], count)
	f.upper = newTree(count, f.combine)
}

// submit adds the value of leaf i.
func (f *forest[T]) submit(i int, v T) {
	if f.leaves == 1 {
		f.root = v
		return
	}
	f.first.Do(f.grow)
	at := i / pageLeaves
	v, done := f.page(at).submit(i%pageLeaves, v)
	if !done {
		return
	}
	f.pages[at].Store(nil)
	if v, done = f.upper.submit(at, v); done {
		f.root = v
	}
}

// page is page number at, made when first asked for.
func (f *forest[T]) page(at int) *tree[T] {
	if t := f.pages[at].Load(); t != nil {
		return t
	}
	t := newTree(min(pageLeaves, f.leaves-at*pageLeaves), f.combine)
	if f.pages[at].CompareAndSwap(nil, t) {
		return t
	}
	return f.pages[at].Load()
}
