"""The statements that `kernelgen` writes: one function a kind of statement, listed in STATEMENTS."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from kernelgen import Array, Name, Num, Writer

__all__ = ["STATEMENTS"]

# ---- scalars ----

def assign(w: Writer) -> None:
    w.assign()


def augment(w: Writer) -> None:
    """Write ``v += e`` and bring `v` back to its bound."""
    names = [v for v in w.mutable() if v.kind != "bool"]
    if not names:
        w.assign()
        return
    name = w.pick(names)
    e = w.expression(name.kind)
    # Python's own number: an element would make the name NumPy's until the next line, which an exception may come before
    w.line(f"{name.text} {w.pick(('+=', '-=', '*=') if e.bound < 2**20 else ('+=', '-='))} {name.kind}({e.text})")
    w.line(f"{name.text} = {w.tamed(Num(name.text, name.kind, 2**40))}")


def exchange(w: Writer) -> None:
    """Assign two names at once."""
    kind = w.pick(("int", "float"))
    names = [v.text for v in w.mutable() if v.kind == kind]
    if len(names) < 2:
        w.assign()
        return
    u, v = w.pick(names), w.pick(names)
    e = w.tamed(w.expression(kind))
    w.line(w.pick((f"{u}, {v} = {v}, {u}", f"{u}, {v} = ordered({v}, {e})", f"({u}, {v}) = ({e}, {u})",
                   f"_, ({u}, {v}) = 0, ({v}, {e})", f"{u} = {v} = {e}")))


def closure(w: Writer) -> None:
    """Define a function that reads a variable around it, and call it."""
    kind = w.pick(("int", "float"))
    f, name = w.fresh("g"), w.fresh("t")
    known = list(w.names)
    w.names.append(Name(name, kind, w.level, True))
    body = w.tamed(w.expression(kind))
    w.names = known
    if w.chance(50):
        w.line(f"{f} = lambda {name}: {body}")
    else:
        w.line(f"def {f}({name}):")
        w.line(f"    return {body}")
    made = Name(w.fresh(kind[0]), kind, w.level)
    w.line(f"{made.text} = {f}({w.value(kind)})")
    w.names.append(made)


# ---- control ----

def branch(w: Writer) -> None:
    with w.block(f"if {w.condition()}:"):
        w.body()
        jump(w)
    for _ in range(w.num(0, 1)):
        with w.block(f"elif {w.condition()}:"):
            w.body()
    if w.chance(50):
        with w.block("else:"):
            w.body()
            jump(w)


def jump(w: Writer) -> None:
    """Perhaps end a block with a jump."""
    innermost = w.loops[-1] if w.loops else ""
    if innermost and w.chance(20):
        w.line("continue" if innermost == "prange" else w.pick(("continue", "break")))
    elif "prange" not in w.loops and w.chance(8):
        w.leave()


def fail(w: Writer) -> None:
    """Raise, rarely."""
    condition = f"{w.condition()} and {w.condition()} and {w.condition()}"
    if w.chance(30):
        w.line(f"assert not ({condition}), 'asserted'")
        return
    with w.block(f"if {condition}:"):
        w.line(f"raise {w.pick(('ValueError', 'IndexError', 'RuntimeError'))}('raised', {w.index()})")


def attempt(w: Writer) -> None:
    """Write a try statement whose body may well fail."""
    errors = w.pick(("ZeroDivisionError", "IndexError", "ValueError", "(ZeroDivisionError, IndexError)", "Exception"))
    with w.block("try:"):
        w.tries += 1
        w.body(2)
        w.tries -= 1
        name = w.declare("int")
        w.line(f"{name.text} = int({w.expression('int').text}) // int({w.expression('int').text}) % 97")
    with w.block(f"except {errors}{w.pick(('', ' as error'))}:"):
        w.body(2)
        jump(w)
    if w.chance(25):
        with w.block("else:"):
            w.body(1)
    if w.chance(15):
        with w.block("finally:"):
            w.body(1)


# ---- loops ----

def counted(w: Writer) -> None:
    around = [name.text for name in w.names if name.fixed and name.kind == "int" and name.text.startswith("i")]
    windows = [f"{i} - {w.pick(('1', 'k'))}, {i} + {w.pick(('2', 'k', 'n'))}" for i in around]
    i = w.fresh("i")
    span = w.pick(("n", "k, n", "n, k, -1", "0, m, 2", "m - 1, -1, -1", "1, n, 3", "-3, 3", "len(b)", "c.shape[0]",
                   f"{w.index()} % 7", f"0, n, {w.index()} % 4", "3", "-1, 2", "2, -1, -1", *windows))
    loop(w, f"for {i} in {w.pick(('range({})', 'range({})', 'reversed(range({}))')).format(span)}:", [Name(i, "int", 0, True)])


def loop(w: Writer, head: str, made: list[Name], first: str = "") -> None:
    w.loops.append("while" if head.startswith("while") else "for")
    with w.block(head):
        if first:
            w.line(first)
        w.names += made
        w.body()
        if w.chance(15):
            with w.block(f"if {w.condition()}:"):
                w.line(w.pick(("break", "continue")))
    w.loops.pop()
    if w.chance(15):
        with w.block("else:"):
            w.body(1)


def waited(w: Writer) -> None:
    """Write a while loop with a counter that ends it."""
    count = w.fresh("w")
    w.line(f"{count} = 0")
    limit = w.pick(("n", "5", "k", f"{w.index()} % 5"))
    loop(w, f"while {count} < {limit} and {w.condition()}:" if w.chance(60) else f"while {count} < {limit}:",
         [Name(count, "int", 0, True)], f"{count} += 1")


def visited(w: Writer) -> None:
    """Write a loop over arrays."""
    arrays = [a for a in w.arrays if a.ndim == 1 and a.kind != "bool" and a.text not in w.hidden and a.role != "bins"]
    if not arrays:
        w.assign()
        return
    one, two = w.pick(arrays), w.pick(arrays)
    u, v, i = w.fresh("u"), w.fresh("v"), w.fresh("i")
    match w.num(0, 3):
        case 0:
            loop(w, f"for {u} in {one.text}:", [Name(u, one.kind, 0, True)], bounded(u, one))
        case 1:
            loop(w, f"for {i}, {u} in enumerate({one.text}{w.pick(('', ', 2'))}):",
                 [Name(u, one.kind, 0, True), Name(i, "int", 0, True)], bounded(u, one))
        case 2:
            loop(w, f"for {u}, {v} in zip({one.text}, {two.text}):",
                 [Name(u, one.kind, 0, True), Name(v, two.kind, 0, True)], f"{bounded(u, one)}; {bounded(v, two)}")
        case _:
            loop(w, f"for {u} in {one.text}[{w.pick(('1:', '::-1', '::2', ':k', 'k:n'))}]:",
                 [Name(u, one.kind, 0, True)], bounded(u, one))


def bounded(name: str, array: Array) -> str:
    return f"{name} = {f'int({name}) % 1009' if array.kind == 'int' else f'tame(float({name}))'}"


# ---- arrays ----

def store(w: Writer) -> None:
    array = w.pick([a for a in w.arrays if a.text not in w.hidden])
    w.line(f"{w.location(array)} = {stored(w, array)}")


def stored(w: Writer, array: Array) -> str:
    """Text of a value that fits an element."""
    if array.kind == "int":
        e = w.expression("int")
        return f"int({e.text}) % 100" if array.dtype == "uint8" else w.tamed(e)
    return w.value(array.kind)


def scatter(w: Writer) -> None:
    w.line(f"h[{w.index()} % 5] {w.pick(('+=', '-='))} {w.tamed(w.expression('int', 1))}")


_CUTS = (("1:", ":-1"), (":-1", "1:"), ("::2", "::2"), ("::-1", ":"), (":", "::-1"), ("k:", "k:"), ("2:n", "2:n"),
         ("1::2", ":-1:2"), ("-3:", "-3:"), ("n:k", "n:k"))


def slices(w: Writer) -> None:
    """Assign between overlapping slices of an array, or one value to a slice."""
    array = w.pick([a for a in w.arrays if a.role == "in" and a.kind != "bool"])
    to, of = w.pick(_CUTS)
    if w.chance(8):
        of = w.pick(_CUTS)[1]
    sign = w.pick(("=", "+=", "-=", "*="))
    limit = 64.0 if array.kind == "float" else 50
    value = f"{array.text}[{of}]" if w.chance(70) else str(w.num(0, 3))
    if array.ndim == 2 and w.chance(50):
        to, value = f":, {w.pick(('::-1', '0', '1:', '-1'))}", str(w.num(0, 3))
    w.line(f"{array.text}[{to}] {sign} {value}")
    w.line(f"{array.text}[{w.pick((':', '...'))}] %= {limit}")


def vector(w: Writer) -> None:
    """Make an array from an expression of arrays."""
    text, dtype = arithmetic(w, 2)
    name = w.fresh("z")
    w.line(f"{name} = {cut(text, dtype)}")
    fold(w, Array(name, dtype, 1, "m"))
    if w.level == 0 and w.chance(60) and not w.loops:
        w.arrays.append(Array(name, dtype, 1, "m"))


def cut(text: str, dtype: str) -> str:
    """Text of an array brought to the bound of arrays."""
    if dtype == "bool":
        return text
    return f"tame({text})" if dtype.startswith("float") else f"({text}) % 100"


def arithmetic(w: Writer, depth: int) -> tuple[str, str]:
    """Text and dtype of an expression of arrays that have the length m."""
    if depth == 0:
        array = w.pick([a for a in w.arrays if a.ndim == 1 and a.role != "bins" and a.text not in w.hidden])
        return w.pick((array.text, array.text, f"{array.text}[:]", f"{array.text}[::-1]", f"{array.text}.copy()")), array.dtype
    (u, s), (v, t) = arithmetic(w, depth - 1), arithmetic(w, depth - 1)
    both = str(np.result_type(s, t))
    match w.num(0, 8):
        case 0 | 1:
            return f"({u} {w.pick('+*')} {v})", both
        case 2 if both != "bool":
            return f"({u} - {v})", both
        case 3 if s != "bool":
            return f"({u} {w.pick('+-*')} {w.num(0, 9)})", s
        case 4:
            return f"np.where({w.pick((f'{u} > {v}', f'{u} == {v}'))}, {u}, {v})", both
        case 5:
            return f"np.{w.pick(('minimum', 'maximum'))}({u}, {v})", both
        case 6:
            return f"({u} {w.pick(('<', '>=', '!='))} {v})", "bool"
        case 7:
            target = w.pick(("float64", "int64", "float32"))
            return (f"{u}.astype(np.{target})", target) if not s.startswith("float") or target != "int64" else (u, s)
    return f"np.abs({u})", s


def fold(w: Writer, array: Array) -> None:
    """Reduce an array to a variable."""
    z, i = array.text, w.index()
    if array.dtype == "bool":
        w.line(f"{w.fresh('b')} = {w.pick((f'np.any({z})', f'{z}.all()'))}")
        keep(w, f"int({z}.sum())", "int")
        return
    text = w.pick((f"{z}.sum()", f"np.sum({z})", f"{z}.sum()", f"{z}[{i} % m]", f"np.max({z})", f"{z}.min()",
                   f"np.sum({z} * {z})",
                   f"({z} > 1).sum()", f"np.argmax({z})", f"{z}[::2].sum()", f"{z}[{z} > 2].sum()", f"sum({z})"))
    counts = "> 1" in text or "arg" in text
    keep(w, f"int({text}) % 1009" if array.kind == "int" or counts else f"tame(float({text}))",
         "int" if counts else array.kind)


def keep(w: Writer, text: str, kind: str) -> None:
    name = Name(w.fresh(kind[0]), kind, w.level)
    w.line(f"{name.text} = {text}")
    w.names.append(name)


def axes(w: Writer) -> None:
    """Reduce the matrix along an axis."""
    c = next(a for a in w.arrays if a.text == "c")
    if c.text in w.hidden:
        w.assign()
        return
    z = w.fresh("z")
    made = w.pick(("c.sum(axis=0)", "c.max(axis=1)", "np.sum(c, axis=1)", "c[0]", "c[:, -1]", "c.T[0]", "c.ravel()",
                   "c[::-1, 1]"))
    w.line(f"{z} = {made}")
    fold(w, Array(z, c.dtype, 1, f"len({z})"))


# ---- parallel loops ----

def parallel(w: Writer) -> None:
    """Write a prange with reductions, last values, elements and bins."""
    if w.loops.count("prange") > 1 or (w.tries and "prange" not in w.loops):
        w.assign()
        return
    i, outer = w.fresh("i"), (w.private, set(w.hidden), w.writes)
    own = "prange" not in w.loops
    span = w.pick(("m", "m", "1, m", "0, m, 2", "m - 1, -1, -1", "m // 2", "len(b)"))
    carried = [w.pick(_REDUCTIONS)(w, i) for _ in range(w.num(1, 3))]
    w.writes = [write for _, write in carried]
    w.hidden |= {name.text for names, _ in carried for name in names} | ({"o", "q", "h"} if own else set())
    w.private = w.level + 1
    w.loops.append("prange")
    with w.block(f"for {i} in prange({span}):"):
        w.names.append(Name(i, "int", 0, True))
        w.body()
        for _, write in carried:
            write()
        if w.chance(50):
            update(w)
    w.loops.pop()
    w.private, w.hidden, w.writes = outer
    for names, _ in carried:
        for name in names:
            settle(w, name)


def settle(w: Writer, name: Name) -> None:
    """Show a reduction's result, and make it a variable like others."""
    if "prange" not in w.loops:
        w.sink(name)
    if name.kind != "bool":
        w.line(f"{name.text} = {w.tamed(Num(name.text, name.kind, 2**40))}")
    w.names.append(name)


def update(w: Writer) -> None:
    """Write one more of what may be written in the loop around."""
    if w.writes:
        w.pick(w.writes)()
    else:
        w.assign()


Write = Callable[[], None]
Carried = tuple[list[Name], Write]



def start(w: Writer, prefix: str, kind: str, value: str = "") -> Name:
    name = Name(w.fresh(prefix), kind, w.level)
    w.line(f"{name.text} = {value or w.value(kind)}")
    return name


def guarded(w: Writer, text: str) -> None:
    if w.chance(30):
        with w.block(f"if {w.condition()}:"):
            w.line(text)
    else:
        w.line(text)


def total(w: Writer, i: str) -> Carried:
    kind = w.pick(("int", "float"))
    s = start(w, "s", kind)

    def write() -> None:
        e = w.tamed(w.expression(kind))
        guarded(w, f"{s.text} " + w.pick((f"+= {e}", f"-= {e}", f"= {s.text} + {e}", f"= {e} + {s.text}", f"= {s.text} - ({e})")))

    return [s], write


def product(w: Writer, i: str) -> Carried:
    s = start(w, "s", "int")

    def write() -> None:
        e = f"(1 - 2 * int({w.condition(1)}))"
        guarded(w, f"{s.text} " + w.pick((f"*= {e}", f"= {s.text} * {e}", f"= {e} * {s.text}")))

    return [s], write


def extreme(w: Writer, i: str) -> Carried:
    kind, f = w.pick(("int", "float")), w.pick(("min", "max"))
    s, guard, first = start(w, "s", kind), w.chance(40), w.chance(50)
    done: list[bool] = []

    def write() -> None:
        e, t = w.tamed(w.expression(kind)), w.fresh("t")
        if guard and done:  # one guard a loop is what is promised
            return
        done.append(True)
        if not guard:
            first_here = first if kind == "float" else w.chance(50)  # of floats one order a loop: nan tells them apart
            guarded(w, f"{s.text} = " + (f"{f}({s.text}, {e})" if first_here else f"{f}({e}, {s.text})"))
            return
        w.line(f"{t} = {e}")
        with w.block(w.pick((f"if {t} {'<>'[f == 'max']} {s.text}:", f"if {s.text} {'><'[f == 'max']} {t}:"))):
            w.line(f"{s.text} = {t}")

    return [s], write


def best(w: Writer, i: str) -> Carried:
    """The largest value with its place, strictly: the first of equals."""
    kind, f = w.pick(("int", "float")), w.pick(("<", ">"))
    s, at = start(w, "s", kind), start(w, "i", "int")
    done: list[bool] = []

    def write() -> None:
        if done:  # one guard a loop
            return
        done.append(True)
        t = w.fresh("t")
        w.line(f"{t} = {w.tamed(w.expression(kind))}")
        with w.block(f"if {t} {f} {s.text}:"):
            w.line(f"{s.text} = {t}")
            w.line(f"{at.text} = {i}")

    return [s, at], write


def bitwise(w: Writer, i: str) -> Carried:
    s, sign = start(w, "s", "int"), w.pick("|&^")

    def write() -> None:
        e = w.tamed(w.expression("int"))
        guarded(w, f"{s.text} " + w.pick((f"{sign}= {e}", f"= {s.text} {sign} ({e})")))

    return [s], write


def flag(w: Writer, i: str) -> Carried:
    s, way = start(w, "b", "bool"), w.num(0, 3)

    def write() -> None:
        e = w.condition()
        if way == 3:
            with w.block(f"if {e}:"):
                w.line(f"{s.text} = True")
            return
        e = f"bool({e})"
        word = ("and", "or")[way % 2]
        plain = f"{e} {word} {s.text}" if "/" in e or "%" in e else f"{s.text} {word} {e}"  # what may raise goes first
        w.line((f"{s.text} = {plain}", f"{s.text} = {plain}", f"{s.text} &= {e}")[way])

    return [s], write


def last(w: Writer, i: str) -> Carried:
    kind = w.pick(("int", "float", "bool"))
    s = start(w, kind[0], kind)

    def write() -> None:
        guarded(w, f"{s.text} = {w.value(kind)}")

    return [s], write


def element(w: Writer, i: str) -> Carried:
    array = w.pick(("o", "q"))
    kind = "float" if array == "o" else "int"

    def write() -> None:
        guarded(w, f"{array}[{i}] {w.pick(('=', '=', '+='))} {w.value(kind)}")

    return [], write if w.loops.count("prange") == 0 else (lambda: None)


def bins(w: Writer, i: str) -> Carried:
    sign = w.pick(("+=", "-="))

    def write() -> None:
        guarded(w, f"h[{w.index()} % 5] {sign} {w.tamed(w.expression('int', 1))}")

    return [], write if w.loops.count("prange") == 0 else (lambda: None)


_REDUCTIONS = (total, total, total, product, extreme, best, bitwise, flag, last, element, element, bins)

class Statement(NamedTuple):
    """What writes a statement; whether it is for serial code only, and whether it is a loop."""

    write: Callable[[Writer], None]
    serial: bool = False
    loop: bool = False


STATEMENTS = [
    *map(Statement, (assign, assign, augment, exchange, closure, branch, branch, fail, attempt, vector, axes,
                     update, update, update)),
    *(Statement(write, serial=True) for write in (store, store, scatter, slices, slices, vector)),
    *(Statement(write, loop=True) for write in (counted, counted, waited, visited, parallel)),
    *[Statement(parallel, serial=True, loop=True)] * 3]
