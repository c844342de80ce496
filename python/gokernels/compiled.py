"""The demonstration's programs in plain Python, as a user of Numba writes them.

`demo` runs them beside the ready-made kernels.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .decorators import njit
from .ranges import prange

__all__ = ["argmax", "exp_linear", "gaussians", "kde", "monte_carlo_pi", "squares", "sum"]

Array = NDArray[Any]
_ROOT = math.sqrt(2 * math.pi)


@njit(parallel=True)
def gaussians(x: float, means: Array, widths: Array) -> Array:
    """Values at x of normal densities, each divided by their number: a loop that writes an element a turn."""
    n = len(means)
    values = np.empty(n)
    for i in prange(n):
        z = (x - means[i]) / widths[i]
        values[i] = math.exp(-0.5 * z * z) / widths[i] / _ROOT / n
    return values


@njit(parallel=True)
def kde(x: float, means: Array, widths: Array) -> float:
    """Kernel density estimate: an array expression and a reduction, which fuse into one pass."""
    return float((np.exp(-0.5 * ((x - means) / widths) ** 2) / widths).mean() / _ROOT)


@njit(parallel=True)
def monte_carlo_pi(n: int, seed: int) -> float:
    """Four times the share of n random points in the unit circle; the seed decides, not the number of threads."""
    np.random.seed(seed)
    inside = 0
    for _ in prange(n):
        x = np.random.random()
        y = np.random.random()
        if x * x + y * y < 1:
            inside += 1
    return 4 * inside / n


@njit(nogil=True)
def squares(a: Array, out: Array) -> None:
    """Squares into `out`, in one thread: for a slice in each of several Python threads."""
    for i in range(len(a)):
        out[i] = a[i] * a[i]


@njit(parallel=True)
def exp_linear(a: Array, b: Array) -> Array:
    """exp(2.1 a + 3.2 b): an array expression."""
    values: Array = np.exp(2.1 * a + 3.2 * b)
    return values


@njit(parallel=True)
def sum(a: Array) -> Any:
    """Sum of the elements: the in-place operator makes a reduction."""
    s = 0
    for i in prange(len(a)):
        s += a[i]
    return s


@njit(parallel=True)
def argmax(a: Array) -> int:
    """Index of the first largest element, found by an `if`; equal ones go to the first."""
    best, where = -np.inf, -1
    for i in prange(len(a)):
        if a[i] > best:
            best = a[i]
            where = i
    return where
