"""The compiled function: what `jit` makes of a Python function.

A call goes straight to a caller in C, which keeps the programs made so far and finds the one
that the arguments' types match; new types come back here and are compiled. Python calls what
the class of an object has as ``__call__``: a dispatcher with programs is of a class of its own,
whose ``__call__`` is the caller. Global and closure values are frozen into a program. Numba
never looks at them again; here every call looks whether the frozen names are still bound to
the same (or equal) values, at some nanoseconds a name, and compiles anew if not: the function
always computes what Python would. Captured arrays are no copies.
"""

from __future__ import annotations

import functools
import os
import threading
import weakref
from types import FunctionType, MethodType
from typing import Any

from . import _native, argtypes
from .errors import CompileError, SourceError, TypingError, UnsupportedError
from .settings import config

__all__ = ["Configured", "Dispatcher", "of"]

_alive: weakref.WeakSet[Dispatcher] = weakref.WeakSet()
_VARIABLE = 0x0C  # of co_flags: the function has *args or **kwargs
_VARARGS = 0x04
_KEYWORDS, _ASYNC = 0x08, 0x80 | 0x200  # **kwargs; a coroutine or an asynchronous generator
_GENERATOR = 0x20
_ATTRIBUTE = "__gokernels_dispatcher__"


def _after_fork() -> None:
    """A lock that another thread held at the fork would never be released in the child; callers are the parent's."""
    for dispatcher in list(_alive):
        dispatcher._lock = threading.RLock()
        dispatcher._forget()


os.register_at_fork(after_in_child=_after_fork)


def of(function: FunctionType) -> Dispatcher:
    """Return the dispatcher of a plain function, which compiled functions may call; always the same one."""
    known = function.__dict__.get(_ATTRIBUTE)
    if known is None or known.py_func is not function:
        known = Dispatcher(function, {})
        function.__dict__[_ATTRIBUTE] = known
    found: Dispatcher = known
    return found


class _Accelerated(type):
    """The class of one dispatcher, whose `__call__` is its caller in C; nobody can tell it from the class it is made of."""

    def __instancecheck__(cls, instance: Any) -> bool:
        return isinstance(instance, cls.__mro__[1])

    def __subclasscheck__(cls, kind: type) -> bool:
        return issubclass(kind, cls.__mro__[1])


class Dispatcher:
    """A function that compiles itself for the types of its arguments.

    A generator (a function that yields) is compiled into the functions that go over it: ``for x in g(n)``.
    Python gets from it the iterator that the plain function gives.

    Globals and closure values are frozen when it is compiled, and a call sees when one of
    them is bound to another value since (a number, a function, an array, an attribute such as
    ``module.N``): then it is compiled again, so that it always computes what Python would.
    """

    _gokernels_kind = ""

    def __init__(self, py_func: FunctionType, options: dict[str, Any], signatures: list[Any] | None = None) -> None:
        self.py_func, self.targetoptions = py_func, options
        self._lock = threading.RLock()
        self._declared = signatures or []
        self._units: dict[tuple[int, ...], Any] = {}
        self._made: dict[str, tuple[Any, Any]] = {}
        self._can_compile = True
        self._fast: Any = None  # the caller in C
        self._fast_units: list[Any] = []  # of the caller's programs
        self._watch: Any = None
        self._cached_source: Any = None
        self._hits = self._misses = 0
        functools.update_wrapper(self, py_func)
        self.__dict__.pop(_ATTRIBUTE, None)
        _alive.add(self)
        if self._declared:
            self._compile_declared()

    # ---- calls ----

    def __call__(self, /, *args: Any, **kwargs: Any) -> Any:
        """Call the compiled function: as long as it has no caller, and for subclasses with a `__call__` of their own."""
        fast = self._fast
        return fast(*args, **kwargs) if fast is not None else self._compile_for(args, kwargs)

    def _compile_for(self, args: tuple[Any, ...], kwargs: dict[str, Any] | None, options: dict[str, Any] | None = None) -> Any:
        """Run for arguments that no program matches yet: bind, convert, compile."""
        if config.DISABLE_JIT or self.py_func.__code__.co_flags & _GENERATOR:
            return self.py_func(*args, **(kwargs or {}))
        if self._watch is not None and self._watch.stale():
            self._forget()
        self._misses += 1
        values = self._bind(args, kwargs)
        if self._declared:
            return self._call_declared(values, options)
        values = tuple(map(argtypes.prepare, values))
        _unit, program = self._program(values)  # while it runs the unit must not be dropped
        return _native.invoke(program, values, **(options or {}), name=self.py_func.__name__)

    def _call_declared(self, given: tuple[Any, ...], options: dict[str, Any] | None) -> Any:
        from . import signatures

        signature, values = signatures.coerce(self._declared, given, self.py_func.__name__)
        values = tuple(map(argtypes.prepare, values))
        unit, program = self._program(values)
        made = next((m for m, p in list(self._made.values()) if p is program), None)
        if made is not None and self._fast is not None and signatures.unchanged(signature, given, values, made.result):
            self._add(unit, unit.program(made, self._unit_for(given)[1], given))
        value = _native.invoke(program, values, **(options or {}), name=self.py_func.__name__)
        return value if signature.return_type is None else signatures.result(signature.return_type, value)

    def _bind(self, args: tuple[Any, ...], kwargs: dict[str, Any] | None) -> tuple[Any, ...]:
        """One value a parameter, as Python binds them; *args is one tuple."""
        code = self.py_func.__code__
        plain = not kwargs and len(args) == code.co_argcount and not code.co_kwonlyargcount and not code.co_flags & _VARIABLE
        return args if plain else self._bind_by_name(args, kwargs or {})

    def _bind_by_name(self, args: tuple[Any, ...], kwargs: dict[str, Any]) -> tuple[Any, ...]:
        import inspect

        signature = inspect.signature(self.py_func, follow_wrapped=False)
        try:
            bound = signature.bind(*args, **kwargs)
        except TypeError as error:
            unknown = next((name for name in kwargs if name not in signature.parameters), None)  # Python's own first complaint
            problem = error if unknown is None else f"got an unexpected keyword argument {unknown!r}"
            raise TypeError(f"{self.py_func.__name__}() {problem}") from None
        bound.apply_defaults()
        values = bound.arguments
        last = [v for k, v in values.items() if signature.parameters[k].kind is inspect.Parameter.VAR_POSITIONAL]
        return tuple(v for k, v in values.items()
                     if signature.parameters[k].kind is not inspect.Parameter.VAR_POSITIONAL) + tuple(last)

    # ---- compiling ----

    def _program(self, values: tuple[Any, ...]) -> tuple[Any, Any]:
        with self._lock:
            unit, types = self._unit_for(values)
            program = self._compile(unit, types, values)
            if self._fast is not None and not self._declared:  # whose arguments and results are converted
                self._add(unit, program)
            return unit, program

    def _add(self, unit: Any, program: Any) -> None:
        self._fast.add(program)
        self._fast_units.append(unit)

    def _unit_for(self, values: tuple[Any, ...]) -> tuple[Any, str]:
        extra: list[Any] = []

        def function(thing: Any) -> int | None:
            if not hasattr(thing, "_gokernels_kind") or isinstance(thing, type):
                return None
            from . import objects

            extra.append(thing._compiled())
            return objects.number(extra[-1])

        self._check_kind()
        _native.begin()  # Go starts while Python looks at the function
        types = ",".join(self._type_of(k, v, function) for k, v in enumerate(values))
        return self._unit(tuple(dict.fromkeys(extra))), types

    def _type_of(self, k: int, value: Any, function: Any) -> str:
        """The type text of an argument; the error names the parameter and where the function is."""
        try:
            return argtypes.text(value, function)
        except TypingError as error:
            name = self.py_func.__code__.co_varnames[k]
            raise TypingError(f"{self._where()}the argument {name!r}: {error}") from None

    def _where(self) -> str:
        code = self.py_func.__code__
        return f'File "{code.co_filename}", line {code.co_firstlineno}, in {self.py_func.__name__}\n'

    def _check_kind(self) -> None:
        """Refuse kinds of functions that cannot be compiled, before anything else is said of them."""
        flags = self.py_func.__code__.co_flags
        if flags & _KEYWORDS:
            raise UnsupportedError(f"{self._where()}**kwargs is not supported in a compiled function: name the parameters")
        if flags & _ASYNC:
            raise UnsupportedError(f"{self._where()}an async function cannot be compiled: "
                                   "await the result of a plain one instead")

    def _unit(self, extra: tuple[Any, ...] = ()) -> Any:
        from . import objects
        from .unit import Unit

        key = tuple(sorted(objects.number(e) for e in extra))
        unit = self._units.get(key)
        if unit is not None and not unit.valid():
            self._forget()
            unit = None
        if unit is None:
            unit = self._units[key] = Unit(self, extra)
            self._add_watch(unit.watch)
        if self._fast is None:
            self._accelerate()
        return unit

    def _add_watch(self, watch: Any) -> None:
        if not watch.frozen():
            return
        self._watch = watch if self._watch is None else self._watch.joined(watch)
        if self._fast is not None:
            watch.tell(self._fast)

    def _accelerate(self) -> None:
        """Let calls go to C."""
        self._fast_units = []
        self._fast = _native.caller(_Miss(self, self._fast_units), *_signature(self.py_func))
        if self._watch is not None:
            self._watch.tell(self._fast)
        kind = type(self)
        if kind.__call__ is Dispatcher.__call__:
            self.__class__ = _Accelerated(kind.__name__, (kind,), {  # type: ignore[assignment]
                "__call__": self._fast, "__module__": kind.__module__, "__qualname__": kind.__qualname__,
                "__doc__": kind.__doc__})

    def _compile(self, unit: Any, types: str, sample: tuple[Any, ...] | None) -> Any:
        if types not in self._made:
            if not self._can_compile:
                raise TypeError(f"No matching definition for argument type(s) {types} of {self.py_func.__name__}: "
                                "compiling more was disabled")
            self._made[types] = unit.specialize(types, sample)
            if self.targetoptions.get("parallel"):
                from .report import warn

                warn(self.py_func, self._made[types][0].report)
        return self._made[types][1]

    def _compile_declared(self) -> None:
        """Errors of declared types are raised at the decorator."""
        from .types import Optional

        if config.DISABLE_JIT or self.py_func.__code__.co_flags & _GENERATOR:
            return
        with self._lock:
            for signature in self._declared:
                if not any(isinstance(a, Optional) or "fn" in a.text for a in signature.args):
                    self.compile(signature)

    def compile(self, sig: Any) -> Any:
        """Compile for a signature now; return the program."""
        from .signatures import normalise

        types = ",".join(t.text for t in normalise(sig)[0].args)
        with self._lock:
            return self._compile(self._unit(), types, None)

    def _forget(self) -> None:
        self._units, self._made = {}, {}
        self._fast = self._watch = None
        if isinstance(kind := type(self), _Accelerated):
            self.__class__ = kind.__mro__[1]

    def recompile(self) -> None:
        """Compile anew at the next call, from the source as it is now."""
        with self._lock:
            self._cached_source = None
            self._forget()

    def disable_compile(self, val: bool = True) -> None:
        """Refuse types of arguments that were not compiled so far."""
        self._can_compile = not val

    # ---- what units ask ----

    def _compiled(self) -> Dispatcher:
        return self

    def _source(self) -> Any:
        if self._cached_source is None:
            from .source import find

            self._cached_source = find(self.py_func)
        return self._cached_source

    def _has_source(self) -> bool:
        """Whether other compiled functions can have this one in their units."""
        try:
            return self._source().node.args.kwarg is None
        except SourceError:
            return False

    def _wire_options(self) -> dict[str, bool]:
        options = self.targetoptions
        return {"parallel": bool(options.get("parallel", False)), "fastmath": bool(options.get("fastmath", False)),
                "numpy_errors": options.get("error_model", "python") == "numpy",
                "no_bounds": options.get("boundscheck") is False}

    # ---- options of one call ----

    def options(self, *, timeout: float | None = None, progress: Any = None, cancel: Any = None, threads: int | None = None,
                chunksize: int | None = None, schedule: str = "auto") -> Configured:
        """Return the function with options for its calls; keywords of the function itself stay free.

        Parameters
        ----------
        timeout : float, optional
            Seconds after which the call raises `TimeoutError`.
        progress : True or callable (done, total), optional
            Shows a tqdm bar, or is called with the progress.
        cancel : CancelToken, optional
            Stops the call from another thread.
        threads : int, optional
            Number of workers.
        chunksize : int, optional
            Iterations a chunk of parallel loops.
        schedule : {"auto", "static", "dynamic", "guided"}
            How chunks are dealt to workers.

        Returns
        -------
        callable
            To be called with the function's arguments.
        """
        return Configured(self, timeout, progress, cancel, threads, chunksize, schedule)

    # ---- introspection, as Numba's ----

    @property
    def signatures(self) -> list[tuple[Any, ...]]:
        """Types of the arguments that it was compiled for."""
        from .types import from_text, split

        return [tuple(map(from_text, split(text))) for text in list(self._made)]

    @property
    def nopython_signatures(self) -> list[Any]:
        """As `signatures`, with results."""
        from .types import Signature, from_text, split

        return [Signature(from_text(made.result), tuple(map(from_text, split(text))))
                for text, (made, _) in list(self._made.items())]

    @property
    def overloads(self) -> dict[tuple[Any, ...], Any]:
        """The programs by types of arguments."""
        return dict(zip(self.signatures, [p for _, p in self._made.values()], strict=True))

    @property
    def stats(self) -> Any:
        """Cache statistics as Numba has them; there are no cache files."""
        from types import SimpleNamespace

        return SimpleNamespace(cache_path=None, cache_hits={}, cache_misses={})

    @property
    def is_parallel(self) -> bool:
        """Whether a program compiled so far has a parallel loop."""
        from .report import loops

        return any(loop.get("parallel") for made, _ in self._made.values() for loop in loops(made.report))

    def parallel_diagnostics(self, signature: Any = None, level: int = 1) -> None:
        """Print, loop by loop, what was made parallel and why not."""
        from .report import explain

        explain(self, level=level)

    def inspect_types(self, file: Any = None, signature: Any = None, pretty: bool = False, style: str = "default") -> None:
        """Print the typed intermediate representation of each program."""
        for types, text in self._listing().items():
            print(f"{self.py_func.__name__} ({types})\n{'-' * 80}\n{text}", file=file)

    def _listing(self) -> dict[str, str]:
        return {types: _native.program_ir(made.program) for types, (made, _) in list(self._made.items())}

    def inspect_llvm(self, signature: Any = None) -> Any:
        """Return the intermediate representation by signature: gokernels has no LLVM."""
        texts = dict(zip(self.signatures, self._listing().values(), strict=True))
        return texts if signature is None else texts[signature]

    def inspect_asm(self, signature: Any = None) -> Any:
        """Return a listing of the machine code by signature: of the loops that have some, for the layouts met so far."""
        made = [_native.program_asm(program.program) for program, _ in list(self._made.values())]
        texts = dict(zip(self.signatures, made, strict=True))
        return texts if signature is None else texts[signature]

    def inspect_cfg(self, signature: Any = None, show_wrapper: Any = None, **kwargs: Any) -> Any:
        """Return what `inspect_llvm` returns: control flow is structured there."""
        return self.inspect_llvm(signature)

    def get_metadata(self, signature: Any = None) -> dict[Any, Any]:
        """Return reports of the compiler by signature."""
        return dict(zip(self.signatures, ({"report": made.report} for made, _ in self._made.values()), strict=True))

    @property
    def __signature__(self) -> Any:
        import inspect

        return inspect.signature(self.py_func)

    def __get__(self, instance: Any, owner: Any = None) -> Any:
        return self if instance is None else MethodType(self, instance)

    def __repr__(self) -> str:
        return f"<gokernels.Dispatcher of {self.py_func.__module__}.{self.py_func.__qualname__}>"

    # ---- copies and other processes ----

    def __copy__(self) -> Dispatcher:
        return self

    def __deepcopy__(self, memo: Any) -> Dispatcher:
        return self

    def __reduce__(self) -> Any:
        from .pickling import reduce

        return reduce(self)

    def __setstate__(self, state: dict[str, Any]) -> None:
        from .pickling import restore

        restore(self, state)

    def __dask_tokenize__(self) -> Any:
        from .pickling import token

        return token(self)


def _signature(function: FunctionType) -> tuple[Any, ...]:
    """Return what the caller in C binds arguments by."""
    code = function.__code__
    names = code.co_varnames[:code.co_argcount + code.co_kwonlyargcount]
    values = function.__defaults__ or ()
    defaults = dict(zip(names[code.co_argcount - len(values):code.co_argcount], values, strict=True))
    return (names, {**defaults, **(function.__kwdefaults__ or {})}, code.co_argcount, code.co_posonlyargcount,
            bool(code.co_flags & _VARARGS))


class _Miss:
    """Calls back without holding the dispatcher alive from C; holds the units whose programs the caller runs."""

    def __init__(self, dispatcher: Dispatcher, units: list[Any]) -> None:
        self._dispatcher, self._units = weakref.ref(dispatcher), units

    def __call__(self, args: tuple[Any, ...], kwargs: dict[str, Any] | None) -> Any:
        dispatcher = self._dispatcher()
        assert dispatcher is not None
        return dispatcher._compile_for(args, kwargs)


class Configured:
    """A compiled function with options for its calls."""

    def __init__(self, dispatcher: Dispatcher, timeout: Any, progress: Any, cancel: Any, threads: Any, chunksize: Any,
                 schedule: str) -> None:
        names = ("auto", "static", "dynamic", "guided")
        if schedule not in names:
            raise ValueError(f"schedule: expected one of {', '.join(names)}, got {schedule!r}")
        self._dispatcher = dispatcher
        self._options = {"timeout": timeout, "progress": progress, "cancel": cancel, "schedule": names.index(schedule)}
        self._threads, self._chunksize = threads, chunksize

    def __call__(self, /, *args: Any, **kwargs: Any) -> Any:
        """Call the function."""
        from contextlib import ExitStack

        from . import control

        with ExitStack() as stack:
            if self._threads is not None:
                stack.enter_context(control.threads(self._threads))
            if self._chunksize is not None:
                stack.enter_context(control.parallel_chunksize(self._chunksize))
            return self._dispatcher._compile_for(args, kwargs, self._options)


def refuse(what: str, instead: str) -> CompileError:
    """Return the error for a feature of Numba that is not here."""
    from .errors import UnsupportedError

    return UnsupportedError(f"{what} is not supported; {instead}")
