"""Order statistics and reductions that pass over NaN."""

import numpy as np
from library import cast, function, inexact, kind, move_axis, pndindex, result_dtype
from reduce import along, count_along, folded, max_axis, mean, min_axis, need_items, prod_axis, squared, sum_axis, var
from scans import zero_nan
from shapes import kept, merged, normal_axis, ones, replaced, unboxed
from sorting import select_row, sort_row


def median_row(x, extra):
    """The middle of a row, NaN if it has one: by selection, and the greatest of the lesser half for an even length."""
    t = inexact(x)
    n = len(x)
    if n == 0:
        return cast(t, np.nan)
    y = x.copy()
    if np.any(y != y):
        return cast(t, np.nan)
    h = n // 2
    select_row(y, h)
    if n % 2 == 1:
        return cast(t, y[h])
    return (cast(t, np.max(y[:h])) + cast(t, y[h])) / cast(t, 2)


@function("numpy.median")
def median(a, axis=None, *, keepdims=False):
    """The middle item, or the mean of the two in the middle; NaN if there is one."""
    return along(median_row, a, axis, keepdims, inexact(a), 0)


def without_nan(x):
    """The items of a row that are not NaN."""
    r = np.empty(len(x), x.dtype)
    n = 0
    for i in range(len(x)):
        if x[i] == x[i]:
            r[n] = x[i]
            n += 1
    return r[:n]


def nanmedian_row(x, extra):
    """The middle of the items that are not NaN."""
    return median_row(without_nan(x), extra)


@function("numpy.nanmedian")
def nanmedian(a, axis=None, *, keepdims=False):
    """The middle of the items that are not NaN."""
    return along(nanmedian_row, a, axis, keepdims, inexact(a), 0)


def sorted_quantile(y, q, dtype):
    """The quantile of a sorted row, linear between neighbours (type 7 of R. J. Hyndman and Y. Fan,
    American Statistician 50 (1996) 361).
    """
    n = len(y)
    if n == 0 or y[n - 1] != y[n - 1]:
        return cast(dtype, np.nan)
    place = cast(dtype, q) * cast(dtype, n - 1)
    i = min(int(place), n - 1)
    lo = cast(dtype, y[i])
    hi = cast(dtype, y[min(i + 1, n - 1)])
    f = place - cast(dtype, i)
    if f >= 0.5:
        return hi - (hi - lo) * (cast(dtype, 1) - f)
    return lo + (hi - lo) * f


def check_quantile(q):
    """ValueError outside [0, 1]."""
    if not (q >= 0 and q <= 1):
        raise ValueError("Quantiles must be in the range [0, 1]")


def ordered(x, skip):
    """A row sorted, without its NaN if skip."""
    return sort_row(without_nan(x)) if skip else sort_row(x.copy())


def quantiles_last(b, q, skip):
    """Quantiles along the last axis: those of an array q become the first axes."""
    if isinstance(q, np.ndarray):
        t = result_dtype(inexact(b), q)
        for j in pndindex(q.shape):
            check_quantile(q[j])
        r = np.empty(q.shape + b.shape[:-1], t)
        for i in pndindex(b.shape[:-1]):
            y = ordered(b[i], skip)
            for j in pndindex(q.shape):
                r[j + i] = sorted_quantile(y, q[j], t)
        return unboxed(r)
    else:
        t = result_dtype(inexact(b)(0), q)
        check_quantile(q)
        r = np.empty(b.shape[:-1], t)
        for i in pndindex(b.shape[:-1]):
            r[i] = sorted_quantile(ordered(b[i], skip), q, t)
        return unboxed(r)


def quantiles_along(a, q, axis, keepdims, skip):
    """Quantiles along an axis, along several, or of all items."""
    if axis is None:
        r = quantiles_last(a.reshape(-1), q, skip)
        return with_shape(r, q, ones(a.shape)) if keepdims else r
    elif isinstance(axis, tuple):
        r = quantiles_last(merged(a, axis), q, skip)
        return with_shape(r, q, kept(a.shape, axis)) if keepdims else r
    else:
        r = quantiles_last(move_axis(a, axis, -1), q, skip)
        return with_shape(r, q, replaced(a.shape, normal_axis(axis, a.ndim), 1)) if keepdims else r


def with_shape(r, q, shape):
    """r with this shape behind that of q."""
    b = np.full((), r) if not isinstance(r, np.ndarray) else r
    if isinstance(q, np.ndarray):
        return b.reshape(q.shape + shape)
    return b.reshape(shape)


def items_of(q):
    """A tuple as an array; others as they are."""
    if isinstance(q, tuple):
        r = np.empty(len(q), np.float64)
        i = 0
        for x in q:
            r[i] = x
            i += 1
        return r
    return q


@function("numpy.quantile")
def quantile(a, q, axis=None, *, keepdims=False):
    """Quantiles for q in [0, 1], linear between neighbours; NaN if there is one."""
    return quantiles_along(a, items_of(q), axis, keepdims, False)


@function("numpy.nanquantile")
def nanquantile(a, q, axis=None, *, keepdims=False):
    """Quantiles of the items that are not NaN."""
    return quantiles_along(a, items_of(q), axis, keepdims, True)


def hundredth(q):
    """Percentages as quantiles."""
    if isinstance(q, np.ndarray):
        for j in pndindex(q.shape):
            check_percentage(q[j])
        return q / 100
    check_percentage(q)
    return q / 100


def check_percentage(q):
    """ValueError outside [0, 100]."""
    if not (q >= 0 and q <= 100):
        raise ValueError("Percentiles must be in the range [0, 100]")


@function("numpy.percentile")
def percentile(a, q, axis=None, *, keepdims=False):
    """Quantiles for q in per cent."""
    return quantiles_along(a, hundredth(items_of(q)), axis, keepdims, False)


@function("numpy.nanpercentile")
def nanpercentile(a, q, axis=None, *, keepdims=False):
    """Quantiles in per cent of the items that are not NaN."""
    return quantiles_along(a, hundredth(items_of(q)), axis, keepdims, True)


# ---- reductions that pass over NaN ----

@function("numpy.nansum")
def nansum(a, axis=None, *, keepdims=False):
    """Sum, NaN as 0."""
    return sum_axis(zero_nan(a, 0), axis, keepdims=keepdims)


@function("numpy.nanprod")
def nanprod(a, axis=None, *, keepdims=False):
    """Product, NaN as 1."""
    return prod_axis(zero_nan(a, 1), axis, keepdims=keepdims)


@function("numpy.nanmean")
def nanmean(a, axis=None, *, keepdims=False):
    """Mean of the items that are not NaN; NaN if there are none."""
    if kind(a) == "f" or kind(a) == "c":
        n = sum_axis(~np.isnan(a), axis, inexact(a), keepdims=keepdims)
        return np.divide(nansum(a, axis, keepdims=keepdims), n)
    else:
        return mean(a, axis, keepdims=keepdims)


@function("numpy.nanvar")
def nanvar(a, axis=None, *, ddof=0, keepdims=False):
    """Variance of the items that are not NaN; NaN if there are not more than ddof."""
    if kind(a) == "f":
        t = result_dtype(a)
        d = np.where(np.isnan(a), cast(t, 0), squared(a - nanmean(a, axis, keepdims=True)))
        n = sum_axis(~np.isnan(a), axis, t, keepdims=keepdims) - cast(t, ddof)
        s = sum_axis(d, axis, keepdims=keepdims)
        return np.where(n > 0, np.divide(s, n), cast(t, np.nan))[()]
    else:
        if count_along(a.shape, axis) <= ddof:
            return var(a, axis, ddof=ddof, keepdims=keepdims) * np.nan
        return var(a, axis, ddof=ddof, keepdims=keepdims)


@function("numpy.nanstd")
def nanstd(a, axis=None, *, ddof=0, keepdims=False):
    """Standard deviation of the items that are not NaN."""
    return np.sqrt(nanvar(a, axis, ddof=ddof, keepdims=keepdims))


def nanmin_row(x, extra):
    """The least of a row, NaN only if there is nothing else."""
    m = x[0]
    for i in range(1, len(x)):
        m = np.fmin(m, x[i])
    return m


def nanmin_rows(b, dtype, extra):
    """The least over the first axis."""
    r = b[0].copy()
    for i in range(1, b.shape[0]):
        r[...] = np.fmin(r, b[i])
    return r


@function("numpy.nanmin")
def nanmin(a, axis=None, *, keepdims=False):
    """Least item, NaN only if there is nothing else."""
    if kind(a) == "f":
        need_items(a.shape, axis)
        return folded(nanmin_row, nanmin_rows, a, axis, keepdims, a.dtype, 0)
    else:
        return min_axis(a, axis, keepdims=keepdims)


def nanmax_row(x, extra):
    """The greatest of a row, NaN only if there is nothing else."""
    m = x[0]
    for i in range(1, len(x)):
        m = np.fmax(m, x[i])
    return m


def nanmax_rows(b, dtype, extra):
    """The greatest over the first axis."""
    r = b[0].copy()
    for i in range(1, b.shape[0]):
        r[...] = np.fmax(r, b[i])
    return r


@function("numpy.nanmax")
def nanmax(a, axis=None, *, keepdims=False):
    """Greatest item, NaN only if there is nothing else."""
    if kind(a) == "f":
        need_items(a.shape, axis)
        return folded(nanmax_row, nanmax_rows, a, axis, keepdims, a.dtype, 0)
    else:
        return max_axis(a, axis, keepdims=keepdims)


def place_row(x, sign):
    """The first least (sign 1) or greatest (sign -1) item of a row; NaN counts as the infinity that loses, as in NumPy."""
    best = -1
    first = -1
    for i in range(len(x)):
        if x[i] != x[i]:
            first = i if first < 0 else first
        elif best < 0 or (x[i] < x[best] if sign > 0 else x[i] > x[best]):
            best = i
    if best < 0:
        raise ValueError("All-NaN slice encountered")
    loses = kind(x) == "f" and np.isinf(x[best]) and (x[best] > 0 if sign > 0 else x[best] < 0)
    return min(first, best) if loses and first >= 0 else best


@function("numpy.nanargmin")
def nanargmin(a, axis=None, *, keepdims=False):
    """Place of the first least item that is not NaN."""
    return along(place_row, a, axis, keepdims, np.int64, 1)


@function("numpy.nanargmax")
def nanargmax(a, axis=None, *, keepdims=False):
    """Place of the first greatest item that is not NaN."""
    return along(place_row, a, axis, keepdims, np.int64, -1)
