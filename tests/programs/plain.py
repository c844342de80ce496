"""Stand-ins for gokernels' names under plain Python: the oracle of every program.

Decorators give the function back, parallel loops are serial loops over the same
values, and types do nothing but convert. Simple on purpose; nothing here is fast.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from types import FunctionType, ModuleType
from typing import Any

import numpy as np


class Type:
    """A type's name: converts when called with a value, is a signature when called with types."""

    def __init__(self, name: str, *args: Type) -> None:
        self.name, self.args = name, args

    def __call__(self, *values: Any) -> Any:
        if values and not isinstance(values[0], Type):
            return np.dtype(self.name).type(values[0])
        return Type(self.name, *values)

    def __getitem__(self, _: Any) -> Type:
        return self


def jit(*given: Any, **_: Any) -> Any:
    """Give the function back, with itself as `py_func`."""
    if given and isinstance(given[0], FunctionType):
        given[0].py_func = given[0]  # type: ignore[attr-defined]
        return given[0]
    return jit


def prange(*args: int, **_: Any) -> range:
    """Be `range`; schedule, chunk size and number of threads change no result."""
    return range(*args)


def _result(signatures: Any, column: list[Any]) -> np.dtype[Any]:
    """Dtype of a ufunc's result: the last signature's, else that of the values."""
    if not signatures:
        return np.result_type(*[np.asarray(item).dtype for item in column]) if column else np.dtype(float)
    last = signatures[-1] if isinstance(signatures, list | tuple) else signatures
    return np.dtype(last.name if isinstance(last, Type) else re.split(r"[(\s]", last.strip())[0])


class Ufunc:
    """A ufunc of a scalar function, element by element."""

    def __init__(self, f: Callable[..., Any], signatures: Any) -> None:
        self.py_func, self.__name__, self._signatures = f, f.__name__, signatures

    def __call__(self, *args: Any, out: Any = None, where: Any = True) -> Any:
        arrays = np.broadcast_arrays(*args)
        column = [self.py_func(*(a[index] for a in arrays)) for index in np.ndindex(arrays[0].shape)]
        value = np.array(column, _result(self._signatures, column)).reshape(arrays[0].shape)
        if out is None:
            return value[()]
        np.copyto(out, value, where=where, casting="same_kind")
        return out

    def accumulate(self, a: Any) -> Any:
        return np.array(list(itertools.accumulate(a, self.py_func)))

    def reduce(self, a: Any, axis: int = 0) -> Any:
        rows = np.moveaxis(np.asarray(a), axis, 0)
        total = rows[0]
        for row in rows[1:]:
            total = self(total, row)
        return total


def vectorize(*given: Any, **_: Any) -> Any:
    """Make a `Ufunc`, with or without signatures."""
    if given and isinstance(given[0], FunctionType):
        return Ufunc(given[0], None)
    return lambda f: Ufunc(f, given[0] if given else None)


def guvectorize(signatures: Any, layout: str, **_: Any) -> Any:
    """Loop over the leading dimensions; outputs are allocated from the core dimensions."""
    ins, outs = ([re.findall(r"\w+", core) for core in re.findall(r"\(([^)]*)\)", side)] for side in layout.split("->"))
    last = signatures[-1] if isinstance(signatures, list) else signatures
    dtype = np.dtype(last.args[-1].name if isinstance(last, Type) else re.findall(r"\w+", last)[-1])

    def decorate(f: Callable[..., Any]) -> Callable[..., Any]:
        def run(*args: Any) -> Any:
            arrays = [np.asarray(a) for a in args[:len(ins)]]
            sizes = {n: s for a, core in zip(arrays, ins, strict=True)
                     for n, s in zip(core, a.shape[a.ndim - len(core):], strict=True)}
            loop = np.broadcast_shapes(*(a.shape[:a.ndim - len(core)] for a, core in zip(arrays, ins, strict=True)))
            full = [np.broadcast_to(a, loop + a.shape[a.ndim - len(core):]) for a, core in zip(arrays, ins, strict=True)]
            made = list(args[len(ins):]) or [np.empty(loop + tuple(sizes[n] for n in core), dtype) for core in outs]
            for index in np.ndindex(loop):
                cores = [m[(*index, ...)] if core else m[(*index, None)] for m, core in zip(made, outs, strict=True)]
                f(*(a[(*index, ...)] if core else a[index] for a, core in zip(full, ins, strict=True)), *cores)
            return made[0][()] if len(made) == 1 else tuple(made)
        return partial(run)  # no function: used as it was decorated
    return decorate


class _Window:
    """An array seen from one element; records which neighbours are read."""

    def __init__(self, array: Any, standard: bool) -> None:
        self.array, self.standard, self.at, self.reach = array, standard, (0,) * array.ndim, [(0, 0)] * array.ndim

    def __getitem__(self, offset: Any) -> Any:
        if self.standard:
            return self.array[offset]
        offset = offset if isinstance(offset, tuple) else (offset,)
        self.reach = [(min(low, k), max(high, k)) for (low, high), k in zip(self.reach, offset, strict=True)]
        index = tuple(i + k for i, k in zip(self.at, offset, strict=True))
        inside = all(0 <= i < n for i, n in zip(index, self.array.shape, strict=True))
        return self.array[index] if inside else self.array.dtype.type(0)


def stencil(*given: Any, cval: Any = None, neighborhood: Any = None, standard_indexing: Any = (), **_: Any) -> Any:
    """Apply a kernel with relative indices; elements whose neighbours are outside get `cval`, else 0 or what `out` has."""
    def decorate(f: FunctionType) -> Callable[..., Any]:
        names = f.__code__.co_varnames

        def run(*args: Any, out: Any = None) -> Any:
            windows = [_Window(a, n in standard_indexing) if isinstance(a, np.ndarray) else a
                       for a, n in zip(args, names, strict=False)]
            moving = [w for w in windows if isinstance(w, _Window) and not w.standard]
            value = np.asarray(f(*windows))
            reach = neighborhood or [(min(w.reach[d][0] for w in moving), max(w.reach[d][1] for w in moving))
                                     for d in range(args[0].ndim)]
            made = np.zeros(args[0].shape, value.dtype) if out is None else out
            if cval is not None:
                made[...] = cval
            for index in itertools.product(*(range(-low, n - high) for (low, high), n in zip(reach, made.shape, strict=True))):
                for window in moving:
                    window.at = index
                made[index] = f(*windows)
            return made
        return partial(run)
    return decorate(given[0]) if given and isinstance(given[0], FunctionType) else decorate


@contextmanager
def _scope(*_: Any) -> Iterator[None]:
    yield


def module() -> ModuleType:
    """Return a module that stands for gokernels."""
    made = ModuleType("gokernels")
    made.__dict__.update(
        jit=jit, njit=jit, autojit=jit, prange=prange, pndindex=np.ndindex, vectorize=vectorize, guvectorize=guvectorize,
        stencil=stencil, threads=_scope, parallel_chunksize=_scope, get_num_threads=lambda: 1, get_thread_id=lambda: 0,
        set_num_threads=lambda n: None, get_parallel_chunksize=lambda: 0, set_parallel_chunksize=lambda n: 0,
        literal_unroll=lambda items: items)
    for name in ("int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64", "float32", "float64",
                 "complex64", "complex128", "intp"):
        made.__dict__[name] = Type(name)
    made.__dict__.update(boolean=Type("bool"), void=Type("void"), f8=Type("float64"), i8=Type("int64"), i4=Type("int32"))
    made.__dict__["types"] = made
    return made
