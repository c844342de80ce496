"""Kernels against NumPy and the installed peers: pairs in one run, JSON and a picture.

Ratios are medians of the rounds' ratios: contestants take turns, so what disturbs a
round disturbs all of them.
"""

from __future__ import annotations

import json
import platform
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from rich.console import Console
from rich.table import Table

from . import kernels, peers, ztable
from .info import info
from .plots import bars
from .timing import Contest, contest

__all__ = ["run"]


def run(out: Path, *, rounds: int = 7, quick: bool = False) -> Path:
    """Run all contests, print them, and save bench.json and bench.png in `out`; return the JSON's path."""
    console = Console()
    elements = 20_000 if quick else 1_000_000
    rounds = 2 if quick else rounds
    programs = [_show(console, held) for held in _programs(elements, rounds, quick)]
    table = [_show(console, held) for held in _every_kernel(elements, rounds)]
    console.print(_summary(table))
    out.mkdir(parents=True, exist_ok=True)
    path = out / "bench.json"
    path.write_text(json.dumps({"info": info(), "machine": platform.processor() or platform.machine(), "rounds": rounds,
                                "contests": [_record(held) for held in [*programs, *table]]}, indent=1))
    console.print(f"saved {path} and {bars(programs, out / 'bench.png', f'medians of {rounds} rounds, in turns')}")
    return path


def _record(held: Contest) -> dict[str, Any]:
    return {"program": held.title, "seconds": {r.name: {"median": r.median, "best": r.best} for r in held.results},
            "ratios": held.ratios("gokernels")}


def _show(console: Console, held: Contest) -> Contest:
    times = "  ".join(f"{r.name} {r.median * 1e6:,.2f} µs" for r in held.results)
    ratios = "  ".join(f"{name} x{ratio:.2f}" for name, ratio in held.ratios("gokernels").items())
    console.print(f"{held.title:34} {times}   [bold]{ratios}[/bold]", soft_wrap=True, highlight=False)
    return held


def _programs(n: int, rounds: int, quick: bool) -> Iterator[Contest]:
    generator = np.random.default_rng(1)
    a, b = generator.random(n), generator.random(n)
    means, widths = generator.uniform(-1, 1, n), generator.uniform(0.1, 0.3, n)
    numbers, small, out = np.arange(1, 10_001), generator.random(8), np.empty(8)
    ours = "gokernels"
    yield contest(f"exp(2.1a+3.2b), {n:,}",
                  {**peers.exp_linear(a, b), ours: lambda: kernels.exp_linear(2.1, a, 3.2, b)}, rounds)
    into = np.empty(n)
    yield contest(f"exp(2.1a+3.2b), {n:,}, out=",
                  {"NumPy": lambda: np.exp(2.1 * a + 3.2 * b, out=into),
                   ours: lambda: kernels.exp_linear(2.1, a, 3.2, b, out=into)}, rounds)
    yield contest(f"gaussians, {n:,}",
                  {**peers.gaussians(0.4, means, widths), ours: lambda: kernels.gaussians(0.4, means, widths)}, rounds)
    yield contest(f"kde, {n:,}", {**peers.kde(0.4, means, widths), ours: lambda: kernels.kde(0.4, means, widths)}, rounds)
    points = 400_000 if quick else 40_000_000
    yield contest(f"Monte Carlo pi, {points:,}",
                  {**peers.monte_carlo_pi(points), ours: lambda: kernels.monte_carlo_pi(points, seed=1)}, min(rounds, 3))
    yield contest("sum of 10,000 int64", {**peers.total(numbers), ours: lambda: kernels.sum(numbers)}, rounds)
    yield contest("call: squares of 8 into out",
                  {"NumPy": lambda: np.square(small, out=out), ours: lambda: kernels.squares(small, out)}, rounds)


def _every_kernel(n: int, rounds: int) -> Iterator[Contest]:
    """Every kernel of one or two arrays that NumPy has under the same name, in float64 and int64."""
    generator = np.random.default_rng(2)
    data = {"float64": (generator.random(n) + 0.1, generator.random(n) + 0.2),
            "int64": (generator.integers(1, 100, n), generator.integers(1, 9, n))}
    for kernel in ztable.KERNELS:
        arrays = [a for a in kernel.args if a.role == "array"]
        plain = all(a.role in ("array", "axis") for a in kernel.args) and len(arrays) in (1, 2) and not kernel.hidden
        numpys = getattr(np, kernel.name, None)
        if not plain or numpys is None or any(a.cast for a in arrays):
            continue
        for dtype in ("float64", "int64"):
            if kernel.types.get(dtype, ("",))[0] == dtype:
                yield _one(kernel.name, dtype, numpys, data[dtype][:len(arrays)], rounds)


def _one(name: str, dtype: str, numpys: Any, arrays: tuple[Any, ...], rounds: int) -> Contest:
    ours = getattr(kernels, name)
    return contest(f"{name} {dtype} {len(arrays[0]):,}",
                   {"NumPy": lambda: numpys(*arrays), "gokernels": lambda: ours(*arrays)}, rounds)


def _summary(contests: list[Contest]) -> Table:
    ratios = {held.title: held.ratios("gokernels")["NumPy"] for held in contests}
    slow = sorted(ratios, key=lambda title: ratios[title])[:8]
    mean = float(np.exp(np.mean(np.log(list(ratios.values())))))
    table = Table(title=f"{len(ratios)} kernels against NumPy: geometric mean x{mean:.2f}; the slowest of ours:")
    table.add_column("kernel")
    table.add_column("NumPy's time / ours", justify="right")
    for title in slow:
        table.add_row(title, f"{ratios[title]:.2f}")
    return table
