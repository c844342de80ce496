package kernels

import "gokernels/gokernels/vecmath"

// pairArgs are the arguments of kernels of two operands.
func pairArgs() []Arg {
	return []Arg{arrayArg("a", "The left operands."), arrayArg("b", "The right operands; broadcasts against `a`.")}
}

// pairReturns is what they return.
const pairReturns = "An array of the broadcast shape of `a` and `b`."

// arithRows are add, subtract, multiply and divide.
func arithRows() []Row {
	row := func(name, summary string, types []TypeRule, table loops, notes ...string) Row {
		return elementwiseRow(Row{
			Name: name, Summary: summary, NumPy: "np." + name + "(a, b)",
			Args: pairArgs(), Types: types, Returns: pairReturns, Notes: notes,
		}, table, 0.7)
	}
	wraps := "Integers wrap."
	return []Row{
		row("add", "The sum of the elements.", computed(same, all...),
			binaryInts(add, add, add, add, add, add, add, add).
				and(binaryFloats(vecmath.Add32, vecmath.Add)).and(loops{Bool: truthTable(truthOr)}),
			wraps, "Of bools it is the logical or."),
		row("subtract", "The difference of the elements.", computed(same, numbers...),
			binaryInts(subtract, subtract, subtract, subtract, subtract, subtract, subtract, subtract).
				and(binaryFloats(vecmath.Sub32, vecmath.Sub)),
			wraps, "Bools are refused, as in NumPy."),
		row("multiply", "The product of the elements.", computed(same, all...),
			binaryInts(multiply, multiply, multiply, multiply, multiply, multiply, multiply, multiply).
				and(binaryFloats(vecmath.Mul32, vecmath.Mul)).and(loops{Bool: truthTable(truthAnd)}),
			wraps, "Of bools it is the logical and."),
		row("divide", "The quotient of the elements, a float.", doubleRules(),
			binaryFloats(vecmath.Div32, vecmath.Div)),
	}
}

// add is dst[i] = a[i] + b[i].
func add[T integer](dst, a, b []T) {
	a, b = a[:len(dst)], b[:len(dst)]
	for i := range dst {
		dst[i] = a[i] + b[i]
	}
}

// subtract is dst[i] = a[i] - b[i].
func subtract[T integer](dst, a, b []T) {
	a, b = a[:len(dst)], b[:len(dst)]
	for i := range dst {
		dst[i] = a[i] - b[i]
	}
}

// multiply is dst[i] = a[i] * b[i].
func multiply[T integer](dst, a, b []T) {
	a, b = a[:len(dst)], b[:len(dst)]
	for i := range dst {
		dst[i] = a[i] * b[i]
	}
}
