# ifexp-index: load through i-1 if c else i
def f(a, c):
    for i in prange(1, a.size):
        a[i] = a[i - 1 if c else i] + 1.0    ### \ba\b

fails(f, np.arange(9.0), True)
---
# ifexp-store: store through conditional index
def f(a, b, c):
    for i in prange(1, a.size):
        a[i - 1 if c else i] = a[i] + b[i]    ### \ba\b

fails(f, np.arange(9.0), np.arange(9.0), True)
---
# ifexp-ok: index by choice of two arrays
def f(a, b, c):
    for i in prange(1, a.size):
        a[i] = b[i - 1 if c else i]

case(f, np.arange(9.0), np.arange(9.0), True)
---
# while-index: index changed in a while loop
def f(a):
    for i in prange(1, a.size):
        j = i
        while j > 0 and a[j] > 3:    ### \ba\b
            j -= 1
        a[i] = a[j] + 1

fails(f, np.arange(9.0))
---
# while-index-store: while index store
def f(a, b):
    for i in prange(1, a.size):
        j = i
        while j > 0 and b[j] > 3:
            a[j] = a[j] * 2 + b[i]    ### \ba\b
            j -= 1

fails(f, np.arange(9.0), np.arange(9.0))
---
# if-assigned-index: if assigned index
def f(a, c):
    for i in prange(1, a.size):
        j = i
        if c:
            j = i - 1
        a[i] = a[j] + 1    ### \ba\b

fails(f, np.arange(9.0), True)
---
# tuple-arrays: arrays inside tuples
def f(t):
    for i in prange(1, t[0].size):
        t[0][i] = t[0][i - 1] + 1    ### \bt\b

fails(f, (np.arange(9.0), np.arange(9.0)))
---
# tuple-made: arrays in a tuple made here
def f(a, b):
    t = (a, b)
    for i in prange(1, a.size):
        t[0][i] = a[i - 1] + 1    ### \b[at]\b

fails(f, np.arange(9.0), np.arange(9.0))
---
# tuple-unpacked: arrays of a tuple by unpacking
def f(t):
    for i in prange(1, t[0].size):
        x, y = t
        x[i] = x[i - 1] + 1    ### \b[xt]\b

fails(f, (np.arange(9.0), np.arange(9.0)))
---
# tuple-loop: tuple loop
def f(a, b):
    for i in prange(1, a.size):
        for x in (a, b):
            x[i] = x[i - 1] + 1    ### \b[xta]\b

fails(f, np.arange(9.0), np.arange(9.0))
---
# tuple-ok: tuple ok
def f(t):
    for i in prange(1, t[0].size):
        t[0][i] = t[1][i - 1] + 1

case(f, (np.arange(9.0), np.arange(9.0)))
---
# choice-array: choice array
def f(a, b, c):
    for i in prange(1, a.size):
        x = a if c else b
        x[i] = a[i - 1] + 1    ### \b[xta]\b

fails(f, np.arange(9.0), np.arange(9.0), True)
---
# namedtuple: namedtuple
from collections import namedtuple
P = namedtuple('P', 'x y')
def f(p):
    for i in prange(1, p.x.size):
        p.x[i] = p.x[i - 1] + 1    ### \b[xp]\b

fails(f, P(np.arange(9.0), np.arange(9.0)))
---
# record-field: record field
def f(r):
    for i in prange(1, r.size):
        r['x'][i] = r['x'][i - 1] + 1    ### \br\b

fails(f, np.zeros(5, dtype=[('x', 'f8'), ('y', 'i4')]))
---
# record-item: record item
def f(r):
    for i in prange(1, r.size):
        r[i].x = r[i - 1].x + 1    ### \br\b

fails(f, np.zeros(5, dtype=[('x', 'f8'), ('y', 'i4')]).view(np.recarray))
---
# record-item2: record item2
def f(r):
    for i in prange(1, r.size):
        r[i]['x'] = r[i - 1]['x'] + 1    ### \br\b

fails(f, np.zeros(5, dtype=[('x', 'f8'), ('y', 'i4')]))
---
# record-item3: two fields do not meet
def f(r):
    for i in prange(1, r.size):
        r[i]['x'] = r[i - 1]['y'] + 1

case(f, np.zeros(5, dtype=[('x', 'f8'), ('y', 'i4')]))
---
# flat: flat
def f(r):
    for i in prange(1, r.size):
        r.flat[i] = r.flat[i - 1] + 1    ### \br\b

fails(f, np.arange(9.0))
---
# ravel: ravel
def f(r):
    for i in prange(1, r.size):
        r.ravel()[i] = r[i - 1] + 1    ### \br\b

fails(f, np.arange(9.0))
---
# ravel-before: ravel before
def f(r):
    s = r.ravel()
    for i in prange(1, r.size):
        s[i] = r[i - 1] + 1    ### \b[rs]\b

fails(f, np.arange(9.0))
---
# T-item: T item
def f(r):
    for i in prange(1, r.shape[0]):
        r.T[0, i] = r[i - 1, 0] + 1    ### \b[rs]\b

fails(f, np.arange(9.0).reshape(3, 3))
---
# modulo-store: modulo store
def f(a):
    n = a.size
    for i in prange(n):
        a[(i + 1) % n] = a[i] + 1    ### \ba\b

fails(f, np.arange(9.0))
---
# out-ufunc: out ufunc
def f(a):
    for i in prange(1, a.shape[0]):
        np.add(a[i - 1], 1.0, a[i])    ### \ba\b

fails(f, np.arange(9.0).reshape(3, 3))
---
# out-slice: out slice
def f(a):
    for i in prange(1, a.shape[0]):
        a[i][:] = a[i - 1] * 2    ### \ba\b

fails(f, np.arange(9.0).reshape(3, 3))
---
# enumerate-row: enumerate row
def f(a):
    for i in prange(1, a.shape[0]):
        for j, v in enumerate(a[i - 1]):    ### \ba\b
            a[i, j] = v + 1

fails(f, np.arange(9.0).reshape(3, 3))
---
# called-function: called function
@njit
def g(a, i):
    a[i] = a[i - 1] + 1
def f(a):
    for i in prange(1, a.shape[0]):
        g(a, i)    ### \ba\b

fails(f, np.arange(9.0))
---
# called-function-returns-array: called function returns array
@njit
def g(a):
    return a
def f(a):
    for i in prange(1, a.shape[0]):
        g(a)[i] = a[i - 1] + 1    ### \ba\b

fails(f, np.arange(9.0))
---
# called-function-keyword: called function keyword
@njit
def g(x, i):
    x[i] = x[i - 1] + 1
def f(a):
    for i in prange(1, a.shape[0]):
        g(x=a, i=i)    ### \ba\b

fails(f, np.arange(9.0))
---
# called-twice-deep: called twice deep
@njit
def h(x, i, v):
    x[i] = v
@njit
def g(x, i):
    h(x, i, x[i - 1] + 1)
def f(a):
    for i in prange(1, a.shape[0]):
        g(a, i)    ### \ba\b

fails(f, np.arange(9.0))
---
# called-method-fill: called method fill
@njit
def g(x):
    x[0] += 1
def f(a, b):
    for i in prange(a.shape[0]):
        g(b)    ### \bb\b

fails(f, np.arange(9.0), np.zeros(3))
---
# walrus: walrus
def f(a):
    for i in prange(1, a.size):
        a[i] = a[(j := i - 1)] + 1    ### \ba\b

fails(f, np.arange(9.0))
---
# comprehension: comprehension
def f(a):
    for i in prange(1, a.size):
        a[i] = sum([a[j] for j in range(i)])    ### \ba\b

fails(f, np.arange(9.0))
---
# inner-range-prev: inner range prev
def f(a):
    for i in prange(1, a.size):
        s = 0.0
        for j in range(i):
            s += a[j]    ### \ba\b
        a[i] = s

fails(f, np.arange(9.0))
---
# global-alias: global alias
def f(a):
    b = a
    for i in prange(1, a.size):
        b[i] = a[i - 1]    ### \b[ab]\b

fails(f, np.arange(9.0))
---
# index-of-index: index of index
def f(a):
    for i in prange(1, a.size):
        j = i - 1
        k = j
        a[i] = a[k] + 1    ### \ba\b

fails(f, np.arange(9.0))
---
# two-assign: two assign
def f(a, c):
    for i in prange(1, a.size):
        if c:
            j = i - 1
        else:
            j = i
        a[i] = a[j] + 1    ### \ba\b

fails(f, np.arange(9.0), True)
---
# neg-index: neg index
def f(a):
    for i in prange(1, a.size):
        a[i] = a[-1] + 1    ### \ba\b

fails(f, np.arange(9.0))
---
# max-index: max index
def f(a):
    for i in prange(a.size):
        a[i] = a[max(i - 1, 0)] + 1    ### \ba\b

fails(f, np.arange(9.0))
---
# ok-two-branches: ok two branches
def f(a, b, c):
    for i in prange(1, a.size):
        if c:
            a[i] = b[i - 1]
        else:
            a[i] = b[i] + a[i]

case(f, np.arange(9.0), np.arange(9.0), True)
---
# int-cast: int cast
def f(a):
    for i in prange(1, a.size):
        a[i] = a[int(i - 1)] + a[np.int64(i)]    ### \ba\b

fails(f, np.arange(9.0))
---
# shift-index: shift index
def f(a):
    for i in prange(1, a.size):
        a[i] = a[i >> 1] + 1    ### \ba\b

fails(f, np.arange(9.0))
---
# enumerate-index: index by an own counter
def f(a):
    k = 0
    for i in prange(1, a.size):
        k += 1
        a[k] = 2.0    ### \bk\b

fails(f, np.arange(9.0))
---
# tuple-index: tuple index
def f(a):
    for i in prange(1, a.shape[0]):
        ij = (i - 1, 0)
        a[i, 0] = a[ij] + 1    ### \ba\b

fails(f, np.arange(9.0).reshape(3, 3))
---
# pndindex: pndindex
from gokernels import pndindex
def f(a):
    for ij in pndindex(a.shape):
        i, j = ij
        if i > 0:
            a[i, j] = a[i - 1, j] + 1    ### \ba\b

fails(f, np.arange(9.0).reshape(3, 3))
---
# pndindex2: pndindex2
from gokernels import pndindex
def f(a):
    for ij in pndindex(a.shape):
        if ij[0] > 0:
            a[ij] = a[ij[0] - 1, ij[1]] + 1    ### \ba\b

fails(f, np.arange(9.0).reshape(3, 3))
---
# pndindex-ok: pndindex ok
from gokernels import pndindex
def f(a):
    for ij in pndindex(a.shape):
        a[ij] = a[ij] + 1

case(f, np.arange(9.0).reshape(3, 3))
---
# pndindex-ok2: pndindex ok2
from gokernels import pndindex
def f(a):
    for ij in pndindex(a.shape):
        i, j = ij
        a[i, j] += i

case(f, np.arange(9.0).reshape(3, 3))
---
# block-known: blocks of four
def f(a):
    for i in prange(a.size // 4):
        for j in range(4 * i, 4 * i + 4):
            a[j] = a[j] + i

case(f, np.arange(40.0))
---
# block-min: the last block is shorter
def f(a):
    n = a.size
    for i in prange((n + 3) // 4):
        for j in range(4 * i, min(4 * i + 4, n)):
            a[j] = a[j] + i

case(f, np.arange(43.0))
---
# block-var: blocks of w
def f(a, w):
    n = a.size
    for i in prange((n + w - 1) // w):
        for j in range(i * w, min((i + 1) * w, n)):
            a[j] = a[j] * 2 + 1

case(f, np.arange(43.0), 5)
---
# block-start-stop: named bounds
def f(a, w):
    n = a.size
    for i in prange((n + w - 1) // w):
        start = i * w
        stop = start + w
        if stop > n:
            stop = n
        for j in range(start, stop):
            a[j] = a[j] * 2 + 1

case(f, np.arange(43.0), 5)
---
# csr: rows of a sparse matrix, in place
def f(data, ptr):
    for i in prange(ptr.size - 1):
        s = 0.0
        for j in range(ptr[i], ptr[i + 1]):
            s += data[j]
        for j in range(ptr[i], ptr[i + 1]):
            data[j] /= s

case(f, np.arange(1, 11.0), np.array([0, 3, 5, 10]))
---
# csr-while: with a counter
def f(data, ptr):
    for i in prange(ptr.size - 1):
        j = ptr[i]
        while j < ptr[i + 1]:
            data[j] = data[j] * 2 + 1
            j += 1

case(f, np.arange(1, 11.0), np.array([0, 3, 5, 10]))
---
# double-buffer: source and destination swap
def f(a, b, n):
    for t in range(n):
        if t % 2 == 0:
            src, dst = a, b
        else:
            src, dst = b, a
        for i in prange(1, a.size - 1):
            dst[i] = (src[i - 1] + src[i] + src[i + 1]) / 3

case(f, np.arange(12.0) ** 2, np.zeros(12), 5)
---
# jacobi-swap: jacobi swap
def f(a, b, n):
    for t in range(n):
        for i in prange(1, a.size - 1):
            b[i] = (a[i - 1] + a[i] + a[i + 1]) / 3
        a, b = b, a
    return a

case(f, np.arange(12.0) ** 2, np.zeros(12), 5)
---
# upper: symmetric fill
def f(x):
    n = x.size
    d = np.zeros((n, n))
    for i in prange(n):
        for j in range(i + 1, n):
            d[i, j] = abs(x[i] - x[j])
            d[j, i] = d[i, j]
    return d

case(f, np.arange(7.0) ** 2)
---
# upper2: symmetric fill with tuple
def f(x):
    n = x.size
    d = np.zeros((n, n))
    for i in prange(n):
        for j in range(i):
            v = abs(x[i] - x[j])
            d[i, j] = v
            d[j, i] = v
    return d

case(f, np.arange(7.0) ** 2)
---
# condensed: pdist
def f(x):
    n = x.size
    d = np.zeros(n * (n - 1) // 2)
    for i in prange(n):
        k = i * n - i * (i + 1) // 2
        for j in range(i + 1, n):
            d[k + j - i - 1] = abs(x[i] - x[j])
    return d

case(f, np.arange(7.0) ** 2)
---
# condensed-counter: pdist with a counter
def f(x):
    n = x.size
    d = np.zeros(n * (n - 1) // 2)
    for i in prange(n):
        k = i * n - i * (i + 1) // 2
        for j in range(i + 1, n):
            d[k] = abs(x[i] - x[j])
            k += 1
    return d

case(f, np.arange(7.0) ** 2)
---
# diagonals: diagonals
def f(a):
    n = a.shape[0]
    for k in prange(n):
        for j in range(n - k):
            a[j, j + k] = a[j, j + k] + k

case(f, np.arange(16.0).reshape(4, 4))
---
# red-black: red black
def f(a):
    for c in range(2):
        for i in prange(1, a.shape[0] - 1):
            for j in range(1 + (i + c) % 2, a.shape[1] - 1, 2):
                a[i, j] = a[i, j] * 2

case(f, np.arange(25.0).reshape(5, 5))
---
# insertion-sort-rows: insertion sort rows
def f(a):
    for i in prange(a.shape[0]):
        row = a[i]
        for j in range(1, row.size):
            x = row[j]
            k = j - 1
            while k >= 0 and row[k] > x:
                row[k + 1] = row[k]
                k -= 1
            row[k + 1] = x

case(f, np.array([[3.0, 1, 2], [9, 8, 7], [1, 3, 2]]))
---
# scan-rows: scan rows
def f(a):
    for i in prange(a.shape[0]):
        for j in range(1, a.shape[1]):
            a[i, j] += a[i, j - 1]

case(f, np.arange(12.0).reshape(3, 4))
---
# per-thread-blocks: per thread blocks
def f(a, nt):
    n = a.size
    part = np.zeros(nt)
    for t in prange(nt):
        lo = t * n // nt
        hi = (t + 1) * n // nt
        for j in range(lo, hi):
            part[t] += a[j]
            a[j] = 0.0
    return part.sum()

case(f, np.arange(100.0), 7)
---
# two-strided: even and odd
def f(a):
    for i in prange(a.size // 2):
        t = a[2 * i]
        a[2 * i] = a[2 * i + 1]
        a[2 * i + 1] = t

case(f, np.arange(10.0))
---
# wavefront: anti-diagonals
def f(a):
    n = a.shape[0]
    for d in range(2 * n - 1):
        lo = max(0, d - n + 1)
        for i in prange(lo, min(d, n - 1) + 1):
            j = d - i
            up = a[i - 1, j] if i > 0 else 0.0
            left = a[i, j - 1] if j > 0 else 0.0
            a[i, j] += max(up, left)

case(f, np.arange(16.0).reshape(4, 4))
---
# wrap: periodic neighbours from another array
def f(a, b):
    n = a.size
    for i in prange(n):
        l = i - 1 if i > 0 else n - 1
        r = i + 1
        if r == n:
            r = 0
        b[i] = a[l] + a[r]

case(f, np.arange(10.0), np.zeros(10))
---
# pairs-unpack: rows of pairs
def f(p, out):
    for i in prange(p.shape[0]):
        x, y = p[i]
        out[i] = x + y
        p[i, 0] = y

case(f, np.arange(10.0).reshape(5, 2), np.zeros(5))
---
# bitonic: bitonic
def f(a):
    n = a.size
    k = 2
    while k <= n:
        j = k // 2
        while j > 0:
            for i in prange(n):
                l = i ^ j
                if l > i:
                    if ((i & k) == 0 and a[i] > a[l]) or ((i & k) != 0 and a[i] < a[l]):
                        a[i], a[l] = a[l], a[i]
            j //= 2
        k *= 2

case(f, np.array([3.0, 1, 4, 1, 5, 9, 2, 6]))
---
# lu-row: lu row
def f(a):
    n = a.shape[0]
    for k in range(n):
        for i in prange(k + 1, n):
            a[i, k] /= a[k, k]
            for j in range(k + 1, n):
                a[i, j] -= a[i, k] * a[k, j]

case(f, np.array([[4.0, 1, 2], [1, 5, 3], [2, 3, 6]]))
---
# floyd: floyd
def f(d):
    n = d.shape[0]
    for k in range(n):
        for i in prange(n):
            for j in range(n):
                if d[i, k] + d[k, j] < d[i, j]:
                    d[i, j] = d[i, k] + d[k, j]

case(f, np.array([[0.0, 1, 9], [1, 0, 2], [9, 2, 0]]))
---
# histogram-per-row: histogram per row
def f(a, h):
    for i in prange(a.shape[0]):
        for j in range(a.shape[1]):
            h[i, a[i, j]] += 1

case(f, np.array([[0, 1, 1], [2, 0, 1]]), np.zeros((2, 3), np.int64))
---
# struct-of-arrays: struct of arrays
from collections import namedtuple
S = namedtuple('S', 'x v')
def f(s, dt):
    for i in prange(s.x.size):
        s.x[i] += s.v[i] * dt
        s.v[i] *= 0.5

case(f, S(np.arange(5.0), np.ones(5)), 0.1)
---
# tuple-of-outputs: tuple of outputs
def f(a):
    outs = (np.zeros(a.size), np.zeros(a.size))
    for i in prange(a.size):
        outs[0][i] = a[i] * 2
        outs[1][i] = a[i] * 3
    return outs

case(f, np.arange(5.0))
---
# shared-hist-in-tuple: shared hist in tuple
def f(k, n):
    t = (np.zeros(n), np.zeros(n))
    for i in prange(k.size):
        t[0][k[i]] += 1    ### \bt\b

fails(f, np.array([0, 1, 1]), 3)
---
# list-of-arrays: list of arrays
def f(n):
    rows = [np.zeros(3) for i in range(n)]
    for i in prange(n):
        rows[i][0] = i
        rows[i][1] += 2
    s = 0.0
    for r in rows:
        s += r.sum()
    return s

case(f, 5)
---
# same-array-error: an argument that is passed twice
@njit(parallel=True)
def g(out, x):
    for i in prange(1, x.size):
        out[i] = x[i - 1] + 1.0

def h(out, x):
    raise ValueError("share memory")

def run(x):
    return g(x, x)

case(run, np.arange(10.0), oracle=lambda x: h(x, x), raises=(ValueError, "share memory"))
---
# halves: left and right half of a matrix
@njit(parallel=True)
def g(out, x):
    for i in prange(1, x.shape[0]):
        for j in range(x.shape[1]):
            out[i, j] = x[i - 1, j] + 1.0

def run(x):
    g(x[:, :3], x[:, 3:])
    return x

case(run, np.arange(36.0).reshape(6, 6))
---
# inplace-elementwise: inplace elementwise
@njit(parallel=True)
def g(out, x):
    for i in prange(x.size):
        out[i] = x[i] * 2

def run(x):
    g(x, x)
    return x

case(run, np.arange(36.0))
---
# the-element-before: variables that each iteration sets for the next one
def words(text):
    count = 0
    gap = True
    for i in range(len(text)):
        blank = text[i] == 32 or text[i] == 10
        if gap and not blank:
            count += 1
        gap = blank
    return count, gap

def steps(x, out, last):
    up = 0
    for i in range(len(x)):
        out[i] = x[i] - last
        if last < x[i]:
            up += 1
        last = x[i]
    return last, up

def three(x, out):
    a = 0
    b = 1
    c = 2
    for i in range(len(x)):
        out[i] = a * 100 + b * 10 + c
        a = b
        b = c
        c = x[i]
    return a, b, c

def sometimes(x, out):
    last = x[0]
    for i in range(len(x)):
        out[i] = last
        if x[i] > 3:
            last = x[i]
    return last

def both(x, out):
    last = x[0]
    for i in range(len(x)):
        out[i] = last
        last = x[i]
        out[i] += last
    return last

def onto(x, last):
    for i in range(len(x) - 1):
        v = x[i]
        x[i + 1] = last + v
        last = v
    return last

def index(x, out):
    last = -1
    for i in range(2, len(x)):
        out[i] = last * x[i]
        last = i
    return last

rng = np.random.default_rng(3)
for n in (1, 2, 8, 9, 30, 103):
    case(words, rng.choice([32, 10, 97, 98], n).astype(np.uint8))
    for kind in (np.uint8, np.int16, np.int64, np.float32, np.float64):
        x = rng.integers(0, 9, n).astype(kind)
        case(steps, x, np.zeros(n), x[0])
        case(sometimes, x, np.zeros(n, kind))
        case(both, x, np.zeros(n, kind))
        case(onto, x, x[0])
    case(three, rng.integers(0, 9, n), np.zeros(n, np.int64))
    case(index, rng.integers(0, 9, n), np.zeros(n))
