package interp

import (
	"slices"
	"sort"

	"gokernels/gokernels/ir"
)

// List is a Python list: item i is value i of each column.
type List struct {
	Type    ir.Type
	Columns []Column
	owned
}

// NewList makes an empty list of a type.
func NewList(t ir.Type) *List { return &List{Type: t, Columns: columnsOf(t.Columns())} }

// Len is the number of items; a list has a column at least.
func (l *List) Len() int { return l.Columns[0].Len() }

// Append adds an item, one value a column.
func (l *List) Append(item ...Value) {
	n := l.Len()
	for k := range l.Columns {
		l.Columns[k].Insert(n, item[k])
	}
}

var listRoutines = map[string]routine{
	"list.new":    func(c *call) signal { c.set(0, Value{Ref: NewList(c.t)}); return next },
	"list.len":    func(c *call) signal { c.setInt(int64(c.list(0).Len())); return next },
	"list.append": func(c *call) signal { return c.insert(c.list(0), c.list(0).Len(), 1) },
	"list.insert": func(c *call) signal { return c.insert(c.list(0), int(c.int(1)), 2) },
	"list.get":    func(c *call) signal { c.item(c.list(0).Columns, int(c.int(1))); return next },
	"list.set":    listSet,
	"list.pop":    listPop,
	"list.clear":  func(c *call) signal { l := c.list(0); l.Columns = columnsOf(l.Type.Columns()); return next },
	"list.extend": listExtend,
	"list.repeat": listRepeat,
	"list.slice":  listSlice,
	"list.split":  splitText,
	"list.sort":   listSort,
}

// insert puts the arguments from first on into the columns before item i.
func (c *call) insert(l *List, i, first int) signal {
	if !c.grows(l.Len()) {
		return c.where.raise(c.f, "MemoryError")
	}
	for k := range l.Columns {
		l.Columns[k].Insert(i, c.arg(first+k))
	}
	return next
}

// grows reports whether a container of n items may take one more. Memory doubles at powers of two, more or less, so
// it is looked at there.
func (c *call) grows(n int) bool {
	const word = 16 // bytes an item of a column takes at most
	return n&(n-1) != 0 || c.f.t.fits(2*word*len(c.args)*n)
}

// item sets the results to values i of columns.
func (c *call) item(columns []Column, i int) {
	for k := range columns {
		c.set(k, columns[k].At(i))
	}
}

func listSet(c *call) signal {
	l, i := c.list(0), int(c.int(1))
	for k := range l.Columns {
		l.Columns[k].Set(i, c.arg(2+k))
	}
	return next
}

func listPop(c *call) signal {
	l, i := c.list(0), int(c.int(1))
	c.item(l.Columns, i)
	for k := range l.Columns {
		l.Columns[k].cut(i, i+1)
	}
	return next
}

// listExtend also extends a list by itself.
func listExtend(c *call) signal {
	l, more := c.list(0), c.list(1)
	if !c.f.t.fits(32 * len(l.Columns) * (l.Len() + more.Len())) {
		return c.where.raise(c.f, "MemoryError")
	}
	for k := range l.Columns {
		to, from := &l.Columns[k], &more.Columns[k]
		to.Lo, to.Hi, to.Refs = append(to.Lo, from.Lo...), append(to.Hi, from.Hi...), append(to.Refs, from.Refs...)
	}
	return next
}

// listRepeat asks for all the room first, so that a wrong number fails at once and not when memory is full.
func listRepeat(c *call) signal {
	l, more, times := c.list(0), c.list(1), max(int(c.int(2)), 0)
	if more.Len() == 0 {
		return next
	}
	if perRound := 32 * len(l.Columns) * more.Len(); times > addressable/perRound || !c.f.t.fits(perRound*times+32*l.Len()) {
		return c.where.raise(c.f, "MemoryError")
	}
	for k := range l.Columns {
		to, from := &l.Columns[k], &more.Columns[k]
		to.Lo, to.Hi, to.Refs = repeated(to.Lo, from.Lo, times), repeated(to.Hi, from.Hi, times), repeated(to.Refs, from.Refs, times)
	}
	return next
}

// repeated appends a slice to another so many times.
func repeated[T any](dst, src []T, times int) []T {
	dst = slices.Grow(dst, times*len(src))
	for range times {
		dst = append(dst, src...)
	}
	return dst
}

func listSlice(c *call) signal {
	l, first, count, step := c.list(0), c.int(1), c.int(2), c.int(3)
	cut := NewList(l.Type)
	for k := range l.Columns {
		for i := range count {
			cut.Columns[k].Insert(int(i), l.Columns[k].At(int(first+i*step)))
		}
	}
	c.set(0, Value{Ref: cut})
	return next
}

// listSort sorts the places of the items, then moves the columns. Descending keeps the order of equal items too.
func listSort(c *call) signal {
	l, descending := c.list(0), c.arg(1).Lo != 0
	at := make([]int, l.Len())
	for i := range at {
		at[i] = i
	}
	sort.SliceStable(at, func(i, k int) bool {
		if descending {
			i, k = k, i
		}
		return l.compare(at[i], at[k]) < 0
	})
	for k := range l.Columns {
		old := l.Columns[k]
		sorted := Column{old.Type, slices.Clone(old.Lo), slices.Clone(old.Hi), slices.Clone(old.Refs)}
		for i, from := range at {
			sorted.Set(i, old.At(from))
		}
		l.Columns[k] = sorted
	}
	return next
}

// compare orders two items by the columns in order.
func (l *List) compare(i, k int) int {
	for n := range l.Columns {
		column := &l.Columns[n]
		if c := compare(column.Type, column.At(i), column.At(k)); c != 0 {
			return c
		}
	}
	return 0
}
