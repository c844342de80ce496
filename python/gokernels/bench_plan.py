"""How much a run of the benchmarks does, where it prints and saves, and the few forms that its parts share."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.console import Console

from .timing import Contest

__all__ = ["OURS", "REST", "Plan", "duration", "record"]

OURS = "gokernels"
REST = 20e-3  # seconds: libgomp's threads spin 300,000 turns after a call where OMP_WAIT_POLICY is not set, 3 to 8 ms on a Zen 5


@dataclass(frozen=True)
class Plan:
    """What to run and how often."""

    console: Console
    out: Path
    rounds: int
    quick: bool
    pattern: str

    def wants(self, name: str) -> bool:
        """Whether the program is among those asked for."""
        return re.search(self.pattern, name, re.IGNORECASE) is not None

    def print(self, text: Any) -> None:
        """Print a line, or a table."""
        self.console.print(text, soft_wrap=isinstance(text, str), highlight=False)


def duration(seconds: float) -> str:
    """A time with three digits and the unit that fits."""
    for unit, size in (("s", 1.0), ("ms", 1e-3), ("µs", 1e-6)):
        if seconds >= size:
            return f"{seconds / size:.3g} {unit}"
    return f"{seconds * 1e9:.3g} ns"


def record(held: Contest, of: str = OURS) -> dict[str, Any]:
    """A contest as it is saved, its ratios those to one contestant."""
    return {"program": held.title, "seconds": {r.name: {"median": r.median, "best": r.best} for r in held.results},
            "ratios": held.ratios(of)}
