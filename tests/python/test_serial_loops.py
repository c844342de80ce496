"""Serial loops that run in lanes, or keep elements in registers: sizes around the vectors' tails, strides, overlaps.

The oracle is the undecorated Python function.
"""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from gokernels import njit

SIZES = [*range(19), 31, 32, 33, 64, 65, 100]


def total(a, b):
    s = 0
    for i in range(len(a)):
        s += a[i]
    return s


def both_ends(a, b):
    low = a[0] if len(a) else a.dtype.type(0)
    high = low
    for i in range(len(a)):
        low = min(low, a[i])
        high = max(high, a[i])
    return low, high


def find(a, b):
    for i in range(len(a)):
        if a[i] > 90:
            return i
    return -1


def first_and_count(a, b):
    at = -1
    count = 0
    for i in range(len(a)):
        if a[i] % 3 == 0:
            count += 1
            continue
        if a[i] > 95:
            at = i
            break
    return at, count


def last_set(a, b):
    seen = -1
    for i in range(len(a)):
        t = a[i] + 1
        if t % 7 == 0:
            seen = i
    return seen


def conditional(a, b):
    for i in range(len(a)):
        if a[i] > 50:
            b[i] = a[i] - 50
        else:
            b[i] = a[i]


def neighbours(a, b):
    for i in range(1, len(a) - 1):
        b[i] = a[i - 1] + 2 * a[i] + a[i + 1]


def ring(a, b):
    for i in range(len(a)):
        b[i] = a[i - 1] - a[i]


def shifted(a, b):
    for i in range(len(a) - 1):
        a[i] = a[i + 1] + 1


def recurrence(a, b):
    for i in range(1, len(a)):
        a[i] = a[i - 1] // 2 + a[i]


def two_recurrences(a, b):
    for i in range(1, len(a)):
        b[i] = b[i - 1] // 2 + a[i]
        a[i] = a[i - 1] // 3 + b[i]


def either_store(a, b):
    for i in range(1, len(a)):
        left = b[i - 1]
        if a[i] % 2 == 0:
            b[i] = left + 1
        else:
            b[i] = left // 2


def divided(a, b):
    for i in range(len(a)):
        b[i] = a[i] // 7 + a[i] % 5 - (3 - a[i]) // 4


def gathered(a, b):
    n = len(a)
    for i in range(n):
        b[i] = a[(a[i] * 3) % n]


def nested(a, b):
    n = len(a)
    for k in range(3):
        for i in range(n):
            b[i] += a[i] * k
            while b[i] > 60:
                b[i] -= 41


FUNCTIONS = [total, both_ends, find, first_and_count, last_set, conditional, neighbours, ring, shifted, recurrence,
             two_recurrences, either_store, divided, gathered, nested]
COMPILED: dict[str, Any] = {f.__name__: njit(f) for f in FUNCTIONS}


def arrays(dtype: Any, n: int, step: int, seed: int) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
    g = np.random.default_rng(seed)
    a, b = (g.integers(0, 100, 2 * n + 1).astype(dtype) for _ in range(2))
    return a[:: step][:n], b[:: step][:n]


def outcome(function: Callable[..., Any], *given: Any) -> list[Any]:
    result = function(*given)
    return [np.asarray(x) for x in (result if isinstance(result, tuple) else (result,))] + list(given)


@pytest.mark.parametrize("step", [1, 2, -1])
@pytest.mark.parametrize("dtype", [np.int64, np.int32, np.float64, np.float32])
@pytest.mark.parametrize("function", FUNCTIONS, ids=lambda f: f.__name__)
def test_as_python(function, dtype, step):
    if function is gathered and np.issubdtype(dtype, np.floating):
        dtype = np.int16
    for n in SIZES:
        want = outcome(function, *arrays(dtype, n, step, n))
        got = outcome(COMPILED[function.__name__], *arrays(dtype, n, step, n))
        for w, g in zip(want, got, strict=True):
            np.testing.assert_array_equal(w, g, err_msg=f"n = {n}")


def test_arrays_that_overlap_are_worked_on_in_order():
    for function in (conditional, neighbours, divided, two_recurrences, either_store):
        for shift in (-3, -1, 0, 1, 2, 5):
            whole, same = (np.arange(60) * 7 % 100 for _ in range(2))
            function(whole[10:40], whole[10 + shift : 40 + shift])
            COMPILED[function.__name__](same[10:40], same[10 + shift : 40 + shift])
            np.testing.assert_array_equal(whole, same, err_msg=f"{function.__name__} {shift}")


def test_an_index_beyond_the_end_raises_where_it_is():
    @njit
    def copy(a, b, k):
        for i in range(len(a)):
            b[i] = a[i + k]

    a, b = np.arange(40), np.zeros(40, np.int64)
    with pytest.raises(IndexError):
        copy(a, b, 3)
    np.testing.assert_array_equal(b[:37], a[3:])
    assert not b[37:].any()


def test_an_exception_in_the_middle_leaves_what_came_before():
    @njit
    def checked(a, b):
        for i in range(len(a)):
            b[i] = a[i] * 2
            if a[i] == 77:
                raise ValueError("77")

    a, b = np.arange(70, 110), np.zeros(40, np.int64)
    with pytest.raises(ValueError, match="77"):
        checked(a, b)
    np.testing.assert_array_equal(b[:8], a[:8] * 2)
    assert not b[8:].any()
