"""Nogil kernels for Python on a Go runtime.

Ready-made kernels are in `gokernels.kernels`, named as NumPy names them; how many threads
they use, how they are stopped and what they raise is here. Every call releases the GIL, so
kernels run side by side from `threading`, `concurrent.futures` and Dask.

`jit`, `njit`, `prange`, `vectorize` and their like compile Python functions as Numba does:
``from gokernels import njit, prange`` is all that a program has to change.

>>> import numpy as np, gokernels
>>> gokernels.kernels.sum(np.arange(10))
np.int64(45)
"""

from . import (
    arrays,  # noqa: F401  imported now: a signal handler may call a kernel in the middle of the first call
    errors,
    kernels,
    typed,
    types,
)
from .cancel import CancelToken
from .control import (
    get_num_threads,
    get_parallel_chunksize,
    max_threads,
    parallel_chunksize,
    set_num_threads,
    set_parallel_chunksize,
    threads,
    tune,
)
from .decorators import autojit, cfunc, generated_jit, guvectorize, jit, jit_module, njit, stencil, vectorize
from .errors import (
    Cancelled,
    CompileError,
    KernelError,
    NumbaDeprecationWarning,
    NumbaPendingDeprecationWarning,
    NumbaPerformanceWarning,
    NumbaWarning,
    ParallelError,
    SourceError,
    TypingError,
    UnsupportedError,
)
from .ranges import get_thread_id, literal_unroll, literally, objmode, pndindex, prange
from .report import explain
from .settings import config, threading_layer
from .types import (
    b1,
    bool_,
    boolean,
    byte,
    c8,
    c16,
    char,
    complex64,
    complex128,
    double,
    f4,
    f8,
    float32,
    float64,
    float_,
    i1,
    i2,
    i4,
    i8,
    int8,
    int16,
    int32,
    int64,
    int_,
    intc,
    intp,
    long_,
    longlong,
    none,
    optional,
    short,
    size_t,
    ssize_t,
    typeof,
    u1,
    u2,
    u4,
    u8,
    uchar,
    uint,
    uint8,
    uint16,
    uint32,
    uint64,
    uintc,
    uintp,
    ulong,
    ulonglong,
    ushort,
    void,
)

__version__ = "0.1.0"

__all__ = [
    "CancelToken", "Cancelled", "CompileError", "KernelError", "NumbaDeprecationWarning", "NumbaPendingDeprecationWarning",
    "NumbaPerformanceWarning", "NumbaWarning", "ParallelError", "SourceError", "TypingError", "UnsupportedError", "__version__",
    "autojit", "b1", "bool_", "boolean", "byte", "c8", "c16", "cfunc", "char", "complex64", "complex128", "config", "double",
    "errors", "explain", "f4", "f8", "float32", "float64", "float_", "generated_jit", "get_num_threads",
    "get_parallel_chunksize", "get_thread_id", "guvectorize", "i1", "i2", "i4", "i8", "int8", "int16", "int32", "int64", "int_",
    "intc", "intp", "jit", "jit_module", "kernels", "literal_unroll", "literally", "long_", "longlong", "max_threads", "njit",
    "none", "objmode", "optional", "parallel_chunksize", "pndindex", "prange", "set_num_threads", "set_parallel_chunksize",
    "short", "size_t", "ssize_t", "stencil", "threading_layer", "threads", "tune", "typed", "typeof", "types", "u1", "u2", "u4",
    "u8", "uchar", "uint", "uint8", "uint16", "uint32", "uint64", "uintc", "uintp", "ulong", "ulonglong", "ushort", "vectorize",
    "void",
]  # fmt: skip
