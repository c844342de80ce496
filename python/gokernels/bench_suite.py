"""The wide suite beside Numba: ratio, results and compile time of every row."""

from __future__ import annotations

import time
import warnings
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import numpy as np
from rich.table import Table

import gokernels

from . import peers, plots, suite
from .bench_plan import OURS, REST, Plan, duration
from .timing import Contest, contest

__all__ = ["LEAST", "Outcome", "run", "time_row"]

LEAST = 0.9  # no kernel should be slower than this many times Numba's speed


@dataclass
class Outcome:
    """What one row of the suite gave."""

    row: suite.Row
    n: int
    first: dict[str, float] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    equal: bool | None = None
    held: Contest | None = None

    @property
    def ratio(self) -> float | None:
        """Numba's time over ours, of pairs in turns; None where one of both is missing."""
        return self.held.ratios(OURS).get("Numba") if self.held and OURS in self.first else None

    @property
    def least_ratio(self) -> float | None:
        """The same of smallest times."""
        return self.held.least_ratios(OURS).get("Numba") if self.held and OURS in self.first else None

    def compile(self, name: str) -> float:
        """Seconds that the first call took over a later one."""
        assert self.held is not None
        return max(self.first[name] - self.held[name].median, 0.0)


def run(plan: Plan) -> dict[str, Any]:
    """Time the rows, print a line each, the worst and the means, and draw them."""
    outcomes = []
    for row in suite.ROWS:
        if plan.wants(row.name):
            outcomes.append(time_row(row, row.small if plan.quick else row.n, plan.rounds))
            plan.print(_line(outcomes[-1]))
    compared = sorted((o for o in outcomes if o.ratio), key=lambda o: o.least_ratio or 0)
    if compared:
        plan.print(_table(compared))
        plan.print(f"saved {plots.ratios(compared, plan.out / 'suite.png', _title(compared))}")
    return {"means": {"medians of pairs": _means(_medians(compared)), "smallest times": _means(_smallest(compared))},
            "differ": [o.row.name for o in outcomes if o.equal is False], "kernels": [_record(o) for o in outcomes]}


def time_row(row: suite.Row, n: int, rounds: int) -> Outcome:
    """Compile, compare and time a row with gokernels and, if it is there, with Numba."""
    found, left = Outcome(row, n), {}
    ways: peers.Ways = {}
    for name, compiler in ((OURS, gokernels), ("Numba", peers.load("numba"))):
        if compiler is None:
            continue
        function, given = suite.compiled(row.function, compiler, **row.options), suite.arguments(row, n)
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # Numba's advice about performance
                start = time.perf_counter()
                left[name] = suite.outcome(function, given)
                found.first[name] = time.perf_counter() - start
        except Exception as error:  # what a compiler refuses is a result of this benchmark
            found.errors[name] = f"{type(error).__name__}: {error}"
        else:
            ways[name] = partial(function, *given)
    if len(left) == 2:
        found.equal = suite.equal(row, left[OURS], left["Numba"])
    if ways:
        found.held = contest(row.name, ways, rounds, rest=REST)
    return found


def _line(o: Outcome) -> str:
    results = o.held.results if o.held else []
    times = "  ".join(f"{r.name} {duration(r.median)} (first {duration(o.first[r.name])})" for r in results)
    ratio = f"[bold {'red' if o.ratio < LEAST else 'green'}]x{o.ratio:.2f}[/]" if o.ratio else ""
    wrong = "[bold red]results differ[/] " if o.equal is False else ""
    return f"{o.row.name:32} {times} {ratio} {wrong}{'; '.join(f'{k}: {v[:200]}' for k, v in o.errors.items())}"


def _means(ratios: list[float]) -> dict[str, Any]:
    if not ratios:
        return {}
    mean = float(np.exp(np.mean(np.log(ratios))))
    return {"geometric mean": mean, "least": min(ratios), "below": sum(r < LEAST for r in ratios)}


def _medians(compared: list[Outcome]) -> list[float]:
    return [o.ratio or 0.0 for o in compared]


def _smallest(compared: list[Outcome]) -> list[float]:
    return [o.least_ratio or 0.0 for o in compared]


def _text(ratios: list[float]) -> str:
    means = _means(ratios)
    return f"geometric mean x{means['geometric mean']:.2f}, least x{means['least']:.2f}, {means['below']} below {LEAST}"


def _title(compared: list[Outcome]) -> str:
    differ = ", ".join(o.row.name for o in compared if not o.equal) or "none"
    return f"{len(compared)} kernels against Numba: {_text(_medians(compared))}; results differ: {differ}"


def _table(compared: list[Outcome]) -> Table:
    """The slow ones, slowest first; all are in the JSON and in the picture."""
    table = Table(title=_title(compared), caption=f"of smallest times: {_text(_smallest(compared))}")
    for column in ("kernel", "parallel", "ours", "Numba", "compiled by ours", "by Numba", "Numba / ours", "of smallest"):
        table.add_column(column, justify="left" if column == "kernel" else "right")
    for o in compared[:max(20, sum(r < LEAST for r in _smallest(compared)))]:
        assert o.held is not None
        times = [o.held[OURS].median, o.held["Numba"].median, o.compile(OURS), o.compile("Numba")]
        ratios = f"{o.ratio:.2f}", f"{o.least_ratio:.2f}"
        table.add_row(o.row.name, "yes" if o.row.parallel else "no", *map(duration, times), *ratios)
    return table


def _record(o: Outcome) -> dict[str, Any]:
    seconds = {r.name: {"median": r.median, "best": r.best, "first": o.first[r.name], "compile": o.compile(r.name)}
               for r in (o.held.results if o.held else [])}
    return {"kernel": o.row.name, "function": o.row.function.__name__, "n": o.n, "parallel": o.row.parallel, "seconds": seconds,
            "ratio": o.ratio, "ratio of smallest": o.least_ratio, "equal": o.equal, "errors": o.errors}
