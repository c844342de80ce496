package interp

import (
	"math"

	"gokernels/gokernels/ir"
)

// Set is a Python set in order of insertion.
type Set struct {
	Type ir.Type
	table
}

// Dict is a Python dict.
type Dict struct {
	Type ir.Type
	table
	values []Column // beside the keys, gone rows too
}

// NewSet and NewDict make empty ones of a type.
func NewSet(t ir.Type) *Set { return &Set{t, newTable(t.Columns()[0])} }
func NewDict(t ir.Type) *Dict {
	return &Dict{t, newTable(t.Key()), columnsOf(t.Columns())}
}

// table is rows of keys in order of insertion. A removed row stays until the rows are next asked for by number, but
// not at the ends, where pop takes them.
type table struct {
	keys  []Column // one, as a slice like others
	gone  []bool
	head  int // rows before it are gone
	count int
	index map[key]int
	nans  uint64 // NaNs added: each is a key of its own
}

// key is what equal keys have in common. Numbers stand in lo and hi.
type key struct {
	lo, hi uint64
	text   string
}

func newTable(t ir.Type) table {
	return table{keys: columnsOf([]ir.Type{t}), index: map[key]int{}}
}

// Len is the number of keys.
func (t *table) Len() int { return t.count }

// keyOf makes the key of a value; false if it is a NaN, which equals nothing.
func keyOf(t ir.Type, v Value) (key, bool) {
	switch {
	case t == ir.Str:
		return key{text: v.Ref.(string)}, true
	case t.IsFloat(), t.IsComplex():
		re, ok := floatKey(t, v.Lo)
		im, also := floatKey(t, v.Hi)
		return key{lo: re, hi: im}, ok && also
	}
	return key{lo: v.Lo}, true
}

// floatKey makes -0 and 0 the same.
func floatKey(t ir.Type, word uint64) (uint64, bool) {
	x := f64(word)
	if t == ir.F32 || t == ir.C64 {
		x = float64(f32(word))
	}
	if x == 0 {
		return 0, true
	}
	return math.Float64bits(x), x == x
}

// find returns the row of a key, -1 if there is none.
func (t *table) find(v Value) int {
	if k, ok := keyOf(t.keys[0].Type, v); ok {
		if row, found := t.index[k]; found {
			return row
		}
	}
	return -1
}

// add returns the row of a key, a new one if need be.
func (t *table) add(v Value) (row int, fresh bool) {
	k, ok := keyOf(t.keys[0].Type, v)
	if !ok {
		t.nans++
		k = key{lo: t.nans, text: "nan"} // no key of floats has text
	} else if row, found := t.index[k]; found {
		return row, false
	}
	row = len(t.gone)
	t.index[k] = row
	t.keys[0].Insert(row, v)
	t.gone = append(t.gone, false)
	t.count++
	return row, true
}

// remove marks a row as gone, and drops the rows at the end that are, with those of the columns beside.
func (t *table) remove(row int, beside []Column) {
	k, _ := keyOf(t.keys[0].Type, t.keys[0].At(row))
	delete(t.index, k)
	t.gone[row] = true
	t.count--
	for t.head < len(t.gone) && t.gone[t.head] {
		t.head++
	}
	end := len(t.gone)
	for end > t.head && t.gone[end-1] {
		end--
	}
	t.cut(end, beside)
}

// cut drops the rows from one on.
func (t *table) cut(to int, beside []Column) {
	for _, columns := range [][]Column{t.keys, beside} {
		for k := range columns {
			columns[k].cut(to, len(t.gone))
		}
	}
	t.gone = t.gone[:to]
}

// row is where key number i lies. Rows that are gone from between the others are dropped first, with those of the
// columns beside.
func (t *table) row(i int, beside []Column) int {
	if t.count < len(t.gone)-t.head {
		t.compact(beside)
	}
	return t.head + i
}

func (t *table) compact(beside []Column) {
	to := 0
	moved := make([]int, len(t.gone))
	for from, gone := range t.gone {
		if gone {
			continue
		}
		moved[from] = to
		for _, columns := range [][]Column{t.keys, beside} {
			for k := range columns {
				columns[k].Set(to, columns[k].At(from))
			}
		}
		to++
	}
	t.cut(to, beside)
	clear(t.gone)
	t.head = 0
	for k, row := range t.index {
		t.index[k] = moved[row]
	}
}

// Key returns item i, in order of insertion.
func (s *Set) Key(i int) Value { return s.keys[0].At(s.row(i, nil)) }

// Add adds an item.
func (s *Set) Add(item Value) { s.add(item) }

// Has reports whether an item is in the set.
func (s *Set) Has(item Value) bool { return s.find(item) >= 0 }

// Key returns key number i, in order of insertion.
func (d *Dict) Key(i int) Value { return d.keys[0].At(d.row(i, d.values)) }

// Value returns value k of key number i.
func (d *Dict) Value(i, k int) Value { return d.values[k].At(d.row(i, d.values)) }

// Put sets the values of a key.
func (d *Dict) Put(k Value, values ...Value) {
	row, fresh := d.add(k)
	for i := range d.values {
		if fresh {
			d.values[i].Insert(row, values[i])
		} else {
			d.values[i].Set(row, values[i])
		}
	}
}

func (c *call) theSet() *Set   { return c.f.o[c.args[0].at].(*Set) }
func (c *call) theDict() *Dict { return c.f.o[c.args[0].at].(*Dict) }

// rest is the arguments from i on.
func (c *call) rest(i int) []Value {
	values := make([]Value, 0, 4)
	for _, at := range c.args[i:] {
		values = append(values, c.f.get(at))
	}
	return values
}

var setRoutines = map[string]routine{
	"set.new": func(c *call) signal { c.set(0, Value{Ref: NewSet(c.t)}); return next },
	"set.len": func(c *call) signal { c.setInt(int64(c.theSet().count)); return next },
	"set.add": func(c *call) signal {
		if !c.grows(c.theSet().count) {
			return c.where.raise(c.f, "MemoryError")
		}
		c.theSet().add(c.arg(1))
		return next
	},
	"set.has":     func(c *call) signal { c.setBool(c.theSet().find(c.arg(1)) >= 0); return next },
	"set.discard": func(c *call) signal { c.setBool(c.theSet().discard(c.arg(1), nil)); return next },
	"set.clear":   func(c *call) signal { s := c.theSet(); s.table = newTable(s.Type.Columns()[0]); return next },
	"set.at": func(c *call) signal {
		s := c.theSet()
		c.item(s.keys, s.row(int(c.int(1)), nil))
		return next
	},
}

func (t *table) discard(v Value, beside []Column) bool {
	row := t.find(v)
	if row >= 0 {
		t.remove(row, beside)
	}
	return row >= 0
}

var dictRoutines = map[string]routine{
	"dict.new": func(c *call) signal { c.set(0, Value{Ref: NewDict(c.t)}); return next },
	"dict.len": func(c *call) signal { c.setInt(int64(c.theDict().count)); return next },
	"dict.set": func(c *call) signal {
		if !c.grows(c.theDict().count) {
			return c.where.raise(c.f, "MemoryError")
		}
		c.theDict().Put(c.arg(1), c.rest(2)...)
		return next
	},
	"dict.has": func(c *call) signal { c.setBool(c.theDict().find(c.arg(1)) >= 0); return next },
	"dict.get": dictGet,
	"dict.del": func(c *call) signal { c.setBool(c.theDict().discard(c.arg(1), c.theDict().values)); return next },
	"dict.clear": func(c *call) signal {
		*c.theDict() = *NewDict(c.theDict().Type)
		return next
	},
	"dict.key": func(c *call) signal {
		d := c.theDict()
		c.item(d.keys, d.row(int(c.int(1)), d.values))
		return next
	},
	"dict.value": func(c *call) signal {
		d := c.theDict()
		c.item(d.values, d.row(int(c.int(1)), d.values))
		return next
	},
}

func dictGet(c *call) signal {
	d := c.theDict()
	row := d.find(c.arg(1))
	if row < 0 {
		return c.where.raise(c.f, "KeyError", c.arg(1).Go(c.args[1].t))
	}
	c.item(d.values, row)
	return next
}
