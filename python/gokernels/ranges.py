"""`prange`, `pndindex` and what else compiled functions call by name, as plain Python sees them."""

from __future__ import annotations

import operator
from collections.abc import Iterable, Iterator
from typing import Any

__all__ = ["get_thread_id", "literal_unroll", "literally", "objmode", "pndindex", "prange"]


class prange:
    """A range whose iterations a function compiled with ``parallel=True`` runs in parallel.

    Outside of compiled functions it is a `range`; any start, stop and step will do.

    Parameters
    ----------
    *args : int
        As those of `range`.
    schedule : str, optional
        How chunks are dealt to workers: "static", "dynamic", "guided" or "auto".
    chunksize, num_threads : int, optional
        Iterations a chunk, number of workers.

    Examples
    --------
    >>> from gokernels import prange
    >>> list(prange(5, 0, -2))
    [5, 3, 1]
    """

    def __init__(self, *args: Any, schedule: str = "auto", chunksize: int = 0, num_threads: int = 0) -> None:
        self._range = range(*map(operator.index, args))

    def __iter__(self) -> Iterator[int]:
        return iter(self._range)

    def __len__(self) -> int:
        return len(self._range)

    def __getitem__(self, i: Any) -> Any:
        return self._range[i]

    def __repr__(self) -> str:
        return f"p{self._range!r}"


def pndindex(*shape: Any) -> Iterable[tuple[int, ...]]:
    """Return an iterable over the indices of an array of some shape.

    Parameters
    ----------
    *shape : int or tuple of int
        As for `numpy.ndindex`, which it is outside of compiled functions.

    Returns
    -------
    iterable of tuples
        In a function compiled with ``parallel=True`` the loop runs in parallel.
    """
    import numpy as np

    return np.ndindex(*shape)


def get_thread_id() -> int:
    """Return the number of the worker that runs this iteration.

    Returns
    -------
    int
        From 0 on in a compiled parallel loop; 0 outside of compiled functions.
    """
    return 0


def literal_unroll(container: Any) -> Any:
    """Return its argument: loops over tuples need no marking here.

    Parameters
    ----------
    container : tuple
        The tuple.

    Returns
    -------
    tuple
        The same.
    """
    return container


def literally(value: Any) -> Any:
    """Return its argument: constants need no marking here.

    Parameters
    ----------
    value : object
        The value.

    Returns
    -------
    object
        The same.
    """
    return value


class objmode:
    """Refused: a compiled function cannot run Python in its middle."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        from .dispatcher import refuse

        raise refuse("objmode", "split the function: return to Python, do there what needs Python, and call a second one")
