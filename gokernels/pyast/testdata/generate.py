"""Writes fixtures.json, the wire form of fixtures.py, which the Go tests lower and mutate: a function a line.

Usage: python generate.py [--check]
"""

from __future__ import annotations

import ast
import json
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
TARGET = HERE / "fixtures.json"
sys.path[:0] = [str(HERE), str(HERE.parents[2] / "python")]
sys.dont_write_bytecode = True

import fixtures  # noqa: E402
from gokernels.source import Source  # noqa: E402

from gokernels import resolve, wire  # noqa: E402


def text() -> str:
    """The whole file."""
    source = HERE / "fixtures.py"
    lines = source.read_text().splitlines()
    nodes = {n.name: n for n in ast.parse(source.read_text()).body if isinstance(n, ast.FunctionDef)}
    made = {}
    for name, (f, types, parallel) in fixtures.TYPES.items():
        node = nodes[name]
        resolver = resolve.Resolver(f, lambda thing, f=f: 1 if thing is f else None, resolve.Watch())
        own = Source(node, source.name, lines[node.lineno - 1:node.end_lineno], node.lineno)
        made[name] = {"types": types, "unit": {"functions": [wire.function(1, f, own, resolver, {"parallel": parallel, "fastmath": False})]}}
    return "{" + ",\n".join(f"{json.dumps(k)}: {json.dumps(v, separators=(',', ':'))}" for k, v in made.items()) + "}\n"


def main() -> int:
    """Write the file, or compare it."""
    if sys.argv[1:] == ["--check"]:
        if TARGET.read_text() != text():
            print(f"{TARGET.name} is not what {Path(__file__).name} makes")
            return 1
        return 0
    TARGET.write_text(text())
    return 0


if __name__ == "__main__":
    sys.exit(main())
