package kernels_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"gokernels/gokernels/kernels"
)

// histogram runs the kernel.
func histogram(t *testing.T, a kernels.Array, compute kernels.DType, bins int, lo, hi float64) ([]int64, error) {
	t.Helper()
	out := lay(kernels.Int64, reversed, bins)
	c := &kernels.Call{In: []kernels.Array{a}, Out: []kernels.Array{out}, Compute: compute,
		Params: []kernels.Param{kernels.Int(int64(bins)), kernels.Float(lo), kernels.Float(hi), kernels.Int(0)}}
	err := call(t, "histogram", c)
	counts := []int64{}
	for _, v := range values(out) {
		counts = append(counts, v.int())
	}
	return counts, err
}

// The oracle is NumPy 2.4, np.histogram_bin_edges(a, 3) for float32 ends 0.1 and 0.7: computed in
// float32 its inner edges are 0.29999998 and 0.49999997, computed in float64 they round to 0.3 and 0.5.
func TestHistogramEdgesInSinglePrecision(t *testing.T) {
	a := newArray(kernels.Float32, 2)
	set(a, []int{0}, floatOf(kernels.Float32, 0.29999998211860657))
	set(a, []int{1}, floatOf(kernels.Float32, 0.4999999701976776))
	for single, want := range map[int64][]int64{1: {0, 1, 1}, 0: {1, 1, 0}} {
		out := newArray(kernels.Int64, 3)
		mustCall(t, "histogram", &kernels.Call{In: []kernels.Array{a}, Out: []kernels.Array{out}, Params: []kernels.Param{
			kernels.Int(3), kernels.Float(float64(float32(0.1))), kernels.Float(float64(float32(0.7))), kernels.Int(single)}})
		counts := []int64{}
		for _, v := range values(out) {
			counts = append(counts, v.int())
		}
		assert.Equal(t, want, counts, "single = %d", single)
	}
}

// countEdges looks for every element's bin between numpy.linspace's edges, in the dtype of the edges.
func countEdges(v []value, d kernels.DType, bins int, lo, hi float64) []int64 {
	counts := make([]int64, bins)
	edge := func(i int) float64 {
		if i == bins {
			return floatOf(d, hi).float()
		}
		scaled := float64(i) * ((hi - lo) / float64(bins))
		return floatOf(d, scaled+lo).float()
	}
	for _, x := range v {
		f := x.to(d).float()
		for i := range bins {
			if f >= edge(i) && (f < edge(i+1) || i == bins-1 && f == edge(bins)) {
				counts[i]++
			}
		}
	}
	return counts
}

func TestHistogram(t *testing.T) {
	r := rand.New(rand.NewPCG(31, 32))
	for _, d := range []kernels.DType{kernels.Float64, kernels.Float32, kernels.Int8, kernels.Uint16, kernels.Bool} {
		for _, bins := range []int{1, 3, 7, 10, 100} {
			for _, ends := range [][2]float64{{0, 1}, {-3, 4}, {0.1, 0.7}, {-0.3, -0.2}, {2, 2}} {
				in := fill(lay(d, layout(r.IntN(int(layouts))), 3, 400), random(d, r))
				got, err := histogram(t, in, kernels.NoDType, bins, ends[0], ends[1])
				require.NoError(t, err)
				compute := kernels.Float64
				if d == kernels.Float32 {
					compute = d
				}
				lo, hi := ends[0], ends[1]
				if lo == hi {
					lo, hi = lo-0.5, hi+0.5
				}
				assert.Equal(t, countEdges(values(in), compute, bins, lo, hi), got, "%v, %d bins of %v", d, bins, ends)
			}
		}
	}
}

func TestElementsOnTheEdges(t *testing.T) {
	for _, d := range []kernels.DType{kernels.Float32, kernels.Float64} {
		for _, bins := range []int{1, 3, 10, 49, 98} {
			lo, hi := 0.1, 2.3
			var v []float64
			for i := range bins + 1 {
				edge := float64(i)*((hi-lo)/float64(bins)) + lo
				next := math.Nextafter(edge, 9)
				if d == kernels.Float32 {
					next = float64(math.Nextafter32(float32(edge), 9))
				}
				v = append(v, edge, next, 2*edge-next)
			}
			v = append(v, lo, hi, math.NaN(), math.Inf(1), math.Inf(-1), 0, 3)
			in := arrayOf(d, v...)
			got, err := histogram(t, in, kernels.NoDType, bins, lo, hi)
			require.NoError(t, err)
			assert.Equal(t, countEdges(values(in), d, bins, lo, hi), got, "%v, %d bins", d, bins)
		}
	}
}

func TestHistogramOfManyElementsAndBins(t *testing.T) {
	r := rand.New(rand.NewPCG(33, 34))
	in := fill(newArray(kernels.Float64, 60_000), func() value { return floatOf(kernels.Float64, r.Float64()) })
	for _, bins := range []int{4, 50_000} {
		got, err := histogram(t, in, kernels.NoDType, bins, 0, 1)
		require.NoError(t, err)
		total := int64(0)
		for _, n := range got {
			total += n
		}
		assert.EqualValues(t, 60_000, total)
		if bins == 4 {
			assert.Equal(t, countEdges(values(in), kernels.Float64, 4, 0, 1), got)
		}
	}
}

func TestHistogramOfRangesThatOverflow(t *testing.T) {
	in := arrayOf(kernels.Float64, -1e308, 0, 1e308)
	got, err := histogram(t, in, kernels.NoDType, 2, -1.5e308, 1.5e308)
	if err == nil { // the width is infinite; whatever the edges, no element may be counted twice
		assert.LessOrEqual(t, got[0]+got[1], int64(3))
	}
}

func TestHistogramMistakes(t *testing.T) {
	in := arrayOf(kernels.Float64, 1)
	for _, c := range []struct {
		bins   int
		lo, hi float64
		text   string
	}{
		{0, 0, 1, "histogram: `bins` must be positive, when an integer"},
		{3, 1, 0, "histogram: max must be larger than min in range parameter."},
		{3, 0, math.Inf(1), "histogram: supplied range of [0, +Inf] is not finite"},
		{3, math.NaN(), 1, "histogram: supplied range of [NaN, 1] is not finite"},
		{3, 1, 1 + 0x1p-52, "histogram: Too many bins for data range. Cannot create 3 finite-sized bins."},
	} {
		_, err := histogram(t, in, kernels.NoDType, c.bins, c.lo, c.hi)
		assert.EqualError(t, err, c.text)
	}
}

// bincount runs the kernel; weights may be missing.
func bincount(t *testing.T, least int64, in ...kernels.Array) ([]value, error) {
	t.Helper()
	row := rowOf(t, "bincount")
	c := &kernels.Call{In: in, Params: []kernels.Param{kernels.Int(least)}}
	shape, err := row.Shape(c)
	if err != nil {
		return nil, err
	}
	d := kernels.Int64
	if len(in) == 2 {
		d = kernels.Float64
	}
	c.Out = []kernels.Array{lay(d, gaps, shape...)}
	if err := call(t, "bincount", c); err != nil {
		return nil, err
	}
	return values(c.Out[0]), nil
}

func TestBincount(t *testing.T) {
	r := rand.New(rand.NewPCG(35, 36))
	for _, d := range append(kernels.DTypes()[1:9], kernels.Bool) {
		for _, n := range []int{0, 1, 9, 1025, 40_000} {
			top := 100
			if d == kernels.Bool {
				top = 2
			}
			x := fill(lay(d, layout(r.IntN(int(repeated))), n), func() value { return intOf(d, int64(r.IntN(top))) })
			weights := fill(lay(kernels.Int16, gaps, n), random(kernels.Int16, r))
			want, sums, longest := map[int64]int64{}, map[int64]int64{}, int64(0)
			for i, v := range values(x) {
				want[v.int()]++
				sums[v.int()] += get(weights, []int{i}).int()
				longest = max(longest, v.int()+1)
			}
			for _, least := range []int64{0, 5, 300} {
				got, err := bincount(t, least, x)
				require.NoError(t, err)
				require.Len(t, got, int(max(longest, least)))
				for i, v := range got {
					require.Equal(t, want[int64(i)], v.int())
				}
				got, err = bincount(t, least, x, weights)
				require.NoError(t, err)
				for i, v := range got {
					require.Equal(t, float64(sums[int64(i)]), v.float(), "sums of integers are exact")
				}
			}
		}
	}
}

func TestBincountOfFewLargeNumbers(t *testing.T) {
	got, err := bincount(t, 0, arrayOf(kernels.Int32, 1_000_000, 3, 3))
	require.NoError(t, err)
	require.Len(t, got, 1_000_001)
	assert.EqualValues(t, 2, got[3].int())
	assert.EqualValues(t, 1, got[1_000_000].int())
}

func TestBincountMistakes(t *testing.T) {
	ones := arrayOf(kernels.Int64, 1, 1)
	for text, try := range map[string]func() error{
		"bincount: `x` must have no negative elements":                          func() error { _, err := bincount(t, 0, arrayOf(kernels.Int8, 3, -1)); return err },
		"bincount: 'minlength' must not be negative":                            func() error { _, err := bincount(t, -1, ones); return err },
		"bincount: `x` must have one dimension, not 2":                          func() error { _, err := bincount(t, 0, newArray(kernels.Int8, 2, 2)); return err },
		"bincount: `weights` and `x` must have the same shape, not [1] and [2]": func() error { _, err := bincount(t, 0, ones, arrayOf(kernels.Float64, 1)); return err },
		"bincount: `x`: cannot cast float64 safely to int64":                    func() error { _, err := bincount(t, 0, arrayOf(kernels.Float64, 1)); return err },
		"bincount: 9223372036854775807 is too large an element: there would be more counts than memory": func() error {
			x := newArray(kernels.Int64, 1)
			set(x, []int{0}, intOf(kernels.Int64, math.MaxInt64))
			_, err := bincount(t, 0, x)
			return err
		},
	} {
		assert.EqualError(t, try(), text)
	}
}
