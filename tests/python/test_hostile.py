"""Misuse that once crashed, hung or gave a wrong answer: now a right answer or a clear exception."""

from __future__ import annotations

import types

import numpy as np
import pytest

from gokernels import CompileError, TypingError, UnsupportedError, njit, prange


@njit
def same(a):
    return a


@pytest.mark.parametrize("value", [same, int, np.float64, (1, same)])
def test_what_exists_while_compiling_only_is_not_returned(value):
    with pytest.raises(UnsupportedError, match="cannot return"):
        same(value)


@pytest.mark.parametrize("value", [[[1], [2]], [np.zeros(2)], [None], [()], tuple(range(2000))])
def test_arguments_without_a_type_are_refused(value):
    with pytest.raises(TypingError, match=r"pass an array"):
        same(value)


def test_repeating_asks_for_memory_first():
    @njit
    def items(n):
        return len([1, 2] * n)

    @njit
    def text(s, n):
        return s * n

    assert items(3) == 6 and items(-1) == 0 and text("añ", 3) == "añañañ" and text("a", -1) == ""
    for call in (lambda: items(10**15), lambda: text("ab", 10**13)):
        with pytest.raises(MemoryError):
            call()


def test_tuples_do_not_grow_without_bound():
    @njit
    def f(n):
        t = (n, n)
        t = t + t
        t = (t, t, t, t)
        t = (t, t, t, t, t, t)
        t = (t, t, t, t, t, t, t, t)
        t = (t, t, t, t)
        return 1

    with pytest.raises(UnsupportedError, match=r"tuple of .* items"):
        f(1)


def test_item_of_a_number_is_not_updated():
    @njit
    def f(n):
        n[0] += 1

    for value in (3, (1, 2)):
        with pytest.raises(CompileError, match="assign"):
            f(value)


module = types.ModuleType("module")


def test_name_that_is_bound_later():
    @njit
    def f():
        return module.N

    with pytest.raises(CompileError, match="N"):
        f()
    module.N = 3
    assert f() == 3


@pytest.mark.parametrize("parallel", [False, True])
def test_and_or_look_at_the_other_operand_as_python_does(parallel):
    @njit(parallel=parallel)
    def f(a, found, fine):
        for _ in prange(3):
            found = found or a[99] > 0
            fine = fine and a[99] > 0
        return found, fine

    assert f(np.zeros(3), True, False) == (True, False)
    with pytest.raises(IndexError):
        f(np.zeros(3), False, False)


def test_last_value_that_no_iteration_sets():
    @njit(parallel=True)
    def f(n):
        t = 3
        for i in prange(n):
            if 2 < 1:
                t = i
        return t

    assert f(5) == 3
