"""Ufuncs, generalised ufuncs and stencils, and the stand-in for Numba, over a fake of the compiler: what is generated."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys

import cloudpickle
import fake_native
import numpy as np
import pytest

from gokernels import guvectorize, prange, stencil, vectorize


@pytest.fixture
def fake(monkeypatch):
    return fake_native.Fake(monkeypatch)


def add(x, y):
    """Add."""
    return x + y


@pytest.fixture
def plus(fake):
    return vectorize(["int64(int64, int64)", "float64(float64, float64)"])(add)


def test_broadcasting(plus):
    a, b = np.arange(6.0).reshape(2, 3), np.arange(3.0)
    for x, y in ((a, b), (a.T, b[:2]), (a, 1), (2.5, a), (a[:, ::-1], a), (a, a[:, :1]), (np.zeros((0, 3)), b)):
        np.testing.assert_array_equal(plus(x, y), np.add(x, y))
    assert plus(1, 2) == 3 and isinstance(plus(1, 2), np.int64) and isinstance(plus(1, 2.0), np.float64)
    with pytest.raises(ValueError, match="broadcast"):
        plus(np.zeros(2), np.zeros(3))


def test_dtypes_by_signature(plus):
    assert plus(np.arange(3, dtype="i1"), 1).dtype == np.int64 and plus(np.ones(3, "f4"), 1).dtype == np.float64
    assert plus.types == ["qq->q".replace("q", np.dtype("i8").char), "dd->d"] and plus.ntypes == 2
    with pytest.raises(TypeError, match="loop with signature matching"):
        plus(np.ones(2, "c8"), 1)


def test_looks_like_a_ufunc(plus):
    assert (plus.nin, plus.nout, plus.nargs, plus.__name__, plus.__doc__, plus.identity) == (2, 1, 3, "add", "Add.", None)
    again = pickle.loads(cloudpickle.dumps(plus))
    assert again(1, 2) == 3


def test_out_and_where(plus):
    a = np.arange(6.0).reshape(2, 3)
    out = np.full((2, 3), -1.0)
    assert plus(a, a, out=out) is out and (out == 2 * a).all()
    out[:] = -1
    plus(a, 1, out, where=a > 2)
    np.testing.assert_array_equal(out, np.where(a > 2, a + 1, -1))
    b = np.arange(5.0)
    plus(b[1:], b[:-1], out=b[1:])
    np.testing.assert_array_equal(b, [0, 1, 3, 5, 7])
    with pytest.raises(TypeError, match="Cannot cast output"):
        plus(a, a, out=np.zeros((2, 3), int))
    with pytest.raises(ValueError, match="non-broadcastable"):
        plus(a, a, out=np.zeros(3))


def test_methods(plus):
    a = np.arange(24.0).reshape(2, 3, 4)
    for axis in (0, 1, -1, None, (0, 2)):
        np.testing.assert_array_equal(plus.reduce(a, axis=axis), np.add.reduce(a, axis=axis))
        np.testing.assert_array_equal(plus.reduce(a, axis=axis, keepdims=True), np.add.reduce(a, axis=axis, keepdims=True))
    np.testing.assert_array_equal(plus.accumulate(a, 1), np.add.accumulate(a, 1))
    np.testing.assert_array_equal(plus.outer(a[0, 0], a[0]), np.add.outer(a[0, 0], a[0]))
    np.testing.assert_array_equal(plus.reduceat(a[0, 0], [0, 2, 1]), np.add.reduceat(a[0, 0], [0, 2, 1]))
    assert plus.reduce([1, 2], initial=5) == 8
    with pytest.raises(ValueError, match="no identity"):
        plus.reduce(np.zeros(0))
    b = np.zeros((2, 2))
    plus.at(b, ([0, 0, 1], [1, 1, 0]), 2.0)
    np.testing.assert_array_equal(b, [[0, 4], [2, 0]])


def test_dynamic(fake):
    f = vectorize(lambda x: x * 2)
    assert f(np.arange(3, dtype="f4")).dtype == np.float32 and f(3) == 6
    assert vectorize(target="parallel")(add)(np.ones(3), 1).tolist() == [2, 2, 2]
    assert any(unit["functions"][0]["options"]["parallel"] for unit in fake.units.values())
    with pytest.raises(TypeError, match="takes 1 arguments"):
        f(1, 2, 3)


def test_guvectorize(fake):
    @guvectorize(["void(int64[:], int64, int64[:])", "void(float64[:], float64, float64[:])"], "(n),()->(n)", target="parallel")
    def shifted(a, b, out):
        for i in range(a.shape[0]):
            out[i] = a[i] + b

    a = np.arange(12.0).reshape(2, 2, 3)
    np.testing.assert_array_equal(shifted(a, 1.0), a + 1)
    np.testing.assert_array_equal(shifted(a[0, 0], [[1.0], [2.0]]), a[0, 0] + np.array([[[1.0]], [[2.0]]]))
    assert shifted(np.arange(3), 2).dtype == np.int64
    out = np.zeros(3)
    assert shifted(a[0, 0], 1.0, out) is out and out[0] == 1

    @guvectorize(["void(float64[:], float64[:])"], "(n)->()")
    def total(a, out):
        out[0] = a.sum()

    np.testing.assert_array_equal(total(a), a.sum(-1))
    assert total(a[0, 0]) == 3.0
    with pytest.raises(ValueError, match="no layout"):
        guvectorize(["void(f8[:], f8[:])"], "n->n")
    with pytest.raises(NameError, match="output symbols"):
        guvectorize(["void(f8[:], f8[:])"], "(n)->(m)")(lambda a, b: None)
    with pytest.raises(ValueError, match="core dimension"):
        guvectorize("(n),(n),(n)->(n)")(lambda a, b, c, d: None)(np.ones(2), np.ones(3), np.ones(2), np.ones(2))


def test_stencil(fake):
    @stencil
    def laplace(a):
        return a[-1, 0] + a[1, 0] + a[0, -1] + a[0, 1] - 4 * a[0, 0]

    a = np.random.default_rng(1).random((5, 6))
    want = np.zeros_like(a)
    want[1:-1, 1:-1] = a[:-2, 1:-1] + a[2:, 1:-1] + a[1:-1, :-2] + a[1:-1, 2:] - 4 * a[1:-1, 1:-1]
    np.testing.assert_allclose(laplace(a), want)
    assert (laplace(np.zeros((1, 1))) == 0).all()
    whole = laplace._compiled()
    np.testing.assert_allclose(whole.py_func(a), want)


def test_stencil_options(fake):
    k = 2

    @stencil(neighborhood=((-3, 0),), cval=-1.0)
    def mean(a):
        s = 0.0
        for i in range(-3, 1):
            s += a[i]
        return s / k

    np.testing.assert_array_equal(mean(np.arange(6.0)), [-1, -1, -1, 3, 5, 7])

    @stencil(standard_indexing=("w",))
    def weighted(a, w):
        return a[0] * w[0] + a[1] * w[1]

    out = np.zeros(4)
    assert weighted(np.arange(4.0), np.array([1.0, 10.0]), out=out) is out
    np.testing.assert_array_equal(out, [10, 21, 32, 0])
    with pytest.raises(Exception, match="no constant"):
        stencil(lambda a, j: a[j])(np.arange(3.0), 1)
    with pytest.raises(Exception, match="mode 'wrap'"):
        stencil("wrap")


def test_plain_prange():
    assert list(prange(3)) == [0, 1, 2] and list(prange(-1, -8, -3)) == [-1, -4, -7] and len(prange(2, 5)) == 3


def test_run_stands_in_for_numba(tmp_path):
    program = tmp_path / "program.py"
    program.write_text("""
import sys, numba, numba as nb
from numba import njit, prange, float64, types, config, typed, vectorize
from numba.core.errors import TypingError
from numba.experimental import jitclass
from numba.np.ufunc.parallel import get_num_threads
from numba.core import types as t, config as c
import helper
assert numba.njit is njit and nb.types.float64 is float64 is t.float64 and c is config
print(sys.argv[1:], __name__, njit.__module__, helper.N)
""")
    (tmp_path / "helper.py").write_text("N = 1\n")
    command = [sys.executable, "-m", "gokernels", "run", str(program), "-x", "--y=1"]
    out = subprocess.run(command, capture_output=True, text=True, check=True)
    assert out.stdout == "['-x', '--y=1'] __main__ gokernels.decorators 1\n"
    command[4:] = ["-m", "program", "z"]
    out = subprocess.run(command, capture_output=True, text=True, check=True, cwd=tmp_path)
    assert out.stdout == "['z'] __main__ gokernels.decorators 1\n"


def test_import_is_light(tmp_path):
    code = ("import numpy, time, sys; before = set(sys.modules); t = time.perf_counter(); import gokernels; "
            "print(time.perf_counter() - t, sorted(set(sys.modules) - before))")
    command = [sys.executable, "-X", f"pycache_prefix={tmp_path}", "-c", code]
    env = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    seen = []
    while len(seen) < 2 or (len(seen) < 30 and min(seen) >= 0.06):  # 20 ms on a quiet machine
        took, loaded = subprocess.run(command, env=env, capture_output=True, text=True, check=True).stdout.split(" ", 1)
        seen.append(float(took))
    assert min(seen) < 0.06, loaded
    for heavy in ("click", "dask", "gokernels.wire", "gokernels.ufunc", "gokernels.stencils"):
        assert f"'{heavy}'" not in loaded
