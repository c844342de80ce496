package pyast_test

import (
	"encoding/binary"
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"gokernels/gokernels/interp"
	"gokernels/gokernels/ir"
	"gokernels/gokernels/pyast"
)

// A few makers of syntax trees.
func named(id string) pyast.Expr                { return &pyast.Name{ID: id} }
func num(x any) pyast.Expr                      { return &pyast.Constant{Value: x} }
func bin(op string, x, y pyast.Expr) pyast.Expr { return &pyast.BinOp{Op: op, Left: x, Right: y} }
func at(a pyast.Expr, index ...pyast.Expr) pyast.Expr {
	if len(index) == 1 {
		return &pyast.Subscript{Value: a, Index: index[0]}
	}
	return &pyast.Subscript{Value: a, Index: &pyast.Tuple{Elts: index}}
}
func cut(lower, upper pyast.Expr) pyast.Expr { return &pyast.Slice{Lower: lower, Upper: upper} }
func call(f string, args ...pyast.Expr) pyast.Expr {
	return &pyast.Call{Func: named(f), Args: args}
}
func ret(x pyast.Expr) pyast.Stmt    { return &pyast.Return{Value: x} }
func let(x, y pyast.Expr) pyast.Stmt { return &pyast.Assign{Targets: []pyast.Expr{x}, Value: y} }
func aug(op string, x, y pyast.Expr) pyast.Stmt {
	return &pyast.AugAssign{Target: x, Op: op, Value: y}
}
func less(x, y pyast.Expr) pyast.Expr {
	return &pyast.Compare{Left: x, Ops: []string{"Lt"}, Right: []pyast.Expr{y}}
}

// globals are the functions that the bodies may call.
func globals() map[string]*pyast.Global {
	g := map[string]*pyast.Global{"overwrite": {Kind: pyast.GCompiled, ID: 2}}
	for _, f := range []string{"sum", "max", "min", "argmax", "mean", "where", "arange", "zeros", "sqrt", "add", "array"} {
		g[f] = &pyast.Global{Kind: pyast.GFunction, Name: "numpy." + f}
	}
	return g
}

// lower compiles a body of the parameters a, b, c as far as types goes. overwrite(x) does x[0] = 100 and returns x.
func lower(types string, body ...pyast.Stmt) (*pyast.Lowered, error) {
	params := []pyast.Param{{Name: "a"}, {Name: "b"}, {Name: "c"}}
	args, err := pyast.ParseTypes(types)
	if err != nil {
		return nil, err
	}
	f := &pyast.Function{ID: 1, Name: "f", Params: params[:len(args)], Body: body, Globals: globals()}
	overwrite := &pyast.Function{ID: 2, Name: "overwrite", Params: []pyast.Param{{Name: "x"}}, Globals: globals(),
		Body: []pyast.Stmt{let(at(named("x"), num(int64(0))), num(100.0)), ret(named("x"))}}
	return pyast.Lower(&pyast.Unit{Functions: []*pyast.Function{f, overwrite}}, f, args)
}

func mustLower(t *testing.T, types string, body ...pyast.Stmt) *ir.Module {
	t.Helper()
	low, err := lower(types, body...)
	require.NoError(t, err)
	require.NoError(t, ir.Verify(low.Module), low.Module.String())
	return low.Module
}

// run compiles and runs a body on one goroutine.
func run(t *testing.T, types string, args []interp.Value, body ...pyast.Stmt) ([]interp.Value, error) {
	t.Helper()
	p, err := interp.New(mustLower(t, types, body...))
	require.NoError(t, err)
	return p.Run(&interp.Serial{}, args)
}

// floats makes an array argument in C order.
func floats(shape []int, items ...float64) interp.Value {
	a := &interp.Array{Shape: shape, Strides: make([]int, len(shape)), Elem: ir.F64}
	step := 8
	for k := len(shape) - 1; k >= 0; k-- {
		a.Strides[k] = step
		step *= shape[k]
	}
	for _, x := range items {
		a.Data = binary.NativeEndian.AppendUint64(a.Data, math.Float64bits(x))
	}
	return interp.Value{Ref: a}
}

// items reads a result or argument in C order.
func items(v interp.Value) []float64 {
	a := v.Ref.(*interp.Array)
	all := []float64{}
	var walk func(k, offset int)
	walk = func(k, offset int) {
		if k == len(a.Shape) {
			all = append(all, math.Float64frombits(binary.NativeEndian.Uint64(a.Data[offset:])))
			return
		}
		for i := range a.Shape[k] {
			walk(k+1, offset+i*a.Strides[k])
		}
	}
	walk(0, a.Offset)
	return all
}

// count counts the operations of the entry, those of nested regions too.
func count(m *ir.Module, op ir.Op) int {
	n := 0
	var walk func(r *ir.Region)
	walk = func(r *ir.Region) {
		for _, in := range r.Code {
			if in.Op == op {
				n++
			}
			for _, inner := range in.Regions {
				walk(inner)
			}
		}
	}
	walk(m.Funcs[0].Body)
	return n
}

func TestArrayExpressionsFuse(t *testing.T) {
	a, b := named("a"), named("b")
	square := bin("Mult", a, a)
	for _, c := range []struct {
		about                     string
		result                    pyast.Expr
		loops, arrays, broadcasts int
	}{
		{"one array needs no broadcasting", bin("Add", square, num(int64(1))), 1, 1, 0},
		{"two arrays broadcast, each once", bin("Add", bin("Mult", a, b), bin("Sub", a, b)), 1, 1, 2},
		{"a reduction needs no array", call("sum", bin("Pow", bin("Sub", a, b), num(int64(2)))), 1, 0, 2},
		{"a range in an expression needs none either", call("sum", bin("Mult", call("arange", num(int64(9))), num(2.0))), 1, 0, 0},
		{"ufuncs and where fuse", call("where", less(a, num(1.0)), call("sqrt", a), a), 1, 1, 0},
	} {
		m := mustLower(t, "f64[1]C,f64[1]C", ret(c.result))
		assert.Equal(t, c.loops, count(m, ir.ParFor), c.about)
		assert.Equal(t, c.arrays, count(m, ir.Alloc), c.about)
		assert.Equal(t, c.broadcasts, count(m, ir.Broadcast), c.about)
	}
}

func TestArrayValues(t *testing.T) {
	a, b := named("a"), named("b")
	x, y := []float64{1, -2, 3, 0.5}, []float64{2, 2, -1, 4}
	for _, c := range []struct {
		about  string
		result pyast.Expr
		want   func(x, y float64) float64
	}{
		{"operators", bin("Sub", bin("Mult", a, b), num(int64(3))), func(x, y float64) float64 { return x*y - 3 }},
		{"where", call("where", less(a, b), a, num(int64(7))), func(x, y float64) float64 {
			if x < y {
				return x
			}
			return 7
		}},
		{"a ufunc", call("add", a, call("sqrt", bin("Mult", b, b))), func(x, y float64) float64 { return x + math.Abs(y) }},
	} {
		got, err := run(t, "f64[1]C,f64[1]C", []interp.Value{floats([]int{4}, x...), floats([]int{4}, y...)}, ret(c.result))
		require.NoError(t, err, c.about)
		want := make([]float64, len(x))
		for i := range x {
			want[i] = c.want(x[i], y[i])
		}
		assert.Equal(t, want, items(got[0]), c.about)
	}
}

func TestArraysBroadcast(t *testing.T) {
	column, row := floats([]int{2, 1}, 10, 20), floats([]int{3}, 1, 2, 3)
	got, err := run(t, "f64[2]C,f64[1]C", []interp.Value{column, row}, ret(bin("Add", named("a"), named("b"))))
	require.NoError(t, err)
	assert.Equal(t, []float64{11, 12, 13, 21, 22, 23}, items(got[0]))
	_, err = run(t, "f64[1]C,f64[1]C", []interp.Value{floats([]int{2}, 1, 2), row}, ret(bin("Add", named("a"), named("b"))))
	require.ErrorContains(t, err, "operands could not be broadcast together with shapes (2,) (3,)")
}

func TestOverlappingAssignment(t *testing.T) {
	one := num(int64(1))
	minus := &pyast.UnaryOp{Op: "USub", Operand: one}
	left, right := at(named("a"), cut(nil, minus)), at(named("a"), cut(one, nil))
	for _, c := range []struct {
		body pyast.Stmt
		want []float64
	}{
		{let(right, left), []float64{1, 1, 2, 3}},
		{let(left, right), []float64{2, 3, 4, 4}},
		{aug("Add", right, left), []float64{1, 3, 5, 7}},
		{let(right, bin("Mult", left, num(10.0))), []float64{1, 10, 20, 30}},
	} {
		a := floats([]int{4}, 1, 2, 3, 4)
		_, err := run(t, "f64[1]C", []interp.Value{a}, c.body)
		require.NoError(t, err)
		assert.Equal(t, c.want, items(a))
	}
}

func TestInPlaceNeedsNoCopyOfItself(t *testing.T) {
	m := mustLower(t, "f64[1]C", aug("Mult", named("a"), num(2.0)))
	assert.Equal(t, 1, count(m, ir.ParFor))
	assert.Zero(t, count(m, ir.Overlaps)+count(m, ir.Alloc)+count(m, ir.Broadcast))
}

func TestExpressionIsComputedBeforeItsArrayIsWritten(t *testing.T) {
	got, err := run(t, "f64[1]C", []interp.Value{floats([]int{2}, 1, 2)},
		ret(bin("Add", bin("Add", named("a"), num(1.0)), call("overwrite", named("a")))))
	require.NoError(t, err)
	assert.Equal(t, []float64{2 + 100, 3 + 2}, items(got[0]))
}

func TestReductions(t *testing.T) {
	nan := math.NaN()
	for _, c := range []struct {
		f     string
		items []float64
		want  float64
	}{
		{"sum", []float64{1, 2, 4}, 7}, {"sum", nil, 0}, {"mean", []float64{1, 2, 6}, 3}, {"mean", nil, nan},
		{"max", []float64{-3, -1, -2}, -1}, {"max", []float64{1, nan, 2}, nan}, {"min", []float64{3, 1, 2}, 1},
	} {
		got, err := run(t, "f64[1]C", []interp.Value{floats([]int{len(c.items)}, c.items...)}, ret(call(c.f, named("a"))))
		require.NoError(t, err)
		assert.InDelta(t, c.want, math.Float64frombits(got[0].Lo), 0, "%s of %v", c.f, c.items)
	}
	_, err := run(t, "f64[1]C", []interp.Value{floats([]int{0})}, ret(call("max", named("a"))))
	require.ErrorContains(t, err, "zero-size array to reduction operation maximum which has no identity")
}

func TestArgmaxIsTheFirstOrNaN(t *testing.T) {
	nan := math.NaN()
	for _, c := range []struct {
		items []float64
		want  uint64
	}{{[]float64{1, 5, 5}, 1}, {[]float64{1, nan, 9, nan}, 1}, {[]float64{math.Inf(-1)}, 0}, {[]float64{0, 0}, 0}} {
		got, err := run(t, "f64[1]C", []interp.Value{floats([]int{len(c.items)}, c.items...)}, ret(call("argmax", named("a"))))
		require.NoError(t, err)
		assert.Equal(t, c.want, got[0].Lo, "%v", c.items)
	}
}

func TestMaskedAssignment(t *testing.T) {
	a := floats([]int{4}, -1, 2, -3, 4)
	masked := at(named("a"), less(named("a"), num(0.0)))
	_, err := run(t, "f64[1]C", []interp.Value{a}, aug("Mult", masked, num(10.0)), let(at(named("a"), less(num(3.0), named("a"))), num(0.0)))
	require.NoError(t, err)
	assert.Equal(t, []float64{-10, 2, -30, 0}, items(a))
}

func TestIndexAxesStandWhereNumPyPutsThem(t *testing.T) {
	list := &pyast.List{Elts: []pyast.Expr{num(int64(2)), num(int64(0))}}
	full, first := cut(nil, nil), num(int64(0))
	cube := floats([]int{2, 2, 3}, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)
	for _, c := range []struct {
		about string
		index []pyast.Expr
		shape []int
		want  []float64
	}{
		{"neighbours: in place", []pyast.Expr{full, first, list}, []int{2, 2}, []float64{2, 0, 8, 6}},
		{"apart: first", []pyast.Expr{first, full, list}, []int{2, 2}, []float64{2, 5, 0, 3}},
		{"alone: in place", []pyast.Expr{full, full, list}, []int{2, 2, 2}, []float64{2, 0, 5, 3, 8, 6, 11, 9}},
	} {
		got, err := run(t, "f64[3]C", []interp.Value{cube}, ret(at(named("a"), c.index...)))
		require.NoError(t, err, c.about)
		assert.Equal(t, c.shape, got[0].Ref.(*interp.Array).Shape, c.about)
		assert.Equal(t, c.want, items(got[0]), c.about)
	}
}

func TestArraysRefuse(t *testing.T) {
	a, one := named("a"), num(int64(1))
	for _, c := range []struct {
		types string
		body  pyast.Stmt
		text  string
	}{
		{"i64[1]C", aug("Add", a, num(0.5)), "+= would store float64 in an array of int64"},
		{"u8[1]C,i64[1]C", aug("Add", a, named("b")), "+= would store int64 in an array of uint8"},
		{"f64[1]Cr", let(at(a, one), num(1.0)), "read-only"},
		{"f64[1]C", ret(at(a, one, one)), "too many indices"},
		{"f64[1]C", ret(at(a, num(1.0))), "index is an integer"},
		{"f64[1]C", let(at(a, one), num(1i)), "complex"},
		{"{x:f64@0;8}[1]C", ret(at(a, num("y"))), "there is no field \"y\""},
	} {
		_, err := lower(c.types, c.body)
		var e *pyast.Error
		require.ErrorAs(t, err, &e)
		assert.Equal(t, "TypingError", e.Kind)
		assert.Contains(t, e.Text, c.text)
	}
}

func TestArangeHasNumPysLengthsAndItems(t *testing.T) {
	for _, c := range []struct{ start, stop, step float64 }{{0, 1, 0.1}, {1, -1, -0.3}, {5, 5, 1}, {0, 1, 0.3}, {2, 1, 1}} {
		got, err := run(t, "float,float,float",
			[]interp.Value{{Lo: math.Float64bits(c.start)}, {Lo: math.Float64bits(c.stop)}, {Lo: math.Float64bits(c.step)}},
			ret(call("arange", named("a"), named("b"), named("c"))))
		require.NoError(t, err)
		want := []float64{}
		delta := (c.start + c.step) - c.start
		for i := range max(int(math.Ceil((c.stop-c.start)/c.step)), 0) {
			want = append(want, c.start+float64(i)*delta)
		}
		assert.Equal(t, want, items(got[0]))
	}
}
