"""Stopping kernels from outside."""

from __future__ import annotations

import contextlib
import os
import threading
import weakref

from . import _native

__all__ = ["CancelToken"]


_alive: weakref.WeakSet[CancelToken] = weakref.WeakSet()


def _after_fork() -> None:
    """A lock that another thread held at the fork would never be released in the child."""
    for token in list(_alive):
        token._lock = threading.RLock()


os.register_at_fork(after_in_child=_after_fork)


class CancelToken:
    """Asks kernels to stop; pass it as ``cancel=`` to any number of calls, in any threads.

    A kernel polls its token before every chunk of work, so it stops within a fraction
    of a millisecond and raises `Cancelled`. A token stays cancelled.

    Examples
    --------
    >>> import gokernels
    >>> token = gokernels.CancelToken()
    >>> token.cancel()
    >>> gokernels.kernels.monte_carlo_pi(10**9, cancel=token)
    Traceback (most recent call last):
    ...
    gokernels.errors.Cancelled: the kernel was cancelled
    """

    def __init__(self) -> None:
        self._lock = threading.RLock()  # a signal handler may interrupt this very thread and cancel
        self._cancelled = False
        self._handle = 0
        self._generation = 0  # the copy of the library that the handle belongs to
        _alive.add(self)

    @property
    def cancelled(self) -> bool:
        """Whether `cancel` was called."""
        return self._cancelled

    def cancel(self) -> None:
        """Stop the kernels that use this token, and those that will."""
        with self._lock:
            self._cancelled = True
            if self._handle and self._generation == _native.generation() and _native.loaded():
                _native.module().capi_CancelToken(self._handle)

    def _native_handle(self) -> int:
        """Handle in the loaded copy of the library; a forked child makes its own."""
        module = _native.module()
        with self._lock:
            if self._handle == 0 or self._generation != _native.generation():
                self._handle, self._generation = module.capi_NewToken(), _native.generation()
                if self._cancelled:
                    module.capi_CancelToken(self._handle)
            return self._handle

    def __repr__(self) -> str:
        return f"<CancelToken {'cancelled' if self._cancelled else 'open'}>"

    def __reduce__(self) -> str:
        raise TypeError("a CancelToken belongs to one process and cannot be pickled; make one where the kernels run")

    def __del__(self) -> None:
        with contextlib.suppress(Exception):  # at the interpreter's end anything may be gone
            if self._handle and self._generation == _native.generation() and _native.loaded():
                _native.module().capi_FreeToken(self._handle)
