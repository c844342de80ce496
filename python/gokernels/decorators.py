"""The decorators: jit and njit here, vectorize, guvectorize and stencil from their own modules when first used."""

from __future__ import annotations

import warnings
from types import FunctionType
from typing import Any

from .dispatcher import Dispatcher, refuse
from .errors import NumbaWarning

__all__ = ["autojit", "cfunc", "generated_jit", "guvectorize", "jit", "jit_module", "njit", "stencil", "vectorize"]

_OPTIONS = {"parallel", "nogil", "nopython", "fastmath", "cache", "error_model", "boundscheck", "inline", "debug", "forceobj",
            "looplift", "locals", "pipeline_class", "no_cpython_wrapper", "no_cfunc_wrapper", "_nrt", "target",
            "_dbg_extend_lifetimes", "_dbg_optnone", "forceinline", "no_rewrites", "writable_args", "identity", "signature",
            "signatures", "_target"}


def jit(signature_or_function: Any = None, /, **options: Any) -> Any:
    """Compile a function for the types of its arguments, when it is first called with them.

    Parameters
    ----------
    signature_or_function : function, signature or list of signatures, optional
        The function (``@jit`` without arguments), or types to compile for at once: a text such as
        ``"float64(float64[:], int64)"``, types, a tuple of types of arguments, or a list of those.
    **options
        ``parallel``: run `prange` loops and array expressions in parallel. ``fastmath``: allow another
        order of floating-point operations. ``error_model="numpy"``: division by zero gives inf. Accepted and always
        so: ``nogil``, ``nopython``, ``cache`` (nothing needs files), ``boundscheck``. Accepted without effect: ``inline``,
        ``debug``, ``looplift``, ``locals``.

    Returns
    -------
    Dispatcher or decorator

    Notes
    -----
    Global and closure values are frozen when it is compiled. A call notices when one of them is bound to another value
    since, and compiles again: results are never those of old values.

    Examples
    --------
    >>> from gokernels import jit, prange
    >>> @jit(parallel=True)
    ... def total(a):
    ...     s = 0.0
    ...     for i in prange(len(a)):
    ...         s += a[i]
    ...     return s
    """
    _check(options)
    if isinstance(signature_or_function, FunctionType):
        return Dispatcher(signature_or_function, options)
    if isinstance(signature_or_function, Dispatcher):
        return Dispatcher(signature_or_function.py_func, {**signature_or_function.targetoptions, **options})
    if isinstance(signature_or_function, staticmethod | classmethod):
        return type(signature_or_function)(jit(signature_or_function.__func__, **options))
    given = signature_or_function if signature_or_function is not None else options.get("signature")
    signatures = None if given is None else _signatures(given)

    def decorate(function: Any) -> Any:
        if isinstance(function, staticmethod | classmethod):
            return type(function)(decorate(function.__func__))
        inner = function.py_func if isinstance(function, Dispatcher) else function
        if not isinstance(inner, FunctionType):
            raise TypeError(f"jit: expected a Python function, got {_kind(inner)}")
        return Dispatcher(inner, options, signatures)

    return decorate


def _kind(value: Any) -> str:
    return f"the class {value.__name__}; decorate its methods" if isinstance(value, type) else type(value).__name__


def _signatures(given: Any) -> list[Any]:
    from .signatures import normalise

    if callable(given) and not hasattr(given, "text") and not hasattr(given, "args"):
        raise TypeError(f"jit: expected a Python function or a signature, got {_kind(given)}")
    return normalise(given)


def _check(options: dict[str, Any]) -> None:
    if options.get("forceobj"):
        raise refuse("forceobj=True", "leave the decorator away, which is the same, or compile the numerical part alone")
    if options.get("error_model", "python") not in ("python", "numpy"):
        raise ValueError(f"error_model: expected 'python' or 'numpy', got {options['error_model']!r}")
    if options.get("target", "cpu") not in ("cpu", "parallel"):
        raise refuse(f"target={options['target']!r}", "there is 'cpu' and 'parallel'")
    if unknown := sorted(set(options) - _OPTIONS):
        raise TypeError(f"jit: unknown option {unknown[0]!r}")
    if options.get("nopython") is False:
        warnings.warn("nopython=False has no effect: there is no object mode", NumbaWarning, stacklevel=3)


def njit(signature_or_function: Any = None, /, **options: Any) -> Any:
    """Compile a function: `jit` by Numba's other name.

    Parameters
    ----------
    signature_or_function : function, signature or list of signatures, optional
        As for `jit`.
    **options
        As for `jit`.

    Returns
    -------
    Dispatcher or decorator
    """
    return jit(signature_or_function, **options)


def autojit(function: Any = None, /, **options: Any) -> Any:
    """Compile a function: `jit` by Numba's oldest name.

    Parameters
    ----------
    function : function, optional
        The function (``@autojit`` without arguments).
    **options
        As for `jit`.

    Returns
    -------
    Dispatcher or decorator
    """
    return jit(function, **options)


def vectorize(signatures_or_function: Any = None, /, **options: Any) -> Any:
    """Make a NumPy-like ufunc of a function of scalars.

    Parameters
    ----------
    signatures_or_function : function, or signatures, optional
        As for `jit`; with signatures the ufunc has these loops, and arguments are cast as NumPy casts them.
    **options
        ``target="parallel"`` runs in parallel; ``identity`` is that of `reduce`; others as for `jit`.

    Returns
    -------
    UFunc or decorator

    Examples
    --------
    >>> import gokernels
    >>> @gokernels.vectorize(["float64(float64, float64)"], target="parallel")
    ... def hypotenuse(x, y):
    ...     return (x * x + y * y) ** 0.5
    """
    from .ufunc import make

    return make(signatures_or_function, options)


def guvectorize(*args: Any, **options: Any) -> Any:
    """Make a generalised ufunc: ``@guvectorize([signatures], "(n),()->(n)")`` or ``@guvectorize("(n),()->(n)")``.

    The function writes its results into its last parameters.

    Parameters
    ----------
    *args : signatures and layout
        As for Numba: types of the loops, which may be left out, and the layout.
    **options
        ``target="parallel"`` runs the outer dimensions in parallel; others as for `jit`.

    Returns
    -------
    decorator
    """
    from .gufunc import make

    return make(args, options)


def stencil(function_or_mode: Any = None, /, **options: Any) -> Any:
    """Make a stencil of a kernel with relative indices: ``a[0, -1]`` is the left neighbour.

    Parameters
    ----------
    function_or_mode : function or "constant", optional
        The kernel.
    **options
        ``cval``: value of the border; ``neighborhood``: pairs of (lowest, highest) index a dimension;
        ``standard_indexing``: names of arrays that are indexed as usual.

    Returns
    -------
    Stencil or decorator
    """
    from .stencils import make

    return make(function_or_mode, options)


def cfunc(*args: Any, **options: Any) -> Any:
    """Refuse: there are no C callbacks.

    Parameters
    ----------
    *args, **options : object
        Whatever Numba takes.

    Returns
    -------
    never
        `UnsupportedError` is raised, which says what to do instead.
    """
    raise refuse("cfunc", "pass compiled functions to compiled functions")


def generated_jit(*args: Any, **options: Any) -> Any:
    """Refuse: removed from Numba as well.

    Parameters
    ----------
    *args, **options : object
        Whatever Numba took.

    Returns
    -------
    never
        `UnsupportedError` is raised, which says what to do instead.
    """
    raise refuse("generated_jit", "write one function; types that differ are compiled apart")


def jit_module(**options: Any) -> None:
    """Compile all functions that the calling module has defined so far.

    Parameters
    ----------
    **options
        As for `jit`.
    """
    import sys

    space = sys._getframe(1).f_globals
    for name, value in list(space.items()):
        if isinstance(value, FunctionType) and value.__module__ == space.get("__name__"):
            space[name] = jit(value, **options)
