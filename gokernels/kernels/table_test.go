package kernels_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"gokernels/gokernels/kernels"
)

// wanted is every kernel that users were promised.
const wanted = `exp log sin cos tanh sqrt exp2 expm1 log2 log10 log1p tan arcsin arccos arctan sinh cosh cbrt floor ceil rint trunc
erf negative absolute square reciprocal sign invert logical_not isnan isinf isfinite
add subtract multiply divide floor_divide remainder power arctan2 hypot minimum maximum bitwise_and bitwise_or bitwise_xor
left_shift right_shift equal not_equal less less_equal greater greater_equal logical_and logical_or logical_xor where clip
sum prod mean var std min max argmin argmax any all dot cumsum histogram bincount
gaussians kde monte_carlo_pi squares exp_linear _panic _fault _spin`

func TestTheTableIsComplete(t *testing.T) {
	var names []string
	for _, row := range kernels.Table() {
		names = append(names, row.Name)
	}
	assert.ElementsMatch(t, strings.Fields(wanted), names)
}

func TestEveryRowIsSound(t *testing.T) {
	for i := range kernels.Table() {
		row := &kernels.Table()[i]
		t.Run(row.Name, func(t *testing.T) {
			assert.Same(t, row, kernels.Lookup(row.Name))
			assert.Equal(t, strings.HasPrefix(row.Name, "_"), row.Hidden)
			assert.NotNil(t, row.Run)
			assert.NotNil(t, row.Shape)
			assert.NotEmpty(t, row.Summary)
			assert.NotEmpty(t, row.Returns)
			assert.True(t, row.Hidden || row.Name == "monte_carlo_pi" || row.NumPy != "")
			requireSoundArgs(t, row)
			requireSoundTypes(t, row)
		})
	}
	assert.Nil(t, kernels.Lookup("no such kernel"))
}

func requireSoundArgs(t *testing.T, row *kernels.Row) {
	t.Helper()
	seen := map[string]bool{}
	optional := false
	for _, a := range row.Args {
		assert.False(t, seen[a.Name], "%s is there twice", a.Name)
		seen[a.Name] = true
		assert.NotEmpty(t, a.Doc, a.Name)
		assert.True(t, a.Default != "" || !optional, "%s must be given but follows one that need not", a.Name)
		optional = optional || a.Default != ""
		if a.Role == kernels.ArrayArg && a.Default != "" {
			assert.Equal(t, "None", a.Default)
		}
		if row.NumPy != "" {
			assert.Contains(t, row.NumPy, a.Name)
		}
	}
}

func requireSoundTypes(t *testing.T, row *kernels.Row) {
	t.Helper()
	outs, ins := map[kernels.DType]kernels.DType{}, []kernels.DType{}
	for _, r := range row.Types {
		ins = append(ins, r.In)
		before, known := outs[r.Compute]
		assert.True(t, !known || before == r.Out, "the result depends on more than the compute dtype %v", r.Compute)
		outs[r.Compute] = r.Out
		assert.Equal(t, r.Out, row.Out(r.Compute))
		rule, ok := row.Rule(r.In)
		assert.True(t, ok)
		assert.Equal(t, r, rule)
	}
	assert.Len(t, slices.Compact(slices.Sorted(slices.Values(ins))), len(ins), "a dtype is there twice")
	most, least := row.Arrays()
	if most == 0 {
		assert.Equal(t, []kernels.TypeRule{{Out: kernels.Float64}}, row.Types)
	}
	assert.LessOrEqual(t, least, most)
}

// TestEveryComputeDTypeHasALoop runs every row in every compute dtype of its rules.
func TestEveryComputeDTypeHasALoop(t *testing.T) {
	for i := range kernels.Table() {
		row := &kernels.Table()[i]
		if row.Hidden || len(arraysOf(row)) == 0 {
			continue
		}
		for _, rule := range row.Types {
			in := []kernels.Array{}
			for range arraysOf(row) {
				in = append(in, fill(newArray(rule.In, 3), func() value { return intOf(rule.In, 1).to(rule.In) }))
			}
			c := &kernels.Call{In: in, Axis: kernels.NoAxis, Compute: rule.Compute}
			for range row.Params() {
				c.Params = append(c.Params, kernels.Int(2))
			}
			if row.Name == "histogram" {
				c.Params[1] = kernels.Int(0)
			}
			shape, err := row.Shape(c)
			require.NoError(t, err)
			if len(shape) > 0 {
				d := rule.Out
				if row.Name == "bincount" {
					d = kernels.Float64
				}
				c.Out = []kernels.Array{newArray(d, shape...)}
			}
			require.NoError(t, row.Run(c), "%s in %v", row.Name, rule.Compute)
			if len(shape) == 0 {
				assert.Equal(t, rule.Out, c.Scalar.DType, "%s in %v", row.Name, rule.Compute)
			}
		}
	}
}

func TestRolesAndKindsHaveNames(t *testing.T) {
	assert.Equal(t, "array float int seed axis", fmt.Sprint(kernels.ArrayArg, " ", kernels.FloatArg, " ", kernels.IntArg, " ", kernels.SeedArg, " ", kernels.AxisArg))
	assert.Equal(t, "elementwise reduction scan counting contraction program", fmt.Sprint(kernels.Elementwise, " ", kernels.Reduction, " ",
		kernels.Scan, " ", kernels.Counting, " ", kernels.Contraction, " ", kernels.Program))
}

func TestDTypes(t *testing.T) {
	assert.Len(t, kernels.DTypes(), 11)
	for _, d := range kernels.DTypes() {
		parsed, err := kernels.ParseDType(d.String())
		assert.NoError(t, err)
		assert.Equal(t, d, parsed)
		assert.Contains(t, []int{1, 2, 4, 8}, d.Size())
	}
	_, err := kernels.ParseDType("complex128")
	assert.EqualError(t, err, `unknown dtype "complex128"`)
	assert.Equal(t, "DType(99)", kernels.DType(99).String())
}

func ExampleRow_Doc() {
	fmt.Print(kernels.Lookup("power").Doc())
	// Output:
	// The elements of `a` to the powers of `b`.
	//
	// Parameters
	// ----------
	// a : array_like
	//     The bases.
	// b : array_like
	//     The exponents; broadcasts against `a`.
	//
	// Returns
	// -------
	// An array of the broadcast shape of `a` and `b`.
	//
	// Raises
	// ------
	// ValueError
	//     if `a` and `b` are integers and an exponent is negative.
	//
	// Notes
	// -----
	// Within 4 ULP of ``np.power(a, b)``, whatever the number of threads.
	//
	// Integers wrap. Bools give int8.
}
