"""Chunked program files: parsing, argument copies that keep their layout, comparison.

A file holds programs separated by lines of exactly ``---``; the first line of each is
``# name: what is shown``. A line that ends with ``### regexp`` must be refused when compiled.
"""

from __future__ import annotations

import ast
import linecache
import re
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from types import FunctionType
from typing import Any

import numpy as np

_NOTE = re.compile(r"\s*###\s*(.*?)\s*$")
_SINGLE = 1e-6  # a few units in the last place of float32 (2**-24 each)
_TINY = 1e-15  # results near zero, such as sin(pi), have no relative accuracy


@dataclass(frozen=True)
class Chunk:
    """One program: its file, name, text, and the line of the file where it starts."""

    path: str
    name: str
    line: int
    text: str

    @property
    def padded(self) -> str:
        """The text at the lines that it has in the file."""
        return "\n" * (self.line - 1) + self.text

    def execute(self, namespace: dict[str, Any]) -> None:
        """Run the program; tracebacks and `inspect.getsource` show the lines of the file."""
        lines = self.padded.splitlines(keepends=True)
        linecache.cache[self.path] = (len(self.padded), None, lines, self.path)
        exec(compile(self.padded, self.path, "exec", dont_inherit=True), namespace)

    def notes(self, f: FunctionType) -> list[Note]:
        """Return the refusals expected in the body of `f`; in the whole program if it has none."""
        lines = self.padded.splitlines()
        span = self._span(f)
        found = [(number, line, note) for number, line in enumerate(lines, 1) if (note := _NOTE.search(line))]
        own = [item for item in found if item[0] in span]
        return [Note(number, line[:note.start()].strip(), note.group(0).strip(), note.group(1))
                for number, line, note in own or found]

    def _span(self, f: FunctionType) -> range:
        first = f.__code__.co_firstlineno
        ends = [node.end_lineno or 0 for node in ast.walk(ast.parse(self.padded)) if isinstance(node, ast.FunctionDef)
                and min([node.lineno, *(d.lineno for d in node.decorator_list)]) == first]
        return range(first, max(ends, default=first) + 1)


@dataclass(frozen=True)
class Note:
    """An expected refusal: line number, the code of that line, the comment as written, its regexp."""

    line: int
    code: str
    comment: str
    regexp: str

    def complaint(self, message: str) -> str | None:
        """Return what is wrong with the message of an error, None if it is as expected."""
        text = message.replace(self.comment, "")  # its own regexp is no evidence
        if not (re.search(rf"\b{self.line}\b", text) or self.code in text):
            return f"the message names neither line {self.line} nor its text {self.code!r}: {text}"
        if not re.search(self.regexp, text, re.DOTALL | re.IGNORECASE):
            return f"the message does not match {self.regexp!r}: {text}"
        return None


def parse(path: Path) -> list[Chunk]:
    """Return the programs of a file, in order; names are unique in it."""
    found, start = [], 1
    for text in re.split(r"^---\n", path.read_text(), flags=re.MULTILINE):
        title = re.match(r"# ([\w-]+): \S", text)
        if title is None:
            raise ValueError(f"{path.name}:{start}: the first line must be '# name: what is shown'")
        found.append(Chunk(str(path), title.group(1), start, text))
        start += text.count("\n") + 1
    names = [chunk.name for chunk in found]
    if twice := {name for name in names if names.count(name) > 1}:
        raise ValueError(f"{path.name}: used twice: {sorted(twice)}")
    return found


class Copies:
    """Copies of arguments for one way of running.

    An array keeps its strides, its place in its base and its flags; arrays that share
    memory share it in the copy. `roots` are the copied bases: comparing them also finds
    writes outside of a view.
    """

    def __init__(self, args: tuple[Any, ...]) -> None:
        self._known: dict[int, np.ndarray[Any, Any]] = {}
        self.roots: list[np.ndarray[Any, Any]] = []
        self.args = tuple(self._copy(a) for a in args)

    def _copy(self, value: Any) -> Any:
        if isinstance(value, np.ndarray):
            return self._array(value)
        if isinstance(value, tuple):
            items = [self._copy(item) for item in value]
            return type(value)(*items) if hasattr(value, "_fields") else tuple(items)
        if callable(value):
            return value
        return deepcopy(value)

    def _array(self, array: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
        root = array
        while isinstance(root.base, np.ndarray):
            root = root.base
        raw = self._raw(root)
        offset = array.__array_interface__["data"][0] - root.__array_interface__["data"][0]
        view = np.ndarray(array.shape, array.dtype, raw, offset, array.strides)
        view.flags.writeable = array.flags.writeable
        return view

    def _raw(self, root: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
        if id(root) not in self._known:
            raw = np.empty(max(root.nbytes, 1), np.uint8)
            raw[:root.nbytes] = np.frombuffer(root.tobytes("A"), np.uint8)
            self._known[id(root)] = raw
            self.roots.append(np.ndarray(root.shape, root.dtype, raw, 0, root.strides))
        return self._known[id(root)]

    def state(self) -> tuple[Any, ...]:
        """Return everything a program may have changed; a function stays what it is."""
        return (*(a for a in self.args if not callable(a)), *self.roots)


def _kind(value: Any) -> str:
    """Class of a value: a NumPy scalar counts as the Python scalar it stands for."""
    if isinstance(value, np.ndarray):
        return f"array of {value.dtype} {value.shape}"
    if isinstance(value, np.generic) and value.dtype.kind in "biufcU":
        return {"b": "bool", "i": "int", "u": "int", "f": "float", "c": "complex", "U": "str"}[value.dtype.kind]
    return type(value).__name__


def difference(got: Any, want: Any, rtol: float = 1e-12) -> str | None:
    """Return how `got` differs from `want` in class or value, None if it does not."""
    if _kind(got) != _kind(want):
        return f"got {got!r} ({_kind(got)}), want {want!r} ({_kind(want)})"
    if isinstance(want, tuple | list):
        if len(got) != len(want):
            return f"got {len(got)} items, want {len(want)}"
        parts = (difference(g, w, rtol) for g, w in zip(got, want, strict=True))
        return next((f"item {k}: {part}" for k, part in enumerate(parts) if part), None)
    if isinstance(want, dict) and set(got) == set(want):
        return difference([got[key] for key in want], list(want.values()), rtol)
    if _equal(got, want, rtol):
        return None
    return f"got {got!r}, want {want!r}"


def _equal(got: Any, want: Any, rtol: float) -> bool:
    if isinstance(want, np.ndarray) and want.dtype.names:
        return all(_equal(got[name], want[name], rtol) for name in want.dtype.names)
    if not isinstance(want, np.ndarray | np.inexact | float | complex):
        return bool(got == want)
    if np.asarray(want).dtype.kind not in "fc":
        return bool(np.array_equal(got, want))
    if any(getattr(x, "dtype", None) in (np.float32, np.complex64) for x in (got, want)):
        rtol = max(rtol, _SINGLE)
    return bool(np.allclose(got, want, rtol=rtol, atol=rtol * _TINY / 1e-12, equal_nan=True))


def bits(value: Any) -> Any:
    """Return something that is equal only for identical bits; classes count too."""
    if isinstance(value, tuple | list):
        return [type(value).__name__, *map(bits, value)]
    if isinstance(value, np.ndarray):
        return value.dtype.str, value.shape, value.tobytes()
    if isinstance(value, np.generic):
        return value.dtype.str, value.tobytes()
    if isinstance(value, float | complex):
        return type(value).__name__, np.asarray(value).tobytes()
    return type(value).__name__, repr(value)
