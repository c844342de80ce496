//go:build !gopy

package capi

import (
	"slices"
	"strings"

	"gokernels/gokernels/interp"
)

// containerOf reads a list, set or dict argument from its items' words.
func containerOf(s *slot, words []uint64) interp.Value {
	switch s.kind {
	case setSlot:
		set := interp.NewSet(s.t)
		eachRow(s, words, func(row []interp.Value) { set.Add(row...) })
		return interp.Value{Ref: set}
	case dictSlot:
		dict := interp.NewDict(s.t)
		eachRow(s, words, func(row []interp.Value) { dict.Put(row[:dict.Width()], row[dict.Width():]) })
		return interp.Value{Ref: dict}
	}
	return listOf(s, words)
}

// eachRow calls add with the values of each item.
func eachRow(s *slot, words []uint64, add func(row []interp.Value)) {
	d, row := decoder{words: words}, make([]interp.Value, len(s.columns))
	for d.at < len(words) {
		for k := range s.columns {
			row[k] = d.value(&s.columns[k])
		}
		add(row)
	}
}

// listOf reads a list's items straight into its columns.
func listOf(s *slot, words []uint64) interp.Value {
	l := interp.NewList(s.t)
	d := decoder{words: words}
	for d.at < len(words) {
		for k := range s.columns {
			c, column := &l.Columns[k], &s.columns[k]
			switch column.kind {
			case scalarSlot:
				c.Lo = append(c.Lo, d.take(1)[0])
			case complexSlot:
				w := d.take(2)
				c.Lo, c.Hi = append(c.Lo, w[0]), append(c.Hi, w[1])
			case textSlot:
				w := d.take(2)
				c.Refs = append(c.Refs, strings.Clone(textAt(w[0], w[1])))
			default:
				panic("a list of " + string(column.t))
			}
		}
	}
	return interp.Value{Ref: l}
}

// sameRows reports whether two containers' words say the same: text is compared, and not where it lies.
func sameRows(columns []slot, a, b []uint64) bool {
	if len(a) != len(b) {
		return false
	}
	x, y := decoder{words: a}, decoder{words: b}
	for x.at < len(a) {
		for k := range columns {
			n := columns[k].words()
			v, w := x.take(n), y.take(n)
			if columns[k].kind == textSlot && textAt(v[0], v[1]) == textAt(w[0], w[1]) {
				continue
			}
			if !slices.Equal(v, w) {
				return false
			}
		}
	}
	return true
}

// rowsOf returns the items of a list, set or dict as words, one item after the other, and how many there are.
func rowsOf(s *slot, v interp.Value, h *holder) (rows []uint64, n int) {
	var item func(i, k int) interp.Value
	switch c := v.Ref.(type) {
	case *interp.List:
		n, item = c.Len(), func(i, k int) interp.Value { return c.Columns[k].At(i) }
	case *interp.Set:
		n, item = c.Len(), c.Key
	case *interp.Dict:
		n, item = c.Len(), func(i, k int) interp.Value {
			if k < c.Width() {
				return c.Key(i, k)
			}
			return c.Value(i, k-c.Width())
		}
	}
	e := encoder{words: make([]uint64, 0, n*rowWords(s.columns))}
	for i := range n {
		for k := range s.columns {
			e.value(&s.columns[k], item(i, k))
		}
	}
	h.adopt(&e.holder)
	return e.words, n
}
