package pyast

import (
	"strings"

	"gokernels/gokernels/ir"
)

// expr lowers an expression that is not to be None. Array expressions come back lazy: settle computes them.
func (l *lowerer) expr(e Expr) *val {
	v := l.exprOrNone(e)
	if v.t.Kind == KOptional {
		l.at(e)
		v = l.present(v)
	}
	return v
}

// exprOrNone lowers an expression that may be an optional value.
func (l *lowerer) exprOrNone(e Expr) *val {
	pos := l.Pos
	l.at(e)
	v := l.exprKind(e)
	l.Pos = pos
	return v
}

func (l *lowerer) exprKind(e Expr) *val {
	switch e := e.(type) {
	case *Name:
		return l.name(e.ID)
	case *Constant:
		return l.literal(e)
	case *BinOp:
		if n := exactInt(e); n != nil {
			return l.literal(&Constant{e.At, intConstant(n)})
		}
		left, right := l.expr(e.Left), l.expr(e.Right)
		l.at(e)
		return l.binop(e.Op, left, right)
	case *UnaryOp:
		if n := exactInt(e); n != nil {
			return l.literal(&Constant{e.At, intConstant(n)})
		}
		if e.Op == "Not" {
			return l.unary(e.Op, l.exprOrNone(e.Operand))
		}
		return l.unary(e.Op, l.expr(e.Operand))
	case *BoolOp:
		return l.boolOp(e.Op, e.Values)
	case *Compare:
		return l.compareChain(e)
	case *Call:
		return l.call(e)
	case *Attribute:
		return l.attribute(l.expr(e.Value), e.Attr)
	case *Subscript:
		return l.subscript(e)
	case *IfExp:
		return l.ifExp(e)
	case *Tuple:
		return l.tupleDisplay(e)
	case *Lambda:
		return l.closure(e.Function)
	case *Slice:
		return l.slice(e)
	case *NamedExpr:
		v := l.settle(l.exprOrNone(e.Value))
		l.bind(e.Target.ID, v)
		return v
	}
	return l.displayKind(e)
}

func (l *lowerer) displayKind(e Expr) *val {
	switch e := e.(type) {
	case *List:
		return l.listDisplay(e)
	case *Set:
		return l.setDisplay(e)
	case *Dict:
		return l.dictDisplay(e)
	case *Comp:
		return l.comprehension(e)
	case *JoinedStr:
		return l.joinedStr(e)
	case *Starred:
		l.unsupported("a starred expression here", "")
	case *Yield:
		l.unsupported("a yield where no loop of a compiled function goes over the generator, or whose value is used",
			"Write for x in g(…) in a compiled function, and yield as a statement of its own.")
	case *Unsupported:
		l.unsupported(e.What, insteadOf(e.What))
	}
	l.unsupported("this expression", "")
	return nil
}

// literal lowers a constant of the source.
func (l *lowerer) literal(e *Constant) *val {
	switch x := e.Value.(type) {
	case Huge:
		l.fail("TypingError", "the integer "+string(x)+" does not fit into 64 bits", "Use a float, or split the number.")
	case EllipsisValue:
		return &val{t: &Type{Kind: KEllipsis}}
	}
	return l.known(e.Value, true, "")
}

// known makes a value of Python out of a constant; name is its NumPy type if it is not weak.
func (l *lowerer) known(c any, weak bool, name string) *val {
	t := noneType
	switch x := c.(type) {
	case nil:
		return none
	case bool:
		t = boolType
	case int64:
		t = intType
	case uint64:
		t = scalarOf(ir.U64)
	case float64:
		t = floatType
	case complex128:
		t = complexType
	case string:
		return l.strConst(x)
	}
	if !weak {
		if elem, ok := dtypeNames[strings.TrimPrefix(name, "numpy.")]; ok {
			t = scalarOf(elem)
		}
	}
	return l.constant(t, c)
}

// name reads a local, a name of an outer function, a global or a builtin.
func (l *lowerer) name(id string) *val {
	for s := l.scope; s != nil; s = s.parent {
		if sl := s.env[id]; sl != nil {
			return l.readName(id, sl, s)
		}
		if s.locals[id] {
			return l.unbound(id)
		}
	}
	for s := l.scope; s != nil; s = s.parent {
		if g := s.globals[id]; g != nil {
			return l.global(id, g)
		}
	}
	l.fail("TypingError", "name "+quote(id)+" is not defined", "")
	return nil
}

func (l *lowerer) readName(id string, s *slot, owner *scope) *val {
	if s.conflict != nil {
		l.fail("TypingError", id+" is "+s.conflict[0].user()+" on one path and "+s.conflict[1].user()+" on another",
			"Use two names, or give it the same type on every path.")
	}
	if s.carried {
		l.carriedError(id)
	}
	if s.maybe {
		saved := l.scope
		l.scope = owner
		isSet := l.Get(l.flag(id))
		l.scope = saved
		l.raiseIf(l.Make(ir.Not, ir.Bool, isSet), "UnboundLocalError", unboundText(id)+l.inThisIteration(id))
	}
	s.proto.remember()
	return l.read(s)
}

// inThisIteration says why a private name of a parallel loop may have no value where plain Python finds one.
func (l *lowerer) inThisIteration(id string) string {
	if l.par == nil || !l.par.private[id] || l.par.scope != l.scope {
		return ""
	}
	return ": this iteration of the parallel loop has not assigned it, and another iteration's value is not used"
}

func unboundText(id string) string {
	return "cannot access local variable '" + id + "' where it is not associated with a value"
}

// unbound is a local that no path to here has set: Python raises at run time. In a loop a later turn may have it.
func (l *lowerer) unbound(id string) *val {
	if l.par != nil && l.par.private[id] && l.par.scope == l.scope {
		l.carriedError(id)
	}
	l.missing[id] = true
	l.raiseIf(l.Bool(true), "UnboundLocalError", unboundText(id))
	return &val{t: intType, v: l.Int(0)}
}

func (l *lowerer) carriedError(id string) {
	l.fail("ParallelError", "variable "+quote(id)+" is read before this iteration of the parallel loop assigns it: its value would come from another iteration",
		"Make it a reduction ("+id+" += …), assign it at the top of the loop's body, or use range instead of prange.")
}

// global gives the value that a global or closure name had when the function was compiled.
func (l *lowerer) global(id string, g *Global) *val {
	switch g.Kind {
	case GConst:
		return l.globalConst(g)
	case GModule:
		return &val{t: &Type{Kind: KModule, Name: g.Name}}
	case GFunction:
		return &val{t: &Type{Kind: KFunction, Name: g.Name}}
	case GType:
		return &val{t: &Type{Kind: KType, Name: g.Name}}
	case GCompiled:
		return &val{t: &Type{Kind: KCompiled, ID: g.ID, Name: g.Name}}
	case GArray:
		return l.capture(id, g)
	case GException:
		return &val{t: &Type{Kind: KException, Name: g.Name, ID: g.ID}, obj: g}
	case GTuple:
		return &val{t: &Type{Kind: KNamedTuple, Name: g.Name, ID: g.ID, Fields: g.Fields}}
	}
	if owner, attr, missing := strings.Cut(g.Name, ", which has no attribute "); missing {
		l.fail("TypingError", owner+" has no attribute "+quote(attr), "")
	}
	l.fail("TypingError", quote(id)+" is "+g.Name+", which compiled code cannot use",
		"Pass what the function needs of it as arguments: numbers, arrays, tuples.")
	return nil
}

func (l *lowerer) globalConst(g *Global) *val {
	if items, ok := g.Value.([]*Global); ok {
		all := make([]*val, len(items))
		for i, item := range items {
			all[i] = l.global("", item)
		}
		v := l.tuple(all...)
		if g.Fields != nil {
			v.t = &Type{Kind: KTuple, Items: v.t.Items, Fields: g.Fields, ID: g.ID}
		}
		return v
	}
	if h, ok := g.Value.(Huge); ok {
		return l.literal(&Constant{At{l.Pos}, h})
	}
	return l.known(g.Value, g.Weak, g.Name)
}

// capture reads an array of the globals: an argument that the caller adds after the others.
func (l *lowerer) capture(id string, g *Global) *val {
	if v := l.captured[g.ID]; v != nil {
		return v
	}
	l.spec.captured = append(l.spec.captured, g.ID)
	l.p.known.captured[l.specName()] = l.spec.captured
	l.p.known.types[g.ID] = g.Name
	panic(restart{})
}

func (l *lowerer) specName() string {
	for key, s := range l.p.specs {
		if s == l.spec {
			return key
		}
	}
	return ""
}

func (l *lowerer) capturedType(id int) *Type {
	types, err := ParseTypes(l.p.known.types[id])
	if err != nil || len(types) != 1 {
		l.fail("TypingError", "a global array has the unknown type "+quote(l.p.known.types[id]), "")
	}
	t := types[0]
	t.ReadOnly = true
	return &t
}

func (l *lowerer) tupleDisplay(e *Tuple) *val {
	var items []*val
	for _, elt := range e.Elts {
		if s, ok := elt.(*Starred); ok {
			items = append(items, l.tupleItems(l.expr(s.Value))...)
			continue
		}
		items = append(items, l.settle(l.exprOrNone(elt)))
	}
	return l.tuple(items...)
}

// tupleItems returns the items of a tuple.
func (l *lowerer) tupleItems(v *val) []*val {
	if v.t.Kind != KTuple {
		l.unsupported("* on "+v.t.user(), "Only tuples have a length that is known when compiling.")
	}
	return v.items
}

func (l *lowerer) slice(e *Slice) *val {
	s := &val{t: &Type{Kind: KSlice}}
	for _, part := range []Expr{e.Lower, e.Upper, e.Step} {
		var v *val
		if part != nil {
			if v = l.settle(l.expr(part)); v.isNone() {
				v = nil
			}
		}
		s.items = append(s.items, v)
	}
	return s
}

// ifExp lowers "a if c else b".
func (l *lowerer) ifExp(e *IfExp) *val {
	name, there := l.noneTest(e.Test)
	cond := l.truth(l.exprOrNone(e.Test))
	if cond.isTrue() {
		return l.exprOrNone(e.Body)
	}
	if cond.isFalse() {
		return l.exprOrNone(e.Else)
	}
	return l.choose(cond.v, func() *val { l.narrow(name, there); return l.exprOrNone(e.Body) },
		func() *val { l.narrow(name, !there); return l.exprOrNone(e.Else) })
}

// choose evaluates one of two expressions and gives their values one type.
func (l *lowerer) choose(cond ir.Value, then, otherwise func() *val) *val {
	var values []*val
	var ends []*point
	entry := l.scope.env
	var failed any
	take := func(build func() *val) func() { return func() { values = append(values, l.settle(build())) } }
	l.IfEach(cond, []func(){take(then), take(otherwise)}, func(build func()) {
		l.scope.env = cloneEnv(entry)
		if !l.attempt(build) {
			failed = unknownResult{}
			l.raise("SystemError", l.Text("not reached"))
			return
		}
		ends = append(ends, l.here())
	})
	if len(values) == 0 {
		panic(failed)
	}
	return l.joinValues(values, ends)
}

// joinValues brings values from several points into one variable.
func (l *lowerer) joinValues(values []*val, ends []*point) *val {
	t := values[0].t
	for _, v := range values[1:] {
		joined := joinTypes(t, v.t)
		if joined == nil || joinStatic(values[0], v) == nil {
			l.fail("TypingError", "the value is "+t.user()+" or "+v.t.user(), "Make both the same type.")
		}
		t = joined
	}
	var vars []ir.Var
	for _, slot := range t.slots(nil) {
		vars = append(vars, l.newVar("_", slot))
	}
	for i, end := range ends {
		l.before(end, func() {
			for k, x := range l.flatten(l.convert(values[i], t)) {
				l.Set(vars[k], x)
			}
		})
	}
	l.merge(ends)
	return l.read(&slot{proto: dropConstants(l.protoOf(t, values[0])), vars: vars})
}

// subscript lowers a[i].
func (l *lowerer) subscript(e *Subscript) *val {
	base := l.expr(e.Value)
	index := l.expr(e.Index)
	l.at(e)
	return l.index(base, index)
}

func (l *lowerer) index(base, index *val) *val {
	switch base.t.Kind {
	case KTuple:
		return l.indexTuple(base, index)
	case KArray:
		return l.indexArray(l.settleUnlessLazy(base), l.indexItems(index))
	case KList, KDict, KStr:
		return l.indexContainer(base, l.settle(index))
	case KIter:
		return l.indexIter(base, index)
	case KScalar: // NumPy's scalars take () and ...
		if index.t.Kind == KEllipsis || (index.t.Kind == KTuple && len(index.items) == 0) {
			return base
		}
	}
	l.unsupported("subscripting "+base.t.user(), "")
	return nil
}

// indexItems returns the items of an index; a[i, j] has two.
func (l *lowerer) indexItems(index *val) []*val {
	if index.t.Kind != KTuple {
		return []*val{l.settleUnlessLazy(index)}
	}
	items := make([]*val, len(index.items))
	for i, item := range index.items {
		items[i] = l.settleUnlessLazy(item)
	}
	return items
}

// indexTuple takes an item or a slice of a tuple; a position that only run time knows needs items of one type.
func (l *lowerer) indexTuple(base, index *val) *val {
	if index.t.Kind == KSlice {
		return l.sliceTuple(base, index)
	}
	n := int64(len(base.items))
	if i, ok := asInt(index.c); ok {
		if i < -n || i >= n {
			l.fail("IndexError", "tuple index out of range", "")
		}
		return base.items[(i+n)%n]
	}
	if !index.t.isIntegral() {
		l.fail("TypingError", "a tuple's index is an integer, not "+index.t.user(), "")
	}
	i := l.toInt(index).v
	i = l.Make(ir.Select, ir.I64, l.Make(ir.Lt, ir.Bool, i, l.Int(0)), l.Make(ir.Add, ir.I64, i, l.Int(n)), i)
	outside := l.Make(ir.Or, ir.Bool, l.Make(ir.Lt, ir.Bool, i, l.Int(0)), l.Make(ir.Ge, ir.Bool, i, l.Int(n)))
	l.raiseIf(outside, "IndexError", "tuple index out of range")
	return l.indexTupleAt(base, i)
}

// indexTupleAt selects the item at a position in [0, len).
func (l *lowerer) indexTupleAt(base *val, i ir.Value) *val {
	if len(base.items) == 0 {
		l.fail("IndexError", "the tuple is empty", "")
	}
	var pick func(k int) *val
	pick = func(k int) *val {
		if k == len(base.items)-1 {
			return base.items[k]
		}
		return l.choose(l.Make(ir.Eq, ir.Bool, i, l.Int(int64(k))), func() *val { return base.items[k] }, func() *val { return pick(k + 1) })
	}
	return pick(0)
}

func (l *lowerer) sliceTuple(base, s *val) *val {
	n := int64(len(base.items))
	parts := [3]*int64{}
	for i, item := range s.items {
		if item == nil {
			continue
		}
		c, ok := asInt(item.c)
		if !ok {
			l.unsupported("slicing a tuple with values that only run time knows", "Use constants, or an array.")
		}
		parts[i] = &c
	}
	start, count, step, ok := sliceOf(parts, n)
	if !ok {
		l.fail("TypingError", "slice step cannot be zero", "")
	}
	items := []*val{}
	for k := range count {
		items = append(items, base.items[start+k*step])
	}
	return l.tuple(items...)
}

// sliceOf is Python's slice.indices as first, count, step.
func sliceOf(parts [3]*int64, n int64) (first, count, step int64, ok bool) {
	step = 1
	if parts[2] != nil {
		step = *parts[2]
	}
	if step == 0 {
		return 0, 0, 0, false
	}
	low, high := int64(0), n
	if step < 0 {
		low, high = -1, n-1
	}
	clamp := func(p *int64, absent int64) int64 {
		if p == nil {
			return absent
		}
		v := *p
		if v < 0 {
			v += n
		}
		return min(max(v, low), high)
	}
	start, stop := clamp(parts[0], low), clamp(parts[1], high)
	if step < 0 {
		start, stop = clamp(parts[0], high), clamp(parts[1], low)
		return start, max((start-stop-step-1)/-step, 0), step, true
	}
	return start, max((stop-start+step-1)/step, 0), step, true
}
