package pyast

import (
	"maps"
	"math"
	"slices"

	"gokernels/gokernels/ir"
)

// iterator is what range(), enumerate(), zip()… give: something that a for runs over.
type iterator struct {
	kind string // range prange pndindex ndindex enumerate zip reversed keys values items generator
	args []*val
	kw   map[string]*val // of prange
	gen  *generator
}

func (l *lowerer) iterVal(kind string, args ...*val) *val {
	return &val{t: &Type{Kind: KIter, Name: kind}, obj: &iterator{kind: kind, args: args}}
}

// source is an iterable as a count and a way to get each item; static ones have their items here.
type source struct {
	items []*val
	n     ir.Value
	item  func(i ir.Value) *val
	rng   *[3]*val // of a range: the loop counts by itself
	live  *val     // a container, whose length may change while the loop runs
}

// sourceOf prepares a value to be iterated over.
func (l *lowerer) sourceOf(v *val) *source {
	v = l.settle(v)
	switch v.t.Kind {
	case KTuple:
		return &source{items: append([]*val{}, v.items...)} // not nil: an empty tuple is static too
	case KArray:
		if v.t.NDim == 0 {
			l.fail("TypingError", "iteration over a 0-d array", "")
		}
		return &source{n: l.dim(v, 0), item: func(i ir.Value) *val { return l.itemAt(v, i) }}
	case KList, KSet, KDict, KStr:
		return &source{n: l.scalar(l.lengthOf(v)), item: func(i ir.Value) *val { return l.itemAt(v, i) }, live: v}
	case KIter:
		return l.sourceOfIter(v.obj.(*iterator))
	}
	l.fail("TypingError", v.t.user()+" cannot be iterated over", "")
	return nil
}

func (l *lowerer) sourceOfIter(it *iterator) *source {
	switch it.kind {
	case "range", "prange":
		return l.rangeSource(it)
	case "enumerate":
		return l.enumerateSource(it)
	case "zip":
		return l.zipSource(it)
	case "reversed":
		return l.reversedSource(it)
	case "ndindex", "pndindex":
		return l.indexSource(it.args)
	case "ndenumerate":
		return l.ndenumerate(it.args[0])
	case "map":
		s := l.zipSource(&iterator{kind: "zip", args: it.args[1:]})
		inner := s.item
		return &source{n: s.n, item: func(i ir.Value) *val { return l.apply(it.args[0], &callArgs{args: inner(i).items}) }}
	case "keys", "values", "items":
		return l.dictSource(it)
	case "generator":
		return l.sourceOf(l.listOfYields(it.gen))
	}
	l.unsupported("iterating over "+it.kind, "")
	return nil
}

// rangeArgs returns start, stop and step of range(n), range(a, b), range(a, b, step).
func (l *lowerer) rangeArgs(it *iterator) [3]*val {
	start, step := l.intConst(0), l.intConst(1)
	for _, a := range it.args {
		if !a.t.isIntegral() {
			l.fail("TypingError", it.kind+"() takes integers, not "+a.t.user(), "Convert with int(…).")
		}
	}
	switch len(it.args) {
	case 1:
		return [3]*val{start, l.toInt(it.args[0]), step}
	case 2:
		return [3]*val{l.toInt(it.args[0]), l.toInt(it.args[1]), step}
	case 3:
		return [3]*val{l.toInt(it.args[0]), l.toInt(it.args[1]), l.toInt(it.args[2])}
	}
	l.fail("TypingError", it.kind+"() takes 1 to 3 arguments", "")
	return [3]*val{}
}

// toInt converts an integer to Python's int.
func (l *lowerer) toInt(v *val) *val {
	if v.t.Elem == ir.I64 && v.t.Weak {
		return l.settle(v)
	}
	r := intVal(l.castScalar(v, ir.I64))
	if n, ok := asInt(v.c); ok {
		r.c = n
	}
	return r
}

func (l *lowerer) rangeSource(it *iterator) *source {
	r := l.rangeArgs(it)
	s := &source{rng: &r, n: l.rangeLen(r)}
	s.item = func(i ir.Value) *val {
		return intVal(l.Make(ir.Add, ir.I64, r[0].v, l.Make(ir.Mul, ir.I64, i, r[2].v)))
	}
	return s
}

// rangeLen is len(range(start, stop, step)); a step of 0 raises.
func (l *lowerer) rangeLen(r [3]*val) ir.Value {
	start, stop, step := r[0].v, r[1].v, r[2].v
	zero, one := l.Int(0), l.Int(1)
	if n, ok := asInt(r[2].c); ok && n == 1 {
		if m, ok := asInt(r[0].c); ok && m == 0 {
			return l.Make(ir.Max, ir.I64, stop, zero)
		}
		return l.Make(ir.Max, ir.I64, l.Make(ir.Sub, ir.I64, stop, start), zero)
	}
	if n, ok := asInt(r[2].c); !ok || n == 0 {
		l.raiseIf(l.Make(ir.Eq, ir.Bool, step, zero), "ValueError", "range() arg 3 must not be zero")
	}
	up := l.Make(ir.Gt, ir.Bool, step, zero)
	low, high := l.Make(ir.Select, ir.I64, up, start, stop), l.Make(ir.Select, ir.I64, up, stop, start)
	size := l.Make(ir.Abs, ir.I64, step)
	span := l.Make(ir.Sub, ir.I64, l.Make(ir.Sub, ir.I64, high, low), one)
	n := l.Make(ir.Add, ir.I64, l.Make(ir.FloorDiv, ir.I64, span, size), one)
	return l.Make(ir.Max, ir.I64, n, zero)
}

func (l *lowerer) enumerateSource(it *iterator) *source {
	c := &callArgs{name: "enumerate", args: it.args, kw: it.kw}
	a := c.bind(l, "iterable", "start?")
	inner := l.sourceOf(a[0])
	start := l.intConst(0)
	if a[1] != nil {
		start = l.toInt(a[1])
	}
	if inner.items != nil {
		s := &source{items: []*val{}}
		for k, item := range inner.items {
			s.items = append(s.items, l.tuple(l.binop("Add", start, l.intConst(int64(k))), item))
		}
		return s
	}
	return &source{n: inner.n, item: func(i ir.Value) *val {
		count := i
		if n, ok := asInt(start.c); !ok || n != 0 {
			count = l.Make(ir.Add, ir.I64, i, start.v)
		}
		return l.tuple(intVal(count), inner.item(i))
	}}
}

func (l *lowerer) zipSource(it *iterator) *source {
	var parts []*source
	allStatic, least := true, -1
	for _, a := range it.args {
		p := l.sourceOf(a)
		parts = append(parts, p)
		allStatic = allStatic && p.items != nil
		if p.items != nil && (least < 0 || len(p.items) < least) {
			least = len(p.items)
		}
	}
	if allStatic {
		s := &source{items: []*val{}}
		for k := range max(least, 0) {
			row := make([]*val, len(parts))
			for i, p := range parts {
				row[i] = p.items[k]
			}
			s.items = append(s.items, l.tuple(row...))
		}
		return s
	}
	return l.zipDynamic(parts)
}

func (l *lowerer) zipDynamic(parts []*source) *source {
	s := &source{}
	for _, p := range parts {
		p = l.counted(p)
		if s.n == 0 {
			s.n = p.n
		} else {
			s.n = l.Make(ir.Min, ir.I64, s.n, p.n)
		}
	}
	s.item = func(i ir.Value) *val {
		row := make([]*val, len(parts))
		for k, p := range parts {
			row[k] = p.item(i)
		}
		return l.tuple(row...)
	}
	return s
}

// counted lets a static source be indexed as others are.
func (l *lowerer) counted(p *source) *source {
	if p.items != nil {
		items := l.tuple(p.items...)
		p.n, p.item = l.Int(int64(len(p.items))), func(i ir.Value) *val { return l.indexTupleAt(items, i) }
	}
	return p
}

func (l *lowerer) reversedSource(it *iterator) *source {
	inner := l.sourceOf(it.args[0])
	if inner.items != nil {
		s := &source{items: []*val{}}
		for k := len(inner.items) - 1; k >= 0; k-- {
			s.items = append(s.items, inner.items[k])
		}
		return s
	}
	return &source{n: inner.n, item: func(i ir.Value) *val {
		last := l.Make(ir.Sub, ir.I64, inner.n, l.Int(1))
		return inner.item(l.Make(ir.Sub, ir.I64, last, i))
	}}
}

// indexSource runs over all index tuples of a shape, last axis fastest.
func (l *lowerer) indexSource(args []*val) *source {
	dims := args
	if len(args) == 1 && args[0].t.Kind == KTuple {
		dims = args[0].items
	}
	n := l.Int(1)
	sizes := make([]ir.Value, len(dims))
	for k, d := range dims {
		sizes[k] = l.toInt(d).v
		n = l.Make(ir.Mul, ir.I64, n, sizes[k])
	}
	return &source{n: n, item: func(i ir.Value) *val {
		index := make([]*val, len(dims))
		for k := len(dims) - 1; k >= 0; k-- {
			if k == 0 {
				index[k] = intVal(i)
				break
			}
			index[k] = intVal(l.Make(ir.Mod, ir.I64, i, sizes[k]))
			i = l.Make(ir.FloorDiv, ir.I64, i, sizes[k])
		}
		return l.tuple(index...)
	}}
}

func (l *lowerer) ndenumerate(a *val) *source {
	a = l.settle(a)
	shape := make([]*val, a.t.NDim)
	for k := range shape {
		shape[k] = intVal(l.dim(a, k))
	}
	s := l.indexSource(shape)
	inner := s.item
	s.item = func(i ir.Value) *val {
		index := inner(i)
		return l.tuple(index, l.indexArray(a, index.items))
	}
	return s
}

func (l *lowerer) dictSource(it *iterator) *source {
	d := it.args[0]
	n := l.scalar(l.lengthOf(d))
	t := d.t.ir()
	key := func(i ir.Value) *val { return l.containerItem(d, i) }
	value := func(i ir.Value) *val {
		parts := l.rt("dict.value", "", t.Columns(), d.v, i)
		return l.fromSlots(d.t.Items[1], func(ir.Type) ir.Value { x := parts[0]; parts = parts[1:]; return x })
	}
	switch it.kind {
	case "keys":
		return &source{n: n, item: key, live: d}
	case "values":
		return &source{n: n, item: value, live: d}
	}
	return &source{n: n, item: func(i ir.Value) *val { return l.tuple(key(i), value(i)) }, live: d}
}

// itemAt is the item of an array (along its first axis), list, set, dict or text at a position within its length.
func (l *lowerer) itemAt(v *val, i ir.Value) *val {
	if v.t.Kind == KArray {
		return l.arrayItem(v, i)
	}
	return l.containerItem(v, i)
}

// lengthOf is len(v).
func (l *lowerer) lengthOf(v *val) *val {
	v = l.settle(v)
	switch v.t.Kind {
	case KTuple:
		return l.intConst(int64(len(v.items)))
	case KArray:
		if v.t.NDim == 0 {
			l.fail("TypingError", "len() of a 0-d array", "")
		}
		return intVal(l.dim(v, 0))
	case KStr:
		if c, ok := v.c.(string); ok {
			return l.intConst(int64(len([]rune(c))))
		}
		return l.containerLen(v)
	case KList, KSet, KDict:
		return l.containerLen(v)
	case KIter:
		if generatorOf(v) != nil {
			l.fail("TypingError", "a generator has no len()", "Make a list of it first: list(g).")
		}
		s := l.sourceOf(v)
		if s.items != nil {
			return l.intConst(int64(len(s.items)))
		}
		return intVal(s.n)
	}
	l.fail("TypingError", v.t.user()+" has no len()", "")
	return nil
}

// forStmt lowers a for over anything: tuples are unrolled, ranges count, the rest is indexed.
func (l *lowerer) forStmt(s *For) {
	iter := l.expr(s.Iter)
	if it, ok := iter.obj.(*iterator); ok && (it.kind == "prange" || it.kind == "pndindex") {
		if l.parallelLoop(s, it) {
			return
		}
	}
	if g, use := l.consumerOf(iter); g != nil {
		use.loop = s
		l.yields(g, use, s.Else)
		return
	}
	src := l.sourceOf(iter)
	l.at(s)
	if src.items != nil {
		l.unroll(s, src.items)
		return
	}
	names := l.assignedIn([]Stmt{s})
	l.forLoop(src, names, func(item *val) { l.assignTo(s.Target, item) }, nil, s.Body, s.Else)
}

// forLoop lowers a counted loop over a source.
func (l *lowerer) forLoop(src *source, names []string, each func(item *val), emit func(), body, els []Stmt) {
	shape := &loopShape{op: ir.For, body: body, els: els, names: names, emit: emit}
	if r := src.rng; r != nil {
		shape.args = []ir.Value{r[0].v, r[1].v, r[2].v}
		shape.each = func(i ir.Value) { each(intVal(i)) }
	} else {
		shape.args = []ir.Value{l.Int(0), src.n, l.Int(1)}
		shape.each = func(i ir.Value) { each(src.item(i)) }
	}
	if src.live != nil && src.live.t.isContainer() {
		l.watchLength(shape, src)
	}
	l.loop(shape)
}

// watchLength lets a loop over a list run to the end that the list has by then; sets and dicts must not change.
func (l *lowerer) watchLength(shape *loopShape, src *source) {
	each, v := shape.each, src.live
	end := l.Int(math.MaxInt64)
	if v.t.Kind != KList {
		end = l.Make(ir.Add, ir.I64, src.n, l.Int(1)) // one turn more, to see what the last one did
	}
	shape.args[1] = end
	shape.each = func(i ir.Value) {
		n := l.lengthIR(v)
		if v.t.Kind != KList {
			name := map[Kind]string{KSet: "Set", KDict: "dictionary"}[v.t.Kind]
			l.raiseIf(l.Make(ir.Ne, ir.Bool, n, src.n), "RuntimeError", name+" changed size during iteration")
		}
		label := l.loops[len(l.loops)-1].continueLabel
		l.If(l.Make(ir.Ge, ir.Bool, i, n), func() { l.Add(&ir.Instr{Op: ir.Break, Int: label}) }, nil)
		each(i)
	}
}

// forEach runs each for all items of an iterable, in a loop without break or continue.
func (l *lowerer) forEach(iter *val, each func(item *val)) {
	if g, use := l.consumerOf(iter); g != nil {
		use.emit = each
		l.yields(g, use, nil)
		return
	}
	src := l.sourceOf(iter)
	if src.items != nil {
		for _, item := range src.items {
			each(item)
		}
		return
	}
	names := slices.Sorted(maps.Keys(l.scope.locals))
	l.forLoop(src, names, func(item *val) { each(item) }, func() {}, nil, nil)
}

// unroll lowers a loop over a tuple: its items may be of different types.
func (l *lowerer) unroll(s *For, items []*val) {
	outer := l.F.NewLabel()
	c := &loopContext{breakLabel: outer, continueOp: ir.Break}
	block := l.Add(&ir.Instr{Op: ir.Block, Int: outer, Regions: []*ir.Region{{}}})
	l.push(c)
	l.In(block.Regions[0], func() {
		for _, item := range items {
			if !l.dead {
				l.unrolledTurn(s, c, item)
			}
		}
	})
	l.pop()
	at := l.At
	var ends []*point
	l.At = block.Regions[0]
	if !l.dead {
		l.stmts(s.Else)
		if !l.dead {
			ends = append(ends, l.here())
		}
	}
	l.At = at
	l.merge(append(ends, c.breaks...))
}

func (l *lowerer) unrolledTurn(s *For, c *loopContext, item *val) {
	turn := l.Add(&ir.Instr{Op: ir.Block, Int: l.F.NewLabel(), Regions: []*ir.Region{{}}})
	c.continueLabel, c.continues = turn.Int, nil
	var ends []*point
	l.In(turn.Regions[0], func() {
		l.assignTo(s.Target, item)
		l.stmts(s.Body)
		if !l.dead {
			ends = append(ends, l.here())
		}
	})
	l.merge(append(ends, c.continues...))
}
