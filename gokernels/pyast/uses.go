package pyast

import (
	"fmt"
	"maps"
	"slices"

	"gokernels/gokernels/ir"
)

// access is one use of an element of a shared array in a parallel loop.
type access struct {
	name  string // as the source has it
	index []Expr // by the loop's index and what stays the same: names that the body sets are replaced by what they hold
	plain []Expr // as the source has it
	store bool
	op    string // of an update a[…] op= x; "" for a plain store or load
	value Expr   // of a store
	pos   ir.Pos
	view  bool // through another name than the array's own
}

// Names in indices that the source cannot have.
const (
	unknownName = "?"  // a value that is not known, such as one read from an array
	indexMark   = "#"  // before the name of the loop's index
	freeMark    = "@"  // before the index of a loop within the body
	maxDefined  = 1000 // characters of an expression that a name is replaced by
)

// span is what the index of a loop within the body runs over.
type span struct {
	low, count int64 // where it is known: both constant
	known      bool
	fixed      bool // the same in every iteration
}

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
	foreign bool               // one of them is not within this one: its names are others
}

func (c *classifier) newUses(body []Stmt) *uses {
	u := &uses{c: c, byRoot: map[string][]access{}, whole: map[string]access{}, held: map[string]Expr{}, set: map[string]bool{},
		spans: map[string]span{}, tainted: c.taint(body), inside: map[*Function]bool{}}
	walkStmts(body, func(n any) { addAssigned(n, u.set) })
	for name := range c.index {
		u.set[name] = true
		u.held[name] = &Name{ID: indexMark + name}
	}
	u.stmts(body)
	return u
}

// root finds the array that a name stands for: its key, and the index in terms of the array itself.
func (u *uses) root(name string, index []Expr) (key string, full []Expr, view bool) {
	if held := u.held[name]; held != nil && !u.c.index[name] {
		if !u.isView(held) {
			return "", nil, false
		}
		if base, prefix := elementOf(held); base != "" {
			return u.rooted(base, append(slices.Clone(prefix), index...))
		}
		return u.rooted(held.(*Name).ID, index)
	}
	if !u.shared(name) || u.foreign {
		return "", nil, false
	}
	key, full, _ = u.rooted(name, index)
	return key, full, false
}

func (u *uses) shared(name string) bool { return !u.set[name] && u.c.isShared(name) }

func (u *uses) rooted(name string, index []Expr) (key string, full []Expr, view bool) {
	proto := u.c.before(name).proto
	if proto.mem == nil {
		return name, index, true
	}
	return proto.mem.key(), proto.mem.rootIndex(joinIndex(index, max(proto.t.NDim, len(proto.t.Items)))), true
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
				out[k] = &Name{ID: unknownName}
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

func (u *uses) add(a access) {
	for i, e := range a.plain {
		a.index = append(a.index, u.subst(e))
		u.loads(a.plain[i])
	}
	key, full, view := u.root(a.name, a.index)
	if key == "" {
		return
	}
	a.index, a.view = full, view
	u.byRoot[key] = append(u.byRoot[key], a)
}

// addWhole notes that an array is read as a whole; of a view that depends on the iteration it is one more access.
func (u *uses) addWhole(name string, pos ir.Pos) {
	key, full, view := u.root(name, nil)
	switch {
	case key == "":
	case slices.ContainsFunc(full, func(e Expr) bool { _, s := e.(*Slice); return !s }):
		u.byRoot[key] = append(u.byRoot[key], access{name: name, index: full, pos: pos, view: view})
	default:
		u.whole[key] = access{name: name, pos: pos, view: view}
	}
}

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
	return name, append(slices.Clone(index), own...)
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
		u.loads(s.Iter)
		u.forget(s)
		u.spanOf(s)
		u.stmts(s.Body)
		u.forget(s)
		u.stmts(s.Else)
		u.forget(s)
	case *While, *Try:
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

// forget drops what is known of the names that a statement sets.
func (u *uses) forget(s Stmt) {
	walkStmts([]Stmt{s}, func(n any) {
		names := map[string]bool{}
		addAssigned(n, names)
		for name := range names {
			u.held[name] = &Name{ID: unknownName}
		}
	})
}

// spanOf notes what the index of a loop over a range runs over.
func (u *uses) spanOf(s *For) {
	target, ok := s.Target.(*Name)
	call, isCall := s.Iter.(*Call)
	if !ok || !isCall || slices.ContainsFunc(s.Body, func(b Stmt) bool { return assigns(b, target.ID) }) {
		return
	}
	if kind := u.c.canonical(call.Func); kind != "builtins.range" && kind != "gokernels.prange" {
		return
	}
	sp := span{fixed: true}
	bounds := []Expr{&Constant{Value: int64(0)}}
	if len(call.Args) > 1 {
		bounds = nil
	}
	for _, a := range call.Args {
		e := u.subst(a)
		bounds = append(bounds, e)
		sp.fixed = sp.fixed && invariant(e)
	}
	if low, ok := constantInt(u.number(bounds[0])); ok && len(bounds) == 2 {
		if high, ok := constantInt(u.number(bounds[1])); ok && high > low {
			sp.low, sp.count, sp.known = low, high-low, true
		}
	}
	id := fmt.Sprintf("%s%s %d", freeMark, target.ID, len(u.spans))
	u.spans[id] = sp
	u.held[target.ID] = &Name{ID: id}
}

func assigns(s Stmt, name string) bool {
	names := map[string]bool{}
	walkStmts([]Stmt{s}, func(n any) { addAssigned(n, names) })
	return names[name]
}

func (u *uses) augmented(s *AugAssign) {
	u.loads(s.Value)
	switch t := s.Target.(type) {
	case *Name:
		e := u.subst(&BinOp{At: s.At, Left: t, Op: s.Op, Right: s.Value})
		if key, full, view := u.root(t.ID, nil); key != "" && u.set[t.ID] { // row = a[i]; row += 1
			u.byRoot[key] = append(u.byRoot[key], access{name: t.ID, index: full, plain: full, store: true, op: s.Op, value: s.Value, pos: s.Pos, view: view})
			return
		}
		u.hold(t.ID, e)
	case *Subscript:
		if name, index := elementOf(t); name != "" {
			u.add(access{name: name, plain: index, store: true, op: s.Op, value: s.Value, pos: s.Pos})
		}
	}
}

func (u *uses) hold(name string, e Expr) {
	if len(exprText(e)) > maxDefined {
		e = &Name{ID: unknownName}
	}
	u.held[name] = e
}

func (u *uses) assigned(s *Assign) {
	if len(s.Targets) != 1 {
		u.loads(s.Value)
		for _, t := range s.Targets {
			u.target(t, s.Value, "", s.Pos)
		}
		u.forget(s)
		return
	}
	if e, op, rest := u.c.elementUpdate(s); op != "" {
		u.loads(rest)
		u.target(e, s.Value, op, s.Pos)
		return
	}
	targets, values := pairs(s)
	held := make([]Expr, len(values))
	for i, v := range values {
		held[i] = u.subst(v)
		if _, ok := targets[i].(*Name); !ok || !u.isView(held[i]) {
			u.loads(v)
		} else if base, index := elementOf(v); base != "" {
			u.loads(index...)
		}
	}
	for i, t := range targets {
		u.target(t, values[i], "", s.Pos)
		if name, ok := t.(*Name); ok {
			u.hold(name.ID, held[i])
		}
	}
	if len(targets) == 1 {
		if _, ok := targets[0].(*Name); !ok {
			u.forget(s)
		}
	}
}

// isView reports whether a value is an array or a part of one, rather than an element.
func (u *uses) isView(held Expr) bool {
	if n, ok := held.(*Name); ok {
		return u.shared(n.ID)
	}
	base, index := elementOf(held)
	if base == "" || !u.shared(base) {
		return false
	}
	t := u.c.before(base).proto.t
	if slices.ContainsFunc(index, u.isArrayName) {
		return false // a copy
	}
	return t.isArray() && (len(index) < t.NDim || slices.ContainsFunc(index, func(e Expr) bool { _, s := e.(*Slice); return s }))
}

func (u *uses) isArrayName(e Expr) bool {
	n, ok := e.(*Name)
	if !ok {
		return false
	}
	s := u.c.before(n.ID)
	return s != nil && !s.proto.t.isScalar()
}

func (u *uses) target(t Expr, value Expr, op string, pos ir.Pos) {
	switch t := t.(type) {
	case *Tuple:
		for _, e := range t.Elts {
			u.target(e, value, op, pos)
		}
	case *Subscript:
		if name, index := elementOf(t); name != "" {
			u.add(access{name: name, plain: index, store: true, op: op, value: value, pos: pos})
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
			u.add(access{name: name, plain: index, pos: e.Pos})
			return
		}
	case *Call:
		u.call(e)
		return
	case *Compare:
		if e.Ops[0] == "Is" || e.Ops[0] == "IsNot" {
			return
		}
	case *Attribute:
		if _, ok := e.Value.(*Name); ok {
			return // a.shape and such
		}
	case *Name:
		u.addWhole(e.ID, e.Pos)
		return
	case *NamedExpr:
		u.load(e.Value)
		u.hold(e.Target.ID, u.subst(e.Value))
		return
	case *BoolOp:
		u.load(e.Values[0])
		u.perhaps(e.Values[1:]...)
		return
	case *IfExp:
		u.load(e.Test)
		u.perhaps(e.Body)
		u.perhaps(e.Else)
		return
	case *Lambda:
		u.function(e.Function, nil)
		return
	}
	u.loads(exprChildren(e)...)
}

// subst writes an expression by the loop's index and what the body leaves alone.
func (u *uses) subst(e Expr) Expr {
	switch e := e.(type) {
	case nil:
		return nil
	case *Name:
		return u.substName(e)
	case *Constant:
		return e
	case *BinOp:
		return &BinOp{At: e.At, Left: u.subst(e.Left), Op: e.Op, Right: u.subst(e.Right)}
	case *UnaryOp:
		return &UnaryOp{At: e.At, Op: e.Op, Operand: u.subst(e.Operand)}
	case *Attribute:
		return &Attribute{At: e.At, Value: u.subst(e.Value), Attr: e.Attr}
	case *Subscript:
		return &Subscript{At: e.At, Value: u.subst(e.Value), Index: u.subst(e.Index)}
	case *Slice:
		return &Slice{At: e.At, Lower: u.subst(e.Lower), Upper: u.subst(e.Upper), Step: u.subst(e.Step)}
	case *Tuple:
		return &Tuple{At: e.At, Elts: u.substAll(e.Elts)}
	case *NamedExpr:
		return u.subst(e.Value)
	case *Call:
		if len(e.Keywords) == 0 {
			return &Call{At: e.At, Func: e.Func, Args: u.substAll(e.Args)}
		}
	}
	return &Name{At{e.Where()}, unknownName}
}

func (u *uses) substAll(list []Expr) []Expr {
	out := make([]Expr, len(list))
	for i, e := range list {
		out[i] = u.subst(e)
	}
	return out
}

func (u *uses) substName(e *Name) Expr {
	if held := u.held[e.ID]; held != nil {
		return held
	}
	if u.set[e.ID] || u.foreign {
		return &Name{e.At, unknownName}
	}
	return u.number(e)
}

// number is the constant that a name from before the loop is known to be, or the expression itself.
func (u *uses) number(e Expr) Expr {
	n, ok := e.(*Name)
	if !ok {
		return e
	}
	if s := u.c.before(n.ID); s != nil {
		if k, ok := s.proto.c.(int64); ok && !s.maybe && s.conflict == nil {
			return &Constant{n.At, k}
		}
		return e
	}
	if g := u.c.l.findGlobal(n.ID); g != nil && !u.c.l.scope.locals[n.ID] && g.Kind == GConst {
		if k, ok := g.Value.(int64); ok {
			return &Constant{n.At, k}
		}
	}
	return e
}

// elementUpdate recognises a[i] = a[i] + x and a[i] = max(a[i], x).
func (c *classifier) elementUpdate(s *Assign) (e Expr, op string, rest Expr) {
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
