package pass

import (
	"maps"
	"slices"

	"gokernels/gokernels/ir"
)

// stretch broadcasts before a loop what every turn broadcasts, an array from outside or a row of one: in the loop remains the
// check, and the row is taken of the broadcast array. So a turn makes no view that is not simply an element's place. An array
// that every chunk makes for itself is broadcast where that is.
func stretch(c *context) {
	if !c.Machine {
		return
	}
	w := &stretcher{readers: loadsOnly(c.f), depth: make([]int, len(c.f.Types)), to: renaming{}, facts: factsOf(c.f, definitions(c.f))}
	w.made = w.initial(c.f.Body)
	w.measure(c.f.Body, 0)
	w.region(c.f.Body, 0)
	c.f.Body.Walk(w.to.args)
}

type stretcher struct {
	readers []bool
	depth   []int        // by value: loops around its definition
	before  []*ir.Region // what comes before each of the loops around the present place
	pars    around
	made    map[ir.Var]initial
	to      renaming
	facts
}

// initial is how a parfor's init makes the only array that a variable ever holds.
type initial struct {
	par   *ir.Par
	init  *ir.Region
	array ir.Value
}

func (w *stretcher) initial(r *ir.Region) map[ir.Var]initial {
	sets, made := map[ir.Var]int{}, map[ir.Var]initial{}
	r.Walk(func(in *ir.Instr) {
		if in.Op == ir.Set {
			sets[in.Var]++
		}
		if in.Op != ir.ParFor {
			return
		}
		for _, x := range in.Regions[0].Code {
			if x.Op == ir.Set && w.def(x.Args[0], ir.Alloc) != nil {
				made[x.Var] = initial{in.Par, in.Regions[0], x.Args[0]}
			}
		}
	})
	maps.DeleteFunc(made, func(v ir.Var, _ initial) bool { return sets[v] != 1 })
	return made
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
		for i, sub := range in.Regions {
			w.pars.within(in, i, func() { w.region(sub, inner(in, depth)) })
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
	s := &stretched{stretcher: w, in: in, root: in.Args[0], source: in.Args[0], shape: in.Args[1:]}
	s.lead = len(s.shape) - w.f.Types[s.root].NDim()
	if s.lead < 0 || s.known() {
		return nil
	}
	for def := w.defs[s.root]; def != nil && def.Op == ir.Index && w.depth[s.root] > 0; def = w.defs[s.root] {
		s.taken, s.root = append(s.taken, def), def.Args[0]
	}
	at := w.depth[s.root]
	if get := w.def(s.source, ir.Get); get != nil && slices.Contains(w.pars, w.made[get.Var].par) {
		s.own = w.made[get.Var]
		s.source, at, depth = s.own.array, 0, w.depth[s.own.array]
	}
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

	own    initial  // of root, if that is a chunk's own
	source ir.Value // what in broadcasts, or own's array
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
		all = append(all, extentOf(s.defs, s.source, axis))
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
	view := s.whole(shape)
	s.b.At = &ir.Region{}
	s.b.If(bad, func() { s.b.Do(ir.Raise, s.message(extents)).Sym = "ValueError" }, nil)
	if s.own.init != nil {
		view = s.b.Get(s.ownView(view))
	}
	if s.take(view); len(s.taken) == 0 {
		s.to[s.in.Results[0]] = view
	}
	return s.b.At.Code
}

// whole is the root, broadcast to a shape where that comes from.
func (s *stretched) whole(shape []ir.Value) ir.Value {
	view := ir.Instr{Op: ir.Broadcast, Args: append([]ir.Value{s.root}, shape...)}
	if s.own.init != nil {
		s.b.At, view.Args[0] = s.own.init, s.own.array
	}
	return s.b.With(view, ir.ArrayOf(s.elem(), len(shape)))
}

// ownView is a variable for a view of a chunk's own array.
func (s *stretched) ownView(view ir.Value) ir.Var {
	v := s.pars.newVar(s.f, "", s.f.Types[view])
	s.b.In(s.own.init, func() { s.b.Set(v, view) })
	return v
}

// message is the broadcast's own, without its array: who runs the loop may have no view to ask for its shape.
func (s *stretched) message(extents []extent) ir.Value {
	var own []ir.Value
	for _, e := range extents[:len(s.shape)-s.lead] {
		own = append(own, s.length(e))
	}
	text := s.joined(s.b.Text("could not broadcast input array from shape "), s.tuple(own))
	return s.joined(text, s.joined(s.b.Text(" into shape "), s.tuple(s.shape)))
}

// tuple is a shape as Python prints it.
func (s *stretched) tuple(shape []ir.Value) ir.Value {
	text := s.b.Text("(")
	for k, n := range shape {
		if k > 0 {
			text = s.joined(text, s.b.Text(", "))
		}
		text = s.joined(text, s.b.With(ir.Instr{Op: ir.RT, Sym: "str.of", Args: []ir.Value{n}}, ir.Str))
	}
	if len(shape) == 1 {
		return s.joined(text, s.b.Text(",)"))
	}
	return s.joined(text, s.b.Text(")"))
}

func (s *stretched) joined(x, y ir.Value) ir.Value {
	return s.b.With(ir.Instr{Op: ir.RT, Sym: "str.add", Args: []ir.Value{x, y}}, ir.Str)
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

// take takes of the broadcast array what was taken of the root.
func (s *stretched) take(view ir.Value) {
	for k := len(s.taken) - 1; k >= 0; k-- {
		t, next := s.taken[k], s.in.Results[0]
		if k > 0 {
			next = s.f.NewValue(ir.ArrayOf(s.elem(), s.f.Types[view].NDim()-1))
		}
		s.b.Add(&ir.Instr{Op: ir.Index, Int: int64(s.lead) + t.Int, Args: []ir.Value{view, t.Args[1]}, Results: []ir.Value{next}})
		view = next
	}
}
