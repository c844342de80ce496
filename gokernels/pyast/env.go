package pyast

import (
	"fmt"
	"maps"
	"slices"
	"sort"

	"gokernels/gokernels/ir"
)

// env is what the names of a scope hold at one point of the program.
type env map[string]*slot

// slot is what one name holds: proto with its values read from vars.
type slot struct {
	proto    *val
	vars     []ir.Var
	maybe    bool    // set on some paths only: flag tells at run time
	carried  bool    // of a loop in parallel: on other paths it would be the value of another iteration
	conflict []*Type // types that do not join
}

func (s *slot) same(o *slot) bool {
	return s.maybe == o.maybe && slices.Equal(s.vars, o.vars) && len(s.conflict) == len(o.conflict) && s.proto.t.same(o.proto.t) && sameStatic(s.proto, o.proto)
}

// sameStatic reports whether two values agree in what is known while compiling.
func sameStatic(a, b *val) bool {
	if a.c != b.c || a.obj != b.obj || a.scope != b.scope || a.mem != b.mem || len(a.items) != len(b.items) {
		return false
	}
	for i := range a.items {
		if (a.items[i] == nil) != (b.items[i] == nil) || (a.items[i] != nil && !sameStatic(a.items[i], b.items[i])) {
			return false
		}
	}
	return true
}

// compileTimeOnly reports whether a value of a type exists while compiling only, and not in variables.
func compileTimeOnly(t *Type) bool {
	return t.Kind >= KFunction || slices.ContainsFunc(t.Items, func(item *Type) bool { return item != nil && compileTimeOnly(item) })
}

// clashing reports whether two values of one type differ in what exists while compiling only: as functions do.
func clashing(a, b *val) bool {
	switch a.t.Kind {
	case KClosure, KIter, KMethod:
		return a.obj != b.obj || a.scope != b.scope
	case KSlice:
		return a != b
	case KTuple:
		for i := range a.items {
			if i < len(b.items) && clashing(a.items[i], b.items[i]) {
				return true
			}
		}
	}
	return false
}

// joinStatic is joinTypes for values: nil also where they differ in what exists while compiling only.
func joinStatic(a, b *val) *Type {
	if a.t.Kind == b.t.Kind && clashing(a, b) {
		return nil
	}
	return joinTypes(a.t, b.t)
}

// varsFor returns the variables that hold name as type t in the current scope and parallel loop.
func (l *lowerer) varsFor(name string, t *Type) []ir.Var {
	key := fmt.Sprintf("%d.%d.%s:%s", l.scope.id, l.parScope(), name, t)
	vars, ok := l.vars[key]
	if !ok {
		for _, slot := range t.slots(nil) {
			vars = append(vars, l.newVar(name, slot))
		}
		l.vars[key] = vars
	}
	return vars
}

// newVar adds a variable; inside a parallel loop it is one of the loop's Locals.
func (l *lowerer) newVar(name string, t ir.Type) ir.Var {
	v := l.F.NewVar(name, t)
	for p := l.par; p != nil; p = p.outer {
		p.info.Locals = append(p.info.Locals, v)
	}
	return v
}

// flag returns the variable that tells whether a name has a value.
func (l *lowerer) flag(name string) ir.Var { return l.varsFor(name+"?", boolType)[0] }

// bind gives a name a value.
func (l *lowerer) bind(name string, v *val) {
	v = l.settle(v)
	l.pin(name, &v)
	vars := l.varsFor(name, v.t)
	for i, x := range l.flatten(v) {
		l.Set(vars[i], x)
	}
	v.remember()
	l.scope.env[name] = &slot{proto: strip(v), vars: vars}
}

// strip returns what of a value may be kept beyond its region: everything but IR values.
func strip(v *val) *val {
	s := &val{t: v.t, c: v.c, obj: v.obj, scope: v.scope, mem: v.mem}
	for _, item := range v.items {
		if item == nil {
			s.items = append(s.items, nil)
			continue
		}
		s.items = append(s.items, strip(item))
	}
	if v.t.Kind == KSlice || v.t.Kind == KIter || v.t.Kind == KMethod {
		return v
	}
	return s
}

// dropConstants forgets the values that are known, not the types.
func dropConstants(v *val) *val {
	if v.t.Kind == KSlice || v.t.Kind == KIter || v.t.Kind == KMethod {
		return v
	}
	s := &val{t: v.t, obj: v.obj, scope: v.scope}
	for _, item := range v.items {
		s.items = append(s.items, dropConstants(item))
	}
	return s
}

// read returns the value of a slot at the builder's position.
func (l *lowerer) read(s *slot) *val {
	i := 0
	return l.rebuild(s.proto, func() ir.Value {
		i++
		return l.Get(s.vars[i-1])
	})
}

func (l *lowerer) rebuild(proto *val, next func() ir.Value) *val {
	v := &val{t: proto.t, c: proto.c, obj: proto.obj, scope: proto.scope, items: proto.items, mem: proto.mem}
	switch proto.t.Kind {
	case KScalar, KStr:
		v.v = next()
		if proto.c != nil {
			return l.constant(proto.t, proto.c)
		}
	case KArray, KList, KSet, KDict:
		v.v = next()
	case KTuple, KOptional:
		v.items = make([]*val, len(proto.items))
		for i, item := range proto.items {
			v.items[i] = l.rebuild(item, next)
		}
	}
	return v
}

// point is a place where control leaves for somewhere else: the end of a region, or before its last instruction.
type point struct {
	region *ir.Region
	jump   bool
	env    env
}

// here is the end of the current region, as a point.
func (l *lowerer) here() *point { return &point{l.At, false, maps.Clone(l.scope.env)} }

// jump is the point before the instruction that was just added.
func (l *lowerer) jump() *point { return &point{l.At, true, maps.Clone(l.scope.env)} }

// before runs build with the builder at a point and the names as they are there.
func (l *lowerer) before(at *point, build func()) {
	region, names, pos := l.At, l.scope.env, l.Pos
	var last *ir.Instr
	if n := len(at.region.Code); at.jump {
		last = at.region.Code[n-1]
		at.region.Code = at.region.Code[:n-1]
		l.Pos = last.Pos
	}
	l.At, l.scope.env = at.region, at.env
	build()
	if last != nil {
		at.region.Code = append(l.At.Code, last)
	}
	l.At, l.scope.env, l.Pos = region, names, pos
}

// merge joins the names of all points that lead here; with none, the code here is dead.
func (l *lowerer) merge(points []*point) {
	if len(points) == 0 {
		l.dead = true
		return
	}
	l.dead = false
	joined := env{}
	for _, name := range namesOf(points) {
		joined[name] = l.mergeName(name, points)
	}
	l.scope.env = joined
}

// namesOf returns the names that any point has, sorted so that output is reproducible.
func namesOf(points []*point) []string {
	all := map[string]bool{}
	for _, p := range points {
		for name := range p.env {
			all[name] = true
		}
	}
	names := slices.Collect(maps.Keys(all))
	sort.Strings(names)
	return names
}

func (l *lowerer) mergeName(name string, points []*point) *slot {
	var first *slot
	alike, everywhere, maybe, carried := true, true, false, false
	var t *Type
	for _, p := range points {
		s := p.env[name]
		if s == nil {
			everywhere = false
			continue
		}
		maybe, carried = maybe || s.maybe, carried || s.carried
		if s.conflict != nil {
			return s
		}
		if first == nil {
			first, t = s, s.proto.t
			continue
		}
		alike = alike && s.same(first)
		joined := joinTypes(t, s.proto.t)
		if joined == nil || joinStatic(first.proto, s.proto) == nil {
			return &slot{proto: first.proto, conflict: []*Type{t, s.proto.t}}
		}
		t = joined
	}
	if alike && everywhere {
		return first
	}
	if !everywhere && l.par != nil && l.par.scope == l.scope && l.par.private[name] {
		carried = true
	}
	return l.joinSlots(name, t, points, maybe || !everywhere, carried)
}

// joinSlots makes name hold type t at every point, with a flag if it is not set at all of them.
func (l *lowerer) joinSlots(name string, t *Type, points []*point, maybe, carried bool) *slot {
	result := &slot{maybe: maybe, carried: carried, vars: l.varsFor(name, t)}
	for _, p := range points {
		l.before(p, func() {
			s := p.env[name]
			if maybe && (s == nil || !s.maybe) {
				l.Set(l.flag(name), l.Bool(s != nil))
			}
			if s != nil {
				l.assign(result, l.convertSlot(s, t, result.vars))
			}
		})
		if s := p.env[name]; s != nil && result.proto == nil {
			result.proto = dropConstants(s.proto)
		}
	}
	result.proto = l.protoOf(t, result.proto)
	return result
}

// protoOf returns a proto of type t with the compile-time parts of like.
func (l *lowerer) protoOf(t *Type, like *val) *val {
	v := l.fromSlots(t, func(ir.Type) ir.Value { return 0 })
	v.copyStatic(like, false)
	if t.Kind == KSlice || t.Kind == KIter || t.Kind == KMethod {
		return like
	}
	return v
}

// convertSlot reads a slot as type t; nil if vars hold it already.
func (l *lowerer) convertSlot(s *slot, t *Type, vars []ir.Var) *val {
	if s.proto.t.same(t) && slices.Equal(s.vars, vars) {
		return nil
	}
	return l.convert(l.read(s), t)
}

func (l *lowerer) assign(s *slot, v *val) {
	if v == nil {
		return
	}
	for i, x := range l.flatten(v) {
		l.Set(s.vars[i], x)
	}
}
