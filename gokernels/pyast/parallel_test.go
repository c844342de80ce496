package pyast_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"gokernels/gokernels/ir"
	"gokernels/gokernels/pyast"
)

// parallel lowers a prange over range(args) with a body; a and b are parameters, h is a vector and s is 0.0 before the loop.
func parallel(types string, over []pyast.Expr, body ...pyast.Stmt) (*pyast.Lowered, error) {
	params := []pyast.Param{{Name: "a"}, {Name: "b"}, {Name: "n"}}
	args, err := pyast.ParseTypes(types)
	if err != nil {
		return nil, err
	}
	g := globals()
	for name, full := range map[string]string{"prange": "gokernels.prange", "range": "builtins.range", "min": "builtins.min", "max": "builtins.max"} {
		g[name] = &pyast.Global{Kind: pyast.GFunction, Name: full}
	}
	code := []pyast.Stmt{
		let(named("s"), num(0.0)), let(named("best"), num(0.0)), let(named("v"), at(named("a"), cut(num(int64(1)), nil))),
		&pyast.For{Target: named("i"), Iter: call("prange", over...), Body: body},
		ret(&pyast.Tuple{Elts: []pyast.Expr{named("s"), named("best")}}),
	}
	f := &pyast.Function{ID: 1, Name: "f", Params: params[:len(args)], Body: code, Globals: g, Options: pyast.Options{Parallel: true}}
	return pyast.Lower(&pyast.Unit{Functions: []*pyast.Function{f}}, f, args)
}

func plus(e pyast.Expr, k int64) pyast.Expr { return bin("Add", e, num(k)) }

// TestDependence: is a[store] = a[load] + 1 refused in a loop over the range?
func TestDependence(t *testing.T) {
	i, n, one, two := named("i"), named("n"), num(int64(1)), num(int64(2))
	size := &pyast.Attribute{Value: named("a"), Attr: "size"}
	upTo := []pyast.Expr{n}
	for name, c := range map[string]struct {
		over        []pyast.Expr
		store, load pyast.Expr
		refused     bool
	}{
		"same":                {upTo, i, i, false},
		"next":                {upTo, i, plus(i, 1), true},
		"before":              {upTo, i, plus(i, -1), true},
		"shifted together":    {upTo, plus(i, 3), plus(i, 3), false},
		"even and odd":        {upTo, bin("Mult", two, i), plus(bin("Mult", two, i), 1), false},
		"even and even":       {upTo, bin("Mult", two, i), plus(bin("Mult", i, two), 2), true},
		"step keeps apart":    {[]pyast.Expr{num(int64(0)), n, two}, i, plus(i, 1), false},
		"step meets":          {[]pyast.Expr{num(int64(0)), n, two}, i, plus(i, -4), true},
		"paces":               {upTo, i, bin("Mult", two, i), true},
		"by a symbol":         {upTo, bin("Add", i, n), i, false}, // the halves of an array: nothing is seen
		"same symbol":         {upTo, bin("Add", i, n), bin("Add", n, plus(i, 1)), true},
		"mirrored":            {upTo, i, bin("Sub", bin("Sub", n, one), i), true},
		"first, all":          {upTo, i, num(int64(0)), true},
		"first, not in range": {[]pyast.Expr{one, n}, i, num(int64(0)), false},
		"last":                {upTo, i, num(int64(-1)), true},
		"halved":              {upTo, bin("FloorDiv", i, two), i, true},
		"wrapped":             {upTo, bin("Mod", plus(i, 1), n), bin("Mod", plus(i, 1), n), false},
		"wrapped elsewhere":   {upTo, bin("Mod", plus(i, 1), n), i, true},
		"clamped":             {upTo, i, call("min", plus(i, 1), size), true},
		"from an array":       {upTo, i, at(named("b"), i), false}, // not seen
	} {
		body := let(at(named("a"), c.store), bin("Add", at(named("a"), c.load), num(1.0)))
		_, err := parallel("f64[1]C,i64[1]C,int", c.over, body)
		assert.Equal(t, c.refused, err != nil, "%s: %v", name, err)
		if c.refused && err != nil {
			var e *pyast.Error
			require.ErrorAs(t, err, &e, name)
			assert.Equal(t, "ParallelError", e.Kind, name)
			assert.Contains(t, e.Text, `"a"`, name)
		}
	}
}

// TestDependenceByViews: v is a[1:].
func TestDependenceByViews(t *testing.T) {
	i := named("i")
	store := func(index pyast.Expr) pyast.Stmt { return let(at(named("a"), index), at(named("v"), i)) }
	_, err := parallel("f64[1]C", []pyast.Expr{num(int64(9))}, store(i))
	assert.ErrorContains(t, err, "loop-carried dependence")
	_, err = parallel("f64[1]C", []pyast.Expr{num(int64(9))}, store(plus(i, 1)))
	assert.NoError(t, err)
	row := let(named("row"), at(named("a"), i))
	_, err = parallel("f64[2]C", []pyast.Expr{num(int64(9))}, row, let(at(named("row"), num(int64(0))), num(1.0)))
	assert.NoError(t, err)
	_, err = parallel("f64[2]C", []pyast.Expr{num(int64(9))}, row, let(at(named("row"), num(int64(0))), at(named("a"), plus(i, -1), num(int64(0)))))
	assert.Error(t, err)
}

// TestClassify: what the names of a body are taken for.
func TestClassify(t *testing.T) {
	i, s, best, x := named("i"), named("s"), named("best"), at(named("a"), named("i"))
	over := []pyast.Expr{num(int64(9))}
	guard := &pyast.If{Test: &pyast.Compare{Left: x, Ops: []string{"Gt"}, Right: []pyast.Expr{best}}, Body: []pyast.Stmt{let(best, x), let(named("where"), i)}}
	for name, c := range map[string]struct {
		body []pyast.Stmt
		want string // in the report, or in the error
	}{
		"sum":             {[]pyast.Stmt{aug("Add", s, x)}, "reduction of s (+)"},
		"difference":      {[]pyast.Stmt{aug("Sub", s, x), aug("Add", s, x)}, "reduction of s (-)"},
		"on the right":    {[]pyast.Stmt{let(s, bin("Mult", x, s))}, "reduction of s (*)"},
		"max":             {[]pyast.Stmt{let(s, call("max", s, x))}, "reduction of s (max)"},
		"arg-max":         {[]pyast.Stmt{guard}, "best of best, where by if"},
		"last":            {[]pyast.Stmt{let(s, x)}, "last value of s"},
		"mixed":           {[]pyast.Stmt{aug("Add", s, x), aug("Mult", s, x)}, "inconsistent reduction operators"},
		"power":           {[]pyast.Stmt{aug("Pow", s, x)}, "is no reduction"},
		"read":            {[]pyast.Stmt{aug("Add", s, x), let(named("t"), s)}, "is read within the parallel loop"},
		"read before set": {[]pyast.Stmt{let(named("t"), s), let(s, x)}, "is read before this iteration"},
		"own difference":  {[]pyast.Stmt{let(s, bin("Sub", x, s))}, "is read before this iteration"},
		"own addend":      {[]pyast.Stmt{aug("Add", s, bin("Mult", s, x))}, "is read before this iteration"},
	} {
		low, err := parallel("f64[1]C", over, c.body...)
		if err != nil {
			assert.ErrorContains(t, err, c.want, name)
			continue
		}
		assert.Contains(t, fmt.Sprint(low.Report), c.want, name)
		assert.NoError(t, ir.Verify(low.Module), name)
	}
}

// TestPromotion: the type of a + b as NumPy 2 has it; rows are from its documentation of type promotion.
func TestPromotion(t *testing.T) {
	order := strings.Fields("b1 i8 i16 i32 i64 u8 u16 u32 u64 f32 f64 c64 c128 int float complex")
	table := `b1 i8 i16 i32 i64 u8 u16 u32 u64 f32 f64 c64 c128 i64 f64 c128
i8 i16 i32 i64 i16 i32 i64 f64 f32 f64 c64 c128 i8 f64 c128
i16 i32 i64 i16 i32 i64 f64 f32 f64 c64 c128 i16 f64 c128
i32 i64 i32 i32 i64 f64 f64 f64 c128 c128 i32 f64 c128
i64 i64 i64 i64 f64 f64 f64 c128 c128 i64 f64 c128
u8 u16 u32 u64 f32 f64 c64 c128 u8 f64 c128
u16 u32 u64 f32 f64 c64 c128 u16 f64 c128
u32 u64 f64 f64 c128 c128 u32 f64 c128
u64 f64 f64 c128 c128 u64 f64 c128
f32 f64 c64 c128 f32 f32 c64
f64 c128 c128 f64 f64 c128
c64 c128 c64 c64 c64
c128 c128 c128 c128
int float complex
float complex
complex`
	for r, row := range strings.Split(table, "\n") {
		for k, want := range strings.Fields(row) {
			pair := order[r] + "," + order[r+k]
			for _, types := range []string{pair, order[r+k] + "," + order[r]} {
				low, err := lower(types, ret(bin("Add", named("a"), named("b"))))
				if assert.NoError(t, err, types) {
					assert.Equal(t, want, low.Result.String(), types)
				}
			}
		}
	}
}
