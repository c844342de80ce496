# inplace-rows-alias: rows of one array under two names
@njit(parallel=True)
def g(out, x):
    for i in prange(x.shape[0]):
        s = x[i].sum()
        for j in range(x.shape[1]):
            out[i, j] = x[i, j] / s

def f(a):
    g(a, a)
    return a

case(f, np.arange(1.0, 13).reshape(3, 4))
---
# inplace-softmax-rows: inplace softmax rows
@njit(parallel=True)
def g(x, out):
    for i in prange(x.shape[0]):
        m = x[i].max()
        e = np.exp(x[i] - m)
        out[i] = e / e.sum()

def f(a):
    g(a, a)
    return a

case(f, np.arange(1.0, 13).reshape(3, 4))
---
# columns: each iteration owns a column
def f(a):
    for j in prange(a.shape[1]):
        s = 0.0
        for i in range(a.shape[0]):
            s += a[i, j]
            a[i, j] = s

case(f, np.arange(12.0).reshape(3, 4))
---
# tridiagonal-batch: Thomas algorithm for every system
def f(a, b, c, d, x):
    m, n = d.shape
    for k in prange(m):
        cp = np.empty(n)
        dp = np.empty(n)
        cp[0] = c[k, 0] / b[k, 0]
        dp[0] = d[k, 0] / b[k, 0]
        for i in range(1, n):
            den = b[k, i] - a[k, i] * cp[i - 1]
            cp[i] = c[k, i] / den
            dp[i] = (d[k, i] - a[k, i] * dp[i - 1]) / den
        x[k, n - 1] = dp[n - 1]
        for i in range(n - 2, -1, -1):
            x[k, i] = dp[i] - cp[i] * x[k, i + 1]

z = np.cos(np.arange(20.0)).reshape(4, 5)
case(f, z, z + 4, z * 0.5, z * 2, np.zeros((4, 5)))
---
# in-place-tridiagonal: the same in place
def f(a, b, c, d):
    m, n = d.shape
    for k in prange(m):
        for i in range(1, n):
            w = a[k, i] / b[k, i - 1]
            b[k, i] -= w * c[k, i - 1]
            d[k, i] -= w * d[k, i - 1]
        d[k, n - 1] /= b[k, n - 1]
        for i in range(n - 2, -1, -1):
            d[k, i] = (d[k, i] - c[k, i] * d[k, i + 1]) / b[k, i]

z = np.cos(np.arange(20.0)).reshape(4, 5)
case(f, z, z + 4, z * 0.5, z * 2)
---
# transpose-in-place: pairs above the diagonal
def f(a):
    n = a.shape[0]
    for i in prange(n):
        for j in range(i + 1, n):
            a[i, j], a[j, i] = a[j, i], a[i, j]

case(f, np.arange(16.0).reshape(4, 4))
---
# reverse-in-place: halves
def f(a):
    n = a.size
    for i in prange(n // 2):
        t = a[i]
        a[i] = a[n - 1 - i]
        a[n - 1 - i] = t

case(f, np.arange(9.0))
---
# merge-pass: runs of width w
def f(a, b, w):
    n = a.size
    for k in prange((n + 2 * w - 1) // (2 * w)):
        lo = k * 2 * w
        mid = min(lo + w, n)
        hi = min(lo + 2 * w, n)
        i = lo
        j = mid
        for t in range(lo, hi):
            if i < mid and (j >= hi or a[i] <= a[j]):
                b[t] = a[i]
                i += 1
            else:
                b[t] = a[j]
                j += 1

case(f, np.array([1.0, 5, 2, 3, 0, 9, 4]), np.zeros(7), 2)
---
# merge-sort-levels: buffers swap
def f(a):
    n = a.size
    b = np.empty_like(a)
    w = 1
    while w < n:
        for k in prange((n + 2 * w - 1) // (2 * w)):
            lo = k * 2 * w
            mid = min(lo + w, n)
            hi = min(lo + 2 * w, n)
            i = lo
            j = mid
            for t in range(lo, hi):
                if i < mid and (j >= hi or a[i] <= a[j]):
                    b[t] = a[i]
                    i += 1
                else:
                    b[t] = a[j]
                    j += 1
        a, b = b, a
        w *= 2
    return a

case(f, np.cos(np.arange(37.0)))
---
# compaction: two passes with offsets
def f(a, nb):
    n = a.size
    w = (n + nb - 1) // nb
    cnt = np.zeros(nb + 1, np.int64)
    for b in prange(nb):
        c = 0
        for i in range(b * w, min(n, (b + 1) * w)):
            if a[i] > 0:
                c += 1
        cnt[b + 1] = c
    for b in range(nb):
        cnt[b + 1] += cnt[b]
    out = np.empty(cnt[nb])
    for b in prange(nb):
        k = cnt[b]
        for i in range(b * w, min(n, (b + 1) * w)):
            if a[i] > 0:
                out[k] = a[i]
                k += 1
    return out

case(f, np.cos(np.arange(50.0)), 6)
---
# spmv: a sparse matrix times a vector
def f(data, ind, ptr, x):
    y = np.zeros(ptr.size - 1)
    for i in prange(ptr.size - 1):
        for k in range(ptr[i], ptr[i + 1]):
            y[i] += data[k] * x[ind[k]]
    return y

case(f, np.arange(1.0, 6), np.array([0, 2, 1, 0, 2]), np.array([0, 2, 3, 5]), np.arange(3.0))
---
# spmv-transposed: scattered updates
def f(data, ind, ptr, x, m):
    y = np.zeros(m)
    for i in prange(ptr.size - 1):
        for k in range(ptr[i], ptr[i + 1]):
            y[ind[k]] += data[k] * x[i]
    return y

case(f, np.arange(1.0, 6), np.array([0, 2, 1, 0, 2]), np.array([0, 2, 3, 5]), np.arange(3.0), 3)
---
# graph-degrees: two updates of one array
def f(edges, n):
    deg = np.zeros(n, np.int64)
    for e in prange(edges.shape[0]):
        u, v = edges[e]
        deg[u] += 1
        deg[v] += 1
    return deg

case(f, np.array([[0, 1], [1, 2], [2, 0], [2, 3]]), 4)
---
# bfs-level: flags only
def f(ptr, ind, front, seen):
    nxt = np.zeros_like(front)
    for u in prange(front.size):
        if front[u]:
            for k in range(ptr[u], ptr[u + 1]):
                v = ind[k]
                if not seen[v]:
                    nxt[v] = True
    return nxt

case(f, np.array([0, 2, 3, 3]), np.array([1, 2, 2]), np.array([True, False, False]), np.array([True, False, False]))
---
# sieve-segments: marks in blocks
def f(n, w):
    flag = np.ones(n, np.bool_)
    flag[:2] = False
    for b in prange((n + w - 1) // w):
        lo = b * w
        hi = min(lo + w, n)
        p = 2
        while p * p < n:
            s = max(p * p, (lo + p - 1) // p * p)
            for m in range(s, hi, p):
                flag[m] = False
            p += 1
    return flag.sum()

case(f, 200, 32, want=46)
---
# two-outputs-counter: an own counter in a row
def f(a):
    n, m = a.shape
    out = np.full((n, m), -1)
    cnt = np.zeros(n, np.int64)
    for i in prange(n):
        c = 0
        for j in range(m):
            if a[i, j] > 0:
                out[i, c] = j
                c += 1
        cnt[i] = c
    return out, cnt

case(f, np.cos(np.arange(20.0)).reshape(4, 5))
---
# upsample: each input fills two places
def f(a):
    b = np.empty(2 * a.size)
    for i in prange(a.size):
        b[2 * i] = a[i]
        b[2 * i + 1] = 0.5 * (a[i] + a[min(i + 1, a.size - 1)])
    return b

case(f, np.arange(6.0) ** 2)
---
# downsample-in-place-rows: downsample in place rows
def f(img):
    h, w = img.shape
    out = np.empty((h // 2, w // 2))
    for i in prange(h // 2):
        for j in range(w // 2):
            out[i, j] = (img[2 * i, 2 * j] + img[2 * i + 1, 2 * j] + img[2 * i, 2 * j + 1] + img[2 * i + 1, 2 * j + 1]) / 4
    return out

case(f, np.arange(24.0).reshape(4, 6))
---
# odd-even-sort: pairs of neighbours
def f(a):
    n = a.size
    for p in range(n):
        for i in prange(n // 2):
            k = 2 * i + p % 2
            if k + 1 < n and a[k] > a[k + 1]:
                a[k], a[k + 1] = a[k + 1], a[k]

case(f, np.cos(np.arange(11.0)))
---
# gauss-elimination: pivot row is not among the rows
def f(A, b):
    n = A.shape[0]
    for k in range(n - 1):
        for i in prange(k + 1, n):
            m = A[i, k] / A[k, k]
            A[i, k:] -= m * A[k, k:]
            b[i] -= m * b[k]
    return A, b

case(f, np.array([[4.0, 1, 2], [1, 5, 3], [2, 3, 6]]), np.array([1.0, 2, 3]))
---
# rows-by-view: a view of the row
def f(a):
    for i in prange(a.shape[0]):
        row = a[i]
        row -= row.mean()
        row /= row.std()
        row[0] = i

case(f, np.cos(np.arange(20.0)).reshape(4, 5))
---
# helper-writes-row: a helper changes its row
@njit
def scan(row):
    for j in range(1, row.size):
        row[j] += row[j - 1]

def f(a):
    for i in prange(a.shape[0]):
        scan(a[i])
        scan(a[i, ::-1])

case(f, np.arange(12.0).reshape(3, 4))
---
# helper-element: a helper with index arguments
@njit
def put(out, i, j, v):
    out[i, j] = v + out[i, j]

def f(a):
    for i in prange(a.shape[0]):
        for j in range(a.shape[1]):
            put(a, i, j, i * j)

case(f, np.arange(12.0).reshape(3, 4))
---
# helper-two-arrays: a helper with in and out
@njit
def blur(src, dst, i):
    dst[i] = (src[i - 1] + src[i] + src[i + 1]) / 3

def f(a):
    b = a.copy()
    for i in prange(1, a.size - 1):
        blur(a, b, i)
    return b

case(f, np.arange(9.0) ** 2)
---
# index-helper: an index computed by a function
@njit
def at(i, j, w):
    return i * w + j

def f(h, w):
    out = np.zeros(h * w)
    for i in prange(h):
        for j in range(w):
            out[at(i, j, w)] = i - j
    return out

case(f, 3, 4)
---
# flat-index: i // w and i % w
def f(a):
    h, w = a.shape
    out = np.zeros((h, w))
    for k in prange(h * w):
        i, j = divmod(k, w)
        out[i, j] = a[i, j] * 2
    for k in prange(h * w):
        i = k // w
        j = k % w
        out[i, j] += a[i, j]
    return out

case(f, np.arange(12.0).reshape(3, 4))
---
# ravel-flat: elements by a flat view
def f(a):
    r = a.ravel()
    for k in prange(r.size):
        r[k] = r[k] * 2 + k
    return a

case(f, np.arange(12.0).reshape(3, 4))
---
# reshape-rows: pairs of elements
def f(a):
    p = a.reshape(-1, 2)
    for k in prange(p.shape[0]):
        p[k, 0], p[k, 1] = p[k, 1], p[k, 0]
    return a

case(f, np.arange(12.0))
---
# record-fields: one field from another
def f(r):
    for i in prange(r.size):
        r[i]["x"] = r[i]["x"] + r[i]["y"] * 0.5
        r[i]["y"] = i
    return r["x"].sum()

r = np.zeros(5, dtype=[("x", "f8"), ("y", "i4")])
r["y"] = np.arange(5)
case(f, r)
---
# time-loop-history: the row before is written by the loop before
def f(n, T):
    h = np.zeros((T, n))
    h[0] = np.arange(n) ** 2.0
    for t in range(1, T):
        for i in prange(1, n - 1):
            h[t, i] = (h[t - 1, i - 1] + h[t - 1, i + 1]) / 2
    return h

case(f, 8, 5)
---
# parity-buffers: buffers by t % 2
def f(a, T):
    buf = np.zeros((2, a.size))
    buf[0] = a
    for t in range(T):
        s = t % 2
        d = 1 - s
        for i in prange(1, a.size - 1):
            buf[d, i] = (buf[s, i - 1] + buf[s, i] + buf[s, i + 1]) / 3
    return buf

case(f, np.arange(8.0) ** 2, 4)
---
# dp-rows: a table by rows
def f(w, v, cap):
    n = w.size
    dp = np.zeros((n + 1, cap + 1), np.int64)
    for i in range(1, n + 1):
        for c in prange(cap + 1):
            best = dp[i - 1, c]
            if w[i - 1] <= c:
                best = max(best, dp[i - 1, c - w[i - 1]] + v[i - 1])
            dp[i, c] = best
    return dp[n, cap]

case(f, np.array([1, 3, 4, 5]), np.array([1, 4, 5, 7]), 7)
---
# halo-exchange: blocks with borders
def f(a, w):
    n = a.size
    out = np.empty(n)
    for b in prange((n + w - 1) // w):
        lo, hi = b * w, min((b + 1) * w, n)
        tmp = np.empty(hi - lo)
        for i in range(lo, hi):
            l = a[i - 1] if i > 0 else a[i]
            r = a[i + 1] if i < n - 1 else a[i]
            tmp[i - lo] = (l + r) / 2
        out[lo:hi] = tmp
    return out

case(f, np.arange(23.0) ** 2, 5)
---
# block-slices: slices of blocks
def f(a, w):
    for b in prange(a.size // w):
        a[b * w:(b + 1) * w] = a[b * w:(b + 1) * w][::-1].copy()
        blk = a[b * w:(b + 1) * w]
        blk.sort()
        blk[0] = -1
    return a

case(f, np.cos(np.arange(20.0)), 5)
---
# bins-by-helper: update through a helper of the index only
@njit
def bin_of(x, lo, hi, n):
    k = int((x - lo) / (hi - lo) * n)
    if k < 0:
        return 0
    if k >= n:
        return n - 1
    return k

def f(a, n):
    h = np.zeros(n, np.int64)
    lo, hi = a.min(), a.max()
    for i in prange(a.size):
        h[bin_of(a[i], lo, hi, n)] += 1
    return h

case(f, np.cos(np.arange(300.0)), 8)
---
# conditional-index-choice: boundary by choice in an update of another array
def f(a):
    n = a.size
    g = np.zeros(n)
    for i in prange(n):
        j = i + 1 if i + 1 < n else 0
        k = (i - 1) % n
        g[i] += a[j] - a[k]
    return g

case(f, np.arange(7.0) ** 2)
---
# private-best-per-row: argmin rows with elif
def f(a):
    n, m = a.shape
    out = np.zeros((n, 2), np.int64)
    for i in prange(n):
        lo = hi = 0
        for j in range(1, m):
            if a[i, j] < a[i, lo]:
                lo = j
            elif a[i, j] > a[i, hi]:
                hi = j
        out[i, 0] = lo
        out[i, 1] = hi
    return out

case(f, np.cos(np.arange(20.0)).reshape(4, 5))
---
# swap-private-rows: two work rows swapped in an inner loop
def f(a, T):
    n, m = a.shape
    for i in prange(n):
        u = a[i].copy()
        v = np.zeros(m)
        for t in range(T):
            for j in range(1, m - 1):
                v[j] = (u[j - 1] + u[j + 1]) / 2
            u, v = v, u
        a[i] = u

case(f, np.arange(20.0).reshape(4, 5) ** 2, 3)
---
# swap-shared-rows: work rows of shared buffers
def f(a, w1, w2, T):
    n, m = a.shape
    for i in prange(n):
        u, v = w1[i], w2[i]
        u[:] = a[i]
        for t in range(T):
            for j in range(1, m - 1):
                v[j] = (u[j - 1] + u[j + 1]) / 2
            u, v = v, u
        a[i] = u

case(f, np.arange(20.0).reshape(4, 5) ** 2, np.zeros((4, 5)), np.zeros((4, 5)), 3)
