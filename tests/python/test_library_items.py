"""The library in the kernel language: shapes, joining, indexing, functions of scalars and random numbers."""

import cmath
import itertools
import math
import operator
import random
import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_library import ALL, PREVIEW, REAL, arrays, axes_of, check, library, method_check, np_check, same

pytestmark = pytest.mark.filterwarnings("ignore::RuntimeWarning", "ignore::DeprecationWarning")
F = library.FUNCTIONS
FLOATS = [0.0, -0.0, 0.5, -1.5, 2.5, 3.0, -7.25, 1e300, 1e-310, math.inf, -math.inf, math.nan]
INTS = [-9, -4, -1, 0, 1, 2, 6, 15, 100]


# ---- shapes and joining ----

@PREVIEW
@given(a=arrays(ALL, (1, 3), nan=False), k=st.integers(-5, 5))
def test_shapes(a, k):
    axes = range(-a.ndim - 1, a.ndim + 1)
    for i, j in itertools.product(axes, axes):
        for name in ("moveaxis", "swapaxes", "rollaxis"):
            np_check(name, a, i, j)
    for i in axes:
        np_check("expand_dims", a, i)
        np_check("size", a, i)
        if -a.ndim <= i < a.ndim:
            np_check("squeeze", a, i)
            np_check("squeeze", np.expand_dims(a, i), i)
    np_check("squeeze", a[None, :, None], (0, 2))
    for axis in axes_of(a):
        np_check("flip", a, axis)
        np_check("roll", a, k, axis)
    np_check("roll", a, (k, 1), (0, 0))
    for name in ("fliplr", "flipud", "atleast_1d", "atleast_2d", "atleast_3d", "ndim", "shape", "size", "matrix_transpose"):
        np_check(name, a)
    for name in ("atleast_1d", "atleast_2d", "ndim", "shape", "size"):
        np_check(name, 2.5)
    if a.ndim > 1:
        np_check("rot90", a, k)
    method_check("flatten", a)


@PREVIEW
@given(a=arrays(ALL, (1, 3), nan=False), dtype=st.sampled_from(ALL), n=st.integers(0, 4))
def test_joining(a, dtype, n):
    b = a[:n].astype(dtype)
    for axis in axes_of(a, False):
        np_check("concatenate", (a, b, a), axis)
        np_check("stack", (a, a.astype(dtype)), 0 if axis is None else axis)
        np_check("append", a, b, axis)
        np_check("repeat", a, n, axis)
        np_check("repeat", a, -1, axis)
        if axis is not None and -a.ndim <= axis < a.ndim:
            np_check("repeat", a, np.arange(a.shape[axis]), axis)
            np_check("array_split", a, n, axis)
            np_check("split", a, n or 1, axis)
            np_check("split", a, np.array([1, 3]), axis)
    np_check("stack", (a, b))
    for name in ("vstack", "hstack", "dstack", "column_stack"):
        np_check(name, (a, b) if name == "vstack" or a.ndim == 1 == n else (a, a.astype(dtype)))
    for reps in (n, (2, n), (1, 2, 1, n)):
        np_check("tile", a, reps)
    np_check("resize", a, (3, n))
    for swap in ("xy", "ij", "no"):
        np_check("meshgrid", a, b, indexing=swap, oracle=lambda *x, indexing: tuple(np.meshgrid(*x, indexing=indexing)))


@PREVIEW
@given(a=arrays(REAL, (1, 2), nan=False), i=st.integers(-6, 6))
def test_delete_insert(a, i):
    for axis in axes_of(a, False):
        if axis is None or -a.ndim <= axis < a.ndim:
            np_check("delete", a, i, axis)
            np_check("delete", a, np.array([0, i]), axis)
            n = a.size if axis is None else a.shape[axis]
            np_check("delete", a, np.arange(n) % 2 == 0, axis)
    if a.ndim == 1:
        np_check("insert", a, i, 1)
        np_check("insert", a, i, np.array([1, 0, 1]))


@pytest.mark.parametrize("ends", [(0, 1), (2.5, -3), (1, 1), (-4, 9), (1, np.inf), (0, 1 + 2j)])
@pytest.mark.parametrize("num", [-1, 0, 1, 2, 3, 50])
def test_spaces(ends, num):
    for end in (True, False):
        np_check("linspace", *ends, num, endpoint=end, retstep=num > 1)
        if not isinstance(ends[1], complex):
            np_check("logspace", *ends, num, endpoint=end)
            np_check("linspace", *ends, num, endpoint=end, dtype=np.int64) if np.isfinite(ends[1]) else None
            if ends[0] and ends[1] and np.isfinite(ends[1]):
                np_check("geomspace", abs(ends[0]), abs(ends[1]), num, endpoint=end)
                np_check("geomspace", -2, -abs(ends[1]), num, endpoint=end)


# ---- indexing ----

@PREVIEW
@given(a=arrays(ALL, (1, 3), nan=False), index=arrays(("int64", "int32", "uint8"), (0, 2)), seed=st.integers(0, 99))
def test_indexing(a, index, seed):
    mask = np.random.default_rng(seed).random(a.shape) < 0.5
    ours, get = vars(library_module("indexing")), operator.getitem
    for m in (mask, mask.all(tuple(range(1, a.ndim))), np.ones(len(a) + 1, bool)):
        run(ours["take_mask"], get, a, m)
        run(ours["put_mask"], np.ndarray.__setitem__, a, m, 1)
        run(ours["put_mask"], np.ndarray.__setitem__, a, m, np.ones(a.shape[-1:], a.dtype))
    run(ours["take_index"], get, a, index)
    run(ours["take_indices"], get, a, (index,) * a.ndim)
    run(ours["take_indices"], get, a, (index, 0)[:a.ndim])
    v = np.arange(index.size).reshape(index.shape).astype(a.dtype)
    run(ours["put_index"], np.ndarray.__setitem__, a, index, 1)
    run(ours["put_indices"], np.ndarray.__setitem__, a, (index,) * a.ndim, v)
    if a.ndim == 1:
        run(ours["put_index"], np.ndarray.__setitem__, a, index, v)
    for axis, mode in itertools.product(axes_of(a, False), ("raise", "wrap", "clip")):
        if a.size:
            np_check("take", a, index, axis, mode=mode)
            np_check("take", a, -1, axis, mode=mode)
    if a.size:
        np_check("put", np.array(a), index, np.ones(2))
        np_check("put", np.array(a), index, 1, "clip")


def library_module(name):
    return sys.modules[name]


def run(mine, theirs, *args):
    name = mine.__name__
    library.FUNCTIONS["test"] = mine
    try:
        check("test", *args, oracle=theirs)
    except AssertionError as e:
        raise AssertionError(f"{name}: {e}") from e
    finally:
        del library.FUNCTIONS["test"]


@PREVIEW
@given(a=arrays(ALL, (1, 3)), seed=st.integers(0, 99))
def test_selecting(a, seed):
    mask = np.random.default_rng(seed).random(a.shape) < 0.5
    for name in ("nonzero", "flatnonzero", "argwhere", "where"):
        np_check(name, a)
    np_check("extract", mask, a)
    for axis in axes_of(a, False):
        np_check("compress", mask.reshape(-1)[:3], a, axis)
    np_check("select", (mask, ~mask & (a == 1)), (a, a + 1), 7)
    np_check("choose", mask.astype(int) * 2 - seed % 2, (a, 1.5 * a, -a if a.dtype != bool else a))
    np_check("putmask", np.array(a), mask, np.arange(3).astype(a.dtype))
    np_check("indices", a.shape)
    for k in (0, a.size - 1, a.size, np.arange(a.size)):
        np_check("unravel_index", k, a.shape)
    if a.size:
        np_check("ravel_multi_index", np.unravel_index(np.arange(a.size), a.shape), a.shape)
    np_check("ravel_multi_index", (0,) * (a.ndim - 1) + (99,), a.shape)
    order = np.argsort(a, -1)
    np_check("take_along_axis", a, order)


# ---- functions of scalars ----

ONE = "sign square reciprocal radians degrees deg2rad rad2deg positive fabs modf sinc i0 spacing isneginf isposinf logical_not " \
      "isreal angle fix nan_to_num"


TWO = ["heaviside", "logaddexp", "logaddexp2", "float_power", "gcd", "lcm", "divmod", "logical_and", "logical_or", "logical_xor"]


@pytest.mark.parametrize("dtype", ["float64", "float32", "int64", "int32"])
@pytest.mark.parametrize("name", ONE.split())
def test_elementwise(name, dtype):
    values = np.array(FLOATS if dtype[0] == "f" else INTS).astype(dtype)
    if name == "reciprocal":
        values = values[values != 0]
    if name == "i0":
        values = np.array([0, 1, 5, 25, 29.9, 31, 80, -3]).astype(dtype)
        np_check(name, values.astype("f8"))
    else:
        np_check(name, values)
        np_check(name, values[1])
        np_check(name, values.reshape(1, -1)[:, ::2])


@pytest.mark.parametrize("name", TWO)
def test_elementwise_of_two(name):
    for dtype in ("int64", "int32") if name in ("gcd", "lcm") else ("float64", "float32", "int64"):
        x = np.array(FLOATS if dtype[0] == "f" else INTS).astype(dtype)
        if name == "float_power":
            x = np.abs(x[1:9])
        np_check(name, x[:, None], x[x != 0] if name == "divmod" else x)
        np_check(name, x, 2)
        np_check(name, x[2], x[4])


@PREVIEW
@given(a=arrays(("float64", "float32", "int64", "complex128"), (0, 2)), decimals=st.integers(-3, 6))
def test_rounding_and_closeness(a, decimals):
    np_check("round", a * a.dtype.type(37) / 3 if a.dtype.kind != "i" else a * 137, decimals)
    np_check("round", a.dtype.type(2), decimals)
    b = a + (0.00001 if a.dtype.kind != "i" else 0)
    for flag in (False, True):
        np_check("isclose", a, b, equal_nan=flag)
        np_check("allclose", a, b, 1e-3, 1e-3, flag)
    np_check("array_equal", a, b)
    np_check("array_equal", a, a[None])
    np_check("array_equiv", a, a[None])
    np_check("nan_to_num", a, nan=2.0, posinf=5.0)
    np_check("sign", a)
    np_check("angle", a, True)


@PREVIEW
@given(a=arrays(("float64", "float32", "int64", "complex128"), (1, 1), nan=False),
       v=arrays(("float64", "int64", "complex128"), (1, 1), nan=False))
def test_series(a, v):
    for mode in ("full", "same", "valid", "no"):
        np_check("convolve", a, v[:9], mode)
        np_check("correlate", a, v[:9], mode)
        np_check("correlate", v[:4], a, mode)
    if len(a):
        np_check("polyval", a[:4], v)
        np_check("polyval", a[:4], 2.5)
    m = np.vstack((a, a**2 + 1, np.arange(len(a))))
    if len(a) > 2:
        np_check("cov", m)
        np_check("cov", m, rowvar=False, bias=True)
        np_check("cov", m.real, a.real, ddof=0)
        np_check("cov", a, oracle=lambda a: np.cov(a)[()])
        np_check("corrcoef", m + np.arange(len(a)) ** 3)
    for name in ("hanning", "hamming", "blackman", "bartlett"):
        np_check(name, len(a))
    np_check("kaiser", len(a), 3.5)


def test_math():
    small = [x for x in FLOATS if abs(x) < 1e5] + [1e-20, 0.1, 2.5]
    for x in FLOATS:
        for name in ("trunc", "floor", "ceil") if abs(x) < 1e10 or not math.isfinite(x) else ():
            check("math." + name, x)
        for name in ("modf", "ulp", "degrees", "radians", "cbrt", "log") if hasattr(math, "cbrt") else ():
            check("math." + name, x, exact=name == "ulp")
        for y in FLOATS:
            check("math.remainder", x, y, exact=True)
            check("math.isclose", x, y, rel_tol=0.1)
            check("math.hypot", x, y, 2.0)
            check("math.log", abs(x), y)
    for n, k in itertools.product((-1, 0, 1, 5, 20, 30), (-1, 0, 1, 3, 12, 40)):
        check("math.comb", n, k)
        check("math.gcd", n, k, 10)
        check("math.lcm", n, k, 4)
        if k < 5:
            check("math.perm", n, k)
    for n in (-1, 0, 5, 20):
        check("math.factorial", n)
    for n in (-1, 0, 15, 16, 2**52 - 1, 2**53, (3037000499)**2, 3037000499**2 - 1, 2**63 - 1):
        check("math.isqrt", n)
    rng = random.Random(3)
    for n in range(60):
        row = np.array([rng.uniform(-1, 1) * 10 ** rng.randint(-20, 20) for _ in range(n)])
        check("math.fsum", np.concatenate((row, -row[::2])), exact=True)
    check("math.prod", (2, 3.5, 4), start=2)
    check("math.prod", np.array(small))
    check("math.dist", (1, 2.5), (4, 6.0))
    check("math.dist", np.ones(3), np.zeros(3))
    for r, phi in itertools.product((0.0, 1.0, -2.5), (0.0, 1.0, -3.0)):
        check("cmath.rect", r, phi)
        for name in ("phase", "polar"):
            check("cmath." + name, complex(r, phi))
        check("cmath.isclose", complex(r, phi), cmath.rect(r, phi))


# ---- random numbers: moments against NumPy's, and what cannot be drawn ----

LAWS = {
    "random": (), "standard_normal": (), "standard_exponential": (), "uniform": (-2, 5), "normal": (3, 2), "exponential": (2.5,),
    "gamma": (2.5, 1.5), "standard_gamma": (0.3,), "beta": (0.5, 0.7), "chisquare": (3,), "f": (4, 12), "standard_t": (9,),
    "lognormal": (0.1, 0.5), "laplace": (1, 2), "logistic": (1, 2), "gumbel": (1, 2), "weibull": (1.7,), "pareto": (6,),
    "power": (2.5,), "rayleigh": (2,), "triangular": (-1, 0, 4), "vonmises": (0.5, 2.0), "wald": (2, 3), "binomial": (100, 0.3),
    "poisson": (3.5,), "geometric": (0.2,), "negative_binomial": (5, 0.4), "hypergeometric": (20, 15, 12), "zipf": (6.5,),
    "logseries": (0.7,), "randint": (3, 12), "random_integers": (1, 6),
}
VARIANTS = [*LAWS.items(), ("poisson", (40.0,)), ("poisson", (12.0,)), ("binomial", (7, 0.9)), ("beta", (3, 2)),
            ("gamma", (9, 1)),
            ("hypergeometric", (5, 30, 30)), ("vonmises", (0, 1e-9)), ("binomial", (50000, 0.01)), ("vonmises", (1, 1e7))]


@pytest.mark.parametrize(("name", "args"), VARIANTS)
def test_moments(name, args):
    """Mean, variance and distribution (Kolmogorov and Smirnov, two samples) are those of NumPy's numbers."""
    library.DYNAMIC = np.random.Generator(np.random.PCG64(5))
    n = 20_000
    mine = F["numpy.random." + name](*args, size=n)
    state = np.random.RandomState(6)
    theirs = getattr(state, name)(*args, size=n)
    assert (mine.dtype, mine.shape) == (theirs.dtype, theirs.shape)
    assert abs(mine.mean() - theirs.mean()) < 5 * theirs.std() * math.sqrt(2 / n)
    grid = np.unique(theirs)
    gap = np.searchsorted(np.sort(mine), grid, "right") - np.searchsorted(np.sort(theirs), grid, "right")
    assert np.abs(gap).max() / n < 1.95 * math.sqrt(2 / n)  # exceeded once in 1,000
    assert np.ndim(F["numpy.random." + name](*args)) == 0
    assert F["numpy.random." + name](*args, size=(2, 3)).shape == (2, 3)


WRONG = [("normal", 0, -1), ("gamma", -1), ("beta", 0, 1), ("binomial", 5, 1.5), ("poisson", -1), ("geometric", 0), ("zipf", 1),
         ("triangular", 0, 2, 1), ("randint", 5, 5), ("randint", 0, 300, None, np.uint8), ("hypergeometric", 2, 2, 9),
         ("choice", 0), ("choice", 3, 5, False), ("multinomial", 3, np.array([0.9, 0.9, 0.1])), ("dirichlet", np.array([0.0, 1])),
         ("vonmises", 0, -1), ("wald", 0, 1), ("logseries", 1), ("exponential", -1), ("uniform", 0, np.inf)]


@pytest.mark.parametrize("case", WRONG)
def test_wrong_parameters(case):
    name, *args = case
    same(raised(F["numpy.random." + name], args), raised(getattr(np.random, name), args), case)


def raised(f, args):
    try:
        return f(*args)
    except (ValueError, OverflowError) as e:
        return type(e)


def test_arrangements():
    library.DYNAMIC = np.random.Generator(np.random.PCG64(8))
    counts = {}
    for _ in range(6000):
        key = tuple(F["numpy.random.permutation"](3))
        counts[key] = counts.get(key, 0) + 1
    assert len(counts) == 6 and all(850 < n < 1150 for n in counts.values())
    m = np.arange(12).reshape(4, 3)
    F["numpy.random.shuffle"](m)
    assert sorted(map(tuple, m)) == sorted(map(tuple, np.arange(12).reshape(4, 3)))
    assert F["numpy.random.rand"](2, 3).shape == (2, 3) and isinstance(F["numpy.random.randn"](), float)


def test_choices():
    library.DYNAMIC = np.random.Generator(np.random.PCG64(9))
    p = np.array([0.1, 0.0, 0.6, 0.3])
    many = F["numpy.random.choice"](np.array([5, 6, 7, 8]), 20000, True, p)
    np.testing.assert_allclose(np.bincount(many, minlength=9)[5:] / 20000, p, atol=0.02)
    first = [F["numpy.random.choice"](4, 2, False, p) for _ in range(4000)]
    assert all(a != b and 1 not in (a, b) for a, b in first)
    np.testing.assert_allclose(np.bincount([a for a, _ in first], minlength=4) / 4000, p, atol=0.04)
    assert sorted(F["numpy.random.choice"](6, 6, False)) == list(range(6))
    assert F["numpy.random.choice"](6, (2, 2)).shape == (2, 2)
    draws = F["numpy.random.multinomial"](20, np.array([0.2, 0.5, 0.3]), 3000)
    assert (draws.sum(1) == 20).all()
    np.testing.assert_allclose(draws.mean(0), [4, 10, 6], atol=0.3)
    alpha = np.array([1.0, 2, 5])
    parts = F["numpy.random.dirichlet"](alpha, 3000)
    np.testing.assert_allclose(parts.sum(1), 1)
    np.testing.assert_allclose(parts.mean(0), alpha / 8, atol=0.02)


def test_python_random():
    library.DYNAMIC = np.random.Generator(np.random.PCG64(10))
    for name, args, mean in (("random", (), 0.5), ("uniform", (2, 4), 3), ("gauss", (1, 2), 1), ("expovariate", (2,), 0.5),
                             ("betavariate", (2, 2), 0.5), ("gammavariate", (3, 2), 6), ("triangular", (0, 3, 3), 2),
                             ("lognormvariate", (0, 0.5), math.exp(0.125)), ("paretovariate", (4,), 4 / 3),
                             ("randint", (1, 6), 3.5),
                             ("weibullvariate", (2, 1), 2), ("randrange", (10, 0, -2), 6), ("getrandbits", (3,), 3.5),
                             ("choice", ((1, 2, 6),), 3)):
        values = np.array([F["random." + name](*args) for _ in range(8000)], float)
        assert abs(values.mean() - mean) < 5 * values.std() / math.sqrt(8000), name
    for name, args in (("randint", (3, 2)), ("randrange", (0,)), ("randrange", (1, 5, 0)), ("gammavariate", (0, 1))):
        with pytest.raises(ValueError):
            F["random." + name](*args)
    with pytest.raises(IndexError):
        F["random.choice"](())
