# zeros-ones: by length, by shape, with a dtype
def f(n):
    return np.zeros(n), np.ones((n, 2)), np.zeros((2, n), np.int32), np.ones(n, dtype=np.float32)

case(f, 3)
case(f, 0)
---
# empty-fill: empty arrays filled by hand
def f(n):
    a = np.empty(n)
    b = np.empty((n, n), dtype=np.int64)
    for i in range(n):
        a[i] = i
        for j in range(n):
            b[i, j] = i * j
    return a, b

case(f, 4)
---
# full: the dtype comes from the value or is given
def f(n):
    return np.full(n, 2.5), np.full((2, n), 7), np.full(n, 3, np.float32), np.full(n, True), np.full(n, 1j)

case(f, 3)
---
# like: zeros_like, ones_like, empty_like, full_like, with and without dtype
def f(a):
    e = np.empty_like(a)
    e[:] = 3
    return np.zeros_like(a), np.ones_like(a), np.full_like(a, 5), np.zeros_like(a, dtype=np.int8), e

case(f, np.arange(6.0).reshape(2, 3))
case(f, np.arange(4, dtype=np.uint16))
---
# arange: one to three arguments, ints and floats, with a dtype
def f(n):
    return np.arange(n), np.arange(2, n), np.arange(n, 0, -2), np.arange(0.0, 1.0, 0.125), np.arange(n, dtype=np.float32)

case(f, 7)
case(f, 0)
---
# arange-float-length: the length of a float range is rounded up
def f(a, b, s):
    return np.arange(a, b, s)

case(f, 0.0, 1.0, 0.3)
case(f, 1, 2.5, 0.5)
case(f, 5.0, 5.0, 1.0)
---
# linspace: end points are exact, with and without the last
def f(a, b, n):
    x = np.linspace(a, b, n)
    return x, x[0] == a, x[-1] == b, np.linspace(a, b, n, endpoint=False)

case(f, 0.1, 0.7, 11)
case(f, -3, 5, 4)
---
# eye-identity: with offsets
def f(n):
    return np.eye(n), np.identity(n), np.eye(n, n + 1, 1), np.eye(n, k=-1)

case(f, 3)
---
# array-literal: nested lists and tuples
def f(x):
    return np.array([1, 2, 3]), np.array([[x, 1.0], [2.0, 3.0]]), np.array((1.5, x)), np.array([x] * 3, np.float32)

case(f, 0.5)
---
# asarray: of arrays without a copy, of lists and tuples
def f(a):
    b = np.asarray(a)
    b[0] = 9.0
    return np.asarray([1, 2]), np.asarray((1.0, 2)), a[0], np.ascontiguousarray(a[::-1])

case(f, np.zeros(3))
---
# copy: a copy is independent
def f(a):
    b = a.copy()
    c = np.copy(a)
    b[0] = 5.0
    c[1] = 6.0
    return b, c

case(f, np.zeros(4))
case(f, np.arange(8.0)[::-2])
---
# diag-tri: diagonals and triangles
def f(a):
    return np.diag(a), np.diag(np.diag(a)), np.tri(3), np.triu(a), np.tril(a, -1), np.trace(a)

case(f, np.arange(9.0).reshape(3, 3))
---
# meshgrid: by broadcasting and by np.meshgrid
def f(x, y):
    xx, yy = np.meshgrid(x, y)
    return xx * 10 + yy, x[None, :] * 10 + y[:, None]

case(f, np.arange(3.0), np.arange(4.0))
---
# returned-twice: one new array returned in two places, and a view of it
def f(n):
    a = np.arange(n) * 1.0
    b = a[1:]
    b[0] = 50.0
    return a, b

case(f, 5)
---
# argument-returned: the argument itself and a view of it are returned
def f(a):
    a[0] = 1.0
    return a, a[1:], a.T

case(f, np.zeros((3, 2)))
---
# negative-size: a negative length is a ValueError
def f(n):
    return np.zeros(n)

case(f, 2)
case(f, -1, raises=(ValueError, "negative dimensions are not allowed"))
---
# many-temporaries: arrays made and dropped in a loop
def f(n):
    s = 0.0
    for i in range(n):
        a = np.ones(100)
        b = a * i
        s += b[i % 100]
    return s

case(f, 500)
---
# logspace-geomspace: logarithmic ranges
def f(n):
    return np.logspace(0, 3, n), np.logspace(0.0, 2.0, n, base=2.0)

case(f, 5)
