"""Canonical names: what a function, type or module is called whatever name it was imported by."""

from __future__ import annotations

import builtins
import sys
from types import ModuleType
from typing import Any

import numpy as np

__all__ = ["exception_fields", "function_name", "type_name"]

_MODULES = ("builtins", "math", "cmath", "operator", "functools", "itertools", "random", "time", "numpy.linalg", "numpy.random",
            "numpy.fft", "numpy.lib.stride_tricks", "numpy")
_OURS = ("prange", "pndindex", "get_thread_id", "get_num_threads", "set_num_threads", "max_threads", "threads",
         "get_parallel_chunksize", "set_parallel_chunksize", "parallel_chunksize", "literal_unroll", "literally",
         "threading_layer", "objmode", "typeof")
_OBVIOUS = ("builtins", "math", "cmath", "numpy")
_TYPES = (int, float, complex, bool, str, bytes, tuple, list, dict, set, frozenset, object)
_names: dict[int, str] = {}  # by id; the objects live as long as their modules


def _fill() -> None:
    for module_name in _MODULES:
        module = sys.modules.get(module_name)
        for name, value in list(vars(module).items()) if module else []:
            if callable(value) and not name.startswith("_") and not isinstance(value, ModuleType):
                _names[id(value)] = f"{module_name}.{_own_name(module, name, value)}"
    ours = sys.modules[__package__]
    for name in _OURS:
        if (value := getattr(ours, name, None)) is not None:
            _names[id(value)] = f"gokernels.{name}"


def _own_name(module: Any, name: str, value: Any) -> str:
    """Of several names of one function (abs, absolute) its own."""
    own = getattr(value, "__name__", name)
    return own if isinstance(own, str) and getattr(module, own, None) is value else name


def function_name(value: Any) -> str | None:
    """Return "numpy.sin" or "builtins.len", or None for what is not known; modules imported since are looked at again."""
    if (found := _obvious(value)) is not None:
        return found
    if not _names:
        _fill()
    found = _names.get(id(value))
    if found is None:
        module = getattr(value, "__module__", None)
        if isinstance(module, str) and module.partition(".")[0] in ("random", "math", "cmath", "time", "operator", "functools"):
            _fill()
            found = _names.get(id(value))
    return found


def _obvious(value: Any) -> str | None:
    """The name of a function that says itself where it is: `_fill` takes a millisecond, for all of NumPy's."""
    module, name = getattr(value, "__module__", None), getattr(value, "__name__", None)
    if not isinstance(module, str) or not isinstance(name, str) or name.startswith("_"):
        return None
    if module.startswith(f"{__package__}.") and name in _OURS:
        module = __package__
    elif isinstance(value, np.ufunc):
        module = "numpy"
    elif module not in _OBVIOUS:
        return None
    return f"{module}.{name}" if getattr(sys.modules.get(module), name, None) is value else None


def type_name(value: Any) -> str | None:
    """Return "numpy.float64" or "builtins.int" for a type or dtype, or None for anything else."""
    if isinstance(value, type) and value in _TYPES:
        return f"builtins.{value.__name__}"
    if isinstance(value, type) and value.__module__ == "gokernels.typed":
        return f"builtins.{value.__name__.lower()}"
    if isinstance(value, type) and issubclass(value, np.generic):
        return f"numpy.{value.__name__}"
    if isinstance(value, np.dtype):
        from .argtypes import dtype_text

        return f"numpy.{value.type.__name__}" if value.names is None else dtype_text(value)
    numpy_type = getattr(value, "_numpy_type", None)  # gokernels.float64 and its like
    return f"numpy.{numpy_type}" if isinstance(numpy_type, str) else None


def own_exception(value: type) -> bool:
    """Whether a class is an exception that is not one of Python's."""
    return issubclass(value, BaseException) and getattr(builtins, value.__name__, None) is not value


def exception_fields(value: type[BaseException]) -> tuple[str, int, list[str]]:
    """Return name, number (0 for Python's own) and the bases, "@number" for those that are not Python's own."""
    def label(c: type) -> str:
        from . import objects

        return f"@{objects.number(c)}" if own_exception(c) else c.__name__

    own = label(value)
    bases = [label(c) for c in value.__mro__[1:] if issubclass(c, BaseException)]
    return value.__name__, int(own[1:]) if own[0] == "@" else 0, bases
