package kernels

import "gokernels/gokernels/vecmath"

// powerRow is power. Integer powers wrap and refuse negative exponents before anything is written.
func powerRow() Row {
	r := Row{
		Name: "power", Summary: "The elements of `a` to the powers of `b`.", NumPy: "np.power(a, b)", ULP: 4,
		Args:    []Arg{arrayArg("a", "The bases."), arrayArg("b", "The exponents; broadcasts against `a`.")},
		Types:   boolAsInt8(computed(same, numbers...)),
		Returns: pairReturns,
		Notes:   []string{"Integers wrap. Bools give int8."},
		Raises:  []string{"ValueError: if `a` and `b` are integers and an exponent is negative."},
	}
	e := newElementwise(&r, binaryInts(power, power, power, power, power, power, power, power).
		and(binaryFloats(vecmath.Pow32, vecmath.Pow).machined("power")), 7)
	e.check = noNegativePowers
	r.Kind, r.Shape, r.Run = Elementwise, elementwiseShape, e.run
	return r
}

// noNegativePowers is the error of integer powers with a negative exponent.
func noNegativePowers(c *Call, compute DType) error {
	if !compute.IsSigned() || c.In[1].DType.IsUnsigned() || c.In[1].DType == Bool {
		return nil
	}
	least := Call{In: c.In[1:2], Axis: NoAxis, Options: c.Options}
	if err := minimumOf.run(&least); err != nil {
		return err
	}
	if least.Scalar.Int() < 0 {
		return valueError("power", "Integers to negative integer powers are not allowed.")
	}
	return nil
}

// power is dst[i] = a[i] ** b[i] by squaring, for b[i] >= 0.
func power[T integer](dst, a, b []T) {
	a, b = a[:len(dst)], b[:len(dst)]
	for i := range dst {
		result, base := T(1), a[i]
		for e := b[i]; e > 0; e >>= 1 {
			if e&1 != 0 {
				result *= base
			}
			base *= base
		}
		dst[i] = result
	}
}
