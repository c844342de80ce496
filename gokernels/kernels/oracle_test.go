package kernels_test

import (
	"math"
	"math/big"

	"gokernels/gokernels/internal/check"
	"gokernels/gokernels/kernels"
)

// The oracles say what one element of a result must be. Integers go through math/big, real functions
// through internal/check's double-double arithmetic; nothing is shared with the kernels.

// oracle is the exact result of one element, of the dtype out; the operands are of the compute dtype.
type oracle func(out kernels.DType, v []value) value

// realOracles are functions that may be off by the row's ULP.
var realOracles = map[string]func(v []value) check.Real{
	"exp": real1(check.Exp), "exp2": real1(check.Exp2), "expm1": real1(check.Expm1),
	"log": real1(check.Log), "log2": real1(check.Log2), "log10": real1(check.Log10), "log1p": real1(check.Log1p),
	"sin": real1(check.Sin), "cos": real1(check.Cos), "tan": real1(check.Tan),
	"arcsin": real1(check.Asin), "arccos": real1(check.Acos), "arctan": real1(check.Atan),
	"sinh": real1(check.Sinh), "cosh": real1(check.Cosh), "tanh": real1(check.Tanh),
	"cbrt": real1(check.Cbrt), "erf": real1(check.Erf), "sqrt": real1(check.Sqrt),
	"arctan2": real2(check.Atan2), "hypot": real2(check.Hypot), "power": real2(check.Pow),
}

func real1(f func(float64) check.Real) func([]value) check.Real {
	return func(v []value) check.Real { return f(v[0].float()) }
}

func real2(f func(x, y float64) check.Real) func([]value) check.Real {
	return func(v []value) check.Real { return f(v[0].float(), v[1].float()) }
}

// exactOracles are all other elementwise kernels.
var exactOracles = map[string]oracle{
	"floor": rounded(math.Floor), "ceil": rounded(math.Ceil), "trunc": rounded(math.Trunc), "rint": rounded(math.RoundToEven),
	"negative": arith1(func(x float64) float64 { return -x }, new(big.Int).Neg),
	"absolute": arith1(math.Abs, new(big.Int).Abs),
	"square":   arith1(func(x float64) float64 { return x * x }, squareInt), "squares": arith1(func(x float64) float64 { return x * x }, squareInt),
	"sign":        signOracle,
	"reciprocal":  reciprocalOracle,
	"isnan":       testOf(func(v value) bool { return v.d.IsFloat() && math.IsNaN(v.float()) }),
	"isinf":       testOf(func(v value) bool { return v.d.IsFloat() && math.IsInf(v.float(), 0) }),
	"isfinite":    testOf(func(v value) bool { return !math.IsNaN(v.float()) && !math.IsInf(v.float(), 0) }),
	"logical_not": testOf(func(v value) bool { return v.float() == 0 }),
	"invert":      invertOracle,
	"add":         arith2(func(x, y float64) float64 { return x + y }, new(big.Int).Add),
	"subtract":    arith2(func(x, y float64) float64 { return x - y }, new(big.Int).Sub),
	"multiply":    arith2(func(x, y float64) float64 { return x * y }, new(big.Int).Mul),
	"divide":      arith2(func(x, y float64) float64 { return x / y }, nil),
	"minimum":     pick(func(less bool) bool { return less }), "maximum": pick(func(less bool) bool { return !less }),
	"floor_divide": divmodOracle(0), "remainder": divmodOracle(1),
	"power":       powerOracle,
	"bitwise_and": arith2(nil, new(big.Int).And), "bitwise_or": arith2(nil, new(big.Int).Or), "bitwise_xor": arith2(nil, new(big.Int).Xor),
	"left_shift": shiftOracle(true), "right_shift": shiftOracle(false),
	"equal": compared(func(c int) bool { return c == 0 }), "not_equal": notEqualOracle,
	"less": compared(func(c int) bool { return c == -1 }), "less_equal": compared(func(c int) bool { return c == -1 || c == 0 }),
	"greater": compared(func(c int) bool { return c == 1 }), "greater_equal": compared(func(c int) bool { return c == 1 || c == 0 }),
	"logical_and": testOf2(func(x, y bool) bool { return x && y }), "logical_or": testOf2(func(x, y bool) bool { return x || y }),
	"logical_xor": testOf2(func(x, y bool) bool { return x != y }),
	"where": func(_ kernels.DType, v []value) value {
		if v[0].bits != 0 {
			return v[1]
		}
		return v[2]
	},
	"clip": func(out kernels.DType, v []value) value {
		low := pick(func(less bool) bool { return !less })(out, v[:2])
		return pick(func(less bool) bool { return less })(out, []value{low, v[2]})
	},
}

// exact is the integer that v is.
func exact(v value) *big.Int {
	if v.d == kernels.Uint64 {
		return new(big.Int).SetUint64(v.bits)
	}
	return big.NewInt(v.int())
}

// wrap makes an integer of a dtype from the low bits of v; of a bool whether it is not zero.
func wrap(d kernels.DType, v *big.Int) value {
	if d == kernels.Bool {
		return boolOf(v.Sign() != 0)
	}
	low := new(big.Int).And(v, new(big.Int).SetUint64(math.MaxUint64))
	return intOf(d, int64(low.Uint64()))
}

func squareInt(x *big.Int) *big.Int { return new(big.Int).Mul(x, x) }

func arith1(f func(float64) float64, i func(*big.Int) *big.Int) oracle {
	return func(out kernels.DType, v []value) value {
		if out.IsFloat() {
			return floatOf(out, f(v[0].float()))
		}
		return wrap(out, i(exact(v[0])))
	}
}

func arith2(f func(x, y float64) float64, i func(x, y *big.Int) *big.Int) oracle {
	return func(out kernels.DType, v []value) value {
		if out.IsFloat() { // rounding twice, to float64 and float32, is rounding once for these operations
			return floatOf(out, f(v[0].float(), v[1].float()))
		}
		return wrap(out, i(exact(v[0]), exact(v[1])))
	}
}

func rounded(f func(float64) float64) oracle {
	return func(out kernels.DType, v []value) value {
		if out.IsFloat() {
			return floatOf(out, f(v[0].float()))
		}
		return v[0]
	}
}

func testOf(f func(v value) bool) oracle {
	return func(_ kernels.DType, v []value) value { return boolOf(f(v[0])) }
}

func testOf2(f func(x, y bool) bool) oracle {
	return func(_ kernels.DType, v []value) value { return boolOf(f(v[0].float() != 0, v[1].float() != 0)) }
}

func signOracle(out kernels.DType, v []value) value {
	x := v[0].float()
	switch {
	case math.IsNaN(x):
		return v[0]
	case x > 0:
		return floatOf(out, 1)
	case x < 0:
		return floatOf(out, -1)
	}
	return floatOf(out, 0)
}

func reciprocalOracle(out kernels.DType, v []value) value {
	x := v[0].float()
	switch {
	case out.IsFloat():
		return floatOf(out, 1/x)
	case x == 0 && (out == kernels.Int32 || out == kernels.Int64):
		return intOf(out, 1<<(8*out.Size()-1))
	case x == 1 || x == -1:
		return v[0]
	}
	return intOf(out, 0)
}

func invertOracle(out kernels.DType, v []value) value {
	if out == kernels.Bool {
		return boolOf(v[0].bits == 0)
	}
	return wrap(out, new(big.Int).Not(exact(v[0])))
}

// compareValues is -1, 0 or 1 as x is below, equal to or above y, and 2 if there is a NaN.
func compareValues(x, y value) int {
	if !x.d.IsFloat() && !y.d.IsFloat() {
		return exact(x).Cmp(exact(y))
	}
	switch a, b := x.float(), y.float(); {
	case a < b:
		return -1
	case a == b:
		return 0
	case a > b:
		return 1
	}
	return 2
}

func compared(answer func(c int) bool) oracle {
	return func(_ kernels.DType, v []value) value { return boolOf(answer(compareValues(v[0], v[1]))) }
}

func notEqualOracle(_ kernels.DType, v []value) value {
	return boolOf(compareValues(v[0], v[1]) != 0)
}

// pick chooses the first of two values if take(first is less), -0 being less than 0, and any NaN.
func pick(take func(less bool) bool) oracle {
	return func(_ kernels.DType, v []value) value {
		x, y := v[0], v[1]
		c := compareValues(x, y)
		switch {
		case c == 2 && math.IsNaN(x.float()):
			return x
		case c == 2:
			return y
		case c == 0 && x.d.IsFloat():
			c = 1
			if math.Signbit(x.float()) {
				c = -1
			}
		}
		if take(c == -1) {
			return x
		}
		return y
	}
}

// divmodOracle is part 0 or 1 of Python's divmod.
func divmodOracle(part int) oracle {
	return func(out kernels.DType, v []value) value {
		if out.IsFloat() {
			q, m := pythonDivmod(out, v[0].float(), v[1].float())
			return floatOf(out, [2]float64{q, m}[part])
		}
		x, y := exact(v[0]), exact(v[1])
		if y.Sign() == 0 {
			return intOf(out, 0)
		}
		q, m := new(big.Int).QuoRem(x, y, new(big.Int))
		if m.Sign() != 0 && m.Sign() != y.Sign() {
			q, m = q.Sub(q, big.NewInt(1)), m.Add(m, y)
		}
		return wrap(out, [2]*big.Int{q, m}[part])
	}
}

// pythonDivmod is float_divmod of CPython's Objects/floatobject.c, every step rounded to d.
func pythonDivmod(d kernels.DType, x, y float64) (q, m float64) {
	round := func(v float64) float64 { return floatOf(d, v).float() }
	m = math.Mod(x, y)
	if y == 0 {
		return x / y, m
	}
	q = round(round(x-m) / y)
	if m != 0 {
		if (y < 0) != (m < 0) {
			m, q = round(m+y), round(q-1)
		}
	} else {
		m = math.Copysign(0, y)
	}
	if q == 0 {
		return math.Copysign(0, round(x/y)), m
	}
	down := math.Floor(q)
	if q-down > 0.5 {
		down = round(down + 1)
	}
	return down, m
}

func powerOracle(out kernels.DType, v []value) value {
	modulus := new(big.Int).Lsh(big.NewInt(1), 64)
	return wrap(out, new(big.Int).Exp(exact(v[0]), exact(v[1]), modulus))
}

func shiftOracle(left bool) oracle {
	return func(out kernels.DType, v []value) value {
		x, by := exact(v[0]), exact(v[1])
		bits := uint(8 * out.Size())
		if by.Sign() >= 0 && by.Cmp(big.NewInt(int64(bits))) < 0 {
			bits = uint(by.Uint64())
		}
		if left {
			return wrap(out, new(big.Int).Lsh(x, bits))
		}
		return wrap(out, new(big.Int).Rsh(x, bits))
	}
}
