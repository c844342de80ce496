package pass_test

import (
	"math/rand/v2"

	"gokernels/gokernels/ir"
)

// maker builds a random function that is valid and ends: arithmetic, variables, ifs, loops, checked and unchecked
// accesses, array expressions, sums, exceptions and calls.
type maker struct {
	*ir.Builder
	r      *rand.Rand
	pools  []map[ir.Type][]ir.Value // values in sight, by region
	vars   map[ir.Type][]ir.Var
	labels []int64 // that break may name
	chunk  ir.Value
	inPar  bool
	depth  int
}

const vector = ir.Type("f64[1]")

var variableTypes = []ir.Type{ir.I64, ir.F64, vector, ir.C128}

// randomModule is a function f(a, b f64[1], n i64, x f64, c bool) -> i64 f64 f64[1] and a leaf that it calls.
func randomModule(seed uint64) *ir.Module {
	f, b := ir.NewFunc("f", vector, vector, ir.I64, ir.F64, ir.Bool)
	f.Results = []ir.Type{ir.I64, ir.F64, vector}
	m := &maker{Builder: b, r: rand.New(rand.NewPCG(seed, 1)), vars: map[ir.Type][]ir.Var{}}
	m.scope(func() {
		for _, p := range f.Params {
			m.know(p)
		}
		m.chunk = m.Int(3) // the same for all loops, so that sums are cut alike before and after
		for _, t := range variableTypes {
			for range 3 {
				v := f.NewVar("v", t)
				m.Set(v, m.any(t))
				m.vars[t] = append(m.vars[t], v)
			}
		}
		m.block(12)
		m.Do(ir.Return, m.any(ir.I64), m.any(ir.F64), m.any(vector))
	})
	return &ir.Module{Funcs: []*ir.Func{f, leaf()}}
}

func leaf() *ir.Func {
	g, b := ir.NewFunc("g", ir.F64, ir.I64)
	g.Results = []ir.Type{ir.F64}
	v := g.NewVar("t", ir.F64)
	b.If(b.Make(ir.Gt, ir.Bool, g.Params[1], b.Int(2)), func() { b.Set(v, g.Params[0]) }, nil)
	b.Do(ir.Return, b.Make(ir.Add, ir.F64, b.Get(v), g.Params[0]))
	return g
}

func (m *maker) know(v ir.Value) {
	pool := m.pools[len(m.pools)-1]
	pool[m.Type(v)] = append(pool[m.Type(v)], v)
}

func (m *maker) scope(build func()) {
	m.pools = append(m.pools, map[ir.Type][]ir.Value{})
	build()
	m.pools = m.pools[:len(m.pools)-1]
}

// any picks a value, a variable or a constant.
func (m *maker) any(t ir.Type) ir.Value {
	if vars := m.vars[t]; len(vars) > 0 && m.r.IntN(4) == 0 {
		v := m.Get(vars[m.r.IntN(len(vars))])
		m.know(v)
		return v
	}
	pool := m.pools[m.r.IntN(len(m.pools))][t]
	if len(pool) > 0 && (m.r.IntN(5) > 0 || t == vector) {
		return pool[m.r.IntN(len(pool))]
	}
	switch t {
	case ir.I64:
		return m.Int(int64(m.r.IntN(9) - 3))
	case ir.F64:
		return m.Float([]float64{0, 1, -1.5, 0.1, 3}[m.r.IntN(5)])
	case ir.Bool:
		return m.Bool(m.r.IntN(2) == 0)
	case ir.C128:
		return m.Make(ir.Complex, ir.C128, m.any(ir.F64), m.any(ir.F64))
	}
	return m.F.Params[m.r.IntN(2)]
}

func (m *maker) block(n int) {
	m.depth++
	for range n {
		if m.inPar || m.depth > 3 {
			m.simple()
		} else {
			m.statement()
		}
	}
	m.depth--
}

func (m *maker) statement() {
	switch m.r.IntN(14) {
	case 0:
		m.ifElse()
	case 1, 2:
		m.loop()
	case 3, 4:
		m.expression(m.any(vector))
	case 5:
		m.sum(m.any(vector))
	case 6, 7:
		m.burst()
	case 8:
		m.leave()
	case 9:
		m.try()
	default:
		m.simple()
	}
}

var (
	intOps     = []ir.Op{ir.Add, ir.Sub, ir.Mul, ir.FloorDiv, ir.Mod, ir.Min, ir.Max, ir.And, ir.Xor, ir.Shl, ir.Shr}
	complexOps = []ir.Op{ir.Add, ir.Sub, ir.Mul, ir.Div, ir.Pow}
	floatOps   = []ir.Op{ir.Add, ir.Sub, ir.Mul, ir.Div, ir.Min, ir.Max}
	tests      = []ir.Op{ir.Eq, ir.Ne, ir.Lt, ir.Le, ir.Gt, ir.Ge}
)

func (m *maker) pick(ops []ir.Op) ir.Op { return ops[m.r.IntN(len(ops))] }

// simple is a statement without regions.
func (m *maker) simple() {
	switch m.r.IntN(14) {
	case 0, 1:
		m.know(m.Make(m.pick(intOps), ir.I64, m.any(ir.I64), m.any(ir.I64)))
	case 2:
		m.know(m.Make(m.pick(floatOps), ir.F64, m.any(ir.F64), m.any(ir.F64)))
	case 3:
		m.know(m.Make(m.pick(tests), ir.Bool, m.any(ir.I64), m.any(ir.I64)))
	case 4:
		m.know(m.Make(m.pick([]ir.Op{ir.And, ir.Or, ir.Xor}), ir.Bool, m.any(ir.Bool), m.any(ir.Bool)))
	case 5:
		m.know(m.Make(ir.Not, ir.Bool, m.any(ir.Bool)))
	case 6:
		m.know(m.Make(ir.Select, ir.I64, m.any(ir.Bool), m.any(ir.I64), m.any(ir.I64)))
	case 7:
		m.know(m.Cast(m.any(ir.I64), ir.F64))
	case 8:
		m.know(m.length(m.any(vector)))
	case 9:
		m.access()
	case 10:
		m.know(m.With(ir.Instr{Op: ir.Call, Sym: "g", Args: []ir.Value{m.any(ir.F64), m.any(ir.I64)}}, ir.F64))
	case 11:
		m.know(m.Make(m.pick(complexOps), ir.C128, m.any(ir.C128), m.any(ir.C128)))
	case 12:
		m.know(m.Make(m.pick([]ir.Op{ir.RealPart, ir.ImagPart, ir.Abs}), ir.F64, m.any(ir.C128)))
	default:
		m.assign()
	}
}

func (m *maker) length(a ir.Value) ir.Value {
	return m.With(ir.Instr{Op: ir.Dim, Args: []ir.Value{a}}, ir.I64)
}

func (m *maker) assign() {
	if m.inPar {
		return
	}
	t := variableTypes[m.r.IntN(4)]
	m.Set(m.vars[t][m.r.IntN(3)], m.any(t))
}

// access loads or stores at a checked index, near to another value.
func (m *maker) access() {
	a, i := m.any(vector), m.any(ir.I64)
	if m.r.IntN(2) == 0 {
		i = m.Make(m.pick([]ir.Op{ir.Add, ir.Sub}), ir.I64, i, m.Int(int64(m.r.IntN(3))))
	}
	if m.r.IntN(3) > 0 {
		i = m.Make(ir.Mod, ir.I64, i, m.length(a))
	}
	i = m.With(ir.Instr{Op: ir.Bounds, Args: []ir.Value{i, m.length(a)}}, ir.I64)
	if m.r.IntN(2) == 0 || m.inPar {
		m.know(m.Make(ir.Load, ir.F64, a, i))
		return
	}
	m.Do(ir.Store, a, i, m.any(ir.F64))
}

func (m *maker) ifElse() {
	m.If(m.any(ir.Bool), func() { m.scope(func() { m.block(3) }) }, func() { m.scope(func() { m.block(2) }) })
}

// loop is a for over a length or a few numbers, or a block; both may be left by break.
func (m *maker) loop() {
	if m.r.IntN(4) == 0 {
		label := m.F.NewLabel()
		in := m.Add(&ir.Instr{Op: ir.Block, Int: label, Regions: []*ir.Region{{}}})
		m.In(in.Regions[0], func() { m.body(label) })
		return
	}
	start, stop, step := m.Int(int64(m.r.IntN(3))), m.length(m.any(vector)), m.Int(1)
	switch m.r.IntN(4) {
	case 0:
		start, stop, step = m.Make(ir.Sub, ir.I64, stop, m.Int(1)), m.Int(-1), m.Int(-1)
	case 1:
		stop = m.Make(ir.Sub, ir.I64, stop, m.Int(1))
	case 2:
		stop = m.Make(ir.Min, ir.I64, stop, m.any(ir.I64))
	}
	m.For(start, stop, step, func(i ir.Value, label int64) {
		m.pools = append(m.pools, map[ir.Type][]ir.Value{})
		m.know(i)
		m.body(label)
		m.pools = m.pools[:len(m.pools)-1]
	})
}

func (m *maker) body(label int64) {
	m.labels = append(m.labels, label)
	m.scope(func() {
		m.leave()
		m.block(4)
		sum := m.Make(ir.Add, ir.F64, m.variable(), m.With(ir.Instr{Op: ir.Call, Sym: "g", Args: []ir.Value{m.any(ir.F64), m.any(ir.I64)}}, ir.F64))
		m.Set(m.vars[ir.F64][m.r.IntN(3)], sum)
	})
	m.labels = m.labels[:len(m.labels)-1]
}

// leave breaks out of a construct or raises, if a condition says so.
func (m *maker) leave() {
	cond := m.any(ir.Bool)
	if m.r.IntN(2) == 0 {
		cond = m.Make(ir.Ne, ir.Bool, m.any(ir.I64), m.any(ir.I64))
	}
	m.If(cond, func() { m.scope(m.away) }, nil)
}

func (m *maker) away() {
	if n := len(m.labels); n > 0 && m.r.IntN(3) > 0 {
		m.Add(&ir.Instr{Op: ir.Break, Int: m.labels[m.r.IntN(n)]})
		return
	}
	m.Add(&ir.Instr{Op: ir.Raise, Sym: "ValueError", Args: []ir.Value{m.any(ir.I64)}})
}

func (m *maker) try() {
	in := m.Add(&ir.Instr{Op: ir.Try, Regions: []*ir.Region{{}, {}}})
	for _, r := range in.Regions {
		m.In(r, func() { m.scope(func() { m.block(3) }) })
	}
}

// parfor builds an array loop over the length of a.
func (m *maker) parfor(kind string, a ir.Value, locals []ir.Var, init func(), body func(i ir.Value), combine func()) {
	zero, one, n := m.Int(0), m.Int(1), m.length(a)
	i := m.F.NewValue(ir.I64)
	in := m.Add(&ir.Instr{Op: ir.ParFor, Args: []ir.Value{zero, n, one, m.chunk, zero}, Regions: []*ir.Region{{}, {Params: []ir.Value{i}}, {}},
		Par: &ir.Par{NDim: 1, Parallel: true, Kind: kind, Locals: locals}})
	m.inPar = true
	m.scope(func() {
		m.In(in.Regions[0], init)
		m.In(in.Regions[1], func() {
			m.know(i)
			body(i)
		})
	})
	m.In(in.Regions[2], combine)
	m.inPar = false
}

// at loads a[i] if i is within bounds by the lengths, 1 if not.
func (m *maker) at(a, i ir.Value) ir.Value {
	j := m.Make(ir.Min, ir.I64, i, m.Make(ir.Sub, ir.I64, m.length(a), m.Int(1)))
	if m.r.IntN(4) == 0 {
		j = m.Make(ir.Max, ir.I64, m.Make(ir.Sub, ir.I64, j, m.Int(1)), m.Int(0))
	}
	return m.Make(ir.Load, ir.F64, a, j)
}

func nothing() {}

// variable reads a float variable half of the time.
func (m *maker) variable() ir.Value {
	if m.r.IntN(2) == 0 {
		return m.Float(1)
	}
	return m.Get(m.vars[ir.F64][m.r.IntN(3)])
}

// burst is a row of array loops over one range, with reads and writes of the variables between and in them.
func (m *maker) burst() {
	a := m.any(vector)
	for range 2 + m.r.IntN(3) {
		switch m.r.IntN(4) {
		case 0:
			m.expression(a)
		case 1:
			m.assign()
		}
		m.sum(a)
	}
}

// expression is c = g(a[i], b[i]) into a new array or in place.
func (m *maker) expression(a ir.Value) {
	b := m.any(vector)
	c := a
	if m.r.IntN(4) > 0 {
		n := m.length(a)
		c = m.With(ir.Instr{Op: ir.Alloc, Type: vector, Int: 1, Args: []ir.Value{n}}, vector)
		m.know(c)
	}
	m.parfor("elementwise", a, nil, nothing, func(i ir.Value) {
		x := m.Make(ir.Load, ir.F64, a, i)
		for range m.r.IntN(2) {
			m.simple()
		}
		x = m.Make(ir.Add, ir.F64, x, m.variable())
		y := m.at(b, i)
		m.Do(ir.Store, c, i, m.Make(m.pick(floatOps), ir.F64, x, y))
	}, nothing)
}

// sum adds up an array into a variable.
func (m *maker) sum(a ir.Value) {
	p, s := m.F.NewVar("p", ir.F64), m.vars[ir.F64][m.r.IntN(3)]
	if m.r.IntN(2) == 0 {
		m.Set(s, m.Float(0))
	}
	m.parfor("reduce", a, []ir.Var{p}, func() { m.Set(p, m.Float(0)) }, func(i ir.Value) {
		m.Set(p, m.Make(ir.Add, ir.F64, m.Get(p), m.Make(ir.Mul, ir.F64, m.variable(), m.Make(ir.Load, ir.F64, a, i))))
	}, func() { m.Set(s, m.Make(ir.Add, ir.F64, m.Get(s), m.Get(p))) })
}
