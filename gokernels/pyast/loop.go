package pyast

import (
	"maps"
	"slices"

	"gokernels/gokernels/ir"
)

// loopContext is where break and continue of a Python loop go, and the names as they are there.
type loopContext struct {
	breakLabel    int64
	continueLabel int64
	continueOp    ir.Op // Continue, or Break of a block around the body
	breaks        []*point
	continues     []*point
	finallies     int // how many finally clauses were open at entry
}

func (l *lowerer) push(c *loopContext) {
	c.finallies = len(l.finallies)
	l.loops = append(l.loops, c)
}

func (l *lowerer) pop() { l.loops = l.loops[:len(l.loops)-1] }

// loopShape is a loop in the making: begin adds its instruction and returns the body's region; in it, each is run at
// the top of every turn and may leave through exit.
type loopShape struct {
	op    ir.Op // Loop or For
	args  []ir.Value
	each  func(index ir.Value)
	test  func() *val // of a while
	body  []Stmt
	emit  func() // instead of body
	els   []Stmt
	names []string // assigned in the loop
}

// loop lowers a loop until the types of its names at the end of a turn are those at its start.
func (l *lowerer) loop(s *loopShape) {
	entry, at, mark := l.scope.env, l.At, len(l.At.Code)
	k := &turnFacts{map[string]*Type{}, map[string]*Type{}, map[string]bool{}, map[string][]*Type{}}
	forget := l.jumpsSoFar()
	for {
		l.At.Code = l.At.Code[:mark]
		l.scope.env = cloneEnv(entry)
		l.widen(s.names, k)
		if !l.turn(s, k) {
			return
		}
		l.At, l.dead = at, false
		forget()
	}
}

// turnFacts is what the turns lowered so far told about names at the top of a loop.
type turnFacts struct {
	widened map[string]*Type   // the type that joins the one before the loop and those of a turn
	appear  map[string]*Type   // names without a value before the loop that a turn may leave to the next
	unsure  map[string]bool    // names with a value before the loop that a turn may delete
	clash   map[string][]*Type // types that do not join
}

// widen prepares the names for the top of the loop: nothing is known of those it assigns but their types.
func (l *lowerer) widen(names []string, k *turnFacts) {
	for _, name := range names {
		s := l.scope.env[name]
		switch {
		case s == nil && k.appear[name] != nil:
			l.Set(l.flag(name), l.Bool(false))
			t := k.appear[name]
			l.scope.env[name] = &slot{proto: l.fromSlots(t, func(ir.Type) ir.Value { return 0 }), vars: l.varsFor(name, t), maybe: true}
		case s == nil || s.conflict != nil:
		case k.clash[name] != nil:
			l.scope.env[name] = &slot{proto: s.proto, conflict: k.clash[name]}
		default:
			l.scope.env[name] = l.widenSlot(name, s, k)
		}
	}
}

// widenSlot is a name of before the loop, as it is at the top of every turn.
func (l *lowerer) widenSlot(name string, s *slot, k *turnFacts) *slot {
	t := s.proto.t
	if k.widened[name] != nil {
		t = k.widened[name]
	}
	next := &slot{proto: dropConstants(l.protoOf(t, s.proto)), vars: l.varsFor(name, t), maybe: s.maybe || k.unsure[name], carried: s.carried}
	l.assign(next, l.convertSlot(s, t, next.vars))
	if next.maybe && !s.maybe {
		l.Set(l.flag(name), l.Bool(true))
	}
	return next
}

// turn lowers the loop for the names as they are; it reports whether a type changed on the way round.
func (l *lowerer) turn(s *loopShape, k *turnFacts) (again bool) {
	outer, head := l.At, l.scope.env
	start := len(outer.Code)
	var block *ir.Instr
	c := &loopContext{continueOp: ir.Continue, continueLabel: l.F.NewLabel()}
	c.breakLabel = c.continueLabel
	if len(s.els) > 0 || (s.op == ir.For && hasBreak(s.body)) { // code for the exhausted loop must not run after a break
		c.breakLabel = l.F.NewLabel()
		block = l.Add(&ir.Instr{Op: ir.Block, Int: c.breakLabel, Regions: []*ir.Region{{}}})
		l.At = block.Regions[0]
	}
	in := l.Add(&ir.Instr{Op: s.op, Int: c.continueLabel, Args: s.args, Regions: []*ir.Region{{}}})
	inside := l.At
	missing := l.missing
	l.missing = map[string]bool{}
	exits, backs := l.loopBody(s, in, c, head)
	again = l.compareTurns(s.names, head, backs, c.breaks, k)
	for name := range l.missing {
		missing[name] = true
	}
	l.missing = missing
	if again {
		return true
	}
	for _, p := range backs {
		l.before(p, func() { l.closeTurn(s.names, head, p.env) })
	}
	l.At = inside
	l.leave(s, c, outer, start, head, exits, backs)
	l.At = outer
	return false
}

// hasBreak reports whether a body has a break of its own loop.
func hasBreak(body []Stmt) bool {
	for _, s := range body {
		switch s.(type) {
		case *Break:
			return true
		case *For, *While:
			continue
		}
		for _, inner := range stmtBodies(s) {
			if hasBreak(inner) {
				return true
			}
		}
	}
	return false
}

// loopBody lowers test and body; it returns the points that leave after the test and those that go round.
func (l *lowerer) loopBody(s *loopShape, in *ir.Instr, c *loopContext, head env) (exits, backs []*point) {
	region := in.Regions[0]
	l.scope.env = cloneEnv(head)
	l.push(c)
	l.In(region, func() {
		if s.op == ir.For {
			index := l.F.NewValue(ir.I64)
			region.Params = []ir.Value{index}
			s.each(index)
		} else {
			exits = l.loopTest(s, c)
		}
		if !l.dead {
			l.emitBody(s)
		}
		if !l.dead {
			backs = append(backs, l.here())
		}
	})
	l.pop()
	l.dead = false
	return exits, append(backs, c.continues...)
}

func (l *lowerer) emitBody(s *loopShape) {
	if s.emit != nil {
		s.emit()
		return
	}
	l.stmts(s.body)
}

// loopTest leaves the loop where the test of a while fails; it returns that point.
func (l *lowerer) loopTest(s *loopShape, c *loopContext) (exits []*point) {
	cond := l.truth(s.test())
	if cond.isTrue() {
		return nil
	}
	stop := l.Make(ir.Not, ir.Bool, l.scalar(cond))
	l.If(stop, func() {
		l.Add(&ir.Instr{Op: ir.Break, Int: c.continueLabel})
		exits = append(exits, l.jump())
	}, nil)
	return exits
}

// compareTurns learns from the ends of a turn what names need at its start.
func (l *lowerer) compareTurns(names []string, head env, backs, breaks []*point, k *turnFacts) (again bool) {
	for _, name := range names {
		h := head[name]
		switch {
		case h == nil:
			again = l.compareNew(name, backs, breaks, k) || again
		case h.conflict == nil:
			for _, p := range backs {
				again = k.compare(name, h, p.env[name]) || again
			}
		}
	}
	return again
}

// compareNew looks at a name that has no value at the top: one that a later turn, or the code after the loop, may find
// set by an earlier turn only has to be there from the start.
func (l *lowerer) compareNew(name string, backs, breaks []*point, k *turnFacts) (again bool) {
	if k.appear[name] != nil {
		return false
	}
	var t *Type
	partly := l.missing[name]
	for _, p := range backs {
		if b := p.env[name]; b != nil && b.conflict == nil && t == nil {
			t = b.proto.t
		}
	}
	for _, p := range slices.Concat(backs, breaks) {
		b := p.env[name]
		partly = partly || b == nil || b.maybe
	}
	if t == nil || !partly || compileTimeOnly(t) {
		return false
	}
	k.appear[name] = t
	return true
}

// compare learns from what a name of before the loop is at the end of a turn.
func (k *turnFacts) compare(name string, h, b *slot) (again bool) {
	if (b == nil || b.maybe) && !h.maybe {
		k.unsure[name], again = true, true
	}
	if b == nil {
		return again
	}
	t := joinStatic(h.proto, b.proto)
	switch {
	case b.conflict != nil:
		k.clash[name] = b.conflict
	case t == nil:
		k.clash[name] = []*Type{h.proto.t, b.proto.t}
	case t.same(h.proto.t):
		return again
	case k.appear[name] != nil:
		k.appear[name] = t
	default:
		k.widened[name] = t
	}
	return true
}

// closeTurn makes the names at the end of a turn what they are at its start.
func (l *lowerer) closeTurn(names []string, head, end env) {
	for _, name := range names {
		h, b := head[name], end[name]
		if h == nil || h.conflict != nil {
			continue
		}
		if b == nil {
			l.Set(l.flag(name), l.Bool(false))
			continue
		}
		l.assign(h, l.convertSlot(b, h.proto.t, h.vars))
		if h.maybe && !b.maybe {
			l.Set(l.flag(name), l.Bool(true))
		}
	}
}

// leave joins the names after the loop: exhausted or test failed, then else; and every break.
func (l *lowerer) leave(s *loopShape, c *loopContext, outer *ir.Region, start int, head env, exits, backs []*point) {
	done := exits
	if s.op == ir.For {
		done = []*point{l.exhausted(outer, start, head, backs)}
	}
	for _, p := range exits {
		p.env = l.withNew(p.env, outer, start, head, backs)
	}
	if len(s.els) > 0 {
		l.merge(done)
		if !l.dead {
			l.stmts(s.els)
		}
		done = nil
		if !l.dead {
			done = []*point{l.here()}
		}
		l.dead = false
		l.At = outer
	}
	l.merge(append(done, c.breaks...))
}

// exhausted is the point after the last turn of a for. Names that the body makes exist if there was a turn.
func (l *lowerer) exhausted(outer *ir.Region, start int, head env, backs []*point) *point {
	return &point{l.At, false, l.withNew(head, outer, start, head, backs)}
}

// withNew adds to names those that the body makes.
func (l *lowerer) withNew(known env, outer *ir.Region, start int, head env, backs []*point) env {
	names := cloneEnv(known)
	tail := append([]*ir.Instr(nil), outer.Code[start:]...)
	outer.Code = outer.Code[:start]
	for _, name := range namesOf(backs) {
		if head[name] != nil || known[name] != nil {
			continue
		}
		before := &point{outer, false, env{}}
		made := l.mergeName(name, append([]*point{before}, backs...))
		// In a parallel loop too: whether there was a turn is known when it is read.
		made.carried = made.carried && slices.ContainsFunc(backs, func(p *point) bool { return p.env[name] == nil || p.env[name].carried })
		names[name] = made
	}
	outer.Code = append(outer.Code, tail...)
	return names
}

func (l *lowerer) whileStmt(s *While) {
	l.loop(&loopShape{op: ir.Loop, test: func() *val { l.at(s.Test); return l.exprOrNone(s.Test) }, body: s.Body, els: s.Else,
		names: l.assignedIn(append(slices.Clone(s.Body), &ExprStmt{At{s.Pos}, s.Test}))})
}

// assignedIn returns the names that statements assign, sorted.
func (l *lowerer) assignedIn(body []Stmt) []string {
	names := map[string]bool{}
	walkStmts(body, func(n any) { addAssigned(n, names) })
	return slices.Sorted(maps.Keys(names))
}
