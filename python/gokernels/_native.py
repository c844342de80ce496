"""The one door to Go: loads the extension at the first call, and again in a forked child.

A Go runtime does not survive fork: of its threads only the forking one is left, so the
child hangs at the first thing that needs another. Two remedies. Nothing is loaded before
the first call, so a fork before that is an ordinary fork. After a fork the child loads a
fresh copy of the library from memory: the same file would give it the old, broken copy,
because the dynamic linker knows files by their inode.
"""

from __future__ import annotations

import builtins
import contextlib
import functools
import json
import os
import resource
import sys
import threading
from collections.abc import Iterator
from importlib.machinery import ExtensionFileLoader, ModuleSpec
from importlib.util import module_from_spec
from typing import Any, NamedTuple

from . import errors
from .errors import Cancelled, KernelError

__all__ = ["Specialization", "begin", "call", "caller", "define", "forget", "generation", "invoke", "loaded", "module", "on_load",
           "program", "program_asm", "program_ir", "specialize"]

_PATH = os.path.join(os.path.dirname(os.path.abspath(__file__)), "_capi.abi3.so")
_lock = threading.RLock()
_module: Any = None
_fresh: Any = None  # a copy that is loaded, but whose settings were refused: not to be loaded twice
_starting: Any = None  # a copy whose Go is starting
_library: int | None = None  # a descriptor of the library: the file may be gone when a child needs it
_generation = 0  # counts loaded copies along the line of forks: handles of another copy are void
_hooks: list[Any] = []
_hooked = False
_ending = False  # the interpreter is at its end


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
            if _module is None:  # or a signal handler in the middle of the load came first
                _module = loaded
                globals()["call"] = _module.call
            if _ending:
                _stop_interrupted_kernels()
    return _module


def _first_call(*args: Any) -> Any:
    """Stand in for the extension's `call` until it is loaded."""
    return module().call(*args)


call = _first_call


def _load() -> Any:
    global _fresh
    if _fresh is None:
        copy = _load_copy()
        _fresh = _fresh or copy  # a signal handler that called a kernel may have loaded one meanwhile, and uses it
    _initialise(_fresh)
    for hook in _hooks:
        hook(_fresh)
    if "concurrent.futures.thread" in sys.modules or threading.current_thread() is not threading.main_thread():
        _register_exit_hook()
    else:
        _fresh.set_elsewhere(_first_elsewhere)  # the import takes half as long as all else: a script may not need it
    return _fresh


def begin() -> None:
    """Start the load, if there is no library yet: Go starts in a thread of its own while Python does other things."""
    global _starting
    if _module is None:
        with _lock:
            if _module is None and _fresh is None and _starting is None:
                _starting = _open_copy()


def _load_copy() -> Any:
    """Return a copy of the library whose Go is ready."""
    global _generation, _starting
    copy, limits = _starting or _open_copy()
    _starting = None
    copy.capi_MaxThreads()  # this waits for Go
    resource.setrlimit(resource.RLIMIT_NOFILE, limits)  # Go raises the soft limit of the whole process
    _generation += 1
    return copy


def _open_copy() -> tuple[Any, Any]:
    """Load a copy; also return what limit of open files there was before."""
    global _library
    first = _library is None
    if first:
        _library = _open(_PATH)
    path = _PATH if first else _copy(_library)
    loader = ExtensionFileLoader("gokernels._capi", path)
    limits = resource.getrlimit(resource.RLIMIT_NOFILE)
    with _signals_blocked():
        copy = module_from_spec(ModuleSpec("gokernels._capi", loader, origin=path))
    loader.exec_module(copy)
    return copy, limits


@contextlib.contextmanager
def _signals_blocked() -> Iterator[None]:
    """Threads that Go starts have the signal mask of the load: what is meant for Python goes to the main thread.

    Go itself unblocks what it lives on, but for SIGURG, by which it interrupts goroutines.
    """
    # What `signal` wraps: making its enums would be a tenth of the first call.
    import _signal as signal  # type: ignore[import-not-found]

    before = signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals() - {signal.SIGURG})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


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
    complexes = (np.dtype("complex64"), np.dtype("complex128"))
    fresh.init_programs(np.ndarray, np.empty, _array_api(), dtypes + complexes,
                        tuple(d.type for d in dtypes + complexes), _record_dtype, _raised)
    fresh.set_main_thread(threading.main_thread().ident)


def _samples(np: Any, dtypes: tuple[Any, ...]) -> list[tuple[Any, bool]]:
    """Arrays of every dtype and form, and whether they are writable: see capi/binding/ndarray.c."""
    samples = [(np.zeros((2, 3), dtype), True) for dtype in dtypes]
    strided = np.zeros((4, 6))[::2, ::-1]
    fixed = np.zeros(3)
    fixed.flags.writeable = False
    return [*samples, (np.zeros(()), True), (strided, True), (strided.T, True), (fixed, False)]


def _array_api() -> Any:
    """NumPy's table of C functions; without it C copies results into arrays that Python makes."""
    import numpy as np

    core: Any = getattr(np, "_core", None) or np.core  # NumPy 1 has no _core
    return getattr(core._multiarray_umath, "_ARRAY_API", None)


def _after_fork() -> None:
    global _module, _fresh, _lock, _starting, _ending
    _lock = threading.RLock()
    _module, _fresh, _starting, _ending = None, None, None, False
    globals()["call"] = _first_call


def _stop_interrupted_kernels() -> None:
    """At the interpreter's end: after an unhandled Ctrl-C do not wait for kernels in other threads."""
    global _ending
    _ending = True  # a load that is under way in another thread looks at it
    if _module is not None and issubclass(getattr(sys, "last_type", None) or type(None), KeyboardInterrupt):
        _module.capi_Shutdown()


def _register_exit_hook() -> None:
    """Before concurrent.futures joins its threads: it uses this hook too, and the last registered runs first."""
    global _hooked, _ending
    if not _hooked:
        _hooked = True
        with contextlib.suppress(AttributeError):
            try:
                import concurrent.futures.thread  # noqa: F401

                threading._register_atexit(_stop_interrupted_kernels)  # type: ignore[attr-defined]
            except RuntimeError:  # the interpreter is ending already
                _ending = True


def _first_elsewhere() -> None:
    """Before the first kernel that another than the main thread runs."""
    _register_exit_hook()
    if _ending:
        _stop_interrupted_kernels()


# No fork in the middle of a load: the child could not take the dynamic linker's lock.
os.register_at_fork(before=lambda: _lock.acquire(), after_in_parent=lambda: _lock.release(),
                    after_in_child=_after_fork)


# ---- compiled programs ----


class Specialization(NamedTuple):
    """What compiling a unit for certain types came to."""

    program: int
    result: str
    captured: tuple[int, ...]
    report: str


def define(wire: bytes | str, classes: dict[int, type[BaseException]] | None = None) -> int:
    """Hand a function in wire form to Go and return its unit's number, which holds in this copy of the library.

    Parameters
    ----------
    wire : bytes or str
        The function and all that it refers to.
    classes : dict, optional
        The exception classes among the caller's objects, by number: so that handlers in the function know their bases.
    """
    go = module()
    unit: int = go.capi_Define(wire.decode() if isinstance(wire, bytes) else wire)
    if classes:
        table = {f"@{n}": [f"@{m}" for m, other in classes.items() if issubclass(c, other)]
                 + [base.__name__ for base in c.__mro__ if base.__module__ == "builtins"] for n, c in classes.items()}
        go.capi_Classes(unit, json.dumps(table))
    return unit


def specialize(unit: int, types: str) -> Specialization:
    """Compile a unit for types of arguments; what was compiled before is kept, failures too.

    Raises
    ------
    gokernels.errors.CompileError
        Or one of its subclasses, or a builtin such as NameError: the message is the whole diagnosis.
    """
    found = json.loads(module().capi_Specialize(unit, types))
    if kind := found.get("kind"):
        known: Any = getattr(errors, kind, None) or getattr(builtins, kind, None) or errors.CompileError
        raise known(found["error"])
    return Specialization(found["program"], found["result"], tuple(found["captured"] or ()), found["report"])


def program(number: int, types: str, result: str, *, sample: tuple[Any, ...] | None = None,
            captured: tuple[Any, ...] = (), objects: Any = None) -> Any:
    """Return the callable side of a specialisation, for `invoke` and for a `caller`'s `add`.

    Parameters
    ----------
    number, types, result
        As passed to and returned by `specialize`.
    sample : tuple, optional
        Arguments of these types: functions and types among them match only themselves.
    captured : tuple of numpy.ndarray
        The global arrays, in the order of the specialisation's `captured`.
    objects : callable, mapping or sequence, optional
        Number -> object: classes of exceptions and namedtuples.
    """
    return module().Program(number, types, result, sample, captured, {} if objects is None else objects)


def invoke(program: Any, values: tuple[Any, ...], *, timeout: float | None = None, progress: Any = None,
           cancel: Any = None, schedule: int = 0, name: str = "") -> Any:
    """Run a `program` with arguments of its types; TypeError if they are not."""
    from . import arrays
    from .progress import reporter

    nanoseconds, token = arrays._timeout(timeout), arrays._token(cancel)
    with reporter(progress, name) as report:
        return program.invoke(values, nanoseconds, token, report, schedule)


def caller(miss: Any, *signature: Any) -> Any:
    """Return a callable that runs the first `program` added to it that the arguments match, else ``miss(args, kwargs)``.

    `kwargs` is None or a dict. In a forked child everything goes to `miss`: make a new caller there. `signature`, by which
    arguments are bound: names, defaults by name, how many may be positional, how many must be, and whether there is *args.
    """
    return module().Caller(miss, *signature)


def program_ir(number: int) -> str:
    """Print a program's intermediate representation."""
    return str(module().capi_ProgramIR(number))


def program_asm(number: int) -> str:
    """List a program's machine code."""
    return str(module().capi_ProgramAsm(number))


def forget(unit: int) -> None:
    """Drop a unit and its programs."""
    module().capi_Forget(unit)


_SCALARS = {"bool": "?", "i8": "i1", "i16": "i2", "i32": "i4", "i64": "i8", "u8": "u1", "u16": "u2", "u32": "u4",
            "u64": "u8", "f32": "f4", "f64": "f8", "c64": "c8", "c128": "c16"}


def _record_dtype(text: str) -> Any:
    """The dtype of a record type's text: {x:f64@0,y:i32@8;16}."""
    import numpy as np

    fields, _, itemsize = text[1:-1].rpartition(";")
    names, formats, offsets = [], [], []
    for field in fields.split(","):
        rest, _, offset = field.rpartition("@")
        name, _, scalar = rest.rpartition(":")
        names.append(name)
        formats.append(_SCALARS[scalar])
        offsets.append(int(offset))
    return np.dtype({"names": names, "formats": formats, "offsets": offsets, "itemsize": int(itemsize)})


def _raised(exception: BaseException, file: str, function: str, *where: int) -> BaseException:
    """Give an exception the line of traceback that Python would: the place in the user's function."""
    if where[0] > 0:
        try:
            exec(_raising(file, function, *where), names := {"exception": exception})
        except BaseException as caught:
            names.clear()  # or the exception would hold itself by its frame
            return caught.with_traceback(caught.__traceback__ and caught.__traceback__.tb_next)
    return exception


@functools.lru_cache(256)
def _raising(file: str, function: str, line: int, column: int, end_line: int, end_column: int) -> Any:
    """Code that raises `exception` from that place; columns count from 1."""
    import ast

    place = {"lineno": line, "col_offset": max(column - 1, 0), "end_lineno": max(end_line, line),
             "end_col_offset": max(end_column - 1, column - 1, 0)}
    raising = ast.Raise(ast.Name("exception", ast.Load(), **place), None, **place)
    code = compile(ast.Module([raising], []), file or "<gokernels>", "exec")
    return code.replace(co_name=function or "<kernel>", co_qualname=function or "<kernel>")
