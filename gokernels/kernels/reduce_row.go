package kernels

import "unsafe"

// reductionRow completes a row whose kernel reduces one array.
func reductionRow(r Row, empty string, table [numDTypes]reduction) Row {
	kernel := &reductions{name: r.Name, rules: r.Types, table: table, empty: empty, params: r.Params()}
	r.Kind, r.Run = Reduction, kernel.run
	r.Shape = func(c *Call) ([]int, error) { return reducedShape(r.Name, c) }
	r.Args = append([]Arg{arrayArg("a", "The array."), axisArg}, r.Args...)
	r.Returns = "A scalar, or for an axis an array of the shape of `a` without it."
	r.Raises = append(r.Raises, "AxisError: if `a` has no such axis.")
	if empty != "" {
		r.Raises = append([]string{"ValueError: if a result would be of no elements."}, r.Raises...)
	}
	return r
}

// axisArg stands behind the array, as in NumPy.
var axisArg = Arg{Name: "axis", Role: AxisArg, Default: "None", Doc: "The axis to reduce along; None reduces the whole array."}

// reduceOne is the reducer of one array of T.
func reduceOne[T element, A any, O element](r reducer[A, O], block func(a []T, at int) A, fold func(acc []A, a []T, at int)) reduction {
	r.as = []DType{dtypeOf[T]()}
	r.block = func(n int, a, _ unsafe.Pointer, at int) A { return block(unsafe.Slice((*T)(a), n), at) }
	r.fold = func(acc []A, a, _ unsafe.Pointer, at int) { fold(acc, unsafe.Slice((*T)(a), len(acc)), at) }
	return &r
}

// ignoreAt is for blocks whose position does not matter.
func ignoreAt[T, A any](block func(a []T) A) func([]T, int) A {
	return func(a []T, _ int) A { return block(a) }
}

// ignoreFoldAt is for rows whose position does not matter.
func ignoreFoldAt[T, A any](fold func(acc []A, a []T)) func([]A, []T, int) {
	return func(acc []A, a []T, _ int) { fold(acc, a) }
}
