package kernels

import (
	"gokernels/gokernels/parallel"
	"gokernels/gokernels/vecmath"
)

// minimumOf and maximumOf are the engines of min and max; power and bincount use them too.
var (
	minimumOf = &reductions{
		name: "min", rules: computed(same, all...), table: minimumTable(),
		empty: "zero-size array to reduction operation minimum which has no identity",
	}
	maximumOf = &reductions{
		name: "max", rules: computed(same, all...), table: maximumTable(),
		empty: "zero-size array to reduction operation maximum which has no identity",
	}
)

// minMaxRows are min and max.
func minMaxRows() []Row {
	row := func(name, summary string, kernel *reductions) Row {
		return reductionRow(Row{
			Name: name, Summary: summary, NumPy: "np." + name + "(a, axis=axis)", Types: kernel.rules,
			Notes: []string{"If there is a NaN, it is the result. -0.0 is smaller than 0.0; which of them NumPy gives depends on the processor."},
		}, kernel.empty, kernel.table)
	}
	return []Row{
		row("min", "The smallest element.", minimumOf),
		row("max", "The largest element.", maximumOf),
	}
}

// extremum is a reducer from its operation on values, blocks and rows; it begins with worst, which no
// element is beaten by.
func extremum[T number](worst T, merge func(x, y T) T, block func(a []T) T, fold func(dst, a, b []T)) reduction {
	return reduceOne(reducer[T, T]{
		identity: worst,
		merge:    merge,
		finish:   func(total T, _ int, _ *Call) T { return total },
		cost:     0.4,
	}, ignoreAt(block), func(acc, a []T, _ int) { fold(acc, acc, a) })
}

func minimumTable() [numDTypes]reduction {
	return [numDTypes]reduction{
		Bool: boolExtremum(false),
		Int8: minimum[int8](), Int16: minimum[int16](), Int32: minimum[int32](), Int64: minimum[int64](),
		Uint8: minimum[uint8](), Uint16: minimum[uint16](), Uint32: minimum[uint32](), Uint64: minimum[uint64](),
		Float32: extremum(parallel.Highest[float32](), parallel.Min, func(a []float32) float32 { m, _ := vecmath.MinMax32(a); return m }, vecmath.Min32),
		Float64: extremum(parallel.Highest[float64](), parallel.Min, func(a []float64) float64 { m, _ := vecmath.MinMax(a); return m }, vecmath.Min),
	}
}

func maximumTable() [numDTypes]reduction {
	return [numDTypes]reduction{
		Bool: boolExtremum(true),
		Int8: maximum[int8](), Int16: maximum[int16](), Int32: maximum[int32](), Int64: maximum[int64](),
		Uint8: maximum[uint8](), Uint16: maximum[uint16](), Uint32: maximum[uint32](), Uint64: maximum[uint64](),
		Float32: extremum(parallel.Lowest[float32](), parallel.Max, func(a []float32) float32 { _, m := vecmath.MinMax32(a); return m }, vecmath.Max32),
		Float64: extremum(parallel.Lowest[float64](), parallel.Max, func(a []float64) float64 { _, m := vecmath.MinMax(a); return m }, vecmath.Max),
	}
}

func minimum[T integer]() reduction {
	return extremum(parallel.Highest[T](), parallel.Min, least[T], smaller[T])
}

func maximum[T integer]() reduction {
	return extremum(parallel.Lowest[T](), parallel.Max, greatest[T], larger[T])
}

// boolExtremum is a search: the minimum is true unless a false is found, the maximum false unless a
// true is found.
func boolExtremum(wanted bool) reduction {
	return searchFor[truth](wanted)
}

// least is the smallest element, in four accumulators so that comparisons need not wait for each other.
func least[T integer](a []T) T {
	m0 := a[0]
	m1, m2, m3 := m0, m0, m0
	for ; len(a) >= 4; a = a[4:] {
		m0, m1, m2, m3 = min(m0, a[0]), min(m1, a[1]), min(m2, a[2]), min(m3, a[3])
	}
	for _, v := range a {
		m0 = min(m0, v)
	}
	return min(m0, m1, m2, m3)
}

// greatest is the largest element, in four accumulators so that comparisons need not wait for each other.
func greatest[T integer](a []T) T {
	m0 := a[0]
	m1, m2, m3 := m0, m0, m0
	for ; len(a) >= 4; a = a[4:] {
		m0, m1, m2, m3 = max(m0, a[0]), max(m1, a[1]), max(m2, a[2]), max(m3, a[3])
	}
	for _, v := range a {
		m0 = max(m0, v)
	}
	return max(m0, m1, m2, m3)
}
