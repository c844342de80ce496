"""Mathematical functions in compiled kernels, against NumPy in longer arithmetic."""

import math
from fractions import Fraction

import numpy as np
import pytest
from oracles import distance

from gokernels import njit, prange

pytestmark = pytest.mark.filterwarnings("ignore::RuntimeWarning")
rng = np.random.default_rng(20)

UNARY = ["exp", "exp2", "expm1", "log", "log2", "log10", "log1p", "sin", "cos", "tan",
         "arcsin", "arccos", "arctan", "sinh", "cosh", "tanh", "arcsinh", "arccosh", "arctanh", "cbrt"]
BINARY = {"power": np.power, "arctan2": np.arctan2, "hypot": np.hypot, "fmod": np.fmod,
          "mod": np.mod, "floor_divide": np.floor_divide}
EXACT = {"fmod", "mod", "floor_divide"}
SPECIAL = [0.0, -0.0, 0.5, 1.0, -1.0, 2.0, -3.0, 1e-300, 5e-324, 1e300, 88.0, 709.0, 1e10, math.inf, -math.inf, math.nan]


def arguments(dtype):
    """Special values, their pairs and random numbers of several sizes."""
    x, y = (part.ravel() for part in np.meshgrid(SPECIAL, SPECIAL))
    spread = rng.normal(size=400) * 10.0 ** rng.integers(-8, 8, 400)
    x = np.concatenate([x, spread, rng.uniform(-1, 1, 400), rng.uniform(0, 30, 403)])
    y = np.concatenate([y, spread[::-1], rng.uniform(-1, 1, 400), rng.uniform(-9, 9, 403)])
    return x.astype(dtype), y.astype(dtype)


def unary_loop(function):
    @njit(parallel=True)
    def loop(x, out):
        for i in prange(len(x)):
            out[i] = function(x[i])

    return loop


def binary_loop(function):
    @njit(parallel=True)
    def loop(x, y, out):
        for i in prange(len(x)):
            out[i] = function(x[i], y[i])

    return loop


def assert_near(got, want, ulp, *args):
    far = np.flatnonzero(distance(got, want.astype(got.dtype)) > ulp)
    assert not len(far), [(got[k], want[k], *(a[k] for a in args)) for k in far[:5]]


def longer(x):
    return x.astype(np.longdouble)


@pytest.mark.parametrize("dtype", [np.float64, np.float32])
@pytest.mark.parametrize("name", UNARY)
def test_functions_of_one_number(name, dtype):
    function, (x, _) = getattr(np, name), arguments(dtype)
    got = np.empty_like(x)
    unary_loop(function)(x, got)
    assert_near(got, function(longer(x)), 1, x)


@pytest.mark.parametrize("name", BINARY)
@pytest.mark.parametrize("dtype", [np.float64, np.float32])
def test_functions_of_two_numbers(name, dtype):
    function, (x, y) = BINARY[name], arguments(dtype)
    got = np.empty_like(x)
    binary_loop(function)(x, y, got)
    if name in EXACT:
        assert_near(got, function(x, y), 0, x, y)
    else:
        assert_near(got, function(longer(x), longer(y)), 1, x, y)


def test_erf():
    x, _ = arguments(np.float64)
    got = np.empty_like(x)
    unary_loop(math.erf)(x, got)
    assert_near(got, np.array([math.erf(v) for v in x]), 2, x)


def powers(k):
    @njit(parallel=True)
    def loop(x, out):
        for i in prange(len(x)):
            out[i] = x[i] ** k

    return loop


@pytest.mark.parametrize("dtype", [np.float64, np.float32])
@pytest.mark.parametrize("k", [-2, -1, 0, 0.5, 1, 1.5, 2, 2.0, 3, 3.0, 4, 5, 12, -0.5])
def test_constant_powers(k, dtype):
    x, _ = arguments(dtype)
    got = np.empty_like(x)
    powers(k)(x, got)
    with np.errstate(all="ignore"):
        want = np.power(longer(x), longer(np.array(k, dtype)))
    assert_near(got, want, 1, x)
    assert (np.signbit(got) == np.signbit(want))[~np.isnan(want)].all()


def test_cubes_are_rounded_once():
    x = np.random.default_rng(3).uniform(-10, 10, 5000)
    got = np.empty_like(x)
    powers(3)(x, got)
    assert got.tolist() == [float(Fraction(v) ** 3) for v in x.tolist()]
