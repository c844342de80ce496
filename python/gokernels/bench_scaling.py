"""Time against the number of elements and against the number of threads, serial beside parallel, ours beside Numba's."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import gokernels

from . import get_num_threads, peers, plots, suite, threads
from .bench_plan import OURS, REST, Plan, duration
from .timing import contest

__all__ = ["run"]

Curves = dict[str, dict[int, float]]
_BY_SIZE = ("axpy float64", "sum float64", "logistic map float64", "black-scholes float64")
_BY_THREADS = ("n-body float64", "bilateral float64", "logistic map float64", "axpy float64")
_SLOWER = 1.1  # parallel over serial: above this a size is named


def run(plan: Plan) -> dict[str, Any]:
    """Time, print where parallel is slower than serial, draw both families of curves."""
    rows = {row.name: row for row in suite.ROWS}
    sizes, by_threads = {}, {}
    for name in filter(plan.wants, _BY_SIZE):
        sizes[name] = _by_size(rows[name], plan)
        plan.print(_small(name, sizes[name]))
    for name in filter(plan.wants, _BY_THREADS):
        by_threads[name] = _by_threads(rows[name], plan)
        plan.print(f"{name:24} " + "  ".join(f"{way} x{curve[1] / curve[max(curve)]:.2f} with {max(curve)} threads"
                                             for way, curve in by_threads[name].items()))
    if sizes and by_threads:
        plan.print(f"saved {plots.families(sizes, by_threads, plan.out / 'scaling.png')}")
    return {"seconds by elements": sizes, "seconds by threads": by_threads}


def _compilers() -> Iterator[tuple[str, Any]]:
    yield OURS, gokernels
    if numba := peers.load("numba"):
        yield "Numba", numba


def _by_size(row: suite.Row, plan: Plan) -> Curves:
    """Smallest times at 100, 1,000, ... elements, as far as memory and patience go."""
    programs = {title: suite.compiled(row.function, compiler, **{**row.options, "parallel": parallel})
                for name, compiler in _compilers() for title, parallel in ((f"{name}, serial", False), (name, True))}
    curves: Curves = {title: {} for title in programs}
    size = sum(getattr(a, "nbytes", 0) for a in suite.arguments(row, 1000)) / 1000
    patience = 0.05 if plan.quick else 0.5  # seconds a call
    left = programs
    for n in (10 ** k for k in range(2, 9)):
        left = {t: p for t, p in left.items() if 10 * curves[t].get(n // 10, 0.0) < patience}
        if not left or n * size > _memory() / 4:  # arguments are made through temporary arrays
            break
        given = suite.arguments(row, n)
        ways, rounds = {t: partial(p, *given) for t, p in left.items()}, 2 if n > 10**6 else 5
        held = contest(f"{row.name} {n}", ways, min(plan.rounds, rounds), rest=REST)
        for result in held.results:
            curves[result.name][n] = result.best
    return curves


def _memory() -> int:
    return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")


def _by_threads(row: suite.Row, plan: Plan) -> Curves:
    """Smallest times with 1, 2, ... threads."""
    given, curves = suite.arguments(row, row.small if plan.quick else row.n), {}
    for name, compiler in _compilers():
        program = suite.compiled(row.function, compiler, **row.options)
        ways = {f"{k}": _with(name, k, program, given) for k in range(1, get_num_threads() + 1)}
        curves[name] = {int(r.name): r.best for r in contest(row.name, ways, plan.rounds, rest=REST).results}
    return curves


def _with(name: str, count: int, program: Any, given: tuple[Any, ...]) -> Callable[[], Any]:
    def ours() -> Any:
        with threads(count):
            return program(*given)

    def numbas() -> Any:
        numba = peers.load("numba")
        numba.set_num_threads(min(count, numba.config.NUMBA_NUM_THREADS))
        return program(*given)

    return ours if name == OURS else numbas


def _small(name: str, curves: Curves) -> str:
    """Times of the smallest size, and the sizes at which parallel is slower than serial."""
    parallel, serial = curves[OURS], curves[f"{OURS}, serial"]
    slower = [f"{n:,} (x{parallel[n] / serial[n]:.2f})" for n in parallel if n in serial and parallel[n] > _SLOWER * serial[n]]
    least = min(parallel)
    return (f"{name:24} {least} elements: parallel {duration(parallel[least])}, serial {duration(serial[least])}; "
            f"parallel is slower at: {', '.join(slower) or 'no size'}")
