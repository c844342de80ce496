"""Python objects that Go knows by a number: classes of named tuples and exceptions, captured arrays, compiled functions.

Numbers start at 1 and are never used twice. Classes are kept for good; other objects belong
to the dispatcher that captured them, and are forgotten with it.
"""

from __future__ import annotations

import itertools
import os
import threading
import weakref
from typing import Any

__all__ = ["TABLE", "get", "number"]

_lock = threading.RLock()
_count = itertools.count(1)
_objects: dict[int, Any] = {}  # classes, and weak references to all else
_numbers: dict[int, int] = {}  # by id


def _after_fork() -> None:
    global _lock
    _lock = threading.RLock()


os.register_at_fork(after_in_child=_after_fork)


def number(thing: Any) -> int:
    """Return the number of a class, an array or a dispatcher; the same object has the same number."""
    with _lock:
        if (known := _numbers.get(id(thing))) is not None:
            return known
        n = next(_count)
        _numbers[id(thing)] = n
        _objects[n] = thing if isinstance(thing, type) else weakref.ref(thing, _forget(n, id(thing)))
        return n


def get(n: int) -> Any:
    """Return the object with a number.

    Raises
    ------
    LookupError
        There is none, or it is gone.
    """
    thing = _objects.get(n)
    if isinstance(thing, weakref.ref):
        thing = thing()
    if thing is None:
        raise LookupError(f"there is no object {n}")
    return thing


def _forget(n: int, address: int) -> Any:
    def forget(_: Any) -> None:
        _objects.pop(n, None)
        if _numbers.get(address) == n:
            del _numbers[address]

    return forget


class _Table:
    """The objects by subscription, for C."""

    def __getitem__(self, n: int) -> Any:
        return get(n)


TABLE = _Table()
