"""A generator of random well-typed kernels, as Python source, with arguments for them.

Every number stays exact, so that each way of running must give the same one: ints stay far below
2**63, floats are small multiples of a power of two, and whatever grows is brought back by ``%``.
Each expression carries a bound of its size and the number of its binary places, which is how
the generator knows. NumPy's scalars differ from Python's in ``/``, ``//`` and ``%`` by zero, so operands
of those are made Python's own with ``int()`` and ``float()``; bools are never added.

A `prange` that may be aborted leaves its arrays partly written, and is in no body of a try.
Inside `prange` the generator keeps to what the compiler promises: names of the body are private,
others are reductions of one legal form or last values, and arrays are written at ``[i]`` or updated in place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import NamedTuple, TypeVar

__all__ = ["HELPERS", "SINK", "Array", "Integer", "Name", "Num", "Program", "Writer"]

T = TypeVar("T")
Integer = Callable[[int, int], int]  # draws an int from a range, ends included

HELPERS = '''\
def tame(v):
    return v // 0.125 * 0.125 % 64.0

def gcd(u, v):
    if v == 0:
        return u
    return gcd(v, u % v)

def ordered(u, v):
    if u <= v:
        return u, v
    return v, u

def clipped(v, low=-20, *, high=20):
    return min(max(v, low), high)

def shifted(z, by):
    for j in range(len(z)):
        z[j] += by
    return z
'''

SINK = 64  # elements of the array `sink`
_LIMIT = 1009  # a prime: what `%` leaves of an int in a variable
_BITS = 50  # an exact float: its bound times 2**places stays below 2**_BITS
_INTS = ("int64", "int32", "uint8", "int16")
_FLOATS = ("float64", "float32")


class Num(NamedTuple):
    """A numeric expression: text, "int" or "float", a bound of its size, binary places of a float."""

    text: str
    kind: str
    bound: int
    places: int = 0


@dataclass(frozen=True)
class Name:
    """A scalar variable: assigned from bounded expressions only, so that reading it is bounded."""

    text: str
    kind: str  # int, float, bool
    level: int  # of the block where it came to be: `prange` may assign those of its own body only
    fixed: bool = False  # parameters of the loop, which are not assigned

    def num(self) -> Num:
        return Num(self.text, self.kind, 1024, 3 if self.kind == "float" else 0)


@dataclass(frozen=True)
class Array:
    """An array: `size` is the text of its length along the first axis."""

    text: str
    dtype: str
    ndim: int
    size: str
    role: str = "in"  # "in": read and written; "out": written by prange at [i]; "bins": updated in place

    @property
    def kind(self) -> str:
        return "float" if self.dtype.startswith("float") else "bool" if self.dtype == "bool" else "int"


@dataclass(frozen=True)
class Program:
    """Source of the function `kernel`, and the dtypes of its array parameters by name."""

    source: str
    arrays: tuple[Array, ...]


class Writer:
    """Writes one program; all choices come from `integer`."""

    def __init__(self, integer: Integer) -> None:
        self._integer = integer
        self._lines: list[str] = []
        self._count = self._seen = 0
        self._result: list[str] = []
        self.fuel = 14
        self.names: list[Name] = []
        self.arrays: list[Array] = []
        self.level = 0
        self.loops: list[str] = []  # the loops around: "for", "while", "prange"
        self.tries = 0  # the bodies of try statements around
        self.private = 0  # names of lower levels are not assigned: a prange is around
        self.hidden: set[str] = set()  # arrays and names that the pranges around may not read
        self.writes: list[Callable[[], None]] = []  # what may be written in the prange around: reductions, elements

    # ---- choices ----

    def num(self, low: int, high: int) -> int:
        return self._integer(low, high)

    def chance(self, percent: int) -> bool:
        return self.num(1, 100) > 100 - percent  # shrinks to False

    def pick(self, items: Sequence[T]) -> T:
        return items[self.num(0, len(items) - 1)]

    def fresh(self, prefix: str) -> str:
        self._count += 1
        return f"{prefix}{self._count}"

    # ---- lines and blocks ----

    def line(self, text: str) -> None:
        self._lines.append("    " * (self.level + 1) + text)

    @contextmanager
    def block(self, head: str) -> Iterator[None]:
        """Write a compound statement; names that its body makes end with it."""
        self.line(head)
        known, self.level = list(self.names), self.level + 1
        yield
        self.level, self.names = self.level - 1, known

    def program(self) -> Program:
        """Write one program."""
        self.arrays = [
            Array("a", self.pick(_FLOATS[:1] * 2 + _FLOATS), 1, "m"), Array("b", self.pick(_INTS[:1] * 2 + _INTS), 1, "m"),
            Array("c", self.pick(("float64", "int64", "int32")), 2, "c.shape[0]"),
            Array("d", self.pick(("bool", "uint8")), 1, "m"),
            Array("o", "float64", 1, "m", "out"), Array("q", "int64", 1, "m", "out"), Array("h", "int64", 1, "5", "bins")]
        given = tuple(self.arrays)
        self.names = [Name("n", "int", -1, True), Name("k", "int", -1, True), Name("x", "float", -1, True),
                      Name("p", "bool", -1, True)]
        self.line("m = len(a)")
        for _ in range(self.num(1, 3)):
            self._result.append(self.declare(self.pick(("int", "float", "bool"))).text)
        for _ in range(self.num(1, 7)):
            self.statement()
        self.end()
        head = f"def kernel(n, k, x, p, {', '.join(a.text for a in given)}, sink):\n"
        return Program(head + "\n".join(self._lines) + "\n", given)

    def end(self) -> None:
        """Make everything seen: the result, and all other variables in `sink`."""
        for name in self.names:
            if name.level == 0 and name.text not in self._result:
                self.sink(name)
        self.leave()

    def leave(self) -> None:
        self.line(f"return ({', '.join(self._result)},)")

    def sink(self, name: Name) -> None:
        """Write a scalar into `sink`, beside the others."""
        self._seen += 1
        self.line(f"sink[{self._seen % SINK}] = {name.text}")

    def body(self, most: int = 3) -> None:
        before = len(self._lines)
        for _ in range(self.num(1, most)):
            self.statement()
        if len(self._lines) == before:
            self.line("pass")

    # ---- numbers ----

    def tamed(self, e: Num) -> str:
        """Text of `e` brought to the bound of variables, and to a Python number."""
        if e.kind == "int":
            return f"int({e.text}) % {_LIMIT}" if e.bound > 1024 or self.chance(30) else f"int({e.text})"
        return f"tame({e.text})" if e.bound > 1024 or e.places > 3 or self.chance(20) else f"float({e.text})"

    def exact(self, e: Num) -> Num:
        """Give `e` back, made small again when it may have become inexact."""
        if e.kind == "int":
            return e if e.bound < 2**40 else Num(f"({e.text} % {_LIMIT})", "int", _LIMIT)
        return e if e.bound.bit_length() + e.places < _BITS else Num(f"tame({e.text})", "float", 64, 3)

    def expression(self, kind: str, depth: int = 2) -> Num:
        if depth <= 0 or self.chance(25):
            return self.atom(kind)
        make = self.int_operation if kind == "int" else self.float_operation
        return self.exact(make(depth - 1))

    def atom(self, kind: str) -> Num:
        names = [v for v in self.names if v.kind == kind and v.text not in self.hidden]
        arrays = [a for a in self.arrays if a.kind == kind and a.text not in self.hidden]
        choice = self.num(0, 5)
        if choice >= 4 and arrays:
            return self.element(self.pick(arrays))
        if choice >= 2 and names:
            return self.pick(names).num()
        return self.literal(kind)

    def literal(self, kind: str) -> Num:
        value = self.num(-9, 9)
        return Num(f"({value})", "int", 9) if kind == "int" else Num(f"({value / 4!r})", "float", 3, 2)

    def element(self, array: Array) -> Num:
        text = self.location(array)
        if array.role == "bins":
            return Num(f"({text} % {_LIMIT})", "int", _LIMIT)
        if array.dtype in ("int64", "float64"):
            return Num(text, array.kind, 2**12, 8) if array.kind == "float" else Num(text, "int", 2**12)
        return Num(f"{array.kind}({text})", array.kind, 2**12, 8)

    def location(self, array: Array) -> str:
        if array.ndim == 2:
            style = self.num(0, 2)
            row, column = f"{self.index()} % c.shape[0]", f"{self.index()} % c.shape[1]"
            return f"{array.text}[{row}][{column}]" if style == 1 else f"{array.text}[{row}, {column}]"
        if self.chance(4):
            return f"{array.text}[{self.index()}]"  # may be out of bounds
        return f"{array.text}[{self.index()} % {array.size}]"

    def index(self) -> str:
        names = [v for v in self.names if v.kind == "int" and v.text not in self.hidden]
        text = self.pick(names).text if names else str(self.num(-2, 5))
        return f"({text} + {self.num(-2, 3)})" if self.chance(30) else text

    def int_operation(self, depth: int) -> Num:
        u, v = self.expression("int", depth), self.expression("int", depth)
        match self.num(0, 13):
            case 0 | 1:
                return Num(f"({u.text} + {v.text})", "int", u.bound + v.bound)
            case 2:
                return Num(f"({u.text} - {v.text})", "int", u.bound + v.bound)
            case 3 if u.bound * v.bound < 2**40:
                return Num(f"({u.text} * {v.text})", "int", u.bound * v.bound)
            case 4:
                return Num(f"(int({u.text}) // {self.divisor(v)})", "int", u.bound + 1)
            case 5:
                return Num(f"(int({u.text}) % {self.divisor(v)})", "int", v.bound + 9)
            case 6:
                bound = (1 << max(u.bound, v.bound, 1).bit_length()) * 2
                return Num(f"({u.text} {self.pick('&|^')} {v.text})", "int", bound)
            case 7:
                return Num(f"(({u.text} & 255) {self.pick(('<<', '>>'))} ({v.text} & 7))", "int", 2**16)
            case 8:
                return Num(f"{self.pick(('min', 'max'))}({u.text}, {v.text})", "int", max(u.bound, v.bound))
            case 9:
                return self.ternary(u, v)
            case 10:
                return Num(f"gcd(abs({u.text}) % 100, abs({v.text}) % 100)", "int", 100)
            case 11:
                return Num(f"clipped({u.text}{self.pick(('', ', -5', ', high=7', ', low=-3, high=3'))})", "int", 20)
            case 12:
                return Num(f"ordered({u.text}, {v.text})[{self.num(-2, 1)}]", "int", max(u.bound, v.bound))
        return self.converted(u, depth)

    def converted(self, u: Num, depth: int) -> Num:
        match self.num(0, 3):
            case 0:
                return Num(f"int({self.condition(depth)})", "int", 1)
            case 1:
                e = self.expression("float", depth)
                return Num(f"int({e.text})", "int", e.bound)
            case 2:
                return Num(f"abs(-{u.text})", "int", u.bound)
        return Num(f"(~{u.text})", "int", u.bound + 1)

    def divisor(self, v: Num) -> str:
        """Text of a divisor, rarely zero."""
        return f"int({v.text})" if self.chance(15) else f"(abs(int({v.text})) % 9 + 1)"

    def ternary(self, u: Num, v: Num) -> Num:
        text = f"({u.text} if {self.condition(1)} else {v.text})"
        return Num(text, u.kind, max(u.bound, v.bound), max(u.places, v.places))

    def float_operation(self, depth: int) -> Num:
        u = self.expression("float", depth)
        v = self.expression(self.pick(("float", "float", "int")), depth)
        bound, places = u.bound + v.bound, max(u.places, v.places)
        match self.num(0, 11):
            case 0 | 1 | 2:
                return Num(f"({u.text} + {v.text})", "float", bound, places)
            case 3:
                return Num(f"({v.text} - {u.text})", "float", bound, places)
            case 4 | 5 if (u.bound * v.bound).bit_length() + u.places + v.places < _BITS:
                return Num(f"({u.text} * {v.text})", "float", u.bound * v.bound, u.places + v.places)
            case 6:
                return Num(f"tame(float({u.text}) / {self.divisor(self.expression('int', 1))})", "float", 64, 3)
            case 7:
                return Num(f"(float({u.text}) {self.pick(('//', '%'))} 0.5)", "float", u.bound * 2 + 2, 1 + places)
            case 8:
                w = self.expression("float", depth)
                return Num(f"{self.pick(('min', 'max'))}({u.text}, {w.text})", "float", max(u.bound, w.bound),
                           max(u.places, w.places))
            case 9:
                return self.ternary(u, self.expression("float", depth))
            case 10:
                return Num(f"abs({u.text})", "float", u.bound, u.places)
        return Num(f"float({v.text})", "float", v.bound, v.places)

    # ---- truth ----

    def condition(self, depth: int = 2) -> str:
        kind = self.pick(("int", "float"))
        u, v, w = (self.expression(kind, depth - 1).text for _ in range(3))
        names = [n.text for n in self.names if n.kind == "bool" and n.text not in self.hidden]
        match self.num(0, 7):
            case 0 | 1 | 2 | 3:
                return f"{u} {self.pick(('<', '<=', '==', '!=', '>', '>='))} {v}"
            case 4:
                return f"{u} {self.pick(('<', '<='))} {v} {self.pick(('<', '>', '!='))} {w}"
            case 5 if depth > 0:
                return f"({self.condition(depth - 1)} {self.pick(('and', 'or'))} {self.condition(depth - 1)})"
            case 6 if depth > 0:
                return f"(not {self.condition(depth - 1)})"
        return self.pick(names) if names else f"{u} > 0"

    def value(self, kind: str) -> str:
        """Text of what a variable of this kind may be assigned."""
        return f"bool({self.condition()})" if kind == "bool" else self.tamed(self.expression(kind))

    # ---- statements: scalars ----

    def statement(self) -> None:
        from kernelstatements import STATEMENTS

        self.fuel -= 1
        if self.fuel < 0:
            self.assign()
            return
        parallel = "prange" in self.loops
        deep = len(self.loops) > 2  # 40 ** 3 rounds are enough
        self.pick([s.write for s in STATEMENTS if not ((s.serial and parallel) or (s.loop and deep))])(self)

    def declare(self, kind: str) -> Name:
        """Assign a new variable."""
        text = self.value(kind)
        name = Name(self.fresh("ifb"[("int", "float", "bool").index(kind)]), kind, self.level)
        self.line(f"{name.text} = {text}")
        self.names.append(name)
        return name

    def mutable(self) -> list[Name]:
        return [v for v in self.names if v.level >= self.private and not v.fixed and v.text not in self.hidden]

    def assign(self) -> None:
        names = self.mutable()
        if not names or self.chance(30):
            self.declare(self.pick(("int", "float", "bool")))
            return
        name = self.pick(names)
        self.line(f"{name.text} = {self.value(name.kind)}")
