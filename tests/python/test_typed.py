"""Numba's typed containers: their names, their types of items, and a List as an argument."""

from __future__ import annotations

import pytest

from gokernels import njit, typed, types


@njit
def filled(n):
    d = typed.Dict.empty(key_type=types.int64, value_type=types.float64)
    xs = typed.List.empty_list(types.float64)
    for i in range(n):
        d[i] = i
        xs.append(i)
    return d, xs


@njit
def grow(x):
    x.append(x[0] + 1)
    x[0] = 7
    return len(x)


def test_items_have_the_types_that_are_named():
    d, xs = filled(3)
    assert d == {0: 0.0, 1: 1.0, 2: 2.0} and all(type(v) is float for v in d.values())
    assert xs == [0.0, 1.0, 2.0] and all(type(v) is float for v in xs)
    assert filled(0) == ({}, [])


def test_a_typed_list_is_written_back():
    x = typed.List([1, 2])
    assert grow(x) == 3
    assert x == [7, 2, 2] and type(x) is typed.List


def test_an_unknown_keyword_is_told_before_a_missing_argument():
    @njit
    def two(a, b):
        return a + b

    with pytest.raises(TypeError, match="unexpected keyword argument 'c'"):
        two(1, c=2)
    with pytest.raises(TypeError, match="'b'"):
        two(1)
