package kernels

import "gokernels/gokernels/vecmath"

// squaresRow is squares, the first program of every tutorial: a**2.
func squaresRow() Row {
	return elementwiseRow(Row{
		Name: "squares", Summary: "The squares of the elements.", NumPy: "np.multiply(a, a)",
		Args:    []Arg{arrayArg("a", "The numbers.")},
		Types:   computed(same, numbers...),
		Returns: "An array of the shape and dtype of `a`.",
		Notes:   []string{"Integers wrap."},
	}, unaryInts(square, square, square, square, square, square, square, square).
		and(unaryFloats(vecmath.Square32, vecmath.Square)), 0.7)
}
