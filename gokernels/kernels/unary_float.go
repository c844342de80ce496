package kernels

import "gokernels/gokernels/vecmath"

// realFunction is a function of real numbers that vecmath computes.
type realFunction struct {
	name, summary, numpy string
	f64                  func(dst, x []float64)
	f32                  func(dst, x []float32)
	ulp                  float64 // vecmath's bound plus NumPy's
	cost                 float64 // ns an element on one core in machine code, measured on 1e5 elements
}

// realFunctions are the elementary functions. NumPy's own are within 4 ULP of the true value
// (numpy/_core/tests/data/umath-validation-set-*), vecmath states its bound on each.
var realFunctions = []realFunction{
	{"exp", "Exponential of each element.", "np.exp(a)", vecmath.Exp, vecmath.Exp32, 4, 1.5},
	{"exp2", "2 to the power of each element.", "np.exp2(a)", vecmath.Exp2, vecmath.Exp232, 4, 1.8},
	{"expm1", "exp(a) - 1, precise for small elements too.", "np.expm1(a)", vecmath.Expm1, vecmath.Expm132, 4, 2.2},
	{"log", "Natural logarithm of each element.", "np.log(a)", vecmath.Log, vecmath.Log32, 5, 2},
	{"log2", "Logarithm to base 2 of each element.", "np.log2(a)", vecmath.Log2, vecmath.Log232, 5, 3},
	{"log10", "Logarithm to base 10 of each element.", "np.log10(a)", vecmath.Log10, vecmath.Log1032, 5, 3},
	{"log1p", "log(1 + a), precise for small elements too.", "np.log1p(a)", vecmath.Log1p, vecmath.Log1p32, 4, 2.5},
	{"sin", "Sine of each element, in radians.", "np.sin(a)", vecmath.Sin, vecmath.Sin32, 4, 2.2},
	{"cos", "Cosine of each element, in radians.", "np.cos(a)", vecmath.Cos, vecmath.Cos32, 4, 2.2},
	{"tan", "Tangent of each element, in radians.", "np.tan(a)", vecmath.Tan, vecmath.Tan32, 4, 3.5},
	{"arcsin", "Inverse sine of each element, in radians.", "np.arcsin(a)", vecmath.Asin, vecmath.Asin32, 4, 3},
	{"arccos", "Inverse cosine of each element, in radians.", "np.arccos(a)", vecmath.Acos, vecmath.Acos32, 4, 3},
	{"arctan", "Inverse tangent of each element, in radians.", "np.arctan(a)", vecmath.Atan, vecmath.Atan32, 4, 3.5},
	{"sinh", "Hyperbolic sine of each element.", "np.sinh(a)", vecmath.Sinh, vecmath.Sinh32, 4, 4},
	{"cosh", "Hyperbolic cosine of each element.", "np.cosh(a)", vecmath.Cosh, vecmath.Cosh32, 4, 4},
	{"tanh", "Hyperbolic tangent of each element.", "np.tanh(a)", vecmath.Tanh, vecmath.Tanh32, 4, 2.5},
	{"cbrt", "Cube root of each element.", "np.cbrt(a)", vecmath.Cbrt, vecmath.Cbrt32, 4, 2},
	{"erf", "Error function of each element.", "np.vectorize(math.erf)(a)", vecmath.Erf, vecmath.Erf32, 4, 4.5},
	{"sqrt", "Square root of each element.", "np.sqrt(a)", vecmath.Sqrt, vecmath.Sqrt32, 0, 0.8},
	{"rint", "Each element rounded to the nearest integer, halves to the even one.", "np.rint(a)", vecmath.Rint, vecmath.Rint32, 0, 0.6},
}

// realFunctionRows are the rows of realFunctions.
func realFunctionRows() []Row {
	rows := make([]Row, 0, len(realFunctions))
	for _, f := range realFunctions {
		rows = append(rows, elementwiseRow(Row{
			Name: f.name, Summary: f.summary, NumPy: f.numpy, ULP: f.ulp,
			Args:    []Arg{arrayArg("a", "The numbers.")},
			Types:   floatRules(),
			Returns: "An array of floats of the shape of `a`.",
			Notes:   []string{float16Note},
		}, unaryFloats(f.f32, f.f64).machined(f.name), f.cost))
	}
	return rows
}

// arrayArg is an array argument that must be given.
func arrayArg(name, doc string) Arg { return Arg{Name: name, Role: ArrayArg, Doc: doc} }
