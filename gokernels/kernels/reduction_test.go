package kernels_test

import (
	"fmt"
	"math"
	"math/big"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"gokernels/gokernels/kernels"
)

// judge compares the result of one reduction with its elements in C order; nil is a match.
type judge func(out kernels.DType, v []value, got value) error

// judges are the reductions. Sums and the like are exact in math/big.
var judges = map[string]judge{
	"sum":  totalJudge(func(v []value) *big.Float { return bigSum(v, identity) }, bigIntSum),
	"prod": prodJudge,
	"mean": totalJudge(func(v []value) *big.Float {
		return new(big.Float).Quo(bigSum(v, identity), big.NewFloat(float64(len(v))))
	}, nil),
	"var":    varianceJudge(false),
	"std":    varianceJudge(true),
	"min":    exactly(func(v []value) value { return fold(v, exactOracles["minimum"]) }),
	"max":    exactly(func(v []value) value { return fold(v, exactOracles["maximum"]) }),
	"argmin": exactly(func(v []value) value { return firstWhere(v, "minimum") }),
	"argmax": exactly(func(v []value) value { return firstWhere(v, "maximum") }),
	"any":    exactly(func(v []value) value { return boolOf(countTrue(v) > 0) }),
	"all":    exactly(func(v []value) value { return boolOf(countTrue(v) == len(v)) }),
}

// ddof is what var and std are tested with.
const ddof = 1

// exactly judges by equality.
func exactly(want func(v []value) value) judge {
	return func(_ kernels.DType, v []value, got value) error {
		if w := want(v); !same(w, got) {
			return fmt.Errorf("want %v, got %v", w, got)
		}
		return nil
	}
}

func fold(v []value, f oracle) value {
	acc := v[0]
	for _, x := range v[1:] {
		acc = f(x.d, []value{acc, x})
	}
	return acc
}

// firstWhere is the index of the first element equal to the extremum, or of the first NaN.
func firstWhere(v []value, extremum string) value {
	best := fold(v, exactOracles[extremum])
	for i, x := range v {
		if same(best, x) || compareValues(best, x) == 0 {
			return intOf(kernels.Int64, int64(i))
		}
	}
	panic("the extremum is not among the elements")
}

func countTrue(v []value) int {
	n := 0
	for _, x := range v {
		if x.float() != 0 {
			n++
		}
	}
	return n
}

func identity(x *big.Float) *big.Float { return x }

// bigSum adds f of the elements up with 250 bits.
func bigSum(v []value, f func(*big.Float) *big.Float) *big.Float {
	total, term := new(big.Float).SetPrec(250), new(big.Float).SetPrec(250)
	for _, x := range v {
		total.Add(total, f(term.SetFloat64(x.float())))
	}
	return total
}

func bigIntSum(v []value) *big.Int {
	total := new(big.Int)
	for _, x := range v {
		total.Add(total, exact(x))
	}
	return total
}

// near accepts got if it is within limit times the spacing of out's floats at scale.
func near(out kernels.DType, want *big.Float, got value, scale, limit float64) error {
	eps := 0x1p-52
	if out == kernels.Float32 {
		eps = 0x1p-23
	}
	w, _ := want.Float64()
	if !(math.Abs(got.float()-w) <= limit*eps*scale+math.SmallestNonzeroFloat32) {
		return fmt.Errorf("want %v, got %v: %g units of %g off", w, got, math.Abs(got.float()-w)/(eps*scale), eps*scale)
	}
	return nil
}

// finite says that no element is an infinity or NaN.
func finite(v []value) bool {
	for _, x := range v {
		if f := x.float(); f-f != 0 {
			return false
		}
	}
	return true
}

// naive folds float64s one by one: what infinities and NaNs must come to.
func naive(v []value, f func(a, x float64) float64, acc float64) float64 {
	for _, x := range v {
		acc = f(acc, x.float())
	}
	return acc
}

// totalJudge judges sums and means: integers exactly, floats by their distance from the exact result,
// relative to the sum of magnitudes.
func totalJudge(want func([]value) *big.Float, ints func([]value) *big.Int) judge {
	return func(out kernels.DType, v []value, got value) error {
		switch {
		case !out.IsFloat():
			if w := wrap(out, ints(v)); w != got {
				return fmt.Errorf("want %v, got %v", w, got)
			}
			return nil
		case len(v) == 0 || !finite(v):
			sum := floatOf(out, naive(v, func(a, x float64) float64 { return a + x }, 0))
			if ints == nil && len(v) == 0 {
				sum = floatOf(out, math.NaN())
			}
			return exactly(func([]value) value { return sum })(out, v, got)
		}
		scale, _ := bigSum(v, func(x *big.Float) *big.Float { return x.Abs(x) }).Float64()
		if ints == nil {
			scale /= float64(len(v))
		}
		return near(out, want(v), got, scale, 8)
	}
}

func prodJudge(out kernels.DType, v []value, got value) error {
	if !out.IsFloat() {
		product := big.NewInt(1)
		for _, x := range v {
			product.Mul(product, exact(x))
			product.And(product, new(big.Int).SetUint64(math.MaxUint64))
		}
		return exactly(func([]value) value { return wrap(out, product) })(out, v, got)
	}
	want := naive(v, func(a, x float64) float64 { return a * x }, 1)
	if want-want != 0 {
		return nil // where a product overflows depends on the order
	}
	return near(out, big.NewFloat(want), got, math.Abs(want), float64(len(v)+1))
}

func varianceJudge(root bool) judge {
	return func(out kernels.DType, v []value, got value) error {
		n := float64(len(v))
		if len(v) <= ddof || !finite(v) {
			if f := got.float(); len(v) == 1 && finite(v) && math.IsNaN(f) || len(v) == 0 && math.IsNaN(f) || !finite(v) && math.IsNaN(f) {
				return nil
			}
			return fmt.Errorf("want NaN, got %v", got)
		}
		mean := new(big.Float).Quo(bigSum(v, identity), big.NewFloat(n))
		squares := bigSum(v, func(x *big.Float) *big.Float {
			d := x.Sub(x, mean)
			return d.Mul(d, d)
		})
		want := squares.Quo(squares, big.NewFloat(n-ddof))
		if root {
			want.Sqrt(want)
		}
		scale, _ := want.Float64()
		// The mean is rounded, which moves every deviation by as much.
		center, _ := mean.Float64()
		moved := 2 * math.Abs(center) * 0x1p-52
		if root {
			scale += moved / 0x1p-52
		} else {
			scale += moved * moved / 0x1p-52
		}
		return near(out, want, got, scale, 8)
	}
}

// reductionRows are all reductions.
func reductionRows() []*kernels.Row {
	var rows []*kernels.Row
	for i := range kernels.Table() {
		if row := &kernels.Table()[i]; row.Kind == kernels.Reduction {
			rows = append(rows, row)
		}
	}
	return rows
}

// reductionCall is a call of a reduction, ddof included.
func reductionCall(row *kernels.Row, in kernels.Array, axis int, out ...kernels.Array) *kernels.Call {
	c := &kernels.Call{In: []kernels.Array{in}, Out: out, Axis: axis}
	if row.Params() == 1 {
		c.Params = []kernels.Param{kernels.Float(ddof)}
	}
	return c
}

// scalarOf is a Scalar as an element.
func scalarOf(s kernels.Scalar) value {
	if s.DType.IsFloat() {
		return floatOf(s.DType, s.Float())
	}
	return intOf(s.DType, int64(s.Bits))
}

// requireReduced runs one reduction along an axis or of everything and judges every result.
func requireReduced(t *testing.T, row *kernels.Row, in kernels.Array, axis int, outLayout layout) {
	t.Helper()
	rule, _ := row.Rule(in.DType)
	c := reductionCall(row, in, axis)
	shape, err := row.Shape(c)
	require.NoError(t, err)
	if len(shape) > 0 {
		c.Out = []kernels.Array{lay(rule.Out, outLayout, shape...)}
	}
	mustCall(t, row.Name, c)
	lanes := lanesOf(in, axis, rule.Compute)
	indices(shape, func(index []int) {
		got := scalarOf(c.Scalar)
		if len(shape) > 0 {
			got = get(c.Out[0], index)
		}
		if err := judges[row.Name](rule.Out, lanes[number(index, shape)], got); err != nil || got.d != rule.Out {
			require.Failf(t, "wrong result", "%s of %v %v, axis %d, at %v: %v", row.Name, in.DType, in.Shape, axis, index, err)
		}
	})
}

// lanesOf are the elements that belong to each result, by its number in C order, cast to a dtype.
func lanesOf(in kernels.Array, axis int, d kernels.DType) map[int][]value {
	lanes := map[int][]value{}
	if axis < 0 && axis != kernels.NoAxis {
		axis += len(in.Shape)
	}
	kept := dropped(in.Shape, axis)
	indices(in.Shape, func(index []int) {
		key := number(dropped(index, axis), kept)
		lanes[key] = append(lanes[key], get(in, index).to(d))
	})
	return lanes
}

// dropped is a list without the place of the axis; of no axis it is empty.
func dropped(list []int, axis int) []int {
	if axis == kernels.NoAxis {
		return nil
	}
	return append(append(make([]int, 0, len(list)), list[:axis]...), list[axis+1:]...)
}

// number is the place of an index of shape in C order.
func number(index, shape []int) int {
	n := 0
	for d, i := range index {
		n = n*shape[d] + i
	}
	return n
}

// axesOf are all axes of a shape, one of them counted from the end, and none.
func axesOf(shape []int) []int {
	axes := []int{kernels.NoAxis}
	for d := range shape {
		axes = append(axes, d)
	}
	if len(shape) > 0 {
		axes[1] = -len(shape)
	}
	return axes
}

func TestReductionsOfEveryDType(t *testing.T) {
	r := rand.New(rand.NewPCG(11, 12))
	for _, row := range reductionRows() {
		require.Contains(t, judges, row.Name)
		for _, rule := range row.Types {
			t.Run(row.Name+"/"+rule.In.String(), func(t *testing.T) {
				next := random(rule.In, r)
				if row.Name == "prod" && rule.In.IsFloat() {
					next = func() value { return floatOf(rule.In, 0.5+r.Float64()) }
				}
				for _, shape := range [][]int{{}, {1}, {9}, {1023}, {2049}, {3, 7}, {40, 3}, {3, 40}, {33, 35}, {2, 3, 20}} {
					in := fill(lay(rule.In, layout(r.IntN(int(layouts))), shape...), next)
					for _, axis := range axesOf(shape) {
						requireReduced(t, row, in, axis, inC)
					}
				}
			})
		}
	}
}

func TestReductionsOfSpecialValues(t *testing.T) {
	r := rand.New(rand.NewPCG(13, 14))
	for _, row := range reductionRows() {
		for _, rule := range row.Types {
			if rule.In.IsFloat() && (row.Name == "sum" || row.Name == "prod" || row.Name == "mean" || row.Name == "var" || row.Name == "std") {
				continue // overflows on the way depend on the order; see the next test
			}
			if !rule.In.IsFloat() && rule.Out.IsFloat() {
				continue // means of the largest integers: the next test's business too
			}
			list := specials(rule.In)
			for range 20 {
				in := fill(newArray(rule.In, 3, 21), func() value { return list[r.IntN(len(list))] })
				for _, axis := range axesOf(in.Shape) {
					requireReduced(t, row, in, axis, inC)
				}
			}
		}
	}
}

func TestInfinitiesAndNaNs(t *testing.T) {
	inf, nan := math.Inf(1), math.NaN()
	for _, d := range []kernels.DType{kernels.Float32, kernels.Float64} {
		for _, v := range [][]float64{{1, inf, 2}, {inf, 1, inf}, {inf, -inf}, {nan, 1}, {1, nan, inf}, {-inf, 3}} {
			for _, name := range []string{"sum", "mean", "var", "std"} {
				requireReduced(t, rowOf(t, name), arrayOf(d, v...), kernels.NoAxis, inC)
			}
		}
	}
}

func TestReductionsOfEveryLayout(t *testing.T) {
	r := rand.New(rand.NewPCG(15, 16))
	for _, name := range []string{"sum", "argmin", "var"} {
		row := rowOf(t, name)
		for _, shape := range [][]int{{5, 300}, {17, 3, 41}, {300, 20}, {20, 300}, {4, 5, 1, 6}, {1, 1}, {17, 1025}} {
			for l := range layouts {
				d := []kernels.DType{kernels.Float64, kernels.Int32, kernels.Uint8, kernels.Float32}[r.IntN(4)]
				in := fill(lay(d, l, shape...), random(d, r))
				for _, axis := range axesOf(shape) {
					requireReduced(t, row, in, axis, layout(r.IntN(int(repeated))))
				}
			}
		}
	}
}

func TestLargeReductions(t *testing.T) {
	r := rand.New(rand.NewPCG(17, 18))
	for _, name := range []string{"sum", "argmax"} {
		for _, shape := range [][]int{{200_000}, {1, 170_000}, {170_000, 1}, {2500, 60}, {60, 2500}} {
			in := tiled(newArray(kernels.Float64, shape...), random(kernels.Float64, r))
			for axis := range shape {
				requireReduced(t, rowOf(t, name), in, axis, inC)
			}
		}
	}
}

func TestTheVarianceOfLargeNumbersDoesNotCancel(t *testing.T) {
	r := rand.New(rand.NewPCG(19, 20))
	for _, shape := range [][]int{{5000}, {2, 70}, {3, 70}, {300, 40}, {40, 300}} {
		in := fill(newArray(kernels.Float64, shape...), func() value { return floatOf(kernels.Float64, 1e9+r.NormFloat64()) })
		for _, axis := range axesOf(shape) {
			requireReduced(t, rowOf(t, "var"), in, axis, inC)
		}
	}
}

func TestEmptyReductions(t *testing.T) {
	empty, wide := newArray(kernels.Float64, 0), newArray(kernels.Float64, 3, 0)
	for name, want := range map[string]float64{"sum": 0, "prod": 1, "mean": math.NaN(), "var": math.NaN(), "any": 0, "all": 1} {
		row := rowOf(t, name)
		c := reductionCall(row, empty, kernels.NoAxis)
		mustCall(t, name, c)
		assert.True(t, same(floatOf(kernels.Float64, want), floatOf(kernels.Float64, c.Scalar.Float())), "%s: %v", name, c.Scalar.Float())
		rule, _ := row.Rule(kernels.Float64)
		out := lay(rule.Out, inC, 3)
		mustCall(t, name, reductionCall(row, wide, 1, out))
		for _, v := range values(out) {
			assert.True(t, same(floatOf(rule.Out, want), v), "%s: %v", name, v)
		}
		mustCall(t, name, reductionCall(row, wide, 0, lay(rule.Out, inC, 0)))
	}
}

func TestReductionsThatNeedAnElement(t *testing.T) {
	for name, text := range map[string]string{
		"min":    "min: zero-size array to reduction operation minimum which has no identity",
		"max":    "max: zero-size array to reduction operation maximum which has no identity",
		"argmin": "argmin: attempt to get argmin of an empty sequence",
		"argmax": "argmax: attempt to get argmax of an empty sequence",
	} {
		row := rowOf(t, name)
		rule, _ := row.Rule(kernels.Float64)
		assert.EqualError(t, row.Run(reductionCall(row, newArray(kernels.Float64, 0), kernels.NoAxis)), text)
		assert.EqualError(t, row.Run(reductionCall(row, newArray(kernels.Float64, 2, 0), 1, newArray(rule.Out, 2))), text)
		assert.NoError(t, row.Run(reductionCall(row, newArray(kernels.Float64, 2, 0), 0, newArray(rule.Out, 0))), "no result is wanted")
	}
}

func TestReductionsIntoAnArrayWithoutDimensions(t *testing.T) {
	out := lay(kernels.Float32, misaligned)
	c := reductionCall(rowOf(t, "sum"), arrayOf(kernels.Int8, 100, 100, 100), kernels.NoAxis, out)
	mustCall(t, "sum", c)
	assert.Equal(t, int64(300), c.Scalar.Int())
	assert.Equal(t, kernels.Int64, c.Scalar.DType)
	assert.Equal(t, floatOf(kernels.Float32, 300), get(out, nil))
	along := reductionCall(rowOf(t, "sum"), arrayOf(kernels.Int8, 100, 100, 100), -1)
	mustCall(t, "sum", along)
	assert.Equal(t, int64(300), along.Scalar.Int(), "the only axis leaves a scalar too")
}

func TestReductionsInAnotherComputeDType(t *testing.T) {
	in := arrayOf(kernels.Int32, 1, 2, 3, -300)
	c := reductionCall(rowOf(t, "sum"), in, kernels.NoAxis)
	c.Compute = kernels.Float64
	mustCall(t, "sum", c)
	assert.Equal(t, kernels.Float64, c.Scalar.DType)
	assert.Equal(t, -294.0, c.Scalar.Float())
	c.Compute = kernels.Uint8
	mustCall(t, "sum", c)
	assert.Equal(t, uint64(1+2+3+(256-300+256)), c.Scalar.Uint(), "every element is cast first")
}
