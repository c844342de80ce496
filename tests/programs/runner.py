"""Runs one program in every way and tells what differs.

The whole program runs first under plain Python with the stand-ins of `plain`, which records
what each `case` gives; then with the compiler, where each `case` is compared: serial, and
parallel at 1, 2, 4 and 7 threads, whose results must have the same bits.

A program calls ``case(f, *args, ...)``; result and arguments afterwards are compared. Options:
`want` (the result, literally), `rtol`, `oracle` (a function or value instead of plain Python, where
the two differ by design), `raises` (class and regexp of the message), `check` (a predicate on the
result, instead of the comparison), `only` ("serial", "parallel", or "decorated": `f` as the program
made it), `options` (for the decorator), `kwargs`. It calls ``fails(f, *args, ...)`` for a function that
must be refused when compiled with parallel=True (`only="both"`: always).
"""

from __future__ import annotations

import builtins
import math
import re
import traceback
import warnings
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from types import FunctionType, ModuleType
from typing import Any

import numpy as np
import plain
from chunks import Chunk, Copies, bits, difference

THREADS = (1, 2, 4, 7)
_GIVEN = ("njit", "jit", "prange", "vectorize", "guvectorize", "stencil")
_NOTHING = object()


@dataclass(frozen=True)
class Compiler:
    """What stands behind ``from gokernels import …``, its class of compile errors, its scope of threads."""

    module: ModuleType
    error: type[BaseException]
    threads: Callable[[int], AbstractContextManager[None]]


@dataclass
class Outcome:
    """What one call gave: a result or an exception, and its arguments afterwards."""

    result: Any = None
    error: BaseException | None = None
    state: tuple[Any, ...] = ()


@dataclass
class Record:
    """A `case` as plain Python ran it; `outcome` is None for an expected refusal.

    `function` tells that a function was given, not something that vectorize or a like decorator made.
    """

    line: int
    outcome: Outcome | None = None
    function: bool = True


def call(f: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any] | None = None) -> Outcome:
    """Call `f` with copies of `args`."""
    copies = Copies(args)
    try:
        with np.errstate(all="ignore"):
            result = f(*copies.args, **(kwargs or {}))
    except Exception as error:
        return Outcome(error=error, state=copies.state())
    return Outcome(result, None, copies.state())


@contextmanager
def _quiet() -> Iterator[None]:
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        yield


def _here() -> int:
    """Line of the program that called `case` or `fails`."""
    frames = traceback.extract_stack()
    return frames[-3].lineno or 0


def _python(f: Any) -> Any:
    return getattr(f, "py_func", f)


class Oracle:
    """The plain Python run: checks what the program itself states, and records."""

    def __init__(self, chunk: Chunk) -> None:
        self.chunk, self.records, self.failures = chunk, list[Record](), list[str]()

    def run(self) -> None:
        stand_in = plain.module()

        def imported(name: str, *args: Any, **kwargs: Any) -> Any:
            return stand_in if name.split(".")[0] == "gokernels" else builtins.__import__(name, *args, **kwargs)

        space = {"__builtins__": {**vars(builtins), "__import__": imported}}
        with _quiet():
            self.chunk.execute(namespace(stand_in, self.case, self.fails) | space)
        if "###" in self.chunk.text and all(record.outcome for record in self.records):
            self.failures.append(f"{self.chunk.name}: a line ends with ### but nothing calls fails")
        if not self.records:
            self.failures.append(f"{self.chunk.name}: no case")

    def case(self, f: Any, *args: Any, want: Any = _NOTHING, rtol: float = 1e-12, oracle: Any = _NOTHING,
             raises: Any = None, check: Any = None, only: str = "", options: Any = None, kwargs: Any = None) -> None:
        line = _here()
        given = oracle if callable(oracle) else (lambda *a, **k: oracle) if oracle is not _NOTHING else f
        outcome = call(given, args, kwargs)
        self.records.append(Record(line, outcome, isinstance(f, FunctionType)))
        for problem in judge(outcome, want, rtol, raises, check):
            self.failures.append(f"line {line}, plain Python: {problem}")

    def fails(self, f: Any, *args: Any, only: str = "parallel", options: Any = None) -> None:
        self.records.append(Record(_here()))
        if not self.chunk.notes(_python(f)):
            self.failures.append(f"line {_here()}: no line of {f.__name__} ends with '### regexp'")


def judge(outcome: Outcome, want: Any, rtol: float, raises: Any, check: Any) -> Iterator[str]:
    """Yield what is wrong with an outcome, by the literals of the program itself."""
    if raises is not None:
        if type(outcome.error) is not raises[0]:
            yield f"want {raises[0].__name__}, got {outcome.error!r} {outcome.result!r}"
        elif not re.search(raises[1], str(outcome.error)):
            yield f"the message {str(outcome.error)!r} does not match {raises[1]!r}"
        return
    if outcome.error is not None:
        yield "".join(traceback.format_exception(outcome.error))
        return
    if check is not None and not check(outcome.result):
        yield f"the check refuses {outcome.result!r}"
    if want is not _NOTHING and (problem := difference(outcome.result, want, rtol)):
        yield problem


class Comparison:
    """The compiled run: every `case` in every way, against the records of the oracle."""

    def __init__(self, chunk: Chunk, compiler: Compiler, records: list[Record]) -> None:
        self.chunk, self.compiler, self.failures = chunk, compiler, list[str]()
        self._records = iter(records)
        self._made: dict[tuple[int, str], tuple[Any, Any]] = {}

    def run(self) -> None:
        with _quiet():
            try:
                self.chunk.execute(namespace(self.compiler.module, self.case, self.fails))
            except Exception as error:  # of the program itself, such as an eager signature that is refused
                self.failures.append("".join(traceback.format_exception(error)))

    def case(self, f: Any, *args: Any, want: Any = _NOTHING, rtol: float = 1e-12, oracle: Any = _NOTHING,
             raises: Any = None, check: Any = None, only: str = "", options: Any = None, kwargs: Any = None) -> None:
        record = next(self._records)
        first = None
        if not record.function:
            only = "decorated"
        for way, threads, run in self._ways(f, only, options or {}):
            with self.compiler.threads(threads):
                outcome = call(run, args, kwargs)
            for problem in self._compare(outcome, record, rtol, raises, check):
                self.failures.append(f"line {record.line}, {way}, {threads} threads: {problem}")
            if way == "serial":
                continue
            seen = bits((outcome.result, outcome.state) if outcome.error is None else str(outcome.error))
            first = seen if first is None else first
            if seen != first:
                self.failures.append(f"line {record.line}, {way}, {threads} threads: other bits than with {THREADS[0]}")

    def _ways(self, f: Any, only: str, options: dict[str, Any]) -> Iterator[tuple[str, int, Any]]:
        """Yield name, number of threads and function of each way; `only` names the single way there is."""
        if only == "decorated":
            yield from (("decorated", threads, f) for threads in THREADS)
            return
        if only != "parallel":
            yield "serial", 1, self._compiled(f, options)
        if only != "serial":
            compiled = self._compiled(f, {"parallel": True, **options})
            yield from (("parallel", threads, compiled) for threads in THREADS)

    def _compiled(self, f: Any, options: dict[str, Any]) -> Any:
        """One dispatcher for all cases of a function, so that it meets several argument types."""
        key = id(f), repr(options)
        if key not in self._made:
            self._made[key] = f, self.compiler.module.njit(**options)(_python(f))
        return self._made[key][1]

    def _compare(self, outcome: Outcome, record: Record, rtol: float, raises: Any, check: Any) -> Iterator[str]:
        problems = list(judge(outcome, _NOTHING, rtol, raises, check))
        yield from problems
        if problems or raises is not None or check is not None or record.outcome is None:
            return
        if problem := difference(outcome.result, record.outcome.result, rtol):
            yield f"result: {problem}"
        if problem := difference(outcome.state, record.outcome.state, rtol):
            yield f"arguments afterwards: {problem}"

    def fails(self, f: Any, *args: Any, only: str = "parallel", options: Any = None) -> None:
        line = next(self._records).line
        for way in ("serial", "parallel"):
            if only not in (way, "both"):
                continue
            try:
                compiled = self.compiler.module.njit(**{"parallel": way == "parallel", **(options or {})})(_python(f))
                result = compiled(*Copies(args).args)
                self.failures.append(f"line {line}, {way}: compiled and gave {result!r}, expected a refusal")
            except self.compiler.error as error:
                told = [note.complaint(str(error)) for note in self.chunk.notes(_python(f))]
                if all(told):
                    self.failures.append(f"line {line}, {way}: {told[0]}")
            except Exception as error:
                self.failures.append(f"line {line}, {way}: {type(error).__name__} is no compile error: {error}")


def namespace(module: ModuleType, case: Any, fails: Any) -> dict[str, Any]:
    """Return what a program sees without importing it."""
    return {"__name__": "program", "np": np, "math": math, "case": case, "fails": fails,
            **{name: getattr(module, name) for name in _GIVEN}}


def run(chunk: Chunk, compiler: Compiler | None) -> list[str]:
    """Run a program, under plain Python only if there is no compiler; return what is wrong."""
    oracle = Oracle(chunk)
    oracle.run()
    if compiler is None or oracle.failures:
        return oracle.failures
    comparison = Comparison(chunk, compiler, oracle.records)
    comparison.run()
    return comparison.failures
