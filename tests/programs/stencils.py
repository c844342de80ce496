# mean-1d: three neighbours; the border is 0
@stencil
def mean(a):
    return (a[-1] + a[0] + a[1]) / 3

case(mean, np.arange(9.0) ** 2)
---
# laplace-2d: five points
@stencil
def laplace(a):
    return a[0, 1] + a[0, -1] + a[1, 0] + a[-1, 0] - 4 * a[0, 0]

case(laplace, np.cos(np.arange(42.0)).reshape(6, 7))
---
# in-kernel: a stencil called inside a parallel kernel
@stencil
def smooth(a):
    return 0.25 * a[-1] + 0.5 * a[0] + 0.25 * a[1]

def f(a):
    return smooth(a) + 1

case(f, np.arange(12.0) ** 2)
---
# cval: another value at the border
@stencil(cval=-1.0)
def right(a):
    return a[2] - a[0]

case(right, np.arange(7.0) ** 2)
---
# neighborhood: a window given by its extent, read by a loop
@stencil(neighborhood=((-3, 0),))
def trailing(a):
    s = 0.0
    for k in range(-3, 1):
        s += a[k]
    return s / 4

case(trailing, np.arange(10.0))
---
# two-arrays: the neighbours of two arrays
@stencil
def advance(u, old):
    return 2 * u[0] - old[0] + 0.1 * (u[1] - 2 * u[0] + u[-1])

case(advance, np.sin(np.arange(11.0)), np.cos(np.arange(11.0)))
---
# standard-indexing: a table of weights indexed absolutely
@stencil(standard_indexing=("w",))
def weighted(a, w):
    return a[-1] * w[0] + a[0] * w[1] + a[1] * w[2]

case(weighted, np.arange(8.0), np.array([1.0, 10.0, 100.0]))
---
# scalar-argument: a scalar beside the array
@stencil
def scaled(a, k):
    return (a[1] - a[-1]) * k

case(scaled, np.arange(8.0) ** 2, 0.5)
---
# out: the result written to an existing array, whose border stays
@stencil
def scaled(a):
    return a[1] - a[-1]

def f(a, out):
    scaled(a, out=out)

case(f, np.arange(8.0) ** 2, np.full(8, 7.0), want=None, only="decorated")
---
# by-hand: the same written as a prange over the interior
def f(a, n):
    for t in range(n):
        b = a.copy()
        for i in prange(1, a.shape[0] - 1):
            for j in range(1, a.shape[1] - 1):
                b[i, j] = 0.25 * (a[i - 1, j] + a[i + 1, j] + a[i, j - 1] + a[i, j + 1])
        a = b
    return a

case(f, np.cos(np.arange(80.0)).reshape(8, 10), 4)
---
# slices: the same written with slices
def f(u, n):
    for t in range(n):
        u[1:-1, 1:-1] = 0.25 * (u[:-2, 1:-1] + u[2:, 1:-1] + u[1:-1, :-2] + u[1:-1, 2:])
    return u

case(f, np.cos(np.arange(80.0)).reshape(8, 10), 4)
---
# out-cval: a cval that is given is written to the border of out
@stencil(cval=0.5)
def scaled(a):
    return a[1] - a[-1]

def f(a, out):
    scaled(a, out=out)

case(f, np.arange(8.0) ** 2, np.full(8, 7.0), want=None, only="decorated")
