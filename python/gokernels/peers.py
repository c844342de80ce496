"""The same programs in NumPy, numexpr and Numba: what ours are compared with.

Every function here takes the arrays and returns a dict: name of the peer -> a call
without arguments. Peers that are not installed are left out.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["Ways", "exp_linear", "gaussians", "kde", "monte_carlo_pi", "squares", "total"]

Array = NDArray[Any]
Ways = dict[str, Callable[[], Any]]
_ROOT = float(np.sqrt(2 * np.pi))


def _has(name: str) -> bool:
    return importlib.util.find_spec(name) is not None


def exp_linear(a: Array, b: Array) -> Ways:
    """exp(2.1 a + 3.2 b)."""
    ways: Ways = {"NumPy": lambda: np.exp(2.1 * a + 3.2 * b)}
    if _has("numexpr"):
        import numexpr

        ways["numexpr"] = lambda: numexpr.evaluate("exp(2.1*a+3.2*b)", {"a": a, "b": b})
    if compiled := _numba():
        ways["Numba"] = lambda: compiled["exp_linear"](a, b)
    return ways


def gaussians(x: float, means: Array, widths: Array) -> Ways:
    """Values at x of normal densities, each divided by their number."""
    ways: Ways = {"NumPy": lambda: _gaussians(x, means, widths)}
    if _has("numexpr"):
        import numexpr

        text = "exp(-0.5*((x-m)/w)**2)/w/root/n"
        names = {"x": x, "m": means, "w": widths, "root": _ROOT, "n": len(means)}
        ways["numexpr"] = lambda: numexpr.evaluate(text, names)
    if compiled := _numba():
        ways["Numba"] = lambda: compiled["gaussians"](x, means, widths)
    return ways


def kde(x: float, means: Array, widths: Array) -> Ways:
    """Kernel density estimate at x: the mean of the densities."""
    ways: Ways = {"NumPy": lambda: _kde(x, means, widths)}
    if compiled := _numba():
        ways["Numba"] = lambda: compiled["kde"](x, means, widths)
    return ways


def monte_carlo_pi(n: int) -> Ways:
    """Four times the share of n random points that lie in the unit circle."""
    ways: Ways = {"NumPy": lambda: _pi(n)}
    if compiled := _numba():
        ways["Numba"] = lambda: compiled["pi"](n)
    return ways


def squares(a: Array) -> Ways:
    """A * a."""
    ways: Ways = {"NumPy": lambda: a * a}
    if compiled := _numba():
        ways["Numba"] = lambda: compiled["squares"](a)
    return ways


def total(a: Array) -> Ways:
    """Sum of the elements."""
    ways: Ways = {"NumPy": a.sum}
    if compiled := _numba():
        ways["Numba"] = lambda: compiled["total"](a)
    return ways


def _gaussians(x: float, means: Array, widths: Array) -> Array:
    values: Array = np.exp(-0.5 * ((x - means) / widths) ** 2) / widths / _ROOT / len(means)
    return values


def _kde(x: float, means: Array, widths: Array) -> Any:
    return (np.exp(-0.5 * ((x - means) / widths) ** 2) / widths).mean() / _ROOT


def _pi(n: int, block: int = 1 << 20) -> float:
    """In blocks: n points at once would need 16 n bytes."""
    generator, inside = np.random.default_rng(), 0
    for start in range(0, n, block):
        x, y = generator.random((2, min(block, n - start)))
        inside += int(np.count_nonzero(x * x + y * y < 1))
    return 4 * inside / n


@cache
def _numba() -> dict[str, Callable[..., Any]]:
    """Numba's versions, compiled at their first call; empty without Numba."""
    if not _has("numba"):
        return {}
    import random

    import numba

    root = _ROOT
    njit, prange = numba.njit(parallel=True), numba.prange

    def exp_linear(a, b):  # type: ignore[no-untyped-def]
        return np.exp(2.1 * a + 3.2 * b)

    def gaussians(x, means, widths):  # type: ignore[no-untyped-def]
        return np.exp(-0.5 * ((x - means) / widths) ** 2) / widths / root / means.shape[0]

    def kde(x, means, widths):  # type: ignore[no-untyped-def]
        return (np.exp(-0.5 * ((x - means) / widths) ** 2) / widths).mean() / root

    def pi(n):  # type: ignore[no-untyped-def]
        inside = 0
        for _ in prange(n):
            x = random.random()
            y = random.random()
            if x * x + y * y < 1:
                inside += 1
        return 4 * inside / n

    def squares(a):  # type: ignore[no-untyped-def]
        return a * a

    def total(a):  # type: ignore[no-untyped-def]
        s = 0
        for i in prange(len(a)):
            s += a[i]
        return s

    return {f.__name__: njit(f) for f in (exp_linear, gaussians, kde, pi, squares, total)}
