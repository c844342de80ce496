package pyast

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"gokernels/gokernels/ir"
)

// parLoop is a prange in the making.
type parLoop struct {
	stmt    *For
	iter    *iterator
	plan    *plan
	entry   env
	types   map[string]*Type // of the names that chunks carry, as they widen
	info    *ir.Par
	regions [3]*ir.Region // init, body, combine
	ranges  [][3]*val
	inner   map[string]*slot // the chunk's own names
	end     env              // the names at the end of an iteration
	tail    map[string]*tail // private names whose last value is wanted
}

// tail is how the last value of a private name gets out: the chunk's copy and whether it was written.
type tail struct {
	vars    []ir.Var
	proto   *val
	written ir.Var
	always  bool
}

// parallelLoop lowers a for over prange or pndindex as a parfor; false leaves it to run as a serial loop.
func (l *lowerer) parallelLoop(s *For, it *iterator) bool {
	l.at(s)
	switch {
	case !l.options.Parallel:
		return false
	case l.par != nil:
		l.note("prange", false, "runs within each iteration of the parallel loop around it")
		return false
	}
	if why := leavesEarly(s.Body); why != "" || len(s.Else) > 0 {
		l.serialWarning(why)
		return false
	}
	p := &parLoop{stmt: s, iter: it, entry: l.scope.env, types: map[string]*Type{}}
	p.ranges = l.parRanges(it)
	p.plan = l.classify(s, len(p.ranges))
	for !l.lowerParBody(p) {
	}
	l.finishParLoop(p)
	return true
}

func (l *lowerer) serialWarning(why string) {
	if why == "" {
		why = "an else clause"
	}
	l.note("prange", false, "runs serially, because of "+why)
	l.p.warnings = append(l.p.warnings, fmt.Sprintf("%s:%d: the prange loop runs serially, because of %s", l.scope.fn.File, l.Pos.Line, why))
}

// leavesEarly finds a break of the loop itself or a return: what leaves a parallel loop before its end.
func leavesEarly(body []Stmt) (why string) {
	for _, s := range body {
		switch s.(type) {
		case *Break:
			return "a break"
		case *Return, *leaving:
			return "a return"
		case *yielding:
			return "a yield"
		case *For, *While:
			walkStmts([]Stmt{s}, func(n any) {
				switch n.(type) {
				case *Return, *leaving:
					why = "a return"
				case *yielding:
					why = "a yield"
				}
			})
			continue // its breaks are its own
		}
		for _, inner := range stmtBodies(s) {
			if w := leavesEarly(inner); w != "" {
				why = w
			}
		}
	}
	return why
}

// parRanges returns start, stop and step of each dimension.
func (l *lowerer) parRanges(it *iterator) [][3]*val {
	if it.kind == "prange" {
		return [][3]*val{l.rangeArgs(it)}
	}
	dims := it.args
	if len(dims) == 1 && dims[0].t.Kind == KTuple {
		dims = dims[0].items
	}
	var ranges [][3]*val
	for _, d := range dims {
		ranges = append(ranges, [3]*val{l.intConst(0), l.toInt(d), l.intConst(1)})
	}
	return ranges
}

// lowerParBody lowers init and body; false if a carried name turned out to need a wider type.
func (l *lowerer) lowerParBody(p *parLoop) bool {
	p.info = &ir.Par{NDim: len(p.ranges), Parallel: true, Kind: "prange", Ordered: false, MaxChunks: p.plan.maxChunks}
	p.regions = [3]*ir.Region{{}, {}, {}}
	l.scope.env = cloneEnv(p.entry)
	outerLoops := l.loops
	l.loops = nil
	l.pushPar(p.info, l.scope, p.plan)
	l.In(p.regions[0], func() { l.startChunk(p) })
	var ok bool
	l.In(p.regions[1], func() { ok = l.iteration(p) })
	l.popPar()
	l.loops = outerLoops
	l.dead = false
	return ok
}

// pushPar opens a parallel loop: variables made from here on are the chunks' own.
func (l *lowerer) pushPar(info *ir.Par, s *scope, plan *plan) {
	l.parScopes++
	l.par = &parContext{info: info, outer: l.par, scope: s, private: plan.private, id: l.parScopes}
}

func (l *lowerer) popPar() { l.par = l.par.outer }

// startChunk gives the chunk's own copies of carried names their first values, and forgets the private names.
func (l *lowerer) startChunk(p *parLoop) {
	p.inner = map[string]*slot{}
	for name := range p.plan.private {
		delete(l.scope.env, name)
	}
	for _, name := range slices.Sorted(maps.Keys(p.plan.carried)) {
		l.startCarried(p, name, p.plan.carried[name])
	}
}

func (l *lowerer) startCarried(p *parLoop, name string, c *carried) {
	outer := p.entry[name]
	if outer == nil { // set by a guarded update only, or the mark that it happened
		if c.mark {
			l.bind(name, l.boolConst(false))
			l.scope.env[name].proto = &val{t: boolType}
			p.inner[name] = l.scope.env[name]
		}
		return
	}
	t := outer.proto.t
	if p.types[name] != nil {
		t = p.types[name]
	}
	start := l.convert(l.readName(name, outer, l.scope), t)
	if start.t.isContainer() || start.t.Kind == KStr || (c.guard == nil && !start.t.isScalar() && !start.t.isArray()) {
		l.at(&Name{At{c.pos}, ""})
		l.fail("ParallelError", quote(name)+" is a "+start.t.user()+": the iterations of a parallel loop cannot add to it", "Use an array, or range instead of prange.")
	}
	if c.mixed && t.isFloat() {
		l.at(&Name{At{c.pos}, ""})
		l.fail("ParallelError", opWord(c.op)+"() has "+quote(name)+" first here and last elsewhere in the loop: the two differ for nan", "Write it first in both.")
	}
	if id := l.identity(c, start); id != nil {
		start = id
	} else if c.inPlace && t.isArray() {
		start = l.settle(l.elementwise(func(args []*val) *val { return args[0] }, start))
	}
	l.bind(name, start)
	s := l.scope.env[name]
	s.proto = dropConstants(s.proto)
	p.inner[name] = s
}

// identity is the value from which a chunk starts; nil: from the value before the loop, which counts once however
// often it is combined: with and/or it also decides whether the other operand is looked at.
func (l *lowerer) identity(c *carried, start *val) *val {
	n := int64(0)
	switch c.op {
	case "Add", "Sub", "BitOr", "BitXor":
	case "Mult", "Div":
		n = 1
	case "BitAnd":
		n = -1
	case "max" + newest, "min" + newest:
		return l.afterNan(start.t)
	default:
		return nil
	}
	if !start.t.isArray() {
		return l.constant(start.t, n)
	}
	like := l.constant(&Type{Kind: KScalar, Elem: start.t.Elem}, n)
	return l.settle(l.elementwise(func(args []*val) *val { return l.castTo(args[1], start.t.Elem) }, start, like))
}

// iteration lowers the body of the loop once.
func (l *lowerer) iteration(p *parLoop) bool {
	body := p.regions[1]
	var index []*val
	for range p.ranges {
		i := l.F.NewValue(ir.I64)
		body.Params = append(body.Params, i)
		index = append(index, intVal(i))
	}
	turn := l.Add(&ir.Instr{Op: ir.Block, Int: l.F.NewLabel(), Regions: []*ir.Region{{}}})
	c := &loopContext{continueOp: ir.Break, continueLabel: turn.Int}
	l.push(c)
	var ends []*point
	l.In(turn.Regions[0], func() {
		if p.iter.kind == "prange" {
			l.assignTo(p.stmt.Target, index[0])
		} else {
			l.assignTo(p.stmt.Target, l.tuple(index...))
		}
		l.stmts(p.plan.body)
		if !l.dead {
			ends = append(ends, l.here())
		}
	})
	l.pop()
	l.merge(append(ends, c.continues...))
	if l.dead { // every path raises
		l.dead = false
		p.end = env{}
		return true
	}
	return l.closeIteration(p)
}

// closeIteration brings carried names back to their types, and keeps the last values of private ones.
func (l *lowerer) closeIteration(p *parLoop) bool {
	p.end = l.scope.env
	ok := true
	for name, in := range p.inner {
		s := p.end[name]
		if s == nil || s.conflict != nil {
			l.fail("ParallelError", quote(name)+" changes its type in the parallel loop", "")
		}
		t := joinTypes(in.proto.t, s.proto.t)
		if t == nil {
			l.fail("ParallelError", fmt.Sprintf("%s is %s before an iteration and %s after it", quote(name), in.proto.t.user(), s.proto.t.user()), "")
		}
		if !t.same(in.proto.t) {
			p.types[name], ok = t, false
		}
	}
	if !ok {
		return false
	}
	for _, name := range slices.Sorted(maps.Keys(p.inner)) {
		in := p.inner[name]
		l.assign(in, l.convertSlot(p.end[name], in.proto.t, in.vars))
	}
	l.keepTails(p)
	return true
}

// keepTails copies the values that private names have at the end of an iteration, where the code after the loop wants them.
func (l *lowerer) keepTails(p *parLoop) {
	p.tail = map[string]*tail{}
	for _, name := range slices.Sorted(maps.Keys(p.plan.wanted)) {
		s := p.end[name]
		if s == nil || s.conflict != nil || p.inner[name] != nil || p.plan.isGuarded(name) {
			continue
		}
		k := &tail{proto: dropConstants(s.proto), always: !s.maybe && !s.carried}
		for _, t := range s.proto.t.slots(nil) {
			k.vars = append(k.vars, l.newVar(name+" last", t))
		}
		k.written = l.newVar(name+" written", ir.Bool)
		l.In(p.regions[0], func() { l.Set(k.written, l.Bool(false)) })
		keep := func() {
			for i, v := range k.vars {
				l.Set(v, l.Get(s.vars[i]))
			}
			l.Set(k.written, l.Bool(true))
		}
		if k.always {
			keep()
		} else {
			l.If(l.Get(l.flag(name)), keep, nil)
		}
		p.tail[name] = k
	}
}

// finishParLoop converts the names before the loop, adds it, and combines what the chunks made.
func (l *lowerer) finishParLoop(p *parLoop) {
	l.at(p.stmt)
	l.scope.env = cloneEnv(p.entry)
	l.checkPairings(p.plan.pairs)
	l.checkOrdered(p.plan.ordered)
	after := cloneEnv(p.entry)
	for _, name := range slices.Sorted(maps.Keys(p.inner)) {
		if s := l.outerSlot(name, p.entry[name], p.inner[name].proto); !p.plan.carried[name].mark {
			after[name] = s
		}
	}
	guards := l.guardSlots(p, after)
	tails := map[string]*slot{}
	for _, name := range slices.Sorted(maps.Keys(p.tail)) {
		tails[name] = l.outerSlot(name, p.entry[name], p.tail[name].proto)
		after[name] = tails[name]
	}
	for name := range p.plan.private {
		if p.end[name] == nil { // no iteration assigns it: it stays what it was
			continue
		}
		if _, kept := after[name]; kept && tails[name] == nil && guards[name] == nil {
			delete(after, name) // nobody reads it: or its type is not one
		}
	}
	l.addParFor(p)
	l.scope.env = cloneEnv(after)
	l.In(p.regions[2], func() { l.combine(p, after, tails, guards) })
	l.scope.env = after
	l.reportParLoop(p)
}

// outerSlot is a name after the loop: it holds its value from before, converted, until a combine sets it.
func (l *lowerer) outerSlot(name string, before *slot, like *val) *slot {
	t := like.t
	if before != nil && before.conflict == nil {
		if joined := joinTypes(before.proto.t, t); joined != nil {
			t = joined
		} else {
			before = nil
		}
	}
	s := &slot{proto: dropConstants(l.protoOf(t, like)), vars: l.varsFor(name, t), maybe: before == nil || before.maybe}
	if before == nil {
		l.Set(l.flag(name), l.Bool(false))
		return s
	}
	l.assign(s, l.convertSlot(before, t, s.vars))
	return s
}

// addParFor adds the instruction; schedule, chunk size and threads come from prange's own arguments.
func (l *lowerer) addParFor(p *parLoop) {
	var args []ir.Value
	for _, r := range p.ranges {
		args = append(args, r[0].v, r[1].v, r[2].v)
	}
	chunk, threads := l.Int(0), l.Int(0)
	for name, v := range p.iter.kw {
		switch name {
		case "schedule":
			p.info.Schedule = l.scheduleOf(v)
		case "chunksize", "chunk_size", "chunk":
			chunk = l.toInt(v).v
		case "num_threads", "threads":
			threads = l.toInt(v).v
		default:
			l.fail("TypingError", "prange() does not take the argument "+quote(name), "It takes schedule, chunksize and num_threads.")
		}
	}
	l.Add(&ir.Instr{Op: ir.ParFor, Args: append(args, chunk, threads), Par: p.info, Regions: p.regions[:]})
}

func (l *lowerer) scheduleOf(v *val) ir.Schedule {
	names := []string{"auto", "static", "dynamic", "guided"}
	text, _ := v.c.(string)
	i := slices.Index(names, text)
	if i < 0 {
		l.fail("TypingError", "prange's schedule is one of "+strings.Join(names, ", "), "")
	}
	return ir.Schedule(i)
}
