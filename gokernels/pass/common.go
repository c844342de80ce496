package pass

import (
	"fmt"
	"maps"
	"slices"

	"gokernels/gokernels/ir"
)

// common drops operations that were done before with the same operands, in the same region or one around: pure ones,
// loads if nothing since may have written the element, and checks, which would have raised then. Behind a check that raises
// unless two ints are equal, one stands for both.
func common(c *context) {
	w := &sharer{f: c.f, defs: definitions(c.f), memory: newMemory(c.f), to: renaming{}}
	w.identity = c.f.Body.Any(func(in *ir.Instr) bool { return in.Op == ir.Same })
	w.region(c.f.Body)
}

type sharer struct {
	f        *ir.Func
	defs     []*ir.Instr
	memory   *memory
	to       renaming
	scopes   []map[expression]*ir.Instr
	identity bool // the function asks whether objects are the same: each view must stay its own
}

// expression is what makes two instructions the same.
type expression struct {
	op   ir.Op
	t    ir.Type
	bits int64
	text string // Sym, Ints and operands behind the third
	args [3]ir.Value
}

func (w *sharer) key(in *ir.Instr) expression {
	e := expression{op: in.Op, t: in.Type, bits: in.Int, text: in.Sym}
	args := in.Args
	if commutes(in.Op) && len(args) == 2 && args[0] > args[1] && !w.f.Types[args[0]].IsFloat() && !w.f.Types[args[0]].IsComplex() {
		args = []ir.Value{args[1], args[0]}
	}
	if copy(e.args[:], args) < len(args) || len(in.Ints) > 0 {
		e.text = fmt.Sprint(in.Sym, in.Ints, args)
	}
	return e
}

// shareable reports whether doing an instruction once is enough.
func (w *sharer) shareable(in *ir.Instr) bool {
	if w.identity && slices.ContainsFunc(in.Results, func(v ir.Value) bool { return w.f.Types[v].IsArray() }) {
		return false
	}
	switch in.Op {
	case ir.NoOp:
		return false
	case ir.Load, ir.Bounds, ir.SliceBounds, ir.Writable, ir.Broadcast:
		return true
	case ir.RT:
		return ir.Runtime[in.Sym].Pure
	}
	return ir.Ops[in.Op].Pure
}

func (w *sharer) region(r *ir.Region) {
	w.scopes = append(w.scopes, map[expression]*ir.Instr{})
	var equal []ir.Value
	kept := r.Code[:0]
	for _, in := range r.Code {
		w.to.args(in)
		if w.shareable(in) && w.done(in) {
			continue
		}
		kept = append(kept, in)
		w.written(in)
		for _, sub := range in.Regions {
			w.region(sub)
		}
		if y := w.checked(in); y != 0 {
			equal = append(equal, y)
		}
	}
	clear(r.Code[len(kept):])
	r.Code = kept
	for _, y := range equal {
		delete(w.to, y) // outside of this region nothing was checked
	}
	w.scopes = w.scopes[:len(w.scopes)-1]
}

// done looks for an earlier instruction and lets its results stand for those of this one.
func (w *sharer) done(in *ir.Instr) bool {
	key := w.key(in)
	for _, scope := range w.scopes {
		if old := scope[key]; old != nil {
			for i, v := range in.Results {
				w.to[v] = old.Results[i]
			}
			return true
		}
	}
	w.scopes[len(w.scopes)-1][key] = in
	return false
}

// written drops the loads of what an instruction may write. A loop may have done what stands in it before, and a while may
// wait for what another thread writes.
func (w *sharer) written(in *ir.Instr) {
	switch in.Op {
	case ir.Store:
		w.forget(func(array ir.Value) bool { return !w.memory.separate(array, in.Args[0]) })
	case ir.Call, ir.Loop:
		w.forget(func(ir.Value) bool { return true })
	case ir.RT:
		if !ir.Runtime[in.Sym].Pure {
			w.forget(func(ir.Value) bool { return true })
		}
	case ir.For, ir.ParFor:
		for _, sub := range in.Regions {
			sub.Walk(w.written)
		}
	}
}

// forget drops the loads from some arrays.
func (w *sharer) forget(of func(array ir.Value) bool) {
	for _, scope := range w.scopes {
		maps.DeleteFunc(scope, func(_ expression, old *ir.Instr) bool { return old.Op == ir.Load && of(old.Args[0]) })
	}
}

// checked finds "if x != y { leave }" and lets x stand for y from here to the end of the region; it returns y.
func (w *sharer) checked(in *ir.Instr) ir.Value {
	if in.Op != ir.If || ir.FallsThrough(in.Regions[0]) || len(in.Regions[1].Code) > 0 {
		return 0
	}
	def := w.defs[in.Args[0]]
	if def == nil || def.Op != ir.Ne || !w.f.Types[def.Args[0]].IsInt() {
		return 0
	}
	x, y := w.to.of(def.Args[0]), w.to.of(def.Args[1])
	if _, ok := constant(w.defs, y); ok {
		x, y = y, x
	}
	if x == y {
		return 0
	}
	w.to[y] = x
	return y
}
