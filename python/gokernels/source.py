"""The source of a function: its lines and its node in Python's syntax tree.

Sources are found for files, notebooks and doctests (`linecache`), for ``python -c``
(`sys.orig_argv`), for lambdas, several on a line included (told apart by the positions in
their code), and for functions that came in a pickle, which carry theirs.
"""

from __future__ import annotations

import ast
import linecache
import os
import sys
import time
from collections.abc import Iterator
from types import CodeType, FunctionType
from typing import Any, NamedTuple

from .errors import SourceError

__all__ = ["Source", "carry", "compiled", "find", "parse"]

_CARRIED = "__gokernels_source__"
_STARTED = time.time()  # files that are newer may not be what this process runs
_INDENTED = "if 1:\n"  # in front of an indented block: cheaper and safer than taking the indentation off strings too

_FUTURE = 0x1000000  # of co_flags: from __future__ import annotations

_VARARGS, _VARKEYWORDS = 0x04, 0x08  # of co_flags; inspect has the names, and takes 10 ms to import
Definition = ast.FunctionDef | ast.Lambda


class Source(NamedTuple):
    """The lines of a function, decorators included; `first` is the number of the first of them in `file`."""

    node: Definition
    file: str
    lines: list[str]
    first: int


def find(function: FunctionType) -> Source:
    """Return the source of `function`.

    Raises
    ------
    SourceError
        There is none, or the file has changed since the function was loaded.
    """
    code = function.__code__
    carried: tuple[str, list[str], int] | None = getattr(function, _CARRIED, None)
    if carried is not None:
        file, lines, first = carried
        padded = [*([""] * (first - 1)), *lines]
    else:
        file, padded = code.co_filename, _lines(function)
    if not padded:
        raise _missing(function)
    found = _in_block(code, padded) or _in_file(code, padded)
    if found is None:
        raise _changed(function)
    node, last = found
    if carried is None and _doubtful(file) and not _same_code(node, code, file):
        raise _changed(function)
    first = code.co_firstlineno
    return Source(node, file, [line.rstrip("\n") for line in padded[first - 1:last]], first)


def carry(function: FunctionType, file: str, lines: list[str], first: int) -> None:
    """Give `function` a source of its own, as one from a pickle has."""
    setattr(function, _CARRIED, (file, lines, first))


def _lines(function: FunctionType) -> list[str]:
    name = function.__code__.co_filename
    if name == "<string>" and (text := _command()) is not None and function.__module__ == "__main__":
        return text.splitlines(True)
    linecache.checkcache(name)
    return linecache.getlines(name, function.__globals__)


def _command() -> str | None:
    """Text of ``python -c text``."""
    words = sys.orig_argv
    for i, word in enumerate(words[1:-1], 1):
        if word == "-c" or (word.startswith("-") and not word.startswith("--") and word.endswith("c")):
            return words[i + 1]
        if not word.startswith("-"):
            return None
    return None


def _missing(function: FunctionType) -> SourceError:
    return SourceError(
        f"the source of {function.__qualname__} is not available ({function.__code__.co_filename}): it was typed at the plain "
        "prompt, read from standard input, or made by exec(). Put it into a file or a notebook, or register the text first: "
        "linecache.cache[name] = (len(text), None, text.splitlines(True), name), and compile it with that name")


def _changed(function: FunctionType) -> SourceError:
    code = function.__code__
    return SourceError(f"the source of {function.__qualname__} is not at line {code.co_firstlineno} of {code.co_filename}: the "
                       "file has changed since it was loaded. Start the program again, or reload the module")


# ---- finding the node ----

def _in_block(code: CodeType, lines: list[str]) -> tuple[Definition, int] | None:
    """Parse the function's own lines only: a large file takes milliseconds."""
    first = code.co_firstlineno
    if first > len(lines):
        return None
    text = _block(lines, first, _last_line(code))
    try:
        tree = parse(text, first)
    except SyntaxError:
        return None
    return _match(tree, code)


def _block(lines: list[str], first: int, last: int) -> list[str]:
    """Lines from `first` to the end of the indented block that line `last` is in."""
    indent = _indent(lines[first - 1])
    while last < len(lines) and _continues(lines[last], indent):
        last += 1
    return lines[first - 1:last]


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _continues(line: str, indent: int) -> bool:
    text = line.strip()
    return not text or text[0] in ")]}#" or _indent(line) > indent


def _last_line(code: CodeType) -> int:
    own = {line for _, _, line in code.co_lines() if line is not None}
    return max([code.co_firstlineno, *own, *(_last_line(c) for c in code.co_consts if isinstance(c, CodeType))])


def parse(lines: list[str], first: int) -> ast.Module:
    """Parse lines that may be indented; positions are those in the file."""
    text = "".join(line if line.endswith("\n") else line + "\n" for line in lines)
    indented = text[:1] in " \t"
    before = "\n" * (first - 1 - indented)  # much quicker than changing the numbers afterwards
    tree = ast.parse(before + _INDENTED + text if indented else before + text)
    return ast.increment_lineno(tree, -1) if indented and first == 1 else tree


def _in_file(code: CodeType, lines: list[str]) -> tuple[Definition, int] | None:
    try:
        return _match(ast.parse("".join(lines)), code)
    except SyntaxError:
        return None


def _match(tree: ast.Module, code: CodeType) -> tuple[Definition, int] | None:
    outer = tree.body[0] if len(tree.body) == 1 else None
    first = outer.body[0] if isinstance(outer, ast.If) else outer  # of an indented block
    if isinstance(first, ast.FunctionDef) and _fits(first, code):  # no walk through the whole of it
        return first, first.end_lineno or first.lineno
    fitting = [node for node in ast.walk(tree) if _fits(node, code)]
    if len(fitting) > 1 and code.co_name == "<lambda>":
        fitting = [node for node in fitting if isinstance(node, ast.Lambda) and _holds(node, code)]
    if not fitting:
        return None
    node = fitting[-1]  # the walk comes to outer lambdas first, and they hold the code of inner ones
    assert isinstance(node, ast.FunctionDef | ast.Lambda) and node.end_lineno is not None
    return node, node.end_lineno


def _fits(node: ast.AST, code: CodeType) -> bool:
    if code.co_name == "<lambda>":
        if not isinstance(node, ast.Lambda) or node.lineno != code.co_firstlineno:
            return False
    elif not isinstance(node, ast.FunctionDef) or node.name != code.co_name or _starts(node) != code.co_firstlineno:
        return False
    parameters = _parameters(node.args)
    named = parameters == code.co_varnames[:len(parameters)] and len(parameters) == _parameter_count(code)
    return named and (isinstance(node, ast.FunctionDef) or _uses(node, code))


def _starts(node: ast.FunctionDef) -> int:
    return min([node.lineno, *(d.lineno for d in node.decorator_list)])


def _parameters(args: ast.arguments) -> tuple[str, ...]:
    extra = [a.arg for a in (args.vararg, args.kwarg) if a]
    return tuple([*(a.arg for a in (*args.posonlyargs, *args.args, *args.kwonlyargs)), *extra])


def _parameter_count(code: CodeType) -> int:
    starred = bool(code.co_flags & _VARARGS) + bool(code.co_flags & _VARKEYWORDS)
    return code.co_argcount + code.co_kwonlyargcount + starred


def _uses(node: ast.AST, code: CodeType) -> bool:
    """Whether the names of the code's variables are in the tree; pytest's own (@…) and mangled ones do not count."""
    names = set(_names(node))
    return all(name in names for name in code.co_varnames if name[0] not in "@._")


def _names(node: ast.AST) -> Iterator[str]:
    for child in ast.walk(node):
        for field in ("id", "arg", "name", "asname"):
            text = getattr(child, field, None)
            if isinstance(text, str):
                yield text.partition(".")[0]


def _holds(node: ast.Lambda, code: CodeType) -> bool:
    """Whether the code's instructions stand inside the lambda's body."""
    body = node.body
    end = (body.end_lineno or 0, body.end_col_offset or 0)
    for line, end_line, column, end_column in code.co_positions():
        if line is None or column is None or end_line is None or end_column is None or (line, column) == (end_line, end_column):
            continue
        if column == 0 and end_column == 0:
            continue
        if not ((body.lineno, body.col_offset) <= (line, column) and (end_line, end_column) <= end):
            return False
    return True


# ---- is it still the code that runs? ----

def _doubtful(file: str) -> bool:
    """Whether the text may be another one than was compiled: a file that was saved since, or some exec()."""
    if file == "<string>":
        return True
    try:
        return os.stat(file).st_mtime > _STARTED
    except OSError:
        return False


def _same_code(node: Definition, code: CodeType, file: str) -> bool:
    """Compile the node again and compare; free names are made those of a function around it."""
    made = compiled(node, code.co_name, code.co_freevars, file, code.co_flags & _FUTURE)
    return made is not None and _alike(made, code)


def compiled(node: Definition, name: str, free: tuple[str, ...], file: str, flags: int = 0) -> CodeType | None:
    """Return the code of a definition, without its decorators, in a function that has its free names."""
    inner: ast.stmt
    if isinstance(node, ast.Lambda):
        inner = ast.Expr(node)
    else:
        inner = ast.FunctionDef(**{**dict(ast.iter_fields(node)), "decorator_list": []})
    outer = ast.parse("def outer(): pass")
    definition: Any = outer.body[0]
    names = [ast.arg(n) for n in free]
    definition.args = ast.arguments(posonlyargs=[], args=names, kwonlyargs=[], kw_defaults=[], defaults=[])
    definition.body = [inner]
    ast.copy_location(inner, node)
    ast.fix_missing_locations(outer)
    try:
        module = compile(outer, file, "exec", flags=flags, dont_inherit=True)
    except (SyntaxError, ValueError):
        return None
    return next((c for c in _codes(module) if c.co_name == name), None)


def _codes(code: CodeType) -> Iterator[CodeType]:
    for const in code.co_consts:
        if isinstance(const, CodeType):
            yield const
            yield from _codes(const)


def _alike(a: CodeType, b: CodeType) -> bool:
    mine = [c for c in a.co_consts if not isinstance(c, CodeType)]
    theirs = [c for c in b.co_consts if not isinstance(c, CodeType)]
    inner = [(x, y) for x, y in zip(_codes(a), _codes(b), strict=False)]
    return (repr(mine) == repr(theirs) and a.co_names == b.co_names and a.co_code == b.co_code
            and all(_alike(x, y) for x, y in inner))
