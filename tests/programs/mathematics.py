# powers-logs: exp, log with and without base, log2, log10, log1p, expm1
def f(x):
    return math.exp(x), math.log(x), math.log(x, 3), math.log2(x), math.log10(x), math.log1p(x), math.expm1(x)

case(f, 2.5)
case(f, 1e-10)
case(f, 7)
---
# trigonometry: sin to atan2
def f(x):
    return math.sin(x), math.cos(x), math.tan(x), math.asin(x), math.acos(x), math.atan(x), math.atan2(x, -2.0)

case(f, 0.7)
case(f, -0.3)
---
# atan2-quadrants: signs and zeros
def f(y, x):
    return math.atan2(y, x)

for y in (1.0, -1.0, 0.0, -0.0):
    for x in (1.0, -1.0, 0.0, -0.0):
        case(f, y, x)
---
# hyperbolic: sinh to atanh
def f(x):
    return math.sinh(x), math.cosh(x), math.tanh(x), math.asinh(x), math.acosh(1 + x), math.atanh(x)

case(f, 0.7)
---
# rounding: floor, ceil, trunc give ints
def f(x):
    return math.floor(x), math.ceil(x), math.trunc(x)

case(f, -2.5, want=(-3, -2, -2))
case(f, 2.5, want=(2, 3, 2))
case(f, 7, want=(7, 7, 7))
---
# classification: isnan, isinf, isfinite, isclose
def f(x):
    return math.isnan(x), math.isinf(x), math.isfinite(x), math.isclose(x, x + 1e-12)

case(f, 1.5, want=(False, False, True, True))
case(f, float("inf"))
case(f, float("nan"))
---
# constants: pi, e, tau, inf, nan
def f():
    return math.pi, math.e, math.tau, math.inf, -math.inf, math.nan

case(f)
---
# gamma-erf: special functions
def f(x):
    return math.gamma(x), math.lgamma(x), math.erf(x), math.erfc(x)

case(f, 4.5, rtol=1e-11)
case(f, 0.1, rtol=1e-11)
case(f, -1.5, rtol=1e-11)
---
# copysign-fabs: signs
def f(x, y):
    return math.copysign(x, y), math.fabs(x), math.fmod(x, y), math.hypot(x, y), math.pow(x, 2)

case(f, -7.5, 2.0)
case(f, 7, -2)
---
# integers: gcd, lcm, factorial, isqrt, comb
def f(a, b):
    return math.gcd(a, b), math.lcm(a, b), math.factorial(10), math.isqrt(a), math.comb(10, 3)

case(f, 252, 105, want=(21, 1260, 3628800, 15, 120))
---
# mantissa: frexp, ldexp, modf
def f(x):
    m, e = math.frexp(x)
    return m, e, math.ldexp(m, e), math.modf(x)

case(f, 10.25, want=(0.640625, 4, 10.25, (0.25, 10.0)))
case(f, -0.3)
---
# degrees-radians: angles
def f(x):
    return math.degrees(x), math.radians(x)

case(f, 1.25)
---
# domain: outside its domain math.log gives what IEEE has, as under Numba
def f(a):
    out = np.zeros(a.size)
    for i in prange(a.size):
        out[i] = math.log(a[i])
    return out

case(f, np.arange(1.0, 50.0))
case(f, np.arange(5.0) - 2, oracle=lambda a: np.array([np.nan, np.nan, -np.inf, 0.0, math.log(2.0)]))
---
# in-prange: a mixture of functions across lanes
def f(a):
    out = np.zeros(a.size)
    for i in prange(a.size):
        x = a[i]
        if x > 0:
            out[i] = math.log(x) + math.sqrt(x) + math.erf(x)
        else:
            out[i] = math.exp(x) * math.sin(x) + math.floor(x)
    return out

case(f, np.linspace(-5, 5, 67))
---
# float32-argument: math functions of float32 compute in float64
def f(x):
    return math.sqrt(x) + math.sin(x)

case(f, np.float32(2.0))
---
# int-array-element: math functions of integer elements
def f(a):
    s = 0.0
    for i in range(a.size):
        s += math.sqrt(a[i]) + math.floor(a[i] / 2)
    return s

case(f, np.arange(10))
---
# operator-module: functions of the operator module
import operator

def f(a, b):
    return operator.add(a, b), operator.mul(a, b), operator.lt(a, b), operator.neg(a), operator.floordiv(b, a)

case(f, 3, 8, want=(11, 24, True, -3, 2))
---
# limits: what iinfo and finfo tell
def f(a, b):
    return (np.iinfo(np.int32).max, np.iinfo(a.dtype).min, np.iinfo(np.uint64).max, np.iinfo(np.uint8).bits, np.finfo(np.float64).eps,
            np.finfo(b.dtype).max, np.finfo(float).tiny, np.iscomplexobj(b), np.isrealobj(a))

case(f, np.arange(3), np.zeros(2, np.float32))
---
# iinfo-of-float: the other one is meant
def f(x):
    return np.iinfo(np.float64).max  ### numpy.iinfo of float64

fails(f, 1.0, only="both")
---
# sum-of-small: wraps and rounds as Python's sum() of NumPy's scalars does
def f(a):
    return sum(a)

def g(a, k):
    return sum(a, k)

for dtype in ("uint8", "int8", "int16", "uint32", "float32", "float64", "int64", "bool", "complex64"):
    case(f, (np.arange(40) * 7.3 % 100).astype(dtype))
    if dtype[0] in "ui":
        case(f, np.zeros(0, dtype))
case(g, np.arange(40, dtype=np.uint8), 5)
case(g, np.arange(40, dtype=np.float32), 0.5)
---
# sum-of-rows: an axis is meant
def f(a):
    return sum(a)  ### sum\(\) of arrays

fails(f, np.zeros((2, 3)), only="both")
