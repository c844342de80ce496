package pyast

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"gokernels/gokernels/ir"
)

// combine joins what one chunk made with the names after the loop.
func (l *lowerer) combine(p *parLoop, after env, tails, guards map[string]*slot) {
	for _, name := range slices.Sorted(maps.Keys(p.inner)) {
		c := p.plan.carried[name]
		if c.mark || c.guard != nil {
			continue
		}
		outer, part := after[name], l.read(p.inner[name])
		if c.inPlace && outer.proto.t.isArray() {
			l.combineArrays(c, l.read(outer), part)
			continue
		}
		joined := (*val)(nil)
		if isNewest(c.op) {
			joined = l.combineNewest(c, l.read(outer), part, p.inner[nanMark(name)])
		} else {
			joined = l.combineValues(c, l.read(outer), part)
		}
		l.assign(outer, l.convert(joined, outer.proto.t))
	}
	for _, g := range p.plan.guards {
		l.combineGuard(p, g, after, guards)
	}
	for _, name := range slices.Sorted(maps.Keys(p.tail)) {
		k, s := p.tail[name], tails[name]
		l.If(l.Get(k.written), func() {
			l.assign(s, l.convert(l.read(&slot{proto: k.proto, vars: k.vars}), s.proto.t))
			if s.maybe {
				l.Set(l.flag(name), l.Bool(true))
			}
		}, nil)
	}
}

// combineOp is the operator that joins parts made with op: what was subtracted adds up.
func combineOp(op string) string {
	switch op {
	case "Sub":
		return "Add"
	case "Div":
		return "Mult"
	}
	return op
}

// combineArrays updates an array by a chunk's copy of it, element by element.
func (l *lowerer) combineArrays(c *carried, acc, part *val) {
	if opOf[combineOp(c.op)] != ir.NoOp {
		l.inPlace(combineOp(c.op), acc, part)
		return
	}
	l.storeInto(acc, l.elementwise(func(args []*val) *val { return l.combineValues(c, args[0], args[1]) }, acc, part))
}

func (l *lowerer) combineValues(c *carried, acc, part *val) *val {
	switch c.op {
	case "max", "max" + newest:
		return l.better("Gt", acc, part)
	case "min", "min" + newest:
		return l.better("Lt", acc, part)
	case "Or", "And":
		op := ir.Or
		if c.op == "And" {
			op = ir.And
		}
		if acc.t.Elem != ir.Bool {
			l.fail("ParallelError", "a reduction with and/or is of bools, not "+acc.t.user(), "")
		}
		return &val{t: acc.t, v: l.Make(op, ir.Bool, acc.v, part.v)}
	case "Add", "Sub", "Mult", "Div", "BitOr", "BitAnd", "BitXor":
		return l.settle(l.binop(combineOp(c.op), acc, part))
	}
	v, _ := l.ufunc(c.op, []*val{acc, part})
	return l.settle(v)
}

// guardSlots makes the names of guarded updates (max and arg-max by if) that the loop makes.
func (l *lowerer) guardSlots(p *parLoop, after env) map[string]*slot {
	slots := map[string]*slot{}
	for _, g := range p.plan.guards {
		for _, name := range g.names {
			if p.inner[name] != nil {
				slots[name] = after[name]
			} else if s := p.end[name]; s != nil {
				slots[name] = l.outerSlot(name, nil, s.proto)
				after[name] = slots[name]
			}
		}
	}
	return slots
}

// combineGuard takes over what a chunk found if it is better than what was found so far, by the test that the source has.
func (l *lowerer) combineGuard(p *parLoop, g *guard, after env, slots map[string]*slot) {
	if g.best != "" {
		l.bind(partBest, l.read(p.inner[g.best]))
	}
	cond := l.truth(l.expr(g.test))
	delete(l.scope.env, partBest)
	l.If(l.Make(ir.And, ir.Bool, l.Get(p.inner[g.mark()].vars[0]), l.scalar(cond)), func() {
		for _, name := range g.names {
			from := p.inner[name]
			if from == nil {
				from = p.end[name]
			}
			to := slots[name]
			if from == nil || to == nil {
				continue
			}
			l.assign(to, l.convert(l.read(&slot{proto: from.proto, vars: from.vars}), to.proto.t))
			if to.maybe {
				l.Set(l.flag(name), l.Bool(true))
			}
		}
	}, nil)
}

func (l *lowerer) reportParLoop(p *parLoop) {
	l.at(p.stmt)
	var parts []string
	for _, name := range slices.Sorted(maps.Keys(p.plan.carried)) {
		if c := p.plan.carried[name]; !c.mark && c.guard == nil {
			parts = append(parts, fmt.Sprintf("reduction of %s (%s)", name, opWord(c.op)))
		}
	}
	for _, g := range p.plan.guards {
		parts = append(parts, "best of "+strings.Join(g.names, ", ")+" by if")
	}
	for _, name := range slices.Sorted(maps.Keys(p.tail)) {
		parts = append(parts, "last value of "+name)
	}
	text := "runs in parallel"
	if len(parts) > 0 {
		text += "; " + strings.Join(parts, "; ")
	}
	l.note("prange", true, text)
}

func opWord(op string) string {
	if short, ok := strings.CutSuffix(op, newest); ok {
		return short + "(x, …)"
	}
	if s := symbols[op]; s != "" {
		return s
	}
	return strings.ToLower(op)
}
