package pyast

import (
	"fmt"
	"maps"
	"slices"
)

// perhaps goes through expressions that may not be computed: what they set is not known afterwards.
func (u *uses) perhaps(exprs ...Expr) {
	u.loads(exprs...)
	for _, e := range exprs {
		u.forget(&ExprStmt{Value: e})
	}
}

// function goes through the body of a function that the loop calls; its parameters are known by the arguments.
func (u *uses) function(f *Function, args []Expr) {
	if u.inside[f] || f.ID < 0 {
		return
	}
	held, pos := maps.Clone(u.held), u.c.l.Pos
	own := localsOf(f)
	if u.foreign = u.foreign || u.isForeign(f); u.foreign {
		clear(u.held)
	}
	for name := range own {
		u.held[name] = &Name{ID: unknownName}
	}
	for i, p := range f.Params {
		if i < len(args) && len(args) <= len(f.Params) {
			u.held[p.Name] = args[i]
		}
	}
	u.inside[f] = true
	u.stmts(f.Body)
	delete(u.inside, f)
	u.held, u.foreign, u.c.l.Pos = held, len(u.inside) > 0 && u.foreign, pos
}

// isForeign reports whether a function is none of those within this one.
func (u *uses) isForeign(f *Function) bool {
	found := false
	walkStmts(u.c.l.scope.fn.Body, func(n any) {
		switch n := n.(type) {
		case *FunctionDef:
			found = found || n.Function == f
		case *Lambda:
			found = found || n.Function == f
		}
	})
	return !found
}

// called is the function that a call calls, if it is the user's own.
func (u *uses) called(e *Call) *Function {
	n, ok := e.Func.(*Name)
	if !ok {
		return nil
	}
	if s := u.c.before(n.ID); s != nil {
		f, _ := s.proto.obj.(*Function)
		return f
	}
	var inner *Function
	walkStmts(u.c.body, func(m any) {
		if d, ok := m.(*FunctionDef); ok && d.Function.Name == n.ID {
			inner = d.Function
		}
	})
	if inner != nil {
		return inner
	}
	if g := u.c.l.findGlobal(n.ID); g != nil && g.Kind == GCompiled {
		return u.c.l.p.function(g.ID)
	}
	return nil
}

// mutating are the methods that change their array or container.
var mutating = map[string]bool{"append": true, "extend": true, "insert": true, "pop": true, "remove": true, "clear": true, "reverse": true,
	"sort": true, "fill": true, "add": true, "discard": true, "update": true, "setdefault": true, "popitem": true, "itemset": true}

func (u *uses) call(e *Call) {
	if m, ok := e.Func.(*Attribute); ok {
		u.method(e, m)
	}
	for _, a := range e.Args {
		if _, ok := a.(*Name); ok && !u.readsAll(e) {
			continue // a function of the user's: what it does with the array is not seen
		}
		u.load(a)
	}
	for _, k := range e.Keywords {
		u.load(k.Value)
	}
	if f := u.called(e); f != nil && len(e.Keywords) == 0 && !u.foreign {
		before := map[string]int{}
		for key, all := range u.byRoot {
			before[key] = len(all)
		}
		u.function(f, u.substAll(e.Args))
		for key, all := range u.byRoot { // errors show the call
			for i := before[key]; i < len(all); i++ {
				all[i].pos = e.Pos
			}
		}
	}
}

func (u *uses) method(e *Call, m *Attribute) {
	n, ok := m.Value.(*Name)
	if name, index := elementOf(m.Value); !ok && name != "" && mutating[m.Attr] {
		u.add(access{name: name, plain: index, store: true, value: e, pos: e.Pos})
		return
	}
	if !ok {
		u.load(m.Value)
		return
	}
	if key, full, view := u.root(n.ID, nil); key != "" && view && mutating[m.Attr] {
		u.byRoot[key] = append(u.byRoot[key], access{name: n.ID, index: full, store: true, value: e, pos: e.Pos, view: true})
		return
	}
	if mutating[m.Attr] && u.c.isShared(n.ID) {
		u.c.fail(e.Pos, fmt.Sprintf("%q is shared by all iterations of the parallel loop, and %s() changes it", n.ID, m.Attr),
			"Write to an element of an array that belongs to the iteration, or use range instead of prange.")
	}
	u.addWhole(n.ID, e.Pos)
}

// readsAll reports whether a call reads the whole of an array that it is given.
func (u *uses) readsAll(e *Call) bool {
	return slices.Contains([]string{"numpy.sum", "numpy.mean", "numpy.max", "numpy.min", "numpy.prod", "numpy.std", "numpy.var", "numpy.dot", "numpy.sort",
		"builtins.sum", "builtins.max", "builtins.min", "builtins.enumerate", "builtins.zip", "builtins.reversed", "numpy.amax", "numpy.amin", "numpy.cumsum", "numpy.median", "numpy.argmax", "numpy.argmin",
		"numpy.any", "numpy.all"}, u.c.canonical(e.Func))
}
