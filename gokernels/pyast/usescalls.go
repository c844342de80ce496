package pyast

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"gokernels/gokernels/ir"
)

// perhaps goes through expressions that may not be computed: what they set is not known afterwards.
func (u *uses) perhaps(exprs ...Expr) {
	u.loads(exprs...)
	for _, e := range exprs {
		u.forget(&ExprStmt{Value: e})
	}
}

// function goes through the body of a function that the loop calls; its parameters are known by the arguments.
func (u *uses) function(f *Function, args []Expr, kw map[string]Expr) {
	if !u.inside[f] && f.ID >= 0 {
		u.within(f, args, kw, func() { u.stmts(f.Body) })
	}
}

// within does something with the names of a function.
func (u *uses) within(f *Function, args []Expr, kw map[string]Expr, do func()) {
	held, foreign := u.held, u.foreign
	u.held = maps.Clone(held)
	if u.isForeign(f) {
		u.foreign = f
		clear(u.held)
	}
	for name := range localsOf(f) {
		u.held[name] = unknown()
	}
	for i, p := range f.Params {
		switch {
		case kw[p.Name] != nil:
			u.held[p.Name] = kw[p.Name]
		case i < len(args) && len(args) <= len(f.Params):
			u.held[p.Name] = args[i]
		}
	}
	u.inside[f] = true
	do()
	delete(u.inside, f)
	u.held, u.foreign = held, foreign
}

// isForeign reports whether a function is none of those within this one.
func (u *uses) isForeign(f *Function) bool {
	return u.foreign != nil || innerFunction(u.c.l.scope.fn.Body, func(inner *Function) bool { return inner == f }) == nil
}

// innerFunction finds a function that is defined in a body.
func innerFunction(body []Stmt, is func(f *Function) bool) (found *Function) {
	walkStmts(body, func(n any) {
		switch n := n.(type) {
		case *FunctionDef:
			if is(n.Function) {
				found = n.Function
			}
		case *Lambda:
			if is(n.Function) {
				found = n.Function
			}
		}
	})
	return found
}

// called is the function that a call calls, if it is the user's own.
func (u *uses) called(e *Call) *Function {
	n, ok := e.Func.(*Name)
	if !ok {
		return nil
	}
	named := func(f *Function) bool { return f.Name == n.ID }
	if u.foreign != nil {
		if inner := innerFunction(u.foreign.Body, named); inner != nil {
			return inner
		}
		return u.compiled(u.foreign.Globals[n.ID])
	}
	if s := u.c.before(n.ID); s != nil {
		f, _ := s.proto.obj.(*Function)
		return f
	}
	if inner := innerFunction(u.c.body, named); inner != nil {
		return inner
	}
	return u.compiled(u.c.l.findGlobal(n.ID))
}

func (u *uses) compiled(g *Global) *Function {
	if g == nil || g.Kind != GCompiled {
		return nil
	}
	return u.c.l.p.function(g.ID)
}

// canonical is the name by which the compiler knows what an expression calls.
func (u *uses) canonical(e Expr) string {
	if u.foreign == nil {
		return u.c.canonical(e)
	}
	n, ok := e.(*Name)
	if !ok || localsOf(u.foreign)[n.ID] {
		return ""
	}
	if g := u.foreign.Globals[n.ID]; g != nil && (g.Kind == GFunction || g.Kind == GType) {
		return g.Name
	}
	return ""
}

// mutating are the methods that change their array or container.
var mutating = map[string]bool{"append": true, "extend": true, "insert": true, "pop": true, "remove": true, "clear": true, "reverse": true,
	"sort": true, "fill": true, "add": true, "discard": true, "update": true, "setdefault": true, "popitem": true, "itemset": true, "del": true}

// writing are the functions of NumPy that change an argument, by its position.
var writing = map[string]int{"numpy.copyto": 0, "numpy.fill_diagonal": 0, "numpy.put": 0, "numpy.place": 0, "numpy.putmask": 0,
	"numpy.random.shuffle": 0, "random.shuffle": 0, "numpy.put_along_axis": 0}

func (u *uses) call(e *Call) {
	outer := u.site
	u.site = u.at(e.Pos)
	defer func() { u.site = outer }()
	f := u.called(e)
	if m, ok := e.Func.(*Attribute); ok {
		u.method(e, m)
	} else {
		u.boundMethod(e)
	}
	if !u.outputs(e) {
		u.arguments(e, f)
	}
	if f != nil {
		u.function(f, u.substAll(e.Args), u.keywords(e))
	}
}

// arguments are read, unless a function of the user's gets them: what it does is seen by going through it.
func (u *uses) arguments(e *Call, f *Function) {
	all := slices.Clone(e.Args)
	for _, k := range e.Keywords {
		all = append(all, k.Value)
	}
	for _, a := range all {
		if _, ok := a.(*Name); ok && !u.readsAll(e) {
			continue
		}
		if f != nil && u.isView(u.subst(a)) {
			if _, index := elementOf(a); index != nil {
				u.loads(index...)
			}
			continue
		}
		u.load(a)
	}
}

func (u *uses) keywords(e *Call) map[string]Expr {
	kw := map[string]Expr{}
	for _, k := range e.Keywords {
		kw[k.Name] = u.subst(k.Value)
	}
	return kw
}

// outputs notes what a function of NumPy writes: out=, the last argument of a ufunc, what it changes in place.
func (u *uses) outputs(e *Call) bool {
	name := u.canonical(e.Func)
	if !strings.HasPrefix(name, "numpy.") && !strings.HasPrefix(name, "random.") {
		return false
	}
	var out Expr
	rest := e.Args
	if k, ok := writing[name]; ok && k < len(e.Args) {
		out, rest = e.Args[k], slices.Delete(slices.Clone(e.Args), k, k+1)
	} else if _, n := ufuncOp(strings.TrimPrefix(name, "numpy.")); n > 0 && len(e.Args) == n+1 {
		out, rest = e.Args[n], e.Args[:n]
	}
	for _, k := range e.Keywords {
		if k.Name == "out" {
			out = k.Value
			continue
		}
		u.load(k.Value)
	}
	if out == nil {
		return false
	}
	u.loads(rest...)
	u.stored(out, e)
	return true
}

// stored notes that a call writes to an array or a part of one.
func (u *uses) stored(e Expr, call *Call) {
	if base, index := elementOf(e); base != nil {
		u.loads(index...)
	}
	u.addAt(u.subst(e), nil, access{store: true, value: call, pos: call.Pos})
}

func (u *uses) method(e *Call, m *Attribute) {
	if !mutating[m.Attr] {
		u.load(m.Value)
		return
	}
	u.mutated(m.Value, m.Attr, e.Pos)
	for _, p := range u.places(u.subst(m.Value)) {
		if ownPart(p) {
			u.stored(m.Value, e)
			return
		}
	}
}

// ownPart reports whether a place is a part of an array or container: an item, or a slice that moves with the iteration.
func ownPart(p part) bool {
	return slices.ContainsFunc(p.index, func(e Expr) bool { return !isSlice(e) || !invariant(e) })
}

// mutated refuses a method or statement that changes something as a whole that all iterations share.
func (u *uses) mutated(e Expr, method string, pos ir.Pos) {
	base := e
	if s, ok := e.(*Subscript); ok && method == "del" {
		base = s.Value
	}
	for _, p := range u.places(u.subst(base)) {
		if !ownPart(p) && p.proto.t.Kind != KTuple {
			u.refuseMutation(p.name, method, pos)
		}
	}
}

func (u *uses) refuseMutation(name, method string, pos ir.Pos) {
	what := method + "()"
	if method == "del" {
		what = method
	}
	u.c.fail(u.at(pos), fmt.Sprintf("%q is shared by all iterations of the parallel loop, and %s changes it", name, what),
		"Write to an element of an array that belongs to the iteration, or use range instead of prange.")
}

// boundMethod refuses the call of a method of a shared container that has a name: push = x.append.
func (u *uses) boundMethod(e *Call) {
	n, ok := e.Func.(*Name)
	if !ok || u.foreign != nil || u.set[n.ID] {
		return
	}
	s := u.c.before(n.ID)
	if s == nil || s.conflict != nil || s.proto.t.Kind != KMethod || !mutating[s.proto.t.Name] {
		return
	}
	u.refuseMutation(n.ID, s.proto.t.Name, e.Pos)
}

// readsAll reports whether a call reads the whole of an array that it is given.
func (u *uses) readsAll(e *Call) bool {
	return slices.Contains([]string{"numpy.sum", "numpy.mean", "numpy.max", "numpy.min", "numpy.prod", "numpy.std", "numpy.var", "numpy.dot", "numpy.sort",
		"builtins.sum", "builtins.max", "builtins.min", "builtins.enumerate", "builtins.zip", "builtins.reversed", "numpy.amax", "numpy.amin", "numpy.cumsum", "numpy.median", "numpy.argmax", "numpy.argmin",
		"numpy.any", "numpy.all"}, u.canonical(e.Func))
}
