package pyast

import (
	"fmt"
	"strings"

	"gokernels/gokernels/ir"
)

// stmts lowers statements one after the other; what follows a return, raise, break or continue is never reached.
func (l *lowerer) stmts(body []Stmt) {
	for _, s := range body {
		if l.dead {
			return
		}
		l.at(s)
		if !l.attempt(func() { l.stmt(s) }) {
			l.raise("SystemError", l.Text("not reached"))
			l.dead = true
		}
	}
}

func (l *lowerer) stmt(s Stmt) {
	switch s := s.(type) {
	case *Assign:
		l.assignStmt(s)
	case *AugAssign:
		l.augAssign(s)
	case *AnnAssign:
		if s.Value != nil {
			l.assignTo(s.Target, l.exprOrNone(s.Value))
		}
	case *If:
		l.ifStmt(s)
	case *For:
		l.forStmt(s)
		l.repin()
	case *While:
		l.whileStmt(s)
	case *Return:
		l.returnStmt(s)
	case *Break, *Continue:
		l.jumpStmt(s)
	case *ExprStmt:
		l.exprStmt(s)
	case *Raise:
		l.raiseStmt(s)
	case *Assert:
		l.assertStmt(s)
	case *Try:
		l.tryStmt(s)
	case *With:
		l.withStmt(s)
	case *FunctionDef:
		l.bind(s.Function.Name, l.closure(s.Function))
	case *Delete:
		l.deleteStmt(s)
	case *yielding:
		l.yieldStmt(s)
	case *leaving:
		l.leaveGenerator(s.x)
	case *Pass:
	case *Nonlocal:
		l.unsupported("assigning to a name of an outer function or module (nonlocal, global)", "Return the value instead, or pass an array and write its element.")
	case *Unsupported:
		l.unsupported(s.What, insteadOf(s.What))
	default:
		l.unsupported(fmt.Sprintf("%T", s), "")
	}
}

func (l *lowerer) exprStmt(s *ExprStmt) {
	if _, ok := s.Value.(*Constant); ok { // a docstring, an ellipsis
		return
	}
	l.settle(l.expr(s.Value))
}

func (l *lowerer) assignStmt(s *Assign) {
	v := l.exprOrNone(s.Value)
	if len(s.Targets) > 1 {
		v = l.settle(v)
	}
	for _, target := range s.Targets {
		l.at(s)
		l.assignTo(target, v)
	}
}

// assignTo gives a target (name, element, tuple of targets) a value.
func (l *lowerer) assignTo(target Expr, v *val) {
	switch t := target.(type) {
	case *Name:
		l.bind(t.ID, v)
	case *Tuple:
		l.unpack(t.Elts, v)
	case *List:
		l.unpack(t.Elts, v)
	case *Subscript:
		l.at(t)
		l.storeSubscript(t, l.present(v))
	case *Attribute:
		l.at(t)
		l.storeAttribute(t, l.present(v))
	case *Starred:
		l.unsupported("a starred target outside a tuple", "")
	default:
		l.unsupported("this assignment", "")
	}
}

// unpack assigns the items of v to targets, one of which may be starred.
func (l *lowerer) unpack(targets []Expr, v *val) {
	v = l.settle(v)
	star := -1
	for i, t := range targets {
		if _, ok := t.(*Starred); ok {
			star = i
		}
	}
	items := l.itemsOf(v, len(targets), star >= 0)
	if star < 0 {
		for i, t := range targets {
			l.assignTo(t, items[i])
		}
		return
	}
	after := len(targets) - star - 1
	for i, t := range targets {
		switch {
		case i < star:
			l.assignTo(t, items[i])
		case i == star:
			l.assignTo(t.(*Starred).Value, l.tuple(items[star:len(items)-after]...))
		default:
			l.assignTo(t, items[len(items)-len(targets)+i])
		}
	}
}

// itemsOf returns the n items of a tuple, or of an array or list whose length run time checks.
func (l *lowerer) itemsOf(v *val, n int, starred bool) []*val {
	if v.t.Kind == KTuple {
		if len(v.items) != n && !(starred && len(v.items) >= n-1) {
			l.fail("TypingError", fmt.Sprintf("cannot unpack %d values into %d names", len(v.items), n), "")
		}
		return v.items
	}
	if starred || (v.t.Kind != KArray && v.t.Kind != KList) || (v.t.Kind == KArray && v.t.NDim == 0) {
		l.unsupported("unpacking "+v.t.user(), "")
	}
	length := l.lengthOf(v)
	l.raiseIf(l.Make(ir.Ne, ir.Bool, length.v, l.Int(int64(n))), "ValueError", fmt.Sprintf("cannot unpack: %d values are needed", n))
	items := make([]*val, n)
	for i := range items {
		items[i] = l.itemAt(v, l.Int(int64(i)))
	}
	return items
}

// raiseIf raises a builtin exception with a fixed message where cond holds.
func (l *lowerer) raiseIf(cond ir.Value, class, text string) {
	l.If(cond, func() { l.raise(class, l.Text(text)) }, nil)
}

func (l *lowerer) raise(class string, args ...ir.Value) {
	l.Add(&ir.Instr{Op: ir.Raise, Sym: class, Args: args})
}

func (l *lowerer) ifStmt(s *If) {
	name, there := l.noneTest(s.Test)
	cond := l.truth(l.exprOrNone(s.Test))
	if cond.isTrue() || cond.isFalse() {
		if cond.isTrue() {
			l.stmts(s.Body)
		} else {
			l.stmts(s.Else)
		}
		return
	}
	l.branch(cond.v, func() { l.narrow(name, there); l.stmts(s.Body) }, func() { l.narrow(name, !there); l.stmts(s.Else) })
}

// branch lowers both ways of a condition and joins the names.
func (l *lowerer) branch(cond ir.Value, then, otherwise func()) {
	entry := l.scope.env
	var ends []*point
	l.IfEach(cond, []func(){then, otherwise}, func(build func()) {
		l.scope.env, l.dead = cloneEnv(entry), false
		build()
		if !l.dead {
			ends = append(ends, l.here())
		}
	})
	l.merge(ends)
}

// IfEach adds an if whose two regions are built by wrap(branch).
func (l *lowerer) IfEach(cond ir.Value, branches []func(), wrap func(func())) {
	in := l.Add(&ir.Instr{Op: ir.If, Args: []ir.Value{cond}, Regions: []*ir.Region{{}, {}}})
	for i, build := range branches {
		l.In(in.Regions[i], func() { wrap(build) })
	}
}

func cloneEnv(e env) env {
	c := make(env, len(e))
	for name, s := range e {
		c[name] = s
	}
	return c
}

func (l *lowerer) returnStmt(s *Return) {
	v := none
	if s.Value != nil {
		v = l.exprOrNone(s.Value)
	}
	v = l.settle(v)
	if isException(v) || v.t.Kind == KException {
		l.unsupported("returning an exception", "Raise it, or return its text: str(e).")
	}
	if l.leavesParallel(l.scope) {
		panic("return leaves a parallel loop: " + l.scope.fn.Name) // classify made that loop serial
	}
	l.runFinallies(0)
	if !l.dead {
		l.addReturn(v)
	}
}

// leavesParallel reports whether a return here would leave a parallel loop.
func (l *lowerer) leavesParallel(s *scope) bool {
	return l.par != nil && l.par.scope == s
}

func (l *lowerer) jumpStmt(s Stmt) {
	if len(l.loops) == 0 {
		l.fail("TypingError", "'break' or 'continue' outside a loop", "")
	}
	c := l.loops[len(l.loops)-1]
	l.runFinallies(c.finallies)
	if l.dead {
		return
	}
	_, isBreak := s.(*Break)
	if isBreak {
		l.Add(&ir.Instr{Op: ir.Break, Int: c.breakLabel})
		c.breaks = append(c.breaks, l.jump())
	} else {
		l.Add(&ir.Instr{Op: c.continueOp, Int: c.continueLabel})
		c.continues = append(c.continues, l.jump())
	}
	l.dead = true
}

func (l *lowerer) assertStmt(s *Assert) {
	cond := l.truth(l.exprOrNone(s.Test))
	if cond.isTrue() {
		return
	}
	failed := l.Make(ir.Not, ir.Bool, l.scalar(cond))
	saved := l.scope.env
	l.If(failed, func() {
		l.scope.env = cloneEnv(saved)
		var args []ir.Value
		if s.Msg != nil {
			args = l.flatten(l.messageArg(l.expr(s.Msg)))
		}
		l.raise("AssertionError", args...)
	}, nil)
	l.scope.env = saved
}

// messageArg lets scalars and text be arguments of an exception.
func (l *lowerer) messageArg(v *val) *val {
	v = l.settle(v)
	if v.t.isScalar() || v.t.Kind == KStr {
		return v
	}
	return l.str(v)
}

func (l *lowerer) deleteStmt(s *Delete) {
	for _, t := range s.Targets {
		switch t := t.(type) {
		case *Name:
			delete(l.scope.env, t.ID)
		case *Subscript:
			l.at(t)
			l.deleteSubscript(t)
		default:
			l.unsupported("this del", "")
		}
	}
}

// insteadOf is what to write instead of syntax that has no meaning in compiled code.
func insteadOf(what string) string {
	switch {
	case strings.HasPrefix(what, "a class"):
		return "Define it outside, and pass the values that the function needs."
	case strings.HasPrefix(what, "global"):
		return "Return the value, or pass an array and write its element."
	case strings.HasPrefix(what, "a") && strings.Contains(what, "sync"), what == "await":
		return "Await outside, and pass the result."
	}
	return ""
}
