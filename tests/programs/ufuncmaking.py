# vectorize-signatures: a ufunc compiled for two types
@vectorize(["int64(int64, int64)", "float64(float64, float64)"])
def add(x, y):
    return x + y

case(add, np.arange(5.0), np.ones(5), only="decorated")
case(add, np.arange(5), np.arange(5), oracle=np.arange(0, 10, 2), only="decorated")
case(add, np.arange(5.0), 2.5, want=np.arange(5.0) + 2.5, only="decorated")
---
# vectorize-parallel: target='parallel'
@vectorize(["float64(float64, float64)"], target="parallel")
def relative(x, y):
    if y == 0.0:
        return 0.0
    return 2.0 * (x - y) / (x + y)

case(relative, np.arange(5000.0), np.arange(5000.0)[::-1])
---
# vectorize-dynamic: without signatures, for every dtype it meets
@vectorize
def square(x):
    return x * x

case(square, np.arange(5))
case(square, np.arange(5.0))
case(square, np.arange(5, dtype=np.float32))
case(square, 3.0, want=9.0)
---
# vectorize-types: signatures as type objects
from gokernels import float32, float64

@vectorize([float64(float64, float64)])
def mean(x, y):
    return (x + y) / 2

case(mean, np.array([1.0, 2.0]), np.array([3.0, 5.0]), want=np.array([2.0, 3.5]))
---
# vectorize-broadcast: as NumPy broadcasts
@vectorize(["float64(float64, float64)"])
def minus(x, y):
    return x - y

case(minus, np.arange(3.0)[:, None], np.arange(4.0))
case(minus, np.ones((2, 3, 4)), np.arange(4.0))
---
# vectorize-out: the out argument
@vectorize(["float64(float64, float64)"])
def minus(x, y):
    return x - y

def f(a, b, out):
    r = minus(a, b, out=out)
    return r is out

case(f, np.arange(4.0), np.ones(4), np.zeros(4), want=True, only="decorated")
---
# vectorize-where: the where argument leaves other elements alone
@vectorize(["float64(float64, float64)"])
def minus(x, y):
    return x - y

def f(a, b, out, m):
    minus(a, b, out=out, where=m)

case(f, np.arange(4.0), np.ones(4), np.full(4, 9.0), np.array([True, False, True, False]), want=None, only="decorated")
---
# vectorize-reduce: reduce and accumulate
@vectorize(["float64(float64, float64)"])
def add(x, y):
    return x + y

def f(a):
    return add.reduce(a), add.reduce(a.reshape(2, 3), axis=1), add.reduce(a.reshape(2, 3)), add.accumulate(a)

case(f, np.arange(6.0), only="decorated")
---
# vectorize-branches: conditions and loops in the scalar kernel
@vectorize(["int64(int64)"])
def collatz(n):
    steps = 0
    while n != 1:
        n = n // 2 if n % 2 == 0 else 3 * n + 1
        steps += 1
    return steps

case(collatz, np.arange(1, 40))
---
# vectorize-bool: a ufunc that gives bools
@vectorize(["boolean(float64, float64)"])
def near(x, y):
    return abs(x - y) < 0.5

def oracle(x, y):
    return np.abs(x - y) < 0.5

case(near, np.arange(4.0), np.array([0.1, 1.6, 2.0, 9.0]), oracle=oracle)
---
# vectorize-from-kernel: called inside a kernel, on scalars and arrays
@vectorize(["float64(float64)"])
def soft(x):
    return x / (1.0 + abs(x))

def f(a, x):
    return soft(a) * 2, soft(x)

case(f, np.linspace(-3, 3, 13), 1.0)
---
# guvectorize: a gufunc over vectors, (n),()->(n)
@guvectorize(["void(float64[:], float64, float64[:])"], "(n),()->(n)")
def shift(x, y, out):
    for i in range(x.shape[0]):
        out[i] = x[i] + y

case(shift, np.arange(4.0), 2.5)
case(shift, np.arange(12.0).reshape(3, 4), np.array([10.0, 20.0, 30.0]))
---
# guvectorize-reduce: (n)->() over the last axis
@guvectorize(["void(float64[:], float64[:])"], "(n)->()")
def spread(x, out):
    lo, hi = x[0], x[0]
    for i in range(1, x.shape[0]):
        lo, hi = min(lo, x[i]), max(hi, x[i])
    out[0] = hi - lo

case(spread, np.cos(np.arange(6.0)))
case(spread, np.cos(np.arange(24.0)).reshape(2, 3, 4))
---
# guvectorize-matrix: (m,n),(n,p)->(m,p), parallel
@guvectorize(["void(float64[:,:], float64[:,:], float64[:,:])"], "(m,n),(n,p)->(m,p)", target="parallel")
def matmul(a, b, c):
    m, n = a.shape
    for i in range(m):
        for j in range(b.shape[1]):
            s = 0.0
            for k in range(n):
                s += a[i, k] * b[k, j]
            c[i, j] = s

case(matmul, np.arange(24.0).reshape(2, 3, 4), np.arange(40.0).reshape(2, 4, 5))
---
# vectorize-error: an exception in the scalar kernel is raised
@vectorize(["float64(float64)"])
def root(x):
    if x < 0:
        raise ValueError("negative")
    return math.sqrt(x)

case(root, np.array([1.0, 4.0]))
case(root, np.array([1.0, -4.0]), raises=(ValueError, "^negative$"))
