package kernels

import "gokernels/gokernels/vecmath"

// argMinMaxRows are argmin and argmax.
func argMinMaxRows() []Row {
	row := func(name, summary string, table [numDTypes]reduction) Row {
		return reductionRow(Row{
			Name: name, Summary: summary, NumPy: "np." + name + "(a, axis=axis)", Types: computed(always(Int64), all...),
			Notes: []string{"The first of equal elements counts, and the first NaN before anything else. " +
				"Without an axis it is the position in the flattened array."},
		}, "attempt to get "+name+" of an empty sequence", table)
	}
	return []Row{
		row("argmin", "The position of the smallest element.", [numDTypes]reduction{
			Bool: argTruth(false),
			Int8: argMin[int8](), Int16: argMin[int16](), Int32: argMin[int32](), Int64: argMin[int64](),
			Uint8: argMin[uint8](), Uint16: argMin[uint16](), Uint32: argMin[uint32](), Uint64: argMin[uint64](),
			Float32: argOf(firstLeast(vecmath.MinMax32), isLess[float32]), Float64: argOf(firstLeast(vecmath.MinMax), isLess[float64]),
		}),
		row("argmax", "The position of the largest element.", [numDTypes]reduction{
			Bool: argTruth(true),
			Int8: argMax[int8](), Int16: argMax[int16](), Int32: argMax[int32](), Int64: argMax[int64](),
			Uint8: argMax[uint8](), Uint16: argMax[uint16](), Uint32: argMax[uint32](), Uint64: argMax[uint64](),
			Float32: argOf(firstGreatest(vecmath.MinMax32), isGreater[float32]), Float64: argOf(firstGreatest(vecmath.MinMax), isGreater[float64]),
		}),
	}
}

// place is an element and its position; nowhere stands for no element.
type place[T any] struct {
	value T
	at    int
}

const nowhere = -1

// argMin looks for the smallest element.
func argMin[T number]() reduction { return argOf(firstLess[T], isLess[T]) }

// argMax looks for the largest element.
func argMax[T number]() reduction { return argOf(firstGreater[T], isGreater[T]) }

// argOf is the reducer that keeps the first place that beats all others.
func argOf[T number](first func(a []T) int, beats func(x, y T) bool) reduction {
	return reduceOne(reducer[place[T], int64]{
		identity: place[T]{at: nowhere},
		merge: func(x, y place[T]) place[T] {
			if x.at == nowhere || y.at != nowhere && beats(y.value, x.value) {
				return y
			}
			return x
		},
		finish:  func(found place[T], _ int, _ *Call) int64 { return int64(found.at) },
		ordered: true,
		cost:    0.4,
	}, func(a []T, at int) place[T] {
		i := first(a)
		return place[T]{a[i], at + i}
	}, func(acc []place[T], a []T, at int) {
		a = a[:len(acc)]
		for i := range acc {
			if acc[i].at == nowhere || beats(a[i], acc[i].value) {
				acc[i] = place[T]{a[i], at}
			}
		}
	})
}

// isLess says that x comes before y as a minimum; a NaN comes before all numbers.
func isLess[T number](x, y T) bool { return x < y || x != x && y == y }

// isGreater says that x comes before y as a maximum; a NaN comes before all numbers.
func isGreater[T number](x, y T) bool { return x > y || x != x && y == y }

// firstLess is the index of the first smallest element, or of the first NaN.
func firstLess[T number](a []T) int {
	best, at := a[0], 0
	for i, v := range a {
		if v < best {
			best, at = v, i
		} else if v != v {
			return i
		}
	}
	return at
}

// firstGreater is the index of the first largest element, or of the first NaN.
func firstGreater[T number](a []T) int {
	best, at := a[0], 0
	for i, v := range a {
		if v > best {
			best, at = v, i
		} else if v != v {
			return i
		}
	}
	return at
}

// firstLeast is firstLess by way of vectors.
func firstLeast[T float](minMax func(a []T) (T, T)) func(a []T) int {
	return func(a []T) int {
		return firstOf(a, func(run []T) T { lo, _ := minMax(run); return lo }, isLess[T])
	}
}

// firstGreatest is firstGreater by way of vectors.
func firstGreatest[T float](minMax func(a []T) (T, T)) func(a []T) int {
	return func(a []T) int {
		return firstOf(a, func(run []T) T { _, hi := minMax(run); return hi }, isGreater[T])
	}
}

// extremeRun is how many elements are looked at by vectors at once; only in the best run is the
// place looked for.
const extremeRun = 256

// firstOf is the index of the first element that no other beats, where extreme finds its value in a run.
func firstOf[T float](a []T, extreme func(run []T) T, beats func(x, y T) bool) int {
	best, at := extreme(a[:min(len(a), extremeRun)]), 0
	for lo := extremeRun; lo < len(a); lo += extremeRun {
		if v := extreme(a[lo:min(lo+extremeRun, len(a))]); beats(v, best) {
			best, at = v, lo
		}
	}
	for i, v := range a[at:] {
		if v == best || v != v {
			return at + i
		}
	}
	return at
}

// argTruth looks for the first bool that is wanted; if there is none it is the first one of all.
func argTruth(wanted bool) reduction {
	return reduceOne(reducer[int, int64]{
		identity: nowhere,
		merge: func(x, y int) int {
			if x == nowhere {
				return y
			}
			return x
		},
		finish:  func(found int, _ int, _ *Call) int64 { return int64(max(found, 0)) },
		ordered: true,
		cost:    0.4,
	}, func(a []truth, at int) int {
		if i := indexOfTruth(a, wanted); i >= 0 {
			return at + i
		}
		return nowhere
	}, func(acc []int, a []truth, at int) {
		a = a[:len(acc)]
		for i := range acc {
			if acc[i] == nowhere && (a[i] != 0) == wanted {
				acc[i] = at
			}
		}
	})
}
