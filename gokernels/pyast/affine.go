package pyast

import (
	"fmt"
	"maps"
	"strings"
)

// affine is an index of the form i*(loop index) + c + symbols: what two iterations can be compared by. Symbols are
// expressions that are the same in every iteration, by their text, with coefficients. The index of a loop within the
// body with known ends widens it to the values from it to it + extra; one with others leaves it loose.
type affine struct {
	i, c, extra int64
	syms        map[string]int64
	loose       map[string]int64
}

// exact reports whether an index has one value in an iteration.
func (a affine) exact() bool { return a.extra == 0 && len(a.loose) == 0 }

// parallelTo reports whether two indices differ by a known constant only.
func (a affine) parallelTo(b affine) bool { return a.i == b.i && maps.Equal(a.syms, b.syms) }

func (a affine) plus(b affine, sign int64) affine {
	sum := affine{i: a.i + sign*b.i, c: a.c + sign*b.c, extra: a.extra + b.extra}
	if sign < 0 {
		sum.c -= b.extra
	}
	sum.syms, sum.loose = addTerms(a.syms, b.syms, sign), addTerms(a.loose, b.loose, sign)
	return sum
}

func addTerms(a, b map[string]int64, sign int64) map[string]int64 {
	sum := map[string]int64{}
	maps.Copy(sum, a)
	for s, k := range b {
		if sum[s] += sign * k; sum[s] == 0 {
			delete(sum, s)
		}
	}
	return sum
}

func (a affine) times(k int64) affine {
	p := affine{i: a.i * k, c: a.c * k, extra: a.extra * max(k, -k), syms: map[string]int64{}, loose: map[string]int64{}}
	if k < 0 {
		p.c += a.extra * k
	}
	if k != 0 {
		for s, n := range a.syms {
			p.syms[s] = n * k
		}
		for s, n := range a.loose {
			p.loose[s] = n * k
		}
	}
	return p
}

// marked reports whether a name in an index stands for something that the loop's iterations differ in.
func marked(id string) bool {
	return strings.HasPrefix(id, indexMark) || strings.HasPrefix(id, freeMark) || id == unknownName
}

// invariant reports whether an index is the same in every iteration, all through it.
func invariant(e Expr) bool {
	found := false
	walkExpr(e, func(n any) {
		switch n := n.(type) {
		case *Name:
			found = found || marked(n.ID)
		case *Call:
			found = found || !pureCall(n)
		}
	})
	return !found
}

// affine reads an index expression; ok is false where it is not of that form.
func (u *uses) affine(e Expr, depth int) (a affine, ok bool) {
	if depth > 40 || e == nil {
		return a, false
	}
	switch e := e.(type) {
	case *Name:
		if marked(e.ID) {
			return u.affineName(e.ID)
		}
	case *Constant:
		n, ok := e.Value.(int64)
		return affine{c: n}, ok
	case *UnaryOp:
		if x, ok := u.affine(e.Operand, depth+1); ok && e.Op == "USub" {
			return x.times(-1), true
		}
	case *BinOp:
		if x, ok := u.affineBinary(e, depth); ok {
			return x, true
		}
	case *Slice:
		return a, false
	}
	if !invariant(e) {
		return a, false
	}
	return affine{syms: map[string]int64{exprText(e): 1}}, true
}

func (u *uses) affineName(id string) (a affine, ok bool) {
	switch id[:1] {
	case indexMark:
		if u.c.axes < 2 {
			return affine{i: 1}, true
		}
		return affine{syms: map[string]int64{id: 1}}, true
	case freeMark:
		switch s := u.spans[id]; {
		case s.own:
			return a, false
		case s.known:
			return affine{c: s.low, extra: s.count - 1}, true
		}
		return affine{loose: map[string]int64{id: 1}}, true
	}
	return a, false
}

func (u *uses) affineBinary(e *BinOp, depth int) (a affine, ok bool) {
	x, okX := u.affine(e.Left, depth+1)
	y, okY := u.affine(e.Right, depth+1)
	if !okX || !okY {
		return a, false
	}
	switch e.Op {
	case "Add":
		return x.plus(y, 1), true
	case "Sub":
		return x.plus(y, -1), true
	case "Mult":
		if n, ok := x.constant(); ok {
			return y.times(n), true
		}
		if n, ok := y.constant(); ok {
			return x.times(n), true
		}
	}
	return a, false
}

// constant is the value of an index that is a number.
func (a affine) constant() (int64, bool) {
	return a.c, a.i == 0 && len(a.syms) == 0 && a.exact()
}

// exprText writes an expression so that equal texts mean equal expressions.
func exprText(e Expr) string {
	switch e := e.(type) {
	case nil:
		return ""
	case *Name:
		return e.ID
	case *Constant:
		return fmt.Sprintf("%T:%v", e.Value, e.Value)
	case *BinOp:
		return "(" + exprText(e.Left) + " " + e.Op + " " + exprText(e.Right) + ")"
	case *UnaryOp:
		return "(" + e.Op + " " + exprText(e.Operand) + ")"
	case *Attribute:
		return exprText(e.Value) + "." + e.Attr
	case *Compare:
		return "(" + exprText(e.Left) + strings.Join(e.Ops, ",") + texts2(e.Right) + ")"
	}
	var name string
	switch e := e.(type) {
	case *BoolOp:
		name = e.Op
	case *Call:
		for _, k := range e.Keywords {
			name += k.Name + "="
		}
	case *Comp:
		name = e.Kind + fmt.Sprintf("%p", e)
	}
	return fmt.Sprintf("%T%s%s", e, name, texts2(exprChildren(e)))
}

func texts2(exprs []Expr) string {
	parts := make([]string, len(exprs))
	for i, e := range exprs {
		parts[i] = exprText(e)
	}
	return "[" + strings.Join(parts, "; ") + "]"
}

// replace returns e with every subexpression of a given text replaced by a name, as far as updateOf looks.
func replace(e Expr, text, name string) Expr {
	if e == nil || exprText(e) == text {
		if e == nil {
			return nil
		}
		return &Name{At{e.Where()}, name}
	}
	switch e := e.(type) {
	case *BinOp:
		c := *e
		c.Left, c.Right = replace(e.Left, text, name), replace(e.Right, text, name)
		return &c
	case *Call:
		c := *e
		c.Args = make([]Expr, len(e.Args))
		for i, a := range e.Args {
			c.Args[i] = replace(a, text, name)
		}
		return &c
	case *BoolOp:
		c := *e
		c.Values = make([]Expr, len(e.Values))
		for i, v := range e.Values {
			c.Values[i] = replace(v, text, name)
		}
		return &c
	}
	return e
}
