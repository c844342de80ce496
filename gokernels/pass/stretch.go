package pass

import (
	"slices"

	"gokernels/gokernels/ir"
)

// stretch broadcasts before a loop what every turn broadcasts, an array from outside or a row of one: in the loop remains the
// check, and the row is taken of the broadcast array. So a turn makes no view that is not simply an element's place.
func stretch(c *context) {
	if !c.Machine {
		return
	}
	w := &stretcher{readers: loadsOnly(c.f), depth: make([]int, len(c.f.Types)), facts: facts{f: c.f, defs: definitions(c.f)}}
	w.loops()
	w.measure(c.f.Body, 0)
	w.region(c.f.Body, 0)
}

type stretcher struct {
	readers []bool
	depth   []int        // by value: loops around its definition
	before  []*ir.Region // what comes before each of the loops around the present place
	facts
}

func (w *stretcher) measure(r *ir.Region, depth int) {
	for _, p := range r.Params {
		w.depth[p] = depth
	}
	for _, in := range r.Code {
		for _, v := range in.Results {
			w.depth[v] = depth
		}
		for _, sub := range in.Regions {
			w.measure(sub, inner(in, depth))
		}
	}
}

// inner is the depth of an instruction's regions.
func inner(in *ir.Instr, depth int) int {
	if isLoop(in) {
		return depth + 1
	}
	return depth
}

func (w *stretcher) region(r *ir.Region, depth int) {
	var code []*ir.Instr
	for _, in := range r.Code {
		if isLoop(in) {
			w.before = append(w.before, &ir.Region{})
		}
		for _, sub := range in.Regions {
			w.region(sub, inner(in, depth))
		}
		if isLoop(in) {
			code = append(code, w.before[depth].Code...)
			w.before = w.before[:depth]
		}
		if in.Op == ir.Broadcast && depth > 0 && w.readers[in.Results[0]] {
			if less := w.less(in, depth); less != nil {
				code = append(code, less...)
				continue
			}
		}
		code = append(code, in)
	}
	r.Code = code
}

// less is what remains of a broadcast in the loops; nil if it must stay.
func (w *stretcher) less(in *ir.Instr, depth int) []*ir.Instr {
	s := &stretched{stretcher: w, in: in, root: in.Args[0], shape: in.Args[1:]}
	s.lead = len(s.shape) - w.f.Types[s.root].NDim()
	if s.lead < 0 || s.known() {
		return nil
	}
	for def := w.defs[s.root]; def != nil && def.Op == ir.Index && w.depth[s.root] > 0; def = w.defs[s.root] {
		s.taken, s.root = append(s.taken, def), def.Args[0]
	}
	at := w.depth[s.root]
	for _, n := range s.shape {
		at = max(at, w.depth[n])
	}
	for _, e := range s.extents() {
		at = max(at, w.depth[e.n], w.depth[e.array])
	}
	if at >= depth {
		return nil
	}
	s.b = &ir.Builder{F: w.f, At: w.before[at], Pos: in.Pos}
	return s.split()
}

// stretched is a broadcast that is taken apart.
type stretched struct {
	*stretcher
	in    *ir.Instr
	root  ir.Value
	taken []*ir.Instr // what makes the array of root: the last comes first
	shape []ir.Value
	lead  int // axes that the array does not have
	b     *ir.Builder
}

// known reports whether it is known where the array is stretched.
func (s *stretched) known() bool {
	for axis, n := range s.shape[s.lead:] {
		if e := extentOf(s.defs, s.in.Args[0], axis); !e.is(s.defs, n) && !e.isOne(s.defs) {
			return false
		}
	}
	return true
}

// extents are the lengths that split asks for: of the array's axes, and of those that are taken away.
func (s *stretched) extents() (all []extent) {
	for axis := range s.f.Types[s.in.Args[0]].NDim() {
		all = append(all, extentOf(s.defs, s.in.Args[0], axis))
	}
	for _, t := range s.taken {
		all = append(all, extentOf(s.defs, t.Args[0], int(t.Int)))
	}
	return all
}

// length is an extent as a value, before the loop.
func (s *stretched) length(e extent) ir.Value {
	switch {
	case e.one:
		return s.b.Int(1)
	case e.n != 0:
		return e.n
	}
	return s.b.With(ir.Instr{Op: ir.Dim, Int: int64(e.axis), Args: []ir.Value{e.array}}, ir.I64)
}

func (s *stretched) split() []*ir.Instr {
	extents := s.extents()
	bad, shape := s.bad(extents), slices.Clone(s.shape)
	for axis, n := range shape {
		own := s.b.Int(0)
		if axis >= s.lead {
			own = s.length(extents[axis-s.lead])
		}
		shape[axis] = s.b.Make(ir.Select, ir.I64, bad, own, n)
	}
	for k, t := range s.taken {
		shape = slices.Insert(shape, s.lead+int(t.Int), s.length(extents[len(s.shape)-s.lead+k]))
	}
	view := &ir.Instr{Op: ir.Broadcast, Args: append([]ir.Value{s.root}, shape...), Results: s.in.Results}
	if len(s.taken) > 0 {
		view.Results = []ir.Value{s.f.NewValue(ir.ArrayOf(s.elem(), len(shape)))}
	}
	s.b.Add(view)
	s.b.At = &ir.Region{}
	s.b.If(bad, func() {
		again := s.in.Clone()
		again.Args[0], again.Results = s.take(s.root, 0, 0), []ir.Value{s.f.NewValue(s.f.Types[s.in.Results[0]])}
		s.b.Add(again)
		s.b.Do(ir.Raise).Sym = "ValueError" // the broadcast did
	}, nil)
	s.take(view.Results[0], s.lead, s.in.Results[0])
	return s.b.At.Code
}

func (s *stretched) elem() ir.Type { return s.f.Types[s.root].Elem() }

// bad is whether the array does not broadcast to the shape.
func (s *stretched) bad(extents []extent) ir.Value {
	bad, zero, one := s.b.Bool(false), s.b.Int(0), s.b.Int(1)
	for axis, n := range s.shape {
		wrong := s.b.Bool(false)
		if !s.atLeast(n, 0) {
			wrong = s.b.Make(ir.Lt, ir.Bool, n, zero)
		}
		if axis >= s.lead {
			length := s.length(extents[axis-s.lead])
			wrong = s.b.Make(ir.Or, ir.Bool, wrong, s.b.Make(ir.Ne, ir.Bool, length, one))
			wrong = s.b.Make(ir.And, ir.Bool, wrong, s.b.Make(ir.Ne, ir.Bool, length, n))
		}
		bad = s.b.Make(ir.Or, ir.Bool, bad, wrong)
	}
	return bad
}

// take takes of an array what was taken of the root, whose axes come behind lead others; as last, if that is not 0.
func (s *stretched) take(view ir.Value, lead int, last ir.Value) ir.Value {
	for k := len(s.taken) - 1; k >= 0; k-- {
		t, next := s.taken[k], last
		if k > 0 || last == 0 {
			next = s.f.NewValue(ir.ArrayOf(s.elem(), s.f.Types[view].NDim()-1))
		}
		s.b.Add(&ir.Instr{Op: ir.Index, Int: int64(lead) + t.Int, Args: []ir.Value{view, t.Args[1]}, Results: []ir.Value{next}})
		view = next
	}
	return view
}
