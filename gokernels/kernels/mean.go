package kernels

import "gokernels/gokernels/vecmath"

// meanRow is mean.
func meanRow() Row {
	return reductionRow(Row{
		Name: "mean", Summary: "The arithmetic mean of the elements.", NumPy: "np.mean(a, axis=axis)", ULP: 8,
		Types: doubleRules(),
		Notes: []string{"Integers and bools are averaged as float64. float32 is averaged in float64 and rounded once. " +
			"The mean of no elements is NaN, without a warning."},
	}, "", [numDTypes]reduction{
		Float32: meanOf[float32, float32](vecmath.SumWide32, addTo[float32, float64]),
		Float64: meanOf[float64, float64](vecmath.Sum, addFloats),
	})
}

// meanOf is the sum divided by the number of elements.
func meanOf[T, O float](block func(a []T) float64, fold func(acc []float64, a []T)) reduction {
	return reduceOne(reducer[float64, O]{
		merge:  plus[float64],
		finish: func(total float64, n int, _ *Call) O { return O(total / float64(n)) },
		cost:   0.25,
	}, ignoreAt(block), ignoreFoldAt(fold))
}
