# mandelbrot: the absolute value of a complex, parallel
def f(height, width, limit):
    out = np.zeros((height, width), np.int64)
    for j in prange(height):
        for i in range(width):
            c = complex(-2 + 3 * i / width, -1 + 2 * j / height)
            z = 0j
            k = 0
            while abs(z) <= 2:
                z = z * z + c
                k += 1
                if k == limit:
                    break
            out[j, i] = k
    return out

case(f, 13, 17, 60)
---
# newton: division, a continue, a sum of squares
def f(n, turns):
    out = np.zeros((n, n), np.complex128)
    for j in prange(n):
        for i in range(n):
            z = complex(i - n / 2 + 0.25, j - n / 2 + 0.125)
            if i == j:
                out[j, i] = z.conjugate()
                continue
            for _ in range(turns):
                z = z - (z ** 3 - 1) / (3 * z ** 2)
            out[j, i] = z
    return out

case(f, 9, 12, rtol=1e-9)
---
# butterflies: a Fourier transform in place
def f(a, w):
    n = a.size
    half = 1
    while half < n:
        step = n // (2 * half)
        for s in range(0, n, 2 * half):
            for k in range(half):
                t = w[k * step] * a[s + k + half]
                u = a[s + k]
                a[s + k] = u + t
                a[s + k + half] = u - t
        half *= 2
    return a

case(f, np.exp(1j * np.arange(64.0) ** 2), np.exp(-2j * np.pi * np.arange(32) / 64))
case(f, np.exp(1j * np.arange(16.0) ** 2).astype(np.complex64), np.exp(-2j * np.pi * np.arange(8) / 16).astype(np.complex64), rtol=1e-4)
---
# stages: the butterflies of a stage, parallel, on views and rows
def f(a, w):
    half = a.shape[1] // 2
    for r in prange(a.shape[0]):
        for k in range(half):
            t = w[k] * a[r, k + half]
            u = a[r, k]
            a[r, k] = u + t
            a[r, k + half] = u - t
    return a

z = np.arange(48.0) - 1j * np.arange(48.0)[::-1]
case(f, z.reshape(6, 8), np.exp(-2j * np.pi * np.arange(4) / 8))
case(f, z.reshape(8, 6).T, np.exp(-2j * np.pi * np.arange(4) / 8))
case(f, z.reshape(6, 8)[::-2, ::-1], np.exp(-2j * np.pi * np.arange(4) / 8))
---
# in-place: elements of one array or of views that overlap
def f(a, b):
    for i in prange(a.size):
        a[i] = a[i] * b[i] - a[i].conjugate()
    return a

z = np.exp(1j * np.arange(29.0))
case(f, z, np.arange(29.0) + 2j)
case(f, z[::-1], z[::-1] + 1)
case(f, z[::3], z[1::3])
case(f, z.astype(np.complex64), np.arange(29).astype(np.complex64), rtol=1e-5)
case(f, z, np.arange(29.0))
---
# recurrence: each element needs the one before, in a loop that is not parallel
def f(a, b):
    for i in range(1, a.size):
        a[i] = a[i - 1] * b[i] + a[i]
    return a

z = np.exp(1j * np.arange(30.0))
case(f, z, z.copy())
case(f, z[::2], z[1::2])
---
# shifted: source and target are one memory
def f(a):
    b = a[1:]
    for i in range(b.size):
        b[i] = a[i] * 1j
    return a

case(f, np.exp(1j * np.arange(21.0)))
case(f, np.exp(1j * np.arange(21.0))[::-1])
---
# sums: of products, conditional, by a private name
def f(a):
    total = 0j
    product = 1 + 0j
    some = 0j
    for i in prange(a.size):
        t = a[i] * a[i].conjugate()
        total += t + a[i]
        product *= a[i]
        if a[i].real > 0:
            some -= a[i]
    return total, product, some

z = np.exp(1j * np.arange(1001.0))
case(f, z, rtol=1e-10)
case(f, z[::-3], rtol=1e-10)
case(f, z[:0])
case(f, z.astype(np.complex64), rtol=1e-3)
---
# sum-single: a sum in single precision
def f(a):
    s = np.complex64(0)
    for i in prange(a.size):
        s += a[i]
    return s

case(f, np.exp(1j * np.arange(77.0)).astype(np.complex64), rtol=1e-4)
---
# last: what the last iteration left
def f(a):
    z = 0j
    for i in prange(a.size):
        z = a[i] + 1
        a[i] = z / 2
    return z, a

case(f, np.exp(1j * np.arange(23.0)))
---
# parts: reads and writes of .real and .imag, beside whole elements too
def f(a):
    re, im = a.real, a.imag
    for i in prange(re.size):
        re[i] = im[i] + 1
        im[i] = abs(re[i])
    for i in range(a.size):
        z = a[i]
        re[i] = z.imag
        a[i] += z.real
    return a

case(f, np.exp(1j * np.arange(19.0)))
---
# edges: NaN, infinities, zeros with signs
def f(a, b):
    out = np.empty((7, a.size), a.dtype)
    tests = np.empty((5, a.size), np.bool_)
    size = np.empty(a.size)
    for i in prange(a.size):
        x, y = a[i], b[i]
        out[0, i] = x + y
        out[1, i] = x - y
        out[2, i] = -x
        out[3, i] = y.conjugate()
        out[4, i] = x if x == y else y
        out[5, i] = y * 1
        out[6, i] = complex(x.imag, y.real)
        tests[0, i] = x == y
        tests[1, i] = x != y
        tests[2, i] = np.isnan(x)
        tests[3, i] = np.isfinite(y)
        tests[4, i] = bool(x)
        size[i] = abs(x)
    return out, tests, size

e = np.array([0.0, -0.0, 1.0, -2.5, 1e300, 1e-310, np.inf, -np.inf, np.nan])
grid = (e[:, None] + 0j).repeat(9, 1)
grid.imag = e
case(f, grid.ravel(), grid.ravel())
case(f, grid.ravel(), grid.T.ravel())
---
# functions: exp, log and sqrt, at the edges too
def f(a):
    out = np.empty((3, a.size), a.dtype)
    for i in prange(a.size):
        out[0, i] = np.exp(a[i])
        out[1, i] = np.log(a[i])
        out[2, i] = np.sqrt(a[i])
    return out.real, out.imag

e = np.array([0.0, -0.0, 1.0, -2.5, 710.25, -744.0, 1e300, 1e-310, np.inf, -np.inf, np.nan])
grid = (e[:, None] + 0j).repeat(e.size, 1)
grid.imag = e
case(f, grid.ravel(), rtol=1e-12)
case(f, np.exp(1j * np.arange(50.0)) * (1 + np.arange(50.0)) / 20, rtol=1e-13)
case(f, np.exp(1j * np.arange(50.0)).astype(np.complex64), rtol=1e-6)
---
# waves: a sum of turning numbers
import cmath

def f(x, n):
    s = 0j
    for k in prange(n):
        s += cmath.exp(-2j * cmath.pi * k * x / n) * x
    return s

case(f, 3.5, 300, rtol=1e-10)
---
# quotients: Smith's method at both sides of its diagonal
def f(a, b):
    out = np.empty_like(a)
    for i in prange(a.size):
        out[i] = a[i] / b[i]
    return out

case(f, np.exp(1j * np.arange(40.0)) * 1e300, 3 * np.exp(2.5j * np.arange(40.0)))
case(f, np.exp(1j * np.arange(40.0)).astype(np.complex64), np.exp(2.5j * np.arange(40.0)).astype(np.complex64), rtol=1e-6)
---
# quotient-by-zero: the error of a scalar
def f(n, m):
    z = 0j
    for i in prange(n):
        z += 1j / complex(i - m, 0)
    return z

case(f, 20, 30)
case(f, 20, 7, raises=(ZeroDivisionError, "zero|modulo"))
---
# powers: whole exponents, negative ones, zero to a power
def f(a):
    out = np.empty((5, a.size), np.complex128)
    for i in prange(a.size):
        z = a[i]
        out[0, i] = z ** 3
        out[1, i] = z ** 7
        out[2, i] = z ** 1
        out[3, i] = z ** 16
        out[4, i] = (z + 5) ** -2
    return out

case(f, np.array([0, 1j, 2, 1 + 2j, -3 - 1j, 0.1 + 0.2j] * 4))
---
# casts: from and to whole and real numbers
def f(n):
    out = np.empty((n, 3), np.complex128)
    single = np.empty(n, np.complex64)
    for i in prange(n):
        z = complex(i)
        out[i, 0] = i
        out[i, 1] = i * 0.5
        out[i, 2] = z + i - 0.25
        single[i] = z * (1 - 2j)
    return out, single

case(f, 18)
---
# returned: a number leaves a loop, or an error does
def f(a, limit):
    s = 0j
    for i in range(a.size):
        s += a[i]
        if abs(s) > limit:
            return s * 2
        if a[i].real > 90:
            raise ValueError("too real")
    return s

case(f, np.arange(50.0) + 1j, 1e9)
case(f, np.arange(50.0) + 1j, 100.0)
case(f, np.arange(100.0) + 1j, 1e9, raises=(ValueError, "too real"))
---
# mixed: a loop with functions of complex numbers, and one within that has none
import cmath

def f(a, n):
    out = np.zeros(a.size, np.complex128)
    for i in prange(a.size):
        z = cmath.sin(a[i])
        for _ in range(n):
            z = z * a[i] + 1
        out[i] = cmath.tanh(z)
    return out

case(f, np.exp(1j * np.arange(15.0)), 9, rtol=1e-12)
---
# expressions: array expressions of both precisions, with scalars and reals
def f(a, b, x):
    c = a * b + (1 - 2j) * a
    d = a / (b + 3) - x
    a[:] = a * 1j
    return c, d, np.abs(c), c.real * x, np.conj(d), a, c == d

r = np.arange(33.0)
case(f, np.exp(1j * r), np.cos(r) + 1j, r)
case(f, np.exp(1j * r)[::-1], (np.cos(r) + 1j)[::-1], r[::-1])
case(f, np.exp(1j * r).astype(np.complex64), (np.cos(r) + 1j).astype(np.complex64), r.astype(np.float32), rtol=1e-5)
---
# readonly: reading a read-only array is allowed, writing refused
def read(a):
    s = 0j
    for i in prange(a.size):
        s += a[i]
    return s

def write(a):
    for i in prange(a.size):
        a[i] = 1j                 ### a.*read-?only
    return a

frozen = np.exp(1j * np.arange(12.0))
frozen.flags.writeable = False
case(read, frozen)
fails(write, frozen, only="both")
