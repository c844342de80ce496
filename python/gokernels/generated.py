"""Python source made for ufuncs and stencils: registered as a file's, so that errors show its lines."""

from __future__ import annotations

import itertools
import linecache
from types import FunctionType
from typing import Any

from .dispatcher import Dispatcher

__all__ = ["compile_text"]

_count = itertools.count(1)


def compile_text(name: str, text: str, space: dict[str, Any], options: dict[str, Any]) -> Dispatcher:
    """Compile the function `name` that `text` defines, with `space` as its globals."""
    file = f"<gokernels {name} {next(_count)}>"
    linecache.cache[file] = (len(text), None, text.splitlines(True), file)
    exec(compile(text, file, "exec"), space)
    function = space[name]
    assert isinstance(function, FunctionType)
    function.__module__ = __name__
    return Dispatcher(function, options)
