"""Random loops in which variables step through an array: what the compiler proves of them must be so, in every turn."""

from __future__ import annotations

import linecache
import random

import numpy as np
import pytest
from numpy.testing import assert_array_equal

from gokernels import njit

NAMES = ("i", "j", "k")


class Writer:
    """Writes a function of loops within each other, with a count that ends them all."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.lines: list[str] = []

    def text(self) -> str:
        self.lines = ["def f(a, n, m):", "    left = 60", "    s = 0"]
        for name in NAMES:
            self.line(1, f"{name} = {self.start()}")
        self.block(1, 3, False)
        self.line(1, "return s, i, j, k")
        return "\n".join(self.lines) + "\n"

    def line(self, depth: int, text: str) -> None:
        self.lines.append("    " * depth + text)

    def start(self) -> str:
        return self.random.choice(("0", "1", "n - 1", "n", "m", "len(a) - 1", "len(a) // 2", "-1"))

    def compared(self) -> str:
        with_what = self.random.choice(("0", "1", "n", "n - 1", "len(a)", "len(a) - 1", "m", self.random.choice(NAMES)))
        return f"{self.random.choice(NAMES)} {self.random.choice(('<', '<=', '>', '>=', '!='))} {with_what}"

    def condition(self) -> str:
        if self.random.random() < 0.4:
            return self.compared()
        second = self.random.choice((self.compared(), f"{self.element()} > {self.random.randrange(9)}"))
        return f"{self.compared()} {self.random.choice(('and', 'and', 'or'))} {second}"

    def element(self) -> str:
        return f"a[{self.random.choice(NAMES)}{self.random.choice(('', '', ' - 1', ' + 1'))}]"

    def block(self, depth: int, size: int, inside: bool) -> None:
        for _ in range(self.random.randint(1, size)):
            self.statement(depth, inside)

    def statement(self, depth: int, inside: bool) -> None:
        name, pick = self.random.choice(NAMES), self.random.random()
        if pick < 0.35:
            self.line(depth, f"{name} {self.random.choice(('+=', '-=', '-='))} {self.random.choice((1, 1, 2))}")
        elif pick < 0.42:
            self.line(depth, f"{name} = {self.start()}")
        elif pick < 0.48:
            self.line(depth, f"{name} = {self.random.choice(NAMES)}")
        elif pick < 0.6:
            self.line(depth, f"s += {self.element()}")
        elif pick < 0.68:
            self.line(depth, f"{self.element()} = {self.random.choice(NAMES)}")
        elif pick < 0.72 and inside:
            self.line(depth, f"if {self.condition()}:")
            self.line(depth + 1, self.random.choice(("break", "continue")))
        elif pick < 0.84 or depth > 3:
            self.line(depth, f"if {self.condition()}:")
            self.block(depth + 1, 2, inside)
        elif pick < 0.95:
            self.line(depth, f"while {self.condition()}:")
            self.line(depth + 1, "left -= 1")
            self.line(depth + 1, "if left < 0:")
            self.line(depth + 2, "return s, i, j, k")
            self.block(depth + 1, 4, True)
        else:
            self.line(depth, f"for {name} in range({self.start()}, {self.start()}):")
            self.line(depth + 1, "left -= 1")
            self.line(depth + 1, "if left < 0:")
            self.line(depth + 2, "return s, i, j, k")
            self.block(depth + 1, 3, True)


def outcome(function, a, n, m):
    a = a.copy()
    try:
        return function(a, n, m), a
    except IndexError:
        return "IndexError", a


@pytest.mark.parametrize("seed", range(120))
def test_steps(seed):
    text, name = Writer(seed).text(), f"<steps {seed}>"
    linecache.cache[name] = len(text), None, text.splitlines(True), name
    scope: dict = {}
    exec(compile(text, name, "exec"), scope)
    compiled = njit(scope["f"])
    for size, n, m in ((0, 0, 0), (5, 5, 2), (5, 3, -2), (7, 8, 9), (1, 1, -1)):
        a = np.random.default_rng(seed).integers(0, 9, size)
        wanted, got = outcome(scope["f"], a, n, m), outcome(compiled, a, n, m)
        assert got[0] == wanted[0], text
        assert_array_equal(got[1], wanted[1], text)
