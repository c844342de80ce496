"""Lists, dicts and sets between Python and compiled functions; generators and what Python gets of them."""

from __future__ import annotations

import collections
import warnings

import numpy as np
import pytest

import gokernels
from gokernels import float64, int64, njit, prange, typed, types


@njit
def fill(d, n):
    for i in range(n):
        d[i] = i * 0.5
    return len(d)


def test_empty_typed_containers_know_their_items():
    d = typed.Dict.empty(int64, float64)
    assert fill(d, 3) == 3
    assert d == {0: 0.0, 1: 0.5, 2: 1.0}
    assert type(d) is typed.Dict
    assert [type(k) for k in d] == [int] * 3

    @njit
    def append(x, n):
        for i in range(n):
            x.append(i)

    x = typed.List.empty_list(float64)
    append(x, 3)
    assert x == [0.0, 1.0, 2.0]
    assert type(x[0]) is float


@pytest.mark.parametrize(("value", "text"), [
    ({}, r"typed.Dict.empty\(int64, float64\)"),
    ({1: "a", 2: 3.0}, "a dict of several types"),
    ({1: np.zeros(2)}, "a dict of f64"),
    (collections.defaultdict(float), "makes up no values"),
    (collections.Counter("aab"), "makes up no values"),
])
def test_what_a_dict_may_not_be(value, text):
    with pytest.raises(gokernels.TypingError, match=text):
        njit(fill.py_func)(value, 1)


def test_sets_that_may_not_be():
    def size(s):
        return len(s)

    assert njit(size)({1, 2}) == 2
    with pytest.raises(gokernels.TypingError, match="empty set"):
        njit(size)(set())
    with pytest.raises(gokernels.TypingError, match=r"pass set\(s\)"):
        njit(size)(frozenset({1}))


def test_a_program_for_dicts_takes_no_defaultdict():
    d = {1: 2.0}
    fill(d, 1)
    with pytest.raises(gokernels.TypingError):
        fill(collections.defaultdict(float, d), 1)
    assert fill(collections.OrderedDict(d), 1) == 2


def test_one_container_under_two_names():
    @njit
    def both(a, b):
        a[1] = 5.0
        b[2] = a[1] + 1
        return len(a)

    d = {1: 1.0}
    assert both(d, d) == 2
    assert d == {1: 5.0, 2: 6.0}
    one, other = {1: 1.0}, {1: 1.0}
    both(one, other)
    assert (one, other) == ({1: 5.0}, {1: 1.0, 2: 6.0})


def test_what_is_only_read_is_left_alone():
    @njit
    def read(d, s):
        return d["a"] + len(s)

    value = "".join(["x", "y"])
    d, s = {"a": 1.5, "b": 2.5}, {value}
    key = next(iter(s))
    for item in d:  # a dict that is written to raises here
        assert read(d, s) == 2.5, item
    assert next(iter(s)) is key


def test_signatures_with_containers():
    @njit(types.float64(types.DictType(types.int64, types.float64), types.Set(types.int64)))
    def f(d, s):
        return d[1] + len(s)

    assert f({1: 2.0}, {7}) == 3.0
    with pytest.raises(TypeError):
        f({"a": 2.0}, {7})
    assert str(gokernels.typeof({1: 2.0})) == "DictType[int64,float64]"
    assert gokernels.typeof({1}).dtype == int64


def test_python_gets_the_generator_itself():
    @njit
    def upto(n):
        yield from range(n)

    @njit("int64(int64)")
    def declared(n):
        yield n

    assert list(upto(3)) == [0, 1, 2]
    assert list(declared(3)) == [3]
    assert njit(lambda n: sum(upto(n)))(5) == 10


def test_none_or_a_value():
    @njit
    def find(a, v):
        for i in range(len(a)):
            if a[i] == v:
                return i

    assert find(np.arange(3.0), 2.0) == 2
    assert find(np.arange(3.0), 9.0) is None
    assert str(find.nopython_signatures[0].return_type) == "OptionalType(int64)"


def test_serial_loops_warn():
    @njit(parallel=True)
    def f(a):
        for i in prange(len(a)):
            if a[i] > 2:
                break
        return i

    with pytest.warns(gokernels.NumbaPerformanceWarning) as found:
        assert f(np.arange(5.0)) == 3
    texts = [str(w.message) for w in found]
    assert texts[0] == "the prange loop runs serially, because of a break"
    assert texts[1].startswith("parallel=True was specified but nothing in f runs in parallel")
    assert found[0].lineno == f.py_func.__code__.co_firstlineno + 2
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        f(np.arange(5.0))
        njit(parallel=True)(lambda a: (a + 1).sum())(np.arange(5.0))
