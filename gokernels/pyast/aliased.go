package pyast

import (
	"cmp"
	"fmt"
	"maps"
	"slices"

	"gokernels/gokernels/ir"
)

// Two arguments can be one array, or parts of one: f(a, a), f(a[1:], a[:-1]). What the names of a parallel loop stand for is
// compared while it runs, once before the loop: arrays that would not be safe to use if they were one must not be.

// pairing is two arrays of before the loop that must not share memory.
type pairing struct {
	written, other string
	alike          bool // they may be element by element the same
}

// pairings finds the pairs of arrays that the loop uses, of which it writes one, that a shared memory would make wrong.
func (d *dependence) pairings() (found []pairing) {
	keys := slices.SortedFunc(maps.Keys(d.uses.byRoot), func(a, b string) int { return cmp.Compare(d.uses.byRoot[a][0].name, d.uses.byRoot[b][0].name) })
	for _, k := range keys {
		all := d.uses.byRoot[k]
		if !slices.ContainsFunc(all, func(a access) bool { return a.store }) || d.c.plan.carried[all[0].name] != nil || !d.named(all[0]) {
			continue
		}
		for _, other := range keys {
			both := d.uses.byRoot[other]
			if other == k || !d.named(both[0]) || (other < k && slices.ContainsFunc(both, func(a access) bool { return a.store })) {
				continue
			}
			if p := (pairing{all[0].name, both[0].name, true}); d.pair(&p, all, both) {
				found = append(found, p)
			}
		}
	}
	return found
}

// named reports whether an access is of an array that the function has a name for.
func (d *dependence) named(a access) bool {
	s := d.c.before(a.name)
	return s != nil && s.proto.t.isArray() && !s.maybe && s.conflict == nil
}

// pair decides whether two arrays may be one; false if nothing is wrong with that.
func (d *dependence) pair(p *pairing, written, others []access) bool {
	x, y := d.c.before(p.written).proto.t, d.c.before(p.other).proto.t
	if x.NDim != y.NDim { // an array and a row of it: it is not seen which elements they have in common
		return false
	}
	relations := map[relation]bool{}
	for _, a := range written {
		for _, b := range others {
			if a.store || b.store {
				relations[d.meet(a, b)] = true
			}
		}
	}
	p.alike = !relations[meets]
	return relations[meets] || relations[distinct]
}

// checkPairings raises where arrays share memory that must not.
func (l *lowerer) checkPairings(pairs []pairing) {
	for _, p := range pairs {
		a, b := l.read(l.scope.env[p.written]).v, l.read(l.scope.env[p.other]).v
		shared := l.Make(ir.Overlaps, ir.Bool, a, b)
		if !p.alike { // with one axis more it is not the same element by element
			t := l.Type(b)
			more := l.With(ir.Instr{Op: ir.NewAxis, Args: []ir.Value{b}}, ir.ArrayOf(t.Elem(), t.NDim()+1))
			shared = l.Make(ir.Overlaps, ir.Bool, a, more)
		}
		l.raiseIf(shared, "ValueError", fmt.Sprintf("%q and %q share memory: iterations of the parallel loop would write elements of one that others use in the other; "+
			"pass a copy of one of them, or use range instead of prange", p.written, p.other))
	}
}
