"""The math and cmath functions beyond the operations table: Python's results and errors."""

import math

import numpy as np
from library import cast, float_max, function, kind

LIMIT = 9223372036854775808.0  # 2**63


@function("math.gcd")
def math_gcd(*integers):
    """Greatest common divisor of all."""
    g = 0
    for x in integers:
        a = g
        b = int(x)
        while b != 0:
            r = a % b
            a = b
            b = r
        g = abs(a)
    return g


@function("math.lcm")
def math_lcm(*integers):
    """Least common multiple of all."""
    m = 1
    for x in integers:
        g = math_gcd(m, x)
        m = 0 if g == 0 else abs(m // g * int(x))
    return m


@function("math.hypot")
def math_hypot(*coordinates):
    """Euclidean length."""
    s = 0.0
    for x in coordinates:
        s = float(np.hypot(s, float(x)))
    return s


@function("math.dist")
def math_dist(p, q):
    """Euclidean distance of two points: tuples or arrays."""
    if len(p) != len(q):
        raise ValueError("both points must have the same number of dimensions")
    s = 0.0
    if isinstance(p, tuple):
        return tuple_dist(p, q, s)
    else:
        for i in range(len(p)):
            s = float(np.hypot(s, float(p[i]) - float(q[i])))
        return s


def tuple_dist(p, q, s):
    """Distance of the rest of two tuples, s so far."""
    if len(p) == 0:
        return s
    return tuple_dist(p[1:], q[1:], float(np.hypot(s, float(p[0]) - float(q[0]))))


@function("math.comb")
def math_comb(n, k):
    """How many sets of k there are among n; OverflowError beyond 64 bits."""
    if n < 0 or k < 0:
        raise ValueError("n must be a non-negative integer" if n < 0 else "k must be a non-negative integer")
    m = min(k, n - k)
    if m < 0:
        return 0
    r = 1
    for i in range(m):
        g = math_gcd(r, i + 1)
        d = (i + 1) // g
        f = (n - i) // d
        if f > 0 and r // g > 9223372036854775807 // f:
            raise OverflowError("result does not fit in 64 bits")
        r = r // g * f
    return r


@function("math.perm")
def math_perm(n, k=None):
    """How many arrangements of k there are among n; OverflowError beyond 64 bits."""
    m = n if k is None else k
    if n < 0 or m < 0:
        raise ValueError("n must be a non-negative integer" if n < 0 else "k must be a non-negative integer")
    if m > n:
        return 0
    r = 1
    for i in range(m):
        if r > 9223372036854775807 // (n - i):
            raise OverflowError("result does not fit in 64 bits")
        r *= n - i
    return r


@function("math.factorial")
def math_factorial(n):
    """The product of 1 to n; OverflowError beyond 64 bits."""
    if n < 0:
        raise ValueError("factorial() not defined for negative values")
    if n > 20:
        raise OverflowError("result does not fit in 64 bits")
    r = 1
    for i in range(2, n + 1):
        r *= i
    return r


@function("math.isqrt")
def math_isqrt(n):
    """The whole part of the root: a floating-point guess, mended."""
    if n < 0:
        raise ValueError("isqrt() argument must be nonnegative")
    r = min(int(math.sqrt(n)), 3037000499)  # the root of 2**63 - 1
    while r * r > n:
        r -= 1
    while r < 3037000499 and (r + 1) * (r + 1) <= n:
        r += 1
    return r


@function("math.isclose")
def math_isclose(a, b, *, rel_tol=1e-09, abs_tol=0.0):
    """|a - b| <= max(rel_tol * max(|a|, |b|), abs_tol)."""
    if rel_tol < 0 or abs_tol < 0:
        raise ValueError("tolerances must be non-negative")
    if a == b:
        return True
    if np.isinf(a) or np.isinf(b):
        return False
    return abs(a - b) <= max(rel_tol * max(abs(a), abs(b)), abs_tol)


@function("math.fsum")
def math_fsum(seq):
    """The sum rounded once: partials without overlap (J. R. Shewchuk, Discrete Comput. Geometry 18 (1997) 305)."""
    partials = np.zeros(64)  # non-overlapping float64 numbers: at most 2098 / 53 + 1 = 40 of them
    n = 0
    special = 0.0
    for item in seq:
        x = float(item)
        if not np.isfinite(x):
            special += x
            continue
        k = 0
        for i in range(n):
            y = partials[i]
            if abs(x) < abs(y):
                z = x
                x = y
                y = z
            hi = x + y
            lo = y - (hi - x)
            if lo != 0:
                partials[k] = lo
                k += 1
            x = hi
        if not np.isfinite(x):
            raise OverflowError("intermediate overflow in fsum")
        partials[k] = x
        n = k + 1
    if special != 0:
        return special
    return rounded_sum(partials, n)


def rounded_sum(partials, n):
    """The sum of partials, ties made right by the next one."""
    if n == 0:
        return 0.0
    k = n - 1
    hi = partials[k]
    lo = 0.0
    while k > 0 and lo == 0:
        k -= 1
        x = hi
        hi = x + partials[k]
        lo = partials[k] - (hi - x)
    if k > 0 and ((lo < 0 and partials[k - 1] < 0) or (lo > 0 and partials[k - 1] > 0)):
        y = lo * 2
        x = hi + y
        if y == x - hi:
            hi = x
    return float(hi)


@function("math.prod")
def math_prod(iterable, *, start=1):
    """The product of all."""
    if isinstance(iterable, tuple):
        return tuple_prod(iterable, start)
    elif isinstance(iterable, np.ndarray):
        r = cast(iterable.dtype, start)
        for x in iterable:
            r *= x
        return r
    else:
        r = start
        for x in iterable:
            r = r * x
        return r


def tuple_prod(t, r):
    """r times the items of t."""
    if len(t) == 0:
        return r
    return tuple_prod(t[1:], r * t[0])


@function("math.sumprod")
def math_sumprod(p, q):
    """The sum of products."""
    if len(p) != len(q):
        raise ValueError("Inputs are not the same length")
    s = 0.0
    for i in range(len(p)):
        s += p[i] * q[i]
    return s


def checked_log(x):
    """The logarithm; ValueError for what has none."""
    if x <= 0:
        raise ValueError("math domain error")
    return math.log(x)


@function("math.log")
def math_log(x, base=None):
    """Logarithm to any base."""
    if base is None:
        return checked_log(x)
    else:
        d = checked_log(base)
        if d == 0:
            raise ZeroDivisionError("float division by zero")
        return checked_log(x) / d


@function("math.modf")
def math_modf(x):
    """Fraction and whole part, both with the sign of x."""
    v = float(x)
    if np.isinf(v):
        return math.copysign(0.0, v), v
    whole = float(np.trunc(v))
    return math.copysign(v - whole, v), whole


@function("math.remainder")
def math_remainder(x, y):
    """IEEE 754's remainder: x - n*y for the integer n nearest to x / y, even if in doubt. Exact."""
    a = float(x)
    b = abs(float(y))
    if a != a or b != b:
        return a + b
    if np.isinf(a) or b == 0:
        raise ValueError("math domain error")
    if np.isinf(b):
        return a
    m = math.fmod(abs(a), b)
    c = b - m
    if m < c:
        r = m
    elif m > c:
        r = -c
    else:  # halfway: fmod of the half tells whether n is even
        r = m - 2.0 * math.fmod(0.5 * (abs(a) - m), b)
    return math.copysign(1.0, a) * r


@function("math.ulp")
def math_ulp(x):
    """The unit in the last place."""
    v = abs(float(x))
    if v != v or np.isinf(v):
        return v
    if v == float_max(np.float64):
        return v - float(np.nextafter(v, 0.0))
    return float(np.nextafter(v, np.inf)) - v


def to_int(v):
    """A whole float as an integer; errors as Python's, OverflowError beyond 64 bits."""
    if v != v:
        raise ValueError("cannot convert float NaN to integer")
    if np.isinf(v):
        raise OverflowError("cannot convert float infinity to integer")
    if v >= LIMIT or v < -LIMIT:
        raise OverflowError("result does not fit in 64 bits")
    return int(v)


@function("math.trunc")
def math_trunc(x):
    """The whole part as an integer."""
    if kind(x) == "f":
        return to_int(float(np.trunc(x)))
    return int(x)


@function("math.floor")
def math_floor(x):
    """Rounded down, as an integer."""
    if kind(x) == "f":
        return to_int(float(np.floor(x)))
    return int(x)


@function("math.ceil")
def math_ceil(x):
    """Rounded up, as an integer."""
    if kind(x) == "f":
        return to_int(float(np.ceil(x)))
    return int(x)


@function("math.degrees")
def math_degrees(x):
    """Radians as degrees."""
    return float(x) * (180 / math.pi)


@function("math.radians")
def math_radians(x):
    """Degrees as radians."""
    return float(x) * (math.pi / 180)


@function("math.cbrt")
def math_cbrt(x):
    """Cube root."""
    return float(np.cbrt(float(x)))


@function("cmath.phase")
def cmath_phase(x):
    """The angle in the complex plane."""
    z = complex(x)
    return float(np.arctan2(z.imag, z.real))


@function("cmath.polar")
def cmath_polar(x):
    """Absolute value and angle."""
    z = complex(x)
    return float(np.hypot(z.real, z.imag)), float(np.arctan2(z.imag, z.real))


@function("cmath.rect")
def cmath_rect(r, phi):
    """The number of that absolute value and angle."""
    if phi == 0:
        return complex(r, r * phi)
    return complex(r * math.cos(phi), r * math.sin(phi))


@function("cmath.isclose")
def cmath_isclose(a, b, *, rel_tol=1e-09, abs_tol=0.0):
    """|a - b| <= max(rel_tol * max(|a|, |b|), abs_tol)."""
    x = complex(a)
    y = complex(b)
    if rel_tol < 0 or abs_tol < 0:
        raise ValueError("tolerances must be non-negative")
    if x == y:
        return True
    if np.isinf(x) or np.isinf(y):
        return False
    return abs(x - y) <= max(rel_tol * max(abs(x), abs(y)), abs_tol)




def power_modulo(base, exp, mod):
    """pow(base, exp, mod) of ints, by squaring; |mod| below 2**31, so that products fit into 64 bits."""
    if exp < 0:
        raise ValueError("pow() with a negative exponent and a modulus is not supported")
    if mod == 0:
        raise ValueError("pow() 3rd argument cannot be 0")
    if mod > 2147483647 or mod < -2147483647:
        raise ValueError("pow() with a modulus beyond 2**31 is not supported")
    r = 1 % mod
    b = base % mod
    e = exp
    while e > 0:
        if e % 2 == 1:
            r = r * b % mod
        b = b * b % mod
        e = e // 2
    return r


def bit_length(x):
    """How many bits |x| needs."""
    n = 0
    v = abs(x)
    while v > 0:
        v = v // 2
        n += 1
    return n


def bit_count(x):
    """How many ones |x| has in binary."""
    n = 0
    v = abs(x)
    while v > 0:
        n += v % 2
        v = v // 2
    return n
