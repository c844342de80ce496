"""Counting into bins, and linear interpolation."""

import numpy as np
from library import cast, function, inexact, kind, pndindex, result_dtype
from sorting import first_greater


@function("numpy.bincount")
def bincount(x, weights=None, minlength=0):
    """How often each integer occurs, or the sum of weights of each."""
    if minlength < 0:
        raise ValueError("'minlength' must not be negative")
    n = minlength
    for i in range(len(x)):
        if x[i] < 0:
            raise ValueError("'list' argument must have no negative elements")
        n = max(n, int(x[i]) + 1)
    if weights is None:
        r = np.zeros(n, np.int64)
        for i in range(len(x)):
            r[x[i]] += 1
        return r
    else:
        if len(weights) != len(x):
            raise ValueError("The weights and list don't have the same length.")
        s = np.zeros(n, np.float64)
        for i in range(len(x)):
            s[x[i]] += weights[i]
        return s


def bin_limits(x, limits):
    """First and last edge: given, or the least and greatest item; half a unit to each side if they are equal."""
    if limits is None:
        lo = float(np.min(x)) if len(x) > 0 else 0.0
        hi = float(np.max(x)) if len(x) > 0 else 1.0
        if not (np.isfinite(lo) and np.isfinite(hi)):
            raise ValueError(f"autodetected range of [{lo}, {hi}] is not finite")
    else:
        lo = float(limits[0])
        hi = float(limits[1])
        if lo > hi:
            raise ValueError("max must be larger than min in range parameter.")
        if not (np.isfinite(lo) and np.isfinite(hi)):
            raise ValueError(f"supplied range of [{lo}, {hi}] is not finite")
    if lo == hi:
        return lo - 0.5, hi + 0.5
    return lo, hi


def even_edges(lo, hi, bins, dtype):
    """bins + 1 even edges."""
    r = np.empty(bins + 1, dtype)
    step = (hi - lo) / bins
    for i in range(bins):
        r[i] = i * step + lo
    r[bins] = hi
    return r


def even_bin(v, edges, scale):
    """The bin of v among even edges: guessed by one multiplication, then mended by comparing; -1 if outside."""
    n = len(edges) - 1
    if not (v >= edges[0] and v <= edges[n]):
        return -1
    k = min(int((v - edges[0]) * scale), n - 1)
    if v < edges[k]:
        return k - 1
    if k < n - 1 and v >= edges[k + 1]:
        return k + 1
    return k


def edge_bin(v, edges):
    """The bin of v among sorted edges; the last one includes its end; -1 if outside."""
    n = len(edges) - 1
    if v == edges[n]:
        return n - 1 if n > 0 else -1
    if not (v >= edges[0] and v < edges[n]):
        return -1
    return first_greater(edges, v) - 1


def check_edges(edges):
    """ValueError unless the edges increase."""
    for i in range(1, len(edges)):
        if edges[i - 1] > edges[i]:
            raise ValueError("`bins` must increase monotonically, when an array")


def bin_counts(x, edges, even, weights):
    """Counts, or sums of weights, by bin."""
    n = len(edges) - 1
    scale = n / (edges[n] - edges[0]) if even else 0.0
    r = np.zeros(n, np.int64 if weights is None else result_dtype(weights))
    for i in range(len(x)):
        k = even_bin(x[i], edges, scale) if even else edge_bin(x[i], edges)
        if k >= 0:
            if weights is None:
                r[k] += 1
            else:
                r[k] += weights[i]
    return r


def densities(r, edges):
    """Counts as a density."""
    total = np.sum(r)
    d = np.empty(len(r), np.float64)
    for i in range(len(r)):
        d[i] = r[i] / (edges[i + 1] - edges[i]) / total
    return d


def bin_edges(x, bins, limits):
    """The edges: even ones for a number, those given otherwise."""
    if isinstance(bins, np.ndarray):
        check_edges(bins)
        return bins
    else:
        if bins < 1:
            raise ValueError("`bins` must be positive, when an integer")
        lo, hi = bin_limits(x, limits)
        return even_edges(lo, hi, bins, inexact(x))


@function("numpy.histogram_bin_edges")
def histogram_bin_edges(a, bins=10, range=None):
    """The edges that histogram uses."""
    return bin_edges(a.reshape(-1), bins, range)


@function("numpy.histogram")
def histogram(a, bins=10, range=None, density=False, weights=None):
    """Counts by bin, and the edges: a number of even bins over range or over all items, or given edges."""
    x = a.reshape(-1)
    edges = bin_edges(x, bins, range)
    if weights is None:
        r = bin_counts(x, edges, not isinstance(bins, np.ndarray), None)
    else:
        if weights.shape != a.shape:
            raise ValueError("weights should have the same shape as a.")
        r = bin_counts(x, edges, not isinstance(bins, np.ndarray), weights.reshape(-1))
    if density:
        return densities(r, edges), edges
    return r, edges


@function("numpy.interp")
def interp(x, xp, fp, left=None, right=None):
    """Linear interpolation between the points (xp, fp); xp increases. Outside: left and right, or the end values."""
    if len(xp) == 0:
        raise ValueError("array of sample points is empty")
    if len(xp) != len(fp):
        raise ValueError("fp and xp are not of the same length.")
    t = np.complex128 if kind(fp) == "c" else np.float64
    first = cast(t, fp[0] if left is None else left)
    last = cast(t, fp[len(fp) - 1] if right is None else right)
    if isinstance(x, np.ndarray):
        r = np.empty(x.shape, t)
        for i in pndindex(x.shape):
            r[i] = interpolated(float(x[i]), xp, fp, first, last)
        return r
    else:
        return interpolated(float(x), xp, fp, first, last)


def interpolated(v, xp, fp, first, last):
    """The value at v."""
    n = len(xp)
    t = result_dtype(first)
    if v != v and n > 1:
        return cast(t, v)
    if v < xp[0]:
        return first
    if v > xp[n - 1]:
        return last
    j = first_greater(xp, v) - 1
    if j == n - 1 or xp[j] == v:
        return cast(t, fp[j])
    y0 = cast(t, fp[j])
    y1 = cast(t, fp[j + 1])
    x0 = float(xp[j])
    x1 = float(xp[j + 1])
    y = (y1 - y0) / (x1 - x0) * (v - x0) + y0
    if y != y:
        y = (y1 - y0) / (x1 - x0) * (v - x1) + y1
    if y != y and y0 == y1:
        return y0
    return y
