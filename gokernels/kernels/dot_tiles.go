package kernels

import (
	"unsafe"

	"gokernels/gokernels/parallel"
)

// The product of matrices goes tile by tile: tileSide rows of the first and as many columns of the
// second are packed tileDepth deep into contiguous rows of the compute dtype, 128 KB each for 8-byte
// elements, which the second-level cache holds; stripe columns, 16 KB, stay in the first while all
// rows meet them.
const (
	tileSide  = 64
	tileDepth = 256
	stripe    = 8
	// tileTasks is how many tasks a product is cut into if it alone has fewer tiles than that.
	tileTasks = 16
)

// matrix is an operand as a matrix: a vector is a row of it.
type matrix struct {
	array      *Array
	rows, cols int
	down, over int // strides in bytes
}

func matrixOf(a *Array) matrix {
	if len(a.Shape) == 1 {
		return matrix{a, 1, a.Shape[0], 0, a.Strides[0]}
	}
	return matrix{a, a.Shape[0], a.Shape[1], a.Strides[0], a.Strides[1]}
}

// pack copies the part of a matrix from (row, col) on, rows of length n, into rows of tileDepth.
func pack[T element](dst []T, m matrix, row, rows, col, n int) {
	load := casts[m.array.DType][dtypeOf[T]()]
	size := int(unsafe.Sizeof(dst[0]))
	for i := range rows {
		from := unsafe.Add(m.array.at(), (row+i)*m.down+col*m.over)
		load(n, unsafe.Pointer(&dst[i*tileDepth]), size, from, m.over)
	}
}

// turned is the matrix with rows and columns exchanged.
func (m matrix) turned() matrix { return matrix{m.array, m.cols, m.rows, m.over, m.down} }

// tiling is one product of matrices.
type tiling[T, A element] struct {
	*dotter[T, A]
	call    *Call
	a, b    matrix // b turned: its rows are the columns of the second operand
	out     matrix
	across  int // tiles in a row of the result
	parts   int // tasks that share a tile, each with its part of the depth
	depth   int // of a part, but the last
	partial []A // the results of the parts, tile by tile, if parts > 1
}

// tiles multiplies two matrices, or a row with one.
func (d *dotter[T, A]) tiles(c *Call) error {
	t := &tiling[T, A]{dotter: d, call: c, a: matrixOf(&c.In[0]), b: matrixOf(&c.In[1]).turned(), out: matrixOf(&c.Out[0])}
	t.across = (t.b.rows-1)/tileSide + 1
	tiles := t.across * ((t.a.rows-1)/tileSide + 1)
	work := (d.reducer.cost + 0.05) * float64(min(t.a.rows, tileSide)*min(t.b.rows, tileSide))
	t.parts = max(1, min(tileTasks/tiles, t.a.cols/max(tileDepth, grain(work))))
	t.depth = (t.a.cols + t.parts - 1) / t.parts
	if t.parts > 1 {
		t.partial = make([]A, tiles*t.parts*tileSide*tileSide)
	}
	opt := c.options(work * float64(t.depth))
	err := parallel.For(tiles*t.parts, &opt, func(chunk parallel.Chunk) error {
		tile := d.tile()
		defer d.spare.Put(tile)
		for i := chunk.Lo; i < chunk.Hi; i++ {
			t.task(tile, i)
		}
		return nil
	})
	if err != nil || t.parts == 1 {
		return err
	}
	for i := range tiles {
		t.join(i)
	}
	return nil
}

// tile is a worker's memory for a tile.
type tile[T, A element] struct {
	a, b [tileSide * tileDepth]T
	acc  [tileSide * tileSide]A
}

// tile is one from the pool.
func (d *dotter[T, A]) tile() *tile[T, A] {
	if t, ok := d.spare.Get().(*tile[T, A]); ok {
		return t
	}
	return new(tile[T, A])
}

// corner is the first row and column of a tile, and how many of each it has.
func (t *tiling[T, A]) corner(i int) (row, col, rows, cols int) {
	row, col = i/t.across*tileSide, i%t.across*tileSide
	return row, col, min(tileSide, t.a.rows-row), min(tileSide, t.b.rows-col)
}

// task works out part i%parts of tile i/parts.
func (t *tiling[T, A]) task(m *tile[T, A], i int) {
	row, col, rows, cols := t.corner(i / t.parts)
	clear(m.acc[:])
	lo := i % t.parts * t.depth
	for hi := min(lo+t.depth, t.a.cols); lo < hi; lo += tileDepth {
		n := min(tileDepth, hi-lo)
		pack(m.a[:], t.a, row, rows, lo, n)
		pack(m.b[:], t.b, col, cols, lo, n)
		t.multiply(m, rows, cols, n)
	}
	if t.parts > 1 {
		copy(t.partial[i*len(m.acc):], m.acc[:])
		return
	}
	t.store(m.acc[:], row, col, rows, cols)
}

// multiply adds the products of the packed rows to acc.
func (t *tiling[T, A]) multiply(m *tile[T, A], rows, cols, n int) {
	merge := t.reducer.merge
	for first := 0; first < cols; first += stripe {
		last := min(first+stripe, cols)
		for i := range rows {
			a := m.a[i*tileDepth:][:n]
			for j := first; j < last; j++ {
				p := &m.acc[i*tileSide+j]
				*p = merge(*p, t.dot(a, m.b[j*tileDepth:][:n]))
			}
		}
	}
}

// join merges the parts of a tile in order and stores it.
func (t *tiling[T, A]) join(i int) {
	const size = tileSide * tileSide
	parts := t.partial[i*t.parts*size:][:t.parts*size]
	acc := parts[:size]
	for parts = parts[size:]; len(parts) > 0; parts = parts[size:] {
		for k := range acc {
			acc[k] = t.reducer.merge(acc[k], parts[k])
		}
	}
	row, col, rows, cols := t.corner(i)
	t.store(acc, row, col, rows, cols)
}

// store writes a tile to the result.
func (t *tiling[T, A]) store(acc []A, row, col, rows, cols int) {
	var line [tileSide]T
	put := casts[dtypeOf[T]()][t.out.array.DType]
	for i := range rows {
		for j := range cols {
			line[j] = t.reducer.finish(acc[i*tileSide+j], t.a.cols, t.call)
		}
		to := unsafe.Add(t.out.array.at(), (row+i)*t.out.down+col*t.out.over)
		put(cols, to, t.out.over, unsafe.Pointer(&line), int(unsafe.Sizeof(line[0])))
	}
}
