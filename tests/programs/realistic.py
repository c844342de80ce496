# mandelbrot: escape times, inner while, complex arithmetic
@njit
def escape(c, limit):
    z = 0j
    for k in range(limit):
        z = z * z + c
        if z.real * z.real + z.imag * z.imag >= 4.0:
            return k
    return limit

@njit(parallel=True)
def mandelbrot(w, h, limit):
    out = np.zeros((h, w), np.uint16)
    for y in prange(h):
        for x in range(w):
            out[y, x] = escape(complex(3.0 * x / w - 2.0, 2.0 * y / h - 1.0), limit)
    return out

case(mandelbrot, 36, 24, 60)
---
# n-body: accelerations of all pairs, then a step
@njit(parallel=True)
def step(pos, vel, mass, dt):
    n = pos.shape[0]
    acc = np.zeros((n, 3))
    for i in prange(n):
        for j in range(n):
            if i != j:
                d = pos[j] - pos[i]
                r2 = (d * d).sum() + 1e-3
                acc[i] += mass[j] * d / (r2 * math.sqrt(r2))
    vel += acc * dt
    pos += vel * dt
    return 0.5 * (mass * (vel ** 2).sum(axis=1)).sum()

case(step, np.cos(np.arange(36.0)).reshape(12, 3), np.zeros((12, 3)), np.arange(1.0, 13.0), 0.01, rtol=1e-11)
---
# k-means: nearest centre by arg-min, new centres by scatter
@njit(parallel=True)
def kmeans_step(x, centres):
    n, d = x.shape
    k = centres.shape[0]
    label = np.empty(n, np.int64)
    total = np.zeros((k, d))
    count = np.zeros(k)
    for i in prange(n):
        best, at = np.inf, -1
        for c in range(k):
            dist = 0.0
            for j in range(d):
                dist += (x[i, j] - centres[c, j]) ** 2
            if dist < best:
                best, at = dist, c
        label[i] = at
        count[at] += 1.0
        total[at] += x[i]
    for c in prange(k):
        if count[c] > 0:
            total[c] /= count[c]
    return label, total

case(kmeans_step, np.cos(np.arange(300.0)).reshape(150, 2), np.array([[1.0, 0.0], [-1.0, 0.0], [0.0, 1.0]]), rtol=1e-11)
---
# black-scholes: option prices by array expressions and erf in a helper
@vectorize
def ndtr(x):
    return 0.5 * (1.0 + math.erf(x / math.sqrt(2.0)))

@njit(parallel=True)
def prices(s, k, t, r, v):
    root = v * np.sqrt(t)
    d1 = (np.log(s / k) + (r + 0.5 * v * v) * t) / root
    d2 = d1 - root
    call = s * ndtr(d1) - k * np.exp(-r * t) * ndtr(d2)
    return call, call - s + k * np.exp(-r * t)

case(prices, np.linspace(80, 120, 41), np.full(41, 100.0), np.linspace(0.1, 2, 41), 0.03, 0.2, rtol=1e-10)
---
# floyd-warshall: shortest paths, rows in parallel
@njit(parallel=True)
def shortest(d):
    n = d.shape[0]
    for k in range(n):
        row = d[k].copy()
        for i in prange(n):
            via = d[i, k]
            for j in range(n):
                d[i, j] = min(d[i, j], via + row[j])
    return d

case(shortest, (np.arange(144.0) * 37 % 101 + 1).reshape(12, 12))
---
# levenshtein: edit distances of integer sequences
@njit
def distance(a, b):
    previous = np.arange(b.size + 1)
    for i in range(a.size):
        current = np.empty_like(previous)
        current[0] = i + 1
        for j in range(b.size):
            cost = 0 if a[i] == b[j] else 1
            current[j + 1] = min(previous[j] + cost, previous[j + 1] + 1, current[j] + 1)
        previous = current
    return previous[-1]

@njit(parallel=True)
def all_pairs(words):
    n = words.shape[0]
    out = np.zeros((n, n), np.int64)
    for i in prange(n):
        for j in range(n):
            out[i, j] = distance(words[i], words[j])
    return out

case(all_pairs, (np.arange(60) * 7 % 5).reshape(6, 10))
---
# sieve: primes by crossing out; every iteration crosses its own multiples to the same value
def primes(n):
    composite = np.zeros(n + 1, np.bool_)
    for p in range(2, int(n ** 0.5) + 1):
        if not composite[p]:
            composite[p * p::p] = True
    found = [p for p in range(2, n + 1) if not composite[p]]
    return np.array(found)

case(primes, 200)
---
# game-of-life: neighbours on a torus
@njit(parallel=True)
def life(board, steps):
    h, w = board.shape
    for _ in range(steps):
        new = np.zeros_like(board)
        for y in prange(h):
            for x in range(w):
                n = -board[y, x]
                for dy in range(-1, 2):
                    for dx in range(-1, 2):
                        n += board[(y + dy) % h, (x + dx) % w]
                if n == 3 or (n == 2 and board[y, x]):
                    new[y, x] = 1
        board = new
    return board

case(life, (np.arange(120) * 13 % 7 < 3).astype(np.int8).reshape(10, 12), 6)
---
# lcg: a generator with 64-bit wrapping in every row
@njit
def lcg(state):
    return (state * 6364136223846793005 + 1442695040888963407) & 0x7FFFFFFFFFFFFFFF

@njit(parallel=True)
def streams(rows, n):
    out = np.zeros((rows, n))
    for i in prange(rows):
        state = i + 1
        for j in range(n):
            state = lcg(state)
            out[i, j] = (state >> 11) / 2.0 ** 52
    return out

case(streams, 9, 20)
---
# collatz: the longest chain, by arg-max
@njit(parallel=True)
def longest(n):
    best, at = 0, 0
    for i in prange(1, n):
        k, steps = i, 0
        while k != 1:
            if k % 2:
                k = 3 * k + 1
            else:
                k //= 2
            steps += 1
        if steps > best:
            best = steps
            at = i
    return best, at

case(longest, 1000, want=(178, 871))
---
# fft: radix-2 butterflies, each level in parallel
@njit(parallel=True)
def fft(x):
    n = x.size
    y = np.empty(n, np.complex128)
    bits = int(math.log2(n) + 0.5)
    for i in prange(n):
        r, k = 0, i
        for b in range(bits):
            r = (r << 1) | (k & 1)
            k >>= 1
        y[r] = x[i]
    half = 1
    while half < n:
        for g in prange(n // (2 * half)):
            for k in range(half):
                w = np.exp(-1j * math.pi * k / half)
                a = y[2 * half * g + k]
                b = y[2 * half * g + k + half] * w
                y[2 * half * g + k] = a + b
                y[2 * half * g + k + half] = a - b
        half *= 2
    return y

case(fft, np.cos(np.arange(64.0)) + 0j, oracle=lambda x: np.fft.fft(x), rtol=1e-11)
---
# convolution: an image with a 3x3 kernel, edges clamped
@njit(parallel=True)
def convolve(image, k):
    h, w = image.shape
    out = np.empty_like(image)
    for y in prange(h):
        for x in range(w):
            s = 0.0
            for dy in range(-1, 2):
                for dx in range(-1, 2):
                    yy = min(max(y + dy, 0), h - 1)
                    xx = min(max(x + dx, 0), w - 1)
                    s += image[yy, xx] * k[dy + 1, dx + 1]
            out[y, x] = s
    return out

case(convolve, np.cos(np.arange(108.0)).reshape(9, 12), np.array([[0, 1, 0], [1, 4, 1], [0, 1, 0]]) / 8)
---
# quicksort: recursive, in place
@njit
def quicksort(a, lo, hi):
    if lo >= hi:
        return
    pivot = a[(lo + hi) // 2]
    i, j = lo, hi
    while i <= j:
        while a[i] < pivot:
            i += 1
        while a[j] > pivot:
            j -= 1
        if i <= j:
            a[i], a[j] = a[j], a[i]
            i += 1
            j -= 1
    quicksort(a, lo, j)
    quicksort(a, i, hi)

case(quicksort, np.cos(np.arange(200.0)), 0, 199, want=None)
---
# random-walk: walks that depend on the seed alone
@njit(parallel=True)
def walks(seed, n, steps):
    np.random.seed(seed)
    out = np.zeros(n)
    for i in prange(n):
        x = 0.0
        for t in range(steps):
            x += np.random.normal(0.0, 1.0)
        out[i] = x
    return out

case(walks, 1, 2000, 25, check=lambda r: abs(r.mean()) < 0.6 and 4 < r.std() < 6)
---
# heat: explicit steps with a source, until the change is small
@njit(parallel=True)
def heat(u, tolerance):
    steps = 0
    while True:
        new = u.copy()
        change = 0.0
        for i in prange(1, u.shape[0] - 1):
            for j in range(1, u.shape[1] - 1):
                new[i, j] = 0.25 * (u[i - 1, j] + u[i + 1, j] + u[i, j - 1] + u[i, j + 1])
                change = max(change, abs(new[i, j] - u[i, j]))
        u = new
        steps += 1
        if change < tolerance:
            return u, steps

case(heat, np.where(np.arange(120).reshape(10, 12) < 12, 100.0, 0.0), 0.5)
---
# monte-carlo-pi: Numba's first example
import random

@njit(parallel=True)
def pi(n):
    random.seed(11)
    hits = 0
    for i in prange(n):
        x = random.random()
        y = random.random()
        if (x ** 2 + y ** 2) < 1.0:
            hits += 1
    return 4.0 * hits / n

case(pi, 20000, check=lambda r: abs(r - math.pi) < 0.1)
---
# logistic-regression: the gradient loop of Numba's parallel documentation
@njit(parallel=True)
def logistic(y, x, w, steps):
    for i in range(steps):
        w -= np.dot(((1.0 / (1.0 + np.exp(-y * np.dot(x, w))) - 1.0) * y), x)
    return w

case(logistic, np.where(np.arange(20) % 3 == 0, 1.0, -1.0), np.cos(np.arange(60.0)).reshape(20, 3), np.zeros(3), 5, rtol=1e-9)
---
# pairwise: distances of all pairs, the upper triangle mirrored
@njit(parallel=True)
def pairwise(x):
    n = x.shape[0]
    out = np.zeros((n, n))
    for i in prange(n):
        for j in range(i):
            d = 0.0
            for k in range(x.shape[1]):
                d += (x[i, k] - x[j, k]) ** 2
            out[i, j] = math.sqrt(d)
            out[j, i] = out[i, j]
    return out

case(pairwise, np.cos(np.arange(60.0)).reshape(20, 3))
---
# matmul-tiled: blocks with a private tile
@njit(parallel=True)
def matmul(a, b, size):
    n = a.shape[0]
    out = np.zeros((n, n))
    for bi in prange((n + size - 1) // size):
        lo, hi = bi * size, min((bi + 1) * size, n)
        tile = np.zeros((hi - lo, n))
        for k in range(n):
            for i in range(lo, hi):
                for j in range(n):
                    tile[i - lo, j] += a[i, k] * b[k, j]
        out[lo:hi] = tile
    return out

case(matmul, np.cos(np.arange(121.0)).reshape(11, 11), np.sin(np.arange(121.0)).reshape(11, 11), 4)
---
# moving-statistics: windows of a long series
@njit(parallel=True)
def rolling(a, w):
    n = a.size - w + 1
    mean, low, high = np.empty(n), np.empty(n), np.empty(n)
    for i in prange(n):
        part = a[i:i + w]
        mean[i] = part.mean()
        low[i], high[i] = part.min(), part.max()
    return mean, low, high

case(rolling, np.cos(np.arange(200.0)), 7)
---
# histogram-equalise: counts, cumulative sum, look-up
@njit(parallel=True)
def equalise(image):
    counts = np.zeros(256, np.int64)
    for y in prange(image.shape[0]):
        for x in range(image.shape[1]):
            counts[image[y, x]] += 1
    table = np.cumsum(counts) * 255 // image.size
    out = np.empty_like(image)
    for y in prange(image.shape[0]):
        for x in range(image.shape[1]):
            out[y, x] = table[image[y, x]]
    return out

case(equalise, (np.arange(600) ** 2 % 97).astype(np.uint8).reshape(20, 30))
---
# connected-components: labels spread until nothing changes
@njit(parallel=True)
def components(edges, n):
    label = np.arange(n)
    changed = True
    while changed:
        changed = False
        old = label.copy()
        for v in prange(n):
            best = old[v]
            for e in range(edges.shape[0]):
                if edges[e, 0] == v:
                    best = min(best, old[edges[e, 1]])
                if edges[e, 1] == v:
                    best = min(best, old[edges[e, 0]])
            label[v] = best
            if best != old[v]:
                changed = True
    return label

case(components, np.array([[0, 1], [1, 2], [3, 4], [6, 5], [5, 4], [8, 9]]), 11)
