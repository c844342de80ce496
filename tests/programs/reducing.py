# whole: sum, prod, min, max, mean, std, var as functions
def f(a):
    return np.sum(a), np.prod(a), np.min(a), np.max(a), np.mean(a), np.std(a), np.var(a)

case(f, 1 + np.arange(12.0).reshape(3, 4) / 10)
case(f, np.arange(1, 8))
---
# methods: the same as methods
def f(a):
    return a.sum(), a.prod(), a.min(), a.max(), a.mean(), a.std(), a.var()

case(f, 1 + np.arange(12.0).reshape(3, 4)[:, ::-2] / 10)
---
# sum-axis: along each axis, negative ones too
def f(a):
    return a.sum(axis=0), a.sum(axis=1), np.sum(a, -1), np.sum(a, axis=0)

case(f, np.arange(12.0).reshape(3, 4))
case(f, np.arange(24).reshape(2, 3, 4))
case(f, np.arange(12, dtype=np.int16).reshape(3, 4).T)
---
# axis-others: prod, min, max, mean, std along an axis
def f(a):
    return np.prod(a, 0), a.min(axis=1), np.max(a, axis=0), a.mean(axis=1), np.std(a, axis=0), np.var(a, axis=1)

case(f, 1 + np.cos(np.arange(12.0)).reshape(3, 4))
---
# keepdims: the reduced axis stays with size 1
def f(a):
    return a - a.mean(axis=1, keepdims=True), np.sum(a, axis=0, keepdims=True)

case(f, np.arange(12.0).reshape(3, 4))
---
# axis-tuple: several axes at once
def f(a):
    return a.sum(axis=(0, 2)), np.max(a, axis=(1, 2))

case(f, np.arange(24.0).reshape(2, 3, 4))
---
# axis-in-prange: axis reductions inside a parallel loop
def f(a):
    out = np.zeros((a.shape[0], a.shape[2]))
    for i in prange(a.shape[0]):
        out[i] = a[i].sum(axis=0)
    return out

case(f, np.arange(60.0).reshape(5, 4, 3))
---
# argmin-argmax: first of equal ones, along an axis, with nan
def f(a):
    return np.argmin(a), np.argmax(a), a.argmax()

def g(a):
    return np.argmin(a, axis=0), a.argmax(axis=1)

case(f, np.array([3.0, 9.0, 1.0, 9.0, 1.0]))
case(f, np.array([3.0, np.nan, 1.0]))
case(g, np.cos(np.arange(12.0)).reshape(3, 4))
---
# any-all: on bools and numbers, along an axis
def f(a):
    return np.any(a > 10), np.all(a >= 0), (a > 3).any(), (a < 3).all()

def g(a):
    return np.any(a > 5, axis=0), (a > 5).all(axis=1)

case(f, np.arange(12.0).reshape(3, 4))
case(g, np.arange(12.0).reshape(3, 4))
---
# count-nonzero: numbers and masks
def f(a):
    return np.count_nonzero(a), np.count_nonzero(a > 4), np.nonzero(a)[0], np.flatnonzero(a % 2), np.argwhere(a > 6)

case(f, np.arange(9))
---
# empty-reductions: sum and prod of nothing; max of nothing is an error
def f(a):
    return a.sum(), a.prod(), np.any(a), np.all(a)

def g(a):
    return a.max()

def h(a):
    return np.argmin(a)

case(f, np.zeros(0), want=(0.0, 1.0, False, True))
case(g, np.zeros(0), raises=(ValueError, "zero-size array"))
case(h, np.zeros(0), raises=(ValueError, "empty sequence"))
---
# empty-mean: the mean of nothing is nan
def f(a):
    return a.mean(), np.std(a)

case(f, np.zeros(0))
---
# nan-functions: nansum, nanmean, nanmin, nanmax, nanstd, nanprod
def f(a):
    return np.nansum(a), np.nanmean(a), np.nanmin(a), np.nanmax(a), np.nanstd(a), np.nanprod(a)

case(f, np.array([1.0, np.nan, 3.0, 2.5]))
---
# nan-propagates: min, max and sum of arrays with nan
def f(a):
    return a.min(), a.max(), a.sum()

case(f, np.array([1.0, np.nan, 3.0]))
---
# cumulative: cumsum and cumprod, flat, along axes and as methods
def f(a):
    return np.cumsum(a), np.cumprod(a), a.cumsum()

def g(a):
    return np.cumsum(a, axis=0), np.cumsum(a, axis=1)

case(f, np.arange(1, 7))
case(f, np.arange(1.0, 7.0).reshape(2, 3))
case(g, np.arange(1.0, 7.0).reshape(2, 3))
---
# diff: differences of first and second order, along an axis
def f(a):
    return np.diff(a), np.diff(a, 2), np.ediff1d(a)

def g(a):
    return np.diff(a, axis=0)

case(f, np.array([1.0, 4.0, 9.0, 16.0]))
case(g, np.arange(6).reshape(2, 3) ** 2)
---
# ptp-average: range, weighted mean
def f(a, w):
    return np.ptp(a), np.average(a), np.average(a, weights=w)

case(f, np.array([3.0, 1.0, 7.0]), np.array([1.0, 2.0, 1.0]))
---
# dot-vectors: dot, @, vdot, inner of vectors
def f(a, b):
    return np.dot(a, b), a @ b, np.vdot(a, b), a.dot(b), np.inner(a, b)

case(f, np.arange(50.0), np.cos(np.arange(50.0)))
case(f, np.arange(5), np.arange(5))
---
# matrix-vector: in both orders
def f(a, x, y):
    return a @ x, y @ a, np.dot(a, x)

case(f, np.arange(12.0).reshape(3, 4), np.arange(4.0), np.arange(3.0))
case(f, np.asfortranarray(np.arange(12.0).reshape(3, 4)), np.arange(8.0)[::2], np.arange(3.0))
---
# matrix-matrix: @ and dot, of ints and of transposed arrays
def f(a, b):
    return a @ b, np.dot(a, b), np.dot(b.T, a.T)

case(f, np.arange(12.0).reshape(3, 4), np.cos(np.arange(8.0)).reshape(4, 2))
case(f, np.arange(12).reshape(3, 4), np.arange(8).reshape(4, 2))
case(f, np.arange(12.0, dtype=np.float32).reshape(3, 4), np.ones((4, 2), np.float32))
---
# matrix-mismatch: wrong inner sizes
def f(a, b):
    return a @ b

case(f, np.ones((3, 4)), np.ones((3, 4)), raises=(ValueError, "mismatch|not aligned"))
---
# outer-cross-kron: other products
def f(a, b):
    return np.outer(a, b), np.kron(a, b), np.cross(a, b)

case(f, np.array([1.0, 2.0, 3.0]), np.array([0.5, -1.0, 2.0]))
---
# norm: Euclidean, maximum and Frobenius norms
def f(a, m):
    return np.linalg.norm(a), np.linalg.norm(a, np.inf), np.linalg.norm(a, 1), np.linalg.norm(m)

case(f, np.array([3.0, -4.0, 12.0]), np.arange(6.0).reshape(2, 3))
---
# sum-of-bool: counting by sum and mean of masks
def f(a):
    return (a > 2).sum(), (a > 2).mean(), np.sum(a == 3)

case(f, np.arange(8.0), want=(5, 0.625, 1))
---
# sum-scalar-chain: reductions of expressions of reductions
def f(a):
    m = a.max()
    e = np.exp(a - m)
    return e / e.sum(), m + np.log(e.sum())

case(f, np.array([1000.0, 1001.0, 999.5]))
---
# sum-accuracy: a long sum of tenths is accurate
def f(n):
    return np.full(n, 0.1).sum()

case(f, 100000, want=10000.0)
---
# sum-dtype-argument: sum into another dtype
def f(a):
    return np.sum(a, dtype=np.float64), a.sum(dtype=np.int64)

case(f, np.array([100, 100, 100], np.int8))
---
# linear-algebra: solve, inverse and determinant of a small matrix
def f(a, b):
    x = np.linalg.solve(a, b)
    return x, a @ x - b, np.linalg.det(a), np.linalg.inv(a) @ a

case(f, np.array([[4.0, 1.0, 0.5], [1.0, 3.0, -1.0], [0.0, 2.0, 5.0]]), np.array([1.0, 2.0, 3.0]), rtol=1e-11)
---
# singular: a singular matrix is an error
def f(a):
    return np.linalg.inv(a)

case(f, np.ones((2, 2)), raises=(np.linalg.LinAlgError, "[Ss]ingular"))
---
# sum-rows-columns-strided: axis reductions of views with negative strides
def f(a):
    return a[::-1, ::2].sum(axis=0), a.T.max(axis=0), a[:, ::-1].argmax(axis=1)

case(f, np.cos(np.arange(30.0)).reshape(5, 6))
---
# reduction-of-nothing-axis: sums over an axis of length 0
def f(a):
    return a.sum(axis=0), a.sum(axis=1), a.prod(axis=0)

case(f, np.zeros((0, 3)))
case(f, np.zeros((2, 0)))
