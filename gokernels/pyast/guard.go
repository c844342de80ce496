package pyast

import "slices"

// guard is the update of a best value, or of what is found first:
//
//	if x > best: best = x; where = i
//	if where < 0 or x > best: best = x; where = i
//	if not found and x == y: found = True; where = i
type guard struct {
	names []string // all that the update assigns
	best  string   // the one that is compared; "" if there is none
	test  Expr     // whether the update of a later chunk counts: by names, and partBest
}

// partBest stands in a guard's test for the best value of a chunk.
const partBest = "part best"

func (g *guard) mark() string { return g.names[0] + " updated" }

// same reports whether two updates can take turns.
func (g *guard) same(o *guard) bool {
	return g.best == o.best && slices.Equal(g.names, o.names) && exprText(g.test) == exprText(o.test)
}

// findGuards finds guarded updates anywhere in the body and returns the body with a mark where they happen.
func (c *classifier) findGuards(body []Stmt) []Stmt {
	found := map[*If]*guard{}
	c.collectGuards(body, found)
	for changed := true; changed; { // one that is dropped may be a use of another's names
		changed = false
		for f, g := range found {
			if !c.usedOnlyIn(found, g) {
				delete(found, f)
				changed = true
			}
		}
		for f, halves := range c.split {
			if found[halves[0]] == nil || found[halves[1]] == nil {
				delete(found, halves[0])
				delete(found, halves[1])
				delete(c.split, f)
				changed = true
			}
		}
	}
	return c.markGuards(body, found)
}

func (c *classifier) collectGuards(body []Stmt, found map[*If]*guard) {
	for _, s := range body {
		if f, ok := s.(*If); ok {
			if g := c.guardOf(f); g != nil {
				found[f] = g
				continue
			}
			if c.splitElif(f, found) {
				continue
			}
		}
		for _, inner := range stmtBodies(s) {
			c.collectGuards(inner, found)
		}
	}
}

// splitElif recognises "if x < low: low = x elif x > high: high = x" as two guards. They are that if low is not above high
// before the loop, which is checked there: what is below low is not above high then.
func (c *classifier) splitElif(f *If, found map[*If]*guard) bool {
	if len(f.Else) != 1 {
		return false
	}
	then, second := *f, (*If)(nil)
	then.Else = nil
	second, ok := f.Else[0].(*If)
	if !ok {
		return false
	}
	g, h := c.guardOf(&then), c.guardOf(second)
	if g == nil || h == nil || g.best == "" || h.best == "" || g.best == h.best {
		return false
	}
	x, y := g.test.(*Compare), h.test.(*Compare)
	a, b := f.Test.(*Compare), second.Test.(*Compare)
	if !((x.Ops[0] == "Lt" && y.Ops[0] == "Gt") || (x.Ops[0] == "Gt" && y.Ops[0] == "Lt")) || compared(a, g.best) != compared(b, h.best) {
		return false
	}
	found[&then], found[second] = g, h
	c.split[f] = [2]*If{&then, second}
	return true
}

// compared is the text of what a test compares a name with.
func compared(t *Compare, name string) string {
	if isName(t.Left, name) {
		return exprText(t.Right[0])
	}
	return exprText(t.Left)
}

// checkOrdered raises unless what two guards of one if start from lets them be independent.
func (l *lowerer) checkOrdered(pairs [][2]*guard) {
	for _, g := range pairs {
		first, second := l.read(l.scope.env[g[0].best]), l.read(l.scope.env[g[1].best])
		crossed := l.truth(l.compare(g[0].test.(*Compare).Ops[0], second, first))
		l.raiseIf(l.scalar(crossed), "ValueError", quote(g[0].best)+" and "+quote(g[1].best)+
			" start a parallel loop the wrong way round for if and elif: give them the first element, or write two ifs")
	}
}

func (c *classifier) markGuards(body []Stmt, found map[*If]*guard) []Stmt {
	out := make([]Stmt, len(body))
	for i, s := range body {
		f, ok := s.(*If)
		if halves, isSplit := c.split[f]; isSplit {
			at := &Constant{f.At, true}
			out[i] = &If{At: f.At, Test: at, Body: c.markGuards([]Stmt{halves[0], halves[1]}, found)}
			c.plan.ordered = append(c.plan.ordered, [2]*guard{found[halves[0]], found[halves[1]]})
			continue
		}
		if !ok || found[f] == nil {
			out[i] = withBodies(s, func(inner []Stmt) []Stmt { return c.markGuards(inner, found) })
			continue
		}
		g := found[f]
		c.addGuard(g)
		marked := *f
		mark := &Assign{At: f.At, Targets: []Expr{&Name{f.At, g.mark()}}, Value: &Constant{f.At, true}}
		marked.Body = append(slices.Clone(f.Body), mark)
		out[i] = &marked
	}
	return out
}

func (c *classifier) addGuard(g *guard) {
	if slices.ContainsFunc(c.plan.guards, g.same) {
		return
	}
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

// guardOf recognises an if whose body has plain assignments only.
func (c *classifier) guardOf(f *If) *guard {
	if len(f.Else) > 0 {
		return nil
	}
	values := map[string]Expr{}
	g := &guard{}
	for _, s := range f.Body {
		a, ok := s.(*Assign)
		if !ok || len(a.Targets) != 1 {
			return nil
		}
		targets, sources := pairs(a)
		for i, t := range targets {
			name, ok := t.(*Name)
			if !ok || values[name.ID] != nil || i >= len(sources) {
				return nil
			}
			values[name.ID] = sources[i]
			g.names = append(g.names, name.ID)
		}
	}
	slices.Sort(g.names)
	g.test = c.guardTest(f.Test, g, values)
	if g.test == nil {
		return nil
	}
	return g
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

// guardTest is what a test asks of the names that the update assigns; nil if it is none that a guard has. Of "c and x >
// best" the first part does not matter: the chunk had its update.
func (c *classifier) guardTest(t Expr, g *guard, values map[string]Expr) Expr {
	if cmp := c.bestTest(t, g, values); cmp != nil {
		return cmp
	}
	if c.firstTest(t, values) {
		return t
	}
	b, ok := t.(*BoolOp)
	if !ok {
		return nil
	}
	var parts []Expr
	for _, v := range b.Values {
		part := c.guardTest(v, g, values)
		switch {
		case part != nil:
			parts = append(parts, part)
		case b.Op == "Or" || slices.ContainsFunc(g.names, func(name string) bool { return mentions(v, name) }):
			return nil
		}
	}
	switch len(parts) {
	case 0:
		return nil
	case 1:
		return parts[0]
	}
	return &BoolOp{b.At, b.Op, parts}
}

// bestTest matches a comparison of the best value with what replaces it.
func (c *classifier) bestTest(t Expr, g *guard, values map[string]Expr) Expr {
	cmp, ok := t.(*Compare)
	if !ok || len(cmp.Ops) != 1 || !slices.Contains([]string{"Lt", "LtE", "Gt", "GtE"}, cmp.Ops[0]) {
		return nil
	}
	turned := map[string]string{"Lt": "Gt", "LtE": "GtE", "Gt": "Lt", "GtE": "LtE"}
	part := &Name{cmp.At, partBest}
	for _, side := range []struct {
		best, other Expr
		op          string
	}{{cmp.Right[0], cmp.Left, cmp.Ops[0]}, {cmp.Left, cmp.Right[0], turned[cmp.Ops[0]]}} {
		name, ok := side.best.(*Name)
		if ok && values[name.ID] != nil && c.before(name.ID) != nil && exprText(values[name.ID]) == exprText(side.other) && (g.best == "" || g.best == name.ID) {
			g.best = name.ID
			return &Compare{cmp.At, part, []string{side.op}, []Expr{name}}
		}
	}
	return nil
}

// firstTest matches what holds until the first update only: not found, where < 0, where == -1.
func (c *classifier) firstTest(t Expr, values map[string]Expr) bool {
	switch t := t.(type) {
	case *Name:
		k, ok := values[t.ID].(*Constant)
		return ok && k.Value == false && c.before(t.ID) != nil
	case *UnaryOp:
		n, ok := t.Operand.(*Name)
		if !ok || t.Op != "Not" || c.before(n.ID) == nil {
			return false
		}
		k, isConstant := values[n.ID].(*Constant)
		return isConstant && k.Value == true
	case *Compare:
		n, ok := t.Left.(*Name)
		if !ok || len(t.Ops) != 1 || c.before(n.ID) == nil {
			return false
		}
		limit := exactInt(t.Right[0])
		negative := (t.Ops[0] == "Lt" && limit != nil && limit.Sign() == 0) || ((t.Ops[0] == "Eq" || t.Ops[0] == "LtE") && limit != nil && limit.Sign() < 0)
		index, isName := values[n.ID].(*Name)
		return negative && isName && c.index[index.ID] && c.fromZero()
	}
	return false
}

// fromZero reports whether the loop's index is never negative.
func (c *classifier) fromZero() bool {
	call, ok := c.loop.Iter.(*Call)
	if !ok || len(call.Keywords) > 0 {
		return false
	}
	if len(call.Args) == 1 {
		return true
	}
	start, ok := constantInt(call.Args[0])
	return ok && start >= 0 && len(call.Args) == 2
}

// usedOnlyIn reports whether the names of a guarded update appear in the loop nowhere but in such updates: they are
// assigned once in each and read in its test.
func (c *classifier) usedOnlyIn(found map[*If]*guard, g *guard) bool {
	count := func(body []Stmt) (n int) {
		walkStmts(body, func(node any) {
			if name, ok := node.(*Name); ok && slices.Contains(g.names, name.ID) {
				n++
			}
		})
		return n
	}
	inside := 0
	for f, o := range found {
		if !g.same(o) {
			continue
		}
		n := count([]Stmt{f})
		if n != count([]Stmt{&ExprStmt{f.At, f.Test}})+len(g.names) {
			return false
		}
		inside += n
	}
	return count(c.body) == inside && !slices.ContainsFunc(g.names, func(n string) bool { return c.index[n] }) && !c.closureReads(g.names)
}

// lazily is what a statement "s = s and x" computes only if s does not decide; nil for others.
func lazily(s Stmt, name string) Expr {
	a, ok := s.(*Assign)
	if !ok {
		return nil
	}
	if b, ok := a.Value.(*BoolOp); ok && isName(b.Values[0], name) {
		return b.Values[len(b.Values)-1]
	}
	return nil
}

// mayRaise reports whether an expression may raise what it would not if it were left out: it divides by what differs
// between iterations, or calls a function of the user's. That indices are within bounds is taken not to depend on it.
func (c *classifier) mayRaise(e Expr) bool {
	found, tainted := false, c.taint(c.body)
	walkExpr(e, func(n any) {
		switch n := n.(type) {
		case *BinOp:
			found = found || (varies(n.Right, tainted) && slices.Contains([]string{"Div", "FloorDiv", "Mod"}, n.Op) && !c.l.options.NumpyErrors)
		case *Call:
			u := &uses{c: c}
			if f := u.called(n); f != nil {
				walkStmts(f.Body, func(m any) {
					switch m := m.(type) {
					case *Raise, *Assert:
						found = true
					case *BinOp:
						found = found || slices.Contains([]string{"Div", "FloorDiv", "Mod"}, m.Op)
					}
				})
			}
		}
	})
	return found
}
