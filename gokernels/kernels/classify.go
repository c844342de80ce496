package kernels

import (
	"math"
	"unsafe"
)

// classifyRows are isnan, isinf and isfinite.
func classifyRows() []Row {
	row := func(name, summary string, other loop, table loops) Row {
		for _, d := range append(ints, Bool) {
			table[d] = other
		}
		return elementwiseRow(Row{
			Name: name, Summary: summary, NumPy: "np." + name + "(a)",
			Args:    []Arg{arrayArg("a", "The numbers.")},
			Types:   computed(always(Bool), all...),
			Returns: "An array of bools of the shape of `a`.",
		}, table, 0.7)
	}
	return []Row{
		row("isnan", "Whether each element is NaN.", fill(0), unaryFloats(isNaN, isNaN)),
		row("isinf", "Whether each element is an infinity.", fill(0), unaryFloats(isInf, isInf)),
		row("isfinite", "Whether each element is neither an infinity nor NaN.", fill(1), unaryFloats(isFinite, isFinite)),
	}
}

// fill is dst[i] = v, the answer for dtypes that have only finite numbers.
func fill(v truth) loop {
	return func(n int, dst, _, _, _ unsafe.Pointer) {
		d := unsafe.Slice((*truth)(dst), n)
		for i := range d {
			d[i] = v
		}
	}
}

// isNaN is dst[i] = a[i] != a[i].
func isNaN[T float](dst []truth, a []T) {
	a = a[:len(dst)]
	for i := range dst {
		dst[i] = truthOf(a[i] != a[i])
	}
}

// isInf is dst[i] = |a[i]| == inf.
func isInf[T float](dst []truth, a []T) {
	a = a[:len(dst)]
	inf := T(math.Inf(1))
	for i := range dst {
		dst[i] = truthOf(a[i] == inf || a[i] == -inf)
	}
}

// isFinite is dst[i] = a[i] - a[i] == 0, which neither inf - inf nor NaN is.
func isFinite[T float](dst []truth, a []T) {
	a = a[:len(dst)]
	for i := range dst {
		dst[i] = truthOf(a[i]-a[i] == 0)
	}
}
