"""Tuples and axes: what the other files need to compute shapes. Tuples have lengths known at compile time, so these
functions recurse on their length; items and axes may be known at run time only.
"""

import numpy as np
from library import function, method, move_axis


def normal_axis(axis, ndim):
    """The axis counted from the front."""
    if axis < -ndim or axis >= ndim:
        raise np.exceptions.AxisError(f"axis {axis} is out of bounds for array of dimension {ndim}")
    return axis + ndim if axis < 0 else axis


def without(t, k):
    """The tuple without its item k."""
    if len(t) == 1:
        return ()
    return (t[0] if k > 0 else t[1],) + without(t[1:], k - 1)


def replaced(t, k, value):
    """The tuple with value as its item k."""
    if len(t) == 0:
        return ()
    return (value if k == 0 else t[0],) + replaced(t[1:], k - 1, value)


def inserted(t, k, value):
    """The tuple with value before its item k."""
    if len(t) == 0:
        return (value,)
    if k == 0:
        return (value, *t)
    return (t[0],) + inserted(t[1:], k - 1, value)


def item(t, k):
    """Item k of a tuple of ints, k known at run time only."""
    value = 0
    i = 0
    for x in t:
        if i == k:
            value = x
        i += 1
    return value


def ones(t):
    """As many ones as t has items."""
    if len(t) == 0:
        return ()
    return (1,) + ones(t[1:])


def scaled(t, factors):
    """The products of two tuples of the same length."""
    if len(t) == 0:
        return ()
    return (t[0] * factors[0],) + scaled(t[1:], factors[1:])


def reversed_tuple(t):
    """The tuple backwards."""
    if len(t) == 0:
        return ()
    return reversed_tuple(t[1:]) + (t[0],)


def size_of(shape):
    """The number of items of an array of that shape."""
    n = 1
    for length in shape:
        n *= length
    return n


def shifted(axes, axis):
    """What the other axes are called once this one has gone to the end; ValueError if it is among them."""
    if len(axes) == 0:
        return ()
    if axes[0] == axis:
        raise ValueError("duplicate value in 'axis'")
    return (axes[0] - 1 if axes[0] > axis else axes[0],) + shifted(axes[1:], axis)


def normal_axes(axes, ndim):
    """The axes counted from the front."""
    if len(axes) == 0:
        return ()
    return (normal_axis(axes[0], ndim),) + normal_axes(axes[1:], ndim)


def axes_last(a, axes):
    """The view of a with these axes (counted from the front) at the end."""
    if len(axes) == 0:
        return a
    return axes_last(move_axis(a, axes[0], -1), shifted(axes[1:], axes[0]))


def merged(a, axes):
    """a with these axes made one, the last."""
    b = axes_last(a, normal_axes(axes, a.ndim))
    rest = a.ndim - len(axes)
    return b.reshape(b.shape[:rest] + (size_of(b.shape[rest:]),))


def kept(shape, axes):
    """The shape with length 1 along these axes."""
    if len(axes) == 0:
        return shape
    return kept(replaced(shape, normal_axis(axes[0], len(shape)), 1), axes[1:])


def unboxed(r):
    """The scalar of an array without dimensions; other arrays as they are."""
    if r.ndim == 0:
        return r[()]
    return r


def as_shape(shape):
    """A shape given as an int or a tuple, as a tuple."""
    if isinstance(shape, tuple):
        return shape
    return (shape,)


def to_array(a):
    """Scalars as arrays without dimensions; arrays as they are."""
    if isinstance(a, np.ndarray):
        return a
    return np.full((), a)


def along_axis(a):
    """Lengths of all axes but the last."""
    return a.shape[:-1]


@function("numpy.moveaxis")
def moveaxis(a, source, destination):
    """One axis to another place; a view."""
    return move_axis(a, source, destination)


@function("numpy.rollaxis")
def rollaxis(a, axis, start=0):
    """The axis moved to before start; a view."""
    k = normal_axis(axis, a.ndim)
    if start < -a.ndim or start > a.ndim:
        raise np.exceptions.AxisError(f"'start' arg requires {-a.ndim} <= start < {a.ndim + 1}, but {start} was passed in")
    to = start + a.ndim if start < 0 else start
    return move_axis(a, k, to - 1 if k < to else to)


@function("numpy.swapaxes")
@method("swapaxes")
def swapaxes(a, axis1, axis2):
    """Two axes exchanged; a view."""
    i = normal_axis(axis1, a.ndim)
    j = normal_axis(axis2, a.ndim)
    lo = min(i, j)
    hi = max(i, j)
    b = move_axis(a, lo, hi)
    return move_axis(b, hi - 1 if hi > lo else lo, lo)


@function("numpy.matrix_transpose", "numpy.linalg.matrix_transpose")
def matrix_transpose(x):
    """The last two axes exchanged; a view."""
    if x.ndim < 2:
        raise ValueError(f"Input array must be at least 2-dimensional, but it is {x.ndim}")
    return move_axis(x, -1, -2)


@function("numpy.expand_dims")
def expand_dims(a, axis):
    """A new axis of length 1; a view."""
    if isinstance(axis, tuple):
        if len(axis) == 1:
            return expand_dims(a, axis[0])
        raise ValueError("expand_dims takes one axis at a time")
    b = a[np.newaxis]
    return move_axis(b, 0, axis)


@function("numpy.squeeze")
@method("squeeze")
def squeeze(a, axis):
    """Without the given axis (an int or a tuple), which must have length 1; a view. How many go must be known."""
    if isinstance(axis, tuple):
        if len(axis) == 0:
            return a
        axes = normal_axes(axis, a.ndim)
        return squeeze(squeeze(a, axes[0]), lowered(axes[1:], axes[0]))
    b = move_axis(a, axis, 0)
    if b.shape[0] != 1:
        raise ValueError("cannot select an axis to squeeze out which has size not equal to one")
    return b[0, ...]


def lowered(axes, axis):
    """What the axes are called once this one is gone."""
    return shifted(axes, axis)


@function("numpy.atleast_1d")
def atleast_1d(a):
    """Scalars as arrays of one item."""
    b = to_array(a)
    if b.ndim == 0:
        return b.reshape((1,))
    return b


@function("numpy.atleast_2d")
def atleast_2d(a):
    """At least two dimensions, new ones in front."""
    b = atleast_1d(a)
    if b.ndim == 1:
        return b[np.newaxis, :]
    return b


@function("numpy.atleast_3d")
def atleast_3d(a):
    """At least three dimensions; one goes in the middle, two get a last one."""
    b = atleast_1d(a)
    if b.ndim == 1:
        return b[np.newaxis, :, np.newaxis]
    if b.ndim == 2:
        return b[:, :, np.newaxis]
    return b


@function("numpy.ndim")
def ndim(a):
    """Number of dimensions."""
    if isinstance(a, np.ndarray):
        return a.ndim
    return 0


@function("numpy.shape")
def shape(a):
    """Lengths of the axes."""
    if isinstance(a, np.ndarray):
        return a.shape
    return ()


@function("numpy.size")
def size(a, axis=None):
    """Number of items, or the length of an axis."""
    if axis is None:
        return size_of(shape(a))
    else:
        return item(a.shape, normal_axis(axis, a.ndim))


@method("flatten")
def flatten(a):
    """A copy in one dimension."""
    r = np.empty(a.size, a.dtype)
    r.reshape(a.shape)[...] = a
    return r


@function("numpy.flip")
def flip(m, axis=None):
    """Backwards along one axis, or along all; a view."""
    if axis is None:
        return flip_first(m, m.shape)
    elif isinstance(axis, tuple):
        if len(axis) == 0:
            return m
        return flip(flip(m, axis[0]), axis[1:])
    else:
        return move_axis(move_axis(m, axis, 0)[::-1], 0, axis)


def flip_first(m, todo):
    """Backwards along as many axes as todo has items, rotating them through."""
    if len(todo) == 0:
        return m
    return flip_first(move_axis(m[::-1], 0, -1), todo[1:])


@function("numpy.fliplr")
def fliplr(m):
    """Backwards along axis 1; a view."""
    if m.ndim < 2:
        raise ValueError("Input must be >= 2-d.")
    return m[:, ::-1]


@function("numpy.flipud")
def flipud(m):
    """Backwards along axis 0; a view."""
    if m.ndim < 1:
        raise ValueError("Input must be >= 1-d.")
    return m[::-1]


@function("numpy.rot90")
def rot90(m, k=1):
    """Turned by k quarter turns in the plane of the first two axes."""
    turns = k % 4
    if turns == 0:
        return m[:, :]
    if turns == 2:
        return m[::-1, ::-1]
    if turns == 1:
        return move_axis(m[:, ::-1], 0, 1)
    return move_axis(m, 0, 1)[:, ::-1]
