"""Loops over narrow types, of which eight iterations run in lanes: random lengths, bases, strides and values.

The oracle is NumPy, or the same expression in Python's ints.
"""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gokernels import njit, prange

INTS = [np.int8, np.uint8, np.int16, np.uint16, np.int32, np.uint32]
NARROW = [*INTS, np.float32, np.bool_]
LENGTHS = st.integers(0, 4 * 8 + 1) | st.integers(100, 140)


def values(dtype: Any, n: int, seed: int) -> Any:
    """Numbers of all sizes, edges among them; they begin anywhere, and lie one or two elements apart."""
    g = np.random.default_rng(seed)
    step, start = 1 + seed % 2, seed % 3
    size = step * n + start
    if dtype is np.float32:
        odd = np.array([0.0, -0.0, np.inf, -np.inf, np.nan, 1e-45, 3e38, -2.5], np.float32)
        x = np.where(g.random(size) < 0.3, g.choice(odd, size), g.normal(0, 9, size)).astype(np.float32)
    elif dtype is np.bool_:
        x = g.random(size) < 0.5
    else:
        i = np.iinfo(dtype)
        x = g.integers(i.min, i.max, size, dtype, endpoint=True)
        x[g.random(len(x)) < 0.2] = i.max
        x[g.random(len(x)) < 0.2] = i.min
    return x[start::step][:n]


def same(left: Any, right: Any) -> None:
    np.testing.assert_array_equal(left, right)
    if left.dtype.kind == "f":
        np.testing.assert_array_equal(np.signbit(left[~np.isnan(left)]), np.signbit(right[~np.isnan(right)]))


@njit(parallel=True)
def combined(x, y, out):
    for i in prange(len(x)):
        out[i] = x[i] * y[i] + x[i] - y[i]


@njit
def chosen(x, y, out):
    for i in range(len(x)):
        if x[i] > y[i]:
            out[i] = x[i]
        elif x[i] == y[i]:
            out[i] = y[i] + y[i]


@njit(parallel=True)
def converted(x, out):
    for i in prange(len(x)):
        out[i] = x[i]


@pytest.mark.parametrize("dtype", [*INTS, np.float32], ids=lambda d: d.__name__)
@settings(max_examples=40, deadline=None)
@given(LENGTHS, st.integers(0, 2**32))
def test_arithmetic_wraps_and_rounds_as_numpy_has_it(dtype: Any, n: int, seed: int) -> None:
    x, y = values(dtype, n, seed), values(dtype, n, seed + 7)
    out = np.zeros(n + 2, dtype)
    combined(x, y, out[1:-1])
    with np.errstate(all="ignore"):
        same(out[1:-1], x * y + x - y)
        assert not out[0] and not out[-1]
        out = np.zeros(n, dtype)
        chosen(x, y, out)
        same(out, np.where(x > y, x, np.where(x == y, y + y, dtype(0))))


@pytest.mark.parametrize("source", NARROW, ids=lambda d: d.__name__)
@pytest.mark.parametrize("target", [*NARROW, np.int64, np.float64], ids=lambda d: d.__name__)
def test_what_fits_is_converted(source: Any, target: Any) -> None:
    for n in (0, 1, 7, 8, 9, 17, 33, 130):
        x = values(source, n, n)
        if source is np.float32 and target not in (np.float32, np.float64):
            x = np.clip(np.nan_to_num(x), 0, 100)  # what C leaves open is not compared
        out = np.zeros(n + 2, target)
        converted(x, out[1:-1])
        same(out[1:-1], x.astype(target))
        assert not out[0] and not out[-1]


@njit(parallel=True)
def divided(x, y, out):
    for i in prange(len(x)):
        v = 299 * int(x[i]) - 587 * int(y[i])
        out[i] = v // 1000 + (v % 37) * 4 + (v >> 3) + v // 7 * (v & 255)


@pytest.mark.parametrize("dtype", [np.int8, np.uint8, np.int16, np.uint16], ids=lambda d: d.__name__)
@settings(max_examples=40, deadline=None)
@given(LENGTHS, st.integers(0, 2**32))
def test_small_numbers_are_pythons_ints(dtype: Any, n: int, seed: int) -> None:
    x, y, out = values(dtype, n, seed), values(dtype, n, seed + 1), np.zeros(n, np.int64)
    divided(x, y, out)
    for i in range(n):
        v = 299 * int(x[i]) - 587 * int(y[i])
        assert out[i] == v // 1000 + (v % 37) * 4 + (v >> 3) + v // 7 * (v & 255)


@njit(parallel=True)
def sums(x):
    s, low, high, odd = 0, x[0], x[0], 0
    for i in prange(len(x)):
        s += x[i]
        low = min(low, x[i])
        high = max(high, x[i])
        if x[i] % 3 == 1:
            odd += i
    return s, low, high, odd


@pytest.mark.parametrize("dtype", INTS, ids=lambda d: d.__name__)
@settings(max_examples=30, deadline=None)
@given(st.integers(1, 70), st.integers(0, 2**32))
def test_reductions_of_narrow_ints_do_not_wrap(dtype: Any, n: int, seed: int) -> None:
    x = values(dtype, n, seed)
    numbers = [int(v) for v in x]
    assert sums(x) == (sum(numbers), min(numbers), max(numbers), sum(i for i, v in enumerate(numbers) if v % 3 == 1))


@njit(parallel=True)
def pixels(image, out):
    for i in prange(image.shape[0]):
        for j in range(image.shape[1]):
            out[j, i] = (299 * int(image[i, j, 0]) + 587 * int(image[i, j, 1]) + 114 * int(image[i, j, 2])) // 1000


@pytest.mark.parametrize("dtype", [np.uint8, np.int16, np.uint16], ids=lambda d: d.__name__)
def test_columns_are_read_and_written(dtype: Any) -> None:
    for n in (0, 1, 3, 4, 5, 8, 15, 16, 33):
        image = np.random.default_rng(n).integers(0, 127, (n, n + 1, 3)).astype(dtype)
        out = np.zeros((n + 1, n), dtype)
        pixels(image, out)
        same(out, ((image.astype(np.int64) * [299, 587, 114]).sum(axis=2) // 1000).astype(dtype).T)
