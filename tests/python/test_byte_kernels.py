"""Loops over bytes, which run in lanes of 8 or 16 bits: random ones, against the plain function."""

import linecache
import os
import random
import warnings

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gokernels import njit, prange

COUNT = int(os.environ.get("GOKERNELS_FUZZ_BYTES", "60"))
ELEMENTS = {"u": np.uint8, "i": np.int8, "b": np.bool_, "h": np.int16, "w": np.uint16}

CONSTANTS = 0, 1, 2, 3, 7, 40, 100, 127, 128, 200, 255, 300, 40000, 70000
FORMS = ("({a} + {b})", "({a} - {b})", "({a} & {b})", "({a} | {b})", "({a} ^ {b})", "min({a}, {b})", "max({a}, {b})",
         "abs({a})", "(~{a})", "({a} >> {s})", "({a} << {s})", "({a} * {b})", "({a} // {d})", "({a} if {c} else {b})",
         "(-{a})", "(({a} + {b}) & 255)", "int({n})", "int({c})")


class Writer:
    """Writes a loop: ints in terms of int(a[i + k]), NumPy's own arithmetic in terms of a[i + k], and conditions."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.kinds = self.random.choice(["u", "u", "ui", "uib", "uh", "uw", "b", "uih"])
        self.lines, self.names = [], []

    def pick(self, *some):
        return self.random.choice(some)

    def element(self):
        k = self.random.randrange(len(self.kinds))
        return f"a{k}[i + {self.pick(0, 0, 1, 2)}]"

    def number(self, depth):
        if depth == 0:
            elements = [f"int({self.element()})" for _ in range(2)]
            return self.pick(*elements, str(self.pick(*CONSTANTS)), *self.names, *self.names)
        a, b = self.number(depth - 1), self.number(self.random.randrange(depth))
        s, d = self.pick(0, 1, 2, 5), self.pick(2, 3, 4, 9, 10, 255)
        return self.pick(*FORMS).format(a=a, b=b, s=s, d=d, c=self.condition(depth - 1), n=self.small(depth - 1))

    def small(self, depth):
        """NumPy's arithmetic on elements of one type, which wraps."""
        k = self.random.randrange(len(self.kinds))
        x, y = (f"a{k}[i + {self.pick(0, 1, 2)}]" for _ in range(2))
        if self.kinds[k] == "b":
            return self.pick(f"({x} & {y})", f"({x} | {y})", f"({x} ^ {y})", f"(not {x})")
        return self.pick(f"({x} + {y})", f"({x} - {y})", f"({x} * {y})", f"({x} ^ {y})", f"(~{x})", f"({x} + {y} * {x})")

    def condition(self, depth):
        if depth > 0 and self.random.random() < 0.3:
            return f"({self.condition(depth - 1)} {self.pick('and', 'or')} {self.condition(depth - 1)})"
        if "b" in self.kinds and self.random.random() < 0.4:
            return f"a{self.kinds.index('b')}[i + {self.pick(0, 1)}]"
        if self.random.random() < 0.2:
            x = self.pick(f"int({self.element()})", self.element() if "b" not in self.kinds else "t")
            return f"({x} {self.pick('<', '<=', '>', '>=', '==', '!=')} t)"
        return f"({self.number(depth)} {self.pick('<', '<=', '>', '>=', '==', '!=')} {self.number(depth)})"

    def statement(self, depth):
        match self.pick("set", "store", "count", "sum", "if", "extreme", "else"):
            case "set":
                name = f"x{len(self.names)}"
                line = [f"{name} = {self.number(2)}"]
                if depth == 0:
                    self.names.append(name)
                return line
            case "store":
                return [f"out[i] = {self.number(2)} & {self.mask}"]
            case "count":
                return [f"if {self.condition(1)}:", "    n += 1"]
            case "sum":
                return [f"n += {self.number(1)} & 127"]
            case "if" if depth < 2:
                return [f"if {self.condition(1)}:", *("    " + line for line in self.statement(depth + 1))]
            case "else" if depth < 2:
                return [f"if {self.condition(1)}:", *("    " + line for line in self.statement(depth + 1)),
                        "else:", *("    " + line for line in self.statement(depth + 1))]
            case "extreme" if self.names:
                name, x = self.pick(*self.names), f"int({self.element()})"
                return [f"if {x} {self.pick('<', '>', '<=', '>=')} {name}:", f"    {name} = {x}"]
        return [f"out[i] = {self.number(1)} & {self.mask}"]

    def program(self):
        self.dtype = self.pick("u", "u", "u", "h")
        self.mask = 255 if self.dtype == "u" else 0x3FFF
        body = [line for _ in range(self.pick(1, 1, 2, 3)) for line in self.statement(0)]
        arrays = ", ".join(f"a{k}" for k in range(len(self.kinds)))
        loop = self.pick("range", "prange")
        lines = [f"def f({arrays}, out, t):", "    n = 0", f"    for i in {loop}(len(out)):"]
        lines += ["        " + line for line in body]
        return "\n".join([*lines, "    return n", ""])


def function(text):
    name, scope = f"<bytes {hash(text)}>", {"prange": prange}
    linecache.cache[name] = len(text), None, text.splitlines(True), name
    exec(compile(text, name, "exec"), scope)
    return scope["f"]


def values(kind, n, generator):
    limits = (0, 2) if kind == "b" else (np.iinfo(ELEMENTS[kind]).min, np.iinfo(ELEMENTS[kind]).max + 1)
    x = generator.integers(*limits, n)
    edges = generator.integers(0, 4, n)
    x = np.where(edges == 0, limits[0], np.where(edges == 1, limits[1] - 1, x))
    return x.astype(ELEMENTS[kind])


def agree(seed):
    writer = Writer(seed)
    text = writer.program()
    f = function(text)
    generator = np.random.default_rng(seed)
    parallel = generator.random() < 0.5
    fast = njit(parallel=parallel)(f)
    for n in (0, 1, *generator.integers(2, 40, 1).tolist(), *generator.integers(40, 300, 2).tolist()):
        arrays = [values(kind, n + 2, generator) for kind in writer.kinds]
        t = int(generator.choice([-300, -1, 0, 1, 100, 127, 128, 255, 256, 70000]))
        results = []
        for call in (f, fast):
            out = np.full(n, 77, ELEMENTS[writer.dtype])
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                try:
                    results.append((call(*arrays, out, t), out.tolist()))
                except (OverflowError, ZeroDivisionError) as error:
                    results.append(type(error))
        assert results[0] == results[1], f"seed {seed}, {n} elements, parallel={parallel}\n{text}"


@settings(max_examples=COUNT, deadline=None)
@given(st.integers(0, 2**40))
def test_random_loops_over_bytes(seed):
    agree(seed)


@pytest.mark.parametrize("seed", range(150))
def test_loops_over_bytes(seed):
    agree(seed)
