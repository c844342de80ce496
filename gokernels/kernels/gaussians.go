package kernels

import (
	"math"

	"gokernels/gokernels/vecmath"
)

// gaussianArgs are the arguments of gaussians and kde.
func gaussianArgs() []Arg {
	return []Arg{
		{Name: "x", Role: FloatArg, Doc: "Where to evaluate."},
		arrayArg("means", "The centres."),
		arrayArg("widths", "The standard deviations; broadcasts against `means`."),
	}
}

// gaussianCost is the nanoseconds of an element, an exponential and a division.
const gaussianCost = 2.6

// gaussiansRow is gaussians: each normal density at x, divided by their number.
func gaussiansRow() Row {
	r := Row{
		Name: "gaussians", Kind: Elementwise,
		Summary: "The normal densities at `x`, each divided by the number of means.",
		NumPy:   "np.exp(-0.5*((x - means)/widths)**2)/widths/np.sqrt(2*np.pi)/means.shape[0]", ULP: 4096,
		Args: gaussianArgs(), Types: doubleRules(), Shape: elementwiseShape,
		Returns: "An array of floats of the broadcast shape of `means` and `widths`.",
		Notes:   []string{"The error of the square is multiplied by the exponent, here as in NumPy: far from a mean both lose digits."},
	}
	e := newElementwise(&r, loops{}, gaussianCost)
	e.special = gaussianLoop
	r.Run = e.run
	return r
}

var gaussian32, gaussian64 = machineMap("gaussians", Float32), machineMap("gaussians", Float64)

// gaussianLoop is the loop that knows a call's x and scale.
func gaussianLoop(c *Call, compute DType) (loop, []DType) {
	n := 1
	if len(c.In[0].Shape) > 0 {
		n = c.In[0].Shape[0]
	}
	x, scale := c.Params[0].float(), 1/math.Sqrt(2*math.Pi)/float64(n)
	p, both := bitsOf(x, scale, compute), []DType{compute, compute}
	switch compute {
	case Float32:
		return gaussian32.with(p, binary(func(dst, means, widths []float32) {
			vecmath.Gaussian32(dst, means, widths, float32(x), float32(scale))
		})), both
	case Float64:
		return gaussian64.with(p, binary(func(dst, means, widths []float64) { vecmath.Gaussian(dst, means, widths, x, scale) })), both
	}
	return nil, nil
}
