package pass

import (
	"slices"

	"gokernels/gokernels/ir"
)

// memory tells which arrays cannot share memory.
type memory struct {
	f       *ir.Func
	defs    []*ir.Instr
	escaped map[ir.Value]bool // new arrays that something else may refer to
}

func newMemory(f *ir.Func) *memory {
	m := &memory{f: f, defs: definitions(f), escaped: map[ir.Value]bool{}}
	f.Body.Walk(func(in *ir.Instr) {
		switch in.Op {
		case ir.Set, ir.Call, ir.RT, ir.Select:
			for _, v := range in.Args {
				m.escaped[m.root(v)] = true
			}
		}
	})
	return m
}

// root goes back from views to the array that they are views of.
func (m *memory) root(v ir.Value) ir.Value {
	for {
		def := m.defs[v]
		if def == nil {
			return v
		}
		switch def.Op {
		case ir.Slice, ir.Index, ir.NewAxis, ir.Permute, ir.Reshape, ir.Broadcast, ir.Field, ir.Recast:
			v = def.Args[0]
		default:
			return v
		}
	}
}

// own reports whether the memory was made in this function.
func (m *memory) own(v ir.Value) bool {
	def := m.defs[m.root(v)]
	return def != nil && def.Op == ir.Alloc
}

// separate proves that two arrays share no memory: one of them is new, and the other one is an argument or new too, or
// nothing but the function's own code refers to the new one.
func (m *memory) separate(x, y ir.Value) bool {
	x, y = m.root(x), m.root(y)
	if x == y {
		return false
	}
	known := func(v ir.Value) bool { return m.defs[v] == nil || m.own(v) }
	return m.own(x) && (known(y) || !m.escaped[x]) || m.own(y) && (known(x) || !m.escaped[y])
}

// access is a load or store.
type access struct {
	array ir.Value
	at    []ir.Value
	store bool
}

func accesses(r *ir.Region) (list []access) {
	r.Walk(func(in *ir.Instr) {
		switch in.Op {
		case ir.Load:
			list = append(list, access{in.Args[0], in.Args[1:], false})
		case ir.Store:
			list = append(list, access{in.Args[0], in.Args[1 : len(in.Args)-1], true})
		}
	})
	return list
}

// independent proves that the accesses of one loop's body and those of another's, which comes after, are of different
// memory or of the same element in the same iteration.
func (m *memory) independent(first, second *ir.Region) bool {
	later := accesses(second)
	for _, a := range accesses(first) {
		for _, b := range later {
			if !a.store && !b.store || m.separate(a.array, b.array) {
				continue
			}
			sameElement := slices.Equal(a.at, first.Params) && slices.Equal(b.at, second.Params)
			if a.array != b.array || !sameElement {
				return false
			}
		}
	}
	return true
}
