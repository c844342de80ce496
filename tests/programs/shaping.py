# reshape: by method and function, with -1
def f(a):
    b = a.reshape(3, 4)
    b[0, 0] = 50.0
    return b, a.reshape((2, -1)), np.reshape(a, (4, 3)), a.reshape(-1)

case(f, np.arange(12.0))
---
# reshape-wrong: sizes that do not fit
def f(a, n):
    return a.reshape(n, 4)

case(f, np.arange(12.0), 3)
case(f, np.arange(12.0), 5, raises=(ValueError, "cannot reshape array of size 12"))
---
# reshape-copy: a non-contiguous array is copied
def f(a):
    b = np.ascontiguousarray(a[:, ::2]).reshape(-1)
    b[0] = 99.0
    return b

case(f, np.arange(12.0).reshape(3, 4))
---
# transpose: .T, np.transpose, with axes
def f(a, b):
    t = a.T
    t[0, 1] = 77.0
    return t, np.transpose(a), b.transpose(1, 2, 0), np.transpose(b, (2, 0, 1)), b.T.shape

case(f, np.arange(6.0).reshape(2, 3), np.arange(24).reshape(2, 3, 4))
---
# ravel-flatten: flatten copies, ravel of a contiguous array does not
def f(a):
    r = a.ravel()
    r[0] = 5.0
    c = a.flatten()
    c[1] = 6.0
    return r, c, np.ravel(a)

case(f, np.zeros((2, 3)))
case(f, np.arange(12.0).reshape(3, 4))
---
# concatenate: 1-D, along axes, mixed dtypes
def f(a, b):
    return np.concatenate((a, b)), np.concatenate((a, b), axis=0)

def g(a, b):
    return np.concatenate((a, b), axis=1)

case(f, np.arange(3), np.arange(2.0))
case(f, np.ones((2, 3)), np.zeros((1, 3)))
case(g, np.ones((2, 3)), np.zeros((2, 1)))
---
# stack: stack, vstack, hstack, column_stack
def f(a, b):
    return np.stack((a, b)), np.stack((a, b), axis=1), np.vstack((a, b)), np.hstack((a, b)), np.column_stack((a, b))

case(f, np.arange(3.0), np.arange(3.0) * 10)
---
# roll-flip: rolled and flipped arrays
def f(a):
    return np.roll(a, 2), np.roll(a, -1), np.flip(a), np.flipud(a), a[::-1]

case(f, np.arange(5.0))
case(f, np.arange(5))
---
# flip-2d: flips and rotations of matrices
def f(a):
    return np.fliplr(a), np.flipud(a), np.rot90(a)

case(f, np.arange(6).reshape(2, 3))
---
# repeat-tile: copies of elements
def f(a):
    return np.repeat(a, 2), np.tile(a, 3), a.repeat(3)

case(f, np.array([1.0, 2.5]))
---
# expand-squeeze: axes of size 1
def f(a):
    return np.expand_dims(a, 0), np.expand_dims(a, 1), np.squeeze(np.expand_dims(a, 0), axis=0)

case(f, np.arange(3.0))
---
# broadcast-to: repeated without a copy
def f(a):
    b = np.broadcast_to(a, (3, 4))
    return b.sum(), b[2, 1], np.broadcast_to(a, (2, 4)) * 2

case(f, np.arange(4.0))
---
# split: equal parts
def f(a):
    p = np.split(a, 3)
    return p[0].sum(), p[2][-1], len(p)

case(f, np.arange(9.0), want=(3.0, 8.0, 3))
---
# append-delete-insert: 1-D arrays that change length
def f(a):
    return np.append(a, 9.0), np.append(a, a), np.delete(a, 1)

case(f, np.arange(4.0))
---
# take-put: by index arrays
def f(a, k):
    return np.take(a, k), a.take(k), np.take(a, 2)

case(f, np.arange(6.0) * 10, np.array([4, 0, -1]))
---
# swapaxes-moveaxis: axes exchanged
def f(a):
    return np.swapaxes(a, 0, 2), np.moveaxis(a, 0, -1)

case(f, np.arange(24).reshape(2, 3, 4))
---
# atleast: at least 1-D and 2-D
def f(a):
    return np.atleast_1d(a), np.atleast_2d(a)

case(f, np.arange(3.0))
---
# astype-copy: astype copies even to the same dtype
def f(a):
    b = a.astype(np.float64)
    b[0] = 9.0
    return b

case(f, np.zeros(3))
case(f, np.zeros(3, np.float32))
---
# view: the bytes of another dtype
def f(a):
    return a.view(np.int64), a.view(np.uint64)

case(f, np.array([1.0, -2.0]))
---
# contiguous-flags: properties of layouts
def f(a):
    return a.flags.c_contiguous, a.flags.f_contiguous

case(f, np.zeros((2, 3)))
case(f, np.zeros((2, 3)).T)
case(f, np.zeros((4, 3))[::2])
---
# apply-over-rows: rows replaced by rows of another shape
def f(a):
    n, m = a.shape
    out = np.zeros((n, 2 * m))
    for i in range(n):
        out[i] = np.concatenate((a[i], a[i, ::-1]))
    return out

case(f, np.arange(6.0).reshape(2, 3))
---
# strides: of views, of what is made here
def f(a):
    b = np.zeros((3, 4), np.int32)
    return a.strides, a.T.strides, a[::2, ::-1].strides, b.strides, a.strides[0] + b[1].strides[0]

case(f, np.zeros((4, 5)))
case(f, np.zeros((4, 5), order="F"))
---
# view-size: the bytes of the last axis as elements of another size
def f(a):
    b = a.view(np.uint8)
    b[..., :1] += 1
    return b, a.view(np.int64), b.view(np.float64), a.view(np.float32)

def g(a):
    return a.view(np.uint16)

case(f, np.arange(5.0))
case(f, np.arange(6.0).reshape(2, 3))
case(f, np.arange(12.0).reshape(3, 4)[:, 1:3])
case(f, np.zeros((2, 0)))
case(g, np.arange(8, dtype=np.uint8))
case(g, np.arange(9, dtype=np.uint8), raises=(ValueError, "divisor of the total size"))
case(g, np.arange(6.0).reshape(2, 3).T, raises=(ValueError, "last axis must be contiguous"))
---
# view-shared: two views of one memory in a parallel loop
def h(a):
    raise ValueError("share memory")

def f(a):
    b = a.view(np.int32)
    for i in prange(1, len(a)):
        a[i] = b[2 * i - 2]
    return a

case(f, np.arange(5.0), only="parallel", oracle=h, raises=(ValueError, "share memory"))
