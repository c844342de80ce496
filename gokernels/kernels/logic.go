package kernels

// logicRows are logical_and, logical_or, logical_xor and logical_not: a number is true unless it is zero.
func logicRows() []Row {
	row := func(name, summary string, args []Arg, table loops) Row {
		r := Row{
			Name: name, Summary: summary, NumPy: "np." + name + "(a, b)", Args: args,
			Types:   computed(always(Bool), all...),
			Returns: "An array of bools of the broadcast shape of the arguments.",
			Notes:   []string{"NaN is true."},
		}
		if len(args) == 1 {
			r.NumPy = "np." + name + "(a)"
		}
		return elementwiseRow(r, table, 0.7)
	}
	return []Row{
		row("logical_and", "Whether both elements are true.", pairArgs(),
			binaryInts(both, both, both, both, both, both, both, both).and(binaryFloats(both, both)).and(loops{Bool: truthTable(truthAnd)})),
		row("logical_or", "Whether either element is true.", pairArgs(),
			binaryInts(either, either, either, either, either, either, either, either).
				and(binaryFloats(either, either)).and(loops{Bool: truthTable(truthOr)})),
		row("logical_xor", "Whether exactly one of the elements is true.", pairArgs(),
			binaryInts(differ, differ, differ, differ, differ, differ, differ, differ).
				and(binaryFloats(differ, differ)).and(loops{Bool: truthTable(truthXor)})),
		row("logical_not", "Whether each element is zero.", []Arg{arrayArg("a", "The elements.")},
			unaryInts(isFalse, isFalse, isFalse, isFalse, isFalse, isFalse, isFalse, isFalse).
				and(unaryFloats(isFalse, isFalse)).and(loops{Bool: truthNot()})),
	}
}

// both is dst[i] = a[i] != 0 && b[i] != 0.
func both[T number](dst []truth, a, b []T) {
	a, b = a[:len(dst)], b[:len(dst)]
	for i := range dst {
		dst[i] = truthOf(a[i] != 0) & truthOf(b[i] != 0)
	}
}

// either is dst[i] = a[i] != 0 || b[i] != 0.
func either[T number](dst []truth, a, b []T) {
	a, b = a[:len(dst)], b[:len(dst)]
	for i := range dst {
		dst[i] = truthOf(a[i] != 0) | truthOf(b[i] != 0)
	}
}

// differ is dst[i] = (a[i] != 0) != (b[i] != 0).
func differ[T number](dst []truth, a, b []T) {
	a, b = a[:len(dst)], b[:len(dst)]
	for i := range dst {
		dst[i] = truthOf(a[i] != 0) ^ truthOf(b[i] != 0)
	}
}

// isFalse is dst[i] = a[i] == 0.
func isFalse[T number](dst []truth, a []T) {
	a = a[:len(dst)]
	for i := range dst {
		dst[i] = truthOf(a[i] == 0)
	}
}
