"""Linear algebra: norms, triangular factors and what follows from them.

LU with partial pivoting: G. H. Golub and C. F. Van Loan, Matrix Computations, 4th ed., algorithm 3.4.1; Cholesky 4.2.1;
Householder QR 5.2.1; Jacobi eigenvalues 8.5.2; one-sided Jacobi for singular values: section 8.6.3.
"""

import numpy as np
from library import cast, epsilon, function, inexact, kind, real_dtype, result_dtype
from matrices import eye, matmul
from reduce import max_axis, min_axis, sum_axis
from shapes import flatten

EPS = 2.220446049250313e-16  # 2**-52, the spacing of float64 at 1
SWEEPS = 60  # Jacobi ends in about 10 sweeps; the rest is a guard against NaN


def square_float(a):
    """A copy of a square matrix in its float dtype."""
    if a.ndim != 2:
        raise np.linalg.LinAlgError(f"{a.ndim}-dimensional array given. Array must be two-dimensional")
    if a.shape[0] != a.shape[1]:
        raise np.linalg.LinAlgError("Last 2 dimensions of the array must be square")
    return a.astype(inexact(a))


def pivot_row(lu, k):
    """The row from k on with the greatest item in column k."""
    best = k
    for i in range(k + 1, lu.shape[0]):
        if abs(lu[i, k]) > abs(lu[best, k]):
            best = i
    return best


def swap_rows(x, i, j):
    """Exchange two rows."""
    for c in range(x.shape[1]):
        v = x[i, c]
        x[i, c] = x[j, c]
        x[j, c] = v


def lu_factor(lu, order):
    """Factor in place: L below the diagonal, U on and above; order gets the rows' places. The sign; 0 if singular."""
    n = lu.shape[0]
    sign = 1
    for k in range(n):
        p = pivot_row(lu, k)
        if p != k:
            swap_rows(lu, p, k)
            v = order[k]
            order[k] = order[p]
            order[p] = v
            sign = -sign
        if lu[k, k] == 0:
            return 0
        for i in range(k + 1, n):
            f = lu[i, k] / lu[k, k]
            lu[i, k] = f
            for j in range(k + 1, n):
                lu[i, j] -= f * lu[k, j]
    return sign


def lu_solve(lu, x):
    """Solve for the columns of x, whose rows are in the factor's order, in place."""
    n = lu.shape[0]
    for i in range(n):
        for k in range(i):
            for j in range(x.shape[1]):
                x[i, j] -= lu[i, k] * x[k, j]
    for i in range(n - 1, -1, -1):
        for k in range(i + 1, n):
            for j in range(x.shape[1]):
                x[i, j] -= lu[i, k] * x[k, j]
        for j in range(x.shape[1]):
            x[i, j] /= lu[i, i]


def solve_columns(a, b):
    """The x with a @ x = b, for the columns of b."""
    if a.shape[0] != b.shape[0]:
        raise ValueError("solve: Input operand 1 has a mismatch in its core dimension 0, "
                         f"with size {b.shape[0]} different from {a.shape[0]}")
    t = result_dtype(inexact(a), inexact(b))
    lu = square_float(a).astype(t)
    order = np.arange(a.shape[0])
    if lu_factor(lu, order) == 0:
        raise np.linalg.LinAlgError("Singular matrix")
    x = np.empty(b.shape, t)
    for i in range(b.shape[0]):
        x[i] = b[order[i]]
    lu_solve(lu, x)
    return x


@function("numpy.linalg.solve")
def solve(a, b):
    """The x with a @ x = b, b a vector or a matrix."""
    if b.ndim == 1:
        return flatten(solve_columns(a, b[:, np.newaxis]))
    return solve_columns(a, b)


@function("numpy.linalg.inv")
def inv(a):
    """The inverse."""
    square_float(a)
    return solve_columns(a, eye(a.shape[0], None, 0, inexact(a)))


@function("numpy.linalg.det")
def det(a):
    """The determinant."""
    lu = square_float(a)
    d = cast(lu.dtype, lu_factor(lu, np.arange(lu.shape[0])))
    for i in range(lu.shape[0]):
        d *= lu[i, i]
    return d


@function("numpy.linalg.slogdet")
def slogdet(a):
    """Sign and logarithm of the determinant's absolute value."""
    lu = square_float(a)
    sign = cast(lu.dtype, lu_factor(lu, np.arange(lu.shape[0])))
    r = real_dtype(lu)
    if sign == 0:
        return sign, cast(r, -np.inf)
    log = cast(r, 0)
    for i in range(lu.shape[0]):
        m = abs(lu[i, i])
        sign *= lu[i, i] / m
        log += np.log(m)
    return sign, log


@function("numpy.linalg.cholesky")
def cholesky(a):
    """The lower triangular L with L @ L.conj().T = a; only a's lower triangle is read."""
    m = square_float(a)
    n = m.shape[0]
    r = np.zeros((n, n), m.dtype)
    for i in range(n):
        for j in range(i + 1):
            s = m[i, j]
            for k in range(j):
                s -= r[i, k] * np.conjugate(r[j, k])
            if i == j:
                if not s.real > 0:
                    raise np.linalg.LinAlgError("Matrix is not positive definite")
                r[i, i] = np.sqrt(s.real)
            else:
                r[i, j] = s / r[j, j]
    return r


@function("numpy.linalg.qr")
def qr(a):
    """The reduced factors Q and R by Householder's reflections; real matrices. The signs are LAPACK's."""
    if kind(a) == "c":
        raise TypeError("qr of complex matrices is not supported")
    r = a.astype(inexact(a))
    m = r.shape[0]
    n = r.shape[1]
    k = min(m, n)
    q = eye(m, k, 0, inexact(a))
    w = np.zeros((k, m), r.dtype)
    scale = np.zeros(k, r.dtype)
    for c in range(k):
        scale[c] = reflector(w[c], r, c)
        reflect(r, w[c], scale[c], c)
    for c in range(k - 1, -1, -1):
        reflect(q, w[c], scale[c], c)
    for i in range(k):
        r[i, :min(i, n)] = 0
    return q, r[:k].copy()


def reflector(v, r, c):
    """Write to v the vector that reflects column c onto its first item; the scale 2 / |v|**2, 0 if there is nothing to do."""
    m = r.shape[0]
    s = cast(r.dtype, 0)
    for i in range(c + 1, m):
        s += r[i, c] * r[i, c]
    if s == 0:
        return s
    norm_c = np.sqrt(s + r[c, c] * r[c, c])
    for i in range(c, m):
        v[i] = r[i, c]
    v[c] += norm_c if r[c, c] >= 0 else -norm_c
    return cast(r.dtype, 2) / (s + v[c] * v[c])


def reflect(x, v, scale, c):
    """x -= scale * v * (v @ x), for rows from c on."""
    if scale == 0:
        return
    n = x.shape[1]
    w = np.zeros(n, x.dtype)
    for i in range(c, x.shape[0]):
        for j in range(n):
            w[j] += v[i] * x[i, j]
    for i in range(c, x.shape[0]):
        f = scale * v[i]
        for j in range(n):
            x[i, j] -= f * w[j]


def rotate_columns(x, p, q, c, s):
    """Turn columns p and q of x by the angle with that cosine and sine."""
    for i in range(x.shape[0]):
        u = x[i, p]
        v = x[i, q]
        x[i, p] = c * u - s * v
        x[i, q] = s * u + c * v


def rotate_rows(x, p, q, c, s):
    """Turn rows p and q of x."""
    for i in range(x.shape[1]):
        u = x[p, i]
        v = x[q, i]
        x[p, i] = c * u - s * v
        x[q, i] = s * u + c * v


def jacobi_tangent(theta):
    """The lesser root t of t**2 + 2 theta t = 1."""
    t = 1 / (abs(theta) + np.sqrt(theta * theta + 1))
    return t if theta >= 0 else -t


def jacobi_sweep(m, v):
    """Zero every item beside the diagonal once; whether there was one to zero."""
    n = m.shape[0]
    turned = False
    for p in range(n - 1):
        for q in range(p + 1, n):
            small = EPS * 0.01 * np.sqrt(abs(m[p, p]) * abs(m[q, q]))
            if abs(m[p, q]) > small and m[p, q] != 0:
                t = jacobi_tangent((m[q, q] - m[p, p]) / (2 * m[p, q]))
                c = 1 / np.sqrt(t * t + 1)
                rotate_columns(m, p, q, c, t * c)
                rotate_rows(m, p, q, c, t * c)
                rotate_columns(v, p, q, c, t * c)
                turned = True
    return turned


def jacobi(a):
    """Eigenvalues in order and eigenvectors of a real symmetric matrix of which the lower triangle is read."""
    if kind(a) == "c":
        raise TypeError("eigh of complex matrices is not supported")
    m = square_float(a).astype(np.float64)
    n = m.shape[0]
    for i in range(n):
        for j in range(i):
            m[j, i] = m[i, j]
    v = eye(n)
    for _ in range(SWEEPS):
        if not jacobi_sweep(m, v):
            break
    w = np.empty(n)
    for i in range(n):
        w[i] = m[i, i]
    order = np.argsort(w)
    values = np.empty(n, inexact(a))
    vectors = np.empty((n, n), inexact(a))
    for i in range(n):
        values[i] = w[order[i]]
        vectors[:, i] = v[:, order[i]]
    return values, vectors


@function("numpy.linalg.eigh")
def eigh(a):
    """Eigenvalues in order, and eigenvectors as columns (their signs are arbitrary), of a real symmetric matrix."""
    return jacobi(a)


@function("numpy.linalg.eigvalsh")
def eigvalsh(a):
    """Eigenvalues in order of a real symmetric matrix."""
    return jacobi(a)[0]


def singular_values(a):
    """Singular values of a real matrix, the greatest first: columns are turned in pairs until all are orthogonal."""
    x = a.astype(np.float64) if a.shape[0] >= a.shape[1] else a.T.astype(np.float64)
    n = x.shape[1]
    turned = True
    sweep = 0
    while turned and sweep < SWEEPS:
        turned = False
        sweep += 1
        for p in range(n - 1):
            for q in range(p + 1, n):
                turned = orthogonalise(x, p, q) or turned
    s = np.sqrt(sum_axis(x * x, 0))
    return np.sort(s)[::-1].astype(inexact(a))


def orthogonalise(x, p, q):
    """Turn two columns so that they are orthogonal; whether there was something to do."""
    alpha = np.sum(x[:, p] * x[:, p])
    beta = np.sum(x[:, q] * x[:, q])
    gamma = np.sum(x[:, p] * x[:, q])
    if not abs(gamma) > EPS * np.sqrt(alpha * beta):
        return False
    t = jacobi_tangent((beta - alpha) / (2 * gamma))
    c = 1 / np.sqrt(t * t + 1)
    rotate_columns(x, p, q, c, t * c)
    return True


@function("numpy.linalg.svdvals")
def svdvals(x):
    """Singular values of a real matrix, the greatest first."""
    if kind(x) == "c":
        raise TypeError("singular values of complex matrices are not supported")
    return singular_values(x)


@function("numpy.linalg.norm")
def norm(x, ord=None, axis=None, *, keepdims=False):
    """Norms: of all items (Euclidean), of vectors, along an axis, and of matrices ('fro', 'nuc', 1, -1, 2, -2, inf, -inf)."""
    if ord is None and axis is None:
        return np.sqrt(np.sum(powers_of_two(x)))
    elif axis is None and x.ndim == 1:
        return vector_norm(x, ord, 0, keepdims)
    elif axis is None and x.ndim == 2:
        return matrix_norm(x, ord)
    elif axis is None:
        raise ValueError("Improper number of dimensions to norm.")
    else:
        return vector_norm(x, ord, axis, keepdims)


def powers_of_two(x):
    """|x| ** 2 in float."""
    if kind(x) == "c":
        return x.real * x.real + x.imag * x.imag
    y = x.astype(inexact(x))
    return y * y


def vector_norm(x, ord, axis, keepdims):
    """(sum |x| ** ord) ** (1 / ord) along the axis, and its limits."""
    if ord is None:
        return np.sqrt(sum_axis(powers_of_two(x), axis, keepdims=keepdims))
    else:
        m = np.abs(x.astype(inexact(x)))
        if ord == np.inf:
            return max_axis(m, axis, keepdims=keepdims)
        if ord == -np.inf:
            return min_axis(m, axis, keepdims=keepdims)
        if ord == 0:
            return sum_axis((x != 0).astype(m.dtype), axis, keepdims=keepdims)
        if ord == 1:
            return sum_axis(m, axis, keepdims=keepdims)
        if ord == 2:
            return np.sqrt(sum_axis(powers_of_two(x), axis, keepdims=keepdims))
        s = sum_axis(m ** cast(m.dtype, ord), axis, keepdims=keepdims)
        return s ** cast(m.dtype, 1 / ord)


def matrix_norm(x, ord):
    """Norms of matrices."""
    if isinstance(ord, str):
        if ord == "fro":
            return np.sqrt(np.sum(powers_of_two(x)))
        if ord == "nuc":
            return np.sum(svdvals(x))
        raise ValueError("Invalid norm order for matrices.")
    else:
        m = np.abs(x.astype(inexact(x)))
        if ord == 1:
            return np.max(sum_axis(m, 0))
        if ord == -1:
            return np.min(sum_axis(m, 0))
        if ord == np.inf:
            return np.max(sum_axis(m, 1))
        if ord == -np.inf:
            return np.min(sum_axis(m, 1))
        if ord == 2:
            return svdvals(x)[0]
        if ord == -2:
            return svdvals(x)[-1]
        raise ValueError("Invalid norm order for matrices.")


@function("numpy.linalg.cond")
def cond(x):
    """Greatest over least singular value."""
    s = svdvals(x)
    return np.divide(s[0], s[-1])


@function("numpy.linalg.matrix_rank")
def matrix_rank(A):
    """How many singular values are above max(shape) * eps times the greatest."""
    s = svdvals(A)
    if len(s) == 0:
        return 0
    tol = s[0] * max(A.shape[0], A.shape[1]) * epsilon(inexact(A))
    return np.count_nonzero(s > tol)


@function("numpy.linalg.matrix_power")
def matrix_power(a, n):
    """a @ a @ …, n times, by squaring; of the inverse for n < 0 (then the matrix must be of float dtype)."""
    if a.shape[0] != a.shape[1]:
        raise np.linalg.LinAlgError("Last 2 dimensions of the array must be square")
    r = eye(a.shape[0], None, 0, result_dtype(a))
    square = a.copy()
    if n < 0:
        if kind(a) == "f" or kind(a) == "c":
            square = inv(a)
        else:
            raise ValueError("negative powers need a matrix of float dtype")
    k = abs(n)
    while k > 0:
        if k % 2 == 1:
            r = matmul(r, square)
        square = matmul(square, square)
        k //= 2
    return r
