"""Functions of scalars that NumPy applies item by item, beyond those of the operations table."""

import numpy as np
from library import cast, elementwise, epsilon, float_max, function, inexact, kind, method, real_dtype, result_dtype

PI = 3.141592653589793
LOG2E = 1.4426950408889634  # log2(e)


@elementwise("numpy.sign")
def sign(x):
    """-1, 0, 1 or NaN; of a complex number the number over its absolute value."""
    t = result_dtype(x)
    if kind(x) == "c":
        if x == 0:
            return cast(t, 0)
        return cast(t, x / abs(x))
    elif kind(x) == "u":
        return cast(t, 1 if x > 0 else 0)
    else:
        if x > 0:
            return cast(t, 1)
        if x < 0:
            return cast(t, -1)
        return cast(t, x)


@elementwise("numpy.square")
def square(x):
    """The product x * x."""
    t = result_dtype(x)
    return cast(t, x) * cast(t, x)


@elementwise("numpy.reciprocal")
def reciprocal(x):
    """1 / x; of integers the whole part, 0 in place of an error."""
    t = result_dtype(x)
    if kind(x) == "i" or kind(x) == "u":
        if x == 1 or (kind(x) == "i" and x == -1):
            return cast(t, x)
        return cast(t, 0)
    else:
        return np.divide(cast(t, 1), cast(t, x))


@elementwise("numpy.heaviside")
def heaviside(x1, x2):
    """0 below zero, 1 above, x2 at zero."""
    t = inexact(cast(result_dtype(x1, x2), 0))
    if x1 != x1:
        return cast(t, x1)
    if x1 < 0:
        return cast(t, 0)
    if x1 > 0:
        return cast(t, 1)
    return cast(t, x2)


@elementwise("numpy.logaddexp")
def logaddexp(x1, x2):
    """log(exp(x1) + exp(x2)) without overflow."""
    t = inexact(cast(result_dtype(x1, x2), 0))
    a = cast(t, x1)
    b = cast(t, x2)
    if a == b:
        return a + cast(t, 0.6931471805599453)  # log(2); also for equal infinities
    if a > b:
        return a + np.log1p(np.exp(b - a))
    if a < b:
        return b + np.log1p(np.exp(a - b))
    return a + b


@elementwise("numpy.logaddexp2")
def logaddexp2(x1, x2):
    """log2(2**x1 + 2**x2) without overflow."""
    t = inexact(cast(result_dtype(x1, x2), 0))
    a = cast(t, x1)
    b = cast(t, x2)
    if a == b:
        return a + cast(t, 1)
    if a > b:
        return a + cast(t, LOG2E) * np.log1p(np.exp2(b - a))
    if a < b:
        return b + cast(t, LOG2E) * np.log1p(np.exp2(a - b))
    return a + b


@elementwise("numpy.deg2rad", "numpy.radians")
def radians(x):
    """Degrees as radians."""
    t = inexact(x)
    return cast(t, x) * cast(t, PI / 180)


@elementwise("numpy.rad2deg", "numpy.degrees")
def degrees(x):
    """Radians as degrees."""
    t = inexact(x)
    return cast(t, x) * cast(t, 180 / PI)


@elementwise("numpy.positive")
def positive(x):
    """The number itself."""
    return cast(result_dtype(x), x)


@elementwise("numpy.fabs")
def fabs(x):
    """Absolute value as a float."""
    return abs(cast(inexact(x), x))


@elementwise("numpy.float_power")
def float_power(x1, x2):
    """Power in float64 or complex128."""
    if kind(x1) == "c" or kind(x2) == "c":
        return np.power(cast(np.complex128, x1), cast(np.complex128, x2))
    else:
        return np.power(cast(np.float64, x1), cast(np.float64, x2))


@elementwise("numpy.gcd")
def gcd(x1, x2):
    """Greatest common divisor: Euclid's."""
    t = result_dtype(x1, x2)
    a = cast(t, x1)
    b = cast(t, x2)
    while b != 0:
        r = a % b
        a = b
        b = r
    return -a if a < 0 else a


@elementwise("numpy.lcm")
def lcm(x1, x2):
    """Least common multiple."""
    t = result_dtype(x1, x2)
    a = cast(t, x1)
    b = cast(t, x2)
    c = a
    d = b
    while d != 0:
        r = c % d
        c = d
        d = r
    if c == 0:
        return cast(t, 0)
    m = a // c * b
    return -m if m < 0 else m


@elementwise("numpy.divmod")
def divmod_(x1, x2):
    """Quotient and remainder of floor division."""
    return np.floor_divide(x1, x2), np.remainder(x1, x2)


@elementwise("numpy.modf")
def modf(x):
    """Fraction and whole part, both with the sign of x."""
    t = inexact(x)
    v = cast(t, x)
    whole = np.trunc(v)
    if np.isinf(v):
        return np.copysign(cast(t, 0), v), v
    return np.copysign(v - whole, v), whole


@elementwise("numpy.sinc")
def sinc(x):
    """sin(pi x) / (pi x); 1 at 0."""
    t = inexact(x)
    y = cast(t, PI) * cast(t, x)
    if y == 0:
        return cast(t, 1)
    return np.sin(y) / y


@elementwise("numpy.i0")
def i0(x):
    """The modified Bessel function of order 0: its power series (Abramowitz and Stegun 9.6.12), and 9.7.1 from 30 on."""
    v = abs(cast(np.float64, x))
    s = 1.0
    term = 1.0
    if v < 30:
        k = 1
        while term > 1e-17 * s:
            term *= (v / 2) / k * ((v / 2) / k)
            s += term
            k += 1
        return cast(np.float64, s)
    for k in range(1, 20):
        term *= (2 * k - 1) * (2 * k - 1) / (8.0 * v * k)
        s += term
    return cast(np.float64, np.exp(v) / np.sqrt(2 * PI * v) * s)


@elementwise("numpy.spacing")
def spacing(x):
    """Distance to the next number away from 0."""
    t = inexact(x)
    v = cast(t, x)
    if not np.isfinite(v):
        return cast(t, np.nan)
    if abs(v) == float_max(t):
        return np.copysign(epsilon(t) * np.exp2(np.floor(np.log2(abs(v) / 2)) + cast(t, 1)), v)
    return np.nextafter(v, np.copysign(cast(t, np.inf), v)) - v


@elementwise("numpy.logical_and")
def logical_and(x1, x2):
    """Both are not zero."""
    return np.bool_(x1 != 0 and x2 != 0)


@elementwise("numpy.logical_or")
def logical_or(x1, x2):
    """One of the two is not zero."""
    return np.bool_(x1 != 0 or x2 != 0)


@elementwise("numpy.logical_xor")
def logical_xor(x1, x2):
    """Exactly one of the two is not zero."""
    return np.bool_((x1 != 0) != (x2 != 0))


@elementwise("numpy.logical_not")
def logical_not(x):
    """The number is zero."""
    return np.bool_(x == 0)


@elementwise("numpy.isneginf")
def isneginf(x):
    """The number is minus infinity."""
    return np.bool_(x == -np.inf)


@elementwise("numpy.isposinf")
def isposinf(x):
    """The number is plus infinity."""
    return np.bool_(x == np.inf)


@elementwise("numpy.iscomplex")
def iscomplex(x):
    """The imaginary part is not zero."""
    if kind(x) == "c":
        return np.bool_(x.imag != 0)
    return np.bool_(False)


@elementwise("numpy.isreal")
def isreal(x):
    """The imaginary part is zero."""
    if kind(x) == "c":
        return np.bool_(x.imag == 0)
    return np.bool_(True)


@elementwise("gokernels.angle")
def angle_scalar(z):
    """The angle of a number in the complex plane."""
    if kind(z) == "c":
        return np.arctan2(z.imag, z.real)
    return np.arctan2(cast(inexact(z), 0), cast(inexact(z), z))


@function("numpy.angle")
def angle(z, deg=False):
    """The angle of numbers in the complex plane."""
    if deg:
        return degrees(angle_scalar(z))
    return angle_scalar(z)


@elementwise("gokernels.fix")
def fix_scalar(x):
    """The whole part."""
    return np.trunc(x)


@function("numpy.fix")
def fix(x):
    """The whole part."""
    if kind(x) == "i" or kind(x) == "u":
        return positive(x)
    return fix_scalar(x)


@elementwise("gokernels.replace_special")
def replace_special(x, nan, posinf, neginf):
    """nan, posinf or neginf in place of such numbers."""
    if x != x:
        return cast(result_dtype(x), nan)
    if x == np.inf:
        return cast(result_dtype(x), posinf)
    if x == -np.inf:
        return cast(result_dtype(x), neginf)
    return cast(result_dtype(x), x)


@function("numpy.nan_to_num")
def nan_to_num(x, copy=True, nan=0.0, posinf=None, neginf=None):
    """Numbers in place of NaN and infinities: 0 and the greatest finite ones unless given. Always a copy."""
    if kind(x) == "f":
        hi = float_max(result_dtype(x)) if posinf is None else posinf
        lo = -float_max(result_dtype(x)) if neginf is None else neginf
        return replace_special(x, nan, hi, lo)
    elif kind(x) == "c":
        t = real_dtype(x)
        hi = float_max(t) if posinf is None else posinf
        lo = -float_max(t) if neginf is None else neginf
        im = replace_special(x.imag, nan, hi, lo)
        return (replace_special(x.real, nan, hi, lo) + im * 1j).astype(result_dtype(x))
    else:
        return positive(x)


@elementwise("gokernels.round_places")
def round_places(x, p, down):
    """Rounded to a power of ten: p up, or down if the number of places is negative."""
    t = result_dtype(x)
    if kind(x) == "i" or kind(x) == "u":
        return cast(t, np.rint(x / p) * p) if down else cast(t, x)
    elif kind(x) == "c":
        if down:
            return cast(t, complex(np.rint(x.real / p) * p, np.rint(x.imag / p) * p))
        return cast(t, complex(np.rint(x.real * p) / p, np.rint(x.imag * p) / p))
    else:
        q = cast(t, p)
        return np.rint(x / q) * q if down else np.rint(x * q) / q


@function("numpy.round", "numpy.around", "numpy.round_")
@method("round")
def round_(a, decimals=0):
    """Rounded to so many places, ties to even."""
    if kind(a) == "b":
        raise TypeError("round of bools is not supported")
    return round_places(a, 10.0 ** abs(decimals), decimals < 0)


@elementwise("gokernels.close")
def close(a, b, rtol, atol, equal_nan):
    """|a - b| <= atol + rtol * |b|; equal infinities, and NaN if equal_nan."""
    if a == b:
        return np.bool_(True)
    if a != a or b != b:
        return np.bool_(equal_nan and a != a and b != b)
    if not (np.isfinite(cast(inexact(a), a)) and np.isfinite(cast(inexact(b), b))):
        return np.bool_(False)
    t = inexact(cast(result_dtype(a, b), 0))
    return np.bool_(abs(cast(t, a) - cast(t, b)) <= atol + rtol * abs(cast(inexact(b), b)))


@function("numpy.isclose")
def isclose(a, b, rtol=1e-05, atol=1e-08, equal_nan=False):
    """Item by item: |a - b| <= atol + rtol * |b|."""
    return close(a, b, rtol, atol, equal_nan)


@function("numpy.allclose")
def allclose(a, b, rtol=1e-05, atol=1e-08, equal_nan=False):
    """All items are close."""
    return bool(np.all(close(a, b, rtol, atol, equal_nan)))


@function("numpy.array_equal")
def array_equal(a1, a2):
    """The same shape and items."""
    if np.ndim(a1) != np.ndim(a2):
        return False
    else:
        if np.shape(a1) != np.shape(a2):
            return False
        return bool(np.all(np.equal(a1, a2)))


@function("numpy.array_equiv")
def array_equiv(a1, a2):
    """Equal items after broadcasting the one to the other."""
    return bool(np.all(np.equal(a1, a2)))
