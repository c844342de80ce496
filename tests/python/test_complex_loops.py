"""Loops over complex numbers become machine code, whose results have the bits that the interpreter gives them.

As a program, it saves what the machine gives to the file that is named first.
"""

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from gokernels import njit, prange


@njit(parallel=True)
def escape(out, limit):
    height, width = out.shape
    for j in prange(height):
        for i in range(width):
            c = complex(-2 + 3 * i / width, -1 + 2 * j / height)
            z = 0j
            k = 0
            while k < limit and abs(z) <= 2:
                z = z * z + c
                k += 1
            out[j, i] = k


@njit(parallel=True)
def turn(a):
    s = 0j
    for i in prange(a.size):
        a[i] *= 1j
        s += a[i]
    return s


@njit
def butterflies(a, w):
    half = a.size // 2
    for k in range(half):
        t = w[k] * a[k + half]
        u = a[k]
        a[k] = u + t
        a[k + half] = u - t


@njit(parallel=True)
def expression(a, b):
    return (a * b + (1 - 2j)) / (a - b)


@njit(parallel=True)
def everything(a, b, out):
    for i in prange(a.size):
        x, y = a[i], b[i]
        out[0, i] = x + y
        out[1, i] = x * y - y.conjugate()
        out[2, i] = -x if x == y else abs(y)
        out[3, i] = x**3
        out[4, i] = x / (y if y != 0 else x + 1 if x + 1 != 0 else 1j)
        out[5, i] = np.exp(x)
        out[6, i] = np.log(x)
        out[7, i] = np.sqrt(x)


def edges():
    part = np.array([0.0, -0.0, 1.0, -2.5, 0.8, 710.25, -744.0, 3e38, 1e300, 1e-310, np.inf, -np.inf, np.nan])
    grid = np.repeat(part[:, None] + 0j, part.size, axis=1)
    grid.imag = part
    return grid.ravel()


def results():
    made = []
    for dtype in (np.complex128, np.complex64):
        with np.errstate(over="ignore"):
            z = edges().astype(dtype)
        for step in (1, 3, -1):
            a, b = np.repeat(z, z.size)[::step], np.tile(z, z.size)[::step]
            out = np.empty((8, a.size), dtype)
            everything(a, b, out)
            made.append(np.ascontiguousarray(out).view(out.real.dtype).astype(float).ravel())
    return np.concatenate(made)


@pytest.mark.parametrize(
    ("kernel", "args"),
    [
        (escape, (np.zeros((9, 9), np.int8), 20)),
        (turn, (np.ones(40, np.complex64),)),
        (turn, (np.ones(40, np.complex128)[::-2],)),
        (butterflies, (np.ones(64, complex), np.ones(32, complex))),
        (expression, (np.ones(50) * 2j, np.ones(50))),
    ],
)
def test_the_loop_is_machine_code(kernel, args):
    kernel(*args)
    listings = kernel.inspect_asm()
    if os.environ.get("GOKERNELS_NATIVE") == "0" or not doubles_are_machine_code():
        pytest.skip("skipped: no machine code on this machine")
    assert all("ymm" in text or "zmm" in text for text in listings.values())


def doubles_are_machine_code():
    @njit
    def double(x):
        for i in range(x.size):
            x[i] *= 2

    double(np.ones(3))
    return bool(double.inspect_asm(double.signatures[0]))


def test_machine_code_and_interpreter_give_the_same_bits(tmp_path):
    made = []
    for native in ("0", "1"):
        path = tmp_path / f"{native}.npy"
        subprocess.run([sys.executable, __file__, path], env={**os.environ, "GOKERNELS_NATIVE": native}, check=True, timeout=50)
        made.append(np.load(path))
    assert np.array_equal(np.isnan(made[0]), np.isnan(made[1]))
    numbers = ~np.isnan(made[0])
    np.testing.assert_array_equal(made[0][numbers].view(np.int64), made[1][numbers].view(np.int64))


if __name__ == "__main__":
    np.save(Path(sys.argv[1]), results())
