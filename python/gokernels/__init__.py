"""Nogil kernels for Python on a Go runtime.

Ready-made kernels are in `gokernels.kernels`, named as NumPy names them; how many threads
they use, how they are stopped and what they raise is here. Every call releases the GIL, so
kernels run side by side from `threading`, `concurrent.futures` and Dask.

>>> import numpy as np, gokernels
>>> gokernels.kernels.sum(np.arange(10))
np.int64(45)
"""

from . import kernels
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
from .errors import Cancelled, KernelError

__version__ = "0.1.0"

__all__ = ["CancelToken", "Cancelled", "KernelError", "__version__", "get_num_threads", "get_parallel_chunksize",
           "kernels", "max_threads", "parallel_chunksize", "set_num_threads", "set_parallel_chunksize", "threads", "tune"]
