"""`match` as the chain of if and elif that it is: of numbers, text, tuples and names."""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import Any

from .errors import UnsupportedError

__all__ = ["statements"]

Node = list[Any]


class _Case:
    """One case: what must hold, and the names that it binds."""

    def __init__(self, expr: Callable[[ast.expr], Node], place: list[int], where: str) -> None:
        self.expr, self.place, self.where = expr, place, where
        self.tests: list[Node] = []
        self.bound: dict[str, Node] = {}

    def add(self, pattern: ast.pattern, subject: Node) -> None:
        if isinstance(pattern, ast.MatchValue):
            self._compare(subject, "Eq", self.expr(pattern.value))
        elif isinstance(pattern, ast.MatchSingleton):
            self._compare(subject, "Is", ["Constant", *self.place, _SINGLETONS[pattern.value]])
        elif isinstance(pattern, ast.MatchAs):
            if pattern.pattern is not None:
                self.add(pattern.pattern, subject)
            if pattern.name is not None:
                self.bound[pattern.name] = subject
        elif isinstance(pattern, ast.MatchOr):
            self._any(pattern, subject)
        elif isinstance(pattern, ast.MatchSequence) and not any(isinstance(p, ast.MatchStar) for p in pattern.patterns):
            self._items(pattern, subject)
        else:
            raise UnsupportedError(f"{self.where}this pattern is not supported in a compiled function: "
                                   "patterns are numbers, text, None, names, tuples of these and a | b")

    def _compare(self, subject: Node, operator: str, value: Node) -> None:
        self.tests.append(["Compare", *self.place, subject, [operator], [value]])

    def _any(self, pattern: ast.MatchOr, subject: Node) -> None:
        choices = []
        for one in pattern.patterns:
            case = _Case(self.expr, self.place, self.where)
            case.add(one, subject)
            if case.bound:
                raise UnsupportedError(f"{self.where}a name in a | b is not supported in a compiled function: write two cases")
            choices.append(case.test())
        self.tests.append(["BoolOp", *self.place, "Or", choices])

    def _items(self, pattern: ast.MatchSequence, subject: Node) -> None:
        length = self.expr(ast.copy_location(ast.Name("len", ast.Load()), pattern))
        number: Any = ast.copy_location(ast.Constant(len(pattern.patterns)), pattern)
        self._compare(["Call", *self.place, length, [subject], []], "Eq", self.expr(number))
        for k, item in enumerate(pattern.patterns):
            index: Any = ast.copy_location(ast.Constant(k), pattern)
            self.add(item, ["Subscript", *self.place, subject, self.expr(index)])

    def test(self) -> Node:
        if len(self.tests) > 1:
            return ["BoolOp", *self.place, "And", self.tests]
        return self.tests[0] if self.tests else ["Constant", *self.place, True]


_SINGLETONS = {None: None, True: True, False: False}


def _replaced(node: Any, names: dict[str, Node]) -> Any:
    """A node with names replaced by what they stand for."""
    if not isinstance(node, list):
        return node
    if len(node) == 6 and node[0] == "Name" and node[5] in names:
        return names[node[5]]
    return [_replaced(item, names) for item in node]


def statements(node: ast.Match, expr: Callable[[ast.expr], Node], body: Callable[[list[ast.stmt]], list[Node]],
               at: Callable[[ast.AST], list[int]], where: str) -> list[Node]:
    """Return the statements: the subject gets a name that no source has, then a chain of if."""
    place = at(node.subject)
    subject: Node = ["Name", *place, f"match at {node.lineno}:{node.col_offset}"]
    chain: list[Node] = []
    for case in reversed(node.cases):
        made = _Case(expr, at(case.pattern), where)
        made.add(case.pattern, subject)
        if case.guard is not None:
            made.tests.append(_replaced(expr(case.guard), made.bound))
        then = [["Assign", *made.place, [["Name", *made.place, name]], value] for name, value in made.bound.items()]
        then += body(case.body)
        chain = [["If", *made.place, made.test(), then, chain]] if made.tests else then
    return [["Assign", *place, [subject], expr(node.subject)], *chain]
