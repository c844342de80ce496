package kernels

// shiftRows are left_shift and right_shift.
func shiftRows() []Row {
	row := func(name, summary string, table loops) Row {
		return elementwiseRow(Row{
			Name: name, Summary: summary, NumPy: "np." + name + "(a, b)",
			Args:    []Arg{arrayArg("a", "The integers to shift."), arrayArg("b", "By how many bits; broadcasts against `a`.")},
			Types:   boolAsInt8(computed(same, ints...)),
			Returns: pairReturns,
			Notes: []string{"Shifting by the width of the dtype or more, or by a negative number, shifts everything out: " +
				"the result is 0, or -1 for a negative element shifted right. Bools give int8."},
		}, table, 0.7)
	}
	return []Row{
		row("left_shift", "The elements of `a` times 2 to the power of `b`.",
			binaryInts(shiftLeft, shiftLeft, shiftLeft, shiftLeft, shiftLeft, shiftLeft, shiftLeft, shiftLeft)),
		row("right_shift", "The elements of `a` divided by 2 to the power of `b`, rounded down.",
			binaryInts(shiftRight, shiftRight, shiftRight, shiftRight, shiftRight, shiftRight, shiftRight, shiftRight)),
	}
}

// shiftLeft is dst[i] = a[i] << b[i]; a negative b[i] counts as a large one, as its bits do unsigned.
func shiftLeft[T integer](dst, a, b []T) {
	a, b = a[:len(dst)], b[:len(dst)]
	for i := range dst {
		dst[i] = a[i] << uint64(b[i])
	}
}

// shiftRight is dst[i] = a[i] >> b[i]; a negative b[i] counts as a large one, as its bits do unsigned.
func shiftRight[T integer](dst, a, b []T) {
	a, b = a[:len(dst)], b[:len(dst)]
	for i := range dst {
		dst[i] = a[i] >> uint64(b[i])
	}
}
