"""Joining, splitting, repeating; evenly spaced numbers. Lists of arrays stand for tuples."""

import numpy as np
from library import cast, function, inexact, kind, method, move_axis, pndindex, result_dtype
from shapes import as_shape, atleast_1d, atleast_2d, atleast_3d, inserted, item, normal_axis, replaced, scaled, size_of, to_array


def same_but(shape, other, axis):
    """Equal lengths, but along the axis."""
    return replaced(shape, axis, 0) == replaced(other, axis, 0)


def join_flat(arrays):
    """All items one after the other."""
    n = 0
    for a in arrays:
        n += to_array(a).size
    r = np.empty(n, result_dtype(*arrays))
    n = 0
    for a in arrays:
        x = to_array(a).reshape(-1)
        r[n:n + len(x)] = x
        n += len(x)
    return r


@function("numpy.concatenate", "numpy.concat")
def concatenate(arrays, axis=0):
    """One behind the other along the axis; flat for None."""
    if axis is None:
        return join_flat(arrays)
    else:
        first = arrays[0]
        k = normal_axis(axis, first.ndim)
        n = 0
        i = 0
        for a in arrays:
            if not same_but(first.shape, a.shape, k):
                raise ValueError("all the input array dimensions except for the concatenation axis must match exactly, "
                                 f"but along axis {k}, array {i} differs")
            n += item(a.shape, k)
            i += 1
        r = np.empty(replaced(first.shape, k, n), result_dtype(*arrays))
        dst = move_axis(r, k, 0)
        n = 0
        for a in arrays:
            b = move_axis(a, k, 0)
            dst[n:n + b.shape[0]] = b
            n += b.shape[0]
        return r


@function("numpy.stack")
def stack(arrays, axis=0):
    """Side by side along a new axis."""
    first = to_array(arrays[0])
    for a in arrays:
        if to_array(a).shape != first.shape:
            raise ValueError("all input arrays must have the same shape")
    k = normal_axis(axis, first.ndim + 1)
    r = np.empty(inserted(first.shape, k, len(arrays)), result_dtype(*arrays))
    dst = move_axis(r, k, 0)
    i = 0
    for a in arrays:
        dst[i, ...] = a
        i += 1
    return r


def each_atleast_1d(arrays):
    """atleast_1d of each."""
    if len(arrays) == 0:
        return ()
    return (atleast_1d(arrays[0]),) + each_atleast_1d(arrays[1:])


def each_atleast_2d(arrays):
    """atleast_2d of each."""
    if len(arrays) == 0:
        return ()
    return (atleast_2d(arrays[0]),) + each_atleast_2d(arrays[1:])


def each_atleast_3d(arrays):
    """atleast_3d of each."""
    if len(arrays) == 0:
        return ()
    return (atleast_3d(arrays[0]),) + each_atleast_3d(arrays[1:])


def each_column(arrays):
    """One-dimensional arrays as columns."""
    if len(arrays) == 0:
        return ()
    b = atleast_1d(arrays[0])
    c = b[:, np.newaxis] if b.ndim == 1 else b
    return (c,) + each_column(arrays[1:])


@function("numpy.vstack", "numpy.row_stack")
def vstack(tup):
    """Rows one below the other."""
    return concatenate(each_atleast_2d(tup), 0)


@function("numpy.hstack")
def hstack(tup):
    """Side by side: along axis 1, or the only one."""
    arrays = each_atleast_1d(tup)
    return concatenate(arrays, 0 if arrays[0].ndim == 1 else 1)


@function("numpy.dstack")
def dstack(tup):
    """Along the third axis."""
    return concatenate(each_atleast_3d(tup), 2)


@function("numpy.column_stack")
def column_stack(tup):
    """Columns side by side."""
    return concatenate(each_column(tup), 1)


@function("numpy.append")
def append(arr, values, axis=None):
    """values behind arr."""
    if axis is None:
        return join_flat((arr, values))
    else:
        return concatenate((arr, values), axis)


@function("numpy.array_split")
def array_split(ary, indices_or_sections, axis=0):
    """A list of views: that many parts, the first ones longer by one; or parts that end at the given places."""
    b = move_axis(ary, axis, 0)
    n = b.shape[0]
    parts = []
    if isinstance(indices_or_sections, int):
        k = indices_or_sections
        if k <= 0:
            raise ValueError("number sections must be larger than 0.")
        lo = 0
        for i in range(k):
            hi = lo + n // k + (1 if i < n % k else 0)
            parts.append(move_axis(b[lo:hi], 0, axis))
            lo = hi
    else:
        lo = 0
        for hi in indices_or_sections:
            parts.append(move_axis(b[lo:hi], 0, axis))
            lo = hi
        parts.append(move_axis(b[lo:], 0, axis))
    return parts


@function("numpy.split")
def split(ary, indices_or_sections, axis=0):
    """As array_split, but a number of parts must divide the length."""
    if isinstance(indices_or_sections, int):
        if item(ary.shape, normal_axis(axis, ary.ndim)) % indices_or_sections != 0:
            raise ValueError("array split does not result in an equal division")
    return array_split(ary, indices_or_sections, axis)


@function("numpy.vsplit")
def vsplit(ary, indices_or_sections):
    """Split along axis 0."""
    return split(ary, indices_or_sections, 0)


@function("numpy.hsplit")
def hsplit(ary, indices_or_sections):
    """Split along axis 1, or the only one."""
    return split(ary, indices_or_sections, 0 if ary.ndim == 1 else 1)


@function("numpy.dsplit")
def dsplit(ary, indices_or_sections):
    """Split along axis 2."""
    return split(ary, indices_or_sections, 2)


def dropped(arr, gone):
    """The slices along the first axis that are not gone."""
    r = np.empty((len(gone) - np.count_nonzero(gone), *arr.shape[1:]), arr.dtype)
    n = 0
    for i in range(len(gone)):
        if not gone[i]:
            r[n] = arr[i]
            n += 1
    return r


def bounded(i, n, axis):
    """The index counted from the front; IndexError outside."""
    if i < -n or i >= n:
        raise IndexError(f"index {i} is out of bounds for axis {axis} with size {n}")
    return i + n if i < 0 else i


@function("numpy.delete")
def delete(arr, obj, axis=None):
    """Without the item of that index, those of an array of indices, or where a mask is true."""
    if axis is None:
        return delete(arr.reshape(-1), obj, 0)
    else:
        b = move_axis(arr, axis, 0)
        n = b.shape[0]
        gone = np.zeros(n, np.bool_)
        if isinstance(obj, np.ndarray):
            if kind(obj) == "b":
                gone[...] = obj
            else:
                for i in range(len(obj)):
                    gone[bounded(obj[i], n, axis)] = True
        else:
            gone[bounded(obj, n, axis)] = True
        return move_axis(dropped(b, gone), 0, axis)


@function("numpy.insert")
def insert(arr, obj, values):
    """In one dimension: a scalar or an array of values before the item of that index."""
    x = arr.reshape(-1)
    n = len(x)
    if obj < -n or obj > n:
        raise IndexError(f"index {obj} is out of bounds for axis 0 with size {n}")
    k = obj + n if obj < 0 else obj
    v = to_array(values).reshape(-1)
    r = np.empty(n + len(v), x.dtype)
    r[:k] = x[:k]
    r[k:k + len(v)] = v
    r[k + len(v):] = x[k:]
    return r


@function("numpy.repeat")
@method("repeat")
def repeat(a, repeats, axis=None):
    """Every item, or slice along the axis, so many times (a number, or one for each)."""
    if axis is None:
        return repeat(a.reshape(-1), repeats, 0)
    else:
        b = move_axis(a, axis, 0)
        counts = repeat_counts(repeats, b.shape[0])
        r = np.empty(replaced(a.shape, normal_axis(axis, a.ndim), np.sum(counts)), a.dtype)
        dst = move_axis(r, axis, 0)
        n = 0
        for i in range(b.shape[0]):
            for _ in range(counts[i]):
                dst[n] = b[i]
                n += 1
        return r


def repeat_counts(repeats, n):
    """How often each, as an array."""
    counts = np.empty(n, np.int64)
    if isinstance(repeats, np.ndarray) and repeats.size != n and repeats.size != 1:
        raise ValueError(f"operands could not be broadcast together with shape ({n},) ({repeats.size},)")
    counts[...] = repeats
    for i in range(n):
        if counts[i] < 0:
            raise ValueError("repeats may not contain negative values.")
    return counts


@function("numpy.tile")
def tile(A, reps):
    """Copies side by side, so many along each axis."""
    if isinstance(reps, tuple):
        if len(reps) > A.ndim:
            return tile(A[np.newaxis], reps)
        elif len(reps) < A.ndim:
            return tile(A, (1, *reps))
        else:
            r = np.empty(scaled(A.shape, reps), A.dtype)
            for i in pndindex(r.shape):
                r[i] = A[folded_index(i, A.shape)]
            return r
    else:
        return tile(A, (reps,))


def folded_index(i, shape):
    """The index modulo the shape."""
    if len(shape) == 0:
        return ()
    return (i[0] % shape[0],) + folded_index(i[1:], shape[1:])


@function("numpy.resize")
def resize(a, new_shape):
    """Items in turn, again and again, until the new shape is full."""
    x = a.reshape(-1)
    shape = as_shape(new_shape)
    r = np.zeros(size_of(shape), a.dtype)
    if len(x) > 0:
        for i in range(len(r)):
            r[i] = x[i % len(x)]
    return r.reshape(shape)


@function("numpy.roll")
def roll(a, shift, axis=None):
    """Items moved on by shift places, those that leave entering at the front; over all items for None."""
    if axis is None:
        return roll(a.reshape(-1), shift, 0).reshape(a.shape)
    elif isinstance(axis, tuple):
        if len(axis) == 0:
            return a.copy()
        if isinstance(shift, tuple):
            return roll(roll(a, shift[0], axis[0]), shift[1:], axis[1:])
        return roll(roll(a, shift, axis[0]), shift, axis[1:])
    else:
        r = np.empty(a.shape, a.dtype)
        src = move_axis(a, axis, 0)
        dst = move_axis(r, axis, 0)
        n = src.shape[0]
        if n > 0:
            k = shift % n
            dst[k:] = src[:n - k]
            dst[:k] = src[n - k:]
        return r


@function("numpy.meshgrid")
def meshgrid(*xi, indexing="xy"):
    """Coordinates of a grid: of each of the vectors an array of the grid's shape."""
    if indexing != "xy" and indexing != "ij":
        raise ValueError("Valid values for `indexing` are 'xy' and 'ij'.")
    return grids(xi, lengths(xi), 0, indexing == "xy")


def lengths(vectors):
    """The length of each."""
    if len(vectors) == 0:
        return ()
    return (to_array(vectors[0]).size,) + lengths(vectors[1:])


def grids(todo, shape, k, swap):
    """The grids of the vectors from the k-th on; swap exchanges the first two axes."""
    if len(todo) == 0:
        return ()
    x = to_array(todo[0]).reshape(-1)
    r = np.empty(shape, x.dtype)
    move_axis(r, k, -1)[...] = x
    g = move_axis(r, 0, 1).copy() if swap and len(shape) > 1 else r
    return (g,) + grids(todo[1:], shape, k + 1, swap)


@function("numpy.broadcast_arrays")
def broadcast_arrays(*args):
    """Read-only views of the common shape."""
    return broadcast_each(args, common_shape(args))


def common_shape(arrays):
    """The shape to which all broadcast."""
    if len(arrays) == 1:
        return to_array(arrays[0]).shape
    return np.broadcast_shapes(to_array(arrays[0]).shape, common_shape(arrays[1:]))


def broadcast_each(arrays, shape):
    """Each broadcast to the shape."""
    if len(arrays) == 0:
        return ()
    return (np.broadcast_to(to_array(arrays[0]), shape),) + broadcast_each(arrays[1:], shape)


@function("numpy.linspace")
def linspace(start, stop, num=50, endpoint=True, retstep=False, dtype=None):
    """num even numbers from start to stop."""
    if num < 0:
        raise ValueError(f"Number of samples, {num}, must be non-negative.")
    t = result_dtype(inexact(start)(0), inexact(stop)(0))
    parts = num - 1 if endpoint else num
    lo = cast(t, start)
    width = cast(t, stop) - lo
    step = width / parts if parts > 0 else cast(t, np.nan)
    r = np.empty(num, t if dtype is None else dtype)
    for i in range(num):
        v = lo + (i * step if step != 0 and parts > 0 else (i / parts * width if parts > 0 else cast(t, 0) * width))
        if endpoint and i > 0 and i == num - 1:
            v = cast(t, stop)
        r[i] = np.floor(v) if kind(r) == "i" or kind(r) == "u" else v
    if retstep:
        return r, step
    return r


@function("numpy.logspace")
def logspace(start, stop, num=50, endpoint=True, base=10.0):
    """Powers of base with even exponents."""
    return np.power(base, linspace(start, stop, num, endpoint))


@function("numpy.geomspace")
def geomspace(start, stop, num=50, endpoint=True):
    """Numbers with even ratios from start to stop; real, of one sign."""
    if start == 0 or stop == 0:
        raise ValueError("Geometric sequence cannot include zero")
    if (start < 0) != (stop < 0):
        raise ValueError("Geometric sequence of real numbers needs ends of one sign")
    sign = -1.0 if start < 0 else 1.0
    r = sign * np.power(10.0, linspace(np.log10(sign * start), np.log10(sign * stop), num, endpoint))
    if num > 0:
        r[0] = start
        if endpoint and num > 1:
            r[num - 1] = stop
    return r
