package kernels

import "unsafe"

// bitRows are bitwise_and, bitwise_or, bitwise_xor and invert.
func bitRows() []Row {
	types := func() []TypeRule { return computed(same, append([]DType{Bool}, ints...)...) }
	row := func(name, summary string, truths [4]truth, words func(dst, a, b []uint64), bytes func(dst, a, b []uint8)) Row {
		table := loops{Bool: truthTable(truths)}
		for _, d := range ints {
			table[d] = bitLoop(d.Size(), words, bytes)
		}
		return elementwiseRow(Row{
			Name: name, Summary: summary, NumPy: "np." + name + "(a, b)",
			Args: pairArgs(), Types: types(), Returns: pairReturns,
		}, table, 0.5)
	}
	inverted := unaryInts(invert, invert, invert, invert, invert, invert, invert, invert)
	inverted[Bool] = truthNot()
	return []Row{
		row("bitwise_and", "The bits that are set in both elements.", truthAnd, and[uint64], and[uint8]),
		row("bitwise_or", "The bits that are set in either element.", truthOr, or[uint64], or[uint8]),
		row("bitwise_xor", "The bits that are set in one element only.", truthXor, xor[uint64], xor[uint8]),
		elementwiseRow(Row{
			Name: "invert", Summary: "Each element with every bit turned; of bools the logical not.", NumPy: "np.invert(a)",
			Args: []Arg{arrayArg("a", "Integers or bools.")}, Types: types(),
			Returns: "An array of the shape and dtype of `a`.",
		}, inverted, 0.5),
	}
}

// bitLoop is a loop over elements of any size: bits do not care where elements end, so most of it
// goes by words.
func bitLoop(size int, words func(dst, a, b []uint64), bytes func(dst, a, b []uint8)) loop {
	return func(n int, dst, a, b, _ unsafe.Pointer) {
		n *= size
		whole, rest := n/8, n%8
		words(wordsAt(dst, whole), wordsAt(a, whole), wordsAt(b, whole))
		d, x, y := unsafe.Slice((*uint8)(dst), n), unsafe.Slice((*uint8)(a), n), unsafe.Slice((*uint8)(b), n)
		bytes(d[n-rest:], x[n-rest:], y[n-rest:])
	}
}

// and is dst[i] = a[i] & b[i].
func and[T unsigned](dst, a, b []T) {
	a, b = a[:len(dst)], b[:len(dst)]
	for i := range dst {
		dst[i] = a[i] & b[i]
	}
}

// or is dst[i] = a[i] | b[i].
func or[T unsigned](dst, a, b []T) {
	a, b = a[:len(dst)], b[:len(dst)]
	for i := range dst {
		dst[i] = a[i] | b[i]
	}
}

// xor is dst[i] = a[i] ^ b[i].
func xor[T unsigned](dst, a, b []T) {
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
