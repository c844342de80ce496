package vecmath_test

import (
	"math"

	"gokernels/gokernels/internal/check"
	"gokernels/gokernels/vecmath"
)

// unaryFunctions is what the accuracy, twin, guard and benchmark tests go through. lo and hi bound the
// arguments that are not random bits, where the function is interesting; max64 and max32 are
// the errors that the tests allow, as measured, rounded up.
var unaryFunctions = []struct {
	name         string
	f64          func(dst, x []float64)
	f32          func(dst, x []float32)
	exact        func(float64) check.Real
	lo, hi       float64
	max64, max32 float64
}{
	{"Exp", vecmath.Exp, vecmath.Exp32, check.Exp, -10, 10, 1, 1},
	{"Log", vecmath.Log, vecmath.Log32, check.Log, 0, 4, 0.9, 0.9},
	{"Sin", vecmath.Sin, vecmath.Sin32, check.Sin, -10, 10, 0.9, 0.51},
	{"Cos", vecmath.Cos, vecmath.Cos32, check.Cos, -10, 10, 0.9, 0.51},
	{"Tan", vecmath.Tan, vecmath.Tan32, check.Tan, -10, 10, 1, 0.51},
	{"Tanh", vecmath.Tanh, vecmath.Tanh32, check.Tanh, -3, 3, 0.9, 0.51},
	{"Sinh", vecmath.Sinh, vecmath.Sinh32, check.Sinh, -5, 5, 0.8, 0.51},
	{"Cosh", vecmath.Cosh, vecmath.Cosh32, check.Cosh, -5, 5, 0.8, 0.51},
	{"Exp2", vecmath.Exp2, vecmath.Exp232, check.Exp2, -10, 10, 0.8, 0.51},
	{"Expm1", vecmath.Expm1, vecmath.Expm132, check.Expm1, -2, 2, 0.9, 0.51},
	{"Log2", vecmath.Log2, vecmath.Log232, check.Log2, 0.5, 2, 0.7, 0.51},
	{"Log10", vecmath.Log10, vecmath.Log1032, check.Log10, 0.5, 2, 0.7, 0.51},
	{"Log1p", vecmath.Log1p, vecmath.Log1p32, check.Log1p, -1, 2, 0.9, 0.51},
	{"Asin", vecmath.Asin, vecmath.Asin32, check.Asin, -1, 1, 0.65, 0.51},
	{"Acos", vecmath.Acos, vecmath.Acos32, check.Acos, -1, 1, 0.7, 0.51},
	{"Atan", vecmath.Atan, vecmath.Atan32, check.Atan, -5, 5, 0.65, 0.51},
	{"Asinh", vecmath.Asinh, vecmath.Asinh32, check.Asinh, -5, 5, 0.8, 0.51},
	{"Acosh", vecmath.Acosh, vecmath.Acosh32, check.Acosh, 1, 5, 0.8, 0.51},
	{"Atanh", vecmath.Atanh, vecmath.Atanh32, check.Atanh, -1, 1, 0.8, 0.51},
	{"Cbrt", vecmath.Cbrt, vecmath.Cbrt32, check.Cbrt, -5, 5, 0.51, 0.51},
	{"Erf", vecmath.Erf, vecmath.Erf32, check.Erf, -3, 3, 1, 0.51},
	{"Sqrt", vecmath.Sqrt, vecmath.Sqrt32, check.Sqrt, 0, 4, 0.5, 0.5},
	{"Floor", vecmath.Floor, vecmath.Floor32, exactly(math.Floor), -5, 5, 0, 0},
	{"Ceil", vecmath.Ceil, vecmath.Ceil32, exactly(math.Ceil), -5, 5, 0, 0},
	{"Rint", vecmath.Rint, vecmath.Rint32, exactly(math.RoundToEven), -5, 5, 0, 0},
	{"Trunc", vecmath.Trunc, vecmath.Trunc32, exactly(math.Trunc), -5, 5, 0, 0},
	{"Abs", vecmath.Abs, vecmath.Abs32, exactly(math.Abs), -5, 5, 0, 0},
	{"Neg", vecmath.Neg, vecmath.Neg32, exactly(func(x float64) float64 { return -x }), -5, 5, 0, 0},
	{"Square", vecmath.Square, vecmath.Square32, func(x float64) check.Real { return check.Mul(x, x) }, -5, 5, 0.5, 0.5},
	{"Reciprocal", vecmath.Reciprocal, vecmath.Reciprocal32, func(x float64) check.Real { return check.Div(1, x) }, -5, 5, 0.5, 0.5},
}

// binaryFunctions is the same for two arguments.
var binaryFunctions = []struct {
	name         string
	f64          func(dst, x, y []float64)
	f32          func(dst, x, y []float32)
	exact        func(x, y float64) check.Real
	lo, hi       float64
	lo2, hi2     float64
	max64, max32 float64
}{
	{"Pow", vecmath.Pow, vecmath.Pow32, check.Pow, 0.1, 4, -10, 10, 0.8, 0.51},
	{"Atan2", vecmath.Atan2, vecmath.Atan232, check.Atan2, -1, 1, -1, 1, 0.65, 0.51},
	{"Hypot", vecmath.Hypot, vecmath.Hypot32, check.Hypot, -1, 1, -1, 1, 0.51, 0.51},
	{"Add", vecmath.Add, vecmath.Add32, check.Add, -1, 1, -1, 1, 0.5, 0.5},
	{"Sub", vecmath.Sub, vecmath.Sub32, func(x, y float64) check.Real { return check.Add(x, -y) }, -1, 1, -1, 1, 0.5, 0.5},
	{"Mul", vecmath.Mul, vecmath.Mul32, check.Mul, -1, 1, -1, 1, 0.5, 0.5},
	{"Div", vecmath.Div, vecmath.Div32, check.Div, -1, 1, -1, 1, 0.5, 0.5},
	{"Min", vecmath.Min, vecmath.Min32, exactly2(func(x, y float64) float64 { return min(x, y) }), -1, 1, -1, 1, 0, 0},
	{"Max", vecmath.Max, vecmath.Max32, exactly2(func(x, y float64) float64 { return max(x, y) }), -1, 1, -1, 1, 0, 0},
}

func exactly(f func(float64) float64) func(float64) check.Real {
	return func(x float64) check.Real { return check.Exactly(f(x)) }
}

func exactly2(f func(x, y float64) float64) func(x, y float64) check.Real {
	return func(x, y float64) check.Real { return check.Exactly(f(x, y)) }
}
