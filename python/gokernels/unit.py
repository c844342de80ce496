"""A unit: a function and all that it refers to, as handed to Go, and its specialisations."""

from __future__ import annotations

import contextlib
from types import FunctionType
from typing import Any

from . import _native, objects
from .errors import CompileError

__all__ = ["Unit"]

_MOST_FUNCTIONS = 500


class Unit:
    """What one function was compiled from: its watch tells when that is out of date."""

    def __init__(self, dispatcher: Any, extra: tuple[Any, ...] = ()) -> None:
        from .resolve import Watch
        from .wire import unit

        self.watch = Watch()
        self.captured: dict[int, Any] = {}
        self.classes: dict[int, type[BaseException]] = {}
        self.members: dict[int, Any] = {}  # dispatchers by number: they must live as long as the unit
        self._todo: list[Any] = []
        for member in (dispatcher, *extra):
            self._number(member)
        functions = []
        while self._todo:
            functions.append(self._write(self._todo.pop(0)))
        self.wire = unit(functions)
        self.generation = _native.generation()
        self.number = _native.define(self.wire, self.classes)
        self.generation = _native.generation()  # define() may have loaded the library

    def _number(self, thing: Any) -> int | None:
        """Number of a function that goes into this unit; None for one that cannot."""
        dispatcher = next((m for m in self.members.values() if m.py_func is thing), None) or _dispatcher(thing)
        if dispatcher is None or len(self.members) >= _MOST_FUNCTIONS:
            return None
        number = objects.number(dispatcher)
        if number not in self.members:
            if self.members and not dispatcher._has_source():
                return None
            self.members[number] = dispatcher
            self._todo.append(dispatcher)
        return number

    def _write(self, dispatcher: Any) -> dict[str, Any]:
        from .resolve import Resolver
        from .wire import function

        resolver = Resolver(dispatcher.py_func, self._number, self.watch)
        made = function(objects.number(dispatcher), dispatcher.py_func, dispatcher._source(), resolver,
                        dispatcher._wire_options())
        self.captured.update(resolver.captured)
        self.classes.update(resolver.classes)
        return made

    def __del__(self) -> None:
        with contextlib.suppress(Exception):  # at the interpreter's end anything may be gone, and __init__ may have failed
            if _native.loaded() and self.generation == _native.generation():
                _native.forget(self.number)

    def valid(self) -> bool:
        """Whether the unit is of this process's copy of the library, and nothing it froze has changed."""
        return self.generation == _native.generation() and not self.watch.stale()

    def specialize(self, types: str, sample: tuple[Any, ...] | None) -> tuple[Any, Any]:
        """Compile for types; return the specialisation and the program to call."""
        made = _native.specialize(self.number, types)
        return made, self.program(made, types, sample)

    def program(self, made: Any, types: str, sample: tuple[Any, ...] | None) -> Any:
        """Return what runs a specialisation, for arguments of types that are in memory as its own are."""
        captured = tuple(self.captured[n] for n in made.captured)
        return _native.program(made.program, types, made.result, sample=sample, captured=captured, objects=objects.TABLE)


def _dispatcher(thing: Any) -> Any:
    """Return the dispatcher that stands for a function inside compiled ones."""
    from .dispatcher import of

    if isinstance(thing, FunctionType):
        return of(thing)
    try:
        return thing._compiled()
    except (AttributeError, CompileError):
        return None
