package pyast

import (
	"maps"
	"slices"

	"gokernels/gokernels/ir"
)

// tryPins is a region that may be left at any point by an exception. The names that it assigns have one type each in
// all of it, and stand in the variables of that type, so that the handler finds them.
type tryPins struct {
	scope   *scope
	par     *parContext
	key     Stmt // of knowledge.pins
	names   map[string]bool
	types   pinTypes
	protos  map[string]*val
	unset   map[string]bool // had no value before: a flag tells
	clash   map[string][]*Type
	handler bool // not a region that is tried, but a handler: nothing is pinned
	shadows bool // a comprehension whose names are its own
}

// tried is the place of a try in one specialisation of a function: the key in knowledge.pins. Statements themselves are
// none, as parallel loops rewrite theirs.
type tried struct {
	At
	spec string
}

// pin makes a name that a try assigns have the one type that its handler will see.
func (l *lowerer) pin(name string, v **val) {
	for _, p := range slices.Backward(l.pins) {
		if p.scope != l.scope || p.par != l.par || !p.names[name] {
			continue
		}
		if p.shadows {
			return
		}
		l.pinTo(p, name, v)
	}
}

func (l *lowerer) pinTo(p *tryPins, name string, v **val) {
	t := p.types[name]
	switch {
	case t == nil:
		p.types[name] = (*v).t
	case !t.same((*v).t):
		joined := joinTypes(t, (*v).t)
		if joined == nil {
			p.clash[name] = []*Type{t, (*v).t}
			return
		}
		if !joined.same(t) {
			l.learnPin(p.key, name, joined)
		}
		*v = l.convert(*v, joined)
	}
	proto := dropConstants(strip(*v))
	if old := p.protos[name]; old != nil && !sameStatic(old, proto) {
		p.clash[name] = []*Type{old.t, proto.t}
	}
	p.protos[name] = proto
	if p.unset[name] {
		l.Set(l.flag(name), l.Bool(true))
	}
}

// learnPin notes a name's type for the whole try and starts again.
func (l *lowerer) learnPin(key Stmt, name string, t *Type) {
	known := l.p.known.pins[key]
	if known == nil {
		known = pinTypes{}
		l.p.known.pins[key] = known
	}
	if old := known[name]; old != nil {
		if t = joinTypes(old, t); t == nil || t.same(old) {
			l.fail("TypingError", "the types of "+quote(name)+" in this try do not settle", "Give it one type.")
		}
	}
	known[name] = t
	panic(restart{})
}

// newPins prepares the names that a tried region assigns: those that have a value move to the variables of their type.
func (l *lowerer) newPins(s Stmt, names []string) *tryPins {
	key := tried{At{s.Where()}, l.F.Name}
	key.Pos.File = l.p.file(l.scope.fn.File)
	p := &tryPins{scope: l.scope, par: l.par, key: key, names: map[string]bool{}, types: pinTypes{}, protos: map[string]*val{},
		unset: map[string]bool{}, clash: map[string][]*Type{}}
	for _, name := range names {
		p.names[name] = true
		known, old := l.p.known.pins[key][name], l.scope.env[name]
		if known != nil {
			p.types[name] = known
		}
		if old == nil {
			p.unset[name] = true
			l.Set(l.flag(name), l.Bool(false))
			continue
		}
		if old.conflict != nil {
			continue
		}
		l.pinEntry(p, name, old, known)
	}
	return p
}

func (l *lowerer) pinEntry(p *tryPins, name string, old *slot, t *Type) {
	if t == nil || joinTypes(old.proto.t, t) == nil {
		t = old.proto.t
	}
	p.types[name] = t
	p.unset[name] = old.maybe
	proto := l.protoOf(t, old.proto)
	next := &slot{proto: proto, vars: l.varsFor(name, t), maybe: old.maybe, carried: old.carried}
	l.assign(next, l.convertSlot(old, t, next.vars))
	p.protos[name] = dropConstants(proto)
	if t.same(old.proto.t) {
		next.proto = old.proto
	}
	l.scope.env[name] = next
}

// atHandler is what names hold where an exception was caught.
func (p *tryPins) atHandler(l *lowerer, entry env) env {
	names := cloneEnv(entry)
	for name, t := range p.types {
		old, proto := entry[name], p.protos[name]
		if proto == nil {
			continue
		}
		s := &slot{proto: proto, vars: l.varsFor(name, t), maybe: p.unset[name], conflict: p.clash[name]}
		s.carried = old != nil && old.carried
		names[name] = s
	}
	return names
}

// protect lowers body so that handle gets control where it raises; it returns the points where body and handle end.
func (l *lowerer) protect(s Stmt, names []string, body, handle func()) (done *point, ends []*point) {
	p := l.newPins(s, names)
	entry := cloneEnv(l.scope.env)
	in := l.Add(&ir.Instr{Op: ir.Try, Regions: []*ir.Region{{}, {}}})
	l.pins = append(l.pins, p)
	l.In(in.Regions[0], func() {
		body()
		if !l.dead {
			l.checkPins(p)
			done = l.here()
		}
	})
	l.pins[len(l.pins)-1] = &tryPins{handler: true}
	l.scope.env, l.dead = p.atHandler(l, entry), false
	l.In(in.Regions[1], func() {
		l.passBy()
		handle()
		if !l.dead {
			ends = append(ends, l.here())
		}
	})
	l.pins = l.pins[:len(l.pins)-1]
	return done, ends
}

// checkPins learns the types that joins within the body, which do not go through pin, have given to names.
func (l *lowerer) checkPins(p *tryPins) {
	for _, name := range slices.Sorted(maps.Keys(p.types)) {
		t, s := p.types[name], l.scope.env[name]
		if s == nil || s.conflict != nil || s.proto.t.same(t) {
			continue
		}
		switch joined := joinTypes(t, s.proto.t); {
		case joined == nil:
			p.clash[name] = []*Type{t, s.proto.t}
		case joined.same(t):
			l.bind(name, l.read(s))
		default:
			l.learnPin(p.key, name, joined)
		}
	}
}

// repin brings names that a parallel loop has left in variables of their own back to those that a handler looks at.
func (l *lowerer) repin() {
	if l.dead {
		return
	}
	for _, p := range l.pins {
		if p.scope != l.scope || p.par != l.par || p.shadows || p.handler {
			continue
		}
		for _, name := range slices.Sorted(maps.Keys(p.names)) {
			t, s := p.types[name], l.scope.env[name]
			if s == nil || s.conflict != nil || s.carried || t != nil && t.same(s.proto.t) && slices.Equal(s.vars, l.varsFor(name, t)) {
				continue
			}
			l.bind(name, l.read(s))
			l.scope.env[name].maybe = s.maybe
		}
	}
}

// tryStmt lowers try with except, else and finally.
func (l *lowerer) tryStmt(s *Try) {
	if len(s.Finally) == 0 {
		l.tryExcept(s)
		return
	}
	l.withFinally(s, l.assignedIn([]Stmt{&Try{Body: s.Body, Handlers: s.Handlers, Else: s.Else}}),
		func() { l.tryExcept(s) }, func() { l.stmts(s.Finally) })
}

// tryExcept lowers try without finally. The else clause is not protected: handlers leave a block around both.
func (l *lowerer) tryExcept(s *Try) {
	if len(s.Handlers) == 0 {
		l.stmts(s.Body)
		return
	}
	block := &ir.Instr{Op: ir.Block, Int: l.F.NewLabel(), Regions: []*ir.Region{{}}}
	l.Add(block)
	var ends []*point
	l.In(block.Regions[0], func() {
		done, handled := l.protect(s, l.assignedIn(s.Body), func() { l.stmts(s.Body) }, func() { l.handlers(s.Handlers, block.Int, &ends) })
		ends = append(ends, handled...)
		if done == nil {
			return
		}
		l.scope.env, l.dead = done.env, false
		if len(s.Else) > 0 {
			l.stmts(s.Else)
		}
		if !l.dead {
			ends = append(ends, l.here())
		}
	})
	l.merge(ends)
}

// handlers tests the except clauses in order; what none takes goes on.
func (l *lowerer) handlers(hs []Handler, leave int64, ends *[]*point) {
	if len(hs) == 0 {
		l.Do(ir.Rethrow)
		l.dead = true
		return
	}
	h := hs[0]
	l.at(h)
	entry := l.scope.env
	body := func() {
		l.handle(h)
		if !l.dead {
			l.Add(&ir.Instr{Op: ir.Break, Int: leave})
			*ends = append(*ends, l.jump())
			l.dead = true
		}
	}
	if h.Type == nil {
		body()
		return
	}
	l.IfEach(l.catches(h), []func(){body, func() { l.handlers(hs[1:], leave, ends) }}, func(build func()) {
		l.scope.env, l.dead = cloneEnv(entry), false
		build()
	})
	l.dead = true // both ways have left
}

// handle lowers the body of an except clause; its name is gone afterwards.
func (l *lowerer) handle(h Handler) {
	if h.Name != "" {
		text := &val{t: strType, v: l.With(ir.Instr{Op: ir.Caught}, ir.Str)}
		l.bind(h.Name, &val{t: exceptionType(), items: []*val{l.tuple(text)}})
	}
	l.stmts(h.Body)
	if h.Name != "" {
		delete(l.scope.env, h.Name)
	}
}

// catches tests whether a clause takes what was raised: one class or a tuple of classes.
func (l *lowerer) catches(h Handler) ir.Value {
	t := l.expr(h.Type)
	classes := []*val{t}
	if t.t.Kind == KTuple {
		classes = t.items
	}
	caught := l.Bool(false)
	for _, class := range classes {
		is := l.With(ir.Instr{Op: ir.Caught, Sym: l.className(class)}, ir.Bool)
		caught = l.Make(ir.Or, ir.Bool, caught, is)
	}
	return caught
}
