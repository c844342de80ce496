"""Timing several ways to do one thing, in turns, so that noise hits all of them."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

__all__ = ["Contest", "Result", "contest"]


@dataclass(frozen=True)
class Result:
    """Times of one contestant, in seconds a call."""

    name: str
    times: list[float]
    value: Any = field(repr=False, default=None)

    @property
    def median(self) -> float:
        """Median time."""
        return statistics.median(self.times)

    @property
    def best(self) -> float:
        """Smallest time."""
        return min(self.times)


@dataclass(frozen=True)
class Contest:
    """One program, done in several ways."""

    title: str
    results: list[Result]

    def __getitem__(self, name: str) -> Result:
        return next(r for r in self.results if r.name == name)

    def ratios(self, of: str) -> dict[str, float]:
        """How many times slower each contestant is than `of`, as the median of the rounds' ratios."""
        mine = self[of].times
        return {r.name: statistics.median(theirs / ours for theirs, ours in zip(r.times, mine, strict=True))
                for r in self.results if r.name != of}

    def least_ratios(self, of: str) -> dict[str, float]:
        """The same of the smallest times, which noise disturbs least."""
        return {r.name: r.best / self[of].best for r in self.results if r.name != of}


def contest(title: str, ways: Mapping[str, Callable[[], Any]], rounds: int = 7, least: float = 2e-3,
            rest: float = 0.0) -> Contest:
    """Time every way `rounds` times, in turns; short ones are repeated to last `least` seconds.

    Between turns all wait `rest` seconds: threads of OpenMP spin for a while after a call, at the expense of who is next. Ways
    that are repeated run as long before the clock does: after the rest, caches and processors take some calls to be warm again.
    """
    values = {name: way() for name, way in ways.items()}  # the first call compiles, loads, faults pages in
    repeats = {name: _repeats(way, least) for name, way in ways.items()}
    times: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(rounds):
        for name, way in ways.items():
            time.sleep(rest)
            if rest and repeats[name] > 1:
                _time(way, repeats[name])
            times[name].append(_time(way, repeats[name]))
    return Contest(title, [Result(name, times[name], values[name]) for name in ways])


def _time(way: Callable[[], Any], n: int) -> float:
    start = time.perf_counter()
    for _ in range(n):
        way()
    return (time.perf_counter() - start) / n


def _repeats(way: Callable[[], Any], least: float) -> int:
    """How often a way fits `least` seconds, by its best of a few calls: one that finds its pages missing is no measure."""
    return max(1, int(least / max(min(_time(way, 1) for _ in range(4)), 1e-7)))
