package native_test

import (
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"gokernels/gokernels/interp"
	"gokernels/gokernels/ir"
)

// maker builds random loops: nested ifs, whiles and fors with break and continue, variables, checked accesses, raises.
type maker struct {
	*ir.Builder
	r       *rand.Rand
	pools   []map[ir.Type][]ir.Value
	vars    map[ir.Type][]ir.Var
	loops   []int64
	arrays  []ir.Value
	out     ir.Value
	index   ir.Value
	depth   int
	careful bool // every variable is set before it is read
	raises  bool
}

// scalars are the types that random loops use.
var scalars = []ir.Type{ir.I64, ir.F64, ir.Bool, ir.I32, ir.F32, ir.U8}

func randomLoop(seed uint64, parallel bool) *ir.Module {
	f, b := ir.NewFunc("f", "f64[1]", "i64[1]", "i32[1]", "f32[1]", "u8[1]", "f64[1]", "i64[1]", "i16[1]", ir.I64, ir.F64)
	m := &maker{Builder: b, r: rand.New(rand.NewPCG(seed, 7)), vars: map[ir.Type][]ir.Var{}, careful: parallel}
	m.raises = m.r.IntN(3) == 0
	m.arrays, m.out = f.Params[:5], f.Params[5]
	m.pools = []map[ir.Type][]ir.Value{{ir.I64: {f.Params[8]}, ir.F64: {f.Params[9]}}}
	var locals []ir.Var
	for _, t := range scalars {
		for range 2 {
			v := f.NewVar("v", t)
			m.vars[t] = append(m.vars[t], v)
			locals = append(locals, v)
			m.Set(v, m.constant(t))
		}
	}
	sum, count := f.NewVar("sum", ir.F64), f.NewVar("count", ir.I64)
	total, number := f.NewVar("total", ir.F64), f.NewVar("number", ir.I64)
	body := func(i ir.Value) {
		m.index = i
		m.scope(func() {
			m.know(i)
			if parallel {
				for _, t := range scalars {
					for _, v := range m.vars[t] {
						m.Set(v, m.any(t))
					}
				}
			}
			m.block(4)
			m.If(m.any(ir.Bool), func() { m.Set(count, m.Make(ir.Add, ir.I64, m.Get(count), m.any(ir.I64))) }, nil)
			m.Set(sum, m.Make(ir.Max, ir.F64, m.Get(sum), m.any(ir.F64)))
			m.Do(ir.Store, m.out, m.checked(i, m.out), m.any(ir.F64))
			m.Do(ir.Store, f.Params[6], m.checked(i, f.Params[6]), m.any(ir.I64))
			m.Do(ir.Store, f.Params[7], m.checked(i, f.Params[7]), m.Cast(m.any(pickOf(m, scalars...)), ir.I16))
		})
	}
	if parallel {
		i := f.NewValue(ir.I64)
		zero, n := m.Int(0), m.length(m.out)
		in := m.Add(&ir.Instr{Op: ir.ParFor, Args: []ir.Value{zero, n, m.Int(1), m.Int(int64(m.r.IntN(30))), zero},
			Regions: []*ir.Region{{}, {Params: []ir.Value{i}}, {}},
			Par:     &ir.Par{NDim: 1, Parallel: true, Kind: "prange", Locals: append(locals, sum, count)}})
		m.In(in.Regions[0], func() { m.Set(sum, m.Float(-1)); m.Set(count, m.Int(0)) })
		m.In(in.Regions[1], func() { body(i) })
		m.In(in.Regions[2], func() {
			m.Set(total, m.Make(ir.Max, ir.F64, m.Get(total), m.Get(sum)))
			m.Set(number, m.Make(ir.Add, ir.I64, m.Get(number), m.Get(count)))
			if m.r.IntN(2) == 0 {
				m.Set(number, m.Make(ir.Add, ir.I64, m.Get(number), m.Get(locals[0])))
			}
		})
	} else {
		m.For(m.Int(0), m.length(m.out), m.Int(1), func(i ir.Value, label int64) { body(i) })
		m.Set(total, m.Get(sum))
		m.Set(number, m.Make(ir.Add, ir.I64, m.Get(count), m.Get(locals[0])))
	}
	f.Results = []ir.Type{ir.F64, ir.I64}
	m.Do(ir.Return, m.Get(total), m.Get(number))
	return &ir.Module{Funcs: []*ir.Func{f}}
}

func (m *maker) constant(t ir.Type) ir.Value {
	switch t {
	case ir.F64:
		return m.Float([]float64{0, 1, -1.5, 2.25, 1e-3}[m.r.IntN(5)])
	case ir.F32:
		return m.Cast(m.Float(1.5), ir.F32)
	case ir.Bool:
		return m.Bool(m.r.IntN(2) == 0)
	}
	if t == ir.U8 {
		return m.Bits(t, int64(m.r.IntN(12)))
	}
	return m.Bits(t, int64(m.r.IntN(12)-4))
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

func (m *maker) any(t ir.Type) ir.Value {
	if m.r.IntN(3) == 0 && (!m.careful || m.index != 0) && len(m.vars[t]) > 0 && len(m.pools) > 2 {
		v := m.Get(m.vars[t][m.r.IntN(len(m.vars[t]))])
		m.know(v)
		return v
	}
	pool := m.pools[m.r.IntN(len(m.pools))][t]
	if len(pool) > 0 && m.r.IntN(6) > 0 {
		return pool[m.r.IntN(len(pool))]
	}
	return m.constant(t)
}

func (m *maker) length(a ir.Value) ir.Value {
	return m.With(ir.Instr{Op: ir.Dim, Args: []ir.Value{a}}, ir.I64)
}

func (m *maker) checked(i, a ir.Value) ir.Value {
	return m.With(ir.Instr{Op: ir.Bounds, Args: []ir.Value{i, m.length(a)}}, ir.I64)
}

func (m *maker) block(n int) {
	m.scope(func() {
		for range n {
			m.statement()
		}
	})
}

func pickOf[T any](m *maker, x ...T) T { return x[m.r.IntN(len(x))] }

func (m *maker) statement() {
	m.depth++
	defer func() { m.depth-- }()
	k := m.r.IntN(20)
	if m.depth > 4 {
		k = m.r.IntN(12)
	}
	switch k {
	case 0, 1:
		t := pickOf(m, ir.I64, ir.I32, ir.U8)
		op := pickOf(m, ir.Add, ir.Sub, ir.Mul, ir.Min, ir.Max, ir.And, ir.Xor, ir.Mod, ir.FloorDiv, ir.Shr)
		m.know(m.Make(op, t, m.any(t), m.any(t)))
	case 2, 3:
		t := pickOf(m, ir.F64, ir.F64, ir.F32)
		m.know(m.Make(pickOf(m, ir.Add, ir.Sub, ir.Mul, ir.Div, ir.Min, ir.Max), t, m.any(t), m.any(t)))
	case 4:
		m.know(m.Make(pickOf(m, ir.Exp, ir.Log, ir.Sqrt, ir.Abs, ir.Floor, ir.Sin, ir.Neg), ir.F64, m.any(ir.F64)))
	case 5:
		t := pickOf(m, ir.I64, ir.F64, ir.I32, ir.F32, ir.U8)
		m.know(m.Make(pickOf(m, ir.Eq, ir.Ne, ir.Lt, ir.Le, ir.Gt, ir.Ge), ir.Bool, m.any(t), m.any(t)))
	case 6:
		m.know(m.Make(pickOf(m, ir.And, ir.Or, ir.Xor), ir.Bool, m.any(ir.Bool), m.any(ir.Bool)))
		m.know(m.Make(ir.Not, ir.Bool, m.any(ir.Bool)))
	case 7:
		t := pickOf(m, ir.I64, ir.F64, ir.F32, ir.Bool)
		m.know(m.Make(ir.Select, t, m.any(ir.Bool), m.any(t), m.any(t)))
	case 8:
		a, b := pickOf(m, scalars...), pickOf(m, scalars...)
		if a != b {
			m.know(m.Cast(m.any(a), b))
		}
	case 9:
		m.access()
	case 10, 11, 12:
		t := pickOf(m, scalars...)
		m.Set(pickOf(m, m.vars[t]...), m.any(t))
	case 13, 14, 15:
		m.If(m.any(ir.Bool), func() { m.block(3) }, func() { m.block(2) })
	case 16, 17:
		m.while()
	case 18:
		m.For(m.Int(0), m.Int(int64(m.r.IntN(5))), m.Int(int64(1+m.r.IntN(2))), func(i ir.Value, label int64) {
			m.loops = append(m.loops, label)
			m.scope(func() { m.know(i); m.block(3) })
			m.loops = m.loops[:len(m.loops)-1]
		})
	case 19:
		m.leave()
	}
}

// while counts a variable of its own, so that it ends.
func (m *maker) while() {
	n := m.F.NewVar("turns", ir.I64)
	m.Set(n, m.Int(0))
	label := m.F.NewLabel()
	in := m.Add(&ir.Instr{Op: ir.Loop, Int: label, Regions: []*ir.Region{{}}})
	m.In(in.Regions[0], func() {
		m.scope(func() {
			k := m.Get(n)
			stop := m.Make(ir.Ge, ir.Bool, k, m.Int(int64(m.r.IntN(6))))
			stop = m.Make(ir.Or, ir.Bool, stop, m.any(ir.Bool))
			m.If(stop, func() { m.Add(&ir.Instr{Op: ir.Break, Int: label}) }, nil)
			m.Set(n, m.Make(ir.Add, ir.I64, k, m.Int(1)))
			m.loops = append(m.loops, label)
			m.block(3)
			m.loops = m.loops[:len(m.loops)-1]
		})
	})
}

func (m *maker) leave() {
	if len(m.loops) > 0 && m.r.IntN(4) > 0 {
		op, label := pickOf(m, ir.Break, ir.Continue), pickOf(m, m.loops...)
		m.If(m.any(ir.Bool), func() { m.Add(&ir.Instr{Op: op, Int: label}) }, nil)
		return
	}
	if m.raises {
		x := m.any(ir.I64)
		m.If(m.Make(ir.Gt, ir.Bool, x, m.Int(9)), func() {
			m.Add(&ir.Instr{Op: ir.Raise, Sym: "ValueError", Args: []ir.Value{x}})
		}, nil)
	}
}

// access loads at the index, near it, or anywhere within bounds; sometimes beyond.
func (m *maker) access() {
	a := pickOf(m, m.arrays...)
	i := m.any(ir.I64)
	if m.r.IntN(2) == 0 && m.index != 0 {
		i = m.index
		if m.r.IntN(2) == 0 && m.raises {
			i = m.Make(ir.Sub, ir.I64, i, m.Int(1))
		}
	} else if !m.raises || m.r.IntN(4) > 0 {
		i = m.Make(ir.Mod, ir.I64, i, m.length(a))
	}
	elem := m.Type(a).Elem()
	m.know(m.Make(ir.Load, elem, a, m.checked(i, a)))
}

// locals adds the counters of whiles to a parfor's Locals.
func locals(m *ir.Module) {
	f := m.Funcs[0]
	for _, in := range f.Body.Code {
		if in.Op != ir.ParFor {
			continue
		}
		for v, x := range f.Vars {
			if x.Name == "turns" {
				in.Par.Locals = append(in.Par.Locals, ir.Var(v))
			}
		}
	}
}

// loopArgs are arguments of such a program.
func loopArgs(r *rand.Rand) []interp.Value {
	n := r.IntN(27) + 1
	return []interp.Value{{Ref: array(ir.F64, samples(ir.F64, n, r), 1+r.IntN(2), false)},
		{Ref: array(ir.I64, samples(ir.I64, n, r), 1+r.IntN(2), false)}, {Ref: array(ir.I32, samples(ir.I32, n, r), 1, false)},
		{Ref: array(ir.F32, samples(ir.F32, n, r), 1+r.IntN(2), false)}, {Ref: array(ir.U8, samples(ir.U8, n, r), 1+r.IntN(2), false)},
		{Ref: array(ir.F64, make([]uint64, n), 1, false)}, {Ref: array(ir.I64, make([]uint64, n), 1, false)}, {Ref: array(ir.I16, make([]uint64, n), 1, false)},
		interp.Int(int64(r.IntN(9))), interp.Float(1.25)}
}

func TestRandomLoops(t *testing.T) {
	needCode(t)
	for seed := range uint64(programs()) {
		for _, parallel := range []bool{true, false} {
			m := randomLoop(seed, parallel)
			locals(m)
			require.NoError(t, ir.Verify(m), m.String())
			r := rand.New(rand.NewPCG(seed, 9))
			args := loopArgs(r)
			want := outcome(t, m, nil, clone(args))
			c := counted{width: widths[seed%3]}
			got := outcome(t, m, c.hook, clone(args))
			if !assert.Equal(t, want, got, "seed %d parallel %v width %d\n%s", seed, parallel, c.width, m) {
				return
			}
		}
	}
}
