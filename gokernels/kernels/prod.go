package kernels

import "gokernels/gokernels/vecmath"

// prodRow is prod.
func prodRow() Row {
	return reductionRow(Row{
		Name: "prod", Summary: "The product of the elements.", NumPy: "np.prod(a, axis=axis)", ULP: 1024,
		Types: widened(),
		Notes: []string{
			"Integers are multiplied in 64 bits and wrap there; the product of no elements is 1.",
			"Every multiplication of floats rounds once, in an order that depends on the shape only. float32 is multiplied in float64.",
		},
	}, "", [numDTypes]reduction{
		Int64: prodOf[int64, int64, int64](timesTo), Uint64: prodOf[uint64, uint64, uint64](timesTo),
		Float32: prodOf[float32, float64, float32](timesTo), Float64: prodOf[float64, float64, float64](timesFloats),
	})
}

// prodOf is the reducer that multiplies in A and gives O.
func prodOf[T, A, O number](fold func(acc []A, a []T)) reduction {
	return reduceOne(reducer[A, O]{
		identity: 1,
		merge:    func(x, y A) A { return x * y },
		finish:   func(total A, _ int, _ *Call) O { return O(total) },
		cost:     0.7,
	}, ignoreAt(multiplyUp[T, A]), ignoreFoldAt(fold))
}

// multiplyUp multiplies in four accumulators, so that multiplications need not wait for each other.
func multiplyUp[T, A number](a []T) A {
	p0, p1, p2, p3 := A(1), A(1), A(1), A(1)
	for ; len(a) >= 4; a = a[4:] {
		p0 *= A(a[0])
		p1 *= A(a[1])
		p2 *= A(a[2])
		p3 *= A(a[3])
	}
	for _, v := range a {
		p0 *= A(v)
	}
	return (p0 * p1) * (p2 * p3)
}

// timesTo is acc[i] *= a[i].
func timesTo[T, A number](acc []A, a []T) {
	a = a[:len(acc)]
	for i := range acc {
		acc[i] *= A(a[i])
	}
}

// timesFloats is acc[i] *= a[i].
func timesFloats(acc, a []float64) { vecmath.Mul(acc, acc, a) }
