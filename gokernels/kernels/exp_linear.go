package kernels

import "gokernels/gokernels/vecmath"

// expLinearRow is exp_linear: exp(alpha*a + beta*b) in one pass.
func expLinearRow() Row {
	r := Row{
		Name: "exp_linear", Kind: Elementwise, Summary: "exp(alpha*a + beta*b) of the elements, in one pass.",
		NumPy: "np.exp(alpha*a + beta*b)", ULP: 1024,
		Args: []Arg{
			{Name: "alpha", Role: FloatArg, Doc: "The factor of `a`."}, arrayArg("a", "The first numbers."),
			{Name: "beta", Role: FloatArg, Doc: "The factor of `b`."}, arrayArg("b", "The second numbers; broadcasts against `a`."),
		},
		Types: doubleRules(), Shape: elementwiseShape,
		Returns: "An array of floats of the broadcast shape of `a` and `b`.",
		Notes:   []string{"The error of the sum is multiplied by the result, here as in NumPy: large exponents lose digits."},
	}
	e := newElementwise(&r, loops{}, 2.6)
	e.special = expLinearLoop
	r.Run = e.run
	return r
}

var expLinear32, expLinear64 = machineMap("exp_linear", Float32), machineMap("exp_linear", Float64)

// expLinearLoop is the loop that knows a call's factors.
func expLinearLoop(c *Call, compute DType) (loop, []DType) {
	alpha, beta := c.Params[0].float(), c.Params[1].float()
	p := bitsOf(alpha, beta, compute)
	both := []DType{compute, compute}
	switch compute {
	case Float32:
		return expLinear32.with(p, binary(func(dst, a, b []float32) { vecmath.ExpAxpby32(dst, float32(alpha), a, float32(beta), b) })), both
	case Float64:
		return expLinear64.with(p, binary(func(dst, a, b []float64) { vecmath.ExpAxpby(dst, alpha, a, beta, b) })), both
	}
	return nil, nil
}
