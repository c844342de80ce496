"""Every kernel of the benchmark suite, at a small size, against the undecorated Python function; nothing is timed."""

import math
import types

import numpy as np
import pytest

import gokernels
from gokernels import prange, suite, suite_grids, suite_programs, suite_sequences, suite_vectors

MODULES = (suite_grids, suite_programs, suite_sequences, suite_vectors)


def ids(row):
    return row.name.replace(" ", "-")


@pytest.fixture(autouse=True)
def quiet():
    with np.errstate(all="ignore"):
        yield


@pytest.mark.parametrize("parallel", [False, True], ids=["serial", "parallel"])
@pytest.mark.parametrize("row", suite.ROWS, ids=ids)
def test_as_python(row, parallel):
    function = suite.compiled(row.function, gokernels, **{**row.options, "parallel": parallel})
    ours = suite.outcome(function, suite.arguments(row, row.small))
    pythons = suite.outcome(row.function, suite.arguments(row, row.small))
    assert suite.equal(row, ours, pythons)


@pytest.mark.parametrize("row", [r for r in suite.ROWS if not r.random], ids=ids)
def test_dtypes_of_results(row):
    """What a kernel writes has the type of the array that it was given; what it returns, the kind that Python's has."""
    given = suite.arguments(row, row.small)
    kinds = [np.asarray(a).dtype for a in given]
    result, *left = suite.outcome(suite.compiled(row.function, gokernels, **row.options), given)[-len(given) - 1:]
    assert [np.asarray(a).dtype for a in left] == kinds
    expected = suite.outcome(row.function, suite.arguments(row, row.small))[-len(given) - 1]
    assert np.asarray(result).dtype.kind == np.asarray(expected).dtype.kind


def test_breadth():
    names = [row.name for row in suite.ROWS]
    assert len(names) == len(set(names)) >= 100
    for dtype in ("float64", "float32", "int32", "int64", "uint8"):
        assert sum(name.endswith(dtype) for name in names) >= 6, dtype
    assert {row.parallel for row in suite.ROWS} == {False, True}


def test_no_function_is_left_out():
    used = {row.function for row in suite.ROWS}
    helpers = {"partition", "quicksort_part"}
    for module in (suite_grids, suite_sequences, suite_vectors):  # the programs are for all peers
        functions = {f for f in vars(module).values() if isinstance(f, types.FunctionType)}
        assert {f.__name__ for f in functions - used} <= helpers


def test_arguments_are_the_same_each_time():
    for row in suite.ROWS:
        for a, b in zip(suite.arguments(row, row.small), suite.arguments(row, row.small), strict=True):
            assert np.array_equal(a, b), row.name
            assert a is not b or np.isscalar(a), row.name


def test_compiled_functions_see_each_other_and_the_compilers_prange():
    made = suite.compiled(suite_sequences.quicksort, gokernels)
    space = made.py_func.__globals__
    assert space["prange"] is prange
    assert space["quicksort_part"].py_func.__globals__["partition"].py_func.__name__ == "partition"
    assert suite_sequences.prange is range
    assert suite.compiled(suite_sequences.quicksort, gokernels) is made
    assert suite.compiled(suite_sequences.quicksort, gokernels, parallel=True) is not made


def test_the_oracle_is_plain_python():
    for module in MODULES:
        assert module.prange is range
    assert suite_vectors.total(np.arange(10)) == 45
    assert suite_sequences.fibonacci(10) == 55
    assert suite_sequences.sieve(100) == 25
    assert suite_sequences.levenshtein(np.frombuffer(b"kitten", "u1"), np.frombuffer(b"sitting", "u1")) == 3
    assert suite_sequences.queens((1 << 6) - 1, 0, 0, 0) == 4
    crc = suite._table(np.random.default_rng(1), 1)[1]
    assert suite_sequences.checksum(np.frombuffer(b"123456789", "u1"), crc) == 0xCBF43926  # the check value of CRC-32/ISO-HDLC


def test_the_oracle_against_numpy():
    generator = np.random.default_rng(3)
    re, im = generator.random((2, 32))
    x, y = suite_sequences.fourier(re, im)
    assert np.allclose(x + 1j * y, np.fft.fft(re + 1j * im))
    for sort in (suite_sequences.quicksort, suite_sequences.heapsort, suite_sequences.insertion):
        assert np.array_equal(sort(re), np.sort(re))
    a = generator.random((9, 9))
    a = a @ a.T + np.eye(9)
    assert np.allclose(suite_grids.cholesky(a), np.linalg.cholesky(a))
    assert np.allclose(suite_vectors.log_sum_exp(re), np.log(np.exp(re).sum()))


def test_equal_sees_differences():
    row = suite.ROWS[0]
    same = [np.arange(3.0), None, 2]
    assert suite.equal(row, same, [np.arange(3.0), None, 2])
    assert not suite.equal(row, same, [np.arange(3.0) + 1e-3, None, 2])
    assert not suite.equal(row, same, [np.arange(4.0), None, 2])
    assert not suite.equal(row, same, [np.arange(3.0), 0, 2])
    assert not suite.equal(row, same, [np.arange(3.0), None, math.nan])
    drawn = next(r for r in suite.ROWS if r.random)
    generator = np.random.default_rng(1)
    assert suite.equal(drawn, [generator.random(5000)], [generator.random(5000)])
    assert not suite.equal(drawn, [generator.random(5000)], [generator.random(5000) * 2])


A, B = np.random.default_rng(5).random((2, 300)) + 0.1
PROGRAMS = {"exp_linear": (A, B), "exp_linear_into": (np.zeros(300), A, B), "gaussians": (0.4, A, B), "kde": (0.4, A, B),
            "monte_carlo_pi": (20_000,), "mandelbrot": (np.zeros((8, 12), np.int64), 50), "squares": (A,),
            "total": (np.arange(99),)}


def copied(given):
    return tuple(a.copy() if isinstance(a, np.ndarray) else a for a in given)


@pytest.mark.parametrize("name", PROGRAMS)
def test_programs(name):
    program = getattr(suite_programs, name)
    ours = suite.outcome(suite.compiled(program, gokernels, parallel=True), copied(PROGRAMS[name]))
    pythons = suite.outcome(program, copied(PROGRAMS[name]))
    for x, y in zip(ours, pythons, strict=True):
        assert (x is y is None) or np.allclose(x, y, rtol=0.1 if name == "monte_carlo_pi" else 1e-12)
