package pyast

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// arrays checks every shared array and container that the body writes. What it cannot decide (an index read from
// another array) it lets pass: the documentation says so. Two parameters that are one array are found at run time.
func (c *classifier) arrays(body []Stmt) {
	u := c.newUses(body)
	d := &dependence{c: c, uses: u, tainted: u.tainted, defs: c.definitions(body)}
	for _, key := range slices.SortedFunc(maps.Keys(u.byRoot), func(a, b string) int { return cmp.Compare(u.byRoot[a][0].name, u.byRoot[b][0].name) }) {
		all := u.byRoot[key]
		if slices.ContainsFunc(all, func(a access) bool { return a.store }) {
			d.check(key, all)
		}
	}
	c.reductionAliases(u)
	c.plan.pairs = d.pairings()
}

// reductionAliases refuses the use of an array that the loop reduces under another name.
func (c *classifier) reductionAliases(u *uses) {
	for _, name := range slices.Sorted(maps.Keys(c.plan.carried)) {
		s := c.before(name)
		if s == nil || s.proto.mem == nil || !c.plan.carried[name].inPlace {
			continue
		}
		key := s.proto.mem.key()
		used := u.byRoot[key]
		if w, ok := u.whole[key]; ok {
			used = append(slices.Clone(used), w)
		}
		for _, a := range used {
			if a.name != name {
				c.fail(a.pos, fmt.Sprintf("%q is the array %q, which the parallel loop reduces: here it would hold a part of the result only", a.name, name),
					"Use it after the loop, or use range instead of prange.")
			}
		}
	}
}

// isShared reports whether a name is an array or container from before the loop, or a tuple of them.
func (c *classifier) isShared(name string) bool {
	s := c.before(name)
	return s != nil && !c.plan.private[name] && c.plan.carried[name] == nil && s.conflict == nil &&
		holdsArrays(s.proto.t)
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
			found = found || tainted[n.ID] || marked(n.ID)
		case *Call:
			found = found || !pureCall(n)
		}
	})
	return found
}

// pureCall reports whether a call gives the same for the same arguments.
func pureCall(e *Call) bool {
	f, ok := e.Func.(*Name)
	return ok && slices.Contains([]string{"range", "len", "abs", "min", "max", "int", "float"}, strings.TrimPrefix(f.ID, knownMark+"builtins."))
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
	uses    *uses
	tainted map[string]bool
	defs    map[string]Expr
}

func (d *dependence) check(key string, all []access) {
	first := firstStore(all)
	name := first.name
	if t := first.proto.t; t.Kind == KSet || t.Kind == KDict {
		d.c.fail(first.pos, fmt.Sprintf("%q is shared by all iterations of the parallel loop and changed by them", name),
			"Use an array indexed by the iteration, or range instead of prange.")
	}
	w, read := d.uses.whole[key]
	if d.byThread(all) {
		return
	}
	if read {
		d.c.fail(w.pos, fmt.Sprintf("%q is read as a whole while iterations of the parallel loop write its elements", w.name),
			"Read it before the loop, or write to another array.")
	}
	conflict, apart := d.pairs(all)
	if apart {
		return
	}
	if op := commonUpdate(all); op != "" && d.oneName(all) {
		d.checkNewest(all)
		d.c.plan.carried[name] = &carried{op: op, inPlace: true, pos: first.pos}
		d.c.plan.maxChunks = arrayChunks
		return
	}
	d.refuse(name, all, conflict)
}

// oneName reports whether all accesses are by the array's own name.
func (d *dependence) oneName(all []access) bool {
	s := d.c.before(all[0].name)
	return s != nil && s.proto.t.isArray() && !slices.ContainsFunc(all, func(a access) bool { return a.view || a.name != all[0].name || a.space != "" })
}

// pairs compares every store with every access. apart: no two iterations touch the same element.
func (d *dependence) pairs(all []access) (conflict *access, apart bool) {
	apart = true
	for n, a := range all {
		if !a.store {
			continue
		}
		for m, b := range all {
			switch d.meet(a, b) {
			case unclear:
				apart = false
			case meets:
				apart = false
				if conflict == nil && !(d.repeated(a) && d.repeated(b)) {
					conflict = &all[m]
					if b.store && m < n {
						conflict = &all[n]
					}
				}
			}
		}
	}
	return conflict, apart
}

// refuse fails where a dependence between iterations can be seen.
func (d *dependence) refuse(name string, all []access, conflict *access) {
	if conflict != nil {
		d.c.fail(conflict.pos, fmt.Sprintf("loop-carried dependence: iterations of the parallel loop write elements of %q that other iterations use here", name),
			"Write to a second array, or use range instead of prange.")
	}
	loads := slices.ContainsFunc(all, func(a access) bool { return !a.store })
	for _, a := range all {
		if !a.store {
			continue
		}
		if a.op != "" && (loads || commonUpdate(all) == "" || !d.oneName(all)) && !d.decides(a) {
			d.c.fail(a.pos, fmt.Sprintf("elements of %q are updated by several iterations of the parallel loop and used in another way as well", name),
				"Use one kind of update only (+=, *=, …), or range instead of prange.")
		}
		if d.repeated(a) && (loads || a.op != "" || a.value == nil || varies(a.value, d.tainted)) {
			d.c.fail(a.pos, fmt.Sprintf("every iteration of the parallel loop writes the same element of %q", name),
				"Index it by the iteration, make it a reduction, or use range instead of prange.")
		}
	}
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
	if slices.ContainsFunc(all, func(a access) bool { return isNewest(a.op) }) {
		op = family(op) + newest
	}
	if slices.Contains([]string{"Add", "Sub", "Mult", "BitOr", "BitAnd", "BitXor", "max", "min", "max" + newest, "min" + newest, "maximum", "minimum"}, op) {
		return op
	}
	return ""
}

// decides reports whether some index of an access differs in every iteration, as far as can be told.
func (d *dependence) decides(a access) bool {
	return slices.ContainsFunc(a.index, func(e Expr) bool {
		if s, ok := e.(*Slice); ok && s.Lower != nil {
			e = s.Lower
		}
		if n, ok := e.(*Name); ok && d.uses.spans[n.ID].own {
			return true
		}
		x, ok := d.uses.affine(e, 0)
		return ok && x.i != 0 && x.exact()
	})
}

// repeated reports whether an access touches the same elements in every iteration.
func (d *dependence) repeated(a access) bool {
	return !slices.ContainsFunc(a.index, func(e Expr) bool { return !d.steady(e) })
}

// steady reports whether an index takes the same values in every iteration.
func (d *dependence) steady(e Expr) bool {
	steady := true
	walkExpr(e, func(n any) {
		if n, ok := n.(*Name); ok && marked(n.ID) {
			steady = steady && n.ID[:1] == freeMark && d.uses.spans[n.ID].fixed
		}
	})
	return steady
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
	return d.c.canonical(call.Func) == "gokernels.get_thread_id"
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

// canonical is the name by which the compiler knows a builtin or a function of NumPy that an expression calls; "" for a
// name of the user's own.
func (c *classifier) canonical(e Expr) string {
	n, ok := e.(*Name)
	if !ok {
		return ""
	}
	if name, known := strings.CutPrefix(n.ID, knownMark); known {
		return name
	}
	for s := c.l.scope; s != nil; s = s.parent {
		if s.locals[n.ID] {
			return ""
		}
	}
	if g := c.l.findGlobal(n.ID); g != nil && (g.Kind == GFunction || g.Kind == GType) {
		return g.Name
	}
	return ""
}
