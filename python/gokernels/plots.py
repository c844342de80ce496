"""Pictures of timings: one bar chart, one scaling curve."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from .timing import Contest

__all__ = ["bars", "scaling"]

_OURS = "gokernels"
_COLOURS = {"NumPy": "#4c72b0", "numexpr": "#8172b3", "Numba": "#dd8452", "Numba, 1 thread": "#ccb974",
            "compiled": "#c44e52"}


def _pyplot() -> Any:
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    return pyplot


def _colour(name: str) -> str:
    return "#2a9d5c" if name.startswith(_OURS) and "1 thread" not in name else _COLOURS.get(name, "#9bc9ad")


def bars(contests: Sequence[Contest], path: Path, note: str) -> Path:
    """Save a bar chart, a panel a program, of median times in milliseconds."""
    pyplot = _pyplot()
    columns = min(5, len(contests))
    rows = -(-len(contests) // columns)
    figure, axes = pyplot.subplots(rows, columns, figsize=(2.9 * columns, 3.4 * rows), squeeze=False)
    for axis in axes.flat[len(contests):]:
        axis.set_visible(False)
    for axis, contest in zip(axes.flat, contests, strict=False):
        _panel(axis, contest)
    for row in axes:
        row[0].set_ylabel("ms, median")
    figure.suptitle(note, fontsize=9)
    figure.tight_layout()
    figure.savefig(path, dpi=130)
    pyplot.close(figure)
    return path


def _panel(axis: Any, contest: Contest) -> None:
    names = [r.name for r in contest.results]
    values = [r.median * 1e3 for r in contest.results]
    drawn = axis.bar(range(len(names)), values, color=[_colour(n) for n in names])
    axis.bar_label(drawn, labels=[f"{v:,.0f}" if v >= 100 else f"{v:.3g}" for v in values], fontsize=8)
    axis.set_xticks(range(len(names)), [n.replace(", ", ",\n") for n in names], rotation=35, ha="right", fontsize=7)
    axis.set_title(contest.title, fontsize=9)
    axis.margins(y=0.15)
    axis.spines[["top", "right"]].set_visible(False)


def scaling(curves: Mapping[str, Mapping[int, float]], path: Path, note: str) -> Path:
    """Save speed-up over one thread against the number of threads, with the ideal line."""
    pyplot = _pyplot()
    figure, axis = pyplot.subplots(figsize=(5.2, 3.8))
    most = max(n for curve in curves.values() for n in curve)
    axis.plot([1, most], [1, most], "--", color="#999999", linewidth=1, label="ideal")
    for name, curve in curves.items():
        threads = sorted(curve)
        axis.plot(threads, [curve[1] / curve[n] for n in threads], "o-", label=name)
    axis.set_xlabel("threads")
    axis.set_ylabel("speed-up over 1 thread")
    axis.set_xticks(sorted({n for curve in curves.values() for n in curve}))
    axis.legend(fontsize=7)
    axis.spines[["top", "right"]].set_visible(False)
    figure.suptitle(note, fontsize=8)
    figure.tight_layout()
    figure.savefig(path, dpi=130)
    pyplot.close(figure)
    return path
