"""Taking and putting by masks and arrays of integers, places of items, and choosing between arrays."""

import numpy as np
from library import cast, function, method, move_axis, pndindex, prange, result_dtype
from shapes import item, normal_axis, size_of, to_array


def checked(i, n):
    """The index counted from the front; IndexError outside."""
    if i < -n or i >= n:
        raise IndexError(f"index {i} is out of bounds for axis 0 with size {n}")
    return i + n if i < 0 else i


def adjusted(i, n, mode):
    """The index in the given mode: raise, wrap or clip."""
    if mode == "wrap":
        return i % n
    if mode == "clip":
        return min(max(i, 0), n - 1)
    if i < -n or i >= n:
        raise IndexError(f"index {i} is out of bounds for axis with size {n}")
    return i + n if i < 0 else i


def match_mask(shape, mask):
    """IndexError unless the mask has the lengths of the first axes."""
    if mask.ndim > len(shape):
        raise IndexError(f"too many indices for array: array is {len(shape)}-dimensional, but {mask.ndim} were indexed")
    k = 0
    for n in mask.shape:
        if n != item(shape, k):
            raise IndexError(f"boolean index did not match indexed array along axis {k}; size of axis is {item(shape, k)} "
                             f"but size of corresponding boolean axis is {n}")
        k += 1


def take_mask(a, mask):
    """a[mask]: the mask has the lengths of a's first axes."""
    match_mask(a.shape, mask)
    r = np.empty((np.count_nonzero(mask), *a.shape[mask.ndim:]), a.dtype)
    n = 0
    for i in np.ndindex(mask.shape):
        if mask[i]:
            r[n] = a[i]
            n += 1
    return r


def put_mask(a, mask, value):
    """a[mask] = value: a scalar, or what broadcasts to the shape of a[mask]."""
    match_mask(a.shape, mask)
    if isinstance(value, np.ndarray):
        v = np.broadcast_to(value, (np.count_nonzero(mask), *a.shape[mask.ndim:])).copy()
        n = 0
        for i in np.ndindex(mask.shape):
            if mask[i]:
                a[i] = v[n]
                n += 1
    else:
        for i in np.ndindex(mask.shape):
            if mask[i]:
                a[i] = value


def take_index(a, index):
    """a[index] for an array of integers: along the first axis."""
    n = a.shape[0]
    r = np.empty(index.shape + a.shape[1:], a.dtype)
    for i in pndindex(index.shape):
        r[i] = a[checked(index[i], n)]
    return r


def put_index(a, index, value):
    """a[index] = value along the first axis: in order, so that of equal indices the last one wins. All are checked first."""
    n = a.shape[0]
    for i in np.ndindex(index.shape):
        checked(index[i], n)
    if isinstance(value, np.ndarray):
        v = np.broadcast_to(value, index.shape + a.shape[1:]).copy()
        for i in np.ndindex(index.shape):
            a[checked(index[i], n)] = v[i]
    else:
        for i in np.ndindex(index.shape):
            a[checked(index[i], n)] = value


def broadcast_indices(indices, shape):
    """The arrays of integers, each broadcast to the shape."""
    if len(indices) == 0:
        return ()
    return (np.broadcast_to(to_array(indices[0]), shape),) + broadcast_indices(indices[1:], shape)


def indices_shape(indices):
    """The shape to which arrays of integers broadcast."""
    if len(indices) == 1:
        return to_array(indices[0]).shape
    return np.broadcast_shapes(to_array(indices[0]).shape, indices_shape(indices[1:]))


def check_indices(indices, shape, axis):
    """IndexError unless all are within the lengths of the axes."""
    if len(indices) > 0:
        n = shape[0]
        for k in to_array(indices[0]).reshape(-1):
            if k < -n or k >= n:
                raise IndexError(f"index {k} is out of bounds for axis {axis} with size {n}")
        check_indices(indices[1:], shape[1:], axis + 1)


def place(indices, i, shape):
    """The index tuple at i, counted from the front."""
    if len(indices) == 0:
        return ()
    k = indices[0][i]
    return (k + shape[0] if k < 0 else k,) + place(indices[1:], i, shape[1:])


def take_indices(a, indices):
    """a[i, j, …] for a tuple of arrays of integers (or integers): for a's first axes, broadcast together."""
    shape = indices_shape(indices)
    check_indices(indices, a.shape, 0)
    b = broadcast_indices(indices, shape)
    r = np.empty(shape + a.shape[len(indices):], a.dtype)
    for i in pndindex(shape):
        r[i] = a[place(b, i, a.shape)]
    return r


def put_indices(a, indices, value):
    """a[i, j, …] = value for a tuple of arrays of integers, in order."""
    shape = indices_shape(indices)
    check_indices(indices, a.shape, 0)
    b = broadcast_indices(indices, shape)
    v = np.broadcast_to(to_array(value), shape + a.shape[len(indices):]).copy()
    for i in np.ndindex(shape):
        a[place(b, i, a.shape)] = v[i]


@function("numpy.take")
@method("take")
def take(a, indices, axis=None, *, mode="raise"):
    """Items by index: of all items, or along the axis."""
    if axis is None:
        return take(a.reshape(-1), indices, 0, mode=mode)
    elif isinstance(indices, np.ndarray):
        return taken(a, indices, normal_axis(axis, a.ndim), mode)
    else:
        return move_axis(a, axis, 0)[adjusted(indices, item(a.shape, normal_axis(axis, a.ndim)), mode)].copy()[()]


def taken(a, indices, axis, mode):
    """Along one axis: the axes of indices stand in its place."""
    b = move_axis(a, axis, 0)
    n = b.shape[0]
    if n == 0 and indices.size > 0:
        raise IndexError("cannot do a non-empty take from an empty axes.")
    flat = indices.reshape(-1)
    r = np.empty((len(flat), *b.shape[1:]), a.dtype)
    for i in prange(len(flat)):
        r[i] = b[adjusted(flat[i], n, mode)]
    return spread(r.reshape(indices.shape + b.shape[1:]), indices.shape, axis)


def spread(r, todo, axis):
    """Move as many first axes as todo has items behind the next axis ones."""
    if len(todo) == 0:
        return r
    return spread(move_axis(r, len(todo) - 1, axis + len(todo) - 1), todo[1:], axis)


@function("numpy.take_along_axis")
def take_along_axis(arr, indices, axis=-1):
    """Items by index along one axis; indices has arr's other lengths."""
    b = move_axis(arr, axis, -1)
    k = move_axis(indices, axis, -1)
    r = np.empty(indices.shape, arr.dtype)
    dst = move_axis(r, axis, -1)
    src = np.broadcast_to(b, k.shape[:-1] + b.shape[-1:])
    for i in pndindex(k.shape):
        dst[i] = src[i[:-1]][checked(k[i], b.shape[-1])]
    return r


@function("numpy.put")
def put(a, ind, v, mode="raise"):
    """Write v (a scalar, or items in turn) to places counted over all items."""
    n = a.size
    index = to_array(ind).reshape(-1)
    values = to_array(v).reshape(-1)
    for i in range(len(index)):
        a[unravelled(adjusted(index[i], n, mode), a.shape)] = cast(a.dtype, values[i % len(values)])


@method("put")
def put_method(a, indices, values, mode="raise"):
    """As put."""
    put(a, indices, values, mode)


@function("numpy.putmask")
def putmask(a, mask, values):
    """Write values, repeated over all places of a, where mask is true."""
    flat = to_array(values).reshape(-1)
    k = 0
    for i in np.ndindex(a.shape):
        if mask[i]:
            a[i] = cast(a.dtype, flat[k % len(flat)])
        k += 1


@function("numpy.compress")
def compress(condition, a, axis=None):
    """Items, or slices along the axis, where condition (in one dimension) is true; it may be shorter."""
    if axis is None:
        return compress(condition, a.reshape(-1), 0)
    else:
        n = item(a.shape, normal_axis(axis, a.ndim))
        for i in range(n, len(condition)):
            if condition[i]:
                raise IndexError(f"index {i} is out of bounds for axis {axis} with size {n}")
        return taken(a, flatnonzero(condition), normal_axis(axis, a.ndim), "raise")


@method("compress")
def compress_method(a, condition, axis=None):
    """As compress."""
    return compress(condition, a, axis)


@function("numpy.extract")
def extract(condition, arr):
    """The items where condition is true."""
    return compress(condition.reshape(-1), arr.reshape(-1), 0)


@function("numpy.flatnonzero")
def flatnonzero(a):
    """Places of items that are not zero, counted over all items."""
    x = a.reshape(-1)
    r = np.empty(np.count_nonzero(x), np.int64)
    n = 0
    for i in range(len(x)):
        if x[i] != 0:
            r[n] = i
            n += 1
    return r


def places(a):
    """The index of every item that is not zero: one column each."""
    r = np.empty((a.ndim, np.count_nonzero(a)), np.int64)
    n = 0
    for i in np.ndindex(a.shape):
        if a[i] != 0:
            k = 0
            for x in i:
                r[k, n] = x
                k += 1
            n += 1
    return r


def rows_of(r, todo):
    """The last len(todo) rows, as a tuple of arrays."""
    if len(todo) == 0:
        return ()
    return (r[r.shape[0] - len(todo)],) + rows_of(r, todo[1:])


@function("numpy.nonzero")
@method("nonzero")
def nonzero(a):
    """Indices of items that are not zero, one array an axis."""
    if a.ndim == 0:
        raise ValueError("Calling nonzero on 0d arrays is not allowed. Use np.atleast_1d(scalar).nonzero() instead.")
    return rows_of(places(a), a.shape)


@function("numpy.where")
def where(condition):
    """Indices of items that are not zero; where with three arguments is the compiler's own."""
    return nonzero(condition)


@function("numpy.argwhere")
def argwhere(a):
    """Indices of items that are not zero, one row each."""
    return places(a).T.copy()


@function("numpy.choose")
@method("choose")
def choose(a, choices):
    """From the tuple of choices the one that a says, item by item; ValueError outside."""
    shape = np.broadcast_shapes(a.shape, indices_shape(choices))
    b = np.broadcast_to(a, shape)
    c = broadcast_indices(choices, shape)
    r = np.empty(shape, result_dtype(*choices))
    for i in pndindex(shape):
        k = b[i]
        if k < 0 or k >= len(choices):
            raise ValueError("invalid entry in choice array")
        j = 0
        for x in c:
            if j == k:
                r[i] = x[i]
            j += 1
    return r


@function("numpy.select")
def select(condlist, choicelist, default=0):
    """From the tuple of choices the first whose condition is true, item by item."""
    shape = np.broadcast_shapes(indices_shape(condlist), indices_shape(choicelist))
    r = np.full(shape, default, result_dtype(*choicelist, default))
    overlay(r, condlist, choicelist)
    return r


def overlay(r, condlist, choicelist):
    """Write the choices, the last first."""
    if len(condlist) > 0:
        overlay(r, condlist[1:], choicelist[1:])
        r[...] = np.where(condlist[0], choicelist[0], r)


@function("numpy.indices")
def indices(dimensions, dtype=np.int64):
    """The index of every place, one array an axis, together in one."""
    r = np.empty((len(dimensions), *dimensions), dtype)
    for i in pndindex(dimensions):
        k = 0
        for x in i:
            r[k][i] = x
            k += 1
    return r


def unravelled(k, shape):
    """The index tuple of the k-th item."""
    if len(shape) == 0:
        return ()
    n = size_of(shape[1:])
    return (k // n,) + unravelled(k % n, shape[1:])


@function("numpy.unravel_index")
def unravel_index(indices, shape):
    """The index tuple of the item with that number, or arrays of them."""
    if isinstance(shape, tuple):
        n = size_of(shape)
        if isinstance(indices, np.ndarray):
            r = np.empty((len(shape), *indices.shape), np.int64)
            for i in np.ndindex(indices.shape):
                k = 0
                for x in unravelled(number_within(indices[i], n), shape):
                    r[k][i] = x
                    k += 1
            return rows_of(r, shape)
        else:
            return unravelled(number_within(indices, n), shape)
    else:
        return unravel_index(indices, (shape,))


def number_within(k, n):
    """k; ValueError outside."""
    if k < 0 or k >= n:
        raise ValueError(f"index {k} is out of bounds for array with size {n}")
    return int(k)


@function("numpy.ravel_multi_index")
def ravel_multi_index(multi_index, dims):
    """The number of the item with that index; arrays broadcast."""
    if len(dims) == 1:
        return within(multi_index[0], dims[0]) + 0
    rest = ravel_multi_index(multi_index[1:], dims[1:])
    return within(multi_index[0], dims[0]) * size_of(dims[1:]) + rest


def within(index, n):
    """The index or array of them; ValueError outside."""
    if np.any(np.logical_or(index < 0, index >= n)):
        raise ValueError("invalid entry in coordinates array")
    return index
