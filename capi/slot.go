package capi

import "gokernels/gokernels/ir"

// slot is how a value of a type crosses: binding/program.h describes the words.
type slot struct {
	t       ir.Type
	kind    slotKind
	ndim    int
	size    int // bytes of an array's element
	columns []slot
}

type slotKind uint8

const (
	scalarSlot slotKind = iota
	complexSlot
	arraySlot
	textSlot
	listSlot
	setSlot
	dictSlot
)

func slots(types []ir.Type) []slot {
	out := make([]slot, len(types))
	for i, t := range types {
		out[i] = newSlot(t)
	}
	return out
}

func newSlot(t ir.Type) slot {
	s := slot{t: t}
	switch {
	case t.IsArray():
		s.kind, s.ndim, s.size = arraySlot, t.NDim(), t.Elem().Size()
	case t == ir.Str:
		s.kind = textSlot
	case t.IsList():
		s.kind, s.columns = listSlot, slots(t.Columns())
	case t.IsSet():
		s.kind, s.columns = setSlot, slots(t.Columns())
	case t.IsDict():
		s.kind, s.columns = dictSlot, slots(append(t.Keys(), t.Columns()...))
	case t.IsComplex():
		s.kind = complexSlot
	}
	return s
}

// words is how many words an argument of the slot takes.
func (s *slot) words() int {
	switch s.kind {
	case scalarSlot:
		return 1
	case arraySlot:
		return 2 + 2*s.ndim
	}
	return 2
}

// resultWords is how many words a result takes.
func (s *slot) resultWords() int {
	if s.kind == arraySlot {
		return s.words() + 3
	}
	return s.words()
}
