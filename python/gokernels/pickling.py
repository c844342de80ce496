"""Compiled functions in other processes: by name where they can be imported, else with source and what they use.

By value go functions of ``__main__`` and those made inside others. Their source travels, and
of their globals those that they use; modules go by name.
"""

from __future__ import annotations

import ast
import importlib
import linecache
import sys
import threading
from types import CellType, FunctionType, ModuleType
from typing import Any

from . import source
from .dispatcher import Dispatcher, of

__all__ = ["reduce", "restore", "token"]

_going = threading.local()


def reduce(dispatcher: Dispatcher) -> Any:
    """Return what pickle keeps of a compiled function."""
    function = dispatcher.py_func
    if _importable(dispatcher):
        return function.__qualname__
    return _empty, (), state(dispatcher)


def _importable(dispatcher: Dispatcher) -> bool:
    function = dispatcher.py_func
    module = sys.modules.get(function.__module__ or "")
    if module is None or function.__module__ in ("__main__", "__mp_main__") or not hasattr(module, "__file__"):
        return False
    found: Any = module
    for name in function.__qualname__.split("."):
        found = getattr(found, name, None)
    return found is dispatcher


def _empty() -> Dispatcher:
    """Make a dispatcher that `restore` fills: a function may refer to itself."""
    return Dispatcher.__new__(Dispatcher)


def state(dispatcher: Dispatcher) -> dict[str, Any]:
    """Return all that a function needs elsewhere."""
    function, found = dispatcher.py_func, dispatcher._source()
    cells = dict(zip(function.__code__.co_freevars, function.__closure__ or (), strict=True))
    used = _used(function.__code__)
    space = {name: _packed(value) for name, value in function.__globals__.items() if name in used}
    return {"lines": found.lines, "file": found.file, "first": found.first, "globals": space,
            "cells": {name: _packed(cell.cell_contents) for name, cell in cells.items()},
            "defaults": function.__defaults__, "keywords": function.__kwdefaults__, "name": function.__name__,
            "qualname": function.__qualname__, "module": function.__module__, "options": dispatcher.targetoptions,
            "declared": dispatcher._declared, "code": function.__code__.co_name, "node": _ordinal(found),
            "doc": function.__doc__}


def _used(code: Any) -> set[str]:
    names = set(code.co_names)
    for const in code.co_consts:
        if hasattr(const, "co_names"):
            names |= _used(const)
    return names


class _Module:
    """A module by its name."""

    def __init__(self, name: str) -> None:
        self.name = name


class _Plain:
    """A plain function that goes with its source."""

    def __init__(self, dispatcher: Dispatcher) -> None:
        self.dispatcher = dispatcher


def _packed(value: Any) -> Any:
    if isinstance(value, ModuleType):
        return _Module(value.__name__)
    by_value = isinstance(value, FunctionType) and (value.__module__ in ("__main__", None) or "<" in value.__qualname__)
    return _Plain(of(value)) if by_value and of(value)._has_source() else value


def _unpacked(value: Any) -> Any:
    if isinstance(value, _Module):
        return importlib.import_module(value.name)
    return value.dispatcher.py_func if isinstance(value, _Plain) else value


def _ordinal(found: source.Source) -> int:
    """Which definition of its lines it is: there may be several lambdas."""
    nodes = _definitions(found.lines, found.first)
    here = [(n.lineno, n.col_offset) for n in nodes]
    return here.index((found.node.lineno, found.node.col_offset))


def _definitions(lines: list[str], first: int) -> list[Any]:
    tree = source.parse(lines, first)
    return [n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef | ast.Lambda)]


def restore(dispatcher: Dispatcher, kept: dict[str, Any]) -> None:
    """Make the function again and fill the dispatcher."""
    file = f"<gokernels {kept['file']}>"
    lines = [*([""] * (kept["first"] - 1)), *kept["lines"]]
    text = [line + "\n" for line in lines]
    linecache.cache[file] = (sum(map(len, text)), None, text, file)  # for tracebacks
    space: dict[str, Any] = {"__builtins__": __builtins__, "__name__": kept["module"]}
    function = _function(kept, file, space)
    source.carry(function, kept["file"], kept["lines"], kept["first"])
    Dispatcher.__init__(dispatcher, function, kept["options"])
    dispatcher._declared = kept["declared"]
    space.update({name: _unpacked(value) for name, value in kept["globals"].items()})
    cells = dict(zip(function.__code__.co_freevars, function.__closure__ or (), strict=True))
    for name, value in kept["cells"].items():
        cells[name].cell_contents = _unpacked(value)


def _function(kept: dict[str, Any], file: str, space: dict[str, Any]) -> FunctionType:
    node = _definitions(kept["lines"], kept["first"])[kept["node"]]
    code = source.compiled(node, kept["code"], tuple(kept["cells"]), file)
    assert code is not None
    cells = tuple(CellType() for _ in code.co_freevars)
    function = FunctionType(code, space, kept["name"], kept["defaults"], cells)
    function.__kwdefaults__, function.__qualname__, function.__doc__ = kept["keywords"], kept["qualname"], kept["doc"]
    function.__module__ = kept["module"]
    return function


def token(dispatcher: Dispatcher) -> Any:
    """Return what tells functions apart: source, options and the values they use, for dask's tokenize."""
    going = _going.__dict__.setdefault("ids", set())
    if id(dispatcher) in going:
        return ("gokernels", "itself", dispatcher.py_func.__qualname__)
    going.add(id(dispatcher))
    try:
        from dask.base import normalize_token

        kept = state(dispatcher)
        values = [(name, normalize_token(getattr(v, "name", None) or getattr(v, "dispatcher", None) or v))
                  for part in ("globals", "cells") for name, v in sorted(kept[part].items())]
        return ("gokernels", "\n".join(kept["lines"]), repr(sorted(kept["options"].items())), values,
                normalize_token([kept["defaults"], kept["keywords"]]), kept["node"])
    finally:
        going.discard(id(dispatcher))
