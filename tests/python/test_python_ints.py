"""Python ints that meet integers of NumPy types: compared by value, refused by arithmetic where the type cannot hold them."""

import linecache
import operator

import numpy as np
import pytest

from gokernels import njit, prange

DTYPES = [np.int8, np.uint8, np.int16, np.uint16, np.int32, np.uint32, np.int64, np.uint64]
COMPARISONS = [operator.lt, operator.le, operator.gt, operator.ge, operator.eq, operator.ne]
ARITHMETIC = ["+", "-", "*", "//", "%", "&", "|", "^", "+=", "/", "maximum", "minimum", "clip"]


def edges(dtype):
    limits = np.iinfo(dtype)
    near = {n + d for n in (0, int(limits.min), int(limits.max), 2 * int(limits.max)) for d in (-1, 0, 1)}
    return sorted(n for n in near if -2**63 <= n < 2**63)


@njit
def compared(x, n):
    return x < n, x <= n, x > n, x >= n, x == n, x != n, n < x, n <= x, n > x, n >= x, n == x, n != x


@njit
def by_element(a, n, out):
    for i in range(len(a)):
        out[i] = (a[i] < n) + 2 * (a[i] <= n) + 4 * (a[i] > n) + 8 * (a[i] >= n) + 16 * (a[i] == n) + 32 * (n != a[i])


@njit(parallel=True)
def by_lane(a, n, out):
    for i in prange(len(a)):
        out[i] = (a[i] < n) + 2 * (a[i] <= n) + 4 * (a[i] > n) + 8 * (a[i] >= n) + 16 * (a[i] == n) + 32 * (n != a[i])


@njit(parallel=True)
def by_expression(a, n):
    return 1 * (a < n) + 2 * (a <= n) + 4 * (a > n) + 8 * (a >= n) + 16 * (a == n) + 32 * (n != a)


@njit
def by_index(a, first, out):
    for i in range(len(a)):
        out[i] = (a[i] < i + first) + 2 * (i + first <= a[i])


@pytest.mark.parametrize("dtype", DTYPES)
def test_comparisons_are_by_value(dtype):
    items = [n for n in edges(dtype) if np.iinfo(dtype).min <= n <= np.iinfo(dtype).max]
    a = np.array(3 * items, dtype)
    for n in edges(dtype):
        for x in a:
            assert compared(x, n) == tuple(f(int(x), n) for f in COMPARISONS) + tuple(f(n, int(x)) for f in COMPARISONS), (x, n)
        expected = [sum((1 << k) * f(int(x), n) for k, f in enumerate(COMPARISONS)) for x in a]
        for f in (by_element, by_lane):
            out = np.zeros(len(a), np.int64)
            f(a, n, out)
            assert out.tolist() == expected, n
        assert by_expression(a, n).tolist() == expected, n
        out = np.zeros(len(a), np.int64)
        if abs(n) < 2**62:
            by_index(a, n, out)
            assert out.tolist() == [(int(x) < i + n) + 2 * (i + n <= int(x)) for i, x in enumerate(a)]


def outcome(f, *args):
    with np.errstate(all="ignore"):
        try:
            return np.asarray(f(*args)).tolist()
        except OverflowError as error:
            assert "out of bounds for" in str(error)
            return "refused"


def operations(op):
    """x op n and n op x, as functions whose source linecache has."""
    forms = {"+=": ("x + 0; x += n", "n + x"), "clip": ("np.clip(x, n, 100)", "np.clip(x, 3, n)")}
    call = f"np.{op}(x, n)", f"np.{op}(n, x)"
    one, other = forms.get(op) or (call if op.isalpha() else (f"x {op} n", f"n {op} x"))
    text = f"def one(x, n):\n    x = {one}\n    return x\n\ndef other(x, n):\n    return {other}\n"
    name, scope = f"<{op}>", {"np": np}
    linecache.cache[name] = len(text), None, text.splitlines(True), name
    exec(compile(text, name, "exec"), scope)
    return scope["one"], scope["other"]


@pytest.mark.parametrize("op", ARITHMETIC)
@pytest.mark.parametrize("dtype", DTYPES)
def test_arithmetic_is_numpys_or_refused(dtype, op):
    one, other = operations(op)
    items = [n for n in edges(dtype) if np.iinfo(dtype).min <= n <= np.iinfo(dtype).max]
    for f in (one, other):
        fast = njit(f)
        for n in edges(dtype):
            for x in np.array(items, dtype):
                if op in ("//", "%", "/") and 0 in (n, x):
                    continue
                assert outcome(fast, x, n) == outcome(f, x, n), (x, n)
            if op not in ("//", "%", "/"):
                a = np.array(items, dtype)
                assert outcome(fast, a, n) == outcome(f, a, n), n
