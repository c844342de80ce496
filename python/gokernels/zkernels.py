"""Generated from the kernel table by capi/binding/generate.py. DO NOT EDIT."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from . import _native

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    from .cancel import CancelToken

    Progress = bool | Callable[[int, int], object] | None

__name__ = "gokernels.kernels"  # where users find and pickle finds these functions

__all__ = [
    "absolute",
    "add",
    "all",
    "any",
    "arccos",
    "arcsin",
    "arctan",
    "arctan2",
    "argmax",
    "argmin",
    "bincount",
    "bitwise_and",
    "bitwise_or",
    "bitwise_xor",
    "cbrt",
    "ceil",
    "clip",
    "cos",
    "cosh",
    "cumsum",
    "divide",
    "dot",
    "equal",
    "erf",
    "exp",
    "exp2",
    "exp_linear",
    "expm1",
    "floor",
    "floor_divide",
    "gaussians",
    "greater",
    "greater_equal",
    "histogram",
    "hypot",
    "invert",
    "isfinite",
    "isinf",
    "isnan",
    "kde",
    "left_shift",
    "less",
    "less_equal",
    "log",
    "log10",
    "log1p",
    "log2",
    "logical_and",
    "logical_not",
    "logical_or",
    "logical_xor",
    "max",
    "maximum",
    "mean",
    "min",
    "minimum",
    "monte_carlo_pi",
    "multiply",
    "negative",
    "not_equal",
    "power",
    "prod",
    "reciprocal",
    "remainder",
    "right_shift",
    "rint",
    "sign",
    "sin",
    "sinh",
    "sqrt",
    "square",
    "squares",
    "std",
    "subtract",
    "sum",
    "tan",
    "tanh",
    "trunc",
    "var",
    "where",
]

def exp(a: ArrayLike, out: NDArray[Any] | None = None, *, timeout: float | None = None, progress: Progress = None, cancel: CancelToken | None = None) -> Any:
    """Exponential of each element.

    Parameters
    ----------
    a : array_like
        The numbers.
    out : numpy.ndarray, optional
        Where to write; of the result's shape, and of a dtype that it can be cast to (same kind).
        It may be one of the inputs.
    timeout : float, optional
        Seconds after which the call is stopped with TimeoutError.
    progress : bool or callable, optional
        True draws a bar (tqdm); a callable gets ``(done, total)``, in this thread.
    cancel : CancelToken, optional
        Stops the call from another thread.

    Returns
    -------
    An array of floats of the shape of `a`.

    Notes
    -----
    Within 4 ULP of ``np.exp(a)``, whatever the number of threads.

    Bools and integers of 8 bits give float64, where NumPy gives float16.
    """
    return _native.call(0, a, out, timeout, progress, cancel)


def exp2(a: ArrayLike, out: NDArray[Any] | None = None, *, timeout: float | None = None, progress: Progress = None, cancel: CancelToken | None = None) -> Any:
    """2 to the power of each element.

    Parameters
    ----------
    a : array_like
        The numbers.
    out : numpy.ndarray, optional
        Where to write; of the result's shape, and of a dtype that it can be cast to (same kind).
        It may be one of the inputs.
    timeout : float, optional
        Seconds after which the call is stopped with TimeoutError.
    progress : bool or callable, optional
        True draws a bar (tqdm); a callable gets ``(done, total)``, in this thread.
    cancel : CancelToken, optional
        Stops the call from another thread.

    Returns
    -------
    An array of floats of the shape of `a`.

    Notes
    -----
    Within 4 ULP of ``np.exp2(a)``, whatever the number of threads.

    Bools and integers of 8 bits give float64, where NumPy gives float16.
    """
    return _native.call(1, a, out, timeout, progress, cancel)


def expm1(a: ArrayLike, out: NDArray[Any] | None = None, *, timeout: float | None = None, progress: Progress = None, cancel: CancelToken | None = None) -> Any:
    """exp(a) - 1, precise for small elements too.

    Parameters
    ----------
    a : array_like
        The numbers.
    out : numpy.ndarray, optional
        Where to write; of the result's shape, and of a dtype that it can be cast to (same kind).
        It may be one of the inputs.
    timeout : float, optional
        Seconds after which the call is stopped with TimeoutError.
    progress : bool or callable, optional
        True draws a bar (tqdm); a callable gets ``(done, total)``, in this thread.
    cancel : CancelToken, optional
        Stops the call from another thread.

    Returns
    -------
    An array of floats of the shape of `a`.

    Notes
    -----
    Within 4 ULP of ``np.expm1(a)``, whatever the number of threads.

    Bools and integers of 8 bits give float64, where NumPy gives float16.
    """
    return _native.call(2, a, out, timeout, progress, cancel)


def log(a: ArrayLike, out: NDArray[Any] | None = None, *, timeout: float | None = None, progress: Progress = None, cancel: CancelToken | None = None) -> Any:
    """Natural logarithm of each element.

    Parameters
    ----------
    a : array_like
        The numbers.
    out : numpy.ndarray, optional
        Where to write; of the result's shape, and of a dtype that it can be cast to (same kind).
        It may be one of the inputs.
    timeout : float, optional
        Seconds after which the call is stopped with TimeoutError.
    progress : bool or callable, optional
        True draws a bar (tqdm); a callable gets ``(done, total)``, in this thread.
    cancel : CancelToken, optional
        Stops the call from another thread.

    Returns
    -------
    An array of floats of the shape of `a`.

    Notes
    -----
    Within 5 ULP of ``np.log(a)``, whatever the number of threads.

    Bools and integers of 8 bits give float64, where NumPy gives float16.
    """
    return _native.call(3, a, out, timeout, progress, cancel)


def log2(a: ArrayLike, out: NDArray[Any] | None = None, *, timeout: float | None = None, progress: Progress = None, cancel: CancelToken | None = None) -> Any:
    """Logarithm to base 2 of each element.

    Parameters
    ----------
    a : array_like
        The numbers.
    out : numpy.ndarray, optional
        Where to write; of the result's shape, and of a dtype that it can be cast to (same kind).
        It may be one of the inputs.
    timeout : float, optional
        Seconds after which the call is stopped with TimeoutError.
    progress : bool or callable, optional
        True draws a bar (tqdm); a callable gets ``(done, total)``, in this thread.
    cancel : CancelToken, optional
        Stops the call from another thread.

    Returns
    -------
    An array of floats of the shape of `a`.

    Notes
    -----
    Within 5 ULP of ``np.log2(a)``, whatever the number of threads.

    Bools and integers of 8 bits give float64, where NumPy gives float16.
    """
    return _native.call(4, a, out, timeout, progress, cancel)


def log10(a: ArrayLike, out: NDArray[Any] | None = None, *, timeout: float | None = None, progress: Progress = None, cancel: CancelToken | None = None) -> Any:
    """Logarithm to base 10 of each element.

    Parameters
    ----------
    a : array_like
        The numbers.
    out : numpy.ndarray, optional
        Where to write; of the result's shape, and of a dtype that it can be cast to (same kind).
        It may be one of the inputs.
    timeout : float, optional
        Seconds after which the call is stopped with TimeoutError.
    progress : bool or callable, optional
        True draws a bar (tqdm); a callable gets ``(done, total)``, in this thread.
    cancel : CancelToken, optional
        Stops the call from another thread.

    Returns
    -------
    An array of floats of the shape of `a`.

    Notes
    -----
    Within 5 ULP of ``np.log10(a)``, whatever the number of threads.

    Bools and integers of 8 bits give float64, where NumPy gives float16.
    """
    return _native.call(5, a, out, timeout, progress, cancel)


def log1p(a: ArrayLike, out: NDArray[Any] | None = None, *, timeout: float | None = None, progress: Progress = None, cancel: CancelToken | None = None) -> Any:
    """log(1 + a), precise for small elements too.

    Parameters
    ----------
    a : array_like
        The numbers.
    out : numpy.ndarray, optional
        Where to write; of the result's shape, and of a dtype that it can be cast to (same kind).
        It may be one of the inputs.
    timeout : float, optional
        Seconds after which the call is stopped with TimeoutError.
    progress : bool or callable, optional
        True draws a bar (tqdm); a callable gets ``(done, total)``, in this thread.
    cancel : CancelToken, optional
        Stops the call from another thread.

    Returns
    -------
    An array of floats of the shape of `a`.

    Notes
    -----
    Within 4 ULP of ``np.log1p(a)``, whatever the number of threads.

    Bools and integers of 8 bits give float64, where NumPy gives float16.
    """
    return _native.call(6, a, out, timeout, progress, cancel)


def sin(a: ArrayLike, out: NDArray[Any] | None = None, *, timeout: float | None = None, progress: Progress = None, cancel: CancelToken | None = None) -> Any:
    """Sine of each element, in radians.

    Parameters
    ----------
    a : array_like
        The numbers.
    out : numpy.ndarray, optional
        Where to write; of the result's shape, and of a dtype that it can be cast to (same kind).
        It may be one of the inputs.
    timeout : float, optional
        Seconds after which the call is stopped with TimeoutError.
    progress : bool or callable, optional
        True draws a bar (tqdm); a callable gets ``(done, total)``, in this thread.
    cancel : CancelToken, optional
        Stops the call from another thread.

    Returns
    -------
    An array of floats of the shape of `a`.

    Notes
    -----
    Within 4 ULP of ``np.sin(a)``, whatever the number of threads.

    Bools and integers of 8 bits give float64, where NumPy gives float16.
    """
    return _native.call(7, a, out, timeout, progress, cancel)


def cos(a: ArrayLike, out: NDArray[Any] | None = None, *, timeout: float | None = None, progress: Progress = None, cancel: CancelToken | None = None) -> Any:
    """Cosine of each element, in radians.

    Parameters
    ----------
    a : array_like
        The numbers.
    out : numpy.ndarray, optional
        Where to write; of the result's shape, and of a dtype that it can be cast to (same kind).
        It may be one of the inputs.
    timeout : float, optional
        Seconds after which the call is stopped with TimeoutError.
    progress : bool or callable, optional
        True draws a bar (tqdm); a callable gets ``(done, total)``, in this thread.
    cancel : CancelToken, optional
        Stops the call from another thread.

    Returns
    -------
    An array of floats of the shape of `a`.

    Notes
    -----
    Within 4 ULP of ``np.cos(a)``, whatever the number of threads.

    Bools and integers of 8 bits give float64, where NumPy gives float16.
    """
    return _native.call(8, a, out, timeout, progress, cancel)


def tan(a: ArrayLike, out: NDArray[Any] | None = None, *, timeout: float | None = None, progress: Progress = None, cancel: CancelToken | None = None) -> Any:
    """Tangent of each element, in radians.

    Parameters
    ----------
    a : array_like
        The numbers.
    out : numpy.ndarray, optional
        Where to write; of the result's shape, and of a dtype that it can be cast to (same kind).
        It may be one of the inputs.
    timeout : float, optional
        Seconds after which the call is stopped with TimeoutError.
    progress : bool or callable, optional
        True draws a bar (tqdm); a callable gets ``(done, total)``, in this thread.
    cancel : CancelToken, optional
        Stops the call from another thread.

    Returns
    -------
    An array of floats of the shape of `a`.

    Notes
    -----
    Within 4 ULP of ``np.tan(a)``, whatever the number of threads.

    Bools and integers of 8 bits give float64, where NumPy gives float16.
    """
    return _native.call(9, a, out, timeout, progress, cancel)


def arcsin(a: ArrayLike, out: NDArray[Any] | None = None, *, timeout: float | None = None, progress: Progress = None, cancel: CancelToken | None = None) -> Any:
    """Inverse sine of each element, in radians.

    Parameters
    ----------
    a : array_like
        The numbers.
    out : numpy.ndarray, optional
        Where to write; of the result's shape, and of a dtype that it can be cast to (same kind).
        It may be one of the inputs.
    timeout : float, optional
        Seconds after which the call is stopped with TimeoutError.
    progress : bool or callable, optional
        True draws a bar (tqdm); a callable gets ``(done, total)``, in this thread.
    cancel : CancelToken, optional
        Stops the call from another thread.

    Returns
    -------
    An array of floats of the shape of `a`.

    Notes
    -----
    Within 4 ULP of ``np.arcsin(a)``, whatever the number of threads.

    Bools and integers of 8 bits give float64, where NumPy gives float16.
    """
    return _native.call(10, a, out, timeout, progress, cancel)


def arccos(a: ArrayLike, out: NDArray[Any] | None = None, *, timeout: float | None = None, progress: Progress = None, cancel: CancelToken | None = None) -> Any:
    """Inverse cosine of each element, in radians.

    Parameters
    ----------
    a : array_like
        The numbers.
    out : numpy.ndarray, optional
        Where to write; of the result's shape, and of a dtype that it can be cast to (same kind).
        It may be one of the inputs.
    timeout : float, optional
        Seconds after which the call is stopped with TimeoutError.
    progress : bool or callable, optional
        True draws a bar (tqdm); a callable gets ``(done, total)``, in this thread.
    cancel : CancelToken, optional
        Stops the call from another thread.

    Returns
    -------
    An array of floats of the shape of `a`.

    Notes
    -----
    Within 4 ULP of ``np.arccos(a)``, whatever the number of threads.

    Bools and integers of 8 bits give float64, where NumPy gives float16.
    """
    return _native.call(11, a, out, timeout, progress, cancel)


def arctan(a: ArrayLike, out: NDArray[Any] | None = None, *, timeout: float | None = None, progress: Progress = None, cancel: CancelToken | None = None) -> Any:
    """Inverse tangent of each element, in radians.

    Parameters
    ----------
    a : array_like
        The numbers.
    out : numpy.ndarray, optional
        Where to write; of the result's shape, and of a dtype that it can be cast to (same kind).
        It may be one of the inputs.
    timeout : float, optional
        Seconds after which the call is stopped with TimeoutError.
    progress : bool or callable, optional
        True draws a bar (tqdm); a callable gets ``(done, total)``, in this thread.
    cancel : CancelToken, optional
        Stops the call from another thread.

    Returns
    -------
    An array of floats of the shape of `a`.

    Notes
    -----
    Within 4 ULP of ``np.arctan(a)``, whatever the number of threads.

    Bools and integers of 8 bits give float64, where NumPy gives float16.
    """
    return _native.call(12, a, out, timeout, progress, cancel)


def sinh(a: ArrayLike, out: NDArray[Any] | None = None, *, timeout: float | None = None, progress: Progress = None, cancel: CancelToken | None = None) -> Any:
    """Hyperbolic sine of each element.

    Parameters
    ----------
    a : array_like
        The numbers.
    out : numpy.ndarray, optional
        Where to write; of the result's shape, and of a dtype that it can be cast to (same kind).
        It may be one of the inputs.
    timeout : float, optional
        Seconds after which the call is stopped with TimeoutError.
    progress : bool or callable, optional
        True draws a bar (tqdm); a callable gets ``(done, total)``, in this thread.
    cancel : CancelToken, optional
        Stops the call from another thread.

    Returns
    -------
    An array of floats of the shape of `a`.

    Notes
    -----
    Within 4 ULP of ``np.sinh(a)``, whatever the number of threads.

    Bools and integers of 8 bits give float64, where NumPy gives float16.
    """
    return _native.call(13, a, out, timeout, progress, cancel)


def cosh(a: ArrayLike, out: NDArray[Any] | None = None, *, timeout: float | None = None, progress: Progress = None, cancel: CancelToken | None = None) -> Any:
    """Hyperbolic cosine of each element.

    Parameters
    ----------
    a : array_like
        The numbers.
    out : numpy.ndarray, optional
        Where to write; of the result's shape, and of a dtype that it can be cast to (same kind).
        It may be one of the inputs.
    timeout : float, optional
        Seconds after which the call is stopped with TimeoutError.
    progress : bool or callable, optional
        True draws a bar (tqdm); a callable gets ``(done, total)``, in this thread.
    cancel : CancelToken, optional
        Stops the call from another thread.

    Returns
    -------
    An array of floats of the shape of `a`.

    Notes
    -----
    Within 4 ULP of ``np.cosh(a)``, whatever the number of threads.

    Bools and integers of 8 bits give float64, where NumPy gives float16.
    """
    return _native.call(14, a, out, timeout, progress, cancel)


def tanh(a: ArrayLike, out: NDArray[Any] | None = None, *, timeout: float | None = None, progress: Progress = None, cancel: CancelToken | None = None) -> Any:
    """Hyperbolic tangent of each element.

    Parameters
    ----------
    a : array_like
        The numbers.
    out : numpy.ndarray, optional
        Where to write; of the result's shape, and of a dtype that it can be cast to (same kind).
        It may be one of the inputs.
    timeout : float, optional
        Seconds after which the call is stopped with TimeoutError.
    progress : bool or callable, optional
        True draws a bar (tqdm); a callable gets ``(done, total)``, in this thread.
    cancel : CancelToken, optional
        Stops the call from another thread.

    Returns
    -------
    An array of floats of the shape of `a`.

    Notes
    -----
    Within 4 ULP of ``np.tanh(a)``, whatever the number of threads.

    Bools and integers of 8 bits give float64, where NumPy gives float16.
    """
    return _native.call(15, a, out, timeout, progress, cancel)


def cbrt(a: ArrayLike, out: NDArray[Any] | None = None, *, timeout: float | None = None, progress: Progress = None, cancel: CancelToken | None = None) -> Any:
    """Cube root of each element.

    Parameters
    ----------
    a : array_like
        The numbers.
    out : numpy.ndarray, optional
        Where to write; of the result's shape, and of a dtype that it can be cast to (same kind).
        It may be one of the inputs.
    timeout : float, optional
        Seconds after which the call is stopped with TimeoutError.
    progress : bool or callable, optional
        True draws a bar (tqdm); a callable gets ``(done, total)``, in this thread.
    cancel : CancelToken, optional
        Stops the call from another thread.

    Returns
    -------
    An array of floats of the shape of `a`.

    Notes
    -----
    Within 4 ULP of ``np.cbrt(a)``, whatever the number of threads.

    Bools and integers of 8 bits give float64, where NumPy gives float16.
    """
    return _native.call(16, a, out, timeout, progress, cancel)


def erf(a: ArrayLike, out: NDArray[Any] | None = None, *, timeout: float | None = None, progress: Progress = None, cancel: CancelToken | None = None) -> Any:
    """Error function of each element.

    Parameters
    ----------
    a : array_like
        The numbers.
    out : numpy.ndarray, optional
        Where to write; of the result's shape, and of a dtype that it can be cast to (same kind).
        It may be one of the inputs.
    timeout : float, optional
        Seconds after which the call is stopped with TimeoutError.
    progress : bool or callable, optional
        True draws a bar (tqdm); a callable gets ``(done, total)``, in this thread.
    cancel : CancelToken, optional
        Stops the call from another thread.

    Returns
    -------
    An array of floats of the shape of `a`.

    Notes
    -----
    Within 4 ULP of ``np.vectorize(math.erf)(a)``, whatever the number of threads.

    Bools and integers of 8 bits give float64, where NumPy gives float16.
    """
    return _native.call(17, a, out, timeout, progress, cancel)


def sqrt(a: ArrayLike, out: NDArray[Any] | None = None, *, timeout: float | None = None, progress: Progress = None, cancel: CancelToken | None = None) -> Any:
    """Square root of each element.

    Parameters
    ----------
    a : array_like
        The numbers.
    out : numpy.ndarray, optional
        Where to write; of the result's shape, and of a dtype that it can be cast to (same kind).
        It may be one of the inputs.
    timeout : float, optional
        Seconds after which the call is stopped with TimeoutError.
    progress : bool or callable, optional
        True draws a bar (tqdm); a callable gets ``(done, total)``, in this thread.
    cancel : CancelToken, optional
        Stops the call from another thread.

    Returns
    -------
    An array of floats of the shape of `a`.

    Notes
    -----
    The same values as ``np.sqrt(a)``, whatever the number of threads.

    Bools and integers of 8 bits give float64, where NumPy gives float16.
    """
    return _native.call(18, a, out, timeout, progress, cancel)


def rint(a: ArrayLike, out: NDArray[Any] | None = None, *, timeout: float | None = None, progress: Progress = None, cancel: CancelToken | None = None) -> Any:
    """Each element rounded to the nearest integer, halves to the even one.

    Parameters
    ----------
    a : array_like
        The numbers.
    out : numpy.ndarray, optional
        Where to write; of the result's shape, and of a dtype that it can be cast to (same kind).
        It may be one of the inputs.
    timeout : float, optional
        Seconds after which the call is stopped with TimeoutError.
    progress : bool or callable, optional
        True draws a bar (tqdm); a callable gets ``(done, total)``, in this thread.
    cancel : CancelToken, optional
        Stops the call from another thread.

    Returns
    -------
    An array of floats of the shape of `a`.

    Notes
    -----
    The same values as ``np.rint(a)``, whatever the number of threads.

    Bools and integers of 8 bits give float64, where NumPy gives float16.
    """
    return _native.call(19, a, out, timeout, progress, cancel)


def floor(a: ArrayLike, out: NDArray[Any] | None = None, *, timeout: float | None = None, progress: Progress = None, cancel: CancelToken | None = None) -> Any:
    """The largest integer not above each element.

    Parameters
    ----------
    a : array_like
        The numbers.
    out : numpy.ndarray, optional
        Where to write; of the result's shape, and of a dtype that it can be cast to (same kind).
        It may be one of the inputs.
    timeout : float, optional
        Seconds after which the call is stopped with TimeoutError.
    progress : bool or callable, optional
        True draws a bar (tqdm); a callable gets ``(done, total)``, in this thread.
    cancel : CancelToken, optional
        Stops the call from another thread.

    Returns
    -------
    An array of the shape and dtype of `a`; integers and bools are unchanged.

    Notes
    -----
    The same values as ``np.floor(a)``, whatever the number of threads.
    """
    return _native.call(20, a, out, timeout, progress, cancel)


def ceil(a: ArrayLike, out: NDArray[Any] | None = None, *, timeout: float | None = None, progress: Progress = None, cancel: CancelToken | None = None) -> Any:
    """The smallest integer not below each element.

    Parameters
    ----------
    a : array_like
        The numbers.
    out : numpy.ndarray, optional
        Where to write; of the result's shape, and of a dtype that it can be cast to (same kind).
        It may be one of the inputs.
    timeout : float, optional
        Seconds after which the call is stopped with TimeoutError.
    progress : bool or callable, optional
        True draws a bar (tqdm); a callable gets ``(done, total)``, in this thread.
    cancel : CancelToken, optional
        Stops the call from another thread.

    Returns
    -------
    An array of the shape and dtype of `a`; integers and bools are unchanged.

    Notes
    -----
    The same values as ``np.ceil(a)``, whatever the number of threads.
    """
    return _native.call(21, a, out, timeout, progress, cancel)


def trunc(a: ArrayLike, out: NDArray[Any] | None = None, *, timeout: float | None = None, progress: Progress = None, cancel: CancelToken | None = None) -> Any:
    """Each element without its fraction.

    Parameters
    ----------
    a : array_like
        The numbers.
    out : numpy.ndarray, optional
        Where to write; of the result's shape, and of a dtype that it can be cast to (same kind).
        It may be one of the inputs.
    timeout : float, optional
        Seconds after which the call is stopped with TimeoutError.
    progress : bool or callable, optional
        True draws a bar (tqdm); a callable gets ``(done, total)``, in this thread.
    cancel : CancelToken, optional
        Stops the call from another thread.

    Returns
    -------
    An array of the shape and dtype of `a`; integers and bools are unchanged.

    Notes
    -----
    The same values as ``np.trunc(a)``, whatever the number of threads.
    """
    return _native.call(22, a, out, timeout, progress, cancel)


def negative(a: ArrayLike, out: NDArray[Any] | None = None, *, timeout: float | None = None, progress: Progress = None, cancel: CancelToken | None = None) -> Any:
    """Each element with the other sign.

    Parameters
    ----------
    a : array_like
        The numbers.
    out : numpy.ndarray, optional
        Where to write; of the result's shape, and of a dtype that it can be cast to (same kind).
        It may be one of the inputs.
    timeout : float, optional
        Seconds after which the call is stopped with TimeoutError.
    progress : bool or callable, optional
        True draws a bar (tqdm); a callable gets ``(done, total)``, in this thread.
    cancel : CancelToken, optional
        Stops the call from another thread.

    Returns
    -------
    An array of the shape and dtype of `a`.

    Notes
    -----
    The same values as ``np.negative(a)``, whatever the number of threads.

    Integers wrap: the least one of a dtype is its own result.
    """
    return _native.call(23, a, out, timeout, progress, cancel)


def absolute(a: ArrayLike, out: NDArray[Any] | None = None, *, timeout: float | None = None, progress: Progress = None, cancel: CancelToken | None = None) -> Any:
    """Each element without its sign.

    Parameters
    ----------
    a : array_like
        The numbers.
    out : numpy.ndarray, optional
        Where to write; of the result's shape, and of a dtype that it can be cast to (same kind).
        It may be one of the inputs.
    timeout : float, optional
        Seconds after which the call is stopped with TimeoutError.
    progress : bool or callable, optional
        True draws a bar (tqdm); a callable gets ``(done, total)``, in this thread.
    cancel : CancelToken, optional
        Stops the call from another thread.

    Returns
    -------
    An array of the shape and dtype of `a`.

    Notes
    -----
    The same values as ``np.absolute(a)``, whatever the number of threads.

    Integers wrap: the least one of a dtype is its own result.
    """
    return _native.call(24, a, out, timeout, progress, cancel)


def sign(a: ArrayLike, out: NDArray[Any] | None = None, *, timeout: float | None = None, progress: Progress = None, cancel: CancelToken | None = None) -> Any:
    """-1, 0 or 1 as each element is negative, zero or positive; NaN stays.

    Parameters
    ----------
    a : array_like
        The numbers.
    out : numpy.ndarray, optional
        Where to write; of the result's shape, and of a dtype that it can be cast to (same kind).
        It may be one of the inputs.
    timeout : float, optional
        Seconds after which the call is stopped with TimeoutError.
    progress : bool or callable, optional
        True draws a bar (tqdm); a callable gets ``(done, total)``, in this thread.
    cancel : CancelToken, optional
        Stops the call from another thread.

    Returns
    -------
    An array of the shape and dtype of `a`.

    Notes
    -----
    The same values as ``np.sign(a)``, whatever the number of threads.
    """
    return _native.call(25, a, out, timeout, progress, cancel)


def square(a: ArrayLike, out: NDArray[Any] | None = None, *, timeout: float | None = None, progress: Progress = None, cancel: CancelToken | None = None) -> Any:
    """Each element times itself.

    Parameters
    ----------
    a : array_like
        The numbers.
    out : numpy.ndarray, optional
        Where to write; of the result's shape, and of a dtype that it can be cast to (same kind).
        It may be one of the inputs.
    timeout : float, optional
        Seconds after which the call is stopped with TimeoutError.
    progress : bool or callable, optional
        True draws a bar (tqdm); a callable gets ``(done, total)``, in this thread.
    cancel : CancelToken, optional
        Stops the call from another thread.

    Returns
    -------
    An array of the shape and dtype of `a`.

    Notes
    -----
    The same values as ``np.square(a)``, whatever the number of threads.

    Integers wrap. Bools give int8.
    """
    return _native.call(26, a, out, timeout, progress, cancel)


def reciprocal(a: ArrayLike, out: NDArray[Any] | None = None, *, timeout: float | None = None, progress: Progress = None, cancel: CancelToken | None = None) -> Any:
    """1 divided by each element.

    Parameters
    ----------
    a : array_like
        The numbers.
    out : numpy.ndarray, optional
        Where to write; of the result's shape, and of a dtype that it can be cast to (same kind).
        It may be one of the inputs.
    timeout : float, optional
        Seconds after which the call is stopped with TimeoutError.
    progress : bool or callable, optional
        True draws a bar (tqdm); a callable gets ``(done, total)``, in this thread.
    cancel : CancelToken, optional
        Stops the call from another thread.

    Returns
    -------
    An array of the shape and dtype of `a`.

    Notes
    -----
    The same values as ``np.reciprocal(a)``, whatever the number of threads.

    For integers the result is rounded towards zero, so it is 0 but for 1 and -1. Of 0 it is what NumPy has on x86-64: the least int32 or int64, and 0 for the other dtypes. Bools give int8.
    """
    return _native.call(27, a, out, timeout, progress, cancel)


def isnan(a: ArrayLike, out: NDArray[Any] | None = None, *, timeout: float | None = None, progress: Progress = None, cancel: CancelToken | None = None) -> Any:
    """Whether each element is NaN.

    Parameters
    ----------
    a : array_like
        The numbers.
    out : numpy.ndarray, optional
        Where to write; of the result's shape, and of a dtype that it can be cast to (same kind).
        It may be one of the inputs.
    timeout : float, optional
        Seconds after which the call is stopped with TimeoutError.
    progress : bool or callable, optional
        True draws a bar (tqdm); a callable gets ``(done, total)``, in this thread.
    cancel : CancelToken, optional
        Stops the call from another thread.

    Returns
    -------
    An array of bools of the shape of `a`.

    Notes
    -----
    The same values as ``np.isnan(a)``, whatever the number of threads.
    """
    return _native.call(28, a, out, timeout, progress, cancel)


def isinf(a: ArrayLike, out: NDArray[Any] | None = None, *, timeout: float | None = None, progress: Progress = None, cancel: CancelToken | None = None) -> Any:
    """Whether each element is an infinity.

    Parameters
    ----------
    a : array_like
        The numbers.
    out : numpy.ndarray, optional
        Where to write; of the result's shape, and of a dtype that it can be cast to (same kind).
        It may be one of the inputs.
    timeout : float, optional
        Seconds after which the call is stopped with TimeoutError.
    progress : bool or callable, optional
        True draws a bar (tqdm); a callable gets ``(done, total)``, in this thread.
    cancel : CancelToken, optional
        Stops the call from another thread.

    Returns
    -------
    An array of bools of the shape of `a`.

    Notes
    -----
    The same values as ``np.isinf(a)``, whatever the number of threads.
    """
    return _native.call(29, a, out, timeout, progress, cancel)


def isfinite(a: ArrayLike, out: NDArray[Any] | None = None, *, timeout: float | None = None, progress: Progress = None, cancel: CancelToken | None = None) -> Any:
    """Whether each element is neither an infinity nor NaN.

    Parameters
    ----------
    a : array_like
        The numbers.
    out : numpy.ndarray, optional
        Where to write; of the result's shape, and of a dtype that it can be cast to (same kind).
        It may be one of the inputs.
    timeout : float, optional
        Seconds after which the call is stopped with TimeoutError.
    progress : bool or callable, optional
        True draws a bar (tqdm); a callable gets ``(done, total)``, in this thread.
    cancel : CancelToken, optional
        Stops the call from another thread.

    Returns
    -------
    An array of bools of the shape of `a`.

    Notes
    -----
    The same values as ``np.isfinite(a)``, whatever the number of threads.
    """
    return _native.call(30, a, out, timeout, progress, cancel)


def add(a: ArrayLike, b: ArrayLike, out: NDArray[Any] | None = None, *, timeout: float | None = None, progress: Progress = None, cancel: CancelToken | None = None) -> Any:
    """The sum of the elements.

    Parameters
    ----------
    a : array_like
        The left operands.
    b : array_like
        The right operands; broadcasts against `a`.
    out : numpy.ndarray, optional
        Where to write; of the result's shape, and of a dtype that it can be cast to (same kind).
        It may be one of the inputs.
    timeout : float, optional
        Seconds after which the call is stopped with TimeoutError.
    progress : bool or callable, optional
        True draws a bar (tqdm); a callable gets ``(done, total)``, in this thread.
    cancel : CancelToken, optional
        Stops the call from another thread.

    Returns
    -------
    An array of the broadcast shape of `a` and `b`.

    Notes
    -----
    The same values as ``np.add(a, b)``, whatever the number of threads.

    Integers wrap.

    Of bools it is the logical or.
    """
    return _native.call(31, a, b, out, timeout, progress, cancel)


def subtract(a: ArrayLike, b: ArrayLike, out: NDArray[Any] | None = None, *, timeout: float | None = None, progress: Progress = None, cancel: CancelToken | None = None) -> Any:
    """The difference of the elements.

    Parameters
    ----------
    a : array_like
        The left operands.
    b : array_like
        The right operands; broadcasts against `a`.
    out : numpy.ndarray, optional
        Where to write; of the result's shape, and of a dtype that it can be cast to (same kind).
        It may be one of the inputs.
    timeout : float, optional
        Seconds after which the call is stopped with TimeoutError.
    progress : bool or callable, optional
        True draws a bar (tqdm); a callable gets ``(done, total)``, in this thread.
    cancel : CancelToken, optional
        Stops the call from another thread.

    Returns
    -------
    An array of the broadcast shape of `a` and `b`.

    Notes
    -----
    The same values as ``np.subtract(a, b)``, whatever the number of threads.

    Integers wrap.

    Bools are refused, as in NumPy.
    """
    return _native.call(32, a, b, out, timeout, progress, cancel)


def multiply(a: ArrayLike, b: ArrayLike, out: NDArray[Any] | None = None, *, timeout: float | None = None, progress: Progress = None, cancel: CancelToken | None = None) -> Any:
    """The product of the elements.

    Parameters
    ----------
    a : array_like
        The left operands.
    b : array_like
        The right operands; broadcasts against `a`.
    out : numpy.ndarray, optional
        Where to write; of the result's shape, and of a dtype that it can be cast to (same kind).
        It may be one of the inputs.
    timeout : float, optional
        Seconds after which the call is stopped with TimeoutError.
    progress : bool or callable, optional
        True draws a bar (tqdm); a callable gets ``(done, total)``, in this thread.
    cancel : CancelToken, optional
        Stops the call from another thread.

    Returns
    -------
    An array of the broadcast shape of `a` and `b`.

    Notes
    -----
    The same values as ``np.multiply(a, b)``, whatever the number of threads.

    Integers wrap.

    Of bools it is the logical and.
    """
    return _native.call(33, a, b, out, timeout, progress, cancel)


def divide(a: ArrayLike, b: ArrayLike, out: NDArray[Any] | None = None, *, timeout: float | None = None, progress: Progress = None, cancel: CancelToken | None = None) -> Any:
    """The quotient of the elements, a float.

    Parameters
    ----------
    a : array_like
        The left operands.
    b : array_like
        The right operands; broadcasts against `a`.
    out : numpy.ndarray, optional
        Where to write; of the result's shape, and of a dtype that it can be cast to (same kind).
        It may be one of the inputs.
    timeout : float, optional
        Seconds after which the call is stopped with TimeoutError.
    progress : bool or callable, optional
        True draws a bar (tqdm); a callable gets ``(done, total)``, in this thread.
    cancel : CancelToken, optional
        Stops the call from another thread.

    Returns
    -------
    An array of the broadcast shape of `a` and `b`.

    Notes
    -----
    The same values as ``np.divide(a, b)``, whatever the number of threads.
    """
    return _native.call(34, a, b, out, timeout, progress, cancel)


def floor_divide(a: ArrayLike, b: ArrayLike, out: NDArray[Any] | None = None, *, timeout: float | None = None, progress: Progress = None, cancel: CancelToken | None = None) -> Any:
    """The quotient of the elements, rounded down.

    Parameters
    ----------
    a : array_like
        The left operands.
    b : array_like
        The right operands; broadcasts against `a`.
    out : numpy.ndarray, optional
        Where to write; of the result's shape, and of a dtype that it can be cast to (same kind).
        It may be one of the inputs.
    timeout : float, optional
        Seconds after which the call is stopped with TimeoutError.
    progress : bool or callable, optional
        True draws a bar (tqdm); a callable gets ``(done, total)``, in this thread.
    cancel : CancelToken, optional
        Stops the call from another thread.

    Returns
    -------
    An array of the broadcast shape of `a` and `b`.

    Notes
    -----
    The same values as ``np.floor_divide(a, b)``, whatever the number of threads.

    The least integer of a dtype divided by -1 wraps.

    Division of an integer by 0 gives 0, without a warning. Bools give int8.
    """
    return _native.call(35, a, b, out, timeout, progress, cancel)


def remainder(a: ArrayLike, b: ArrayLike, out: NDArray[Any] | None = None, *, timeout: float | None = None, progress: Progress = None, cancel: CancelToken | None = None) -> Any:
    """What floor_divide leaves: a - b*floor(a/b), with the sign of `b`.

    Parameters
    ----------
    a : array_like
        The left operands.
    b : array_like
        The right operands; broadcasts against `a`.
    out : numpy.ndarray, optional
        Where to write; of the result's shape, and of a dtype that it can be cast to (same kind).
        It may be one of the inputs.
    timeout : float, optional
        Seconds after which the call is stopped with TimeoutError.
    progress : bool or callable, optional
        True draws a bar (tqdm); a callable gets ``(done, total)``, in this thread.
    cancel : CancelToken, optional
        Stops the call from another thread.

    Returns
    -------
    An array of the broadcast shape of `a` and `b`.

    Notes
    -----
    The same values as ``np.remainder(a, b)``, whatever the number of threads.

    Division of an integer by 0 gives 0, without a warning. Bools give int8.
    """
    return _native.call(36, a, b, out, timeout, progress, cancel)


def power(a: ArrayLike, b: ArrayLike, out: NDArray[Any] | None = None, *, timeout: float | None = None, progress: Progress = None, cancel: CancelToken | None = None) -> Any:
    """The elements of `a` to the powers of `b`.

    Parameters
    ----------
    a : array_like
        The bases.
    b : array_like
        The exponents; broadcasts against `a`.
    out : numpy.ndarray, optional
        Where to write; of the result's shape, and of a dtype that it can be cast to (same kind).
        It may be one of the inputs.
    timeout : float, optional
        Seconds after which the call is stopped with TimeoutError.
    progress : bool or callable, optional
        True draws a bar (tqdm); a callable gets ``(done, total)``, in this thread.
    cancel : CancelToken, optional
        Stops the call from another thread.

    Returns
    -------
    An array of the broadcast shape of `a` and `b`.

    Raises
    ------
    ValueError
        if `a` and `b` are integers and an exponent is negative.

    Notes
    -----
    Within 4 ULP of ``np.power(a, b)``, whatever the number of threads.

    Integers wrap. Bools give int8.
    """
    return _native.call(37, a, b, out, timeout, progress, cancel)


def arctan2(a: ArrayLike, b: ArrayLike, out: NDArray[Any] | None = None, *, timeout: float | None = None, progress: Progress = None, cancel: CancelToken | None = None) -> Any:
    """The angle of the point (b, a), in radians from -pi to pi.

    Parameters
    ----------
    a : array_like
        The left operands.
    b : array_like
        The right operands; broadcasts against `a`.
    out : numpy.ndarray, optional
        Where to write; of the result's shape, and of a dtype that it can be cast to (same kind).
        It may be one of the inputs.
    timeout : float, optional
        Seconds after which the call is stopped with TimeoutError.
    progress : bool or callable, optional
        True draws a bar (tqdm); a callable gets ``(done, total)``, in this thread.
    cancel : CancelToken, optional
        Stops the call from another thread.

    Returns
    -------
    An array of the broadcast shape of `a` and `b`.

    Notes
    -----
    Within 4 ULP of ``np.arctan2(a, b)``, whatever the number of threads.

    Bools and integers of 8 bits give float64, where NumPy gives float16.
    """
    return _native.call(38, a, b, out, timeout, progress, cancel)


def hypot(a: ArrayLike, b: ArrayLike, out: NDArray[Any] | None = None, *, timeout: float | None = None, progress: Progress = None, cancel: CancelToken | None = None) -> Any:
    """The square root of a**2 + b**2, without overflow on the way.

    Parameters
    ----------
    a : array_like
        The left operands.
    b : array_like
        The right operands; broadcasts against `a`.
    out : numpy.ndarray, optional
        Where to write; of the result's shape, and of a dtype that it can be cast to (same kind).
        It may be one of the inputs.
    timeout : float, optional
        Seconds after which the call is stopped with TimeoutError.
    progress : bool or callable, optional
        True draws a bar (tqdm); a callable gets ``(done, total)``, in this thread.
    cancel : CancelToken, optional
        Stops the call from another thread.

    Returns
    -------
    An array of the broadcast shape of `a` and `b`.

    Notes
    -----
    Within 4 ULP of ``np.hypot(a, b)``, whatever the number of threads.

    Bools and integers of 8 bits give float64, where NumPy gives float16.
    """
    return _native.call(39, a, b, out, timeout, progress, cancel)


def minimum(a: ArrayLike, b: ArrayLike, out: NDArray[Any] | None = None, *, timeout: float | None = None, progress: Progress = None, cancel: CancelToken | None = None) -> Any:
    """The smaller of the elements.

    Parameters
    ----------
    a : array_like
        The left operands.
    b : array_like
        The right operands; broadcasts against `a`.
    out : numpy.ndarray, optional
        Where to write; of the result's shape, and of a dtype that it can be cast to (same kind).
        It may be one of the inputs.
    timeout : float, optional
        Seconds after which the call is stopped with TimeoutError.
    progress : bool or callable, optional
        True draws a bar (tqdm); a callable gets ``(done, total)``, in this thread.
    cancel : CancelToken, optional
        Stops the call from another thread.

    Returns
    -------
    An array of the broadcast shape of `a` and `b`.

    Notes
    -----
    The same values as ``np.minimum(a, b)``, whatever the number of threads.

    If either element is NaN, so is the result. -0.0 is smaller than 0.0; which of them NumPy gives depends on the processor.
    """
    return _native.call(40, a, b, out, timeout, progress, cancel)


def maximum(a: ArrayLike, b: ArrayLike, out: NDArray[Any] | None = None, *, timeout: float | None = None, progress: Progress = None, cancel: CancelToken | None = None) -> Any:
    """The larger of the elements.

    Parameters
    ----------
    a : array_like
        The left operands.
    b : array_like
        The right operands; broadcasts against `a`.
    out : numpy.ndarray, optional
        Where to write; of the result's shape, and of a dtype that it can be cast to (same kind).
        It may be one of the inputs.
    timeout : float, optional
        Seconds after which the call is stopped with TimeoutError.
    progress : bool or callable, optional
        True draws a bar (tqdm); a callable gets ``(done, total)``, in this thread.
    cancel : CancelToken, optional
        Stops the call from another thread.

    Returns
    -------
    An array of the broadcast shape of `a` and `b`.

    Notes
    -----
    The same values as ``np.maximum(a, b)``, whatever the number of threads.

    If either element is NaN, so is the result. -0.0 is smaller than 0.0; which of them NumPy gives depends on the processor.
    """
    return _native.call(41, a, b, out, timeout, progress, cancel)


def bitwise_and(a: ArrayLike, b: ArrayLike, out: NDArray[Any] | None = None, *, timeout: float | None = None, progress: Progress = None, cancel: CancelToken | None = None) -> Any:
    """The bits that are set in both elements.

    Parameters
    ----------
    a : array_like
        The left operands.
    b : array_like
        The right operands; broadcasts against `a`.
    out : numpy.ndarray, optional
        Where to write; of the result's shape, and of a dtype that it can be cast to (same kind).
        It may be one of the inputs.
    timeout : float, optional
        Seconds after which the call is stopped with TimeoutError.
    progress : bool or callable, optional
        True draws a bar (tqdm); a callable gets ``(done, total)``, in this thread.
    cancel : CancelToken, optional
        Stops the call from another thread.

    Returns
    -------
    An array of the broadcast shape of `a` and `b`.

    Notes
    -----
    The same values as ``np.bitwise_and(a, b)``, whatever the number of threads.
    """
    return _native.call(42, a, b, out, timeout, progress, cancel)


def bitwise_or(a: ArrayLike, b: ArrayLike, out: NDArray[Any] | None = None, *, timeout: float | None = None, progress: Progress = None, cancel: CancelToken | None = None) -> Any:
    """The bits that are set in either element.

    Parameters
    ----------
    a : array_like
        The left operands.
    b : array_like
        The right operands; broadcasts against `a`.
    out : numpy.ndarray, optional
        Where to write; of the result's shape, and of a dtype that it can be cast to (same kind).
        It may be one of the inputs.
    timeout : float, optional
        Seconds after which the call is stopped with TimeoutError.
    progress : bool or callable, optional
        True draws a bar (tqdm); a callable gets ``(done, total)``, in this thread.
    cancel : CancelToken, optional
        Stops the call from another thread.

    Returns
    -------
    An array of the broadcast shape of `a` and `b`.

    Notes
    -----
    The same values as ``np.bitwise_or(a, b)``, whatever the number of threads.
    """
    return _native.call(43, a, b, out, timeout, progress, cancel)


def bitwise_xor(a: ArrayLike, b: ArrayLike, out: NDArray[Any] | None = None, *, timeout: float | None = None, progress: Progress = None, cancel: CancelToken | None = None) -> Any:
    """The bits that are set in one element only.

    Parameters
    ----------
    a : array_like
        The left operands.
    b : array_like
        The right operands; broadcasts against `a`.
    out : numpy.ndarray, optional
        Where to write; of the result's shape, and of a dtype that it can be cast to (same kind).
        It may be one of the inputs.
    timeout : float, optional
        Seconds after which the call is stopped with TimeoutError.
    progress : bool or callable, optional
        True draws a bar (tqdm); a callable gets ``(done, total)``, in this thread.
    cancel : CancelToken, optional
        Stops the call from another thread.

    Returns
    -------
    An array of the broadcast shape of `a` and `b`.

    Notes
    -----
    The same values as ``np.bitwise_xor(a, b)``, whatever the number of threads.
    """
    return _native.call(44, a, b, out, timeout, progress, cancel)


def invert(a: ArrayLike, out: NDArray[Any] | None = None, *, timeout: float | None = None, progress: Progress = None, cancel: CancelToken | None = None) -> Any:
    """Each element with every bit turned; of bools the logical not.

    Parameters
    ----------
    a : array_like
        Integers or bools.
    out : numpy.ndarray, optional
        Where to write; of the result's shape, and of a dtype that it can be cast to (same kind).
        It may be one of the inputs.
    timeout : float, optional
        Seconds after which the call is stopped with TimeoutError.
    progress : bool or callable, optional
        True draws a bar (tqdm); a callable gets ``(done, total)``, in this thread.
    cancel : CancelToken, optional
        Stops the call from another thread.

    Returns
    -------
    An array of the shape and dtype of `a`.

    Notes
    -----
    The same values as ``np.invert(a)``, whatever the number of threads.
    """
    return _native.call(45, a, out, timeout, progress, cancel)


def left_shift(a: ArrayLike, b: ArrayLike, out: NDArray[Any] | None = None, *, timeout: float | None = None, progress: Progress = None, cancel: CancelToken | None = None) -> Any:
    """The elements of `a` times 2 to the power of `b`.

    Parameters
    ----------
    a : array_like
        The integers to shift.
    b : array_like
        By how many bits; broadcasts against `a`.
    out : numpy.ndarray, optional
        Where to write; of the result's shape, and of a dtype that it can be cast to (same kind).
        It may be one of the inputs.
    timeout : float, optional
        Seconds after which the call is stopped with TimeoutError.
    progress : bool or callable, optional
        True draws a bar (tqdm); a callable gets ``(done, total)``, in this thread.
    cancel : CancelToken, optional
        Stops the call from another thread.

    Returns
    -------
    An array of the broadcast shape of `a` and `b`.

    Notes
    -----
    The same values as ``np.left_shift(a, b)``, whatever the number of threads.

    Shifting by the width of the dtype or more, or by a negative number, shifts everything out: the result is 0, or -1 for a negative element shifted right. Bools give int8.
    """
    return _native.call(46, a, b, out, timeout, progress, cancel)


def right_shift(a: ArrayLike, b: ArrayLike, out: NDArray[Any] | None = None, *, timeout: float | None = None, progress: Progress = None, cancel: CancelToken | None = None) -> Any:
    """The elements of `a` divided by 2 to the power of `b`, rounded down.

    Parameters
    ----------
    a : array_like
        The integers to shift.
    b : array_like
        By how many bits; broadcasts against `a`.
    out : numpy.ndarray, optional
        Where to write; of the result's shape, and of a dtype that it can be cast to (same kind).
        It may be one of the inputs.
    timeout : float, optional
        Seconds after which the call is stopped with TimeoutError.
    progress : bool or callable, optional
        True draws a bar (tqdm); a callable gets ``(done, total)``, in this thread.
    cancel : CancelToken, optional
        Stops the call from another thread.

    Returns
    -------
    An array of the broadcast shape of `a` and `b`.

    Notes
    -----
    The same values as ``np.right_shift(a, b)``, whatever the number of threads.

    Shifting by the width of the dtype or more, or by a negative number, shifts everything out: the result is 0, or -1 for a negative element shifted right. Bools give int8.
    """
    return _native.call(47, a, b, out, timeout, progress, cancel)


def equal(a: ArrayLike, b: ArrayLike, out: NDArray[Any] | None = None, *, timeout: float | None = None, progress: Progress = None, cancel: CancelToken | None = None) -> Any:
    """Whether the elements are equal.

    Parameters
    ----------
    a : array_like
        The left operands.
    b : array_like
        The right operands; broadcasts against `a`.
    out : numpy.ndarray, optional
        Where to write; of the result's shape, and of a dtype that it can be cast to (same kind).
        It may be one of the inputs.
    timeout : float, optional
        Seconds after which the call is stopped with TimeoutError.
    progress : bool or callable, optional
        True draws a bar (tqdm); a callable gets ``(done, total)``, in this thread.
    cancel : CancelToken, optional
        Stops the call from another thread.

    Returns
    -------
    An array of bools of the broadcast shape of `a` and `b`.

    Notes
    -----
    The same values as ``np.equal(a, b)``, whatever the number of threads.

    Signed integers and uint64 are compared exactly, not as floats. A NaN is unequal to everything.
    """
    return _native.call(48, a, b, out, timeout, progress, cancel)


def not_equal(a: ArrayLike, b: ArrayLike, out: NDArray[Any] | None = None, *, timeout: float | None = None, progress: Progress = None, cancel: CancelToken | None = None) -> Any:
    """Whether the elements are not equal.

    Parameters
    ----------
    a : array_like
        The left operands.
    b : array_like
        The right operands; broadcasts against `a`.
    out : numpy.ndarray, optional
        Where to write; of the result's shape, and of a dtype that it can be cast to (same kind).
        It may be one of the inputs.
    timeout : float, optional
        Seconds after which the call is stopped with TimeoutError.
    progress : bool or callable, optional
        True draws a bar (tqdm); a callable gets ``(done, total)``, in this thread.
    cancel : CancelToken, optional
        Stops the call from another thread.

    Returns
    -------
    An array of bools of the broadcast shape of `a` and `b`.

    Notes
    -----
    The same values as ``np.not_equal(a, b)``, whatever the number of threads.

    Signed integers and uint64 are compared exactly, not as floats. A NaN is unequal to everything.
    """
    return _native.call(49, a, b, out, timeout, progress, cancel)


def less(a: ArrayLike, b: ArrayLike, out: NDArray[Any] | None = None, *, timeout: float | None = None, progress: Progress = None, cancel: CancelToken | None = None) -> Any:
    """Whether the elements are in ascending order.

    Parameters
    ----------
    a : array_like
        The left operands.
    b : array_like
        The right operands; broadcasts against `a`.
    out : numpy.ndarray, optional
        Where to write; of the result's shape, and of a dtype that it can be cast to (same kind).
        It may be one of the inputs.
    timeout : float, optional
        Seconds after which the call is stopped with TimeoutError.
    progress : bool or callable, optional
        True draws a bar (tqdm); a callable gets ``(done, total)``, in this thread.
    cancel : CancelToken, optional
        Stops the call from another thread.

    Returns
    -------
    An array of bools of the broadcast shape of `a` and `b`.

    Notes
    -----
    The same values as ``np.less(a, b)``, whatever the number of threads.

    Signed integers and uint64 are compared exactly, not as floats. A NaN is unequal to everything.
    """
    return _native.call(50, a, b, out, timeout, progress, cancel)


def less_equal(a: ArrayLike, b: ArrayLike, out: NDArray[Any] | None = None, *, timeout: float | None = None, progress: Progress = None, cancel: CancelToken | None = None) -> Any:
    """Whether the elements are in ascending order or equal.

    Parameters
    ----------
    a : array_like
        The left operands.
    b : array_like
        The right operands; broadcasts against `a`.
    out : numpy.ndarray, optional
        Where to write; of the result's shape, and of a dtype that it can be cast to (same kind).
        It may be one of the inputs.
    timeout : float, optional
        Seconds after which the call is stopped with TimeoutError.
    progress : bool or callable, optional
        True draws a bar (tqdm); a callable gets ``(done, total)``, in this thread.
    cancel : CancelToken, optional
        Stops the call from another thread.

    Returns
    -------
    An array of bools of the broadcast shape of `a` and `b`.

    Notes
    -----
    The same values as ``np.less_equal(a, b)``, whatever the number of threads.

    Signed integers and uint64 are compared exactly, not as floats. A NaN is unequal to everything.
    """
    return _native.call(51, a, b, out, timeout, progress, cancel)


def greater(a: ArrayLike, b: ArrayLike, out: NDArray[Any] | None = None, *, timeout: float | None = None, progress: Progress = None, cancel: CancelToken | None = None) -> Any:
    """Whether the elements are in descending order.

    Parameters
    ----------
    a : array_like
        The left operands.
    b : array_like
        The right operands; broadcasts against `a`.
    out : numpy.ndarray, optional
        Where to write; of the result's shape, and of a dtype that it can be cast to (same kind).
        It may be one of the inputs.
    timeout : float, optional
        Seconds after which the call is stopped with TimeoutError.
    progress : bool or callable, optional
        True draws a bar (tqdm); a callable gets ``(done, total)``, in this thread.
    cancel : CancelToken, optional
        Stops the call from another thread.

    Returns
    -------
    An array of bools of the broadcast shape of `a` and `b`.

    Notes
    -----
    The same values as ``np.greater(a, b)``, whatever the number of threads.

    Signed integers and uint64 are compared exactly, not as floats. A NaN is unequal to everything.
    """
    return _native.call(52, a, b, out, timeout, progress, cancel)


def greater_equal(a: ArrayLike, b: ArrayLike, out: NDArray[Any] | None = None, *, timeout: float | None = None, progress: Progress = None, cancel: CancelToken | None = None) -> Any:
    """Whether the elements are in descending order or equal.

    Parameters
    ----------
    a : array_like
        The left operands.
    b : array_like
        The right operands; broadcasts against `a`.
    out : numpy.ndarray, optional
        Where to write; of the result's shape, and of a dtype that it can be cast to (same kind).
        It may be one of the inputs.
    timeout : float, optional
        Seconds after which the call is stopped with TimeoutError.
    progress : bool or callable, optional
        True draws a bar (tqdm); a callable gets ``(done, total)``, in this thread.
    cancel : CancelToken, optional
        Stops the call from another thread.

    Returns
    -------
    An array of bools of the broadcast shape of `a` and `b`.

    Notes
    -----
    The same values as ``np.greater_equal(a, b)``, whatever the number of threads.

    Signed integers and uint64 are compared exactly, not as floats. A NaN is unequal to everything.
    """
    return _native.call(53, a, b, out, timeout, progress, cancel)


def logical_and(a: ArrayLike, b: ArrayLike, out: NDArray[Any] | None = None, *, timeout: float | None = None, progress: Progress = None, cancel: CancelToken | None = None) -> Any:
    """Whether both elements are true.

    Parameters
    ----------
    a : array_like
        The left operands.
    b : array_like
        The right operands; broadcasts against `a`.
    out : numpy.ndarray, optional
        Where to write; of the result's shape, and of a dtype that it can be cast to (same kind).
        It may be one of the inputs.
    timeout : float, optional
        Seconds after which the call is stopped with TimeoutError.
    progress : bool or callable, optional
        True draws a bar (tqdm); a callable gets ``(done, total)``, in this thread.
    cancel : CancelToken, optional
        Stops the call from another thread.

    Returns
    -------
    An array of bools of the broadcast shape of the arguments.

    Notes
    -----
    The same values as ``np.logical_and(a, b)``, whatever the number of threads.

    NaN is true.
    """
    return _native.call(54, a, b, out, timeout, progress, cancel)


def logical_or(a: ArrayLike, b: ArrayLike, out: NDArray[Any] | None = None, *, timeout: float | None = None, progress: Progress = None, cancel: CancelToken | None = None) -> Any:
    """Whether either element is true.

    Parameters
    ----------
    a : array_like
        The left operands.
    b : array_like
        The right operands; broadcasts against `a`.
    out : numpy.ndarray, optional
        Where to write; of the result's shape, and of a dtype that it can be cast to (same kind).
        It may be one of the inputs.
    timeout : float, optional
        Seconds after which the call is stopped with TimeoutError.
    progress : bool or callable, optional
        True draws a bar (tqdm); a callable gets ``(done, total)``, in this thread.
    cancel : CancelToken, optional
        Stops the call from another thread.

    Returns
    -------
    An array of bools of the broadcast shape of the arguments.

    Notes
    -----
    The same values as ``np.logical_or(a, b)``, whatever the number of threads.

    NaN is true.
    """
    return _native.call(55, a, b, out, timeout, progress, cancel)


def logical_xor(a: ArrayLike, b: ArrayLike, out: NDArray[Any] | None = None, *, timeout: float | None = None, progress: Progress = None, cancel: CancelToken | None = None) -> Any:
    """Whether exactly one of the elements is true.

    Parameters
    ----------
    a : array_like
        The left operands.
    b : array_like
        The right operands; broadcasts against `a`.
    out : numpy.ndarray, optional
        Where to write; of the result's shape, and of a dtype that it can be cast to (same kind).
        It may be one of the inputs.
    timeout : float, optional
        Seconds after which the call is stopped with TimeoutError.
    progress : bool or callable, optional
        True draws a bar (tqdm); a callable gets ``(done, total)``, in this thread.
    cancel : CancelToken, optional
        Stops the call from another thread.

    Returns
    -------
    An array of bools of the broadcast shape of the arguments.

    Notes
    -----
    The same values as ``np.logical_xor(a, b)``, whatever the number of threads.

    NaN is true.
    """
    return _native.call(56, a, b, out, timeout, progress, cancel)


def logical_not(a: ArrayLike, out: NDArray[Any] | None = None, *, timeout: float | None = None, progress: Progress = None, cancel: CancelToken | None = None) -> Any:
    """Whether each element is zero.

    Parameters
    ----------
    a : array_like
        The elements.
    out : numpy.ndarray, optional
        Where to write; of the result's shape, and of a dtype that it can be cast to (same kind).
        It may be one of the inputs.
    timeout : float, optional
        Seconds after which the call is stopped with TimeoutError.
    progress : bool or callable, optional
        True draws a bar (tqdm); a callable gets ``(done, total)``, in this thread.
    cancel : CancelToken, optional
        Stops the call from another thread.

    Returns
    -------
    An array of bools of the broadcast shape of the arguments.

    Notes
    -----
    The same values as ``np.logical_not(a)``, whatever the number of threads.

    NaN is true.
    """
    return _native.call(57, a, out, timeout, progress, cancel)


def where(cond: ArrayLike, x: ArrayLike, y: ArrayLike, out: NDArray[Any] | None = None, *, timeout: float | None = None, progress: Progress = None, cancel: CancelToken | None = None) -> Any:
    """Elements of `x` where `cond` is true and of `y` elsewhere.

    Parameters
    ----------
    cond : array_like
        The choice; a number is true unless it is zero.
    x : array_like
        Taken where `cond` is true; broadcasts.
    y : array_like
        Taken where `cond` is false; broadcasts.
    out : numpy.ndarray, optional
        Where to write; of the result's shape, and of a dtype that it can be cast to (same kind).
        It may be one of the inputs.
    timeout : float, optional
        Seconds after which the call is stopped with TimeoutError.
    progress : bool or callable, optional
        True draws a bar (tqdm); a callable gets ``(done, total)``, in this thread.
    cancel : CancelToken, optional
        Stops the call from another thread.

    Returns
    -------
    An array of the broadcast shape of the arguments and the common dtype of `x` and `y`.

    Notes
    -----
    The same values as ``np.where(cond, x, y)``, whatever the number of threads.

    The dtype rules are those of `x` and `y`; `cond` may be of any dtype.
    """
    return _native.call(58, cond, x, y, out, timeout, progress, cancel)


def clip(a: ArrayLike, lo: ArrayLike, hi: ArrayLike, out: NDArray[Any] | None = None, *, timeout: float | None = None, progress: Progress = None, cancel: CancelToken | None = None) -> Any:
    """Each element moved into [lo, hi].

    Parameters
    ----------
    a : array_like
        The elements.
    lo : array_like
        The lower bounds; broadcasts against `a`.
    hi : array_like
        The upper bounds; broadcasts against `a`.
    out : numpy.ndarray, optional
        Where to write; of the result's shape, and of a dtype that it can be cast to (same kind).
        It may be one of the inputs.
    timeout : float, optional
        Seconds after which the call is stopped with TimeoutError.
    progress : bool or callable, optional
        True draws a bar (tqdm); a callable gets ``(done, total)``, in this thread.
    cancel : CancelToken, optional
        Stops the call from another thread.

    Returns
    -------
    An array of the broadcast shape of the arguments.

    Notes
    -----
    The same values as ``np.clip(a, lo, hi)``, whatever the number of threads.

    Where `lo` is above `hi` the result is `hi`. If any of the three is NaN, so is the result.
    """
    return _native.call(59, a, lo, hi, out, timeout, progress, cancel)


def sum(a: ArrayLike, axis: int | None = None, out: NDArray[Any] | None = None, *, timeout: float | None = None, progress: Progress = None, cancel: CancelToken | None = None) -> Any:
    """The sum of the elements.

    Parameters
    ----------
    a : array_like
        The array.
    axis : int or None, default None
        The axis to reduce along; None reduces the whole array.
    out : numpy.ndarray, optional
        Where to write; of the result's shape, and of a dtype that it can be cast to (same kind).
        It may be one of the inputs.
    timeout : float, optional
        Seconds after which the call is stopped with TimeoutError.
    progress : bool or callable, optional
        True draws a bar (tqdm); a callable gets ``(done, total)``, in this thread.
    cancel : CancelToken, optional
        Stops the call from another thread.

    Returns
    -------
    A scalar, or for an axis an array of the shape of `a` without it.

    Raises
    ------
    AxisError
        if `a` has no such axis.

    Notes
    -----
    Within 8 ULP of ``np.sum(a, axis=axis)``, whatever the number of threads.

    Integers are added up in 64 bits and wrap there; the sum of no elements is 0.

    Floats are added pairwise in an order that depends on the shape only; float32 in float64, rounded once.
    """
    return _native.call(60, a, axis, out, timeout, progress, cancel)


def prod(a: ArrayLike, axis: int | None = None, out: NDArray[Any] | None = None, *, timeout: float | None = None, progress: Progress = None, cancel: CancelToken | None = None) -> Any:
    """The product of the elements.

    Parameters
    ----------
    a : array_like
        The array.
    axis : int or None, default None
        The axis to reduce along; None reduces the whole array.
    out : numpy.ndarray, optional
        Where to write; of the result's shape, and of a dtype that it can be cast to (same kind).
        It may be one of the inputs.
    timeout : float, optional
        Seconds after which the call is stopped with TimeoutError.
    progress : bool or callable, optional
        True draws a bar (tqdm); a callable gets ``(done, total)``, in this thread.
    cancel : CancelToken, optional
        Stops the call from another thread.

    Returns
    -------
    A scalar, or for an axis an array of the shape of `a` without it.

    Raises
    ------
    AxisError
        if `a` has no such axis.

    Notes
    -----
    Within 1024 ULP of ``np.prod(a, axis=axis)``, whatever the number of threads.

    Integers are multiplied in 64 bits and wrap there; the product of no elements is 1.

    Every multiplication of floats rounds once, in an order that depends on the shape only. float32 is multiplied in float64.
    """
    return _native.call(61, a, axis, out, timeout, progress, cancel)


def mean(a: ArrayLike, axis: int | None = None, out: NDArray[Any] | None = None, *, timeout: float | None = None, progress: Progress = None, cancel: CancelToken | None = None) -> Any:
    """The arithmetic mean of the elements.

    Parameters
    ----------
    a : array_like
        The array.
    axis : int or None, default None
        The axis to reduce along; None reduces the whole array.
    out : numpy.ndarray, optional
        Where to write; of the result's shape, and of a dtype that it can be cast to (same kind).
        It may be one of the inputs.
    timeout : float, optional
        Seconds after which the call is stopped with TimeoutError.
    progress : bool or callable, optional
        True draws a bar (tqdm); a callable gets ``(done, total)``, in this thread.
    cancel : CancelToken, optional
        Stops the call from another thread.

    Returns
    -------
    A scalar, or for an axis an array of the shape of `a` without it.

    Raises
    ------
    AxisError
        if `a` has no such axis.

    Notes
    -----
    Within 8 ULP of ``np.mean(a, axis=axis)``, whatever the number of threads.

    Integers and bools are averaged as float64. float32 is averaged in float64 and rounded once. The mean of no elements is NaN, without a warning.
    """
    return _native.call(62, a, axis, out, timeout, progress, cancel)


def var(a: ArrayLike, axis: int | None = None, ddof: float = 0, out: NDArray[Any] | None = None, *, timeout: float | None = None, progress: Progress = None, cancel: CancelToken | None = None) -> Any:
    """The variance of the elements.

    Parameters
    ----------
    a : array_like
        The array.
    axis : int or None, default None
        The axis to reduce along; None reduces the whole array.
    ddof : float, default 0
        The sum of squares is divided by the number of elements less this.
    out : numpy.ndarray, optional
        Where to write; of the result's shape, and of a dtype that it can be cast to (same kind).
        It may be one of the inputs.
    timeout : float, optional
        Seconds after which the call is stopped with TimeoutError.
    progress : bool or callable, optional
        True draws a bar (tqdm); a callable gets ``(done, total)``, in this thread.
    cancel : CancelToken, optional
        Stops the call from another thread.

    Returns
    -------
    A scalar, or for an axis an array of the shape of `a` without it.

    Raises
    ------
    AxisError
        if `a` has no such axis.

    Notes
    -----
    Within 32 ULP of ``np.var(a, axis=axis, ddof=ddof)``, whatever the number of threads.

    Integers and bools are taken as float64; float32 is worked on in float64 and rounded once. The squares are of the deviations from the mean, so nothing cancels. If `ddof` is not below the number of elements, the result is inf or NaN, without a warning.
    """
    return _native.call(63, a, axis, ddof, out, timeout, progress, cancel)


def std(a: ArrayLike, axis: int | None = None, ddof: float = 0, out: NDArray[Any] | None = None, *, timeout: float | None = None, progress: Progress = None, cancel: CancelToken | None = None) -> Any:
    """The standard deviation of the elements.

    Parameters
    ----------
    a : array_like
        The array.
    axis : int or None, default None
        The axis to reduce along; None reduces the whole array.
    ddof : float, default 0
        The sum of squares is divided by the number of elements less this.
    out : numpy.ndarray, optional
        Where to write; of the result's shape, and of a dtype that it can be cast to (same kind).
        It may be one of the inputs.
    timeout : float, optional
        Seconds after which the call is stopped with TimeoutError.
    progress : bool or callable, optional
        True draws a bar (tqdm); a callable gets ``(done, total)``, in this thread.
    cancel : CancelToken, optional
        Stops the call from another thread.

    Returns
    -------
    A scalar, or for an axis an array of the shape of `a` without it.

    Raises
    ------
    AxisError
        if `a` has no such axis.

    Notes
    -----
    Within 32 ULP of ``np.std(a, axis=axis, ddof=ddof)``, whatever the number of threads.

    Integers and bools are taken as float64; float32 is worked on in float64 and rounded once. The squares are of the deviations from the mean, so nothing cancels. If `ddof` is not below the number of elements, the result is inf or NaN, without a warning.
    """
    return _native.call(64, a, axis, ddof, out, timeout, progress, cancel)


def min(a: ArrayLike, axis: int | None = None, out: NDArray[Any] | None = None, *, timeout: float | None = None, progress: Progress = None, cancel: CancelToken | None = None) -> Any:
    """The smallest element.

    Parameters
    ----------
    a : array_like
        The array.
    axis : int or None, default None
        The axis to reduce along; None reduces the whole array.
    out : numpy.ndarray, optional
        Where to write; of the result's shape, and of a dtype that it can be cast to (same kind).
        It may be one of the inputs.
    timeout : float, optional
        Seconds after which the call is stopped with TimeoutError.
    progress : bool or callable, optional
        True draws a bar (tqdm); a callable gets ``(done, total)``, in this thread.
    cancel : CancelToken, optional
        Stops the call from another thread.

    Returns
    -------
    A scalar, or for an axis an array of the shape of `a` without it.

    Raises
    ------
    ValueError
        if a result would be of no elements.
    AxisError
        if `a` has no such axis.

    Notes
    -----
    The same values as ``np.min(a, axis=axis)``, whatever the number of threads.

    If there is a NaN, it is the result. -0.0 is smaller than 0.0; which of them NumPy gives depends on the processor.
    """
    return _native.call(65, a, axis, out, timeout, progress, cancel)


def max(a: ArrayLike, axis: int | None = None, out: NDArray[Any] | None = None, *, timeout: float | None = None, progress: Progress = None, cancel: CancelToken | None = None) -> Any:
    """The largest element.

    Parameters
    ----------
    a : array_like
        The array.
    axis : int or None, default None
        The axis to reduce along; None reduces the whole array.
    out : numpy.ndarray, optional
        Where to write; of the result's shape, and of a dtype that it can be cast to (same kind).
        It may be one of the inputs.
    timeout : float, optional
        Seconds after which the call is stopped with TimeoutError.
    progress : bool or callable, optional
        True draws a bar (tqdm); a callable gets ``(done, total)``, in this thread.
    cancel : CancelToken, optional
        Stops the call from another thread.

    Returns
    -------
    A scalar, or for an axis an array of the shape of `a` without it.

    Raises
    ------
    ValueError
        if a result would be of no elements.
    AxisError
        if `a` has no such axis.

    Notes
    -----
    The same values as ``np.max(a, axis=axis)``, whatever the number of threads.

    If there is a NaN, it is the result. -0.0 is smaller than 0.0; which of them NumPy gives depends on the processor.
    """
    return _native.call(66, a, axis, out, timeout, progress, cancel)


def argmin(a: ArrayLike, axis: int | None = None, out: NDArray[Any] | None = None, *, timeout: float | None = None, progress: Progress = None, cancel: CancelToken | None = None) -> Any:
    """The position of the smallest element.

    Parameters
    ----------
    a : array_like
        The array.
    axis : int or None, default None
        The axis to reduce along; None reduces the whole array.
    out : numpy.ndarray, optional
        Where to write; of the result's shape, and of a dtype that it can be cast to (same kind).
        It may be one of the inputs.
    timeout : float, optional
        Seconds after which the call is stopped with TimeoutError.
    progress : bool or callable, optional
        True draws a bar (tqdm); a callable gets ``(done, total)``, in this thread.
    cancel : CancelToken, optional
        Stops the call from another thread.

    Returns
    -------
    A scalar, or for an axis an array of the shape of `a` without it.

    Raises
    ------
    ValueError
        if a result would be of no elements.
    AxisError
        if `a` has no such axis.

    Notes
    -----
    The same values as ``np.argmin(a, axis=axis)``, whatever the number of threads.

    The first of equal elements counts, and the first NaN before anything else. Without an axis it is the position in the flattened array.
    """
    return _native.call(67, a, axis, out, timeout, progress, cancel)


def argmax(a: ArrayLike, axis: int | None = None, out: NDArray[Any] | None = None, *, timeout: float | None = None, progress: Progress = None, cancel: CancelToken | None = None) -> Any:
    """The position of the largest element.

    Parameters
    ----------
    a : array_like
        The array.
    axis : int or None, default None
        The axis to reduce along; None reduces the whole array.
    out : numpy.ndarray, optional
        Where to write; of the result's shape, and of a dtype that it can be cast to (same kind).
        It may be one of the inputs.
    timeout : float, optional
        Seconds after which the call is stopped with TimeoutError.
    progress : bool or callable, optional
        True draws a bar (tqdm); a callable gets ``(done, total)``, in this thread.
    cancel : CancelToken, optional
        Stops the call from another thread.

    Returns
    -------
    A scalar, or for an axis an array of the shape of `a` without it.

    Raises
    ------
    ValueError
        if a result would be of no elements.
    AxisError
        if `a` has no such axis.

    Notes
    -----
    The same values as ``np.argmax(a, axis=axis)``, whatever the number of threads.

    The first of equal elements counts, and the first NaN before anything else. Without an axis it is the position in the flattened array.
    """
    return _native.call(68, a, axis, out, timeout, progress, cancel)


def any(a: ArrayLike, axis: int | None = None, out: NDArray[Any] | None = None, *, timeout: float | None = None, progress: Progress = None, cancel: CancelToken | None = None) -> Any:
    """Whether any element is true.

    Parameters
    ----------
    a : array_like
        The array.
    axis : int or None, default None
        The axis to reduce along; None reduces the whole array.
    out : numpy.ndarray, optional
        Where to write; of the result's shape, and of a dtype that it can be cast to (same kind).
        It may be one of the inputs.
    timeout : float, optional
        Seconds after which the call is stopped with TimeoutError.
    progress : bool or callable, optional
        True draws a bar (tqdm); a callable gets ``(done, total)``, in this thread.
    cancel : CancelToken, optional
        Stops the call from another thread.

    Returns
    -------
    A scalar, or for an axis an array of the shape of `a` without it.

    Raises
    ------
    AxisError
        if `a` has no such axis.

    Notes
    -----
    The same values as ``np.any(a, axis=axis)``, whatever the number of threads.

    A number is true unless it is zero; NaN is true. Of no elements it is False.
    """
    return _native.call(69, a, axis, out, timeout, progress, cancel)


def all(a: ArrayLike, axis: int | None = None, out: NDArray[Any] | None = None, *, timeout: float | None = None, progress: Progress = None, cancel: CancelToken | None = None) -> Any:
    """Whether all elements are true.

    Parameters
    ----------
    a : array_like
        The array.
    axis : int or None, default None
        The axis to reduce along; None reduces the whole array.
    out : numpy.ndarray, optional
        Where to write; of the result's shape, and of a dtype that it can be cast to (same kind).
        It may be one of the inputs.
    timeout : float, optional
        Seconds after which the call is stopped with TimeoutError.
    progress : bool or callable, optional
        True draws a bar (tqdm); a callable gets ``(done, total)``, in this thread.
    cancel : CancelToken, optional
        Stops the call from another thread.

    Returns
    -------
    A scalar, or for an axis an array of the shape of `a` without it.

    Raises
    ------
    AxisError
        if `a` has no such axis.

    Notes
    -----
    The same values as ``np.all(a, axis=axis)``, whatever the number of threads.

    A number is true unless it is zero; NaN is true. Of no elements it is True.
    """
    return _native.call(70, a, axis, out, timeout, progress, cancel)


def cumsum(a: ArrayLike, axis: int | None = None, out: NDArray[Any] | None = None, *, timeout: float | None = None, progress: Progress = None, cancel: CancelToken | None = None) -> Any:
    """The sums of the elements up to and including each one.

    Parameters
    ----------
    a : array_like
        The array.
    axis : int or None, default None
        The axis to add up along; None means the flattened array.
    out : numpy.ndarray, optional
        Where to write; of the result's shape, and of a dtype that it can be cast to (same kind).
        It may be one of the inputs.
    timeout : float, optional
        Seconds after which the call is stopped with TimeoutError.
    progress : bool or callable, optional
        True draws a bar (tqdm); a callable gets ``(done, total)``, in this thread.
    cancel : CancelToken, optional
        Stops the call from another thread.

    Returns
    -------
    An array of the shape of `a`, or for no axis one of one dimension.

    Raises
    ------
    AxisError
        if `a` has no such axis.

    Notes
    -----
    Within 64 ULP of ``np.cumsum(a, axis=axis)``, whatever the number of threads.

    Integers are added up in 64 bits and wrap there.

    Floats are added one by one within chunks that depend on the shape only, float32 in float64, so long sums are more precise than NumPy's.
    """
    return _native.call(71, a, axis, out, timeout, progress, cancel)


def histogram(a: ArrayLike, bins: int, lo: float, hi: float, single: int = 0, *, timeout: float | None = None, progress: Progress = None, cancel: CancelToken | None = None) -> Any:
    """How many elements lie in each of `bins` bins of equal width from `lo` to `hi`.

    Parameters
    ----------
    a : array_like
        The numbers, of any shape.
    bins : int
        The number of bins.
    lo : float
        The left edge of the first bin.
    hi : float
        The right edge of the last bin, which belongs to it.
    single : int, default 0
        1: the edges are computed in float32, as NumPy does when `lo` and `hi` are float32; 0: in float64.
    timeout : float, optional
        Seconds after which the call is stopped with TimeoutError.
    progress : bool or callable, optional
        True draws a bar (tqdm); a callable gets ``(done, total)``, in this thread.
    cancel : CancelToken, optional
        Stops the call from another thread.

    Returns
    -------
    An int64 array of `bins` counts.

    Raises
    ------
    ValueError
        if there is no bin, the range is not finite or falls, or the bins are too narrow for the dtype.

    Notes
    -----
    The same values as ``np.histogram(a, bins, (np.float32(lo), np.float32(hi)) if single else (lo, hi))[0]``, whatever the number of threads.

    Elements outside [lo, hi] and NaNs are not counted. If `lo` equals `hi`, the bins reach from lo - 0.5 to hi + 0.5.

    float32 elements are compared in float32, as NumPy does for edges that are Python floats; for edges of float64 compute in float64.
    """
    return _native.call(72, a, bins, lo, hi, single, timeout, progress, cancel)


def bincount(x: ArrayLike, weights: ArrayLike | None = None, minlength: int = 0, *, timeout: float | None = None, progress: Progress = None, cancel: CancelToken | None = None) -> Any:
    """How often each integer from 0 up occurs, or the sum of its weights.

    Parameters
    ----------
    x : array_like
        Integers that are not negative, of one dimension.
    weights : array_like, default None
        A weight for each element, of the shape of `x`.
    minlength : int, default 0
        The least length of the result.
    timeout : float, optional
        Seconds after which the call is stopped with TimeoutError.
    progress : bool or callable, optional
        True draws a bar (tqdm); a callable gets ``(done, total)``, in this thread.
    cancel : CancelToken, optional
        Stops the call from another thread.

    Returns
    -------
    An array of max(x) + 1 counts, at least `minlength`: int64, or float64 sums if there are weights.

    Raises
    ------
    ValueError
        if an element is negative, `minlength` is, or the shapes differ.

    Notes
    -----
    Within 1024 ULP of ``np.bincount(x, weights, minlength)``, whatever the number of threads.

    With weights the result is float64 always; NumPy gives int64 if there are no elements.

    Weights are added up in the order of `x` within chunks that depend on the lengths only, and these sums in the order of the chunks.
    """
    return _native.call(73, x, weights, minlength, timeout, progress, cancel)


def dot(a: ArrayLike, b: ArrayLike, out: NDArray[Any] | None = None, *, timeout: float | None = None, progress: Progress = None, cancel: CancelToken | None = None) -> Any:
    """The dot product of two vectors, or the product with a matrix.

    Parameters
    ----------
    a : array_like
        A vector or a matrix.
    b : array_like
        A vector or a matrix; its first dimension is as long as the last of `a`.
    out : numpy.ndarray, optional
        Where to write; of the result's shape, and of a dtype that it can be cast to (same kind).
        It may be one of the inputs.
    timeout : float, optional
        Seconds after which the call is stopped with TimeoutError.
    progress : bool or callable, optional
        True draws a bar (tqdm); a callable gets ``(done, total)``, in this thread.
    cancel : CancelToken, optional
        Stops the call from another thread.

    Returns
    -------
    A scalar for two vectors, a vector for a vector and a matrix, a matrix for two matrices.

    Raises
    ------
    ValueError
        if the shapes do not fit.

    Notes
    -----
    Within 64 ULP of ``np.dot(a, b)``, whatever the number of threads.

    Integers wrap; of bools it is whether both are true anywhere.

    Sums of floats are made in an order that depends on the shapes only; those of float32 in float64.
    """
    return _native.call(74, a, b, out, timeout, progress, cancel)


def squares(a: ArrayLike, out: NDArray[Any] | None = None, *, timeout: float | None = None, progress: Progress = None, cancel: CancelToken | None = None) -> Any:
    """The squares of the elements.

    Parameters
    ----------
    a : array_like
        The numbers.
    out : numpy.ndarray, optional
        Where to write; of the result's shape, and of a dtype that it can be cast to (same kind).
        It may be one of the inputs.
    timeout : float, optional
        Seconds after which the call is stopped with TimeoutError.
    progress : bool or callable, optional
        True draws a bar (tqdm); a callable gets ``(done, total)``, in this thread.
    cancel : CancelToken, optional
        Stops the call from another thread.

    Returns
    -------
    An array of the shape and dtype of `a`.

    Notes
    -----
    The same values as ``np.multiply(a, a)``, whatever the number of threads.

    Integers wrap.
    """
    return _native.call(75, a, out, timeout, progress, cancel)


def exp_linear(alpha: float, a: ArrayLike, beta: float, b: ArrayLike, out: NDArray[Any] | None = None, *, timeout: float | None = None, progress: Progress = None, cancel: CancelToken | None = None) -> Any:
    """exp(alpha*a + beta*b) of the elements, in one pass.

    Parameters
    ----------
    alpha : float
        The factor of `a`.
    a : array_like
        The first numbers.
    beta : float
        The factor of `b`.
    b : array_like
        The second numbers; broadcasts against `a`.
    out : numpy.ndarray, optional
        Where to write; of the result's shape, and of a dtype that it can be cast to (same kind).
        It may be one of the inputs.
    timeout : float, optional
        Seconds after which the call is stopped with TimeoutError.
    progress : bool or callable, optional
        True draws a bar (tqdm); a callable gets ``(done, total)``, in this thread.
    cancel : CancelToken, optional
        Stops the call from another thread.

    Returns
    -------
    An array of floats of the broadcast shape of `a` and `b`.

    Notes
    -----
    Within 1024 ULP of ``np.exp(alpha*a + beta*b)``, whatever the number of threads.

    The error of the sum is multiplied by the result, here as in NumPy: large exponents lose digits.
    """
    return _native.call(76, alpha, a, beta, b, out, timeout, progress, cancel)


def gaussians(x: float, means: ArrayLike, widths: ArrayLike, out: NDArray[Any] | None = None, *, timeout: float | None = None, progress: Progress = None, cancel: CancelToken | None = None) -> Any:
    """The normal densities at `x`, each divided by the number of means.

    Parameters
    ----------
    x : float
        Where to evaluate.
    means : array_like
        The centres.
    widths : array_like
        The standard deviations; broadcasts against `means`.
    out : numpy.ndarray, optional
        Where to write; of the result's shape, and of a dtype that it can be cast to (same kind).
        It may be one of the inputs.
    timeout : float, optional
        Seconds after which the call is stopped with TimeoutError.
    progress : bool or callable, optional
        True draws a bar (tqdm); a callable gets ``(done, total)``, in this thread.
    cancel : CancelToken, optional
        Stops the call from another thread.

    Returns
    -------
    An array of floats of the broadcast shape of `means` and `widths`.

    Notes
    -----
    Within 4096 ULP of ``np.exp(-0.5*((x - means)/widths)**2)/widths/np.sqrt(2*np.pi)/means.shape[0]``, whatever the number of threads.

    The error of the square is multiplied by the exponent, here as in NumPy: far from a mean both lose digits.
    """
    return _native.call(77, x, means, widths, out, timeout, progress, cancel)


def kde(x: float, means: ArrayLike, widths: ArrayLike, *, timeout: float | None = None, progress: Progress = None, cancel: CancelToken | None = None) -> Any:
    """The kernel density estimate at `x`: the mean of the normal densities.

    Parameters
    ----------
    x : float
        Where to evaluate.
    means : array_like
        The centres.
    widths : array_like
        The standard deviations; broadcasts against `means`.
    timeout : float, optional
        Seconds after which the call is stopped with TimeoutError.
    progress : bool or callable, optional
        True draws a bar (tqdm); a callable gets ``(done, total)``, in this thread.
    cancel : CancelToken, optional
        Stops the call from another thread.

    Returns
    -------
    A float.

    Notes
    -----
    Within 1024 ULP of ``np.mean(np.exp(-0.5*((x - means)/widths)**2)/widths)/np.sqrt(2*np.pi)``, whatever the number of threads.

    The densities are added up in an order that depends on the shape only; those of float32 partly in float64.
    """
    return _native.call(78, x, means, widths, timeout, progress, cancel)


def monte_carlo_pi(n: int, seed: int | None = None, *, timeout: float | None = None, progress: Progress = None, cancel: CancelToken | None = None) -> Any:
    """An estimate of pi from `n` random points of the unit square.

    Parameters
    ----------
    n : int
        The number of points.
    seed : int or None, default None
        The same seed gives the same estimate; None means a fresh one.
    timeout : float, optional
        Seconds after which the call is stopped with TimeoutError.
    progress : bool or callable, optional
        True draws a bar (tqdm); a callable gets ``(done, total)``, in this thread.
    cancel : CancelToken, optional
        Stops the call from another thread.

    Returns
    -------
    Four times the share of points inside the unit circle, a float.

    Raises
    ------
    ValueError
        if `n` is less than 1.

    Notes
    -----
    Every 65,536 points have their own random stream, so the estimate does not depend on the number of threads.
    """
    return _native.call(79, n, seed, timeout, progress, cancel)


def _panic(*, timeout: float | None = None, progress: Progress = None, cancel: CancelToken | None = None) -> Any:
    """Panic in a chunk.

    Parameters
    ----------
    timeout : float, optional
        Seconds after which the call is stopped with TimeoutError.
    progress : bool or callable, optional
        True draws a bar (tqdm); a callable gets ``(done, total)``, in this thread.
    cancel : CancelToken, optional
        Stops the call from another thread.

    Returns
    -------
    0.0
    """
    return _native.call(80, timeout, progress, cancel)


def _fault(address: int = 8, *, timeout: float | None = None, progress: Progress = None, cancel: CancelToken | None = None) -> Any:
    """Read an address that is not mapped in a chunk.

    Parameters
    ----------
    address : int, default 8
        The address to read.
    timeout : float, optional
        Seconds after which the call is stopped with TimeoutError.
    progress : bool or callable, optional
        True draws a bar (tqdm); a callable gets ``(done, total)``, in this thread.
    cancel : CancelToken, optional
        Stops the call from another thread.

    Returns
    -------
    0.0
    """
    return _native.call(81, address, timeout, progress, cancel)


def _spin(seconds: float, *, timeout: float | None = None, progress: Progress = None, cancel: CancelToken | None = None) -> Any:
    """Keep all workers busy.

    Parameters
    ----------
    seconds : float
        How long to keep all workers busy.
    timeout : float, optional
        Seconds after which the call is stopped with TimeoutError.
    progress : bool or callable, optional
        True draws a bar (tqdm); a callable gets ``(done, total)``, in this thread.
    cancel : CancelToken, optional
        Stops the call from another thread.

    Returns
    -------
    0.0
    """
    return _native.call(82, seconds, timeout, progress, cancel)
