package kernels

// compareRows are equal, not_equal, less, less_equal, greater and greater_equal.
func compareRows() []Row {
	return []Row{
		compareRow("equal", "equal", [3]truth{0, 1, 0},
			binaryInts(equal, equal, equal, equal, equal, equal, equal, equal).and(binaryFloats(equal, equal))),
		compareRow("not_equal", "not equal", [3]truth{1, 0, 1},
			binaryInts(notEqual, notEqual, notEqual, notEqual, notEqual, notEqual, notEqual, notEqual).and(binaryFloats(notEqual, notEqual))),
		compareRow("less", "in ascending order", [3]truth{1, 0, 0},
			binaryInts(less, less, less, less, less, less, less, less).and(binaryFloats(less, less))),
		compareRow("less_equal", "in ascending order or equal", [3]truth{1, 1, 0},
			binaryInts(lessEqual, lessEqual, lessEqual, lessEqual, lessEqual, lessEqual, lessEqual, lessEqual).and(binaryFloats(lessEqual, lessEqual))),
		compareRow("greater", "in descending order", [3]truth{0, 0, 1},
			binaryInts(greater, greater, greater, greater, greater, greater, greater, greater).and(binaryFloats(greater, greater))),
		compareRow("greater_equal", "in descending order or equal", [3]truth{0, 1, 1},
			binaryInts(greaterEqual, greaterEqual, greaterEqual, greaterEqual, greaterEqual, greaterEqual, greaterEqual, greaterEqual).and(binaryFloats(greaterEqual, greaterEqual))),
	}
}

// compareRow makes a row; answers are what the comparison says of a < b, a == b and a > b.
func compareRow(name, how string, answers [3]truth, table loops) Row {
	r := Row{
		Name: name, Summary: "Whether the elements are " + how + ".", NumPy: "np." + name + "(a, b)",
		Args: pairArgs(), Types: computed(always(Bool), all...),
		Returns: "An array of bools of the broadcast shape of `a` and `b`.",
		Notes:   []string{"Signed integers and uint64 are compared exactly, not as floats. A NaN is unequal to everything."},
	}
	table[Bool] = truthTable([4]truth{answers[1], answers[0], answers[2], answers[1]})
	e := newElementwise(&r, table, 0.7)
	e.special = mixedSigns(answers)
	r.Kind, r.Shape, r.Run = Elementwise, elementwiseShape, e.run
	return r
}

// mixedSigns finds the loop of signed integers against uint64, whose common dtype is float64 but
// which NumPy compares as integers.
func mixedSigns(answers [3]truth) func(c *Call, compute DType) (loop, []DType) {
	signedFirst := mixedLoop(answers)
	answers[0], answers[2] = answers[2], answers[0]
	mirrored := mixedLoop(answers)
	unsignedFirst := binary(func(dst []truth, a []uint64, b []int64) { mirrored(dst, b, a) })
	first := binary(signedFirst)
	return func(c *Call, _ DType) (loop, []DType) {
		switch a, b := c.In[0].DType, c.In[1].DType; {
		case a.IsSigned() && b == Uint64:
			return first, []DType{Int64, Uint64}
		case a == Uint64 && b.IsSigned():
			return unsignedFirst, []DType{Uint64, Int64}
		}
		return nil, nil
	}
}

// mixedLoop is dst[i] = answers of a[i] < b[i], a[i] == b[i], a[i] > b[i].
func mixedLoop(answers [3]truth) func(dst []truth, a []int64, b []uint64) {
	return func(dst []truth, a []int64, b []uint64) {
		a, b = a[:len(dst)], b[:len(dst)]
		for i := range dst {
			x, y := uint64(a[i]), b[i]
			switch {
			case a[i] < 0 || x < y:
				dst[i] = answers[0]
			case x == y:
				dst[i] = answers[1]
			default:
				dst[i] = answers[2]
			}
		}
	}
}

// equal is dst[i] = a[i] == b[i].
func equal[T number](dst []truth, a, b []T) {
	a, b = a[:len(dst)], b[:len(dst)]
	for i := range dst {
		dst[i] = truthOf(a[i] == b[i])
	}
}

// notEqual is dst[i] = a[i] != b[i].
func notEqual[T number](dst []truth, a, b []T) {
	a, b = a[:len(dst)], b[:len(dst)]
	for i := range dst {
		dst[i] = truthOf(a[i] != b[i])
	}
}

// less is dst[i] = a[i] < b[i].
func less[T number](dst []truth, a, b []T) {
	a, b = a[:len(dst)], b[:len(dst)]
	for i := range dst {
		dst[i] = truthOf(a[i] < b[i])
	}
}

// lessEqual is dst[i] = a[i] <= b[i].
func lessEqual[T number](dst []truth, a, b []T) {
	a, b = a[:len(dst)], b[:len(dst)]
	for i := range dst {
		dst[i] = truthOf(a[i] <= b[i])
	}
}

// greater is dst[i] = a[i] > b[i].
func greater[T number](dst []truth, a, b []T) { less(dst, b, a) }

// greaterEqual is dst[i] = a[i] >= b[i].
func greaterEqual[T number](dst []truth, a, b []T) { lessEqual(dst, b, a) }
