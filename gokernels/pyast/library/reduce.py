"""Reductions along axes: sum, prod, mean, var, std, min, max, ptp, any, all, argmin, argmax, count_nonzero, average.

Reductions of a whole array without keepdims are the compiler's own; here they are the row step. Along the last axis
every row is reduced by itself; along others whole slices are folded, so that the inner loop is the contiguous one.
"""

import numpy as np
from library import accumulator, cast, function, inexact, kind, method, move_axis, pndindex, real_dtype, result_dtype
from shapes import item, kept, merged, normal_axis, ones, replaced, size_of, unboxed


def along(row, a, axis, keepdims, dtype, extra):
    """row(x, extra) of each one-dimensional x along the axis; of all items for None."""
    if axis is None:
        value = cast(dtype, row(a.reshape(-1), extra))
        if keepdims:
            return np.full(ones(a.shape), value, dtype)
        return value
    elif isinstance(axis, tuple):
        r = along(row, merged(a, axis), -1, False, dtype, extra)
        if keepdims:
            return np.full((), r, dtype).reshape(kept(a.shape, axis)) if len(axis) == a.ndim else r.reshape(kept(a.shape, axis))
        return r
    else:
        b = move_axis(a, axis, -1)
        r = np.empty(b.shape[:-1], dtype)
        for i in pndindex(r.shape):
            r[i] = row(b[i], extra)
        if keepdims:
            return r.reshape(replaced(a.shape, normal_axis(axis, a.ndim), 1))
        return unboxed(r)


def folded(row, rows, a, axis, keepdims, dtype, extra):
    """As along, but rows(b, dtype, extra) reduces the first axis of b where that is the better order."""
    if isinstance(axis, int) and a.ndim > 1:
        k = normal_axis(axis, a.ndim)
        if k < a.ndim - 1:
            r = rows(move_axis(a, k, 0), dtype, extra)
            if keepdims:
                return r.reshape(replaced(a.shape, k, 1))
            return r
        return along(row, a, axis, keepdims, dtype, extra)
    else:
        return along(row, a, axis, keepdims, dtype, extra)


def count_along(shape, axis):
    """How many items a reduction takes together."""
    if axis is None:
        return size_of(shape)
    elif isinstance(axis, tuple):
        n = 1
        for k in axis:
            n *= item(shape, normal_axis(k, len(shape)))
        return n
    else:
        return item(shape, normal_axis(axis, len(shape)))


def sum_row(x, extra):
    """The sum of a row."""
    return np.sum(x)


def sum_rows(b, dtype, extra):
    """The sum over the first axis: in pairs of halves above 128, so that rounding errors grow with the logarithm only."""
    n = b.shape[0]
    if n > 128:
        return sum_rows(b[:n // 2], dtype, extra) + sum_rows(b[n // 2:], dtype, extra)
    r = np.zeros(b.shape[1:], dtype)
    for i in range(n):
        r += b[i]
    return r


@function("numpy.sum")
@method("sum")
def sum_axis(a, axis=None, dtype=None, *, keepdims=False):
    """Sum; bools and integers in 64 bits."""
    if dtype is None:
        return folded(sum_row, sum_rows, a, axis, keepdims, accumulator(a), 0)
    elif result_dtype(a) == dtype:
        return folded(sum_row, sum_rows, a, axis, keepdims, dtype, 0)
    else:
        return folded(sum_row, sum_rows, a.astype(dtype), axis, keepdims, dtype, 0)


def prod_row(x, extra):
    """The product of a row."""
    return np.prod(x)


def prod_rows(b, dtype, extra):
    """The product over the first axis."""
    r = np.ones(b.shape[1:], dtype)
    for i in range(b.shape[0]):
        r *= b[i]
    return r


@function("numpy.prod")
@method("prod")
def prod_axis(a, axis=None, dtype=None, *, keepdims=False):
    """Product; bools and integers in 64 bits."""
    if dtype is None:
        return folded(prod_row, prod_rows, a, axis, keepdims, accumulator(a), 0)
    elif result_dtype(a) == dtype:
        return folded(prod_row, prod_rows, a, axis, keepdims, dtype, 0)
    else:
        return folded(prod_row, prod_rows, a.astype(dtype), axis, keepdims, dtype, 0)


@function("numpy.mean")
@method("mean")
def mean(a, axis=None, dtype=None, *, keepdims=False):
    """Arithmetic mean; integers in float64. NaN for no items."""
    t = inexact(a) if dtype is None else dtype
    return np.divide(sum_axis(a, axis, t, keepdims=keepdims), cast(t, count_along(a.shape, axis)))


def squared(d):
    """|d| ** 2, item by item."""
    if kind(d) == "c":
        return d.real * d.real + d.imag * d.imag
    return d * d


@function("numpy.var")
@method("var")
def var(a, axis=None, dtype=None, *, ddof=0, keepdims=False):
    """Variance in two passes, by the number of items less ddof."""
    t = inexact(a) if dtype is None else dtype
    d = a.astype(t) - mean(a, axis, t, keepdims=True)
    n = max(count_along(a.shape, axis) - ddof, 0)
    s = sum_axis(squared(d), axis, keepdims=keepdims)
    return np.divide(s, cast(real_dtype(s), n))


@function("numpy.std")
@method("std")
def std(a, axis=None, dtype=None, *, ddof=0, keepdims=False):
    """Standard deviation: the root of var."""
    return np.sqrt(var(a, axis, dtype, ddof=ddof, keepdims=keepdims))


def need_items(shape, axis):
    """ValueError if the reduction takes no items."""
    if count_along(shape, axis) == 0:
        raise ValueError("zero-size array to reduction operation which has no identity")


def min_row(x, extra):
    """The least of a row; NaN if there is one."""
    return np.min(x)


def min_rows(b, dtype, extra):
    """The least over the first axis."""
    r = b[0].copy()
    for i in range(1, b.shape[0]):
        r[...] = np.minimum(r, b[i])
    return r


@function("numpy.min", "numpy.amin")
@method("min")
def min_axis(a, axis=None, *, keepdims=False):
    """Least item; NaN if there is one."""
    need_items(a.shape, axis)
    return folded(min_row, min_rows, a, axis, keepdims, a.dtype, 0)


def max_row(x, extra):
    """The greatest of a row; NaN if there is one."""
    return np.max(x)


def max_rows(b, dtype, extra):
    """The greatest over the first axis."""
    r = b[0].copy()
    for i in range(1, b.shape[0]):
        r[...] = np.maximum(r, b[i])
    return r


@function("numpy.max", "numpy.amax")
@method("max")
def max_axis(a, axis=None, *, keepdims=False):
    """Greatest item; NaN if there is one."""
    need_items(a.shape, axis)
    return folded(max_row, max_rows, a, axis, keepdims, a.dtype, 0)


@function("numpy.ptp")
def ptp(a, axis=None, *, keepdims=False):
    """Greatest less least item; integers wrap."""
    return max_axis(a, axis, keepdims=keepdims) - min_axis(a, axis, keepdims=keepdims)


def any_row(x, extra):
    """Some item of a row is not zero."""
    return np.any(x)


def any_rows(b, dtype, extra):
    """Some item along the first axis is not zero."""
    r = np.zeros(b.shape[1:], np.bool_)
    for i in range(b.shape[0]):
        r |= b[i] != 0
    return r


@function("numpy.any")
@method("any")
def any_axis(a, axis=None, *, keepdims=False):
    """Some item is not zero (NaN is not)."""
    return folded(any_row, any_rows, a, axis, keepdims, np.bool_, 0)


def all_row(x, extra):
    """No item of a row is zero."""
    return np.all(x)


def all_rows(b, dtype, extra):
    """No item along the first axis is zero."""
    r = np.ones(b.shape[1:], np.bool_)
    for i in range(b.shape[0]):
        r &= b[i] != 0
    return r


@function("numpy.all")
@method("all")
def all_axis(a, axis=None, *, keepdims=False):
    """No item is zero."""
    return folded(all_row, all_rows, a, axis, keepdims, np.bool_, 0)


@function("numpy.count_nonzero")
def count_nonzero(a, axis=None, *, keepdims=False):
    """How many items are not zero."""
    return sum_axis(a != 0, axis, keepdims=keepdims)


def argmin_row(x, extra):
    """Place of the first least item, of the first NaN if there is one."""
    return np.argmin(x)


@function("numpy.argmin")
@method("argmin")
def argmin_axis(a, axis=None, *, keepdims=False):
    """Place of the first least item, of the first NaN if there is one."""
    need_items(a.shape, axis)
    return along(argmin_row, a, axis, keepdims, np.int64, 0)


def argmax_row(x, extra):
    """Place of the first greatest item, of the first NaN if there is one."""
    return np.argmax(x)


@function("numpy.argmax")
@method("argmax")
def argmax_axis(a, axis=None, *, keepdims=False):
    """Place of the first greatest item, of the first NaN if there is one."""
    need_items(a.shape, axis)
    return along(argmax_row, a, axis, keepdims, np.int64, 0)


@function("numpy.average")
def average(a, axis=None, weights=None, *, keepdims=False):
    """Mean with weights: of a's shape, or one for each place along the axis."""
    if weights is None:
        return mean(a, axis, keepdims=keepdims)
    elif weights.ndim == a.ndim:
        if weights.shape != a.shape:
            raise ValueError("Shape of weights must be consistent with shape of a along specified axis.")
        return weighted(a, weights, axis, keepdims)
    else:
        if weights.shape[0] != count_along(a.shape, axis):
            raise ValueError("Shape of weights must be consistent with shape of a along specified axis.")
        w = np.empty(a.shape, weights.dtype)
        move_axis(w, axis, -1)[...] = weights
        return weighted(a, w, axis, keepdims)


def weighted(a, w, axis, keepdims):
    """Sum of products over sum of weights."""
    t = result_dtype(a, w, inexact(a))
    total = sum_axis(w, axis, t, keepdims=keepdims)
    if np.any(total == 0):
        raise ZeroDivisionError("Weights sum to zero, can't be normalized")
    return np.divide(sum_axis(np.multiply(a, w), axis, t, keepdims=keepdims), total)
