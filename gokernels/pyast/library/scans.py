"""Running sums and products, differences and derivatives along an axis."""

import numpy as np
from library import accumulator, cast, function, inexact, kind, method, move_axis, pndindex, result_dtype
from reduce import sum_axis
from shapes import flatten, normal_axis, replaced


def run_sum(dst, x):
    """Running sums of one row."""
    s = cast(dst.dtype, 0)
    for i in range(len(x)):
        s += cast(dst.dtype, x[i])
        dst[i] = s


def run_product(dst, x):
    """Running products of one row."""
    p = cast(dst.dtype, 1)
    for i in range(len(x)):
        p *= cast(dst.dtype, x[i])
        dst[i] = p


def each_row(run, a, axis, dtype):
    """run(dst, x) for every row along the axis, into a new array; all items as one row for None."""
    if axis is None:
        r = np.empty(a.size, dtype)
        run(r, a.reshape(-1))
        return r
    else:
        r = np.empty(a.shape, dtype)
        src = move_axis(a, axis, -1)
        dst = move_axis(r, axis, -1)
        for i in pndindex(src.shape[:-1]):
            run(dst[i], src[i])
        return r


@function("numpy.cumsum")
@method("cumsum")
def cumsum(a, axis=None, dtype=None):
    """Running sums."""
    return each_row(run_sum, a, axis, accumulator(a) if dtype is None else dtype)


@function("numpy.cumprod")
@method("cumprod")
def cumprod(a, axis=None, dtype=None):
    """Running products."""
    return each_row(run_product, a, axis, accumulator(a) if dtype is None else dtype)


def zero_nan(a, neutral):
    """a with NaN replaced by the neutral value."""
    if kind(a) == "f" or kind(a) == "c":
        return np.where(np.isnan(a), cast(a.dtype, neutral), a)
    return a


@function("numpy.nancumsum")
def nancumsum(a, axis=None):
    """Running sums, NaN as 0."""
    return cumsum(zero_nan(a, 0), axis)


@function("numpy.nancumprod")
def nancumprod(a, axis=None):
    """Running products, NaN as 1."""
    return cumprod(zero_nan(a, 1), axis)


@function("numpy.diff")
def diff(a, n=1, axis=-1):
    """Differences of neighbours, n times; of bools: whether they differ."""
    if n < 0:
        raise ValueError(f"order must be non-negative but got {n}")
    r = a.copy()
    for _ in range(n):
        r = differences(r, axis)
    return r


def differences(a, axis):
    """Differences of neighbours along one axis."""
    b = move_axis(a, axis, -1)
    m = max(b.shape[-1] - 1, 0)
    r = np.empty(replaced(a.shape, normal_axis(axis, a.ndim), m), a.dtype)
    dst = move_axis(r, axis, -1)
    if m > 0:
        if kind(a) == "b":
            dst[...] = b[..., 1:] != b[..., :-1]
        else:
            dst[...] = b[..., 1:] - b[..., :-1]
    return r


@function("numpy.ediff1d")
def ediff1d(ary, to_end=None, to_begin=None):
    """Differences of neighbours in one dimension, with values put before and after."""
    x = ary.reshape(-1)
    before = ends(to_begin, x)
    after = ends(to_end, x)
    m = max(len(x) - 1, 0)
    r = np.empty(len(before) + m + len(after), x.dtype)
    r[:len(before)] = before
    for i in range(m):
        r[len(before) + i] = x[i + 1] - x[i]
    r[len(before) + m:] = after
    return r


def ends(values, x):
    """None, a scalar or an array, as an array of x's dtype."""
    if values is None:
        return np.empty(0, x.dtype)
    elif isinstance(values, np.ndarray):
        return values.reshape(-1).astype(x.dtype)
    else:
        return np.full(1, values, x.dtype)


@function("numpy.gradient")
def gradient(f, *varargs):
    """Derivative in one dimension by central differences, one-sided at the ends; spacing: 1, a number or coordinates.

    Uneven spacing: the three-point formula of B. Fornberg, Mathematics of Computation 51 (1988) 699.
    """
    if f.ndim != 1:
        raise ValueError("gradient takes one dimension")
    if len(f) < 2:
        raise ValueError("Shape of array too small to calculate a numerical gradient, "
                         "at least (edge_order + 1) elements are required.")
    if len(varargs) == 0:
        return even_gradient(f, 1.0)
    elif isinstance(varargs[0], np.ndarray):
        return uneven_gradient(f, varargs[0])
    else:
        return even_gradient(f, varargs[0])


def even_gradient(f, h):
    """Derivative over an even grid."""
    t = inexact(f)
    g = f.astype(t)
    n = len(g)
    r = np.empty(n, t)
    r[0] = (g[1] - g[0]) / h
    for i in range(1, n - 1):
        r[i] = (g[i + 1] - g[i - 1]) / (2.0 * h)
    r[n - 1] = (g[n - 1] - g[n - 2]) / h
    return r


def uneven_gradient(f, x):
    """Derivative over the coordinates x."""
    if len(x) != len(f):
        raise ValueError("when 1d, distances must match the length of the corresponding dimension")
    t = inexact(f)
    g = f.astype(t)
    n = len(g)
    r = np.empty(n, t)
    r[0] = (g[1] - g[0]) / (x[1] - x[0])
    for i in range(1, n - 1):
        p = x[i] - x[i - 1]
        q = x[i + 1] - x[i]
        r[i] = -q / (p * (p + q)) * g[i - 1] + (q - p) / (p * q) * g[i] + p / (q * (p + q)) * g[i + 1]
    r[n - 1] = (g[n - 1] - g[n - 2]) / (x[n - 1] - x[n - 2])
    return r


@function("numpy.trapezoid", "numpy.trapz")
def trapezoid(y, x=None, dx=1.0, axis=-1):
    """Integral along the axis by the trapezoidal rule; x in one dimension."""
    b = move_axis(y, axis, -1)
    if x is None:
        return sum_axis(dx * (b[..., 1:] + b[..., :-1]) / 2.0, -1)
    elif x.ndim == 1:
        return sum_axis((x[1:] - x[:-1]) * (b[..., 1:] + b[..., :-1]) / 2.0, -1)
    else:
        z = move_axis(x, axis, -1)
        return sum_axis((z[..., 1:] - z[..., :-1]) * (b[..., 1:] + b[..., :-1]) / 2.0, -1)


@function("numpy.unwrap")
def unwrap(p):
    """Angles in one dimension with jumps of more than pi made the shorter way round."""
    t = inexact(p)
    r = flatten(p.astype(t))
    shift = cast(t, 0)
    for i in range(1, len(r)):
        d = cast(t, p[i]) - cast(t, p[i - 1])
        m = (d + np.pi) % (2 * np.pi) - np.pi
        if m == -np.pi and d > 0:
            m = cast(result_dtype(m), np.pi)
        if abs(d) >= np.pi:
            shift += m - d
        r[i] = cast(t, p[i]) + shift
    return r
