"""`stencil`: kernels with relative indices, rewritten to ordinary functions and loops before they are compiled.

The kernel ``a[0, -1] + a[0, 1]`` becomes a function of the place, ``a[i0, i1 - 1] + a[i0, i1 + 1]``,
that a generated loop calls for every place whose neighbours are all inside; the border gets `cval`.
"""

from __future__ import annotations

import ast
import copy
import threading
from types import FunctionType
from typing import Any

import numpy as np

from .dispatcher import Dispatcher
from .errors import UnsupportedError
from .generated import compile_text
from .ranges import prange

__all__ = ["Stencil", "make"]

_OPTIONS = {"cval", "neighborhood", "standard_indexing", "mode", "func_or_mode", "parallel"}


def make(given: Any, options: dict[str, Any]) -> Any:
    """Do what `stencil` does."""
    if unknown := sorted(set(options) - _OPTIONS):
        raise TypeError(f"stencil: unknown option {unknown[0]!r}")
    given = options.get("func_or_mode", given)
    mode = given if isinstance(given, str) else options.get("mode", "constant")
    if mode != "constant":
        raise UnsupportedError(f"stencil mode {mode!r} is not supported; there is 'constant', with cval for the border")
    if isinstance(given, FunctionType | Dispatcher):
        return Stencil(given, options)
    return lambda function: Stencil(function, options)


class Stencil:
    """A stencil: called with arrays, from Python and from compiled functions."""

    _gokernels_kind = ""

    def __init__(self, function: Any, options: dict[str, Any]) -> None:
        self.py_func: FunctionType = function.py_func if isinstance(function, Dispatcher) else function
        self.options = options
        self._made: dict[tuple[int, ...], tuple[Dispatcher, Dispatcher, Any]] = {}
        self._lock = threading.RLock()
        self.neighborhood = options.get("neighborhood")
        self.__name__, self.__doc__ = self.py_func.__name__, self.py_func.__doc__
        self.__wrapped__ = self.py_func

    def __reduce__(self) -> Any:
        return Stencil, (Dispatcher(self.py_func, {}), self.options)

    def __repr__(self) -> str:
        return f"<gokernels.Stencil {self.__name__!r}>"

    def __call__(self, *args: Any, out: Any = None) -> Any:
        """Apply the kernel at every place; the result has the shape of the first array."""
        args = tuple(np.asarray(a) if isinstance(a, list) else a for a in args)
        if not args or not isinstance(args[0], np.ndarray) or args[0].ndim == 0:
            raise TypeError(f"{self.__name__}: the first argument of a stencil must be an array")
        point, loop, ends = self._compiled_for(self._ranks(args))
        shape = args[0].shape
        if any(isinstance(a, np.ndarray) and self._relative(k) and a.shape != shape for k, a in enumerate(args)):
            raise ValueError(f"{self.__name__}: arrays with relative indices must have the shape of the first, {shape}")
        made = np.empty(shape, self._dtype(point, args)) if out is None else out
        if made.shape != shape:
            raise ValueError(f"{self.__name__}: out has shape {made.shape}, expected {shape}")
        if out is not None and any(isinstance(a, np.ndarray) and np.may_share_memory(a, out) for a in args):
            made = out.copy()
        if out is None or "cval" in self.options:  # without cval the border of out stays as it is
            _border(made, ends, self.options.get("cval", 0))
        if all(lo + hi < n for (lo, hi), n in zip(ends, shape, strict=True)):
            loop(*args, made)
        if out is not None and made is not out:
            out[...] = made
        return made if out is None else out

    def _relative(self, k: int) -> bool:
        return self.py_func.__code__.co_varnames[k] not in self.options.get("standard_indexing", ())

    def _ranks(self, args: tuple[Any, ...]) -> tuple[int, ...]:
        return tuple(a.ndim if isinstance(a, np.ndarray) and self._relative(k) else 0 for k, a in enumerate(args))

    def _dtype(self, point: Dispatcher, args: tuple[Any, ...]) -> np.dtype[Any]:
        """What the kernel returns, or cval where that is wider."""
        from .types import Scalar, from_text

        values = tuple(args) + (0,) * args[0].ndim
        with point._lock:
            unit, types = point._unit_for(values)
            point._compile(unit, types, values)
            result = from_text(point._made[types][0].result)
        if not isinstance(result, Scalar):
            raise TypeError(f"{self.__name__}: a stencil kernel must return a number, got {result}")
        return result.dtype

    def _compiled(self) -> Dispatcher:
        """The stencil as a function that compiled ones call, for a kernel of the rank that its indices show."""
        with self._lock:
            ranks = _ranks_by_indices(self._tree(), self.options.get("standard_indexing", ()))
            whole: Dispatcher | None = getattr(self, "_whole", None)
            if whole is None:
                point, loop, ends = self._compiled_for(ranks)
                whole = self._whole = self._inside(point, loop, ends, ranks)
            return whole

    def _inside(self, point: Dispatcher, loop: Dispatcher, ends: Any, ranks: tuple[int, ...]) -> Dispatcher:
        names = [f"p{k}" for k in range(len(ranks))]
        first, listed = names[0], ", ".join(names)
        start = ", ".join(str(lo) for lo, _ in ends)
        small = " or ".join(f"{first}.shape[{k}] <= {lo + hi}" for k, (lo, hi) in enumerate(ends))
        text = (f"def whole({listed}):\n    if {small}:\n"
                f"        raise ValueError('an array is smaller than the neighbourhood of stencil {self.__name__}')\n"
                f"    out = np.full({first}.shape, point({listed}, {start}))\n    out[...] = cval\n"
                f"    loop({listed}, out)\n    return out\n")
        return compile_text("whole", text, {"np": np, "point": point, "loop": loop, "cval": self.options.get("cval", 0)}, {})

    def _tree(self) -> Any:
        return copy.deepcopy(Dispatcher(self.py_func, {})._source().node)

    def _compiled_for(self, ranks: tuple[int, ...]) -> tuple[Dispatcher, Dispatcher, Any]:
        with self._lock:
            if ranks not in self._made:
                self._made[ranks] = self._compile(ranks)
            return self._made[ranks]

    def _compile(self, ranks: tuple[int, ...]) -> tuple[Dispatcher, Dispatcher, Any]:
        rewriter = _Rewriter(self._tree(), ranks, self.neighborhood)
        space = {**self.py_func.__globals__, **_closure(self.py_func)}
        point = compile_text("point", rewriter.text(), space, {})
        loop = compile_text("loop", _loop(len(ranks), ranks[0], rewriter.ends),
                            {"point": point, "prange": prange}, {"parallel": True})
        return point, loop, rewriter.ends


def _closure(function: FunctionType) -> dict[str, Any]:
    return {name: cell.cell_contents
            for name, cell in zip(function.__code__.co_freevars, function.__closure__ or (), strict=True)}


def _border(made: np.ndarray[Any, Any], ends: Any, cval: Any) -> None:
    for k, (low, high) in enumerate(ends):
        view = np.moveaxis(made, k, 0)
        view[:low] = cval
        if high:
            view[max(0, len(view) - high):] = cval


def _loop(count: int, ndim: int, ends: Any) -> str:
    names = ", ".join(f"p{k}" for k in range(count))
    index = ", ".join(f"i{k}" for k in range(ndim))
    lines = [f"def loop({names}, out):"]
    for k, (low, high) in enumerate(ends):
        lines.append(f"{'    ' * (k + 1)}for i{k} in {'prange' if k == 0 else 'range'}({low}, out.shape[{k}] - {high}):")
    lines.append(f"{'    ' * (ndim + 1)}out[{index}] = point({names}, {index})")
    return "\n".join(lines) + "\n"


def _ranks_by_indices(node: Any, standard: Any) -> tuple[int, ...]:
    """Ranks of the parameters, as the kernel indexes them: 0 for those that it does not."""
    names = [a.arg for a in node.args.args]
    ranks = dict.fromkeys(names, 0)
    relative = set(names) - set(standard)
    for child in ast.walk(node):
        if isinstance(child, ast.Subscript) and isinstance(child.value, ast.Name) and child.value.id in relative:
            ranks[child.value.id] = len(child.slice.elts) if isinstance(child.slice, ast.Tuple) else 1
    return tuple(ranks.values())


class _Rewriter(ast.NodeTransformer):
    """Makes relative indices absolute, and notes how far they reach."""

    def __init__(self, node: Any, ranks: tuple[int, ...], neighborhood: Any) -> None:
        self.node = node
        self.names = {a.arg: rank for a, rank in zip(node.args.args, ranks, strict=True) if rank}
        self.fixed = neighborhood is not None
        self.ends = [(max(0, -int(lo)), max(0, int(hi))) for lo, hi in neighborhood or [(0, 0)] * ranks[0]]
        if len(self.ends) != ranks[0]:
            raise ValueError(f"neighborhood: expected a pair for each of the {ranks[0]} dimensions")

    def text(self) -> str:
        """Return the source of the function of a place."""
        node = self.node
        places = [ast.arg(f"i{k}__") for k in range(len(self.ends))]
        body = [ast.Return(node.body)] if isinstance(node, ast.Lambda) else node.body
        args = ast.arguments(posonlyargs=[], args=[*node.args.args, *places], kwonlyargs=[], kw_defaults=[], defaults=[])
        for arg in node.args.args:
            arg.annotation = None
        body = [self.visit(statement) for statement in body]
        made = ast.FunctionDef(name="point", args=args, body=body, decorator_list=[], returns=None, lineno=1, col_offset=0)
        if "type_params" in ast.FunctionDef._fields:
            setattr(made, "type_params", [])  # noqa: B010
        return ast.unparse(ast.fix_missing_locations(made)) + "\n"

    def visit_Subscript(self, node: ast.Subscript) -> Any:
        """Add the place to each index."""
        if not isinstance(node.value, ast.Name) or node.value.id not in self.names:
            return self.generic_visit(node)
        if not isinstance(node.ctx, ast.Load):
            raise UnsupportedError(f"a stencil kernel must not assign to {node.value.id}, which has relative indices")
        parts = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
        if len(parts) != len(self.ends):
            raise UnsupportedError(f"{ast.unparse(node)}: {len(self.ends)} relative indices were expected")
        moved = [self._moved(k, self.visit(part)) for k, part in enumerate(parts)]
        index: ast.expr = ast.Tuple(moved, ast.Load()) if len(moved) > 1 else moved[0]
        return ast.Subscript(node.value, index, ast.Load())

    def _moved(self, k: int, part: ast.expr) -> ast.expr:
        if isinstance(part, ast.Slice):
            raise UnsupportedError("slices of relative indices are not supported in stencils; write the indices, or a loop")
        if not self.fixed:
            self._reach(k, part)
        return ast.BinOp(ast.Name(f"i{k}__", ast.Load()), ast.Add(), part)

    def _reach(self, k: int, part: ast.expr) -> None:
        try:
            offset = ast.literal_eval(part)
        except ValueError:
            raise UnsupportedError(f"the relative index {ast.unparse(part)} is no constant: give the stencil a neighborhood, "
                                   "one pair (lowest, highest) a dimension") from None
        low, high = self.ends[k]
        self.ends[k] = max(low, -offset), max(high, offset)
