"""Listings of machine code."""

import numpy as np
import pytest

import gokernels
from gokernels import _native, njit, prange


@njit(parallel=True)
def doubled(x):
    out = np.empty_like(x)
    for i in prange(len(x)):
        out[i] = 2 * x[i]
    return out


def test_the_listing_names_the_loop_and_its_instructions():
    x = np.arange(10.0)
    doubled(x)
    listing = doubled.inspect_asm(doubled.signatures[0])
    assert list(doubled.inspect_asm()) == doubled.signatures
    if not listing:
        pytest.skip("skipped: no machine code on this machine")
    assert "the loop of line 13, in lanes" in listing
    assert "vmovupd" in listing and "exit" in listing


def test_a_program_without_loops_has_an_empty_listing():
    @njit
    def plain(a):
        return a + 1

    plain(1)
    assert plain.inspect_asm(plain.signatures[0]) == ""


def test_an_unknown_program_is_refused():
    gokernels.get_num_threads()
    with pytest.raises(ValueError, match="program"):
        _native.program_asm(10**9)


def test_an_index_by_which_the_next_comparison_loads_is_chosen_by_a_jump():
    @njit
    def largest(x):
        best = 0
        for i in range(1, len(x)):
            if x[i] > x[best]:
                best = i
        return best

    x = np.random.default_rng(1).random(1000)
    assert largest(x) == largest.py_func(x)
    listing = largest.inspect_asm(largest.signatures[0])
    if not listing:
        pytest.skip("skipped: no machine code on this machine")
    assert " pick " not in listing


def test_what_no_load_waits_for_is_picked():
    @njit
    def turned(x):
        n, gap = 0, True
        for i in range(len(x)):
            blank = x[i] == 32 or x[i] == 10
            if gap and not blank:
                n += 1
            gap = blank
        return n

    x = np.random.default_rng(1).choice(np.array([32, 10, 97], np.uint8), 1000)
    assert turned(x) == turned.py_func(x)
    listing = turned.inspect_asm(turned.signatures[0])
    if not listing:
        pytest.skip("skipped: no machine code on this machine")
    assert " pick " in listing


def test_the_same_program_has_the_same_code_every_time():
    """Three arrays of which each iteration reads what the one before has written: kept in registers, in one order."""
    def carried(a, b, c):
        for i in range(1, len(a)):
            a[i] = a[i - 1] * 2 + c[i]
            b[i] = b[i - 1] * 3 + a[i]
            c[i] = c[i - 1] + b[i]

    listings = set()
    for _ in range(12):
        f = njit("void(float64[:], float64[:], float64[:])")(carried)
        listings.add(f.inspect_asm(f.signatures[0]))
    assert len(listings) == 1
