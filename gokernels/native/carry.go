package native

import (
	"maps"
	"slices"

	"gokernels/gokernels/ir"
)

// carry is an element that a For loads one iteration after it stored it, like a[i-1] beside a[i]: it stays in a register.
// Through memory it would take some five cycles more in every turn.
type carry struct {
	loop   *laneLoop
	load   *ir.Instr // the first of the loads
	loads  map[*ir.Instr]bool
	stores map[*ir.Instr]bool

	proven bool // it needs checks to have been made before the loop

	now, next vreg
}

// carries finds those of a For with a step of 1.
func (l *laneLoop) carries() (all []*carry) {
	if !l.straight() {
		return nil
	}
	stores := map[int][]access{}
	accesses := l.accesses()
	for _, x := range accesses {
		if x.in.Op == ir.Store {
			stores[x.array] = append(stores[x.array], x)
		}
	}
	for _, array := range slices.Sorted(maps.Keys(stores)) {
		if c := l.carryOf(stores[array], accesses); c != nil {
			all = append(all, c)
		}
	}
	return all
}

// straight reports whether every iteration that has another behind it runs to its end, and holds no loop.
func (l *laneLoop) straight() bool {
	return !l.body.Any(func(in *ir.Instr) bool {
		switch in.Op {
		case ir.For, ir.Loop, ir.Block, ir.Continue, ir.RT:
			return true
		}
		return false
	})
}

func (l *laneLoop) carryOf(stores, accesses []access) *carry {
	c := &carry{loop: l, loads: map[*ir.Instr]bool{}, stores: map[*ir.Instr]bool{}}
	for _, s := range stores {
		c.stores[s.in] = true
		if l.distance(stores[0], s) != 0 || l.distance(s, s) != 0 {
			return nil
		}
	}
	if !l.always(l.body, c.stores) {
		return nil
	}
	for _, x := range accesses {
		if x.array == stores[0].array && x.in.Op == ir.Load && l.distance(stores[0], x) == -1 {
			c.loads[x.in] = true
			if c.load == nil && l.first(x) {
				c.load = x.in
			}
		}
	}
	if c.load == nil {
		return nil
	}
	c.proven = l.r.proofs[l.in] != nil
	return c
}

// far is what distance returns for accesses that are not a constant apart.
const far = 1 << 30

// distance is how many iterations later b accesses what a does; checked indices are none of its business, as what they
// are is known only when they have been checked.
func (l *laneLoop) distance(a, b access) int64 {
	apart, moves := int64(0), 0
	for d := range a.index {
		x, y := l.form(a.index[d]), l.form(b.index[d])
		if x == nil || y == nil || x.times != y.times || !sameTerms(x.terms, y.terms) || l.checks(a.index[d]) || l.checks(b.index[d]) {
			return far
		}
		moves += x.times
		switch {
		case x.times == 1:
			apart = y.plus - x.plus
		case x.plus != y.plus:
			return far
		}
	}
	if moves != 1 {
		return far
	}
	return apart
}

// checks reports whether an index needs a check within the loop.
func (l *laneLoop) checks(x ir.Value) bool {
	d := l.r.inner[x]
	if x == l.index || !l.own[x] || d == nil {
		return false
	}
	if d.Op == ir.Bounds {
		return !l.moved(d)
	}
	for _, v := range d.Args {
		if l.checks(v) {
			return true
		}
	}
	return false
}

// proves reports whether a check is made before the loop; moved, of an index that moves as the loop's does.
func (l *laneLoop) proves(check *ir.Instr) bool {
	p := l.r.proofs[l.in]
	return p != nil && slices.Contains(p.checks, check)
}

func (l *laneLoop) moved(check *ir.Instr) bool {
	k, _ := l.follows(check.Args[0])
	return k == 1 && l.proves(check)
}

// always reports whether a region certainly runs one of some instructions if it comes to its end.
func (l *laneLoop) always(r *ir.Region, some map[*ir.Instr]bool) bool {
	for _, in := range r.Code {
		if some[in] || in.Op == ir.If && l.always(in.Regions[0], some) && l.always(in.Regions[1], some) {
			return true
		}
		switch in.Op {
		case ir.Raise, ir.Return, ir.Break:
			return true
		}
	}
	return false
}

// first reports whether an access stands in the body itself, so that the first iteration makes it, and nothing that
// may end the loop comes before it.
func (l *laneLoop) first(x access) bool {
	for _, in := range l.body.Code {
		if in == x.in {
			return true
		}
		if len(in.Regions) > 0 || in.Op == ir.Bounds && !l.proves(in) || in.Op == ir.Raise || in.Op == ir.Return {
			return false
		}
	}
	return false
}

// startCarries loads, before a loop that has a first turn, what that loads. It returns what is done between turns.
func (l *lower) startCarries(in *ir.Instr, index vreg) func() {
	mine := slices.DeleteFunc(slices.Clone(l.r.carried[in]), func(c *carry) bool {
		return l.lane != nil || l.key&Apart == 0 || c.proven && l.proving != in
	})
	for _, c := range l.r.carried[in] { // of another form of the loop
		for x := range c.loads {
			delete(l.carried, x)
		}
		for x := range c.stores {
			delete(l.carried, x)
		}
	}
	for _, c := range mine {
		t := l.typeOf(c.load.Results[0])
		class := general
		if t.IsFloat() {
			class = vector
		}
		c.now, c.next = l.variable(class), l.variable(class)
		l.enter()
		l.vals[c.loop.index] = value{u: index}
		l.indices(c.load.Args[1:], c.loop)
		to := l.find(c.load.Args[0], c.load.Args[1:])
		l.set(c.now, l.loadOne(&to.m, t))
		l.leave()
		for x := range c.loads {
			l.carried[x] = c
		}
		for x := range c.stores {
			l.carried[x] = c
		}
	}
	return func() {
		for _, c := range mine {
			l.set(c.now, c.next)
		}
	}
}

// indices lowers what the indices of an access of the first turn are computed by.
func (l *lower) indices(index []ir.Value, loop *laneLoop) {
	for _, x := range index {
		if loop.own[x] && x != loop.index && l.r.consts[x] == nil {
			d := l.r.inner[x]
			if d.Op == ir.Bounds {
				l.indices(d.Args[:1], loop)
				l.bounds(d)
				continue
			}
			l.indices(d.Args, loop)
			l.scalar(d)
		}
	}
}
