package pyast

import (
	"fmt"
	"strconv"
	"strings"

	"gokernels/gokernels/ir"
)

// Lowered is a function compiled to IR for given argument types. Captured lists the arrays that it takes from globals and
// closures, by their numbers in the caller's table: they follow the arguments.
type Lowered struct {
	Module   *ir.Module
	Result   *Type
	Captured []int
	Report   []Loop
	Warnings []string
}

// Loop is what explain() says of one loop or array expression.
type Loop struct {
	Line     int32
	File     string
	Kind     string // prange, range, array, reduce
	Parallel bool
	Text     string
}

// maxRestarts bounds how often a function is lowered again with more knowledge; each time something new was learnt.
const maxRestarts = 200

// Lower types fn for the argument types and lowers it and all that it calls.
func Lower(u *Unit, fn *Function, args []Type) (low *Lowered, err error) {
	k := newKnowledge()
	for range maxRestarts {
		low, again, err := attempt(u, fn, args, k)
		if !again {
			return low, err
		}
	}
	return nil, &Error{Kind: "TypingError", Func: fn.Name, File: fn.File, Text: "the types of " + fn.Name + " do not settle"}
}

// knowledge is what one attempt learns for the next.
type knowledge struct {
	items    map[Expr]*Type        // item types of lists, sets and dicts by where they are made
	keys     map[Expr]*Type        // key types of dicts
	results  map[string]*Type      // result types of functions that call themselves
	captured map[string][]int      // arrays that functions take from globals
	serial   map[Stmt]string       // prange loops that cannot be parallel, and why
	pins     map[Stmt]pinTypes     // types of names in a try
	types    map[int]string        // type texts of arrays in globals
	bodies   map[string]*expansion // of generators, by function, depth and where they are
}

type pinTypes map[string]*Type

func newKnowledge() *knowledge {
	return &knowledge{map[Expr]*Type{}, map[Expr]*Type{}, map[string]*Type{}, map[string][]int{}, map[Stmt]string{}, map[Stmt]pinTypes{}, map[int]string{}, map[string]*expansion{}}
}

// restart is panicked with when something was learnt that earlier code needs.
type restart struct{}

func attempt(u *Unit, fn *Function, args []Type, k *knowledge) (low *Lowered, again bool, err error) {
	p := &program{unit: u, known: k, mod: &ir.Module{}, specs: map[string]*spec{}, files: map[string]int32{}}
	defer func() {
		switch e := recover().(type) {
		case nil:
		case restart:
			again = true
		case *Error:
			err = e
		default:
			panic(e)
		}
	}()
	values := make([]*val, len(args))
	for i := range args {
		values[i] = &val{t: &args[i]}
	}
	s := p.specialize(fn, values, false, fn.Options)
	if s.result.compileTime() {
		text := "a function that Python calls cannot return " + s.result.user()
		return nil, false, &Error{Kind: "UnsupportedError", Func: fn.Name, File: fn.File, Pos: ir.Pos{Line: int32(fn.Line)}, Text: text}
	}
	return &Lowered{Module: p.mod, Result: s.result, Captured: s.captured, Report: p.report, Warnings: p.warnings}, false, nil
}

// program is one attempt at lowering a function and all that it calls.
type program struct {
	unit     *Unit
	known    *knowledge
	mod      *ir.Module
	specs    map[string]*spec
	files    map[string]int32
	report   []Loop
	warnings []string
	depth    int
	scopes   int        // numbers given to scopes
	open     []*lowerer // functions being lowered
}

// spec is one function for one tuple of argument types.
type spec struct {
	f        *ir.Func
	result   *Type // nil while it is not known
	captured []int
	done     bool
}

func (p *program) function(id int) *Function {
	if id < 0 {
		return libraryFunction(id)
	}
	for _, f := range p.unit.Functions {
		if f.ID == id {
			return f
		}
	}
	return nil
}

func (p *program) file(name string) int32 {
	n, ok := p.files[name]
	if !ok {
		n = int32(len(p.mod.Files))
		p.files[name] = n
		p.mod.Files = append(p.mod.Files, name)
	}
	return n
}

// specKey tells specialisations apart; literal arguments count by their value.
func specKey(fn *Function, args []*val, literal bool, o Options) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s#%d/%v%v%v(", fn.Name, fn.ID, o.Parallel, o.FastMath, o.NumpyErrors)
	for i, a := range args {
		if i > 0 {
			b.WriteString(", ")
		}
		b.WriteString(a.key(literal))
	}
	return b.String() + ")"
}

// specialize lowers fn for the types of args, once.
func (p *program) specialize(fn *Function, args []*val, literal bool, o Options) *spec {
	key := specKey(fn, args, literal, o)
	if s := p.specs[key]; s != nil {
		return s
	}
	s := &spec{result: p.known.results[key], captured: p.known.captured[key]}
	p.specs[key] = s
	if p.depth++; p.depth > 60 {
		panic(&Error{Kind: "UnsupportedError", File: fn.File, Func: fn.Name, Pos: ir.Pos{Line: int32(fn.Line)},
			Text: "calls nest too deeply while compiling " + fn.Name})
	}
	defer func() { p.depth-- }()
	l := newLowerer(p, fn, s, o)
	s.f.Name = key
	p.mod.Funcs = append(p.mod.Funcs, s.f)
	p.open = append(p.open, l)
	l.lowerFunction(args, literal)
	l.finish(key)
	p.open = p.open[:len(p.open)-1]
	s.done = true
	return s
}

// learnResult notes a recursive function's result type and starts again when it is news.
func (p *program) learnResult(key string, t *Type) {
	if old := p.known.results[key]; old == nil || !old.same(t) {
		p.known.results[key] = t
		panic(restart{})
	}
}

// lowerer lowers one ir.Func.
type lowerer struct {
	*ir.Builder
	p         *program
	spec      *spec
	options   Options
	scope     *scope
	loops     []*loopContext
	par       *parContext
	finallies []*finally
	vars      map[string][]ir.Var
	parScopes int
	dead      bool // the code after this point is never reached
	captured  map[int]*val
	inlining  int
	open      []*expansion // generators whose bodies are being lowered
	recursive bool
	pins      []*tryPins
	missing   map[string]bool
}

// scope is the names of one Python function; an inlined one has the scope that it was defined in as parent.
type scope struct {
	id      int
	fn      *Function
	env     env
	locals  map[string]bool
	parent  *scope
	globals map[string]*Global
	returns *returns
	library bool
}

func newLowerer(p *program, fn *Function, s *spec, o Options) *lowerer {
	f, b := ir.NewFunc(fn.Name)
	s.f = f
	return &lowerer{Builder: b, p: p, spec: s, options: o, vars: map[string][]ir.Var{}, captured: map[int]*val{}, missing: map[string]bool{},
		scope: &scope{fn: fn, env: env{}, locals: localsOf(fn), globals: fn.Globals, returns: &returns{}, library: fn.ID < 0}}
}

// parameter makes the parameters of the IR function that hold a value of type t.
func (l *lowerer) parameter(t *Type) *val {
	return l.fromSlots(t, func(slot ir.Type) ir.Value {
		v := l.F.NewValue(slot)
		l.F.Params = append(l.F.Params, v)
		return v
	})
}

func (l *lowerer) lowerFunction(args []*val, literal bool) {
	fn := l.scope.fn
	l.F.Pos = ir.Pos{File: l.p.file(fn.File), Line: int32(fn.Line)}
	l.Pos = l.F.Pos
	values := make([]*val, len(args))
	for i, a := range args {
		values[i] = l.parameter(a.t)
		values[i].copyStatic(a, literal)
	}
	for _, id := range l.spec.captured { // before the body: those that an earlier attempt found
		l.captured[id] = l.parameter(l.capturedType(id))
	}
	l.bindParameters(fn, values)
	l.stmts(fn.Body)
}

// bindParameters gives the parameters their values; *args is the tuple that follows them.
func (l *lowerer) bindParameters(fn *Function, values []*val) {
	for i, v := range values {
		switch {
		case i < len(fn.Params):
			l.bind(fn.Params[i].Name, v)
		case fn.Vararg != "" && i == len(fn.Params):
			l.bind(fn.Vararg, v)
		}
	}
}

// finish joins the returned types and ends every return with the conversion that it needs.
func (l *lowerer) finish(key string) {
	r := l.scope.returns
	if !l.dead {
		l.addReturn(none)
	}
	t := l.joinReturns(r)
	if l.recursive {
		if t == nil {
			l.fail("TypingError", l.scope.fn.Name+" calls itself on every path: its result has no type", "")
		}
		l.p.learnResult(key, t)
	}
	if t == nil {
		t = noneType // never returns
	}
	l.spec.result = t
	l.F.Results = t.slots(nil)
	for _, at := range r.points {
		l.before(at.point, func() { at.instr.Args = l.flatten(l.convert(at.value, t)) })
	}
}

// returns collects the return statements of a function.
type returns struct {
	points []returnPoint
	label  int64 // of the block that an inlined function's returns leave; 0 in a function of its own
}

type returnPoint struct {
	*point
	instr *ir.Instr
	value *val
}

func (l *lowerer) joinReturns(r *returns) *Type {
	var t *Type
	for _, at := range r.points {
		switch joined := (*Type)(nil); {
		case t == nil:
			t = at.value.t
		default:
			if joined = joinTypes(t, at.value.t); joined == nil || joinStatic(r.points[0].value, at.value) == nil {
				l.Pos = at.instr.Pos
				l.fail("TypingError", fmt.Sprintf("%s returns %s here and %s on another path", l.scope.fn.Name, at.value.t.user(), t.user()),
					"Return the same type on every path.")
			}
			t = joined
		}
	}
	if t != nil {
		l.checkResult(t, r)
	}
	return t
}

// checkResult refuses results that exist while compiling only.
func (l *lowerer) checkResult(t *Type, r *returns) {
	switch t.Kind {
	case KNone, KScalar, KArray, KStr, KCompiled, KType:
	case KTuple, KOptional:
		for _, item := range t.Items {
			l.checkResult(item, r)
		}
	case KList, KSet, KDict:
		if t.Items[0] == nil {
			t.Items[0] = intType
			if t.Kind == KDict {
				t.Items[1] = intType
			}
		}
	default:
		if r.label == 0 {
			if t.Kind == KMethod {
				l.fail("TypingError", "there is no attribute "+quote(t.Name)+", or it is a method that has to be called", "")
			}
			l.fail("UnsupportedError", "a compiled function cannot return "+t.user(), "")
		}
	}
}

// addReturn ends the path with a return; its arguments are set by finish.
func (l *lowerer) addReturn(v *val) {
	r := l.scope.returns
	v = l.settle(v)
	var in *ir.Instr
	if r.label != 0 {
		in = l.Add(&ir.Instr{Op: ir.Break, Int: r.label})
	} else {
		in = l.Do(ir.Return)
	}
	r.points = append(r.points, returnPoint{l.jump(), in, v})
	l.dead = true
}

// fail refuses the program at the builder's position.
func (l *lowerer) fail(kind, text, hint string) {
	panic(l.errorAt(l.Pos, kind, text, hint))
}

func (l *lowerer) errorAt(pos ir.Pos, kind, text, hint string) *Error {
	fn := l.scope.fn
	return &Error{Kind: kind, Pos: pos, File: fn.File, Func: fn.Name, Line: fn.source(pos.Line), Text: text, Hint: hint}
}

// unsupported refuses what the compiler has no meaning for.
func (l *lowerer) unsupported(what, hint string) {
	l.fail("UnsupportedError", what+" is not supported in a compiled function", hint)
}

// at moves the builder's position to a node.
func (l *lowerer) at(n Expr) {
	if pos := n.Where(); pos.Line != 0 {
		pos.File = l.p.file(l.scope.fn.File)
		l.Pos = pos
	}
}

// note adds a line to the report of explain().
func (l *lowerer) note(kind string, parallel bool, text string) {
	if l.scope.library {
		return
	}
	for _, r := range l.p.report {
		if r.Line == l.Pos.Line && r.Kind == kind && r.Text == text {
			return
		}
	}
	l.p.report = append(l.p.report, Loop{l.Pos.Line, l.scope.fn.File, kind, parallel, text})
}

// quote returns a name or number for a message.
func quote(s string) string { return strconv.Quote(s) }
