package kernels

import "gokernels/gokernels/vecmath"

// realPairRows are arctan2 and hypot.
func realPairRows() []Row {
	row := func(name, summary string, cost float64, f32 func(dst, x, y []float32), f64 func(dst, x, y []float64)) Row {
		return elementwiseRow(Row{
			Name: name, Summary: summary, NumPy: "np." + name + "(a, b)", ULP: 4,
			Args: pairArgs(), Types: floatRules(), Returns: pairReturns, Notes: []string{float16Note},
		}, binaryFloats(f32, f64).machined(name), cost)
	}
	return []Row{
		row("arctan2", "The angle of the point (b, a), in radians from -pi to pi.", 6, vecmath.Atan232, vecmath.Atan2),
		row("hypot", "The square root of a**2 + b**2, without overflow on the way.", 1.7, vecmath.Hypot32, vecmath.Hypot),
	}
}
