"""Promise 2: the same bytes whatever the number of threads, and with many Python threads calling at once."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import oracles as o
import pytest

import gokernels as gk
from gokernels import kernels as k

pytestmark = pytest.mark.filterwarnings("ignore::RuntimeWarning")
N = 300_000  # above every kernel's grain: such a call is parallel
COUNTS = (1, 2, 7, 64)


def large(kernel, dtype, **given):
    """Arguments with N elements in every array; matrices of ten million products for a contraction."""
    rng = np.random.default_rng(N)
    shape = (100, 1000) if kernel.kind == "contraction" else (N,)
    return o.tame(o.arguments(kernel, dtype, shape, rng, **given))


def bytes_of(kernel, values):
    """dtype, shape and bytes of the result."""
    result = np.asarray(o.function(kernel)(*values))
    return result.dtype, result.shape, result.tobytes()


def some_dtypes(kernel):
    """One of each loop that matters here: both floats and an integer."""
    return [d for d in ("float64", "float32", "int64") if d in kernel.types]


@pytest.mark.parametrize("kernel", o.ROWS, ids=o.case_id)
def test_any_number_of_threads(kernel):
    for dtype in some_dtypes(kernel):
        values = large(kernel, dtype)
        results = []
        for n in COUNTS:
            with gk.threads(n):
                results.append(bytes_of(kernel, values))
        for n, result in zip(COUNTS, results, strict=True):
            assert result == results[0], f"{kernel.name} {dtype}: {n} threads"


@pytest.mark.parametrize("kernel", o.WITH_AXIS, ids=o.case_id)
@pytest.mark.parametrize("shape", [(3, 100_000), (100_000, 3), (500, 600), (60, 50, 100)])
def test_any_number_of_threads_along_an_axis(kernel, shape):
    dtype = some_dtypes(kernel)[0]
    a = o.numbers(dtype, shape, np.random.default_rng(N))
    for axis in range(len(shape)):
        values = large(kernel, dtype, a=a, axis=axis)
        results = set()
        for n in COUNTS:
            with gk.threads(n):
                results.add(bytes_of(kernel, values))
        assert len(results) == 1, f"{kernel.name} {shape} axis {axis}"


@pytest.mark.parametrize("kernel", o.ROWS, ids=o.case_id)
def test_large_values_are_right_too(kernel):
    """Of N elements, more than one chunk: against NumPy."""
    for dtype in some_dtypes(kernel)[:2]:
        o.check(kernel, large(kernel, dtype), f"{dtype}, {N} elements")


@pytest.mark.parametrize("kernel", o.ROWS, ids=o.case_id)
def test_eight_python_threads_at_once(kernel):
    values = large(kernel, some_dtypes(kernel)[0])
    alone = bytes_of(kernel, values)
    with ThreadPoolExecutor(8) as pool:
        for result in pool.map(lambda _: bytes_of(kernel, values), range(8)):
            assert result == alone, kernel.name


def test_different_kernels_at_once():
    """All kernels side by side in 8 Python threads, each right."""
    jobs = [(kernel, large(kernel, some_dtypes(kernel)[0])) for kernel in o.ROWS[::4]]
    alone = [bytes_of(*job) for job in jobs]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(lambda job: bytes_of(*job), jobs)) == alone


@pytest.mark.parametrize("chunk", [1000, 4096, 100_000])
def test_chunk_sizes_change_no_integer(chunk):
    a = np.arange(N)
    with gk.parallel_chunksize(chunk):
        assert k.sum(a) == a.sum()
        np.testing.assert_array_equal(k.cumsum(a), np.cumsum(a))
        np.testing.assert_array_equal(k.square(a), np.square(a))
        assert k.argmax(a) == N - 1


@pytest.mark.parametrize("n", [1, 65_535, 65_536, 65_537, 1_000_000])
def test_monte_carlo_pi_any_number_of_threads(n):
    results = set()
    for threads in COUNTS:
        with gk.threads(threads):
            results.add(k.monte_carlo_pi(n, seed=3).tobytes())
    assert len(results) == 1


def test_monte_carlo_pi_in_eight_threads():
    with ThreadPoolExecutor(8) as pool:
        same = set(pool.map(lambda _: k.monte_carlo_pi(200_000, seed=5), range(16)))
        other = set(pool.map(lambda seed: k.monte_carlo_pi(200_001, seed=seed), range(16)))
    assert len(same) == 1
    assert len(other) > 12
