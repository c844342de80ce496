"""Sets of items: unique, membership, union, intersection, difference."""

import numpy as np
from library import function, pndindex, result_dtype
from sorting import argsort_row, less, searchsorted, sort_row


def same(x, y):
    """Equal, or both NaN."""
    return x == y or (x != x and y != y)


def starts(y):
    """Whether each item of a sorted row differs from the one before."""
    r = np.ones(len(y), np.bool_)
    for i in range(1, len(y)):
        r[i] = not same(y[i], y[i - 1])
    return r


def kept_items(y, mask):
    """The items of a row where mask is true."""
    r = np.empty(np.count_nonzero(mask), y.dtype)
    n = 0
    for i in range(len(y)):
        if mask[i]:
            r[n] = y[i]
            n += 1
    return r


@function("numpy.unique")
def unique(ar, return_index=False, return_inverse=False, return_counts=False):
    """The different items in order; places of the first of each, the place of each item among them, their counts."""
    x = ar.reshape(-1)
    if return_index or return_inverse or return_counts:
        order = argsort_row(x)
        y = taken_row(x, order)
        first = starts(y)
        index = (kept_items(order, first),) if return_index else ()
        inverse = (inverse_of(order, first).reshape(ar.shape),) if return_inverse else ()
        counts = (counts_of(first),) if return_counts else ()
        return (kept_items(y, first),) + index + inverse + counts
    else:
        y = sort_row(x.copy())
        return kept_items(y, starts(y))


@function("numpy.unique_values")
def unique_values(x):
    """The different items in order."""
    return unique(x)


def taken_row(x, order):
    """The items of a row in that order."""
    r = np.empty(len(order), x.dtype)
    for i in range(len(order)):
        r[i] = x[order[i]]
    return r


def inverse_of(order, first):
    """For each item its place among the different ones."""
    r = np.empty(len(order), np.int64)
    k = -1
    for i in range(len(order)):
        if first[i]:
            k += 1
        r[order[i]] = k
    return r


def counts_of(first):
    """The lengths of the runs."""
    r = np.zeros(np.count_nonzero(first), np.int64)
    k = -1
    for i in range(len(first)):
        if first[i]:
            k += 1
        r[k] += 1
    return r


@function("numpy.isin", "numpy.in1d")
def isin(element, test_elements, assume_unique=False, invert=False):
    """Whether each item is among the others."""
    if isinstance(test_elements, np.ndarray):
        t = result_dtype(element, test_elements)
        y = sort_row(test_elements.reshape(-1).astype(t))
        r = np.empty(element.shape, np.bool_)
        for i in pndindex(element.shape):
            v = element[i]
            k = searchsorted(y, v)
            r[i] = (k < len(y) and y[k] == v) != invert
        return r
    else:
        return (element == test_elements) != invert


def joined(a, b):
    """Both, as one row of their common dtype."""
    r = np.empty(a.size + b.size, result_dtype(a, b))
    r[:a.size] = a.reshape(-1)
    r[a.size:] = b.reshape(-1)
    return r


@function("numpy.union1d")
def union1d(ar1, ar2):
    """The different items of both, in order."""
    return unique(joined(ar1, ar2))


@function("numpy.intersect1d")
def intersect1d(ar1, ar2, assume_unique=False):
    """The different items that are in both, in order."""
    t = result_dtype(ar1, ar2)
    a = unique(ar1).astype(t)
    b = unique(ar2).astype(t)
    r = np.empty(min(len(a), len(b)), t)
    n = 0
    i = 0
    j = 0
    while i < len(a) and j < len(b):
        if a[i] == b[j]:
            r[n] = a[i]
            n += 1
            i += 1
            j += 1
        elif less(a[i], b[j]):
            i += 1
        else:
            j += 1
    return r[:n]


@function("numpy.setdiff1d")
def setdiff1d(ar1, ar2, assume_unique=False):
    """The different items of the first that are not in the second, in order."""
    a = ar1.reshape(-1) if assume_unique else unique(ar1)
    return kept_items(a, isin(a, ar2, False, True))


@function("numpy.setxor1d")
def setxor1d(ar1, ar2, assume_unique=False):
    """The different items that are in one only, in order."""
    a = unique(ar1)
    b = unique(ar2)
    y = sort_row(joined(a, b))
    n = len(y)
    alone = np.empty(n, np.bool_)
    for i in range(n):
        alone[i] = (i == 0 or y[i] != y[i - 1]) and (i == n - 1 or y[i] != y[i + 1])
    return kept_items(y, alone)
