"""What the compiler did with the loops of a function: `explain` prints it, with the source lines."""

from __future__ import annotations

import json
import warnings
from types import FunctionType
from typing import Any

from .errors import NumbaPerformanceWarning

__all__ = ["explain", "loops", "warn"]


def loops(report: str) -> list[dict[str, Any]]:
    """Return the loops of a report, a JSON list of objects; anything else is one loop with a text."""
    try:
        found = json.loads(report or "[]")
    except ValueError:
        return [{"text": report}]
    found = found if isinstance(found, list) else [found]
    return [{str(k).lower(): v for k, v in item.items()} if isinstance(item, dict) else {"text": str(item)} for item in found]


def warn(function: FunctionType, report: str) -> None:
    """Warn of what parallel=True did not make parallel: prange loops, or the function as a whole."""
    found, code = loops(report), function.__code__
    for loop in found:
        if loop.get("kind") == "prange" and not loop.get("parallel") and "runs serially" in loop.get("text", ""):
            _warn(f"the prange loop {loop['text']}", loop.get("file", code.co_filename), loop.get("line", code.co_firstlineno))
    if not code.co_filename.startswith("<gokernels") and not any(loop.get("parallel") for loop in found):
        _warn(f"parallel=True was specified but nothing in {function.__name__} runs in parallel; explain({function.__name__}) "
              "says why", code.co_filename, code.co_firstlineno)


def _warn(text: str, file: str, line: int) -> None:
    warnings.warn_explicit(text, NumbaPerformanceWarning, file, line)


def explain(function: Any, *args: Any, level: int = 1, file: Any = None) -> None:
    """Print loop by loop what was fused, made parallel, reduced, hoisted or left alone, and why.

    Parameters
    ----------
    function : compiled function
        Those of its programs are shown that were compiled so far.
    *args : object
        Arguments to compile it for first; it is not run.
    level : int, default 1
        Above 1 the typed program is printed too.
    file : text file, optional
        Default: standard output.
    """
    dispatcher = function._compiled()
    if args:
        from .argtypes import prepare

        dispatcher._program(dispatcher._bind(tuple(map(prepare, args)), None))
    if not dispatcher._made:
        print(f"{dispatcher.py_func.__name__}: not compiled yet; call it, or explain(f, *args)", file=file)
    for types, (made, _) in list(dispatcher._made.items()):
        print(f"{dispatcher.py_func.__name__}({types}) -> {made.result}", file=file)
        found = loops(made.report)
        for loop in found:
            _print(loop, dispatcher._source(), file)
        if not found:
            print("  no loops", file=file)
        if level > 1:
            from . import _native

            print(_native.program_ir(made.program), file=file)


def _line(file: str, line: int, source: Any) -> str:
    if file == source.file and 0 <= line - source.first < len(source.lines):
        return str(source.lines[line - source.first]).strip()
    import linecache

    return linecache.getline(file, line).strip()


def _print(loop: dict[str, Any], source: Any, file: Any) -> None:
    pos = loop.pop("pos", None)
    line = loop.pop("line", None) or (pos.get("Line") if isinstance(pos, dict) else None)
    where = f"line {line}" if line else "loop"
    text = _line(loop.pop("file", None) or source.file, line or 0, source)
    kind, parallel = loop.pop("kind", ""), loop.pop("parallel", False)
    kind = kind if kind == "pass" else ", ".join(filter(None, [kind, "parallel" if parallel else "serial"]))
    print(f"  {where} ({kind}): {text}", file=file)
    for key, value in loop.items():
        if value in (None, "", [], {}, False):
            continue
        if isinstance(value, list):
            value = "; ".join(map(str, value))
        print(f"    {value}" if key == "text" else f"    {key}: {value}", file=file)
