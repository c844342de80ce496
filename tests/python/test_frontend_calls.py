"""Calls of compiled functions: binding, signatures, globals that change, pickles, options; Go is a fake."""

from __future__ import annotations

import copy
import enum
import gc
import os
import pickle
import subprocess
import sys
import threading
from collections import namedtuple

import cloudpickle
import fake_native
import numpy as np
import pytest
from dask.base import tokenize

import gokernels
from gokernels import float64, int64, jit, njit, types, void

SCALE = 2.0
TABLE = np.arange(4.0)
Point = namedtuple("Point", "x y")


@pytest.fixture
def fake(monkeypatch):
    return fake_native.Fake(monkeypatch)


def scaled(a, b=1.0):
    """Document."""
    return a * SCALE + b


@njit
def module_level(a):
    return a + 1


def test_calls_bind_as_python_does(fake):
    f = njit(scaled)
    assert f(3) == 7.0 and f(3, 2) == 8.0 and f(b=5.0, a=1) == 7.0 and f(3) == 7.0
    with pytest.raises(TypeError, match=r"scaled\(\) missing a required argument: 'a'"):
        f()
    with pytest.raises(TypeError, match="unexpected keyword"):
        f(1, c=2)


def test_variable_and_keyword_only_arguments(fake):
    @njit
    def f(a, *rest, k=3):
        return (a, rest, k)

    assert f(1, 2.0, 4) == (1, (2.0, 4), 3)
    assert f(1, (2, 3)) == (1, ((2, 3),), 3)
    assert f(1, k=4) == (1, (), 4)
    assert [p[0] for p in fake.last()["functions"][0]["params"]] == ["a", "k"]


def test_known_types_do_not_come_back(fake):
    f = njit(scaled)
    f(1, 2.0)
    before = fake.misses
    for _ in range(3):
        f(4, 5.0)
    assert fake.misses == before
    assert f.signatures == [(types.int64, types.float64)]
    assert str(f.nopython_signatures[0]) == "(int64, float64) -> float64"
    assert len(f.overloads) == 1


def test_rebound_globals_are_seen(fake, monkeypatch):
    f = njit(scaled)
    assert f(1, 0.0) == 2.0
    units = len(fake.units)
    monkeypatch.setitem(globals(), "SCALE", float("2.0"))
    assert f(1, 0.0) == 2.0 and len(fake.units) == units
    monkeypatch.setitem(globals(), "SCALE", 7.0)
    assert f(1, 0.0) == 7.0 and len(fake.units) == units + 1


def test_rebound_closures_and_attributes_are_seen(fake):
    class Settings:
        n = 3

    k = 1

    @njit
    def f(x):
        return x * k + Settings.n

    assert f(2) == 5
    k = 10
    assert f(2) == 23
    Settings.n = 0
    assert f(2) == 20


def test_a_rebound_helper_is_seen(fake):
    def helper(x):
        return x + 1

    @njit
    def f(x):
        return helper(x)

    assert f(1) == 2

    def helper(x):  # noqa: F811
        return x + 10

    assert f(1) == 11


def test_eager_signatures(fake):
    for given in ("float64(float64, int64)", float64(float64, int64), (float64, int64), [float64(float64, int64)], "f8(f8, i8)"):
        f = njit(given)(lambda a, b: a + b)
        assert f.signatures == [(types.float64, types.int64)]
        assert f(1, 2) == 3.0 and isinstance(f(1, 2), float)
    with pytest.raises(TypeError, match="No matching definition"):
        f(1.0, 2.5)
    with pytest.raises(TypeError, match="No matching definition"):
        f(np.zeros(2), 1)
    assert jit(void(float64[:]))(lambda a: None)(np.zeros(2)) is None


def test_signature_errors():
    with pytest.raises(NameError, match="flaot64"):
        njit("flaot64(int64)")
    with pytest.raises(TypeError, match="no signature"):
        njit("float64(")
    with pytest.raises(TypeError, match="unknown option 'paralel'"):
        njit(paralel=True)
    with pytest.raises(gokernels.UnsupportedError, match="forceobj"):
        jit(forceobj=True)
    with pytest.raises(TypeError, match="class A; decorate its methods"):
        njit()(type("A", (), {}))


def test_methods(fake):
    class Thing:
        @staticmethod
        @njit
        def plain(a):
            return a + 1

        @classmethod
        @njit
        def of_class(cls, a):
            return a

        @njit
        @staticmethod
        def outside(a):
            return a + 2

    assert Thing.plain(1) == 2 and Thing().plain(1) == 2 and Thing().outside(1) == 3
    assert Thing.__dict__["of_class"].__func__.__get__(Thing())  # a bound method


def test_looks_like_the_function():
    f = njit(parallel=True)(scaled)
    assert (f.__name__, f.__doc__, f.__module__, f.__wrapped__) == ("scaled", "Document.", __name__, scaled)
    assert f.py_func is scaled and f.targetoptions == {"parallel": True}
    assert copy.copy(f) is f and copy.deepcopy(f) is f


def test_pickle_by_name():
    assert pickle.loads(pickle.dumps(module_level)) is module_level


def test_pickle_by_value(fake):
    def helper(x):
        return x * SCALE

    f = njit(lambda x, y=2: helper(x) + y + np.float64(TABLE[1]))
    g = pickle.loads(cloudpickle.dumps(f))
    assert g is not f and g(3) == f(3) == 9.0
    assert g.signatures == [(types.int64, types.int64)]


def test_a_recursive_function_pickles(fake):
    @njit
    def fact(n):
        return 1 if n < 2 else n * fact(n - 1)

    g = pickle.loads(cloudpickle.dumps(fact))
    assert g.py_func(5) == 120 and g(5) == 120


def test_tokens(fake, monkeypatch):
    def make(k):
        return njit(lambda x: x + k + SCALE)

    assert tokenize(make(1)) == tokenize(make(1)) != tokenize(make(2))
    before = tokenize(make(1))
    monkeypatch.setitem(globals(), "SCALE", 3.0)
    assert tokenize(make(1)) != before


def test_disable_jit(fake, monkeypatch):
    f = njit(scaled)
    monkeypatch.setattr(gokernels.config, "DISABLE_JIT", 1)
    assert f(1) == 3.0 and not fake.units


def test_disable_jit_by_environment():
    code = "import gokernels; print(gokernels.config.DISABLE_JIT)"
    for name in ("GOKERNELS_DISABLE_JIT", "NUMBA_DISABLE_JIT"):
        env = {**os.environ, name: "1"}
        out = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, check=True)
        assert out.stdout == "1\n"


def test_options_of_a_call(fake):
    f = njit(lambda timeout: timeout + 1)
    assert f.options(timeout=3.0, chunksize=5, schedule="dynamic")(timeout=1) == 2
    with pytest.raises(ValueError, match="schedule"):
        f.options(schedule="best")


def test_functions_as_arguments(fake):
    f = njit(lambda g, x: g(x))
    assert f(module_level, 3) == 4
    assert [len(unit["functions"]) for unit in fake.units.values()] == [2, 1]
    assert f(lambda x: x * 2, 3) == 6


def test_compiling_in_threads(fake):
    f, results = njit(scaled), []
    threads = [threading.Thread(target=lambda: results.append(f(1))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == [3.0] * 8 and len(fake.units) == 1


def test_disable_and_recompile(fake):
    f = njit(scaled)
    f(1)
    f.disable_compile()
    with pytest.raises(TypeError, match="disabled"):
        f(1j)
    f.disable_compile(False)
    f.recompile()
    assert f(1j) == 2j + 1.0


def test_argument_types(fake):
    class Level(enum.IntEnum):
        HIGH = 3

    made = {"int": 1, "float": 1.0, "bool": True, "complex": 1j, "none": None, "str": "a",
            "f32": np.float32(1), "u8": np.uint8(1), "(int,float)": (1, 2.0), "()": (),
            "f64[2]C": np.zeros((2, 2)), "f64[2]F": np.zeros((2, 3)).T,
            "f64[1]A": np.zeros(4)[::2],
            "f64[0]C": np.zeros(()), "list(int)": [1, 2],
            "{x:f64@0,y:i32@8;12}[1]C": np.zeros(2, [("x", "f8"), ("y", "i4")]),
            "type:numpy.float64": np.float64, "type:builtins.int": int}
    from gokernels.argtypes import prepare, text

    for expected, value in made.items():
        assert text(prepare(value), lambda _: None) == expected
    assert text(prepare(Level.HIGH), lambda _: None) == "int"
    assert text(Point(1, 2.0), lambda _: None).endswith(":x,y(int,float)")
    frozen = np.zeros(2)
    frozen.flags.writeable = False
    assert text(frozen, lambda _: None) == "f64[1]Cr"
    for value, words in ((np.zeros(2, "f2"), "float16"), (np.zeros(2, "M8[s]"), "int64"), (np.zeros(2, object), "object"),
                         ({}, "dict"), ([], "empty list"), ([1, 2.0], "several types"), (np.zeros(2, ">f8"), "newbyteorder"),
                         (np.ma.zeros(2), "filled"), (object(), "object")):
        with pytest.raises(gokernels.TypingError, match=words):
            text(prepare(value), lambda _: None)
    with pytest.raises(OverflowError, match="64 bits"):
        text(1 << 70, lambda _: None)


def test_types_by_name():
    assert str(float64[:, ::1]) == "array(float64, 2d, C)" and float64[::1, :].layout == "F" and float64[:].layout == "A"
    assert gokernels.typeof(np.zeros((2, 3))) == float64[:, ::1] and gokernels.typeof((1, 1)).count == 2
    assert int64(3.0) == 3 and isinstance(gokernels.int32(7), np.int32)
    with pytest.raises(TypeError):
        float64[1:]


def test_explain_prints_loops_with_their_source(fake, monkeypatch, capsys):
    f = njit(scaled)
    f(1)
    line = scaled.__code__.co_firstlineno + 2
    report = (f'[{{"line":{line},"file":"{__file__}","kind":"prange","parallel":true,"text":"reduces s"}},'
              '{"line":1,"file":"<none>","kind":"pass","parallel":false,"text":"hoisted"}]')
    f._made = {k: (made._replace(report=report), program) for k, (made, program) in f._made.items()}
    assert f.is_parallel
    f.parallel_diagnostics(level=2)
    shown = capsys.readouterr().out
    assert f"line {line} (prange, parallel): return a * SCALE + b\n    reduces s" in shown and "func" in shown
    gokernels.explain(njit(scaled))
    assert "not compiled yet" in capsys.readouterr().out


def test_dropped_functions_leave_nothing(fake):
    from gokernels import objects

    gc.collect()
    before = len(objects._objects)
    for k in range(50):
        njit(lambda x, k=k: x + k)(1)
    gc.collect()
    assert len(objects._objects) == before
