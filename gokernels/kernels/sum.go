package kernels

import "gokernels/gokernels/vecmath"

// sumRow is sum.
func sumRow() Row {
	return reductionRow(Row{
		Name: "sum", Summary: "The sum of the elements.", NumPy: "np.sum(a, axis=axis)", ULP: 8,
		Types: computed(totals, all...),
		Notes: []string{
			"Integers are added up in 64 bits and wrap there; the sum of no elements is 0.",
			"Floats are added pairwise in an order that depends on the shape only; float32 in float64, rounded once.",
		},
	}, "", [numDTypes]reduction{
		Bool: sumOf(countTrue, addTrue),
		Int8: sumOf(vecmath.SumInts[int8], addTo[int8, int64]), Int16: sumOf(vecmath.SumInts[int16], addTo[int16, int64]),
		Int32: sumOf(vecmath.SumInt32, addTo[int32, int64]), Int64: sumOf(vecmath.SumInt64, addTo[int64, int64]),
		Uint8: sumOf(sumUints[uint8], addTo[uint8, uint64]), Uint16: sumOf(sumUints[uint16], addTo[uint16, uint64]),
		Uint32: sumOf(vecmath.SumUint32, addTo[uint32, uint64]), Uint64: sumOf(vecmath.SumUint64, addTo[uint64, uint64]),
		Float32: sumInto[float32, float64, float32](vecmath.SumWide32, addTo[float32, float64]),
		Float64: sumOf(vecmath.Sum, addFloats),
	})
}

// sumOf is the reducer whose result is the accumulator.
func sumOf[T element, A number](block func(a []T) A, fold func(acc []A, a []T)) reduction {
	return sumInto[T, A, A](block, fold)
}

// sumInto is the reducer that adds in A and gives O.
func sumInto[T element, A, O number](block func(a []T) A, fold func(acc []A, a []T)) reduction {
	return reduceOne(reducer[A, O]{
		merge:  plus[A],
		finish: func(total A, _ int, _ *Call) O { return O(total) },
		cost:   0.25,
	}, ignoreAt(block), ignoreFoldAt(fold))
}

// sumUints adds up unsigned integers of 8 or 16 bits.
func sumUints[T uint8 | uint16](a []T) uint64 { return uint64(vecmath.SumInts(a)) }

// countTrue is the number of true elements.
func countTrue(a []truth) int64 {
	n := int64(0)
	for _, v := range a {
		n += int64(truthOf(v != 0))
	}
	return n
}

// addTo is acc[i] += a[i].
func addTo[T, A number](acc []A, a []T) {
	a = a[:len(acc)]
	for i := range acc {
		acc[i] += A(a[i])
	}
}

// addFloats is acc[i] += a[i].
func addFloats(acc, a []float64) { vecmath.Add(acc, acc, a) }

// addTrue is acc[i] += a[i] != 0.
func addTrue(acc []int64, a []truth) {
	a = a[:len(acc)]
	for i := range acc {
		acc[i] += int64(truthOf(a[i] != 0))
	}
}
