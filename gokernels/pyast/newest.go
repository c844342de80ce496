package pyast

import (
	"math"
	"slices"
	"strings"

	"gokernels/gokernels/ir"
)

// "best = max(x, best)" differs from "best = max(best, x)" where a nan is among the numbers: it takes the nan, and what
// comes next after it, as max(a, b) is a unless b > a. A nan is what a chunk starts from then: it gives way to the first number.
// A mark tells whether the chunk met a nan: what was best before the chunk does not matter after that.

// newest marks the operators of such reductions.
const newest = "'"

func isNewest(op string) bool { return strings.HasSuffix(op, newest) }

func nanMark(name string) string { return name + " met nan" }

// markNans adds the marks, and the statements that set them, after the rules have been applied to the loop's body.
func (c *classifier) markNans(body []Stmt) []Stmt {
	var out []Stmt
	for _, s := range body {
		out = append(out, withBodies(s, c.markNans))
		name, op, _ := c.reductionOf(s)
		if k := c.plan.carried[name]; k == nil || !isNewest(op) || k.op != op {
			continue
		}
		mark, value := nanMark(name), &Name{At{s.Where()}, name}
		c.plan.carried[mark] = &carried{mark: true}
		set := &Assign{At: At{s.Where()}, Targets: []Expr{&Name{At{s.Where()}, mark}}, Value: &Constant{At{s.Where()}, true}}
		differs := &Compare{At: At{s.Where()}, Left: value, Ops: []string{"NotEq"}, Right: []Expr{value}}
		out = append(out, &If{At: At{s.Where()}, Test: differs, Body: []Stmt{set}})
	}
	return out
}

// checkNewest refuses elements that are reduced so: there would have to be a mark for each.
func (d *dependence) checkNewest(all []access) {
	i := slices.IndexFunc(all, func(a access) bool { return isNewest(a.op) })
	if i >= 0 && all[i].proto.t.Elem.IsFloat() {
		d.c.fail(all[i].pos, "what "+quote(all[i].name)+" holds after a nan depends on the order of the iterations",
			"Write the element first: max(h[k], x) leaves nans out.")
	}
}

// afterNan is what such a reduction starts a chunk from.
func (l *lowerer) afterNan(t *Type) *val {
	if t.isFloat() {
		return l.constant(t, math.NaN())
	}
	return nil
}

// combineNewest joins the best of a chunk with that of the chunks before it.
func (l *lowerer) combineNewest(c *carried, acc, part *val, mark *slot) *val {
	op := "Gt"
	if strings.HasPrefix(c.op, "min") {
		op = "Lt"
	}
	if mark == nil || !part.t.isFloat() {
		return l.better(op, part, acc)
	}
	untouched := l.Make(ir.IsNaN, ir.Bool, part.v)
	keep := l.Make(ir.Or, ir.Bool, l.scalar(l.truth(l.compare(op, acc, part))), untouched)
	keep = l.Make(ir.And, ir.Bool, keep, l.Make(ir.Not, ir.Bool, l.Get(mark.vars[0])))
	return &val{t: part.t, v: l.Make(ir.Select, part.t.Elem, keep, l.castScalar(acc, part.t.Elem), part.v)}
}
