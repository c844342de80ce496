"""The one door to Go: loads the extension at the first call, and again in a forked child.

A Go runtime does not survive fork: of its threads only the forking one is left, so the
child hangs at the first thing that needs another. Two remedies. Nothing is loaded before
the first call, so a fork before that is an ordinary fork. After a fork the child loads a
fresh copy of the library from memory: the same file would give it the old, broken copy,
because the dynamic linker knows files by their inode.
"""

from __future__ import annotations

import contextlib
import os
import resource
import sys
import threading
from importlib.machinery import ExtensionFileLoader, ModuleSpec
from importlib.util import module_from_spec
from typing import Any

from .errors import Cancelled, KernelError

__all__ = ["call", "generation", "loaded", "module", "on_load"]

_PATH = os.path.join(os.path.dirname(os.path.abspath(__file__)), "_capi.abi3.so")
_lock = threading.RLock()
_module: Any = None
_fresh: Any = None  # a copy that is loaded, but whose settings were refused: not to be loaded twice
_library: int | None = None  # a descriptor of the library: the file may be gone when a child needs it
_generation = 0  # counts loaded copies along the line of forks: handles of another copy are void
_hooks: list[Any] = []
_hooked = False


def on_load(hook: Any) -> None:
    """Call `hook(module)` after every load; settings kept in Go are lost in a forked child."""
    _hooks.append(hook)


def generation() -> int:
    """Number of the loaded copy of the library; a handle is valid in one copy only."""
    return _generation


def loaded() -> bool:
    """Whether this process has its copy of the library."""
    return _module is not None


def module() -> Any:
    """The extension module, loaded if need be.

    Raises
    ------
    ImportError
        The library is missing or not for this machine.
    ValueError
        GOKERNELS_NUM_THREADS is not a number of threads.
    """
    global _module
    if _module is not None:
        return _module
    with _lock:
        if _module is None:
            loaded = _load()
            if _module is None:  # a signal handler that called a kernel may have loaded one meanwhile
                _module = loaded
                globals()["call"] = _module.call
    return _module


def _first_call(*args: Any) -> Any:
    """Stand in for the extension's `call` until it is loaded."""
    return module().call(*args)


call = _first_call


def _load() -> Any:
    global _fresh
    if _fresh is None:
        _fresh = _load_copy()
    _initialise(_fresh)
    for hook in _hooks:
        hook(_fresh)
    _register_exit_hook()
    return _fresh


def _load_copy() -> Any:
    global _library, _generation
    first = _library is None
    if first:
        _library = _open(_PATH)
    path = _PATH if first else _copy(_library)
    loader = ExtensionFileLoader("gokernels._capi", path)
    copy = module_from_spec(ModuleSpec("gokernels._capi", loader, origin=path))
    limits = resource.getrlimit(resource.RLIMIT_NOFILE)
    loader.exec_module(copy)
    copy.capi_MaxThreads()  # Go starts in a thread of its own: this waits for it
    resource.setrlimit(resource.RLIMIT_NOFILE, limits)  # Go raises the soft limit of the whole process
    _generation += 1
    return copy


def _open(path: str) -> int:
    try:
        return os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    except OSError as error:
        raise ImportError(f"gokernels is installed without its Go library {path}: {error}. "
                          "Reinstall it with: pip install --force-reinstall gokernels") from error


def _copy(library: int | None) -> str:
    """Return a path to a copy of the library in memory, never the path of an earlier copy."""
    assert library is not None
    size = os.fstat(library).st_size
    memory = os.memfd_create("gokernels", os.MFD_CLOEXEC)
    sent = 0
    while sent < size:
        sent += os.sendfile(memory, library, sent, size - sent)
    return f"/proc/{os.getpid()}/fd/{memory}"


def _initialise(fresh: Any) -> None:
    import numpy as np

    from . import arrays

    dtypes = tuple(np.dtype(name) for name in arrays.DTYPES)
    fresh.init(np.ndarray, np.empty, dtypes, tuple(d.type for d in dtypes), arrays.call, Cancelled, KernelError,
               _samples(np, dtypes))
    fresh.set_main_thread(threading.main_thread().ident)


def _samples(np: Any, dtypes: tuple[Any, ...]) -> list[tuple[Any, bool]]:
    """Arrays of every dtype and form, and whether they are writable: see capi/binding/ndarray.c."""
    samples = [(np.zeros((2, 3), dtype), True) for dtype in dtypes]
    strided = np.zeros((4, 6))[::2, ::-1]
    fixed = np.zeros(3)
    fixed.flags.writeable = False
    return [*samples, (np.zeros(()), True), (strided, True), (strided.T, True), (fixed, False)]


def _after_fork() -> None:
    global _module, _fresh, _lock
    _lock = threading.RLock()
    _module = _fresh = None
    globals()["call"] = _first_call


def _stop_interrupted_kernels() -> None:
    """At the interpreter's end: after an unhandled Ctrl-C do not wait for kernels in other threads."""
    if _module is not None and issubclass(getattr(sys, "last_type", None) or type(None), KeyboardInterrupt):
        _module.capi_Shutdown()


def _register_exit_hook() -> None:
    """Before concurrent.futures joins its threads: it uses this hook too, and the last registered runs first."""
    global _hooked
    if not _hooked:
        _hooked = True
        with contextlib.suppress(AttributeError, RuntimeError):  # RuntimeError: the interpreter is ending already
            import concurrent.futures.thread  # noqa: F401

            threading._register_atexit(_stop_interrupted_kernels)  # type: ignore[attr-defined]


# No fork in the middle of a load: the child could not take the dynamic linker's lock.
os.register_at_fork(before=lambda: _lock.acquire(), after_in_parent=lambda: _lock.release(),
                    after_in_child=_after_fork)
