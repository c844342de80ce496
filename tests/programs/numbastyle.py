# monte-carlo-sections: pi by sections with a seed per section
def f(n, k):
    hits = np.zeros(k, np.int64)
    for s in prange(k):
        x = 12345 + s
        c = 0
        for i in range(n):
            x = (1103515245 * x + 12345) % 2147483648
            u = x / 2147483648.0
            x = (1103515245 * x + 12345) % 2147483648
            v = x / 2147483648.0
            if u * u + v * v < 1.0:
                c += 1
        hits[s] = c
    return 4.0 * hits.sum() / (n * k)

case(f, 200, 9)
---
# bubble-sort: the classic of the documentation
def f(X):
    N = len(X)
    for end in range(N, 1, -1):
        for i in range(end - 1):
            cur = X[i]
            if cur > X[i + 1]:
                tmp = X[i]
                X[i] = X[i + 1]
                X[i + 1] = tmp

case(f, np.array([5.0, 1.0, 4.0, 2.0, 8.0]))
---
# go-fast: trace and tanh
def f(a):
    trace = 0.0
    for i in range(a.shape[0]):
        trace += np.tanh(a[i, i])
    return a + trace

case(f, np.arange(100).reshape(10, 10))
---
# ident-parallel: cos squared and sin squared
def f(x):
    return np.cos(x) ** 2 + np.sin(x) ** 2

case(f, np.linspace(0, 5, 1000))
---
# logistic-regression: iterations of array expressions
def f(Y, X, w, iterations):
    for i in range(iterations):
        w -= np.dot(((1.0 / (1.0 + np.exp(-Y * np.dot(X, w))) - 1.0) * Y), X)
    return w

case(f, np.array([1.0, -1.0, 1.0, 1.0]), np.arange(12.0).reshape(4, 3) / 10, np.ones(3), 5, rtol=1e-9)
---
# two-d-reduction: prange reduction onto an array argument
def f(n):
    shp = (13, 17)
    result1 = 2 * np.ones(shp, np.int64)
    tmp = 2 * np.ones_like(result1)
    for i in prange(n):
        result1 *= tmp
    return result1

case(f, 7)
---
# pandas-groupby: sums by label
def f(labels, values, n):
    out = np.zeros(n)
    cnt = np.zeros(n, np.int64)
    for i in range(labels.size):
        out[labels[i]] += values[i]
        cnt[labels[i]] += 1
    for k in range(n):
        out[k] = out[k] / cnt[k] if cnt[k] > 0 else np.nan
    return out

case(f, np.array([0, 2, 2, 0]), np.array([1.0, 2, 3, 4]), 3)
---
# rolling-window: mean with a deque of sums
def f(a, w):
    n = a.size
    out = np.full(n, np.nan)
    s = 0.0
    for i in range(n):
        s += a[i]
        if i >= w:
            s -= a[i - w]
        if i >= w - 1:
            out[i] = s / w
    return out

case(f, np.arange(10.0) ** 1.5, 3)
---
# haversine: distances in float32
def f(lat1, lon1, lat2, lon2):
    out = np.empty(lat1.shape, dtype=np.float32)
    for i in prange(lat1.size):
        dlat = math.radians(lat2[i] - lat1[i])
        dlon = math.radians(lon2[i] - lon1[i])
        a = math.sin(dlat / 2) ** 2 + math.cos(math.radians(lat1[i])) * math.cos(math.radians(lat2[i])) * math.sin(dlon / 2) ** 2
        out[i] = 6371 * 2 * math.atan2(math.sqrt(a), math.sqrt(1 - a))
    return out

z = np.linspace(-50, 50, 20)
case(f, z, z * 2, z[::-1], z * 0.5, rtol=1e-6)
---
# levenshtein: strings by their characters
def f(a, b):
    m = len(a)
    n = len(b)
    d = np.zeros((m + 1, n + 1), np.int32)
    for i in range(m + 1):
        d[i, 0] = i
    for j in range(n + 1):
        d[0, j] = j
    for i in range(1, m + 1):
        for j in range(1, n + 1):
            c = 0 if a[i - 1] == b[j - 1] else 1
            d[i, j] = min(d[i - 1, j] + 1, d[i, j - 1] + 1, d[i - 1, j - 1] + c)
    return d[m, n]

case(f, "kitten", "sitting", want=3)
---
# collatz-max: longest chain below n
def f(n):
    best = 0
    arg = 0
    for i in prange(1, n):
        x = i
        k = 1
        while x != 1:
            if x % 2 == 0:
                x //= 2
            else:
                x = 3 * x + 1
            k += 1
        if k > best:
            best = k
            arg = i
    return arg, best

case(f, 3000)
---
# primes-count: is_prime helper with early return
@njit
def is_prime(n):
    if n <= 1:
        return False
    for i in range(2, int(math.sqrt(n)) + 1):
        if n % i == 0:
            return False
    return True

def f(n):
    c = 0
    for i in prange(n):
        c += is_prime(i)
    return c

case(f, 1000, want=168)
---
# game-of-life: uint8 board with wrap-around
def f(b):
    n, m = b.shape
    out = np.zeros_like(b)
    for i in prange(n):
        for j in range(m):
            s = 0
            for di in (-1, 0, 1):
                for dj in (-1, 0, 1):
                    if di != 0 or dj != 0:
                        s += b[(i + di) % n, (j + dj) % m]
            out[i, j] = 1 if s == 3 or (s == 2 and b[i, j]) else 0
    return out

b = np.zeros((8, 8), np.uint8)
b[1, 2] = b[2, 3] = b[3, 1] = b[3, 2] = b[3, 3] = 1
case(f, b)
---
# uint8-sum: image brightness wraps as NumPy says
def f(img):
    out = np.empty_like(img)
    for i in prange(img.shape[0]):
        for j in range(img.shape[1]):
            v = img[i, j] * 2
            out[i, j] = v
    return out

case(f, np.arange(60, dtype=np.uint8).reshape(6, 10) * 4)
---
# uint8-plus-int: mixture with python ints and int32
def f(a, b):
    return a + b, a + 1, a - b, a // 3, a * np.int32(2), (a > 2).sum()

case(f, np.arange(5, dtype=np.uint8), np.arange(5, dtype=np.int32))
---
# float32-math: results keep float32
def f(a):
    s = np.float32(0)
    for i in range(a.size):
        s += a[i] * np.float32(0.5)
    return s, np.sqrt(a), a / 2, a ** 2, np.exp(a).dtype == np.float32

case(f, np.arange(1, 6, dtype=np.float32), rtol=1e-6)
---
# bool-arrays: masks and logic
def f(a, b):
    m = (a > 0) & ~(b > 2) | (a == b)
    return m, m.sum(), np.logical_xor(a > 1, b > 1), np.where(m, a, b), a[m], np.count_nonzero(m)

case(f, np.array([1, -2, 3, 4]), np.array([0, 5, 3, 1]))
---
# newton: closure and tuple result
def f(x0):
    def g(x):
        return x ** 3 - 2 * x - 5
    def dg(x):
        return 3 * x ** 2 - 2
    x = x0
    n = 0
    while abs(g(x)) > 1e-12 and n < 100:
        x -= g(x) / dg(x)
        n += 1
    return x, n

case(f, 2.0)
---
# factory: closures from a factory
def make(k):
    @njit
    def scale(x):
        return k * x
    return scale

double = make(2)
half = make(0.5)

def f(x):
    return double(x) + half(x)

case(f, 5)
case(f, np.arange(3.0))
---
# higher-order: function arguments
@njit
def sq(x):
    return x * x

@njit
def apply(g, a):
    out = np.empty_like(a)
    for i in range(a.size):
        out[i] = g(a[i])
    return out

def f(a):
    return apply(sq, a)

case(f, np.arange(4.0))
---
# recursion: fibonacci and hanoi
@njit
def fib(n):
    if n < 2:
        return n
    return fib(n - 1) + fib(n - 2)

def f(n):
    return fib(n)

case(f, 15, want=610)
---
# namedtuple-particles: namedtuple in and out
from collections import namedtuple
P = namedtuple("P", "x y m")

def f(p, dx):
    return P(p.x + dx, p.y * 2, p.m)

case(f, P(1.0, 2, np.arange(3.0)), 0.5)
---
# records: mean of a field, update of others
def f(r):
    s = 0.0
    for i in range(r.size):
        s += r[i]["mass"]
        r[i]["n"] += 1
    r["mass"][0] = s
    return s / r.size

r = np.zeros(4, dtype=[("mass", "f8"), ("n", "i4")])
r["mass"] = [1, 2, 3, 4]
case(f, r)
---
# typed-list-of-tuples: lists of tuples
def f(n):
    xs = []
    for i in range(n):
        xs.append((i, i * 0.5))
    s = 0.0
    for a, b in xs:
        s += a * b
    xs.sort()
    return s, len(xs), xs[-1]

case(f, 5)
---
# dict-counter: words by number
def f(a):
    d = {}
    for x in a:
        if x in d:
            d[x] += 1
        else:
            d[x] = 1
    keys = sorted(d.keys())
    return [(k, d[k]) for k in keys]

case(f, np.array([3, 1, 3, 2, 1, 3]))
---
# set-unique: distinct values
def f(a):
    s = set()
    for x in a:
        s.add(x % 5)
    return sorted(s), len(s), 3 in s

case(f, np.arange(3, 20, 3))
---
# string-methods: upper, split, join, replace
def f(s):
    parts = s.split(",")
    return s.upper(), len(parts), "-".join(parts), s.replace("a", "b"), s.startswith("x"), s[::-1], s.find("c")

case(f, "a,b,cc")
---
# f-strings: formatted numbers
def f(x, n):
    return f"{x:.3f} {n:5d} {n} {x}"

case(f, 3.14159, 42)
---
# mandelbrot-complex: complex arithmetic
def f(h, w, n):
    out = np.zeros((h, w), np.int32)
    for y in prange(h):
        for x in range(w):
            c = complex(-2 + 3 * x / w, -1 + 2 * y / h)
            z = 0j
            for i in range(n):
                z = z * z + c
                if abs(z) > 2:
                    break
                out[y, x] = i
    return out

case(f, 12, 16, 30)
---
# kmeans-step: nearest centre by argmin
def f(X, C):
    n, d = X.shape
    k = C.shape[0]
    lab = np.empty(n, np.int64)
    for i in prange(n):
        best = np.inf
        for j in range(k):
            s = 0.0
            for t in range(d):
                s += (X[i, t] - C[j, t]) ** 2
            if s < best:
                best = s
                lab[i] = j
    return lab

case(f, np.cos(np.arange(40.0)).reshape(20, 2), np.array([[0.0, 0], [1, 1], [-1, 1]]))
---
# kmeans-update: sums by label in parallel
def f(X, lab, k):
    n, d = X.shape
    sums = np.zeros((k, d))
    cnt = np.zeros(k, np.int64)
    for i in prange(n):
        c = lab[i]
        cnt[c] += 1
        for t in range(d):
            sums[c, t] += X[i, t]
    return sums, cnt

case(f, np.cos(np.arange(40.0)).reshape(20, 2), np.arange(20) % 3, 3)
---
# conv2d: kernel with borders
def f(a, k):
    h, w = a.shape
    kh, kw = k.shape
    out = np.zeros((h - kh + 1, w - kw + 1))
    for i in prange(out.shape[0]):
        for j in range(out.shape[1]):
            out[i, j] = np.sum(a[i:i + kh, j:j + kw] * k)
    return out

case(f, np.arange(48.0).reshape(6, 8), np.array([[1.0, 0], [0, -1], [2, 1]]))
---
# matmul-blocked: sums over k
def f(A, B):
    n, m = A.shape
    p = B.shape[1]
    C = np.zeros((n, p))
    for i in prange(n):
        for k in range(m):
            for j in range(p):
                C[i, j] += A[i, k] * B[k, j]
    return C

case(f, np.arange(6.0).reshape(2, 3), np.arange(12.0).reshape(3, 4))
---
# cholesky: nested loops with slices
def f(A):
    n = A.shape[0]
    L = np.zeros_like(A)
    for i in range(n):
        for j in range(i + 1):
            s = np.dot(L[i, :j], L[j, :j])
            if i == j:
                L[i, j] = np.sqrt(A[i, i] - s)
            else:
                L[i, j] = (A[i, j] - s) / L[j, j]
    return L

case(f, np.array([[4.0, 2, 2], [2, 5, 3], [2, 3, 6]]))
---
# binary-search: helper in prange
@njit
def find(a, x):
    lo, hi = 0, len(a)
    while lo < hi:
        mid = (lo + hi) // 2
        if a[mid] < x:
            lo = mid + 1
        else:
            hi = mid
    return lo

def f(a, xs):
    out = np.empty(xs.size, np.intp)
    for i in prange(xs.size):
        out[i] = find(a, xs[i])
    return out

case(f, np.arange(0, 50, 3), np.arange(60))
---
# ewma: exponential average with adjust
def f(a, alpha):
    out = np.empty_like(a)
    out[0] = a[0]
    for i in range(1, len(a)):
        out[i] = alpha * a[i] + (1 - alpha) * out[i - 1]
    return out

case(f, np.arange(6.0) ** 2, 0.3)
---
# n-body: symmetric forces, private rows
def f(pos, m):
    n = pos.shape[0]
    acc = np.zeros_like(pos)
    for i in prange(n):
        for j in range(n):
            if i != j:
                r = pos[j] - pos[i]
                d = np.sqrt((r ** 2).sum()) + 1e-9
                acc[i] += m[j] * r / d ** 3
    return acc

case(f, np.cos(np.arange(12.0)).reshape(4, 3), np.arange(1.0, 5.0))
---
# heat-2d: time steps with a second array
def f(u, n):
    v = u.copy()
    for t in range(n):
        for i in prange(1, u.shape[0] - 1):
            for j in range(1, u.shape[1] - 1):
                v[i, j] = 0.25 * (u[i - 1, j] + u[i + 1, j] + u[i, j - 1] + u[i, j + 1])
        u, v = v, u
    return u

case(f, np.arange(25.0).reshape(5, 5) ** 2, 4)
---
# heat-slices: the same by slices
def f(u, n):
    for t in range(n):
        u[1:-1, 1:-1] = 0.25 * (u[:-2, 1:-1] + u[2:, 1:-1] + u[1:-1, :-2] + u[1:-1, 2:])
    return u

case(f, np.arange(25.0).reshape(5, 5) ** 2, 4)
---
# bootstrap-indices: fancy indexing per row
def f(a, idx):
    out = np.empty(idx.shape[0])
    for i in prange(idx.shape[0]):
        out[i] = a[idx[i]].mean()
    return out

case(f, np.arange(10.0), np.arange(30).reshape(5, 6) % 10)
---
# try-in-loop: errors are counted
@njit
def check(x):
    if x < 0:
        raise ValueError("negative")
    return math.sqrt(x)

def f(a):
    bad = 0
    s = 0.0
    for i in range(a.size):
        try:
            s += check(a[i])
        except Exception:
            bad += 1
    return s, bad

case(f, np.array([1.0, -1, 4, -9]))
---
# error-messages: what raises says so
def f(a, i):
    if i >= a.size:
        raise IndexError(f"no item {i}")
    return a[i]

case(f, np.arange(3.0), 7, raises=(IndexError, "no item 7"))
case(f, np.arange(3.0), -1)
---
# optional-argument: None by default
@njit
def g(a, w=None):
    if w is None:
        return a.sum()
    return (a * w).sum()

def f(a):
    return g(a), g(a, 2.0), g(a, w=a)

case(f, np.arange(4.0))
---
# star-args: any number of arrays
@njit
def total(*arrays):
    s = 0.0
    for a in arrays:
        s += a.sum()
    return s

def f(a, b):
    return total(a), total(a, b, a)

case(f, np.arange(3.0), np.ones((2, 2)))
---
# enumerate-zip-reversed: iterators of all kinds
def f(a, b):
    s = 0.0
    for i, (x, y) in enumerate(zip(a, b)):
        s += i * x * y
    for i in reversed(range(a.size)):
        s = s * 0.5 + a[i]
    for i, x in enumerate(a, start=3):
        s += i
    return s

case(f, np.arange(4.0), np.arange(4.0) + 1)
---
# ndindex: over shapes
def f(a):
    s = 0.0
    for i, j in np.ndindex(a.shape):
        s += a[i, j] * (i - j)
    for idx, v in np.ndenumerate(a):
        s += v * idx[0]
    return s

case(f, np.arange(6.0).reshape(2, 3))
---
# array-methods: many of them
def f(a):
    return (a.sum(axis=0), a.mean(axis=1), a.max(), a.argmin(), a.T.copy(), a.ravel(), a.flatten(), a.reshape(3, 2), a.astype(np.int32),
            a.std(), a.var(), a.cumsum(), a.prod(), a.any(), a.all(), a.nonzero(), a.argsort(), a.transpose(), a.size, a.ndim, a.nbytes)

case(f, np.array([[1.5, -2.0, 3.0], [0.0, 5.0, -1.0]]))
---
# np-functions: a mixture with arguments
def f(a):
    return (np.clip(a, -1, 2), np.diff(a), np.interp(1.5, np.arange(6.0), a), np.histogram(a, 3), np.percentile(a, 30), np.median(a),
            np.searchsorted(np.sort(a), 0.5, side="right"), np.roll(a, 2), np.flip(a), np.argwhere(a > 0), np.unique(a), np.round(a, 1),
            np.nanmax(a), np.ptp(a), np.cumprod(a), np.repeat(a, 2), np.linspace(0, 1, 5), np.arange(1, 2, 0.25), np.sign(a), np.isfinite(a))

case(f, np.array([1.25, -2.5, 3.0, 0.0, 5.125, -1.0]))
---
# np-shapes: stacking and splitting
def f(a, b):
    return (np.concatenate((a, b)), np.vstack((a, b)), np.hstack((a, b)), np.stack((a, b), axis=1), np.column_stack((a, b)),
            np.outer(a, b), np.dot(a, b), np.kron(a[:2], b[:2]), np.append(a, 3.0), np.delete(a, 1), np.expand_dims(a, 0), np.tile(a, 2) if False else a,
            np.atleast_2d(a), np.full((2, 2), 7), np.eye(3), np.diag(a), np.tri(3), np.triu(np.ones((3, 3))), np.fliplr(np.ones((2, 2))))

case(f, np.arange(3.0), np.arange(3.0) + 1)
---
# linalg: solve, inv, det, norm, eig of symmetric
def f(A, b):
    return np.linalg.solve(A, b), np.linalg.inv(A), np.linalg.det(A), np.linalg.norm(b), np.linalg.norm(A), np.linalg.eigvalsh(A), np.trace(A), A @ b

case(f, np.array([[4.0, 1.0], [1.0, 3.0]]), np.array([1.0, 2.0]), rtol=1e-9)
---
# bits: popcount and gray codes
def f(n):
    out = np.zeros(n, np.uint32)
    c = 0
    for i in prange(n):
        g = np.uint32(i ^ (i >> 1))
        out[i] = g
        k = 0
        while g:
            g &= g - np.uint32(1)
            k += 1
        c += k
    return out, c

case(f, 40)
---
# xorshift: uint64 arithmetic wraps
def f(seed, n):
    x = np.uint64(seed)
    out = np.empty(n, np.uint64)
    for i in range(n):
        x ^= x << np.uint64(13)
        x ^= x >> np.uint64(7)
        x ^= x << np.uint64(17)
        out[i] = x
    return out

case(f, 88172645463325252, 6)
---
# crc: table of uint32
def f(data):
    table = np.zeros(256, np.uint32)
    for i in range(256):
        c = np.uint32(i)
        for _ in range(8):
            if c & np.uint32(1):
                c = np.uint32(0xEDB88320) ^ (c >> np.uint32(1))
            else:
                c = c >> np.uint32(1)
        table[i] = c
    crc = np.uint32(0xFFFFFFFF)
    for b in data:
        crc = table[(crc ^ np.uint32(b)) & np.uint32(0xFF)] ^ (crc >> np.uint32(8))
    return crc ^ np.uint32(0xFFFFFFFF)

case(f, np.frombuffer(b"123456789", np.uint8).copy(), want=0xCBF43926)
---
# average-2d-mask: nan aware mean
def f(a):
    n, m = a.shape
    out = np.empty(n)
    for i in prange(n):
        s = 0.0
        c = 0
        for j in range(m):
            if not np.isnan(a[i, j]):
                s += a[i, j]
                c += 1
        out[i] = s / c if c else np.nan
    return out

case(f, np.array([[1.0, np.nan, 3.0], [np.nan, np.nan, np.nan], [4, 5, 6]]))
---
# quicksort: recursion on slices
@njit
def qs(a, lo, hi):
    if lo < hi:
        p = a[hi]
        i = lo
        for j in range(lo, hi):
            if a[j] < p:
                a[i], a[j] = a[j], a[i]
                i += 1
        a[i], a[hi] = a[hi], a[i]
        qs(a, lo, i - 1)
        qs(a, i + 1, hi)

def f(a):
    qs(a, 0, a.size - 1)
    return a

case(f, np.cos(np.arange(30.0)))
---
# string-compare: text arguments choose
def f(x, mode):
    if mode == "mean":
        return x.mean()
    elif mode in ("sum", "total"):
        return x.sum()
    else:
        raise ValueError("unknown mode: " + mode)

case(f, np.arange(4.0), "mean")
case(f, np.arange(4.0), "total")
case(f, np.arange(4.0), "x", raises=(ValueError, "unknown mode: x"))
---
# global-constants: tuples and arrays of the module
COEF = (1.0, -0.5, 0.25)
TABLE = np.array([3.0, 1.0, 2.0])
N = 3

def f(x):
    s = 0.0
    for k in range(N):
        s += COEF[k] * TABLE[k] * x ** k
    return s

case(f, 2.0)
---
# while-else-break: control flow mix
def f(a, x):
    i = 0
    while i < a.size:
        if a[i] == x:
            r = i
            break
        i += 1
    else:
        r = -1
    for j in range(3):
        if j == 5:
            break
    else:
        r += 100
    return r

case(f, np.arange(5), 3)
case(f, np.arange(5), 9)
---
# assert-messages: assert in a loop
def f(a):
    for i in prange(a.size):
        assert a[i] >= 0, "negative value"
    return a.sum()

case(f, np.arange(5.0))
case(f, np.array([1.0, -1.0]), raises=(AssertionError, "negative value"))
---
# divisions: floor, modulo and divmod of negative numbers
def f(a, b):
    return a // b, a % b, divmod(a, b), a / b, -a // b, pow(a, 2), abs(a), round(a / b, 2)

case(f, -7, 3)
case(f, 7.5, -2.0)
case(f, 7, 0, raises=(ZeroDivisionError, ""))
---
# stencil-neighborhood: a window of seven
@stencil(neighborhood=((-3, 3),))
def mean7(a):
    s = 0.0
    for k in range(-3, 4):
        s += a[k]
    return s / 7

def f(a):
    return mean7(a)

case(f, np.arange(20.0) ** 2)
---
# stencil-cval: what the border holds
@stencil(cval=1.5)
def lap(a):
    return a[0, 1] + a[1, 0] + a[0, -1] + a[-1, 0] - 4 * a[0, 0]

def f(a):
    return lap(a)

case(f, np.arange(20.0).reshape(4, 5) ** 2)
---
# stencil-two: two arrays and a scalar
@stencil(standard_indexing=("w",))
def weighted(a, w):
    return a[-1] * w[0] + a[0] * w[1] + a[1] * w[2]

def f(a, w):
    return weighted(a, w)

case(f, np.arange(8.0), np.array([0.25, 0.5, 0.25]))
---
# vectorize-broadcast: a ufunc of two arguments
@vectorize
def clipped(x, y):
    if x > y:
        return y
    return x

def f(a, b):
    return clipped(a, b), clipped(a, 2.0), clipped(3, 2.5)

case(f, np.arange(6.0).reshape(2, 3), np.array([1.0, 1.0, 9.0]))
---
# float32-int-mix: arrays of different kinds
def f(a, b, c):
    return a + b, a * 2, a * 2.5, b / 2, b + c, np.where(b > 1, a, c), a.dtype == np.float32, (a + c).dtype == np.float64

case(f, np.arange(4, dtype=np.float32), np.arange(4, dtype=np.int16), np.arange(4.0), rtol=1e-6)
---
# complex64: stays complex64
def f(a):
    return a * 2, a.conj(), np.abs(a), a.real, a.imag + 1, (a * a).sum(), np.angle(a)

case(f, np.array([1 + 2j, -3j, 2], np.complex64), rtol=1e-5)
---
# fortran-order: layouts and sums
def f(a):
    s = 0.0
    for j in range(a.shape[1]):
        for i in range(a.shape[0]):
            s += a[i, j] * (i + 1)
    return s, a[1], a[:, 1], a.T @ np.ones(a.shape[0]), a.copy()

case(f, np.asfortranarray(np.arange(12.0).reshape(3, 4)))
---
# empty-arrays: nothing to do
def f(a):
    s = 0.0
    for i in prange(a.size):
        s += a[i]
    return s, a.sum(), a.copy(), np.concatenate((a, a)), a[1:], np.sort(a), a.any(), a.all()

case(f, np.zeros(0))
---
# zero-d: arrays without axes
def f(a):
    return a[()] + 1, a.shape, a.size, np.sqrt(a)

case(f, np.array(4.0))
---
# negative-steps: slices backwards
def f(a):
    b = a[::-2]
    b[0] = 100
    return b.copy(), a[5:1:-1], a[-3:], a[:-3], a[::3].sum()

case(f, np.arange(10.0))
---
# readonly: broadcast and read-only input
def f(a):
    s = 0.0
    for i in prange(a.shape[0]):
        s += a[i].sum()
    return s

case(f, np.broadcast_to(np.arange(3.0), (4, 3)))
---
# lists-of-lists: nested lists
def f(n):
    rows = [[j * i for j in range(i)] for i in range(1, n)]
    s = 0
    for r in rows:
        for x in r:
            s += x
    return s, len(rows), rows[2][1]

case(f, 6)
---
# list-methods: insert, pop, remove, extend, count, index
def f(n):
    x = [i * 2 for i in range(n)]
    x.insert(1, 99)
    y = x.pop()
    x.remove(2)
    x.extend([5, 5])
    x.reverse()
    return x, y, x.count(5), x.index(99), x[1:3], 99 in x, sum(x), max(x), min(x)

case(f, 5)
---
# tuple-ops: slices, membership, comparison
def f(a, b):
    t = (a, b, 3)
    u = t[1:] + (4,)
    return u, len(u), a in t, t < (a, b, 4), t == (a, b, 3), min(t), max(t), sum(t), t[-1]

case(f, 1, 2)
---
# tuple-loop: unrolled heterogeneous tuple
def f(t):
    s = 0.0
    for x in t:
        s += x * 2
    return s

case(f, (1, 2.5, True))
---
# shape-unpack: dims and loops
def f(a):
    n, m, k = a.shape
    out = np.zeros((k, n))
    for i in range(n):
        for j in range(m):
            for l in range(k):
                out[l, i] += a[i, j, l]
    return out

case(f, np.arange(24.0).reshape(2, 3, 4))
---
# chained-compare: and, or, not with numbers
def f(a, b, c):
    return a < b < c, a < b > c, not a, a and b, a or b, (a if a > b else c), a == 1 or b == 2

case(f, 1, 2, 3)
case(f, 0, 2, 1)
---
# int-float-names: names that change their kind
def f(n):
    x = 0
    for i in range(n):
        x = x + i / 2
    y = 1
    if n > 3:
        y = 2.5
    return x, y

case(f, 5)
---
# global-array-read: constant lookup
W = np.array([[1.0, 2.0], [3.0, 4.0]])

def f(i, j):
    return W[i, j] + W.sum()

case(f, 1, 0)
---
# random-seeded: bounds of what is drawn
def f(n):
    np.random.seed(3)
    x = np.random.rand(n)
    y = np.random.normal(0, 1, n)
    z = np.random.randint(0, 10, n)
    return x.min() >= 0 and x.max() < 1, abs(y.mean()) < 0.5, z.min() >= 0 and z.max() <= 9

case(f, 400, want=(True, True, True))
---
# parallel-per-thread: buffers by thread number
from gokernels import get_thread_id, get_num_threads
@njit(parallel=True)
def f(a):
    buf = np.zeros((get_num_threads(), 10))
    for i in prange(a.size):
        buf[get_thread_id(), a[i] % 10] += 1
    return buf.sum(axis=0)

case(f, np.arange(5003), want=np.bincount(np.arange(5003) % 10, minlength=10).astype(float))
---
# parallel-two-reductions: mean and variance in one pass
def f(a):
    s = 0.0
    q = 0.0
    n = 0
    for i in prange(a.size):
        if a[i] == a[i]:
            s += a[i]
            q += a[i] * a[i]
            n += 1
    m = s / n
    return m, q / n - m * m

case(f, np.cos(np.arange(500.0)))
---
# parallel-array-local: a private work array
def f(a):
    n, m = a.shape
    out = np.empty(n)
    for i in prange(n):
        w = np.empty(m)
        for j in range(m):
            w[j] = a[i, j]
        w.sort()
        out[i] = w[m // 2]
    return out

case(f, np.cos(np.arange(35.0)).reshape(5, 7))
---
# parallel-private-list: a list for each iteration
def f(n):
    out = np.zeros(n, np.int64)
    for i in prange(n):
        xs = []
        for k in range(i):
            if i % (k + 1) == 0:
                xs.append(k + 1)
        out[i] = len(xs) + sum(xs)
    return out

case(f, 30)
---
# parallel-sum-2d: nested pranges
def f(a):
    s = 0.0
    for i in prange(a.shape[0]):
        for j in prange(a.shape[1]):
            s += a[i, j] * (i - j)
    return s

case(f, np.arange(30.0).reshape(5, 6))
---
# parallel-row-assign: rows by slices and calls
@njit
def norm(v):
    return v / np.sqrt((v * v).sum())

def f(a):
    out = np.empty_like(a)
    for i in prange(a.shape[0]):
        out[i, :] = norm(a[i])
    return out

case(f, np.arange(1.0, 13).reshape(4, 3))
---
# parallel-masked: assignment under a mask
def f(a):
    out = a.copy()
    out[a > 2] = 0
    out[a < 1] = -1
    return out, np.sum(a[a > 1]), (a > 1).sum()

case(f, np.arange(5.0))
---
# parallel-early-continue: continue and nested breaks
def f(a):
    c = 0
    for i in prange(a.shape[0]):
        if i % 2:
            continue
        for j in range(a.shape[1]):
            if a[i, j] > 5:
                break
            c += 1
    return c

case(f, np.arange(20.0).reshape(5, 4) % 7)
---
# parallel-while: an inner while with own state
def f(n):
    out = np.zeros(n, np.int64)
    for i in prange(n):
        a, b = 1071 + i, 462
        while b:
            a, b = b, a % b
        out[i] = a
    return out

case(f, 50)
---
# parallel-step: start, stop and step
def f(n):
    out = np.zeros(n)
    for i in prange(2, n, 3):
        out[i] = i
    s = 0
    for i in prange(-5, 5):
        s += i
    return out, s

case(f, 20)
---
# negative-wrap: negative indices wrap
def f(a):
    out = np.empty_like(a)
    for i in prange(a.size):
        out[i] = a[i - 3] + a[-i]
    return out

case(f, np.arange(10.0))
---
# bounds: an index beyond the end raises
def f(a, n):
    s = 0.0
    for i in prange(n):
        s += a[i]
    return s

case(f, np.arange(10.0), 11, raises=(IndexError, "10"))
---
# np-axis-keepdims: reductions along axes
def f(a):
    return (a.sum(0), a.sum(axis=1), a.min(axis=0), np.max(a, axis=1), np.mean(a, axis=0), np.argmax(a, axis=1), np.any(a > 10, axis=0),
            np.cumsum(a, axis=1), np.sort(a, axis=0), np.std(a, axis=1), a.sum(axis=(0, 1)), np.prod(a, axis=-1))

case(f, np.arange(12.0).reshape(3, 4)[::-1])
---
# np-where-forms: one and three arguments
def f(a):
    i = np.where(a > 2)
    j, = np.nonzero(a)
    return i[0], j, np.where(a > 2, 1, 0), np.where(a > 2, a, -a), np.flatnonzero(a > 1)

case(f, np.array([0.0, 3.0, 1.5, 5.0]))
---
# np-set-ops: unique with counts, isin, union
def f(a, b):
    return np.unique(a), np.intersect1d(a, b), np.union1d(a, b), np.setdiff1d(a, b), np.isin(a, b)

case(f, np.array([3, 1, 2, 3]), np.array([3, 5, 1]))
---
# np-poly: polynomials and convolution
def f(a, b):
    return np.convolve(a, b), np.correlate(a, b), np.cross(a, b), np.vander(a, 3), np.trapezoid(a), np.cov(a, b), np.corrcoef(a, b)

case(f, np.array([1.0, 2.0, 4.0]), np.array([0.5, -1.0, 2.0]), rtol=1e-9)
---
# searchsorted-bins: digitize
def f(x, bins):
    return np.digitize(x, bins), np.searchsorted(bins, x), np.searchsorted(bins, x, side="right"), np.bincount(np.digitize(x, bins))

case(f, np.array([0.2, 6.4, 3.0, 1.6]), np.array([0.0, 1.0, 2.5, 4.0, 10.0]))
---
# kwargs-order: keyword calls of a helper
@njit
def g(a, b=2, *, c=3):
    return a * 100 + b * 10 + c

def f(x):
    return g(x), g(x, 5), g(x, c=7), g(b=1, a=x), g(x, b=4, c=9)

case(f, 1)
---
# augmented-slices: in place of parts
def f(a):
    a[1:3] += 10
    a[::2] *= 2
    a[a > 20] -= 5
    a[-1] **= 2
    b = a[1:]
    b += a[:-1]
    return a

case(f, np.arange(6.0))
---
# swap-rows: fancy and tuple swaps
def f(a):
    a[0], a[1] = a[1].copy(), a[0].copy()
    a[[0, 2]] = a[[2, 0]]
    t = a[0, 0]
    a[0, 0], a[2, 2] = a[2, 2], t
    return a

case(f, np.arange(9.0).reshape(3, 3))
---
# int-overflow: sums of int32 arrays
def f(a):
    return a.sum(), a[0] * a[1], np.int32(2147483647), a.prod(), a.cumsum().dtype == np.int64

case(f, np.array([2000000000, 1, 2000000000], np.int32))
---
# casting: astype and constructors
def f(x, a):
    return int(x), float(3), bool(x), np.float32(x), np.int8(x), np.uint8(200), a.astype(np.int64), a.astype(np.bool_), np.int64(x) // 2, complex(x)

case(f, 3.9, np.array([0.0, 1.9, -2.9]))
---
# del-and-scope: comprehension names do not leak
def f(n):
    i = 7
    xs = [i * i for i in range(n)]
    return i, xs

case(f, 4)
---
# nested-functions: three levels
def f(x):
    def g(y):
        def h(z):
            return x + y + z
        return h(1) * h(2)
    return g(10)

case(f, 5)
---
# lambda-key: lambdas and map
def f(a):
    g = lambda v: v * v + 1
    s = 0.0
    for x in map(g, a):
        s += x
    return s, sorted([3, 1, 2], reverse=True), sorted([(2, 1), (1, 5)])

case(f, np.arange(4.0))
---
# print-nothing: ternaries in arguments
def f(a, flag):
    b = a if flag else a * 2
    return b.sum() if b.size else 0.0

case(f, np.arange(4.0), True)
case(f, np.arange(4.0), False)
---
# walrus: assignment in a condition
def f(a):
    n = 0
    while (n := n + 1) < 10:
        if (y := a[n]) > 5:
            return n, y
    return -1, 0.0

case(f, np.arange(20.0))
---
# isinstance-shape: code by type
def f(x):
    if isinstance(x, (int, np.integer)):
        return x + 1
    elif isinstance(x, float):
        return x * 2
    else:
        return x

case(f, 3)
case(f, 2.5)
---
# datetime-free-time: seconds to hours by divmod
def f(t):
    h, r = divmod(t, 3600)
    m, s = divmod(r, 60)
    return h, m, s

case(f, 7384)
---
# scatter-add-2d: joint histogram
def f(x, y, n):
    h = np.zeros((n, n), np.int64)
    for i in prange(x.size):
        h[x[i], y[i]] += 1
    return h

case(f, np.arange(300) % 4, np.arange(300) % 3, 4)
---
# prefix-in-blocks: two passes over blocks
def f(a, nb):
    n = a.size
    w = (n + nb - 1) // nb
    sums = np.zeros(nb + 1)
    for b in prange(nb):
        s = 0.0
        for i in range(b * w, min((b + 1) * w, n)):
            s += a[i]
        sums[b + 1] = s
    for b in range(nb):
        sums[b + 1] += sums[b]
    out = np.empty(n)
    for b in prange(nb):
        s = sums[b]
        for i in range(b * w, min((b + 1) * w, n)):
            s += a[i]
            out[i] = s
    return out

case(f, np.arange(50.0), 6)
