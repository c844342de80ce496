package pyast

import (
	"maps"
	"slices"
)

// relation is whether two accesses touch the same element in different iterations.
type relation int

const (
	unclear relation = iota // it cannot be told: the documentation says so
	distinct
	meets
)

// form is one index of an access, as far as it can be compared.
type form struct {
	kind formKind
	affine
	text string // of a formFold, and its symbols
	syms map[string]bool
	e, k Expr // what a formFold divides, and by what
	op   string
}

type formKind int

const (
	formOpaque formKind = iota
	formAffine
	formAll   // the whole axis
	formRay   // from or up to an index that moves with the iteration
	formField // a field of records
	formFold  // i//2, i%3, min(i, n): several iterations have one value
)

func (d *dependence) formOf(e Expr) form {
	if s, ok := e.(*Slice); ok {
		return d.formOfSlice(s)
	}
	if x, ok := d.uses.affine(e, 0); ok {
		return form{kind: formAffine, affine: x}
	}
	k, ok := e.(*Constant)
	if text, ok := constantText(k, ok); ok {
		return form{kind: formField, text: text}
	}
	return d.formOfFold(e)
}

// formOfSlice is an index with a slice: an interval where its length is known.
func (d *dependence) formOfSlice(s *Slice) form {
	if s.Step != nil {
		return form{}
	}
	if s.Lower == nil && s.Upper == nil {
		return form{kind: formAll}
	}
	low, okL := d.uses.affine(s.Lower, 0)
	high, okH := d.uses.affine(s.Upper, 0)
	if s.Lower == nil {
		low, okL = affine{}, true
	}
	if !okL || !(okH || s.Upper == nil) || !low.exact() || !high.exact() {
		return form{}
	}
	if s.Upper != nil && s.Lower != nil {
		if n, ok := high.plus(low, -1).constant(); ok && n > 0 && low.i != 0 {
			low.extra = n - 1
			return form{kind: formAffine, affine: low}
		}
	}
	if low.i == 0 && high.i == 0 {
		return d.formOfFixed(s, low, high)
	}
	if low.i != 0 && high.i != 0 {
		return form{} // a block of its own, i*w:(i+1)*w
	}
	moving := low
	if low.i == 0 {
		moving = high
	}
	return form{kind: formRay, affine: moving}
}

// formOfFixed is a slice that is the same in every iteration: nearly the whole axis if its ends are constants.
func (d *dependence) formOfFixed(s *Slice, low, high affine) form {
	first, okL := low.constant()
	last, okH := high.constant()
	if okL && first >= 0 && first <= 2 && (s.Upper == nil || (okH && last < 0)) {
		return form{kind: formAll}
	}
	return form{}
}

// formOfFold is an index that several iterations share though it moves with them.
func (d *dependence) formOfFold(e Expr) form {
	f := form{kind: formFold, text: exprText(e), syms: map[string]bool{}}
	switch e := e.(type) {
	case *BinOp:
		if !slices.Contains([]string{"FloorDiv", "Mod", "RShift", "BitAnd", "BitOr"}, e.Op) || !invariant(e.Right) {
			return form{}
		}
		f.e, f.k, f.op = e.Left, e.Right, e.Op
		if x, ok := d.uses.affine(e.Left, 0); !ok || x.i == 0 || !x.exact() {
			return form{}
		}
	case *Call:
		if kind := d.c.canonical(e.Func); (kind != "builtins.min" && kind != "builtins.max") || len(e.Args) != 2 {
			return form{}
		}
		for _, a := range e.Args {
			if x, ok := d.uses.affine(a, 0); !ok || !x.exact() {
				return form{}
			}
		}
	default:
		return form{}
	}
	walkExpr(e, func(n any) {
		if n, ok := n.(*Name); ok && !marked(n.ID) {
			f.syms[n.ID] = true
		}
	})
	return f
}

// meet compares two accesses, of which the first is a store, in different iterations.
func (d *dependence) meet(a, b access) relation {
	if a.space != b.space {
		return unclear
	}
	if d.c.axes > 1 {
		return d.meetTuples(a, b)
	}
	result, at, known := meets, int64(0), false
	for k := range max(len(a.index), len(b.index)) {
		if k >= len(a.index) || k >= len(b.index) {
			break // the rest is whole: it meets
		}
		if hasEllipsis(a.index[:k+1]) || hasEllipsis(b.index[:k+1]) {
			return unclear
		}
		x, y := d.formOf(a.index[k]), d.formOf(b.index[k])
		r, distance, fixed := d.meetForms(x, y, d.alone(a, b, k))
		switch {
		case r == distinct:
			return distinct
		case r == unclear:
			result = unclear
		case fixed && known && distance != at:
			return distinct
		case fixed:
			at, known = distance, true
		}
	}
	if d.unfolded(a, b) {
		return distinct
	}
	return result
}

// alone reports whether only one index of two accesses moves: the others are the same in every iteration, or run over
// something that this one does not depend on.
func (d *dependence) alone(a, b access, k int) bool {
	if len(a.index) == 1 {
		return true
	}
	mine := map[string]bool{}
	each := func(e Expr, visit func(id string)) {
		walkExpr(e, func(n any) {
			if n, ok := n.(*Name); ok && marked(n.ID) {
				visit(n.ID)
			}
		})
	}
	each(a.index[k], func(id string) { mine[id] = true })
	each(b.index[k], func(id string) { mine[id] = true })
	alone := true
	for _, x := range []access{a, b} {
		for i, e := range x.index {
			each(e, func(id string) { alone = alone && (i == k || (id[:1] == freeMark && !mine[id])) })
		}
	}
	return alone
}

// meetForms compares one index of two accesses. Where they meet in iterations at one distance only, fixed tells so.
func (d *dependence) meetForms(x, y form, only bool) (r relation, distance int64, fixed bool) {
	switch {
	case x.kind == formField && y.kind == formField && x.text != y.text:
		return distinct, 0, false
	case x.kind == formField && y.kind == formField, x.kind == formAll || y.kind == formAll:
		return meets, 0, false
	case x.kind == formOpaque || y.kind == formOpaque:
		return unclear, 0, false
	case x.kind == formFold || y.kind == formFold:
		return d.meetFolds(x, y), 0, false
	case x.kind == formRay || y.kind == formRay:
		if maps.Equal(x.affine.syms, y.affine.syms) {
			return meets, 0, false
		}
		return unclear, 0, false
	case len(x.loose) > 0 || len(y.loose) > 0:
		return d.meetLoose(x.affine, y.affine, only), 0, false
	}
	return d.meetAffine(x.affine, y.affine)
}

func (d *dependence) meetFolds(x, y form) relation {
	if x.kind == formFold && y.kind == formFold {
		if d.wraps(x) && d.wraps(y) && exprText(x.k) == exprText(y.k) {
			e, _ := d.uses.affine(x.e, 0)
			f, _ := d.uses.affine(y.e, 0)
			if e.parallelTo(f) && e.c == f.c {
				return distinct
			}
			return meets
		}
		if x.text == y.text || maps.Equal(x.syms, y.syms) {
			return meets
		}
		return unclear
	}
	if x.kind == formFold {
		x, y = y, x
	}
	for s := range x.affine.syms {
		if !y.syms[s] {
			return unclear
		}
	}
	if x.kind != formAffine || len(x.loose) > 0 {
		return unclear
	}
	return meets
}

// wraps reports whether an index is (i + c) % n in a loop over range(n): different in every iteration.
func (d *dependence) wraps(f form) bool {
	call, ok := d.c.loop.Iter.(*Call)
	if !ok || f.op != "Mod" || len(call.Args) != 1 {
		return false
	}
	e, ok := d.uses.affine(f.e, 0)
	return ok && (e.i == 1 || e.i == -1) && exprText(d.uses.subst(call.Args[0])) == exprText(f.k)
}

// meetLoose compares indices that the index of an inner loop over an unknown range, or a number of turns, is part of.
func (d *dependence) meetLoose(x, y affine, alone bool) relation {
	for _, terms := range []map[string]int64{x.loose, y.loose} {
		for id, step := range terms {
			if !d.uses.spans[id].fixed && !alone {
				return unclear
			}
			if !d.uses.spans[id].fixed && max(x.i, -x.i, y.i, -y.i) > max(step, -step) {
				return unclear // it may stay within a block of its own
			}
		}
	}
	switch {
	case !maps.Equal(x.syms, y.syms):
		return unclear
	case x.i == 0 && y.i == 0:
		return meets
	case alone, x.i != 0 && y.i != 0:
		return meets
	}
	return unclear // d[i, j] and d[j, i]
}

// meetAffine compares indices of known form.
func (d *dependence) meetAffine(x, y affine) (r relation, distance int64, fixed bool) {
	step := d.c.step()
	switch {
	case !maps.Equal(x.syms, y.syms):
		return d.meetMirrored(x, y), 0, false
	case x.i != y.i:
		if d.below(x, y) || d.below(y, x) || !crosses(x, y) {
			return distinct, 0, false
		}
		return meets, 0, false
	case x.i == 0:
		if y.c+y.extra < x.c || x.c+x.extra < y.c {
			return distinct, 0, false
		}
		return meets, 0, false
	}
	return meetPace(x, y, x.i*step)
}

// meetPace compares indices that move at the same pace: those of iterations k apart meet if k paces lead from one to the other.
func meetPace(x, y affine, pace int64) (r relation, distance int64, fixed bool) {
	if x.extra == 0 && y.extra == 0 {
		gap := y.c - x.c
		switch {
		case gap%pace != 0:
			return distinct, 0, false
		case gap == 0:
			return distinct, 0, false // they meet in the same iteration only
		}
		return meets, gap / pace, true
	}
	low, high := y.c-x.c-x.extra, y.c-x.c+y.extra // x + k*pace meets y for k*pace in between
	size := max(pace, -pace)
	if low > -size && high < size {
		return distinct, 0, false
	}
	first := low - ((low%size)+size)%size
	if first < low {
		first += size
	}
	if first > high {
		return distinct, 0, false
	}
	return meets, 0, false
}

// crosses reports whether two indices that move at different paces can meet in different iterations.
func crosses(a, b affine) bool {
	if a.extra != 0 || b.extra != 0 {
		return true
	}
	x, y := max(a.i, -a.i), max(b.i, -b.i)
	for y != 0 {
		x, y = y, x%y
	}
	return (b.c-a.c)%x == 0
}

// below reports whether a is a constant that the other index, which grows from the loop's start, never reaches.
func (d *dependence) below(a, b affine) bool {
	n, ok := a.constant()
	call, isCall := d.c.loop.Iter.(*Call)
	if !ok || !isCall || n < 0 || b.i <= 0 || len(b.syms) > 0 || b.extra != 0 || d.c.step() < 0 {
		return false
	}
	start := int64(0)
	if len(call.Args) > 1 {
		if start, ok = constantInt(d.uses.number(call.Args[0])); !ok {
			return false
		}
	}
	return n < b.i*start+b.c
}

// meetMirrored compares a[i] with a[n-1-i]: they meet if the loop runs over all of it, and do not if it runs over a half.
func (d *dependence) meetMirrored(x, y affine) relation {
	call, ok := d.c.loop.Iter.(*Call)
	if !ok || x.i*y.i != -1 || !x.exact() || !y.exact() || len(call.Args) == 0 || d.c.step() != 1 {
		return unclear
	}
	stop, ok := d.uses.affine(d.uses.subst(call.Args[min(len(call.Args)-1, 1)]), 0)
	if !ok {
		return unclear
	}
	down, up := x, y
	if x.i > 0 {
		down, up = y, x
	}
	if maps.Equal(down.plus(up, -1).syms, stop.syms) && len(stop.syms) > 0 {
		return meets
	}
	return unclear
}

// unfolded reports whether two accesses have both i//k and i%k among their indices: together they are different in every
// iteration.
func (d *dependence) unfolded(a, b access) bool {
	var quotients, rests []form
	for k := range min(len(a.index), len(b.index)) {
		if exprText(a.index[k]) != exprText(b.index[k]) {
			continue
		}
		switch f := d.formOf(a.index[k]); f.op {
		case "FloorDiv":
			quotients = append(quotients, f)
		case "Mod":
			rests = append(rests, f)
		}
	}
	return slices.ContainsFunc(quotients, func(q form) bool {
		return slices.ContainsFunc(rests, func(r form) bool { return exprText(q.e) == exprText(r.e) && exprText(q.k) == exprText(r.k) })
	})
}

// meetTuples compares accesses in a loop over several indices: it must be the same in all of them to be one iteration.
func (d *dependence) meetTuples(a, b access) relation {
	same, moved := 0, false
	for _, id := range d.c.marks() {
		for k := range min(len(a.index), len(b.index)) {
			x, okX := d.uses.affine(a.index[k], 0)
			y, okY := d.uses.affine(b.index[k], 0)
			if !okX || !okY || !x.exact() || !y.exact() || len(x.syms) != 1 || x.syms[id] == 0 || !maps.Equal(x.syms, y.syms) {
				continue
			}
			same++
			moved = moved || x.c != y.c
			break
		}
	}
	switch {
	case same < d.c.axes:
		return unclear
	case moved:
		return meets
	}
	return distinct
}
