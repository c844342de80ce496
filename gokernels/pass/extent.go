package pass

import "gokernels/gokernels/ir"

// extent is the length of an array along an axis, by where it comes from: a value, or 1, or else that of an array further back.
type extent struct {
	n     ir.Value
	one   bool
	array ir.Value
	axis  int
}

// extentOf goes back from views to what tells their length.
func extentOf(defs []*ir.Instr, a ir.Value, axis int) extent {
	for {
		def := defs[a]
		if def == nil {
			return extent{array: a, axis: axis}
		}
		next := axis
		switch def.Op {
		case ir.Alloc:
			return extent{n: def.Args[axis]}
		case ir.Broadcast:
			return extent{n: def.Args[1+axis]}
		case ir.Slice:
			if int(def.Int) == axis {
				return extent{n: def.Args[2]}
			}
		case ir.Index:
			if axis >= int(def.Int) {
				next++
			}
		case ir.NewAxis:
			if axis == int(def.Int) {
				return extent{one: true}
			}
			if axis > int(def.Int) {
				next--
			}
		case ir.Permute:
			next = def.Ints[axis]
		case ir.Field:
		default:
			return extent{array: a, axis: axis}
		}
		a, axis = def.Args[0], next
	}
}

// isOne reports whether the length is known to be 1.
func (e extent) isOne(defs []*ir.Instr) bool {
	n, known := constant(defs, e.n)
	return e.one || known && n == 1
}

// is reports whether a value is the length.
func (e extent) is(defs []*ir.Instr, n ir.Value) bool {
	bits, known := constant(defs, n)
	switch {
	case e.one:
		return known && bits == 1
	case e.n != 0:
		same, ok := constant(defs, e.n)
		return n == e.n || known && ok && bits == same
	}
	def := defs[n]
	return def != nil && def.Op == ir.Dim && extentOf(defs, def.Args[0], int(def.Int)) == e
}

// length returns the value of a's length along an axis, 0 if it is not known by another name; it may turn in into a
// dim of an array further back, or into a constant.
func (w *folder) length(a ir.Value, axis int, in *ir.Instr) ir.Value {
	e := extentOf(w.defs, a, axis)
	switch {
	case e.one:
		w.become(in, 1)
	case e.n == 0:
		in.Args[0], in.Int = e.array, int64(e.axis)
	}
	return e.n
}

// stretched returns the array of a broadcast that does not change its shape, if it is only read; 0 if there is none.
func (w *folder) stretched(in *ir.Instr) ir.Value {
	a := in.Args[0]
	if !w.readers[in.Results[0]] || w.typeOf(in, 0).NDim() != len(in.Args)-1 {
		return 0
	}
	for axis, n := range in.Args[1:] {
		if !extentOf(w.defs, a, axis).is(w.defs, n) {
			return 0
		}
	}
	return a
}

// flattened makes a view of a reshape of one axis to one axis.
func (w *folder) flattened(in *ir.Instr) {
	if w.typeOf(in, 0).NDim() != 1 || len(in.Args) != 2 {
		return
	}
	if n, ok := constant(w.defs, in.Args[1]); ok && n == -1 || extentOf(w.defs, in.Args[0], 0).is(w.defs, in.Args[1]) {
		*in = ir.Instr{Op: ir.Permute, Ints: []int{0}, Args: in.Args[:1], Results: in.Results, Pos: in.Pos}
	}
}

// loadsOnly finds the arrays that are only read: a broadcast view may stand for what it is a view of where nobody asks
// whether it may be written to, or which object it is.
func loadsOnly(f *ir.Func) []bool {
	only := make([]bool, len(f.Types))
	for i := range only {
		only[i] = true
	}
	f.Body.Walk(func(in *ir.Instr) {
		switch in.Op {
		case ir.Load, ir.Dim, ir.Overlaps, ir.Broadcast:
			return
		}
		for _, v := range in.Args {
			only[v] = false
		}
	})
	return only
}
