"""Arguments of every kind made plain: what the C call path does not take itself.

The C path takes equal arrays without options and sends everything else here. `call`
checks the arguments, refuses what is wrong before anything is written, finds the dtypes
by NumPy's rules, makes the output, copies an input that the output would overwrite, and
runs the kernel on plain arrays.

Rationale: nobody can check arguments as readably in C, and a call that needs this
(lists, broadcasting, mixed dtypes, an axis) costs a few microseconds in NumPy too.

Limitations: float16, longdouble, complex, datetime, string and object arrays are refused.
An output that overlaps itself (made with as_strided) is written in no stated order. A masked
array is taken without its mask, as by `np.asarray`.
"""

from __future__ import annotations

import math
import operator
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from . import _native, ztable
from .cancel import CancelToken
from .progress import Reporter, reporter

__all__ = ["DTYPES", "call"]

DTYPES = ztable.DTYPES
_NUMBERS = {name: i + 1 for i, name in enumerate(DTYPES)}  # 0 is "no dtype" in Go and C
_NO_AXIS = -(1 << 63)
_COMPARISONS = {"equal", "not_equal", "less", "less_equal", "greater", "greater_equal"}

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[Any]


class Inputs(NamedTuple):
    """The arguments of one call, checked one by one."""

    kernel: ztable.Kernel
    number: int
    arrays: list[Array]
    params: list[int | float]
    axis: int | None
    compute: str
    result: str


def call(number: int, *values: Any) -> Any:
    """Run a kernel by its number in the table; the last values are timeout, progress, cancel.

    Raises
    ------
    TypeError, ValueError, IndexError, OverflowError
        An argument is wrong; the message names it. Nothing is written.
    """
    kernel = ztable.KERNELS[number]
    *arguments, timeout, progress, cancel = values
    nanoseconds, token = _timeout(timeout), _token(cancel)
    out = arguments.pop() if kernel.out else None
    if out is not None and not isinstance(out, np.ndarray):
        raise TypeError(f"out: expected a numpy.ndarray, got {type(out).__name__}")
    if kernel.name in _COMPARISONS and (exact := _compare_exactly(kernel, arguments, out)) is not None:
        return exact
    inputs = _inputs(kernel, number, arguments)
    target = _Target(inputs, out)
    with reporter(progress, kernel.name) as report:
        result = _run(inputs, target.array, nanoseconds, token, report)
    return target.finish(result)


def _run(inputs: Inputs, out: Array | None, nanoseconds: int, token: int, report: Reporter | None) -> Any:
    axis = _NO_AXIS if inputs.axis is None else inputs.axis
    return _native.module().run(
        inputs.number, tuple(inputs.arrays), () if out is None else (out,), tuple(inputs.params), axis,
        _NUMBERS.get(inputs.compute, 0), nanoseconds, token, report, 0)


# ---- arguments ----

def _inputs(kernel: ztable.Kernel, number: int, values: Sequence[Any]) -> Inputs:
    if kernel.name == "bincount":
        values = _counts_of_nothing(values)
    given = [(arg, value) for arg, value in zip(kernel.args, values, strict=True)
             if not (arg.role == "array" and arg.optional and value is None)]
    raw = [(arg, value) for arg, value in given if arg.role == "array"]
    compute, result = _dtypes(kernel, raw)
    arrays = [_as_array(kernel, arg, value, compute) for arg, value in raw]
    params = [_param(arg, value) for arg, value in given if arg.role not in ("array", "axis")]
    axis = next((_axis(value, arrays[0].ndim) for arg, value in given if arg.role == "axis"), None)
    return Inputs(kernel, number, arrays, params, axis, compute, result)


def _counts_of_nothing(values: Sequence[Any]) -> Sequence[Any]:
    """NumPy counts an empty x of any dtype, and without its weights: zeros of int64."""
    x, _weights, *rest = values
    if _plain("x", x).shape == (0,):
        return [np.empty(0, np.int64), None, *rest]
    return values


def _plain(name: str, value: Any) -> Array:
    """`np.asarray` of a supported dtype in native byte order."""
    try:
        array = np.asarray(value)
    except (TypeError, ValueError) as error:
        raise type(error)(f"{name}: {error}") from None
    if not array.dtype.isnative:
        array = array.astype(array.dtype.newbyteorder("="))
    if array.dtype.name not in _NUMBERS:
        raise TypeError(f"{name}: dtype {array.dtype.name} is not supported; kernels take bool, integers, float32 and "
                        f"float64{_advice(array.dtype)}")
    return array


def _advice(dtype: np.dtype[Any]) -> str:
    if dtype.name in ("float16", "longdouble", "float128"):
        return "; convert it with astype(np.float64)"
    if dtype.kind == "c":
        return "; take its .real, .imag or np.abs()"
    return ""


def _weak(value: Any) -> bool:
    """Python's own numbers take the dtype of the arrays beside them (NEP 50)."""
    return type(value) in (int, float, bool)


def _dtypes(kernel: ztable.Kernel, raw: Sequence[tuple[ztable.Arg, Any]]) -> tuple[str, str]:
    """Return the dtypes that the kernel computes in and gives, by NumPy's promotion."""
    if not raw:
        return "", ""
    free = [(arg, value) for arg, value in raw if not arg.cast] or list(raw[:1])
    common = _common(kernel, free)
    if common not in kernel.types:
        names = ", ".join(f"{arg.name}: {_plain(arg.name, value).dtype.name}" for arg, value in free)
        raise TypeError(f"{kernel.name}: not defined for {names}; it takes {', '.join(kernel.types) or 'no arrays'}")
    compute, result = kernel.types[common]
    return compute, next((arg.result for arg, _ in raw if arg.result), result)


def _common(kernel: ztable.Kernel, free: Sequence[tuple[ztable.Arg, Any]]) -> str:
    """The dtype that all free arrays are promoted to.

    A function of floats promotes its integers to floats one by one: int8 with uint16 is
    float32, as in NumPy, though both fit an int32.
    """
    parts = [value if _weak(value) and type(value) is not bool else _plain(arg.name, value).dtype for arg, value in free]
    if kernel.types.get("int16", ("",))[0] == "float32" and all(isinstance(part, np.dtype) for part in parts):
        parts = [_FLOATS.get(part.itemsize, "float64") if part.kind in "biu" else part for part in parts]
    common = np.result_type(*parts).name
    return "int8" if common == "float16" else common


_FLOATS = {1: "float16", 2: "float32"}  # what NumPy's functions of floats make of integers, by their size


def _as_array(kernel: ztable.Kernel, arg: ztable.Arg, value: Any, compute: str) -> Array:
    if kernel.name.startswith("logical_") and _weak(value):
        return np.asarray(bool(value))  # whether it fits the dtype does not matter
    if _weak(value) and not arg.cast and type(value) is not bool:
        return _scalar_array(arg.name, value, compute)
    return _plain(arg.name, value)


def _scalar_array(name: str, value: float, compute: str) -> Array:
    try:
        return np.asarray(value, dtype=compute)
    except OverflowError as error:
        raise OverflowError(f"{name}: {error}") from None


def _param(arg: ztable.Arg, value: Any) -> int | float:
    return {"float": _float, "int": _int, "seed": _seed}[arg.role](arg.name, value)


def _float(name: str, value: Any) -> float:
    try:
        if isinstance(value, (str, bytes)):
            raise TypeError
        return float(value)
    except (TypeError, ValueError):
        raise TypeError(f"{name}: expected a number, got {_short(value)}") from None


def _int(name: str, value: Any) -> int:
    try:
        number = operator.index(value)
    except TypeError:
        raise TypeError(f"{name}: expected an integer, got {_short(value)}") from None
    if not -(1 << 63) <= number < 1 << 63:
        raise OverflowError(f"{name}: {number} does not fit 64 bits")
    return number


def _seed(name: str, value: Any) -> int:
    if value is None:
        return int(_native.module().capi_Seed()) & ((1 << 64) - 1)
    try:
        number = operator.index(value)
    except TypeError:
        raise TypeError(f"{name}: expected an integer or None, got {_short(value)}") from None
    if not 0 <= number < 1 << 64:
        raise ValueError(f"{name}: expected an integer from 0 to 2**64-1, got {number}")
    return number


def _axis(value: Any, ndim: int) -> int | None:
    if value is None:
        return None
    try:
        axis = operator.index(value)
    except TypeError:
        raise TypeError(f"axis: expected an integer or None, got {_short(value)}; "
                        "for several axes reduce one after the other") from None
    if not -ndim <= axis < ndim:
        raise np.exceptions.AxisError(axis, ndim)
    return axis % ndim


def _short(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 40 else type(value).__name__


def _timeout(value: Any) -> int:
    if value is None:
        return 0
    seconds = _float("timeout", value)
    if not seconds > 0:
        raise ValueError(f"timeout: expected seconds above 0, got {seconds!r}")
    return max(1, int(min(seconds, 1e9) * 1e9)) if math.isfinite(seconds) else 0


def _token(value: Any) -> int:
    if value is None:
        return 0
    if not isinstance(value, CancelToken):
        raise TypeError(f"cancel: expected a gokernels.CancelToken, got {type(value).__name__}")
    return value._native_handle()


# ---- results ----

class _Target:
    """The array that the kernel writes, and what the caller gets."""

    def __init__(self, inputs: Inputs, out: Array | None) -> None:
        self.out = out
        self.array: Array | None = None
        shape = _SHAPES[inputs.kernel.kind](inputs)
        if shape is None or (shape == () and out is None and inputs.kernel.kind != "elementwise"):
            return
        if out is None:
            self.array = np.empty(shape, inputs.result, order=_order(inputs))
            return
        _check_out(inputs, out, shape)
        self.array = out if out.dtype.name in _NUMBERS and out.dtype.isnative else np.empty(shape, inputs.result)
        _separate(inputs, self.array)

    def finish(self, result: Any) -> Any:
        """Return what NumPy would: `out` itself, an array, or a scalar for no dimensions."""
        if self.array is None:
            return result
        if self.out is None:
            return self.array if self.array.ndim else self.array[()]
        if self.out is not self.array:
            self.out[...] = self.array
        return self.out


def _order(inputs: Inputs) -> Any:
    """Fortran order when all arrays have it, as NumPy's order='K'."""
    if inputs.kernel.kind != "elementwise":
        return "C"
    full = [a for a in inputs.arrays if a.ndim > 1]
    fortran = full and all(a.flags.f_contiguous and not a.flags.c_contiguous for a in full)
    return "F" if fortran else "C"


def _check_out(inputs: Inputs, out: Array, shape: tuple[int, ...]) -> None:
    if out.shape != shape:
        raise ValueError(f"out: expected shape {shape}, got {out.shape}")
    if not out.flags.writeable:
        raise ValueError("out: the array is read-only")
    if not np.can_cast(inputs.result, out.dtype, "same_kind"):
        raise TypeError(f"out: the result's dtype {inputs.result} cannot be cast to {out.dtype.name} by the rule "
                        "'same_kind'; make out of a wider dtype")


def _separate(inputs: Inputs, out: Array) -> None:
    """Copy every input that writing `out` could change before it is read."""
    for i, array in enumerate(inputs.arrays):
        alike = inputs.kernel.kind == "elementwise" and _same_view(array, out)
        if not alike and np.may_share_memory(array, out):
            inputs.arrays[i] = array.copy()


def _same_view(a: Array, b: Array) -> bool:
    return (a.__array_interface__["data"][0] == b.__array_interface__["data"][0] and a.shape == b.shape
            and a.strides == b.strides and a.dtype == b.dtype)


def _broadcast(inputs: Inputs) -> tuple[int, ...]:
    try:
        return np.broadcast_shapes(*(a.shape for a in inputs.arrays))
    except ValueError:
        shapes = ", ".join(f"{arg.name} {a.shape}" for arg, a in zip(_array_args(inputs), inputs.arrays, strict=False))
        raise ValueError(f"{inputs.kernel.name}: the shapes do not fit together: {shapes}") from None


def _array_args(inputs: Inputs) -> list[ztable.Arg]:
    return [arg for arg in inputs.kernel.args if arg.role == "array"]


def _reduced(inputs: Inputs) -> tuple[int, ...]:
    if inputs.axis is None:
        return ()
    shape = inputs.arrays[0].shape
    return shape[:inputs.axis] + shape[inputs.axis + 1:]


def _scanned(inputs: Inputs) -> tuple[int, ...]:
    a = inputs.arrays[0]
    return (a.size,) if inputs.axis is None else a.shape


def _contracted(inputs: Inputs) -> tuple[int, ...]:
    a, b = inputs.arrays
    inner = a.shape[-1:], b.shape[:1] if b.ndim == 1 else b.shape[-2:-1]
    if not 1 <= a.ndim <= 2 or not 1 <= b.ndim <= 2:
        raise ValueError(f"{inputs.kernel.name}: a and b must have 1 or 2 dimensions, got {a.ndim} and {b.ndim}")
    if inner[0] != inner[1]:
        raise ValueError(f"{inputs.kernel.name}: the shapes do not fit together: a {a.shape}, b {b.shape}")
    return a.shape[:-1] + b.shape[1:]


_SHAPES: dict[str, Callable[[Inputs], tuple[int, ...] | None]] = {
    "elementwise": _broadcast, "reduction": _reduced, "scan": _scanned, "contraction": _contracted,
    "counting": lambda inputs: _counted(inputs), "program": lambda inputs: None,
}


def _counted(inputs: Inputs) -> tuple[int, ...]:
    """Length of a histogram (a, bins, …) or of bincount (x, weights, minlength)."""
    if inputs.kernel.name == "histogram":
        return (int(inputs.params[0]),)
    x, least = inputs.arrays[0], int(inputs.params[-1])
    if least < 0:
        raise ValueError(f"minlength: expected 0 or more, got {least}")
    largest = int(_native.module().run(_BY_NAME["max"], (x,), (), (), _NO_AXIS, 0, 0, 0, None, 0)) if x.size else -1
    return (max(least, largest + 1),)


_BY_NAME = {kernel.name: i for i, kernel in enumerate(ztable.KERNELS)}


def _compare_exactly(kernel: ztable.Kernel, values: Sequence[Any], out: Array | None) -> Any:
    """Comparisons that no common dtype holds: int64 with uint64, Python integers out of range.

    NumPy compares those exactly, one pair at a time; so they are NumPy's.
    """
    kinds = [_plain(arg.name, v).dtype for arg, v in zip(kernel.args, values, strict=True) if not _weak(v)]
    mixed = len(kinds) == 2 and all(k.kind in "iu" for k in kinds) and np.result_type(*kinds).kind == "f"
    outside = any(type(v) is int for v in values) and len(kinds) == 1 and kinds[0].kind in "iu" and not all(
        np.iinfo(kinds[0]).min <= v <= np.iinfo(kinds[0]).max for v in values if type(v) is int)
    if not mixed and not outside:
        return None
    return getattr(np, kernel.name)(*values, out=out)
