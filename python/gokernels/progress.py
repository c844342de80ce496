"""Progress of a running kernel: a tqdm bar, or the caller's own function."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

__all__ = ["Reporter", "reporter"]

Reporter = Callable[[int, int], object]


@contextmanager
def reporter(progress: Any, name: str) -> Iterator[Reporter | None]:
    """Yield the function to call with (done, total): None for None and False, a bar for True."""
    if progress is None or progress is False:
        yield None
    elif progress is True:
        yield from _bar(name)
    elif callable(progress):
        yield from _callback(progress)
    else:
        raise TypeError(f"progress: expected True or a callable (done, total), got {type(progress).__name__}")


def _callback(progress: Reporter) -> Iterator[Reporter]:
    """Pass reports on, and one for the end: the kernel's own last report may be 20 ms old."""
    last = [0, 0]

    def report(done: int, total: int) -> None:
        last[:] = done, total
        progress(done, total)

    yield report
    if last[0] < last[1]:
        progress(last[1], last[1])


def _bar(name: str) -> Iterator[Reporter]:
    try:
        from tqdm.auto import tqdm
    except ImportError:
        raise ImportError("progress=True draws with tqdm; install it with: pip install 'gokernels[progress]'") from None
    with tqdm(desc=name, unit="it", unit_scale=True) as bar:

        def report(done: int, total: int) -> None:
            bar.total = total
            bar.update(done - bar.n)

        yield report
        if bar.total:
            bar.update(bar.total - bar.n)
