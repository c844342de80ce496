package ir

import (
	"fmt"
	"slices"
)

// Verify checks the rules of doc.go and of the table of operations. The error names the function, the instruction and
// the rule. Passes, interpreters and code generators may rely on every one of them.
func Verify(m *Module) (err error) {
	defer func() {
		if reason := recover(); reason != nil {
			e, ok := reason.(*violation)
			if !ok {
				panic(reason)
			}
			err = e
		}
	}()
	verifyModule(m)
	return nil
}

// violation is what the verifier panics with and Verify returns; Line is that of the source, 0 if unknown.
type violation struct {
	function, instr, rule string
	line                  int32
}

func (e *violation) Error() string {
	text := "ir: "
	if e.function != "" {
		text += "func " + symbol(e.function) + ": "
	}
	if e.instr != "" {
		text += "`" + e.instr + "`: "
	}
	text += e.rule
	if e.line != 0 {
		text += fmt.Sprintf(" (line %d)", e.line)
	}
	return text
}

// verifier checks one function.
type verifier struct {
	m       *Module
	f       *Func
	in      *Instr         // what is being checked
	made    []bool         // by Value: there is an instruction that makes it
	visible []bool         // by Value: it may be used here
	labels  map[int64]bool // used so far
	targets []target
	bodies  []*Par // parfors whose init or body this is, outermost first
	inPar   int    // parfors around, combine included
	inCatch int    // handlers around
}

// target is a construct around that break or continue may name.
type target struct {
	label int64
	turns bool // continue may name it
	inPar int  // parfors around it
}

func verifyModule(m *Module) {
	v := &verifier{m: m}
	v.need(len(m.Funcs) > 0, "a module has at least one function")
	for i, f := range m.Funcs {
		v.need(f != nil && f.Body != nil, "function %d is nil", i)
		for _, g := range m.Funcs[:i] {
			v.need(f.Name != g.Name, "two functions have the name %s", symbol(f.Name))
		}
	}
	for _, f := range m.Funcs {
		w := &verifier{m: m, f: f, labels: map[int64]bool{}}
		w.function()
	}
}

func (v *verifier) need(ok bool, format string, args ...any) {
	if ok {
		return
	}
	e := &violation{rule: fmt.Sprintf(format, args...)}
	if v.f != nil {
		e.function = v.f.Name
		if v.in != nil && v.in.Op < numOps {
			e.instr, e.line = v.f.Text(v.in), v.in.Pos.Line
		}
	}
	panic(e)
}

func (v *verifier) function() {
	f := v.f
	v.made, v.visible = make([]bool, len(f.Types)), make([]bool, len(f.Types))
	for i, x := range f.Vars {
		v.need(x.Type.Valid(), "variable %s has no valid type: %s", (&printer{f: f}).variable(Var(i)), shown(x.Type))
	}
	for _, t := range f.Results {
		v.need(t.Valid(), "a result has no valid type: %s", shown(t))
	}
	v.need(len(f.Body.Params) == 0, "the body has no parameters of its own")
	for _, p := range f.Params {
		v.define(p)
	}
	v.region(f.Body)
	v.need(len(f.Results) == 0 || !FallsThrough(f.Body), "the end is reached without a return")
}

func (v *verifier) define(x Value) {
	v.need(x > 0 && int(x) < len(v.f.Types), "there is no value %%%d", x)
	v.need(!v.made[x], "%%%d is made twice", x)
	v.need(v.f.Types[x].Valid(), "%%%d has no valid type: %s", x, shown(v.f.Types[x]))
	v.made[x], v.visible[x] = true, true
}

// region checks a region; what it defines is out of sight behind it.
func (v *verifier) region(r *Region) {
	for _, p := range r.Params {
		v.define(p)
	}
	owner := v.in
	for _, in := range r.Code {
		v.need(in != nil, "an instruction is nil")
		v.in = in
		v.instr(in)
		for _, x := range in.Results {
			v.define(x)
		}
	}
	v.in = owner
	for _, p := range r.Params {
		v.visible[p] = false
	}
	for _, in := range r.Code {
		for _, x := range in.Results {
			v.visible[x] = false
		}
	}
}

func (v *verifier) instr(in *Instr) {
	v.need(in.Op < numOps, "operation %d is not in the table", in.Op)
	for _, x := range in.Args {
		v.need(x > 0 && int(x) < len(v.visible), "there is no value %%%d", x)
		v.need(v.visible[x], "%%%d is not visible here", x)
	}
	for _, x := range in.Results {
		v.need(x > 0 && int(x) < len(v.f.Types), "there is no value %%%d", x)
	}
	for _, r := range in.Regions {
		v.need(r != nil, "a region is nil")
	}
	v.need(Ops[in.Op].Class == Control || len(in.Regions) == 0, "it has no regions")
	if check := rules[in.Op]; check != nil {
		check(v, in)
		return
	}
	v.class(in)
}

// signature checks the types of operands and results; Void stands for one that was checked already.
func (v *verifier) signature(args, results []Type) {
	in := v.in
	v.need(len(in.Args) == len(args), "it has %d operands, not %d", len(args), len(in.Args))
	v.need(len(in.Results) == len(results), "it has %d results, not %d", len(results), len(in.Results))
	for i, t := range args {
		have := v.f.Types[in.Args[i]]
		v.need(t == Void || have == t, "operand %d is %s, not %s", i+1, t, have)
	}
	for i, t := range results {
		have := v.f.Types[in.Results[i]]
		v.need(t == Void || have == t, "result %d is %s, not %s", i+1, t, shown(have))
	}
}

// arg returns the type of an operand, result that of a result; missing ones break a rule.
func (v *verifier) arg(i int) Type {
	v.need(i < len(v.in.Args), "operand %d is missing", i+1)
	return v.f.Types[v.in.Args[i]]
}

func (v *verifier) result(i int) Type {
	v.need(i < len(v.in.Results), "result %d is missing", i+1)
	return v.f.Types[v.in.Results[i]]
}

func (v *verifier) array(i int) Type {
	t := v.arg(i)
	v.need(t.IsArray(), "operand %d is an array, not %s", i+1, t)
	return t
}

// kinds checks that a type is a scalar of the kinds that the operation's row lists.
func (v *verifier) kinds(t Type) {
	v.need(t.Kind()&Ops[v.in.Op].Kinds != 0, "it takes no %s", t)
}

// class checks the operations that the table types by their class.
func (v *verifier) class(in *Instr) {
	t := v.arg(0)
	v.kinds(t)
	switch Ops[in.Op].Class {
	case Unary:
		v.signature([]Type{t}, []Type{t})
	case Binary:
		v.signature([]Type{t, t}, []Type{t})
	case Compare:
		v.signature([]Type{t, t}, []Type{Bool})
	case Test:
		v.signature([]Type{t}, []Type{Bool})
	}
}

// FallsThrough reports whether control may come to the end of the region. It looks at structure only: a condition that
// is always true counts as one that may be false.
func FallsThrough(r *Region) bool {
	for _, in := range r.Code {
		if !continues(in) {
			return false
		}
	}
	return true
}

// continues reports whether control may come behind the instruction.
func continues(in *Instr) bool {
	switch in.Op {
	case Break, Continue, Return, Raise, Rethrow:
		return false
	case Block:
		return FallsThrough(in.Regions[0]) || Leaves(in.Regions[0], Break, in.Int)
	case Loop:
		return Leaves(in.Regions[0], Break, in.Int)
	case If, Try:
		return slices.ContainsFunc(in.Regions, FallsThrough)
	}
	return true
}

// Leaves reports whether the region has a break (or continue, as op says) that names the label.
func Leaves(r *Region, op Op, label int64) bool {
	return slices.ContainsFunc(r.Code, func(in *Instr) bool {
		if in.Op == op && in.Int == label {
			return true
		}
		return slices.ContainsFunc(in.Regions, func(r *Region) bool { return Leaves(r, op, label) })
	})
}
