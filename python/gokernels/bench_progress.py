"""What progress reports cost: a long kernel and a long compiled loop, silent, with a callback, and with a bar."""

from __future__ import annotations

import contextlib
import importlib.util
import io
import math
from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np

from . import kernels
from .bench_plan import Plan, duration, record
from .decorators import njit
from .ranges import prange
from .timing import contest

__all__ = ["run"]

_SILENT = "without"
_MORE = 3  # times the rounds of other parts: what is looked for is below 1%


def run(plan: Plan) -> list[dict[str, Any]]:
    """Time each in turns, print what a report adds."""
    saved = []
    for title, call in _programs(20_000 if plan.quick else 1_000_000).items():
        if not plan.wants(title):
            continue
        with contextlib.redirect_stderr(io.StringIO()):  # the bars
            held = contest(title, _ways(call), _MORE * plan.rounds)
        more = "  ".join(f"{way} {100 * (ratio - 1):+.2f}%" for way, ratio in held.ratios(_SILENT).items())
        plan.print(f"{title:34} {duration(held[_SILENT].median)}   [bold]{more}[/bold]")
        saved.append(record(held, _SILENT))
    return saved


def _programs(n: int) -> dict[str, Callable[..., object]]:
    roots = njit(parallel=True)(_roots)
    many = np.broadcast_to(np.random.default_rng(1).random(n), (400, n))  # long, but small in memory
    return {"progress: sum": partial(kernels.sum, many),
            "progress: compiled loop": lambda **options: roots.options(**options)(1000 * n)}


def _ways(call: Callable[..., object]) -> dict[str, Callable[[], object]]:
    ways: dict[str, Callable[[], object]] = {_SILENT: call, "callback": partial(call, progress=_ignore)}
    if importlib.util.find_spec("tqdm"):
        ways["bar"] = partial(call, progress=True)
    return ways


def _ignore(done: int, total: int) -> None:
    pass


def _roots(n: int) -> float:
    total = 0.0
    for i in prange(n):
        total += math.sqrt(i)
    return total
