package pyast

import (
	"fmt"
	"slices"

	"gokernels/gokernels/ir"
)

// plan is what classify finds out about the body of a prange loop: which names are carried from one iteration to the next
// in a way that chunks can be joined, and which are private to an iteration. Everything else is shared and read.
type plan struct {
	body      []Stmt
	carried   map[string]*carried
	guards    []*guard
	private   map[string]bool
	wanted    map[string]bool // private names that are read after the loop
	maxChunks int
}

// carried is a name whose value goes from one iteration to the next: a reduction, or part of a guarded update.
type carried struct {
	op      string // operator of ast, or max, min, maximum…
	inPlace bool   // of an array: its elements are updated
	mark    bool   // tells whether a guard's update happened
	guard   *guard
	pos     ir.Pos
}

// guard is "if x > best: best = x; where = i": the update of a best value.
type guard struct {
	best       string
	op         string
	bestOnLeft bool
	names      []string // all that the update assigns, best first
}

func (g *guard) mark() string { return g.best + " updated" }

// arrayChunks bounds the chunks of a loop whose chunks have arrays of their own.
const arrayChunks = 16

// classify applies the rules of prange to a loop, or refuses it.
func (l *lowerer) classify(s *For) *plan {
	c := &classifier{l: l, loop: s, loads: map[string]int{}, stores: map[string]int{}, updates: map[string][]update{}, loadPos: map[string]ir.Pos{},
		index: map[string]bool{}, counted: map[*Function]bool{}, plan: &plan{carried: map[string]*carried{}, private: map[string]bool{}, wanted: map[string]bool{}}}
	addTarget(s.Target, c.index)
	body := c.rewrite(s.Body)
	c.body = body
	body = c.findGuards(body)
	c.scan(body)
	c.names()
	c.arrays(body)
	c.plan.body = body
	c.findWanted()
	return c.plan
}

// classifier collects how the names of a loop's body are used.
type classifier struct {
	l       *lowerer
	loop    *For
	plan    *plan
	loads   map[string]int
	loadPos map[string]ir.Pos
	stores  map[string]int
	updates map[string][]update
	index   map[string]bool
	body    []Stmt
	counted map[*Function]bool
}

// update is one statement that has the form of a reduction.
type update struct {
	op  string
	aug bool
	pos ir.Pos
}

func (c *classifier) fail(pos ir.Pos, text, hint string) {
	c.l.at(&Name{At{pos}, ""})
	c.l.fail("ParallelError", text, hint)
}

func (c *classifier) before(name string) *slot { return c.l.scope.env[name] }

// rewrite turns "m = x if x > m else m" into the if that it is. The tree is shared by all specialisations: what changes
// is copied.
func (c *classifier) rewrite(body []Stmt) []Stmt {
	out := make([]Stmt, len(body))
	for i, s := range body {
		out[i] = withBodies(s, c.rewrite)
		a, ok := s.(*Assign)
		if !ok || len(a.Targets) != 1 {
			continue
		}
		target, okName := a.Targets[0].(*Name)
		e, okIf := a.Value.(*IfExp)
		if okName && okIf {
			if same, ok := e.Else.(*Name); ok && same.ID == target.ID {
				out[i] = &If{At: a.At, Test: e.Test, Body: []Stmt{&Assign{At: a.At, Targets: a.Targets, Value: e.Body}}}
			}
		}
	}
	return out
}

// withBodies returns a copy of a statement with its bodies mapped; a statement without bodies is returned as it is.
func withBodies(s Stmt, f func([]Stmt) []Stmt) Stmt {
	switch s := s.(type) {
	case *For:
		c := *s
		c.Body, c.Else = f(s.Body), f(s.Else)
		return &c
	case *While:
		c := *s
		c.Body, c.Else = f(s.Body), f(s.Else)
		return &c
	case *If:
		c := *s
		c.Body, c.Else = f(s.Body), f(s.Else)
		return &c
	case *With:
		c := *s
		c.Body = f(s.Body)
		return &c
	case *Try:
		c := *s
		c.Body, c.Else, c.Finally = f(s.Body), f(s.Else), f(s.Finally)
		c.Handlers = slices.Clone(s.Handlers)
		for i := range c.Handlers {
			c.Handlers[i].Body = f(s.Handlers[i].Body)
		}
		return &c
	}
	return s
}

// findGuards finds guarded updates anywhere in the body and returns the body with a mark where they happen.
func (c *classifier) findGuards(body []Stmt) []Stmt {
	out := make([]Stmt, len(body))
	for i, s := range body {
		if f, ok := s.(*If); ok {
			if g := c.guardOf(f); g != nil && c.usedOnlyIn(f, g) {
				c.addGuard(g)
				marked := *f
				mark := &Assign{At: f.At, Targets: []Expr{&Name{f.At, g.mark()}}, Value: &Constant{f.At, true}}
				marked.Body = append(slices.Clone(f.Body), mark)
				out[i] = &marked
				continue
			}
		}
		out[i] = withBodies(s, c.findGuards)
	}
	return out
}

func (c *classifier) addGuard(g *guard) {
	c.plan.guards = append(c.plan.guards, g)
	for _, name := range g.names {
		if c.before(name) != nil {
			c.plan.carried[name] = &carried{guard: g}
		}
	}
	c.plan.carried[g.mark()] = &carried{guard: g, mark: true}
}

func (p *plan) isGuarded(name string) bool {
	return slices.ContainsFunc(p.guards, func(g *guard) bool { return name == g.mark() || slices.Contains(g.names, name) })
}

// guardOf recognises "if x > best: best = x; …" with plain assignments only.
func (c *classifier) guardOf(f *If) *guard {
	if len(f.Else) > 0 {
		return nil
	}
	values := map[string]Expr{}
	var names []string
	for _, s := range f.Body {
		a, ok := s.(*Assign)
		if !ok || len(a.Targets) != 1 {
			return nil
		}
		targets, sources := pairs(a)
		for i, t := range targets {
			name, ok := t.(*Name)
			if !ok || values[name.ID] != nil {
				return nil
			}
			values[name.ID] = sources[i]
			names = append(names, name.ID)
		}
	}
	tests := []Expr{f.Test}
	if b, ok := f.Test.(*BoolOp); ok && b.Op == "And" {
		tests = b.Values
	}
	for _, t := range tests {
		if g := c.guardTest(t, values); g != nil {
			g.names = append([]string{g.best}, slices.DeleteFunc(names, func(n string) bool { return n == g.best })...)
			return g
		}
	}
	return nil
}

// pairs splits "a, b = x, y" into its targets and what they get.
func pairs(a *Assign) (targets, sources []Expr) {
	t, okT := a.Targets[0].(*Tuple)
	v, okV := a.Value.(*Tuple)
	if okT && okV && len(t.Elts) == len(v.Elts) {
		return t.Elts, v.Elts
	}
	return a.Targets, []Expr{a.Value}
}

// guardTest matches one comparison of the best value with what replaces it.
func (c *classifier) guardTest(t Expr, values map[string]Expr) *guard {
	cmp, ok := t.(*Compare)
	if !ok || len(cmp.Ops) != 1 || !slices.Contains([]string{"Lt", "LtE", "Gt", "GtE"}, cmp.Ops[0]) {
		return nil
	}
	for _, side := range []struct {
		best, other Expr
		left        bool
	}{{cmp.Left, cmp.Right[0], true}, {cmp.Right[0], cmp.Left, false}} {
		name, ok := side.best.(*Name)
		if ok && values[name.ID] != nil && c.before(name.ID) != nil && exprText(values[name.ID]) == exprText(side.other) {
			return &guard{best: name.ID, op: cmp.Ops[0], bestOnLeft: side.left}
		}
	}
	return nil
}

// usedOnlyIn reports whether the names of a guarded update appear in the loop nowhere else: best once in its test.
func (c *classifier) usedOnlyIn(f *If, g *guard) bool {
	count := func(body []Stmt) (n int) {
		walkStmts(body, func(node any) {
			if name, ok := node.(*Name); ok && slices.Contains(g.names, name.ID) {
				n++
			}
		})
		return n
	}
	inTest := count([]Stmt{&ExprStmt{f.At, f.Test}})
	return inTest == 1 && count([]Stmt{f}) == len(g.names)+1 && count(c.body) == len(g.names)+1 && !c.index[g.best] && !c.closureReads(g.names)
}

// closureReads reports whether an inner function that the loop may call reads any of names.
func (c *classifier) closureReads(names []string) bool {
	own := &classifier{l: c.l, loads: map[string]int{}, stores: map[string]int{}, loadPos: map[string]ir.Pos{}, counted: map[*Function]bool{}}
	walkStmts(c.body, func(n any) {
		switch n := n.(type) {
		case *Name:
			if s := c.before(n.ID); s != nil && s.conflict == nil {
				own.countClosure(s.proto, n.Pos)
			}
		case *Lambda:
			own.countFunction(n.Function, n.Pos)
		case *FunctionDef:
			own.countFunction(n.Function, n.Pos)
		}
	})
	return slices.ContainsFunc(names, func(name string) bool { return own.loads[name] > 0 })
}

// scan counts loads and stores, leaving out those of statements with the form of a reduction.
func (c *classifier) scan(body []Stmt) {
	for _, s := range body {
		if name, op, rest := c.reductionOf(s); name != "" && c.before(name) != nil && !c.index[name] {
			_, aug := s.(*AugAssign)
			c.updates[name] = append(c.updates[name], update{op, aug, s.Where()})
			c.countExpr(rest)
			continue
		}
		assigned := map[string]bool{}
		addAssigned(s, assigned)
		for name := range assigned {
			c.stores[name]++
		}
		if a, ok := s.(*AugAssign); ok {
			c.countExpr(a.Target)
		}
		for _, e := range loadedExprs(s) {
			c.countExpr(e)
		}
		if f, ok := s.(*FunctionDef); ok {
			c.countFunction(f.Function, f.Pos)
		}
		for _, inner := range stmtBodies(s) {
			c.scan(inner)
		}
	}
}

// loadedExprs are the expressions of a statement that are read; of targets only what is inside them.
func loadedExprs(s Stmt) []Expr {
	var out []Expr
	for _, e := range stmtExprs(s) {
		out = append(out, e)
	}
	switch s := s.(type) {
	case *Assign:
		out = []Expr{s.Value}
		for _, t := range s.Targets {
			out = append(out, insideTarget(t)...)
		}
	case *AnnAssign:
		out = append([]Expr{s.Value}, insideTarget(s.Target)...)
	case *AugAssign:
		out = append([]Expr{s.Value}, insideTarget(s.Target)...)
	case *For:
		out = []Expr{s.Iter}
	}
	return out
}

func insideTarget(t Expr) []Expr {
	switch t := t.(type) {
	case *Subscript:
		return []Expr{t.Value, t.Index}
	case *Attribute:
		return []Expr{t.Value}
	case *Tuple:
		var all []Expr
		for _, e := range t.Elts {
			all = append(all, insideTarget(e)...)
		}
		return all
	}
	return nil
}

func (c *classifier) countExpr(e Expr) {
	walkExpr(e, func(n any) {
		switch n := n.(type) {
		case *Name:
			c.countLoad(n)
			if s := c.before(n.ID); s != nil && s.conflict == nil {
				c.countClosure(s.proto, n.Pos)
			}
		case *NamedExpr:
			c.stores[n.Target.ID]++
			c.loads[n.Target.ID]--
		case *Lambda:
			c.countFunction(n.Function, n.Pos)
		}
	})
}

func (c *classifier) countLoad(n *Name) {
	c.loads[n.ID]++
	if _, seen := c.loadPos[n.ID]; !seen {
		c.loadPos[n.ID] = n.Pos
	}
}

// countClosure counts what an inner function of this function reads, where it is used.
func (c *classifier) countClosure(v *val, pos ir.Pos) {
	if f, ok := v.obj.(*Function); ok && v.t.Kind == KClosure && v.scope == c.l.scope {
		c.countFunction(f, pos)
	}
	for _, item := range v.items {
		if item != nil {
			c.countClosure(item, pos)
		}
	}
}

// countFunction counts the names of the function around it that an inner function reads.
func (c *classifier) countFunction(f *Function, pos ir.Pos) {
	if c.counted[f] {
		return
	}
	c.counted[f] = true
	own := localsOf(f)
	walkStmts(f.Body, func(n any) {
		switch n := n.(type) {
		case *Name:
			if !own[n.ID] {
				c.countExpr(&Name{At{pos}, n.ID})
			}
		case *Lambda:
			c.countFunction(n.Function, pos)
		case *FunctionDef:
			c.countFunction(n.Function, pos)
		}
	})
}

// names decides for each name that the body sets whether it is a reduction or private.
func (c *classifier) names() {
	for name := range c.index {
		c.plan.private[name] = true
	}
	for name := range c.stores {
		if !c.plan.isGuarded(name) {
			c.plan.private[name] = true
		}
	}
	for _, g := range c.plan.guards {
		for _, name := range g.names {
			if c.before(name) == nil {
				c.plan.private[name] = true
			}
		}
	}
	for name, updates := range c.updates {
		switch {
		case c.stores[name] > 0: // assigned as well: private; a read before that is refused where it happens
			c.plan.private[name] = true
		case c.loads[name] > 0:
			c.fail(c.loadPos[name], fmt.Sprintf("the reduction variable %q is read within the parallel loop, where it holds a part of the result only", name),
				"Read it after the loop, or use range instead of prange.")
		default:
			c.addReduction(name, updates)
		}
	}
}

// family groups operators that may update one variable together.
func family(op string) string {
	switch op {
	case "Sub":
		return "Add"
	case "Div":
		return "Mult"
	}
	return op
}

func (c *classifier) addReduction(name string, updates []update) {
	for _, u := range updates {
		switch u.op {
		case "Pow", "FloorDiv", "Mod", "LShift", "RShift", "MatMult":
			c.fail(u.pos, fmt.Sprintf("%s= on %q carries a value from one iteration to the next and is no reduction", symbols[u.op], name),
				"Reductions are + - * / & | ^ and, or, min, max. Use range instead of prange for this loop.")
		}
		if family(u.op) != family(updates[0].op) {
			c.fail(u.pos, fmt.Sprintf("inconsistent reduction operators on %q: %s here, %s elsewhere in the loop", name, opWord(u.op), opWord(updates[0].op)),
				"Use one kind of operator for a reduction variable, or two variables.")
		}
	}
	isArray := c.before(name).proto.t.isArray()
	c.plan.carried[name] = &carried{op: updates[0].op, inPlace: isArray && updates[0].aug, pos: updates[0].pos}
	if isArray {
		c.plan.maxChunks = arrayChunks
	}
}

// findWanted finds the private names that code after the loop may read.
func (c *classifier) findWanted() {
	inside, everywhere := map[string]int{}, map[string]int{}
	count := func(body []Stmt, into map[string]int) {
		walkStmts(body, func(n any) {
			switch n := n.(type) {
			case *Name:
				into[n.ID]++
			case *FunctionDef:
				walkStmts(n.Function.Body, func(m any) {
					if name, ok := m.(*Name); ok {
						into[name.ID]++
					}
				})
			}
		})
	}
	count([]Stmt{c.loop}, inside)
	count(c.l.scope.fn.Body, everywhere)
	for name := range c.plan.private {
		if everywhere[name] > inside[name] {
			c.plan.wanted[name] = true
		}
	}
	walkStmts(c.body, func(n any) {
		d, ok := n.(*Delete)
		if !ok {
			return
		}
		for _, t := range d.Targets {
			if name, ok := t.(*Name); ok && c.plan.wanted[name.ID] {
				c.fail(d.Pos, fmt.Sprintf("%q is deleted in the parallel loop and used outside it", name.ID), "Leave the del out.")
			}
		}
	})
}
