"""From Python's syntax tree to the wire form that `gokernels/pyast/wire.go` reads.

Names are told apart by scope here, so that a dotted name that starts at a module becomes one
name with a global of its own; everything else about the language is Go's.
"""

from __future__ import annotations

import ast
import importlib
import json
from collections.abc import Iterable
from types import CodeType, FunctionType
from typing import Any, cast

from . import resolve
from .errors import UnsupportedError
from .resolve import MISSING, Resolver, constant
from .source import Source

__all__ = ["function", "unit"]

Node = list[Any]
_COMPREHENSIONS = ("<listcomp>", "<setcomp>", "<dictcomp>", "<genexpr>")
_MOST_LEVELS = 190  # Go allows 200


def unit(functions: list[dict[str, Any]]) -> bytes:
    """Return the wire form of functions, the first being the one that was asked for."""
    return json.dumps({"functions": functions}, separators=(",", ":"), check_circular=False).encode()


def function(number: int, python: FunctionType, source: Source, resolver: Resolver, options: dict[str, bool]) -> dict[str, Any]:
    """Return the wire form of one function."""
    writer = _Writer(resolver, source)
    fields = writer.definition(source.node, number, python)
    return {**fields, "name": python.__name__, "file": source.file, "source": source.lines, "first": source.first,
            "globals": resolver.found, "options": options}


def _variables(code: CodeType) -> set[str]:
    """Names that a function binds, those of its comprehensions included: quicker than through its tree."""
    inner = [c for c in code.co_consts if isinstance(c, CodeType) and c.co_name in _COMPREHENSIONS]
    return {*code.co_varnames, *code.co_cellvars}.union(*map(_variables, inner))


def bound_names(node: ast.AST) -> set[str]:
    """Return the names that a function inside another binds."""
    bound: set[str] = set()
    declared: set[str] = set()
    todo: list[ast.AST] = list(ast.iter_child_nodes(node))
    while todo:
        child = todo.pop()
        if isinstance(child, ast.Name) and not isinstance(child.ctx, ast.Load):
            bound.add(child.id)
        elif isinstance(child, ast.arg):
            bound.add(child.arg)
        elif isinstance(child, ast.ExceptHandler | ast.MatchAs) and child.name:
            bound.add(child.name)
        elif isinstance(child, ast.Global | ast.Nonlocal):
            declared.update(child.names)
        elif isinstance(child, ast.FunctionDef | ast.ClassDef):
            bound.add(child.name)
        if not isinstance(child, ast.FunctionDef | ast.Lambda | ast.ClassDef):
            todo.extend(ast.iter_child_nodes(child))
    return bound - declared


class _Writer:
    """Writes the nodes of one function."""

    def __init__(self, resolver: Resolver, source: Source) -> None:
        self.resolver, self.source = resolver, source
        self._scopes: list[set[str]] = []
        self._ascii = all(line.isascii() for line in source.lines)
        self._methods: dict[type, Any] = {}  # of nodes
        self._levels = 0

    # ---- functions ----

    def definition(self, node: ast.FunctionDef | ast.Lambda, number: int, python: FunctionType | None) -> dict[str, Any]:
        params = self._params(node.args, python)  # defaults belong to the scope outside
        self._scopes.append(bound_names(node) if python is None else _variables(python.__code__))
        if isinstance(node, ast.Lambda):
            body = [["Return", *self._at(node.body), self.expr(node.body)]]
        else:
            body = self.body(_without_docstring(node.body))
        self._scopes.pop()
        name = node.name if isinstance(node, ast.FunctionDef) else "<lambda>"
        return {"id": number, "name": name, "file": self.source.file, "first": self.source.first, "line": node.lineno,
                "params": params, "vararg": node.args.vararg.arg if node.args.vararg else "", "body": body}

    def _params(self, args: ast.arguments, python: FunctionType | None) -> list[Any]:
        if args.kwarg:
            raise UnsupportedError(f"{self._where(args.kwarg)}**{args.kwarg.arg} is not supported: name the parameters")
        plain = [*args.posonlyargs, *args.args]
        values: dict[str, Any] = {}
        for arg, default in zip(plain[len(plain) - len(args.defaults):], args.defaults, strict=True):
            values[arg.arg] = default
        values.update({a.arg: d for a, d in zip(args.kwonlyargs, args.kw_defaults, strict=True) if d is not None})
        known = _defaults(python)
        return [[a.arg, self._default(values.get(a.arg), known.get(a.arg, MISSING)), only]
                for group, only in ((plain, False), (args.kwonlyargs, True)) for a in group]

    def _default(self, node: ast.expr | None, value: Any) -> Any:
        if value is not MISSING:
            return self.resolver.value(value)
        if node is None:
            return None
        try:
            return self.resolver.value(ast.literal_eval(node))
        except (ValueError, TypeError):
            pass
        key = self._dotted(node)
        if key is None:
            return resolve.other("a default that is no constant; give the parameter a value where it is called")
        return self.resolver.found[key]

    def _where(self, node: ast.AST) -> str:
        line = getattr(node, "lineno", self.source.first)
        return f'File "{self.source.file}", line {line}: '

    # ---- positions ----

    def _at(self, node: ast.AST) -> list[int]:
        place: Any = node  # all nodes that come here have a place
        if self._ascii:
            return [place.lineno, place.col_offset + 1, place.end_lineno, place.end_col_offset + 1]
        return [place.lineno, self._column(place.lineno, place.col_offset), place.end_lineno,
                self._column(place.end_lineno, place.end_col_offset)]

    def _column(self, line: int, offset: int) -> int:
        """Characters from 1; the tree counts bytes."""
        i = line - self.source.first
        text = self.source.lines[i] if 0 <= i < len(self.source.lines) else ""
        return offset + 1 if text.isascii() else len(text.encode()[:offset].decode(errors="replace")) + 1

    def unsupported(self, node: ast.AST, what: str) -> Node:
        return ["Unsupported", *self._at(node), what]

    # ---- names ----

    def _local(self, name: str) -> bool:
        for scope in self._scopes:  # noqa: SIM110  quicker than any(): it is asked for every name
            if name in scope:
                return True
        return False

    def _dotted(self, node: ast.AST) -> str | None:
        """Return the key of a global for a name or a whole dotted name, or None."""
        path = _path(node)
        if not path or self._local(path[0]):
            return None
        return ".".join(path) if self.resolver.name(path) == len(path) else None

    # ---- nodes ----

    def _method(self, node: ast.AST) -> Any:
        kind = type(node)
        if kind not in self._methods:
            self._methods[kind] = getattr(self, f"_{kind.__name__}", None)
        return self._methods[kind]

    def expr(self, node: ast.expr | None) -> Node | None:
        if node is None:
            return None
        method = self._methods.get(type(node)) or self._method(node)
        if method is None:
            return self.unsupported(node, _WORDS.get(type(node).__name__, type(node).__name__))
        self._levels += 1
        if self._levels > _MOST_LEVELS:
            raise UnsupportedError(f"{self._where(node)}the expression is nested more than {_MOST_LEVELS} levels deep; split it")
        fields: list[Any] = method(node)
        self._levels -= 1
        if isinstance(fields[0], list):  # a whole node
            whole: Node = fields[0]
            return whole
        fields[1:1] = self._at(node)
        return fields

    def exprs(self, nodes: Iterable[ast.expr | None]) -> list[Node | None]:
        return [self.expr(node) for node in nodes]

    def body(self, nodes: list[ast.stmt]) -> list[Node]:
        self._levels += 1
        if self._levels > _MOST_LEVELS:
            raise UnsupportedError(f"{self._where(nodes[0])}statements are nested more than {_MOST_LEVELS} levels deep; "
                                   "make functions of them, or a table of a chain of elif")
        result = [made for node in nodes for made in self._statement(node)]
        self._levels -= 1
        return result

    def _statement(self, node: ast.stmt) -> list[Node]:
        method = self._method(node)
        if method is None:
            what = _WORDS.get(type(node).__name__, type(node).__name__)
            return [["ExprStmt", *self._at(node), self.unsupported(node, what)]]
        fields = method(node)
        if fields and isinstance(fields[0], list):  # whole statements
            return list(fields)
        return [[fields[0], *self._at(node), *fields[1:]]] if fields else []

    # ---- expressions ----

    def _Name(self, node: ast.Name) -> Node:
        if not self._local(node.id):
            self.resolver.name([node.id])  # an unknown name has no global: Go says so, with its place
        return ["Name", node.id]

    def _Attribute(self, node: ast.Attribute) -> Node:
        path = _path(node)
        if path and not self._local(path[0]):
            used = self.resolver.name(path)
            if used == len(path):
                return ["Name", ".".join(path)]
            if used:
                return self._partly(node, path, used)
        return ["Attribute", self.expr(node.value), node.attr]

    def _partly(self, node: ast.Attribute, path: list[str], used: int) -> Node:
        """The first names are one global, the others its attributes."""
        if len(path) - 1 == used:
            return ["Attribute", ["Name", *self._at(node.value), ".".join(path[:used])], node.attr]
        return ["Attribute", self.expr(node.value), node.attr]

    def _Constant(self, node: ast.Constant) -> Node:
        value = constant(node.value)
        if value is MISSING:
            what = "bytes" if isinstance(node.value, bytes) else "text with characters that UTF-8 lacks"
            return [self.unsupported(node, what)]
        return ["Constant", value]

    def _BinOp(self, node: ast.BinOp) -> Node:
        return ["BinOp", type(node.op).__name__, self.expr(node.left), self.expr(node.right)]

    def _UnaryOp(self, node: ast.UnaryOp) -> Node:
        return ["UnaryOp", type(node.op).__name__, self.expr(node.operand)]

    def _BoolOp(self, node: ast.BoolOp) -> Node:
        return ["BoolOp", type(node.op).__name__, self.exprs(node.values)]

    def _Compare(self, node: ast.Compare) -> Node:
        return ["Compare", self.expr(node.left), [type(op).__name__ for op in node.ops], self.exprs(node.comparators)]

    def _Call(self, node: ast.Call) -> Node:
        return ["Call", self.expr(node.func), self.exprs(node.args), [[k.arg or "", self.expr(k.value)] for k in node.keywords]]

    def _Subscript(self, node: ast.Subscript) -> Node:
        return ["Subscript", self.expr(node.value), self.expr(node.slice)]

    def _Slice(self, node: ast.Slice) -> Node:
        return ["Slice", self.expr(node.lower), self.expr(node.upper), self.expr(node.step)]

    def _Tuple(self, node: ast.Tuple) -> Node:
        return ["Tuple", self.exprs(node.elts)]

    def _List(self, node: ast.List) -> Node:
        return ["List", self.exprs(node.elts)]

    def _Set(self, node: ast.Set) -> Node:
        return ["Set", self.exprs(node.elts)]

    def _Dict(self, node: ast.Dict) -> Node:
        return ["Dict", self.exprs(node.keys), self.exprs(node.values)]

    def _IfExp(self, node: ast.IfExp) -> Node:
        return ["IfExp", self.expr(node.test), self.expr(node.body), self.expr(node.orelse)]

    def _Lambda(self, node: ast.Lambda) -> Node:
        return ["Lambda", self.definition(node, 0, None)]

    def _ListComp(self, node: ast.ListComp) -> Node:
        return self._comp("List", None, node.elt, node.generators)

    def _SetComp(self, node: ast.SetComp) -> Node:
        return self._comp("Set", None, node.elt, node.generators)

    def _GeneratorExp(self, node: ast.GeneratorExp) -> Node:
        return self._comp("Generator", None, node.elt, node.generators)

    def _DictComp(self, node: ast.DictComp) -> Node:
        return self._comp("Dict", node.key, node.value, node.generators)

    def _comp(self, kind: str, key: ast.expr | None, elt: ast.expr, generators: list[ast.comprehension]) -> Node:
        made = [[self.expr(g.target), self.expr(g.iter), self.exprs(g.ifs)] for g in generators]
        return ["Comp", kind, self.expr(key), self.expr(elt), made]

    def _Starred(self, node: ast.Starred) -> Node:
        return ["Starred", self.expr(node.value)]

    def _JoinedStr(self, node: ast.JoinedStr) -> Node:
        # A part is where the whole is: before 3.12 Python knows no better, and the wire form does not depend on the version.
        return ["JoinedStr", self.exprs([ast.copy_location(part, node) for part in node.values])]

    def _FormattedValue(self, node: ast.FormattedValue) -> Node:
        conversion = "" if node.conversion < 0 else chr(node.conversion)
        spec = node.format_spec and ast.copy_location(node.format_spec, node)
        return ["Formatted", self.expr(node.value), conversion, self.expr(spec)]

    def _NamedExpr(self, node: ast.NamedExpr) -> Node:
        return ["NamedExpr", self.expr(node.target), self.expr(node.value)]

    # ---- statements ----

    def _Assign(self, node: ast.Assign) -> Node:
        return ["Assign", self.exprs(node.targets), self.expr(node.value)]

    def _AugAssign(self, node: ast.AugAssign) -> Node:
        return ["AugAssign", self.expr(node.target), type(node.op).__name__, self.expr(node.value)]

    def _AnnAssign(self, node: ast.AnnAssign) -> Node:
        return ["AnnAssign", self.expr(node.target), self.expr(node.value)]

    def _For(self, node: ast.For) -> Node:
        return ["For", self.expr(node.target), self.expr(node.iter), self.body(node.body), self.body(node.orelse)]

    def _While(self, node: ast.While) -> Node:
        return ["While", self.expr(node.test), self.body(node.body), self.body(node.orelse)]

    def _If(self, node: ast.If) -> Node:
        return ["If", self.expr(node.test), self.body(node.body), self.body(node.orelse)]

    def _Match(self, node: ast.Match) -> Node:
        from . import matching

        return matching.statements(node, cast("Any", self.expr), self.body, self._at, self._where(node))

    def _With(self, node: ast.With) -> Node:
        return ["With", self.exprs(i.context_expr for i in node.items), self.exprs(i.optional_vars for i in node.items),
                self.body(node.body)]

    def _Return(self, node: ast.Return) -> Node:
        return ["Return", self.expr(node.value)]

    def _Raise(self, node: ast.Raise) -> Node:
        return ["Raise", self.expr(node.exc), self.expr(node.cause)]

    def _Assert(self, node: ast.Assert) -> Node:
        return ["Assert", self.expr(node.test), self.expr(node.msg)]

    def _Try(self, node: ast.Try) -> Node:
        handlers = [["ExceptHandler", *self._at(h), self.expr(h.type), h.name or "", self.body(h.body)] for h in node.handlers]
        return ["Try", self.body(node.body), handlers, self.body(node.orelse), self.body(node.finalbody)]

    def _Yield(self, node: ast.Yield) -> Node:
        return ["Yield", self.expr(node.value)]

    def _Expr(self, node: ast.Expr) -> Node:
        if isinstance(node.value, ast.YieldFrom):
            item = ["Name", *self._at(node), "item of yield from"]
            each = ["ExprStmt", *self._at(node), ["Yield", *self._at(node), item]]
            return ["For", item, self.expr(node.value.value), [each], []]
        return ["ExprStmt", self.expr(node.value)]

    def _FunctionDef(self, node: ast.FunctionDef) -> Node:
        wrong = [d for d in node.decorator_list if not self._ours(d)]
        if wrong:
            return ["ExprStmt", self.unsupported(wrong[0], "a decorator inside a compiled function")]
        return ["FunctionDef", self.definition(node, 0, None)]

    def _ours(self, decorator: ast.expr) -> bool:
        """Whether a decorator is jit or njit: what stands inside a compiled function is compiled anyway."""
        called = decorator.func if isinstance(decorator, ast.Call) else decorator
        key = self._dotted(called)
        return key is not None and self.resolver.found[key][1] in ("gokernels.decorators.jit", "gokernels.decorators.njit")

    def _Delete(self, node: ast.Delete) -> Node:
        return ["Delete", self.exprs(node.targets)]

    def _Nonlocal(self, node: ast.Nonlocal) -> Node:
        return ["Nonlocal", list(node.names)]

    def _Global(self, node: ast.Global) -> Node:
        return ["ExprStmt", self.unsupported(node, f"global {', '.join(node.names)}")]

    def _Pass(self, node: ast.Pass) -> Node:
        return ["Pass"]

    def _Break(self, node: ast.Break) -> Node:
        return ["Break"]

    def _Continue(self, node: ast.Continue) -> Node:
        return ["Continue"]

    def _Import(self, node: ast.Import) -> Node:
        return self._imports(node, [(a.asname or a.name.partition(".")[0], a.name if a.asname else a.name.partition(".")[0], "")
                                    for a in node.names])

    def _ImportFrom(self, node: ast.ImportFrom) -> Node:
        if node.level or node.module is None:
            return ["ExprStmt", self.unsupported(node, "a relative import inside a compiled function")]
        return self._imports(node, [(a.asname or a.name, node.module, a.name) for a in node.names])

    def _imports(self, node: ast.stmt, names: list[tuple[str, str, str]]) -> Node:
        """An import inside a function is made now: its names are globals."""
        for name, module, attribute in names:
            try:
                value = importlib.import_module(module)
                self.resolver.add(name, getattr(value, attribute) if attribute else value)
                self._scopes[-1].discard(name)
            except (ImportError, AttributeError) as error:
                return ["ExprStmt", self.unsupported(node, f"an import that fails: {error}")]
        return ["Pass"]


def _path(node: ast.AST) -> list[str]:
    """Return the parts of a dotted name, or nothing for another expression."""
    parts: list[str] = []
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
    if not isinstance(node, ast.Name):
        return []
    return [node.id, *reversed(parts)]


def _without_docstring(body: list[ast.stmt]) -> list[ast.stmt]:
    first = body[0]
    documented = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str)
    return body[1:] or [ast.copy_location(ast.Pass(), first)] if documented else body


def _defaults(python: FunctionType | None) -> dict[str, Any]:
    if python is None:
        return {}
    names = python.__code__.co_varnames[:python.__code__.co_argcount]
    given = python.__defaults__ or ()
    return {**dict(zip(names[len(names) - len(given):], given, strict=True)), **(python.__kwdefaults__ or {})}


_WORDS = {
    "YieldFrom": "yield from whose value is used", "Await": "await",
    "AsyncFunctionDef": "async def", "AsyncFor": "async for", "AsyncWith": "async with",
    "ClassDef": "a class statement", "TryStar": "except*",
    "TypeAlias": "a type alias", "TemplateStr": "a template string",
}
