"""Products and special matrices. Products run i-k-j, so that the inner loop adds a multiple of one contiguous row."""

import numpy as np
from library import cast, function, method, move_axis, pndindex, prange, result_dtype
from shapes import axes_last, size_of, to_array, unboxed


def dot_rows(x, y, dtype):
    """The sum of products of two rows."""
    s = cast(dtype, 0)
    for i in range(len(x)):
        s += cast(dtype, x[i]) * cast(dtype, y[i])
    return s


def dot_into(dst, a, b):
    """dst = a @ b in two dimensions; dst is contiguous and of the result's dtype. Four rows of b at a time: dst is read less."""
    m = a.shape[0]
    n = a.shape[1]
    t = dst.dtype
    for i in prange(m):
        row = dst[i]
        row[...] = 0
        for k in range(0, n - 3, 4):
            p = cast(t, a[i, k])
            q = cast(t, a[i, k + 1])
            u = cast(t, a[i, k + 2])
            v = cast(t, a[i, k + 3])
            for j in range(dst.shape[1]):
                row[j] += p * b[k, j] + q * b[k + 1, j] + u * b[k + 2, j] + v * b[k + 3, j]
        for k in range(n - n % 4, n):
            p = cast(t, a[i, k])
            for j in range(dst.shape[1]):
                row[j] += p * b[k, j]


def check_inner(n, m):
    """ValueError unless the inner lengths are equal."""
    if n != m:
        raise ValueError(f"matmul: Input operand 1 has a mismatch in its core dimension 0, with size {m} different from {n}")


def matrix_product(a, b):
    """a @ b in two dimensions, in the common dtype."""
    check_inner(a.shape[1], b.shape[0])
    t = result_dtype(a, b)
    r = np.empty((a.shape[0], b.shape[1]), t)
    dot_into(r, a, b.astype(t))
    return r


def matrix_vector(a, x):
    """a @ x for a matrix and a vector."""
    check_inner(a.shape[1], len(x))
    t = result_dtype(a, x)
    r = np.empty(a.shape[0], t)
    for i in prange(a.shape[0]):
        r[i] = dot_rows(a[i], x, t)
    return r


def vector_matrix(x, b):
    """x @ b for a vector and a matrix."""
    return matrix_product(x[np.newaxis, :], b)[0]


@function("numpy.matmul")
def matmul(x1, x2):
    """x1 @ x2: vectors and matrices; stacks of matrices are broadcast."""
    if x1.ndim == 0 or x2.ndim == 0:
        raise ValueError("matmul: Input operand does not have enough dimensions")
    elif x1.ndim == 1 and x2.ndim == 1:
        check_inner(len(x1), len(x2))
        return dot_rows(x1, x2, result_dtype(x1, x2))
    elif x1.ndim == 2 and x2.ndim == 1:
        return matrix_vector(x1, x2)
    elif x1.ndim == 1 and x2.ndim == 2:
        return vector_matrix(x1, x2)
    elif x1.ndim == 2 and x2.ndim == 2:
        return matrix_product(x1, x2)
    elif x1.ndim == 1:
        return matmul(x1[np.newaxis, :], x2)[..., 0, :]
    elif x2.ndim == 1:
        return matmul(x1, x2[:, np.newaxis])[..., 0]
    else:
        return stacked_product(x1, x2)


def stacked_product(x1, x2):
    """Products of stacks of matrices."""
    check_inner(x1.shape[-1], x2.shape[-2])
    t = result_dtype(x1, x2)
    shape = np.broadcast_shapes(x1.shape[:-2], x2.shape[:-2])
    a = np.broadcast_to(x1, shape + x1.shape[-2:])
    b = np.broadcast_to(x2.astype(t), shape + x2.shape[-2:])
    r = np.empty(shape + (x1.shape[-2], x2.shape[-1]), t)
    for i in pndindex(shape):
        dot_into(r[i], a[i], b[i])
    return r


@function("numpy.dot")
@method("dot")
def dot(a, b):
    """Product over the last axis of a and the last but one of b; scalars multiply."""
    if not isinstance(a, np.ndarray) or not isinstance(b, np.ndarray):
        return a * b
    elif a.ndim == 0 or b.ndim == 0:
        return a * b
    elif a.ndim <= 2 and b.ndim <= 2:
        if a.shape[-1] != b.shape[0]:
            raise ValueError(f"shapes {a.shape} and {b.shape} not aligned: {a.shape[-1]} != {b.shape[0]}")
        return matmul(a, b)
    elif b.ndim == 1:
        r = matrix_vector(a.reshape(size_of(a.shape[:-1]), a.shape[-1]), b)
        return r.reshape(a.shape[:-1])
    else:
        return dot_general(a, b)


def dot_general(a, b):
    """As one product of matrices."""
    if a.shape[-1] != b.shape[-2]:
        raise ValueError(f"shapes {a.shape} and {b.shape} not aligned: {a.shape[-1]} != {b.shape[-2]}")
    n = a.shape[-1]
    c = move_axis(b, -2, 0)
    r = matrix_product(a.reshape(size_of(a.shape[:-1]), n), c.reshape(n, size_of(c.shape[1:])))
    return r.reshape(a.shape[:-1] + c.shape[1:])


@function("numpy.inner")
def inner(a, b):
    """Product over the last axes of both."""
    if not isinstance(a, np.ndarray) or not isinstance(b, np.ndarray):
        return a * b
    elif b.ndim == 1 or a.ndim == 0 or b.ndim == 0:
        return dot(a, b)
    else:
        return dot(a, move_axis(b, -1, -2))


@function("numpy.vdot")
def vdot(a, b):
    """Sum of conjugate(a) * b over all items."""
    if a.size != b.size:
        raise ValueError("cannot reshape array: vdot needs arrays of the same size")
    return dot_rows(np.conjugate(a.reshape(-1)), b.reshape(-1), result_dtype(a, b))


@function("numpy.outer", "numpy.linalg.outer")
def outer(a, b):
    """Products of all pairs of items."""
    return to_array(a).reshape(-1)[:, np.newaxis] * to_array(b).reshape(-1)[np.newaxis, :]


@function("numpy.kron")
def kron(a, b):
    """Kronecker product of two arrays of the same number of dimensions, 1 or 2."""
    if a.ndim == 1 and b.ndim == 1:
        return (a[:, np.newaxis] * b).reshape(-1)
    elif a.ndim == 2 and b.ndim == 2:
        r = a[:, np.newaxis, :, np.newaxis] * b[np.newaxis, :, np.newaxis, :]
        return r.reshape(a.shape[0] * b.shape[0], a.shape[1] * b.shape[1])
    elif a.ndim < b.ndim:
        return kron(a[np.newaxis, ...], b)
    else:
        return kron(a, b[np.newaxis, ...])


@function("numpy.cross", "numpy.linalg.cross")
def cross(a, b):
    """Cross product over the last axis, which has length 3; the others broadcast."""
    if a.shape[-1] != 3 or b.shape[-1] != 3:
        raise ValueError("incompatible dimensions for cross product (dimension must be 3)")
    shape = np.broadcast_shapes(a.shape, b.shape)
    r = np.empty(shape, result_dtype(a, b))
    r[..., 0] = a[..., 1] * b[..., 2] - a[..., 2] * b[..., 1]
    r[..., 1] = a[..., 2] * b[..., 0] - a[..., 0] * b[..., 2]
    r[..., 2] = a[..., 0] * b[..., 1] - a[..., 1] * b[..., 0]
    return r


@function("numba.np.extensions.cross2d")
def cross2d(a, b):
    """Cross product over the last axis of length 2."""
    if a.shape[-1] != 2 or b.shape[-1] != 2:
        raise ValueError("incompatible dimensions for 2D cross product (dimension must be 2)")
    return unboxed(to_array(a[..., 0] * b[..., 1] - a[..., 1] * b[..., 0]))


# ---- diagonals and triangles ----

def diagonal_length(rows, columns, k):
    """How many items the k-th diagonal has."""
    return max(min(rows + min(k, 0), columns - max(k, 0)), 0)


@function("numpy.diagonal")
@method("diagonal")
def diagonal(a, offset=0, axis1=0, axis2=1):
    """The diagonal of the plane of two axes, as the last axis; a copy."""
    b = axes_last(a, (axis1 % a.ndim, axis2 % a.ndim))
    n = diagonal_length(b.shape[-2], b.shape[-1], offset)
    r = np.empty(b.shape[:-2] + (n,), a.dtype)
    for i in range(n):
        r[..., i] = b[..., i - min(offset, 0), i + max(offset, 0)]
    return r


@function("numpy.trace")
@method("trace")
def trace(a, offset=0):
    """Sum of a diagonal, in two dimensions."""
    return np.sum(diagonal(a, offset))


@function("numpy.diag")
def diag(v, k=0):
    """A matrix with that diagonal, or the diagonal of a matrix (a copy)."""
    if v.ndim == 1:
        n = len(v) + abs(k)
        r = np.zeros((n, n), v.dtype)
        for i in range(len(v)):
            r[i - min(k, 0), i + max(k, 0)] = v[i]
        return r
    elif v.ndim == 2:
        return diagonal(v, k)
    else:
        raise ValueError("Input must be 1- or 2-d.")


@function("numpy.diagflat")
def diagflat(v, k=0):
    """A matrix with all items as its diagonal."""
    return diag(to_array(v).reshape(-1), k)


@function("numpy.eye")
def eye(N, M=None, k=0, dtype=np.float64):
    """Ones on the k-th diagonal."""
    m = N if M is None else M
    r = np.zeros((N, m), dtype)
    for i in range(diagonal_length(N, m, k)):
        r[i - min(k, 0), i + max(k, 0)] = 1
    return r


@function("numpy.identity")
def identity(n, dtype=np.float64):
    """Ones on the diagonal."""
    return eye(n, None, 0, dtype)


@function("numpy.tri")
def tri(N, M=None, k=0, dtype=np.float64):
    """Ones on and below the k-th diagonal."""
    m = N if M is None else M
    r = np.zeros((N, m), dtype)
    for i in range(N):
        for j in range(min(max(i + k + 1, 0), m)):
            r[i, j] = 1
    return r


@function("numpy.tril")
def tril(m, k=0):
    """What is on and below the k-th diagonal of the last two axes."""
    r = np.zeros(m.shape, m.dtype)
    for i in range(m.shape[-2]):
        n = min(max(i + k + 1, 0), m.shape[-1])
        r[..., i, :n] = m[..., i, :n]
    return r


@function("numpy.triu")
def triu(m, k=0):
    """What is on and above the k-th diagonal of the last two axes."""
    r = np.zeros(m.shape, m.dtype)
    for i in range(m.shape[-2]):
        n = min(max(i + k, 0), m.shape[-1])
        r[..., i, n:] = m[..., i, n:]
    return r


def triangle_indices(n, m, k, upper):
    """Row and column of each place on one side of the k-th diagonal."""
    count = 0
    for i in range(n):
        edge = min(max(i + k, 0), m) if upper else min(max(i + k + 1, 0), m)
        count += m - edge if upper else edge
    rows = np.empty(count, np.int64)
    columns = np.empty(count, np.int64)
    c = 0
    for i in range(n):
        edge = min(max(i + k, 0), m) if upper else min(max(i + k + 1, 0), m)
        for j in range(edge if upper else 0, m if upper else edge):
            rows[c] = i
            columns[c] = j
            c += 1
    return rows, columns


@function("numpy.tril_indices")
def tril_indices(n, k=0, m=None):
    """Places on and below the k-th diagonal."""
    return triangle_indices(n, n if m is None else m, k, False)


@function("numpy.triu_indices")
def triu_indices(n, k=0, m=None):
    """Places on and above the k-th diagonal."""
    return triangle_indices(n, n if m is None else m, k, True)


@function("numpy.vander")
def vander(x, N=None, increasing=False):
    """Columns of powers of x."""
    n = len(x) if N is None else N
    r = np.ones((len(x), n), result_dtype(x, np.int64))
    for i in range(len(x)):
        for j in range(1, n):
            if increasing:
                r[i, j] = r[i, j - 1] * x[i]
            else:
                r[i, n - 1 - j] = r[i, n - j] * x[i]
    return r


@function("numpy.fill_diagonal")
def fill_diagonal(a, val, wrap=False):
    """Write val (a scalar, or items in turn) to the main diagonal; of tall matrices again and again if wrap."""
    if a.ndim < 2:
        raise ValueError("array must be at least 2-d")
    elif a.ndim == 2:
        rows = a.shape[0]
        columns = a.shape[1]
        k = 0
        for i in range(rows):
            j = i % (columns + 1) if wrap else i
            if j < columns:
                a[i, j] = nth(val, k)
                k += 1
    else:
        for n in a.shape:
            if n != a.shape[0]:
                raise ValueError("All dimensions of input must be of equal length")
        for i in range(a.shape[0]):
            fill_at(a, i, nth(val, i))


def fill_at(a, i, value):
    """a[i, i, …] = value."""
    if a.ndim == 1:
        a[i] = value
    else:
        fill_at(a[i], i, value)


def nth(val, k):
    """val, or its items in turn."""
    if isinstance(val, np.ndarray):
        flat = val.reshape(-1)
        return flat[k % len(flat)]
    return val
