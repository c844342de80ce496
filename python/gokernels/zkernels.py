"""Generated from the kernel table by capi/binding/generate.py. DO NOT EDIT."""

# ruff: noqa: E501, A001, A002, D

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from . import _native

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    from .cancel import CancelToken

    Progress = bool | Callable[[int, int], object] | None

__name__ = "gokernels.kernels"  # where users find and pickle finds these functions

__all__ = ["arccos", "arcsin", "arctan", "cbrt", "cos", "cosh", "erf", "exp", "exp2", "expm1", "log", "log10", "log1p", "log2", "rint", "sin", "sinh", "sqrt", "tan", "tanh"]

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
    Within 4 ULP of ``np.log(a)``, whatever the number of threads.

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
    Within 4 ULP of ``np.log2(a)``, whatever the number of threads.

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
    Within 4 ULP of ``np.log10(a)``, whatever the number of threads.

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
