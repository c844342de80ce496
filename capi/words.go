//go:build !gopy

package capi

import (
	"math"
	"strings"

	"gokernels/gokernels/interp"
)

// Values as words: binding/program.h describes the layout. C has checked every value against the types; what is checked
// here is that both sides counted the words alike.

func (d *decoder) take(n int) []uint64 {
	d.at += n
	return d.words[d.at-n : d.at : d.at]
}

func (d *decoder) value(s *slot) interp.Value {
	switch s.kind {
	case scalarSlot:
		return interp.Value{Lo: d.take(1)[0]}
	case complexSlot:
		w := d.take(2)
		return interp.Value{Lo: w[0], Hi: w[1]}
	case arraySlot:
		return interp.Value{Ref: d.array(s)}
	case textSlot:
		w := d.take(2)
		return interp.Value{Ref: strings.Clone(textAt(w[0], w[1]))}
	}
	panic("a " + string(s.t) + " in a container")
}

// rowWords is how many words an item of these columns takes.
func rowWords(columns []slot) int {
	n := 0
	for i := range columns {
		n += columns[i].words()
	}
	return n
}

func (d *decoder) array(s *slot) *interp.Array {
	if d.used == len(d.arrays) {
		d.arrays = append(d.arrays, new(argument))
	}
	room := d.arrays[d.used]
	room.owner = owner{d.used, &room.array}
	d.used++
	w := d.take(s.words())
	dims := room.dims[:]
	if 2*s.ndim > len(dims) {
		dims = make([]int, 2*s.ndim)
	}
	for i := range 2 * s.ndim {
		dims[i] = int(w[2+i])
	}
	a := &room.array
	*a = interp.Array{Shape: dims[:s.ndim:s.ndim], Strides: dims[s.ndim : 2*s.ndim : 2*s.ndim], Elem: s.t.Elem(),
		ReadOnly: w[1]&1 != 0, Handle: &room.owner}
	a.Data, a.Offset = memoryOf(w[0], a.Shape, a.Strides, s.size)
	return a
}

// forget drops the addresses of a finished call.
func (d *decoder) forget() {
	for _, room := range d.arrays[:d.used] {
		room.array = interp.Array{}
	}
	d.words, d.at, d.used = nil, 0, 0
}

// encoder writes results.
type encoder struct {
	words []uint64
	holder
	handles []int64 // given to arrays already, to be taken back if the rest fails
}

func (e *encoder) put(w ...uint64) { e.words = append(e.words, w...) }

func (e *encoder) value(s *slot, v interp.Value) {
	switch s.kind {
	case scalarSlot:
		e.words = append(e.words, v.Lo)
	case complexSlot:
		e.words = append(e.words, v.Lo, v.Hi)
	case arraySlot:
		e.array(v.Ref.(*interp.Array))
	case textSlot:
		text, _ := v.Ref.(string)
		e.put(e.text(text))
	default:
		rows, n := rowsOf(s, v, &e.holder)
		e.put(e.row(rows), uint64(n))
	}
}

const (
	readOnlyFlag = 1 << iota
	sameFlag     // the very array of an argument
)

// array writes an array: an argument's memory, or memory of ours under a handle of its own.
func (e *encoder) array(a *interp.Array) {
	flags, index, handle := uint64(0), int64(-1), int64(0)
	if a.ReadOnly {
		flags |= readOnlyFlag
	}
	if o, ok := a.Handle.(*owner); ok {
		index = int64(o.index)
		if sameArray(a, o.array) {
			flags |= sameFlag
		}
	} else {
		handle = handles.put(keep(a))
		e.handles = append(e.handles, handle)
	}
	e.put(addressOf(a), flags, uint64(index), uint64(handle), 0)
	for _, n := range a.Shape {
		e.put(uint64(n))
	}
	for _, n := range a.Strides {
		e.put(uint64(n))
	}
}

// keep returns what holds an array's memory: its block, once more, or the bytes themselves.
func keep(a *interp.Array) any {
	if b, ok := a.Handle.(*interp.Block); ok {
		b.Refs.Add(1)
		return b
	}
	return a.Data
}

func sameArray(a, b *interp.Array) bool {
	if a == b {
		return true
	}
	if a.Elem != b.Elem || a.ReadOnly != b.ReadOnly || len(a.Shape) != len(b.Shape) || addressOf(a) != addressOf(b) {
		return false
	}
	for i := range a.Shape {
		if a.Shape[i] != b.Shape[i] || a.Strides[i] != b.Strides[i] {
			return false
		}
	}
	return true
}

// encodeArgs writes the arguments of an exception: the text of a tuple's type, and words.
func encodeArgs(args []any, h *holder) (types string, words []uint64) {
	names := make([]string, len(args))
	e := encoder{}
	for i, arg := range args {
		switch x := arg.(type) {
		case bool:
			names[i] = "bool"
			e.put(truth(x))
		case int64:
			names[i] = "int"
			e.put(uint64(x))
		case uint64:
			names[i] = "u64"
			e.put(x)
		case float64:
			names[i] = "float"
			e.put(math.Float64bits(x))
		case complex128:
			names[i] = "complex"
			e.put(math.Float64bits(real(x)), math.Float64bits(imag(x)))
		case string:
			names[i] = "str"
			e.put(h.text(x))
		default:
			names[i] = "none"
		}
	}
	return strings.Join(names, ","), e.words
}

func truth(c bool) uint64 {
	if c {
		return 1
	}
	return 0
}
