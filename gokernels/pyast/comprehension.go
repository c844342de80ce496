package pyast

import (
	"maps"
	"slices"

	"gokernels/gokernels/ir"
)

// comprehension lowers list, set and dict comprehensions; a generator becomes a list.
func (l *lowerer) comprehension(e *Comp) *val {
	kind := map[string]Kind{"Set": KSet, "Dict": KDict}[e.Kind]
	items := make([]*Type, 1, 2)
	switch kind {
	case KNone:
		kind = KList
	case KDict:
		items = items[:2]
	}
	v, in := l.newContainer(l.containerType(kind, items...))
	l.eachOf(e, func() {
		if kind == KDict {
			key, value := l.settle(l.expr(e.Key)), l.settle(l.expr(e.Elt))
			l.follow(v, in, key.t, value.t)
			l.putPair(v, key, value)
			return
		}
		item := l.settle(l.expr(e.Elt))
		l.follow(v, in, item.t)
		l.put(v, item)
	})
	return v
}

// generator lowers a generator expression that is an argument: a list of what it would give.
func (l *lowerer) generator(e *Comp) *val { return l.comprehension(e) }

// eachOf runs emit for every turn of a comprehension. Its targets are names of its own: what the function calls so
// keeps its value.
func (l *lowerer) eachOf(e *Comp, emit func()) {
	names := map[string]bool{}
	for _, g := range e.Generators {
		addTarget(g.Target, names)
	}
	restore := l.hide(slices.Sorted(maps.Keys(names)))
	l.eachGenerator(e.Generators, emit)
	restore()
}

func (l *lowerer) eachGenerator(generators []Generator, emit func()) {
	if len(generators) == 0 {
		emit()
		return
	}
	g := generators[0]
	l.at(g.Iter)
	l.forEach(l.expr(g.Iter), func(item *val) {
		l.assignTo(g.Target, item)
		l.when(g.Ifs, func() { l.eachGenerator(generators[1:], emit) })
	})
}

// when runs emit where all conditions hold.
func (l *lowerer) when(conditions []Expr, emit func()) {
	if len(conditions) == 0 {
		emit()
		return
	}
	l.at(conditions[0])
	cond := l.truth(l.expr(conditions[0]))
	switch {
	case cond.isTrue():
		l.when(conditions[1:], emit)
	case cond.isFalse():
	default:
		l.branch(cond.v, func() { l.when(conditions[1:], emit) }, func() {})
	}
}

// hide keeps what names hold while a comprehension has names of its own that are called the same.
func (l *lowerer) hide(names []string) (restore func()) {
	kept := map[string]func(){}
	shadow := &tryPins{scope: l.scope, par: l.par, names: map[string]bool{}, shadows: true}
	for _, name := range names {
		shadow.names[name] = true
		if s := l.scope.env[name]; s != nil {
			kept[name] = l.keep(name, s)
		}
	}
	l.pins = append(l.pins, shadow)
	return func() {
		l.pins = l.pins[:len(l.pins)-1]
		for _, name := range names {
			delete(l.scope.env, name)
			if kept[name] != nil {
				kept[name]()
			}
		}
	}
}

// keep copies the variables of a name; the function that it returns puts the copies back.
func (l *lowerer) keep(name string, s *slot) (restore func()) {
	vars := s.vars
	if s.maybe {
		vars = append(slices.Clone(vars), l.flag(name))
	}
	copies := make([]ir.Var, len(vars))
	for i, v := range vars {
		copies[i] = l.temp(l.F.Vars[v].Type, l.Get(v))
	}
	return func() {
		for i, v := range vars {
			l.Set(v, l.Get(copies[i]))
		}
		l.scope.env[name] = s
	}
}
