"""The ready-made kernels, named as NumPy names them.

Written by hand here: what does not follow from the kernel table alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from . import zkernels
from .zkernels import *  # noqa: F403

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    from .cancel import CancelToken
    from .zkernels import Progress

__all__ = [*zkernels.__all__]


def histogram(a: ArrayLike, bins: int = 10, range: tuple[float, float] | None = None, *,  # type: ignore[no-redef]
              timeout: float | None = None, progress: Progress = None,
              cancel: CancelToken | None = None) -> tuple[NDArray[Any], NDArray[Any]]:
    """Count elements in equal bins, as `numpy.histogram`.

    Parameters
    ----------
    a : array_like
        Numbers of any shape.
    bins : int, default 10
        Number of equal bins, at least 1.
    range : (float, float), optional
        Lower and upper end; elements outside are not counted, and elements at the upper end
        count in the last bin. Default: smallest and largest element.
    timeout, progress, cancel
        As for every kernel.

    Returns
    -------
    counts : numpy.ndarray of int64, shape (bins,)
    edges : numpy.ndarray of float, shape (bins + 1,)

    Raises
    ------
    ValueError
        `bins` is below 1, or `range` is not finite or not in order.
    TypeError
        `bins` is no integer: edges of your own and names of rules are NumPy's alone.
    """
    array = np.asarray(a)
    if isinstance(bins, (bool, str)) or not hasattr(bins, "__index__"):
        raise TypeError(f"bins: expected an integer, got {type(bins).__name__}; for edges of your own use numpy.histogram")
    ends = _ends(array) if range is None else range
    edges = np.histogram_bin_edges(array.ravel()[:0], bins=bins, range=ends)
    single = np.result_type(*ends, 1.0) == np.float32  # what numpy.linspace computes these edges in
    counts = zkernels.histogram(array, bins, float(ends[0]), float(ends[1]), int(single), timeout=timeout,
                                progress=progress, cancel=cancel)
    return counts, edges


def _ends(array: NDArray[Any]) -> tuple[Any, Any]:
    """Smallest and largest element, and NumPy's choice for none: all that the edges depend on."""
    return (zkernels.min(array), zkernels.max(array)) if array.size else (0.0, 1.0)
