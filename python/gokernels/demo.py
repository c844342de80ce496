"""Five programs on real sizes, twice: by ready-made kernels, and in Python that the compiler compiles.

All are checked against NumPy, timed beside it, and drawn. Each function below is a program that a user could have
written; the Python that is compiled is in `compiled`. `run` prints the table.
"""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

import dask
import numpy as np
from numpy.typing import NDArray
from rich.console import Console
from rich.table import Table

from . import compiled, get_num_threads, kernels, peers, threads, tune
from .plots import bars, scaling
from .timing import Contest, contest

__all__ = ["run"]

Array = NDArray[Any]


@dataclass(frozen=True)
class Sizes:
    """How much of everything."""

    elements: int = 1_000_000
    samples: int = 400_000_000
    numbers: int = 10_000
    rounds: int = 7
    call: float = 0.05  # seconds that a call of a compiled program should take at most: it decides its size


@dataclass
class Report:
    """What one program found: contests, and facts that were checked (text, holds)."""

    title: str
    contests: list[Contest] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    checks: list[tuple[str, bool]] = field(default_factory=list)

    def check(self, text: str, holds: bool) -> None:
        """Note a fact; a false one makes the demo fail."""
        self.checks.append((text, bool(holds)))


def run(out: Path, *, quick: bool = False) -> int:
    """Run all programs, print the table, save the pictures in `out`; 0 when every check holds."""
    sizes = Sizes(20_000, 400_000, 10_000, 2, 0.01) if quick else Sizes()
    console = Console()
    reports = []
    for program in (densities, pi, squares, exponentials, sums, compiled_densities, compiled_pi, compiled_squares,
                    compiled_exponentials, compiled_sums):
        headline = (program.__doc__ or "").splitlines()[0]
        console.print(f"[bold]{headline}[/bold]")
        report = program(sizes)
        for note in report.notes:
            console.print(f"       {note}")
        for text, holds in report.checks:
            console.print(f"  [green]ok[/green]   {text}" if holds else f"  [bold red]WRONG[/bold red] {text}")
        reports.append(report)
    console.print(_table(reports))
    out.mkdir(parents=True, exist_ok=True)
    legend = f"gokernels {get_num_threads()} threads; medians of {sizes.rounds} rounds, in turns"
    contests = [c for report in reports for c in report.contests]
    for path in (bars(contests, out / "demo.png", legend), scaling(_curves(sizes), out / "scaling.png", legend)):
        console.print(f"saved {path}")
    wrong = [text for report in reports for text, holds in report.checks if not holds]
    console.print(f"{len(wrong)} checks failed" if wrong else "All checks hold.")
    return bool(wrong)


def _one_thread(call: Callable[[], Any]) -> Callable[[], Any]:
    def serial() -> Any:
        with threads(1):
            return call()
    return serial


def _ways(ours: Callable[[], Any], others: peers.Ways) -> peers.Ways:
    return {**others, "gokernels, 1 thread": _one_thread(ours), "gokernels": ours}


def _close(a: Any, b: Any) -> bool:
    return bool(np.allclose(a, b, rtol=1e-12, atol=0))


def densities(sizes: Sizes) -> Report:
    """1. A million normal densities, and the kernel density estimate (kde)."""
    report = Report("densities")
    generator = np.random.default_rng(1)
    means, widths = generator.uniform(-1, 1, sizes.elements), generator.uniform(0.1, 0.3, sizes.elements)
    programs: list[tuple[str, Callable[[], Any], peers.Ways]] = [
        ("gaussians", lambda: kernels.gaussians(0.4, means, widths), peers.gaussians(0.4, means, widths)),
        ("kde", lambda: kernels.kde(0.4, means, widths), peers.kde(0.4, means, widths)),
    ]
    for name, ours, others in programs:
        held = contest(f"{name}, {sizes.elements:,}", _ways(ours, others), sizes.rounds)
        report.check(f"{name}: equal to NumPy within 1e-12", _close(held["gokernels"].value, held["NumPy"].value))
        report.check(f"{name}: 1 thread and all give the same bits",
                     np.array_equal(held["gokernels"].value, held["gokernels, 1 thread"].value))
        report.contests.append(held)
    values = kernels.gaussians(0.4, means, widths)
    report.check("the mean of the densities is the kde's share",
                 _close(kernels.mean(values) * sizes.elements, kernels.kde(0.4, means, widths)))
    return report


def pi(sizes: Sizes) -> Report:
    """2. Pi by random points, in one call and as four Dask tasks."""
    report = Report("pi")
    n, tasks = sizes.samples, 4
    few = n // 40
    held = contest(f"pi, {few:,} points",
                   _ways(lambda: kernels.monte_carlo_pi(few, seed=1), peers.monte_carlo_pi(few)), min(sizes.rounds, 3))
    report.contests.append(held)
    whole = contest(f"pi, {n:,} points", _ways(lambda: kernels.monte_carlo_pi(n, seed=1), {}), min(sizes.rounds, 3))
    report.contests.append(whole)
    error = abs(whole["gokernels"].value - math.pi)
    report.check(f"estimate {whole['gokernels'].value:.6f}, off by {error:.1e}", error < 6 * 1.65 / math.sqrt(n))
    report.check("1 thread and all give the same estimate",
                 whole["gokernels"].value == whole["gokernels, 1 thread"].value)
    estimate = dask.delayed(kernels.monte_carlo_pi)

    def four(workers: int) -> Any:
        with threads(1):
            return dask.compute(*(estimate(n // tasks, seed=s) for s in range(tasks)),
                                scheduler="threads", num_workers=workers)

    most = get_num_threads()
    dasked = contest(f"pi, {tasks} Dask tasks",
                     {"gokernels, num_workers=1": lambda: four(1), f"gokernels, num_workers={most}": lambda: four(most)},
                     min(sizes.rounds, 3))
    first, second = (r.value for r in dasked.results)
    report.check(f"four estimates, all different: {', '.join(f'{v:.6f}' for v in first)}", len(set(first)) == tasks)
    report.check("the same four again from the same seeds", first == second)
    report.contests.append(dasked)
    return report


def squares(sizes: Sizes) -> Report:
    """3. Squares of a million int64 by four threads, each writing its slice of one output."""
    report = Report("squares")
    a = np.arange(sizes.elements, dtype=np.int64)
    out = np.zeros_like(a)
    parts = [slice(i * len(a) // 4, (i + 1) * len(a) // 4) for i in range(4)]

    def four_threads() -> Array:
        workers = [threading.Thread(target=kernels.squares, args=(a[part],), kwargs={"out": out[part]}) for part in parts]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
        return out

    ways = {**peers.squares(a), "gokernels, 4 Python threads": four_threads, "gokernels": lambda: kernels.squares(a, out=out)}
    held = contest(f"squares, {len(a):,} int64", ways, sizes.rounds)
    out[:] = 0
    report.check("four threads: equal to NumPy", np.array_equal(four_threads(), a * a))
    report.contests.append(held)
    return report


def exponentials(sizes: Sizes) -> Report:
    """4. exp(2.1 a + 3.2 b) in one call, and in chunks over concurrent.futures."""
    report = Report("exponentials")
    generator = np.random.default_rng(2)
    a, b = generator.random(sizes.elements), generator.random(sizes.elements)
    out = np.empty_like(a)
    n = get_num_threads()
    bounds = [len(a) * i // (4 * n) for i in range(4 * n + 1)]
    chunks = [slice(low, high) for low, high in pairwise(bounds)]

    def one(part: slice) -> None:
        kernels.exp_linear(2.1, a[part], 3.2, b[part], out=out[part])

    def futures() -> Array:
        with threads(1):
            list(pool.map(one, chunks))
        return out

    with ThreadPoolExecutor(n) as pool:
        ways = _ways(lambda: kernels.exp_linear(2.1, a, 3.2, b), peers.exp_linear(a, b))
        held = contest(f"exp(2.1a+3.2b), {len(a):,}", {**ways, f"gokernels, {n} futures threads": futures}, sizes.rounds)
        out[:] = 0
        report.check("chunks over futures: equal to NumPy within 1e-12", _close(futures(), np.exp(2.1 * a + 3.2 * b)))
    report.check("one call: equal to NumPy within 1e-12", _close(held["gokernels"].value, held["NumPy"].value))
    report.contests.append(held)
    return report


def sums(sizes: Sizes) -> Report:
    """5. A sum of 10,000 numbers, the best of a million scores, and a tuned thread count."""
    report = Report("sums")
    numbers = np.arange(1, sizes.numbers + 1)
    scores = np.random.default_rng(3).random(sizes.elements)
    held = contest(f"sum of {len(numbers):,} int64",
                   {**peers.total(numbers), "gokernels": lambda: kernels.sum(numbers)}, sizes.rounds)
    report.check("sum: equal to NumPy", held["gokernels"].value == numbers.sum())
    report.contests.append(held)
    share = len(scores) // 100
    n = tune(kernels.argmax, scores[:share])

    def tuned() -> Any:
        with threads(n):
            return kernels.argmax(scores[share:])

    best = contest(f"argmax of {len(scores):,}",
                   {"NumPy": lambda: scores[share:].argmax(), f"gokernels, tuned: {n}": tuned,
                    "gokernels": lambda: kernels.argmax(scores[share:])}, sizes.rounds)
    report.check(f"argmax: equal to NumPy ({n} of {get_num_threads()} threads was best on 1% of the data)",
                 best["gokernels"].value == best["NumPy"].value == best.results[1].value)
    report.contests.append(best)
    return report


def _size(report: Report, name: str, call: Callable[[int], Any], most: int, seconds: float) -> int:
    """Size, of one digit and not above `most`, whose call takes about so long; the first call compiles and is noted."""
    n = min(most, 1000)
    report.notes.append(f"{name}: first call, compiled and run on {n:,}: {_seconds(call, n) * 1e3:.1f} ms")
    while True:
        took = min(_seconds(call, n) for _ in range(3))  # a busy machine must not make it small
        if n == most or took > seconds / 8:
            break
        n = min(most, 4 * n)
    fitting = int(n * seconds / took)
    if fitting >= most:
        return most
    digit = int(10 ** (len(str(fitting)) - 1))
    return max(1000, fitting // digit * digit)


def _seconds(call: Callable[[int], Any], n: int) -> float:
    start = time.perf_counter()
    call(n)
    return time.perf_counter() - start


def _compiled_ways(ours: Callable[[], Any], ready: Callable[[], Any], others: peers.Ways) -> peers.Ways:
    return {**others, "gokernels": ready, "compiled, 1 thread": _one_thread(ours), "compiled": ours}


def _compare(report: Report, held: Contest, name: str) -> None:
    """Note a contest and whether what was compiled computes what NumPy does."""
    report.check(f"{name}, compiled: equal to NumPy within 1e-12", _close(held["compiled"].value, held["NumPy"].value))
    report.check(f"{name}, compiled: 1 thread and all give the same bits",
                 np.array_equal(held["compiled"].value, held["compiled, 1 thread"].value))
    report.contests.append(held)


def compiled_densities(sizes: Sizes) -> Report:
    """1, compiled. Densities by a prange loop, the kde by an array expression with a mean."""
    report = Report("compiled densities")
    generator = np.random.default_rng(1)
    m, w = generator.uniform(-1, 1, sizes.elements), generator.uniform(0.1, 0.3, sizes.elements)
    n = _size(report, "gaussians", lambda n: compiled.gaussians(0.4, m[:n], w[:n]), len(m), sizes.call)
    means, widths = m[:n], w[:n]
    ways = _compiled_ways(lambda: compiled.gaussians(0.4, means, widths), lambda: kernels.gaussians(0.4, means, widths),
                          peers.gaussians(0.4, means, widths))
    _compare(report, contest(f"gaussians, {n:,}, compiled", ways, sizes.rounds), "gaussians")
    n = _size(report, "kde", lambda n: compiled.kde(0.4, m[:n], w[:n]), len(m), sizes.call)
    centres, scales = m[:n], w[:n]
    ways = _compiled_ways(lambda: compiled.kde(0.4, centres, scales), lambda: kernels.kde(0.4, centres, scales),
                          peers.kde(0.4, centres, scales))
    _compare(report, contest(f"kde, {n:,}, compiled", ways, sizes.rounds), "kde")
    return report


def compiled_pi(sizes: Sizes) -> Report:
    """2, compiled. Pi by random points in a prange loop, seeded, and as four Dask tasks."""
    report = Report("compiled pi")
    n = _size(report, "pi", lambda n: compiled.monte_carlo_pi(n, 1), sizes.samples // 40, sizes.call)
    ways = _compiled_ways(lambda: compiled.monte_carlo_pi(n, 1), lambda: kernels.monte_carlo_pi(n, seed=1),
                          peers.monte_carlo_pi(n))
    held = contest(f"pi, {n:,} points, compiled", ways, sizes.rounds)
    error = abs(held["compiled"].value - math.pi)
    report.check(f"estimate {held['compiled'].value:.6f}, off by {error:.1e}", error < 6 * 1.65 / math.sqrt(n))
    report.check("1 thread and all give the same estimate", held["compiled"].value == held["compiled, 1 thread"].value)
    estimate = dask.delayed(compiled.monte_carlo_pi)

    def four(workers: int) -> Any:
        return dask.compute(*(estimate(n // 4, s) for s in range(4)), scheduler="threads", num_workers=workers)

    report.check("four Dask tasks give four estimates, the same again from the same seeds",
                 len(set(four(1))) == 4 and four(1) == four(4))
    report.contests.append(held)
    return report


def compiled_squares(sizes: Sizes) -> Report:
    """3, compiled. Squares of int64 by a nogil loop in each of four Python threads."""
    report = Report("compiled squares")
    a = np.arange(sizes.elements, dtype=np.int64)
    out = np.zeros_like(a)
    n = _size(report, "squares", lambda n: compiled.squares(a[:n], out[:n]), len(a), sizes.call)
    numbers, result = a[:n], out[:n]
    parts = [slice(i * n // 4, (i + 1) * n // 4) for i in range(4)]

    def four_threads() -> Array:
        workers = [threading.Thread(target=compiled.squares, args=(numbers[part], result[part])) for part in parts]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
        return result

    ways = {**peers.squares(numbers), "gokernels": lambda: kernels.squares(numbers),
            "compiled, 1 Python thread": lambda: compiled.squares(numbers, result), "compiled, 4 Python threads": four_threads}
    report.contests.append(contest(f"squares, {n:,} int64, compiled", ways, sizes.rounds))
    out[:] = 0
    report.check("four threads, compiled: equal to NumPy", np.array_equal(four_threads(), numbers * numbers))
    return report


def compiled_exponentials(sizes: Sizes) -> Report:
    """4, compiled. exp(2.1 a + 3.2 b) as an array expression, and in chunks over concurrent.futures."""
    report = Report("compiled exponentials")
    whole_a, whole_b = np.random.default_rng(2).random((2, sizes.elements))
    n = _size(report, "exp(2.1a+3.2b)", lambda n: compiled.exp_linear(whole_a[:n], whole_b[:n]), sizes.elements, sizes.call)
    a, b = whole_a[:n], whole_b[:n]
    ways = _compiled_ways(lambda: compiled.exp_linear(a, b), lambda: kernels.exp_linear(2.1, a, 3.2, b), peers.exp_linear(a, b))
    _compare(report, contest(f"exp(2.1a+3.2b), {n:,}, compiled", ways, sizes.rounds), "exp(2.1a+3.2b)")
    chunks = [slice(n * i // 8, n * (i + 1) // 8) for i in range(8)]
    with ThreadPoolExecutor(4) as pool, threads(1):
        pieces = list(pool.map(lambda part: compiled.exp_linear(a[part], b[part]), chunks))
    report.check("eight chunks over futures: equal to NumPy within 1e-12",
                 _close(np.concatenate(pieces), np.exp(2.1 * a + 3.2 * b)))
    return report


def compiled_sums(sizes: Sizes) -> Report:
    """5, compiled. A sum as a reduction, the index of the best score by an `if`, and a tuned thread count."""
    report = Report("compiled sums")
    numbers = np.arange(1, sizes.numbers + 1)
    _size(report, "sum", lambda n: compiled.sum(numbers[:n]), len(numbers), sizes.call)
    ways = _compiled_ways(lambda: compiled.sum(numbers), lambda: kernels.sum(numbers), peers.total(numbers))
    _compare(report, contest(f"sum of {len(numbers):,} int64, compiled", ways, sizes.rounds), "sum")
    all_scores = np.random.default_rng(3).random(sizes.elements)
    n = _size(report, "argmax", lambda n: compiled.argmax(all_scores[:n]), sizes.elements, sizes.call)
    scores = all_scores[:n]
    best = tune(compiled.argmax, scores[:n // 100])
    ways = _compiled_ways(lambda: compiled.argmax(scores), lambda: kernels.argmax(scores), {"NumPy": lambda: scores.argmax()})
    report.notes.append(f"argmax: {best} of {get_num_threads()} threads was best on 1% of the data")
    _compare(report, contest(f"argmax of {n:,}, compiled", ways, sizes.rounds), "argmax")
    return report


def _curves(sizes: Sizes) -> dict[str, dict[int, float]]:
    """Median times of three programs by number of threads."""
    generator = np.random.default_rng(4)
    a, b = generator.random(sizes.elements), generator.random(sizes.elements)
    programs: dict[str, Callable[[], Any]] = {
        "exp(2.1a+3.2b)": lambda: kernels.exp_linear(2.1, a, 3.2, b),
        "kde": lambda: kernels.kde(0.4, a, b + 0.1),
        "pi": lambda: kernels.monte_carlo_pi(sizes.samples // 40, seed=1),
    }
    return {name: _by_threads(call, sizes.rounds) for name, call in programs.items()}


def _by_threads(call: Callable[[], Any], rounds: int) -> dict[int, float]:
    def with_threads(n: int) -> Callable[[], Any]:
        def go() -> Any:
            with threads(n):
                return call()
        return go

    counts = range(1, get_num_threads() + 1)
    held = contest("", {str(n): with_threads(n) for n in counts}, rounds)
    return {n: held[str(n)].median for n in counts}


def _table(reports: list[Report]) -> Table:
    table = Table(title="median times; ratio = how many times slower than the ready-made kernel, gokernels")
    for column, justify in (("program", "left"), ("by", "left"), ("ms", "right"), ("ratio", "right")):
        table.add_column(column, justify=justify)  # type: ignore[arg-type]
    for report in reports:
        for held in report.contests:
            _rows(table, held)
    return table


def _rows(table: Table, held: Contest) -> None:
    ours = "gokernels" if any(r.name == "gokernels" for r in held.results) else held.results[-1].name
    ratios = held.ratios(ours)
    for i, result in enumerate(held.results):
        mark = "[green]" if result.name == ours else ""
        table.add_row(held.title if i == 0 else "", f"{mark}{result.name}", f"{result.median * 1e3:.4g}",
                      f"{ratios[result.name]:.2f}" if result.name in ratios else "1", end_section=i == len(held.results) - 1)
