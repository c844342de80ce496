"""`vectorize`: a NumPy-like ufunc of a function of scalars.

A loop kernel is generated for each number of dimensions and choice of scalar arguments; it
calls the user's function element by element, and is compiled like any function.
"""

from __future__ import annotations

import math
import threading
from types import FunctionType
from typing import Any

import numpy as np

from . import signatures as sigs
from .decorators import _check
from .dispatcher import Dispatcher
from .errors import TypingError
from .generated import compile_text
from .ranges import prange
from .types import BY_TEXT, Scalar, Signature

__all__ = ["UFunc", "make"]


def make(given: Any, options: dict[str, Any]) -> Any:
    """Do what `vectorize` does."""
    _check(options)
    if isinstance(given, FunctionType | Dispatcher):
        return UFunc(given, [], options)
    declared = [] if given is None else sigs.normalise(list(given) if isinstance(given, tuple | list) else given)
    return lambda function: UFunc(function, declared, options)


def _dtype(signature: Signature, i: int) -> np.dtype[Any]:
    kind = signature.args[i]
    if not isinstance(kind, Scalar):
        raise TypeError(f"vectorize takes signatures of scalars, got {signature}")
    return kind.dtype


class UFunc:
    """A function of arrays, element by element: called and reduced like NumPy's.

    Attributes
    ----------
    nin, nout, nargs, types, ntypes, identity, signature
        As of `numpy.ufunc`.
    """

    _gokernels_kind = "ufunc"
    nout = 1
    signature = None

    def __init__(self, function: Any, declared: list[Signature], options: dict[str, Any]) -> None:
        self.py_func: FunctionType = function.py_func if isinstance(function, Dispatcher) else function
        inner = {k: v for k, v in options.items() if k in ("fastmath", "error_model")}
        self._scalar = Dispatcher(self.py_func, inner)
        self._options = {**inner, "parallel": options.get("target") == "parallel"}
        self._declared, self.identity = declared, options.get("identity")
        self._all = options
        self._loops: dict[Any, Dispatcher] = {}
        self._lock = threading.RLock()
        self.nin = self.py_func.__code__.co_argcount
        self.nargs = self.nin + 1
        self.__name__, self.__qualname__ = self.py_func.__name__, self.py_func.__qualname__
        self.__module__, self.__doc__ = self.py_func.__module__, self.py_func.__doc__
        self.__wrapped__ = self.py_func
        for signature in declared:
            [_dtype(signature, i) for i in range(len(signature.args))]
            self._scalar.compile(signature)

    def __reduce__(self) -> Any:
        return UFunc, (self._scalar, self._declared, self._all)

    def __dask_tokenize__(self) -> Any:
        return ("gokernels.ufunc", self._scalar.__dask_tokenize__(), repr(self._declared), repr(sorted(self._all.items())))

    def _compiled(self) -> Dispatcher:
        return self._scalar

    def __repr__(self) -> str:
        return f"<gokernels.UFunc {self.__name__!r}>"

    @property
    def ntypes(self) -> int:
        """Number of loops."""
        return len(self.types)

    @property
    def types(self) -> list[str]:
        """The loops by characters of dtypes, as NumPy writes them."""
        made = self._declared or [s for s in self._scalar.nopython_signatures if all(isinstance(a, Scalar) for a in s.args)]
        return ["".join(_dtype(s, i).char for i in range(len(s.args))) + "->" + self._char(s) for s in made]

    def _char(self, signature: Signature) -> str:
        return self._result([a.text for a in signature.args], signature).char

    # ---- dtypes ----

    def _result(self, texts: list[str], signature: Signature | None) -> np.dtype[Any]:
        """Dtype of the results for the types of elements."""
        if signature is not None and isinstance(signature.return_type, Scalar):
            return signature.return_type.dtype
        with self._scalar._lock:
            unit = self._scalar._unit()
            types = ",".join(texts)
            self._scalar._compile(unit, types, None)
            text = self._scalar._made[types][0].result
        kind = BY_TEXT.get(text)
        if not isinstance(kind, Scalar):
            raise TypingError(f"vectorize: {self.__name__} returns {text} for {types}; it must return a number")
        return kind.dtype

    def _choose(self, args: list[Any]) -> Signature | None:
        """The first signature that the arguments can be cast to safely; Python's numbers are weak."""
        if not self._declared:
            return None
        for rule in ("safe", "same_kind"):
            for signature in self._declared:
                if all(_castable(a, _dtype(signature, i), rule) for i, a in enumerate(args)):
                    return signature
            if rule == "safe" and not all(isinstance(a, int | float) for a in args):
                break
        given = ", ".join(str(getattr(a, "dtype", type(a).__name__)) for a in args)
        raise TypeError(f"ufunc {self.__name__!r} did not contain a loop with signature matching types ({given}); it has "
                        f"{', '.join(self.types)}. Cast the arguments, or add a signature")

    # ---- calls ----

    def __call__(self, *args: Any, out: Any = None, where: Any = True, dtype: Any = None, casting: str = "same_kind",
                 order: str = "K", **extra: Any) -> Any:
        """Call the function element by element, with broadcasting."""
        if extra:
            raise TypeError(f"{self.__name__}() got an unexpected keyword argument {next(iter(extra))!r}")
        if len(args) == self.nargs and out is None:
            *args, out = args  # type: ignore[assignment]
        if len(args) != self.nin:
            raise TypeError(f"{self.__name__}() takes {self.nin} arguments, {len(args)} were given")
        out = out[0] if isinstance(out, tuple) else out
        for value in (*args, out):
            override = getattr(type(value), "__array_ufunc__", None)
            if override is not None and override is not np.ndarray.__array_ufunc__ and not isinstance(value, np.ndarray):
                return value.__array_ufunc__(self, "__call__", *args, **({} if out is None else {"out": (out,)}))
        inputs = [a if type(a) in (int, float, complex, bool) else np.asarray(a) for a in args]
        return self._run(inputs, out, where, dtype, casting)

    def _run(self, inputs: list[Any], out: Any, where: Any, dtype: Any, casting: str) -> Any:
        signature = self._choose(inputs)
        if signature is not None:
            inputs = [np.asarray(a).astype(_dtype(signature, i), copy=False) for i, a in enumerate(inputs)]
        texts = [_element(a) for a in inputs]
        result = self._result(texts, signature)
        shape = np.broadcast_shapes(*(np.shape(a) for a in inputs), *([np.shape(where)] if where is not True else []))
        target = _target(out, shape, result, casting)
        if where is not True:
            made = np.empty(target.shape, result)
            self._fill(inputs, made)
            np.copyto(target, made, casting="unsafe", where=where)
        elif target.dtype == result and not any(isinstance(a, np.ndarray) and np.may_share_memory(a, target) for a in inputs):
            self._fill(inputs, target)
        else:
            made = np.empty(target.shape, result)
            self._fill(inputs, made)
            target[...] = made
        value = target if out is not None or target.ndim else target[()]
        return value if dtype is None or out is not None else value.astype(dtype)

    def _fill(self, inputs: list[Any], target: np.ndarray[Any, Any]) -> None:
        if target.size == 0:
            return
        scalars = tuple(np.ndim(a) == 0 for a in inputs)
        values = [a[()] if isinstance(a, np.ndarray) and s else a if s else np.broadcast_to(a, target.shape)
                  for a, s in zip(inputs, scalars, strict=True)]
        arrays = [v for v, s in zip(values, scalars, strict=True) if not s]
        if target.ndim != 1 and all(a.flags.c_contiguous for a in (*arrays, target)):
            values = [v if s else v.reshape(-1) for v, s in zip(values, scalars, strict=True)]
            target = target.reshape(-1)
        self._loop(target.ndim, scalars)(*values, target)

    def _loop(self, ndim: int, scalars: tuple[bool, ...]) -> Dispatcher:
        with self._lock:
            if (ndim, scalars) not in self._loops:
                self._loops[ndim, scalars] = self._kernel(_loop_text(ndim, scalars))
            return self._loops[ndim, scalars]

    def _kernel(self, text: str) -> Dispatcher:
        return compile_text("loop", text, {"function": self._scalar, "prange": prange}, self._options)

    # ---- methods ----

    def _binary(self, method: str) -> None:
        if self.nin != 2:
            raise ValueError(f"{method} only supported for binary functions")

    def _common(self, array: Any, dtype: Any) -> np.ndarray[Any, Any]:
        """The array in the dtype of the function's results, which are its arguments too."""
        a = np.asarray(array)
        if dtype is not None:
            return a.astype(dtype)
        signature = self._choose([a, a])
        a = a if signature is None else a.astype(_dtype(signature, 0), copy=False)
        return a.astype(self._result([_element(a), _element(a)], signature), copy=False)

    def reduce(self, array: Any, axis: Any = 0, dtype: Any = None, out: Any = None, keepdims: bool = False,
               initial: Any = None, where: Any = True) -> Any:
        """Reduce along axes, elements from first to last."""
        self._binary("reduce")
        if where is not True:
            raise TypeError("reduce: where= is not supported; select the elements first")
        a = self._common(array, dtype)
        axes = tuple(range(a.ndim)) if axis is None else tuple(i % a.ndim for i in np.atleast_1d(axis)) if a.ndim else ()
        rest = [i for i in range(a.ndim) if i not in axes]
        count = math.prod(a.shape[i] for i in axes)
        rows = np.ascontiguousarray(a.transpose([*axes, *rest])).reshape(count, math.prod(a.shape[i] for i in rest))
        start = self.identity if initial is None and count == 0 else initial
        if start is not None:
            rows = np.concatenate([np.full((1, rows.shape[1]), start, rows.dtype), rows])
        if len(rows) == 0:
            raise ValueError(f"zero-size array to reduction operation {self.__name__} which has no identity")
        made = np.empty(rows.shape[1], rows.dtype)
        self._method(_REDUCE)(rows, made)
        shape = [1 if i in axes else n for i, n in enumerate(a.shape)] if keepdims else [a.shape[i] for i in rest]
        return _delivered(made.reshape(shape), out)

    def accumulate(self, array: Any, axis: int = 0, dtype: Any = None, out: Any = None) -> Any:
        """Return the partial results of a reduction."""
        self._binary("accumulate")
        a = self._common(array, dtype)
        moved = np.ascontiguousarray(np.moveaxis(a, axis, 0))
        made = np.empty(moved.shape, moved.dtype)
        if moved.size:
            self._method(_ACCUMULATE)(moved.reshape(len(moved), -1), made.reshape(len(moved), -1))
        return _delivered(np.moveaxis(made, 0, axis), out)

    def reduceat(self, array: Any, indices: Any, axis: int = 0, dtype: Any = None, out: Any = None) -> Any:
        """Reduce the slices that start at `indices`."""
        self._binary("reduceat")
        a = np.moveaxis(self._common(array, dtype), axis, 0)
        ends = [*list(indices)[1:], len(a)]
        parts = [self.reduce(a[i:max(j, i + 1)]) for i, j in zip(indices, ends, strict=True)]
        return _delivered(np.moveaxis(np.array(parts), 0, axis), out)

    def outer(self, a: Any, b: Any, **options: Any) -> Any:
        """Apply to all pairs of elements."""
        self._binary("outer")
        a, b = np.asarray(a), np.asarray(b)
        return self(a.reshape(a.shape + (1,) * b.ndim), b, **options)

    def at(self, a: Any, indices: Any, b: Any = None) -> None:
        """Apply in place at indices, those that come again too."""
        flat = np.arange(a.size).reshape(a.shape)[indices].ravel()
        values = np.ascontiguousarray(a).reshape(-1)
        if self.nin == 1:
            for i in flat:
                values[i] = self(values[i])
        else:
            other = np.broadcast_to(np.asarray(b, dtype=a.dtype), np.shape(a[indices])).ravel()
            self._method(_AT)(values, np.ascontiguousarray(flat), np.ascontiguousarray(other))
        a[...] = values.reshape(a.shape)

    def _method(self, text: str) -> Dispatcher:
        with self._lock:
            if text not in self._loops:
                self._loops[text] = self._kernel(text)
            return self._loops[text]


_REDUCE = """def loop(rows, out):
    for j in prange(out.shape[0]):
        s = rows[0, j]
        for i in range(1, rows.shape[0]):
            s = function(s, rows[i, j])
        out[j] = s
"""
_ACCUMULATE = """def loop(rows, out):
    for j in prange(rows.shape[1]):
        s = rows[0, j]
        out[0, j] = s
        for i in range(1, rows.shape[0]):
            s = function(s, rows[i, j])
            out[i, j] = s
"""
_AT = """def loop(values, where, other):
    for k in range(where.shape[0]):
        i = where[k]
        values[i] = function(values[i], other[k])
"""


def _loop_text(ndim: int, scalars: tuple[bool, ...]) -> str:
    """The loop over all elements, outermost dimension first."""
    index = ", ".join(f"i{k}" for k in range(ndim)) or "()"
    names = [f"x{k}" for k in range(len(scalars))]
    lines = [f"def loop({', '.join([*names, 'out'])}):"]
    for k in range(ndim):
        lines.append(f"{'    ' * (k + 1)}for i{k} in {'prange' if k == 0 else 'range'}(out.shape[{k}]):")
    values = ", ".join(n if s else f"{n}[{index}]" for n, s in zip(names, scalars, strict=True))
    lines.append(f"{'    ' * (ndim + 1)}out[{index}] = function({values})")
    return "\n".join(lines) + "\n"


def _element(value: Any) -> str:
    from .argtypes import dtype_text

    if not isinstance(value, np.ndarray):
        return type(value).__name__
    text = dtype_text(value.dtype)
    if text is None:
        raise TypeError(f"dtype {value.dtype} is not supported")
    return text


def _castable(value: Any, dtype: np.dtype[Any], rule: Any) -> bool:
    if isinstance(value, np.ndarray):
        return np.can_cast(value.dtype, dtype, "safe")
    kinds = "biufc"
    return kinds.index({bool: "b", int: "i", float: "f", complex: "c"}[type(value)]) <= kinds.index(dtype.kind)


def _target(out: Any, shape: tuple[int, ...], dtype: np.dtype[Any], casting: Any) -> np.ndarray[Any, Any]:
    if out is None:
        return np.empty(shape, dtype)
    if not isinstance(out, np.ndarray):
        raise TypeError("return arrays must be of ArrayType")
    if np.broadcast_shapes(out.shape, shape) != out.shape:
        raise ValueError(f"non-broadcastable output operand with shape {out.shape} doesn't match the broadcast shape {shape}")
    if not np.can_cast(dtype, out.dtype, casting):
        raise TypeError(f"Cannot cast output from {dtype} to {out.dtype} with casting rule {casting!r}")
    if not out.flags.writeable:
        raise ValueError("output array is read-only")
    return out


def _delivered(value: Any, out: Any) -> Any:
    out = out[0] if isinstance(out, tuple) else out
    if out is not None:
        out[...] = value
        return out
    return value if value.ndim else value[()]
