"""Calls that go straight to C: arguments bound, frozen names looked at, programs of declared types; no way through Python."""

import concurrent.futures
import copy
import pickle
import subprocess
import sys
import types

import pytest
from gokernels.dispatcher import Dispatcher

from gokernels import njit

FACTOR = 2.5
box = types.SimpleNamespace(x=3)
space = types.ModuleType("space")
space.y = 5


@njit
def bound(a, b=2, *, c=3):
    return a * 100 + b * 10 + c


@njit
def positional(a, /, b):
    return a - b


@njit
def gathered(a, *rest):
    return a + len(rest)


@njit
def scaled(a):
    return a * FACTOR + box.x + space.y


@njit(["float64(float64)", "int64(int64)"])
def declared(a):
    return a + 1


def misses(function, *args, **kwargs):
    before = function._misses
    value = function(*args, **kwargs)
    return value, function._misses - before


def test_arguments_are_bound_in_c():
    for args, kwargs in (((1,), {}), ((1, 5), {}), ((), {"b": 7, "a": 4}), ((1,), {"c": 9}), ((1, 2), {"c": 0})):
        bound(*args, **kwargs)
        assert misses(bound, *args, **kwargs) == (bound.py_func(*args, **kwargs), 0)
    name = "".join(["b"])  # not interned
    assert misses(bound, 1, **{name: 8}) == (183, 0)
    assert positional(5, b=3) == positional(5, 3) == 2
    assert gathered(1, 2, 3) == 3
    assert misses(gathered, 1, 5, 6) == (3, 0)


@pytest.mark.parametrize("args, kwargs", [((), {}), ((1, 2, 3), {}), ((1,), {"a": 2}), ((1,), {"d": 2})])
def test_what_does_not_fit_raises_as_in_python(args, kwargs):
    bound(1)
    with pytest.raises(TypeError):
        bound(*args, **kwargs)


def test_positional_parameters_have_no_names():
    assert positional(5, 3) == 2
    with pytest.raises(TypeError):
        positional(a=5, b=3)


def test_frozen_names_are_looked_at(monkeypatch):
    assert scaled(2.0) == 13.0
    assert misses(scaled, 2.0) == (13.0, 0)
    monkeypatch.setitem(globals(), "FACTOR", float("2.5"))  # another object, the same function
    assert misses(scaled, 2.0) == (13.0, 0)
    for change in (lambda: monkeypatch.setitem(globals(), "FACTOR", 3.0), lambda: monkeypatch.setattr(box, "x", 4),
                   lambda: monkeypatch.setattr(space, "y", 6), lambda: monkeypatch.setitem(globals(), "FACTOR", 3)):
        change()
        assert misses(scaled, 2.0) == (scaled.py_func(2.0), 1)
        assert misses(scaled, 2.0) == (scaled.py_func(2.0), 0)


def test_cells_are_looked_at():
    k = 1

    @njit
    def add(a):
        return a + k

    assert add(1) == 2
    assert misses(add, 1) == (2, 0)
    k = 10
    assert misses(add, 1) == (11, 1)
    assert misses(add, 1) == (11, 0)


def test_declared_types_of_equal_bits_need_no_conversion():
    assert declared(1.5) == 2.5
    assert declared(3) == 4
    assert misses(declared, 2.5) == (3.5, 0)
    value, missed = misses(declared, 5)
    assert (value, type(value), missed) == (6, int, 0)
    with pytest.raises(TypeError):
        declared(1j)


def test_a_called_function_is_what_it_was():
    other = njit(lambda x: x)
    assert bound(1) == 123
    assert isinstance(bound, Dispatcher) and isinstance(other, type(bound)) and issubclass(type(bound), Dispatcher)
    assert type(bound).__name__ == "Dispatcher"
    assert bound.__call__(1) == Dispatcher.__call__(bound, 1) == 123
    assert copy.deepcopy(bound) is bound and pickle.loads(pickle.dumps(bound)) is bound
    bound.recompile()
    assert type(bound) is Dispatcher and bound(1) == 123


def test_subclasses_keep_their_call():
    class Loud(Dispatcher):
        def __call__(self, *args):
            return "loud", super().__call__(*args)

    loud = Loud(lambda x: x + 1, {})
    assert [loud(1), loud(2)] == [("loud", 2), ("loud", 3)]


def test_other_threads_import_executors_first():
    code = """
import sys, threading
from gokernels import kernels
import numpy as np
kernels.sum(np.ones(3))
assert "concurrent.futures.thread" not in sys.modules
t = threading.Thread(target=kernels.sum, args=(np.ones(3),)); t.start(); t.join()
assert "concurrent.futures.thread" in sys.modules
"""
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)


def test_many_threads_call_one_function():
    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        assert list(pool.map(bound, range(200))) == [bound.py_func(i) for i in range(200)]
