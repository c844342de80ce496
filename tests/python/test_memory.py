"""Memory of large arrays that a call made for itself is used again; what it returned is not."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from gokernels import njit, prange

SIZE = 20_000  # elements of eight bytes: memory that is used again


@njit
def makes(n, x):
    inner = np.zeros(n)
    out = np.empty(n)
    for i in range(n):
        inner[i] += x
        out[i] = inner[i]
    return out


@njit
def makes_views(n, x):
    whole = np.full(n, x)
    lost = np.full(n, x + 1)
    return whole[::2], whole[1:], lost[n - 1]


@njit(parallel=True)
def makes_by_worker(n, x):
    sums = np.zeros(8)
    for k in prange(8):
        own = np.zeros(n)
        for i in range(n):
            own[i] += x + k
        sums[k] = own.sum()
    return sums


@njit
def makes_or_raises(n, x):
    inner = np.full(n, x)
    if x < 0:
        raise ValueError("negative")
    return inner


def test_memory_of_arrays_within_a_call_is_used_again_and_no_other():
    kept = []
    for x in range(30):
        first = makes(SIZE, x)
        half, rest, lost = makes_views(SIZE, x + 0.5)
        kept += [(first, x), (half, x + 0.5), (rest, x + 0.5)]
        assert lost == x + 1.5
        assert makes_by_worker(SIZE, x).tolist() == [SIZE * (x + k) for k in range(8)]
        with pytest.raises(ValueError, match="negative"):
            makes_or_raises(SIZE, -1.0 - x)
        kept.append((makes_or_raises(SIZE, x + 0.25), x + 0.25))
    for array, x in kept:
        assert (array == x).all()


def test_memory_of_arrays_within_calls_from_threads():
    def work(x):
        return [makes(SIZE, x + k) for k in range(10)]

    with ThreadPoolExecutor(8) as pool:
        for x, arrays in enumerate(pool.map(work, range(40))):
            for k, array in enumerate(arrays):
                assert (array == x + k).all()
