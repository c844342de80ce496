"""The runner itself: parsing, copies, comparison, and that it notices a compiler that is wrong."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Any

import numpy as np
import plain
import pytest
from chunks import Chunk, Copies, Note, bits, difference, parse
from runner import Compiler, run

TWO = """# one: the first
def f(x):
    return x

case(f, 1, want=1)
---
# two: the second
def g(x):
    y = x
    return y.none                 ### none.*here

fails(g, 1)
"""


class Refused(Exception):
    """Stands for gokernels' CompileError."""


def write(folder: Path, text: str) -> list[Chunk]:
    path = folder / "some.py"
    path.write_text(text)
    return parse(path)


def compiler(change: Callable[[FunctionType, dict[str, Any]], Any]) -> Compiler:
    """A compiler that is plain Python, but for what `change` makes of each function."""
    def njit(*given: Any, **options: Any) -> Any:
        if not given:
            return lambda f: njit(f, **options)
        made = change(given[0], options)
        made.py_func = given[0]
        return made

    module: ModuleType = plain.module()
    module.__dict__.update(njit=njit, jit=njit)
    return Compiler(module, Refused, counted)


counts: list[int] = []


def counted(n: int) -> AbstractContextManager[None]:
    counts.append(n)
    return nullcontext()


def test_parse_lines(tmp_path: Path) -> None:
    one, two = write(tmp_path, TWO)
    assert (one.name, one.line, two.name, two.line) == ("one", 1, "two", 7)


@pytest.mark.parametrize("text", ["x = 1\n", "# no colon\n", "# a: b\n---\n# a: c\n"])
def test_parse_refuses(tmp_path: Path, text: str) -> None:
    with pytest.raises(ValueError, match=r"some\.py"):
        write(tmp_path, text)


def test_source_and_notes_have_the_lines_of_the_file(tmp_path: Path) -> None:
    two = write(tmp_path, TWO)[1]
    space: dict[str, Any] = {"case": None, "fails": lambda *a: None}
    two.execute(space)
    lines, first = inspect.getsourcelines(space["g"])
    assert first == 8 and lines[0] == "def g(x):\n"
    assert two.notes(space["g"]) == [Note(10, "return y.none", "### none.*here", "none.*here")]


def test_note_wants_place_and_words() -> None:
    note = Note(10, "return y.none", "### none.*here", "none.*here")
    assert note.complaint("line 10: none is not here") is None
    assert note.complaint("return y.none: none is not here") is None
    assert "line 10" in str(note.complaint("line 100: none is not here"))
    assert "match" in str(note.complaint("line 10: return y.none   ### none.*here"))


def test_copies_keep_layout_alignment_flags_and_sharing() -> None:
    base = np.arange(20.0).reshape(4, 5)
    frozen = base[1:, ::-2]
    frozen.flags.writeable = False
    odd = np.zeros(17, np.uint8)[1:].view(np.float64)
    a, b, f, o, t = Copies((base, frozen, np.asfortranarray(base), odd, (base.T, [1]))).args
    assert np.array_equal(a, base) and np.array_equal(b, frozen)
    assert b.strides == frozen.strides and not b.flags.writeable and f.flags.f_contiguous
    assert o.flags.aligned == odd.flags.aligned
    a[1, 4] = -1
    assert b[0, 0] == -1 and t[0][4, 1] == -1 and base[1, 4] == 9


def test_copies_see_writes_outside_of_a_view() -> None:
    copies = Copies((np.zeros(6)[2:4],))
    np.lib.stride_tricks.as_strided(copies.args[0], (3,))[2] = 1
    assert difference(copies.state(), Copies((np.zeros(6)[2:4],)).state())


@pytest.mark.parametrize(("got", "want"), [
    (1, np.int8(1)), (1.0, np.float32(1)), (0.1 + 0.2, 0.3), (float("nan"), np.nan), ((1, [2.0]), (np.int64(1), [2.0])),
    (np.float32(0.1), 0.10000001), ({1: 2}, {1: 2}), (None, None), ("a", "a"), (np.arange(3), np.arange(3)),
])
def test_equal(got: Any, want: Any) -> None:
    assert difference(got, want) is None


@pytest.mark.parametrize(("got", "want"), [
    (1.0, 1), (True, 1), (1, 2), (0.3 + 1e-9, 0.3), ((1,), [1]), ((1, 2), (1,)), (None, 0), (np.array(1), 1), ({1: 2}, {2: 2}),
    (np.zeros(2, np.int32), np.zeros(2, np.int64)), (np.zeros((1, 2)), np.zeros(2)), (2**53 + 1, 2**53), (np.inf, 1e308),
])
def test_different(got: Any, want: Any) -> None:
    assert difference(got, want)


def test_bits_tell_the_last_digit_and_the_sign_of_zero() -> None:
    assert bits((0.1, np.zeros(2))) == bits((0.1, np.zeros(2)))
    assert bits(0.3) != bits(0.1 + 0.2)
    assert bits(0.0) != bits(-0.0)


def program(tmp_path: Path, text: str, change: Callable[[FunctionType, dict[str, Any]], Any]) -> str:
    return "\n".join(run(write(tmp_path, "# p: a program\n" + text)[0], compiler(change)))


def right(f: FunctionType, options: dict[str, Any]) -> Any:
    return lambda *args, **kwargs: f(*args, **kwargs)


SUM = """
def f(a):
    a[0] = 7
    return a.sum()

case(f, np.arange(4), want=13)
"""


def test_right_compiler_runs_serial_then_four_thread_counts(tmp_path: Path) -> None:
    counts.clear()
    assert program(tmp_path, SUM, right) == ""
    assert counts == [1, 1, 2, 4, 7]


def test_want_is_checked_against_plain_python(tmp_path: Path) -> None:
    assert "plain Python: got" in program(tmp_path, SUM.replace("13", "14"), right)


def test_wrong_result_of_parallel_is_seen(tmp_path: Path) -> None:
    told = program(tmp_path, SUM, lambda f, o: lambda a: f(a) + ("parallel" in o))
    assert "parallel, 7 threads: result" in told and "serial" not in told


def test_wrong_class_of_result_is_seen(tmp_path: Path) -> None:
    assert "serial, 1 threads: result" in program(tmp_path, SUM, lambda f, o: lambda a: float(f(a)))


def test_wrong_argument_is_seen(tmp_path: Path) -> None:
    assert "arguments afterwards" in program(tmp_path, SUM, lambda f, o: lambda a: f(a.copy()))


def test_other_bits_are_seen(tmp_path: Path) -> None:
    def drift(f: FunctionType, options: dict[str, Any]) -> Any:
        return lambda a: f(a) * (1 + 2.0**-52 * (counts[-1] == 4))

    text = "\ndef f(a):\n    return a.sum()\n\ncase(f, np.ones(3))\n"
    assert program(tmp_path, text, drift).count("other bits") == 1


def test_lost_and_other_exceptions_are_seen(tmp_path: Path) -> None:
    text = "\ndef f(a):\n    return a[9]\n\ncase(f, np.ones(3), raises=(IndexError, 'index 9'))\n"

    def other(f: FunctionType, options: dict[str, Any]) -> Any:
        def g(a: Any) -> Any:
            raise RuntimeError("index 9")
        return g

    assert program(tmp_path, text, right) == ""
    assert "want IndexError" in program(tmp_path, text, lambda f, o: lambda a: 0.0)
    assert "want IndexError" in program(tmp_path, text, other)


def refuse(message: str) -> Callable[[FunctionType, dict[str, Any]], Any]:
    def change(f: FunctionType, options: dict[str, Any]) -> Any:
        def g(*args: Any) -> Any:
            raise Refused(message)
        return g
    return change


def test_refusals(tmp_path: Path) -> None:
    text = "def g(x):\n    return x.none                 ### none.*here\n\nfails(g, 1)\n"
    assert program(tmp_path, text, refuse("line 3: none was never here")) == ""
    assert "does not match" in program(tmp_path, text, refuse("line 3: something else"))
    assert "names neither" in program(tmp_path, text, refuse("none is here"))
    assert "is no compile error" in program(tmp_path, text, right)
    assert "expected a refusal" in program(tmp_path, text, lambda f, o: lambda x: 1)


def test_unused_notes_and_empty_programs_are_faults(tmp_path: Path) -> None:
    assert "nothing calls fails" in program(tmp_path, "def f(x):\n    return x   ### x\n\ncase(f, 1)\n", right)
    assert "no case" in program(tmp_path, "x = 1\n", right)


def test_programs_may_import_the_package(tmp_path: Path) -> None:
    text = "from gokernels import njit as n\n@n\ndef f(x):\n    return x\n\ncase(f, 1, want=1)\n"
    assert run(write(tmp_path, "# p: a program\n" + text)[0], None) == []


def test_program_that_raises_itself_is_told(tmp_path: Path) -> None:
    assert "no eager" in program(tmp_path, "@njit\ndef f(x):\n    return x\n\ncase(f, 1)\n", eager)


def eager(f: FunctionType, options: dict[str, Any]) -> Any:
    raise Refused("no eager compilation")


def test_oracle_check_and_only(tmp_path: Path) -> None:
    counts.clear()
    text = """
def f(x):
    return x + 1

case(f, 1, oracle=3, only="serial")
case(f, 1, oracle=lambda x: x + 2, only="parallel")
case(f, 1, check=lambda r: r in (2, 3))
"""
    assert program(tmp_path, text, lambda f, o: lambda x: x + 2) == ""
    assert counts == [1, 1, 2, 4, 7, 1, 1, 2, 4, 7]
    assert program(tmp_path, text, right).count("result: got 2, want 3") == 5
    assert "the check refuses 4" in program(tmp_path, text, lambda f, o: lambda x: x + 3)


def test_what_vectorize_makes_runs_as_it_is(tmp_path: Path) -> None:
    counts.clear()
    assert program(tmp_path, "@vectorize\ndef f(x):\n    return x\n\ncase(f, np.ones(2))\n", eager) == ""
    assert counts == [1, 2, 4, 7]


def test_plain_stencil_and_ufuncs() -> None:
    a = np.arange(12.0).reshape(3, 4) ** 2
    got = plain.stencil(lambda x: x[0, 1] - x[0, -1])(a)
    assert np.array_equal(got[:, 1:-1], a[:, 2:] - a[:, :-2]) and not got[:, 0].any() and not got[:, -1].any()
    total = plain.guvectorize(["void(float64[:], float64[:])"], "(n)->()")(lambda x, out: out.__setitem__(0, x.sum()))
    assert np.array_equal(total(a), a.sum(axis=1))
    minus = plain.vectorize(["float64(float64, float64)"])(lambda x, y: x - y)
    assert np.array_equal(minus(a, np.arange(4)), a - np.arange(4))
    assert np.array_equal(minus.reduce(a, axis=1), np.subtract.reduce(a, axis=1))
