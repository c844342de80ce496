"""What the global and closure names of a function stand for, as the wire form has it.

A name is looked up as Python does: closure cells, globals, builtins. Values are frozen into
the compiled function; every frozen one is noted in `Watch`, so that the dispatcher sees when
a name is bound to something else and compiles again. Arrays are captured as they are:
changes of their elements are seen without compiling again.
"""

from __future__ import annotations

import builtins
import enum
import os
from collections.abc import Callable
from types import CellType, FunctionType, MethodType, ModuleType
from typing import Any

import numpy as np

from . import canonical, objects
from .argtypes import array_text, dtype_text

__all__ = ["MISSING", "Global", "Resolver", "Watch", "constant", "same"]

Global = list[Any]
MISSING = object()
_FOREIGN = ("numpy", "scipy", "pandas", "numba", "gokernels", "dask", "torch", "jax")  # whose plain functions are not compiled
_STDLIB = os.path.dirname(os.__file__)  # as sysconfig says, whose import takes milliseconds
_MOST_ITEMS = 1000


class Watch:
    """The bindings that a compiled function froze."""

    def __init__(self) -> None:
        self.names: list[tuple[dict[str, Any], str, Any]] = []
        self.cells: list[tuple[CellType, Any]] = []
        self.attributes: list[tuple[Any, str, Any]] = []

    def frozen(self) -> bool:
        """Whether there is anything to look at."""
        return bool(self.names or self.cells or self.attributes)

    def joined(self, other: Watch) -> Watch:
        """Return both."""
        both = Watch()
        both.names, both.cells = self.names + other.names, self.cells + other.cells
        both.attributes = self.attributes + other.attributes
        return both

    def tell(self, caller: Any) -> None:
        """Let a caller in C look at every call. Names in a module are looked up faster than attributes.

        Names that are bound to nothing are left to `stale`: what reads them has not been compiled.
        """
        names, attributes = [n for n in self.names if n[2] is not MISSING], []
        for thing, key, value in self.attributes:
            if value is MISSING:
                continue
            if isinstance(thing, ModuleType) and vars(thing).get(key, MISSING) is value:
                names.append((vars(thing), key, value))
            else:
                attributes.append((thing, key, value))
        caller.watch(names, [c for c in self.cells if c[1] is not MISSING], attributes, same)

    def stale(self) -> bool:
        """Whether a name is bound to another value now; rebinding to an equal one does not count."""
        for mapping, key, value in self.names:
            if (now := mapping.get(key, MISSING)) is not value and not same(now, value):
                return True
        for cell, value in self.cells:
            if (now := _contents(cell)) is not value and not same(now, value):
                return True
        for thing, key, value in self.attributes:
            if (now := getattr(thing, key, MISSING)) is not value and not same(now, value):
                return True
        return False


def same(a: Any, b: Any) -> bool:
    """Whether two values give the same compiled function."""
    if a is b:
        return True
    if type(a) is not type(b):
        return False
    if isinstance(a, tuple):
        return len(a) == len(b) and all(map(same, a, b))
    if isinstance(a, int | float | complex | str | np.generic):
        return repr(a) == repr(b)  # -0.0 is not 0.0, and nan is nan
    return isinstance(a, MethodType) and bool(a == b)


def _contents(cell: CellType) -> Any:
    try:
        return cell.cell_contents
    except ValueError:
        return MISSING


def constant(value: Any) -> Any:
    """Return a constant of the wire form, or MISSING if it is none."""
    if value is None or value is True or value is False:
        return value
    if isinstance(value, int):
        fits = -(1 << 63) <= value < 1 << 64
        return ["i" if fits else "h", _digits(value)]
    if isinstance(value, float):
        return ["f", float.hex(value)]
    if isinstance(value, complex):
        return ["c", float.hex(value.real), float.hex(value.imag)]
    if isinstance(value, str):
        return ["s", str(value)] if _encodable(value) else MISSING
    return ["e"] if value is Ellipsis else MISSING


def _digits(value: int) -> str:
    try:
        return str(int(value))
    except ValueError:  # Python's own limit of digits: far beyond any use
        return "9" * 4300


def _encodable(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


class Resolver:
    """Names of one function; `compiled` gives the number of a function to be compiled with it."""

    def __init__(self, function: FunctionType, compiled: Callable[[Any], int | None], watch: Watch) -> None:
        self.compiled, self.watch = compiled, watch
        self.captured: dict[int, Any] = {}
        self.classes: dict[int, type[BaseException]] = {}
        self.found: dict[str, Global] = {}
        self._space = function.__globals__
        self._imported: dict[str, Any] = {}
        self._cells = dict(zip(function.__code__.co_freevars, function.__closure__ or (), strict=True))

    def name(self, path: list[str]) -> int:
        """Resolve as many parts of a dotted name as make one global; return how many. 0: there is no such name."""
        value, note = self._root(path[0])
        if value is MISSING:
            notes, binding = note or (self.watch.names, (self._space, path[0], MISSING))
            notes.append(binding)  # it may be bound later
            return 0
        used = 1
        while used < len(path) and _opens(value):
            inner = getattr(value, path[used], MISSING)
            note = None if _settled(value) else (self.watch.attributes, (value, path[used], inner))
            used += 1
            if inner is MISSING:
                self.watch.attributes.append((value, path[used - 1], MISSING))
                self.found[".".join(path[:used])] = other(f"{describe(value)}, which has no attribute {path[used - 1]}")
                return used
            value = inner
        key = ".".join(path[:used])
        if key not in self.found:
            if note is not None and not isinstance(value, ModuleType):
                note[0].append(note[1])
            self.found[key] = self.value(value)
        return used

    def add(self, name: str, value: Any) -> None:
        """Make an imported name known."""
        self._imported[name] = value

    def _root(self, name: str) -> tuple[Any, Any]:
        if name in self._imported:
            return self._imported[name], None
        if name in self._cells:
            value = _contents(self._cells[name])
            return value, (self.watch.cells, (self._cells[name], value))
        if name in self._space:
            return self._space[name], (self.watch.names, (self._space, name, self._space[name]))
        return getattr(builtins, name, MISSING), None

    def value(self, value: Any) -> Global:
        """Return the global that stands for a value."""
        if isinstance(value, np.generic):
            return _numpy_scalar(value)
        if isinstance(value, enum.Enum) and not isinstance(value, int | float | str):
            return other(f"{value}, a member of an enum; use enum.IntEnum or plain numbers")
        if (plain := constant(value)) is not MISSING:
            return ["const", "", 0, plain, isinstance(value, int | float | complex), None]
        if isinstance(value, tuple):
            return self._tuple(value)
        if isinstance(value, np.ndarray):
            return self._array(value)
        if isinstance(value, ModuleType):
            return ["module", value.__name__, 0, None, False, None]
        return self._type_or_function(value)

    def _tuple(self, value: tuple[Any, ...]) -> Global:
        if len(value) > _MOST_ITEMS:
            return other(f"a tuple of {len(value)} items; use an array")
        fields = getattr(type(value), "_fields", None)
        number = objects.number(type(value)) if fields else 0
        return ["const", type(value).__name__ if fields else "", number, ["t", *map(self.value, value)], False,
                list(fields) if fields else None]

    def _array(self, value: np.ndarray[Any, Any]) -> Global:
        text = array_text(value)
        if text is None:
            return other(f"an array of dtype {value.dtype}, which is not supported")
        number = objects.number(value)
        self.captured[number] = value
        return ["array", text, number, None, False, None]

    def _type_or_function(self, value: Any) -> Global:
        kind = getattr(value, "_gokernels_kind", None)  # of our own dispatchers and ufuncs
        if kind is not None and not isinstance(value, type):
            number = self.compiled(value)
            return other(describe(value)) if number is None else ["compiled", kind, number, None, False, None]
        if (name := canonical.type_name(value)) is not None:
            return ["type", name, 0, None, False, None]
        if isinstance(value, type) and issubclass(value, BaseException):
            name, number, bases = canonical.exception_fields(value)
            if number:
                self.classes.update({objects.number(c): c for c in value.__mro__ if canonical.own_exception(c)})
            return ["exception", name, number, None, False, bases]
        if isinstance(value, type) and issubclass(value, tuple) and hasattr(value, "_fields"):
            return ["namedtuple", value.__name__, objects.number(value), None, False, list(value._fields)]
        if (name := canonical.function_name(value)) is not None:
            return ["function", name, 0, None, False, None]
        return self._plain(value)

    def _plain(self, value: Any) -> Global:
        if isinstance(value, FunctionType) and compilable(value):
            number = self.compiled(value)
            if number is not None:
                return ["compiled", "", number, None, False, None]
        module = getattr(value, "__module__", None)
        if callable(value) and isinstance(module, str) and hasattr(value, "__name__") and not isinstance(value, type):
            return ["function", f"{module}.{value.__name__}", 0, None, False, None]
        return other(describe(value))


def compilable(function: FunctionType) -> bool:
    """Whether a plain Python function is the user's own, to be compiled when a compiled one calls it."""
    package = (function.__module__ or "").partition(".")[0]
    file = function.__code__.co_filename
    library = file.startswith(_STDLIB) and "site-packages" not in file
    return package not in _FOREIGN and not library


def other(name: str) -> Global:
    """Return a global that means nothing to the compiler; the name is for its message."""
    return ["other", name, 0, None, False, None]


def describe(value: Any) -> str:
    """Say what a value is, for an error."""
    hints: dict[type, str] = {list: "a list; use a tuple or an array, or pass it as an argument",
             dict: "a dict; pass what is needed from it as arguments",
             set: "a set; use a tuple or an array", bytes: "bytes; use numpy.frombuffer",
             bytearray: "a bytearray; use numpy.frombuffer"}
    if type(value) in hints:
        return hints[type(value)]
    if isinstance(value, ModuleType):
        return f"module {value.__name__}"
    if isinstance(value, type):
        return f"class {value.__qualname__}"
    return f"an object of class {type(value).__module__}.{type(value).__qualname__}"


def _opens(value: Any) -> bool:
    """Whether attributes of a value are looked up now: of modules, classes and plain objects, not of data."""
    if isinstance(value, ModuleType):
        return True
    if isinstance(value, type):
        return canonical.type_name(value) is None or issubclass(value, enum.Enum)
    data = (int, float, complex, str, bytes, np.generic, np.ndarray, np.dtype, np.ufunc, list, dict, set, FunctionType)
    if isinstance(value, tuple):
        return hasattr(value, "_fields")
    return not (isinstance(value, data) or value is None or hasattr(value, "_gokernels_kind")
                or canonical.function_name(value) is not None)


def _settled(value: Any) -> bool:
    """Whether attributes of a module are never rebound: those of libraries."""
    return isinstance(value, ModuleType) and value.__name__.partition(".")[0] in ("numpy", "math", "cmath", "random",
                                                                                  "operator", "gokernels", "numba", "builtins")


def _numpy_scalar(value: np.generic) -> Global:
    if value.dtype.kind not in "biufc" or dtype_text(value.dtype) is None:
        return other(f"a NumPy scalar of dtype {value.dtype}, which is not supported")
    return ["const", value.dtype.name, 0, constant(value.item()), False, None]
