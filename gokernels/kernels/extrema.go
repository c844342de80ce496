package kernels

import "gokernels/gokernels/vecmath"

// extremaRows are minimum and maximum, of which a NaN wins and -0 is below 0.
func extremaRows() []Row {
	row := func(name, summary string, table loops) Row {
		return elementwiseRow(Row{
			Name: name, Summary: summary, NumPy: "np." + name + "(a, b)",
			Args: pairArgs(), Types: computed(same, all...), Returns: pairReturns,
			Notes: []string{"If either element is NaN, so is the result. -0.0 is smaller than 0.0; which of them NumPy gives depends on the processor."},
		}, table, 0.7)
	}
	return []Row{
		row("minimum", "The smaller of the elements.",
			binaryInts(smaller, smaller, smaller, smaller, smaller, smaller, smaller, smaller).
				and(binaryFloats(vecmath.Min32, vecmath.Min)).and(loops{Bool: truthTable(truthAnd)})),
		row("maximum", "The larger of the elements.",
			binaryInts(larger, larger, larger, larger, larger, larger, larger, larger).
				and(binaryFloats(vecmath.Max32, vecmath.Max)).and(loops{Bool: truthTable(truthOr)})),
	}
}

// smaller is dst[i] = min(a[i], b[i]).
func smaller[T number](dst, a, b []T) {
	a, b = a[:len(dst)], b[:len(dst)]
	for i := range dst {
		dst[i] = min(a[i], b[i])
	}
}

// larger is dst[i] = max(a[i], b[i]).
func larger[T number](dst, a, b []T) {
	a, b = a[:len(dst)], b[:len(dst)]
	for i := range dst {
		dst[i] = max(a[i], b[i])
	}
}
