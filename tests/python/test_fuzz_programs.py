"""Random kernels: plain Python against the compiler, serial and parallel at 1, 2 and 5 threads.

GOKERNELS_FUZZ=10000 runs that many, other ones each time (`make fuzz`); else a few hundred, always
the same. A kernel that fails is printed; its seed makes it again: `check(*made(seed))`.
"""

from __future__ import annotations

import linecache
import os
import random
import warnings
from typing import Any

import numpy as np
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from kernelgen import HELPERS, SINK, Array, Program, Writer

import gokernels

_COUNT = int(os.environ.get("GOKERNELS_FUZZ", "0"))
_THREADS = (1, 2, 5)
_FILE = "<random kernel>"


def made(seed: int) -> tuple[Program, tuple[Any, ...]]:
    """Return a program and arguments for it."""
    choose = random.Random(seed)
    program = Writer(choose.randint).program()
    size, numbers = choose.choice((5, 1, 3, 12, 40, 0)), np.random.default_rng(seed)
    scalars = choose.randint(0, 9), choose.randint(-4, 5), choose.randint(-20, 20) / 4, choose.random() < 0.5
    arrays = [_array(numbers, a, size, choose.choice(("C", "reversed", "strided"))) for a in program.arrays]
    return program, (*scalars, *arrays, np.zeros(SINK))


def _array(numbers: np.random.Generator, array: Array, size: int, layout: str) -> np.ndarray[Any, Any]:
    """Small numbers, quarters when float, in an array that may be a view of a larger one."""
    shape = {"c": (3, 4), "h": (5,)}.get(array.text, (size,))
    spread = (*shape[:-1], 2 * shape[-1]) if layout == "strided" else shape
    low, high = (0, 2) if array.dtype == "bool" else (0, 100) if array.dtype == "uint8" else (-30, 31)
    values = numbers.integers(low, high, spread).astype(array.dtype) * np.dtype(array.dtype).type(1)
    if array.kind == "float":
        values *= np.dtype(array.dtype).type(0.25)
    if array.role != "in":
        values[...] = 0
    return values[..., ::2] if layout == "strided" else values[..., ::-1] if layout == "reversed" else values


def copy(args: tuple[Any, ...]) -> tuple[Any, ...]:
    """Copy arrays with their layout."""
    return tuple(_again(a) if isinstance(a, np.ndarray) else a for a in args)


def _again(a: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    base = a if a.base is None else a.base.copy()
    if a.base is None:
        return a.copy()
    step = a.strides[-1] // a.itemsize
    return base[..., ::step] if step else base


def run(f: Any, args: tuple[Any, ...]) -> tuple[str, Any, tuple[Any, ...]]:
    """Return kind of the outcome, result or text of the error, and the arguments afterwards."""
    given = copy(args)
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        try:
            return "result", f(*given), given
        except gokernels.CompileError:
            raise
        except Exception as error:
            return type(error).__name__, str(error) if "raised" in str(error) else "", given


def load(program: Program) -> Any:
    text = HELPERS + "\n" + program.source
    linecache.cache[_FILE] = (len(text), None, text.splitlines(True), _FILE)
    space: dict[str, Any] = {"np": np, "prange": range}
    exec(compile(text, _FILE, "exec", dont_inherit=True), space)
    return space


def same(got: Any, want: Any) -> bool:
    if isinstance(want, tuple):
        return isinstance(got, tuple) and len(got) == len(want) and all(map(same, got, want))
    if isinstance(want, np.ndarray):
        return got.dtype == want.dtype and np.array_equal(got, want, equal_nan=want.dtype.kind == "f")
    return bool(got == want or (got != got and want != want))


def check(program: Program, args: tuple[Any, ...]) -> None:
    """Run in every way and compare."""
    want = run(load(program)["kernel"], args)
    for parallel, threads in ((False, 1), *((True, t) for t in _THREADS)):
        if threads == 1:
            space = load(program)
            space["prange"] = gokernels.prange
            kernel = gokernels.njit(parallel=parallel)(space["kernel"])
        with gokernels.threads(threads):
            got = run(kernel, args)
        way = f"parallel={parallel}, {threads} threads"
        assert got[:1] == want[:1] and same(got[1], want[1]), f"{way}: {got[:2]}, Python: {want[:2]}\n{program.source}"
        if not (parallel and "prange" in program.source and want[0] != "result"):  # an aborted loop may have written more
            assert same(got[2], want[2]), f"{way}: arguments {got[2]}, Python: {want[2]}\n{program.source}"


# A seed stands for a program: drawing every choice takes ten times as long, and there are hundreds of them in each.
@settings(max_examples=_COUNT or 300, derandomize=not _COUNT, deadline=None, database=None, phases=[Phase.generate],
          suppress_health_check=list(HealthCheck))
@given(st.integers(0, 2**32))
def test_random_kernels(seed: int) -> None:
    check(*made(seed))
