"""How many workers kernels use, and how their loops are cut into chunks.

A number set here holds for the whole program, child threads included. A scope
(`with threads(n)`) holds for the thread that opened it and, while it is open, for
every thread that has no scope of its own; of several such scopes the one opened
last counts for those threads.
"""

from __future__ import annotations

import operator
import os
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from . import _native

__all__ = ["get_num_threads", "get_parallel_chunksize", "max_threads", "parallel_chunksize", "set_num_threads",
           "set_parallel_chunksize", "threads", "tune"]

_VARIABLE = "GOKERNELS_NUM_THREADS"


class _Scoped:
    """A value with scopes: the process's, a stack that all threads see, and each thread's own."""

    def __init__(self, base: int, unset: int, what: str) -> None:
        self.base, self.unset, self._what = base, unset, what
        self._module: Any = None  # the extension, once it is loaded
        self._forked: list[list[int]] = []  # stack of the thread that forked this process
        self._open: list[list[int]] = []  # values of the open scopes of all threads, oldest first
        self._mine = threading.local()
        self._lock = threading.RLock()

    def _stack(self) -> list[list[int]]:
        if not hasattr(self._mine, "stack"):
            self._mine.stack = []
        stack: list[list[int]] = self._mine.stack
        return stack

    def get(self) -> int:
        if stack := self._stack():
            return stack[-1][0]
        opened = self._open
        return opened[-1][0] if opened else self.base

    def set(self, value: int) -> None:
        with self._lock:
            stack = self._stack()
            if stack:
                stack[-1][0] = value
            elif self._open:
                self._open[-1][0] = value
            else:
                self.base = value
            self._publish()

    @contextmanager
    def scope(self, value: int) -> Iterator[None]:
        entry = [value]
        with self._lock:
            self._open.append(entry)
            self._stack().append(entry)
            self._publish()
        try:
            yield
        finally:
            with self._lock:
                self._open[:] = [e for e in self._open if e is not entry]
                self._stack()[:] = [e for e in self._stack() if e is not entry]
                self._publish()

    def most(self) -> int:
        return max([self.base, *(entry[0] for entry in self._open)])

    def _publish(self) -> None:
        if self._module is not None:
            self._tell("shared", self._open or [[self.base]])
            self._tell("own", self._stack())

    def _tell(self, whose: str, stack: list[list[int]]) -> None:
        getattr(self._module, f"set_{whose}_{self._what}")(stack[-1][0] if stack else self.unset)

    def load(self, module: Any) -> None:
        """Tell a fresh copy of the extension all values; the thread that forked may not be the one that loads."""
        with self._lock:  # a scope that ends now is published either here or there
            self._module = module
            self._tell("main", self._forked)
            self._publish()

    def after_fork(self) -> None:
        """Forget the scopes of threads that the child does not have; keep this thread's."""
        self._lock = threading.RLock()
        self._module, self._forked = None, self._stack()
        self._open = list(self._forked)


class _Threads(_Scoped):
    def _publish(self) -> None:
        super()._publish()
        if self._module is not None and (most := self.most()) > 0:
            self._module.capi_SetNumThreads(most)


_threads = _Threads(0, 0, "threads")
_chunks = _Scoped(0, -1, "chunk")


def _on_load(module: Any) -> None:
    if _threads.base == 0:
        _threads.base = _default(module)
    _threads.load(module)
    _chunks.load(module)


def _default(module: Any) -> int:
    text = os.environ.get(_VARIABLE, "").strip()
    if not text:
        return int(module.capi_NumThreads())  # as many as there are; no other call needs to count them again
    if not text.isdecimal() or not 1 <= int(text) <= module.capi_MaxThreads():
        raise ValueError(f"{_VARIABLE}={text!r}: expected a number of threads from 1 to {module.capi_MaxThreads()}")
    return int(text)


_native.on_load(_on_load)
os.register_at_fork(after_in_child=_threads.after_fork)
os.register_at_fork(after_in_child=_chunks.after_fork)


def _integer(name: str, value: Any) -> int:
    if isinstance(value, bool):
        raise TypeError(f"{name}: expected an integer, got {value!r}")
    try:
        return operator.index(value)
    except TypeError:
        raise TypeError(f"{name}: expected an integer, got {type(value).__name__}") from None


def _number(n: Any) -> int:
    number, most = _integer("n", n), max_threads()
    if not 1 <= number <= most:
        raise ValueError(f"n: expected a number of threads from 1 to {most}, got {number}")
    return number


def max_threads() -> int:
    """Return the largest number of threads that `set_num_threads` takes.

    Returns
    -------
    int
        256.
    """
    return int(_native.module().capi_MaxThreads())


def get_num_threads() -> int:
    """Return how many workers a kernel called by this thread may use, this thread included.

    Returns
    -------
    int
        By default the CPUs that this process may use (affinity and cgroup quota
        included) or the environment variable ``GOKERNELS_NUM_THREADS``.
    """
    _native.module()
    return _threads.get()


def set_num_threads(n: int) -> None:
    """Set how many workers kernels may use, in every thread of this program.

    Inside an open `threads` scope that this thread sees, sets that scope's value,
    which ends with the scope.

    Parameters
    ----------
    n : int
        From 1 to `max_threads()`. More workers than CPUs are allowed, and not faster.

    Raises
    ------
    TypeError
        `n` is no integer.
    ValueError
        `n` is out of range.
    """
    _threads.set(_number(n))


@contextmanager
def threads(n: int) -> Iterator[None]:
    """Use `n` workers inside the ``with`` block, in this thread and in threads without a scope of their own.

    Parameters
    ----------
    n : int
        From 1 to `max_threads()`.

    Yields
    ------
    None

    Raises
    ------
    TypeError, ValueError
        As `set_num_threads`.

    Examples
    --------
    >>> import gokernels
    >>> with gokernels.threads(1):
    ...     gokernels.get_num_threads()
    1
    """
    with _threads.scope(_number(n)):
        yield


def _chunk(n: Any) -> int:
    number = _integer("n", n)
    if number < 0:
        raise ValueError(f"n: expected a chunk size of 0 (the kernel's choice) or more, got {number}")
    return number


def get_parallel_chunksize() -> int:
    """Return the chunk size of this thread's compiled loops; the ready-made kernels choose their own.

    Returns
    -------
    int
        In iterations; 0 = the kernel's choice.
    """
    return _chunks.get()


def set_parallel_chunksize(n: int) -> int:
    """Set the chunk size of compiled loops, in every thread of this program, and return the one before.

    The ready-made kernels choose their own chunks and ignore it. The result of a floating-point
    reduction depends on its chunk size, never on the number of threads.

    Parameters
    ----------
    n : int
        Iterations a chunk; 0 = the kernel's choice.

    Returns
    -------
    int
        The chunk size before.

    Raises
    ------
    TypeError
        `n` is no integer.
    ValueError
        `n` is negative.
    """
    before = _chunks.get()
    _chunks.set(_chunk(n))
    return before


@contextmanager
def parallel_chunksize(n: int) -> Iterator[None]:
    """Use chunks of `n` iterations inside the ``with`` block; scoped like `threads`.

    For compiled loops (``prange``): the ready-made kernels choose their own chunks and ignore it.

    Parameters
    ----------
    n : int
        Iterations a chunk; 0 = the kernel's choice.

    Yields
    ------
    None

    Raises
    ------
    TypeError, ValueError
        As `set_parallel_chunksize`.
    """
    with _chunks.scope(_chunk(n)):
        yield


def tune(f: Callable[[Any], Any], sample: Any, *, candidates: Iterable[int] | None = None,
         repeat: int = 3) -> int:
    """Return the number of threads with which ``f(sample)`` runs fastest.

    Every candidate is timed `repeat` times in turns, after one call that is not
    timed; the smallest time counts, and of equal ones the smaller number.

    Parameters
    ----------
    f : callable
        What to time; called as ``f(sample)``.
    sample : object
        Its argument: a part of the data that is large enough to tell.
    candidates : iterable of int, optional
        Numbers to try. Default: 1, 2, 4, … up to `get_num_threads()`, that number included.
    repeat : int, default 3
        Rounds.

    Returns
    -------
    int
        For `set_num_threads` or `threads`; nothing is set.
    """
    rounds = _integer("repeat", repeat)
    if rounds < 1:
        raise ValueError(f"repeat: expected 1 or more, got {rounds}")
    numbers = sorted({_number(n) for n in (_doubling() if candidates is None else candidates)})
    if not numbers:
        raise ValueError("candidates: expected at least one number of threads")
    best = dict.fromkeys(numbers, float("inf"))
    f(sample)
    for _ in range(rounds):
        for n in numbers:
            with threads(n):
                start = time.perf_counter()
                f(sample)
                best[n] = min(best[n], time.perf_counter() - start)
    return min(numbers, key=lambda n: (best[n], n))


def _doubling() -> list[int]:
    most = get_num_threads()
    return [1 << k for k in range(most.bit_length()) if 1 << k < most] + [most]
