package kernels_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"runtime"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"gokernels/gokernels/kernels"
	"gokernels/gokernels/parallel"
)

// callOn makes a legal call of any row over arrays of a shape, with outputs of its own.
func callOn(t testing.TB, row *kernels.Row, d kernels.DType, r *rand.Rand, axis int, shape ...int) *kernels.Call {
	t.Helper()
	c := &kernels.Call{Axis: axis}
	rule, _ := row.Rule(d)
	result := rule.Out
	for i, a := range row.Args {
		switch a.Role {
		case kernels.ArrayArg:
			in := tiled(newArray(d, shape...), callValues(row, i, d, r))
			c.In = append(c.In, in)
			if a.Result != kernels.NoDType {
				result = a.Result
			}
		case kernels.FloatArg:
			c.Params = append(c.Params, kernels.Float(float64(i)/2))
		case kernels.IntArg:
			c.Params = append(c.Params, kernels.Int(300_000))
		case kernels.SeedArg:
			c.Params = append(c.Params, kernels.Uint(7))
		}
	}
	out, err := row.Shape(c)
	require.NoError(t, err, row.Name)
	if len(out) > 0 {
		c.Out = []kernels.Array{newArray(result, out...)}
	}
	return c
}

// callValues are values that argument i of a row accepts.
func callValues(row *kernels.Row, i int, d kernels.DType, r *rand.Rand) func() value {
	if row.Name == "bincount" && i == 0 || row.Name == "power" {
		return func() value { return intOf(kernels.Int64, int64(r.IntN(1000))).to(d) }
	}
	return random(d, r)
}

// threadDTypes are the dtypes that every row is tried with, if it has them.
var threadDTypes = []kernels.DType{kernels.Float64, kernels.Float32, kernels.Int64}

func TestResultsDoNotDependOnTheThreads(t *testing.T) {
	r := rand.New(rand.NewPCG(51, 52))
	for i := range kernels.Table() {
		row := &kernels.Table()[i]
		if row.Hidden {
			continue
		}
		for _, d := range append(threadDTypes, kernels.NoDType) {
			if _, ok := row.Rule(d); ok {
				t.Run(fmt.Sprintf("%s/%v", row.Name, d), func(t *testing.T) { requireThreadsAgree(t, row, d, r) })
			}
		}
	}
}

// requireThreadsAgree runs a row on large arrays, and along both axes if it has one.
func requireThreadsAgree(t *testing.T, row *kernels.Row, d kernels.DType, r *rand.Rand) {
	t.Helper()
	shapes := map[int][]int{kernels.NoAxis: {60_001}}
	switch {
	case row.Kind == kernels.Contraction:
		shapes[kernels.NoAxis] = []int{150, 150}
	case row.Kind == kernels.Reduction || row.Kind == kernels.Scan:
		shapes[0], shapes[1] = []int{2_001, 40}, []int{40, 2_001}
	}
	for axis, shape := range shapes {
		c := callOn(t, row, d, r, axis, shape...)
		var first []byte
		for _, n := range []int{1, 2, 7, 64} {
			for _, a := range c.Out {
				clear(a.Data)
			}
			c.Options = threads(n)
			require.NoError(t, row.Run(c))
			got := fmt.Append(nil, c.Scalar)
			for _, a := range c.Out {
				got = append(got, a.Data...)
			}
			if first == nil {
				first = got
			}
			require.Equal(t, first, got, "%d threads, axis %d", n, axis)
		}
	}
}

func TestLongRowsDoNotDependOnTheThreads(t *testing.T) {
	r := rand.New(rand.NewPCG(53, 54))
	for _, name := range []string{"sum", "var", "cumsum", "kde", "dot", "mean", "prod"} {
		row := rowOf(t, name)
		for _, d := range []kernels.DType{kernels.Float64, kernels.Float32} {
			shape, axis := []int{3, 200_000}, 1
			if row.Kind == kernels.Program || row.Kind == kernels.Contraction {
				shape, axis = []int{300_000}, kernels.NoAxis
			}
			c := callOn(t, row, d, r, axis, shape...)
			results := map[string]int{}
			for _, n := range []int{1, 2, 7, 64} {
				c.Options = threads(n)
				require.NoError(t, row.Run(c))
				key := fmt.Sprint(c.Scalar)
				for _, a := range c.Out {
					key += string(a.Data)
				}
				results[key]++
			}
			assert.Len(t, results, 1, name)
		}
	}
}

func TestCancelledCalls(t *testing.T) {
	r := rand.New(rand.NewPCG(55, 56))
	stop := errors.New("stop")
	token := parallel.NewToken()
	token.Cancel(stop)
	for i := range kernels.Table() {
		row := &kernels.Table()[i]
		if row.Hidden {
			continue
		}
		d := row.Types[len(row.Types)-1].In
		for _, shape := range [][]int{{5}, {40, 50}, {100_000}} {
			if row.Kind == kernels.Contraction && len(shape) == 2 || row.Name == "bincount" && len(shape) == 2 {
				shape = []int{50}
			}
			c := callOn(t, row, d, r, kernels.NoAxis, shape...)
			c.Options = &parallel.Options{Cancel: token}
			assert.ErrorIs(t, row.Run(c), stop, "%s of %v", row.Name, shape)
		}
	}
}

func TestWatchSeesProgress(t *testing.T) {
	in, calls, last := newArray(kernels.Float64, 3_000_000), 0, 0
	out := newArray(kernels.Float64, 3_000_000)
	opt := &parallel.Options{WatchEvery: 1, Watch: func(done, total int) error {
		calls++
		last = done
		return nil
	}}
	require.NoError(t, rowOf(t, "arctan").Run(&kernels.Call{In: []kernels.Array{in}, Out: []kernels.Array{out}, Options: opt}))
	assert.Positive(t, calls)
	assert.LessOrEqual(t, last, 3_000_000)
}

// TestHammerManyCallers calls kernels from many goroutines at once; pools of scratch must not mix.
func TestHammerManyCallers(t *testing.T) {
	names := []string{"add", "sum", "cumsum", "dot", "histogram", "var", "argmax", "where", "bincount"}
	var wg sync.WaitGroup
	for g := range 4 * runtime.GOMAXPROCS(0) {
		wg.Go(func() {
			r := rand.New(rand.NewPCG(57, uint64(g)))
			row := rowOf(t, names[g%len(names)])
			shape := []int{70_000 + g}
			d := kernels.Int32
			c := callOn(t, row, d, r, kernels.NoAxis, shape...)
			require.NoError(t, row.Run(c))
			want := fmt.Sprint(c.Scalar)
			var bytes []byte
			if len(c.Out) > 0 {
				bytes = append(bytes, c.Out[0].Data...)
			}
			for range 5 {
				assert.NoError(t, row.Run(c))
				assert.Equal(t, want, fmt.Sprint(c.Scalar))
				if len(c.Out) > 0 {
					assert.Equal(t, bytes, c.Out[0].Data)
				}
			}
		})
	}
	wg.Wait()
}
