package pyast

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"gokernels/gokernels/ir"
)

// callArgs are the arguments of a call. exprs are the positional ones' expressions, where a builtin needs them.
type callArgs struct {
	name  string
	args  []*val
	kw    map[string]*val
	exprs []Expr
}

// bind gives values to parameters by position or keyword; "axis?" may be absent and is then nil.
func (c *callArgs) bind(l *lowerer, params ...string) []*val {
	values := make([]*val, len(params))
	if len(c.args) > len(params) {
		l.fail("TypingError", fmt.Sprintf("%s takes at most %d arguments, %d were given", c.name, len(params), len(c.args)), "")
	}
	copy(values, c.args)
	used := 0
	for i, p := range params {
		name := strings.TrimSuffix(p, "?")
		if v, ok := c.kw[name]; ok {
			if values[i] != nil {
				l.fail("TypingError", c.name+" got two values for "+quote(name), "")
			}
			values[i] = v
			used++
		}
		if values[i] == nil && name == p {
			l.fail("TypingError", c.name+" needs the argument "+quote(name), "")
		}
	}
	if used < len(c.kw) {
		l.unknownKeyword(c, params)
	}
	return values
}

func (l *lowerer) unknownKeyword(c *callArgs, params []string) {
	for _, name := range slices.Sorted(maps.Keys(c.kw)) {
		if !slices.Contains(params, name) && !slices.Contains(params, name+"?") {
			l.fail("TypingError", c.name+" does not take the argument "+quote(name)+" in a compiled function", "")
		}
	}
}

// call lowers a call.
func (l *lowerer) call(e *Call) *val {
	fn := l.expr(e.Func)
	if fn.t.Kind == KFunction && strings.HasPrefix(fn.t.Name, "numpy.") {
		e = withTuples(e)
	}
	if v := l.anyAllOf(fn, e); v != nil {
		return v
	}
	c := l.arguments(e)
	l.at(e)
	return l.apply(fn, c)
}

// withTuples lets the lists that are written out in a call of NumPy be tuples: their lengths are known.
func withTuples(e *Call) *Call {
	c := *e
	c.Args = make([]Expr, len(e.Args))
	for i, a := range e.Args {
		c.Args[i] = listAsTuple(a)
	}
	return &c
}

func listAsTuple(e Expr) Expr {
	list, ok := e.(*List)
	if !ok {
		return e
	}
	t := &Tuple{At: list.At}
	for _, item := range list.Elts {
		t.Elts = append(t.Elts, listAsTuple(item))
	}
	return t
}

func (l *lowerer) arguments(e *Call) *callArgs {
	c := &callArgs{kw: map[string]*val{}}
	for _, a := range e.Args {
		if s, ok := a.(*Starred); ok {
			c.args = append(c.args, l.tupleItems(l.settle(l.expr(s.Value)))...)
			continue
		}
		if g, ok := a.(*Comp); ok && g.Kind == "Generator" {
			c.args = append(c.args, l.generator(g))
			continue
		}
		c.args = append(c.args, l.exprOrNone(a))
	}
	c.exprs = e.Args
	for _, k := range e.Keywords {
		if k.Name == "" {
			l.unsupported("** in a call", "Write the keyword arguments out.")
		}
		c.kw[k.Name] = l.exprOrNone(k.Value)
	}
	return c
}

// apply calls a value.
func (l *lowerer) apply(fn *val, c *callArgs) *val {
	switch fn.t.Kind {
	case KFunction:
		c.name = fn.t.Name
		if !takesNone[c.name] {
			c = l.presentAll(c)
		}
		return l.callBuiltin(fn.t.Name, c)
	case KMethod:
		c.name = fn.t.Name
		return l.callMethod(fn.obj.(*val), fn.t.Name, l.presentAll(c))
	case KType:
		c.name = fn.t.Name
		if !takesNone[c.name] {
			c = l.presentAll(c)
		}
		return l.callType(fn, c)
	case KCompiled:
		return l.callCompiled(fn, c)
	case KClosure:
		return l.callClosure(fn, c)
	case KNamedTuple:
		c.name = fn.t.Name
		items := c.bind(l, fn.t.Fields...)
		for i := range items {
			items[i] = l.settle(items[i])
		}
		v := l.tuple(items...)
		v.t.Fields, v.t.ID = fn.t.Fields, fn.t.ID
		return v
	case KException:
		return &val{t: &Type{Kind: KException, Name: fn.t.Name, ID: fn.t.ID}, items: c.args}
	}
	l.fail("TypingError", fn.t.user()+" cannot be called", "")
	return nil
}

// bindCall binds and computes the arguments.
func (l *lowerer) bindCall(fn *Function, c *callArgs) []*val {
	return l.settleAll(l.bindCallLazy(fn, c))
}

// bindCallLazy gives a Python function's parameters their values, defaults included; *args becomes a tuple at the end.
func (l *lowerer) bindCallLazy(fn *Function, c *callArgs) []*val {
	values := make([]*val, len(fn.Params))
	var rest []*val
	next := 0
	for _, a := range c.args {
		for next < len(fn.Params) && fn.Params[next].KeywordOnly {
			next++
		}
		if next < len(fn.Params) {
			values[next] = a
			next++
		} else {
			rest = append(rest, l.settle(a))
		}
	}
	if len(rest) > 0 && fn.Vararg == "" {
		l.fail("TypingError", fmt.Sprintf("%s() takes %d positional arguments but %d were given", fn.Name, len(fn.Params), len(c.args)), "")
	}
	l.bindKeywords(fn, c, values)
	if fn.Vararg != "" {
		values = append(values, l.tuple(rest...))
	}
	return values
}

func (l *lowerer) bindKeywords(fn *Function, c *callArgs, values []*val) {
	for name, v := range c.kw {
		i := slices.IndexFunc(fn.Params, func(p Param) bool { return p.Name == name })
		switch {
		case i < 0:
			l.fail("TypingError", fn.Name+"() got an unexpected keyword argument "+quote(name), "")
		case values[i] != nil:
			l.fail("TypingError", fn.Name+"() got multiple values for argument "+quote(name), "")
		}
		values[i] = v
	}
	for i, p := range fn.Params {
		if values[i] != nil {
			continue
		}
		if p.Default == nil {
			l.fail("TypingError", fn.Name+"() missing the required argument "+quote(p.Name), missingHint(fn, p.Name))
		}
		values[i] = l.global(p.Name, p.Default)
	}
}

// missingHint says why a function of NumPy needs an argument here that it does not need there.
func missingHint(fn *Function, param string) string {
	if fn.ID < 0 && fn.Name == "squeeze" && param == "axis" {
		return "How many dimensions are left must be known when compiling: a.squeeze(0), or a[0]."
	}
	return ""
}

// callCompiled calls another compiled function; one that takes a closure is inlined.
func (l *lowerer) callCompiled(fn *val, c *callArgs) *val {
	f := l.p.function(fn.t.ID)
	if f == nil {
		l.fail("TypingError", "the called function was not sent", "")
	}
	if f.ID < 0 {
		return l.callLibraryFunction(f, fn.t.Name == "ufunc", c)
	}
	values := l.bindCallLazy(f, c)
	if fn.t.Name == "ufunc" && slices.ContainsFunc(values, func(v *val) bool { return v.t.isArray() }) {
		return l.elementwise(func(args []*val) *val { return l.callSpec(f, args, false, f.Options) }, values...)
	}
	return l.callUser(f, l.settleAll(values))
}

func (l *lowerer) settleAll(values []*val) []*val {
	settled := make([]*val, len(values))
	for i, v := range values {
		settled[i] = l.settle(v)
	}
	return settled
}

func (l *lowerer) callUser(f *Function, values []*val) *val {
	if isGenerator(f) {
		return l.generatorVal(f, values, nil)
	}
	for _, v := range values {
		if hasClosure(v) {
			return l.inline(f, values, nil)
		}
	}
	o := f.Options
	o.Parallel = o.Parallel && l.par == nil
	return l.callSpec(f, values, false, o)
}

func hasClosure(v *val) bool {
	switch v.t.Kind {
	case KClosure, KFunction, KIter, KModule, KMethod, KSlice:
		return true
	}
	return slices.ContainsFunc(v.items, func(item *val) bool { return item != nil && hasClosure(item) })
}

// callSpec calls a function in its specialisation for the values' types.
func (l *lowerer) callSpec(f *Function, values []*val, literal bool, o Options) *val {
	s := l.p.specialize(f, values, literal, o)
	key := specKey(f, values, literal, o)
	if !s.done {
		l.recursion(s, key)
	}
	var args []ir.Value
	for _, v := range values {
		args = append(args, l.flatten(v)...)
	}
	for _, id := range s.captured {
		args = append(args, l.capture("", &Global{Kind: GArray, ID: id, Name: l.p.known.types[id]}).v)
	}
	in := &ir.Instr{Op: ir.Call, Sym: key, Args: args}
	result := l.fromSlots(s.result, func(t ir.Type) ir.Value {
		v := l.F.NewValue(t)
		in.Results = append(in.Results, v)
		return v
	})
	l.Add(in)
	return result
}

// recursion notes that a function calls itself; until its result type is known the path that does is not typed.
func (l *lowerer) recursion(s *spec, key string) {
	for _, open := range l.p.open {
		if open.spec == s {
			open.recursive = true
		}

	}
	if s.result == nil {
		panic(unknownResult{key})
	}
}

// attempt runs build; false if it needs the result of a recursive call whose type is not known yet: that path is dropped
// until the other paths have given the function its type.
func (l *lowerer) attempt(build func()) (ok bool) {
	saved := *l
	builder := *l.Builder
	defer func() {
		switch e := recover().(type) {
		case nil:
		case unknownResult:
			f := l.Builder
			*f = builder
			*l = saved
			l.Builder = f
			l.recursive = true
			ok = false
		default:
			panic(e)
		}
	}()
	build()
	return true
}

// unknownResult is panicked with where a recursive call's type is not known yet.
type unknownResult struct{ key string }

// closure makes a value of an inner function or lambda.
func (l *lowerer) closure(fn *Function) *val {
	return &val{t: &Type{Kind: KClosure, Name: fn.Name}, obj: fn, scope: l.scope}
}

func (l *lowerer) callClosure(fn *val, c *callArgs) *val {
	f := fn.obj.(*Function)
	if isGenerator(f) {
		return l.generatorVal(f, l.bindCall(f, c), fn.scope)
	}
	return l.inline(f, l.bindCall(f, c), fn.scope)
}

// maxInlining bounds how deep inlined functions nest, which they do without end if they call themselves.
const maxInlining = 30

// inline lowers a function's body in place of a call.
func (l *lowerer) inline(fn *Function, values []*val, parent *scope) *val {
	if l.inlining >= maxInlining {
		l.unsupported("an inner function that calls itself", "Move it to the module's level and decorate it with @njit.")
	}
	l.p.scopes++
	outer, pos, dead, loops := l.scope, l.Pos, l.dead, l.loops
	block := l.Add(&ir.Instr{Op: ir.Block, Int: l.F.NewLabel(), Regions: []*ir.Region{{}}})
	s := &scope{id: l.p.scopes, fn: fn, env: env{}, locals: localsOf(fn), parent: parent, globals: fn.Globals, returns: &returns{label: block.Int},
		library: outer.library || fn.ID < 0}
	l.scope, l.loops = s, nil
	l.inlining++
	l.In(block.Regions[0], func() {
		l.bindParameters(fn, values)
		l.stmts(fn.Body)
		if !l.dead {
			l.addReturn(none)
		}
	})
	l.inlining--
	t := l.joinReturns(s.returns)
	result := l.inlineResult(t, s)
	l.scope, l.Pos, l.loops, l.dead = outer, pos, loops, dead
	if t == nil {
		l.dead = true
		return none
	}
	return result
}

// inlineResult reads the value that the returns of an inlined body set.
func (l *lowerer) inlineResult(t *Type, s *scope) *val {
	if t == nil {
		return nil
	}
	var vars []ir.Var
	for _, slot := range t.slots(nil) {
		vars = append(vars, l.newVar("result", slot))
	}
	var like *val
	for _, at := range s.returns.points {
		l.before(at.point, func() {
			for i, x := range l.flatten(l.convert(at.value, t)) {
				l.Set(vars[i], x)
			}
		})
		if like == nil {
			like = strip(at.value)
		} else if !sameStatic(like, strip(at.value)) {
			like = dropConstants(like)
		}
	}
	if like.t.Kind == KSlice || like.t.Kind == KIter || like.t.Kind == KMethod {
		return s.returns.points[0].value
	}
	proto := l.protoOf(t, like)
	proto.copyStatic(like, true)
	return l.read(&slot{proto: proto, vars: vars})
}

// rt calls a run-time routine.
func (l *lowerer) rt(name string, t ir.Type, results []ir.Type, args ...ir.Value) []ir.Value {
	in := &ir.Instr{Op: ir.RT, Sym: name, Type: t, Args: args}
	for _, r := range results {
		in.Results = append(in.Results, l.F.NewValue(r))
	}
	l.Add(in)
	return in.Results
}
