package kernels

// bitRows are bitwise_and, bitwise_or, bitwise_xor and invert.
func bitRows() []Row {
	types := func() []TypeRule { return computed(same, append([]DType{Bool}, ints...)...) }
	row := func(name, summary string, truths [4]truth, table loops) Row {
		table[Bool] = truthTable(truths)
		return elementwiseRow(Row{
			Name: name, Summary: summary, NumPy: "np." + name + "(a, b)",
			Args: pairArgs(), Types: types(), Returns: pairReturns,
		}, table, 0.7)
	}
	inverted := unaryInts(invert, invert, invert, invert, invert, invert, invert, invert)
	inverted[Bool] = truthNot()
	return []Row{
		row("bitwise_and", "The bits that are set in both elements.", truthAnd, binaryInts(and, and, and, and, and, and, and, and)),
		row("bitwise_or", "The bits that are set in either element.", truthOr, binaryInts(or, or, or, or, or, or, or, or)),
		row("bitwise_xor", "The bits that are set in one element only.", truthXor, binaryInts(xor, xor, xor, xor, xor, xor, xor, xor)),
		elementwiseRow(Row{
			Name: "invert", Summary: "Each element with every bit turned; of bools the logical not.", NumPy: "np.invert(a)",
			Args: []Arg{arrayArg("a", "Integers or bools.")}, Types: types(),
			Returns: "An array of the shape and dtype of `a`.",
		}, inverted, 0.7),
	}
}

// and is dst[i] = a[i] & b[i].
func and[T integer](dst, a, b []T) {
	a, b = a[:len(dst)], b[:len(dst)]
	for i := range dst {
		dst[i] = a[i] & b[i]
	}
}

// or is dst[i] = a[i] | b[i].
func or[T integer](dst, a, b []T) {
	a, b = a[:len(dst)], b[:len(dst)]
	for i := range dst {
		dst[i] = a[i] | b[i]
	}
}

// xor is dst[i] = a[i] ^ b[i].
func xor[T integer](dst, a, b []T) {
	a, b = a[:len(dst)], b[:len(dst)]
	for i := range dst {
		dst[i] = a[i] ^ b[i]
	}
}

// invert is dst[i] = ^a[i].
func invert[T integer](dst, a []T) {
	a = a[:len(dst)]
	for i := range dst {
		dst[i] = ^a[i]
	}
}
