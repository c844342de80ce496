package pyast

import (
	"slices"
	"strconv"

	"gokernels/gokernels/ir"
)

// exceptionID marks the tuple ((text,),) that stands for a caught exception: "except X as e" gives e.args and str(e).
const exceptionID = -7

func exceptionType() *Type {
	return &Type{Kind: KTuple, Items: []*Type{tupleOf(strType)}, Fields: []string{"args"}, ID: exceptionID}
}

func isException(v *val) bool { return v.t.Kind == KTuple && v.t.ID == exceptionID }

// className is the name by which IR knows an exception class: Python's own, or "@7" for object 7 of the caller's table.
func (l *lowerer) className(v *val) string {
	if v.t.Kind != KException {
		l.fail("TypingError", "exceptions must be classes that derive from BaseException, not "+v.t.user(), "")
	}
	if v.t.ID != 0 {
		return "@" + strconv.Itoa(v.t.ID)
	}
	return v.t.Name
}

// raiseStmt lowers raise X, raise X(…), raise X(…) from Y, and raise alone, which raises what is being handled.
func (l *lowerer) raiseStmt(s *Raise) {
	if s.Exc == nil {
		l.rethrow()
		return
	}
	v := l.expr(s.Exc)
	l.at(s)
	if isException(v) {
		l.rethrow()
		return
	}
	class := l.className(v)
	var args []ir.Value
	for _, item := range v.items {
		args = append(args, l.flatten(l.messageArg(item))...)
	}
	if slices.Contains(args, 0) { // a name keeps the class of an exception only
		l.unsupported("raising an exception that was made before", "Make it where it is raised: raise "+v.t.Name+"(…).")
	}
	l.raise(class, args...)
	l.dead = true
}

// rethrow raises what is being handled. Where nothing is in sight, which Python would find out at run time, it is
// refused.
func (l *lowerer) rethrow() {
	if l.handling() {
		l.Do(ir.Rethrow)
		l.dead = true
		return
	}
	l.unsupported("raising the current exception outside an except clause", "Raise a new one: raise ValueError(…).")
}

// handling reports whether the code stands in an except clause.
func (l *lowerer) handling() bool {
	for _, p := range l.pins {
		if p.handler {
			return true
		}
	}
	return false
}
