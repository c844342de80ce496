"""Pictures of timings: bars of programs, ratios of a suite, scaling curves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from .timing import Contest

__all__ = ["bars", "families", "ratios", "scaling"]

_OURS = "gokernels"
_COLOURS = {"NumPy": "#4c72b0", "numexpr": "#8172b3", "Numba": "#dd8452", "Numba, 1 thread": "#ccb974",
            "Numba, serial": "#ccb974", "JAX": "#64b5cd", "Pythran": "#937860", "compiled": "#c44e52"}


def _pyplot() -> Any:
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    return pyplot


def _colour(name: str) -> str:
    parallel = not name.endswith(("1 thread", "serial"))
    return "#2a9d5c" if name.startswith(_OURS) and parallel else _COLOURS.get(name, "#9bc9ad")


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
    return _saved(figure, path, note)


def _panel(axis: Any, contest: Contest) -> None:
    names = [r.name for r in contest.results]
    values = [r.median * 1e3 for r in contest.results]
    drawn = axis.bar(range(len(names)), values, color=[_colour(n) for n in names])
    axis.bar_label(drawn, labels=[f"{v:,.0f}" if v >= 100 else f"{v:.3g}" for v in values], fontsize=8)
    axis.set_xticks(range(len(names)), [n.replace(", ", ",\n") for n in names], rotation=35, ha="right", fontsize=7)
    axis.set_title(contest.title, fontsize=9)
    axis.margins(y=0.15)
    axis.spines[["top", "right"]].set_visible(False)


def ratios(outcomes: Sequence[Any], path: Path, note: str) -> Path:
    """Save how often Numba's time is ours, a bar a kernel, and beside it the times to compile and to run."""
    pyplot = _pyplot()
    ordered = sorted(outcomes, key=lambda o: o.ratio)
    names = [o.row.name for o in ordered]
    figure, (left, right) = pyplot.subplots(1, 2, figsize=(13, 2 + 0.17 * len(names)), sharey=True, width_ratios=(3, 2))
    left.barh(names, [o.ratio for o in ordered], color=["#c44e52" if o.ratio < 0.9 else _colour(_OURS) for o in ordered])
    left.plot([o.least_ratio for o in ordered], names, "k.", markersize=4, label="of smallest times")
    for at, style in ((0.9, ":"), (1, "-"), (2, "--")):
        left.axvline(at, color="#555555", linestyle=style, linewidth=0.8)
    left.set_xlabel("Numba's time / ours: medians of pairs")
    for name, shape in ((_OURS, "o"), ("Numba", "s")):
        for work, times in (("compile", [o.compile(name) for o in ordered]), ("run", [o.held[name].median for o in ordered])):
            right.plot([s * 1e3 for s in times], names, shape, color=_colour(name), markersize=4, label=f"{name}: {work}",
                       fillstyle="full" if work == "compile" else "none")
    right.set_xlabel("ms")
    for axis in (left, right):
        axis.set_xscale("log")
        axis.tick_params(axis="y", labelsize=7)
        axis.margins(y=0.01)
        axis.legend(fontsize=7, loc="lower right")
    return _saved(figure, path, note)


def _saved(figure: Any, path: Path, note: str) -> Path:
    figure.suptitle(note, fontsize=9, y=1 - 0.1 / figure.get_figheight(), va="top")
    figure.tight_layout()
    figure.savefig(path, dpi=130)
    _pyplot().close(figure)
    return path


Curves = Mapping[str, Mapping[int, float]]


def families(by_size: Mapping[str, Curves], by_threads: Mapping[str, Curves], path: Path) -> Path:
    """Save time against elements (serial beside parallel) above speed-up against threads, a panel a program."""
    columns = max(len(by_size), len(by_threads))
    figure, axes = _pyplot().subplots(2, columns, figsize=(3.2 * columns, 6.4), squeeze=False)
    for axis in axes.flat:
        axis.set_visible(False)
    for axis, (name, curves) in zip(axes[0], by_size.items(), strict=False):
        _by_size(axis, name, curves)
    for axis, (name, curves) in zip(axes[1], by_threads.items(), strict=False):
        _by_threads(axis, name, curves)
    return _saved(figure, path, "time against elements, and speed-up against threads; smallest times")


def _by_size(axis: Any, name: str, curves: Curves) -> None:
    axis.set_visible(True)
    for way, curve in curves.items():
        style = "--" if way.endswith("serial") else "o-"
        axis.loglog(list(curve), [s * 1e3 for s in curve.values()], style, color=_colour(way), label=way, markersize=3)
    axis.set_title(name, fontsize=9)
    axis.set_xlabel("elements", fontsize=8)
    axis.set_ylabel("ms", fontsize=8)
    axis.grid(alpha=0.3)
    axis.legend(fontsize=6)


def _by_threads(axis: Any, name: str, curves: Curves) -> None:
    axis.set_visible(True)
    for way, curve in curves.items():
        counts = sorted(curve)
        axis.plot(counts, [curve[1] / curve[n] for n in counts], "o-", color=_colour(way), label=way, markersize=3)
        axis.plot(counts, counts, ":", color="#999999", linewidth=1)
        axis.set_xticks(counts)
    axis.set_title(name, fontsize=9)
    axis.set_xlabel("threads", fontsize=8)
    axis.set_ylabel("speed-up over 1", fontsize=8)
    axis.legend(fontsize=6)


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
    return _saved(figure, path, note)
