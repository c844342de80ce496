package interp_test

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"gokernels/gokernels/interp"
	"gokernels/gokernels/ir"
)

// method links a routine on a container of type t; the container is the first argument unless results name it.
func method(t *testing.T, name string, container ir.Type, args, results []ir.Type) *interp.Program {
	f, b := ir.NewFunc("f", append([]ir.Type{container}, args...)...)
	f.Results = results
	in := &ir.Instr{Op: ir.RT, Sym: name, Type: container, Args: f.Params}
	if name == "list.new" || name == "set.new" || name == "dict.new" {
		in.Args = nil
	}
	for _, r := range results {
		in.Results = append(in.Results, f.NewValue(r))
	}
	b.Add(in)
	b.Do(ir.Return, in.Results...)
	m := &ir.Module{Funcs: []*ir.Func{f}}
	require.NoError(t, ir.Verify(m), name)
	p, err := interp.New(m)
	require.NoError(t, err)
	return p
}

// caller runs methods of one container.
type caller struct {
	t    *testing.T
	of   ir.Type
	self interp.Value
}

func newContainer(t *testing.T, of ir.Type, kind string) *caller {
	c := &caller{t, of, interp.Value{}}
	c.self = c.do(kind+".new", nil, []ir.Type{of})[0]
	return c
}

func (c *caller) do(name string, args, results []ir.Type, values ...interp.Value) []interp.Value {
	c.t.Helper()
	got, err := method(c.t, name, c.of, args, results).Run(&interp.Serial{}, append([]interp.Value{c.self}, values...))
	require.NoError(c.t, err)
	return got
}

var i64s, bools = []ir.Type{ir.I64}, []ir.Type{ir.Bool}

func (c *caller) len(kind string) int { return int(c.do(kind+".len", nil, i64s)[0].Lo) }

func TestListOfColumns(t *testing.T) {
	item := []ir.Type{ir.I64, ir.C128, ir.Str}
	c := newContainer(t, ir.ListOf(item...), "list")
	value := func(i int) []interp.Value {
		return []interp.Value{interp.Int(int64(i)), interp.Complex(complex(0, float64(i))), interp.Text(fmt.Sprint(i))}
	}
	for i := range 5 {
		c.do("list.append", item, nil, value(i)...)
	}
	c.do("list.insert", append(i64s, item...), nil, append(ints(1), value(9)...)...)
	assert.Equal(t, value(9), c.do("list.get", i64s, item, ints(1)...))
	c.do("list.set", append(i64s, item...), nil, append(ints(1), value(8)...)...)
	assert.Equal(t, value(8), c.do("list.pop", i64s, item, ints(1)...))
	assert.Equal(t, 5, c.len("list"))
	cut := c.do("list.slice", []ir.Type{ir.I64, ir.I64, ir.I64}, []ir.Type{c.of}, ints(3, 2, -2)...)[0]
	c.do("list.extend", []ir.Type{c.of}, nil, cut)
	c.do("list.extend", []ir.Type{c.of}, nil, c.self)
	got := []int64{}
	for i := range c.len("list") {
		got = append(got, int64(c.do("list.get", i64s, item, interp.Int(int64(i)))[0].Lo))
	}
	assert.Equal(t, []int64{0, 1, 2, 3, 4, 3, 1, 0, 1, 2, 3, 4, 3, 1}, got)
	c.do("list.clear", nil, nil)
	assert.Zero(t, c.len("list"))
	c.do("list.repeat", []ir.Type{c.of, ir.I64}, nil, cut, interp.Int(3))
	c.do("list.repeat", []ir.Type{c.of, ir.I64}, nil, cut, interp.Int(-3))
	assert.Equal(t, 6, c.len("list"))
	_, err := method(t, "list.repeat", c.of, []ir.Type{c.of, ir.I64}, nil).Run(&interp.Serial{}, []interp.Value{c.self, cut, interp.Int(1 << 50)})
	assert.ErrorContains(t, err, "MemoryError")
}

func TestListSort(t *testing.T) {
	for _, elem := range []ir.Type{ir.I64, ir.U64, ir.F64, ir.F32, ir.Str, ir.C64} {
		c := newContainer(t, ir.ListOf(elem, ir.I64), "list")
		list := c.self.Ref.(*interp.List)
		for i, x := range []int{3, 1, 2, 1, 3} {
			first := map[ir.Type]interp.Value{ir.I64: interp.Int(int64(x) - 2), ir.U64: interp.Int(int64(x)), ir.F64: interp.Float(float64(x) - 2),
				ir.F32: interp.Float32(float32(x) - 2), ir.Str: interp.Text(fmt.Sprint(x)), ir.C64: cvalue(ir.C64, complex(1, float64(x)))}[elem]
			list.Append(first, interp.Int(int64(i%3)))
		}
		for descending, want := range map[bool][]uint64{false: {0, 1, 2, 0, 1}, true: {1, 0, 2, 1, 0}} {
			c.do("list.sort", bools, nil, interp.Bool(descending))
			assert.Equal(t, want, list.Columns[1].Lo, "%s %v", elem, descending)
		}
	}
}

// TestSetAgainstModel does random things to a set and to a slice.
func TestSetAgainstModel(t *testing.T) {
	for _, of := range []ir.Type{ir.SetOf(ir.I64), ir.SetOf(ir.Str), ir.SetOf(ir.C128)} {
		c := newContainer(t, of, "set")
		columns := of.Columns()
		programs := map[string]*interp.Program{
			"add": method(t, "set.add", of, columns, nil), "has": method(t, "set.has", of, columns, bools),
			"discard": method(t, "set.discard", of, columns, bools), "at": method(t, "set.at", of, i64s, columns),
		}
		var model []int64
		state := uint64(1)
		for range 2000 {
			state = state*6364136223846793005 + 1442695040888963407
			x := int64(state>>33) % 20
			item := map[ir.Type]func(x int64) interp.Value{ir.I64: interp.Int, ir.C128: func(x int64) interp.Value { return interp.Complex(complex(0, float64(x))) },
				ir.Str: func(x int64) interp.Value { return interp.Text(fmt.Sprint(x)) }}[columns[0]]
			call := func(name string, args ...interp.Value) []interp.Value {
				got, err := programs[name].Run(&interp.Serial{}, append([]interp.Value{c.self}, args...))
				require.NoError(t, err)
				return got
			}
			at := slices.Index(model, x)
			switch state >> 60 % 4 {
			case 0, 1:
				call("add", item(x))
				if at < 0 {
					model = append(model, x)
				}
			case 2:
				require.Equal(t, word(at >= 0), call("discard", item(x))[0].Lo)
				if at >= 0 {
					model = slices.Delete(model, at, at+1)
				}
			}
			require.Equal(t, word(slices.Contains(model, x)), call("has", item(x))[0].Lo)
			if i := int(x) % (len(model) + 1); i < len(model) {
				require.Equal(t, item(model[i]), call("at", interp.Int(int64(i)))[0])
			}
		}
		require.Equal(t, len(model), c.len("set"))
		c.do("set.clear", nil, nil)
		require.Zero(t, c.len("set"))
	}
}

func TestFloatKeys(t *testing.T) {
	c := newContainer(t, ir.SetOf(ir.F64), "set")
	set := c.self.Ref.(*interp.Set)
	for _, x := range []float64{0, nan, nan, 1} {
		set.Add(interp.Float(x))
	}
	set.Add(interp.Value{Lo: 1 << 63})
	assert.Equal(t, 4, set.Len(), "zeros are one key, NaNs are each their own")
	assert.False(t, set.Has(interp.Float(nan)))
	assert.True(t, set.Has(interp.Value{Lo: 1 << 63}))
	assert.Equal(t, interp.Float(1), set.Key(3, 0))
}

func TestDict(t *testing.T) {
	of := ir.DictOf([]ir.Type{ir.Str}, ir.F64, ir.I64)
	values := []ir.Type{ir.F64, ir.I64}
	key := []ir.Type{ir.Str}
	c := newContainer(t, of, "dict")
	for i, k := range []string{"a", "b", "c", "a"} {
		c.do("dict.set", append(key, values...), nil, interp.Text(k), interp.Float(float64(i)), interp.Int(int64(i)))
	}
	assert.Equal(t, []interp.Value{interp.Float(3), interp.Int(3)}, c.do("dict.get", key, values, interp.Text("a")))
	assert.Equal(t, interp.Bool(true), c.do("dict.has", key, bools, interp.Text("b"))[0])
	assert.Equal(t, interp.Bool(true), c.do("dict.del", key, bools, interp.Text("b"))[0])
	assert.Equal(t, interp.Bool(false), c.do("dict.del", key, bools, interp.Text("b"))[0])
	assert.Equal(t, interp.Text("c"), c.do("dict.key", i64s, key, interp.Int(1))[0])
	assert.Equal(t, interp.Int(2), c.do("dict.value", i64s, values, interp.Int(1))[1])
	d := c.self.Ref.(*interp.Dict)
	assert.Equal(t, []any{interp.Text("a"), interp.Float(3), 2}, []any{d.Key(0, 0), d.Value(0, 0), c.len("dict")})
	_, err := method(t, "dict.get", of, key, values).Run(&interp.Serial{}, []interp.Value{c.self, interp.Text("b")})
	assert.EqualError(t, err, "KeyError: 'b'")
	c.do("dict.clear", nil, nil)
	assert.Zero(t, c.len("dict"))
}

func TestTupleKeys(t *testing.T) {
	key := []ir.Type{ir.I64, ir.Str, ir.F64}
	c := newContainer(t, ir.DictOf(key, ir.I64), "dict")
	item := func(n int64, s string, x float64) []interp.Value {
		return []interp.Value{interp.Int(n), interp.Text(s), interp.Float(x)}
	}
	for i, k := range [][]interp.Value{item(1, "a", 0), item(1, "ab", 0), item(2, "a", 0), item(1, "a", math.Copysign(0, -1)), item(1, "a", nan), item(1, "a", nan)} {
		c.do("dict.set", slices.Concat(key, i64s), nil, append(k, interp.Int(int64(i)))...)
	}
	assert.Equal(t, 5, c.len("dict"), "zeros are equal, NaNs are not")
	assert.Equal(t, interp.Int(3), c.do("dict.get", key, i64s, item(1, "a", 0)...)[0])
	assert.Equal(t, interp.Bool(false), c.do("dict.has", key, bools, item(1, "a", nan)...)[0])
	assert.Equal(t, interp.Bool(true), c.do("dict.del", key, bools, item(1, "ab", 0)...)[0])
	assert.Equal(t, item(2, "a", 0), c.do("dict.key", i64s, key, interp.Int(1)))
	_, err := method(t, "dict.get", c.of, key, i64s).Run(&interp.Serial{}, append([]interp.Value{c.self}, item(9, "b", 0.5)...))
	assert.EqualError(t, err, "KeyError: (9, 'b', 0.5)")

	s := newContainer(t, ir.SetOf(key...), "set").self.Ref.(*interp.Set)
	s.Add(item(1, "a", 0)...)
	s.Add(item(1, "a", 0)...)
	assert.Equal(t, []any{1, 3, true, interp.Text("a")}, []any{s.Len(), s.Width(), s.Has(item(1, "a", 0)...), s.Key(0, 1)})
}

func TestSplit(t *testing.T) {
	of := ir.ListOf(ir.Str)
	p := link(t, fn("(%1 str, %2 str, %3 bool) "+string(of), "%4 = rt list.split <"+string(of)+"> %1 %2 %3 : "+string(of), "return %4"))
	for _, c := range []struct {
		text, sep string
		white     bool
		want      []any
	}{{"a,b,,c", ",", false, []any{"a", "b", "", "c"}}, {" a  b\x1c", " ", true, []any{"a", "b"}}, {"", ",", false, []any{""}}, {" ", " ", true, nil}} {
		got, err := p.Run(&interp.Serial{}, []interp.Value{interp.Text(c.text), interp.Text(c.sep), interp.Bool(c.white)})
		require.NoError(t, err)
		assert.Equal(t, c.want, got[0].Ref.(*interp.List).Columns[0].Refs, c.text)
	}
}

func TestContainersKeepToTheMemoryLimit(t *testing.T) {
	c := newContainer(t, ir.ListOf(ir.I64), "list")
	p := method(t, "list.append", c.of, i64s, nil)
	var err error
	for i := 0; err == nil && i < 1000; i++ {
		_, err = p.Run(&interp.Serial{Limit: 4096}, []interp.Value{c.self, interp.Int(1)})
	}
	assert.EqualError(t, err, "MemoryError")
}
