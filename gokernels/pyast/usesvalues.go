package pyast

import (
	"fmt"
	"maps"
	"slices"
)

// span is what the index of a loop within the body runs over.
type span struct {
	low, count int64 // where it is known: both constant
	known      bool
	fixed      bool // the same in every iteration
	own        bool // between ends that each iteration has for itself, such as ptr[i] and ptr[i+1]
}

// newSpan makes a name for an index that runs over something.
func (u *uses) newSpan(name string, s span) Expr {
	id := fmt.Sprintf("%s%s %d", freeMark, name, len(u.spans))
	u.spans[id] = s
	return &Name{ID: id}
}

// loop goes through a loop within the body: what it sets holds, at the top of a turn and after the last, what any number
// of turns made of it. Numbers that do not simply count are not known: those of before the first turn seldom are used.
func (u *uses) loop(s Stmt, top func(), body, els []Stmt) {
	for name := range setBy(s) {
		switch entry, step := u.held[name], u.counted(s, name); {
		case entry == nil || (step == 0 && !u.isView(entry)):
			u.held[name] = unknown()
		case step != 0 && !u.isView(entry):
			turns := &BinOp{Left: u.newSpan(name, span{}), Op: "Mult", Right: &Constant{Value: step}}
			u.hold(name, choice(entry, &BinOp{Left: entry, Op: "Add", Right: turns}))
		default:
			u.hold(name, choice(entry, unknown()))
		}
	}
	head := maps.Clone(u.held)
	top()
	u.stmts(body)
	u.held = head
	u.stmts(els)
}

// counted is the step of a name that a loop changes in one place only, by adding a number; 0 if it is not so.
func (u *uses) counted(s Stmt, name string) (step int64) {
	times := 0
	walkStmts([]Stmt{s}, func(n any) {
		names := map[string]bool{}
		addAssigned(n, names)
		if !names[name] {
			return
		}
		times++
		if a, ok := n.(*AugAssign); ok && (a.Op == "Add" || a.Op == "Sub") {
			step, _ = constantInt(u.number(a.Value))
			if a.Op == "Sub" {
				step = -step
			}
		}
		if a, ok := n.(*Assign); ok && len(a.Targets) == 1 {
			if b, ok := a.Value.(*BinOp); ok && isName(b.Left, name) && (b.Op == "Add" || b.Op == "Sub") {
				step, _ = constantInt(u.number(b.Right))
				if b.Op == "Sub" {
					step = -step
				}
			}
		}
	})
	if times != 1 {
		return 0
	}
	return step
}

// loopTarget gives the target of a for what it runs over.
func (u *uses) loopTarget(target, iter Expr, body []Stmt) {
	u.forget(&Assign{Targets: []Expr{target}})
	if slices.ContainsFunc(body, func(b Stmt) bool { return overlap(setBy(b), setBy(&Assign{Targets: []Expr{target}})) }) {
		return
	}
	u.holdTarget(target, u.itemOf(iter))
}

func overlap(a, b map[string]bool) bool {
	for name := range a {
		if b[name] {
			return true
		}
	}
	return false
}

// itemOf is what a for's target holds in any turn.
func (u *uses) itemOf(iter Expr) Expr {
	call, ok := iter.(*Call)
	if !ok {
		return u.itemAt(u.subst(iter), unknown())
	}
	switch u.canonical(call.Func) {
	case "builtins.range", "gokernels.prange":
		return u.rangeItem(call)
	case "builtins.enumerate":
		if len(call.Args) == 1 {
			seq := u.subst(call.Args[0])
			k := u.newSpan("index", span{fixed: invariant(seq)})
			return &Tuple{Elts: []Expr{k, u.itemAt(seq, k)}}
		}
	case "builtins.zip":
		items, k := &Tuple{}, u.newSpan("index", span{})
		for _, a := range call.Args {
			items.Elts = append(items.Elts, u.itemAt(u.subst(a), k))
		}
		return items
	}
	return unknown()
}

// itemAt is an item of something that is iterated over.
func (u *uses) itemAt(seq, index Expr) Expr {
	if t, ok := seq.(*Tuple); ok && len(t.Elts) > 0 {
		all := t.Elts[0]
		for _, e := range t.Elts[1:] {
			all = choice(all, e)
		}
		return all
	}
	if u.isView(seq) {
		return &Subscript{Value: seq, Index: index}
	}
	return unknown()
}

// rangeItem is the index of a loop over a range: what it starts from and a number of steps.
func (u *uses) rangeItem(call *Call) Expr {
	bounds := []Expr{&Constant{Value: int64(0)}}
	if len(call.Args) > 1 {
		bounds = nil
	}
	fixed := true
	for _, a := range call.Args {
		e := u.number(u.subst(a))
		bounds = append(bounds, e)
		fixed = fixed && invariant(e)
	}
	low, ok := u.affine(bounds[0], 0)
	if !ok || len(bounds) > 3 {
		return u.newSpan("own", span{own: !invariant(bounds[0])})
	}
	step := int64(1)
	if len(bounds) == 3 {
		if step, ok = constantInt(bounds[2]); !ok || step < 1 {
			return u.newSpan("step", span{fixed: fixed})
		}
	}
	s := span{fixed: fixed}
	if n, ok := u.difference(bounds[1], low); ok && n > 0 && step == 1 {
		s.count, s.known = n, true
	}
	k := u.newSpan("index", s)
	if isZero(bounds[0]) && step == 1 {
		return k
	}
	if !s.known && low.i == 0 && !low.exact() {
		return k
	}
	return plusTimes(bounds[0], k, step)
}

// difference is how far above low an index is, at most.
func (u *uses) difference(e Expr, low affine) (int64, bool) {
	if call, ok := e.(*Call); ok && u.canonical(call.Func) == "builtins.min" {
		for _, a := range call.Args {
			if n, ok := u.difference(a, low); ok {
				return n, true
			}
		}
		return 0, false
	}
	high, ok := u.affine(e, 0)
	if !ok {
		return 0, false
	}
	return high.plus(low, -1).constant()
}

// comprehension goes through a comprehension's loops.
func (u *uses) comprehension(e *Comp) {
	held := maps.Clone(u.held)
	for _, g := range e.Generators {
		u.loads(g.Iter)
		u.loopTarget(g.Target, g.Iter, nil)
		u.loads(g.Ifs...)
	}
	u.loads(e.Key, e.Elt)
	u.held = held
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
		u.add(e, access{pos: e.Pos})
		if base, _ := elementOf(e); u.hasNoPlace(base) {
			u.load(base)
		}
		return
	case *Call:
		u.call(e)
		return
	case *Compare:
		if e.Ops[0] == "Is" || e.Ops[0] == "IsNot" {
			return
		}
	case *Attribute:
		u.attributeLoad(e)
		return
	case *Name:
		u.addWhole(e, e.Pos)
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
	case *Comp:
		u.comprehension(e)
		return
	case *Lambda:
		u.function(e.Function, nil, nil)
		return
	}
	u.loads(exprChildren(e)...)
}

// hasNoPlace reports whether an expression that is indexed is computed.
func (u *uses) hasNoPlace(base Expr) bool {
	switch base.(type) {
	case nil, *Name, *Attribute:
		return false
	}
	return len(u.spread(u.subst(base))) == 0
}

func (u *uses) attributeLoad(e *Attribute) {
	if base, _ := elementOf(e); base != nil && len(u.spread(u.subst(e))) > 0 { // r[i].x
		u.add(e, access{pos: e.Pos})
		return
	}
	u.addWhole(e, e.Pos)
	switch e.Value.(type) {
	case *Name, *Subscript, *Attribute: // a.shape and such
	default:
		u.load(e.Value)
	}
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
		return u.substItem(e)
	case *Slice:
		return &Slice{At: e.At, Lower: u.subst(e.Lower), Upper: u.subst(e.Upper), Step: u.subst(e.Step)}
	case *Tuple:
		return &Tuple{At: e.At, Elts: u.substAll(e.Elts)}
	case *IfExp:
		return choice(u.subst(e.Body), u.subst(e.Else))
	case *NamedExpr:
		return u.subst(e.Value)
	case *Call:
		return u.substCall(e)
	}
	return &Name{At{e.Where()}, unknownName}
}

// substItem is a[i]; an item of a tuple that is known is the item.
func (u *uses) substItem(e *Subscript) Expr {
	value, index := u.subst(e.Value), u.subst(e.Index)
	if t, ok := value.(*Tuple); ok {
		if items := chosen(t.Elts, index); len(items) == 1 {
			return items[0]
		}
	}
	return &Subscript{At: e.At, Value: value, Index: index}
}

// substCall is a call by its arguments; of a function that only returns an expression it is that expression.
func (u *uses) substCall(e *Call) Expr {
	if m, ok := e.Func.(*Attribute); ok && len(e.Keywords) == 0 {
		return &Call{At: e.At, Func: &Attribute{m.At, u.subst(m.Value), m.Attr}, Args: u.substAll(e.Args)}
	}
	if f := u.called(e); f != nil && !u.inside[f] && f.ID >= 0 {
		if r, ok := onlyReturn(f); ok {
			var value Expr
			u.within(f, u.substAll(e.Args), u.keywords(e), func() { value = u.subst(r) })
			return value
		}
		return &Name{e.At, unknownName}
	}
	name := u.canonical(e.Func)
	switch name {
	case "builtins.int", "numpy.int64", "numpy.intp", "operator.index":
		if len(e.Args) == 1 {
			return u.subst(e.Args[0])
		}
	}
	if len(e.Keywords) == 0 && name != "" {
		return &Call{At: e.At, Func: &Name{ID: knownMark + name}, Args: u.substAll(e.Args)}
	}
	return &Name{e.At, unknownName}
}

// onlyReturn is what a function returns that does nothing else.
func onlyReturn(f *Function) (Expr, bool) {
	for k, s := range f.Body {
		if r, ok := s.(*Return); ok && k == len(f.Body)-1 && r.Value != nil {
			return r.Value, true
		}
		if d, ok := s.(*ExprStmt); !ok || d.Value == nil {
			return nil, false
		} else if _, doc := d.Value.(*Constant); !doc {
			return nil, false
		}
	}
	return nil, false
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
	switch {
	case marked(e.ID):
		return e
	case u.foreign != nil:
		if g := u.foreign.Globals[e.ID]; g != nil && g.Kind == GConst {
			if n, ok := g.Value.(int64); ok {
				return &Constant{e.At, n}
			}
		}
		return &Name{e.At, unknownName}
	case u.set[e.ID]:
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
