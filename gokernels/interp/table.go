package interp

import (
	"encoding/binary"
	"math"

	"gokernels/gokernels/ir"
)

// Set is a Python set in order of insertion.
type Set struct {
	Type ir.Type
	table
	owned
}

// Dict is a Python dict.
type Dict struct {
	Type ir.Type
	table
	values []Column // beside the keys, gone rows too
	owned
}

// NewSet and NewDict make empty ones of a type.
func NewSet(t ir.Type) *Set { return &Set{Type: t, table: newTable(t.Columns())} }
func NewDict(t ir.Type) *Dict {
	return &Dict{Type: t, table: newTable(t.Keys()), values: columnsOf(t.Columns())}
}

// table is rows of keys in order of insertion. A removed row stays until the rows are next asked for by number, but
// not at the ends, where pop takes them.
type table struct {
	keys  []Column // one, or those of a tuple's items
	gone  []bool
	head  int // rows before it are gone
	count int
	index map[key]int
	nans  uint64 // NaNs added: each is a key of its own
}

// key is what equal keys have in common. Numbers stand in lo and hi; a tuple is packed into text.
type key struct {
	lo, hi uint64
	text   string
}

func newTable(types []ir.Type) table {
	return table{keys: columnsOf(types), index: map[key]int{}}
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

// keyOf makes the key of the values that item gives, one a column; false if one is a NaN.
func (t *table) keyOf(item func(k int) Value) (key, bool) {
	if len(t.keys) == 1 {
		return keyOf(t.keys[0].Type, item(0))
	}
	var packed []byte
	all := true
	for i := range t.keys {
		k, ok := keyOf(t.keys[i].Type, item(i))
		packed = binary.LittleEndian.AppendUint64(packed, k.lo)
		packed = binary.LittleEndian.AppendUint64(packed, k.hi)
		packed = binary.LittleEndian.AppendUint64(packed, uint64(len(k.text)))
		packed = append(packed, k.text...)
		all = all && ok
	}
	return key{text: string(packed)}, all
}

// find returns the row of a key, -1 if there is none.
func (t *table) find(item func(k int) Value) int {
	if k, ok := t.keyOf(item); ok {
		if row, found := t.index[k]; found {
			return row
		}
	}
	return -1
}

// add returns the row of a key, a new one if need be.
func (t *table) add(item func(k int) Value) (row int, fresh bool) {
	k, ok := t.keyOf(item)
	if !ok {
		t.nans++
		k = key{lo: t.nans, hi: 1, text: "nan"} // no key of floats or tuples has this
	} else if row, found := t.index[k]; found {
		return row, false
	}
	row = len(t.gone)
	t.index[k] = row
	for i := range t.keys {
		t.keys[i].Insert(row, item(i))
	}
	t.gone = append(t.gone, false)
	t.count++
	return row, true
}

// remove marks a row as gone, and drops the rows at the end that are, with those of the columns beside.
func (t *table) remove(row int, beside []Column) {
	k, _ := t.keyOf(func(i int) Value { return t.keys[i].At(row) })
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

// Key returns column k of item i, in order of insertion.
func (s *Set) Key(i, k int) Value { return s.keys[k].At(s.row(i, nil)) }

// Add adds an item.
func (s *Set) Add(item ...Value) { s.add(func(k int) Value { return item[k] }) }

// Has reports whether an item is in the set.
func (s *Set) Has(item ...Value) bool { return s.find(func(k int) Value { return item[k] }) >= 0 }

// Width is the number of columns of a key.
func (t *table) Width() int { return len(t.keys) }

// Key returns column k of key number i, in order of insertion.
func (d *Dict) Key(i, k int) Value { return d.keys[k].At(d.row(i, d.values)) }

// Value returns value k of key number i.
func (d *Dict) Value(i, k int) Value { return d.values[k].At(d.row(i, d.values)) }

// Put sets the values of a key.
func (d *Dict) Put(key, value []Value) {
	d.put(func(k int) Value { return key[k] }, func(k int) Value { return value[k] })
}

// put sets the values of a key.
func (d *Dict) put(item, value func(k int) Value) {
	row, fresh := d.add(item)
	for i := range d.values {
		if fresh {
			d.values[i].Insert(row, value(i))
		} else {
			d.values[i].Set(row, value(i))
		}
	}
}

func (c *call) theSet() *Set   { return c.f.o[c.args[0].at].(*Set) }
func (c *call) theDict() *Dict { return c.f.o[c.args[0].at].(*Dict) }

// from gives the arguments from i on.
func (c *call) from(i int) func(k int) Value { return func(k int) Value { return c.arg(i + k) } }

var setRoutines = map[string]routine{
	"set.new": func(c *call) signal { c.set(0, Value{Ref: NewSet(c.t)}); return next },
	"set.len": func(c *call) signal { c.setInt(int64(c.theSet().count)); return next },
	"set.add": func(c *call) signal {
		if !c.grows(c.theSet().count) {
			return c.where.raise(c.f, "MemoryError")
		}
		c.theSet().add(c.from(1))
		return next
	},
	"set.has":     func(c *call) signal { c.setBool(c.theSet().find(c.from(1)) >= 0); return next },
	"set.discard": func(c *call) signal { c.setBool(c.theSet().discard(c.from(1), nil)); return next },
	"set.clear":   func(c *call) signal { s := c.theSet(); s.table = newTable(s.Type.Columns()); return next },
	"set.at": func(c *call) signal {
		s := c.theSet()
		c.item(s.keys, s.row(int(c.int(1)), nil))
		return next
	},
}

func (t *table) discard(item func(k int) Value, beside []Column) bool {
	row := t.find(item)
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
		d := c.theDict()
		d.put(c.from(1), c.from(1+d.Width()))
		return next
	},
	"dict.has": func(c *call) signal { c.setBool(c.theDict().find(c.from(1)) >= 0); return next },
	"dict.get": dictGet,
	"dict.del": func(c *call) signal { c.setBool(c.theDict().discard(c.from(1), c.theDict().values)); return next },
	"dict.clear": func(c *call) signal {
		d := c.theDict()
		d.table, d.values = newTable(d.Type.Keys()), columnsOf(d.Type.Columns())
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

// python is the arguments from i on as those of an exception.
func (c *call) python(i int) []any {
	var all []any
	for k := i; k < len(c.args); k++ {
		all = append(all, c.arg(k).Go(c.args[k].t))
	}
	return all
}

func dictGet(c *call) signal {
	d := c.theDict()
	row := d.find(c.from(1))
	if row < 0 {
		return c.where.raise(c.f, "KeyError", c.python(1)...)
	}
	c.item(d.values, row)
	return next
}
