# exp-log: exponentials and logarithms
def f(a):
    return np.exp(a), np.exp2(a), np.expm1(a), np.log(np.exp(a)), np.log2(a + 9), np.log10(a + 9), np.log1p(a + 9)

case(f, np.linspace(-8, 8, 41))
---
# exp-log-special: infinities, nan, zero and negative arguments
def f(a):
    return np.exp(a), np.log(a), np.sqrt(a), np.log1p(a)

case(f, np.array([0.0, -1.0, np.inf, -np.inf, np.nan, 1e308, -745.2, 5e-324]))
---
# trigonometry: and inverses
def f(a):
    return np.sin(a), np.cos(a), np.tan(a), np.arcsin(a / 10), np.arccos(a / 10), np.arctan(a), np.arctan2(a, 2.0)

case(f, np.linspace(-9, 9, 37))
---
# trigonometry-large: large and special arguments
def f(a):
    return np.sin(a), np.cos(a)

case(f, np.array([1e5, -1e9, 1e15, 1e22, np.inf, np.nan, 0.0]))
---
# hyperbolic: and inverses
def f(a):
    return np.sinh(a), np.cosh(a), np.tanh(a), np.arcsinh(a), np.arccosh(a + 9), np.arctanh(a / 9)

case(f, np.linspace(-8, 8, 33))
---
# roots-powers: sqrt, cbrt, square, reciprocal, power, hypot
def f(a, b):
    return np.sqrt(a), np.cbrt(-a), np.square(a), np.reciprocal(a), np.power(a, b), np.hypot(a, b)

case(f, np.linspace(0.5, 9, 18), np.linspace(-2, 2, 18))
---
# rounding: floor, ceil, trunc, rint, round with digits
def f(a):
    return np.floor(a), np.ceil(a), np.trunc(a), np.rint(a), np.round(a, 1), np.around(a)

case(f, np.array([-2.5, -1.5, -0.45, 0.5, 1.25, 2.5, 1e20, np.nan]))
---
# sign-abs: sign, abs, absolute, fabs, negative, copysign, signbit
def f(a, b):
    return np.sign(a), np.abs(a), np.absolute(a), np.fabs(a), np.negative(a), np.copysign(a, b), np.signbit(a)

case(f, np.array([-2.0, 0.0, -0.0, 3.5, np.nan]), np.array([1.0, -1.0, 1.0, -1.0, 1.0]))
---
# sign-int: sign and abs of ints
def f(a):
    return np.sign(a), np.abs(a)

case(f, np.array([-5, 0, 7]))
case(f, np.array([-5, 0, 7], np.int8))
---
# maximum-minimum: propagate nan; fmax and fmin ignore it
def f(a, b):
    return np.maximum(a, b), np.minimum(a, b), np.fmax(a, b), np.fmin(a, b)

case(f, np.array([1.0, np.nan, 3.0, np.inf]), np.array([2.0, 2.0, np.nan, -np.inf]))
---
# classification: isnan, isinf, isfinite
def f(a):
    return np.isnan(a), np.isinf(a), np.isfinite(a)

case(f, np.array([1.0, np.nan, np.inf, -np.inf, 0.0]))
---
# logic: logical_and, or, xor, not on numbers
def f(a, b):
    return np.logical_and(a, b), np.logical_or(a, b), np.logical_xor(a, b), np.logical_not(a)

case(f, np.array([0.0, 1.0, 2.0, 0.0]), np.array([0.0, 0.0, 3.0, 1.0]))
---
# comparison-functions: greater, less, equal and their relatives
def f(a, b):
    return np.greater(a, b), np.less_equal(a, b), np.equal(a, b), np.not_equal(a, b), np.less(a, b), np.greater_equal(a, b)

case(f, np.arange(5), np.array([2, 1, 2, 5, 4]))
---
# arithmetic-functions: add, subtract, multiply, divide and their relatives
def f(a, b):
    return (np.add(a, b), np.subtract(a, b), np.multiply(a, b), np.divide(a, b), np.true_divide(a, b),
            np.floor_divide(a, b), np.remainder(a, b), np.mod(a, b), np.fmod(a, b))

case(f, np.array([-7.5, 7.5, 3.0]), np.array([2.0, -2.0, 0.7]))
case(f, np.array([-7, 7, 3]), np.array([2, -2, 5]))
---
# bit-functions: bitwise and shift functions, gcd and lcm
def f(a, b):
    return (np.bitwise_and(a, b), np.bitwise_or(a, b), np.bitwise_xor(a, b), np.invert(a), np.left_shift(a, 2),
            np.right_shift(a, 1), np.gcd(a, b), np.lcm(a, b))

case(f, np.array([12, 18, -7]), np.array([8, 27, 14]))
---
# angles: degrees and radians
def f(a):
    return np.degrees(a), np.radians(a), np.deg2rad(a), np.rad2deg(a)

case(f, np.linspace(-7, 7, 15))
---
# logaddexp-heaviside-sinc: rarer functions
def f(a, b):
    return np.logaddexp(a, b), np.heaviside(a, 0.5), np.sinc(a)

case(f, np.linspace(-3, 3, 13), np.linspace(3, -3, 13))
---
# out-argument: results written to an existing array
def f(a, b, out):
    np.add(a, b, out)
    np.multiply(out, 2.0, out)
    np.sqrt(out, out)

case(f, np.arange(5.0), np.ones(5), np.zeros(5), want=None)
---
# out-alias: the output is one of the inputs, shifted
def f(a):
    np.add(a[1:], a[:-1], a[1:])

case(f, np.arange(20.0), want=None)
---
# scalar-ufuncs: on scalars they give scalars
def f(x, n):
    return np.sqrt(x), np.exp(n), np.maximum(x, n), np.abs(-n), np.floor(x), np.isnan(x), np.sign(-x)

case(f, 2.25, 3)
---
# float32-ufuncs: stay float32
def f(a):
    return np.exp(a), np.sin(a), np.sqrt(a), np.tanh(a), np.log(a + 1)

case(f, np.linspace(0, 5, 29).astype(np.float32))
---
# clip: arrays and scalars, one bound, array bounds
def f(a, lo):
    return np.clip(a, -1, 2), a.clip(0, 3), np.clip(a, lo, 1.5), np.clip(a, None, 1.0)

case(f, np.linspace(-3, 4, 15), np.linspace(-2, 0, 15))
case(f, np.linspace(-3, 4, 15), -0.25)
---
# where-forms: scalars, broadcasting, and one argument
def f(a, b):
    return np.where(a > 2, a, 0), np.where(a > 2, 1.5, b), np.where(a > 2)[0]

case(f, np.arange(6.0), 9.0)
case(f, np.arange(6), np.arange(6))
---
# nan-to-num-isclose: repairs and comparisons with tolerance
def f(a, b):
    return np.nan_to_num(a), np.isclose(b, b + 1e-9), np.allclose(b, b * (1 + 1e-9)), np.array_equal(b, b)

case(f, np.array([1.0, np.nan, np.inf, -np.inf]), np.array([1.0, 1e5]))
---
# real-imag-conj: parts of real arrays
def f(a):
    return np.real(a), np.imag(a), np.conj(a)

case(f, np.arange(3.0))
---
# accuracy: results stay within a few units of the last place
def f(a):
    return np.exp(a), np.log(np.abs(a) + 1e-300), np.sin(a), np.tanh(a)

case(f, np.cos(np.arange(3000.0)) * 30, rtol=1e-15 * 16)
