package pyast

import (
	"fmt"
	"maps"
	"strings"
)

// affine is an index of the form i*(loop index) + c + symbols: what two iterations can be compared by. Symbols are
// expressions that are the same in every iteration, by their text, with coefficients.
type affine struct {
	i, c int64
	syms map[string]int64
}

// parallelTo reports whether two indices differ by a known constant only.
func (a affine) parallelTo(b affine) bool { return a.i == b.i && maps.Equal(a.syms, b.syms) }

// meets reports whether different iterations, step apart, can have a's value and b's value equal.
func (a affine) meets(b affine, step int64) bool {
	distance := b.c - a.c
	return distance != 0 && distance%(a.i*step) == 0
}

// crosses reports whether two indices that move at different paces can meet in different iterations.
func (a affine) crosses(b affine) bool {
	if !maps.Equal(a.syms, b.syms) || a.i == b.i {
		return false
	}
	x, y := max(a.i, -a.i), max(b.i, -b.i)
	for y != 0 {
		x, y = y, x%y
	}
	return (b.c-a.c)%x == 0
}

func (a affine) plus(b affine, sign int64) affine {
	sum := affine{a.i + sign*b.i, a.c + sign*b.c, map[string]int64{}}
	maps.Copy(sum.syms, a.syms)
	for s, k := range b.syms {
		if sum.syms[s] += sign * k; sum.syms[s] == 0 {
			delete(sum.syms, s)
		}
	}
	return sum
}

func (a affine) times(k int64) affine {
	p := affine{a.i * k, a.c * k, map[string]int64{}}
	for s, n := range a.syms {
		if n*k != 0 {
			p.syms[s] = n * k
		}
	}
	return p
}

// affine reads an index expression; ok is false where it is not of that form.
func (d *dependence) affine(e Expr, depth int) (a affine, ok bool) {
	if depth > 20 {
		return a, false
	}
	switch e := e.(type) {
	case *Name:
		if d.c.index[e.ID] && len(d.c.index) == 1 {
			return affine{i: 1, syms: map[string]int64{}}, true
		}
		if def := d.defs[e.ID]; def != nil && d.tainted[e.ID] {
			return d.affine(def, depth+1)
		}
	case *Constant:
		if n, ok := e.Value.(int64); ok {
			return affine{c: n, syms: map[string]int64{}}, true
		}
		return a, false
	case *UnaryOp:
		if x, ok := d.affine(e.Operand, depth+1); ok && e.Op == "USub" {
			return x.times(-1), true
		}
	case *BinOp:
		if x, ok := d.affineBinary(e, depth); ok {
			return x, true
		}
	case *Slice:
		return a, false
	}
	if varies(e, d.tainted) {
		return a, false
	}
	return affine{syms: map[string]int64{exprText(e): 1}}, true
}

func (d *dependence) affineBinary(e *BinOp, depth int) (a affine, ok bool) {
	x, okX := d.affine(e.Left, depth+1)
	y, okY := d.affine(e.Right, depth+1)
	if !okX || !okY {
		return a, false
	}
	switch e.Op {
	case "Add":
		return x.plus(y, 1), true
	case "Sub":
		return x.plus(y, -1), true
	case "Mult":
		if x.i == 0 && len(x.syms) == 0 {
			return y.times(x.c), true
		}
		if y.i == 0 && len(y.syms) == 0 {
			return x.times(y.c), true
		}
	}
	return a, false
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
