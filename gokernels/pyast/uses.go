package pyast

import (
	"maps"
	"slices"

	"gokernels/gokernels/ir"
)

// access is one use of an element of a shared array in a parallel loop.
type access struct {
	part
	store bool
	op    string // of an update a[…] op= x; "" for a plain store or load
	value Expr   // of a store
	pos   ir.Pos
}

// Names in indices that the source cannot have.
const (
	unknownName = "?"  // a value that is not known, such as one read from an array
	indexMark   = "#"  // before the name of the loop's index
	freeMark    = "@"  // before the index of a loop within the body, or a number of turns
	knownMark   = "="  // before the canonical name of what is called
	maxDefined  = 1000 // characters of an expression that a name is replaced by
)

// unknown is what a name holds of which nothing is known.
func unknown() Expr { return &Name{ID: unknownName} }

// uses collects the accesses of a body, in the order in which it runs.
type uses struct {
	c       *classifier
	byRoot  map[string][]access
	whole   map[string]access // arrays that are read as a whole
	held    map[string]Expr   // what names that the body sets hold; unknownName where it is not known
	set     map[string]bool   // names that the body sets
	spans   map[string]span
	tainted map[string]bool
	inside  map[*Function]bool // functions that it is going through
	foreign *Function          // the innermost of them, if it is not within this one: its names are others
	site    ir.Pos             // the call in the loop's own function that led here
}

func (c *classifier) newUses(body []Stmt) *uses {
	u := &uses{c: c, byRoot: map[string][]access{}, whole: map[string]access{}, held: map[string]Expr{}, set: map[string]bool{},
		spans: map[string]span{}, tainted: c.taint(body), inside: map[*Function]bool{}}
	walkStmts(body, func(n any) { addAssigned(n, u.set) })
	for name := range c.index {
		u.set[name] = true
		u.held[name] = c.indexOf(name)
	}
	u.stmts(body)
	return u
}

// indexOf is what a target of the loop holds: its index, or a tuple of them.
func (c *classifier) indexOf(name string) Expr {
	if c.axes < 2 || len(c.index) > 1 {
		return &Name{ID: indexMark + name}
	}
	t := &Tuple{}
	for _, mark := range c.marks() {
		t.Elts = append(t.Elts, &Name{ID: mark})
	}
	return t
}

// marks are the names by which indices have the loop's own.
func (c *classifier) marks() (marks []string) {
	for _, name := range slices.Sorted(maps.Keys(c.index)) {
		if c.axes < 2 || len(c.index) > 1 {
			marks = append(marks, indexMark+name)
			continue
		}
		for k := range c.axes {
			marks = append(marks, indexMark+name+string(rune('0'+k)))
		}
	}
	return marks
}

// at is the place in the loop's own function that an error about a place shows.
func (u *uses) at(pos ir.Pos) ir.Pos {
	if len(u.inside) > 0 {
		return u.site
	}
	return pos
}

// add notes an access of what an expression stands for, and what its indices read.
func (u *uses) add(e Expr, a access) {
	base, index := elementOf(e)
	u.loads(index...)
	u.addAt(u.subst(e), base, a)
}

// addAt is add for an expression by the loop's index; base is what the source has.
func (u *uses) addAt(e, base Expr, a access) {
	a.pos = u.at(a.pos)
	if len(u.inside) > 0 && a.value != nil {
		a.value = u.subst(a.value)
	}
	for _, p := range u.places(e) {
		if p.proto.t.Kind == KTuple {
			continue
		}
		p.view = !isName(base, p.name) || u.foreign != nil
		for _, index := range alternatives(p.index) {
			b := a
			b.part = p
			b.index = index
			u.byRoot[p.key] = append(u.byRoot[p.key], b)
		}
	}
}

// addWhole notes that an array is read as a whole; of a view that depends on the iteration it is one more access.
func (u *uses) addWhole(e Expr, pos ir.Pos) {
	held := u.subst(e)
	if _, several := held.(*Tuple); several || !u.isView(held) {
		return
	}
	for _, p := range u.places(held) {
		switch {
		case p.proto.t.Kind == KTuple:
		case ownPart(p):
			u.addAt(held, nil, access{pos: pos})
			return
		default:
			u.whole[p.key] = access{part: p, pos: u.at(pos)}
		}
	}
}

// elementOf splits a[i][j, k] and r[i].x into what is indexed and the indices; nil if there are none.
func elementOf(e Expr) (base Expr, index []Expr) {
	switch e := e.(type) {
	case *Subscript:
		own := []Expr{e.Index}
		if t, ok := e.Index.(*Tuple); ok {
			own = t.Elts
		}
		if base, index = elementOf(e.Value); base == nil {
			base = e.Value
		}
		return base, append(slices.Clone(index), own...)
	case *Attribute:
		return elementOf(e.Value)
	}
	return nil, nil
}

// joinIndex lets the items of a[i:j][k] stand for a[i+k]: items after all axes are taken apply to the slices.
func joinIndex(index []Expr, ndim int) []Expr {
	if ndim == 0 || len(index) <= ndim || hasEllipsis(index) {
		return index
	}
	out := slices.Clone(index[:ndim])
	rest := index[ndim:]
	for k, e := range out {
		s, ok := e.(*Slice)
		if !ok || len(rest) == 0 {
			continue
		}
		d := memoryDim{start: s.Lower, step: 1}
		if s.Lower == nil {
			d.start = &Constant{Value: int64(0)}
		}
		if n, isInt := constantInt(s.Step); s.Step != nil {
			if !isInt || n <= 0 {
				out[k] = unknown()
				continue
			}
			d.step = n
		}
		out[k], rest = shifted(d, rest[0]), rest[1:]
	}
	return out
}

func constantInt(e Expr) (int64, bool) {
	k, ok := e.(*Constant)
	if !ok {
		return 0, false
	}
	n, ok := k.Value.(int64)
	return n, ok
}

func (u *uses) stmts(body []Stmt) {
	for _, s := range body {
		u.stmt(s)
	}
}

func (u *uses) stmt(s Stmt) {
	switch s := s.(type) {
	case *AugAssign:
		u.augmented(s)
	case *Assign:
		u.assigned(s)
	case *For:
		if u.isView(u.subst(s.Iter)) { // of the arrays in a tuple nothing is read
			u.addWhole(s.Iter, s.Iter.Where())
		} else {
			u.loads(s.Iter)
		}
		u.loop(s, func() { u.loopTarget(s.Target, s.Iter, s.Body) }, s.Body, s.Else)
		u.forget(&Assign{Targets: []Expr{s.Target}})
	case *While:
		u.loop(s, func() { u.loads(s.Test) }, s.Body, s.Else)
	case *If:
		u.ifElse(s)
	case *Delete:
		for _, t := range s.Targets {
			u.target(t, nil, "", s.Pos)
			u.mutated(t, "del", s.Pos)
		}
	case *Try:
		u.forget(s)
		u.inner(s)
	default:
		u.inner(s)
	}
}

// inner goes through a statement's expressions and bodies; what they set is not known afterwards.
func (u *uses) inner(s Stmt) {
	u.loads(loadedExprs(s)...)
	for _, body := range stmtBodies(s) {
		held := maps.Clone(u.held)
		u.stmts(body)
		u.held = held
		if _, try := s.(*Try); try {
			u.forget(s)
		}
	}
	u.forget(s)
}

// ifElse goes both ways; a name holds what either of them left.
func (u *uses) ifElse(s *If) {
	u.loads(s.Test)
	before := maps.Clone(u.held)
	u.stmts(s.Body)
	then := u.held
	u.held = before
	u.stmts(s.Else)
	switch {
	case leaves(s.Body):
	case leaves(s.Else):
		u.held = then
	default:
		for name, e := range then {
			if other := u.held[name]; other != nil {
				e = choice(e, other)
			}
			u.hold(name, e)
		}
	}
}

// leaves reports whether nothing follows a body.
func leaves(body []Stmt) bool {
	if len(body) == 0 {
		return false
	}
	switch body[len(body)-1].(type) {
	case *Continue, *Break, *Return, *Raise:
		return true
	}
	return false
}

// forget drops what is known of the names that a statement sets.
func (u *uses) forget(s Stmt) {
	for name := range setBy(s) {
		u.held[name] = unknown()
	}
}

// setBy returns the names that a statement sets.
func setBy(s Stmt) map[string]bool {
	names := map[string]bool{}
	walkStmts([]Stmt{s}, func(n any) { addAssigned(n, names) })
	return names
}

func (u *uses) augmented(s *AugAssign) {
	u.loads(s.Value)
	a := access{store: true, op: s.Op, value: s.Value, pos: s.Pos}
	switch t := s.Target.(type) {
	case *Name:
		if held := u.subst(t); u.isView(held) && (u.set[t.ID] || u.foreign != nil) { // row = a[i]; row += 1
			u.addAt(held, nil, a)
			return
		}
		u.hold(t.ID, u.subst(&BinOp{At: s.At, Left: t, Op: s.Op, Right: s.Value}))
	case *Subscript, *Attribute:
		u.add(t, a)
	}
}

func (u *uses) hold(name string, e Expr) {
	if len(exprText(e)) > maxDefined {
		e = unknown()
	}
	u.held[name] = e
}

// holdTarget gives the names of a target what they are assigned.
func (u *uses) holdTarget(t, held Expr) {
	switch t := t.(type) {
	case *Name:
		u.hold(t.ID, held)
	case *Tuple:
		values, ok := held.(*Tuple)
		for k, item := range t.Elts {
			switch {
			case isName(held, unknownName):
				u.holdTarget(item, held)
			case ok && k < len(values.Elts):
				u.holdTarget(item, values.Elts[k])
			case !ok:
				u.holdTarget(item, &Subscript{At{t.Pos}, held, &Constant{Value: int64(k)}})
			}
		}
	}
}

func (u *uses) assigned(s *Assign) {
	if e, op, rest := u.c.elementUpdate(s); op != "" {
		u.loads(rest)
		u.target(e, s.Value, op, s.Pos)
		return
	}
	if len(s.Targets) != 1 {
		u.loads(s.Value)
		held := u.subst(s.Value)
		for _, t := range s.Targets {
			u.target(t, s.Value, "", s.Pos)
			u.holdTarget(t, held)
		}
		return
	}
	targets, values := pairs(s)
	held := make([]Expr, len(values))
	for i, v := range values {
		held[i] = u.subst(v)
		if _, ok := targets[i].(*Name); !ok || !u.isView(held[i]) {
			u.loads(v)
		} else if base, index := elementOf(v); base != nil {
			u.loads(index...)
		}
	}
	u.forget(s)
	for i, t := range targets {
		u.target(t, values[i], "", s.Pos)
		u.holdTarget(t, held[i])
	}
}

func (u *uses) target(t Expr, value Expr, op string, pos ir.Pos) {
	switch t := t.(type) {
	case *Tuple:
		for _, e := range t.Elts {
			u.target(e, value, op, pos)
		}
	case *Subscript, *Attribute:
		u.add(t, access{store: true, op: op, value: value, pos: pos})
	}
}

// elementUpdate recognises a[i] = a[i] + x and a[i] = max(a[i], x).
func (c *classifier) elementUpdate(s *Assign) (e Expr, op string, rest Expr) {
	if len(s.Targets) != 1 {
		return nil, "", nil
	}
	target, ok := s.Targets[0].(*Subscript)
	if !ok {
		return nil, "", nil
	}
	text := exprText(target)
	hidden := replace(s.Value, text, "·")
	op, rest = c.updateOf("·", hidden)
	if op == "" || mentions(rest, "·") {
		return nil, "", nil
	}
	return target, op, rest
}
