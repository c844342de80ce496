package pyast

import (
	"fmt"
	"maps"
	"slices"

	"gokernels/gokernels/ir"
)

// access is one use of an element of a shared array in a parallel loop.
type access struct {
	name  string
	index []Expr
	store bool
	op    string // of an update a[…] op= x; "" for a plain store or load
	value Expr   // of a store
	pos   ir.Pos
}

// arrays checks every shared array and container that the body writes. What it cannot decide (an index read from
// another array, two names of one array) it lets pass: the documentation says so.
func (c *classifier) arrays(body []Stmt) {
	u := &uses{c: c, byName: map[string][]access{}, whole: map[string]ir.Pos{}}
	u.stmts(body)
	d := &dependence{c: c, tainted: c.taint(body), defs: c.definitions(body)}
	for _, name := range slices.Sorted(maps.Keys(u.byName)) {
		all := u.byName[name]
		if slices.ContainsFunc(all, func(a access) bool { return a.store }) && c.isShared(name) {
			d.check(name, all, u.whole)
		}
	}
}

// isShared reports whether a name is an array or container from before the loop.
func (c *classifier) isShared(name string) bool {
	s := c.before(name)
	return s != nil && !c.plan.private[name] && c.plan.carried[name] == nil && s.conflict == nil &&
		(s.proto.t.isArray() || s.proto.t.isContainer())
}

// uses collects the accesses of a body.
type uses struct {
	c      *classifier
	byName map[string][]access
	whole  map[string]ir.Pos // arrays that are read as a whole
}

func (u *uses) add(a access) { u.byName[a.name] = append(u.byName[a.name], a) }

// elementOf splits a[i][j, k] into its array and indices.
func elementOf(e Expr) (name string, index []Expr) {
	s, ok := e.(*Subscript)
	if !ok {
		return "", nil
	}
	var own []Expr
	if t, ok := s.Index.(*Tuple); ok {
		own = t.Elts
	} else {
		own = []Expr{s.Index}
	}
	if n, ok := s.Value.(*Name); ok {
		return n.ID, own
	}
	name, index = elementOf(s.Value)
	return name, append(index, own...)
}

func (u *uses) stmts(body []Stmt) {
	for _, s := range body {
		u.stmt(s)
		for _, inner := range stmtBodies(s) {
			u.stmts(inner)
		}
	}
}

func (u *uses) stmt(s Stmt) {
	switch s := s.(type) {
	case *AugAssign:
		if name, index := elementOf(s.Target); name != "" {
			u.add(access{name, index, true, s.Op, s.Value, s.Pos})
			u.loads(index...)
		}
		u.loads(s.Value)
		return
	case *Assign:
		for _, t := range s.Targets {
			u.target(t, s)
		}
		if len(s.Targets) == 1 {
			if _, op, rest := elementUpdate(s); op != "" {
				u.loads(rest)
				return
			}
		}
		u.loads(s.Value)
		return
	}
	for _, e := range loadedExprs(s) {
		u.loads(e)
	}
}

// elementUpdate recognises a[i] = a[i] + x and a[i] = max(a[i], x).
func elementUpdate(s *Assign) (e Expr, op string, rest Expr) {
	target, ok := s.Targets[0].(*Subscript)
	if !ok {
		return nil, "", nil
	}
	text := exprText(target)
	hidden := replace(s.Value, text, "·")
	op, rest = updateOf("·", hidden)
	if op == "" || mentions(rest, "·") {
		return nil, "", nil
	}
	return target, op, rest
}

func (u *uses) target(t Expr, s *Assign) {
	switch t := t.(type) {
	case *Tuple:
		for _, e := range t.Elts {
			u.target(e, s)
		}
	case *Subscript:
		name, index := elementOf(t)
		op := ""
		if len(s.Targets) == 1 {
			_, op, _ = elementUpdate(s)
		}
		if name != "" {
			u.add(access{name, index, true, op, s.Value, s.Pos})
			u.loads(index...)
		}
	}
}

func (u *uses) loads(exprs ...Expr) {
	for _, e := range exprs {
		u.load(e)
	}
}

func (u *uses) load(e Expr) {
	switch e := e.(type) {
	case nil:
		return
	case *Subscript:
		if name, index := elementOf(e); name != "" {
			u.add(access{name: name, index: index, pos: e.Pos})
			u.loads(index...)
			return
		}
	case *Call:
		u.call(e)
		return
	case *Attribute:
		if _, ok := e.Value.(*Name); ok {
			return // a.shape and such
		}
	case *Name:
		u.whole[e.ID] = e.Pos
		return
	}
	u.loads(exprChildren(e)...)
}

// mutating are the methods that change their array or container.
var mutating = map[string]bool{"append": true, "extend": true, "insert": true, "pop": true, "remove": true, "clear": true, "reverse": true,
	"sort": true, "fill": true, "add": true, "discard": true, "update": true, "setdefault": true, "popitem": true, "itemset": true}

func (u *uses) call(e *Call) {
	if m, ok := e.Func.(*Attribute); ok {
		if n, ok := m.Value.(*Name); ok {
			if mutating[m.Attr] && u.c.isShared(n.ID) {
				u.c.fail(e.Pos, fmt.Sprintf("%q is shared by all iterations of the parallel loop, and %s() changes it", n.ID, m.Attr),
					"Write to an element of an array that belongs to the iteration, or use range instead of prange.")
			}
			u.whole[n.ID] = e.Pos
		} else {
			u.load(m.Value)
		}
	}
	for _, a := range e.Args {
		if n, ok := a.(*Name); ok && !readsAll(e) {
			_ = n // a function of the user's: what it does with the array is not seen
			continue
		}
		u.load(a)
	}
	for _, k := range e.Keywords {
		u.load(k.Value)
	}
}

// readsAll reports whether a call reads the whole of an array that it is given.
func readsAll(e *Call) bool {
	n, ok := e.Func.(*Name)
	return ok && slices.Contains([]string{"np.sum", "np.mean", "np.max", "np.min", "np.prod", "np.std", "np.var", "np.dot", "np.sort", "sum"}, n.ID)
}

// taint returns the names whose values differ between iterations: the index, and what is computed from it.
func (c *classifier) taint(body []Stmt) map[string]bool {
	tainted := maps.Clone(c.index)
	for changed := true; changed; {
		changed = false
		walkStmts(body, func(n any) {
			var from []Expr
			names := map[string]bool{}
			switch s := n.(type) {
			case *Assign:
				from = []Expr{s.Value}
				addAssigned(s, names)
			case *AugAssign:
				from = []Expr{s.Value}
				addAssigned(s, names)
			case *For:
				from = []Expr{s.Iter}
				addTarget(s.Target, names)
			case *NamedExpr:
				from = []Expr{s.Value}
				names[s.Target.ID] = true
			default:
				return
			}
			for name := range names {
				if !tainted[name] && slices.ContainsFunc(from, func(e Expr) bool { return varies(e, tainted) }) {
					tainted[name], changed = true, true
				}
			}
		})
	}
	return tainted
}

// varies reports whether an expression may differ between iterations; unknown calls may.
func varies(e Expr, tainted map[string]bool) bool {
	found := false
	walkExpr(e, func(n any) {
		switch n := n.(type) {
		case *Name:
			found = found || tainted[n.ID]
		case *Call:
			if f, ok := n.Func.(*Name); !ok || !slices.Contains([]string{"range", "len", "abs", "min", "max", "int", "float"}, f.ID) {
				found = true
			}
		}
	})
	return found
}

// definitions returns the private names that are assigned once, by their expressions.
func (c *classifier) definitions(body []Stmt) map[string]Expr {
	defs, count := map[string]Expr{}, map[string]int{}
	walkStmts(body, func(n any) {
		names := map[string]bool{}
		addAssigned(n, names)
		for name := range names {
			count[name]++
		}
		if a, ok := n.(*Assign); ok && len(a.Targets) == 1 {
			if t, ok := a.Targets[0].(*Name); ok {
				defs[t.ID] = a.Value
			}
		}
	})
	for name := range defs {
		if count[name] != 1 || c.index[name] {
			delete(defs, name)
		}
	}
	return defs
}

// dependence decides whether iterations can touch the same element.
type dependence struct {
	c       *classifier
	tainted map[string]bool
	defs    map[string]Expr
}

func (d *dependence) check(name string, all []access, whole map[string]ir.Pos) {
	t := d.c.before(name).proto.t
	if t.Kind == KSet || t.Kind == KDict {
		d.c.fail(firstStore(all).pos, fmt.Sprintf("%q is shared by all iterations of the parallel loop and changed by them", name),
			"Use an array indexed by the iteration, or range instead of prange.")
	}
	conflict, apart := d.byDimension(all)
	if apart || d.byThread(all) {
		if pos, ok := whole[name]; ok && !d.byThread(all) {
			d.c.fail(pos, fmt.Sprintf("%q is read as a whole while iterations of the parallel loop write its elements", name),
				"Read it before the loop, or write to another array.")
		}
		return
	}
	if op := commonUpdate(all); op != "" && t.isArray() {
		if _, read := whole[name]; !read {
			d.c.plan.carried[name] = &carried{op: op, inPlace: true, pos: firstStore(all).pos}
			d.c.plan.maxChunks = arrayChunks
			return
		}
	}
	d.refuse(name, all, conflict)
}

// refuse fails where a dependence between iterations can be seen.
func (d *dependence) refuse(name string, all []access, conflict *access) {
	if conflict != nil {
		d.c.fail(conflict.pos, fmt.Sprintf("loop-carried dependence: iterations of the parallel loop write elements of %q that other iterations use here", name),
			"Write to a second array, or use range instead of prange.")
	}
	loads := slices.ContainsFunc(all, func(a access) bool { return !a.store })
	for _, a := range all {
		if !a.store && len(a.index) == 1 && d.innerLoop(a.index[0]) && d.decides(firstStore(all)) {
			d.c.fail(a.pos, fmt.Sprintf("loop-carried dependence: iterations of the parallel loop write elements of %q that other iterations use here", name),
				"Write to a second array, or use range instead of prange.")
		}
	}
	for _, a := range all {
		if !a.store {
			continue
		}
		if a.op != "" && (loads || commonUpdate(all) == "") && !d.decides(a) {
			d.c.fail(a.pos, fmt.Sprintf("elements of %q are updated by several iterations of the parallel loop and used in another way as well", name),
				"Use one kind of update only (+=, *=, …), or range instead of prange.")
		}
		if d.repeated(a) && (loads || a.op != "" || varies(a.value, d.tainted)) {
			d.c.fail(a.pos, fmt.Sprintf("every iteration of the parallel loop writes the same element of %q", name),
				"Index it by the iteration, make it a reduction, or use range instead of prange.")
		}
	}
}

// innerLoop reports whether an index is the index of a loop over a range within the body.
func (d *dependence) innerLoop(e Expr) bool {
	n, ok := e.(*Name)
	if !ok {
		return false
	}
	found := false
	walkStmts(d.c.loop.Body, func(s any) {
		f, ok := s.(*For)
		if !ok || !isName(f.Target, n.ID) {
			return
		}
		if call, ok := f.Iter.(*Call); ok && (isName(call.Func, "range") || isName(call.Func, "prange")) {
			found = true
		}
	})
	return found
}

func firstStore(all []access) access {
	return all[slices.IndexFunc(all, func(a access) bool { return a.store })]
}

// commonUpdate returns the operator if all accesses are updates of one family.
func commonUpdate(all []access) string {
	op := all[0].op
	for _, a := range all {
		if !a.store || a.op == "" || family(a.op) != family(op) {
			return ""
		}
	}
	if slices.Contains([]string{"Add", "Sub", "Mult", "BitOr", "BitAnd", "BitXor", "max", "min", "maximum", "minimum"}, op) {
		return op
	}
	return ""
}

// decides reports whether some index of an access differs in every iteration.
func (d *dependence) decides(a access) bool {
	return slices.ContainsFunc(a.index, func(e Expr) bool {
		if s, ok := e.(*Slice); ok && s.Lower != nil {
			e = s.Lower
		}
		x, ok := d.affine(e, 0)
		return ok && x.i != 0
	})
}

// repeated reports whether an access touches the same elements in every iteration.
func (d *dependence) repeated(a access) bool {
	return !slices.ContainsFunc(a.index, func(e Expr) bool { return varies(e, d.tainted) })
}

// byDimension looks for a dimension in which different iterations never meet. conflict is an access that does.
func (d *dependence) byDimension(all []access) (conflict *access, apart bool) {
	for k := range len(all[0].index) {
		ok, hit := d.dimension(all, k)
		if ok {
			return nil, true
		}
		if hit != nil && conflict == nil {
			conflict = hit
		}
	}
	return conflict, false
}

func (d *dependence) dimension(all []access, k int) (apart bool, conflict *access) {
	forms := make([]affine, len(all))
	for n, a := range all {
		if k >= len(a.index) || hasEllipsis(a.index[:k+1]) {
			return false, nil
		}
		x, ok := d.affine(a.index[k], 0)
		if !ok || x.i == 0 {
			return false, nil
		}
		if n > 0 && !x.parallelTo(forms[0]) {
			if x.crosses(forms[0]) {
				conflict = &all[n]
			}
			return false, conflict
		}
		forms[n] = x
	}
	for n, a := range all {
		for m := range all {
			if a.store && forms[n].meets(forms[m], d.c.step()) {
				hit := all[m]
				if !all[n].store || (all[m].store && m < n) {
					hit = a
				}
				return false, &hit
			}
		}
	}
	return true, nil
}

func hasEllipsis(index []Expr) bool {
	return slices.ContainsFunc(index, func(e Expr) bool {
		k, ok := e.(*Constant)
		if !ok {
			return false
		}
		_, dots := k.Value.(EllipsisValue)
		return dots || k.Value == nil
	})
}

// byThread reports whether every access has the thread's own number in the same place.
func (d *dependence) byThread(all []access) bool {
	for k := range len(all[0].index) {
		if !slices.ContainsFunc(all, func(a access) bool { return k >= len(a.index) || !d.isThread(a.index[k]) }) {
			return true
		}
	}
	return false
}

func (d *dependence) isThread(e Expr) bool {
	if n, ok := e.(*Name); ok && d.defs[n.ID] != nil {
		e = d.defs[n.ID]
	}
	call, ok := e.(*Call)
	if !ok {
		return false
	}
	n, ok := call.Func.(*Name)
	if !ok {
		return false
	}
	g := d.c.l.findGlobal(n.ID)
	return g != nil && g.Name == "gokernels.get_thread_id"
}

// step returns the distance between iterations: 1 unless prange has a constant step.
func (c *classifier) step() int64 {
	call, ok := c.loop.Iter.(*Call)
	if !ok || len(call.Args) < 3 {
		return 1
	}
	if k, ok := call.Args[2].(*Constant); ok {
		if n, ok := k.Value.(int64); ok && n != 0 {
			return n
		}
	}
	return 1
}

func (l *lowerer) findGlobal(id string) *Global {
	for s := l.scope; s != nil; s = s.parent {
		if g := s.globals[id]; g != nil {
			return g
		}
	}
	return nil
}
