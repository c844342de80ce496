"""What `python -m gokernels bench` runs: five parts, each printed, all saved in one JSON file.

Contestants take turns in one run, so what disturbs a round disturbs all of them; ratios are medians of the rounds'
ratios. Peers that are not installed are left out and named.
"""

from __future__ import annotations

import json
import platform
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from rich.console import Console

from . import bench_kernels, bench_peers, bench_progress, bench_scaling, bench_suite, get_num_threads, peers, set_num_threads
from .bench_plan import Plan
from .info import info

__all__ = ["PARTS", "run"]

_RUNS: dict[str, Callable[[Plan], Any]] = {
    "peers": bench_peers.run, "suite": bench_suite.run, "scaling": bench_scaling.run, "kernels": bench_kernels.run,
    "progress": bench_progress.run}
PARTS = tuple(_RUNS)


def run(out: Path, parts: Sequence[str] = (), *, rounds: int = 7, quick: bool = False, pattern: str = "",
        saved: Path | None = None, threads: int | None = None) -> Path:
    """Run the parts, all by default, print them, save pictures in `out` and the figures in `saved`; return its path."""
    if threads:
        _limit(threads)
    console = Console(width=None if sys.stdout.isatty() else 150)
    plan = Plan(console, out, 2 if quick else rounds, quick, pattern)
    out.mkdir(parents=True, exist_ok=True)
    if missing := peers.absent():
        console.print(f"not installed, so not compared with: {', '.join(missing)}")
    start = time.perf_counter()
    results = {part: _RUNS[part](plan) for part in parts or PARTS}
    path = saved or out / "bench.json"
    machine = platform.processor() or platform.machine()
    facts = {"info": info(), "threads": get_num_threads(), "machine": machine, "rounds": plan.rounds, "absent": missing}
    path.write_text(json.dumps({**facts, **results}, indent=1))
    console.print(f"saved {path}, after {time.perf_counter() - start:.0f} s")
    return path


def _limit(threads: int) -> None:
    """Let ours and Numba's loops have so many threads: one of them measures code where other work keeps the cores busy."""
    set_num_threads(threads)
    if numba := peers.load("numba"):
        numba.set_num_threads(min(threads, numba.config.NUMBA_NUM_THREADS))
