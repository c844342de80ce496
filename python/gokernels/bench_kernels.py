"""The ready-made kernels beside NumPy, those of one or two arrays that NumPy has under the same name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from rich.table import Table

from . import kernels, peers, ztable
from .bench_plan import OURS, REST, Plan, record
from .timing import Contest, contest

__all__ = ["run"]


def run(plan: Plan) -> list[dict[str, Any]]:
    """Time the kernels, print a line each and the slowest."""
    n = 20_000 if plan.quick else 1_000_000
    programs = [_show(plan, held) for held in _programs(n, plan)]
    table = [_show(plan, held) for held in _every_kernel(n, plan)]
    if table:
        plan.print(_summary(table))
    return [record(held) for held in [*programs, *table]]


def _show(plan: Plan, held: Contest) -> Contest:
    times = "  ".join(f"{r.name} {r.median * 1e6:,.2f} µs" for r in held.results)
    ratios = "  ".join(f"{name} x{ratio:.2f}" for name, ratio in held.ratios(OURS).items())
    plan.print(f"{held.title:34} {times}   [bold]{ratios}[/bold]")
    return held


def _programs(n: int, plan: Plan) -> Iterator[Contest]:
    """The ready-made programs beside all peers that the demonstration knows."""
    generator = np.random.default_rng(1)
    a, b = generator.random(n), generator.random(n)
    means, widths = generator.uniform(-1, 1, n), generator.uniform(0.1, 0.3, n)
    into, small, out = np.empty(n), generator.random(8), np.empty(8)
    ways: dict[str, peers.Ways] = {
        f"exp_linear {n:,}": {**peers.exp_linear(a, b), OURS: lambda: kernels.exp_linear(2.1, a, 3.2, b)},
        f"exp_linear {n:,}, out=": {"NumPy": lambda: np.exp(2.1 * a + 3.2 * b, out=into),
                                    OURS: lambda: kernels.exp_linear(2.1, a, 3.2, b, out=into)},
        f"gaussians {n:,}": {**peers.gaussians(0.4, means, widths), OURS: lambda: kernels.gaussians(0.4, means, widths)},
        f"kde {n:,}": {**peers.kde(0.4, means, widths), OURS: lambda: kernels.kde(0.4, means, widths)},
        "monte_carlo_pi 400,000": {**peers.monte_carlo_pi(400_000), OURS: lambda: kernels.monte_carlo_pi(400_000, seed=1)},
        "squares of 8 into out": {"NumPy": lambda: np.square(small, out=out), OURS: lambda: kernels.squares(small, out)},
    }
    for title, each in ways.items():
        if plan.wants(title):
            yield contest(title, each, plan.rounds, rest=REST)


def _every_kernel(n: int, plan: Plan) -> Iterator[Contest]:
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
            if kernel.types.get(dtype, ("",))[0] == dtype and plan.wants(f"{kernel.name} {dtype}"):
                yield _one(kernel.name, dtype, numpys, data[dtype][:len(arrays)], plan.rounds)


def _one(name: str, dtype: str, numpys: Any, arrays: tuple[Any, ...], rounds: int) -> Contest:
    ours = getattr(kernels, name)
    return contest(f"{name} {dtype} {len(arrays[0]):,}", {"NumPy": lambda: numpys(*arrays), OURS: lambda: ours(*arrays)}, rounds)


def _summary(contests: list[Contest]) -> Table:
    ratios = {held.title: held.ratios(OURS)["NumPy"] for held in contests}
    slow = sorted(ratios, key=lambda title: ratios[title])[:8]
    mean = float(np.exp(np.mean(np.log(list(ratios.values())))))
    table = Table(title=f"{len(ratios)} kernels against NumPy: geometric mean x{mean:.2f}; the slowest of ours:")
    table.add_column("kernel")
    table.add_column("NumPy's time / ours", justify="right")
    for title in slow:
        table.add_row(title, f"{ratios[title]:.2f}")
    return table
