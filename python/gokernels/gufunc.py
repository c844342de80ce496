"""`guvectorize`: a function of small arrays, called for each of the places of larger ones."""

from __future__ import annotations

import re
import threading
from types import FunctionType
from typing import Any

import numpy as np

from . import signatures as sigs
from .decorators import _check
from .dispatcher import Dispatcher
from .generated import compile_text
from .ranges import prange
from .types import Array, Scalar, Signature, Type

__all__ = ["GUFunc", "make"]


def make(args: tuple[Any, ...], options: dict[str, Any]) -> Any:
    """Do what `guvectorize` does: arguments are [signatures,] layout."""
    _check(options)
    if not args or len(args) > 2 or not isinstance(args[-1], str):
        raise TypeError("guvectorize takes signatures and a layout, as in guvectorize(['void(f8[:], f8[:])'], '(n)->(n)')")
    parse(args[-1])
    declared = sigs.normalise(list(args[0]) if isinstance(args[0], list | tuple) else args[0]) if len(args) == 2 else []
    return lambda function: GUFunc(function, declared, args[-1], options)


def parse(layout: str) -> tuple[list[list[str]], list[list[str]]]:
    """Return the core dimensions of inputs and outputs."""
    one = r"\(\s*(?:\w+\s*(?:,\s*\w+\s*)*)?\)"
    many = rf"\s*{one}\s*(?:,\s*{one}\s*)*"
    if not re.fullmatch(rf"{many}->{many}", layout):
        raise ValueError(f"{layout!r} is no layout; write for example '(n),()->(n)'")
    left, right = layout.split("->")
    return _dimensions(left), _dimensions(right)


def _dimensions(text: str) -> list[list[str]]:
    return [re.findall(r"\w+", part) for part in re.findall(r"\(([^)]*)\)", text)]


class GUFunc:
    """A generalised ufunc: loop dimensions broadcast, core dimensions are the function's."""

    def __init__(self, function: Any, declared: list[Signature], layout: str, options: dict[str, Any]) -> None:
        self.py_func: FunctionType = function.py_func if isinstance(function, Dispatcher) else function
        self.signature = layout
        self._inputs, self._outputs = parse(layout)
        self.nin, self.nout = len(self._inputs), len(self._outputs)
        self.nargs = self.nin + self.nout
        inner = {k: v for k, v in options.items() if k in ("fastmath", "error_model")}
        self._inner = Dispatcher(self.py_func, inner)
        self._options = {**inner, "parallel": options.get("target") == "parallel"}
        self._declared, self._all = declared, options
        self._loops: dict[Any, Dispatcher] = {}
        self._lock = threading.RLock()
        self._check_layout()
        self.__name__, self.__qualname__ = self.py_func.__name__, self.py_func.__qualname__
        self.__module__, self.__doc__ = self.py_func.__module__, self.py_func.__doc__
        self.__wrapped__ = self.py_func

    def _check_layout(self) -> None:
        known = {name for dims in self._inputs for name in dims}
        for name in (name for dims in self._outputs for name in dims):
            if name not in known and not name.isdecimal():
                raise NameError(f"undefined output symbols: {name}")
        wrong = [s for s in self._declared if len(s.args) != self.nargs]
        if wrong or self.py_func.__code__.co_argcount != self.nargs:
            raise TypeError(f"layout {self.signature!r} has {self.nargs} arguments; the function and its signatures must too")

    def __reduce__(self) -> Any:
        return GUFunc, (self._inner, self._declared, self.signature, self._all)

    def __repr__(self) -> str:
        return f"<gokernels.GUFunc {self.__name__!r} {self.signature}>"

    @property
    def types(self) -> list[str]:
        """The loops by characters of dtypes."""
        chars = [[_dtype(t).char for t in s.args] for s in self._declared]
        return ["".join(c[:self.nin]) + "->" + "".join(c[self.nin:]) for c in chars]

    def __call__(self, *args: Any, out: Any = None) -> Any:
        """Call for all places, with broadcasting; outputs are made unless given."""
        given = list(args[self.nin:]) + list(out if isinstance(out, tuple) else [] if out is None else [out])
        if len(args) < self.nin or len(given) not in (0, self.nout):
            raise TypeError(f"{self.__name__}() takes {self.nin} inputs and {self.nout} outputs or none of them")
        inputs = [np.asarray(a) for a in args[:self.nin]]
        signature = self._choose(inputs, given)
        inputs = [a.astype(_dtype(signature.args[i]), copy=False) for i, a in enumerate(inputs)] if signature else inputs
        sizes, shape = self._shapes(inputs)
        outputs = given or [np.empty(shape + self._core(dims, sizes), self._out_dtype(signature, inputs, k))
                            for k, dims in enumerate(self._outputs)]
        self._run(signature, inputs, outputs, shape, sizes)
        values = outputs if given else [o if o.ndim else o[()] for o in outputs]
        return values[0] if len(values) == 1 else tuple(values)

    def _choose(self, inputs: list[Any], outputs: list[Any]) -> Signature | None:
        if not self._declared:
            if not outputs:
                raise TypeError(f"{self.__name__}: without signatures the outputs must be given")
            return None
        for signature in self._declared:
            if all(np.can_cast(a.dtype, _dtype(t), "safe") for a, t in zip(inputs, signature.args, strict=False)):
                return signature
        raise TypeError(f"{self.__name__}: no signature fits {', '.join(str(a.dtype) for a in inputs)}; it has "
                        f"{', '.join(self.types)}")

    def _out_dtype(self, signature: Signature | None, inputs: list[Any], k: int) -> np.dtype[Any]:
        return np.result_type(*inputs) if signature is None else _dtype(signature.args[self.nin + k])

    def _shapes(self, inputs: list[Any]) -> tuple[dict[str, int], tuple[int, ...]]:
        sizes: dict[str, int] = {}
        loops = []
        for i, (a, dims) in enumerate(zip(inputs, self._inputs, strict=True)):
            if a.ndim < len(dims):
                raise ValueError(f"{self.__name__}: input {i} has {a.ndim} dimensions, but needs {len(dims)}")
            cut = a.ndim - len(dims)
            loops.append(a.shape[:cut])
            for name, size in zip(dims, a.shape[cut:], strict=True):
                if sizes.setdefault(name, int(name) if name.isdecimal() else size) != size:
                    raise ValueError(f"{self.__name__}: input {i} has a mismatch in its core dimension {name}: "
                                     f"{size} is different from {sizes[name]}")
        return sizes, np.broadcast_shapes(*loops)

    def _core(self, dims: list[str], sizes: dict[str, int]) -> tuple[int, ...]:
        return tuple(int(n) if n.isdecimal() else sizes[n] for n in dims)

    def _run(self, signature: Signature | None, inputs: list[Any], outputs: list[Any], shape: tuple[int, ...],
             sizes: dict[str, int]) -> None:
        values, scalars = [], []
        for i, (a, dims) in enumerate(zip(inputs, self._inputs, strict=True)):
            scalar = not dims and (signature is None or isinstance(signature.args[i], Scalar))
            core = self._core(dims, sizes)
            a = np.broadcast_to(a, shape + core)
            values.append(a if scalar or dims else a[..., np.newaxis])
            scalars.append(scalar)
        made = [_output(o, shape + self._core(dims, sizes), self.__name__)
                for o, dims in zip(outputs, self._outputs, strict=True)]
        views = [m if dims else m[..., np.newaxis] for m, dims in zip(made, self._outputs, strict=True)]
        if int(np.prod(shape)):
            self._loop(len(shape), tuple(scalars))(*values, *views)
        for o, m in zip(outputs, made, strict=True):
            if o is not m:
                o[...] = m

    def _loop(self, ndim: int, scalars: tuple[bool, ...]) -> Dispatcher:
        with self._lock:
            if (ndim, scalars) not in self._loops:
                space = {"function": self._inner, "prange": prange}
                self._loops[ndim, scalars] = compile_text("loop", self._text(ndim, scalars), space, self._options)
            return self._loops[ndim, scalars]

    def _text(self, ndim: int, scalars: tuple[bool, ...]) -> str:
        """Loops over the loop dimensions that pass views of the core dimensions."""
        names = [f"x{k}" for k in range(self.nargs)]
        cores = [max(1, len(d)) for d in self._inputs + self._outputs]
        index = [f"i{k}" for k in range(ndim)]
        parts = []
        for k, name in enumerate(names):
            scalar = k < self.nin and scalars[k]
            full = [*index, *([] if scalar else [":"] * cores[k])]
            parts.append(f"{name}[{', '.join(full) or '()'}]")
        lines = [f"def loop({', '.join(names)}):"]
        for k in range(ndim):
            lines.append(f"{'    ' * (k + 1)}for i{k} in {'prange' if k == 0 else 'range'}({names[-1]}.shape[{k}]):")
        lines.append(f"{'    ' * (ndim + 1)}function({', '.join(parts)})")
        return "\n".join(lines) + "\n"


def _dtype(kind: Type) -> np.dtype[Any]:
    inner = kind.dtype if isinstance(kind, Array) else kind
    if not isinstance(inner, Scalar):
        raise TypeError(f"guvectorize takes signatures of arrays and scalars, got {kind}")
    return inner.dtype


def _output(out: Any, shape: tuple[int, ...], name: str) -> np.ndarray[Any, Any]:
    """The array that is written: the caller's own, which keeps what the function does not write."""
    if not isinstance(out, np.ndarray) or not out.flags.writeable:
        raise TypeError(f"{name}: outputs must be writable arrays")
    if out.shape != shape:
        raise ValueError(f"{name}: an output has shape {out.shape}, expected {shape}")
    return out
