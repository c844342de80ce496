package pyast

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"gokernels/gokernels/ir"
)

// generator is the value of a call of a function that yields: its body takes the place of the loop that goes over it.
type generator struct {
	fn    *Function
	args  []*val
	scope *scope       // where an inner function was defined
	loop  *loopContext // the loop around the call
	used  bool
}

// isGenerator reports whether a function yields.
func isGenerator(f *Function) (found bool) {
	walkStmts(f.Body, func(n any) {
		if _, ok := n.(*Yield); ok {
			found = true
		}
	})
	return found
}

func (l *lowerer) generatorVal(f *Function, args []*val, s *scope) *val {
	return &val{t: &Type{Kind: KIter, Name: "generator"}, obj: &iterator{kind: "generator", gen: &generator{f, args, s, l.innermost(), false}}}
}

func (l *lowerer) innermost() *loopContext {
	if len(l.loops) == 0 {
		return nil
	}
	return l.loops[len(l.loops)-1]
}

// consumer is what happens with each value that a generator yields: a loop's body, or emit.
type consumer struct {
	loop  *For
	emit  func(item *val)
	item  func(item *val) *val // what the loop gets for what is yielded; nil: that itself
	left  func() ir.Value      // of zip: whether an iterable on the generator's left has ended, so that it does not go on
	right func() ir.Value      // whether one on its right has
}

// consumerOf finds the generator in g, enumerate(g) or zip(…, g, …); nil if there is none.
func (l *lowerer) consumerOf(v *val) (*generator, *consumer) {
	it, ok := v.obj.(*iterator)
	if !ok || v.t.Kind != KIter {
		return nil, nil
	}
	switch it.kind {
	case "generator":
		return it.gen, &consumer{}
	case "enumerate":
		return l.countedYields(it)
	case "zip":
		return l.zippedYields(it)
	}
	return nil, nil
}

func generatorOf(v *val) *generator {
	if it, ok := v.obj.(*iterator); ok && v.t.Kind == KIter {
		return it.gen
	}
	return nil
}

// counter is a variable that counts yields.
func (l *lowerer) counter(start ir.Value) (count ir.Var, next func() ir.Value) {
	count = l.newVar("yielded", ir.I64)
	l.Set(count, start)
	return count, func() ir.Value {
		n := l.Get(count)
		l.Set(count, l.Make(ir.Add, ir.I64, n, l.Int(1)))
		return n
	}
}

func (l *lowerer) countedYields(it *iterator) (*generator, *consumer) {
	c := &callArgs{name: "enumerate", args: it.args, kw: it.kw}
	a := c.bind(l, "iterable", "start?")
	g := generatorOf(a[0])
	if g == nil {
		return nil, nil
	}
	start := l.intConst(0)
	if a[1] != nil {
		start = l.toInt(a[1])
	}
	_, next := l.counter(l.scalar(start))
	return g, &consumer{item: func(item *val) *val { return l.tuple(intVal(next()), item) }}
}

// zippedYields goes over other iterables beside a generator: those on its left decide whether it goes on at all.
func (l *lowerer) zippedYields(it *iterator) (*generator, *consumer) {
	at := slices.IndexFunc(it.args, func(v *val) bool { return generatorOf(v) != nil })
	if at < 0 {
		return nil, nil
	}
	parts := make([]*source, len(it.args))
	for k, a := range it.args {
		if k == at {
			continue
		}
		if generatorOf(a) != nil {
			l.unsupported("zip() of two generators", "Make a list of one of them: zip(list(a), b).")
		}
		parts[k] = l.counted(l.sourceOf(a))
	}
	count, next := l.counter(l.Int(0))
	ended := func(parts []*source) ir.Value {
		stop := l.Bool(false)
		for _, p := range parts {
			stop = l.Make(ir.Or, ir.Bool, stop, l.Make(ir.Ge, ir.Bool, l.Get(count), p.n))
		}
		return stop
	}
	row := func(item *val) *val {
		i, items := next(), make([]*val, len(parts))
		for k, p := range parts {
			items[k] = item
			if k != at {
				items[k] = p.item(i)
			}
		}
		return l.tuple(items...)
	}
	return generatorOf(it.args[at]), &consumer{item: row, left: func() ir.Value { return ended(parts[:at]) },
		right: func() ir.Value { return ended(parts[at+1:]) }}
}

// expansion is a generator's body in the place of a loop over it, its names made different from the function's own.
type expansion struct {
	suffix string
	body   []Stmt
	gen    *generator
	use    *consumer
	caller *Function
	names  map[string]bool // that may be set in the place of a yield where there is no loop
	loop   *loopContext    // of the loop that the body replaces
	inner  int64           // label of the block of the generator's body
	leaves []*point        // its returns
}

// yields lowers a generator's body with what its consumer does in the place of each yield.
func (l *lowerer) yields(g *generator, use *consumer, els []Stmt) {
	l.checkConsumed(g)
	x := l.expand(g, use)
	outer := l.Add(&ir.Instr{Op: ir.Block, Int: l.F.NewLabel(), Regions: []*ir.Region{{}}})
	x.loop = &loopContext{breakLabel: outer.Int, continueOp: ir.Break}
	var ends []*point
	l.open = append(l.open, x)
	l.In(outer.Regions[0], func() {
		l.generatorBody(x)
		if !l.dead {
			l.stmts(els)
		}
		if !l.dead {
			ends = append(ends, l.here())
		}
	})
	l.open = l.open[:len(l.open)-1]
	ends = append(ends, x.loop.breaks...)
	for _, p := range ends {
		x.forget(p.env)
	}
	l.merge(ends)
}

// checkConsumed refuses what would need a generator that stops in the middle and goes on elsewhere.
func (l *lowerer) checkConsumed(g *generator) {
	switch {
	case g.used:
		l.unsupported("a generator that is used twice", "Call it again, or make a list of it first: list(g).")
	case g.loop != l.innermost():
		l.unsupported("a generator that is made outside the loop that goes over it", "Call it where the loop is: for x in g(…).")
	case len(l.open) >= maxInlining:
		l.unsupported("a generator that goes over itself", "Keep what is still to do in a list.")
	case triesToYield(g.fn.Body, false):
		l.unsupported("yield within try or with", "Yield outside it.")
	}
	for s := l.scope; g.scope != nil && s != g.scope; s = s.parent {
		if s == nil {
			l.unsupported("an inner generator that is passed to another function", "Move it to the module's level and decorate it with @njit.")
		}
	}
	g.used = true
}

// triesToYield reports whether a body yields within a try or with, where an exception of the loop's body would get.
func triesToYield(body []Stmt, inside bool) (found bool) {
	for _, s := range body {
		switch s := s.(type) {
		case *Try, *With:
			inside = true
		case *ExprStmt:
			_, yields := s.Value.(*Yield)
			found = found || yields && inside
		}
		for _, inner := range stmtBodies(s) {
			found = found || triesToYield(inner, inside)
		}
		switch s.(type) {
		case *Try, *With:
			inside = false
		}
	}
	return found
}

// expand makes a generator's body ready to stand here. Lowering starts again at times: the statements stay the same.
func (l *lowerer) expand(g *generator, use *consumer) *expansion {
	key := fmt.Sprintf("%p %d %s", g.fn, len(l.open), l.F.Name)
	x := l.p.known.bodies[key]
	if x == nil {
		x = &expansion{suffix: " of " + g.fn.Name}
		if len(l.open) > 0 {
			x.suffix += " " + strconv.Itoa(len(l.open))
		}
		r := &renamer{x: x}
		if g.scope != nil { // other names are those of the functions around it
			r.names = localsOf(g.fn)
		}
		x.body = r.stmts(g.fn.Body)
		l.p.known.bodies[key] = x
	}
	x.gen, x.use, x.caller, x.names, x.leaves = g, use, l.scope.fn, maps.Clone(l.scope.locals), nil
	for name := range localsOf(g.fn) {
		l.scope.locals[name+x.suffix] = true
	}
	return x
}

// generatorBody lowers the body in a block that its returns leave.
func (l *lowerer) generatorBody(x *expansion) {
	block := l.Add(&ir.Instr{Op: ir.Block, Int: l.F.NewLabel(), Regions: []*ir.Region{{}}})
	x.inner = block.Int
	var ends []*point
	l.In(block.Regions[0], func() {
		l.leaveIf(x, x.use.left)
		l.inGenerator(x, func() {
			for i, v := range x.gen.args {
				l.bind(parameterName(x.gen.fn, i)+x.suffix, v)
			}
			l.stmts(x.body)
		})
		if !l.dead {
			ends = append(ends, l.here())
		}
	})
	l.merge(append(ends, x.leaves...))
}

func parameterName(f *Function, i int) string {
	if i < len(f.Params) {
		return f.Params[i].Name
	}
	return f.Vararg
}

// inGenerator does something with the source lines and the globals of the generator.
func (l *lowerer) inGenerator(x *expansion, do func()) {
	globals := l.scope.globals
	l.scope.globals = maps.Clone(globals)
	if l.scope.globals == nil {
		l.scope.globals = map[string]*Global{}
	}
	for name, g := range x.gen.fn.Globals {
		l.scope.globals[name+x.suffix] = g
	}
	l.scope.fn = x.gen.fn
	do()
	l.scope.fn, l.scope.globals = x.caller, globals
}

// leaveIf ends the generator where a condition, if there is one, holds.
func (l *lowerer) leaveIf(x *expansion, cond func() ir.Value) {
	if cond != nil && !l.dead {
		l.If(cond(), func() { l.leaveGenerator(x); l.dead = false }, nil)
	}
}

func (l *lowerer) leaveGenerator(x *expansion) {
	l.Add(&ir.Instr{Op: ir.Break, Int: x.inner})
	x.leaves = append(x.leaves, l.jump())
	l.dead = true
}

// forget drops the generator's names.
func (x *expansion) forget(e env) {
	maps.DeleteFunc(e, func(name string, _ *slot) bool { return strings.HasSuffix(name, x.suffix) })
}

// yielding is a yield in an expansion.
type yielding struct {
	At
	Value Expr // nil: None
	x     *expansion
}

// leaving is a return in an expansion.
type leaving struct {
	At
	x *expansion
}

// assigned adds the names that the consumer may set.
func (s *yielding) assigned(names map[string]bool) {
	if s.x.use.loop == nil {
		maps.Copy(names, s.x.names)
		return
	}
	addTarget(s.x.use.loop.Target, names)
	walkStmts(s.x.use.loop.Body, func(n any) { addAssigned(n, names) })
}

func (l *lowerer) yieldStmt(s *yielding) {
	x := s.x
	item := none
	if s.Value != nil {
		item = l.settle(l.exprOrNone(s.Value))
	}
	l.leaveIf(x, x.use.right)
	l.scope.fn = x.caller
	turn := l.Add(&ir.Instr{Op: ir.Block, Int: l.F.NewLabel(), Regions: []*ir.Region{{}}})
	x.loop.continueLabel, x.loop.continues = turn.Int, nil
	var ends []*point
	l.push(x.loop)
	l.In(turn.Regions[0], func() {
		l.consume(x.use, item)
		if !l.dead {
			ends = append(ends, l.here())
		}
	})
	l.pop()
	l.merge(append(ends, x.loop.continues...))
	l.scope.fn = x.gen.fn
	l.leaveIf(x, x.use.left)
}

func (l *lowerer) consume(use *consumer, item *val) {
	if use.item != nil {
		item = use.item(item)
	}
	if use.emit != nil {
		use.emit(item)
		return
	}
	l.assignTo(use.loop.Target, item)
	l.stmts(use.loop.Body)
}

// listOfYields is list(g).
func (l *lowerer) listOfYields(g *generator) *val {
	v, in := l.newContainer(l.containerType(KList, nil))
	l.yields(g, &consumer{emit: func(item *val) {
		item = l.settle(item)
		l.follow(v, in, item.t)
		l.put(v, item)
	}}, nil)
	return v
}

// jumpsSoFar remembers the jumps out of open loops and generators; the function that it returns forgets later ones, whose
// code was thrown away.
func (l *lowerer) jumpsSoFar() (forget func()) {
	var undo []func()
	keep := func(points *[]*point) {
		n := len(*points)
		undo = append(undo, func() { *points = (*points)[:n] })
	}
	for _, c := range l.loops {
		keep(&c.breaks)
		keep(&c.continues)
	}
	for _, x := range l.open {
		keep(&x.leaves)
		keep(&x.loop.breaks)
	}
	return func() {
		for _, f := range undo {
			f()
		}
	}
}
