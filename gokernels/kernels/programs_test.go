package kernels_test

import (
	"math"
	"math/big"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"gokernels/gokernels/internal/check"
	"gokernels/gokernels/kernels"
	"gokernels/gokernels/parallel"
)

// spread gives n numbers from lo to hi in an order that jumps about.
func spread(d kernels.DType, n int, lo, hi float64) kernels.Array {
	a := newArray(d, n)
	for i := range n {
		setNumber(a, i, lo+(hi-lo)*float64(i*7919%n)/float64(n))
	}
	return a
}

func TestExpLinear(t *testing.T) {
	for _, d := range []kernels.DType{kernels.Float64, kernels.Float32, kernels.Int16} {
		for _, n := range []int{0, 1, 9, 1025, 30_000} {
			a, b := spread(d, n, -3, 3), spread(d, n, -2, 5)
			rule, _ := rowOf(t, "exp_linear").Rule(d)
			out := lay(rule.Out, misaligned, n)
			params := []kernels.Param{kernels.Float(2.5), kernels.Int(-3)}
			mustCall(t, "exp_linear", &kernels.Call{In: []kernels.Array{a, b}, Out: []kernels.Array{out}, Params: params})
			for i := range n {
				x, y := get(a, []int{i}).to(rule.Compute).float(), get(b, []int{i}).to(rule.Compute).float()
				want := math.Exp(2.5*x - 3*y)
				limit := 1e-14
				if rule.Out == kernels.Float32 {
					limit = 1e-5
				}
				require.InEpsilon(t, want, get(out, []int{i}).float(), limit)
			}
		}
	}
}

func TestGaussians(t *testing.T) {
	for _, n := range []int{1, 9, 1025, 30_000} {
		means, widths := spread(kernels.Float64, n, -1, 1), spread(kernels.Float64, n, 0.1, 0.3)
		out := lay(kernels.Float64, inC, n)
		mustCall(t, "gaussians", &kernels.Call{In: []kernels.Array{means, widths}, Out: []kernels.Array{out}, Params: []kernels.Param{kernels.Float(0.4)}})
		scale := 1 / math.Sqrt(2*math.Pi) / float64(n)
		for i, v := range values(out) {
			m, w := get(means, []int{i}).float(), get(widths, []int{i}).float()
			e := check.Gaussian(m, w, 0.4, scale).Err64(v.float())
			require.LessOrEqual(t, e, rowOf(t, "gaussians").ULP)
		}
	}
}

func TestGaussiansOfOneWidth(t *testing.T) {
	means := arrayOf(kernels.Float32, -1, 0, 1, 2)
	width := newArray(kernels.Float32)
	set(width, nil, floatOf(kernels.Float32, 0.5))
	out := lay(kernels.Float32, inC, 4)
	mustCall(t, "gaussians", &kernels.Call{In: []kernels.Array{means, width}, Out: []kernels.Array{out}, Params: []kernels.Param{kernels.Float(0.5)}})
	for i, v := range values(out) {
		z := (0.5 - get(means, []int{i}).float()) / 0.5
		assert.InEpsilon(t, math.Exp(-z*z/2)/0.5/math.Sqrt(2*math.Pi)/4, v.float(), 1e-5)
	}
}

func TestKDE(t *testing.T) {
	for _, d := range []kernels.DType{kernels.Float64, kernels.Float32} {
		for _, n := range []int{1, 9, 1025, 30_000} {
			means, widths := spread(d, n, -1, 1), spread(d, n, 0.4, 0.7)
			c := &kernels.Call{In: []kernels.Array{means, widths}, Params: []kernels.Param{kernels.Float(0.5)}}
			mustCall(t, "kde", c)
			total := new(big.Float).SetPrec(250)
			for i := range n {
				m, w := get(means, []int{i}).float(), get(widths, []int{i}).float()
				total.Add(total, big.NewFloat(check.Gaussian(m, w, 0.5, 1).Float64()))
			}
			want, _ := total.Float64()
			assert.Equal(t, d, c.Scalar.DType)
			limit := 1e-13
			if d == kernels.Float32 {
				limit = 3e-5
			}
			assert.InEpsilon(t, want/float64(n)/math.Sqrt(2*math.Pi), c.Scalar.Float(), limit)
		}
	}
}

func TestKDEOfNothingIsNaN(t *testing.T) {
	none := newArray(kernels.Float64, 0)
	c := &kernels.Call{In: []kernels.Array{none, none}, Params: []kernels.Param{kernels.Float(0)}}
	mustCall(t, "kde", c)
	assert.True(t, math.IsNaN(c.Scalar.Float()))
}

// pi runs monte_carlo_pi.
func pi(t *testing.T, n int64, seed uint64, opt *parallel.Options) float64 {
	t.Helper()
	c := &kernels.Call{Params: []kernels.Param{kernels.Int(n), kernels.Uint(seed)}, Options: opt}
	mustCall(t, "monte_carlo_pi", c)
	require.Equal(t, kernels.Float64, c.Scalar.DType)
	return c.Scalar.Float()
}

func TestMonteCarloPi(t *testing.T) {
	const n = 3_000_000
	spreadOfPi := math.Sqrt(math.Pi * (4 - math.Pi) / n) // standard deviation of the estimate
	seen := map[float64]bool{}
	for seed := range uint64(8) {
		got := pi(t, n, seed, nil)
		assert.InDelta(t, math.Pi, got, 4*spreadOfPi)
		assert.Equal(t, got, pi(t, n, seed, threads(7)), "the seed decides")
		seen[got] = true
	}
	assert.Greater(t, len(seen), 6, "seeds differ")
}

func TestFewPointsOfPi(t *testing.T) {
	for n := int64(1); n < 50; n++ {
		got := pi(t, n, 1, nil) * float64(n) / 4
		assert.Equal(t, math.Round(got), math.Round(got*1e9)/1e9, "a whole number of points is inside")
		assert.LessOrEqual(t, got, float64(n))
	}
	err := call(t, "monte_carlo_pi", &kernels.Call{Params: []kernels.Param{kernels.Int(0), kernels.Uint(1)}})
	assert.EqualError(t, err, "monte_carlo_pi: `n` must be at least 1, not 0")
}

func TestPanicInAChunk(t *testing.T) {
	for _, n := range []int{1, 2} {
		value := recovered(func() { _ = rowOf(t, "_panic").Run(&kernels.Call{Options: threads(n)}) })
		p, ok := value.(*parallel.Panic)
		require.True(t, ok, "%v", value)
		assert.Equal(t, "_panic was called", p.Value)
	}
}

func TestFaultInAChunk(t *testing.T) {
	for _, address := range []int64{8, 1 << 50} {
		c := &kernels.Call{Params: []kernels.Param{kernels.Int(address)}, Options: threads(2)}
		value := recovered(func() { _ = rowOf(t, "_fault").Run(c) })
		p, ok := value.(*parallel.Panic)
		require.True(t, ok, "%v", value)
		assert.ErrorContains(t, p, "address")
	}
}

// recovered is what f panics with.
func recovered(f func()) (value any) {
	defer func() { value = recover() }()
	f()
	return nil
}

func TestSpinTakesItsTimeAndCanBeCancelled(t *testing.T) {
	spin := rowOf(t, "_spin")
	start := time.Now()
	require.NoError(t, spin.Run(&kernels.Call{Params: []kernels.Param{kernels.Float(0.05)}, Options: threads(2)}))
	assert.GreaterOrEqual(t, time.Since(start), 50*time.Millisecond)

	token := parallel.NewToken()
	time.AfterFunc(20*time.Millisecond, func() { token.Cancel(nil) })
	start = time.Now()
	err := spin.Run(&kernels.Call{Params: []kernels.Param{kernels.Float(60)}, Options: &parallel.Options{Threads: 2, Cancel: token}})
	assert.ErrorIs(t, err, parallel.ErrCancelled)
	assert.Less(t, time.Since(start), 10*time.Second)
}
