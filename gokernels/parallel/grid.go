package parallel

import (
	"errors"
	"math"
	"math/bits"
)

// Grid is the product of ranges. Its points are numbered row by row: the last range runs fastest.
type Grid struct {
	ranges []Range
	lens   []int
	n      int
}

// NewGrid is the grid over the ranges, at least one.
func NewGrid(ranges ...Range) (*Grid, error) {
	if len(ranges) == 0 {
		return nil, errors.New("a grid needs at least one range")
	}
	g := &Grid{ranges: ranges, lens: make([]int, len(ranges))}
	for i, r := range ranges {
		if err := r.Check(); err != nil {
			return nil, err
		}
		g.lens[i] = r.Len()
	}
	var err error
	g.n, err = product(g.lens)
	return g, err
}

// product multiplies, and fails if the result does not fit. Any zero makes it zero.
func product(lens []int) (int, error) {
	n, over := uint64(1), false
	for _, l := range lens {
		if l == 0 {
			return 0, nil
		}
		hi, lo := bits.Mul64(n, uint64(l))
		over = over || hi != 0 || lo > math.MaxInt
		n = lo
	}
	if over {
		return 0, errors.New("the grid has too many points")
	}
	return int(n), nil
}

// Len is the number of points.
func (g *Grid) Len() int { return g.n }

// Odometer walks the points [lo, hi) of the grid.
func (g *Grid) Odometer(lo, hi int) *Odometer {
	o := &Odometer{grid: g, Index: make([]int, len(g.ranges)), at: make([]int, len(g.ranges))}
	o.reset(lo, hi)
	return o
}

// ForGrid is For over the points of the product of the ranges. The body walks its chunk with the
// odometer, which belongs to the worker and is only good during the call:
//
//	for at.Next() { … at.Index[0], at.Index[1] … }
//	for at.NextRow() { for j := range at.Row.Len() { … at.Index[0], at.Row.At(j) … } }
func ForGrid(ranges []Range, opt *Options, body func(c Chunk, at *Odometer) error) error {
	g, err := NewGrid(ranges...)
	if err != nil {
		return err
	}
	odometers := Local[Odometer]{New: func() Odometer { return *g.Odometer(0, 0) }}
	return For(g.n, opt, func(c Chunk) error {
		at := odometers.At(c)
		at.reset(c.Lo, c.Hi)
		return body(c, at)
	})
}
