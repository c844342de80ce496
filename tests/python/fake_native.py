"""A stand-in for the compiler's C and Go side, for tests of the front end alone: programs run the Python function.

What it keeps of the real one: units are decoded JSON, functions are found by their numbers,
specialisations have a result type, callers go to the first program whose types fit.
"""

from __future__ import annotations

import functools
import itertools
import json
from typing import Any

import numpy as np

from gokernels import _native, argtypes, objects, types

_COUNT = itertools.count(1 << 40)  # no number of the real library: what is collected later, is forgotten there


class Program:
    def __init__(self, dispatcher: Any, types_text: str, captured: tuple[Any, ...]) -> None:
        self.dispatcher, self.types, self.captured = dispatcher, types_text, captured

    def run(self, values: tuple[Any, ...]) -> Any:
        code = self.dispatcher.py_func.__code__
        last = values[-1] if code.co_flags & 4 else ()
        named = values[:-1] if code.co_flags & 4 else values
        plain, only = named[:code.co_argcount], named[code.co_argcount:]
        names = code.co_varnames[code.co_argcount:code.co_argcount + code.co_kwonlyargcount]
        return self.dispatcher.py_func(*plain, *last, **dict(zip(names, only, strict=True)))


class Caller:
    def __init__(self, fake: Fake, miss: Any) -> None:
        self.fake, self.miss = fake, miss
        self.programs: list[Program] = []
        self.frozen: list[Any] = []

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        for program in self.programs if not kwargs and not self._changed() else []:
            try:
                found = ",".join(argtypes.text(a, lambda thing: None) for a in args)
            except Exception:
                continue
            if found == program.types:
                return program.run(args)
        self.fake.misses += 1
        return self.miss(args, kwargs or None)

    def _changed(self) -> bool:
        return any(not same(read(), value) for read, value, same in self.frozen)

    def add(self, program: Program) -> None:
        self.programs.append(program)

    def watch(self, names: list[Any], cells: list[Any], attributes: list[Any], same: Any) -> None:
        self.frozen += [(functools.partial(d.get, k), v, same) for d, k, v in names]
        self.frozen += [(functools.partial(getattr, c, "cell_contents", None), v, same) for c, v in cells]
        self.frozen += [(functools.partial(getattr, o, a, None), v, same) for o, a, v in attributes]


class Fake:
    """Install with a monkeypatch; `units` are the decoded units, `misses` counts ways through Python."""

    def __init__(self, patch: Any) -> None:
        self.units: dict[int, Any] = {}
        self.misses = 0
        for name in ("begin", "define", "specialize", "program", "invoke", "caller", "program_ir"):
            patch.setattr(_native, name, getattr(self, name))

    def begin(self) -> None:
        """There is no library."""

    def define(self, wire: bytes, classes: Any = None) -> int:
        number = next(_COUNT)
        self.units[number] = json.loads(wire)
        return number

    def last(self) -> Any:
        return self.units[max(self.units)]

    def specialize(self, unit: int, text: str) -> Any:
        top = self.units[unit]["functions"][0]
        captured = [g[2] for f in self.units[unit]["functions"] for g in f["globals"].values() if g[0] == "array"]
        return _native.Specialization(unit * 1000 + len(text), self._result(top, text), tuple(captured), "[]")

    def _result(self, top: Any, text: str) -> str:
        kinds = [types.from_text(part) for part in types.split(text)]
        if not all(isinstance(kind, types.Scalar | types.Array) for kind in kinds):
            return "none"
        samples = [np.ones((4,) * kind.ndim, kind.dtype.dtype) if isinstance(kind, types.Array) else kind.dtype.type(1)
                   for kind in kinds]
        with np.errstate(all="ignore"):
            try:
                value = objects.get(top["id"]).py_func(*samples)
            except Exception:
                return "none"
        return argtypes.text(argtypes.prepare(value), lambda _: 1)

    def program(self, number: int, text: str, result: str, *, sample: Any = None, captured: Any = (), objects: Any = None) -> Any:
        from gokernels import objects as table

        return Program(table.get(self.units[number // 1000]["functions"][0]["id"]), text, captured)

    def invoke(self, program: Program, values: tuple[Any, ...], **options: Any) -> Any:
        return program.run(values)

    def caller(self, miss: Any, *signature: Any) -> Any:
        return Caller(self, miss)

    def program_ir(self, number: int) -> str:
        return f"func {number}"
