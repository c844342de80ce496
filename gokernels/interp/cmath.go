package interp

import (
	"math"
	"math/cmplx"

	"gokernels/gokernels/ir"
)

// complexMath are the functions of a complex number. For finite numbers Go's lose digits near branch points and overflow
// early, so those are Kahan's here ("Branch cuts for complex elementary functions, or much ado about nothing's sign bit",
// 1987); what holds an infinity or a NaN goes to Go's, which follow C99. The frequent sqrt, exp and log do both of operations
// that ir has for floats, so that passes can spell them out.
var complexMath = map[ir.Op]func(z complex128) complex128{
	ir.Sqrt: sqrtComplex, ir.Exp: expComplex, ir.Log: logComplex,
	ir.Sinh: finite(sinhComplex, cmplx.Sinh), ir.Cosh: finite(coshComplex, cmplx.Cosh), ir.Tanh: finite(tanhComplex, cmplx.Tanh),
	ir.Sin: finite(turned(sinhComplex), cmplx.Sin), ir.Tan: finite(turned(tanhComplex), cmplx.Tan),
	ir.Cos:   finite(func(z complex128) complex128 { return coshComplex(complex(-imag(z), real(z))) }, cmplx.Cos),
	ir.Asinh: finite(asinhComplex, cmplx.Asinh), ir.Acosh: finite(acoshComplex, cmplx.Acosh), ir.Atanh: finite(atanhComplex, cmplx.Atanh),
	ir.Asin: finite(turned(asinhComplex), cmplx.Asin), ir.Atan: finite(turned(atanhComplex), cmplx.Atan),
	ir.Acos: finite(acosComplex, cmplx.Acos),
}

func finite(fn, other func(z complex128) complex128) func(z complex128) complex128 {
	return func(z complex128) complex128 {
		if s := z - z; s != 0 {
			return other(z)
		}
		return fn(z)
	}
}

// turned makes sin of sinh, and so on: -i*f(i*z).
func turned(fn func(z complex128) complex128) func(z complex128) complex128 {
	return func(z complex128) complex128 {
		w := fn(complex(-imag(z), real(z)))
		return complex(imag(w), -real(w))
	}
}

const (
	// expLimit is below log of the largest float: from there on e**x is taken as e*e**(x-1), whose product with a sine
	// or cosine may still be finite.
	expLimit = 708
	// large is a quarter of the largest float: from there on squares and sums of the parts overflow.
	large = math.MaxFloat64 / 4
	// rootLarge is a power of two below the root of large; 1/rootLarge is above the root of the least float.
	rootLarge = 0x1p510
)

// scaled is fn(x), or fn of x one nearer to zero and the factor e.
func scaled(fn func(x float64) float64, x float64) (y, factor float64) {
	if math.Abs(x) > expLimit {
		return fn(x - math.Copysign(1, x)), math.E
	}
	return fn(x), 1
}

// sqrtComplex takes the root of (|z| + |x|)/2, of a z that is scaled so that nothing overflows or loses digits, and gets
// the other part by division.
func sqrtComplex(z complex128) complex128 {
	x, y := real(z), imag(z)
	switch {
	case y == 0 && x < 0:
		return complex(0, math.Copysign(math.Sqrt(-x), y))
	case y == 0 && x == x:
		return complex(math.Sqrt(math.Abs(x)), y)
	case math.IsInf(y, 0):
		return complex(math.Inf(1), y)
	case x == 0:
		r := math.Sqrt(math.Abs(y) / 2)
		return complex(r, math.Copysign(r, y))
	}
	scale, back := 0x1p54, 0x1p-27
	if math.Abs(x) > 4 || math.Abs(y) > 4 {
		scale, back = 0.25, 2
	}
	x, y = x*scale, y*scale
	root := math.Sqrt(binaryMath[ir.Hypot](x, y)/2 + math.Abs(x)/2)
	other := math.Abs(y/2/root) * back
	root *= back
	if x > 0 {
		return complex(root, math.Copysign(other, y))
	}
	return complex(other, math.Copysign(root, y))
}

// expComplex is e**x*(cos y + i*sin y); a zero y stays whatever x is, and what turns without end has the length e**x.
func expComplex(z complex128) complex128 {
	x, y := real(z), imag(z)
	less, e := 0.0, 1.0
	if x > expLimit {
		less, e = 1, math.E
	}
	l := unaryMath[ir.Exp](x - less)
	re, im := l*unaryMath[ir.Cos](y)*e, l*unaryMath[ir.Sin](y)*e
	if math.IsInf(x, 0) && y-y != 0 {
		re = l
		if x < 0 {
			im = math.Copysign(0, y)
		}
	}
	if y == 0 {
		im = y
	}
	return complex(re, im)
}

func sinhComplex(z complex128) complex128 {
	sh, e := scaled(math.Sinh, real(z))
	ch, _ := scaled(math.Cosh, real(z))
	sin, cos := math.Sincos(imag(z))
	return complex(sh*cos*e, ch*sin*e)
}

func coshComplex(z complex128) complex128 {
	sh, e := scaled(math.Sinh, real(z))
	ch, _ := scaled(math.Cosh, real(z))
	sin, cos := math.Sincos(imag(z))
	return complex(ch*cos*e, sh*sin*e)
}

func tanhComplex(z complex128) complex128 {
	x, y := real(z), imag(z)
	if math.Abs(x) > expLimit/2 { // where cosh(x)**2 overflows
		sin, cos := math.Sincos(y)
		return complex(math.Copysign(1, x), 4*sin*cos*math.Exp(-2*math.Abs(x)))
	}
	th, tan, sech := math.Tanh(x), math.Tan(y), 1/math.Cosh(x)
	if math.Abs(tan) > rootLarge {
		return complex(1/th, 0*tan)
	}
	d := 1 + (th*tan)*(th*tan)
	return complex(th*(1+tan*tan)/d, tan/d*sech*sech)
}

const (
	// nearLeast and nearMost are between the roots of a half and of three: x*x + y*y - 1 is not near -1 there.
	nearLeast, nearMost = 0.71, 1.73
)

// logComplex is log|z|, without overflow and with all its digits near |z| = 1, and the angle.
func logComplex(z complex128) complex128 {
	x, y := math.Abs(real(z)), math.Abs(imag(z))
	if x < y {
		x, y = y, x
	}
	scale, more := 1.0, 0.0
	if x > large {
		scale, more = 0.5, math.Ln2
	}
	h := binaryMath[ir.Hypot](x*scale, y*scale)
	l := unaryMath[ir.Log](h) + more
	if nearLeast <= h && h <= nearMost {
		l = unaryMath[ir.Log1p](float64((x-1)*(x+1))+float64(y*y)) / 2
	}
	return complex(l, binaryMath[ir.Atan2](imag(z), real(z)))
}

// isLarge says that Kahan's products would overflow.
func isLarge(x, y float64) bool { return math.Abs(x) > large || math.Abs(y) > large }

// logDouble is log(2|z|) for a large z.
func logDouble(x, y float64) float64 { return math.Log(math.Hypot(x/2, y/2)) + 2*math.Ln2 }

func acosComplex(z complex128) complex128 {
	x, y := real(z), imag(z)
	if isLarge(x, y) {
		return complex(math.Atan2(math.Abs(y), x), math.Copysign(logDouble(x, y), -y))
	}
	p, q := cmplx.Sqrt(complex(1-x, -y)), cmplx.Sqrt(complex(1+x, y))
	return complex(2*math.Atan2(real(p), real(q)), math.Asinh(real(q)*imag(p)-imag(q)*real(p)))
}

func acoshComplex(z complex128) complex128 {
	x, y := real(z), imag(z)
	if isLarge(x, y) {
		return complex(logDouble(x, y), math.Atan2(y, x))
	}
	p, q := cmplx.Sqrt(complex(x-1, y)), cmplx.Sqrt(complex(x+1, y))
	return complex(math.Asinh(real(p)*real(q)+imag(p)*imag(q)), 2*math.Atan2(imag(p), real(q)))
}

func asinhComplex(z complex128) complex128 {
	x, y := real(z), imag(z)
	if isLarge(x, y) {
		return complex(math.Copysign(logDouble(x, y), x), math.Atan2(y, math.Abs(x)))
	}
	p, q := cmplx.Sqrt(complex(1+y, -x)), cmplx.Sqrt(complex(1-y, x))
	return complex(math.Asinh(real(p)*imag(q)-real(q)*imag(p)), math.Atan2(y, real(p)*real(q)-imag(p)*imag(q)))
}

// atanhComplex mirrors the left half plane.
func atanhComplex(z complex128) complex128 {
	x, y := real(z), imag(z)
	if math.Signbit(x) {
		return -atanhComplex(-z)
	}
	switch ay := math.Abs(y); {
	case x > rootLarge || ay > rootLarge:
		h := math.Hypot(x/2, y/2)
		return complex(x/4/h/h, math.Copysign(math.Pi/2, y))
	case x == 1 && ay == 0:
		return complex(math.Inf(1), y)
	case x == 1 && ay < 1/rootLarge:
		return complex(-math.Log(math.Sqrt(ay)/math.Sqrt(math.Hypot(ay, 2))), math.Copysign(math.Atan2(2, -ay)/2, y))
	}
	return complex(math.Log1p(4*x/((1-x)*(1-x)+y*y))/4, -math.Atan2(-2*y, (1-x)*(1+x)-y*y)/2)
}

// mulComplex rounds each product, so that no machine fuses it with the sum.
func mulComplex(x, y complex128) complex128 {
	a, b, c, d := real(x), imag(x), real(y), imag(y)
	return complex(float64(a*c)-float64(b*d), float64(a*d)+float64(b*c))
}

// divComplex is Smith's method ("Algorithm 116: complex division", 1962), as CPython and NumPy divide.
func divComplex(x, y complex128) complex128 {
	a, b, c, d := real(x), imag(x), real(y), imag(y)
	if c == 0 && d == 0 {
		return complex(a/math.Abs(c), b/math.Abs(c))
	}
	if math.Abs(c) >= math.Abs(d) {
		ratio := d / c
		whole := c + float64(d*ratio)
		return complex((a+float64(b*ratio))/whole, (b-float64(a*ratio))/whole)
	}
	ratio := c / d
	whole := float64(c*ratio) + d
	return complex((float64(a*ratio)+b)/whole, (float64(b*ratio)-a)/whole)
}

// powComplex multiplies for small whole powers, which is exact for Gaussian integers, and goes by logarithm and angle
// otherwise.
func powComplex(x, y complex128) complex128 {
	const most = 100 // as NumPy and CPython have it
	n := real(y)
	switch {
	case y == 0:
		return 1
	case x == 0 && n > 0 && imag(y) == 0:
		return 0
	case x == 0:
		return complex(math.NaN(), math.NaN())
	case imag(y) == 0 && n == math.Trunc(n) && math.Abs(n) <= most:
		p := wholePower(x, int(math.Abs(n)))
		if n < 0 {
			return divComplex(1, p)
		}
		return p
	}
	size, angle := cmplx.Abs(x), cmplx.Phase(x)
	length, turn := math.Pow(size, n), angle*n
	if imag(y) != 0 {
		length /= math.Exp(angle * imag(y))
		turn += imag(y) * math.Log(size)
	}
	return complex(length*math.Cos(turn), length*math.Sin(turn))
}

func wholePower(x complex128, n int) complex128 {
	p := complex128(1)
	for ; n > 0; n >>= 1 {
		if n&1 != 0 {
			p = mulComplex(p, x)
		}
		x = mulComplex(x, x)
	}
	return p
}
