package kernels

// whereRow is where: a choice between two arrays, element by element.
func whereRow() Row {
	return elementwiseRow(Row{
		Name: "where", Summary: "Elements of `x` where `cond` is true and of `y` elsewhere.", NumPy: "np.where(cond, x, y)",
		Args: []Arg{
			{Name: "cond", Role: ArrayArg, As: Bool, Doc: "The choice; a number is true unless it is zero."},
			arrayArg("x", "Taken where `cond` is true; broadcasts."),
			arrayArg("y", "Taken where `cond` is false; broadcasts."),
		},
		Types:   computed(same, all...),
		Returns: "An array of the broadcast shape of the arguments and the common dtype of `x` and `y`.",
		Notes:   []string{"The dtype rules are those of `x` and `y`; `cond` may be of any dtype."},
	}, loops{
		Bool: ternary(choose[uint8]),
		Int8: ternary(choose[uint8]), Int16: ternary(choose[uint16]), Int32: ternary(choose[uint32]), Int64: ternary(choose[uint64]),
		Uint8: ternary(choose[uint8]), Uint16: ternary(choose[uint16]), Uint32: ternary(choose[uint32]), Uint64: ternary(choose[uint64]),
		Float32: ternary(choose[uint32]), Float64: ternary(choose[uint64]),
	}, 1)
}

// choose is dst[i] = cond[i] ? x[i] : y[i], for any elements of T's size. Integers may be moved
// without a branch, which random conditions would make the processor guess wrong.
func choose[T unsigned](dst []T, cond []truth, x, y []T) {
	cond, x, y = cond[:len(dst)], x[:len(dst)], y[:len(dst)]
	for i := range dst {
		yes, v := x[i], y[i]
		if cond[i] != 0 {
			v = yes
		}
		dst[i] = v
	}
}
