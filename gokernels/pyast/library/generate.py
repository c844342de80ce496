"""Writes ../zlibrary.json, the wire form of the library: `make generate`. The first line is the index, then a function a line.

Usage: python generate.py [--check]
"""

from __future__ import annotations

import ast
import importlib
import json
import sys
import types
from pathlib import Path
from typing import Any, ClassVar

HERE = Path(__file__).resolve().parent
TARGET = HERE.parent / "zlibrary.json"
sys.path[:0] = [str(HERE), str(HERE.parents[2] / "python")]
sys.dont_write_bytecode = True

import library  # noqa: E402
from gokernels.source import Source  # noqa: E402

from gokernels import resolve, wire  # noqa: E402

MODULES = sorted(p.stem for p in HERE.glob("*.py") if p.stem not in ("library", "generate"))


class Resolver(resolve.Resolver):
    """Functions of the library have negative numbers; intrinsics are functions of gokernels."""

    numbers: ClassVar[dict[int, int]] = {}

    def value(self, value: Any) -> list[Any]:
        """Return what stands for a value in the wire form."""
        plain = getattr(value, "scalar", value)
        if id(plain) in self.numbers:
            return ["compiled", "ufunc" if plain is not value else "", self.numbers[id(plain)], None, False, None]
        if isinstance(value, types.FunctionType) and value.__module__ == "library":
            return ["function", "gokernels." + value.__name__, 0, None, False, None]
        if isinstance(value, type) and issubclass(value, BaseException) and value.__module__ != "builtins":
            bases = ["ValueError", "Exception", "BaseException"]
            return ["exception", f"{value.__module__}.{value.__name__}", 0, None, False, bases]
        return super().value(value)


def functions() -> list[tuple[types.FunctionType, ast.FunctionDef, Path]]:
    """Every function at the top of a module, with its tree."""
    found = []
    for name in MODULES:
        module = importlib.import_module(name)
        path = HERE / f"{name}.py"
        for node in ast.parse(path.read_text()).body:
            if isinstance(node, ast.FunctionDef):
                made = getattr(module, node.name)
                found.append((getattr(made, "scalar", made), node, path))
    return found


def text() -> str:
    """The whole file."""
    all_functions = functions()
    Resolver.numbers = {id(f): -1 - k for k, (f, _, _) in enumerate(all_functions)}
    lines = []
    for number, (f, node, path) in enumerate(all_functions):
        source = Source(node, f"<gokernels library: {path.name}>", [], 1)
        resolver = Resolver(f, lambda thing: Resolver.numbers.get(id(thing)), resolve.Watch())
        prange_names(resolver, node)
        made = wire.function(-1 - number, f, source, resolver, {"parallel": False, "fastmath": False})
        lines.append(json.dumps({"functions": [shorten(made)]}, separators=(",", ":")))
    names = {f"gokernels.{f.__name__}": f for f, _, _ in all_functions} | library.FUNCTIONS
    index = {"functions": {n: Resolver.numbers[id(getattr(f, "scalar", f))] for n, f in sorted(names.items())},
             "methods": {n: Resolver.numbers[id(getattr(f, "scalar", f))] for n, f in sorted(library.METHODS.items())},
             "elementwise": sorted({Resolver.numbers[id(f)] for f in library.ELEMENTWISE.values()})}
    return "\n".join([json.dumps(index, separators=(",", ":")), *lines]) + "\n"


def prange_names(resolver: Resolver, node: ast.FunctionDef) -> None:
    """In the plain Python of the library prange is range and pndindex np.ndindex; compiled they are our own."""
    names = {n.id for n in ast.walk(node) if isinstance(n, ast.Name)}
    for name in {"prange", "pndindex"} & names:
        resolver.found[name] = ["function", "gokernels." + name, 0, None, False, None]


def shorten(fields: dict[str, Any]) -> dict[str, Any]:
    """Columns say nothing about code that the user does not see."""
    def node(x: Any) -> Any:
        if isinstance(x, list):
            if len(x) >= 5 and isinstance(x[0], str) and all(isinstance(n, int) and not isinstance(n, bool) for n in x[1:5]):
                return [x[0], x[1], 0, 0, 0, *map(node, x[5:])]
            return [node(item) for item in x]
        if isinstance(x, dict):
            return {k: node(v) for k, v in x.items()}
        return x
    return {k: node(v) if k == "body" else v for k, v in fields.items()}


def main() -> int:
    """Write the file, or say whether it is what it should be."""
    made = text()
    if "--check" in sys.argv[1:]:
        same = TARGET.exists() and TARGET.read_text() == made
        print("differs: nothing" if same else "differs: zlibrary.json")
        return 0 if same else 1
    TARGET.write_text(made)
    print(f"{TARGET.name}: {made.count(chr(10)) - 1} functions, {len(made)} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
