"""Seven programs, compiled from Python, beside every peer that is installed, and beside their goals."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
from rich.table import Table

from . import peers, plots
from .bench_plan import OURS, REST, Plan, duration, record
from .timing import Contest, Result, contest

__all__ = ["run"]

_COLUMNS = ("NumPy", "numexpr", "JAX", "Pythran", "Numba, 1 thread", "Numba", "gokernels, 1 thread")
_SERIAL = {"Numba, 1 thread": "numba", "gokernels, 1 thread": "gokernels"}


@dataclass(frozen=True)
class Program:
    """One of the seven: its title, what it should take at most (seconds, two cores of a 2020s server), ways to do it."""

    title: str
    goal: float
    ways: Callable[[], peers.Ways]
    rounds: int


def run(plan: Plan) -> list[dict[str, Any]]:
    """Time the programs, print a table of smallest times with a column of goals, and draw them."""
    played = [(p, contest(p.title, p.ways(), p.rounds, rest=REST)) for p in _programs(plan) if plan.wants(p.title)]
    held = [game for _, game in played]
    goals = [p.goal for p, _ in played]
    first = f"first call of exp, {_elements(plan):,}"
    if plan.wants(first):
        times = peers.first_calls(_elements(plan), min(plan.rounds, 3))
        held.append(Contest(first, [Result(name, times[name]) for name in times]))
        goals.append(5e-3)
    if not held:
        return []
    plan.print(_table(held, goals))
    plan.print(f"saved {plots.bars(held, plan.out / 'peers.png', 'seven programs and their peers: medians, in turns')}")
    return [{**record(game), "goal": goal} for game, goal in zip(held, goals, strict=True)]


def _elements(plan: Plan) -> int:
    return 20_000 if plan.quick else 1_000_000


def _programs(plan: Plan) -> Iterator[Program]:
    n, points = _elements(plan), 400_000 if plan.quick else 40_000_000
    generator = np.random.default_rng(1)
    a, b = generator.random((2, n))
    means, widths = generator.uniform(-1, 1, n), generator.uniform(0.1, 0.3, n)
    out, numbers = np.empty(n), np.arange(1, 10_001)
    image = np.empty((40, 60) if plan.quick else (400, 600), np.int64)
    jax = peers.through_jax(0.4, a, b, means, widths)
    pythran = None if plan.quick else peers.through_pythran()
    if pythran is None and "Pythran" not in peers.absent():
        plan.print(f"Pythran is left out: it {'compiles for some seconds' if plan.quick else 'finds no C++ compiler that works'}")

    def ways(name: str, others: peers.Ways, ours: tuple[Any, ...], compiled: str = "") -> Callable[[], peers.Ways]:
        def all_ways() -> peers.Ways:
            found = {**others, **({"JAX": jax[name]} if name in jax else {})}
            if theirs := getattr(pythran, compiled or name, None):
                found["Pythran"] = lambda: theirs(*ours)
            return {**found, **_compiled(compiled or name, ours)}
        return all_ways

    few = min(plan.rounds, 3)
    yield Program(f"exp(2.1a+3.2b), {n:,}", 0.65e-3,
                  ways("exp_linear", peers.exp_linear(a, b), (out, a, b), "exp_linear_into"), plan.rounds)
    normal = (0.4, means, widths)
    yield Program(f"gaussians, {n:,}", 1.0e-3, ways("gaussians", peers.gaussians(*normal), normal), plan.rounds)
    yield Program(f"kde, {n:,}", 0.9e-3, ways("kde", peers.kde(*normal), normal), plan.rounds)
    yield Program(f"Monte Carlo pi, {points:,}", 22e-3, ways("monte_carlo_pi", peers.monte_carlo_pi(points), (points,)), few)
    yield Program(f"Mandelbrot, {image.shape[1]} x {image.shape[0]} x 200", 6.5e-3,
                  ways("mandelbrot", peers.mandelbrot(image, 200), (image, 200)), few)
    yield Program("sum of 10,000 int64", 0.9e-6, ways("total", peers.total(numbers), (numbers,)), plan.rounds)


def _compiled(name: str, given: tuple[Any, ...]) -> peers.Ways:
    """Numba's and ours, in one thread and in all."""
    found: peers.Ways = {}
    for title, module in {**_SERIAL, "Numba": "numba", OURS: "gokernels"}.items():
        if program := peers.made(name, module, parallel=title not in _SERIAL):
            found[title] = partial(program, *given)
    return found


def _table(held: list[Contest], goals: list[float]) -> Table:
    table = Table(title="smallest times; [green]green[/green]: the goal is met")
    timed = {r.name for game in held for r in game.results}
    names = [name for name in _COLUMNS if name in timed]
    for column in ("program", *names, OURS, "goal", "best peer / ours"):
        table.add_column(column, justify="left" if column == "program" else "right")
    for game, goal in zip(held, goals, strict=True):
        best = {r.name: r.best for r in game.results}
        others = [best[name] for name in best if not name.startswith(OURS)]
        colour = "green" if best[OURS] <= goal else "red"
        table.add_row(game.title, *(duration(best[n]) if n in best else "-" for n in names),
                      f"[{colour}]{duration(best[OURS])}[/{colour}]", duration(goal), f"{min(others) / best[OURS]:.2f}")
    return table
