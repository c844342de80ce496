package parallel

// Odometer walks a run of points of a Grid in order, without a division a point.
type Odometer struct {
	Index []int // the items of the ranges at this point; NextRow leaves the last at the row's start
	Row   Range // after NextRow: the run's items of the last range
	Pos   int   // number of this point in the grid

	grid *Grid
	at   []int // position within each range of the next point
	next int   // number of the next point
	hi   int   // end of the run
}

// reset moves before point lo and ends the walk before point hi.
func (o *Odometer) reset(lo, hi int) {
	o.next, o.hi = lo, hi
	if lo >= hi {
		return
	}
	for d := len(o.at) - 1; d >= 0; d-- {
		l := o.grid.lens[d]
		o.at[d] = lo % l
		lo /= l
	}
	o.load()
}

// load sets Index from the positions.
func (o *Odometer) load() {
	for d, r := range o.grid.ranges {
		o.Index[d] = r.At(o.at[d])
	}
}

// Next moves to the next point; false means that there is none.
func (o *Odometer) Next() bool {
	if o.next >= o.hi {
		return false
	}
	last := len(o.at) - 1
	o.Index[last] = o.grid.ranges[last].At(o.at[last])
	if o.at[last] == 0 {
		o.load()
	}
	o.Pos = o.next
	o.step(1)
	return true
}

// NextRow moves to the rest of the row that holds the next point, as far as the run goes.
func (o *Odometer) NextRow() bool {
	if o.next >= o.hi {
		return false
	}
	o.load()
	last := len(o.at) - 1
	r := o.grid.ranges[last]
	count := min(o.grid.lens[last]-o.at[last], o.hi-o.next)
	first := r.At(o.at[last])
	o.Row = Range{Start: first, Stop: first + count*r.Step, Step: r.Step}
	o.Pos = o.next
	o.step(count)
	return true
}

// step moves count points on within the row, and to the next row at its end.
func (o *Odometer) step(count int) {
	o.next += count
	d := len(o.at) - 1
	o.at[d] += count
	for ; d > 0 && o.at[d] == o.grid.lens[d]; d-- {
		o.at[d] = 0
		o.at[d-1]++
	}
}
