package pyast

import (
	"fmt"
	"slices"
	"strings"

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
	pairs     []pairing
	ordered   [][2]*guard // halves of an if with elif
}

// carried is a name whose value goes from one iteration to the next: a reduction, or part of a guarded update.
type carried struct {
	op      string // operator of ast, or max, min, maximum…
	inPlace bool   // of an array: its elements are updated
	mixed   bool   // max(s, x) and max(x, s)
	mark    bool   // tells whether a guard's update happened
	guard   *guard
	pos     ir.Pos
}

// arrayChunks bounds the chunks of a loop whose chunks have arrays of their own.
const arrayChunks = 16

// classify applies the rules of prange to a loop, or refuses it.
func (l *lowerer) classify(s *For, axes int) *plan {
	c := &classifier{l: l, loop: s, axes: axes, loads: map[string]int{}, stores: map[string]int{}, updates: map[string][]update{}, loadPos: map[string]ir.Pos{},
		index: map[string]bool{}, counted: map[*Function]bool{}, split: map[*If][2]*If{}, plan: &plan{carried: map[string]*carried{}, private: map[string]bool{}, wanted: map[string]bool{}}}
	addTarget(s.Target, c.index)
	body := c.rewrite(s.Body)
	c.body = body
	body = c.findGuards(body)
	c.scan(body)
	c.names()
	c.arrays(body)
	c.plan.body = c.markNans(body)
	c.findWanted()
	return c.plan
}

// classifier collects how the names of a loop's body are used.
type classifier struct {
	l       *lowerer
	loop    *For
	axes    int // the number of the loop's indices
	plan    *plan
	loads   map[string]int
	loadPos map[string]ir.Pos
	stores  map[string]int
	updates map[string][]update
	index   map[string]bool
	body    []Stmt
	counted map[*Function]bool
	split   map[*If][2]*If
}

// update is one statement that has the form of a reduction.
type update struct {
	op   string
	aug  bool
	pos  ir.Pos
	lazy Expr // what "s and x" computes only as long as s is true
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
			c.updates[name] = append(c.updates[name], update{op, aug, s.Where(), lazily(s, name)})
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
	return strings.TrimSuffix(op, newest)
}

func (c *classifier) addReduction(name string, updates []update) {
	mixed := false
	for _, u := range updates {
		switch u.op {
		case "Pow", "FloorDiv", "Mod", "LShift", "RShift", "MatMult":
			c.fail(u.pos, fmt.Sprintf("%s= on %q carries a value from one iteration to the next and is no reduction", symbols[u.op], name),
				"Reductions are + - * / & | ^ and, or, min, max. Use range instead of prange for this loop.")
		}
		if u.lazy != nil && c.mayRaise(u.lazy) {
			c.fail(u.pos, fmt.Sprintf("whether the right side is computed depends on %q, of which an iteration of a parallel loop knows a part only, and it may raise", name),
				fmt.Sprintf("Compute it always: %s = (…) %s %s. Or use range instead of prange.", name, strings.ToLower(u.op), name))
		}
		mixed = mixed || isNewest(u.op) != isNewest(updates[0].op)
		if family(u.op) != family(updates[0].op) {
			c.fail(u.pos, fmt.Sprintf("inconsistent reduction operators on %q: %s here, %s elsewhere in the loop", name, opWord(u.op), opWord(updates[0].op)),
				"Use one kind of operator for a reduction variable, or two variables.")
		}
	}
	isArray := c.before(name).proto.t.isArray()
	op := updates[0].op
	if mixed {
		op = family(op)
	}
	c.plan.carried[name] = &carried{op: op, inPlace: isArray && updates[0].aug, mixed: mixed, pos: updates[0].pos}
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
