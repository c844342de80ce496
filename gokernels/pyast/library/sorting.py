"""Sorting, selecting, searching in order. NaN comes last, as in NumPy."""

import numpy as np
from library import cast, function, kind, method, move_axis, pndindex, result_dtype

RUN = 8  # insertion sort below this length; measured optima of merge sorts lie between 8 and 32 and are flat


def less(x, y):
    """x comes before y: NaN last; complex numbers by real, then imaginary part, those with a NaN in order of which."""
    if kind(x) == "f":
        return x < y or (y != y and x == x)
    elif kind(x) == "c":
        if x.real != x.real or y.real != y.real:
            if (x.real == x.real) != (y.real == y.real):
                return x.real == x.real
            return less(x.imag, y.imag)
        if (x.imag != x.imag) != (y.imag != y.imag):
            return x.imag == x.imag
        return x.real < y.real or (x.real == y.real and less(x.imag, y.imag))
    else:
        return x < y


def nan_last(x):
    """Put NaN last; how many others there are. Items of complex dtype stay where they are."""
    n = len(x)
    if kind(x) == "f":
        k = 0
        for i in range(n):
            v = x[i]
            if v == v:
                x[i] = x[k]
                x[k] = v
                k += 1
        return k
    return n


def comes_before(x, y):
    """less, without NaN among floats."""
    if kind(x) == "c":
        return less(x, y)
    return x < y


def insertion_sort(x, lo, hi):
    """Sort x[lo:hi]."""
    for i in range(lo + 1, hi):
        v = x[i]
        j = i
        while j > lo and comes_before(v, x[j - 1]):
            x[j] = x[j - 1]
            j -= 1
        x[j] = v


def merge(dst, x, lo, mid, hi):
    """dst[lo:hi] from the sorted x[lo:mid] and x[mid:hi]; of equals the left one first.

    As many items as the shorter part has come in order from the front, and as many from the back: neither part can end
    before, so that no branch depends on the items, and the two ends do not wait for each other.
    """
    j = mid
    p = mid - 1
    both = min(mid - lo, hi - mid)
    for k in range(both):
        i = lo + mid + k - j
        v = x[i]
        w = x[j]
        right = comes_before(w, v)
        dst[lo + k] = w if right else v
        j += right
        q = hi - 1 - k - (p - (mid - 1))
        v = x[p]
        w = x[q]
        left = comes_before(w, v)
        dst[hi - 1 - k] = v if left else w
        p -= left
    q = mid + hi - 2 - both - p
    i = lo + mid + both - j
    for k in range(lo + both, hi - both):
        if i <= p and (j > q or not comes_before(x[j], x[i])):
            dst[k] = x[i]
            i += 1
        else:
            dst[k] = x[j]
            j += 1


def sort_row(x):
    """Sort a contiguous row; the result is x or a new array: merge sort from the bottom up."""
    n = nan_last(x)
    for lo in range(0, n, RUN):
        insertion_sort(x, lo, min(lo + RUN, n))
    if n <= RUN:
        return x
    y = x.copy()
    width = RUN
    while width < n:
        for lo in range(0, n, 2 * width):
            merge(y, x, lo, min(lo + width, n), min(lo + 2 * width, n))
        z = x
        x = y
        y = z
        width *= 2
    return x


@function("numpy.sort")
def sort(a, axis=-1):
    """A sorted copy, along one axis or of all items; stable."""
    if axis is None:
        return sort_row(a.reshape(-1).copy())
    else:
        r = a.copy()
        sort_in_place(r, axis)
        return r


@method("sort")
def sort_in_place(a, axis=-1):
    """Sort along the axis."""
    b = move_axis(a, axis, -1)
    for i in pndindex(b.shape[:-1]):
        row = b[i]
        row[...] = sort_row(row.copy())


def insertion_argsort(index, x, lo, hi):
    """Sort index[lo:hi] by x."""
    for i in range(lo + 1, hi):
        v = index[i]
        j = i
        while j > lo and less(x[v], x[index[j - 1]]):
            index[j] = index[j - 1]
            j -= 1
        index[j] = v


def merge_argsort(dst, index, x, lo, mid, hi):
    """dst[lo:hi] from the sorted index[lo:mid] and index[mid:hi]."""
    i = lo
    j = mid
    for k in range(lo, hi):
        if i < mid and (j >= hi or not less(x[index[j]], x[index[i]])):
            dst[k] = index[i]
            i += 1
        else:
            dst[k] = index[j]
            j += 1


def argsort_row(x):
    """The stable order of a row."""
    n = len(x)
    index = np.arange(n)
    for lo in range(0, n, RUN):
        insertion_argsort(index, x, lo, min(lo + RUN, n))
    other = np.empty(n, np.int64)
    width = RUN
    while width < n:
        for lo in range(0, n, 2 * width):
            merge_argsort(other, index, x, lo, min(lo + width, n), min(lo + 2 * width, n))
        z = index
        index = other
        other = z
        width *= 2
    return index


@function("numpy.argsort")
@method("argsort")
def argsort(a, axis=-1, kind=None):
    """The order that sorts, along one axis or of all items; always stable, whatever the kind."""
    if axis is None:
        return argsort_row(a.reshape(-1))
    else:
        b = move_axis(a, axis, -1)
        r = np.empty(a.shape, np.int64)
        dst = move_axis(r, axis, -1)
        for i in pndindex(b.shape[:-1]):
            dst[i] = argsort_row(b[i])
        return r


def median_of_three(x, y, z):
    """The middle one."""
    if comes_before(y, x):
        return median_of_three(y, x, z) if comes_before(z, x) else x
    if comes_before(z, y):
        return x if comes_before(z, x) else z
    return y


def select_row(x, k):
    """Put into x[k] what sorting would, lesser items before it, greater ones behind: C. A. R. Hoare, CACM 4 (1961) 321."""
    n = nan_last(x)
    lo = 0
    hi = n - 1
    if k >= n:
        return
    turns = 0
    while lo < hi:
        if turns > 64:  # an unlucky order: finish within n log n
            x[lo:hi + 1] = sort_row(x[lo:hi + 1].copy())
            return
        turns += 1
        pivot = median_of_three(x[lo], x[(lo + hi) // 2], x[hi])
        i = lo
        j = hi
        while i <= j:
            while comes_before(x[i], pivot):
                i += 1
            while comes_before(pivot, x[j]):
                j -= 1
            if i <= j:
                v = x[i]
                x[i] = x[j]
                x[j] = v
                i += 1
                j -= 1
        if k <= j:
            hi = j
        elif k >= i:
            lo = i
        else:
            return


def checked_kth(kth, n):
    """kth counted from the front."""
    if kth < -n or kth >= n:
        raise ValueError(f"kth(={kth}) out of bounds ({n})")
    return kth + n if kth < 0 else kth


@function("numpy.partition")
def partition(a, kth, axis=-1):
    """A copy in which kth is in its sorted place, lesser items before it."""
    if axis is None:
        r = a.reshape(-1).copy()
        partition_in_place(r, kth)
        return r
    else:
        r = a.copy()
        partition_in_place(r, kth, axis)
        return r


@method("partition")
def partition_in_place(a, kth, axis=-1):
    """Put kth into its sorted place along the axis."""
    b = move_axis(a, axis, -1)
    k = checked_kth(kth, b.shape[-1])
    for i in pndindex(b.shape[:-1]):
        row = b[i]
        c = row.copy()
        select_row(c, k)
        row[...] = c


@function("numpy.argpartition")
@method("argpartition")
def argpartition(a, kth, axis=-1):
    """An order in which kth is in its sorted place: here the stable sorting order."""
    if axis is not None:
        checked_kth(kth, move_axis(a, axis, -1).shape[-1])
    return argsort(a, axis)


def first_not_less(a, v):
    """The first place whose item is not less than v."""
    lo = 0
    hi = len(a)
    while lo < hi:
        mid = (lo + hi) // 2
        if less(cast(result_dtype(a, v), a[mid]), cast(result_dtype(a, v), v)):
            lo = mid + 1
        else:
            hi = mid
    return lo


def first_greater(a, v):
    """The first place whose item is greater than v."""
    lo = 0
    hi = len(a)
    while lo < hi:
        mid = (lo + hi) // 2
        if less(cast(result_dtype(a, v), v), cast(result_dtype(a, v), a[mid])):
            hi = mid
        else:
            lo = mid + 1
    return lo


@function("numpy.searchsorted")
@method("searchsorted")
def searchsorted(a, v, side="left"):
    """Where each v belongs in the sorted a, before its equals or behind them."""
    if side != "left" and side != "right":
        raise ValueError(f"search side must be one of 'left' or 'right' (got '{side}')")
    left = side == "left"
    if isinstance(v, np.ndarray):
        r = np.empty(v.shape, np.int64)
        for i in pndindex(v.shape):
            r[i] = first_not_less(a, v[i]) if left else first_greater(a, v[i])
        return r
    else:
        return first_not_less(a, v) if left else first_greater(a, v)


@function("numpy.digitize")
def digitize(x, bins, right=False):
    """The bin of each x; bins increase or decrease."""
    n = len(bins)
    up = True
    down = True
    for i in range(1, n):
        up = up and bins[i - 1] <= bins[i]
        down = down and bins[i - 1] >= bins[i]
    if not up and not down:
        raise ValueError("bins must be monotonically increasing or decreasing")
    side = "left" if right else "right"
    if up:
        return searchsorted(bins, x, side)
    return n - searchsorted(bins[::-1], x, side)
